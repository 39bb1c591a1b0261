"""Segments and closed months kept between builds, so that an unchanged one is not made anew.

Everything here is disposable (`kyyeu.cache`); without it the same files are made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache as once
from functools import partial
from importlib import resources
from itertools import groupby

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.search.document import SearchDocument
from kyyeu.search.runs import Run, invert, kept, taken
from kyyeu.search.segment import contents

State = tuple[str, str]
"""Digests of a document, and of what it can be filtered by."""

_LENGTH = 8  # bytes


def folder_of(documents: Sequence[SearchDocument]) -> str:
    """The folder of a segment: named by its documents and by the code that makes it."""
    inputs = [_recipe(), *(document.digest for document in documents)]
    return f"s/{digest(''.join(inputs).encode())[:20]}"


def state_of(document: SearchDocument) -> State:
    """What must be equal for a document to be the same; the second: to be found the same way."""
    facets = repr(list(document.facets)).encode("utf-8", "surrogatepass")
    return document.digest, digest(facets)


class Store:
    """Makes the files of segments, and keeps those of closed ones."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._held: dict[str, Mapping[str, bytes]] = {}  # files by folder

    def files(
        self, folder: str, documents: Sequence[SearchDocument], *, closed: bool
    ) -> dict[str, Callable[[], bytes]]:
        """What makes each file of a segment, by name with its folder.

        A segment that was made before is read, or made again, only when one of its files is
        asked for.
        """
        names = self._names(folder) or list(self._make(folder, documents, closed))
        make = partial(self._file, folder, documents, closed)
        return {f"{folder}/{name}": partial(make, name) for name in names}

    def listed(self, folder: str) -> dict[str, State]:
        """Ids and states of the documents of a kept segment, in the order of their numbers."""
        data = self._get("listing", folder)
        return {id: (own, seen) for id, own, seen in json.loads(data)[1]} if data else {}

    def holds(self, folder: str) -> bool:
        """Whether all files of a kept segment are at hand."""
        if folder not in self._held:
            data = self._get("files", folder)
            if data:
                self._held[folder] = dict(_parted(data))
        return folder in self._held

    def _names(self, folder: str) -> list[str] | None:
        data = self._get("listing", folder)
        names: list[str] | None = json.loads(data)[0] if data else None
        return names

    def _file(
        self, folder: str, documents: Sequence[SearchDocument], closed: bool, name: str
    ) -> bytes:
        made = self._held[folder] if self.holds(folder) else self._make(folder, documents, closed)
        return made[name]

    def _make(
        self, folder: str, documents: Sequence[SearchDocument], closed: bool
    ) -> Mapping[str, bytes]:
        made = contents(documents, self._runs(documents, closed))
        self._held[folder] = made
        states = [[each.id, *state_of(each)] for each in documents] if closed else []
        self._put("listing", folder, json.dumps([list(made), states]).encode())
        if closed:  # the newest changes with every article; keeping each of its states would grow
            self._put("files", folder, _framed(made))
        return made

    def _runs(self, documents: Sequence[SearchDocument], closed: bool) -> Iterator[tuple[Run, int]]:
        for _, group in groupby(documents, lambda document: document.date[:7]):
            month = list(group)
            name = "".join(document.digest for document in month)
            data = self._get("run", name) if closed else None
            if data is None:
                run = invert(month)
                if closed:
                    self._put("run", name, kept(run))
            else:
                run = taken(data)
            yield run, len(month)

    def _get(self, step: str, name: str) -> bytes | None:
        return self._cache.get(key("search", step, _recipe(), name)) if self._cache else None

    def _put(self, step: str, name: str, data: bytes) -> None:
        if self._cache:
            self._cache.put(key("search", step, _recipe(), name), data)


def _framed(files: Mapping[str, bytes]) -> bytes:
    """Files in one piece: a table of names and lengths, then their bytes."""
    table = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    return len(table).to_bytes(_LENGTH) + table + b"".join(files.values())


def _parted(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = _LENGTH + int.from_bytes(data[:_LENGTH])
    for name, length in json.loads(data[_LENGTH:at]):
        yield name, data[at : at + length]
        at += length


@once
def _recipe() -> str:
    """Digest of the code that an index is made with: a new edition of it makes all anew."""
    package = resources.files("kyyeu")
    made_by = ("document", "runs", "segment", "wire", "words")
    parts = [package / "vietnamese.py", *(package / "search" / f"{name}.py" for name in made_by)]
    return digest("".join(digest(part.read_bytes()) for part in parts).encode())
