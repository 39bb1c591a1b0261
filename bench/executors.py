"""The same work by one process, threads, forked and fresh processes, and a Dask cluster.

Start is the cost of hiring, without work, and is part of CPU and wall. Dask is measured when
it is installed. 1: somebody's answers, or the site that one of them built, are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench import pictures, trees, work
from bench.generators import kyyeu
from bench.invented import Archive
from bench.report import Report, Row, median, parser, tell, workplace

SUITED = {
    "markdown": ("serial", "fork", "spawn", "dask"),
    "mentions": ("serial", "fork", "spawn", "dask"),
    "photos": ("serial", "threads", "spawn", "dask"),
}
"""Who may do what: threads share one lock for text."""
BUILD = "whole build"


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    asking = parser("executors", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("-k", type=int, default=6, help="photos of 12 megapixels")
    asking.add_argument("--workers", type=int, default=2)
    asking.add_argument("--rounds", type=int, default=1)
    asking.add_argument("--works", nargs="*", default=[*SUITED, BUILD], choices=[*SUITED, BUILD])
    asked = asking.parse_args(words)
    report = Report("executors", asked.seed, more={"articles": f"{asked.n:,}"})
    report.more |= {"photos": str(asked.k), "workers": str(asked.workers)}
    same = True
    with workplace(asked.work) as scratch:
        for at in range(asked.k):
            pictures.write(scratch / "photos" / f"{at}.jpg", f"{at}", pictures.SIZES[1])
        for round in range(1, asked.rounds + 1):
            for what in asked.works:
                tell(f"round {round} of {asked.rounds}: {what}")
                if what == BUILD:
                    same &= _built(scratch, report, asked.n, asked.workers)
                else:
                    count = asked.k if what == "photos" else asked.n
                    same &= _done(scratch, report, what, count, asked.workers)
    head = ["work", "who", "start CPU s", "CPU s", "wall s", "largest MB", "together MB"]
    report.finish("Work shared out", head, _rows(report))
    report.close(asked.json)
    return 0 if same else 1


def _done(scratch: Path, report: Report, what: str, count: int, workers: int) -> bool:
    digests = set()
    for executor in SUITED[what]:
        if executor == "dask" and find_spec("distributed") is None:
            continue
        tell(f"  {executor}")
        number = 1 if executor == "serial" else workers
        idle = work.ask(what, executor, number, 0, scratch, scratch / "photos").cost
        done = work.ask(what, executor, number, count, scratch, scratch / "photos")
        digests.add(done.digest)
        cost = done.cost
        report.add(
            work=what, who=executor, start=idle.cpu, cpu=cost.cpu, wall=cost.wall,
            peak=cost.peak, together=cost.together,
        )  # fmt: skip
    if len(digests) > 1:
        print(f"{what}: NOT THE SAME answers from all")
    return len(digests) == 1


def _built(scratch: Path, report: Report, size: int, workers: int) -> bool:
    """Cold builds by one worker and by several; the same tree."""
    outputs = []
    for number in (1, workers):
        site = kyyeu(scratch / f"site-{number}", env={"KYYEU_WORKERS": str(number)})
        if not site.output.exists():
            site.fill(Archive(size, report.seed).articles())
        tell(f"  {number} workers")
        site.forget()
        cost = site.build()
        report.add(
            work=BUILD, who=f"KYYEU_WORKERS={number}", cpu=cost.cpu, wall=cost.wall,
            peak=cost.peak, together=cost.together,
        )  # fmt: skip
        outputs.append(site.output)
    differ = trees.unequal(*outputs)
    if differ:
        print(f"whole build: NOT THE SAME {len(differ)} files: {', '.join(differ[:5])}")
    return not differ


def _rows(report: Report) -> Iterator[Row]:
    for what, who in dict.fromkeys((str(m["work"]), str(m["who"])) for m in report.measured):
        keys = ("start", "cpu", "wall", "peak", "together")
        figures = (median(report.values(key, work=what, who=who)) for key in keys)
        yield what, who, *figures
