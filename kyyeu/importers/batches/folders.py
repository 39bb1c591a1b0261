"""A folder, or a ZIP of one: documents, and the photos that lie beside them.

Of a ZIP nothing is written anywhere; what its directory says is checked first (reliability
rule 14): names that lead out, doubles and names that some disk takes for one, archives in
archives, and sizes that swell.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from kyyeu.importers.batches.entries import Beside, Entry, Showing, passed, refused, touched_at
from kyyeu.importers.batches.exports import read_export
from kyyeu.importers.batches.feeds import HEAD, Export, is_feed
from kyyeu.importers.batches.leftovers import is_left, is_passed_over, told_left
from kyyeu.importers.batches.photo_lists import LISTS, photos_in_list, photos_named
from kyyeu.importers.batches.picture_names import end_of, ends_in, sizes_of, smaller_ones, ways_in
from kyyeu.importers.beside import file_below
from kyyeu.importers.packs import DAMAGED, Excess, excess_of_zip, opened
from kyyeu.importers.pairing import OTHER_PHOTOS, PHOTOS, photos_of
from kyyeu.problems import Problem
from kyyeu.settings import Limits, Settings
from kyyeu.vietnamese import nfc

DOCUMENTS = (".txt", ".html", ".htm", ".docx")
_PAGES = (".html", ".htm")
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar")
_FILMS = (".mp4", ".mov", ".avi", ".wmv", ".mkv", ".3gp", ".mpg", ".flv", ".mp3", ".wav", ".m4a")
#: What a file of another kind is told: each has a remedy of its own.
_UNREAD = {
    **dict.fromkeys(OTHER_PHOTOS, "photo-other-kind"), **dict.fromkeys(_FILMS, "batch-film"),
    **dict.fromkeys(_NESTED, "batch-pack-inside"),
    **dict.fromkeys((".csv", ".tsv", ".xlsx"), "batch-list-inside"),
    ".doc": "import-old-word", ".rtf": "import-rtf", ".odt": "import-odt", ".pdf": "import-pdf",
    ".mht": "import-mhtml", ".mhtml": "import-mhtml",
}  # fmt: skip
EXPORTS = (".xml", ".rss", ".atom", ".wxr")
_BLOCK = 1024 * 1024
#: Suffixes of what somebody may have wanted to be taken in, though its name hides it.
_OWN = (*DOCUMENTS, *PHOTOS, *EXPORTS, *_UNREAD)
_HERE = PurePosixPath()
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of a folder or a ZIP."""

    name: PurePosixPath  #: below the folder, NFC
    size: int
    open: Callable[[], IO[bytes]]
    touched: str = ""  #: see `Beside`

    def read(self, most: int) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(most)

    def beside(self, limits: Limits) -> Beside:
        """The file as a photo beside a document."""
        read = partial(self.read, limits.photo_bytes + 1)
        return Beside(self.name.name, read, self.size, self.touched)


def read_folder(folder: Path, settings: Settings) -> Iterator[Entry]:
    """The documents of a folder and all below it, by name. Links are not followed."""
    files: list[_Found] = []
    left: list[PurePosixPath] = []
    for name, found in below(folder):
        if is_passed_over(name):
            left.append(name)
        elif isinstance(found, Problem):
            yield Entry(f"{nfc(folder.name)} › {name}", problems=(found,))
        else:
            told = found.stat()
            files.append(_Found(name, told.st_size, partial(opened, found), touched_at(told)))
    yield from _entries(files, nfc(folder.name), settings)
    yield from told_left(nfc(folder.name), left, _OWN)


def read_files(
    paths: Sequence[Path], settings: Settings, lists: Sequence[Path] = ()
) -> Iterator[Entry]:
    """The documents among files that were named one by one, with the photos named beside them.

    Files of one folder belong together as in a folder; what a saved page shows may lie there too.

    Args:
        paths: the files.
        settings: the site.
        lists: tables that are read too: a photo of which one speaks is not alone.
    """
    spoken = {name for path in lists for name in photos_in_list(path)}
    for folder in dict.fromkeys(path.parent for path in paths):
        files: list[_Found] = []
        for path in (one for one in paths if one.parent == folder):
            name = nfc(path.name)
            if path.is_file():
                told = path.stat()
                found = partial(opened, path)
                files.append(_Found(PurePosixPath(name), told.st_size, found, touched_at(told)))
            else:
                yield refused(name, "import-no-file", folder=folder)
        shown = partial(found_beside, folder, settings.limits)
        for entry in _entries(files, nfc(folder.name), settings, spoken):
            yield replace(entry, shown=Showing(shown)) if entry.shown else entry


def read_zip(path: Path, settings: Settings, held: ExitStack) -> Iterator[Entry]:
    """The documents of a ZIP; one entry with the reason when it is not to be trusted.

    Args:
        path: the file.
        settings: the site.
        held: closes the file when no entry reads from it any more.
    """
    name = nfc(path.name)
    try:
        pack = held.enter_context(zipfile.ZipFile(path))
    except DAMAGED:
        yield refused(name, "batch-zip-damaged")
        return
    except OSError as fault:
        yield refused(name, "import-unreadable", reason=fault.strerror or str(fault))
        return
    held_in = [member for member in pack.infolist() if not member.is_dir()]
    hidden = {member.filename: PurePosixPath(nfc(member.filename)) for member in held_in}
    hidden = {told: way for told, way in hidden.items() if is_passed_over(way)}
    members = [member for member in held_in if member.filename not in hidden]
    unfit = _pack_fault(
        [member for member in held_in if not is_left(PurePosixPath(member.filename))],
        settings.limits,
    )
    if unfit:
        yield refused(name, unfit.code, **unfit.params)
        return
    files = [
        _Found(
            PurePosixPath(nfc(member.filename)),
            member.file_size,
            partial(pack.open, member),
            f"{member.file_size} {member.CRC}",
        )
        for member in members
    ]
    files.sort(key=lambda file: file.name)
    yield from _entries(files, name, settings)
    yield from told_left(name, sorted(hidden.values()), _OWN)


def _pack_fault(members: list[zipfile.ZipInfo], limits: Limits) -> Excess | None:
    """Why a ZIP is refused whole; None when it is not."""
    seen: set[str] = set()
    for member in members:
        name = nfc(member.filename)
        path = PurePosixPath(name)
        faults = (
            ("batch-zip-outside", path.is_absolute() or {"..", "."} & set(name.split("/"))),
            ("batch-zip-outside", _UNSAFE.search(member.orig_filename)),
            ("batch-zip-link", stat.S_ISLNK(member.external_attr >> 16)),
            ("batch-zip-double", name.casefold() in seen),
            ("batch-zip-nested", path.suffix.lower() in _NESTED),
            ("batch-zip-locked", member.flag_bits & 1),
        )
        for code, is_so in faults:
            if is_so:
                return Excess(code, {"file": name.encode(errors="backslashreplace").decode()})
        seen.add(name.casefold())
    return excess_of_zip(members, limits)


def _entries(
    files: Sequence[_Found], whole: str, settings: Settings, spoken: Collection[str] = ()
) -> Iterator[Entry]:
    """Documents with their photos and exports, in order; what is neither is named."""
    limits = settings.limits
    exports = {file.name: _ends_in_export(file) for file in files if _is_export(file)}
    of_exports = set[tuple[str, ...]]().union(*exports.values())
    every = {file.name: file for file in files}
    all_photos = [file.name for file in files if file.name.suffix.lower() in PHOTOS]
    smaller = smaller_ones(all_photos)
    photos = [name for name in all_photos if name not in smaller]
    spoken_of = {name for name in photos if of_exports and end_of(name.parts) in of_exports}
    documents = [file for file in files if file.name.suffix.lower() in DOCUMENTS]
    paired = dict(photos_of([file.name for file in documents], photos, spoken_of))
    shown_somewhere: set[PurePosixPath] = set()
    listed = {*spoken, *_listed(files, limits)}
    for file in files:
        told = f"{whole} › {file.name}"
        if file in documents:
            data = _document(file, told, limits)
            if isinstance(data, Entry):
                yield data
                continue
            if file.name.suffix.lower() in _PAGES:
                ways = (file.name.parent / way for way in ways_in(data))
                shown_somewhere |= {smaller.get(way, way) for way in ways}
            if file.name.suffix.lower() == ".txt":
                paired[file.name] += tuple(_left_and_named(file.name, data, photos, paired))
            beside = tuple(every[name].beside(limits) for name in paired[file.name])
            shown = Showing(partial(_found, file.name.parent, every, limits))
            yield Entry(told, data, file.name.name, beside, shown)
        elif file.name in exports:
            export = Export(told, file.size, file.open)
            around = partial(_below_or_above, file.name.parent, every, limits)
            yield from read_export(export, settings, around)
        elif file.name.suffix.lower() not in PHOTOS:
            kind = file.name.suffix.lower()
            words = {"kind": kind.removeprefix(".").upper()} if kind in OTHER_PHOTOS else {}
            yield refused(told, _UNREAD.get(kind, "batch-not-read"), **words)
    used = {name for names in paired.values() for name in names}
    for name in photos:
        told_of = name in shown_somewhere or name in spoken_of or name.name in listed
        if name not in used and not told_of:
            code = "batch-photo-alone" if every[name].size else "photo-empty"
            yield refused(f"{whole} › {name}", code)
    if smaller:
        first = min(smaller)
        words = {"first": str(first), "kept": smaller[first].name}
        yield passed(f"{whole} › …", "batch-smaller-sizes", count=len(smaller), **words)


def _document(file: _Found, told: str, limits: Limits) -> bytes | Entry:
    """The bytes of a document, or the entry that says why they are not taken."""
    most = limits.document_bytes
    if file.size > most:
        return refused(told, "import-too-large", size=file.size, limit=most)
    try:
        data = file.read(most + 1)
    except (OSError, *DAMAGED) as fault:
        return refused(told, "import-unreadable", reason=fault)
    return data or refused(told, "import-empty")


def _listed(files: Sequence[_Found], limits: Limits) -> Iterator[str]:
    """The names of the photos of which the tables among the files speak."""
    for file in files:
        if file.name.suffix.lower() in LISTS:
            with suppress(OSError, *DAMAGED):  # told when it is read
                yield from photos_named(file.read(limits.table_bytes), file.name.suffix)


def _left_and_named(
    document: PurePosixPath,
    data: bytes,
    photos: Sequence[PurePosixPath],
    paired: Mapping[PurePosixPath, Sequence[PurePosixPath]],
) -> Iterator[PurePosixPath]:
    """Photos beside a text that are nobody's by their names, and of which it speaks."""
    used = {name for names in paired.values() for name in names}
    spoken = {PurePosixPath(way).name for way in ways_in(data)}
    for photo in (photo for photo in photos if photo not in used):
        if photo.parent == document.parent and photo.name in spoken:
            yield photo


def _is_export(file: _Found) -> bool:
    try:
        return file.name.suffix.lower() in EXPORTS and is_feed(file.read(HEAD))
    except OSError:
        return True  # its reader will say what keeps it from being read
    except DAMAGED:
        return False


def _ends_in_export(file: _Found) -> set[tuple[str, ...]]:
    """How the pictures of which an export speaks are known among files."""
    try:
        with file.open() as stream:
            return ends_in(iter(partial(stream.read, _BLOCK), b""))
    except (OSError, *DAMAGED):
        return set()  # told when it is read


def _found(
    folder: PurePosixPath, files: Mapping[PurePosixPath, _Found], limits: Limits, way: str
) -> Beside | None:
    """A picture that a saved page shows: a file of the same batch, the largest of its sizes."""
    path = folder / nfc(way)
    sizes = (path.with_name(name) for name in sizes_of(path.name) if path in files)
    file = next((files[one] for one in sizes if one in files), None)
    return file.beside(limits) if file else None


def _below_or_above(
    folder: PurePosixPath, files: Mapping[PurePosixPath, _Found], limits: Limits, way: str
) -> Beside | None:
    """A file of the same batch, below the folder of an export or below one around it."""
    found = (files.get(around / nfc(way)) for around in (folder, *folder.parents))
    file = next(filter(None, found), None)
    return file.beside(limits) if file else None


def found_beside(folder: Path, limits: Limits, way: str) -> Beside | None:
    """A file below a folder, the largest of its sizes; links are not followed."""
    asked = PurePosixPath(nfc(way))
    path = file_below(folder, way)
    for name in sizes_of(asked.name) if path else ():
        larger = file_below(folder, str(asked.with_name(name)))
        if larger:
            path = larger
            break
    try:
        told = path.stat() if path else None
    except OSError:
        return None
    if path is None or told is None:
        return None
    found = _Found(
        PurePosixPath(nfc(path.name)), told.st_size, partial(opened, path), touched_at(told)
    )
    return found.beside(limits)


def below(
    folder: Path, name: PurePosixPath = _HERE
) -> Iterator[tuple[PurePosixPath, Path | Problem]]:
    """Every file below a folder by name; for a link, or a folder that cannot be read, why not.

    What a system left there is given as it stands, a folder without what is in it.
    """
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: nfc(entry.name))
    except OSError as fault:
        reason = {"reason": fault.strerror or str(fault)}
        yield name, Problem(str(name), 0, "import-unreadable", reason)
        return
    for entry in entries:
        own = name / nfc(entry.name)
        if is_left(own):
            yield own, folder / entry.name
        elif entry.is_symlink():
            yield own, Problem(str(own), 0, "name-link")
        elif entry.is_dir(follow_symlinks=False):
            yield from below(folder / entry.name, own)
        elif entry.is_file(follow_symlinks=False):
            yield own, folder / entry.name
