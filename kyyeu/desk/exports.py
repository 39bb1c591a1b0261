"""Files for people to look at, in ``exports/``: they can be made again, so none is ever lost."""

from __future__ import annotations

import os

from kyyeu.settings import Settings

FOLDER = "exports"


def write_export(settings: Settings, name: str, data: bytes) -> str:
    """Write a whole file or none; where it is, seen from the project's folder."""
    place = settings.root / FOLDER / name
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.new")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(place)
    return f"{FOLDER}/{name}"
