"""Tables of a Word file: the places of their cells, and whether they hold data."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_LONG = 300  #: characters of a cell that is a paragraph rather than a value
_CAPTION = 500  #: characters
_PICTURED = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))


def rows_of(table: Any) -> list[list[tuple[int, int, Any]]]:
    """Row by row the cells with their places, from 1; cells joined to one above are left out."""
    rows = []
    for number, row in enumerate((one for one in table if one.tag == qn("w:tr")), 1):
        column, cells = 1, []
        for cell in (one for one in row.iter(qn("w:tc")) if one.getparent() is not None):
            if _row_of(cell) is not row:
                continue
            if _joined(cell) in (None, "restart"):
                cells.append((number, column, cell))
            column += _breadth(cell)
        rows.append(cells)
    return rows


def is_data(table: Any, rows: list[list[tuple[int, int, Any]]]) -> bool:
    """Two rows and two columns at least, short cells, and neither pictures nor tables inside."""
    inside = any(
        one.tag in _PICTURED or one.tag == qn("w:tbl") for one in table.iter() if one is not table
    )
    wide = sum(len(row) >= 2 for row in rows)
    cells = [cell for row in rows for _, _, cell in row]
    texts = list(map(words_of, cells))
    return not inside and len(rows) >= 2 and wide * 2 > len(rows) and max(map(len, texts)) <= _LONG


def is_of_pictures(rows: list[list[tuple[int, int, Any]]]) -> bool:
    """Pictures with their captions: below them, in the same cell, or in the one column there is."""
    cells = [cell for row in rows for _, _, cell in row]
    shown = [sum(one.tag in _PICTURED for one in cell.iter()) for cell in cells]
    texts = list(map(words_of, cells))
    single = all(len(row) == 1 for row in rows)
    many = sum(map(bool, shown)) if single else sum(shown)
    brief = sum(map(len, texts)) <= _CAPTION if single else max(map(len, texts)) <= _CAPTION
    grid = max(shown) == 1 and many > 1
    return brief and (many == 1 if single else grid)


def is_merged(cell: Any) -> bool:
    """Whether a cell with words reaches over several columns or rows, which Markdown cannot say."""
    return bool(words_of(cell)) and (_breadth(cell) > 1 or _joined(cell) == "restart")


def words_of(cell: Any) -> str:
    """The words of a cell, paragraphs parted by a blank."""
    paragraphs = cell.iter(qn("w:p"))
    texts = ("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)
    return " ".join(" ".join(texts).split())


def _joined(cell: Any) -> str | None:
    """Whether a cell goes on with the one above: "restart" begins, "continue" does; else None."""
    looks = cell.find(qn("w:tcPr"))
    joined = looks.find(qn("w:vMerge")) if looks is not None else None
    return None if joined is None else str(joined.get(qn("w:val"), "continue"))


def _row_of(cell: Any) -> Any:
    around = cell.getparent()
    while around is not None and around.tag != qn("w:tr"):
        around = around.getparent()
    return around


def _breadth(cell: Any) -> int:
    looks = cell.find(qn("w:tcPr"))
    span = looks.find(qn("w:gridSpan")) if looks is not None else None
    said = span.get(qn("w:val"), "1") if span is not None else "1"
    return min(int(said), 60) if said.isdigit() and int(said) else 1
