"""Whether a Word file may be opened at all: it is a ZIP of XML, and both can be bombs."""

from __future__ import annotations

import io
import zipfile

from kyyeu.importers.packs import DAMAGED, swells
from kyyeu.vietnamese import nfc

PARTS = 2_000
_WHOLE = 200 * 1024**2  #: bytes of all parts unpacked
_PART = 20 * 1024**2  #: bytes of one part of XML
_XML = (".xml", ".rels")


def fault_of_docx(data: bytes) -> str:
    """The code of the problem that forbids to open the file; empty when none does.

    The sizes that the directory states are upper bounds: ``zipfile`` reads no more.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return _fault_of_parts(pack.infolist()) or _fault_of_text(pack)
    except (OSError, *DAMAGED):
        return "import-docx-damaged"


def picture_of_docx(data: bytes, part: str, limit: int) -> bytes | None:
    """The bytes of a picture inside of the file; None when it is not there or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            info = pack.getinfo(part)
            return pack.read(info) if info.file_size <= limit else None
    except (KeyError, OSError, *DAMAGED):
        return None


def _fault_of_parts(parts: list[zipfile.ZipInfo]) -> str:
    names = [nfc(part.filename).casefold() for part in parts]
    if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
        return "import-docx-damaged"
    large = (
        len(parts) > PARTS
        or sum(part.file_size for part in parts) > _WHOLE
        or any(_is_bomb(part) for part in parts)
    )
    return "import-docx-too-large" if large else ""


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    if part.filename.lower().endswith(_XML) and part.file_size > _PART:
        return True
    return swells(part)


def _fault_of_text(pack: zipfile.ZipFile) -> str:
    """No part of a Word file has a document type; with one, entities could reach anywhere."""
    for part in pack.infolist():
        if part.filename.lower().endswith(_XML):
            text = pack.read(part).replace(b"\0", b"")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                return "import-docx-doctype"
    return ""
