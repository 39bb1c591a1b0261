"""Everything under ``content/``, read once, and whether it is still what was read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from kyyeu.fixity import digest, digest_file
from kyyeu.holdings.articles import read_article
from kyyeu.holdings.authorities import COLUMNS, PACKAGE, read_authorities, table_source
from kyyeu.holdings.pages import read_page
from kyyeu.holdings.text import read_bytes
from kyyeu.holdings.walk import Found, State, again, passes_over, scan, walk
from kyyeu.model import Article, Authorities, Holdings, Photo, StaticPage
from kyyeu.problems import MachineFault, Problem, Result
from kyyeu.settings import Limits, Settings

ReadPhoto = Callable[[Path, str, Limits], Result[Photo | None]]

READ = ("articles", "authorities", "pages", "photos")  #: folders that become holdings
KEPT = ("provenance",)  #: originals and receipts of imports: kept, never printed
_TABLES = (*map(table_source, COLUMNS), PACKAGE)
Text = TypeVar("Text", Article, StaticPage)


@dataclass(slots=True)
class _Shelf:
    """What is being gathered."""

    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def take(self, found: Found, limit: int) -> bytes | None:
        """The bytes of a text file; digested in the same breath."""
        read = read_bytes(found.path, found.source, limit)
        self.problems += read.problems
        if read.value is not None:
            self.digests[found.source] = digest(read.value)
        return read.value


def load(settings: Settings, read_photo: ReadPhoto) -> Result[Holdings]:
    """Read ``content/``: all that is fit to be read, and all problems met, sorted.

    Each file is read once, and every later step works on what was read then
    (reliability rule 3); `recheck` tells whether the files are still the same.

    Args:
        settings: where ``content/`` lies, its sections, time zone and limits.
        read_photo: reads one photo (`kyyeu.photos.read`): path, source, limits.

    Raises:
        MachineFault: there is no ``content/`` folder.
    """
    walked: list[Problem] = []
    files = _walk_all(settings, walked)
    read = load_files(settings, files, read_photo)
    return Result(read.value, tuple(sorted((*walked, *read.problems))))


def load_files(
    settings: Settings, files: Mapping[str, tuple[Found, ...]], read_photo: ReadPhoto
) -> Result[Holdings]:
    """Read some files of ``content/``, and nothing else.

    Args:
        settings: as for `load`.
        files: by the folder they lie in, one of `READ`.
        read_photo: as for `load`.
    """
    shelf = _Shelf()
    holdings = Holdings(
        articles=_articles(files.get("articles", ()), settings, shelf),
        pages=_pages(files.get("pages", ()), settings, shelf),
        photos=_photos(files.get("photos", ()), settings, read_photo, shelf),
        authorities=_authorities(files.get("authorities", ()), settings, shelf),
        digests={},
    )
    digests = dict(sorted(shelf.digests.items()))
    return Result(replace(holdings, digests=digests), tuple(sorted(shelf.problems)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known to be the same without reading it."""

    mtime_ns: int  #: nanoseconds
    size: int  #: bytes
    changed_ns: int  #: nanoseconds; see `kyyeu.holdings.walk.State`
    digest: str


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in ``content/`` now, beside what was known of it."""

    files: Mapping[str, tuple[Found, ...]]  #: by folder, all that a build reads
    fresh: Mapping[str, Stamp]  #: of files that are new or have other bytes, by source
    moved: Mapping[str, Stamp]  #: of files that have another time and the same bytes
    gone: tuple[str, ...]  #: sources that are no more
    stamps: Mapping[str, State]  #: of every file, by source
    told: tuple[str, ...] | None = None  #: sources that alone were looked at; None: all


def look(settings: Settings, known: Mapping[str, Stamp], doubtful: int = 0) -> Result[Look]:
    """Find out what changed in ``content/`` since it was read, without reading what did not.

    A file of the same time and size is the same, but for one that was written while it was
    read or later (``doubtful``): that one is read again.

    Args:
        settings: where ``content/`` lies.
        known: the stamps of the last build, by source.
        doubtful: moment in nanoseconds since 1970; a file of this time or a later one may have
            changed without changing time and size.

    Raises:
        MachineFault: there is no ``content/`` folder.
    """
    problems: list[Problem] = []
    files = _walk_all(settings, problems, _with_folders(known))
    fresh: dict[str, Stamp] = {}
    moved: dict[str, Stamp] = {}
    stamps: dict[str, State] = {}
    for found in (found for group in files.values() for found in group):
        state = found.state
        if state is None:  # gone since the walk, or not ours to read: its reader will say so
            fresh[found.source] = Stamp(0, 0, 0, "")
            continue
        stamps[found.source] = state
        former = known.get(found.source)
        same = former is not None and state == (former.mtime_ns, former.size, former.changed_ns)
        if same and state[0] < doubtful:
            continue
        try:
            own = Stamp(*state, digest_file(found.path))
        except OSError:
            own = Stamp(*state, "")
        if former is None or own.digest != former.digest:
            fresh[found.source] = own
        elif own != former:
            moved[found.source] = own
    gone = tuple(sorted(known.keys() - stamps.keys() - fresh.keys()))
    return Result(Look(files, fresh, moved, gone, stamps), tuple(problems))


def look_at(
    settings: Settings, before: Look, known: Mapping[str, Stamp], saved: Collection[str]
) -> Look | None:
    """`look` at some files alone, which somebody saw being saved.

    Args:
        settings: where ``content/`` lies.
        before: the look of the last build.
        known: the stamps after it, by source.
        saved: paths as the system names them.

    Returns:
        None when all of ``content/`` has to be looked at: something came or went.
    """
    fresh: dict[str, Stamp] = {}
    moved: dict[str, Stamp] = {}
    now: dict[str, Found] = {}
    met = [one for group in before.files.values() for one in group if one.where in saved]
    strange = set(saved) - {one.where for one in met}
    if not all(passes_over(settings.content_path, where) for where in strange):
        return None
    for one in met:
        found = again(one)
        if found is None or found.state is None or one.source not in known:
            return None
        try:
            own = Stamp(*found.state, digest_file(found.path))
        except OSError:
            return None
        now[one.source] = found
        if own.digest != known[one.source].digest:
            fresh[one.source] = own
        elif own != known[one.source]:
            moved[one.source] = own
    files = {
        name: tuple(now.get(one.source, one) for one in group)
        for name, group in before.files.items()
    }
    stamps = dict(before.stamps)
    stamps |= {source: one.state for source, one in now.items() if one.state}
    return Look(files, fresh, moved, (), stamps, tuple(now))


def recheck(settings: Settings, seen: Look) -> tuple[str, ...]:
    """The sources that changed, came or went since a `look`, sorted.

    An editor may save in the middle of a build.
    """
    if seen.told is not None:
        group = [one for files in seen.files.values() for one in files if one.source in seen.told]
        return tuple(one.source for one in group if again(one) != one)
    files = _walk_all(settings, [], _with_folders(seen.stamps))
    now = {one.source: (one.state or ())[:2] for group in files.values() for one in group}
    before = {source: state[:2] for source, state in seen.stamps.items()}
    both = now.keys() | before.keys()
    return tuple(sorted(source for source in both if now.get(source) != before.get(source)))


def _with_folders(sources: Iterable[str]) -> set[str]:
    """Files, and the folders in which they lie."""
    names = set(sources)
    folders = {source.rpartition("/")[0] for source in names}
    while folders := {folder for folder in folders if folder} - names:
        names |= folders
        folders = {folder.rpartition("/")[0] for folder in folders}
    return names


def _walk_all(
    settings: Settings, problems: list[Problem], known: Container[str] = ()
) -> Mapping[str, tuple[Found, ...]]:
    content = settings.content_path
    if not content.is_dir():
        raise MachineFault("content-missing", path=content)
    for entry in scan(content):
        if entry.name not in (*READ, *KEPT):
            problems.append(_not_read(entry.name))
    files: dict[str, tuple[Found, ...]] = {}
    for folder in (*READ, *KEPT):
        walked = walk(content, folder, known)
        problems += walked.problems
        if folder in READ:
            read = [found for found in walked.value if _is_read(found.source, folder)]
            left = [found for found in walked.value if not _is_read(found.source, folder)]
            problems += [_not_read(found.source) for found in left]
            files[folder] = tuple(read)
    return files


def _is_read(source: str, folder: str) -> bool:
    if folder == "authorities":
        return source in _TABLES
    if folder == "pages":
        return source.endswith(".md") and source.count("/") == 1
    return folder == "photos" or source.endswith(".md")


def _not_read(source: str) -> Problem:
    """A file that no room reads would be left out without a word."""
    return Problem(source, 0, "name-not-read")


def _articles(files: tuple[Found, ...], settings: Settings, shelf: _Shelf) -> tuple[Article, ...]:
    articles = _texts(files, settings, shelf, read_article)
    articles.sort(key=lambda article: (article.id, article.source))
    return tuple(sorted(articles, key=lambda article: article.published, reverse=True))


def _pages(files: tuple[Found, ...], settings: Settings, shelf: _Shelf) -> tuple[StaticPage, ...]:
    pages = _texts(files, settings, shelf, read_page)
    return tuple(sorted(pages, key=lambda page: (page.slug, page.source)))


def _texts(
    files: tuple[Found, ...],
    settings: Settings,
    shelf: _Shelf,
    read_text: Callable[[bytes, str, Settings], Result[Text | None]],
) -> list[Text]:
    """What the files hold, in their order; a file that is not fit is missing."""
    texts: list[Text] = []
    for found in files:
        data = shelf.take(found, settings.limits.text_bytes)
        if data is not None:
            read = read_text(data, found.source, settings)
            shelf.problems += read.problems
            texts += [read.value] if read.value else []
    return texts


def _photos(
    files: tuple[Found, ...], settings: Settings, read_photo: ReadPhoto, shelf: _Shelf
) -> Mapping[str, Photo]:
    photos: dict[str, Photo] = {}
    for found in files:
        read = read_photo(found.path, found.source, settings.limits)
        shelf.problems += read.problems
        if read.value:
            photos[found.source] = read.value
            shelf.digests[found.source] = read.value.digest
        else:
            _digest_of_refused(found, shelf)
    return photos


def _digest_of_refused(found: Found, shelf: _Shelf) -> None:
    """A photo that was refused is there all the same: no rule may call it missing."""
    try:
        shelf.digests[found.source] = digest_file(found.path)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        shelf.problems.append(Problem(found.source, 0, "text-unreadable", {"reason": reason}))


def _authorities(files: tuple[Found, ...], settings: Settings, shelf: _Shelf) -> Authorities:
    tables: dict[str, bytes] = {}
    for found in files:
        data = shelf.take(found, settings.limits.text_bytes)
        if data is not None:
            tables[found.source] = data
    read = read_authorities(tables, settings.limits)
    shelf.problems += read.problems
    return read.value
