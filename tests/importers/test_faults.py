"""A folder for each code of an import: what is in it is told by that code, and by no other.

``how.json`` may say what stands beside the file on the command line (``date``, ``category``,
``encoding``, ``photos``), which of several files is the source, what was imported before it, and
limits, so that a small file is too large. ``also`` names faults that cannot be without another.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kyyeu.importers import Wishes, import_batch, import_file, kind_of
from kyyeu.problems import Problem, Severity, catalogue, describe
from kyyeu.settings import Limits, Settings
from tests.validation.test_fixtures import CODES as OF_CONTENT

FAULTS = Path(__file__).parent / "faults"
CODES = sorted(folder.name for folder in FAULTS.iterdir())

#: Codes that no file in a folder can bring about, and why; the rooms' own tests do.
NO_FILE = {
    "text-unreadable": "the machine says it: a disk, or the right to read",
    "import-unreadable": "the machine says it: a disk, or the right to read",
    "photo-unreadable": "the machine says it: a disk, or the right to read",
    "import-too-slow": "the clock says it",
    "import-worker-died": "a process that ended says it",
    "import-fetch-large": "the web says it",
    "import-fetch-slow": "the web says it",
    "import-fetch-private": "the web says it",
    "import-fetch-failed": "the web says it",
    "import-date-ahead": "today says it",
    "import-articles-unseen": "an archive with thousands of articles that no import has read",
    "import-photos-unseen": "an archive with hundreds of photos that nobody has looked at",
    "import-render-differs": "a fault of our own: no text is known that brings it about",
    "import-left-below": "the extractor ends before the byline: no small page brings it to that",
    "import-text-left": "the extractor ends before the text: no small page brings it to that",
    "photo-changed": "a build says it of a file that changed while it worked",
    "photo-unread-alt": "a packet of XMP that is damaged in this place alone",
    "article-id-changed": "what was printed before says it",
    "article-moved": "what was printed before says it",
    "article-moved-month": "what was printed before says it",
    "article-double-address": "two articles that the ledger prints, not one folder of files",
    "write-outside": "the program that writes says it: no content can",
    "write-exists": "another program wrote at the same moment",
    "fix-changed": "a file that was saved between the question and the answer",
    "section-clash": "the settings say it",
    "new-no-photos": "the command `new` says it of the folder that it is given",
}


def how(folder: Path) -> dict[str, Any]:
    path = folder / "how.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def told(folder: Path, scratch: Path) -> list[Problem]:
    """All that an import of what the folder holds says, as the command asks for it."""
    said = how(folder)
    (scratch / "content").mkdir(parents=True)
    limits = Limits(**said.get("limits", {}))
    site = Settings(scratch, "", "", ("Thi đua", "Nhân vật"), limits=limits)
    here = scratch / "nguon"
    shutil.copytree(folder, here, ignore=shutil.ignore_patterns("how.json"))
    wishes = Wishes(
        said.get("category", "Thi đua") or None, said.get("date"), said.get("encoding", "")
    )
    for before in said.get("before", ()):
        _imported(here / before, site, replace(wishes, date=None), [])
    source = here / said["source"] if "source" in said else next(iter(sorted(here.iterdir())))
    return _imported(source, site, wishes, [here / name for name in said.get("photos", ())])


def _imported(source: Path, site: Settings, wishes: Wishes, photos: list[Path]) -> list[Problem]:
    if kind_of(source):
        outcomes = list(import_batch([source], site, wishes))
        return [problem for outcome in outcomes for problem in outcome.problems]
    read = partial(import_file, source, site, pictures=photos)
    done = read(category=wishes.category, date=wishes.date, encoding=wishes.encoding)
    return list(done.problems)


@pytest.mark.parametrize("code", CODES)
def test_a_fault_is_told_by_its_code_and_by_no_other(code: str, tmp_path: Path) -> None:
    found = told(FAULTS / code, tmp_path)
    assert code in {problem.code for problem in found}
    others = {problem.code for problem in found if problem.severity is not Severity.NOTE}
    assert others <= {code, *how(FAULTS / code).get("also", ())}
    for problem in found:
        for language in ("vi", "en"):
            assert "{" not in describe(problem, language)


def test_every_code_has_its_folder_or_a_reason_and_not_both() -> None:
    folders = {*CODES, *OF_CONTENT}
    assert set(catalogue()["problems"]) - folders - set(NO_FILE) == set()
    assert set(NO_FILE) & folders == set()
