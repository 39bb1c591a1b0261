"""What a photograph costs: CPU seconds of all its renditions, for three sizes and some threads.

The cost of starting, without a photo, is taken off. 1: threads made other files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import pictures, work
from bench.report import Report, Row, median, parser, tell, workplace


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    asking = parser("photos", __doc__)
    asking.add_argument("-k", type=int, default=4, help="photos of each size")
    asking.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    asking.add_argument("--rounds", type=int, default=1)
    asked = asking.parse_args(words)
    report = Report("photos", asked.seed, more={"photos of each size": str(asked.k)})
    digests = set()
    with workplace(asked.work) as scratch:
        for width, height in pictures.SIZES:
            tell(f"{width} x {height}: {asked.k} photos are invented")
            for at in range(asked.k):
                pictures.write(_folder(scratch, width) / f"anh-{at}.jpg", f"{at}", (width, height))
        for round in range(1, asked.rounds + 1):
            for width, height in pictures.SIZES:
                for threads in asked.threads:
                    tell(f"round {round} of {asked.rounds}: {width} x {height}, {threads} threads")
                    digest = _measure(scratch, report, (width, height), threads, asked.k)
                    digests.add((width, digest))
    head = ["pixels", "threads", "CPU ms a photo", "wall ms a photo", "peak MB", "made KB a photo"]
    report.finish("A photograph", head, _rows(report, asked.threads))
    report.close(asked.json)
    return int(len(digests) != len(pictures.SIZES))


def _folder(scratch: Path, width: int) -> Path:
    return scratch / f"{width}"


def _measure(scratch: Path, report: Report, size: tuple[int, int], threads: int, count: int) -> str:
    folder, executor = _folder(scratch, size[0]), "threads" if threads > 1 else "serial"
    idle = work.ask("photos", executor, threads, 0, scratch, folder).cost
    done = work.ask("photos", executor, threads, count, scratch, folder)
    report.add(
        size=f"{size[0]} x {size[1]}",
        threads=threads,
        cpu=(done.cost.cpu - idle.cpu) * 1000 / count,
        wall=(done.cost.wall - idle.wall) * 1000 / count,
        peak=done.cost.peak,
        kb=done.bytes / count / 1024,
    )
    return done.digest


def _rows(report: Report, threads: Sequence[int]) -> Iterator[Row]:
    for width, height in pictures.SIZES:
        for number in threads:
            where = {"size": f"{width} x {height}", "threads": number}
            keys = ("cpu", "wall", "peak", "kb")
            yield where["size"], number, *(median(report.values(key, **where)) for key in keys)
