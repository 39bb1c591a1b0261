"""Reading ahead in a batch: pages and Word files are understood before their turn comes.

Each of them is laid out in a process apart, with its limits (`kyyeu.importers.worker`);
threads only wait for these, so a few run at once. What is decided and written stays one
entry after the other, in the order of the batch: the archive is the same however many read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from kyyeu.importers.batches.entries import Entry
from kyyeu.importers.draft import Draft
from kyyeu.importers.formats import format_of
from kyyeu.importers.kept_workers import kept
from kyyeu.importers.reading import Reader, read_source
from kyyeu.problems import Result
from kyyeu.settings import Settings
from kyyeu.workers import Step, digest_of_code, size_of, threads_for, windowed_map

_MOST = 4  #: documents laid out at once: each may take a gigabyte before it is stopped


@dataclass(frozen=True, slots=True)
class _Paper:
    """All that a document is read with."""

    told: str  #: its name for a person
    data: bytes
    name: str
    settings: Settings
    encoding: str
    shown: Callable[[str], bytes | None] | None
    reader: Reader


def drafts(
    entries: Iterable[tuple[Entry, bool]], settings: Settings, encoding: str, *, alone: bool
) -> Generator[tuple[Entry, Result[Draft | None] | None]]:
    """Entries in their order, with what was understood of those that are worth a process.

    Args:
        entries: each with whether it is still to be read. They are asked for a few ahead.
        settings: the site.
        encoding: code page of the texts; empty: as each shows.
        alone: one after the other: what is fetched from the web is not fetched in a crowd.
    """
    waiting: deque[Entry] = deque()

    with kept(), threads_for(1 if alone else _MOST, anywhere=True) as executor:
        remote = getattr(executor, "remote", False)

        def papers() -> Iterator[list[_Paper]]:
            for entry, unread in entries:
                waiting.append(entry)
                worth = executor is not None and unread and _is_worth_it(entry, remote=remote)
                yield [_paper(entry, settings, encoding)] if worth else []

        in_flight = size_of(executor) + 1 if executor else 1
        for made in windowed_map(executor, _STEP, papers(), in_flight):
            yield waiting.popleft(), made[0] if made else None


def _is_worth_it(entry: Entry, *, remote: bool) -> bool:
    """Whether a process is begun for it; what lies with a page is not on another machine."""
    kind = format_of(entry.data, entry.file_name) if entry.data else ""
    if entry.reader:  # bound to its batch, so not for another machine
        return bool(entry.data) and not remote
    return kind == "docx" or (kind == "html" and not (remote and entry.shown))


def _paper(entry: Entry, settings: Settings, encoding: str) -> _Paper:
    reader = entry.reader or read_source
    return _Paper(entry.name, entry.data, entry.file_name, settings, encoding, entry.shown, reader)


def _name(paper: _Paper) -> str:
    return paper.told


def _recipe() -> str:
    return digest_of_code("vietnamese.py", "model.py", "markup", "importers")


def _drafted(paper: _Paper) -> Result[Draft | None]:
    return paper.reader(paper.data, paper.name, paper.settings, paper.encoding, paper.shown)


_STEP = Step(_drafted, "import", _name, _recipe)
