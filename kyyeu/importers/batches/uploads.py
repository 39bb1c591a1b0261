"""The folder of uploads that lies beside an export of WordPress, and which picture is where.

Offices keep ``wp-content/uploads`` with the export. A picture of it is known by the end of its
address: year, month and name. A name alone proves nothing, for each month may have its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from kyyeu.importers.batches.wordpress import SIZED
from kyyeu.vietnamese import nfc

_LEAST = 2  #: parts of an address that must agree: "uploads/lua.jpg"
_DATED = re.compile(r"(?:19|20)\d\d/(?:0[1-9]|1[0-2])/[^/]+")  #: then the year and month too
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def picture_at(address: str, read: Callable[[str], bytes | None]) -> bytes | None:
    """The picture with this address among the files beside an export; None when none is it.

    Args:
        address: on the web, as the export says it.
        read: the bytes of a file by its way from the export.
    """
    for way in ways_of(address):
        data = read(way)
        if data is not None:
            return data
    return None


def ways_of(address: str) -> Iterator[str]:
    """The ways at which a picture may lie, the surest first, of each the largest size first."""
    try:
        path = nfc(unquote(urlsplit(address).path))
    except ValueError:
        return
    parts = [part for part in path.split("/") if part]
    if not parts or _UNSAFE.search(path) or {".", ".."} & set(parts):
        return
    least = 3 if _DATED.fullmatch("/".join(parts[-3:])) else _LEAST
    for first in range(len(parts) - least + 1):
        for name in _sizes(parts[-1]):
            yield "/".join((*parts[first:-1], name))


def _sizes(name: str) -> dict[str, None]:
    """The names under which WordPress keeps a picture: as it was, made smaller, as asked."""
    sized = SIZED.fullmatch(name)
    whole = [f"{sized['stem']}{sized['suffix']}"] if sized else [name]
    stem, dot, suffix = whole[0].rpartition(".")
    return dict.fromkeys((*whole, f"{stem}-scaled{dot}{suffix}", name))
