"""Texts and Word files as offices hand them over, each with the article that comes of it.

``KYYEU_GOLDEN=1 pytest tests/importers/test_document_goldens.py`` writes them anew; read what
changed. Word files are made by ``word_files``, so that their words can be read here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyyeu.importers import Fate, codepages, compose
from kyyeu.importers.reading import read_source
from kyyeu.importers.word import reading
from kyyeu.problems import describe
from tests.importers import word_files as word
from tests.importers.reports import assert_nothing_is_lost, in_this_process, settings

FOLDER = Path(__file__).parent / "fixtures" / "documents"
Fill = Callable[[Any], None]


def several(*fills: Fill) -> Callable[[], bytes]:
    def fill(document: Any) -> None:
        for one in fills:
            one(document)

    return lambda: word.report(fill)


SOURCES: dict[str, Callable[[], bytes]] = {
    **{path.name: path.read_bytes for path in sorted(FOLDER.glob("*.txt"))},
    "bao-cao.docx": several(
        word.table_of_results,
        word.numbered("decimal", "%1.", 3),
        word.chart_link_and_page_head,
    ),
    "nhieu-anh.docx": several(
        word.picture_and_italic_caption,
        word.grid_of_pictures,
        word.picture_with_a_text_box,
        word.picture_and_styled_caption,
    ),
    "phong-chu-cu.docx": several(
        word.old_font(".VnTime", "tcvn3", "Mỹ Lộc giao đất tận tay từng hộ dân trong xã."),
        word.old_font("VNI-Times", "vni", "Các hộ nhận đất đều dựng nhà trước mùa mưa."),
    ),
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)


@pytest.mark.parametrize("name", SOURCES)
def test_a_document_becomes_the_golden_article(name: str) -> None:
    read = read_source(SOURCES[name](), name, settings())
    assert read.value is not None
    draft = read.value
    assert_nothing_is_lost(draft)
    made = compose(draft, settings(), category="Thi đua")
    assert made.value is not None
    article = made.value.files[made.value.article].decode()
    told = [describe(fault, "en").partition("\n")[0] for fault in (*read.problems, *made.problems)]
    seen = [span for span in draft.spans if span.fate is Fate.DROPPED]
    dropped = [(span.rule, draft.source.text[span.start : span.end].strip()) for span in seen]
    lines = [*told, "", *(f"{rule}: {text}" for rule, text in dropped if re.search(r"\w", text))]
    golden = "\n".join((*lines, "", re.sub(r"(?m)^Id: .*\n", "", article)))
    path = FOLDER / f"{name}.golden.md"
    if os.environ.get("KYYEU_GOLDEN"):
        path.write_text(golden, encoding="utf-8")
    assert golden == path.read_text(encoding="utf-8")


def test_every_old_code_page_has_its_text() -> None:
    assert {f"trong-rung-{page}.txt" for page in codepages.PAGES} <= set(SOURCES)
