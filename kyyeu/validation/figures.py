"""Rules about photos and the articles that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from kyyeu.model import Figure, Photo, Status
from kyyeu.photos import AWAITED
from kyyeu.problems import Problem, Severity
from kyyeu.rendering import images
from kyyeu.validation.grounds import Grounds, Shown
from kyyeu.validation.nearness import Names
from kyyeu.vietnamese import canonical, fold, nfc

_SMALL = 600  #: pixels of the long side; half the measure of a page on a fine screen
_ON_DISK = re.compile(r"[A-Za-z]:[\\/]")
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def photos_are_there(grounds: Grounds) -> Iterator[Problem]:
    """An article that shows a photo needs the photo; a draft may still wait for it."""
    names: dict[str, str] = {}  # gathered when one is missing
    near: Names | None = None
    for shown in grounds.shown:
        if shown.figure or shown.src == AWAITED:
            continue
        place = _place(shown)
        if place in grounds.holdings.digests:
            continue  # there, but refused by its reader, which said why
        names = names or {fold(PurePosixPath(each).name): each for each in grounds.holdings.photos}
        status = shown.article.status
        severity = Severity.ERROR if status is Status.PUBLISHED else Severity.WARNING
        near = near or Names(names)
        similar = [names[name] for name in near.nearest(fold(PurePosixPath(shown.src).name), 3)]
        code, params = _absence(shown, place, similar)
        yield Problem(shown.article.source, shown.line, code, params, severity)


def awaited_photos_are_said(grounds: Grounds) -> Iterator[Problem]:
    """The caption is kept, the photo is to be looked for."""
    for shown in grounds.shown:
        if shown.src == AWAITED:
            yield _note(shown, "figure-awaited", name=AWAITED)


def photos_have_alt_text(grounds: Grounds) -> Iterator[Problem]:
    """Who cannot see a photo is told what can be seen."""
    for shown, figure in _present(grounds):
        if not figure.alt:
            yield _note(shown, "figure-no-alt", name=shown.src)


def alt_text_is_no_caption(grounds: Grounds) -> Iterator[Problem]:
    """A screen reader would read the same sentence twice."""
    for shown, figure in _present(grounds):
        if figure.alt and _plain(figure.alt) == _plain(figure.caption):
            yield _note(shown, "figure-alt-is-caption", name=shown.src)


def photos_have_a_caption(grounds: Grounds) -> Iterator[Problem]:
    """What a photo shows, and when, is said in words that stay with it."""
    for shown, figure in _present(grounds):
        if not figure.caption:
            yield _note(shown, "figure-no-caption", name=shown.src)


def photos_have_a_credit(grounds: Grounds) -> Iterator[Problem]:
    """Who made a photo is named: in the caption, or in the file."""
    for shown, figure in _present(grounds):
        if not figure.credit:
            yield _note(shown, "figure-no-credit", name=shown.src)


def every_photo_is_used(grounds: Grounds) -> Iterator[Problem]:
    """A photo that no article shows is printed nowhere."""
    used = _used(grounds)
    for source in grounds.photos:
        if source not in used:
            yield Problem(source, 0, "figure-unused", severity=Severity.WARNING)


def photos_are_large_enough(grounds: Grounds) -> Iterator[Problem]:
    """A photo this small is a thumbnail that somebody saved in the place of the photo."""
    for source, photo in grounds.photos.items():
        yield from _smallness(source, photo)


def of_photo(source: str, photo: Photo) -> Iterator[Problem]:
    """What is to be known of a photo by itself: that it is small, that it holds its place."""
    yield from _smallness(source, photo)
    if photo.has_location:
        yield Problem(source, 0, "figure-location", severity=Severity.WARNING)


def _smallness(source: str, photo: Photo) -> Iterator[Problem]:
    if max(photo.width, photo.height) < _SMALL:
        size = {"width": photo.width, "height": photo.height, "least": _SMALL}
        yield Problem(source, 0, "figure-small", size, Severity.WARNING)


def locations_are_taken_out(grounds: Grounds) -> Iterator[Problem]:
    """Where a photo was taken is never published; who keeps the file should know it is in it."""
    used = _used(grounds)
    for source, photo in grounds.photos.items():
        if photo.has_location and source in used:
            yield Problem(source, 0, "figure-location", severity=Severity.WARNING)


def pages_show_no_photos(grounds: Grounds) -> Iterator[Problem]:
    """Photos belong to articles: a page has no month in which one would be looked for."""
    for page in grounds.holdings.pages:
        for image in images(page.body) if "![" in page.body else ():
            line = page.body_line + image.line - 1
            yield Problem(page.source, line, "page-photo", {"name": image.src})


def _present(grounds: Grounds) -> Iterator[tuple[Shown, Figure]]:
    for shown in grounds.shown:
        if shown.figure:
            yield shown, shown.figure


def _used(grounds: Grounds) -> set[str]:
    """Those of the judged photos that an article shows, looked at or not."""
    used = {figure.photo for _, figure in _present(grounds)}
    if grounds.elsewhere:
        used |= {source for source in grounds.photos if grounds.elsewhere.shows(source)}
    return used


def _place(shown: Shown) -> str:
    """Where the photo should lie: a bare name in the article's own year and month."""
    src = nfc(unquote(shown.src)).replace("\\", "/")
    if _ON_DISK.match(src) or ".." in src.split("/"):
        src = PurePosixPath(src).name
    if "/" in src:
        return f"photos/{src.removeprefix('/').removeprefix('photos/')}"
    folder = PurePosixPath(shown.article.source).parent.relative_to("articles")
    return str(PurePosixPath("photos") / folder / src)


def _absence(shown: Shown, place: str, similar: list[str]) -> tuple[str, dict[str, object]]:
    if _ON_DISK.match(unquote(shown.src)):
        return "figure-on-disk", {"name": shown.src, "place": place}
    if _REMOTE.match(shown.src):
        return "figure-remote", {"name": shown.src}
    if similar:
        names = ", ".join(similar)
        return "figure-misnamed", {"name": shown.src, "place": place, "similar": names}
    return "figure-missing", {"name": shown.src, "place": place, "awaited": AWAITED}


def _plain(text: str) -> str:
    return canonical(text).strip(" .")


def _note(shown: Shown, code: str, **params: object) -> Problem:
    return Problem(shown.article.source, shown.line, code, params, Severity.WARNING)
