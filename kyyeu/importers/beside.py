"""The files that lie beside a document: the one rule by which any of them is taken."""

from __future__ import annotations

from pathlib import Path


def file_below(folder: Path, way: str) -> Path | None:
    """A regular file below a folder; None when there is none, or only through a link.

    A link may lead out of the folder, or to itself: none is followed (reliability rule 6).

    Args:
        folder: of the document.
        way: from there to the file, as the document says it; either slash parts its steps.
    """
    path = folder / way.replace("\\", "/")
    try:
        if path.is_symlink() or not path.is_file():
            return None
        return path if path.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # too long a name, a circle of links, a NUL
        return None
