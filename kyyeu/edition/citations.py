"""How an article is cited: in words, for BibTeX, RIS and CSL-JSON, and in tags that Zotero reads.

RIS tags as in the format's own list (type ``NEWS``); BibTeX ``@misc`` with ``howpublished``,
for plain BibTeX knows no newspaper; Highwire Press tags as Google Scholar and Zotero read
them. Only what the article says is said: no day of access is made up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyyeu import vietnamese
from kyyeu.edition.pieces import Citation

Tags = tuple[tuple[str, str], ...]
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"})


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation needs to know of an article."""

    id: str
    title: str
    authors: tuple[str, ...]  #: full names, Vietnamese order
    site: str
    section: str
    published: str  #: ISO, with its zone
    address: str  #: absolute
    language: str = "vi"
    paper: str = ""  #: where it was printed first, when that is not here

    @property
    def day(self) -> tuple[str, str, str]:
        """Year, month and day."""
        year, month, day = self.published[:10].split("-")
        return year, month, day


def cite(about: Cited) -> Citation:
    """The four forms of a citation."""
    return Citation(_plain(about), _bibtex(about), _ris(about), _csl(about))


def tags(about: Cited, summary: str) -> Tags:
    """Names and contents of ``<meta>``: Highwire Press and Dublin Core."""
    day = about.published[:10]
    authors = about.authors
    return (
        ("citation_title", about.title),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_journal_title", about.paper or about.site),
        ("citation_language", about.language),
        ("citation_public_url", about.address),
        ("DC.title", about.title),
        *(("DC.creator", name) for name in authors),
        ("DC.date", day),
        ("DC.language", about.language),
        ("DC.publisher", about.site),
        ("DC.type", "NewspaperArticle"),
        *((("DC.description", summary),) if summary else ()),
    )


def _plain(about: Cited) -> str:
    year, month, day = about.day
    parts = (
        ", ".join(about.authors),
        f"“{about.title}”",
        *((about.paper,) if about.paper else ()),
        about.site,
        f"{day}/{month}/{year}",
        about.address,
    )
    return ", ".join(filter(None, parts)) + "."


def _bibtex(about: Cited) -> str:
    """Names stand in double braces: BibTeX would take the given name for the family name."""
    year, month, day = about.day
    fields = {
        "author": " and ".join(f"{{{_plain_tex(name)}}}" for name in about.authors),
        "title": f"{{{_plain_tex(about.title)}}}",
        "howpublished": _plain_tex(about.paper or about.site),
        "year": year,
        "month": str(int(month)),
        "day": str(int(day)),
        "url": about.address,
        "language": about.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(about)},", *lines, "}"])


def _csl(about: Cited) -> str:
    """CSL-JSON 1.0.2; names are literal, for a pen name has no family name."""
    told = {
        "id": about.id,
        "type": "article-newspaper",
        "title": about.title,
        "author": [{"literal": name} for name in about.authors],
        "container-title": about.paper or about.site,
        "section": about.section,
        "issued": {"date-parts": [[int(part) for part in about.day]]},
        "URL": about.address,
        "language": about.language,
    }
    known = {name: value for name, value in told.items() if value}
    return json.dumps([known], ensure_ascii=False, separators=(",", ":"))


def _ris(about: Cited) -> str:
    year, month, day = about.day
    return "\r\n".join(_lines(about, f"{year}/{month}/{day}", year))


def _lines(about: Cited, date: str, year: str) -> Iterator[str]:
    yield "TY  - NEWS"
    yield f"TI  - {about.title}"
    for name in about.authors:
        yield f"AU  - {_family_first(name)}"
    yield f"T2  - {about.paper or about.site}"
    yield f"SE  - {about.section}"
    yield f"DA  - {date}"
    yield f"PY  - {year}"
    yield f"LA  - {about.language}"
    yield f"UR  - {about.address}"
    yield f"ID  - {about.id}"
    yield "ER  - "


def _family_first(name: str) -> str:
    """The family name before a comma, as RIS wants it; a pen name of two words stays whole."""
    words: Sequence[str] = name.split()
    return f"{words[0]}, {' '.join(words[1:])}" if len(words) > 2 else name


def _key(about: Cited) -> str:
    first = about.authors[0] if about.authors else about.site
    return f"{vietnamese.slugify(first).replace('-', '')}{about.day[0]}{about.id}"


def _plain_tex(text: str) -> str:
    return text.replace("\\", "").translate(_SPECIAL)
