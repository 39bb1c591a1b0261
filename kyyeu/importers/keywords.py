"""Words of search: "Từ khóa: nông thôn mới, Hải Hậu" becomes the article's tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

from kyyeu.importers.layout import Layout
from kyyeu.importers.sheet import Line, Sheet
from kyyeu.importers.words import pattern_of
from kyyeu.vietnamese import canonical

_LAST_LINES = 12  #: such a line stands below the report
_LONGEST = 400  #: characters of it
_TAG = 60  #: characters of one tag: more are a sentence
_HASHTAGS = re.compile(r"#[^\W\d]\w*(?:\s+#[^\W\d]\w*)*+")
_EDGE = " \t\n.,;|#·•"


def label_of_keywords(text: str, bare: bool = False) -> int:
    """Where the words of search begin in a line that says that it holds them; 0: it does not.

    Args:
        text: the line.
        bare: it may be the label alone, without a colon.
    """
    match = (_alone() if bare else _label()).match(canonical(text[:_TAG]))
    return match.end() if match else 0


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{pattern_of('furniture', 'tags')}\s*:\s*")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{pattern_of('furniture', 'tags')}\s*:?\s*$")


def take_keywords(sheet: Sheet) -> None:
    """Lines below a report that begin with "Từ khóa:" or "Tags:", or hold nothing but hashtags."""
    for line in sheet.open[1:][-_LAST_LINES:]:
        begin = label_of_keywords(line.text)
        if _HASHTAGS.fullmatch(line.text):
            _move(sheet, line, line.text.split())
        elif 0 < begin < len(line.text) <= _LONGEST:
            _move(sheet, line, re.split(r"[,;|]|(?<!^)(?=#)", line.text[begin:]))


def take_linked_keywords(sheet: Sheet, lines: Iterable[Line], layout: Layout) -> None:
    """Lines that a page marks as words of search: each link is one, whatever parts them.

    Args:
        sheet: what is decided on.
        lines: open lines.
        layout: the page, whose runs say what is a link.
    """
    links = _links(sheet, layout)
    for line in lines:
        begin = label_of_keywords(line.text) or label_of_keywords(line.text, bare=True)
        first = bisect_right(links, line.start + begin, key=lambda link: link[1])
        last = bisect_left(links, line.end, first, key=lambda link: link[0])
        spans = [
            (max(start - line.start, begin), end - line.start) for start, end in links[first:last]
        ]
        edges = [begin, *(place for span in spans for place in span), len(line.text)]
        rest = "".join(line.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        linked = bool(spans) and not any(letter.isalnum() for letter in rest)
        said = [line.text[start:end] for start, end in spans] if linked else []
        _move(sheet, line, said or re.split(r"[,;|]", line.text[begin:]))


def _links(sheet: Sheet, layout: Layout) -> list[tuple[int, int]]:
    """Where in the plain text links stand, pieces of one link joined."""
    found: list[tuple[int, int, str]] = []
    for run in layout.runs:
        if run.address:
            start, end = sheet.text.place_of(run.start), sheet.text.place_of(run.end)
            if found and found[-1][1:] == (start, run.address):
                start = found.pop()[0]
            found.append((start, end, run.address))
    return [(start, end) for start, end, _ in found]


def _move(sheet: Sheet, line: Line, said: Iterable[str]) -> None:
    tags = [tag.strip(_EDGE) for tag in said]
    if all(len(tag) <= _TAG for tag in tags):
        sheet.tags += filter(None, tags)
        sheet.move(line, "tags")
