"""What a formatted document looks like, format left behind: leaves of text and pictures.

A reader of a format (a web page, a Word file) makes a `Layout`; the newspaper grammar goes
on from there. It crosses from the worker process as JSON, so it is made of plain values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from kyyeu.vietnamese import nfc

OBJECT = "\ufffc"  #: stands in the text where a picture stands


class RefusedError(Exception):
    """A file is not fit to be laid out; its message is the code of a problem."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the source and how it reads; all pieces joined are the source."""

    start: int  #: offsets in the source
    end: int
    text: str  #: empty: nothing of it is seen
    rule: str  #: why it reads otherwise than it stands; empty: it does not


@dataclass(frozen=True)
class Leaf:
    """A paragraph, heading, cell or picture, in reading order."""

    start: int  #: offsets in the text of the layout
    end: int
    role: str = ""  #: see `ROLES`
    outside: str = ""  #: rule by which it is no part of the article
    linked: int = 0  #: characters of it that lead elsewhere
    slanted: bool = False  #: all of it
    centred: bool = False
    bold: bool = False  #: all of it
    table: int = 0  #: number of the table of data it is a cell of; 0: of none
    row: int = 0  #: from 1
    column: int = 0  #: from 1
    box: int = 0  #: number of what holds it and its like: paragraphs of one text share it
    figure: int = 0  #: number of the picture it is, or is the caption of; 0: neither
    level: int = 0  #: of the list it is an item of, from 1; 0: of none
    quoted: bool = False  #: set apart as the words of somebody else


#: What a leaf can be beside plain text of the page. Those of `HEAD` are never seen on it.
HEAD = ("page-title", "head-title", "head-lead", "head-published", "head-modified")
FIELDS = ("title", "published", "category", "lead", "byline", "tags")
ROLES = ("", "heading", "caption", "picture", "cell", "note", *FIELDS, *HEAD)


@dataclass(frozen=True)
class Run:
    """Words that stand out of their line, or lead elsewhere."""

    start: int  #: offsets in the text of the layout
    end: int
    bold: bool
    slanted: bool
    address: str  #: whole, as the document says it or its own address completes it; or empty


@dataclass(frozen=True)
class Shown:
    """A picture as the document names it."""

    reference: str  #: an address, or the name of a part of the file
    number: int  #: from 1, in reading order
    alt: str = ""  #: what the document says can be seen on it


LONGEST_ADDRESS = 2000  #: characters; a longer one leads nowhere, so no more is kept
#: Ends of addresses that lead to a file rather than to a page.
FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar")


def leads_to_file(address: str) -> bool:
    """Whether an address is that of a document."""
    return address.partition("?")[0].lower().endswith(FILES)


@dataclass(frozen=True)
class Aside:
    """What a document holds beside words and pictures, or what an article cannot keep of it."""

    at: int  #: in the text of the layout
    kind: str  #: "media", "file"; words that are "struck", "hidden", "merged" (a cell), "parted"
    address: str  #: or the words


@dataclass(frozen=True)
class Layout:
    """A document in its order of reading."""

    pieces: tuple[Piece, ...]
    leaves: tuple[Leaf, ...]
    pictures: tuple[Shown, ...] = ()
    notes: tuple[tuple[str, dict[str, Any]], ...] = field(default=())  #: problems: code, words
    asides: tuple[Aside, ...] = ()
    runs: tuple[Run, ...] = ()  #: in reading order

    @cached_property
    def text(self) -> str:
        """All that the pieces read as."""
        return "".join(piece.text for piece in self.pieces)

    def words(self, leaf: Leaf) -> str:
        """The text of a leaf, composed, with one blank between words."""
        return nfc(" ".join(self.text[leaf.start : leaf.end].split()))

    def judged(self, leaves: Iterator[Leaf]) -> Layout:
        """The same document with other leaves."""
        return replace(self, leaves=tuple(leaves))


def layout_json(layout: Layout) -> bytes:
    """The layout as JSON."""
    table = {
        "pieces": list(map(vars, layout.pieces)),
        "leaves": list(map(vars, layout.leaves)),
        "pictures": list(map(vars, layout.pictures)),
        "notes": layout.notes,
        "asides": list(map(vars, layout.asides)),
        "runs": list(map(vars, layout.runs)),
    }
    return json.dumps(table, ensure_ascii=False).encode()


def layout_of_json(data: bytes) -> Layout:
    """The layout that `layout_json` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is not whole.
    """
    table = json.loads(data)
    return Layout(
        tuple(Piece(**row) for row in table["pieces"]),
        tuple(Leaf(**row) for row in table["leaves"]),
        tuple(Shown(**row) for row in table["pictures"]),
        tuple((str(code), dict(words)) for code, words in table["notes"]),
        tuple(Aside(**row) for row in table["asides"]),
        tuple(Run(**row) for row in table["runs"]),
    )


class LayoutWriter:
    """Writes pieces and leaves in the order of the source."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.leaves: list[Leaf] = []
        self.pictures: list[Shown] = []
        self.asides: list[Aside] = []
        self.runs: list[Run] = []
        self._at = 0  # in the source
        self._length = 0  # of the text
        self._break = ""  # what parts the next words from those before them
        self._begun: int | None = None  # where the open leaf begins
        self._open: list[tuple[Leaf, int]] = []  # looks of its runs, and their letters

    def put(
        self, start: int, end: int, text: str, rule: str, looks: Leaf, address: str = ""
    ) -> None:
        """Words of the leaf that is open, or that begins here."""
        if text.strip() or text == OBJECT:
            self._open_leaf(start)
            self._open.append((looks, len(text.strip())))
        elif self._begun is None or self._break:
            text, rule = "", rule or "edge-blank"
        self._gap(start, self._taken() if text else "")
        self._add(start, end, text, rule)
        if text and text != OBJECT:
            self._run(len(text), looks, address)

    def _run(self, length: int, looks: Leaf, address: str) -> None:
        """The words just written, where they look otherwise than their line or lead elsewhere."""
        address = address[: LONGEST_ADDRESS + 1]
        run = Run(self._length - length, self._length, looks.bold, looks.slanted, address)
        last = self.runs[-1] if self.runs else None
        if (
            last
            and last.end == run.start
            and replace(last, end=run.end) == replace(run, start=last.start)
        ):
            self.runs[-1] = replace(last, end=run.end)
        elif run.bold or run.slanted or run.address:
            self.runs.append(run)

    def insert(self, text: str, rule: str, looks: Leaf) -> None:
        """Words that the format shows though no character of the source says them."""
        self._open_leaf(self._at)
        self._open.append((looks, 0))
        self._gap(self._at, self._taken())
        self._add(self._at, self._at, text, rule)

    def note(self, kind: str, address: str) -> None:
        """Something stands here that is neither words nor a picture."""
        self.asides.append(Aside(self._length, kind, address))

    def skip(self, start: int, end: int, rule: str) -> None:
        """A stretch that is never seen."""
        self._gap(start, "")
        self._add(start, end, "", rule)

    def part(self, by: str) -> None:
        """What comes stands apart: on a new line, in a new paragraph, or by a blank."""
        if by.count("\n") >= self._break.count("\n") and by != self._break:
            self._break = by
        if "\n" in by:
            self._close_leaf()

    def finish(self, size: int) -> None:
        """The source ends here."""
        self._close_leaf()
        self._gap(size, "")

    def _taken(self) -> str:
        by, self._break = self._break, ""
        return by if self._length else ""

    def _gap(self, start: int, text: str) -> None:
        if start > self._at or text:
            self._add(self._at, max(start, self._at), text, "markup")

    def _add(self, start: int, end: int, text: str, rule: str) -> None:
        self.pieces.append(Piece(start, end, text, rule))
        self._at = end
        self._length += len(text)

    def _open_leaf(self, _: int) -> None:
        if self._begun is None:
            self._begun = self._length + (len(self._break) if self._length else 0)

    def _close_leaf(self) -> None:
        if self._begun is None:
            return
        looks = [look for look, _ in self._open]
        shown = [look for look, letters in self._open if letters] or looks
        first = shown[0]
        self.leaves.append(
            replace(
                first,
                start=self._begun,
                end=self._length,
                linked=sum(letters for look, letters in self._open if look.linked),
                slanted=all(look.slanted for look in shown),
                bold=all(look.bold for look in shown),
            )
        )
        self._begun, self._open = None, []
