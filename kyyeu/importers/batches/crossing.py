"""Items and rows as plain values of JSON, to cross from the process that parsed them."""

from __future__ import annotations

import base64
from typing import Any

from kyyeu.importers.batches.feeds import Element, FeedItem
from kyyeu.importers.batches.items import Attachment, Ground
from kyyeu.importers.batches.picture_names import names_in
from kyyeu.importers.batches.rows import Row
from kyyeu.importers.batches.wordpress import gallery_ids
from kyyeu.importers.tracing import Bit, Traced


def told_item(item: FeedItem) -> dict[str, Any]:
    """An item; text that stands in it as it reads is told by its place alone."""
    again = item.text.encode(item.encoding) if item.text else b""
    return {
        "number": item.number,
        "line": item.line,
        "size": item.size,
        "names": sorted(names_in(item.text)),
        "asked": sorted(gallery_ids(item.text)),
        "text": item.text,
        "encoding": item.encoding,
        "data": None if again == item.data else base64.b64encode(item.data).decode("ascii"),
        "elements": [_told_element(one, item.text) for one in item.elements],
        "too_large": item.too_large,
        "hidden": item.hidden,
    }


def item_of(told: dict[str, Any]) -> FeedItem:
    """The item that `told_item` told."""
    text, encoding = str(told["text"]), str(told["encoding"])
    data = told["data"]
    return FeedItem(
        told["number"],
        told["line"],
        text.encode(encoding) if data is None else base64.b64decode(data),
        text,
        encoding,
        [_element_of(one, text) for one in told["elements"]],
        told["too_large"],
        tuple((first, last) for first, last in told["hidden"]),
        told["size"],
        tuple(told["names"]),
        tuple(told["asked"]),
        "[gallery]" in text,
    )


def told_row(row: Row) -> list[Any]:
    """A row."""
    return [row.number, row.text, [_told_words(cell, row.text) for cell in row.cells]]


def row_of(told: list[Any]) -> Row:
    """The row that `told_row` told."""
    number, text, cells = told
    return Row(number, text, tuple(_words_of(cell, text) for cell in cells))


def told_ground(ground: Ground) -> dict[str, Any]:
    """What the whole of an export says."""
    pictures = [
        [one.id, one.address, one.caption, one.parent, one.alt]
        for one in ground.attachments.values()
    ]
    return {"authors": ground.authors, "attachments": pictures, "title": ground.title}


def ground_of_told(told: dict[str, Any]) -> Ground:
    """What `told_ground` told."""
    pictures = [Attachment(*one) for one in told["attachments"]]
    return Ground(told["authors"], {one.id: one for one in pictures}, told["title"])


def _told_element(one: Element, text: str) -> list[Any]:
    words = _told_words(one.words, text)
    return [*one.key, one.attributes, words, one.inside, one.start, one.end]


def _element_of(told: list[Any], text: str) -> Element:
    space, name, attributes, words, inside, start, end = told
    return Element((space, name), attributes, _words_of(words, text), inside, start, end)


def _told_words(words: Traced, text: str) -> list[list[Any]]:
    return [
        [None if text[bit.start : bit.end] == bit.text else bit.text, bit.start, bit.end]
        for bit in words.bits
    ]


def _words_of(told: list[list[Any]], text: str) -> Traced:
    return Traced(
        tuple(
            Bit(text[start:end] if words is None else words, start, end)
            for words, start, end in told
        )
    )
