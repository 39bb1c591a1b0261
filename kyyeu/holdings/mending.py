"""Mending: what can be put right in a text file without changing what it says.

Bytes in, bytes out. A byte order mark, Windows line ends, blanks at the ends of lines,
decomposed letters, eth in the place of Đ and characters without width go; nothing else is
touched, and a file that is no UTF-8 is not touched at all.
"""

from __future__ import annotations

import re

from kyyeu.holdings.text import HIDDEN, without_eth
from kyyeu.vietnamese import nfc

# Two blanks, or a tab, before a filled line are a line break of Markdown: they mean something.
_LINE_END = re.compile(r"(?m)(?<=[^\s\\])[ \t]+$")
# Only after a filled line: a first line of blanks hides a list from Markdown, and would show it.
_BLANK_LINE = re.compile(r"(?m)(?<=\S\n)[ \t]+$")
_BREAK = re.compile(r"(?<=\S)(?: {2,}|[ \t]*\t[ \t]*)\n(?=[ \t]*\S)")


def mend(data: bytes, *, markdown: bool) -> bytes:
    """The bytes of a file as they should be; ``data`` itself when nothing is to be done.

    Args:
        data: the bytes of a file.
        markdown: blanks at the ends of lines are looked at (in a table they may be a cell's).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = without_eth(nfc(HIDDEN.sub("", text)))
    if markdown:
        text = _without_blanks(text)
    return text.encode()


def _without_blanks(text: str) -> str:
    parts = _BREAK.split(text)
    breaks = _BREAK.findall(text)
    kept = [_BLANK_LINE.sub("", _LINE_END.sub("", part)) for part in parts]
    return "".join(part + gap for part, gap in zip(kept, [*breaks, ""], strict=True))
