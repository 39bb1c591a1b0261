"""The archive as an edition sees it: what is public now, and what names what.

Built once a run from stories; everything that makes pages reads it and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from markupsafe import Markup

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.pieces import Name, Picture
from kyyeu.edition.quotations import Sentence, sentence
from kyyeu.model import (
    Article,
    Authorities,
    DirectiveRecord,
    Holdings,
    Kind,
    Mention,
    PersonRecord,
    Reading,
    Status,
    UnitRecord,
)
from kyyeu.problems import say
from kyyeu.settings import Settings

Key = tuple[Kind, str]
"""Kind and id of an entity."""


@dataclass(frozen=True, slots=True)
class Story:
    """A public article with all that the build made of it."""

    article: Article
    reading: Reading
    blocks: tuple[str, ...]  #: text of the lead (block 0) and of the blocks of the body
    lead: Markup
    body: Markup
    feed_body: Markup  #: with addresses from the root; empty but for the newest
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity in a story."""

    story: Story
    mentions: tuple[Mention, ...]  #: in the order of the text
    sentences: tuple[Sentence, ...]  #: around each of them


@dataclass(frozen=True, slots=True)
class Archive:
    """All stories, newest first, and the indexes that pages are made from."""

    settings: Settings
    authorities: Authorities
    stories: tuple[Story, ...]
    made_names: Mapping[Key, str]  #: preferred forms of machine-made records
    sightings: Mapping[Key, tuple[Sighting, ...]] = field(default_factory=dict)
    sections: Mapping[str, tuple[Story, ...]] = field(default_factory=dict)
    authors: Mapping[str, tuple[Story, ...]] = field(default_factory=dict)
    years: Mapping[int, tuple[Story, ...]] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()  #: ids of people that stand for a bare name
    alike: Mapping[tuple[Kind, str], tuple[Key, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: of a unit, by its id

    def say(self, key: str, **params: object) -> str:
        """A phrase of the catalogue's section "edition" in the site's language."""
        return say("edition", key, params, self.settings.language)

    def count(self, n: int) -> str:
        """The number of articles in words: "12 bài"."""
        return self.say("articles", n=n)

    def name(self, key: Key) -> Name:
        """The preferred form of an entity, its given name apart for people."""
        kind, id = key
        record = self.authorities.of(kind).get(id)
        text = record.preferred if record else self.made_names.get(key, id)
        if kind is not Kind.PERSON:
            return Name(text)
        distinction = record.distinction if isinstance(record, PersonRecord) else ""
        return Name(*vietnamese.split_name(text), distinction)

    def reviewed(self, key: Key) -> bool:
        """Whether an authority record stands behind an entity."""
        kind, id = key
        return id in self.authorities.of(kind)

    def namesakes(self, key: Key) -> tuple[Key, ...]:
        """Others whose name reads the same without its marks."""
        alike = self.alike.get((key[0], vietnamese.fold(self.name(key).text)), ())
        return tuple(other for other in alike if other != key)

    def recorded(self, key: Key) -> str:
        """What the authority record says beside a name: issuer and date; the place."""
        record = self.authorities.of(key[0]).get(key[1])
        if isinstance(record, DirectiveRecord):
            day = f"{record.issued:%d/%m/%Y}" if record.issued else ""
            return ", ".join(filter(None, (record.issuer, day)))
        return record.place if isinstance(record, UnitRecord) else ""

    def detail(self, key: Key) -> str:
        """What an index says beside a name: the record's words, else the latest stated."""
        kind = key[0]
        if recorded := self.recorded(key):
            return recorded
        mentions = [m for s in self.sightings.get(key, ()) for m in s.mentions]
        if kind is Kind.DIRECTIVE:
            stated = [", ".join(filter(None, (m.issuer, iso_day(m.issued)))) for m in mentions]
            return next(filter(None, stated), "")
        return next((m.roles[0] for m in mentions if m.roles), "")


def _is_due(article: Article, now: datetime) -> bool:
    """Whether an article is public: published, and its moment has come.

    An embargoed article is absent from everything: pages, photos, feeds, search, counts.
    """
    return article.status is Status.PUBLISHED and article.published <= now


def due(holdings: Holdings, now: datetime) -> tuple[Article, ...]:
    """The public articles, newest first."""
    return tuple(article for article in holdings.articles if _is_due(article, now))


def archive_of(
    settings: Settings,
    authorities: Authorities,
    stories: Iterable[Story],
    made_names: Mapping[Key, str],
    mixed: Iterable[str] = (),
) -> Archive:
    """Index the stories of an edition.

    Args:
        settings: of the site.
        authorities: records and decisions.
        stories: all that is public.
        made_names: preferred forms of what has no record.
        mixed: ids of people that stand for a bare name, and may be several.
    """
    ordered = tuple(
        sorted(stories, key=lambda s: (s.article.published, s.article.id), reverse=True)
    )
    sightings: dict[Key, list[Sighting]] = defaultdict(list)
    authors: dict[str, list[Story]] = defaultdict(list)
    sections: dict[str, list[Story]] = {name: [] for name in settings.sections}
    years: dict[int, list[Story]] = defaultdict(list)
    for story in ordered:
        for key, mentions in by_entity(story.reading).items():
            if authorities.shows(*key):
                sentences = tuple(sentence(story.blocks[m.block], m.start, m.end) for m in mentions)
                sightings[key].append(Sighting(story, mentions, sentences))
        for path in {addresses.author(one.name) for one in story.article.contributors}:
            authors[path].append(story)
        sections[story.article.category].append(story)
        years[story.article.published.year].append(story)
    found = Archive(settings, authorities, ordered, made_names, mixed=frozenset(mixed))
    alike: dict[tuple[Kind, str], list[Key]] = defaultdict(list)
    for key in sorted(sightings):
        alike[key[0], vietnamese.fold(found.name(key).text)].append(key)
    return replace(
        found,
        sightings={key: tuple(seen) for key, seen in sorted(sightings.items())},
        sections={name: tuple(told) for name, told in sections.items()},
        authors={_signed(path, told): tuple(told) for path, told in sorted(authors.items())},
        years={year: tuple(told) for year, told in years.items()},
        alike={folded: tuple(keys) for folded, keys in alike.items()},
        parts=_parts(authorities),
    )


def _signed(path: str, stories: Sequence[Story]) -> str:
    """The name of an author as it is mostly spelled: "Hòa" and "Hoà" are one person."""
    names = Counter(
        one.name
        for story in stories
        for one in story.article.contributors
        if addresses.author(one.name) == path
    )
    return min(names, key=lambda name: (-names[name], name))


def _parts(authorities: Authorities) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for unit in authorities.units.values():
        if unit.parent:
            parts[unit.parent].append(unit.id)
    return {id: tuple(ids) for id, ids in parts.items()}


def by_entity(reading: Reading) -> dict[Key, tuple[Mention, ...]]:
    """The resolved mentions of an article, by entity, in the order of the text."""
    found: dict[Key, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.id is not None:
            found[mention.kind, mention.id].append(mention)
    return {key: tuple(mentions) for key, mentions in found.items()}


def iso_day(text: str) -> str:
    """An ISO date as a reader writes it; a year alone stays a year."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if len(parts) > 1 else text
