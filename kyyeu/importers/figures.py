"""Captions in text without markup: told by their double, by their credit, by their place.

A caption that is taken for body costs a figure; a paragraph taken for a caption leaves the
report. So a line is a caption when something proves it (it stands there twice, it ends in
"Ảnh: X"), and on looks alone only between lead and body, with a warning.
"""

from __future__ import annotations

import re
from functools import cache

from kyyeu.importers.draft import PhotoPlace
from kyyeu.importers.sheet import Line, Sheet, sentences
from kyyeu.importers.words import is_agency, is_pen_name, names_a_body, pattern_of
from kyyeu.photos import split_credit
from kyyeu.vietnamese import canonical

_LONGEST = 400  #: characters of a caption
_SCENE = 250  #: characters of a caption that nothing but its looks proves
_CREDIT = 100  #: characters of a credit with its label
_SENTENCES = 2
_WORDS = 4  #: a shorter line that stands twice may be a cry or a refrain
_EDGE = " .,;:!…()[]\"“”'"
CAPTION_EDGE = " (-–—/|"  #: signs that part a caption from its credit


def take_figures(sheet: Sheet) -> None:
    """Make places for photos of all captions that can be told."""
    _part_glued_doubles(sheet)
    _take_doubles(sheet)
    _take_credited(sheet)
    _take_labelled(sheet)
    if not sheet.laid_out:
        _take_scenes(sheet)


def part_credit(text: str) -> tuple[int, int, int, str] | None:
    """Where a caption ends and where its credit begins and ends, and the credit itself.

    "Quang cảnh hội nghị. Ảnh: Lam Hồng", "... (Ảnh: TTXVN)", "... - Ảnh Lam Hồng"; None when
    no credit that can be a name ends the text.
    """
    first = max(0, len(text) - _CREDIT)
    seen = canonical(text[first:])
    match = _credit().search(seen)
    if match is None:
        match = _credit_without_colon().search(seen)
        capital = match and text[first + match.start("label")].isupper()
        if match is None or not capital or not _signs_photos(text, first, match):
            return None
    elif first and match.start() == 0:
        return None
    before, label = seen[: match.start()].rstrip(), first + match.start("label")
    glued = bool(before) and before[-1].isalnum() and not match["edge"].strip()
    if glued and (text[label].islower() or _no_credit().search(before)):
        return None  # "Trong ảnh: ..." says who is seen
    if glued and label and text[label - 1].isalpha() and not text[label - 1].islower():
        return None
    start, end = (first + place for place in match.span("who"))
    raw = text[start:end]
    who = raw.strip(_EDGE + "-–—")
    if not who or split_credit(f"Ảnh: {who}") != ("", who):
        return None
    start += raw.index(who)
    return first + match.start(), start, start + len(who), who


def _signs_photos(text: str, first: int, match: re.Match[str]) -> bool:
    """Whether a label without colon is followed by a name, and by nothing else it could be."""
    start, end = (first + place for place in match.span("who"))
    who = text[start:end].strip()
    return is_agency(who) or (is_pen_name(who, least=2) and not names_a_body(who))


def tells_what_was_said(text: str) -> bool:
    """Whether a line quotes somebody or reports a wish: words of the report, not of a photo."""
    quoted = re.search('[“”"«»]', text) and re.search(r"[,!?…:][”\"»]|: *[“\"«]|^[“\"«–-]", text)
    return bool(quoted or re.search(rf"\b{pattern_of('captions', 'tells')}\b", canonical(text)))


def may_be_caption_by_looks(text: str) -> bool:
    """Whether a line that nothing but its looks and its place proves may be a caption."""
    return _may_be_caption(text, _SCENE) and not tells_what_was_said(text)


def read_credit(text: str) -> tuple[int, int, str] | None:
    """The credit in a line that holds nothing else, and its place: "Ảnh: X", "(Ảnh X)"."""
    match = _credit_alone().fullmatch(canonical(text))
    if match is None or len(text) > _CREDIT:
        return None
    start, end = match.span("who")
    who = text[start:end]
    named = is_agency(who) or (is_pen_name(who) and split_credit(f"Ảnh: {who}") == ("", who))
    return (start, end, who) if named else None


def is_credit_below_caption(sheet: Sheet, line: Line) -> bool:
    """Whether a line that only names a photographer stands under the caption of a photo.

    The line above it is a caption when it ends without a full stop, as no paragraph does, or
    shows a scene; or when the two stand close together below an empty line. Where a format
    shows where pictures stand, the captions are known and the rest is judged alike.
    """
    where = sheet.where(line)
    if not where or read_credit(line.text) is None:
        return False
    above = sheet.open[where - 1]
    if not _may_be_caption(above.text) or tells_what_was_said(above.text):
        return False
    if _is_scene(above):
        return True
    if len(above.text.split()) <= _WORDS:  # somebody's name, an office, a cry
        return False
    begins = where < 2 or sheet.open[where - 2].group != above.group
    close = above.group == line.group and begins
    return close or not above.is_closed


def label_of_caption(text: str) -> int:
    """Where a caption begins after its label ("Ảnh:", "Ảnh 1.", "Hình 2:"); 0: it has none."""
    match = _label().match(canonical(text[:_CREDIT]))
    return match.end() if match else 0


def _end_of_labelled(text: str) -> int:
    """Where a caption with a label ends: one in brackets, "(Ảnh 1: Lễ ký)", before the last."""
    return len(text) - (text[0] == "(" and text[-1] == ")")


@cache
def _label() -> re.Pattern[str]:
    numbered = rf"{pattern_of('captions', 'numbered')}\s*\d{{1,3}}\s*[:.]\s*(?=\S)"
    return re.compile(rf"\(?(?:{pattern_of('captions', 'credits')}\s*:\s*|{numbered})")


@cache
def _credit_alone() -> re.Pattern[str]:
    label = pattern_of("captions", "credits")
    return re.compile(rf"[\s(\[–-]*{label}\s*(?::\s*|\s)(?P<who>[^:()\[\]]+?)[\s)\].]*")


@cache
def _credit() -> re.Pattern[str]:
    label = pattern_of("captions", "credits")
    return re.compile(
        rf"(?P<edge>\s*[(\[/|–—-]?\s*)(?P<label>{label})\s*:\s*(?P<who>[^:]{{2,60}})$"
    )


@cache
def _credit_without_colon() -> re.Pattern[str]:
    """In brackets, behind a stroke, or behind a sentence: "Lễ ký (Ảnh Minh Hà)"."""
    label = pattern_of("captions", "credits")
    edge = r"(?P<edge>\s*[(\[]\s*|\s+[/|–—-]\s*|(?<=[.!?…”])\s*)"
    return re.compile(rf"{edge}(?P<label>{label})\s+(?P<who>[^:()\[\]]{{2,40}}?)[\s)\].]*$")


@cache
def _no_credit() -> re.Pattern[str]:
    """Words after which "ảnh:" is what is seen on a photo, not who took it."""
    return re.compile(rf"(?<![^\W_]){pattern_of('captions', 'no_credits')}$")


def _loose(text: str) -> str:
    return " ".join(canonical(text).split()).strip(_EDGE)


def _may_be_caption(text: str, longest: int = _LONGEST) -> bool:
    """Short enough for a caption, its credit left aside."""
    parted = part_credit(text)
    words = text[: parted[0]] if parted else text
    return len(words) <= longest and sentences(words) <= _SENTENCES


# --------------------------------------------------------------------------- doubles


def _part_glued_doubles(sheet: Sheet) -> None:
    """Part a line that holds one text twice: "A.A." or "A. A."."""
    for line in list(sheet.open):
        text = line.text
        for gap in (0, 1):
            half, odd = divmod(len(text) - gap, 2)
            first, second = text[:half], text[half + gap :]
            parted = not odd and first == second and not text[half : half + gap].strip()
            if parted and len(first.split()) >= _WORDS and _may_be_caption(first):
                sheet.cut(line, half)
                break


def _take_doubles(sheet: Sheet) -> None:
    """Keep a caption that stands there twice once: as caption and as text of the image."""
    at = 0
    while at + 1 < len(sheet.open):
        line, after = sheet.open[at : at + 2]
        if not _says_no_more(line, after):
            at += 1
        elif not _is_captions_double(sheet, at):
            sheet.warn("import-doubled-paragraph", after.number)
            at += 2
        else:
            kept, other = (after, line) if len(after.text) > len(line.text) else (line, after)
            sheet.drop(other, "doubled-caption")
            while (again := sheet.after(kept)) and _says_no_more(again, kept):
                sheet.drop(again, "doubled-caption")
            _place(sheet, kept)


def _is_captions_double(sheet: Sheet, at: int) -> bool:
    """Whether two like lines are a caption printed twice, and no paragraph copied twice.

    A credit or a scene proves it; so does the place between head and body of a text. Where
    a format shows where pictures stand, those have taken their captions already.
    """
    lines = sheet.open[at : at + 2]
    if not all(_may_be_caption(line.text) for line in lines):
        return False
    if any(part_credit(line.text) for line in lines):
        return True
    if sheet.laid_out or any(tells_what_was_said(line.text) for line in lines):
        return False
    return at <= 1 or any(_is_scene(line) for line in lines)


def _says_no_more(line: Line, other: Line) -> bool:
    """Two lines hold the same caption; a credit may stand in one of them alone."""
    if max(len(line.text), len(other.text)) > _LONGEST + _CREDIT:
        return line.text == other.text
    if len(line.text.split()) < _WORDS:
        return False
    bare = []
    for text in (line.text, other.text):
        parted = part_credit(text)
        bare.append(
            (_loose(text[: parted[0]] if parted else text), _loose(parted[3]) if parted else "")
        )
    (words, credit), (other_words, other_credit) = bare
    return words == other_words != "" and (credit == other_credit or not credit or not other_credit)


def _place(sheet: Sheet, line: Line) -> None:
    """Make a line a photo's place, with the credit that ends it or stands in the next line."""
    parted = part_credit(line.text)
    if parted:
        begin = label_of_caption(line.text[: parted[0]])
        if begin:
            label, line = sheet.cut(line, begin)
            sheet.drop(label, "caption-label")
            _place(sheet, line)
            return
        end, start, stop, credit = parted
        caption = line.text[:end].rstrip(CAPTION_EDGE)
        parts = [(0, len(caption), "caption")] if caption else []
        block = PhotoPlace(caption, credit, line.number)
        sheet.place(block, (line, [*parts, (start, stop, "credit")]), drop="credit-label")
        return
    caption_part = (line, [(0, len(line.text), "caption")])
    below = sheet.after(line)
    credited = part_credit(below.text) if below else None
    if below and credited and not below.text[: credited[0]].strip():
        _, start, stop, credit = credited
        block = PhotoPlace(line.text, credit, line.number)
        credit_part = (below, [(start, stop, "credit")])
        sheet.place(block, caption_part, credit_part, drop="credit-label")
    else:
        sheet.place(PhotoPlace(line.text, "", line.number), caption_part)


# --------------------------------------------------------------------------- credits, looks


def _take_credited(sheet: Sheet) -> None:
    """Lines that end in a credit, and lines whose credit stands alone below them."""
    for line in list(sheet.open):
        parted = part_credit(line.text) if sheet.is_open(line) else None
        if parted is None:
            continue
        if line.text[: parted[0]].strip():
            if _may_be_caption(line.text):
                _place(sheet, line)
            else:
                sheet.warn("import-caption-doubtful", line.number, text=beginning(line.text))
            continue
        where = sheet.where(line)
        above = sheet.open[where - 1] if where else None
        near = above and above.group == line.group and _may_be_caption(above.text)
        if above and (near or is_credit_below_caption(sheet, line)):
            _place(sheet, above)
        else:
            _place(sheet, line)


def _take_labelled(sheet: Sheet) -> None:
    """Lines as "Ảnh: Quang cảnh hội nghị", "Ảnh 1. Lễ ký": the label is no part of the caption."""
    for line in list(sheet.open):
        begin = label_of_caption(line.text)
        if 0 < begin < len(line.text) and _may_be_caption(line.text):
            end = _end_of_labelled(line.text)
            block = PhotoPlace(line.text[begin:end], "", line.number)
            part = (begin, end, "caption")
            sheet.place(block, (line, [part]), drop="caption-label")


def _take_scenes(sheet: Sheet) -> None:
    """Between lead and body, one sentence that shows a scene; elsewhere a warning only."""
    while len(sheet.open) >= 3 and _is_scene(sheet.open[1]) and len(sheet.open[0].text) > 40:
        line = sheet.open[1]
        sheet.warn("import-caption-assumed", line.number, text=beginning(line.text))
        _place(sheet, line)
    if len(sheet.open) >= 3 and _begins_scene(sheet.open[0]):
        line = sheet.open[0]
        sheet.warn("import-caption-assumed", line.number, text=beginning(line.text))
        _place(sheet, line)
    for line in sheet.open[1:]:
        if _is_scene(line):
            sheet.warn("import-caption-doubtful", line.number, text=beginning(line.text))


def _begins_scene(line: Line) -> bool:
    opening = re.compile(rf"{pattern_of('captions', 'scenes')}\b")
    short = _may_be_caption(line.text, _SCENE) and sentences(line.text) == 1
    return short and opening.match(canonical(line.text)) is not None


def _is_scene(line: Line) -> bool:
    """One sentence: somebody is seen doing something at an event, and nothing is reported."""
    if _begins_scene(line):
        return True
    if not _may_be_caption(line.text, _SCENE) or sentences(line.text) > 1:
        return False
    if re.search("[;:“]", line.text):
        return False
    seen = canonical(line.text)
    acting = re.search(rf"\w (?:{pattern_of('captions', 'acts')})\b", seen)
    placed = re.search(r"\b(?:tại|cho|trong|ở)\b", seen)
    told = re.search(rf"\b{pattern_of('captions', 'reports')}\b", seen)
    dated = re.match(r"(?:(?:sáng|chiều|tối|trưa|ngày|hôm|trong|tại|nhân|sau|trước)\b|\d)", seen)
    return bool(acting and placed and not told and not dated)


def beginning(text: str, length: int = 60) -> str:
    """The first words of a line, for a problem."""
    return text if len(text) <= length else text[:length].rstrip() + "…"
