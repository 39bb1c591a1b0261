"""Text made plain for reading, with the way back to every character of its source.

`plain` unifies what is invisible (line ends, blanks, composed letters, zero-width
characters) and remembers each change as an `Edit`. Rules then work on plain text alone;
`account` carries what they decided back to the characters of the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyyeu.importers.draft import Fate, Span

HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_SPACE = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BLANK = "\t" + _SPACE
_BREAK = "\n\r\v\f\u2028\u2029"
_TOKEN = re.compile(
    rf"(?P<line>\r\n|[{_BREAK}])|(?P<blank>[{BLANK}]+)|(?P<word>[^{BLANK}{_BREAK}]+)"
)
_BLANKS = re.compile(rf"(?P<hidden>[{HIDDEN}]+)|\t|[{_SPACE}]+")
_EDGE_BLANKS = re.compile(rf"(?P<hidden>[{HIDDEN}]+)|[{BLANK}]+")
_WORD = rf"[^{BLANK}{_BREAK}{HIDDEN}]++(?=[{BLANK}{_BREAK}]|\Z)"
_RUN = re.compile(rf"{_WORD}(?: {_WORD})*+")  # words with one blank between them


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the source that reads otherwise in the plain text, and why."""

    source: tuple[int, int]
    plain: tuple[int, int]  #: empty: the stretch was left out
    rule: str


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text: NFC, lines end with a line feed and have no blank at their edges.

    Between words stands one blank, or as many tabs as the source has there.
    """

    text: str
    edits: tuple[Edit, ...]
    size: int  #: characters of the source

    def place_of(self, offset: int) -> int:
        """Where a place of the source is in the plain text; inside of an edit, its beginning."""
        at = bisect_right(self.edits, offset, key=lambda edit: edit.source[0]) - 1
        if at < 0:
            return offset
        edit = self.edits[at]
        return edit.plain[0] if offset < edit.source[1] else edit.plain[1] + offset - edit.source[1]


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """What a rule decided about a stretch of the plain text."""

    start: int
    end: int
    fate: Fate
    rule: str
    place: str


def plain(source: str) -> Plain:
    """Make ``source`` plain."""
    writer = _Writer(source)
    place = 0
    slow_until = 0  # a run that is not composed is read word by word
    while place < len(source):
        run = None
        if place >= slow_until and writer.blank_from < 0:
            run = _RUN.match(source, place)
            slow_until = run.end() if run else place
        if run and unicodedata.is_normalized("NFC", run[0]):
            writer.put(run.start(), run.end(), run[0])
            writer.in_line, place = True, run.end()
            continue
        token = _TOKEN.match(source, place)
        assert token is not None  # the three sorts of token are all the characters there are
        start, place = token.span()
        if token["line"]:
            writer.end_line(start, place)
        elif token["blank"]:
            writer.blank(start)
        else:
            writer.word(start, place)
    writer.close_blanks(len(source), between_words=False)
    return Plain("".join(writer.parts), tuple(writer.edits), len(source))


class _Writer:
    """Writes the plain text and notes where it differs from the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.edits: list[Edit] = []
        self.length = 0
        self.blank_from = -1  # where blanks and hidden characters after the last word begin
        self.in_line = False

    def put(self, start: int, end: int, text: str, rule: str = "") -> None:
        if rule:
            self.edits.append(Edit((start, end), (self.length, self.length + len(text)), rule))
        self.parts.append(text)
        self.length += len(text)

    def blank(self, start: int) -> None:
        if self.blank_from < 0:
            self.blank_from = start

    def word(self, start: int, end: int) -> None:
        if all(letter in HIDDEN for letter in self.source[start:end]):
            self.blank(start)
            return
        self.close_blanks(start, between_words=self.in_line)
        for piece in _composed(self.source, start, end):
            self.put(*piece)
        self.in_line = True

    def end_line(self, start: int, end: int) -> None:
        self.close_blanks(start, between_words=False)
        self.put(start, end, "\n", "" if self.source[start:end] == "\n" else "line-end")
        self.in_line = False

    def close_blanks(self, end: int, between_words: bool) -> None:
        """Write what stands between the last word and ``end``: blanks, hidden characters."""
        start, self.blank_from = self.blank_from, -1
        if start < 0:
            return
        tabs = between_words and self.source.find("\t", start, end) >= 0
        kept = False
        for run in (_BLANKS if between_words else _EDGE_BLANKS).finditer(self.source, start, end):
            first, last = run.span()
            if run["hidden"]:
                mark = first == 0 and run[0][0] == "\ufeff"
                if mark:
                    self.put(0, 1, "", "byte-order-mark")
                if first + mark < last:
                    self.put(first + mark, last, "", "hidden-character")
            elif not between_words:
                self.put(first, last, "", "edge-blank")
            elif run[0] == "\t":
                self.put(first, last, "\t")
            else:
                if not tabs and not kept:
                    kept = True
                    self.put(first, first + 1, " ", "" if run[0][0] == " " else "special-blank")
                    first += 1
                if first < last:
                    self.put(first, last, "", "blank-run")


def _composed(source: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """A word in pieces (start, end, text, rule): composed, without hidden characters."""
    word = source[start:end]
    if not any(mark in word for mark in HIDDEN) and unicodedata.is_normalized("NFC", word):
        yield start, end, word, ""
        return
    for first, last in _letters(word):
        raw = word[first:last]
        seen = "".join(letter for letter in raw if letter not in HIDDEN)
        letter = unicodedata.normalize("NFC", seen)
        if letter != seen:
            yield start + first, start + last, letter, "composed"
            continue
        for at in range(first, last):
            hidden = word[at] in HIDDEN
            text, rule = ("", "hidden-character") if hidden else (word[at], "")
            yield start + at, start + at + 1, text, rule


def _letters(word: str) -> Iterator[tuple[int, int]]:
    """Where the letters of a word begin and end, each with its combining marks.

    A new letter begins where composing what stands before it and composing it alone give
    the same as composing both: true of every base letter, not of marks, nor of the
    vowels of some scripts that join the letter before them.
    """
    first, seen = 0, list[str]()
    for at, letter in enumerate(word):
        if letter in HIDDEN:
            continue
        if seen and not unicodedata.combining(letter) and _stand_apart("".join(seen), letter):
            yield first, at
            first, seen = at, []
        seen.append(letter)
    yield first, len(word)


def _stand_apart(before: str, letter: str) -> bool:
    joined = unicodedata.normalize("NFC", before + letter)
    return joined == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", letter)


def account(text: Plain, rulings: Iterable[Ruling]) -> tuple[Span, ...]:
    """The fate of every character of the source, given that of the plain text.

    Line ends that no ruling covers part paragraphs and are dropped as such. Inside a
    ruling a line end or a tab reads as one blank.

    Raises:
        ValueError: two rulings overlap, or words have none: a fault of a rule.
    """
    spans: list[Span] = []
    walk = _Walk(text, spans)
    for ruling in sorted(rulings):
        walk.to(ruling.start, None)
        walk.to(ruling.end, ruling)
    walk.to(len(text.text), None)
    walk.finish()
    return tuple(spans)


class _Walk:
    """A walk through plain text and source at one pace."""

    def __init__(self, text: Plain, spans: list[Span]) -> None:
        self.text = text
        self.spans = spans
        self.at = 0  # in the plain text
        self.source = 0
        self.edits = list(reversed(text.edits))
        self.open: list[str] = []  # pieces of the span that is being written
        self.open_from = 0
        self.open_as = (Fate.DROPPED, "", "")  # fate, rule, place

    def to(self, end: int, ruling: Ruling | None) -> None:
        if end < self.at:
            raise ValueError(f"rulings overlap at {end}: {self.text.text[end : self.at]!r}")
        while self.at < end:
            if self.edits and self.edits[-1].plain[0] <= self.at:
                self._edit(self.edits.pop(), end, ruling)
                continue
            stop = min(end, self.edits[-1].plain[0]) if self.edits else end
            for piece in re.findall(r"[\n\t]|[^\n\t]+", self.text.text[self.at : stop]):
                self._rule(len(piece), piece, "", ruling)
                self.at += len(piece)

    def finish(self) -> None:
        while self.edits:
            self._edit(self.edits.pop(), self.at, None)
        self._close()

    def _edit(self, edit: Edit, end: int, ruling: Ruling | None) -> None:
        start, stop = edit.plain
        if start == stop:
            self._write(edit.source[1], Fate.DROPPED, edit.rule, "", "")
            return
        piece = self.text.text[start : min(stop, end)]
        self._rule(edit.source[1] - self.source, piece, edit.rule, ruling)
        self.at = start + len(piece)
        if self.at < stop:  # a ruling ends inside letters that one edit wrote
            self.edits.append(Edit((self.source, self.source), (self.at, stop), edit.rule))

    def _rule(self, length: int, piece: str, change: str, ruling: Ruling | None) -> None:
        stop = self.source + length
        if ruling is None:
            if piece.strip("\n"):
                raise ValueError(f"words without a ruling: {piece!r}")
            self._write(stop, Fate.DROPPED, change or "line-end", "", "")
        elif ruling.fate is Fate.DROPPED:
            self._write(stop, Fate.DROPPED, ruling.rule, "", "")
        else:
            if piece in "\n\t":
                change, piece = ("wrapped-line" if piece == "\n" else "special-blank"), " "
            self._write(stop, ruling.fate, change or ruling.rule, ruling.place, piece)

    def _write(self, stop: int, fate: Fate, rule: str, place: str, piece: str) -> None:
        """Lengthen the open span, or begin the next one; composed letters join their word."""
        now, before = (fate, rule, place), self.open_as
        if before == (fate, "", place) and rule == "composed":
            self.open_as = now
        elif before != now and not (before == (fate, "composed", place) and rule == ""):
            self._close()
            self.open_as = now
        self.open.append(piece)
        self.source = stop

    def _close(self) -> None:
        if self.open:
            fate, rule, place = self.open_as
            text = "".join(self.open)
            self.spans.append(Span(self.open_from, self.source, fate, rule, place, text))
        self.open_from = self.source
        self.open = []


def line_numbers(source: str, offsets: Iterable[int]) -> list[int]:
    """The 1-based lines on which ascending ``offsets`` of the source stand."""
    ends = [match.end() for match in re.finditer(f"\r\n|[{_BREAK}]", source)]
    return [bisect_right(ends, offset) + 1 for offset in offsets]
