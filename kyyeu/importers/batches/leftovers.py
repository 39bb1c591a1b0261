"""What a system leaves in a folder by itself: passed over by name, counted, never hidden.

A name that begins with a dot is not shown by most systems. A document or a photo that is called
so may be somebody's: it is told, not taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kyyeu.importers.batches.entries import Entry, passed, refused

#: What macOS, Windows, Office and keepers of versions leave; of folders, with all that is in them.
_LEFT = re.compile(
    r"\.ds_store|\._.*|__macosx|\.appledouble|\.spotlight-v100|\.trashes|\.trash-\d+|\.fseventsd"
    r"|\.temporaryitems|\.documentrevisions-v100|thumbs\.db|ehthumbs\.db|desktop\.ini"
    r"|\$recycle\.bin|system volume information|~\$.*|\.~lock\..*|\.git|\.svn|\.hg",
    re.IGNORECASE,
)
_NAMED = 5


def is_left(path: PurePosixPath) -> bool:
    """A system left it there."""
    return any(_LEFT.fullmatch(part) for part in path.parts)


def is_hidden(path: PurePosixPath) -> bool:
    """Most systems do not show it, for its name or that of a folder around it."""
    return any(part.startswith(".") and part.strip(".") for part in path.parts)


def is_passed_over(path: PurePosixPath) -> bool:
    """It is not taken in for its name alone."""
    return is_left(path) or is_hidden(path)


def told_left(
    whole: str, left: Sequence[PurePosixPath], suffixes: Sequence[str]
) -> Iterator[Entry]:
    """What is told of the files that were passed over.

    Args:
        whole: the folder or the ZIP.
        left: those that `is_passed_over`.
        suffixes: of documents, photos and the like: one of these may be somebody's.
    """
    own = [path for path in left if not is_left(path) and path.suffix.lower() in suffixes]
    for path in own:
        yield refused(f"{whole} › {path}", "batch-hidden-file")
    others = sorted({str(path) for path in left} - {str(path) for path in own})
    if others:
        names = "; ".join(others[:_NAMED])
        yield passed(f"{whole} › …", "batch-leftovers", count=len(others), names=names)
