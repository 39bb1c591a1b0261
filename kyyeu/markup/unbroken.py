"""Words that never break across lines: symbols of documents, full dates, numbers of a session.

"Đại hội lần thứ" at the end of a line and "XIII" alone on the next reads as a mistake; so a
Roman numeral stays with the word that it counts, and a number with "số".
"""

from __future__ import annotations

import re

from markupsafe import Markup

from kyyeu.markup.cleaning import escape_text

_COUNTED = (
    r"(?:[Ll]ần )?[Tt]hứ|[Ll]ần|[Kk]hóa|[Kk]hoá|[Qq]uý|[Kk]ỳ|[Kk]ỷ|[Hh]ội|[Hh]ạng|[Cc]ấp"
    r"|[Ll]oại|[Đđ]ợt|[Vv]òng|[Cc]hương|[Pp]hần|[Tt]ập|[Vv]ùng|[Nn]hóm|[Bb]ậc"
)
_UNBROKEN = re.compile(
    r"(?<![\w/-])(?:"
    r"\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ0-9]*(?:[-/][A-ZĐ][A-Za-zĐđ0-9]*)*"  # 34-CT/TW
    r"|\d{1,2}[-/]\d{1,2}[-/]\d{4}"  # 7-4-2014
    rf"|(?:{_COUNTED}) [IVXL]+(?![\w/-])"  # lần thứ XIII, khóa XV
    r"|[Ss]ố \d{1,5}(?![\w/-]|[.,]\d)"  # số 3
    r")(?!\w)"
)


def parted(text: str) -> list[str] | None:
    """Text, unbroken words, text ... text; None when nothing in it must stay together."""
    parts, last = [], 0
    for match in _UNBROKEN.finditer(text):
        parts += [text[last : match.start()], match[0]]
        last = match.end()
    return [*parts, text[last:]] if parts else None


def unbroken(text: str) -> Markup:
    """Plain text as HTML whose symbols and dates stay on one line; HTML stays what it is."""
    if isinstance(text, Markup):
        return text
    parts = parted(text)
    if parts is None:
        return Markup(escape_text(text))
    spans = (f'<span class="nb">{word}</span>' for word in map(escape_text, parts[1::2]))
    texts = map(escape_text, parts[2::2])
    return Markup(escape_text(parts[0]) + "".join(map("".join, zip(spans, texts, strict=True))))
