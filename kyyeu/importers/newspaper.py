"""The grammar of a newspaper report, as one table of rules in the order in which they work.

Each rule looks at the lines that are still open and takes those it understands; the last
keeps whatever is left as the body, so that nothing is ever lost. The grammar knows lines of
plain text alone: importers of every format share it.
"""

from __future__ import annotations

import re

from kyyeu.importers.bylines import may_sign, read_bare_name, read_signature, take_byline
from kyyeu.importers.draft import Heading, Paragraph, Table
from kyyeu.importers.figures import take_figures
from kyyeu.importers.headlines import lines_in_capitals
from kyyeu.importers.keywords import take_keywords
from kyyeu.importers.letterheads import drop_letterhead
from kyyeu.importers.listings import take_lists
from kyyeu.importers.messengers import drop_chat
from kyyeu.importers.named_photos import take_named_photos
from kyyeu.importers.sheet import Line, Parts, Rule, Sheet, sentences
from kyyeu.importers.stamps import Stamp, find_stamps, is_of_event
from kyyeu.importers.words import pattern_of, section_named
from kyyeu.validation.furniture import heads_links, is_furniture
from kyyeu.vietnamese import canonical, weekday

_HEAD_LINES = 6  # headline, kicker and update line stand among the first lines
_LONG = 150  # characters: a line of the report itself
_STAMPED = 700  #: characters in which an update line is looked for, with a headline before it
_LINK = 200  # characters of a headline in a list of related reports
_LINK_LEAST = 5  # words of one that nothing else marks as a link
_LINK_DAY = re.compile(r"\s*[([]?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[)\]]?$")
_LINK_MARK = re.compile(r"[-–+*•·»›>▪]\s*")
_KICKER = 60
_LEAD_LEAST, _LEAD_MOST = 40, 900
_HEADING = 100
_AROUND_STAMP = " .,;|-–—()[]"
_END_MARKS = frozenset(("./.", "/.", ".//.", "./", "…/."))


# --------------------------------------------------------------------------- what a page adds


def drop_head_furniture(sheet: Sheet) -> None:
    """Buttons and the way from the front page, above the report and under its headline."""
    for line in sheet.open[: _HEAD_LINES + 4]:
        if len(line.text) > _LONG:
            return
        if _is_breadcrumb(line):
            crumbs = [crumb.strip() for crumb in re.split(r"[>»/|›]", line.text)]
            sheet.category = section_of(sheet, crumbs[-1]) or sheet.category
            sheet.drop(line, "breadcrumb")
        elif is_furniture(line.text):
            sheet.drop(line, "page-furniture")


def drop_related(sheet: Sheet) -> None:
    """Links to other reports: their heading, and below it every line that is plainly a link.

    The first line that is none ends the list. Lines that do not stand close under the
    heading count only where nothing of the report follows.
    """
    lines = list(sheet.open)
    at = 2
    while at < len(lines):
        line = lines[at]
        at += 1
        if len(line.text) > _HEADING or not heads_links(line.text):
            continue
        end = at
        while end < len(lines) and _may_be_link(lines[end]):
            end += 1
        if any(len(after.text) > _LONG for after in lines[end:]):
            end = next((n for n in range(at, end) if lines[n].group != line.group), end)
        links = lines[at:end]
        if any(map(_has_words, links)) or end == len(lines):
            for other in (line, *links):
                sheet.drop(other, "related-links" if _has_words(other) else "punctuation-tail")
        at = end


def drop_tail(sheet: Sheet) -> None:
    """Buttons, counters and lone signs below the report."""
    while len(sheet.open) > 1:
        line = sheet.open[-1]
        if not _has_words(line) and line.text not in _END_MARKS:
            sheet.drop(line, "punctuation-tail")
        elif is_furniture(line.text):
            sheet.drop(line, "page-furniture")
        else:
            return


def drop_glued_tail(sheet: Sheet) -> None:
    """Lone signs glued to the end of the last line: "Lam Hồng , , ."."""
    if sheet.open and (
        match := re.search(r"(?<=[^\s,.])(?:\s+[,.;|·•]){2,}$", sheet.open[-1].text)
    ):
        _, tail = sheet.cut(sheet.open[-1], match.start())
        sheet.drop(tail, "punctuation-tail")


def _has_words(line: Line) -> bool:
    return any(letter.isalnum() for letter in line.text)


def _is_breadcrumb(line: Line) -> bool:
    start = pattern_of("furniture", "breadcrumb")
    return re.match(rf"{start}\s*[>»/|›]", canonical(line.text[:_HEADING])) is not None


def _may_be_link(line: Line) -> bool:
    """Plainly a headline, with its day in brackets perhaps: no sentence, and nobody's byline."""
    if len(line.text) > _LINK or not _has_words(line):
        return len(line.text) <= _LINK
    text = _LINK_DAY.sub("", line.text)
    marked = text != line.text or _LINK_MARK.match(text)
    text = _LINK_MARK.sub("", text)
    titled = text[:1].isupper() or not text[:1].isalpha()
    told = titled and (marked or len(text.split()) >= _LINK_LEAST)
    return bool(told and not text.endswith((".", "!", "…", ",", ";")) and not may_sign(text))


# --------------------------------------------------------------------------- head


def take_stamps(sheet: Sheet) -> None:
    """The update line: near the headline, glued to it or not; else in the last lines.

    Without a label it stands beside the headline alone: elsewhere it is that of an event.
    """
    head = sheet.open[:_HEAD_LINES]
    for at, whole in enumerate(head):
        line = _without_buttons(sheet, whole)
        found = find_stamps(line.text[:_STAMPED])
        if any(stamp.labelled for stamp in found) or (found and _heads(sheet, head, at)):
            _take_stamps_of(sheet, line, in_head=True)
    if sheet.published is None and sheet.modified is None:
        for line in sheet.open[-_HEAD_LINES:]:
            if any(stamp.labelled for stamp in find_stamps(line.text[:_STAMPED])):
                _take_stamps_of(sheet, line, in_head=False)


def _heads(sheet: Sheet, head: list[Line], at: int) -> bool:
    """Whether a moment at this place of the head can be the report's: no text above, no event."""
    above = [line.text for line in head[:at]]
    below = head[at + 1].text if at + 1 < len(head) else ""
    told = at > 1 or (at and sheet.title)  # what stands first is the headline
    before = above[-1] if told or (above and above[-1].endswith(":")) else ""
    texts = head[0 if sheet.title else 1 : at]
    return not is_of_event(before, below) and not any(
        line.text.endswith((".", "!", "?", "…")) or len(line.text) > _LONG for line in texts
    )


def _without_buttons(sheet: Sheet, line: Line) -> Line:
    """What stands before buttons and counters on a line with a moment: "09:42 Đã xem: 1.024"."""
    words = re.finditer(r"(?<=\s)\S", line.text) if len(line.text) <= _LONG else ()
    for word in words:
        before, rest = line.text[: word.start()], line.text[word.start() :]
        if is_furniture(rest) and find_stamps(before):
            line, buttons = sheet.cut(line, word.start())
            sheet.drop(buttons, "page-furniture")
            return line
    return line


def _take_stamps_of(sheet: Sheet, line: Line, in_head: bool) -> None:
    """Take the stamps of a line, from its end.

    A stamp with words around it counts only near the headline, with an hour (a report
    names days, it does not name the minute) and between words that no sentence joins to it;
    below the report a bare day is no stamp.
    """
    found = find_stamps(line.text[:_STAMPED])
    start, end = line.start, line.end
    first, last = (found[0].start, found[-1].end) if found else (0, 0)
    whole = not (line.text[:first] + line.text[last:]).strip(_AROUND_STAMP)
    for stamp in reversed(found):
        apart = whole or (stamp.hour and _stands_apart(line.text, stamp))
        if (in_head and apart) or (whole and (stamp.labelled or stamp.hour)):
            line = _take_stamp(sheet, line, stamp, in_head)
    for rest in [rest for rest in sheet.open if start <= rest.start < end and found]:
        if not _has_words(rest):
            sheet.drop(rest, "separator")
        elif is_furniture(rest.text.strip(_AROUND_STAMP)):  # "| Lượt xem: 1.234"
            sheet.drop(rest, "page-furniture")


def _stands_apart(text: str, stamp: Stamp) -> bool:
    """No sentence goes through a stamp: "Cập nhật lúc 17:00 ngày 13/02/2020, toàn tỉnh ..."."""
    after = text[stamp.end :].lstrip(_AROUND_STAMP)
    return (
        text[stamp.start].isupper() and (not after or not after[0].islower()) and (after[:1] != ":")
    )


def _take_stamp(sheet: Sheet, line: Line, stamp: Stamp, in_head: bool) -> Line:
    """Cut a stamp out of its line; gives what stands before it in that line."""
    place = "modified" if stamp.updated else "published"
    known = [other for other in (sheet.published, sheet.modified) if other]
    double = any((other.day, other.hour) == (stamp.day, stamp.hour) for other in known)
    if getattr(sheet, place) is not None and not double:
        return line
    places = sorted({stamp.start, stamp.end} - {0, len(line.text)})
    pieces = sheet.cut(line, *places)
    stamped = next(piece for piece in pieces if piece.start >= line.start + stamp.start)
    if double and not (stamp.updated and sheet.modified is None):
        sheet.drop(stamped, "doubled-update-line")
        return pieces[0]
    setattr(sheet, place, stamp)
    check_stamp(sheet, stamped, stamp)
    if in_head:
        sheet.head_end = max(sheet.head_end, stamped.start)
    sheet.move(stamped, place)
    return pieces[0]


def check_stamp(sheet: Sheet, line: Line, stamp: Stamp) -> None:
    """Say what is wrong with a stamp: no such day, or not that day of the week."""
    if not stamp.sound:
        sheet.warn("import-impossible-date", line.number, text=line.text)
    elif stamp.day and stamp.weekday and stamp.weekday != stamp.day.isoweekday():
        right = weekday(stamp.day)
        sheet.warn("import-weekday", line.number, text=line.text, weekday=right)


def take_headline(sheet: Sheet) -> None:
    """The headline, the kicker above it, and the double of either.

    A format that marks its headline has given it already.
    """
    if sheet.title:
        _drop_doubled_headline(sheet)
        return
    above = [line for line in sheet.open if line.start < sheet.head_end]
    if not above or len(above) > 3:
        above = sheet.open[:2]
    if len(above) > 1 and _is_kicker(sheet, above[0], above[1]):
        take_kicker(sheet, above.pop(0))
    if not above or len(above[0].text) > sheet.settings.limits.title:
        sheet.refuse("import-no-headline", above[0].number if above else 0)
        return
    lines = lines_in_capitals(sheet, above[0])
    sheet.title = " ".join(line.text for line in lines)
    if sheet.title.endswith(".") or sentences(sheet.title) > 1:
        sheet.warn("import-headline-doubtful", lines[0].number, text=sheet.title)
    sheet.move_all(lines, "title")
    _drop_doubled_headline(sheet)


def _drop_doubled_headline(sheet: Sheet) -> None:
    while sheet.open and _same(sheet.open[0].text, sheet.title):
        sheet.drop(sheet.open[0], "doubled-headline")


def _same(text: str, other: str) -> bool:
    return len(text) == len(other) and canonical(text) == canonical(other)


def _is_kicker(sheet: Sheet, line: Line, headline: Line) -> bool:
    """A section of the site, words in capitals, or words before a colon, above a headline."""
    short = len(line.text) <= _KICKER and not headline.is_closed and headline.text[0] != "("
    capitals = line.text.isupper() and not headline.text.isupper()
    return short and bool(section_of(sheet, line.text) or capitals or line.text.endswith(":"))


def take_kicker(sheet: Sheet, line: Line) -> None:
    """A line above the headline: the section that it names, else words of search."""
    section = section_of(sheet, line.text)
    if section:
        sheet.category = section
        sheet.move(line, "category")
    else:
        sheet.tags += filter(None, re.split(r"\s*,\s*", line.text.rstrip(" :")))
        sheet.warn("import-kicker", line.number, text=line.text)
        sheet.move(line, "tags")


def section_of(sheet: Sheet, text: str) -> str:
    """The section of the site that ``text`` names, in any spelling of it; or empty."""
    return section_named(text, sheet.settings.sections)


def take_lead(sheet: Sheet) -> None:
    """The first paragraph, when two more follow it, or one after a photo."""
    if len(sheet.open) < 2 or sheet.lead:
        return
    line, after = sheet.open[:2]
    photo_between = any(line.start < placed.start < after.start for placed in sheet.placed)
    label = re.match(rf"{pattern_of('headline', 'lead_labels')}\s*:\s*", canonical(line.text[:30]))
    if label and label.end() < len(line.text):
        named, line = sheet.cut(line, label.end())
        sheet.drop(named, "lead-label")
    fits = _LEAD_LEAST <= len(line.text) <= _LEAD_MOST and "\t" not in line.raw
    listed = re.match(r"[-+*•–]|\d+[.)]", line.text)
    if fits and not listed and (len(sheet.open) >= 3 or photo_between):
        sheet.lead = line.text
        sheet.move(line, "lead")


def tell_second_report(sheet: Sheet) -> None:
    """A byline, then a headline and its day, then a paragraph: another report begins here."""
    for signed, head, day, text in zip(*(sheet.open[n:] for n in range(1, 5)), strict=False):
        titled = len(head.text) <= _LONG and not head.is_closed and head.text[:1].isupper()
        stamps = find_stamps(day.text)
        whole = stamps and not (day.text[: stamps[0].start] + day.text[stamps[-1].end :]).strip(
            _AROUND_STAMP
        )
        told = titled and whole and text.is_closed and len(text.text) >= _LEAD_LEAST
        if told and (read_signature(signed.text) or read_bare_name(signed.text)):
            sheet.several = True
            sheet.warn("import-two-reports", head.number, text=head.text)
            for line in list(sheet.open):
                if line is signed or read_signature(line.text):
                    sheet.place(Paragraph(line.text, line.number), (line, line.whole))
            return


# --------------------------------------------------------------------------- body


def take_tables(sheet: Sheet) -> None:
    """Lines with equally many tabs, one under the other: rows of a table."""
    lines = list(sheet.open)
    at = 0
    while at < len(lines):
        row = lines[at]
        end = at + 1
        tabs = row.raw.count("\t")
        while end < len(lines) and tabs and _is_next_row(lines[end - 1], lines[end], tabs):
            end += 1
        if end - at >= 2:
            _place_table(sheet, lines[at:end])
        at = end


def _is_next_row(row: Line, after: Line, tabs: int) -> bool:
    return after.group == row.group and after.raw.count("\t") == tabs and "\n" not in after.raw


def _place_table(sheet: Sheet, lines: list[Line]) -> None:
    rows: list[tuple[str, ...]] = []
    pieces: list[tuple[Line, Parts]] = []
    for number, line in enumerate(lines, 1):
        rows.append(tuple(line.raw.split("\t")))
        parts: list[tuple[int, int, str]] = []
        at = 0
        for column, cell in enumerate(rows[-1], 1):
            if cell:
                parts.append((at, at + len(cell), f"{number}.{column}"))
            at += len(cell) + 1
        pieces.append((line, parts))
    sheet.place(Table(tuple(rows), lines[0].number), *pieces, drop="cell-border")


def take_headings(sheet: Sheet) -> None:
    """A short line without full stop between paragraphs that have one."""
    lines = list(sheet.open)  # as they stand now: what is placed is open no more
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if _is_heading(line, before, after):
            sheet.place(Heading(line.text, line.number), (line, line.whole))


def _is_heading(line: Line, before: Line, after: Line) -> bool:
    text = line.text
    numbered = re.match(r"(?:[IVX]+|\d+)[.)]\s+[^\W\d_]", text)
    stands_out = line.group != before.group or numbered
    short = len(text) <= _HEADING and len(text.split()) >= 2
    between = before.text.endswith((".", "!", "?", "…", "”", "/")) and len(after.text) > _HEADING
    begins = text[0].isupper() or numbered
    return bool(short and begins and between and stands_out and not line.is_closed)


def keep_paragraphs(sheet: Sheet) -> None:
    """All that is left is the body."""
    for line in list(sheet.open):
        sheet.place(Paragraph(line.text, line.number), (line, line.whole))


RULES: tuple[Rule, ...] = (
    drop_chat,
    drop_letterhead,
    drop_head_furniture,
    drop_related,
    take_keywords,
    drop_tail,
    drop_glued_tail,
    take_stamps,
    take_headline,
    tell_second_report,
    take_named_photos,
    take_byline,
    take_figures,
    take_lead,
    take_tables,
    take_lists,
    take_headings,
    keep_paragraphs,
)
