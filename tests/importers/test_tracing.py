"""Text that knows where it stands: whatever is done to it, the way back to the source holds."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kyyeu.importers import Draft, Fate, Source, Span
from kyyeu.importers.tracing import Bit, Stretch, Traced, carried_back

_SOURCE = "<a>Lúa chín</a> <b>đầy   đồng &amp; bãi</b> [ảnh] hết"


def traced(text: str = _SOURCE) -> Traced:
    return Traced((Bit(text, 0, len(text)),))


@st.composite
def _edited(draw: st.DrawFn) -> Traced:
    """The source with stretches exchanged, two times over."""
    text = traced()
    for _ in range(2):
        places = sorted(draw(st.lists(st.integers(0, len(text.text)), max_size=6)))
        pairs = list(zip(places[::2], places[1::2], strict=False))
        new = [draw(st.sampled_from(("", "<p>", "x", "dài hơn nhiều"))) for _ in pairs]
        text = text.edited((*pair, word) for pair, word in zip(pairs, new, strict=True))
    return text


@given(_edited())
def test_what_reads_as_it_stands_is_where_it_says(text: Traced) -> None:
    at = 0
    for bit in text.bits:
        assert at <= bit.start <= bit.end <= len(_SOURCE)
        assert not bit.exact or _SOURCE[bit.start : bit.end] == bit.text
        at = bit.end


@given(_edited(), st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_a_part(text: Traced, start: int, end: int) -> None:
    assert text.part(start, end).text == text.text[start : max(start, end)]


def _draft(page: str, spans: tuple[Span, ...]) -> Draft:
    source = Source("x", page.encode(), "", "utf-8", page)
    now = datetime(2020, 1, 1, tzinfo=UTC)
    return Draft(source, "", now, None, False, "", (), "", (), (), None, spans)


@given(_edited(), st.lists(st.integers(0, 80), max_size=5))
def test_fates_of_a_page_become_fates_of_its_source(text: Traced, cuts: list[int]) -> None:
    page = text.text
    places = sorted({0, len(page), *(min(cut, len(page)) for cut in cuts)})
    spans = tuple(
        Span(start, end, Fate.KEPT, "", f"body.{number}", page[start:end])
        if number % 2
        else Span(start, end, Fate.DROPPED, "markup", "", "")
        for number, (start, end) in enumerate(pairwise(places))
    )
    source = Source("x", _SOURCE.encode(), "", "utf-8", _SOURCE)
    back = carried_back(_draft(page, spans), text, source)
    assert "".join(_SOURCE[span.start : span.end] for span in back.spans) == _SOURCE
    assert all(a.end == b.start for a, b in pairwise(back.spans))
    for span in spans:
        if span.fate is Fate.KEPT:  # all of its words are told, in their order
            assert "".join(one.text for one in back.spans if one.place == span.place) == span.text


def test_what_stands_beside_the_page_has_its_own_fate() -> None:
    page = traced().part(3, 11)
    spans = (Span(0, 8, Fate.MOVED, "", "title", "Lúa chín"),)
    source = Source("x", _SOURCE.encode(), "", "utf-8", _SOURCE)
    stretches = (Stretch(19, 35, "export-unknown"), Stretch(43, 48, "", "tags", "ảnh"))
    back = carried_back(_draft("Lúa chín", spans), page, source, stretches)
    told = [(span.rule or span.place, _SOURCE[span.start : span.end]) for span in back.spans]
    assert ("title", "Lúa chín") in told
    assert ("export-unknown", _SOURCE[19:35]) in told
    assert ("tags", _SOURCE[43:48]) in told
    assert "".join(words for _, words in told) == _SOURCE


def test_what_is_left_between_blanks_has_the_place_of_what_it_stands_for() -> None:
    """A gallery becomes pictures with empty lines around them; those lines have no place alone."""
    text = traced().edited([(44, 49, "\n\n<figure>")]).edited([(44, 46, "\n")])
    (shown,) = text.part(44, 53).stripped().bits
    assert (shown.text, _SOURCE[shown.start : shown.end]) == ("<figure>", "[ảnh]")
