"""The hands of an import: read the files, ask `compose`, hand the result to the holdings."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from kyyeu import holdings, validation
from kyyeu.cache import Cache
from kyyeu.fixity import digest
from kyyeu.importers.archive import Archive
from kyyeu.importers.beside import file_below
from kyyeu.importers.composing import (
    NOWHERE,
    PHOTO_MISSING,
    Composed,
    PhotoFile,
    article_id,
    compose,
)
from kyyeu.importers.draft import Draft
from kyyeu.importers.fetching import fetch_picture
from kyyeu.importers.kept_workers import kept
from kyyeu.importers.looking import pictures_once, read_photo
from kyyeu.importers.page_reading import Beside
from kyyeu.importers.pairing import by_captions
from kyyeu.importers.reading import Reader, read_source
from kyyeu.importers.receipts import Receipt
from kyyeu.importers.standing import near_articles, shows_all_photos, standing
from kyyeu.problems import ContentFault, Problem, Result, Severity, has_errors
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc

_HEADER = 8192  #: bytes of an article in which its id is looked for


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    article: str  #: path of the article, relative to ``content/``
    written: tuple[str, ...]  #: all paths written, the article last; empty when ``already``
    receipt: Receipt | None  #: None when ``already``
    already: bool = False  #: this very source was imported before


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor, or the batch it came in, says beside the document."""

    category: str | None = None
    date: str | None = None
    encoding: str = ""
    fetch: bool = False  #: photos that a page shows from the web are fetched
    undated: str | None = None  #: moment of an article whose source says none
    hidden: bool = False  #: the article is a draft until somebody has read it
    by_caption: bool = False  #: nobody gave the photos an order: they go by words alone
    apart: bool = False  #: it is an article of its own, however like another it is


ReadPicture = Callable[[], Result[PhotoFile | None]]


def import_file(  # noqa: PLR0913 - each is said by an editor on its own
    path: Path,
    settings: Settings,
    *,
    pictures: Sequence[Path] = (),
    category: str | None = None,
    date: str | None = None,
    encoding: str = "",
    fetch: bool = False,
    hidden: bool = False,
    apart: bool = False,
) -> Result[Imported | None]:
    """Import one document with its photos; None and problems, or all of it written.

    The same bytes a second time change nothing. An article that exists is never
    overwritten: an editor may have worked on it.

    Args:
        path: the document.
        settings: the site.
        pictures: photos for the captions: by the words they share, else in this order.
        category: see `compose`.
        date: see `compose`.
        encoding: of a text, when an editor knows it: "tcvn3", "vni" ...
        fetch: photos that a page shows from the web are fetched, see `kyyeu.importers.fetching`.
        hidden: see `compose`.
        apart: see `Wishes`.

    Raises:
        MachineFault: from `kyyeu.holdings.write`.
    """
    read = _read(path, settings.limits.document_bytes)
    if read.value is None:
        return Result(None, read.problems)
    with kept():
        return import_document(
            read.value,
            nfc(path.name),
            settings,
            pictures=[partial(_read_picture, picture, settings) for picture in pictures],
            wishes=Wishes(category, date, encoding, fetch, hidden=hidden, apart=apart),
            beside=partial(_read_beside, path.parent, settings),
        )


def import_document(
    data: bytes,
    name: str,
    settings: Settings,
    *,
    pictures: Sequence[ReadPicture] = (),
    wishes: Wishes = Wishes(),
    archive: Archive | None = None,
    beside: Beside | None = None,
    reader: Reader = read_source,
) -> Result[Imported | None]:
    """As `import_file`, for bytes that come out of a package.

    Args:
        data: the bytes of the document.
        name: what its file is called.
        settings: the site.
        pictures: each reads one photo; asked only when the document is new.
        wishes: what is said beside the document.
        archive: what the archive has; looked for when not given.
        beside: gives the pictures that lie with a saved page.
        reader: understands the document.

    Raises:
        MachineFault: from `kyyeu.holdings.write`.
    """
    before = article_of(article_id(digest(data)), settings)
    if before:
        words = {"count": len(pictures), "article": before}
        left = [Problem(name, 0, "import-photos-left", words, Severity.WARNING)]
        told = tuple(left if pictures and not wishes.by_caption else ())
        return Result(Imported(before, (), None, already=True), told)
    limits = settings.limits
    fetch = partial(fetch_picture, most=limits.photo_bytes, seconds=limits.fetch_seconds)
    web = fetch if wishes.fetch else None
    archive = archive or Archive(settings)
    drafted = reader(data, name, settings, wishes.encoding, beside, web)
    composed = _understood(drafted, settings, pictures, wishes, archive)
    if composed.value is None or not composed.ok:
        return Result(None, composed.problems)
    ready = composed.value
    try:
        holdings.write(settings, ready.files)
    except ContentFault as fault:
        return Result(None, (*composed.problems, *fault.problems))
    archive.add(ready.files)
    return Result(Imported(ready.article, tuple(ready.files), ready.receipt), composed.problems)


def _understood(
    drafted: Result[Draft | None],
    settings: Settings,
    pictures: Sequence[ReadPicture],
    wishes: Wishes,
    archive: Archive,
) -> Result[Composed | None]:
    """Everything but the writing: photos read, the article made."""
    taken = [read() for read in pictures]
    problems = [*drafted.problems, *(fault for result in taken for fault in result.problems)]
    files = [result.value for result in taken if result.value]
    lacking = len(files) < len(pictures) and not wishes.by_caption
    if drafted.value is None or has_errors(problems) or lacking:
        return Result(None, tuple(problems))
    draft = pictures_once(drafted.value)
    own, faults = _own_pictures(draft, settings)
    problems += faults
    brought = {digest(picture.data) for picture in draft.pictures}
    files = [file for file in files if digest(file.data) not in brought]
    if files or own:
        known = archive.photos
        files = [known.recognised(file) for file in files]
        own = [known.recognised(file) for file in own]
        if known.waiting and not all(file.known for file in (*own, *files)):
            words: dict[str, object] = {"count": known.waiting}
            name = draft.source.name
            problems.append(Problem(name, 0, "import-photos-unseen", words, Severity.NOTE))
    files = _by_caption(draft, own, files, ordered=not wishes.by_caption)
    making = partial(
        compose,
        draft,
        settings,
        category=wishes.category,
        date=wishes.date or (None if draft.published else wishes.undated),
        photos=[*own, *files],
        hidden=wishes.hidden,
    )
    composed, shown = making(), False
    if composed.value:
        before = standing(composed.value, archive, apart=wishes.apart)
        problems += before.problems
        shown = any(shows_all_photos(problem) for problem in before.problems)
        composed = making(apart=True) if before.value else composed
    problems += [one for one in composed.problems if not (shown and one.code == PHOTO_MISSING)]
    if composed.value and composed.ok and not has_errors(problems):
        problems += _at_the_door(composed.value, archive)
    return Result(composed.value, tuple(problems))


def _at_the_door(ready: Composed, archive: Archive) -> tuple[Problem, ...]:
    """What `check` would say of the article, said while its source is at hand."""
    settings = archive.settings
    article = holdings.read_article(ready.files[ready.article], ready.article, settings).value
    if article is None:
        return ()
    kept = Cache(settings.cache_path / "steps")
    told = validation.at_the_door(article, settings, kept, archive.authorities)
    return (*archive.faults, *told, *near_articles(article, ready, archive))


def _read(path: Path, limit: int) -> Result[bytes | None]:
    """The bytes of a regular file, one more than the limit at most."""
    name = nfc(path.name)
    try:
        if not path.is_file():
            where = {"folder": str(path.parent)}
            return Result(None, (Problem(name, 0, "import-no-file", where),))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Result(None, (Problem(name, 0, "import-unreadable", {"reason": reason}),))
    if len(data) > limit:
        found = {"size": max(size, len(data)), "limit": limit}
        return Result(None, (Problem(name, 0, "import-too-large", found),))
    return Result(data)


def _read_picture(path: Path, settings: Settings) -> Result[PhotoFile | None]:
    data = _read(path, settings.limits.photo_bytes)
    if data.value is None:
        return Result(None, data.problems)
    return read_photo(data.value, nfc(path.name), settings)


def _own_pictures(draft: Draft, settings: Settings) -> tuple[list[PhotoFile], list[Problem]]:
    """The photos that the document brings; one that is not fit leaves its place empty."""
    files, problems = [], []
    for picture in draft.pictures:
        read = read_photo(picture.data, picture.name, settings)
        files += [read.value] if read.value else []
        problems += [replace(fault, severity=Severity.WARNING) for fault in read.problems]
    return files, problems


def _read_beside(folder: Path, settings: Settings, way: str) -> bytes | None:
    """A picture below the folder of a saved page; links are not followed."""
    path = file_below(folder, way)
    return _read(path, settings.limits.photo_bytes).value if path else None


def _by_caption(
    draft: Draft, own: Sequence[PhotoFile], files: Sequence[PhotoFile], *, ordered: bool
) -> list[PhotoFile]:
    """The photos with their places: captions whose own picture is at hand need none."""
    brought = {file.name for file in own}
    open_places = [
        (number, place.caption)
        for number, place in enumerate(draft.photo_places)
        if place.picture not in brought
    ]
    told = [file.caption or PurePosixPath(file.name).stem for file in files]
    common = f"{draft.title} {PurePosixPath(draft.source.name).stem}"
    named = {place.picture.casefold(): n for n, place in enumerate(draft.photo_places)}
    where = {
        n: named[one.name.casefold()] for n, one in enumerate(files) if one.name.casefold() in named
    }
    rest = [n for n in range(len(files)) if n not in where]
    open_places = [place for place in open_places if place[0] not in where.values()]
    captions = [caption for _, caption in open_places]
    found = by_captions(captions, [told[n] for n in rest], common, ordered=ordered)
    where |= {rest[one]: open_places[at][0] for at, one in enumerate(found) if one is not None}
    nowhere = NOWHERE if found.count(None) else None
    return [replace(file, place=where.get(at, nowhere)) for at, file in enumerate(files)]


def article_of(number: str, settings: Settings) -> str:
    """The article that was made of the source with this id, wherever it is now; or empty."""
    content = settings.content_path
    receipts = sorted((content / "provenance").glob(f"*/*/{number}.receipt.json"))
    if not receipts:
        return ""
    marker = re.compile(rf"^Id:\s*{number}\s*$", re.IGNORECASE | re.MULTILINE)
    for path in (*_places_told(receipts, content), *sorted((content / "articles").rglob("*.md"))):
        if path.is_file():
            with path.open("rb") as stream:
                header = stream.read(_HEADER).decode(errors="replace")
            if marker.search(header):
                return path.relative_to(content).as_posix()
    return ""


def _places_told(receipts: Sequence[Path], content: Path) -> Iterator[Path]:
    """Where receipts say that the article was put: looked at first."""
    for receipt in receipts:
        try:
            told = json.loads(receipt.read_bytes())["article"]
        except (ValueError, KeyError, TypeError):
            continue
        place = content / str(told)
        if place.resolve().is_relative_to(content.resolve()):
            yield place
