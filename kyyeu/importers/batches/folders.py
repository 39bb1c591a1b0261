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
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from kyyeu.importers.batches.entries import Beside, Entry, passed, refused, touched_at
from kyyeu.importers.batches.exports import read_export
from kyyeu.importers.batches.feeds import HEAD, Export, is_feed
from kyyeu.importers.batches.photo_lists import LISTS, photos_in_list, photos_named
from kyyeu.importers.batches.wordpress import name_of
from kyyeu.importers.beside import file_below
from kyyeu.importers.packs import DAMAGED, Excess, excess_of_zip, opened
from kyyeu.importers.pairing import OTHER_PHOTOS, PHOTOS, photos_of
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Limits, Settings
from kyyeu.vietnamese import nfc

DOCUMENTS = (".txt", ".html", ".htm", ".docx")
_PAGES = (".html", ".htm")
_PHOTO_NAME = re.compile(rb"([^/\"'\s>]{1,200}\.(?:jpe?g|png|webp|gif))", re.IGNORECASE)
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
_BLOCK, _LONGEST_NAME = 1024 * 1024, 260
_HERE = PurePosixPath()
_LEFTOVERS = re.compile(
    r"(?:.*/)?(?:\.[^/]*|~\$[^/]*|thumbs\.db|desktop\.ini)|(?:.*/)?__MACOSX/.*", re.IGNORECASE
)
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


def read_folder(folder: Path, settings: Settings) -> Iterator[Entry]:
    """The documents of a folder and all below it, by name. Links are not followed."""
    files: list[_Found] = []
    for name, found in below(folder):
        if isinstance(found, Problem):
            yield Entry(f"{nfc(folder.name)} › {name}", problems=(found,))
        else:
            told = found.stat()
            files.append(_Found(name, told.st_size, partial(opened, found), touched_at(told)))
    yield from _entries(files, nfc(folder.name), settings)


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
        shown = partial(read_beside, folder, settings.limits)
        for entry in _entries(files, nfc(folder.name), settings, spoken):
            yield replace(entry, shown=shown) if entry.shown else entry


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
    members = [
        member
        for member in pack.infolist()
        if not member.is_dir() and not _LEFTOVERS.fullmatch(member.filename)
    ]
    unfit = _pack_fault(members, settings.limits)
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
    for member in pack.infolist():
        if _is_hidden(member.filename):
            yield passed(f"{name} › {nfc(member.filename)}", "batch-hidden-file")
    yield from _entries(files, name, settings)


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
    exports = {file.name: set(_names_of_export(file)) for file in files if _is_export(file)}
    of_exports = set[str]().union(*exports.values())
    photos = [
        file
        for file in files
        if file.name.suffix.lower() in PHOTOS and name_of(file.name.name) not in of_exports
    ]
    documents = [file for file in files if file.name.suffix.lower() in DOCUMENTS]
    paired = dict(photos_of([file.name for file in documents], [file.name for file in photos]))
    by_name = {file.name: file for file in photos}
    every = {file.name: file for file in files}
    shown_somewhere = set(spoken)
    for file in files:
        if file.name.suffix.lower() in LISTS:
            with suppress(OSError, *DAMAGED):
                shown_somewhere |= photos_named(file.read(limits.table_bytes), file.name.suffix)
    for file in files:
        told = f"{whole} › {file.name}"
        if file in documents:
            if file.size > limits.document_bytes:
                most = limits.document_bytes
                yield refused(told, "import-too-large", size=file.size, limit=most)
                continue
            try:
                data = file.read(limits.document_bytes + 1)
            except (OSError, *DAMAGED) as fault:
                yield refused(told, "import-unreadable", reason=fault)
                continue
            if not data:
                yield refused(told, "import-empty")
                continue
            own = _names_in(data) if file.name.suffix.lower() in _PAGES else set()
            shown_somewhere |= own
            if file.name.suffix.lower() == ".txt":
                paired[file.name] += tuple(_left_and_named(file.name, data, photos, paired))
            beside = tuple(
                Beside(
                    name.name,
                    partial(by_name[name].read, limits.photo_bytes + 1),
                    by_name[name].size,
                    by_name[name].touched,
                )
                for name in paired[file.name]
                if name.name not in own
            )
            shown = partial(_shown, file.name.parent, every, limits)
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
    for file in photos:
        if file.name not in used and file.name.name not in shown_somewhere:
            yield refused(f"{whole} › {file.name}", "batch-photo-alone")


def _left_and_named(
    document: PurePosixPath,
    data: bytes,
    photos: Sequence[_Found],
    paired: Mapping[PurePosixPath, Sequence[PurePosixPath]],
) -> Iterator[PurePosixPath]:
    """Photos beside a text that are nobody's by their names, and of which it speaks."""
    used = {name for names in paired.values() for name in names}
    spoken = _names_in(data)
    for photo in (photo.name for photo in photos if photo.name not in used):
        if photo.parent == document.parent and photo.name in spoken:
            yield photo


def _is_export(file: _Found) -> bool:
    try:
        return file.name.suffix.lower() in EXPORTS and is_feed(file.read(HEAD))
    except OSError:
        return True  # its reader will say what keeps it from being read
    except DAMAGED:
        return False


def _names_of_export(file: _Found) -> Iterator[str]:
    """The names of the pictures of which an export speaks, whatever their size."""
    before = b""
    try:
        with file.open() as stream:
            while block := stream.read(_BLOCK):
                yield from map(name_of, _names_in(before + block))
                before = block[-_LONGEST_NAME:]
    except (OSError, *DAMAGED):
        return  # told when it is read


def _names_in(page: bytes) -> set[str]:
    """Names of the photos of which a page speaks."""
    return {nfc(unquote(name.decode(errors="replace"))) for name in _PHOTO_NAME.findall(page)}


def _shown(
    folder: PurePosixPath, files: Mapping[PurePosixPath, _Found], limits: Limits, way: str
) -> bytes | None:
    """A picture that a saved page shows: a file of the same batch, and no other."""
    file = files.get(folder / nfc(way))
    try:
        return file.read(limits.photo_bytes + 1) if file else None
    except (OSError, *DAMAGED):
        return None


def _below_or_above(
    folder: PurePosixPath, files: Mapping[PurePosixPath, _Found], limits: Limits, way: str
) -> bytes | None:
    """A file of the same batch, below the folder of an export or below one around it."""
    return next(
        (
            _shown(around, files, limits, way)
            for around in (folder, *folder.parents)
            if around / nfc(way) in files
        ),
        None,
    )


def read_beside(folder: Path, limits: Limits, way: str) -> bytes | None:
    """A file below a folder; links are not followed."""
    path = file_below(folder, way)
    try:
        with path.open("rb") if path else nullcontext() as stream:
            return stream.read(limits.photo_bytes + 1) if stream else None
    except OSError:
        return None


def _is_hidden(name: str) -> bool:
    """Whether a file that is passed over may be work of somebody, hidden by a dot before its name.

    What begins with a dot and a stroke is what a Mac notes beside each file.
    """
    path = PurePosixPath(name)
    kinds = (*DOCUMENTS, *EXPORTS, *PHOTOS, *LISTS)
    return path.name[:1] == "." and path.name[:2] != "._" and path.suffix.lower() in kinds


def below(
    folder: Path, name: PurePosixPath = _HERE
) -> Iterator[tuple[PurePosixPath, Path | Problem]]:
    """Every file below a folder by name; for a link, or a folder that cannot be read, why not."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: nfc(entry.name))
    except OSError as fault:
        reason = {"reason": fault.strerror or str(fault)}
        yield name, Problem(str(name), 0, "import-unreadable", reason)
        return
    for entry in entries:
        own = name / nfc(entry.name)
        if _LEFTOVERS.fullmatch(entry.name):
            if _is_hidden(entry.name):
                yield own, Problem(str(own), 0, "batch-hidden-file", {}, Severity.NOTE)
            continue
        if entry.is_symlink():
            yield own, Problem(str(own), 0, "name-link")
        elif entry.is_dir(follow_symlinks=False):
            yield from below(folder / entry.name, own)
        elif entry.is_file(follow_symlinks=False):
            yield own, folder / entry.name
