"""Where our CPU time goes: seconds of each stage, without what it calls of other stages.

A build from nothing, then one after each change. Measured by `bench.stopwatch`, which costs a
few percent itself; what workers of their own processes do is one row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bench import stopwatch
from bench.desk import ARTICLES, RECORDS, Desk, apply
from bench.generators import Generator, kyyeu
from bench.invented import Archive
from bench.report import Report, Row, parser, tell, workplace

CHANGES = ("newest", "title", "rename", "nothing")
FIRST = "first build"


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    asking = parser("stages", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("--photos", type=int, default=0, help="how many articles show a photo")
    asking.add_argument(
        "--changes", nargs="*", default=CHANGES, choices=[*ARTICLES, *RECORDS, "nothing"]
    )
    asking.add_argument("--workers", type=int, default=1, help="processes that share the work")
    asked = asking.parse_args(words)
    with workplace(asked.work) as work:
        result = work / "stages.json"
        env = {stopwatch.RESULT: str(result), "KYYEU_WORKERS": str(asked.workers)}
        site = kyyeu(work / "kyyeu", more=stopwatch.INSTALL, env=env)
        report = Report("stages", asked.seed, [site], {"articles": f"{asked.n:,}"})
        report.more |= {"photos": str(asked.photos), "workers": str(asked.workers)}
        desk = Desk(Archive(asked.n, asked.seed, asked.photos), [site], asked.seed)
        desk.fill()
        for change in [FIRST, *asked.changes]:
            done = FIRST if change == FIRST else apply(desk, change)
            tell(f"{change} ({done})")
            _measure(site, report, change)
    head = ["stage, CPU s", FIRST, "ms an article", *asked.changes]
    report.finish("Where the CPU time goes", head, _rows(report, asked.n, asked.changes))
    report.close(asked.json)
    return 0


def _measure(site: Generator, report: Report, change: str) -> None:
    cost = site.build()
    told = json.loads((site.root.parent / "stages.json").read_text(encoding="utf-8"))
    spent: dict[str, float] = told["spent"]
    spent["workers"] = max(cost.cpu - sum(spent.values()), 0.0)
    for stage in stopwatch.ROWS:
        if stage in spent:
            calls = told["calls"].get(stage, 0)
            report.add(change=change, stage=stage, cpu=spent[stage], calls=calls)
    report.add(change=change, stage="sum", cpu=cost.cpu, peak=cost.peak)


def _rows(report: Report, size: int, changes: Sequence[str]) -> Iterator[Row]:
    for stage in (*stopwatch.ROWS, "sum"):
        times = [
            next(iter(report.values("cpu", stage=stage, change=change)), None)
            for change in [FIRST, *changes]
        ]
        if any(times):
            first = times[0]
            yield stage, first, first and first * 1000 / size, *times[1:]
    peaks = [report.values("peak", change=change)[0] for change in [FIRST, *changes]]
    yield "peak MB", peaks[0], None, *peaks[1:]
