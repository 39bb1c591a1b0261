"""From the fate of what is seen to the fate of the whole source, markup included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyyeu.importers.draft import Fate, Span
from kyyeu.importers.layout import Piece


def carried(pieces: Sequence[Piece], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The fate of every character of the source, given that of the text it reads as.

    Markup inside of what is dropped goes by the same rule; elsewhere by its own.
    """
    joined: list[Span] = []
    for span in _parts(pieces, spans):
        last = joined[-1] if joined else None
        alike = last and (last.fate, last.rule, last.place) == (span.fate, span.rule, span.place)
        if last and alike and not (span.fate is not Fate.DROPPED and span.rule):
            joined[-1] = Span(
                last.start, span.end, span.fate, span.rule, span.place, last.text + span.text
            )
        elif span.start < span.end or span.fate is not Fate.DROPPED:
            joined.append(span)
    return tuple(joined)


def _parts(pieces: Sequence[Piece], spans: Sequence[Span]) -> Iterator[Span]:
    """Piece by piece, cut where spans end."""
    waiting = iter(spans)
    span = next(waiting, None)
    at = 0  # in the text
    told = False  # the text of the span has been given already
    for piece in pieces:
        if not piece.text:
            inside = span is not None and span.start < at < span.end
            rule = span.rule if span and inside and span.fate is Fate.DROPPED else piece.rule
            yield Span(piece.start, piece.end, Fate.DROPPED, rule, "", "")
            continue
        end, source = at + len(piece.text), piece.start
        while at < end and span is not None:
            stop = min(end, span.end)
            upto = piece.end if stop == end else source + (0 if piece.rule else stop - at)
            yield _share(piece, span, (source, upto), (at, stop), told)
            told, at, source = True, stop, upto
            if at == span.end:
                span, told = next(waiting, None), False


def _share(
    piece: Piece, span: Span, source: tuple[int, int], place: tuple[int, int], told: bool
) -> Span:
    """The part of a span that a piece of the source says."""
    rule = span.rule
    if span.fate is Fate.DROPPED:
        own = span.rule in ("line-end", "edge-blank", "blank-run") and piece.rule
        return Span(*source, Fate.DROPPED, piece.rule if own else rule, "", "")
    if len(span.text) == span.end - span.start:
        text = span.text[place[0] - span.start : place[1] - span.start]
    else:  # letters that became one: they are told with the first of them
        text = "" if told else span.text
    return Span(*source, span.fate, rule or piece.rule, span.place, text)
