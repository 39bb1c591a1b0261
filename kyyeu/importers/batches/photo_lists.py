"""Photos of which a table of articles speaks: whoever sees them beside it knows whose they are."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from kyyeu.importers.packs import DAMAGED
from kyyeu.importers.pairing import SUFFIXES
from kyyeu.vietnamese import nfc

LISTS = (".csv", ".tsv", ".xlsx")
_WORDS = "xl/sharedStrings.xml"  #: of a workbook: the words of all its cells
_MOST = 20 * 1024 * 1024  #: bytes
_NAME = re.compile(rf"[^\n\r\t,;|/\\\"<>]{{1,200}}\.(?:{SUFFIXES})", re.IGNORECASE)


def photos_in_list(path: Path) -> set[str]:
    """The names of the photos of which the table in a file speaks."""
    try:
        with path.open("rb") as stream:
            return photos_named(stream.read(_MOST), path.suffix)
    except (OSError, *DAMAGED):
        return set()  # told when it is read


def photos_named(data: bytes, suffix: str) -> set[str]:
    """The same, of the bytes of a table; a cut workbook speaks of none."""
    if suffix.lower() == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if _WORDS not in pack.namelist():
                return set()
            with pack.open(_WORDS) as stream:
                data = stream.read(_MOST)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = nfc(data.decode(encoding, "replace"))
    return {name.strip() for name in _NAME.findall(text)}
