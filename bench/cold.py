"""What a build from nothing costs, beside peers that have the same pages.

Page sets are compared by path before anything is timed, and once more at each size. Output and
caches are removed before each run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bench import trees
from bench.desk import Desk
from bench.generators import PEER, TAGGED, Generator, equal_of
from bench.invented import Archive
from bench.publish import opponents, same_pages
from bench.report import Report, Row, median, parser, ratios, spread, tell, told, workplace

BEFORE = 100  #: articles of the comparison before


def main(words: Sequence[str]) -> int:
    """Measure and print; 1: page sets are not equal."""
    asking = parser("cold", __doc__)
    asking.add_argument("-n", type=int, nargs="+", default=[300, 1000], help="articles")
    asking.add_argument("--against", nargs="*", default=["hugo", "pelican"], choices=PEER)
    asking.add_argument("--rounds", type=int, default=1)
    asking.add_argument(
        "--equal-pages", action="store_true", help="leave out our whole site, the longest to build"
    )
    asked = asking.parse_args(words)
    report = Report("cold", asked.seed)
    with workplace(asked.work) as work:
        for size in [BEFORE, *asked.n] if asked.against else asked.n:
            sites = report.sites = opponents(
                work / str(size), asked.against, whole=not asked.equal_pages
            )
            desk = Desk(Archive(size, asked.seed), sites, asked.seed)
            desk.fill()
            rounds = 1 if size == BEFORE else asked.rounds
            for round in range(1, rounds + 1):
                for site in sites:
                    tell(f"{size:,} articles, round {round} of {rounds}: {site.name}")
                    _time(site, report, size)
                    if site.name == TAGGED:
                        desk.tell(site.output)
            if not same_pages(sites):
                return 1
    _print(report, asked.n)
    report.close(asked.json)
    return 0


def _time(site: Generator, report: Report, size: int) -> None:
    site.forget()
    cost = site.build()
    tell(told(cost))
    files = trees.state(site.output)
    size_mb = sum(stamp[2] for stamp in files.values()) / 1024 / 1024
    report.add(site=site.name, n=size, files=len(files), mb=size_mb, **asdict(cost))


def _print(report: Report, sizes: Sequence[int]) -> None:
    head = ["articles", "site", "CPU s", "ms an article", "peak MB", "all processes MB", "wall s"]
    head += ["files", "MB", "CPU / ours", "peak / ours"]
    report.finish("Builds from nothing", head, _rows(report, sizes))
    print("\n“Ours” is that site of ours that prints the same pages as the peer.")


def _rows(report: Report, sizes: Sequence[int]) -> Iterator[Row]:
    for size in sizes:
        for site in report.sites:
            where = {"site": site.name, "n": size}
            cpu = report.values("cpu", **where)
            peak, together, wall, files, mb = (
                median(report.values(key, **where))
                for key in ("peak", "together", "wall", "files", "mb")
            )
            each = (median(cpu) or 0.0) * 1000 / size
            against = peaks = None
            if site.form != "kyyeu":
                ours = {"site": equal_of(site.name), "n": size}
                against = median(ratios(cpu, report.values("cpu", **ours)))
                peaks = median(
                    ratios(report.values("peak", **where), report.values("peak", **ours))
                )
            yield (
                size,
                site.name,
                spread(cpu),
                each,
                peak,
                together,
                wall,
                files,
                mb,
                against,
                peaks,
            )
