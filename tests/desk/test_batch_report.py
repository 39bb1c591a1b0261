"""The report of a batch is written in the language in which the desk speaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kyyeu.desk import batches
from kyyeu.importers import Outcome, State
from kyyeu.problems import Problem, speak, words
from kyyeu.settings import Settings


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_report_speaks_as_the_desk_does(tmp_path: Path, language: str) -> None:
    fault = Problem("a.txt", 0, "import-no-headline")
    refused = Outcome("a.txt", State.REFUSED, "", (fault,))
    speak(language)
    try:
        where = batches._write_report(Settings(tmp_path, "", "", ("Tin",)), ["a.txt"], [refused])
    finally:
        speak("vi")
    told = json.loads((tmp_path / where).read_bytes())["entries"][0]["problems"][0]
    assert (told["say"], told["remedy"]) == words(fault, language)
