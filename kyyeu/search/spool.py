"""Bytes that are put aside while an index is made: in memory while few, else on the disk."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

BOUND = 32 * 1024 * 1024  #: bytes that are held in memory

Place = tuple[int, int]
"""Where bytes lie, and how many."""


class Spool:
    """A file without a name, gone when nobody holds it any more."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=BOUND)  # noqa: SIM115  # as long as the spool
        self._end = 0

    def put(self, data: bytes) -> Place:
        """Put bytes aside."""
        place = self._end, len(data)
        self._file.seek(self._end)
        self._file.write(data)
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """What was put there."""
        start, length = place
        self._file.seek(start)
        return self._file.read(length)
