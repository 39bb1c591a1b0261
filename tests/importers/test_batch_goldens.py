"""Exports, feeds and lists that offices have, each with the articles that come of it.

``KYYEU_GOLDEN=1 pytest tests/importers/test_batch_goldens.py`` writes them anew; read what changed.
"""

from __future__ import annotations

import html
import os
import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from kyyeu.importers import Fate, Wishes, import_batch, page_reading
from kyyeu.importers.batches.running import entries_of
from kyyeu.importers.word import reading
from kyyeu.problems import describe
from kyyeu.settings import Settings
from tests.importers.reports import assert_nothing_is_lost, in_this_process

BATCHES = Path(__file__).parent / "fixtures" / "batches"
NAMES = sorted(path.name for path in BATCHES.iterdir() if not path.name.endswith(".golden.md"))


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each page; the worker has tests of its own."""
    for module in (page_reading, reading):
        monkeypatch.setattr(module, "layout_in_worker", in_this_process)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content").mkdir()
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua", "Nhân vật"))


def golden_of(name: str, settings: Settings) -> str:
    """All that comes of a batch: what is told, and the articles."""
    parts = []
    for outcome in import_batch([BATCHES / name], settings, Wishes("Thi đua")):
        parts.append(f"=== {outcome.name}: {outcome.state.value}\n")
        parts += [describe(problem, "en").partition("\n")[0] + "\n" for problem in outcome.problems]
        if outcome.article:
            text = (settings.content_path / outcome.article).read_text(encoding="utf-8")
            parts.append("\n" + re.sub(r"(?m)^Id: .*\n", "", text))
        parts.append("\n")
    return "".join(parts)


@pytest.mark.parametrize("name", NAMES)
def test_a_batch_becomes_the_golden_articles(name: str, settings: Settings) -> None:
    path = BATCHES / f"{name}.golden.md"
    made = golden_of(name, settings)
    if os.environ.get("KYYEU_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_character_as_it_was_given_has_its_fate(name: str, settings: Settings) -> None:
    """The receipt speaks of the export's own text, not of a page that was made of it."""
    whole = (BATCHES / name).read_text(encoding="utf-8")
    with ExitStack() as held:
        entries = [one for one in entries_of([BATCHES / name], settings, held) if one.reader]
    assert entries
    for entry in entries:
        assert entry.reader
        draft = entry.reader(entry.data, entry.file_name, settings).value
        assert draft
        assert_nothing_is_lost(draft)
        assert draft.source.data == draft.source.text.encode()
        own = draft.source.text if name.endswith((".xml", ".rss", ".atom")) else ""
        as_given = re.escape(own).replace(re.escape("*"), ".")  # readers' data is hidden
        assert re.search(as_given, whole)
        for span in draft.spans:  # no word goes without a rule that names it
            if own and span.fate is Fate.DROPPED and span.rule == "markup":
                seen = html.unescape(own[span.start : span.end])
                assert not re.sub(
                    r"<!\[CDATA\[|^amp;|<!--.*?-->|<[^<>]*>|\[[^\[\]]*\]|\W", "", seen
                )


def test_there_are_three_of_each_kind() -> None:
    ends = (".xml", (".rss", ".atom"), (".csv", ".tsv"))
    assert all(sum(name.endswith(end) for name in NAMES) >= 3 for end in ends)
