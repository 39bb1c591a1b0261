"""What editors do to an archive between two builds, done alike to every site of a comparison."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bench.formats import DAY, Found, day_of, photo_path
from bench.found import found_in, page_of
from bench.generators import Generator
from bench.invented import SECTIONS, Archive, Invented
from bench.pictures import write as write_picture
from kyyeu.vietnamese import slugify

_WORDS = ("đầu năm", "cuối năm", "năm nay", "dịp này", "vừa qua", "sắp tới")


class Desk:
    """The editors of several sites with the same articles.

    Each change is a method that returns in a few words what was done. Same seed, same changes.
    """

    def __init__(self, archive: Archive, sites: Sequence[Generator], seed: int = 1) -> None:
        self.archive = archive
        self.sites = sites
        self.ours = [site for site in sites if site.form == "kyyeu"]
        self.dice = random.Random(f"desk {seed}")
        self.articles: dict[int, Invented] = {}
        self.found: dict[str, Found] = {}
        self._next = archive.of
        self._records = 0

    def fill(self) -> None:
        """Write the whole archive."""
        self.articles = {article.number: article for article in self.archive.articles()}
        for site in self.sites:
            site.fill(self.articles.values())
        self._busy_days()

    def tell(self, tree: Path, pages: Container[str] | None = None) -> None:
        """Tell peers what our site found in the articles whose pages it printed anew.

        Args:
            tree: what it printed.
            pages: paths in it; None: all.
        """
        if any(site.told for site in self.sites):
            for article in self.articles.values():
                if pages is None or page_of(article) in pages:
                    days = [each for each in self.found.get(article.id, ()) if each.kind == DAY]
                    self._learn(article, [*days, *found_in(tree, article)])

    def _learn(self, article: Invented, found: Found) -> None:
        if list(found) != list(self.found.get(article.id, ())):
            self.found[article.id] = found
            for site in self.sites:
                if site.form != "kyyeu":
                    site.fill([article], {article.id: found})

    def _busy_days(self) -> None:
        """Tell peers the days of several articles: they have a page, days of one have none."""
        days = Counter(article.when.date() for article in self.articles.values())
        for article in self.articles.values():
            found = self.found.get(article.id, ())
            if days[article.when.date()] > 1 and day_of(article) not in found:
                others = [each for each in found if each.kind != DAY]
                self._learn(article, [day_of(article), *others])

    # ------------------------------------------------------------------ articles

    def newest(self) -> str:
        """One more article, newer than all."""
        return self._add(self.archive.article(self._next))

    def old(self) -> str:
        """One more article of some day of former years."""
        return self._add(self.archive.old(self._next))

    def title(self) -> str:
        """A corrected headline."""
        former = self._some()
        return self._put(replace(former, title=f"{former.title} {self.dice.choice(_WORDS)}"))

    def body(self) -> str:
        """A corrected paragraph."""
        former = self._some()
        at = self.dice.randrange(len(former.paragraphs))
        words = list(former.paragraphs)
        words[at] = f"{words[at]} Việc ấy làm {self.dice.choice(_WORDS)}."
        return self._put(replace(former, paragraphs=tuple(words)))

    def section(self) -> str:
        """An article under another section."""
        former = self._some()
        others = [name for name in SECTIONS if name != former.section]
        return self._put(replace(former, section=self.dice.choice(others)))

    def date(self) -> str:
        """An article that is dated a few weeks earlier: its address changes with the month."""
        former = self._some()
        return self._put(
            replace(former, when=former.when - timedelta(days=self.dice.randrange(1, 60)))
        )

    def delete(self) -> str:
        """An article less."""
        former = self._some()
        del self.articles[former.number]
        for site in self.sites:
            site.source(former).unlink()
        return f"deleted {former.id}"

    def withdraw(self) -> str:
        """An article taken back: of our format alone."""
        former = self._some()
        del self.articles[former.number]
        for site in self.ours:
            file = site.source(former)
            text = file.read_text(encoding="utf-8")
            file.write_text(f"Status: withdrawn\n{text}", encoding="utf-8", newline="\n")
        return f"withdrew {former.id}"

    def photo(self) -> str:
        """An article that now shows a photo: of our format alone."""
        former = self._some()
        made = replace(former, photo=f"{former.id}-{self.dice.randrange(10**6)}.jpg")
        for site in self.ours:
            write_picture(site.sources / photo_path(made), made.photo)
        return self._put(made)

    # ------------------------------------------------------------------ records

    def rename(self) -> str:
        """A record of a person with another preferred form; the old one becomes a variant."""
        return self._each_record("people", self._renamed)

    def variant(self) -> str:
        """A record that takes in a name which had none: two pages become one."""
        name = self._unrecorded()
        return self._each_record("people", lambda row: _with_variant(row, name))

    def record(self) -> str:
        """A new record of a person who had none."""
        name = self._unrecorded()
        self._records += 1
        new = {"id": f"{slugify(name)}-{self._records}", "preferred": name, "public": "yes"}
        for site in self.ours:
            table = site.sources / "authorities" / "people.csv"
            columns, rows = read_table(table)
            write_table(table, columns, [*rows, new])
        return f"record of {name}"

    def hide(self) -> str:
        """A record without a public page, or with one again."""
        return self._each_record(
            "units", lambda row: {**row, "public": "no" if row["public"] == "yes" else "yes"}
        )

    def nothing(self) -> str:
        """No change at all."""
        return "nothing"

    # ------------------------------------------------------------------ doing

    def _some(self) -> Invented:
        return self.articles[self.dice.choice(sorted(self.articles))]

    def _unrecorded(self) -> str:
        """Somebody whom articles name, and of whom there is no record yet."""
        _, rows = read_table(self.ours[0].sources / "authorities" / "people.csv")
        recorded = {form for row in rows for form in (row["preferred"], *_variants(row))}
        while True:
            free = [name for name in self._some().people if name not in recorded]
            if free:
                return self.dice.choice(free)

    def _add(self, article: Invented) -> str:
        self._next += 1
        self.articles[article.number] = article
        for site in self.sites:
            site.fill([article], {article.id: self.found.get(article.id, ())})
        self._busy_days()
        return f"added {article.id} of {article.when:%Y-%m-%d}"

    def _put(self, article: Invented) -> str:
        former = self.articles[article.number]
        self.articles[article.number] = article
        for site in self.sites:
            file = site.source(former)
            if file != site.source(article):
                file.unlink()
            site.fill([article], {article.id: self.found.get(article.id, ())})
        self._busy_days()
        return f"edited {article.id}"

    def _renamed(self, row: Mapping[str, str]) -> dict[str, str]:
        surname, _, rest = row["preferred"].partition(" ")
        middle = self.dice.choice(("Thế", "Công", "Bá", "Trọng"))
        renamed = {**row, "preferred": f"{surname} {middle} {rest}"}
        return _with_variant(renamed, row["preferred"])

    def _each_record(self, name: str, change: Callable[[Mapping[str, str]], dict[str, str]]) -> str:
        """Change a record, the same in every site of ours."""
        told, state = "", self.dice.getstate()
        for site in self.ours:
            self.dice.setstate(state)
            table = site.sources / "authorities" / f"{name}.csv"
            columns, rows = read_table(table)
            at = self.dice.randrange(len(rows))
            told = f"record {rows[at]['id']}"
            rows[at] = change(rows[at])
            write_table(table, columns, rows)
        return told


EVERYWHERE = ("newest", "old", "title", "body", "section", "date", "delete", "nothing")
"""Changes that every generator knows."""
ARTICLES = ("newest", "old", "title", "body", "section", "date", "delete", "withdraw", "photo")
RECORDS = ("rename", "variant", "record", "hide")
PUBLISHING = ("newest", "old", "title", "rename", "nothing")
"""What a press office does on any day."""


def apply(desk: Desk, change: str) -> str:
    """Do a change of the given name."""
    done: Callable[[], str] = getattr(desk, change)
    return done()


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of an authority table."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        rows = list(table)
        return list(table.fieldnames or ()), rows


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write an authority table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def _variants(row: Mapping[str, str]) -> list[str]:
    return [form for form in row["variants"].split("|") if form]


def _with_variant(row: Mapping[str, str], form: str) -> dict[str, str]:
    return {**row, "variants": "|".join(dict.fromkeys([*_variants(row), form]))}
