"""The names under which a text speaks of pictures, and the sizes in which WordPress keeps one.

Everything here goes once over a text: at each suffix of a picture it looks back, over no more
letters than a name may have, so that nothing a stranger sends takes longer than it is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from kyyeu.importers.pairing import SUFFIXES
from kyyeu.vietnamese import nfc

#: The name of a picture in one of the sizes that WordPress makes.
SIZED = re.compile(r"(?P<stem>.+?)(?:-\d{1,5}x\d{1,5}|-scaled)(?P<suffix>\.\w{1,5})")
_SCALED = "-scaled"  #: the largest that WordPress shows of a photo that is larger
_DATED = re.compile(r"(?:19|20)\d\d/(?:0[1-9]|1[0-2])/[^/]+")  #: then the year and month too
_LONGEST = 200  #: letters of a name
_WAY = 600  #: bytes of the end of an address
_SUFFIX = re.compile(rf"\.(?:{SUFFIXES})", re.IGNORECASE)
_SUFFIX_IN_BYTES = re.compile(rb"\.(?:%b)" % SUFFIXES.encode(), re.IGNORECASE)
_BEFORE = re.compile(r"[/\"'\s>\\]")  #: stands before a name
#: Stand before an address: in quotes it may hold blanks and brackets, elsewhere none of them.
_BEFORE_WAY = (re.compile(rb"[\"'<>\\]"), re.compile(rb"[\"'\s<>()\\,]"))
_LEAST = 2  #: parts of an address that must agree: "uploads/lua.jpg"


def names_in(text: str) -> set[str]:
    """The names of the pictures of which a text speaks, whatever their size, in small letters."""
    return {unsized(name).lower() for name in _names(text)}


def _names(text: str) -> Iterator[str]:
    for found in _SUFFIX.finditer(text):
        before = text[max(found.start() - _LONGEST, 0) : found.start()]
        stem = _BEFORE.split(before)[-1]
        if stem:
            yield stem + found[0]


def name_of(address: str) -> str:
    """The name of a picture as `names_in` gives it."""
    path = PurePosixPath(address.partition("?")[0])
    return next(iter(names_in(path.name)), path.name.lower())


def unsized(name: str) -> str:
    """The name under which a picture came to WordPress, of that of any of its sizes."""
    sized = SIZED.fullmatch(name)
    return f"{sized['stem']}{sized['suffix']}" if sized else name


def sizes_of(name: str) -> tuple[str, ...]:
    """The names under which WordPress keeps a picture: as it came, made smaller, as asked."""
    whole = unsized(name)
    stem, dot, suffix = whole.rpartition(".")
    return tuple(dict.fromkeys((whole, f"{stem}{_SCALED}{dot}{suffix}", name)))


def end_of(parts: Sequence[str]) -> tuple[str, ...]:
    """The end of an address or a path by which a picture is known; empty when it has none.

    Year and month belong to it where they stand there, for each month may have its own.
    """
    least = least_of(parts)
    return (*parts[-least:-1], unsized(parts[-1])) if len(parts) >= least else ()


def least_of(parts: Sequence[str]) -> int:
    """How many parts of an address must agree."""
    return 3 if _DATED.fullmatch("/".join(parts[-3:])) else _LEAST


def ends_in(blocks: Iterable[bytes]) -> set[tuple[str, ...]]:
    """`end_of` the addresses of all pictures of which a file speaks.

    Args:
        blocks: the file, one block after the other.
    """
    found: set[tuple[str, ...]] = set()
    before = b""
    for block in blocks:
        data = before + block
        for way in ways_in(data, len(before)):
            found.add(end_of([part for part in way.split("/") if part]))
        before = data[-_WAY:]
    return found - {()}


def ways_in(data: bytes, begin: int = 0) -> Iterator[str]:
    """What stands before each suffix of a picture, back to where an address may begin.

    Args:
        data: a text.
        begin: suffixes that end before this place were told already.
    """
    for found in _SUFFIX_IN_BYTES.finditer(data, max(begin - _LONGEST, 0)):
        if found.end() > begin:
            before = data[max(found.start() - _WAY, 0) : found.start()]
            for way in {signs.split(before)[-1] + found[0] for signs in _BEFORE_WAY}:
                yield nfc(unquote(way.decode(errors="replace")).strip())


def smaller_ones(paths: Iterable[PurePosixPath]) -> dict[PurePosixPath, PurePosixPath]:
    """The sizes that WordPress made of pictures, each with the largest that lies beside it."""
    known = set(paths)
    found: dict[PurePosixPath, PurePosixPath] = {}
    for path in known:
        largest = next(
            one for name in sizes_of(path.name) if (one := path.with_name(name)) in known
        )
        if largest != path:
            found[path] = largest
    return found
