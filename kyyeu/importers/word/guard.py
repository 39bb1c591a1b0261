"""Whether a Word file may be opened at all: it is a ZIP of XML, and both can be bombs."""

from __future__ import annotations

import io
import zipfile

from kyyeu.importers.packs import DAMAGED, Excess, excess_of_package, xml_parts
from kyyeu.settings import Limits
from kyyeu.vietnamese import nfc


def fault_of_docx(data: bytes, limits: Limits) -> Excess | None:
    """The problem that forbids to open the file; None when none does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return _fault_of_parts(pack, limits) or _fault_of_text(pack)
    except (OSError, *DAMAGED):
        return Excess("import-docx-damaged", {})


def picture_of_docx(data: bytes, part: str, limit: int) -> bytes | None:
    """The bytes of a picture inside of the file; None when it is not there or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            info = pack.getinfo(part)
            return pack.read(info) if info.file_size <= limit else None
    except (KeyError, OSError, *DAMAGED):
        return None


def _fault_of_parts(pack: zipfile.ZipFile, limits: Limits) -> Excess | None:
    parts = pack.infolist()
    names = [nfc(part.filename).casefold() for part in parts]
    if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
        return Excess("import-docx-damaged", {})
    return excess_of_package(pack, limits)


def _fault_of_text(pack: zipfile.ZipFile) -> Excess | None:
    """No part of a Word file has a document type; with one, entities could reach anywhere."""
    for part in xml_parts(pack):
        text = pack.read(part).replace(b"\0", b"")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            return Excess("import-docx-doctype", {})
    return None
