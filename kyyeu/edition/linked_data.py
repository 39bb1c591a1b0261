"""JSON-LD of pages: one ``@graph`` of schema.org, made of types that know their properties.

Each class below is a type of schema.org and its fields are properties of that type, so a
misspelt or misplaced property is refused by the type checker. Empty fields are left out.
Things of the archive keep one ``@id`` wherever they are named: the address of their page
with a fragment. No date is made up: roles stand without dates, for an article shows only
that they were held on its day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Union

from markupsafe import Markup

Value = Union["Thing", str, int, bool, Sequence["Thing"], Sequence[str]]
_HIDDEN = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "", "\u2029": ""}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """https://schema.org/Thing; ``at`` is its ``@id``."""

    at: str = ""
    name: str = ""
    alternate_name: Sequence[str] = ()
    description: str = ""
    disambiguating_description: str = ""
    url: str = ""
    main_entity_of_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Thing):
    """Nothing but an ``@id``: what is said elsewhere is not said again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Thing):
    """https://schema.org/Person."""

    job_title: Sequence[str] = ()
    has_occupation: Sequence[Occupation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation(Thing):
    """https://schema.org/Occupation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Thing):
    """https://schema.org/Organization."""

    parent_organization: Thing | None = None
    member: Sequence[OrganizationRole] = ()
    location: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRole(Thing):
    """https://schema.org/OrganizationRole: who is or was a member, as what; without dates."""

    role_name: str = ""
    member: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Thing):
    """https://schema.org/Place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsMediaOrganization(Organization):
    """https://schema.org/NewsMediaOrganization: who keeps the archive."""

    corrections_policy: str = ""
    logo: ImageObject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legislation(Thing):
    """https://schema.org/Legislation: a directive."""

    legislation_identifier: str = ""
    legislation_type: str = ""
    legislation_date: str = ""
    legislation_passed_by: Organization | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageObject(Thing):
    """https://schema.org/ImageObject; sizes are Distance: "1200 px"."""

    content_url: str = ""
    caption: str = ""
    credit_text: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionComment(Thing):
    """https://schema.org/CorrectionComment."""

    text: str = ""
    date_published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsArticle(Thing):
    """https://schema.org/NewsArticle."""

    headline: str = ""
    in_language: str = ""
    date_published: str = ""
    date_modified: str = ""
    author: Sequence[Person] = ()
    contributor: Sequence[Person] = ()
    publisher: Thing | None = None
    image: Sequence[ImageObject] = ()
    article_section: str = ""
    dateline: str = ""
    keywords: Sequence[str] = ()
    word_count: int = 0
    is_accessible_for_free: bool = True
    is_based_on: str = ""
    about: Sequence[Thing] = ()
    mentions: Sequence[Thing] = ()
    correction: Sequence[CorrectionComment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Thing):
    """https://schema.org/ListItem."""

    position: int = 0
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreadcrumbList(Thing):
    """https://schema.org/BreadcrumbList."""

    item_list_element: Sequence[ListItem] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage(Thing):
    """https://schema.org/WebPage."""

    in_language: str = ""
    is_part_of: Thing | None = None
    main_entity: Thing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage(WebPage):
    """https://schema.org/ProfilePage: the page of a person or a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPage(WebPage):
    """https://schema.org/CollectionPage: a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint(Thing):
    """https://schema.org/EntryPoint."""

    url_template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAction(Thing):
    """https://schema.org/SearchAction."""

    target: EntryPoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSite(Thing):
    """https://schema.org/WebSite."""

    in_language: str = ""
    publisher: Thing | None = None
    potential_action: SearchAction | None = None


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> BreadcrumbList:
    """The way down to a page: words and absolute addresses."""
    items = [
        ListItem(position=n, name=name, item=address) for n, (name, address) in enumerate(steps, 1)
    ]
    return BreadcrumbList(item_list_element=items)


def graph(*things: Thing) -> dict[str, object]:
    """What one page says, as JSON."""
    return {"@context": "https://schema.org", "@graph": [_json(thing) for thing in things]}


def dumped(*things: Thing) -> str:
    """The graph as a file, a thing a line: a change shows as a line that differs."""
    lines = (json.dumps(_json(thing), ensure_ascii=False) for thing in things)
    return '{"@context":"https://schema.org","@graph":[\n' + ",\n".join(lines) + "\n]}\n"


def embedded(*things: Thing) -> Markup:
    """The graph as it may stand inside ``<script type="application/ld+json">``.

    ``<``, ``>`` and ``&`` are written as numbers, so that nothing an editor writes can
    close the element (HTML standard, 4.12.1.3).
    """
    text = json.dumps(graph(*things), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_HIDDEN))


_PROPERTIES: dict[type, tuple[tuple[str, str], ...]] = {}
"""The fields of each type of schema.org that was met, and what they are called there."""


def _json(value: Value) -> object:
    if isinstance(value, Thing):
        found = {} if isinstance(value, Reference) else {"@type": type(value).__name__}
        if type(value) not in _PROPERTIES:
            names = [field.name for field in fields(value)]
            _PROPERTIES[type(value)] = tuple((name, _property(name)) for name in names)
        for name, told_as in _PROPERTIES[type(value)]:
            part = getattr(value, name)
            if part:
                found[told_as] = _json(part)  # type: ignore[assignment]
        return found
    if isinstance(value, (str, int)):
        return value
    return [_json(each) for each in value]


def _property(name: str) -> str:
    if name == "at":
        return "@id"
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
