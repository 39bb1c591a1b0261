"""Entering public articles into the ledger, and taking them out, with what that touches.

Which pages a change can touch is decided here and nowhere else:

- an article's own page, and those of its neighbours in its section, before and after: those
  that come soon after it may show it when they share nothing with any other;
- articles published soon after it that name the same: they may show it as related;
- every list that it is or was in: the first page, and the pages of its month and year;
- whatever it names: so is an entity whose name, role or namesakes change, and then all that
  prints its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kyyeu import vietnamese
from kyyeu.edition import addresses, issuers, keywords
from kyyeu.edition.archive import (
    CORRECTIONS,
    EVERYTHING,
    Archive,
    author_list,
    section_list,
)
from kyyeu.edition.letters import Filing, filings_of
from kyyeu.edition.lists import RELATED_IN_SECTION, RELATED_WITHIN
from kyyeu.edition.quotations import sentence
from kyyeu.edition.statements import in_full, rows_of, signature
from kyyeu.edition.stories import (
    Headline,
    Key,
    Story,
    by_entity,
    facts,
    key_of,
    list_of,
    packed,
    sighted,
)
from kyyeu.edition.touched import Touched
from kyyeu.mentions import fullness, merges
from kyyeu.model import Kind, Mention, UnitRecord

_AUTHOR = author_list("")


@dataclass(frozen=True, slots=True)
class _Former:
    """A public article as it was entered last."""

    headline: Headline
    facts: str
    lists: Mapping[str, str]  #: that it is a member of; of entities, with the sighting


@dataclass(slots=True)
class Accession:
    """Changes the ledger, and gathers what that touches."""

    archive: Archive
    touched: Touched
    made_names: Mapping[Key, str] = field(default_factory=dict)
    """Names that are given, not found in the articles."""
    mixed: frozenset[str] = frozenset()  #: the same of ids of pages of a bare name
    _entities: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    _authors: dict[str, str] = field(default_factory=dict)
    """The names of authors, by their lists, before the first change of this run."""

    _closed: frozenset[str] = field(init=False)  #: keywords that may not be printed

    def __post_init__(self) -> None:
        self._closed = keywords.closed_forms(self.archive.authorities)

    # ------------------------------------------------------------------ articles

    def enter(self, story: Story) -> None:
        """A public article, new or not what it was."""
        ledger, written = self.archive.ledger, story.article
        article = replace(written, tags=keywords.shown(written, self._closed))
        story = replace(story, article=article)
        headline = story.headline
        id, at, day, own = article.id, headline.at, headline.day, facts(headline)
        named = {
            list_of(key): (key, mentions)
            for key, mentions in by_entity(story.reading).items()
            if self.archive.authorities.shows(*key)
        }
        sightings = {name: _told(story, mentions) for name, (_, mentions) in named.items()}
        former = self._former(id)
        if former is not None:
            self._take_out(former, unless=own)
        signed = {addresses.author(one.name) for one in article.contributors}
        lists = [EVERYTHING, section_list(article.category), *map(author_list, sorted(signed))]
        lists += [CORRECTIONS] if article.corrections else []
        self._note_entities(named)
        self._note_authors(lists)
        ledger.put("story", [(id, at, day, own)])
        ledger.put("body", [(id, packed(story))])
        keywords.note(ledger, written)
        ledger.put("rendition", {(name, id) for name in _renditions(story)})
        ledger.put("member", [(name, at, id, day, int(name in named)) for name in (*lists, *named)])
        ledger.put("sighting", [(name, id, data) for name, data in sightings.items()])
        said = [
            row
            for key, mentions in named.values()
            for row in rows_of(story, key, self._called_by_record(key), mentions)
        ]
        said += [
            signature(story, addresses.author(one.name), one.name) for one in article.contributors
        ]
        ledger.put("said", said)
        self._tally(day // 10000, named, 1)
        self.touched.gone.discard(id)
        self.touched.articles.add(id)
        self.touched.entered.add(id)
        self.touched.documents.add(id)
        same = former is not None and former.facts == own
        was = former.lists if same and former else {}
        met = set(named) ^ {name for name, data in was.items() if data}
        now = {**dict.fromkeys(lists, ""), **sightings}
        for name in () if self.touched.everything and former is None else {*now, *was}:
            if now.get(name) != was.get(name) or (met and now.get(name, was.get(name))):
                self.touched.lists[name].add(day)  # who is named with whom stands there too
        self._around(headline, met, same)

    def withdraw(self, id: str) -> None:
        """An article that was public; nothing is left of it."""
        former = self._former(id)
        if former is not None:
            self._take_out(former)
            self.touched.gone.add(id)
            self.touched.articles.discard(id)
            self.touched.entered.discard(id)

    def _former(self, id: str) -> _Former | None:
        """A public article as it was entered last."""
        ledger = self.archive.ledger
        row = ledger.first("SELECT facts FROM story WHERE id = ?", id)
        if row is None:
            return None
        rows = ledger.rows(
            "SELECT member.list, coalesce(sighting.data, '') FROM member LEFT JOIN sighting"
            " ON sighting.list = member.list AND sighting.article = member.article"
            " WHERE member.article = ?",
            id,
        )
        return _Former(self.archive.headline(id), row[0], dict(rows))

    def _take_out(self, former: _Former, unless: str = "") -> None:
        """Remove the rows of an article.

        Args:
            former: what it was.
            unless: the same facts of what it is now: then other pages show it as before.
        """
        ledger, headline = self.archive.ledger, former.headline
        id = headline.article.id
        named = [name for name, data in former.lists.items() if data]
        self._note_entities(named)
        self._note_authors(former.lists)
        if former.facts != unless:
            self._around(headline, named)
            for name in former.lists:
                self.touched.lists[name].add(headline.day)
        self._tally(headline.day // 10000, named, -1)
        for name in former.lists:
            ledger.db.execute(
                "DELETE FROM member WHERE list = ? AND at = ? AND article = ?",
                (name, headline.at, id),
            )
            ledger.db.execute("DELETE FROM sighting WHERE list = ? AND article = ?", (name, id))
        shown = ledger.rows("SELECT name FROM rendition WHERE article = ?", id)
        self.touched.renditions |= {name for (name,) in shown}
        for table in ("said", "rendition", "tagged"):
            ledger.drop(table, "article", id)
        for table in ("story", "body", "document"):
            ledger.drop(table, "id", id)
        self.archive.forget_headline(id)

    def _around(self, headline: Headline, named: Iterable[str], same: bool = False) -> None:
        """Pages of other articles on which this one shows.

        Args:
            headline: this one.
            named: entities by which it can show as related, or no longer.
            same: its headline is what it was, so its neighbours show it as before.
        """
        if self.touched.everything:
            return
        at, id = headline.at, headline.article.id
        if not same:
            name = section_list(headline.article.category)
            for count, later in ((1, False), (RELATED_IN_SECTION, True)):
                self.touched.articles |= set(self.archive.beside(name, at, id, count, later))
        for name in named:
            self.touched.articles |= set(
                self.archive.beside(name, at, id, RELATED_WITHIN, later=True)
            )

    def _tally(self, year: int, named: Iterable[str], by: int) -> None:
        db = self.archive.ledger.db
        db.executemany(
            "INSERT INTO tally VALUES (?, ?, ?)"
            " ON CONFLICT(year, list) DO UPDATE SET n = n + excluded.n",
            [(year, name, by) for name in named],
        )
        if by < 0:
            db.execute("DELETE FROM tally WHERE year = ? AND n = 0", (year,))

    # ------------------------------------------------------------------ entities

    def touch(self, key: Key) -> None:
        """What stands behind an entity has changed: its record, or a decision about it."""
        name = list_of(key)
        self._note_entities([name])
        if key[0] is Kind.UNIT:
            self.touched.filed.add(Filing(Kind.UNIT.value, "", ""))  # the tree alone
        self.touched.whole |= {name, *map(list_of, self._kin(key))}
        for other in issuers.beside(self.archive.ledger, name, [self._entities[name]]):
            self.touched.lists[other] |= set()  # where the title of a directive stands
        articles = self._articles_of(name)
        self.touched.articles |= articles
        self.touched.documents |= articles

    def ask_issuers(self) -> None:
        """The authority files have changed: their names of issuers may mean other units."""
        records = self.archive.authorities.directives.values()
        self._note_entities(list_of((Kind.DIRECTIVE, one.id)) for one in records if one.issuer)

    def settle(self) -> None:
        """Say anew who is called what, once all articles are entered and taken out.

        An entity that is called otherwise, or that came or went, touches whatever prints its
        name: its articles, whoever is named with it or like it, and the letter of its index.
        """
        for name, before in sorted(self._entities.items()):
            after = self._summary(key_of(name))
            if after == before:
                continue
            self.archive.ledger.drop("filed", "list", name)
            if after is None:
                self.archive.ledger.drop("entity", "list", name)
            else:
                self.archive.ledger.put("entity", [(name, *after)])
                filings = filings_of(key_of(name)[0], after[1])
                self.archive.ledger.put("filed", [(*filing, name) for filing in filings])
            if not self.touched.everything:
                self._spread(name, before, after)
        for name, signed in self._authors.items():
            if self._signed(name) != signed:  # which stands on all of an author's pages
                self.touched.whole.add(name)
        self._entities.clear()
        self._authors.clear()
        self.archive.forget()

    def _spread(
        self, name: str, before: tuple[str, ...] | None, after: tuple[str, ...] | None
    ) -> None:
        key, touched = key_of(name), self.touched
        for other in issuers.beside(self.archive.ledger, name, (before, after)):
            touched.lists[other] |= set()
        for row in (before, after):
            if row is not None:
                touched.filed.update(filings_of(key[0], row[1]))
                touched.whole |= set(self._called(row[0], row[2])) - {name}
        if before is None or after is None:  # whatever met it is or was in the same articles
            touched.whole |= set(map(list_of, self._kin(key)))
            return
        if (before[1], before[4], before[5]) == (after[1], after[4], after[5]):
            return  # but the detail, which stands in indexes and beside namesakes alone
        touched.whole |= {name, *map(list_of, self._kin(key))}
        for other in self._met_with(name):
            touched.lists[other] |= set()  # its first page alone says who is named with it
        articles = self._articles_of(name)
        touched.articles |= articles
        touched.documents |= articles

    def _called(self, kind: str, folded: str) -> list[str]:
        query = "SELECT list FROM entity WHERE kind = ? AND folded = ?"
        return [name for (name,) in self.archive.ledger.rows(query, kind, folded)]

    def _met_with(self, name: str) -> list[str]:
        """Whatever is named in an article together with an entity."""
        rows = self.archive.ledger.rows(
            "SELECT DISTINCT other.list FROM member AS own JOIN member AS other"
            " ON other.article = own.article WHERE own.list = ? AND other.named",
            name,
        )
        return [other for (other,) in rows]

    def _kin(self, key: Key) -> list[Key]:
        """Units whose pages name a unit as what it belongs to, was or became."""
        if key[0] is not Kind.UNIT:
            return []
        units, id = self.archive.authorities.units, key[1]
        own = units.get(id)
        known = {own.parent, own.predecessor, own.successor} - {""} if own else set()
        others = {one.id for one in units.values() if id in _named_by(one)}
        return [(Kind.UNIT, one) for one in sorted(known | others)]

    def _articles_of(self, name: str) -> set[str]:
        rows = self.archive.ledger.rows("SELECT article FROM member WHERE list = ?", name)
        return {id for (id,) in rows}

    def _note_authors(self, lists: Iterable[str]) -> None:
        for name in lists:
            if name.startswith(_AUTHOR) and name not in self._authors:
                self._authors[name] = self._signed(name)

    def _signed(self, name: str) -> str:
        return self.archive.author(name.removeprefix(_AUTHOR))

    def _note_entities(self, names: Iterable[str]) -> None:
        """Keep what an entity was before the first change of this run."""
        for name in names:
            if name not in self._entities:
                row = self.archive.ledger.first(
                    "SELECT kind, name, folded, detail, told, mixed, issuer, issued FROM entity"
                    " WHERE list = ?",
                    name,
                )
                self._entities[name] = row

    def _summary(self, key: Key) -> tuple[str, ...] | None:
        """The row of an entity as it has to be; None when no public article names it."""
        name, ledger = list_of(key), self.archive.ledger
        if ledger.first("SELECT 1 FROM member WHERE list = ? LIMIT 1", name) is None:
            return None
        kind, id = key
        record = self.archive.authorities.of(kind).get(id)
        called = record.preferred if record else self._found_name(key)
        told = repr((record.public, getattr(record, "distinction", ""))) if record else ""
        return (
            kind.value, called, vietnamese.fold(called), self._detail(key), told,
            self._is_mixed(key), *issuers.settled(self.archive, key),
        )  # type: ignore[return-value]  # the last is a number  # fmt: skip

    def _found_name(self, key: Key) -> str:
        given = self.archive.renamed.get(key) or self.made_names.get(key)
        if given:
            return given
        rows = self.archive.ledger.rows(
            "SELECT DISTINCT text FROM said WHERE list = ? AND what = 'name'", list_of(key)
        )
        return max((text for (text,) in rows), key=fullness, default=key[1])

    def _detail(self, key: Key) -> str:
        if recorded := self.archive.recorded(key):
            return recorded
        row = self.archive.ledger.first(
            "SELECT shown FROM said WHERE list = ? AND what = 'detail' ORDER BY ord DESC LIMIT 1",
            list_of(key),
        )
        record = self.archive.authorities.people.get(key[1]) if key[0] is Kind.PERSON else None
        return in_full(row[0] if row else "", record.roles if record else ())

    def _called_by_record(self, key: Key) -> str:
        record = self.archive.authorities.of(key[0]).get(key[1])
        return record.preferred if record else ""

    def _is_mixed(self, key: Key) -> int:
        if key[0] is not Kind.PERSON:
            return 0
        if key[1] in self.mixed:
            return 1
        apart = {*merges(self.archive.authorities), *self.archive.renamed}
        rows = self.archive.ledger.rows("SELECT article, final FROM bearer WHERE page = ?", key[1])
        return int(len({id for id, final in rows if (Kind.PERSON, final) not in apart}) > 1)


def _named_by(unit: UnitRecord) -> set[str]:
    return {unit.parent, unit.predecessor, unit.successor}


def _renditions(story: Story) -> Iterable[str]:
    for picture in story.pictures:
        for source in (*picture.avif, *picture.jpeg):
            yield source.path


def _told(story: Story, mentions: tuple[Mention, ...]) -> str:
    around = tuple(sentence(story.blocks[m.block], m.start, m.end) for m in mentions)
    return sighted(mentions, around)
