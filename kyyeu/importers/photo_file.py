"""A photo as a worker looks at it: its header, its words, and what it shows, as JSON.

Runs inside the limits of `kyyeu.importers.worker`; `kyyeu.importers.looking` is the other side.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from kyyeu import photos
from kyyeu.settings import Limits


def told_photo(data: bytes, limits: Limits) -> bytes:
    """What a file says and shows, and what is wrong with it."""
    read = photos.read_data(data, "", limits)
    faults = [[one.code, one.params, one.severity.value] for one in read.problems]
    photo = asdict(read.value) if read.value else None
    answer: dict[str, object] = {"photo": photo, "faults": faults, "shows": ""}
    if read.value:
        try:
            answer["shows"] = photos.shows(data, limits)
        except MemoryError:
            answer["costly"] = True
    return json.dumps(answer).encode()
