"""The archive as pages ask for it: small questions, each answered by a few rows of the ledger.

A page of one article never needs all articles, so nothing here gives them all; a list is
asked for a stretch of it, an entity for its newest sightings. That is why publishing one
article costs the same in an archive of a hundred and of a hundred thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix

from kyyeu import vietnamese
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.lists import SHEET, Counts, Sheet, around
from kyyeu.edition.pieces import Name
from kyyeu.edition.stories import (
    Headline,
    Key,
    Sighting,
    Story,
    headline_of,
    key_of,
    list_of,
    sighting_of,
    unpacked,
)
from kyyeu.model import (
    Authorities,
    AuthorityRecord,
    DirectiveRecord,
    Kind,
    PersonRecord,
    UnitRecord,
    Verdict,
)
from kyyeu.problems import say
from kyyeu.settings import Settings

EVERYTHING = "all"
"""The list of all public articles."""

CORRECTIONS = "corrections"
"""The list of the articles in which something was corrected."""

_LIST = "SELECT article FROM member WHERE list = ?"
_WITHIN = "register = ? AND letter = ? AND folded BETWEEN ? AND ?"
_LAST = "\U0010ffff"  # after whatever may follow
Place = tuple[str, int]
"""An article and the number of one of its blocks."""

_MEMO = 4096  # headlines and names that are kept at hand
_TOGETHER_WITHIN = 300  # newest articles of an entity that tell who is named with it


def section_list(name: str) -> str:
    """The list of a section's articles."""
    return f"section:{name}"


def author_list(path: str) -> str:
    """The list of the articles of an author, who is known by the address of their page."""
    return f"author:{path}"


@dataclass(slots=True)
class Archive:
    """What is public, for whoever makes pages."""

    settings: Settings
    authorities: Authorities
    ledger: Ledger
    parts: Mapping[str, tuple[str, ...]] = field(init=False)  #: of a unit, by its id
    renamed: Mapping[Key, str] = field(init=False)  #: by an editor's decision
    _headlines: dict[str, Headline] = field(default_factory=dict)
    _names: dict[Key, tuple[str, str, bool] | None] = field(default_factory=dict)
    _all: Counts = field(default_factory=dict)  #: of everything, which many pages ask for

    def __post_init__(self) -> None:
        self.parts = _parts(self.authorities)
        self.renamed = {
            (one.kind, one.subject): one.target
            for one in self.authorities.decisions
            if one.verdict is Verdict.RENAME
        }

    def say(self, key: str, **params: object) -> str:
        """A phrase of the catalogue's section "edition" in the site's language."""
        return say("edition", key, params, self.settings.language)

    def count(self, n: int) -> str:
        """The number of articles in words: "12 bài"."""
        return self.say("articles", n=n)

    # ------------------------------------------------------------------ articles

    def headline(self, id: str) -> Headline:
        """A public article as lists show it."""
        found = self._headlines.get(id)
        if found is None:
            row = self.ledger.first("SELECT facts FROM story WHERE id = ?", id)
            assert row is not None, id
            found = headline_of(row[0], self.settings.timezone)
            if len(self._headlines) > _MEMO:
                self._headlines.clear()
            self._headlines[id] = found
        return found

    def story(self, id: str) -> Story:
        """A public article whole."""
        row = self.ledger.first("SELECT data FROM body WHERE id = ?", id)
        assert row is not None, id
        return unpacked(self.headline(id), row[0])

    def forget_headline(self, id: str) -> None:
        """An article has changed: ask for it again."""
        self._headlines.pop(id, None)

    def forget(self) -> None:
        """The ledger has changed: ask it again."""
        self._headlines.clear()
        self._names.clear()
        self._all = {}

    def newest(self, count: int, name: str = EVERYTHING) -> list[Headline]:
        """The newest articles of a list."""
        query = f"{_LIST} ORDER BY at DESC, article DESC LIMIT ?"
        return [self.headline(id) for (id,) in list(self.ledger.rows(query, name, count))]

    def neighbours(self, headline: Headline) -> tuple[Headline | None, Headline | None]:
        """The older and the newer article of the same section."""
        name = section_list(headline.article.category)
        older, newer = (
            next(self.beside(name, headline.at, headline.article.id, 1, later), None)
            for later in (False, True)
        )
        return (
            self.headline(older) if older else None,
            self.headline(newer) if newer else None,
        )

    def beside(self, name: str, at: int, id: str, count: int, later: bool) -> Iterator[str]:
        """Articles of a list next to a moment, the nearest first."""
        sign, order = (">", "ASC") if later else ("<", "DESC")
        rows = self.ledger.rows(
            f"SELECT article FROM member WHERE list = ? AND (at, article) {sign} (?, ?)"
            f" ORDER BY at {order}, article {order} LIMIT ?",
            name, at, id, count,
        )  # fmt: skip
        return (row[0] for row in rows)

    # ------------------------------------------------------------------ lists

    def counts(self, name: str) -> Counts:
        """Articles of a list by year and month."""
        if name == EVERYTHING and self._all:
            return self._all
        rows = self.ledger.db.execute(
            "SELECT day / 100, count(*) FROM member WHERE list = ? GROUP BY 1", (name,)
        )
        counts = {divmod(month, 100): n for month, n in rows}
        if name == EVERYTHING:
            self._all = counts
        return counts

    def length(self, name: str) -> int:
        """How many articles a list has."""
        query = "SELECT count(*) FROM member WHERE list = ?"
        return int(self.ledger.db.execute(query, (name,)).fetchone()[0])

    def span(self, name: str) -> str:
        """First and last day of a list: "14/03/2017 – 02/04/2021"."""
        query = "SELECT day FROM member WHERE list = ? ORDER BY at {0}, article {0} LIMIT 1"
        ends = [self.ledger.first(query.format(order), name) for order in ("ASC", "DESC")]
        days = [_short(row[0]) for row in ends if row]
        return days[0] if days and days[0] == days[-1] else " – ".join(days)

    def shown(self, name: str, sheet: Sheet) -> list[Headline]:
        """The articles that stand on a page of a list, newest first."""
        return [self.headline(id) for id in self._on(name, sheet)]

    def sightings(self, key: Key, sheet: Sheet) -> list[Sighting]:
        """The sightings of an entity that stand on a page of it, newest first."""
        return [self._sighting(key, id) for id in self._on(list_of(key), sheet)]

    def _sighting(self, key: Key, id: str) -> Sighting:
        query = "SELECT data FROM sighting WHERE list = ? AND article = ?"
        row = self.ledger.first(query, list_of(key), id)
        assert row is not None, (key, id)
        return sighting_of(self.headline(id), key, row[0])

    def _on(self, name: str, sheet: Sheet) -> list[str]:
        if sheet.count == 0:
            return []
        if sheet.stretch is None:
            query = f"{_LIST} ORDER BY at DESC, article DESC LIMIT ?"
            return [id for (id,) in self.ledger.rows(query, name, sheet.count)]
        year, month = sheet.stretch.year, sheet.stretch.month
        days = year * 10000 + month * 100, year * 10000 + (month or 12) * 100 + 31
        before = (sheet.number - 1) * SHEET
        query = (
            f"{_LIST} AND at BETWEEN ? AND ? AND day BETWEEN ? AND ?"
            " ORDER BY at ASC, article ASC LIMIT ? OFFSET ?"
        )
        rows = self.ledger.rows(query, name, *around(year, month), *days, sheet.count, before)
        return [id for (id,) in rows][::-1]

    # ------------------------------------------------------------------ sections, authors

    def author(self, path: str) -> str:
        """The name of an author as it is mostly spelled: "Hòa" and "Hoà" are one person."""
        rows = self.ledger.rows(
            "SELECT text, sum(n) FROM said WHERE list = ? AND what = 'signed' GROUP BY text",
            author_list(path),
        )
        names = dict(rows)
        return str(min(names, key=lambda name: (-names[name], name), default=""))

    def authors(self) -> list[str]:
        """The addresses of all authors."""
        rows = self.ledger.rows(
            "WITH RECURSIVE own(list) AS (SELECT min(list) FROM member WHERE list >= 'author:'"
            " UNION ALL SELECT (SELECT min(list) FROM member WHERE list > own.list) FROM own"
            " WHERE own.list IS NOT NULL)"  # from one name to the next, past all its articles
            " SELECT list FROM own WHERE list < 'author;'"
        )
        return [name.partition(":")[2] for (name,) in rows]

    # ------------------------------------------------------------------ entities

    def seen(self, key: Key) -> bool:
        """Whether a public article names an entity that may be shown."""
        return self._known(key) is not None

    def name(self, key: Key) -> Name:
        """The preferred form of an entity, its given name apart for people."""
        kind, id = key
        record = self.authorities.of(kind).get(id)
        if record:
            text = record.preferred
        else:
            known = self._known(key)
            text = known[0] if known else self.renamed.get(key, id)
        if kind is not Kind.PERSON:
            return Name(text)
        distinction = record.distinction if isinstance(record, PersonRecord) else ""
        return Name(*vietnamese.split_name(text), distinction)

    def others(self, key: Key) -> tuple[str, ...]:
        """Other forms of an entity's name on record: "CDC Nam Định"."""
        record = self.authorities.of(key[0]).get(key[1])
        return record.variants if record else ()

    def apart(self, key: Key) -> str:
        """What tells an entity from its namesakes: of a directive issuer and day."""
        return self.recorded(key) if key[0] is Kind.DIRECTIVE else self.name(key).distinction

    def superior(self, record: AuthorityRecord | None) -> UnitRecord | None:
        """The unit that a unit belongs to, if it may be told of."""
        parent = record.parent if isinstance(record, UnitRecord) else ""
        found = self.authorities.units.get(parent)
        return found if found and found.public else None

    def reviewed(self, key: Key) -> bool:
        """Whether an authority record stands behind an entity."""
        kind, id = key
        return id in self.authorities.of(kind)

    def mixed(self, key: Key) -> bool:
        """Whether an entity is a bare name that several articles give: perhaps several people."""
        known = self._known(key)
        return known is not None and known[2]

    def namesakes(self, key: Key) -> tuple[Key, ...]:
        """Others whose name reads the same without its marks."""
        rows = self.ledger.rows(
            "SELECT list FROM entity WHERE kind = ? AND folded = ? ORDER BY list",
            key[0].value,
            vietnamese.fold(self.name(key).text),
        )
        return tuple(other for (name,) in rows if (other := key_of(name)) != key)

    def recorded(self, key: Key) -> str:
        """What the authority record says beside a name: issuer and date; the place."""
        record = self.authorities.of(key[0]).get(key[1])
        if isinstance(record, DirectiveRecord):
            day = f"{record.issued:%d/%m/%Y}" if record.issued else ""
            return ", ".join(filter(None, (record.issuer, day)))
        return record.place if isinstance(record, UnitRecord) else ""

    def detail(self, key: Key) -> str:
        """What an index says beside a name: the record's words, else the latest stated."""
        known = self._known(key)
        return known[1] if known else self.recorded(key)

    def said(self, key: Key, what: str) -> dict[str, int]:
        """How often each thing is said of an entity: its forms."""
        rows = self.ledger.db.execute(
            "SELECT text, sum(n) FROM said WHERE list = ? AND what = ? GROUP BY text",
            (list_of(key), what),
        )
        return dict(rows)

    def together(self, key: Key) -> Counter[Key]:
        """How often others are named in the newest articles that name an entity."""
        rows = self.ledger.rows(
            "SELECT other.list, count(*) FROM (SELECT article FROM member WHERE list = ?1"
            " ORDER BY at DESC, article DESC LIMIT ?2) AS own JOIN member AS other"
            " ON other.article = own.article WHERE other.named AND other.list <> ?1"
            " GROUP BY 1",
            list_of(key),
            _TOGETHER_WITHIN,
        )
        return Counter({key_of(name): n for name, n in rows})

    def most_named(self, year: int, count: int) -> list[tuple[Key, int]]:
        """What the articles of a year name most often."""
        rows = self.ledger.rows(
            "SELECT list, n FROM tally WHERE year = ? ORDER BY n DESC, list LIMIT ?", year, count
        )
        return [(key_of(name), n) for name, n in rows]

    def letters(self, register: str) -> dict[str, int]:
        """How many stand under each letter of an A to Z list, `Filing.register`."""
        query = "SELECT letter, count(*) FROM filed WHERE register = ? GROUP BY 1"
        return dict(self.ledger.db.execute(query, (register,)))

    def divided(self, register: str, letter: str, beginning: str = "") -> dict[str, int]:
        """How many begin in each way that there is, as far as one more letter tells.

        Args:
            register: of `Filing`.
            letter: under which they stand.
            beginning: `Filing.folded` of all of them, as far as it is known.

        Returns:
            Numbers by longer beginnings; one alone when all are filed alike.
        """
        within = (register, letter, beginning, f"{beginning}{_LAST}")
        ends = self.ledger.db.execute(
            f"SELECT min(folded), max(folded) FROM filed WHERE {_WITHIN}", within
        ).fetchone()
        shared = len(commonprefix(ends)) + 1  # noqa: RUF071 - names, not paths: letter by letter
        query = f"SELECT substr(folded, 1, ?), count(*) FROM filed WHERE {_WITHIN} GROUP BY 1"
        return dict(self.ledger.db.execute(query, (shared, *within)))

    def under(self, register: str, letter: str, beginning: str = "") -> list[Key]:
        """What stands under a letter, or of that what begins in a way."""
        which = f"list IN (SELECT list FROM filed WHERE {_WITHIN})"
        return self.entities(which, register, letter, beginning, f"{beginning}{_LAST}")

    def entities(self, which: str, *values: object) -> list[Key]:
        """Entities by a condition on their rows; what is asked of them next is at hand then.

        Args:
            which: the condition, in the words of the ledger.
            values: for the question marks in it.
        """
        query = f"SELECT list, name, detail, mixed FROM entity WHERE {which}"
        rows = {key_of(row[0]): _as_known(row[1:]) for row in self.ledger.rows(query, *values)}
        self._names |= rows
        return list(rows)

    def _known(self, key: Key) -> tuple[str, str, bool] | None:
        if key not in self._names:
            row = self.ledger.first(
                "SELECT name, detail, mixed FROM entity WHERE list = ?", list_of(key)
            )
            if len(self._names) > _MEMO:
                self._names.clear()
            self._names[key] = _as_known(row) if row else None
        return self._names[key]


def _as_known(row: Sequence[object]) -> tuple[str, str, bool]:
    name, detail, mixed = row
    return str(name), str(detail), bool(mixed)


def _parts(authorities: Authorities) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for unit in authorities.units.values():
        if unit.parent:
            parts[unit.parent].append(unit.id)
    return {id: tuple(ids) for id, ids in parts.items()}


def iso_day(text: str) -> str:
    """An ISO date as a reader writes it; a year alone stays a year."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if len(parts) > 1 else text


def _short(day: int) -> str:
    return f"{day % 100:02d}/{day // 100 % 100:02d}/{day // 10000}"
