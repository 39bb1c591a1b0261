"""Text that knows where each of its letters stands in a source, and the way back for fates.

An item of an export or a row of a list is not read as it stands: its fields are put into the
order of a page first. What the grammar then decides about the page is carried back to the
source as it was given, so that the receipt speaks of that and of nothing we made ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kyyeu.importers import codepages
from kyyeu.importers.draft import Draft, Fate, Source, Span


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text and the stretch of the source it comes from."""

    text: str
    start: int  #: offsets in the source
    end: int
    instead: bool = False  #: it stands in the place of what the source says there

    @property
    def exact(self) -> bool:
        """Letter by letter as in the source."""
        return not self.instead and len(self.text) == self.end - self.start


@dataclass(frozen=True, slots=True)
class Traced:
    """Text with the place of each letter in its source; edits keep the places."""

    bits: tuple[Bit, ...] = ()

    @property
    def text(self) -> str:
        """The text itself."""
        return "".join(bit.text for bit in self.bits)

    def __add__(self, other: Traced | str) -> Traced:
        """The text followed by another; words of our own have no place in the source."""
        if isinstance(other, str):
            end = self.bits[-1].end if self.bits else 0
            other = Traced((Bit(other, end, end),))
        return Traced((*self.bits, *other.bits))

    def part(self, start: int, end: int) -> Traced:
        """A part of the text; what reads otherwise than it stands goes with its first letter."""
        return Traced(tuple(_cut(self.bits, start, end)))

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> Traced:
        """The text with stretches exchanged: start, end and what stands there then, in order."""
        bits: list[Bit] = []
        left = _Left(self.bits)
        for start, end, text in edits:
            bits += left.upto(start)
            gone = list(left.upto(end))
            first = gone[0].start if gone else (bits[-1].end if bits else 0)
            if text:
                bits.append(Bit(text, first, gone[-1].end if gone else first, instead=True))
        return Traced((*bits, *left.upto(None)))

    def replaced(self, pattern: re.Pattern[str], by: str = "") -> Traced:
        """The text with every match of a pattern exchanged."""
        return self.edited((*match.span(), by) for match in pattern.finditer(self.text))

    def recoded(self, page: str) -> Traced:
        """The text read by an old code page, each line for itself."""
        pieces = [
            piece for bit in self.bits for piece in ([bit] if not bit.exact else _lines_of(bit))
        ]
        return Traced(
            tuple(replace(bit, text=codepages.to_unicode(bit.text, page)) for bit in pieces)
        )

    def stripped(self) -> Traced:
        """The text without blanks at its edges.

        Where they began what stands in the place of something else, the rest of it has that place.
        """
        text = self.text
        begin = len(text) - len(text.lstrip())
        gone = self.part(0, begin).bits
        first, *more = self.part(begin, len(text.rstrip())).bits or (None,)
        if first and gone and gone[-1].instead and first.start == first.end == gone[-1].end:
            first = replace(first, start=gone[-1].start)
        return Traced((first, *more)) if first else Traced()


def _lines_of(bit: Bit) -> list[Bit]:
    at, lines = bit.start, []
    for line in bit.text.splitlines(keepends=True):
        lines.append(Bit(line, at, at + len(line)))
        at += len(line)
    return lines


class _Left:
    """Bits from which one stretch after the other is taken; each bit is looked at once."""

    def __init__(self, bits: Sequence[Bit]) -> None:
        self._bits = bits
        self._number = self._begin = self._at = 0  # the bit, where it begins, what is taken

    def upto(self, end: int | None) -> Iterator[Bit]:
        """What stands from here to a place of the text; to its end for None."""
        while self._number < len(self._bits) and (end is None or self._at < end):
            bit = self._bits[self._number]
            whole = self._begin + len(bit.text)
            last = whole if end is None else min(end, whole)
            if self._at < last:
                yield _part(bit, self._at - self._begin, last - self._begin)
            self._at = last
            if last == whole:
                self._number, self._begin = self._number + 1, whole


def _cut(bits: Sequence[Bit], start: int, end: int) -> Iterator[Bit]:
    at = 0
    for bit in bits:
        first, last = max(start - at, 0), min(end - at, len(bit.text))
        if first < last:
            yield _part(bit, first, last)
        at += len(bit.text)


def _part(bit: Bit, first: int, last: int) -> Bit:
    if bit.exact:
        return Bit(bit.text[first:last], bit.start + first, bit.start + last)
    return Bit(bit.text[first:last], bit.end if first else bit.start, bit.end, instead=True)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """What became of a stretch of the source that is no part of the page."""

    start: int
    end: int
    rule: str = ""  #: by which it was dropped; empty: it was moved
    place: str = ""
    text: str = ""


def carried_back(
    draft: Draft, page: Traced, source: Source, stretches: Sequence[Stretch] = ()
) -> Draft:
    """The draft of a page as a draft of the source that the page was made of.

    Args:
        draft: what was understood of the page; its lines stay those of the page.
        page: the page, each letter with its place in the source.
        source: where it came from; its text is what the places are places of.
        stretches: what else is known of the source; all that is left is markup.

    Raises:
        ValueError: a place of the source was used twice: a fault of who made the page.
    """
    spans = [*_back(page, draft.spans), *map(_span, stretches)]
    spans.sort(key=lambda span: span.start)
    return replace(draft, source=source, spans=tuple(_joined(_whole(spans, len(source.text)))))


def line_in_source(page: Traced, line: int, source: str) -> int:
    """The line of the source from which a line of the page comes."""
    starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
    begin = starts[min(line, len(starts)) - 1] if line else 0
    at = 0
    for bit in page.bits:
        at += len(bit.text)
        if at > begin:
            return source.count("\n", 0, bit.start) + 1
    return 1


def _span(told: Stretch) -> Span:
    fate = Fate.DROPPED if told.rule else Fate.MOVED
    return Span(told.start, told.end, fate, told.rule, told.place, told.text)


def _back(page: Traced, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of the page, cut where its bits end, each at its place in the source."""
    at, number, told = 0, 0, False
    for bit in page.bits:
        end, shares = at + len(bit.text), []
        while number < len(spans) and spans[number].start < end:
            span = spans[number]
            first, last = max(span.start, at), min(span.end, end)
            shares.append((first - at, last - at, _share(span, first, last, told)))
            told = True
            if span.end > end:
                break
            number, told = number + 1, False
        yield from _placed(bit, shares)
        at = end


def _share(span: Span, first: int, last: int, told: bool) -> Span:
    """A part of a span; where letters became others they are told with its first part."""
    if span.fate is Fate.DROPPED:
        return replace(span, text="")
    if len(span.text) == span.end - span.start:
        return replace(span, text=span.text[first - span.start : last - span.start])
    return replace(span, text="" if told else span.text)


def _placed(bit: Bit, shares: Sequence[tuple[int, int, Span]]) -> Iterator[Span]:
    """The parts of spans that a bit says, at their places in the source."""
    kept = [at for at, (_, _, span) in enumerate(shares) if span.fate is not Fate.DROPPED]
    holder = kept[0] if kept else 0
    for at, (first, last, span) in enumerate(shares):
        if bit.exact:
            yield replace(span, start=bit.start + first, end=bit.start + max(first, last))
        elif at == holder:
            yield replace(span, start=bit.start, end=bit.end)
        elif span.fate is not Fate.DROPPED:
            place = bit.start if at < holder else bit.end
            yield replace(span, start=place, end=place)


def _whole(spans: Sequence[Span], size: int) -> Iterator[Span]:
    """All of the source: what nobody spoke of is markup."""
    at = 0
    for span in spans:
        if span.start < at:
            raise ValueError(f"{span} begins before {at}")
        if span.start > at:
            yield Span(at, span.start, Fate.DROPPED, "markup", "", "")
        yield span
        at = span.end
    if at < size:
        yield Span(at, size, Fate.DROPPED, "markup", "", "")


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one fate as one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        alike = last and (last.fate, last.rule, last.place) == (span.fate, span.rule, span.place)
        if last and alike:
            joined[-1] = replace(last, end=span.end, text=last.text + span.text)
        elif span.start < span.end or span.fate is not Fate.DROPPED:
            joined.append(span)
    return joined
