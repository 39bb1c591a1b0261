"""The page of an article. Nothing on it changes with the next article but its neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, Key, Story, by_entity, iso_day
from kyyeu.edition.cards import card, entity_link, head
from kyyeu.edition.pages import ArticlePage, Byline, Named, OriginLine, PageJob
from kyyeu.edition.pieces import Card, Link, Moment
from kyyeu.edition.reasons import reasons
from kyyeu.model import Kind, Mention

_RELATED = 6  # most that are shown
_RECENT = 50  # of each entity's articles that are looked at: bounds the work
_REASONS = 2  # shared entities named as the reason


def article_jobs(archive: Archive) -> Iterator[PageJob]:
    """A job for each story."""
    neighbours = _neighbours(archive)
    related = _related(archive)
    for story in archive.stories:
        value = _page(archive, story, related[story.article.id], *neighbours[story.article.id])
        yield PageJob(value.head.path, "article.html", value)


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
    picture = story.pictures[0].jpeg[-1].path if story.pictures else ""
    return ArticlePage(
        head=head(
            archive,
            addresses.article(article),
            article.title,
            article.lead or next(iter(story.blocks[1:]), ""),
            nav=section.path,
            kind="article",
            published=article.published.isoformat(),
            modified=(article.modified or article.published).isoformat(),
            image=picture,
        ),
        section=section,
        headline=article.title,
        published=_moment(archive, article.published),
        updated=_moment(archive, article.modified) if article.modified else None,
        lead=story.lead,
        body=story.body,
        bylines=_bylines(story),
        origin=OriginLine(article.origin.name, article.origin.url) if article.origin else None,
        rights=article.rights,
        people=_named(archive, named, Kind.PERSON),
        units=_named(archive, named, Kind.UNIT),
        directives=_named(archive, named, Kind.DIRECTIVE),
        movements=_named(archive, named, Kind.MOVEMENT),
        counts=tuple(
            archive.say("counted", stated=counted.stated, found=counted.found)
            for counted in story.reading.counted
        ),
        unresolved=tuple(dict.fromkeys(m.form for m in story.reading.mentions if m.id is None)),
        reasons=reasons(archive, story),
        related=related,
        previous=previous,
        following=following,
    )


def _moment(archive: Archive, when: datetime) -> Moment:
    """A point in time; midnight is what a date without an hour is read as, and is not said."""
    local = when.astimezone(archive.settings.timezone)
    day = f"{vietnamese.weekday(local.date())}, {vietnamese.short_date(local.date())}"
    midnight = (local.hour, local.minute) == (0, 0)
    return Moment(local.isoformat(), day if midnight else vietnamese.long_moment(local))


def _bylines(story: Story) -> tuple[Byline, ...]:
    """Contributors with the same roles share a line: "Tin, ảnh: Lam Hồng"."""
    lines: dict[str, list[Link]] = {}
    for contributor in story.article.contributors:
        roles = ", ".join(contributor.roles)
        link = Link(contributor.name, addresses.author(contributor.name))
        lines.setdefault(roles[:1].upper() + roles[1:], []).append(link)
    return tuple(Byline(role, tuple(people)) for role, people in lines.items())


def _named(
    archive: Archive, named: dict[Key, tuple[Mention, ...]], kind: Kind
) -> tuple[Named, ...]:
    """The rows of "Trong bài này" of one kind, in the order of the text."""
    rows = []
    for key, mentions in named.items():
        if key[0] is not kind or key not in archive.sightings:
            continue
        if kind is Kind.PERSON:
            detail = ", ".join(dict.fromkeys(role for m in mentions for role in m.roles))
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


def _neighbours(archive: Archive) -> dict[str, tuple[Card | None, Card | None]]:
    """For each article id the older and the newer one of its section."""
    found: dict[str, tuple[Card | None, Card | None]] = {}
    for stories in archive.sections.values():
        cards = [card(archive, story, with_section=False) for story in stories]
        for i, story in enumerate(stories):
            older = cards[i + 1] if i + 1 < len(cards) else None
            found[story.article.id] = older, cards[i - 1] if i else None
    return found


def _related(archive: Archive) -> dict[str, tuple[Card, ...]]:
    """Older articles that share entities, the rarest counting most, with the reason.

    Looks back only, and counts rarity among older articles only, so that an addition
    never changes the page of an older article.
    """
    found: dict[str, tuple[Card, ...]] = {}
    seen: dict[Key, list[Story]] = defaultdict(list)
    for story in reversed(archive.stories):
        keys = [key for key in by_entity(story.reading) if key in archive.sightings]
        score: Counter[str] = Counter()
        shared: dict[str, list[Key]] = defaultdict(list)
        older = {}
        for key in sorted(keys, key=lambda key: (len(seen[key]), key)):
            for other in seen[key][-_RECENT:]:
                older[other.article.id] = other
                score[other.article.id] += 1_000_000 // len(seen[key])
                shared[other.article.id].append(key)
        best = sorted(
            score, key=lambda id: (-score[id], -older[id].article.published.timestamp(), id)
        )
        found[story.article.id] = tuple(
            card(archive, older[id], with_section=False, reason=_reason(archive, shared[id]))
            for id in best[:_RELATED]
        )
        for key in keys:
            seen[key].append(story)
    return found


def _reason(archive: Archive, keys: list[Key]) -> str:
    names = ", ".join(entity_link(archive, key).text for key in keys[:_REASONS])
    return archive.say("both_name", names=names)
