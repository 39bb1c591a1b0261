"""The command that searches what was built, by the plan of the search page."""

from __future__ import annotations

import json
import textwrap
from datetime import UTC, date
from pathlib import Path

from kyyeu import search as searching
from kyyeu.desk.meant import meant
from kyyeu.desk.usage import misused
from kyyeu.problems import MachineFault, say
from kyyeu.search import Choice, Hit, Index, Name
from kyyeu.vietnamese import parse_moment

_FOLDER = "output/tim"
_ORDERS = ("best", "newest", "oldest")
_WIDTH = 96
_MOST = 20  #: articles printed for people


def search(root: Path, query: str, filters: dict[str, str], order: str, as_json: bool) -> int:
    """Print the articles and names that answer a query; 1 when there are none.

    Args:
        root: the project.
        query: as a reader types it.
        filters: ``since`` and ``until`` (ISO days), or facets: ``section``, ``person`` ...
        order: ``best``, ``newest`` or ``oldest``.
        as_json: all of them, one JSON object a line, for scripts.

    Raises:
        MachineFault: nothing has been built, or what was built cannot be read.
    """
    chosen = {key: value for key, value in filters.items() if value}
    said = [chosen.pop(key, "") for key in ("since", "until")]
    since, until = map(_day, said)
    for text, day in zip(said, (since, until), strict=True):
        if text and day is None:
            return misused("search-day", value=text)
    if order not in _ORDERS:
        words = {"value": order, "orders": ", ".join(_ORDERS), "meant": meant(order, _ORDERS)}
        return misused("search-order", **words)
    index = _index(root / _FOLDER)
    try:
        answer = searching.search(index, query, Choice(chosen, since, until, order))
        hits = list(searching.shown(index, answer))
        for number in answer.unknown:
            print(
                json.dumps({"unknown": number})
                if as_json
                else say("desk", "unknown", {"number": number})
            )
        for name in answer.names:
            print(_name_line(name, as_json))
        for hit in hits if as_json else hits[:_MOST]:
            print(_hit_line(index, hit, as_json))
    except (OSError, ValueError) as fault:
        raise MachineFault("search-damaged", folder=_FOLDER, reason=fault) from fault
    if not as_json:
        print(say("desk", "found", {"count": len(hits)}))
    return 0 if hits or answer.names else 1


def _index(folder: Path) -> Index:
    if not (folder / "manifest.json").is_file():
        raise MachineFault("nothing-built", folder=_FOLDER)
    try:
        return Index(lambda name: (folder / name).read_bytes())
    except (OSError, ValueError) as fault:
        raise MachineFault("search-damaged", folder=_FOLDER, reason=fault) from fault


def _day(text: str) -> date | None:
    moment = parse_moment(text, UTC)
    return moment.date() if moment else None


def _name_line(name: Name, as_json: bool) -> str:
    if as_json:
        told = {"kind": name.kind, "name": name.name, "apart": name.apart, "path": name.path}
        return json.dumps(told, ensure_ascii=False)
    apart = f" ({name.apart})" if name.apart else ""
    return f"· {name.name}{apart}  {name.path}"


def _hit_line(index: Index, hit: Hit, as_json: bool) -> str:
    title, path, day, section = index.card(hit.number)
    if as_json:
        told = {"title": title, "path": path, "date": day, "section": section}
        return json.dumps(told | {"approximate": hit.approximate}, ensure_ascii=False)
    mark = "≈" if hit.approximate else " "
    head = f"{mark} {'/'.join(reversed(day.split('-')))}  {textwrap.shorten(title, _WIDTH)}"
    return f"{head}\n    {path}"
