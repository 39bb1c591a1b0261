"""The page of a person, a unit, a directive or a movement: what it is, and the sentences about it.

A role's history is what articles show, first seen and last seen, each leading to its
sentence; a date is never invented, and nothing stands here without its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from kyyeu.edition import addresses, descriptions, entity_tables, issuers
from kyyeu.edition.archive import Archive, iso_day
from kyyeu.edition.cards import card, chart, entity_link, head, periods, stretch_label
from kyyeu.edition.feed_pages import followed, list_feeds
from kyyeu.edition.languages import joined, plain, printed, said_of, shared
from kyyeu.edition.lists import Counts, Sheet, cut
from kyyeu.edition.pages import (
    Coverage,
    CoverageYear,
    EntityPage,
    Fact,
    PageJob,
    Quote,
    RoleRow,
    Together,
    Whole,
)
from kyyeu.edition.pieces import Link
from kyyeu.edition.publication import publication
from kyyeu.edition.reasons import reason_in_words
from kyyeu.edition.relations import carriers, evidence, members
from kyyeu.edition.stories import Key, Sighting, list_of
from kyyeu.edition.tenures import Tenure, tenures
from kyyeu.edition.unit_tree import link_of, next_to
from kyyeu.markup import unbroken
from kyyeu.model import DirectiveRecord, Kind, UnitRecord

_DATED = re.compile(
    r",?\s*ngày\s+\d{1,2}(?:\s*[-/.]\s*\d{1,2}\s*[-/.]\s*|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}", re.I
)
_NUMBER, _TIGHT = re.compile(r"\bsố\s+", re.I), re.compile(r"\s*[-–]\s*")
_NAMESAKES = 8  # most that are named; the A to Z has them all
_TOGETHER = 8  # most that are shown
_QUOTES = 3  # sentences of one article


def entity_jobs(
    archive: Archive, key: Key, days: set[int] | None = None
) -> Iterator[PageJob | Whole]:
    """The pages of something that public articles name; of what none names, that it has none.

    Args:
        days: only pages on which an article of one of these days can show; None: all.
    """
    owner = list_of(key)
    if not archive.seen(key):
        yield Whole(owner, frozenset())
        return
    counts = archive.counts(owner)
    sheets = cut(addresses.entity(*key), counts)
    feeds = list_feeds(archive, owner, _told_apart(archive, key), addresses.entity(*key))
    files = {addresses.save_as(sheet.path) for sheet in sheets}
    tabled = archive.length(owner) >= entity_tables.TABLES_FROM
    if tabled:
        files |= {entity_tables.file(sheet.path) for sheet in sheets}
    yield Whole(owner, frozenset(files | {feed.save_as for feed in feeds}))
    for sheet in sheets:
        file = addresses.save_as(sheet.path)
        if sheet.shows(days) or not printed(archive, file):
            map_of = f"{key[0].value}-{key[1][0]}"
            seen = archive.sightings(key, sheet)
            value = _page(archive, key, counts, sheet, seen)
            if tabled:
                if not archive.settings.below:
                    yield entity_tables.job(archive, key, sheet.path, seen)
                place = shared(archive.settings, sheet.path)
                value = replace(value, table=entity_tables.line(place, value.head.title))
            if sheet.stretch is None:
                value = followed(archive, value, feeds)
            yield PageJob(file, "entity.html", value, owner, map_of)
    yield from feeds


def _page(
    archive: Archive, key: Key, counts: Counts, sheet: Sheet, seen: Sequence[Sighting]
) -> EntityPage:
    kind = key[0]
    base = addresses.entity(*key)
    name = archive.name(key)
    first = sheet.stretch is None
    index = Link(archive.say(f"{kind.value}_index"), addresses.index_of(kind))
    title = _told_apart(archive, key)
    if not name.distinction:
        name = replace(name, distinction=_recorded_apart(archive, key))
    if sheet.stretch:
        title = f"{title}, {stretch_label(archive, sheet.stretch).lower()}"
    quiet = _quiet(archive, key, counts) if first else archive.count(sheet.count)
    page = EntityPage(
        head=head(
            archive,
            sheet.path,
            title,
            archive.say(
                "entity_about",
                name=title,
                site=archive.settings.name,
                quiet=plain(quiet),
            ),
            nav=index.path,
            kind=kind.value,
            trail=(index,) if first else (index, Link(name.text, base, vietnamese=True)),
        ),
        name=name,
        quiet=quiet,
        namesakes=_namesakes(archive, key),
        mixed=kind is Kind.PERSON and archive.mixed(key),
        reviewed=archive.reviewed(key),
        facts=_facts(archive, key) if first else (),
        roles=_roles(archive, key) if first else (),
        years=_years(archive, seen),
        periods=periods(archive, base, sheet),
        chart=chart(archive, counts) if first else None,
        together=_together(archive, key) if first else (),
        members=members(archive, key) if first and kind is Kind.UNIT else (),
        carriers=carriers(archive, key, seen) if first and kind is Kind.DIRECTIVE else (),
    )
    if first and kind is Kind.UNIT:
        page = replace(page, issued=issuers.issued_by(archive, key))
    record = archive.authorities.of(kind).get(key[1])
    if first and isinstance(record, UnitRecord):
        page = replace(page, tree=next_to(archive, record))
    data = descriptions.of_entity(
        page,
        kind.value,
        publication(archive.settings),
        record,
        archive.superior(record),
        issuers.issuer_of(archive, key) if kind is Kind.DIRECTIVE else None,
    )
    return replace(page, head=replace(page.head, data=data))


def _told_apart(archive: Archive, key: Key) -> str:
    """The name of a page: two things of one name, or of names that differ by a mark, differ."""
    name = archive.name(key)
    apart = name.distinction or _recorded_apart(archive, key)
    return f"{name.text} ({apart})" if apart else name.text


def _recorded_apart(archive: Archive, key: Key) -> str:
    return archive.recorded(key) if archive.namesakes(key) else ""


def _quiet(archive: Archive, key: Key, counts: Counts) -> str:
    """The line under the name: "Có mặt trong 4 bài, ... · còn được viết: Chung"."""
    preferred = archive.name(key).text
    forms = {form: n for form, n in archive.said(key, "form").items() if form != preferred}
    if key[0] is Kind.DIRECTIVE:
        forms = _other_symbols(forms, preferred)
    articles = archive.count(sum(counts.values()))
    parts = [archive.say("present_in", articles=articles, span=archive.span(list_of(key)))]
    if forms:
        others = sorted(forms, key=lambda form: (-forms[form], form))[:4]
        parts.append(said_of(archive, "also_written", ", ".join(others), "forms"))
    return joined(" · ", parts)


def _other_symbols(forms: Mapping[str, int], preferred: str) -> dict[str, int]:
    """Forms of a directive without those that add only its date, "số" or blanks to another."""

    def bare(form: str) -> str:
        return _TIGHT.sub("-", _NUMBER.sub("", _DATED.sub("", form))).casefold().strip(" ,")

    found: dict[str, str] = {bare(preferred): preferred}
    for form in sorted(forms, key=lambda form: (len(form), form)):
        found.setdefault(bare(form), form)
    return {form: forms[form] for form in found.values() if form in forms}


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
    if record:
        facts.append(("variants", tuple(Link(form, "") for form in record.variants)))
    if isinstance(record, UnitRecord):
        for label, id in (("predecessor", record.predecessor), ("successor", record.successor)):
            unit = archive.authorities.units.get(id)
            facts.append((label, (link_of(archive, unit),) if unit and unit.public else ()))
        facts.append(("place", (Link(record.place, ""),) if record.place else ()))
    elif key[0] is Kind.DIRECTIVE:
        issuer, day = issuers.issuer_of(archive, key), iso_day(issuers.issued_on(archive, key))
        facts.append(("issuer", (issuer,) if issuer else ()))
        facts.append(("issued", (Link(day, ""),) if day else ()))
        title = record.title if isinstance(record, DirectiveRecord) else ""
        facts.append(("subject", (Link(title, ""),) if title else ()))
    return tuple(Fact(archive.say(f"fact_{label}"), values) for label, values in facts if values)


def _roles(archive: Archive, key: Key) -> tuple[RoleRow, ...]:
    """Roles in the words of the articles, by first sighting; spellings of one are joined."""
    return tuple(
        RoleRow(
            one.words,
            _parted(archive, one),
            evidence(archive, *one.first),
            evidence(archive, *one.last),
        )
        for one in tenures(archive, key)
    )


def _parted(archive: Archive, one: Tenure) -> tuple[Link, ...]:
    """The words of a role, the unit among them leading to its page."""
    if one.unit is None or not archive.seen(one.unit):
        return (Link(one.words, ""),)
    before, part, after = one.words.partition(one.part or one.words)
    page = addresses.entity(*one.unit)
    parts = Link(before, ""), Link(part, page), Link(after, "")
    return tuple(each for each in parts if each.text)


def _years(archive: Archive, seen: Sequence[Sighting]) -> tuple[CoverageYear, ...]:
    return tuple(
        CoverageYear(
            str(year),
            tuple(
                Coverage(card(archive, sighting.headline, short=True), _quotes(archive, sighting))
                for sighting in sightings
            ),
        )
        for year, sightings in groupby(seen, key=lambda s: s.headline.article.published.year)
    )


def _quotes(archive: Archive, sighting: Sighting) -> tuple[Quote, ...]:
    """Up to three sentences, each once, however often it names the entity."""
    article = sighting.headline.article
    path = shared(archive.settings, addresses.article(article))
    found: dict[str, Quote] = {}
    for mention, (before, form, after) in zip(sighting.mentions, sighting.sentences, strict=True):
        quote = Quote(
            unbroken(before),
            unbroken(form),
            unbroken(after),
            addresses.block(path, mention.block),
            mention.by_role,
            mention.reviewed,
            reason_in_words(archive, mention, article.id),
        )
        found.setdefault(before + form + after, quote)
    return tuple(found.values())[:_QUOTES]


def _together(archive: Archive, key: Key) -> tuple[Together, ...]:
    counts = {other: n for other, n in archive.together(key).items() if n > 1}
    best = sorted(counts, key=lambda other: (-counts[other], other))[:_TOGETHER]
    return tuple(
        Together(archive.name(other), entity_link(archive, other).path, counts[other])
        for other in best
    )
