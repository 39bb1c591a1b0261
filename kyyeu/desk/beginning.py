"""The command ``new``: a draft with id, date and photos in their places, ready to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from kyyeu import fixity, holdings, importers
from kyyeu.desk import terminal
from kyyeu.desk.meant import meant, meant_path
from kyyeu.desk.opening import begin
from kyyeu.desk.usage import misused
from kyyeu.importers import OTHER_PHOTOS, PHOTOS, PhotoFile, natural
from kyyeu.problems import Problem, Result, Severity, has_errors, say
from kyyeu.rendering import image_line
from kyyeu.settings import Settings
from kyyeu.vietnamese import fold, nfc, slugify

_ID_LENGTH = 8
_HEAD = 4096  #: bytes of an article in which its headline stands
_JOINERS = "\u200c\u200d"
_A_CAPTION = 3  #: words of a file name that say what a photo shows
_COUNTED = re.compile(r"\s*(?:[-–]\s*)?\(?\d{1,4}\)?\s*$")  # the number of a copy


def new(root: Path, title: str, category: str, now: datetime, photos: Path | None = None) -> int:
    """Write the file of a new article and print where it is; wrong words give exit code 2.

    The article is a draft of the first section unless ``category`` names another. Captions,
    credits and alt texts that the photos carry (IPTC, XMP) are written into the article,
    where the writer can mend them.

    Args:
        root: the project.
        title: the headline.
        category: the section; empty: the first.
        now: aware.
        photos: the folder with the photos of the article, in the order of their names.
    """
    settings = begin(root)
    title = " ".join("".join(filter(_is_seen, nfc(title))).split())
    category = nfc(category).strip() or settings.sections[0]
    if not any(map(str.isalnum, title)) or len(title) > settings.limits.title:
        return misused("new-no-title", limit=settings.limits.title)
    if category not in settings.sections:
        sections = ", ".join(settings.sections)
        near = meant(category, settings.sections)
        return misused("new-no-section", category=category, sections=sections, meant=near)
    if photos and not photos.is_dir():
        return misused("new-no-folder", path=photos, meant=meant_path(photos))
    moment = now.astimezone(settings.timezone)
    source, text = blank_article(title, category, moment)
    if (settings.content_path / source).exists():
        if _headline_in(settings.content_path / source) == title:
            print(say("desk", "begun-before", {"path": f"{settings.content}/{source}"}))
            return 1
        # Headlines that differ by a tone ("xã Hà", "xã Hạ") have one slug.
        source = source.replace(".md", f"-{_id(title, moment)}.md")
    read: Result[list[PhotoFile]] = _photos_of(photos, settings) if photos else Result([])
    for problem in read.problems:
        terminal.tell(problem)
    if has_errors(read.problems):
        print(say("desk", "not-begun"))
        return 1
    _, text = blank_article(title, category, moment, list(_lines(read.value)))
    files = {source: text.encode()}
    for photo in read.value:
        if not photo.known:
            files[f"photos/{moment:%Y/%m}/{photo.stored_name}"] = photo.data
    holdings.write(settings, files, "new")
    print(say("desk", "begun", {"path": f"{settings.content}/{source}"}))
    if read.value:
        print(say("desk", "begun-photos", {"count": len(read.value)}))
    return 0


def blank_article(
    title: str, category: str, moment: datetime, figures: Sequence[str] = ()
) -> tuple[str, str]:
    """Path below ``content/`` and text of an article that has only a headline and figures.

    The id is made of headline and moment: the same call gives the same file.
    """
    body = "\n\n".join((say("desk", "blank-body"), *figures))
    text = (
        f"Title: {title}\n"
        f"Id: {_id(title, moment)}\n"
        f"Date: {moment:%Y-%m-%d %H:%M}\n"
        f"Category: {category}\n"
        "Summary:\n"
        "Status: draft\n"
        "\n"
        f"{body}\n"
    )
    return f"articles/{moment:%Y/%m}/{slugify(title)}.md", text


def _id(title: str, moment: datetime) -> str:
    return fixity.digest(f"{moment.isoformat()}\n{title}".encode())[:_ID_LENGTH]


def _is_seen(sign: str) -> bool:
    """Whether a sign belongs in a headline; joiners make one picture of several."""
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf")


def _headline_in(path: Path) -> str:
    """The headline of an article, as far as its first lines tell."""
    head = path.read_bytes()[:_HEAD].decode(errors="replace")
    found = re.search(r"(?m)^Title:[ \t]*(.*?)\s*$", head)
    return nfc(found[1]) if found else ""


def _photos_of(folder: Path, settings: Settings) -> Result[list[PhotoFile]]:
    """The photos of a folder by name; those that the archive has are told apart.

    One that is not fit, or of another kind, is told and stops nothing.
    """
    known = importers.KnownPhotos(settings)
    files: dict[str, PhotoFile] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir(), key=lambda path: natural(PurePosixPath(nfc(path.name)))):
        name, kind = nfc(path.name), path.suffix.lower()
        if kind not in PHOTOS:
            if kind in OTHER_PHOTOS:
                words = {"kind": kind.removeprefix(".").upper()}
                problems.append(Problem(name, 0, "photo-other-kind", words, Severity.WARNING))
            continue
        if path.is_symlink() or not path.is_file():
            problems.append(Problem(name, 0, "name-link", severity=Severity.WARNING))
            continue
        with path.open("rb") as stream:
            data = stream.read(settings.limits.photo_bytes + 1)
        read = importers.read_photo(data, name, settings)
        problems += (replace(fault, severity=Severity.WARNING) for fault in read.problems)
        if read.value:
            photo = known.recognised(read.value)
            if not photo.caption:
                photo = replace(photo, caption=_said_by_name(path.stem))
            files.setdefault(photo.stored_name, photo)
    if not files:
        problems.append(Problem(nfc(folder.name), 0, "new-no-photos"))
    return Result(list(files.values()), tuple(problems))


def _said_by_name(stem: str) -> str:
    """A caption where somebody wrote one as the name of the file: "Lễ ký giao ước (2)".

    Names without Vietnamese letters are the camera's, or have lost the marks of their words.
    """
    words = _COUNTED.sub("", nfc(stem).replace("_", " ")).split()
    said = " ".join(words)
    return said if len(words) >= _A_CAPTION and fold(said) != said.lower() else ""


def _lines(photos: Sequence[PhotoFile]) -> Iterator[str]:
    for photo in photos:
        credit = f"Ảnh: {photo.credit}" if photo.credit else ""
        stop = "." if credit and photo.caption[-1:].isalnum() else ""
        caption = " ".join(filter(None, (photo.caption + stop, credit)))
        yield image_line(photo.stored_name, photo.alt, caption)
