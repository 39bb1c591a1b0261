"""Which tables of a page hold data, and which only lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.markup.page import PageElement

_LONG = 300  #: characters of a cell that is a paragraph rather than a value
_HIGH = 200  #: rows, more are a list of links or a layout


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a cell in a table of data; all count from 1."""

    table: int
    row: int
    column: int


def cells_of_data(root: PageElement) -> dict[PageElement, Cell]:
    """The cells of all tables of data."""
    found: dict[PageElement, Cell] = {}
    number = 0
    for table in root.elements():
        if table.name != "table":
            continue
        rows = rows_of(table)
        if holds_data(table, rows):
            number += 1
            found |= _placed(rows, number)
    return found


def rows_of(table: PageElement) -> list[list[PageElement]]:
    """The cells of a table by row, those of tables inside it left aside."""
    rows: list[list[PageElement]] = []
    stack: list[PageElement] = [table]
    while stack:
        element = stack.pop()
        below = [child for child in element.children if isinstance(child, PageElement)]
        if element.name == "tr":
            rows.append([])
        if element.name in ("td", "th") and rows:
            rows[-1].append(element)
        elif element is table or element.name != "table":
            stack += below[::-1]
    return [row for row in rows if row]


def holds_data(table: PageElement, rows: list[list[PageElement]]) -> bool:
    """Two rows and two columns at least, short cells, and neither pictures nor tables inside."""
    inside = {element.name for element in table.elements() if element is not table}
    if inside & {"table", "img", "form", "script", "iframe", "h1", "h2"} or len(rows) > _HIGH:
        return False
    wide = [row for row in rows if sum(map(_breadth, row)) >= 2]
    if len(rows) < 2 or len(wide) * 2 <= len(rows):
        return False
    texts = [cell.text().strip() for row in rows for cell in row]
    linked = sum(
        len(link.text()) for link in table.elements() if link.name == "a" and link.attribute("href")
    )
    letters = sum(map(len, texts))
    filled = sum(map(bool, texts)) * 2 > len(texts)
    return filled and max(map(len, texts)) <= _LONG and linked * 2 <= letters


def is_merged(cell: PageElement) -> bool:
    """Whether a cell with words reaches over several columns or rows, which Markdown cannot say."""
    wide = max(_breadth(cell), _span(cell, "rowspan"))
    return wide > 1 and bool(cell.text().strip())


def _placed(rows: list[list[PageElement]], table: int) -> dict[PageElement, Cell]:
    """Each cell in its place; what a cell above reaches into is left free."""
    taken: set[tuple[int, int]] = set()
    placed = {}
    for row, cells in enumerate(rows, 1):
        column = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed[cell] = Cell(table, row, column)
            high = min(_span(cell, "rowspan"), len(rows))
            taken |= {
                (row + down, column + right)
                for down in range(high)
                for right in range(_breadth(cell))
            }
    return placed


def _breadth(cell: PageElement) -> int:
    return _span(cell, "colspan")


def _span(cell: PageElement, name: str) -> int:
    said = cell.attribute(name)
    return min(int(said), 50) if said.isascii() and said.isdigit() and int(said) else 1
