"""The last door of HTML: what the press allow-list does not name is gone."""

from __future__ import annotations

import html as html_text
import re
from functools import lru_cache

import nh3
from markupsafe import Markup

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br", "pre"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd"),
    *("figure", "figcaption", "picture", "source", "img", "div"),
    *("a", "strong", "em", "b", "i", "sub", "sup", "code", "span", "time"),
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title"},
    "img": {
        *("src", "srcset", "sizes", "alt", "width", "height"),
        *("loading", "decoding", "fetchpriority"),
    },
    "source": {"srcset", "type", "sizes", "media"},
    "ol": {"start"},
    "li": {"value"},
    "th": {"scope"},
    "time": {"datetime"},
}
#: Only words of our own hand: ``m`` a mention, ``nb`` never broken across lines, ``end``
#: the end mark, ``credit`` who took a photo, ``tall`` a photo higher than wide,
#: ``right`` and ``center`` columns of a table.
_CLASSES = {
    "a": {"m"},
    "span": {"nb", "end", "credit"},
    "div": {"gallery"},
    "figure": {"missing", "tall"},
    "td": {"right", "center"},
    "th": {"right", "center"},
}
DROPPED_WHOLE = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"),
}
#: Characters that XML 1.0 forbids or that turn the direction of text, plain or as numbers.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
    "|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|7f|202[a-e]|206[6-9])"
    "|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|823[4-8]|829[4-7]));?(?![0-9a-f])",
    re.IGNORECASE,
)
_SCHEMES = {"http", "https", "mailto", "tel"}
_OUR_ID = re.compile(r"(?:d|anh-)\d+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def clean(html: str) -> Markup:
    """HTML as it may be printed: everything the press allow-list does not name is gone.

    The last step of all; never touch the string afterwards, for cleaning twice is not
    the same as cleaning once (nested links in tables). Ids are kept when they are ours
    (``d3``, ``anh-2``), classes when they are in our own list. No link opens a window,
    so none needs ``rel``.
    """
    return Markup(
        nh3.clean(
            _FORBIDDEN.sub("", html),
            tags=_TAGS,
            clean_content_tags=DROPPED_WHOLE,
            attributes=_ATTRIBUTES,
            attribute_filter=_filtered,
            url_schemes=_SCHEMES,
            link_rel=None,
            strip_comments=True,
        )
    )


@lru_cache(4096)  # an article says the same classes and addresses over and over
def _filtered(tag: str, name: str, value: str) -> str | None:
    """What nh3 cannot decide by name alone: whose id or class, where an address leads."""
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES.get(tag, ())) or None
    if name == "id":
        return value if _OUR_ID.fullmatch(value) else None
    if name in {"href", "src"}:
        return value if is_allowed_address(value) else None
    if name == "srcset":
        addresses = [candidate.split() for candidate in value.split(",")]
        allowed = all(parts and is_allowed_address(parts[0]) for parts in addresses)
        return value if allowed else None
    return value


def is_allowed_address(address: str) -> bool:
    """Whether `clean` leaves a link there: one of four schemes, or a relative address.

    Browsers drop tabs and line ends inside an address, trim control characters and read
    a backslash as a slash, so what holds any of them is refused, not repaired.
    """
    if any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char == "\\" for char in address):
        return False
    if address != address.strip() or address.startswith("//"):
        return False
    if scheme := _SCHEME.match(address):
        return scheme[1].lower() in _SCHEMES
    return ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]


def escape_text(text: str) -> str:
    """Plain text as HTML, fit for content and for quoted attributes."""
    return html_text.escape(text, quote=True)
