"""The same articles read by outside checkers: our theme, and the two that come with Pelican.

The largest page of each kind of ours; front page, largest article, a section and an author of
theirs. Nu and links look at all pages. Lighthouse tells the median of several runs, on a phone
and on a desktop, and of these the worst of all pages; search engines are not asked about pages
that keep them out.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bench.desk import Desk
from bench.generators import Generator, kyyeu, themed
from bench.invented import Archive
from bench.reading import windows
from bench.reading.checkers import CATEGORIES, Tools, graphs_of
from bench.reading.hosting import hosted
from bench.report import Report, parser, tell, workplace
from bench.search.serving import browser
from tests.browser.specimens import by_kind
from tests.printed import Page, dead_ends

THEMES = ("simple", "notmyidea")
_WINDOWS = ("phone", "desktop")
_AUDITS = {  # and what one of the unit shown is in milliseconds; a shift has none
    "LCP, s": ("largest-contentful-paint", 1000),
    "TBT, ms": ("total-blocking-time", 1),
    "CLS": ("cumulative-layout-shift", 1),
}
ORIGIN = "https://kyyeu.example/"
_KEPT = Path.home() / ".cache" / "kyyeu-bench"


@dataclass
class Found:
    """All that was found of one site."""

    site: str
    kinds: dict[str, windows.Seen] = field(default_factory=dict)
    scores: dict[tuple[str, str], list[float]] = field(default_factory=dict)  #: window, measure
    pages: int = 0
    html: list[str] = field(default_factory=list)
    css: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    graphs: int = 0
    data: list[str] = field(default_factory=list)
    feeds: int = 0


def main(words: Sequence[str]) -> int:
    """Look, and print one table; 1: our own site has a fault."""
    asking = parser("reader", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("--photos", type=int, default=20, help="how many show a photo")
    asking.add_argument("--rounds", type=int, default=3, help="of Lighthouse; 0: none")
    asking.add_argument("--kinds", nargs="*", help="kinds of our pages; else all")
    asking.add_argument("--alone", action="store_true", help="without the stock themes")
    asking.add_argument("--tools", type=Path, default=_KEPT, help="where checkers are kept")
    asked = asking.parse_args(words)
    tools = Tools.fetched(asked.tools.resolve())
    tools.prove()
    report = Report("reader", asked.seed)
    with workplace(asked.work) as work:
        sites = [kyyeu(work / "kyyeu")]
        if not asked.alone:
            sites += [themed(work / name, name) for name in THEMES]
        report.sites = sites
        Desk(Archive(asked.n, asked.seed, asked.photos), sites, asked.seed).fill()
        found = []
        for site in sites:
            tell(f"{site.name}: building {asked.n:,} articles")
            site.build()
            found.append(_examine(site, tools, asked.rounds, asked.kinds))
    for one in found:
        report.add(site=one.site, **dict(_measures(one)))
    head = ["", *(one.site for one in found)]
    rows = [[name, *values] for name, *values in zip(*_columns(found), strict=True)]
    report.finish(f"{asked.n:,} articles as readers meet them", head, rows)
    report.close(asked.json)
    return _tell_faults(found[0])


def _examine(site: Generator, tools: Tools, rounds: int, kinds: Sequence[str] | None) -> Found:
    found = Found(site.name)
    files = {
        path.relative_to(site.output).as_posix(): path
        for path in sorted(site.output.rglob("*"))
        if path.is_file()
    }
    texts = {name: path.read_text("utf-8") for name, path in files.items() if name.endswith("html")}
    found.pages = len(texts)
    tell(f"{site.name}: {found.pages:,} pages, links")
    found.lost = dead_ends({name: Page(html) for name, html in texts.items()}, files, ORIGIN)
    tell(f"{site.name}: HTML, CSS, structured data, feeds")
    found.html = tools.html(texts)
    found.css = tools.css(path for name, path in files.items() if name.endswith(".css"))
    sample = by_kind(site.output) or _peer_pages(texts)
    sample = {kind: path for kind, path in sample.items() if not kinds or kind in kinds}
    chosen = {kind: texts[_file(path)] for kind, path in sample.items()}
    dumps = {name: path for name, path in files.items() if name.endswith(".jsonld")}
    largest = sorted(dumps, key=lambda name: dumps[name].stat().st_size)[-2:]
    graphs = graphs_of(chosen) | {name: dumps[name].read_text("utf-8") for name in largest}
    found.graphs = len(graphs)
    found.data = tools.linked_data(graphs)
    found.feeds = sum(_is_feed(path) for name, path in files.items() if name.endswith(".xml"))
    with hosted(site.output) as base:
        with browser() as started:
            for kind, path in sample.items():
                tell(f"{site.name}: {kind}")
                found.kinds[kind] = windows.look(started, base, path, tools.axe)
        for kind, path in sample.items():
            if rounds:
                tell(f"{site.name}: Lighthouse, {kind}")
                _score(found, tools, base + path, rounds)
    return found


def _score(found: Found, tools: Tools, address: str, rounds: int) -> None:
    """The medians of a page, beside those of the other pages."""
    for window in _WINDOWS:
        told = [tools.lighthouse(address, window == "desktop") for _ in range(rounds)]
        kept_out = told[0]["audits"]["is-crawlable"]["score"] == 0
        for name in CATEGORIES:
            if name != "seo" or not kept_out:
                scores = [100 * (one["categories"][name]["score"] or 0) for one in told]
                found.scores.setdefault((window, name), []).append(statistics.median(scores))
        for name, (audit, _) in _AUDITS.items():
            values = [one["audits"][audit]["numericValue"] for one in told]
            found.scores.setdefault((window, name), []).append(statistics.median(values))


def _peer_pages(texts: Mapping[str, str]) -> dict[str, str]:
    """Of a site that does not say its kinds: what every site has."""
    kinds = {
        "front": r"index\.html",
        "article": r"\d{4}/\d\d/.+\.html",
        "section": r"(chuyen-muc|category)/.+\.html",
        "author": r"(tac-gia|author)/.+\.html",
    }
    found = {
        kind: [name for name in texts if re.fullmatch(pattern, name)]
        for kind, pattern in kinds.items()
    }
    return {
        kind: max(names, key=lambda name: len(texts[name])).removesuffix("index.html")
        for kind, names in found.items()
        if names
    }


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path


def _is_feed(path: Path) -> bool:
    root = ElementTree.parse(path).getroot().tag.rpartition("}")[2]
    return root in ("feed", "rss")


def _measures(one: Found) -> Iterator[tuple[str, object]]:
    seen = one.kinds.values()
    yield "pages of the site", one.pages
    yield "pages looked at in a browser", len(one.kinds)
    article = one.kinds.get("article")
    if article:
        for kind, sent in article.sent.items():
            yield f"largest article: {kind}, kB", sent / 1000
        yield "largest article before photos, kB", article.before_photos / 1000
        yield "largest article: requests", article.requests
    yield "largest page before photos, kB", max(each.before_photos for each in seen) / 1000
    yield "requests to other hosts", sum(each.foreign for each in seen)
    yield "console, policy, missing files", sum(each.faults for each in seen)
    yield "axe: places that break a rule", sum(each.axe for each in seen)
    yield "Nu: errors", sum(each.startswith("error") for each in one.html)
    yield "Nu: warnings and infos", sum(not each.startswith("error") for each in one.html)
    yield "CSS: faults", len(one.css)
    yield "links and fragments that lead nowhere", len(one.lost)
    yield "structured data: graphs", one.graphs
    yield "structured data: faults", len(one.data)
    yield "feeds, well-formed", one.feeds
    for window in _WINDOWS:
        for name in CATEGORIES:
            scores = one.scores.get((window, name), [float("nan")])
            yield f"Lighthouse, {window}: {name}", min(scores)
        for name, (_, unit) in _AUDITS.items():
            values = one.scores.get((window, name), [float("nan")])
            yield f"Lighthouse, {window}: {name}", max(values) / unit


def _columns(found: Sequence[Found]) -> Iterator[list[object]]:
    yield [name for name, _ in _measures(found[0])]
    for one in found:
        told = dict(_measures(one))
        yield [told.get(name) for name, _ in _measures(found[0])]


def _tell_faults(ours: Found) -> int:
    """Name what is wrong with our own site."""
    wrong = [*ours.html, *ours.css, *ours.data, *(f"{page}: {to}" for page, to in ours.lost)]
    for kind, seen in ours.kinds.items():
        if seen.foreign or seen.faults or seen.axe:
            wrong.append(f"{kind}: {seen}")
    for line in sorted(set(wrong))[:40]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0
