"""A photo that comes in is decoded in a process apart (reliability rules 16 and 17).

There it is hashed and its words are read; here nothing of it is held but its bytes. One that
cannot be decoded, or not within the limits, is told before anything is written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from kyyeu import photos, validation
from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.importers.composing import PhotoFile
from kyyeu.importers.draft import Draft, PhotoPlace
from kyyeu.importers.worker import NO_MEMORY, OUT_OF_TIME, ask
from kyyeu.model import Photo
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Limits, Settings
from kyyeu.workers import digest_of_code


@dataclass(frozen=True, slots=True)
class Looked:
    """A photo that can be taken in."""

    photo: Photo  #: what its file says
    shows: str  #: digest of what can be seen on it


def read_photo(
    data: bytes, name: str, settings: Settings, size: int = 0
) -> Result[PhotoFile | None]:
    """A photo that came with a document; None and problems when it is none we take.

    What `check` would say of it by itself is said while its source is at hand.

    Args:
        data: the file, or one byte more of it than the limit allows.
        name: what it is called.
        settings: the site.
        size: bytes of the whole file, where ``data`` is its beginning.
    """
    looked = look(data, name, settings.limits, Cache(settings.cache_path / "steps"), size)
    if looked.value is None or not looked.ok:
        return Result(None, looked.problems)
    photo, shows = looked.value.photo, looked.value.shows
    file = PhotoFile(name, data, photo.credit, photo.caption, photo.alt, shows=shows)
    return Result(file, (*looked.problems, *validation.photo_at_the_door(photo, name)))


def pictures_once(draft: Draft) -> Draft:
    """The draft with one picture where it brings the same twice: in two sizes, above and within."""
    first: dict[str, str] = {}
    kept: dict[str, str] = {}
    for picture in draft.pictures:
        kept[picture.name] = first.setdefault(digest(picture.data), picture.name)
    blocks = tuple(
        replace(block, picture=kept.get(block.picture, block.picture))
        if isinstance(block, PhotoPlace)
        else block
        for block in draft.blocks
    )
    pictures = tuple(one for one in draft.pictures if kept[one.name] == one.name)
    return replace(draft, blocks=blocks, pictures=pictures)


def look(
    data: bytes, name: str, limits: Limits, kept: Cache, size: int = 0
) -> Result[Looked | None]:
    """Look at a photo; None and problems when it is none we take.

    Args:
        data: the file, or one byte more of it than the limit allows.
        name: what problems call it.
        limits: of photos, and of the process that looks.
        kept: where what was seen is remembered, by the bytes of the file.
        size: bytes of the whole file, where ``data`` is its beginning.
    """
    if not 0 < len(data) <= limits.photo_bytes:
        return Result(None, photos.read_data(data, name, limits, size).problems)
    mark = digest(data)
    own = key("looked", digest_of_code("photos", "importers/photo_file.py"), repr(limits), mark)
    answer = kept.get(own)
    if answer is None:
        said = ask("photo", data, limits)
        if said.late or said.code in (OUT_OF_TIME, NO_MEMORY):
            return Result(None, (_too_costly(name, limits),))
        if said.code:
            return Result(None, (Problem(name, 0, "photo-damaged"),))
        answer = said.data
    try:
        found = _understood(json.loads(answer), name, limits)
    except (ValueError, KeyError, TypeError):
        return Result(None, (Problem(name, 0, "photo-damaged"),))
    kept.put(own, answer)
    if found.value:
        photos.remember(mark, found.value.shows, kept)
    return found


def _understood(told: dict[str, Any], name: str, limits: Limits) -> Result[Looked | None]:
    faults = tuple(
        Problem(name, 0, code, words, Severity(severity))
        for code, words, severity in told["faults"]
    )
    if told["photo"] is None:
        return Result(None, faults)
    photo = Photo(**{**told["photo"], "source": name})
    if told.get("costly"):
        return Result(None, (*faults, _too_costly(name, limits)))
    if not told["shows"]:
        return Result(None, (*faults, Problem(name, 0, "photo-damaged")))
    return Result(Looked(photo, str(told["shows"])), faults)


def _too_costly(name: str, limits: Limits) -> Problem:
    most = {"limit": limits.photo_memory, "seconds": limits.reading_seconds}
    return Problem(name, 0, "photo-too-costly", most)
