"""ZIP files, which Word files and workbooks are too: how damage shows, and what is a bomb."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

#: Whatever ``zipfile`` meets in a damaged, locked or foreign file; the disk's faults are apart.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
#: Limits of packages (reliability rule 14): files in one, bytes of all of them unpacked, and of
#: one part of XML, which a parser holds whole.
PARTS, WHOLE, XML_PART = 2_000, 200 * 1024**2, 20 * 1024**2
#: Files in one ZIP of documents, and of how many documents it may hold the limits.
FILES, DOCUMENTS = 20_000, 500
_XML = (".xml", ".rels")
_HEAD = 4096  #: bytes of a part by which it is told
_EBCDIC = b"\x4c\x6f\xa7\x94"  #: "<?xm" there (XML 1.0, appendix F)
_RATIO, _SMALL = 200, 1024**2  #: how much a part above this size (bytes) may unpack to


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


def swells(part: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to so much more than it takes that it is a bomb."""
    return part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1)


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


def too_large(pack: zipfile.ZipFile) -> bool:
    """Whether a Word file or a workbook is larger unpacked than any that an office writes.

    The sizes that the directory states are upper bounds: ``zipfile`` reads no more.
    """
    parts = pack.infolist()
    return (
        len(parts) > PARTS
        or sum(part.file_size for part in parts) > WHOLE
        or any(map(swells, parts))
        or any(part.file_size > XML_PART for part in xml_parts(pack))
    )
