"""Where everything stands on the site: the only place where an address is made.

An article's address holds its year, its month, a slug and an id that never changes, so
two headlines that differ by a tone never clash. The slug is the headline's unless the
header sets one (``Slug``): an editor who corrects a headline keeps the address with it.
Identity of people, units, directives and movements is an id too, never a slug of a
name. Nothing an editor writes in a header becomes a path but through these functions,
and each result is checked against a pattern (reliability rule 6).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import urlencode

from kyyeu import vietnamese
from kyyeu.fixity import digest
from kyyeu.model import Article, Kind

FRONT = ""
PEOPLE, UNITS, DIRECTIVES, MOVEMENTS = "nguoi/", "don-vi/", "van-ban/", "phong-trao/"
LETTERS, FAMILIES = "chu-cai/", "chu-cai/nguoi-theo-ho/"
UNIT_TREE = "chu-cai/don-vi-theo-cap/"
SECTIONS, AUTHORS, YEARS = "chuyen-muc/", "tac-gia/", "nam/"
SEARCH, FEED, SITEMAP = "tim/", "atom.xml", "sitemap.xml"
RSS, JSON_FEED, FEEDS, OPML = "rss.xml", "feed.json", "nguon-tin/", "nguon-tin/kyyeu.opml"
CORRECTIONS, OFFLINE, MEASURES = "dinh-chinh/", "khong-co-mang/", "do-chinh-xac/"
DATA, PACKAGE = "du-lieu/", "du-lieu/datapackage.json"
NOT_FOUND, PHOTOS, THEME = "404.html", "anh/", "theme/"

_INDEXES = {
    Kind.PERSON: PEOPLE,
    Kind.UNIT: UNITS,
    Kind.DIRECTIVE: DIRECTIVES,
    Kind.MOVEMENT: MOVEMENTS,
}
_PART = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_MEMO = 4096  # addresses that are kept at hand: each is asked for again and again
_LONGEST = 240  # characters; Windows stops at 260 with its drive and folder
_COMPONENT = 200  # bytes; every letter of an address is one


def _join(*parts: str) -> str:
    """An address of the given parts, a closing empty part making it a folder.

    Raises:
        ValueError: a part is not made of small letters, digits and single hyphens, or is
            too long for a file system; `kyyeu.validation` names such things before.
    """
    path = "/".join(parts)
    named = parts[:-1] if parts[-1] == "" else parts
    if len(path) > _LONGEST or not all(map(_is_part, named)):
        raise ValueError(f"not an address: {path!r}")
    return path


def _is_part(part: str) -> bool:
    device = part.partition(".")[0] in vietnamese.DEVICES
    return bool(_PART.fullmatch(part)) and len(part) <= _COMPONENT and not device


def _word(part: str) -> str:
    """A part that will be joined to another: checked alone, so that it cannot be empty."""
    return _join(part)


def article(article: Article) -> str:
    """``2020/02/<slug>-<id>.html``; year and month are those of publication."""
    published = article.published
    return _article(published.year, published.month, article.slug, article.id)


@lru_cache(maxsize=_MEMO)
def _article(year: int, month: int, slug: str, id: str) -> str:
    return _join(f"{year:04d}", f"{month:02d}", f"{_word(slug)}-{_word(id)}.html")


@lru_cache(maxsize=_MEMO)
def entity(kind: Kind, id: str) -> str:
    """``nguoi/<id>/``, ``don-vi/<id>/``, ``van-ban/<id>/`` or ``phong-trao/<id>/``."""
    return _join(index_of(kind).rstrip("/"), id, "")


def index_of(kind: Kind) -> str:
    """The A to Z of a kind."""
    return _INDEXES[kind]


def letter(kind: Kind, text: str) -> str:
    """``chu-cai/nguoi-dd/``: a letter of a large A to Z, which no id of an entity can be.

    Directives stand under the words of their kind, which two hands may spell in two ways.
    """
    own = vietnamese.slugify(text)
    if kind is Kind.DIRECTIVE:
        own = f"{own}-{digest(text.encode())[:6]}"
    return _join(LETTERS.rstrip("/"), f"{index_of(kind).rstrip('/')}-{own}", "")


def family(text: str) -> str:
    """``chu-cai/nguoi-theo-ho-dd/``: a letter of a large list of people by family name."""
    return _join(LETTERS.rstrip("/"), f"nguoi-theo-ho-{vietnamese.slugify(text)}", "")


def division(letter: str, words: str) -> str:
    """``chu-cai/nguoi-v/vinh-3fa2c1/``: a division of a letter; "Vinh" and "Vĩnh" are two."""
    own = digest(words.encode())[:6]
    return _join(*letter.rstrip("/").split("/"), f"{vietnamese.slugify(words, 40)}-{own}", "")


def sitemap(name: str) -> str:
    """``sitemap/2020.xml``."""
    return _join("sitemap", f"{_word(name)}.xml")


@lru_cache(maxsize=_MEMO)
def section(name: str) -> str:
    """``chuyen-muc/<slug>/``; sections are few and set by the site, so a slug will do."""
    return _join(SECTIONS.rstrip("/"), vietnamese.slugify(name), "")


@lru_cache(maxsize=_MEMO)
def author(name: str) -> str:
    """``tac-gia/<slug>-<digest>/``: Lam Hồng and Lâm Hồng are two people."""
    own = digest(vietnamese.canonical(name).encode())[:6]
    return _join(AUTHORS.rstrip("/"), f"{vietnamese.slugify(name, 60)}-{own}", "")


def former(path: str) -> str:
    """An address that an article had, as its header lists it."""
    return _join(*path.split("/"))


def year(number: int) -> str:
    """``2020/``."""
    return _join(f"{number:04d}", "")


def day(number: int) -> str:
    """``2020/02/13/`` of the day 20200213."""
    return _join(f"{number // 10000:04d}", f"{number // 100 % 100:02d}", f"{number % 100:02d}", "")


def table(kind: Kind, ending: str = ".csv") -> str:
    """The table of all authority records of a kind."""
    return f"{DATA}{index_of(kind).rstrip('/')}{ending}"


def data_year(number: int) -> str:
    """``du-lieu/2020/``: the tables of a year."""
    return _join(DATA.rstrip("/"), f"{number:04d}", "")


def month_table(year: int, month: int, name: str) -> str:
    """``du-lieu/2020/02/bai-viet.csv``."""
    return _join(DATA.rstrip("/"), f"{year:04d}", f"{month:02d}", name)


def text_page(slug: str) -> str:
    """``gioi-thieu/``."""
    return _join(slug, "")


def further(path: str, number: int) -> str:
    """A further sheet of a list: ``.../trang/2/``; the first is the list itself."""
    return path if number == 1 else f"{path}trang/{number}/"


def block(path: str, index: int) -> str:
    """An article's address with the anchor of one of its blocks; block 0 is the lead."""
    return f"{path}#{anchor(index)}"


def anchor(index: int) -> str:
    """The id of one of an article's blocks."""
    return f"d{index}"


def search_for(words: str) -> str:
    """The search page with a question in it."""
    return f"{SEARCH}?{urlencode({'q': words})}"


def root(path: str) -> str:
    """The way from a page up to the root of the site: ``./`` or ``../../``."""
    return "../" * path.count("/") or "./"


def save_as(path: str) -> str:
    """The file that answers for an address."""
    return f"{path}index.html" if path == FRONT or path.endswith("/") else path


def logo(name: str) -> str:
    """Where the site's own picture lies for whoever asks by the name it has for good; or ""."""
    return f"logo{PurePosixPath(name).suffix.lower()}" if name else ""
