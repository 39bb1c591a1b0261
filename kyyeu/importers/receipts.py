"""The receipt of an import: what became of every character, for the eye and for the record."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kyyeu.importers.clean import line_numbers
from kyyeu.importers.draft import Fate, Source, Span
from kyyeu.importers.layout import OBJECT
from kyyeu.importers.page_text import seen_in
from kyyeu.problems import say

FORMAT = 1  #: of the JSON receipt
#: Rules that leave out nothing a reader could see; the receipt counts them only.
_UNSEEN = frozenset(
    (
        *("line-end", "edge-blank", "blank-run", "hidden-character", "byte-order-mark"),
        *("cell-border", "markup", "not-shown", "wrapped-line"),
    )
)
_EXCERPT = 64  #: characters


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of one import."""

    source: Source
    id: str  #: of the article
    article: str  #: ``articles/2020/02/ten-bai-1f3a.md``
    spans: tuple[Span, ...]

    def text_of(self, place: str) -> str:
        """What was put in a place: the text of its spans, joined."""
        return "".join(span.text for span in self.spans if span.place == place)


def receipt_json(receipt: Receipt) -> bytes:
    """The receipt as JSON, one span a line: ``[start, end, fate, rule, place]``.

    A sixth item is what the characters became where that is not what they were.
    """
    source = receipt.source
    head = {
        "format": FORMAT,
        "id": receipt.id,
        "article": receipt.article,
        "source": source.name,
        "digest": source.digest,
        "encoding": source.encoding,
        "characters": len(source.text),
    }
    rows = []
    for span in receipt.spans:
        row = [span.start, span.end, span.fate.value, span.rule, span.place]
        if span.fate is not Fate.DROPPED and span.text != source.text[span.start : span.end]:
            row.append(span.text)
        rows.append(json.dumps(row, ensure_ascii=False))
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return (opening + ',\n "spans": [\n  ' + ",\n  ".join(rows) + "\n ]\n}\n").encode()


def receipt_text(receipt: Receipt, language: str = "vi") -> str:
    """The receipt as an editor reads it in the terminal."""

    def word(key: str, section: str = "import", **params: object) -> str:
        return say(section, key, params, language)

    source = receipt.source
    size = _number(len(source.text), language)
    title = word("receipt", name=source.name, encoding=source.encoding.upper(), size=size)
    rows = [
        (
            word("line", line=line),
            label_of(fate, place, language),
            text.replace(OBJECT, word("picture")),
            rule,
        )
        for line, fate, place, rule, text in _entries(receipt)
    ]
    widths = [max((_width(row[column]) for row in rows), default=0) for column in (0, 1)]
    lines = [title, f"→ {receipt.article}", ""]
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)
        ]
        reason = f"  [{word(row[3], 'import_rules')}]" if row[3] else ""
        lines.append("  " + "  ".join(cells) + f"  {_excerpt(row[2])}{reason}")
    unseen = Counter[str]()
    fates = Counter[Fate]()
    for span in receipt.spans:
        fates[span.fate] += span.end - span.start
        if _is_unseen(span):
            unseen[span.rule] += span.end - span.start
    counted = ", ".join(
        word("unseen-row", rule=word(rule, "import_rules"), count=_number(count, language))
        for rule, count in sorted(unseen.items())
    )
    if counted:
        lines += ["", word("unseen", counted=counted)]
    sums = {fate.value: _number(fates[fate], language) for fate in Fate}
    return "\n".join([*lines, word("sum", total=size, **sums), ""])


def _entries(receipt: Receipt) -> Iterator[tuple[int, Fate, str, str, str]]:
    """What is worth a row: line, fate, place, rule of a drop, text."""
    shown = [span for span in receipt.spans if not _is_unseen(span)]
    lines = line_numbers(receipt.source.text, [span.start for span in shown])
    numbered = zip(shown, lines, strict=True)
    is_page = receipt.source.name.lower().endswith((".htm", ".html", ".xml"))
    seen = seen_in if is_page else str
    for (fate, place, rule), group in groupby(numbered, key=_kind):
        spans = list(group)
        joint = " " if fate is Fate.DROPPED else ""
        words = (
            seen(receipt.source.text[span.start : span.end]) if fate is Fate.DROPPED else span.text
            for span, _ in spans
        )  # fmt: skip
        yield spans[0][1], fate, place, rule, joint.join(words)


def _is_unseen(span: Span) -> bool:
    return span.fate is Fate.DROPPED and span.rule in _UNSEEN


def _kind(numbered: tuple[Span, int]) -> tuple[Fate, str, str]:
    span = numbered[0]
    return span.fate, span.place, span.rule if span.fate is Fate.DROPPED else ""


def label_of(fate: Fate, place: str, language: str) -> str:
    """The name of a place as an editor reads it."""
    if fate is Fate.DROPPED:
        return say("import", "dropped", {}, language)
    name, _, rest = place.partition(".")
    number, _, part = rest.partition(".")
    key = (
        f"{name}-{part}"
        if part in ("caption", "credit", "picture")
        else f"{name}-item"
        if part.isdigit()
        else f"{name}-cell"
        if part
        else name
    )
    return say("import_places", key, {"number": number}, language)


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"


def _number(count: int, language: str) -> str:
    return f"{count:,}".replace(",", "." if language == "vi" else ",")


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)
