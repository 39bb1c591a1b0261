"""The text of a page before it is parsed: what it says of itself, what can be seen in it."""

from __future__ import annotations

import html
import re

from kyyeu.importers.enclosed import without

_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LATIN = re.compile(
    r"&(?:#(?:1[6-9]\d|2[0-4]\d|25[0-5]|x[a-f][0-9a-f])|[A-Za-z]{2,8});", re.IGNORECASE
)
_UNSEEN = tuple(
    (re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
    for name in ("script", "style")
)
_TAG = re.compile(r"<[^<>]*>")


def charset_of(data: bytes) -> str:
    """What a page says of its own encoding, in small letters; empty when it does not."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace").lower() if match else ""


def seen_in(text: str) -> str:
    """The words of a page without its markup, roughly: evidence for its code page."""
    for opening, closing in _UNSEEN:
        text = without(text, opening, closing, "\n")
    return html.unescape(_TAG.sub("\n", text))


def without_latin_references(text: str) -> str:
    """A page with the letters of Latin-1 as themselves, where an editor wrote ``&aacute;``.

    In an old code page these stand for other letters, so they go through its table too.
    """
    return _LATIN.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    letter = html.unescape(match[0])
    return letter if len(letter) == 1 and 0xA0 <= ord(letter) <= 0xFF else match[0]
