"""ZIP files, which Word files and workbooks are too: how damage shows, and what is a bomb."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO

#: Whatever ``zipfile`` meets in a damaged, locked or foreign file; the disk's faults are apart.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
_RATIO, _SMALL = 200, 1024**2  #: how much a part above this size (bytes) may unpack to


def names_of(file: Path | IO[bytes]) -> list[str]:
    """The names in a ZIP; none when it is damaged, as its reader will say."""
    try:
        with zipfile.ZipFile(file) as pack:
            return pack.namelist()
    except (OSError, *DAMAGED):
        return []


def swells(part: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to so much more than it takes that it is a bomb."""
    return part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1)
