"""Reports as they were scraped, where they lie beside the repository; none is part of it."""

from __future__ import annotations

from pathlib import Path

from kyyeu.importers import PhotoPlace, compose, read_pasted
from tests.importers.reports import settings


def test_real_reports_are_imported_whole_where_they_are_at_hand(seed_reports: list[Path]) -> None:
    for path in seed_reports:
        read = read_pasted(path.read_bytes(), path.name, settings())
        assert read.value is not None
        assert read.ok
        draft = read.value
        assert "".join(draft.source.text[span.start : span.end] for span in draft.spans) == (
            draft.source.text
        )
        made = compose(draft, settings(), category="Thi đua")
        assert made.value is not None


def test_the_reference_report_has_its_anatomy(seed_reports: list[Path]) -> None:
    """Shape only: how many of what, when, and by whom; the words stay where they are."""
    if not seed_reports:
        return
    path = seed_reports[0]
    read = read_pasted(path.read_bytes(), path.name, settings())
    assert read.problems == ()
    draft = read.value
    assert draft is not None
    assert draft.published is not None
    assert draft.published.isoformat() == "2020-02-13T20:12:00+07:00"
    assert [(who.name, who.roles) for who in draft.contributors] == [("Lam Hồng", ("tin", "ảnh"))]
    assert [type(block) is PhotoPlace for block in draft.blocks] == [True, False, False, False]
    assert draft.lead.startswith("Ngày 13-2,")
    assert draft.blocks[-1].text.endswith("./.")  # type: ignore[union-attr]
    rules = {span.rule for span in draft.spans if span.rule}
    assert rules == {
        *("line-end", "edge-blank", "blank-run", "special-blank"),
        *("doubled-caption", "punctuation-tail"),
    }
