"""Developing: renditions made once, in threads where there are many, and kept in a store.

`plan` tells what a photo will have; here it is looked up what of that is missing, and that
alone is made. Originals are read and renditions written one after the other by whoever
asks; between that, values go to a step that touches no disk, so that threads, processes
and other machines may do it alike.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from PIL import features

from kyyeu.fixity import digest
from kyyeu.model import Photo
from kyyeu.photos.renditions import RECIPE, Renditions, encoded, plan
from kyyeu.problems import ContentFault, MachineFault, Problem
from kyyeu.workers import Step, batch_for, batches_of, size_of, windowed_map

_AHEAD = 2  #: originals read for each thread: the one at work and the next


def develop(photo: Photo, original: Path, store: Path) -> Renditions:
    """The renditions of a photo, made now or found whole in the store.

    Caption and credit of ``photo`` are written into the files; hand in
    ``dataclasses.replace(photo, credit=figure.credit)`` for those of an article.

    Args:
        photo: what `read` said of the file.
        original: the file.
        store: a disposable folder (``.cache/photos/``).

    Raises:
        ContentFault: the file is damaged, or no longer the one that was read.
        MachineFault: this Pillow cannot write AVIF.
        OSError: the store cannot be written.
    """
    return next(develop_all([(photo, original)], store))


def develop_all(
    orders: Iterable[tuple[Photo, Path]], store: Path, executor: Executor | None = None
) -> Iterator[Renditions]:
    """As `develop` for one photo after the other; what is missing is shared out.

    ::

        with threads_for(len(orders), anywhere=True) as executor:
            for renditions in develop_all(orders, store, executor):
                ...

    At most one photo a thread is decoded at a time, and two originals a thread are in
    memory as they were read.

    Args:
        orders: photos with their files; one that is ordered twice is made once.
        store: a disposable folder (``.cache/photos/``).
        executor: from `kyyeu.workers.threads_for`; None: this thread alone.

    Raises:
        ContentFault: as `develop`, of the first photo in the order of the orders.
        MachineFault: this Pillow cannot write AVIF, or a worker died over a photo.
        OSError: an original cannot be read, or the store not written.
    """
    waiting: deque[list[tuple[Renditions, bool]]] = deque()  # as many as are in flight
    begun: set[Renditions] = set()

    def missing() -> Iterator[list[_Negative]]:
        for batch in batches_of(orders, batch_for(executor, 1)):
            waiting.append([])
            wanted = []
            for photo, original in batch:
                renditions = plan(photo, store)
                kept = renditions in begun or _kept_whole(renditions)
                waiting[-1].append((renditions, kept))
                if not kept:
                    begun.add(renditions)
                    wanted.append(_negative(photo, original))
            yield wanted

    in_flight = _AHEAD * size_of(executor) if executor else 1
    for made in windowed_map(executor, _STEP, missing(), in_flight):
        fresh = iter(made)
        for renditions, kept in waiting.popleft():
            if not kept:
                _keep(renditions, next(fresh), store)
            yield renditions


@dataclass(frozen=True, slots=True)
class _Negative:
    """All that renditions are made of."""

    photo: Photo
    data: bytes


def _negative(photo: Photo, original: Path) -> _Negative:
    if not features.check("avif"):
        raise MachineFault("photo-no-avif")
    return _Negative(photo, original.read_bytes())


def _name(negative: _Negative) -> str:
    return negative.photo.source


def _recipe() -> str:
    return RECIPE


def _developed(negative: _Negative) -> dict[str, bytes]:
    """The files of a photo by name; the step that is shared out."""
    photo, data = negative.photo, negative.data
    if digest(data) != photo.digest:
        raise ContentFault([Problem(photo.source, 0, "photo-changed")])
    try:
        return dict(encoded(photo, data, plan(photo, Path())))
    except Exception as fault:  # any: damaged pixels may raise whatever they meet (rule 17)
        raise ContentFault([Problem(photo.source, 0, "photo-damaged")]) from fault


_STEP = Step(_developed, "develop", _name, _recipe)


# --------------------------------------------------------------------------- the store


def _sidecar(renditions: Renditions) -> Path:
    """Length and digest of each file, written last."""
    first = renditions.jpeg[0].file
    return first.with_name(f"{first.name}.json")


def _kept_whole(renditions: Renditions) -> bool:
    """Whether every file is there, of the length and digest written beside them."""
    try:
        kept = json.loads(_sidecar(renditions).read_bytes())
        return all(
            kept[rendition.name] == [len(content), digest(content)]
            for rendition in renditions.all
            for content in (rendition.file.read_bytes(),)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _keep(renditions: Renditions, files: dict[str, bytes], store: Path) -> None:
    store.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        _write(store / name, content)
    kept = {name: [len(content), digest(content)] for name, content in files.items()}
    _write(_sidecar(renditions), json.dumps(kept, sort_keys=True).encode())


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)  # the file itself is linked into the site
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
