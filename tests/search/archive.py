"""A small invented archive and what a reader should find in it; for Python and the browser."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kyyeu.search import Named, SearchDocument, build

HERE = Path(__file__).parent


def documents() -> list[SearchDocument]:
    """The articles of ``corpus.toml``."""
    corpus = _read("corpus.toml")
    return [
        SearchDocument(
            id=article["id"],
            path=f"{article['date'][:4]}/{article['id']}.html",
            title=article["title"],
            date=article["date"],
            section=article["section"],
            text=article["text"].strip(),
            names=tuple(_named(*corpus["names"][name]) for name in article.get("names", [])),
        )
        for article in corpus["article"]
    ]


def _named(
    kind: str, id: str, name: str, path: str, apart: str = "", others: Iterable[str] = ()
) -> Named:
    return Named(kind, id, name, path, apart, tuple(others))


def files() -> dict[str, bytes]:
    """The index of the articles, by file name."""
    return build(documents())


def judged() -> list[dict[str, Any]]:
    """The queries of ``judged.toml``."""
    queries: list[dict[str, Any]] = _read("judged.toml")["query"]
    return queries


def vectors() -> dict[str, list[list[Any]]]:
    """The cases of ``vectors.json``: for each function, input and output."""
    cases: dict[str, list[list[Any]]] = json.loads((HERE / "vectors.json").read_text("utf-8"))
    return cases


def answer_of(query: dict[str, Any]) -> dict[str, list[str]]:
    """What a query is to be answered with."""
    return {key: query.get(key, []) for key in ("hits", "approximate", "instead", "names")}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))
