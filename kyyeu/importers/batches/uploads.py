"""The folder of uploads that lies beside an export of WordPress, and which picture is where.

Offices keep ``wp-content/uploads`` with the export. A picture of it is known by the end of its
address: year, month and name. A name alone proves nothing, for each month may have its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from kyyeu.fixity import digest
from kyyeu.importers.batches.picture_names import least_of, sizes_of, unsized
from kyyeu.importers.draft import Draft, PhotoPlace
from kyyeu.vietnamese import nfc

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
    for first in range(len(parts) - least_of(parts) + 1):
        for name in sizes_of(parts[-1]):
            yield "/".join((*parts[first:-1], name))


def as_they_came(draft: Draft, names: Mapping[str, str]) -> Draft:
    """The draft with the names of the photos that were given for smaller sizes of them.

    Args:
        draft: whose pictures are called as the page calls them.
        names: of the files that were given, by their digests.
    """
    called = {picture.name: picture.name for picture in draft.pictures}
    for picture in draft.pictures:
        name = names.get(digest(picture.data), "")
        if name and name not in called.values() and unsized(name) == unsized(picture.name):
            called[picture.name] = name
    return replace(
        draft,
        pictures=tuple(replace(one, name=called[one.name]) for one in draft.pictures),
        blocks=tuple(
            replace(block, picture=called.get(block.picture, block.picture))
            if isinstance(block, PhotoPlace)
            else block
            for block in draft.blocks
        ),
    )
