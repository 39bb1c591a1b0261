"""How many files, and how many KB, each kind of change rewrites: by counting, not by the clock.

Every change is done some times over, each followed by a build; printed are the median and, in
parentheses, the worst.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from bench import trees
from bench.desk import ARTICLES, RECORDS, Desk
from bench.generators import kyyeu
from bench.invented import Archive
from bench.publish import first_builds, step
from bench.report import Report, Row, figure, median, parser, workplace

COLUMNS = {
    "articles": ("article",),
    "people, units, acts": trees.ENTITIES,
    "lists": ("section", "author", "year", "month", "day"),
    "indexes": ("index",),
    "front, feeds": ("front", "feed"),
    "search": ("search",),
    "photos": ("photo",),
    "open data": ("data",),
    "other": ("other",),
}
"""Columns of the table, by kinds of `bench.trees.KINDS`."""


def main(words: Sequence[str]) -> int:
    """Count and print."""
    asking = parser("lists", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("--times", type=int, default=3, help="each change so many times")
    known = [*ARTICLES, *RECORDS, "nothing"]
    asking.add_argument("--changes", nargs="*", default=known, choices=known)
    asked = asking.parse_args(words)
    with workplace(asked.work) as work:
        site = kyyeu(work / "kyyeu")
        report = Report("lists", asked.seed, [site], {"articles": f"{asked.n:,}"})
        desk = Desk(Archive(asked.n, asked.seed), [site], asked.seed)
        first_builds(desk, report)
        for time in range(1, asked.times + 1):
            for change in asked.changes:
                step(desk, report, change, f"{time} of {asked.times}")
    head = ["change", "files", "KB", "of them search KB", "removed", *COLUMNS]
    report.finish("Files rewritten by one change", head, _rows(report, asked.changes))
    report.close(asked.json)
    return 0


def _rows(report: Report, changes: Sequence[str]) -> Iterator[Row]:
    for change in changes:
        figures = [
            _worst(report.values(key, change=change))
            for key in ("files", "kb", "search_kb", "removed")
        ]
        counts = [
            cast(Counter[str], each["kinds"])
            for each in report.measured
            if each["change"] == change
        ]
        yield change, *figures, *(_worst(_of(counts, kinds)) for kinds in COLUMNS.values())


def _of(counts: Sequence[Counter[str]], kinds: Sequence[str]) -> list[float]:
    assert set(kinds) <= {*trees.KINDS, "other"}
    return [float(sum(count[kind] for kind in kinds)) for count in counts]


def _worst(values: Sequence[float]) -> str:
    middle, most = median(values), max(values)
    return figure(middle) if middle == most else f"{figure(middle)} ({figure(most)})"
