"""Exports of WordPress (WXR), RSS 2.0 and Atom 1.0, one item after the other.

Read as a stream: an item is given away when it ends, a field is cut at the limit of a text,
and a document type is refused, with it entities and everything they could reach or swell
(reliability rules 14 and 15). The only door to defusedxml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

LARGEST = 200 * 1024 * 1024  #: bytes of one export (reliability rule 14)
_CHUNK = 64 * 1024
_DEEPEST = 200  #: elements within one another
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_WORDPRESS = "http://wordpress.org/export/"

#: Elements whose text is kept, by namespace ("wp" for any version of WordPress) and name.
_FIELDS = {
    ("", "title"): "title", ("", "link"): "link", ("", "pubDate"): "date",
    ("", "description"): "summary", ("", "category"): "category", ("", "guid"): "guid",
    (_CONTENT, "encoded"): "content", (_DC, "creator"): "author", (_DC, "date"): "date",
    ("excerpt", "encoded"): "excerpt", ("wp", "post_date"): "local_date",
    ("wp", "post_type"): "post_type", ("wp", "status"): "status", ("wp", "post_id"): "post_id",
    ("wp", "post_password"): "password",
    (_ATOM, "title"): "title", (_ATOM, "published"): "date", (_ATOM, "updated"): "updated",
    (_ATOM, "summary"): "summary", (_ATOM, "content"): "content", (_ATOM, "id"): "guid",
}  # fmt: skip
_ITEMS = {("", "item"), (_ATOM, "entry")}


class RefusedError(Exception):
    """An export that is not read on; the argument is the code of its problem."""


@dataclass(slots=True)
class FeedItem:
    """One item, as the export has it; nothing is cleaned yet."""

    number: int  #: 1-based place in the export
    fields: dict[str, str] = field(default_factory=dict)
    categories: list[tuple[str, str]] = field(default_factory=list)  #: domain, name
    too_large: bool = False  #: a field was cut
    of_wordpress: bool = False

    def get(self, name: str) -> str:
        """A field, trimmed; empty when the item lacks it."""
        return self.fields.get(name, "").strip()


def read_feed(path: Path, most: int) -> Iterator[FeedItem]:
    """The items of an export.

    Args:
        path: the file.
        most: characters of one field.

    Raises:
        RefusedError: no XML, a document type, too large, or neither RSS nor Atom; what was
            given before stays given.
        OSError: the file cannot be read.
    """
    if path.stat().st_size > LARGEST:
        raise RefusedError("batch-feed-large")
    handler = _Handler(most)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
                yield from handler.take()
        parser.close()
    except RefusedError:
        raise
    except DefusedXmlException as fault:
        raise RefusedError("batch-feed-doctype") from fault
    except Exception as fault:  # SAXParseException, LookupError of an encoding, ...
        raise RefusedError("batch-feed-damaged") from fault
    yield from handler.take()
    if not handler.is_feed:
        raise RefusedError("batch-feed-unknown")


class _Handler(ContentHandler):
    """Gathers the fields of the item that is open."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.is_feed = False
        self.ready: list[FeedItem] = []
        self.count = 0
        self.item: FeedItem | None = None
        self.path: list[tuple[str, str]] = []
        self.into = ""  # the field that is open
        self.depth = 0  # at which it was opened
        self.parts: list[str] = []
        self.size = 0
        self.domain = ""

    def take(self) -> Iterator[FeedItem]:
        ready, self.ready = self.ready, []
        yield from ready

    def startElementNS(self, name: Any, qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802
        del qname
        key = _key(name)
        self.path.append(key)
        if len(self.path) > _DEEPEST:
            raise RefusedError("batch-feed-damaged")
        if len(self.path) == 1:
            self.is_feed = key in {("", "rss"), (_ATOM, "feed")} or key[1] == "RDF"
        elif self.item is None and key in _ITEMS:
            self.count += 1
            self.item = FeedItem(self.count)
        elif self.item and self.into:
            self._markup(name[1], attrs)
        elif self.item:
            self._open(key, attrs)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        del qname
        key = self.path.pop()
        if self.item is None:
            return
        if key in _ITEMS and not self.into:
            self.ready.append(self.item)
            self.item = None
        elif self.into and len(self.path) == self.depth:
            self._close()
        elif self.into:
            self._add(f"</{name[1]}>")

    def characters(self, content: str) -> None:
        if self.into:
            xhtml = len(self.path) > self.depth + 1
            self._add(escape(content) if xhtml else content)

    def _open(self, key: tuple[str, str], attrs: AttributesNSImpl) -> None:
        assert self.item
        if key[0] == "wp":
            self.item.of_wordpress = True
        values = {local: value for (_, local), value in attrs.items()}
        if key == (_ATOM, "link") and values.get("rel", "alternate") == "alternate":
            self.item.fields.setdefault("link", values.get("href", ""))
        if key == (_ATOM, "category"):
            self.item.categories.append(("", values.get("term", "")))
        self.into = _FIELDS.get(key, "")
        self.depth, self.parts, self.size = len(self.path) - 1, [], 0
        self.domain = values.get("domain", "")

    def _close(self) -> None:
        assert self.item
        text, name = "".join(self.parts), self.into
        self.into = ""
        if name == "category":
            self.item.categories.append((self.domain, text.strip()))
        else:
            self.item.fields.setdefault(name, text)

    def _markup(self, local: str, attrs: AttributesNSImpl) -> None:
        """XHTML inside Atom's content, written out again."""
        kept = "".join(f" {name[1]}={quoteattr(value)}" for name, value in attrs.items())
        self._add(f"<{local}{kept}>")

    def _add(self, text: str) -> None:
        assert self.item
        self.size += len(text)
        if self.size > self.most:
            self.item.too_large = True
        else:
            self.parts.append(text)


def _key(name: tuple[str | None, str]) -> tuple[str, str]:
    space = name[0] or ""
    if space.startswith(_WORDPRESS):
        space = "excerpt" if space.rstrip("/").endswith("excerpt") else "wp"
    return space, name[1]
