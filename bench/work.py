"""Work that is shared out, in a process of its own, of the benches of photos and executors.

    python -m bench.work WORK EXECUTOR WORKERS COUNT RESULT [FOLDER OF PHOTOS]

Writes digest and size of all answers to RESULT: whoever works, they must be the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.invented import PROVINCE, UNITS, Archive, Invented, recorded_people
from bench.running import Cost, run
from kyyeu import mentions, photos, rendering
from kyyeu.mentions.memory import Text
from kyyeu.model import Article, Authorities, PersonRecord, UnitRecord
from kyyeu.settings import Limits
from kyyeu.vietnamese import slugify
from kyyeu.workers import BATCH, Step, batches_of, executor_for, threads_for, windowed_map

ROOT = Path(__file__).resolve().parent.parent
MANY = 10**6  #: so that nobody thinks that the work is too little to be shared out
EXECUTORS = ("serial", "threads", "fork", "spawn", "dask")
WORKS = ("markdown", "mentions", "photos")


def main(words: list[str]) -> None:
    """Do the work."""
    work, executor, workers, count, result, *folder = words
    size, marks = 0, blake2b()
    with hired(executor, int(workers)) as crew:
        for answer in answers(work, crew, int(count), Path(*folder)):
            marks.update(answer)
            size += len(answer)
    Path(result).write_text(f"{marks.hexdigest()} {size}", encoding="ascii")


@dataclass(frozen=True)
class Done:
    """What some work cost, and what it made."""

    cost: Cost
    digest: str
    bytes: int


def ask(
    work: str, executor: str, workers: int, count: int, scratch: Path, folder: Path | None = None
) -> Done:
    """Do some work in a process of its own; ``scratch`` is a folder for the answer."""
    result = scratch / "answers.txt"
    words = [
        work,
        executor,
        str(workers),
        str(count),
        str(result),
        *([str(folder)] if folder else []),
    ]
    cost = run([sys.executable, "-m", "bench.work", *words], ROOT, os.environ)
    digest, size = result.read_text(encoding="ascii").split()
    return Done(cost, digest, int(size))


@contextmanager
def hired(executor: str, workers: int) -> Iterator[Executor | None]:
    """Who works."""
    os.environ["KYYEU_WORKERS"] = str(workers)
    if executor == "serial":
        yield None
    elif executor == "fork":
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as crew:
            yield crew
    elif executor == "threads":
        with threads_for(MANY) as threads:
            yield threads
    else:
        with _cluster(workers) if executor == "dask" else nullcontext(), executor_for(MANY) as made:
            yield made


@contextmanager
def _cluster(workers: int) -> Iterator[None]:
    from distributed import LocalCluster  # noqa: PLC0415 (an extra)

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
        os.environ["KYYEU_CLUSTER"] = cluster.scheduler_address
        yield


def answers(work: str, crew: Executor | None, count: int, folder: Path) -> Iterator[bytes]:
    """What the work makes, piece by piece."""
    archive = Archive(count)
    if work == "markdown":
        step = Step(rendering.render, "read")
        bodies = ("\n\n".join(each.paragraphs) for each in archive.articles())
        for batch in windowed_map(crew, step, batches_of(bodies, BATCH)):
            yield from (html.encode() for html in batch)
    elif work == "mentions":
        texts = map(_text, archive.articles())
        for reading in mentions.read_many(texts, _records(), PROVINCE, crew):
            yield repr(reading).encode()
    else:
        with TemporaryDirectory() as store:
            yield from _developed(sorted(folder.glob("*.jpg"))[:count], Path(store), crew)


def _developed(files: list[Path], store: Path, crew: Executor | None) -> Iterator[bytes]:
    orders = []
    for file in files:
        read = photos.read(file, f"photos/2020/01/{file.name}", Limits())
        assert read.value, read.problems
        orders.append((read.value, file))
    for renditions in photos.develop_all(orders, store, crew):
        yield from (rendition.file.read_bytes() for rendition in renditions.all)


def _text(made: Invented) -> Text:
    when: datetime = made.when
    article = Article(
        source=f"articles/{made.id}.md", digest=made.id, id=made.id, title=made.title,
        slug=made.slug, published=when, modified=None, category=made.section, tags=(),
        contributors=(), lead=made.lead, body="", body_line=1,
    )  # fmt: skip
    return Text(article, (made.lead, *made.paragraphs))


def _records() -> Authorities:
    people = [PersonRecord(slugify(name), name) for name in recorded_people()]
    units = [UnitRecord(slugify(name), name) for name in UNITS]
    return Authorities({each.id: each for each in people}, {each.id: each for each in units})


if __name__ == "__main__":
    main(sys.argv[1:])
