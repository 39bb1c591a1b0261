"""Measure, and print one table."""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from bench.search import engines, news, serving
from kyyeu.search import SearchDocument
from tests.search import judging

SAMPLED = 16  #: queries asked of a cold browser


@dataclass
class Row:
    """What was measured of one engine."""

    name: str
    quality: dict[str, float] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Web:
    """An engine that runs in a browser."""

    start: str
    ask: str
    show: str


OURS = Web(engines.OURS_START, engines.OURS_ASK, engines.OURS_SHOW)
PAGEFIND = Web(engines.PAGEFIND_START, engines.PAGEFIND_ASK, engines.PAGEFIND_SHOW)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__)
    parser.add_argument("-n", type=int, default=10_000, help="articles")
    parser.add_argument("--against", nargs="*", default=[], choices=sorted(PEERS))
    parser.add_argument("--news", type=Path, help="JSON Lines of public text; else made up by rule")
    parser.add_argument("--per-kind", type=int, default=9)
    asked = parser.parse_args()
    source = news.News(asked.n, asked.news)
    documents = list(source)
    queries = judging.queries(judging.Archive(documents), asked.per_kind)
    with tempfile.TemporaryDirectory() as scratch:
        rows = [_ours(source, documents, queries, Path(scratch) / "ours")]
        for name in asked.against:
            rows.append(PEERS[name](documents, queries, Path(scratch) / name))
            print(f"… {name}", flush=True)
    _print(rows, len(documents), len(queries))


def _ours(
    source: news.News,
    documents: Sequence[SearchDocument],
    queries: Sequence[judging.Judged],
    at: Path,
) -> Row:
    row, site = Row("Kỷ Yếu"), at / "site"
    _pages(documents, site)
    engines.write(site, {"index.html": engines.OURS_PAGE, "search.js": engines.SCRIPT.read_bytes()})
    row.figures |= _cost(engines.build_ours, source, site)
    row.figures["index"] = _size(site / "tim", "t/")
    row.figures["texts for folders"] = _size(site / "tim" / "t")
    _in_browser(row, site, OURS, queries)
    for what, document in _publishings(documents):
        source.add(document)
        told = _cost(engines.publish_ours, source, site)
        row.figures |= {f"{what}: {key}": figure for key, figure in told.items()}
    return row


def _publishings(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, SearchDocument]]:
    """What may happen to an archive from one edition to the next."""
    last, old = documents[-1], documents[len(documents) // 2]
    month = next(each for each in reversed(documents) if each.date[:7] < last.date[:7])
    next_day = (date.fromisoformat(last.date[:10]) + timedelta(days=1)).isoformat()
    yield "one more", replace(last, id="more")
    yield "one more the next day", replace(last, id="next", date=next_day)
    yield "one corrected of last month", replace(month, title=month.title + " (sửa)")
    yield "one corrected of long ago", replace(old, title=old.title + " (sửa)")
    yield "one withdrawn name of long ago", replace(old, names=(), authors=("Lam Hồng",))


def _pagefind(
    documents: Sequence[SearchDocument], queries: Sequence[judging.Judged], at: Path
) -> Row:
    modules = _npm(at, "pagefind")
    version = subprocess.run(
        [modules / ".bin" / "pagefind", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    row, site = Row(f"Pagefind {version}"), at / "site"
    _pages(documents, site)
    row.figures |= _cost(engines.build_pagefind, str(modules / ".bin" / "pagefind"), site)
    row.figures["index"] = _size(site / "pagefind")
    engines.write(site, {"index.html": b"<!doctype html><title>x</title>"})
    _in_browser(row, site, PAGEFIND, queries)
    return row


def _fts5(documents: Sequence[SearchDocument], queries: Sequence[judging.Judged], at: Path) -> Row:
    row = Row("SQLite FTS5")
    row.figures |= _cost(engines.build_fts5, documents, at)
    row.figures["index"] = _size(at)
    _judge(row, engines.ask_fts5(at), queries)
    return row


def _minisearch(
    documents: Sequence[SearchDocument], queries: Sequence[judging.Judged], at: Path
) -> Row:
    modules = _npm(at, "minisearch").parent
    row = Row("MiniSearch")
    row.figures |= _cost(engines.build_minisearch, documents, at / "index", modules)
    file = (at / "index" / "minisearch.json").read_bytes()
    row.figures["index"] = row.figures["start"] = _kb(len(gzip.compress(file, 6)))
    _judge(row, engines.ask_minisearch(at / "index", modules, queries), queries)
    return row


PEERS: dict[str, Callable[[Sequence[SearchDocument], Sequence[judging.Judged], Path], Row]] = {
    "pagefind": _pagefind,
    "fts5": _fts5,
    "minisearch": _minisearch,
}


def _pages(documents: Sequence[SearchDocument], site: Path) -> None:
    engines.write(site, {document.path: engines.page_of(document) for document in documents})


def _npm(at: Path, package: str) -> Path:
    """The newest of a package; its folder ``node_modules``."""
    at.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "install", "--prefix", str(at), package], check=True, capture_output=True)
    return at / "node_modules"


def _cost(step: Callable[..., object], *arguments: object) -> dict[str, str]:
    """Run a step in a process of its own: CPU seconds, peak memory, bytes it says it made."""
    parent, child = multiprocessing.Pipe()
    work = multiprocessing.get_context("spawn").Process(
        target=_measured, args=(child, step, arguments)
    )
    work.start()
    cpu, memory, made = parent.recv()
    work.join()
    told = {"CPU s": f"{cpu:.2f}", "memory MB": f"{memory:.0f}"}
    return told | ({"bytes": _kb(made)} if isinstance(made, int) else {})


def _measured(pipe: object, step: Callable[..., object], arguments: Sequence[object]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    made = step(*arguments)
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime
    memory = max(own.ru_maxrss, others.ru_maxrss) / 1024
    pipe.send((cpu + others.ru_utime + others.ru_stime, memory, made))  # type: ignore[attr-defined]
    os._exit(0)


def _in_browser(row: Row, site: Path, web: Web, queries: Sequence[judging.Judged]) -> None:
    with serving.host(site) as (address, count), serving.browser() as browser:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(web.start)
        _judge(row, engines.asker(page, web.ask, web.show), queries)
        page.close()
        told = defaultdict[str, list[float]](list)
        for query in queries[:: max(1, len(queries) // SAMPLED)]:
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            count.sent = count.requests = 0
            page.goto(address)
            page.evaluate(web.start)
            told["start"].append(count.sent)
            begun, count.sent, count.requests = perf_counter(), 0, 0
            page.evaluate(web.ask, [query.typed, query.section, query.newest_first])
            told["query"].append(count.sent)
            told["requests"].append(count.requests)
            told["ms"].append(1000 * (perf_counter() - begun))
            count.sent = 0
            page.evaluate(web.show, judging.FIRST)
            told["shown"].append(count.sent)
            context.close()
    row.figures |= {
        "start": _kb(statistics.median(told["start"])),
        "first query": f"{_kb(statistics.median(told['query']))}, max {_kb(max(told['query']))}",
        "requests": f"{statistics.median(told['requests']):.0f}, max {max(told['requests']):.0f}",
        "first 10 shown": _kb(statistics.median(told["shown"])),
        "ms cold": f"{statistics.median(told['ms']):.0f}, max {max(told['ms']):.0f}",
    }


def _judge(
    row: Row, answer: Callable[[judging.Judged, int], list[str]], queries: Sequence[judging.Judged]
) -> None:
    marks = defaultdict[str, list[float]](list)
    for query in queries:
        most = judging.FIRST if query.ten else engines.MOST
        marks[query.kind].append(query.judge(answer(query, most)))
    row.quality = {kind: sum(got) / len(got) for kind, got in marks.items()}


def _size(folder: Path, less: str = "\0") -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in files if not path.relative_to(folder).as_posix().startswith(less)]
    return f"{_kb(sum(path.stat().st_size for path in kept))} in {len(kept)}"


def _kb(size: float) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"


def _print(rows: Sequence[Row], articles: int, queries: int) -> None:
    print(f"\n{articles} articles, {queries} judged queries\n")
    print("| | " + " | ".join(row.name for row in rows) + " |")
    print("|---" * (len(rows) + 1) + "|")
    for kind in judging.KINDS:
        marks = [f"{row.quality[kind]:.2f}" if kind in row.quality else "-" for row in rows]
        print(f"| {kind} | " + " | ".join(marks) + " |")
    for key in dict.fromkeys(key for row in rows for key in row.figures):
        print(f"| {key} | " + " | ".join(row.figures.get(key, "-") for row in rows) + " |")


if __name__ == "__main__":
    main()
