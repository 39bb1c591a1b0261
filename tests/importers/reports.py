"""The report of ``fixtures/giao-uoc.txt`` in its parts, and the settings of a small site."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from kyyeu.importers import (
    Draft,
    Fate,
    Heading,
    Listing,
    Paragraph,
    PhotoPlace,
    Table,
    read_pasted,
    worker,
)
from kyyeu.importers.layout import Layout, layout_json, layout_of_json
from kyyeu.model import Contributor
from kyyeu.problems import Problem, Result
from kyyeu.settings import Limits, Settings

FIXTURE = Path(__file__).parent / "fixtures" / "giao-uoc.txt"
TEXT = FIXTURE.read_text(encoding="utf-8")
_LINES = [line.strip() for line in TEXT.split("\n") if len(line.strip()) > 1]
TITLE, UPDATED, LEAD, CAPTION, _DOUBLE, FIRST, SECOND, THIRD, BYLINE = _LINES
BODY = (FIRST, SECOND.replace("\u00a0 ", " "), THIRD)  #: as accepted
TAIL = "\n,\n,\n.\n,\n"
PERSON = "Thu Sương"
BOTH = (Contributor(PERSON, ("tin", "ảnh")),)
PUBLISHED = "2020-02-18T15:40:00+07:00"
SCENE = "Quang cảnh buổi lễ ký giao ước."
LINKS = "Giao Thủy ra quân trồng rừng chắn sóng\nMột ngày ở bãi Giao Hải (17/02/2020)"


def settings(root: Path = Path("/nowhere")) -> Settings:
    return Settings(
        root, "Kỷ yếu", "Lưu trữ", ("Xây dựng Đảng", "Thi đua", "Văn hóa - Xã hội"), "Nam Định"
    )


def report(
    *,
    head: str = f"{TITLE}\n{UPDATED}",
    lead: str = LEAD,
    caption: str = f"{CAPTION}\n{CAPTION}",
    body: str = "\n\n".join(BODY),
    byline: str = BYLINE,
    tail: str = TAIL,
) -> str:
    """The report with some parts exchanged; an empty part is left out."""
    parts = (head, lead, caption, body, byline, tail)
    return "\n\n".join(part for part in parts if part)


def draft_of(text: str | bytes, site: Settings | None = None) -> tuple[Draft, tuple[Problem, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    read = read_pasted(data, "bai.txt", site or settings())
    assert read.value is not None, read.problems
    return read.value, read.problems


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def in_this_process(kind: str, data: bytes, name: str, limits: Limits) -> Result[Layout | None]:
    """What the worker answers, without a worker: for tests that ask it hundreds of times."""
    del limits
    try:
        return Result(layout_of_json(layout_json(worker.read(kind, data))))
    except worker.RefusedError as refusal:
        return Result(None, (Problem(name, 0, str(refusal), {"detail": ""}),))


def assert_nothing_is_lost(draft: Draft) -> None:
    """Every character of the source has a fate, and every place holds what the draft shows."""
    source, spans = draft.source.text, draft.spans
    assert "".join(source[span.start : span.end] for span in spans) == source
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert all(span.rule for span in spans if span.fate is Fate.DROPPED)
    assert all(bool(span.place) is (span.fate is not Fate.DROPPED) for span in spans)
    places: dict[str, str] = {}
    for span in spans:
        places[span.place] = places.get(span.place, "") + span.text
    assert places.get("title", "") == draft.title
    assert places.get("lead", "") == draft.lead
    shown: dict[str, str] = {}
    for number, block in enumerate(draft.blocks, 1):
        match block:
            case Paragraph(text) | Heading(text):
                shown[f"body.{number}"] = text
            case PhotoPlace(caption, credit):
                shown[f"body.{number}.picture"] = places.get(f"body.{number}.picture", "")
                shown[f"body.{number}.caption"] = caption
                shown[f"body.{number}.credit"] = credit
            case Listing(items):
                for item, text in enumerate(items, 1):
                    shown[f"body.{number}.{item}"] = text
            case Table(rows):
                for row, cells in enumerate(rows, 1):
                    for column, cell in enumerate(cells, 1):
                        shown[f"body.{number}.{row}.{column}"] = cell
    kept = {place: text for place, text in places.items() if place.startswith("body")}
    assert kept == {place: text for place, text in shown.items() if text}
