"""Who is who across articles, kept in the ledger: a question about one name at a time.

Whom an article means by a name is settled from the bearers of that name alone
(`kyyeu.mentions.join`), so an article changes the answer for no names but its own; articles
whose answer changed are to be printed anew.
"""

from __future__ import annotations

import json
from array import array

from kyyeu.edition.ledger import Ledger
from kyyeu.edition.stories import list_of, moment_of
from kyyeu.mentions import Known, Register, Somebody, join, people_of, spelling
from kyyeu.model import Article, Authorities, Kind, Reading


class Identity:
    """The bearers of names in all public articles."""

    def __init__(self, ledger: Ledger, authorities: Authorities, province: str) -> None:
        self._ledger = ledger
        self._authorities = authorities
        self._province = province
        self._names: set[str] = set()
        self._taken: set[str] = set()

    def take(self, article: Article, known: Known) -> None:
        """Take in what one article says of people, in the place of what it said before."""
        self.leave(article.id)
        self._taken.add(article.id)
        rows = []
        for seq, one in enumerate(people_of(known.reading, self._authorities, self._province)):
            name = spelling(one.form)
            self._names.add(name)
            evidence = json.dumps(one.evidence, ensure_ascii=False)
            rows.append(
                (
                    name, moment_of(article), article.id, one.local, one.form, evidence,
                    None, None, seq,
                )
            )  # fmt: skip
        self._ledger.put("bearer", rows)
        self._ledger.put("asked", [(article.id, array("I", sorted(known.asked)).tobytes())])

    def leave(self, id: str) -> None:
        """An article that says nothing any more."""
        self._names |= {
            name for (name,) in self._ledger.rows("SELECT name FROM bearer WHERE article = ?", id)
        }
        for table, column in (("bearer", "article"), ("raw", "article"), ("asked", "id")):
            self._ledger.drop(table, column, id)

    def settle(self) -> set[str]:
        """Join the bearers of each name that was touched.

        Returns:
            Articles, not taken in since the last time, that now mean somebody else.
        """
        others: set[str] = set()
        for name in sorted(self._names):
            rows = list(
                self._ledger.rows(
                    "SELECT at, article, local, form, evidence, final, page, seq FROM bearer"
                    " WHERE name = ? ORDER BY at, article, seq",
                    name,
                )
            )
            bearers = [
                Somebody(article, local, form, json.loads(evidence))
                for _, article, local, form, evidence, *_ in rows
            ]
            joined = join(bearers)
            changed = []
            for at, article, local, form, evidence, final, page, seq in rows:
                now = joined.ids[article, local], joined.thin.get((article, local))
                if now != (final, page):
                    changed.append((name, at, article, local, form, evidence, *now, seq))
                    others.add(article)
            self._ledger.put("bearer", changed)
        others -= self._taken
        self._names.clear()
        self._taken.clear()
        return others

    def reading(self, reading: Reading) -> Reading:
        """The reading of an article whose ids mean one thing across all articles."""
        register = Register(self._authorities, self._province)
        raw: set[str] = set()
        for local, final, page in self._ledger.rows(
            "SELECT local, final, page FROM bearer WHERE article = ?", reading.article
        ):
            register.know((reading.article, local), final, page)
            raw |= {list_of((Kind.PERSON, id)) for id in (final, page) if id}
        met = (*reading.mentions, *reading.within)
        raw |= {list_of((one.kind, one.id)) for one in met if one.id}
        self._ledger.put("raw", [(id, reading.article) for id in sorted(raw)])
        return register.reading(reading, name_pages=True)

    def articles_of(self, raw: str) -> set[str]:
        """The articles in which an id was met, whatever it was merged into."""
        rows = self._ledger.rows("SELECT article FROM raw WHERE id = ?", raw)
        return {id for (id,) in rows}

    def articles_that_asked(self, marks: frozenset[int]) -> set[str]:
        """The articles whose reading depends on one of some answers of the authority files."""
        if not marks:
            return set()
        found = set()
        for id, blob in self._ledger.rows("SELECT id, marks FROM asked"):
            asked = array("I")
            asked.frombytes(blob)
            if not marks.isdisjoint(asked):
                found.add(id)
        return found
