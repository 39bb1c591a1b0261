"""The page of an article. Nothing on it changes with the next article but its neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime

from kyyeu import vietnamese
from kyyeu.edition import addresses, citations, descriptions
from kyyeu.edition.archive import Archive, iso_day, section_list
from kyyeu.edition.cards import card, entity_link, head, weekday_and_date
from kyyeu.edition.correction_pages import notes
from kyyeu.edition.languages import said_of, vietnamese_sections
from kyyeu.edition.lists import RELATED_IN_SECTION, RELATED_WITHIN
from kyyeu.edition.pages import ArticlePage, Named, PageJob
from kyyeu.edition.pieces import Byline, Card, Link, Moment, OriginLine
from kyyeu.edition.publication import publication
from kyyeu.edition.reasons import reasons
from kyyeu.edition.social import section_card
from kyyeu.edition.statements import roles_of
from kyyeu.edition.stories import Headline, Key, Story, by_entity, list_of
from kyyeu.markup import Fragment
from kyyeu.model import Kind, Mention, Origin

_RELATED = 6  # most that are shown
_REASONS = 2  # shared entities named as the reason
_MUCH = 1_000_000  # weight of an entity that one older article names
_LONG = 3650  # days
_MANY_WORDS, _FEW_HEADINGS = 1500, 3  # from so many on there is a table of contents


def article_job(archive: Archive, id: str) -> PageJob:
    """The page of a public article."""
    story = archive.story(id)
    older, newer = (
        card(archive, each, with_section=False) if each else None
        for each in archive.neighbours(story.headline)
    )
    value = _page(archive, story, _related(archive, story), older, newer)
    article = story.article
    return PageJob(
        value.head.path,
        "article.html",
        value,
        f"article:{id}",
        f"{article.published:%Y}",
        (article.modified or article.published).date().isoformat(),
        images=tuple(photo.jpeg[-1].path for photo in value.photos),
    )


def _page(
    archive: Archive,
    story: Story,
    related: tuple[Card, ...],
    previous: Card | None,
    following: Card | None,
) -> ArticlePage:
    article = story.article
    section = Link(article.category, addresses.section(article.category))
    named = by_entity(story.reading)
    about = _cited(archive, story)
    words = sum(len(block.split()) for block in story.blocks)
    picture = story.pictures[0] if story.pictures else None
    units = _named(archive, story, Kind.UNIT)
    page = ArticlePage(
        head=head(
            archive,
            addresses.article(article),
            article.title,
            article.lead or next(iter(story.blocks[1:]), ""),
            nav=section.path,
            trail=(replace(section, vietnamese=vietnamese_sections(archive.settings)),),
            kind="article",
            published=article.published.isoformat(),
            modified=(article.modified or article.published).isoformat(),
            image=picture.jpeg[-1].path if picture else "",
            image_size=(picture.width, picture.height) if picture else (0, 0),
            image_alt=(picture.alt or picture.caption) if picture else "",
            social="" if picture else section_card(archive.settings, article.category),
            meta=citations.tags(about, article.lead) if about.address else (),
        ),
        section=section,
        headline=article.title,
        published=_moment(archive, article.published),
        updated=_moment(archive, article.modified) if article.modified else None,
        lead=story.lead,
        body=story.body,
        bylines=_bylines(story),
        origin=_origin(article.origin) if article.origin else None,
        rights=article.rights,
        dateline=article.dateline,
        people=_named(archive, story, Kind.PERSON),
        units=units,
        directives=_named(archive, story, Kind.DIRECTIVE),
        movements=_named(archive, story, Kind.MOVEMENT),
        counts=_counts(archive, story, len(units)),
        unresolved=tuple(dict.fromkeys(m.form for m in story.reading.mentions if m.id is None)),
        reasons=reasons(archive, story),
        related=related,
        previous=previous,
        following=following,
        photos=story.pictures,
        citation=citations.cite(about) if about.address else None,
        corrections=notes(article.corrections),
        contents=_contents(story) if words > _MANY_WORDS else (),
        keywords=tuple(Link(tag, addresses.search_for(tag)) for tag in article.tags),
        keywords_at=addresses.anchor(len(story.blocks)),
    )
    shown = {
        one.path for of in (page.people, page.units, page.directives, page.movements) for one in of
    }
    headed = [addresses.entity(*key) for key in _headed(article.title, named)]
    data = descriptions.of_article(
        page,
        words,
        publication(archive.settings),
        [path for path in headed if path in shown],
    )
    return replace(page, head=replace(page.head, data=data))


def _cited(archive: Archive, story: Story) -> citations.Cited:
    article, address = story.article, archive.settings.address
    return citations.Cited(
        id=article.id,
        title=article.title,
        authors=tuple(each.name for each in article.contributors),
        site=archive.settings.name,
        section=article.category,
        published=article.published.isoformat(),
        address=f"{address}/{addresses.article(article)}" if address else "",
        paper=article.origin.name if article.origin else "",
    )


def _headed(title: str, named: dict[Key, tuple[Mention, ...]]) -> list[Key]:
    """What an article is about, as far as that is sure.

    Whoever its headline names in words of the text that are nobody else's there, and that no
    capital beside them makes part of a longer name. Not units: "Hội Nông dân" may go on in the
    headline with the place of another.
    """
    whose: dict[str, set[Key]] = defaultdict(set)
    for key, mentions in named.items():
        for mention in mentions:
            if not mention.by_role:
                whose[vietnamese.modern_tone(vietnamese.nfc(mention.form))].add(key)
    line = vietnamese.modern_tone(vietnamese.nfc(title))
    found = {
        key
        for form, keys in whose.items()
        for key in keys
        if len(keys) == 1 and key[0] is not Kind.UNIT and _stands_whole(form, line)
    }
    return [key for key in named if key in found]


def _stands_whole(form: str, line: str) -> bool:
    """Whether a form of several words stands in a line, and not inside a longer name."""
    before, found, after = f" {line} ".partition(f" {form}")
    if " " not in form or not found or after[:1].isalnum() or after[:1] in set("-/"):
        return False
    beside = *before.split()[-1:], *(after.split()[:1] if after.startswith(" ") else ())
    return not any(word[:1].isupper() for word in beside)


def _contents(story: Story) -> tuple[Link, ...]:
    """The subheads of a long text; two are no table of contents."""
    headings = Fragment.parse(story.body).headings()
    if len(headings) < _FEW_HEADINGS:
        return ()
    return tuple(Link(text, f"#{anchor}") for anchor, text in headings)


def _moment(archive: Archive, when: datetime) -> Moment:
    """A point in time; midnight is what a date without an hour is read as, and is not said."""
    local = when.astimezone(archive.settings.timezone)
    if (local.hour, local.minute) == (0, 0):
        return Moment(local.isoformat(), weekday_and_date(archive, local.date()))
    called = archive.say("weekday", n=local.isoweekday())
    return Moment(local.isoformat(), vietnamese.long_moment(local, called))


def _origin(origin: Origin) -> OriginLine:
    day = origin.seen
    seen = Moment(day.isoformat(), vietnamese.short_date(day)) if day else None
    return OriginLine(origin.name, origin.url, seen)


def _bylines(story: Story) -> tuple[Byline, ...]:
    """Contributors with the same roles share a line: "Tin, ảnh: Lam Hồng"."""
    lines: dict[str, list[Link]] = {}
    for contributor in story.article.contributors:
        roles = ", ".join(contributor.roles)
        link = Link(contributor.name, addresses.author(contributor.name))
        lines.setdefault(roles[:1].upper() + roles[1:], []).append(link)
    return tuple(Byline(role, tuple(people)) for role, people in lines.items())


def _named(archive: Archive, story: Story, kind: Kind) -> tuple[Named, ...]:
    """The rows of "Trong bài này" of one kind, in the order of the text."""
    rows = []
    for key, mentions in by_entity(story.reading).items():
        if key[0] is not kind or not archive.seen(key):
            continue
        if kind is Kind.PERSON:
            name = archive.name(key).text
            held = (role for m in mentions for role, _ in roles_of(story, name, m))
            detail = ", ".join(dict.fromkeys(held))
        elif kind is Kind.DIRECTIVE:
            issued = next((m.issued for m in mentions if m.issued), "")
            issuer = next((m.issuer for m in mentions if m.issuer), "")
            stated = ", ".join(filter(None, (issuer, iso_day(issued))))
            detail = stated or archive.recorded(key)
        else:
            detail = ""
        known = archive.reviewed(key) and any(mention.reviewed for mention in mentions)
        rows.append(Named(archive.name(key), addresses.entity(*key), detail, known))
    return tuple(rows)


def _counts(archive: Archive, story: Story, shown: int) -> tuple[str, ...]:
    """What a list of units states of its own length, beside how many were found in it.

    Too few found are told, unless the article names as many units as the list states: then
    they were found outside the sentence that counts them, and nothing is known to be lacking.
    """
    return tuple(
        archive.say("counted", stated=one.stated, found=one.found)
        for one in story.reading.counted
        if one.found >= one.stated or shown < one.stated
    )


def _related(archive: Archive, story: Story) -> tuple[Card, ...]:
    """Older articles that share entities, the rarest counting most, with the reason.

    Where nothing is shared, what the section had shortly before stands there.
    Looks back only, and at the newest 20 older articles of each entity, so that an addition
    changes no page of an older article and few pages of younger ones.
    """
    headline = story.headline
    at, id = headline.at, headline.article.id
    weights: dict[Key, int] = {}
    older: dict[Key, list[Headline]] = {}
    for key in by_entity(story.reading):
        if archive.seen(key):
            ids = archive.beside(list_of(key), at, id, RELATED_WITHIN, later=False)
            older[key] = [archive.headline(each) for each in list(ids)]
            weights[key] = _weight(headline, older[key])
    score: Counter[str] = Counter()
    shared: dict[str, list[Key]] = defaultdict(list)
    found: dict[str, Headline] = {}
    for key in sorted(older, key=lambda key: (-weights[key], key)):
        for other in older[key]:
            found[other.article.id] = other
            score[other.article.id] += weights[key]
            shared[other.article.id].append(key)
    if not score:
        return _beside(archive, headline)
    best = sorted(score, key=lambda id: (-score[id], -found[id].at, id))
    return tuple(
        card(archive, found[id], with_section=False, reason=_reason(archive, shared[id]))
        for id in best[:_RELATED]
    )


def _beside(archive: Archive, headline: Headline) -> tuple[Card, ...]:
    """What stood in the section before, but for the one to which the page leads back anyway."""
    section = headline.article.category
    at, id = headline.at, headline.article.id
    ids = archive.beside(section_list(section), at, id, RELATED_IN_SECTION, later=False)
    reason = said_of(archive, "both_in", section, "section")
    return tuple(
        card(archive, archive.headline(other), with_section=False, reason=reason)
        for other in list(ids)[1:]
    )


def _weight(headline: Headline, older: list[Headline]) -> int:
    """The rarer an entity, the more it says that two articles share it.

    Of one that is named more often than can be looked at, how often it is in ten years is
    told by how soon it was named so many times.
    """
    if len(older) < RELATED_WITHIN:
        return _MUCH // max(1, len(older))
    days = max(1, (headline.at - older[-1].at) // 86_400)
    return _MUCH // max(RELATED_WITHIN, RELATED_WITHIN * _LONG // days)


def _reason(archive: Archive, keys: list[Key]) -> str:
    names = ", ".join(entity_link(archive, key).text for key in keys[:_REASONS])
    return said_of(archive, "both_name", names, "names")
