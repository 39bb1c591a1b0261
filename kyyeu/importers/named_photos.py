"""Lists of photos in a text, each by the name of its file: "1. IMG_0012.jpg: Quang cảnh lễ ký"."""

from __future__ import annotations

import re
from functools import cache

from kyyeu.importers.draft import PhotoPlace
from kyyeu.importers.figures import CAPTION_EDGE, part_credit
from kyyeu.importers.pairing import SUFFIXES
from kyyeu.importers.sheet import Line, Sheet
from kyyeu.importers.words import pattern_of
from kyyeu.vietnamese import canonical

_NAMED = re.compile(
    r"(?:[-+*•–]\s*|\(?\d{1,2}[.):]\s*|(?:Ảnh|Hình)\s*\d{0,2}\s*[:.]?\s*)?"
    rf"(?P<file>[\w().+-]{{1,120}}\.(?:{SUFFIXES}))\s*(?:[:=–—-]\s*(?P<words>\S.*)?)?",
    re.IGNORECASE,
)


def take_named_photos(sheet: Sheet) -> None:
    """Each line that begins with the name of a photo's file is the place of that photo."""
    for line in list(sheet.open):
        match = _NAMED.fullmatch(line.text)
        if match is None or (not sheet.title and line is sheet.open[0]):
            continue
        where = sheet.where(line)
        above = sheet.open[where - 1] if where else None
        if above and _list_of_photos().fullmatch(canonical(above.text)):
            sheet.drop(above, "caption-label")
        _place(sheet, line, match)


def _place(sheet: Sheet, line: Line, match: re.Match[str]) -> None:
    words, credit = match["words"] or "", ""
    begin = match.start("words")
    parts = [(begin, begin + len(words), "caption")] if words else []
    if parted := part_credit(words):
        end, start, stop, credit = parted
        words = words[:end].rstrip(CAPTION_EDGE)
        parts = [(begin, begin + len(words), "caption")] if words else []
        parts.append((begin + start, begin + stop, "credit"))
    block = PhotoPlace(words, credit, line.number, match["file"])
    sheet.place(block, (line, parts), drop="caption-label")


@cache
def _list_of_photos() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{pattern_of('captions', 'lists')}[^\w]*")
