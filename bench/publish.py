"""What publishing one article costs, beside peers that have the same pages.

In every round each site is changed alike and built: one article at the newest date, one at a
random old date, a corrected headline, a renamed record, nothing. Ends with the equality check:
what the small steps left must be what a build from nothing prints; else exit code 1.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bench import trees
from bench.desk import ARTICLES, EVERYWHERE, PUBLISHING, RECORDS, Desk, apply
from bench.generators import PEER, TAGGED, Generator, equal_of, kyyeu
from bench.invented import Archive
from bench.report import (
    Report,
    Row,
    median,
    parser,
    ratios,
    spread,
    table,
    tell,
    told,
    workplace,
)

SEGMENT = 2000  #: documents from which the search index may tell its own history


def main(words: Sequence[str]) -> int:
    """Measure and print; 1: page sets or trees are not equal."""
    asking = parser("publish", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("--against", nargs="*", default=[], choices=PEER, help="peers")
    asking.add_argument("--rounds", type=int, default=3)
    asking.add_argument(
        "--changes", nargs="*", default=PUBLISHING, choices=[*ARTICLES, *RECORDS, "nothing"]
    )
    asking.add_argument(
        "--equal-pages", action="store_true", help="leave out our whole site, the longest to build"
    )
    asked = asking.parse_args(words)
    with workplace(asked.work) as work:
        sites = opponents(work, asked.against, whole=not asked.equal_pages)
        report = Report("publish", asked.seed, sites, {"articles": f"{asked.n:,}"})
        desk = Desk(Archive(asked.n, asked.seed), sites, asked.seed)
        if not first_builds(desk, report):
            return 1
        for round in range(1, asked.rounds + 1):
            for change in asked.changes:
                step(desk, report, change, f"round {round} of {asked.rounds}")
        _print(report, asked.changes)
        if not same_pages(sites, kept=True):
            return 1
        same = [
            equal_to_rebuild(site, work / f"{site.name}-anew".replace(" ", "-"), asked.n)
            for site in desk.ours
        ]
        report.close(asked.json)
        return 0 if all(same) else 1


def opponents(work: Path, against: Sequence[str], *, whole: bool = True) -> list[Generator]:
    """Our site whole, as it is compared with those asked for, and the peers; ours come first."""
    names = ["kyyeu"] if whole else []
    names += dict.fromkeys(map(equal_of, against))
    ours = [kyyeu(work / name.replace(" ", "-"), name) for name in names or ["kyyeu"]]
    return ours + [PEER[name](work / name) for name in against]


def first_builds(desk: Desk, report: Report) -> bool:
    """Fill and build every site once; whether those to be compared have the same pages."""
    desk.fill()
    for site in desk.sites:
        tell(f"{site.name}: first build of {len(desk.articles):,} articles")
        cost = site.build()
        tell(told(cost))
        found = trees.state(site.output)
        if site.name == TAGGED:
            desk.tell(site.output)
        report.add(site=site.name, change="first build", files=len(found), **asdict(cost))
    return same_pages(desk.sites)


def same_pages(sites: Sequence[Generator], *, kept: bool = False) -> bool:
    """Compare peers with ours by path, and tell; further pages of lists are counted alone.

    Args:
        sites: ours and peers, built.
        kept: peers may have more, for none of them takes away what it printed once.
    """
    same = True
    for ours in sites:
        peers = [
            site for site in sites if site.form != "kyyeu" and equal_of(site.name) == ours.name
        ]
        if not peers:
            continue
        sets = {site.name: trees.page_set(trees.state(site.output)) for site in [ours, *peers]}
        if kept:
            sets = {name: each.within(sets[ours.name]) for name, each in sets.items()}
        shared = len(next(iter(sets.values())).first)
        alone = trees.difference(sets)
        for name, pages in alone.items():
            print(f"not the same pages: {name} alone has {', '.join(pages) or 'none'}", flush=True)
        if not alone:
            print(f"\nThe same {shared:,} pages by path.", flush=True)
        same = same and not alone
        kinds = [
            kind for kind in trees.COMPARED if any(each.counts()[kind] for each in sets.values())
        ]
        print("\nPages of each kind, and further pages, which each cuts in its own way:\n")
        rows = [[kind, *(_counted(each, kind) for each in sets.values())] for kind in kinds]
        print(table(["kind", *sets], rows), flush=True)
    return same


def _counted(pages: trees.PageSet, kind: str) -> str:
    first, further = pages.counts()[kind], pages.further[kind]
    return f"{first:,} + {further:,}" if further else f"{first:,}"


def step(desk: Desk, report: Report, change: str, round: str) -> None:
    """Do a change to all sites, build each, and note what it cost and what it wrote."""
    done = apply(desk, change)
    for site in desk.sites:
        if change not in EVERYWHERE and site.form != "kyyeu":
            continue  # peers have no records
        tell(f"{round}, {change} ({done}): {site.name}")
        before = trees.state(site.output)
        cost = site.build()
        tell(told(cost))
        what = trees.changed(before, trees.state(site.output))
        if site.name == TAGGED:
            desk.tell(site.output, what.written)
        report.add(
            site=site.name,
            change=change,
            files=what.files,
            removed=len(what.removed),
            kb=what.bytes / 1024,
            kinds=what.kinds(),
            search_kb=what.only("search").bytes / 1024,
            **asdict(cost),
        )


def _print(report: Report, changes: Sequence[str]) -> None:
    everything = ["first build", *dict.fromkeys(changes)]
    head = ["change", "site", "CPU s", "peak MB", "all processes MB", "files", "KB", "removed"]
    report.finish("Cost of one change", head, _costs(report, everything))
    peers = [site.name for site in report.sites if site.form != "kyyeu"]
    if peers:
        head = ["change", "peer / ours", "CPU, round by round", "CPU", "peak memory"]
        report.finish("Peers / ours", head, _ratios(report, everything, peers))


def _costs(report: Report, changes: Sequence[str]) -> Iterator[Row]:
    for change in changes:
        for site in report.sites:
            found = {"site": site.name, "change": change}
            if not report.values("cpu", **found):
                continue
            peak, together, files, kb, gone = (
                median(report.values(key, **found))
                for key in ("peak", "together", "files", "kb", "removed")
            )
            cpu = spread(report.values("cpu", **found))
            yield change, site.name, cpu, peak, together, files, kb, gone


def _ratios(report: Report, changes: Sequence[str], peers: Sequence[str]) -> Iterator[Row]:
    for change in changes:
        for peer in peers:
            equal = equal_of(peer)
            theirs, ours = {"site": peer, "change": change}, {"site": equal, "change": change}
            if not report.values("cpu", **theirs):
                continue
            cpu = ratios(report.values("cpu", **theirs), report.values("cpu", **ours))
            peak = ratios(report.values("peak", **theirs), report.values("peak", **ours))
            rounds = ", ".join(f"{ratio:.2f}" for ratio in cpu)
            yield change, f"{peer} / {equal}", rounds, median(cpu), median(peak)


def equal_to_rebuild(site: Generator, anew: Path, documents: int, *, quiet: bool = False) -> bool:
    """Whether a tree is what a build from nothing prints; tells what is not.

    The index of search may differ by documented history where a segment holds `SEGMENT`
    documents or more, and with it the name of the edition; that is told apart and no fault.
    """
    if not quiet:
        tell(f"{site.name}: build from nothing, for the equality check")
    fresh = kyyeu(anew, site.name)
    shutil.rmtree(fresh.sources)
    shutil.copytree(site.sources, fresh.sources)
    fresh.build()
    paths = trees.unequal(site.output, fresh.output)
    shutil.rmtree(anew)
    search = [path for path in paths if trees.kind_of(path) == "search"]
    history = [*search, ".kyyeu-edition"] if search and documents >= SEGMENT else []
    wrong = [path for path in paths if path not in history]
    if history and not quiet:
        print(f"\n{site.name}: {len(search)} files of the index tell another history (allowed).")
    if wrong:
        print(f"\n{site.name}: NOT EQUAL to a build from nothing: {len(wrong)} files", end=": ")
        print(", ".join(wrong[:10]))
        return False
    if not quiet:
        print(f"\n{site.name}: equal to a build from nothing, byte for byte.", flush=True)
    return True
