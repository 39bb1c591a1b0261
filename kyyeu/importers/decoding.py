"""Bytes to text. Nothing is guessed: what is not Unicode is sent back with a word why."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Limits

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Line feed, carriage return, tab, vertical tab (Word's soft break) and form feed are line
# ends and blanks of pasted text; every other control character, the overrides of writing
# direction and the two non-characters that XML 1.0 forbids are refused (reliability rule 11).
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_LOST = "\ufffd"
_LINE = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")


def decode(data: bytes, name: str, limits: Limits) -> Result[tuple[str, str] | None]:
    """The text of a file and its encoding; the byte order mark stays in the text.

    UTF-8, with or without mark, and UTF-16 with a mark are read. Anything else is a
    problem: old code pages look alike, and a guess would change names unseen.
    """
    if len(data) > limits.text_bytes:
        found = {"size": len(data), "limit": limits.text_bytes}
        return Result(None, (Problem(name, 0, "import-too-large", found),))
    encoding = next((code for mark, code in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding) if encoding else None
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return Result(None, (Problem(name, line, "import-encoding"),))
    if text is None:
        return Result(None, (Problem(name, 1, "import-encoding"),))
    if not text.strip("\ufeff \t\r\n\v\f"):
        return Result(None, (Problem(name, 0, "import-empty"),))
    return Result((text, encoding), tuple(_unfit_characters(text, name)))


def _unfit_characters(text: str, name: str) -> Iterator[Problem]:
    """The first character of each sort that no page may carry, and how many there are."""
    refused = list(_REFUSED.finditer(text))
    if refused:
        first = refused[0]
        found = {"code": f"U+{ord(first[0]):04X}", "count": len(refused)}
        yield Problem(name, _line_of(text, first.start()), "import-control-character", found)
    if _LOST in text:
        found = {"count": text.count(_LOST)}
        line = _line_of(text, text.index(_LOST))
        yield Problem(name, line, "import-lost-letters", found, Severity.WARNING)


def _line_of(text: str, offset: int) -> int:
    return sum(1 for _ in _LINE.finditer(text, 0, offset)) + 1
