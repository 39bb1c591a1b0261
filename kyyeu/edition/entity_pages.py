"""The page of a person, a unit, a directive or a movement: what it is, and the sentences about it.

A role's history is what articles show, first seen and last seen, each leading to its
sentence; a date is never invented, and nothing stands here without its evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, Key, Sighting, by_entity
from kyyeu.edition.cards import card, chart, entity_link, head, periods, span, stretch_label
from kyyeu.edition.lists import Sheet, cut
from kyyeu.edition.pages import (
    Coverage,
    CoverageYear,
    EntityPage,
    Evidence,
    Fact,
    PageJob,
    Quote,
    RoleRow,
    Together,
)
from kyyeu.edition.pieces import Link, Moment
from kyyeu.edition.reasons import reason_in_words
from kyyeu.markup import unbroken
from kyyeu.model import DirectiveRecord, Kind, UnitRecord

_NAMESAKES = 8  # most that are named; the A to Z has them all
_TOGETHER = 8  # most that are shown
_QUOTES = 3  # sentences of one article


def entity_jobs(archive: Archive) -> Iterator[PageJob]:
    """The pages of everything that a public article names."""
    for key, seen in archive.sightings.items():
        base = addresses.entity(*key)
        for sheet in cut(base, [s.story.article.published.date() for s in seen]):
            value = _page(archive, key, seen, base, sheet)
            yield PageJob(addresses.save_as(sheet.path), "entity.html", value)


def _page(
    archive: Archive, key: Key, seen: Sequence[Sighting], base: str, sheet: Sheet
) -> EntityPage:
    kind = key[0]
    name = archive.name(key)
    first = sheet.stretch is None
    index = Link(archive.say(f"{kind.value}_index"), addresses.index_of(kind))
    title = name.text + (f" ({name.distinction})" if name.distinction else "")
    if sheet.stretch:
        title = f"{title}, {stretch_label(archive, sheet.stretch).lower()}"
    stories = [sighting.story for sighting in seen]
    quiet = _quiet(archive, key, seen) if first else archive.count(len(sheet.items))
    return EntityPage(
        head=head(
            archive,
            sheet.path,
            title,
            archive.say("entity_about", name=title, site=archive.settings.name, quiet=quiet),
            nav=index.path,
            kind=kind.value,
            trail=() if first else (index, Link(name.text, base)),
        ),
        kicker=index,
        name=name,
        quiet=quiet,
        namesakes=_namesakes(archive, key),
        mixed=kind is Kind.PERSON and key[1] in archive.mixed,
        reviewed=archive.reviewed(key),
        facts=_facts(archive, key) if first else (),
        roles=_roles(seen) if first else (),
        years=_years(archive, [seen[i] for i in sheet.items]),
        periods=periods(archive, base, sheet),
        chart=chart(archive, stories) if first else None,
        together=_together(archive, key, seen) if first else (),
    )


def _quiet(archive: Archive, key: Key, seen: Sequence[Sighting]) -> str:
    """The line under the name: "Có mặt trong 4 bài, ... · còn được viết: Chung"."""
    stories = [sighting.story for sighting in seen]
    preferred = archive.name(key).text
    forms = Counter(
        m.form
        for sighting in seen
        for m in sighting.mentions
        if not m.by_role and m.form != preferred
    )
    parts = [archive.say("present_in", articles=archive.count(len(seen)), span=span(stories))]
    if forms:
        others = sorted(forms, key=lambda form: (-forms[form], form))[:4]
        parts.append(archive.say("also_written", forms=", ".join(others)))
    return " · ".join(parts)


def _namesakes(archive: Archive, key: Key) -> tuple[Link, ...]:
    found = []
    for other in archive.namesakes(key)[:_NAMESAKES]:
        name = archive.name(other)
        told_apart = name.distinction or archive.detail(other)
        text = f"{name.text} ({told_apart})" if told_apart else name.text
        found.append(Link(text, addresses.entity(*other)))
    return tuple(found)


def _facts(archive: Archive, key: Key) -> tuple[Fact, ...]:
    """What the authority record says; related units lead to their pages where they have one."""
    record = archive.authorities.of(key[0]).get(key[1])
    facts: list[tuple[str, tuple[Link, ...]]] = []
    if isinstance(record, UnitRecord):
        for label, id in (
            ("parent", record.parent),
            ("predecessor", record.predecessor),
            ("successor", record.successor),
        ):
            facts.append((label, _units(archive, (id,) if id else ())))
        facts.append(("parts", _units(archive, archive.parts.get(record.id, ()))))
        facts.append(("place", (Link(record.place, ""),) if record.place else ()))
    elif isinstance(record, DirectiveRecord):
        facts.append(("issuer", (Link(record.issuer, ""),) if record.issuer else ()))
        day = vietnamese.short_date(record.issued) if record.issued else ""
        facts.append(("issued", (Link(day, ""),) if day else ()))
        facts.append(("subject", (Link(record.title, ""),) if record.title else ()))
    return tuple(Fact(archive.say(f"fact_{label}"), values) for label, values in facts if values)


def _units(archive: Archive, ids: Sequence[str]) -> tuple[Link, ...]:
    records = archive.authorities.units
    public = sorted(
        (records[id] for id in ids if id in records and records[id].public),
        key=lambda unit: (vietnamese.collation_key(unit.preferred), unit.id),
    )
    return tuple(
        Link(
            unit.preferred,
            addresses.entity(Kind.UNIT, unit.id)
            if (Kind.UNIT, unit.id) in archive.sightings
            else "",
        )
        for unit in public
    )


def _roles(seen: Sequence[Sighting]) -> tuple[RoleRow, ...]:
    """Roles in the words of the articles, by first sighting; spellings of one are joined."""
    rows: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for sighting in reversed(seen):
        article = sighting.story.article
        for mention in sighting.mentions:
            evidence = Evidence(
                Moment(
                    article.published.isoformat(),
                    vietnamese.short_date(article.published.date()),
                ),
                addresses.block(addresses.article(article), mention.block),
            )
            for role in mention.roles:
                rows[vietnamese.canonical(role)].append((role, evidence))
    return tuple(
        RoleRow(sightings[0][0], sightings[0][1], sightings[-1][1]) for sightings in rows.values()
    )


def _years(archive: Archive, seen: Sequence[Sighting]) -> tuple[CoverageYear, ...]:
    return tuple(
        CoverageYear(
            str(year),
            tuple(
                Coverage(card(archive, sighting.story, short=True), _quotes(archive, sighting))
                for sighting in sightings
            ),
        )
        for year, sightings in groupby(seen, key=lambda s: s.story.article.published.year)
    )


def _quotes(archive: Archive, sighting: Sighting) -> tuple[Quote, ...]:
    """Up to three sentences, each once, however often it names the entity."""
    path = addresses.article(sighting.story.article)
    found: dict[str, Quote] = {}
    for mention, (before, form, after) in zip(sighting.mentions, sighting.sentences, strict=True):
        quote = Quote(
            unbroken(before),
            unbroken(form),
            unbroken(after),
            addresses.block(path, mention.block),
            mention.by_role,
            mention.reviewed,
            reason_in_words(archive, mention, sighting.story.article.id),
        )
        found.setdefault(before + form + after, quote)
    return tuple(found.values())[:_QUOTES]


def _together(archive: Archive, key: Key, seen: Sequence[Sighting]) -> tuple[Together, ...]:
    counts = Counter(
        other
        for sighting in seen
        for other in by_entity(sighting.story.reading)
        if other != key and other in archive.sightings
    )
    often = [other for other in counts if counts[other] > 1]
    best = sorted(often, key=lambda other: (-counts[other], other))[:_TOGETHER]
    return tuple(
        Together(archive.name(other), entity_link(archive, other).path, counts[other])
        for other in best
    )
