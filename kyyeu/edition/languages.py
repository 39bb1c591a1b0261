"""A site whose interface speaks several languages, and what is Vietnamese in each of them.

The first language stands at the root. Of every other the pages of lists and names stand once
more below its code (``en/``), made by the same functions from an `Archive` whose settings are
of that language. Articles, photos, feeds and data exist once: nobody translates them. Paths in
values are seen from the root of their language, so what exists once lies one folder up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.pages import PageJob, Whole
from kyyeu.edition.pieces import Picture, Source, Translation
from kyyeu.edition.site_values import Marks
from kyyeu.markup import unbroken
from kyyeu.problems import catalogue, say
from kyyeu.settings import Settings

ONCE = ("article", "moved", "withdrawn")  #: kinds of pages that no other language has
_UP = "../"
_VIETNAMESE = "vi"
_TEXT = Markup(' lang="vi"')
_PAGE = Markup(' hreflang="vi"')


# --------------------------------------------------------------------------- editions


def editions(archive: Archive) -> tuple[Archive, ...]:
    """The archive as the pages of each language ask for it, that at the root first."""
    others = languages(archive.settings)[1:]
    return (archive, *(replace(archive, settings=settings) for settings in others))


@lru_cache(16)
def languages(settings: Settings) -> tuple[Settings, ...]:
    """The settings of each language of the interface; those given first.

    The heading of the corrections is a setting for the language at the root alone.
    """
    others = (
        replace(settings, language=each, corrections=say("edition", "corrections", {}, each))
        for each in settings.languages
        if each != settings.language
    )
    return (settings, *others)


def once_more(archive: Archive, jobs: Iterable[PageJob | Whole]) -> Iterator[PageJob | Whole]:
    """The pages of a language where they stand; what exists once already is left out."""
    below = archive.settings.below
    if not below:
        yield from jobs
        return
    for job in jobs:
        if isinstance(job, Whole):
            files = frozenset(below + file for file in job.files if _is_page(file))
            yield Whole(below + job.owner, files)
        elif _is_page(job.save_as):
            yield replace(
                job,
                save_as=below + job.save_as,
                owner=below + job.owner,
                map=f"{archive.settings.language}-{job.map}" if job.map else "",
                language=archive.settings.language,
            )


def _is_page(file: str) -> bool:
    return file.endswith(".html") and file != addresses.NOT_FOUND


def printed(archive: Archive, file: str) -> bool:
    """Whether a page of this language is there already."""
    return archive.ledger.page(archive.settings.below + file) is not None


def printed_of(archive: Archive, owner: str) -> set[str]:
    """The files of this language that are pages of something."""
    below = archive.settings.below
    return {file.removeprefix(below) for file in archive.ledger.pages_of(below + owner)}


# --------------------------------------------------------------------------- ways


def shared(settings: Settings, path: str) -> str:
    """The path of what exists once, as seen from the root of the language."""
    return f"{_UP}{path}" if settings.below else path


def shared_picture(settings: Settings, picture: Picture | None) -> Picture | None:
    """A photo of an article, as seen from the root of the language."""
    if picture is None or not settings.below:
        return picture
    avif, jpeg = (
        tuple(Source(_UP + one.path, one.width) for one in row)
        for row in (picture.avif, picture.jpeg)
    )
    return replace(picture, avif=avif, jpeg=jpeg)


def translations(settings: Settings, path: str) -> tuple[Translation, ...]:
    """The same page in the other languages; ``path`` is seen from the root of its own."""
    if len(settings.languages) < 2:
        return ()
    return tuple(
        Translation(
            one.language,
            catalogue(one.language)["reader"]["language"],
            shared(settings, one.below + path),
            absolute(one, path),
        )
        for one in languages(settings)[1:]
    )


def original(settings: Settings, path: str) -> str:
    """The address of a page at the root of the site; empty where it has no translation."""
    if len(settings.languages) < 2 or not settings.address:
        return ""
    return f"{settings.address}/{path}"


def absolute(settings: Settings, path: str) -> str:
    """The address of a page in its language; empty while the site has none."""
    return f"{settings.address}/{settings.below}{path}" if settings.address else ""


# --------------------------------------------------------------------------- Vietnamese


def marks(settings: Settings) -> Marks:
    """How pages of a language tell what is Vietnamese."""
    if settings.language == _VIETNAMESE:
        return Marks()
    own = Markup(' lang="{}"').format(settings.language)
    name, imprint, section = (
        _TEXT if has_marks(words) else ""
        for words in (settings.name, settings.imprint, " ".join(settings.sections))
    )
    tagline = _TEXT if has_marks(settings.tagline) else own
    return Marks(_TEXT, _PAGE, _PAGE + _TEXT, own, name, tagline, imprint, section)


def vietnamese_sections(settings: Settings) -> bool:
    """Whether the names of sections are Vietnamese, which an English site may call otherwise."""
    return has_marks(" ".join(settings.sections))


@lru_cache(256)
def has_marks(words: str) -> bool:
    """Whether words bear a letter or a tone that English has not."""
    return vietnamese.fold(words) != words.lower()


def vi(archive: Archive, words: str) -> str:
    """Vietnamese words that stand among those of the interface: a name in a heading."""
    if archive.settings.language == _VIETNAMESE:
        return words
    return Markup('<span lang="vi">{}</span>').format(unbroken(words))


def joined(between: str, parts: Iterable[str]) -> str:
    """Parts of a line, of which some may say that they are Vietnamese."""
    found = [part for part in parts if part]
    if any(isinstance(part, Markup) for part in found):
        return Markup(between).join(map(unbroken, found))
    return between.join(found)


def plain(words: str) -> str:
    """The same for where no part can say its language: an attribute, a title."""
    return words.striptags() if isinstance(words, Markup) else words


def said_of(archive: Archive, key: str, words: str, name: str, **others: object) -> str:
    """A phrase of the catalogue with Vietnamese words at its parameter ``name``."""
    if archive.settings.language == _VIETNAMESE:
        return archive.say(key, **{name: words}, **others)
    before, after = archive.say(key, **{name: "\n"}, **others).split("\n")
    return joined("", (before, vi(archive, words), after))
