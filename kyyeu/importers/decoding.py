"""Bytes to text. Nothing is guessed silently.

Unicode is read as such. An old code page is told by its evidence, and shown before and after;
without evidence, and without an editor's word, the file is sent back.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kyyeu.importers import codepages
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


#: What an editor may say after ``--encoding``, by the name of Python's codec.
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    **dict.fromkeys(codepages.PAGES, ""),
}


@dataclass(frozen=True, slots=True)
class Markup:
    """How to look through the markup of a text."""

    words: Callable[[str], str]  #: gives its words; evidence is sought in them alone
    letters: Callable[[str], str]  #: gives the text with its letters as themselves


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and how it was read."""

    text: str  #: a byte order mark included
    encoding: str  #: one of `ENCODINGS`


def decode(
    data: bytes, name: str, limits: Limits, encoding: str = "", markup: Markup | None = None
) -> Result[Decoded | None]:
    """The text of a file and its encoding; the byte order mark stays in the text.

    UTF-8, with or without mark, and UTF-16 with a mark are read; of what is neither, and of
    Unicode that holds the signs of an old code page, the page when it is sure, with a
    warning that shows a line before and after. Anything else is a problem: old code pages
    look alike, and a guess would change names unseen.

    Args:
        data: the bytes of the file.
        name: its name, for problems.
        limits: how large it may be.
        encoding: what an editor says that it is; empty: not said.
        markup: how to look through that of the text; None: it has none.
    """
    markup = markup or Markup(str, str)
    if len(data) > limits.text_bytes:
        found = {"size": len(data), "limit": limits.text_bytes}
        return Result(None, (Problem(name, 0, "import-too-large", found),))
    read = _said(data, name, encoding, markup) if encoding else _told(data, name, markup)
    if read.value is None:
        return read
    text = read.value.text
    if not text.strip("\ufeff \t\r\n\v\f"):
        return Result(None, (Problem(name, 0, "import-empty"),))
    return Result(read.value, (*read.problems, *_unfit_characters(text, name)))


def _said(data: bytes, name: str, encoding: str, markup: Markup) -> Result[Decoded | None]:
    """The text as an editor says that it is to be read."""
    if encoding in codepages.PAGES:
        text = codepages.to_unicode(markup.letters(codepages.bytes_as_text(data)), encoding)
        return Result(Decoded(text, encoding))
    if encoding not in ENCODINGS:
        known = ", ".join(sorted(ENCODINGS))
        found = {"encoding": encoding, "known": known}
        return Result(None, (Problem(name, 0, "import-unknown-encoding", found),))
    try:
        return Result(Decoded(data.decode(ENCODINGS[encoding]), encoding))
    except UnicodeDecodeError:
        return Result(None, (Problem(name, 0, "import-wrong-encoding", {"encoding": encoding}),))


def _told(data: bytes, name: str, markup: Markup) -> Result[Decoded | None]:
    """The text as its own bytes tell that it is to be read."""
    encoding = next((code for mark, code in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding) if encoding else None
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        western = codepages.bytes_as_text(data)
        old = None if b"\0" in data else codepages.recognise(markup.words(western), False)
        if old is None or encoding != "utf-8":
            return Result(None, (Problem(name, line, "import-encoding"),))
        return _converted(markup.letters(western), name, old)
    if text is None:
        return Result(None, (Problem(name, 1, "import-encoding"),))
    old = codepages.recognise(markup.words(text))
    if old:
        return _converted(markup.letters(text), name, old)
    return Result(Decoded(text, encoding))


def _converted(text: str, name: str, old: codepages.Found) -> Result[Decoded | None]:
    shown = {"page": old.page, "before": old.before, "after": old.after}
    warning = Problem(name, 0, "import-code-page", shown, Severity.WARNING)
    return Result(Decoded(codepages.to_unicode(text, old.page), old.page), (warning,))


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
