"""What a page says of itself in schema.org's words: page values become `linked_data` things.

Pure functions of page values. A site without public address says nothing, for an ``@id``
is an absolute address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from kyyeu.edition import addresses
from kyyeu.edition.linked_data import (
    BreadcrumbList,
    CollectionPage,
    CorrectionComment,
    EntryPoint,
    ImageObject,
    Legislation,
    NewsArticle,
    Occupation,
    Organization,
    OrganizationRole,
    Person,
    Place,
    ProfilePage,
    Reference,
    SearchAction,
    Thing,
    WebPage,
    WebSite,
    breadcrumbs,
    dumped,
    embedded,
)
from kyyeu.edition.pages import ArticlePage, EntityPage, Named, RelationRow
from kyyeu.edition.pieces import Byline, Head, Link, Picture
from kyyeu.edition.publication import PUBLISHER, Publication
from kyyeu.edition.stories import Headline, Key
from kyyeu.model import AuthorityRecord, DirectiveRecord, Kind, PersonRecord, UnitRecord

_ENTITY = "#ho-so"  #: of the person, unit ... that a page is about
_SITE = "#trang"
_PHOTO_ROLE = "ảnh"
_KINDS: Mapping[Kind, type[Thing]] = {
    Kind.PERSON: Person,
    Kind.UNIT: Organization,
    Kind.DIRECTIVE: Legislation,
    Kind.MOVEMENT: Thing,
}

Some = TypeVar("Some", bound=Thing)


def of_article(
    page: ArticlePage, words: int, whose: Publication, about: Iterable[str] = ()
) -> Markup | None:
    """An article: who made it, who and what it names, what was corrected.

    Args:
        page: its value.
        words: how many syllables its text has.
        whose: the publication.
        about: pages of those whom the headline itself names.
    """
    if not whose.address:
        return None
    address = whose.absolute(page.head.path)
    authors, photographers = _made_by(page.bylines, whose)
    article = NewsArticle(
        at=f"{address}#bai",
        headline=page.headline,
        description=page.head.description,
        url=address,
        main_entity_of_page=address,
        in_language="vi",
        date_published=page.published.iso,
        date_modified=(page.updated or page.published).iso,
        author=authors,
        contributor=photographers,
        publisher=Reference(at=whose.absolute(PUBLISHER)),
        image=tuple(_image(photo, whose) for photo in page.photos),
        article_section=page.section.text,
        dateline=page.dateline,
        keywords=tuple(link.text for link in page.keywords),
        word_count=words,
        is_based_on=page.origin.url if page.origin else "",
        about=tuple(Reference(at=whose.absolute(path) + _ENTITY) for path in about),
        mentions=(
            *(_person(named, whose) for named in page.people if named.path),
            *(_named(Organization, named, whose) for named in page.units if named.path),
            *(_named(Legislation, named, whose) for named in page.directives if named.path),
            *(_named(Thing, named, whose) for named in page.movements if named.path),
        ),
        correction=tuple(
            CorrectionComment(text=f"{note.wrong} → {note.right}", date_published=note.date.iso)
            for note in page.corrections
        ),
    )
    way = _way(page.head, whose, page.headline)
    return embedded(article, whose.publisher(), way)


def of_entity(
    page: EntityPage,
    kind: str,
    whose: Publication,
    record: AuthorityRecord | None = None,
    superior: UnitRecord | None = None,
    issuer: Link | None = None,
) -> Markup | None:
    """A person, unit, directive or movement, and the page about it.

    Args:
        page: its value.
        kind: of the entity, as in `kyyeu.model.Kind`.
        whose: the publication.
        record: its authority record, where there is one.
        superior: of a unit, the one it belongs to, if it may be told of.
        issuer: of a directive, and the page of that unit.
    """
    if not whose.address:
        return None
    about = _entity(page, kind, whose, record, superior)
    if isinstance(about, Legislation) and issuer:
        about = replace(about, legislation_passed_by=_named_unit(issuer, whose))
    if isinstance(about, Organization):
        about = replace(about, member=tuple(_member(row, whose) for row in page.members))
    shell = ProfilePage if kind in ("person", "unit") else WebPage
    profile = shell(
        at=whose.page(page.head.path),
        name=page.head.title,
        description=page.head.description,
        in_language=whose.language,
        is_part_of=Reference(at=whose.absolute(_SITE)),
        main_entity=Reference(at=about.at),
    )
    return embedded(profile, about, _way(page.head, whose, page.name.text))


def of_record(
    record: AuthorityRecord,
    whose: Publication,
    superior: UnitRecord | None = None,
    path: str = "",
    issuer: Link | None = None,
) -> Thing:
    """What an authority record says.

    Args:
        record: which may be shown.
        whose: the publication.
        superior: of a unit, the one it belongs to, if it may be told of.
        issuer: of a directive, and the page of that unit.
        path: of its page; empty: it may have none.
    """
    own = whose.absolute(addresses.entity(record.kind, record.id)) + _ENTITY
    page = whose.absolute(path) if path else ""
    variants = record.variants
    if isinstance(record, PersonRecord):
        return Person(
            at=own,
            name=record.preferred,
            alternate_name=variants,
            disambiguating_description=record.distinction,
            has_occupation=tuple(Occupation(name=role) for role in record.roles),
            main_entity_of_page=page,
        )
    if isinstance(record, UnitRecord):
        return Organization(
            at=own,
            name=record.preferred,
            alternate_name=variants,
            parent_organization=_superior(superior, whose),
            location=Place(name=record.place) if record.place else None,
            main_entity_of_page=page,
        )
    if isinstance(record, DirectiveRecord):
        return Legislation(
            at=own,
            name=record.preferred,
            description=record.title,
            alternate_name=variants,
            legislation_identifier=record.symbol,
            legislation_type=record.document_kind,
            legislation_date=record.issued.isoformat() if record.issued else "",
            legislation_passed_by=_named_unit(issuer, whose) if issuer else None,
            main_entity_of_page=page,
        )
    return Thing(at=own, name=record.preferred, alternate_name=variants, main_entity_of_page=page)


def of_headline(
    headline: Headline, named: Iterable[tuple[Key, str]], whose: Publication
) -> NewsArticle:
    """An article without its text, and whom and what it names.

    Args:
        headline: the article.
        named: entities with a page, and their names.
        whose: the publication.
    """
    one = headline.article
    address = whose.absolute(addresses.article(one))
    return NewsArticle(
        at=f"{address}#bai",
        headline=one.title,
        description=one.lead,
        url=address,
        in_language="vi",
        date_published=one.published.isoformat(),
        date_modified=(one.modified or one.published).isoformat(),
        author=tuple(Person(name=each.name) for each in one.contributors),
        publisher=Reference(at=whose.absolute(PUBLISHER)),
        article_section=one.category,
        dateline=one.dateline,
        keywords=one.tags,
        is_based_on=one.origin.url if one.origin else "",
        correction=tuple(
            CorrectionComment(
                text=f"{note.wrong} → {note.right}", date_published=note.day.isoformat()
            )
            for note in one.corrections
        ),
        mentions=tuple(
            _KINDS[key[0]](at=whose.absolute(addresses.entity(*key)) + _ENTITY, name=name)
            for key, name in named
        ),
    )


def dump(things: Sequence[Thing], whose: Publication) -> str:
    """Things as a file of JSON-LD, with who keeps them; empty without a public address."""
    return dumped(whose.publisher(), *things) if whose.address else ""


def of_list(head: Head, whose: Publication) -> Markup | None:
    """A list of articles or an index."""
    if not whose.address:
        return None
    page = CollectionPage(
        at=whose.page(head.path),
        name=head.title,
        description=head.description,
        in_language=whose.language,
        is_part_of=Reference(at=whose.absolute(_SITE)),
    )
    return embedded(page, _way(head, whose, head.title))


def of_site(whose: Publication) -> Markup | None:
    """The site, its publisher and how it is searched: on the front page."""
    if not whose.address:
        return None
    search = whose.absolute(f"{addresses.SEARCH}?q={{q}}")
    site = WebSite(
        at=whose.absolute(_SITE),
        name=whose.name,
        url=whose.absolute(addresses.FRONT),
        in_language=whose.language,
        publisher=Reference(at=whose.absolute(PUBLISHER)),
        potential_action=SearchAction(target=EntryPoint(url_template=search)),
    )
    return embedded(site, whose.publisher())


def _made_by(
    bylines: Iterable[Byline], whose: Publication
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Authors, and those who only took the photos."""
    authors: dict[str, Person] = {}
    photographers: dict[str, Person] = {}
    for byline in bylines:
        group = photographers if byline.role.lower() == _PHOTO_ROLE else authors
        for link in byline.people:
            url = whose.absolute(link.path) if link.path else ""
            group[link.text] = Person(name=link.text, url=url)
    others = tuple(one for name, one in photographers.items() if name not in authors)
    return tuple(authors.values()), others


def _image(photo: Picture, whose: Publication) -> ImageObject:
    return ImageObject(
        content_url=whose.absolute(photo.jpeg[-1].path),
        caption=photo.caption or photo.alt,
        credit_text=photo.credit,
        width=f"{photo.width} px",
        height=f"{photo.height} px",
    )


def _named(kind: type[Some], named: Named, whose: Publication) -> Some:
    """What is said of a thing that is named: which it is, and where its page stands."""
    url = whose.absolute(named.path)
    return kind(at=url + _ENTITY, name=named.name.text, url=url)


def _person(named: Named, whose: Publication) -> Person:
    """Somebody as the article shows them: the roles are those of its day."""
    return Person(
        at=whose.absolute(named.path) + _ENTITY,
        url=whose.absolute(named.path),
        name=named.name.text,
        disambiguating_description=named.name.distinction,
        job_title=(named.detail,) if named.detail else (),
    )


def _entity(
    page: EntityPage,
    kind: str,
    whose: Publication,
    record: AuthorityRecord | None,
    superior: UnitRecord | None,
) -> Thing:
    """What the record says, named as on the page; of a person the roles that articles show."""
    first = (page.head.trail[1:] or (page.head,))[0]  # its own, not that of a further sheet
    address = whose.absolute(first.path)
    roles = tuple(Occupation(name=row.role) for row in page.roles)
    if record:
        thing = of_record(record, whose, superior, first.path)
        return replace(thing, has_occupation=roles) if isinstance(thing, Person) else thing
    thing = _KINDS[Kind(kind)](
        at=address + _ENTITY, name=page.name.text, main_entity_of_page=address
    )
    return replace(thing, has_occupation=roles) if isinstance(thing, Person) else thing


def _member(row: RelationRow, whose: Publication) -> OrganizationRole:
    url = whose.absolute(row.path)
    person = Person(at=url + _ENTITY, name=row.name.text, url=url)
    return OrganizationRole(role_name=row.role, member=person)


def _named_unit(link: Link, whose: Publication) -> Organization:
    at = whose.absolute(link.path) + _ENTITY if link.path else ""
    return Organization(at=at, name=link.text)


def _superior(unit: UnitRecord | None, whose: Publication) -> Organization | None:
    if unit is None:
        return None
    own = whose.absolute(addresses.entity(Kind.UNIT, unit.id)) + _ENTITY
    return Organization(at=own, name=unit.preferred)


def _way(head: Head, whose: Publication, last: str) -> BreadcrumbList:
    """From the front page to this page: the breadcrumb that it shows."""
    steps = [(whose.name, whose.page(addresses.FRONT))]
    trail = [(link.text, whose.page(link.path)) for link in head.trail]
    return breadcrumbs([*steps, *trail, (last, whose.page(head.path))])
