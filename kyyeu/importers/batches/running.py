"""A batch: folders, ZIPs, exports of WordPress, feeds, lists, files. One entry after the other.

An entry that fails is told and stops nothing. An entry that was done before is passed over,
so the same command, given again, goes on. While one is written, the next are read already
(`kyyeu.importers.batches.drafting_ahead`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from kyyeu.fixity import digest
from kyyeu.importers.archive import Archive
from kyyeu.importers.batches.drafting_ahead import drafts
from kyyeu.importers.batches.entries import Beside, Entry, Seen, Showing, refused
from kyyeu.importers.batches.exports import read_export
from kyyeu.importers.batches.feeds import HEAD, Export, is_feed
from kyyeu.importers.batches.folders import (
    DOCUMENTS,
    EXPORTS,
    below,
    found_beside,
    read_files,
    read_folder,
    read_zip,
)
from kyyeu.importers.batches.journal import Journal
from kyyeu.importers.batches.leftovers import is_passed_over
from kyyeu.importers.batches.lists import read_list
from kyyeu.importers.batches.photos_changed import look_again
from kyyeu.importers.batches.uploads import as_they_came
from kyyeu.importers.composing import PhotoFile
from kyyeu.importers.draft import Draft
from kyyeu.importers.intake import Wishes, import_document
from kyyeu.importers.looking import read_photo
from kyyeu.importers.packs import DAMAGED, names_of
from kyyeu.importers.reading import Reader, read_source
from kyyeu.importers.receipts import Receipt
from kyyeu.importers.stamps import find_stamps
from kyyeu.problems import Problem, Result, Severity, has_errors
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc, parse_moment

_BLOCK = 1024 * 1024
_ITEMS = (b"<item", b"<entry")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")  #: how a ZIP begins, and one that holds nothing


class State(StrEnum):
    """What became of an entry."""

    CLEAN = "clean"  #: an article, and nothing to look at
    EYES = "eyes"  #: an article that an editor should look at
    REFUSED = "refused"  #: no article
    BEFORE = "before"  #: was an article already
    NOTED = "noted"  #: nothing that could be one


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry and what became of it."""

    name: str
    state: State
    article: str  #: path below ``content/``; empty when refused
    problems: tuple[Problem, ...]
    receipt: Receipt | None = None  #: of an article that was made now


def kind_of(path: Path) -> str:
    """What a batch is; empty for a single document.

    ``folder``, ``zip``, ``feed``, ``list``, ``workbook``; ``other``: a workbook of another kind.
    """
    if path.is_dir():
        return "folder"
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return ""
    if head.startswith(_PACKED) and path.suffix.lower() not in (".docx", ".odt"):
        return _packed(path)
    if is_feed(head):
        return "feed"
    return "list" if path.suffix.lower() in (".csv", ".tsv") else ""


def entries_of(paths: Sequence[Path], settings: Settings, held: ExitStack) -> Iterator[Entry]:
    """The documents of a batch, whatever holds them.

    Args:
        paths: the folders and files. Documents and photos that were named one by one come
            first, for a photo may be of any of them.
        settings: the site.
        held: closes what the entries read from when it is closed itself.
    """
    paths = list(dict.fromkeys(paths))
    alone = [path for path in paths if not kind_of(path)]
    lists = [path for path in paths if kind_of(path) in ("list", "workbook")]
    yield from read_files(alone, settings, lists)
    for path in (path for path in paths if path not in alone):
        found = False
        for entry in _entries_of(path, settings, held):
            found = found or all(fault.code != "batch-leftovers" for fault in entry.problems)
            yield entry
        if not found:
            yield refused(nfc(path.name), "batch-empty")


def _entries_of(path: Path, settings: Settings, held: ExitStack) -> Iterator[Entry]:
    kind = kind_of(path)
    if kind == "folder":
        yield from read_folder(path, settings)
    elif kind == "zip":
        yield from read_zip(path, settings, held)
    elif kind == "feed":
        beside = partial(found_beside, path.parent, settings.limits)
        yield from read_export(Export.of(path), settings, beside)
    elif kind in ("list", "workbook"):
        yield from read_list(path, settings)
    else:
        yield refused(nfc(path.name), "batch-workbook")


def count(paths: Sequence[Path]) -> int:
    """About how many entries a batch has, for whoever shows progress; quickly told."""
    return sum(map(_count, dict.fromkeys(paths)))


def _count(path: Path) -> int:
    kind = kind_of(path)
    if not kind:
        return int(path.suffix.lower() in DOCUMENTS)
    if kind == "folder":
        files = [
            file
            for name, file in below(path)
            if isinstance(file, Path) and not is_passed_over(name)
        ]
        return sum(
            _marks(file, _ITEMS)
            if file.suffix.lower() in EXPORTS
            else file.suffix.lower() in DOCUMENTS
            for file in files
        )
    if kind == "zip":
        names = map(PurePosixPath, names_of(path))
        return sum(one.suffix.lower() in DOCUMENTS and not is_passed_over(one) for one in names)
    return _marks(path, {"feed": _ITEMS, "list": (b"\n",)}.get(kind, ()))


def _marks(path: Path, signs: Sequence[bytes]) -> int:
    """How often signs stand in a file; not at all in one that cannot be read, as will be told."""
    try:
        with path.open("rb") as stream:
            blocks = iter(partial(stream.read, _BLOCK), b"")
            return sum(block.count(one) for block in blocks for one in signs)
    except OSError:
        return 0


def import_batch(
    paths: Sequence[Path],
    settings: Settings,
    wishes: Wishes,
) -> Iterator[Outcome]:
    """Take in every document of a batch; what became of each, as soon as it is known.

    Args:
        paths: the folders and files.
        settings: the site.
        wishes: what an editor says beside the batch: the section of those whose batch and
            text name none, the date of those whose batch and text say none.

    Raises:
        MachineFault: content cannot be written; what was done stays done.
    """
    journal = Journal(settings.cache_path)
    archive = Archive(settings)

    def done_before(entry: Entry) -> str:
        before = journal.article_of(entry)
        return before if before and (settings.content_path / before).is_file() else ""

    with ExitStack() as held:
        wanted = ((entry, not done_before(entry)) for entry in entries_of(paths, settings, held))
        drafted = held.enter_context(
            closing(drafts(wanted, settings, wishes.encoding, alone=wishes.fetch))
        )
        for entry, draft in drafted:
            if not entry.data:
                state = State.REFUSED if has_errors(entry.problems) else State.NOTED
                yield Outcome(entry.name, state, "", entry.problems)
                continue
            before = done_before(entry)
            if before:
                yield _again(entry, before, journal, settings)
                continue
            own = replace(
                wishes,
                category=_section(entry, settings, wishes.category),
                date=entry.date or None,
                undated=wishes.date,
                by_caption=True,
            )
            photos: dict[str, Seen] = {}
            outcome = _take(entry, settings, own, archive, draft, photos)
            if outcome.state is State.BEFORE:
                outcome = _again(entry, outcome.article, journal, settings, outcome.problems)
            elif outcome.article:
                photos |= entry.shown.seen if entry.shown else {}
                journal.note(entry, outcome.article, photos)
            yield outcome


def _take(
    entry: Entry,
    settings: Settings,
    wishes: Wishes,
    archive: Archive,
    draft: Result[Draft | None] | None,
    photos: dict[str, Seen],
) -> Outcome:
    """Import one entry; what became of it. ``photos`` takes those that were read."""
    read: list[Result[Draft | None]] = []
    pictures = [partial(_photo, photo, entry.name, settings, photos) for photo in entry.photos]
    result = import_document(
        entry.data,
        entry.file_name,
        settings,
        pictures=pictures,
        wishes=wishes,
        archive=archive,
        beside=entry.shown,
        reader=_heard(_given(draft) if draft else entry.reader or read_source, read, entry.shown),
    )
    problems = tuple(replace(problem, path=_place(problem, entry)) for problem in result.problems)
    problems += tuple(fault for told in read for fault in _other_day(entry, told, settings))
    told = {(fault, repr(fault.params)): fault for fault in (*entry.problems, *problems)}
    problems = tuple(told.values())
    done = result.value
    if done is None:
        return Outcome(entry.name, State.REFUSED, "", problems)
    doubtful = any(problem.severity is not Severity.NOTE for problem in problems)
    state = State.BEFORE if done.already else State.EYES if doubtful else State.CLEAN
    return Outcome(entry.name, state, done.article, problems, done.receipt)


def _other_day(entry: Entry, told: Result[Draft | None], settings: Settings) -> Iterator[Problem]:
    """A list that dates a document otherwise than the document does: the list's is taken, told."""
    printed = told.value.published if told.value else None
    listed = parse_moment(entry.date, settings.timezone) if entry.date else None
    day = listed.astimezone(settings.timezone).date() if listed else None
    if not listed:
        day = next((stamp.day for stamp in find_stamps(entry.date)), None)
    if printed and day and printed.date() != day:
        days: dict[str, object] = {"listed": entry.date, "printed": str(printed.date())}
        yield Problem(entry.name, 0, "batch-dates-differ", days, Severity.WARNING)


def _heard(reader: Reader, read: list[Result[Draft | None]], shown: Showing | None) -> Reader:
    """A reader of which is noted what it understood, with photos called as they came."""

    def hear(*document: Any, **ways: Any) -> Result[Draft | None]:
        told = reader(*document, **ways)
        draft = as_they_came(told.value, shown.names) if told.value and shown else told.value
        read.append(replace(told, value=draft))
        return read[-1]

    return hear


def _given(draft: Result[Draft | None]) -> Reader:
    """A reader of a document that was understood already."""
    return lambda *_, **__: draft


def _again(
    entry: Entry,
    article: str,
    journal: Journal,
    settings: Settings,
    problems: tuple[Problem, ...] = (),
) -> Outcome:
    """An entry that was imported before: its photos may be others now."""
    noted = journal.photos_of(entry)
    again = look_again(entry, article, noted, settings)
    if again.seen != noted or journal.article_of(entry) != article:
        journal.note(entry, article, again.seen)
    return Outcome(entry.name, State.BEFORE, article, (*problems, *again.problems))


def _photo(
    photo: Beside, article: str, settings: Settings, seen: dict[str, Seen]
) -> Result[PhotoFile | None]:
    """A photo of an article; one that is not fit is told with the article that it keeps out."""
    read = _read_photo(photo, settings)
    if read.value:
        seen[photo.name] = Seen(photo.touched, digest(read.value.data))
    told = (replace(fault, path=f"{article} › {photo.name}") for fault in read.problems)
    return Result(read.value, tuple(told))


def _read_photo(photo: Beside, settings: Settings) -> Result[PhotoFile | None]:
    try:
        data = photo.read()
    except (OSError, *DAMAGED) as fault:
        reason = {"reason": str(fault)}
        return Result(None, (Problem(photo.name, 0, "import-unreadable", reason),))
    return read_photo(data, photo.name, settings, photo.size)


def _section(entry: Entry, settings: Settings, category: str | None) -> str | None:
    """What the batch says, when the site has such a section; else what the editor says."""
    return entry.category if entry.category in settings.sections else category or None


def _place(problem: Problem, entry: Entry) -> str:
    """Problems of the document are told under the name by which a person finds it."""
    return entry.name if problem.path == entry.file_name else problem.path


def _packed(path: Path) -> str:
    names = set(names_of(path))
    if "word/document.xml" in names:
        return ""
    if "xl/workbook.xml" in names:
        return "workbook"
    return "other" if "content.xml" in names else "zip"
