"""A photo of a batch that is another picture now than when its article was imported.

Nothing is overwritten: the archive keeps the photo that it has, and an editor is shown the line
of the article that would show the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from kyyeu.fixity import digest
from kyyeu.importers.batches.entries import Beside, Entry, Seen
from kyyeu.importers.composing import PhotoFile
from kyyeu.importers.differences import proposed
from kyyeu.importers.packs import DAMAGED
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Settings


@dataclass(slots=True)
class PhotosAgain:
    """The photos of an entry that was imported before, looked at again."""

    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, Seen] = field(default_factory=dict)  #: for the journal


def look_again(
    entry: Entry, article: str, noted: Mapping[str, Seen], settings: Settings
) -> PhotosAgain:
    """Tell the photos that changed; one whose file has not been touched is not read.

    Args:
        entry: as the batch gives it now.
        article: path below ``content/`` of what became of it.
        noted: what the journal knows of its photos, by name.
        settings: the site.
    """
    again = PhotosAgain(seen=dict(noted))
    text = ""
    for photo in _photos_of(entry, noted):
        before = noted.get(photo.name)
        if before and photo.touched and before.touched == photo.touched:
            continue
        text = text or (settings.content_path / article).read_text("utf-8", "replace")
        mark = _digest(photo, settings.limits.photo_bytes)
        if not mark:
            continue  # what is wrong with it was told when the article was made
        old = before.digest if before else _digest_in(text, photo.name)
        shown = f"-{mark[:8]}." in text
        if not old or shown or mark.startswith(old):
            again.seen[photo.name] = Seen(photo.touched, mark)
        else:
            again.problems += _told(photo.name, old, mark, entry, article, text)
    return again


def _photos_of(entry: Entry, noted: Mapping[str, Seen]) -> Iterator[Beside]:
    """The photos beside a document, and those that it showed or shows by their way."""
    names = {photo.name for photo in entry.photos}
    yield from entry.photos
    shown = entry.shown
    for way in dict.fromkeys((*noted, *(shown.seen if shown else ()))):
        found = shown.find(way) if shown and way not in names else None
        if found:
            yield replace(found, name=way)


def _told(
    name: str, old: str, mark: str, entry: Entry, article: str, text: str
) -> Iterator[Problem]:
    there = _stored_with(old, text) or _stored(name, old)
    new = there.replace(old[:8], mark[:8])
    folder = "/".join(PurePosixPath(article).parts[1:3])
    words: dict[str, object] = {
        "photo": name,
        "article": article,
        "new": f"content/photos/{folder}/{new}",
        "difference": proposed(article, text, text.replace(there, new), name),
    }
    yield Problem(f"{entry.name} › {name}", 0, "batch-photo-changed", words, Severity.WARNING)


def _stored_with(old: str, text: str) -> str:
    """The photo of an article that bears this digest, whatever it is called; or empty."""
    found = re.search(rf"[^\s(/]+-{old[:8]}\.\w+", text)
    return found[0] if found else ""


def _stored(name: str, mark: str) -> str:
    return PhotoFile.name_of(name, mark)


def _digest_in(text: str, name: str) -> str:
    """The beginning of the digest that an article's own photo of this name bears; or empty."""
    stem, _, end = _stored(name, "\0" * 8).partition("\0" * 8)
    found = {match[1] for match in re.finditer(f"{re.escape(stem)}([0-9a-f]{{8}}){end}", text)}
    return found.pop() if len(found) == 1 else ""


def _digest(photo: Beside, most: int) -> str:
    try:
        data = photo.read()
    except (OSError, *DAMAGED):
        return ""
    return digest(data) if data and len(data) <= most else ""
