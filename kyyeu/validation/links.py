"""Rules about links: each leads to something that a reader can open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from kyyeu.markup import is_allowed_address
from kyyeu.model import Article, StaticPage, Status
from kyyeu.problems import Problem, Severity
from kyyeu.validation.grounds import Grounds, Linked
from kyyeu.validation.nearness import Names
from kyyeu.vietnamese import nfc

_TEXT = ".md"
#: A file beside the text, where no page looks for one, or a site without "https://".
_BARE = re.compile(
    r"(?!\.\.)[^/#?][^#?]*\.(?!html?$)[a-z0-9]{2,5}"
    r"|(?:www\.|[a-z0-9.-]+\.(?:vn|com|net|org)/).*",
    re.IGNORECASE,
)
#: The ids that an article's page has: block 3, photo 2 (`kyyeu.edition.addresses.anchor`).
_PLACE = re.compile(r"(?P<kind>d|anh-)(?P<number>\d{1,6})")
_TOP = ("", "top")  # wherever HTML is read


def links_lead_to_files(grounds: Grounds) -> Iterator[Problem]:
    """A link to a file that is not there loses its way silently."""
    sources: dict[str, str] = {}  # gathered when one is missing
    names: Names | None = None
    for link in grounds.linked:
        if not link.path or link.path in grounds.holdings.digests:
            continue
        sources = sources or {PurePosixPath(one).name: one for one in grounds.holdings.digests}
        names = names or Names(sources)
        near = names.nearest(PurePosixPath(link.path).name)
        params = {"path": link.path, "nearest": sources[near[0]] if near else ""}
        code = "article-link-misspelt" if near else "article-link-unknown"
        yield Problem(link.source, link.line, code, params)


def links_lead_to_what_is_printed(grounds: Grounds) -> Iterator[Problem]:
    """A link from a printed article to a draft is printed as plain words."""
    status = {article.source: article.status for article in grounds.holdings.articles}
    printed = Status.PUBLISHED
    for link in grounds.linked:
        target = status.get(link.path)
        if target is None and grounds.elsewhere:
            target = grounds.elsewhere.status_of(link.path)
        if status.get(link.source, printed) is printed is not (target or printed):
            yield _note(link, "article-link-unprinted", path=link.path)


def links_to_articles_are_marked(grounds: Grounds) -> Iterator[Problem]:
    """A bare link to a ``.md`` file leads readers to a file that is not on the site."""
    same_name: dict[str, str] = {}  # gathered when one is bare
    for link in grounds.linked:
        path = unquote(link.link.href.partition("#")[0])
        if link.path or ":" in path or not path.lower().endswith(_TEXT):
            continue
        known = grounds.holdings.digests
        same_name = same_name or {PurePosixPath(one).name: one for one in known}
        params = {"path": path, "target": _meant(path, link.source, known, same_name)}
        yield Problem(link.source, link.line, "article-link-plain", params)


def links_lead_somewhere(grounds: Grounds) -> Iterator[Problem]:
    """What no page of the site answers to: a script, a file, an address without its beginning."""
    for link in grounds.linked:
        href = link.link.href
        if link.link.name or href.lower().partition("#")[0].endswith(_TEXT):
            continue  # has a rule of its own
        if link.path:
            lost = link.path in grounds.holdings.digests  # a photo or a table: no page of its own
        elif not is_allowed_address(href):
            yield _note(link, "article-link-refused", target=href)
            continue
        else:
            lost = bool(_BARE.fullmatch(href))
        if lost:
            yield _note(link, "article-link-nowhere", target=link.path or href)


def links_lead_to_places_that_are_there(grounds: Grounds) -> Iterator[Problem]:
    """Of a page only the blocks of a text and its photos can be led to."""
    texts: dict[str, Article | StaticPage] = {one.source: one for one in grounds.holdings.articles}
    texts |= {one.source: one for one in grounds.holdings.pages}
    photos = Counter(shown.article.source for shown in grounds.shown)
    for link in grounds.linked:
        before, sharp, place = link.link.href.partition("#")
        if not sharp or link.link.name or (before and not link.path):
            continue
        target = texts.get(link.path) if link.path else link.text
        if (
            target
            and unquote(place).lower() not in _TOP
            and not _has(target, place, photos[target.source], grounds)
        ):
            yield _note(link, "article-link-place", place=place)


def _has(text: Article | StaticPage, place: str, photos: int, grounds: Grounds) -> bool:
    """Whether a page has such a place; how many there are is known where all was read."""
    named = _PLACE.fullmatch(place)
    if named is None or isinstance(text, StaticPage):
        return False
    if grounds.study is None:
        return True
    if named["kind"] == "anh-":
        return 1 <= int(named["number"]) <= photos
    # The lead is 0, the line of keywords follows the last block; a caption counts for one.
    return int(named["number"]) <= len(grounds.study.blocks[text.id]) + photos


def _meant(
    path: str, source: str, known: Mapping[str, object], same_name: Mapping[str, str]
) -> str:
    """What a bare path means: seen from the article, from ``content/``, or by its name alone."""
    folder = str(PurePosixPath(source).parent)
    seen = normpath(f"{folder}/{nfc(path)}"), normpath(nfc(path).lstrip("/"))
    alike = same_name.get(PurePosixPath(seen[1]).name, "")
    return next((place for place in (*seen, alike) if place in known), seen[0])


def _note(link: Linked, code: str, **params: object) -> Problem:
    return Problem(link.source, link.line, code, params, Severity.WARNING)
