"""A layout becomes a draft: its looks are read first, then the grammar of all newspapers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time
from itertools import groupby

from kyyeu.importers.alt_texts import alt_of
from kyyeu.importers.asides import left_over
from kyyeu.importers.bylines import read_signature
from kyyeu.importers.carrying import carried
from kyyeu.importers.clean import Plain, Ruling, line_numbers, plain
from kyyeu.importers.draft import Block, Draft, Fate, Heading, Paragraph, PhotoPlace, Source, Table
from kyyeu.importers.drafting import drafted
from kyyeu.importers.figures import (
    CAPTION_EDGE,
    beginning,
    label_of_caption,
    may_be_caption_by_looks,
    part_credit,
    read_credit,
)
from kyyeu.importers.headlines import headline_lines
from kyyeu.importers.inline import with_marks
from kyyeu.importers.keywords import take_linked_keywords
from kyyeu.importers.layout import HEAD, Layout, Leaf
from kyyeu.importers.leads import take_lead_set_as_heading
from kyyeu.importers.letterheads import drop_letterhead
from kyyeu.importers.newspaper import RULES, check_stamp, section_of, take_kicker
from kyyeu.importers.quotations import with_quotations
from kyyeu.importers.sheet import Line, Parts, Sheet, lines_of
from kyyeu.importers.stamps import Stamp, find_stamps
from kyyeu.importers.words import is_pen_name
from kyyeu.problems import Problem, Result
from kyyeu.settings import Settings
from kyyeu.vietnamese import canonical

_CAPTION = 400  #: characters, of a line that nothing but its looks proves a caption
_KICKER = 60
_HEAD_LINES, _HEADING = 3, 100
_SEPARATORS = (" - ", " | ", " – ", " :: ")


def draft_of(
    layout: Layout, source: Source, settings: Settings, names: Mapping[int, str]
) -> Result[Draft | None]:
    """The draft of a document that was laid out.

    Args:
        layout: what is seen of it, judged.
        source: where it came from; its text is what the layout's pieces are pieces of.
        settings: see `read_source`.
        names: of the pictures that are at hand, by their number.
    """
    flat = layout.text
    even = plain(flat)
    lines = lines_of(even)
    inside = [leaf for leaf in layout.leaves if not leaf.outside and leaf.role not in HEAD]
    if not inside or len(lines) > settings.limits.paragraphs:
        code = "import-too-many-paragraphs" if inside else "import-no-article"
        found = {"count": len(lines), "limit": settings.limits.paragraphs}
        return Result(None, (Problem(source.name, 0, code, found),))
    reader = _Reader(layout, even, source, settings, lines, names)
    reader.read()
    sheet = reader.sheet
    most = settings.limits.marks
    placed = with_quotations(sheet.placed, {one.start: leaf for one, leaf in reader.looks.items()})
    sheet.placed, crowded = with_marks(placed, layout, even, most)
    draft = drafted(sheet, source)
    blocks = tuple(_with_alt(block, draft.title) for block in draft.blocks)
    draft = replace(draft, blocks=blocks, spans=carried(layout.pieces, draft.spans))
    told = left_over(layout, sheet, inside, crowded, most)
    return Result(draft, (*told, *sorted(sheet.problems)))


def _with_alt(block: Block, title: str) -> Block:
    """A photo's alt text stays where it says more than its caption and the headline do."""
    if not isinstance(block, PhotoPlace):
        return block
    return replace(block, alt=alt_of(block.alt, (block.caption, title)))


class _Reader:
    """Hands the looks of a layout to a sheet."""

    def __init__(
        self,
        layout: Layout,
        even: Plain,
        source: Source,
        settings: Settings,
        lines: list[Line],
        names: Mapping[int, str],
    ) -> None:
        starts = [flat_line for flat_line, _ in _flat_lines(layout)]
        leaves = [leaf for _, leaf in _flat_lines(layout)]
        self.layout = layout
        self.names = names
        self.alts = {shown.number: shown.alt for shown in layout.pictures}
        self.looks: dict[Line, Leaf] = {}
        numbers = _source_lines(layout, source)
        placed = []
        for line in lines:
            leaf = leaves[bisect_right(starts, line.number) - 1]
            numbered = replace(line, number=numbers[leaf], level=leaf.level)
            self.looks[numbered] = leaf
            placed.append(numbered)
        self.sheet = Sheet(even, source.name, settings, placed, laid_out=True)

    def read(self) -> None:
        """Looks first, then the grammar, then what only the head of the page says."""
        sheet = self.sheet
        self._drop_outside()
        drop_letterhead(sheet)
        head = self._take_head()
        self._take_fields()
        take_lead_set_as_heading(sheet, self.looks, head)
        self._take_pictures()
        self._take_tables()
        self._take_headings()
        for line in self._lines("note"):
            sheet.place(Paragraph(line.text, line.number), (line, line.whole))
        self._title_of_head(head)
        for rule in RULES:
            rule(sheet)
        self._use_head(head)

    def _lines(self, *roles: str) -> list[Line]:
        return [line for line in self.sheet.open if self.looks[line].role in roles]

    def _drop_outside(self) -> None:
        """Leave out what is no part of the article, each stretch as one."""
        runs = groupby(list(self.sheet.open), key=lambda line: self.looks[line].outside)
        for rule, lines in runs:
            if rule:
                self.sheet.drop_all(list(lines), rule)

    def _take_head(self) -> list[Line]:
        """Lines of the page's head: nobody sees them, so they are set aside."""
        lines = self._lines(*HEAD)
        self.sheet.set_aside(lines)
        return lines

    def _take_fields(self) -> None:
        """Fields that a site profile, or the page itself, names."""
        sheet = self.sheet
        if lines := headline_lines(sheet, self.looks):
            above = [other for other in sheet.open if other.start < lines[0].start]
            for kicker in above:
                if not self.looks[kicker].role and len(kicker.text) <= _KICKER:
                    self._take_above(kicker)
            sheet.title = " ".join(line.text for line in lines)
            sheet.move_all(lines, "title")
        for line in self._lines("category")[:1]:
            section = section_of(sheet, line.text)
            if section:
                sheet.category = section
                sheet.move(line, "category")
            else:
                sheet.drop(line, "breadcrumb")
        for line in self._lines("published"):
            for stamp in find_stamps(line.text)[:1]:
                if sheet.published is None:
                    sheet.published = stamp
                    check_stamp(sheet, line, stamp)
                    sheet.move(line, "published")
        for line in self._lines("lead")[:1]:
            sheet.lead = line.text
            sheet.move(line, "lead")
        take_linked_keywords(sheet, self._lines("tags"), self.layout)

    def _take_above(self, line: Line) -> None:
        if find_stamps(line.text) or not any(letter.isalnum() for letter in line.text):
            return
        take_kicker(self.sheet, line)

    def _take_pictures(self) -> None:
        """Each picture with its caption becomes a place for a photo."""
        sheet = self.sheet
        captions = self._lines("caption")
        for picture in self._lines("picture"):
            caption = self._caption_of(picture, captions)
            number = self.looks[picture].figure
            name, alt = self.names.get(number, ""), self.alts.get(number, "")
            first: tuple[Line, Parts] = (picture, [(0, 1, "picture")])
            if caption is None:
                sheet.place(PhotoPlace("", "", picture.number, name, alt), first)
                continue
            captions = [line for line in captions if line is not caption]
            begin = label_of_caption(caption.text) % len(caption.text)
            words, credit = caption.text[begin:], ""
            below = sheet.after(caption)
            parts: list[tuple[int, int, str]] = [(begin, len(caption.text), "caption")]
            if parted := part_credit(caption.text):
                end, start, stop, credit = parted
                words = caption.text[min(begin, end) : end].rstrip(CAPTION_EDGE)
                parts = [(start, stop, "credit")]
                if words:
                    parts.insert(0, (begin, begin + len(words), "caption"))
            pieces = [first, (caption, parts)]
            named = below if below and (below in captions or ":" in below.text) else None
            if not credit and named and (found := read_credit(named.text)):
                start, stop, credit = found
                pieces.append((named, [(start, stop, "credit")]))
                captions = [line for line in captions if line is not named]
            block = PhotoPlace(words, credit, picture.number, name, alt)
            pieces.sort(key=lambda piece: piece[0].start)
            sheet.place(block, *pieces, drop="credit-label")
            self._drop_doubles(caption)
        for line in captions:  # of a picture that is not there any more
            if sheet.is_open(line) and len(line.text) <= _CAPTION:
                sheet.place(
                    PhotoPlace(line.text, "", line.number), (line, [(0, len(line.text), "caption")])
                )

    def _caption_of(self, picture: Line, captions: list[Line]) -> Line | None:
        """The line below a picture (or above, when it is marked as one) that speaks of it."""
        sheet = self.sheet
        figure = self.looks[picture].figure
        own = [line for line in captions if figure and self.looks[line].figure == figure]
        if own:
            return own[0]
        captions = [line for line in captions if not self.looks[line].figure]
        after = sheet.after(picture)
        where = sheet.where(picture)
        before = sheet.open[where - 1] if where else None
        while after is not None and self.looks[after].role == "picture":
            after = None  # a row of pictures: the caption below belongs to the last of them
        if after in captions:
            return after
        if before is not None and before in captions and not self._is_picture(where - 2):
            return before
        return after if after is not None and self._is_told_by_looks(picture, after) else None

    def _is_told_by_looks(self, picture: Line, after: Line) -> bool:
        """Whether the line below a picture is its caption, though nothing marks it as one.

        Slanted or centred as the picture, it may as well be what somebody said: then it stays
        in the report. A credit, or the same line again, leaves no doubt.
        """
        looks, below = self.looks[after], self.sheet.after(after)
        if looks.role or looks.bold or len(after.text) > _CAPTION:
            return False
        by_looks = may_be_caption_by_looks(after.text)
        twice = below is not None and canonical(below.text) == canonical(after.text)
        if part_credit(after.text) or (twice and by_looks):
            return True
        if not (looks.slanted or (looks.centred and self.looks[picture].centred)):
            return False
        code = "import-caption-assumed" if by_looks else "import-caption-doubtful"
        self.sheet.warn(code, after.number, text=beginning(after.text))
        return by_looks

    def _is_picture(self, where: int) -> bool:
        return where >= 0 and self.looks[self.sheet.open[where]].role == "picture"

    def _drop_doubles(self, caption: Line) -> None:
        """The same caption again, in the next line: pages print it as text of the image too."""
        for line in list(self.sheet.open):
            near = 0 < line.start - caption.end < 4
            if near and canonical(line.text) == canonical(caption.text):
                self.sheet.drop(line, "doubled-caption")

    def _take_tables(self) -> None:
        cells = [line for line in self.sheet.open if self.looks[line].table]
        for _, group in groupby(cells, key=lambda line: self.looks[line].table):
            self._place_table(list(group))

    def _place_table(self, lines: list[Line]) -> None:
        """A table of data; a cell in which a line was parted is kept as paragraphs."""
        places = [(self.looks[line].row, self.looks[line].column) for line in lines]
        if len(set(places)) < len(places):
            return
        rows = sorted({row for row, _ in places})
        wide = max(column for _, column in places)
        texts = dict(zip(places, (line.text for line in lines), strict=True))
        table = tuple(
            tuple(texts.get((row, column), "") for column in range(1, wide + 1)) for row in rows
        )
        pieces: list[tuple[Line, Parts]] = [
            (line, [(0, len(line.text), f"{rows.index(row) + 1}.{column}")])
            for line, (row, column) in zip(lines, places, strict=True)
        ]
        self.sheet.place(Table(table, lines[0].number), *pieces)

    def _take_headings(self) -> None:
        lines = self._lines("heading")
        if lines and not self.sheet.title and self.sheet.where(lines[0]) <= _HEAD_LINES:
            del lines[0]  # the headline, for the grammar to take
        lines += [line for line in self.sheet.open[_HEAD_LINES:] if self._heads_by_looks(line)]
        for line in lines:
            if canonical(line.text) != canonical(self.sheet.title):
                self.sheet.place(Heading(line.text, line.number), (line, line.whole))

    def _heads_by_looks(self, line: Line) -> bool:
        """All of it bold, short, no sentence and nobody's name, above a paragraph that is not."""
        looks, after = self.looks[line], self.sheet.after(line)
        if not looks.bold or looks.role or line.is_closed or after is None:
            return False
        below = self.looks[after]
        short = len(line.text.split()) >= 2 and len(line.text) <= _HEADING
        told = read_signature(line.text) or is_pen_name(line.text, least=2)
        return bool(short and not told and not below.bold and len(after.text) > len(line.text))

    def _title_of_head(self, head: list[Line]) -> None:
        """The headline as the head of the page has it, when the page itself shows none."""
        if self.sheet.title or self._lines("heading"):
            return
        named = sorted(
            (line for line in head if self.looks[line].role in ("head-title", "page-title")),
            key=lambda line: self.looks[line].role,
        )
        for line in named[:1]:
            end = len(line.text)
            if self.looks[line].role == "page-title":
                end = max((line.text.rfind(sign) for sign in _SEPARATORS), default=-1)
                end = end if end > 0 else len(line.text)
            shown = [other for other in self.sheet.open[:6] if other.text == line.text[:end]]
            if shown:
                self.sheet.title = shown[0].text
                self.sheet.move(shown[0], "title")
                return

    def _use_head(self, head: list[Line]) -> None:
        """The dates of the head where the page shows none; all else of it is dropped."""
        sheet = self.sheet
        shown = sheet.published or sheet.modified
        for line in head:
            role = self.looks[line].role
            stamps = find_stamps(line.text) if role in ("head-published", "head-modified") else ()
            place = role.removeprefix("head-")
            rest = Ruling(line.start, line.end, Fate.DROPPED, "page-head", "")
            later = role == "head-modified" and shown and stamps and _is_later(stamps[0], shown)
            wanted = shown is None or later
            if stamps and stamps[0].sound and wanted and getattr(sheet, place) is None:
                setattr(sheet, place, stamps[0])
                rest = Ruling(line.start, line.end, Fate.MOVED, "", place)
            elif stamps and role == "head-published" and shown and stamps[0].day != shown.day:
                words = {"head": line.text, "shown": str(shown.day)}
                sheet.warn("import-dates-differ", line.number, **words)
            sheet.rulings.append(rest)


def _is_later(stamp: Stamp, shown: Stamp) -> bool:
    """On another day than the stamp that is shown, or at a later hour of that day."""
    if stamp.day is None or shown.day is None or shown.updated:
        return False
    when = (stamp.day, stamp.hour or time())
    return when > (shown.day, shown.hour or time())


def _flat_lines(layout: Layout) -> Iterator[tuple[int, Leaf]]:
    """The line of the layout's text on which each leaf begins."""
    at, number = 0, 1
    for leaf in layout.leaves:
        number += layout.text.count("\n", at, leaf.start)
        at = leaf.start
        yield number, leaf


def _source_lines(layout: Layout, source: Source) -> dict[Leaf, int]:
    """The line of the source on which each leaf begins, as an editor's program counts."""
    pieces = iter(layout.pieces)
    at, offsets, piece = 0, [], next(pieces, None)
    for leaf in layout.leaves:
        while piece is not None and at + len(piece.text) <= leaf.start:
            at += len(piece.text)
            piece = next(pieces, None)
        offsets.append(piece.start if piece else 0)
    return dict(zip(layout.leaves, line_numbers(source.text, offsets), strict=True))
