"""The engines: each lays its files out in a folder, and answers queries from there."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from bench.search.news import News
from kyyeu.cache import Cache
from kyyeu.search import SearchDocument, changes, files
from kyyeu.search.words import words
from kyyeu.vietnamese import canonical, fold
from tests.search.judging import Judged

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "theme" / "static" / "search.js"
MOST = 400  #: answers taken of a query


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Files below a folder."""
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def page_of(document: SearchDocument) -> bytes:
    """An article as a page."""
    blocks = "".join(f'<p id="d{n}">{escape(line)}</p>' for n, line in enumerate(document.lines))
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(document.title)}'
        f"</title><body data-pagefind-body><h1>{escape(document.title)}</h1>"
        f'<p data-pagefind-filter="section">{escape(document.section)}</p>'
        f'<time data-pagefind-sort="date">{document.date}</time>'
        f'<div class="text">{blocks}</div>'
    ).encode()


# --------------------------------------------------------------------------- Kỷ Yếu


def build_ours(news: News, folder: Path) -> None:
    """The index alone; pages are there anyway."""
    made = files(news.listing, news.load, Cache(folder.parent / "cache"), folder / "tim")
    for name, make in made.items():
        write(folder / "tim", {name: make()})


def publish_ours(news: News, folder: Path) -> int:
    """What is new when the listing is, as a narrow build does it; its bytes."""
    made = changes(news.listing, news.load, Cache(folder.parent / "cache"), folder / "tim")
    assert made is not None
    new = {name: make() for name, make in made.made.items()}
    write(folder / "tim", new)
    for name in made.gone:
        (folder / "tim" / name).unlink()
    return sum(map(len, new.values()))


OURS_PAGE = b'<!doctype html><meta charset="utf-8"><script defer src="search.js"></script>'

OURS_START = "async () => { window.index = await kyyeu.Index.open('tim/'); }"
OURS_ASK = """async ([typed, section, newest]) => {
    const choice = {filters: section ? {section} : {}, since: '', until: '',
        order: newest ? 'newest' : 'best', wide: false};
    window.answer = await kyyeu.search(index, typed, choice);
    window.reading = new kyyeu.Reading(index, answer, '');
}"""
OURS_SHOW = """async (most) => {
    const ids = [];
    for (let more; ids.length < most && (more = await reading.next(Math.min(most, 20))).length;) {
        for (const {number} of more) {
            const [, path] = await index.card(number);
            if (most <= 10) await index.lines(number, '').catch(() => []);
            ids.push(path.split('/').pop().slice(0, -5));
        }
    }
    return ids;
}"""

# --------------------------------------------------------------------------- Pagefind


def build_pagefind(binary: str, folder: Path) -> None:
    """By its own program, over pages that lie there."""
    subprocess.run(
        [binary, "--site", str(folder), "--force-language", "vi", "--quiet"],
        check=True,
        capture_output=True,
    )


PAGEFIND_START = """async () => {
    window.pagefind = await import('./pagefind/pagefind.js');
    await pagefind.init();
}"""
PAGEFIND_ASK = """async ([typed, section, newest]) => {
    window.answer = await pagefind.search(typed, {
        filters: section ? {section} : {}, sort: newest ? {date: 'desc'} : {}});
}"""
PAGEFIND_SHOW = """async (most) => {
    const found = await Promise.all(answer.results.slice(0, most).map((one) => one.data()));
    return found.map(({url}) => url.split('/').pop().slice(0, -5));
}"""


def asker(page: Page, ask: str, show: str) -> Callable[[Judged, int], list[str]]:
    """What answers queries in a page."""

    def answer(query: Judged, most: int) -> list[str]:
        page.evaluate(ask, [query.typed, query.section, query.newest_first])
        ids: list[str] = page.evaluate(show, most)
        return ids

    return answer


# --------------------------------------------------------------------------- SQLite FTS5


def build_fts5(documents: Iterable[SearchDocument], folder: Path) -> None:
    """Exact spellings and folded ones in two tables."""
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folder / "fts5.sqlite") as db:
        options = "tokenize = \"unicode61 remove_diacritics 0\", content=''"
        for table in ("exact", "folded"):
            db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(title, body, {options})")
        db.execute("CREATE TABLE doc(id TEXT, section TEXT, date TEXT)")
        for row, each in enumerate(documents, 1):
            db.execute("INSERT INTO doc(rowid, id, section, date) VALUES (?,?,?,?)",
                       (row, each.id, each.section, each.date))  # fmt: skip
            for table, form in (("exact", canonical), ("folded", fold)):
                db.execute(f"INSERT INTO {table}(rowid, title, body) VALUES (?,?,?)",
                           (row, form(each.title), form(each.text)))  # fmt: skip
        db.execute("INSERT INTO exact(exact) VALUES ('optimize')")
        db.execute("INSERT INTO folded(folded) VALUES ('optimize')")


def ask_fts5(folder: Path) -> Callable[[Judged, int], list[str]]:
    """All words, or a phrase when quoted; bm25 with the title ten times."""
    db = sqlite3.connect(folder / "fts5.sqlite")

    def answer(query: Judged, most: int) -> list[str]:
        line = words(query.typed)
        marked = any(word.exact != word.folded for word in line)
        table = "exact" if marked else "folded"
        terms = [f'"{word.exact if marked else word.folded}"' for word in line]
        match = (
            '"' + " ".join(terms).replace('"', "") + '"' if '"' in query.typed else " ".join(terms)
        )
        order = "date DESC" if query.newest_first else f"bm25({table}, 10, 1)"
        rows = db.execute(
            f"SELECT doc.id FROM {table} JOIN doc ON doc.rowid = {table}.rowid "
            f"WHERE {table} MATCH ? AND (? = '' OR section = ?) ORDER BY {order} LIMIT ?",
            (match, query.section, query.section, most),
        )
        return [id for (id,) in rows]

    return answer


# --------------------------------------------------------------------------- MiniSearch


def build_minisearch(documents: Iterable[SearchDocument], folder: Path, modules: Path) -> None:
    """Folded words, đ too; the whole index is one file."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[each.id, each.title, each.text, each.section, each.date] for each in documents]
    (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    _node("build", folder, modules)


def ask_minisearch(
    folder: Path, modules: Path, queries: Sequence[Judged]
) -> Callable[[Judged, int], list[str]]:
    """All queries are put at once."""
    asked = [[q.typed, q.section, q.newest_first] for q in queries]
    (folder / "queries.json").write_text(json.dumps(asked, ensure_ascii=False), "utf-8")
    _node("ask", folder, modules)
    told = json.loads((folder / "answers.json").read_text("utf-8"))
    known = {(q.kind, q.typed): ids for q, ids in zip(queries, told, strict=True)}
    return lambda query, most: known[query.kind, query.typed][:most]


def _node(what: str, folder: Path, modules: Path) -> None:
    script = modules / "minisearch.mjs"  # beside what it imports
    shutil.copy(HERE / "minisearch.mjs", script)
    subprocess.run(
        ["node", "--max-old-space-size=6000", str(script), what, str(folder)], check=True
    )
