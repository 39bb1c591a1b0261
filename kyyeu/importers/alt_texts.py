"""What a source says can be seen on a picture, where it says anything of use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kyyeu.importers.words import pattern_of
from kyyeu.vietnamese import canonical, nfc

_LONGEST = 500  #: characters
_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|bmp|tiff?)|(?:img|dsc[fn]?|image|pic)[\W_]*\d+")


def alt_of(said: str, others: Iterable[str]) -> str:
    """The alt text to keep, or empty.

    Content systems fill the field by themselves: with the name of the file, the caption or
    the headline again, or with what a machine took the picture for. Nobody who does not see
    the picture is told anything by those.

    Args:
        said: by the source.
        others: what a reader is told beside it: the caption, the headline.
    """
    text = nfc(" ".join(said.split()))
    seen = _loose(text)
    written = text.isprintable() and len(seen.split()) >= 2 and len(text) <= _LONGEST
    if not written or _FILE.fullmatch(canonical(text)):
        return ""
    if re.search(pattern_of("captions", "machine_made"), canonical(text)):
        return ""
    told = [_loose(other) for other in others]
    return "" if any(other and (seen in other or other in seen) for other in told) else text


def _loose(text: str) -> str:
    return " ".join(re.findall(r"\w+", canonical(text)))
