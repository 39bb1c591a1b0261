"""Measure, and print one table."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from bench.search import cost, engines, news, serving
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


@dataclass(frozen=True)
class Test:
    """What every engine is put to."""

    source: news.News
    documents: Sequence[SearchDocument]
    queries: Sequence[judging.Judged]
    spelled: Mapping[str, set[str]]  #: articles that hold a query with the marks it was typed with


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
    load = f"{os.getloadavg()[1]:.1f}"
    source = news.News(asked.n, asked.news)
    archive = judging.Archive(source)
    queries = judging.queries(archive, asked.per_kind)
    marked = [query for query in queries if query.kind in ("term exact", "name exact")]
    spelled = {query.typed: archive.holding(query.typed, marks=True) for query in marked}
    with tempfile.TemporaryDirectory() as scratch:
        test = Test(source, list(archive.documents.values()), queries, spelled)
        del archive
        rows = [_ours(test, Path(scratch) / "ours")]
        for name in asked.against:
            rows.append(PEERS[name](test, Path(scratch) / name))
            print(f"… {name}", flush=True)
    _print(rows, asked.n, len(queries))
    print(f"\n{os.cpu_count()} processors, load {load} before and {os.getloadavg()[1]:.1f} after")


def _ours(test: Test, at: Path) -> Row:
    row, site, source = Row("Kỷ Yếu"), at / "site", test.source
    _pages(test.documents, site)
    engines.write(site, {"index.html": engines.OURS_PAGE, "search.js": engines.SCRIPT.read_bytes()})
    row.figures |= cost.of(engines.build_ours, source, site)
    row.figures["index"] = _size(site / "tim", "t/")
    row.figures["texts for folders"] = _size(site / "tim" / "t")
    _in_browser(row, site, OURS, test)
    for what, document in _publishings(test.documents):
        source.add(document)
        told = cost.of(engines.publish_ours, source, site)
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


def _pagefind(binary: Callable[[Path], Path]) -> Callable[[Test, Path], Row]:
    def measure(test: Test, at: Path) -> Row:
        program = binary(at)
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        row, site = Row(f"Pagefind {told.stdout.split()[-1]}"), at / "site"
        _pages(test.documents, site)
        row.figures |= cost.of(engines.build_pagefind, str(program), site)
        row.figures["index"] = _size(site / "pagefind")
        engines.write(site, {"index.html": b"<!doctype html><title>x</title>"})
        _in_browser(row, site, PAGEFIND, test)
        before = _files(site / "pagefind")
        last = test.documents[-1]
        more = replace(last, id="more", path=last.path.replace(last.id, "more"))
        engines.write(site, {more.path: engines.page_of(more)})
        told_more = cost.of(engines.build_pagefind, str(program), site)
        row.figures |= {f"one more: {key}": figure for key, figure in told_more.items()}
        after = _files(site / "pagefind")
        new = sum(size for file, size in after.items() if file not in before)
        row.figures["one more: bytes"] = cost.kilobytes(new)
        return row

    return measure


def _fts5(test: Test, at: Path) -> Row:
    row = Row("SQLite FTS5")
    row.figures |= cost.of(engines.build_fts5, test.source, at)
    row.figures["index"] = _size(at)
    _judge(row, engines.ask_fts5(at), test)
    return row


def _minisearch(test: Test, at: Path) -> Row:
    modules = _npm(at, "minisearch").parent
    version = json.loads((modules / "node_modules/minisearch/package.json").read_bytes())["version"]
    row = Row(f"MiniSearch {version}")
    row.figures |= cost.of(engines.build_minisearch, test.source, at / "index", modules)
    file = (at / "index" / "minisearch.json").read_bytes()
    row.figures["index"] = row.figures["start"] = cost.kilobytes(len(gzip.compress(file, 6)))
    _judge(row, engines.ask_minisearch(at / "index", modules, test.queries), test)
    return row


def _from_npm(at: Path) -> Path:
    return _npm(at, "pagefind") / ".bin" / "pagefind"


def _from_pypi(at: Path) -> Path:
    """The newest of PyPI; the wheel holds the program."""
    target = ["--target", str(at / "wheel"), "--no-deps", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "install", *target, "pagefind-bin"], check=True)
    (program,) = (path for path in (at / "wheel").rglob("pagefind*") if _runs(path))
    return program


def _runs(path: Path) -> bool:
    return path.is_file() and path.suffix != ".py" and os.access(path, os.X_OK)


PEERS: dict[str, Callable[[Test, Path], Row]] = {
    "pagefind": _pagefind(_from_npm),
    "pagefind-pypi": _pagefind(_from_pypi),
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


def _in_browser(row: Row, site: Path, web: Web, test: Test) -> None:
    queries = test.queries
    with serving.host(site) as (address, count), serving.browser() as browser:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(web.start)
        _judge(row, engines.asker(page, web.ask, web.show), test)
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
        "start": cost.kilobytes(statistics.median(told["start"])),
        "first query": ", max ".join(
            cost.kilobytes(size) for size in (statistics.median(told["query"]), max(told["query"]))
        ),
        "requests": f"{statistics.median(told['requests']):.0f}, max {max(told['requests']):.0f}",
        "first 10 shown": cost.kilobytes(statistics.median(told["shown"])),
        "ms cold": f"{statistics.median(told['ms']):.0f}, max {max(told['ms']):.0f}",
    }


def _judge(row: Row, answer: Callable[[judging.Judged, int], list[str]], test: Test) -> None:
    marks = defaultdict[str, list[float]](list)
    for query in test.queries:
        most = judging.FIRST if query.ten else engines.MOST
        ids = answer(query, most)
        marks[query.kind].append(query.judge(ids))
        if query.kind.startswith("known"):
            marks["known, first place"].append(query.judge(ids[:1]))
        if query.typed in test.spelled:  # another spelling, while there are articles with this one
            right = test.spelled[query.typed]
            first = ids[: min(judging.FIRST, len(right))]
            marks["only as typed"].append(float(all(id in right for id in first)))
    row.quality = {kind: sum(got) / len(got) for kind, got in marks.items()}


def _files(folder: Path) -> dict[str, int]:
    """Sizes of files by name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


def _size(folder: Path, less: str = "\0") -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in files if not path.relative_to(folder).as_posix().startswith(less)]
    return f"{cost.kilobytes(sum(path.stat().st_size for path in kept))} in {len(kept)}"


def _print(rows: Sequence[Row], articles: int, queries: int) -> None:
    print(f"\n{articles} articles, {queries} judged queries\n")
    print("| | " + " | ".join(row.name for row in rows) + " |")
    print("|---" * (len(rows) + 1) + "|")
    for kind in (*judging.KINDS, "known, first place", "only as typed"):
        marks = [f"{row.quality[kind]:.2f}" if kind in row.quality else "-" for row in rows]
        print(f"| {kind} | " + " | ".join(marks) + " |")
    for key in dict.fromkeys(key for row in rows for key in row.figures):
        print(f"| {key} | " + " | ".join(row.figures.get(key, "-") for row in rows) + " |")


if __name__ == "__main__":
    main()
