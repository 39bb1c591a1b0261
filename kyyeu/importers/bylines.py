"""Who made a report: "Tin, ảnh: Lam Hồng", "Tin: X - Ảnh: Y", a bare pen name, "Theo TTXVN"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kyyeu.importers.clean import Ruling
from kyyeu.importers.draft import Fate
from kyyeu.importers.figures import is_credit_below_caption, part_credit
from kyyeu.importers.sheet import Line, Sheet
from kyyeu.importers.words import (
    is_agency,
    is_pen_name,
    names_a_body,
    pattern_of,
    word_set,
    words,
)
from kyyeu.mentions.lexicon import places
from kyyeu.model import Contributor, Origin
from kyyeu.validation.furniture import any_of
from kyyeu.vietnamese import canonical

_BETWEEN_NAMES = re.compile(r"\s*[,;&/+]\s*|\s+[-–—]\s+|\s+và\s+", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)")
_URL = re.compile(r"https?://[^\s()]+")
_EDGE = " \t\n.,;|()[]-–—"
_INITIALS = re.compile(r"(?:[^\W\d_]\s?[.-]\s?){1,4}[^\W\d_]?\.?")  #: "Đ.C.V"
_AND_AGENCY = re.compile(r"(?P<who>[^/()]+?)\s*(?:/\s*|\()(?P<agency>[^/()]+)\)?")
_OFFICE = 12  #: words of the name of an office
_NAME = 4  #: words of a pen name that no label tells
_LAST_LINES = 12  # a byline stands at most so far from the end, before what a page adds
_LONG = 80  # characters: a line of the report, not of what a page adds below it
_LONGEST = 300  #: characters of a byline
_CAPTION = 300  # characters: "... Ảnh: X" at the end of more is no caption


@dataclass(frozen=True, slots=True)
class Signature:
    """What a byline says."""

    contributors: tuple[Contributor, ...]
    origin: Origin | None = None
    notes: tuple[tuple[int, int], ...] = ()  #: remarks in brackets after a name, offsets

    @property
    def photos_only(self) -> bool:
        """It names nobody but photographers."""
        return bool(self.contributors) and all(who.roles == ("ảnh",) for who in self.contributors)


def read_signature(text: str) -> Signature | None:
    """A labelled byline or a source, when the whole of ``text`` is one."""
    if len(text) > _LONGEST:
        return None
    return _contributors(text) or _origin(text)


def read_bare_name(text: str) -> Signature | None:
    """Pen names that stand alone; one word is taken for an agency or a desk only.

    What they did may stand behind: "Mai Liên (thực hiện)".
    """
    done = _done().search(canonical(text))
    name = (text[: done.start()] if done else text).strip(_EDGE)
    if is_agency(name):
        return Signature((), Origin(name))
    agency = _AND_AGENCY.fullmatch(name)
    if agency and is_agency(agency["agency"]):
        alone = read_bare_name(agency["who"])
        return Signature(alone.contributors, Origin(agency["agency"])) if alone else None
    names = [one.strip(_EDGE) for one in _BETWEEN_NAMES.split(name)]
    return Signature(tuple(map(Contributor, names))) if all(map(_signs_alone, names)) else None


@cache
def _done() -> re.Pattern[str]:
    """What somebody did with a report, behind the name; one syllable only in brackets."""
    deeds = words()["byline"]["deeds"]
    bare = any_of(deed for deed in deeds if " " in deed)
    return re.compile(rf"(?:\s*\(\s*{any_of(deeds)}\s*\)|\s+{bare})\s*\.?\s*$")


def may_sign(text: str) -> bool:
    """Whether a line could be a byline, though perhaps of no form that is read here."""
    seen = canonical(text).strip(_EDGE)
    desk = re.match(rf"{pattern_of('byline', 'collectives')}(?![^\W_])", seen)
    return bool(desk or _label().match(seen) or read_signature(text) or read_bare_name(text))


def _signs_alone(name: str) -> bool:
    """Somebody's name, as far as capitals tell: no place, no wish of two words in capitals."""
    seen = canonical(name)
    if seen in word_set("byline", "collectives"):
        return True
    wish = re.match(rf"{pattern_of('byline', 'no_names')}(?![^\W_])", seen)
    place = places().match(seen.split(), 0)
    of_place = place is not None and place[0] in (2, len(seen.split()))
    short = len(name.split()) <= _NAME
    return is_pen_name(name, least=2) and short and not (wish or of_place or names_a_body(name))


def names_in(text: str) -> list[str] | None:
    """The names of a list, or None when one of them cannot be a name."""
    names = [name.strip(_EDGE) for name in _BETWEEN_NAMES.split(text.strip(_EDGE))]
    desks = word_set("byline", "collectives")
    if all(
        name and (is_pen_name(name) or canonical(name) in desks or is_agency(name))
        for name in names
    ):
        return names
    return None


@cache
def _label() -> re.Pattern[str]:
    role = any_of(words()["byline"]["roles"])
    makers = pattern_of("byline", "makers")
    return re.compile(
        rf"(?<![^\W_])(?P<label>{role}(?:(?:\s*[,&/+–-]\s*|\s+và\s+|\s+){role})*|{makers})\s*:\s*"
    )


def _contributors(text: str) -> Signature | None:
    seen = canonical(text)
    labels = list(_label().finditer(seen))
    if not labels or any(map(str.isalnum, seen[: labels[0].start()])):
        return None
    people: dict[str, set[str]] = {}
    notes: list[tuple[int, int]] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        start, end = label.end(), following.start() if following else len(text)
        notes += [
            (start + note.start(), start + note.end()) for note in _NOTE.finditer(text[start:end])
        ]
        names = names_in(_NOTE.sub("", text[start:end]))
        if names is None:
            return None
        roles = _roles(label["label"])
        for name in names:
            people.setdefault(name, set()).update(roles)
    order = [role for role in words()["byline"]["roles"].values() if role]
    made = (
        Contributor(name, tuple(sorted(roles, key=order.index))) for name, roles in people.items()
    )
    return Signature(tuple(made), notes=tuple(notes))


def _roles(label: str) -> set[str]:
    roles = words()["byline"]["roles"]
    spoken = {canonical(word): role for word, role in roles.items()}
    found = re.findall(any_of(roles), label)
    return (
        {spoken[word] for word in found if spoken[word]}
        if label not in word_set("byline", "makers")
        else set()
    )


def _origin(text: str) -> Signature | None:
    """Where it was printed first: "Theo TTXVN", "Nguồn: https://..."; never "Theo đó, ..."."""
    bare = text.strip(_EDGE)
    match = re.match(rf"{pattern_of('byline', 'origins')}(?P<colon>\s*:\s*|\s+)", canonical(bare))
    if match is None:
        return None
    said = bare[match.end() :]
    url = _URL.search(said)
    name = (said[: url.start()] + said[url.end() :] if url else said).strip(_EDGE)
    if url and not name:
        name = url[0].split("/")[2].removeprefix("www.")
    name += ")" * (name.count("(") - name.count(")"))
    parts = re.split(r"\s*[/,(]\s*|\s+-\s+", name.rstrip(")"))
    known = is_agency(name) or all(map(_may_be_origin, parts))
    return Signature((), Origin(name, url[0] if url else "")) if name and known else None


def _may_be_origin(name: str) -> bool:
    return is_agency(name) or is_pen_name(name)


# --------------------------------------------------------------------------- rules


def take_byline(sheet: Sheet) -> None:
    """Read who made the report: under the headline, at the end, or glued to the last words.

    Of several reports in one source none signs for the others: all bylines stay where they are.
    """
    if sheet.several:
        return
    _drop_private_notes(sheet)
    _sign_head(sheet)
    _sign_tail(sheet)
    _cut_glued(sheet)
    photos_only = all(who.roles == ("ảnh",) for who in sheet.contributors)
    if photos_only and sheet.origin is None:
        _sign_bare(sheet)
    if not sheet.contributors and sheet.origin is None:
        sheet.warn("import-no-byline", 0)


def _drop_private_notes(sheet: Sheet) -> None:
    """Fee, account and telephone that a contributor writes below the own name: for the office.

    Only right below who signs: a report that asks for donations names an account, too.
    """
    at = len(sheet.open)
    while at > 1 and _is_private(sheet.open[at - 1].text):
        at -= 1
    above, notes = sheet.open[at - 1].text if at else "", sheet.open[at:]
    signed = read_signature(above) or read_bare_name(above) or _INITIALS.fullmatch(above)
    if notes and (signed or is_office(above)):
        sheet.warn("import-private-notes", notes[0].number, count=len(notes))
        sheet.drop_all(notes, "private-note")


def _is_private(text: str) -> bool:
    told = re.match(rf"[\W_]*{pattern_of('byline', 'private')}(?![^\W_])", canonical(text))
    return told is not None and len(text) <= _CAPTION


def _sign_head(sheet: Sheet) -> None:
    for line in sheet.open[:2]:
        if len(sheet.open) > 2 and (signature := read_signature(line.text)):
            _sign(sheet, line, signature)
    first, after = (*sheet.open[:2], None, None)[:2]
    if first and after and len(after.text) >= _LONG and is_pen_name(first.text, least=2):
        signature = read_bare_name(first.text)
        if signature and not sheet.contributors and len(first.text.split()) <= 4:
            sheet.warn("import-bare-byline", first.number, name=first.text)
            _sign(sheet, first, signature)


def _sign_tail(sheet: Sheet) -> None:
    """Bylines among the last lines, as long as nothing but short lines follows them."""
    signed: list[tuple[Line, Signature]] = []
    below: list[Line] = []
    of_photos = _lines_of_photos(sheet)
    for line in sheet.open[:0:-1][:_LAST_LINES]:
        if line in of_photos:
            continue
        signature = read_signature(line.text)
        if signature:
            signed.append((line, signature))
        elif signed or len(line.text) >= _LONG:
            break
        else:
            below.append(line)
    for line, signature in reversed(signed):
        _sign(sheet, line, signature)
    below = below if signed else []
    if len(below) == 1 and is_office(below[0].text):
        _drop_office(sheet, below.pop())
    for line in reversed(below):
        sheet.warn("import-after-byline", line.number, text=line.text)


def _lines_of_photos(sheet: Sheet) -> list[Line]:
    """Of the last lines those that name the photographer of the caption above, and the caption."""
    found: list[Line] = []
    for line in sheet.open[:0:-1][:_LAST_LINES]:
        signature = read_signature(line.text)
        if signature and signature.photos_only and is_credit_below_caption(sheet, line):
            found += (line, sheet.open[sheet.where(line) - 1])
    return found


def _cut_glued(sheet: Sheet) -> None:
    """A byline that stands in the last line of the report, after its end."""
    if not sheet.open:
        return
    line = sheet.open[-1]
    first = max(0, len(line.text) - _LONGEST)
    for label in _label().finditer(canonical(line.text[first:])):
        start = first + label.start()
        before = line.text[:start].rstrip(" (-–—")
        signature = read_signature(line.text[start:])
        if not before or before[-1] not in '.!?…/”")' or signature is None:
            continue
        if signature.photos_only and len(line.text) <= _CAPTION:
            continue  # the credit of a last photo
        _, signed = sheet.cut(line, len(before))
        _sign(sheet, signed, signature)
        return


def _sign_bare(sheet: Sheet) -> None:
    """A pen name that ends the report, and below it perhaps the office where somebody works.

    The last line may be that office or, of somebody named Đoàn, the name itself.
    """
    of_photos = _lines_of_photos(sheet)
    lines = [line for line in sheet.open if line not in of_photos]
    office = lines[-1] if lines and is_office(lines[-1].text) else None
    for ending, below in ((lines[:-1], office), (lines, None)) if office else ((lines, None),):
        start = _where_name_begins(ending, _NAME * 2 if below else _NAME + 1)
        if start is None:
            continue
        line = sheet.cut(ending[-1], start)[-1] if start else ending[-1]
        signature = read_bare_name(line.text)
        assert signature is not None  # it was read where it begins
        sheet.warn("import-bare-byline", line.number, name=line.text.strip(" \t.,;|"))
        _sign(sheet, line, signature)
        sheet.contributors.sort(key=lambda who: who.roles == ("ảnh",))  # who writes comes first
        if below:
            _drop_office(sheet, below)
        return


def _where_name_begins(lines: Sequence[Line], most: int) -> int | None:
    """Where a bare name stands in the last line: behind the end mark, or alone below a sentence.

    Not below a line that is open-ended too: then it is the last name of a list.
    """
    if len(lines) < 2:
        return None
    above, text = lines[-2], lines[-1].text
    _, mark, name = text.rpartition("./.")
    if mark and len(name) <= _LONGEST and read_bare_name(name):
        return len(text) - len(name)
    alone = len(text) <= _LONGEST and len(text.split()) <= most and read_bare_name(text)
    return 0 if alone and (above.is_closed or part_credit(above.text)) else None


def is_office(text: str) -> bool:
    """Where somebody works who signs: "(Trung tâm VH-TT&TT huyện Nam Trực)", "Đài Truyền thanh xã".

    A short line that begins as the names of offices do and is no sentence.
    """
    bare = text.strip(_EDGE)
    headed = re.match(rf"{pattern_of('byline', 'offices')}(?![^\W_])", canonical(bare))
    sentence = text.endswith((".", "!", "?", ":", "…")) or re.search(r"[.!?…;:]\s", bare)
    return bool(headed and not sentence and bare[:1].isupper() and len(bare.split()) <= _OFFICE)


def _drop_office(sheet: Sheet, line: Line) -> None:
    """The office goes with the byline, and no field of an article takes it."""
    sheet.warn("import-byline-office", line.number, text=line.text.strip(_EDGE))
    sheet.drop(line, "byline-note")


def _sign(sheet: Sheet, line: Line, signature: Signature) -> None:
    """Take a line as byline; a second source stays in the body, for there is one field."""
    if signature.origin and sheet.origin:
        sheet.warn("import-after-byline", line.number, text=line.text)
        return
    people = {who.name: who for who in sheet.contributors}
    for who in signature.contributors:
        known = people.get(who.name)
        roles = tuple(dict.fromkeys((*(known.roles if known else ()), *who.roles)))
        people[who.name] = Contributor(who.name, roles)
    sheet.contributors = list(people.values())
    sheet.origin = sheet.origin or signature.origin
    if signature.origin and not signature.origin.url and not is_agency(signature.origin.name):
        sheet.warn("import-bare-origin", line.number, name=signature.origin.name)
    place = "origin" if signature.origin else "authors"
    at = line.start
    for start, end in signature.notes:
        sheet.rulings.append(Ruling(at, line.start + start, Fate.MOVED, "", place))
        sheet.rulings.append(
            Ruling(line.start + start, line.start + end, Fate.DROPPED, "byline-note", "")
        )
        at = line.start + end
    del sheet.open[sheet.where(line)]
    if at < line.end:
        sheet.rulings.append(Ruling(at, line.end, Fate.MOVED, "", place))
