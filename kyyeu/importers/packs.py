"""ZIP files, which Word files and workbooks are too: how damage shows, and what is a bomb."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kyyeu.settings import Limits

#: Whatever ``zipfile`` meets in a damaged, locked or foreign file; the disk's faults are apart.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
_XML = (".xml", ".rels")
_HEAD = 4096  #: bytes of a part by which it is told
_EBCDIC = b"\x4c\x6f\xa7\x94"  #: "<?xm" there (XML 1.0, appendix F)


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that a package is beyond: the code of its problem, and the figures it names."""

    code: str
    params: dict[str, object]


def names_of(file: Path | IO[bytes]) -> list[str]:
    """The names in a ZIP; none when it is damaged, as its reader will say."""
    try:
        with zipfile.ZipFile(file) as pack:
            return pack.namelist()
    except (OSError, *DAMAGED):
        return []


def opened(path: Path) -> IO[bytes]:
    """A file of the disk, opened as a part of a ZIP is."""
    return path.open("rb")


def excess_of_zip(members: list[zipfile.ZipInfo], limits: Limits) -> Excess | None:
    """The limit that a ZIP of documents is beyond; None when it is within all.

    The sizes that the directory states are upper bounds: ``zipfile`` reads no more.
    """
    return _excess(members, limits.zip_files, limits.zip_bytes, limits)


def excess_of_package(pack: zipfile.ZipFile, limits: Limits) -> Excess | None:
    """The limit that a Word file or a workbook is beyond: none that an office writes is."""
    beyond = _excess(pack.infolist(), limits.pack_parts, limits.unpacked_bytes, limits)
    if beyond:
        return beyond
    largest = max(xml_parts(pack), key=lambda part: part.file_size, default=None)
    if largest and largest.file_size > limits.part_bytes:
        return _large(largest.filename, largest.file_size, limits.part_bytes)
    return None


def _excess(members: list[zipfile.ZipInfo], most: int, whole: int, limits: Limits) -> Excess | None:
    if len(members) > most:
        return Excess("import-pack-parts", {"count": len(members), "limit": most})
    for part in members:
        times = part.file_size // max(part.compress_size, 1)
        if part.file_size > limits.swell_bytes and times > limits.swell:
            swollen = {"file": part.filename, "count": times, "limit": limits.swell}
            return Excess("import-pack-swells", {**swollen, "size": part.file_size})
    total = sum(part.file_size for part in members)
    return _large("", total, whole) if total > whole else None


def _large(part: str, size: int, limit: int) -> Excess:
    return Excess("import-pack-large", {"file": part, "size": size, "limit": limit})


def xml_parts(pack: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The parts of an office's file that a parser may read, whatever they are called.

    Which parts are XML is said by the file itself, so their names prove nothing.
    """
    for part in pack.infolist():
        if part.filename.lower().endswith(_XML) or _may_be_xml(pack, part):
            yield part


def _may_be_xml(pack: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with pack.open(part) as stream:
        head = stream.read(_HEAD)
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    begin = head.replace(b"\0", b"").lstrip()
    return begin.startswith((b"<", _EBCDIC)) or (not begin and part.file_size > len(head))
