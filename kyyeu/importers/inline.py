"""Emphasis and links of a source: which words of a block have them, and how Markdown says so.

A mark is kept where Markdown can say it and the press allow-list lets it pass. Words are never
changed for it: where a mark cannot be said, the words stay and the mark goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from kyyeu.importers.clean import Plain
from kyyeu.importers.draft import Heading, Listing, Look, Mark, Paragraph, Table
from kyyeu.importers.layout import LONGEST_ADDRESS, Layout, Run
from kyyeu.importers.sheet import Placed, Sheet
from kyyeu.markup import clean, escape_text
from kyyeu.markup.page import Page
from kyyeu.rendering import escape_markdown, render
from kyyeu.vietnamese import nfc

_SCHEMES = ("http://", "https://", "mailto:")
_LONGEST = 2000  #: characters of the words that lead somewhere
_HERE = "\ufdd0"  #: no character of any text (Unicode 23.7): where a sign of Markdown comes
_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' <>"()\\|`'}
_SIGNS = {Look.STRONG: "**", Look.EM: "*"}
_EDGE = re.compile(r"[\s)\]}.,;:!?…”’»*_]*(?P<held>.*?)[\s(\[{“‘«*_]*", re.DOTALL)


# --------------------------------------------------------------------------- what is marked


def with_marks(
    placed: Sequence[Placed], layout: Layout, text: Plain, most: int
) -> tuple[list[Placed], int]:
    """The blocks of a body with what stands out in them, and how many had to go without.

    Where nearly every word has a mark of its own, marks say nothing, and cost with the square
    of their number: such a paragraph keeps its words alone.

    Args:
        placed: the blocks.
        layout: the document, whose runs look otherwise than their line.
        text: the text of the layout, made plain.
        most: marks of one paragraph, item or cell.
    """
    runs = _in_plain(layout, text)
    parts = [(start, end) for place in placed for start, end, _ in place.parts]
    crowded = sum(len(_runs_in(runs, start, end)) > most for start, end in parts)
    found = [(place, list(_marks_of(place, runs, text.text, most))) for place in placed]
    usual = _usual(found)
    marked = [
        _marked(place, [mark for mark in marks if mark.look not in usual]) for place, marks in found
    ]
    return marked, crowded


def _in_plain(layout: Layout, text: Plain) -> list[Run]:
    """The runs of a layout by their places in its plain text."""
    place = text.place_of
    return [replace(run, start=place(run.start), end=place(run.end)) for run in layout.runs]


def _runs_in(runs: Sequence[Run], start: int, end: int) -> Sequence[Run]:
    """The runs, in order, that lie in a stretch or reach into it."""
    first = bisect_right(runs, start, key=lambda run: run.end)
    return runs[first : bisect_left(runs, end, first, key=lambda run: run.start)]


def _marks_of(place: Placed, runs: Sequence[Run], text: str, most: int) -> Iterator[Mark]:
    if not isinstance(place.block, Heading | Listing | Paragraph | Table):
        return
    for start, end, part in place.parts:
        held = _runs_in(runs, start, end)
        if len(held) > most:
            continue
        inside = [
            Mark(part, max(run.start, start) - start, min(run.end, end) - start, look, address)
            for run in held
            for look, address in _looks(run)
        ]
        words = text[start:end].replace("\n", " ").replace("\t", " ")
        yield from _settled(words, inside)


def _looks(run: Run) -> Iterator[tuple[Look, str]]:
    if run.bold:
        yield Look.STRONG, ""
    if run.slanted:
        yield Look.EM, ""
    if run.address:
        yield Look.LINK, run.address


def _settled(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks of one look joined over blanks, and brought to the edges of words."""
    words = [word.span() for word in re.finditer(r"[^\W_]+", text)]
    ordered = sorted(marks, key=lambda mark: (mark.look, mark.address, mark.start))
    for _, group in groupby(ordered, key=lambda mark: (mark.look, mark.address)):
        joined: list[Mark] = []
        for mark in group:
            if joined and not text[joined[-1].end : mark.start].strip():
                joined[-1] = replace(joined[-1], end=max(mark.end, joined[-1].end))
            else:
                joined.append(mark)
        for mark in joined:
            if mark.look is Look.LINK:
                yield from _link(text, mark)
            else:
                yield from _trimmed(text, _of_whole_words(mark, words))


def _of_whole_words(mark: Mark, words: Sequence[tuple[int, int]]) -> Mark:
    """A mark that ends inside of a word takes the word when it has most of its letters."""
    start, end = mark.start, mark.end
    for first, last in _around(words, mark.start):
        start = first if 2 * (min(last, mark.end) - mark.start) >= last - first else last
    for first, last in _around(words, mark.end):
        end = last if 2 * (mark.end - max(first, mark.start)) >= last - first else first
    return replace(mark, start=start, end=max(start, end))


def _around(words: Sequence[tuple[int, int]], place: int) -> Sequence[tuple[int, int]]:
    """The word that a place lies inside of, if any."""
    at = bisect_left(words, place, key=lambda word: word[0]) - 1
    return words[at : at + 1] if at >= 0 and place < words[at][1] else ()


def _trimmed(text: str, mark: Mark) -> Iterator[Mark]:
    """Without the signs at its edges that Markdown's own signs may not touch."""
    match = _EDGE.fullmatch(text, mark.start, mark.end)
    start, end = match.span("held") if match else (0, 0)
    if any(letter.isalnum() for letter in text[start:end]):
        yield replace(mark, start=start, end=end)


def _link(text: str, mark: Mark) -> Iterator[Mark]:
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.start + len(words.rstrip())
    if leads_somewhere(mark.address) and start < end and end - start <= _LONGEST:
        yield replace(mark, start=start, end=end)


def leads_somewhere(address: str) -> bool:
    """Whether an address is one of the web or of a person, and the sanitiser lets it pass."""
    known = address.lower().startswith(_SCHEMES) and len(address) <= LONGEST_ADDRESS
    known = known and address.isprintable() and address == nfc(address)
    return known and " href=" in clean(f'<a href="{escape_text(address)}">.</a>')


def _usual(found: Sequence[tuple[Placed, Sequence[Mark]]]) -> set[Look]:
    """Looks that most of the letters of the paragraphs have: there they stand for nothing."""
    text = [(place, marks) for place, marks in found if isinstance(place.block, Paragraph)]
    size = sum(end - start for place, _ in text for start, end, _ in place.parts)
    marked = dict.fromkeys(_SIGNS, 0)
    for _, marks in text:
        for mark in marks:
            if mark.look in marked:
                marked[mark.look] += mark.end - mark.start
    return {look for look, letters in marked.items() if 2 * letters > size}


def _marked(place: Placed, marks: Sequence[Mark]) -> Placed:
    block = place.block
    if isinstance(block, Table | Heading):  # what heads a column or a part is bold already
        heads = "1." if isinstance(block, Table) else ""
        marks = [
            mark
            for mark in marks
            if mark.look is not Look.STRONG or not mark.part.startswith(heads)
        ]
    if not marks or not isinstance(block, Heading | Listing | Paragraph | Table):
        return place
    return replace(place, block=replace(block, marks=tuple(sorted(marks))))


def left_addresses(sheet: Sheet, layout: Layout) -> list[str]:
    """Where links of the body, its captions and the lead led that lead nowhere any more."""
    kept = {
        mark.address
        for place in sheet.placed
        if isinstance(place.block, Heading | Listing | Paragraph | Table)
        for mark in place.block.marks
    }
    told = sorted([*_stretches(sheet), *_of_lead_and_captions(sheet)])
    left = dict[str, None]()
    for run in _in_plain(layout, sheet.text):
        if not run.address.strip("#") or run.address in kept:
            continue
        at = bisect_right(told, run.start, key=lambda stretch: stretch[1])
        if at < len(told) and told[at][0] < run.end:
            left[run.address] = None
    return list(left)


def left_looks(sheet: Sheet, layout: Layout) -> list[str]:
    """Words of the lead and of captions that stood out among others there, and do no more.

    A header is no Markdown. A lead that is all bold stands out of the page, not of itself.
    """
    runs = [run for run in _in_plain(layout, sheet.text) if run.bold or run.slanted]
    left = dict[str, None]()
    for start, end in _of_lead_and_captions(sheet):
        held = [(max(r.start, start), min(r.end, end)) for r in _runs_in(runs, start, end)]
        if sum(last - first for first, last in held) * 10 < 9 * (end - start):
            left |= {sheet.text.text[first:last].strip(): None for first, last in held}
    return [words for words in left if any(letter.isalnum() for letter in words)]


def _stretches(sheet: Sheet) -> list[tuple[int, int]]:
    return [(start, end) for place in sheet.placed for start, end, _ in place.parts]


def _of_lead_and_captions(sheet: Sheet) -> list[tuple[int, int]]:
    """The stretches of plain text that a field holds, where Markdown is not read."""
    lead = [(ruling.start, ruling.end) for ruling in sheet.rulings if ruling.place == "lead"]
    parts = [part for place in sheet.placed for part in place.parts]
    return [*lead, *((start, end) for start, end, name in parts if name in ("caption", "credit"))]


# --------------------------------------------------------------------------- how it is written


def marked_markdown(text: str, marks: Iterable[Mark], part: str = "") -> str:
    """Markdown that shows a part of a block with its marks; those it cannot say are left out.

    Args:
        text: of the part, on one line.
        marks: of the block.
        part: which part it is.
    """
    own = [mark for mark in marks if mark.part == part]
    links = [mark for mark in own if mark.look is Look.LINK]
    for tried in (own, [mark for mark in own if mark.look is not Look.LINK], links):
        if tried and _HERE not in text:
            written = _written(text, tried)
            if _shown(written) == (text, _wanted(text, tried)):
                return written
    return escape_markdown(text)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    marks: frozenset[Mark]


def _written(text: str, marks: Sequence[Mark]) -> str:
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    stretches = [
        _Stretch(a, b, frozenset(m for m in marks if m.start <= a and b <= m.end))
        for a, b in pairwise(edges)
    ]
    signs: list[str] = []
    bare = "".join(_tree(text, stretches, signs, None))
    pieces = escape_markdown(bare).split(_HERE)
    inside = 0
    for at, sign in enumerate(signs, 1):
        inside += {"[": 1, "]": -1}.get(sign[:1], 0)
        if inside:
            pieces[at] = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", pieces[at])
    return pieces[0] + "".join(sign + piece for sign, piece in zip(signs, pieces[1:], strict=True))


def _tree(
    text: str, stretches: Sequence[_Stretch], signs: list[str], around: Mark | None
) -> Iterator[str]:
    """The text with a place for each sign; of marks that begin together the longest is outside."""
    at = 0
    while at < len(stretches):
        if not stretches[at].marks:
            yield text[stretches[at].start : stretches[at].end]
            at += 1
            continue
        ends = {mark: _end_of(mark, stretches, at) for mark in stretches[at].marks}
        mark = max(sorted(ends), key=lambda one: ends[one])
        inner = [replace(one, marks=one.marks - {mark}) for one in stretches[at : ends[mark]]]
        opening, closing = _signs_of(mark, around)
        signs.append(opening)
        yield _HERE
        yield from _tree(text, inner, signs, mark)
        signs.append(closing)
        yield _HERE
        at = ends[mark]


def _end_of(mark: Mark, stretches: Sequence[_Stretch], at: int) -> int:
    return next(
        (n for n in range(at, len(stretches)) if mark not in stretches[n].marks), len(stretches)
    )


def _signs_of(mark: Mark, around: Mark | None) -> tuple[str, str]:
    if mark.look is Look.LINK:
        return "[", f"]({_target(mark.address)})"
    sign = (
        "_" if mark.look is Look.EM and around and around.look is Look.STRONG else _SIGNS[mark.look]
    )
    return sign, sign


def _target(address: str) -> str:
    return re.sub(r"&(?=#?\w+;)", "&amp;", address.translate(_IN_ADDRESS))


def _wanted(text: str, marks: Iterable[Mark]) -> list[tuple[str, str, str]]:
    return sorted(
        (mark.look.value, text[mark.start : mark.end], mark.address.translate(_IN_ADDRESS))
        for mark in marks
    )


def _shown(markdown: str) -> tuple[str, list[tuple[str, str, str]]]:
    """What a reader sees of Markdown: the words of one paragraph, and those that stand out."""
    root = Page(render(markdown)).root
    looks = {look.value for look in Look}
    found = [
        (one.name, one.text(), one.attribute("href"))
        for one in root.elements()
        if one.name in looks
    ]
    paragraphs = [one.text() for one in root.elements() if one.name == "p"]
    return "\n\n".join(paragraphs), sorted(found)
