"""The tables of old code pages, and text through them in both directions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from unicodedata import normalize

#: Names as an editor may write them after ``--encoding``.
PAGES = ("tcvn3", "vni", "vps", "windows-1258")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def bytes_as_text(data: bytes) -> str:
    """Bytes as a program without the right font shows them: windows-1252, never refused."""
    return "".join(map(_WESTERN.__getitem__, data))


_WESTERN = tuple(
    bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256)
)  # the five codes that windows-1252 leaves open stand for themselves, as in browsers
_BACK = {letter: byte for byte, letter in enumerate(_WESTERN)}


def to_unicode(text: str, page: str) -> str:
    """Text that was read as windows-1252, though it is written in ``page``; NFC.

    Raises:
        KeyError: no such code page.
    """
    if page == "windows-1258":
        return normalize("NFC", "".join(_read_1258(letter) for letter in text))
    pattern, letters = _reader(page)
    return pattern.sub(lambda match: letters[match[0]], text)


def written_in(text: str, page: str) -> str:
    """Text as it looks where the code page is taken for windows-1252; ``to_unicode`` turns back.

    Letters for which the page has no code stay as they are.
    """
    if page == "windows-1258":
        return "".join(
            bytes_as_text(part.encode("cp1258", "ignore")) or part
            for letter in normalize("NFC", text)
            for part in _parts_1258(letter)
        )
    written = {letter: codes for codes, letter in _reader(page)[1].items()}
    return "".join(written.get(letter, letter) for letter in normalize("NFC", text))


@cache
def _reader(page: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    entry = resources.files(__package__).joinpath(f"{page}.toml")
    if page not in PAGES:
        raise KeyError(page)
    table: dict[str, str] = tomllib.loads(entry.read_text(encoding="utf-8"))
    letters = {bytes_as_text(bytes.fromhex(code)): letter for letter, code in table.items()}
    longest_first = sorted(letters, key=lambda codes: (-len(codes), codes))
    return re.compile("|".join(map(re.escape, longest_first))), letters


def _read_1258(letter: str) -> str:
    byte = _BACK.get(letter)
    if byte is None:
        return letter
    return bytes((byte,)).decode("cp1258", "ignore") or letter


def _parts_1258(letter: str) -> tuple[str, ...]:
    """A letter as this page writes it: with its own sign, and the tone behind it."""
    parts = normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in _TONES), "")
    return (normalize("NFC", parts.replace(tone, "")), tone) if tone else (letter,)
