"""Exports of WordPress (WXR), RSS 2.0 and Atom 1.0, one item after the other, as they stand.

Read as a stream: an item is given away when it ends, with its own text as the file has it and
every element in it, each letter with its place. What elements mean is said by `items`. An item
is cut at a limit, and a document type is refused, with it entities and everything they could
reach or swell (reliability rules 14 and 15). The only door to defusedxml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from kyyeu.importers.batches.persons import Part, hidden_in
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.packs import opened
from kyyeu.importers.tracing import Bit, Traced
from kyyeu.settings import Limits
from kyyeu.vietnamese import nfc

ATOM = "http://www.w3.org/2005/Atom"
RSS_1 = "http://purl.org/rss/1.0/"
WORDPRESS = "http://wordpress.org/export/"
HEAD = 4096  #: bytes by which an export is told
_FEEDS = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<!doctype rss", b"<!doctype feed")
_CHUNK = 64 * 1024
_ITEMS = {("", "item"), (ATOM, "entry")}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of an item, with all that is in it."""

    key: tuple[str, str]  #: namespace and name
    attributes: dict[str, str]
    words: Traced  #: its text; elements inside are written out as markup
    inside: dict[str, str]  #: text of the elements right inside of it, by name
    start: int  #: offsets of all of it in the item
    end: int

    def said(self) -> str:
        """Its text, trimmed."""
        return self.words.text.strip()


@dataclass(slots=True)
class FeedItem:
    """One item as the export has it; nothing is cleaned yet."""

    number: int  #: 1-based place in the export
    line: int = 1  #: of the export, on which it begins
    data: bytes = b""  #: all of it, from its first sign to its last
    text: str = ""  #: the same, decoded
    encoding: str = "utf-8"
    elements: list[Element] = field(default_factory=list)
    too_large: bool = False  #: it was cut
    hidden: tuple[tuple[int, int], ...] = ()  #: stretches with somebody's data: not kept
    size: int = 0  #: bytes of all of it, cut or not
    names: tuple[str, ...] = ()  #: of the pictures of which it speaks, as `names_in` gives them
    asked: tuple[str, ...] = ()  #: ids of pictures that its galleries ask for
    all_below: bool = False  #: a gallery asks for all that were uploaded to it


@dataclass(slots=True)
class Channel:
    """What an export says beside its items; filled while it is read."""

    elements: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Export:
    """A file that holds an export, on the disk or in a ZIP."""

    name: str  #: for whoever is told of it
    size: int  #: bytes
    open: Callable[[], IO[bytes]]

    @classmethod
    def of(cls, path: Path) -> Export:
        """The export that is a file of its own."""
        return cls(nfc(path.name), path.stat().st_size, partial(opened, path))


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so may be an export."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_FEEDS) and b"<html" not in start


def read_feed(
    stream: IO[bytes], limits: Limits, channel: Channel | None = None
) -> Iterator[FeedItem]:
    """The items of an export.

    Args:
        stream: its bytes.
        limits: how large an item, and the text of one, may be.
        channel: takes what stands outside of items.

    Raises:
        RefusedError: no XML, a document type, nested too deep, or neither RSS nor Atom; what
            was given before stays given.
        OSError: the file cannot be read.
    """
    handler = _Handler(limits, channel or Channel())
    parser = _Parser(namespaceHandling=1, forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    handler.parser = parser
    try:
        while chunk := stream.read(_CHUNK):
            handler.hold(chunk)
            parser.feed(chunk)
            yield from handler.take()
        parser.close()
    except (RefusedError, OSError, MemoryError):
        raise
    except DefusedXmlException as fault:
        raise RefusedError("batch-feed-doctype") from fault
    except Exception as fault:  # SAXParseException, LookupError of an encoding, ...
        if "out of memory" in str(fault):
            raise MemoryError from fault
        raise RefusedError("batch-feed-damaged", {"line": _line_of(fault)}) from fault
    yield from handler.take()
    if not handler.is_feed:
        raise RefusedError("batch-feed-unknown")


def _line_of(fault: Exception) -> int:
    """Where a parser met what it could not read; 0 when it does not say."""
    said = fault.getLineNumber() if isinstance(fault, SAXParseException) else None
    return said or 0


class _Parser(DefusedExpatParser):
    """Expat, which says where it is."""

    _parser: Any  # of its parent, whose types are not told

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = False  # with it, text is told when its place is forgotten

    def where(self) -> tuple[int, int]:
        """Offset in the file and line of what is being told."""
        return self._parser.CurrentByteIndex, self._parser.CurrentLineNumber


@dataclass(slots=True)
class _Open:
    """An element that is being read; offsets are those of the file."""

    key: tuple[str, str]
    attributes: dict[str, str]
    start: int
    depth: int  #: elements around it
    bits: list[tuple[str, int, int]] = field(default_factory=list)
    inside: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[str, int, int]] = field(default_factory=list)  #: names, and what they hold
    begun: list[tuple[str, int]] = field(default_factory=list)  #: names, and the bits that begin
    size: int = 0


class _Handler(ContentHandler):
    """Gathers the elements of the item that is open, and those of the channel."""

    def __init__(self, limits: Limits, channel: Channel) -> None:
        super().__init__()
        self.limits = limits
        self.most = limits.text_bytes
        self.channel = channel
        self.parser: Any = None
        self.is_feed = False
        self.ready: list[FeedItem] = []
        self.count = 0
        self.item: FeedItem | None = None
        self.path: list[tuple[str, str]] = []
        self.open: _Open | None = None
        self.inner = ""
        self.held = bytearray()  # bytes of the file from `base` on
        self.base = 0
        self.begin = 0  # of the item that is open, in the file
        self.encoding = ""
        self.marks: list[tuple[_Open, int]] = []  # elements of the item, and where each ends

    def hold(self, chunk: bytes) -> None:
        """The next bytes of the file; those that no open item needs are let go."""
        if not self.encoding:
            self.encoding = _encoding_of(chunk)
        whole = self.item is not None and not self.item.too_large
        keep = max(self.base + len(self.held) - 2 * _CHUNK, 0)  # expat may not be that far
        keep = min(keep, self.begin) if whole else keep
        del self.held[: max(keep - self.base, 0)]
        self.base = max(keep, self.base)
        self.held += chunk

    def take(self) -> Iterator[FeedItem]:
        ready, self.ready = self.ready, []
        yield from ready

    def startElementNS(self, name: Any, qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802
        del qname
        key = _key(name)
        self.path.append(key)
        place, line = self.parser.where()
        self._ends_at(place)
        if len(self.path) > self.limits.depth:
            raise RefusedError("batch-feed-deep", {"limit": self.limits.depth})
        values = {local: value for (_, local), value in attrs.items()}
        if len(self.path) == 1:
            self.is_feed = key in {("", "rss"), (ATOM, "feed")} or key[1] == "RDF"
        elif self.item is None and key in _ITEMS:
            self.count += 1
            self.item, self.begin, self.marks = FeedItem(self.count, line), place, []
        elif self.open is None and (self.item or self._is_of_channel(key)):
            self.open, self.inner = _Open(key, values, place, len(self.path) - 1), ""
        elif self.open:
            kept = "".join(f" {local}={quoteattr(value)}" for local, value in values.items())
            self.open.begun.append((name[1], len(self.open.bits)))
            self._add(f"<{name[1]}{kept}>", place)
            self.inner = name[1]

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        del qname
        key = self.path.pop()
        place, _ = self.parser.where()
        self._ends_at(place)
        if self.open and len(self.path) == self.open.depth:
            if self.item is None:
                self.channel.elements.append(_unplaced(self.open))
            else:
                self.marks.append((self.open, place))
            self.open = None
        elif self.open:
            inner, bit = self.open.begun.pop()
            if bit < len(self.open.bits):  # else the item is too large, and nothing of it kept
                self.open.parts.append((inner, self.open.bits[bit][2], place))
            self._add(f"</{name[1]}>", place)
            self.inner = ""
        elif self.item and key in _ITEMS:
            self._finish(place)

    def characters(self, content: str) -> None:
        if self.open:
            place, _ = self.parser.where()
            self._ends_at(place)
            markup = len(self.path) > self.open.depth + 1
            if markup and self.inner and self.open.size <= self.most:
                self.open.inside[self.inner] = self.open.inside.get(self.inner, "") + content
            self._add(escape(content) if markup else content, place)

    def _is_of_channel(self, key: tuple[str, str]) -> bool:
        """The name of the channel, or somebody who wrote in it."""
        named = key[1] == "title" and len(self.path) == (2 if key[0] == ATOM else 3)
        return named or (key[0].startswith(WORDPRESS) and key[1] == "author")

    def _add(self, text: str, place: int) -> None:
        assert self.open
        self.open.size += len(text)
        if self.item and place - self.begin > self.limits.item_bytes:
            self.item.too_large = True
        if self.open.size > self.most and self.item:
            self.item.too_large = True
        if self.open.size <= self.most and not (self.item and self.item.too_large):
            self.open.bits.append((text, place, -1))

    def _ends_at(self, place: int) -> None:
        """What was told last ends where the next begins."""
        if self.open and self.open.bits and self.open.bits[-1][2] < 0:
            text, start, _ = self.open.bits[-1]
            self.open.bits[-1] = (text, start, place)

    def _finish(self, place: int) -> None:
        """The item is whole: cut it out of the file, and put its elements into their places."""
        assert self.item
        item, self.item = self.item, None
        item.size = place - self.begin
        self.ready.append(item)
        if item.too_large:
            item.elements = [_unplaced(one) for one, _ in self.marks if one.size <= self.most]
            return
        held = bytes(self.held[self.begin - self.base :])
        close = held.index(">".encode(self.encoding), place - self.begin)
        item.data = held[: close + len(">".encode(self.encoding))]
        item.encoding = self.encoding
        item.text = item.data.decode(self.encoding)
        offsets = _Offsets(item.data, self.encoding, self.begin)
        item.elements = [_placed(one, end, item.text, offsets) for one, end in self.marks]
        comments, fields = (
            [self._parts(one, item.data) for one, _ in self.marks if _is_of_wordpress(one, name)]
            for name in ("comment", "postmeta")
        )
        item.text, item.hidden = hidden_in(item.text, comments, fields)
        if item.hidden:
            item.data = item.text.encode(self.encoding)

    def _parts(self, one: _Open, item: bytes) -> list[Part]:
        """What is inside of an element, each part at its place in the item."""
        offsets = _Offsets(item, self.encoding, self.begin)
        places = {place: 0 for _, *both in one.parts for place in both}
        places = {place: offsets.of(place) for place in sorted(places)}
        return [Part(name, places[start], places[end]) for name, start, end in one.parts]


class _Offsets:
    """Offsets of bytes in the file as offsets of characters in the item; ascending ones."""

    def __init__(self, data: bytes, encoding: str, begin: int) -> None:
        self.data, self.encoding, self.begin = data, encoding, begin
        self.byte, self.character = 0, 0

    def of(self, place: int) -> int:
        """The character at a byte of the file."""
        byte = place - self.begin
        self.character += len(self.data[self.byte : byte].decode(self.encoding))
        self.byte = byte
        return self.character


def _placed(one: _Open, end: int, item: str, offsets: _Offsets) -> Element:
    """An element with all its places; text that stands there as it reads is one bit."""
    start = offsets.of(one.start)
    runs: list[tuple[list[str], int, int, bool]] = []
    for text, first, last in one.bits:
        place = offsets.of(first)
        exact = item.startswith(text, place)
        stop = place + len(text) if exact else offsets.of(last)
        if exact and runs and runs[-1][2:] == (place, True):
            runs[-1][0].append(text)
            runs[-1] = (runs[-1][0], runs[-1][1], stop, True)
        else:
            runs.append(([text], place, stop, exact))
    place = offsets.of(end)  # of an empty element its end, of another its closing tag
    close = item.index(">", place) + 1 if item.startswith("</", place) else place
    words = Traced(tuple(Bit("".join(texts), first, last) for texts, first, last, _ in runs))
    return Element(one.key, one.attributes, words, one.inside, start, close)


def _unplaced(one: _Open) -> Element:
    """An element that is no part of an item that was kept."""
    text = "".join(text for text, *_ in one.bits)
    return Element(one.key, one.attributes, Traced((Bit(text, 0, len(text)),)), one.inside, 0, 0)


def _is_of_wordpress(one: _Open, name: str) -> bool:
    return one.key[0].startswith(WORDPRESS) and one.key[1] == name


def _key(name: tuple[str | None, str]) -> tuple[str, str]:
    """Namespace and name; RSS 1.0 calls its elements as RSS 2.0 does."""
    space = name[0] or ""
    return ("" if space == RSS_1 else space), name[1]


def _encoding_of(head: bytes) -> str:
    """The encoding of an XML file by its first bytes (XML 1.0, appendix F)."""
    marks = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"))
    marked = next((code for mark, code in marks if head.startswith(mark)), "")
    declared = _DECLARED.search(head[:200])
    return marked or (declared[1].decode("ascii").lower() if declared else "utf-8")
