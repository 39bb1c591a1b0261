"""Read an article: find everything, resolve it, and keep what does not overlap.

The order of precedence: directives; movements; people with a witness; units; people by their
look alone. A unit inside somebody's role is part of that role and no mention of its own ("Tỉnh ủy"
in "Phó Bí thư Thường trực Tỉnh ủy"); where it stands free it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kyyeu.mentions import lexicon, stating
from kyyeu.mentions.beginnings import CAPITAL, begin_here
from kyyeu.mentions.bylines import byline_from, may_be_signed
from kyyeu.mentions.find_directives import find_directives
from kyyeu.mentions.find_given_names import find_given_names
from kyyeu.mentions.find_movements import (
    calls_movement,
    find_movements,
    is_item,
    opens_list,
)
from kyyeu.mentions.find_people import find_people
from kyyeu.mentions.find_units import find_units
from kyyeu.mentions.findings import (
    CountFound,
    DirectiveFound,
    MovementFound,
    PersonFound,
    UnitFound,
)
from kyyeu.mentions.inline import Inline, with_inline
from kyyeu.mentions.lexicon import Phrases
from kyyeu.mentions.local_province import article_province
from kyyeu.mentions.mergers import province_on
from kyyeu.mentions.own_places import settle_places
from kyyeu.mentions.person_names import is_cued, shouts
from kyyeu.mentions.person_tails import tail_of
from kyyeu.mentions.records import Records, records_of
from kyyeu.mentions.resolve_directives import resolve_directives
from kyyeu.mentions.resolve_movements import resolve_movements
from kyyeu.mentions.resolve_people import Answer, resolve_people
from kyyeu.mentions.resolve_units import resolve_units
from kyyeu.mentions.role_units import IN_ROLE, resolve_inside, units_inside
from kyyeu.mentions.sheet import Sheet, lay_out
from kyyeu.mentions.shouted_names import find_shouted
from kyyeu.mentions.told_roles import tell_roles
from kyyeu.mentions.unit_names import UnitName, read_unit
from kyyeu.model import Article, Authorities, Kind, Mention, Reading
from kyyeu.settings import VIETNAM
from kyyeu.vietnamese import canonical, nfc

_WEAK = frozenset({"surname", "figure"})
_NAMELESS = lexicon.UnitHead("", "whole")


def read(
    article: Article,
    blocks: Sequence[str],
    authorities: Authorities,
    province: str,
    inline: Sequence[Inline] = (),
) -> Reading:
    """All that is understood of one article taken by itself; see `read_and_ask`."""
    return read_and_ask(article, blocks, authorities, province, inline)[0]


def read_and_ask(
    article: Article,
    blocks: Sequence[str],
    authorities: Authorities,
    province: str,
    inline: Sequence[Inline] = (),
) -> tuple[Reading, frozenset[int]]:
    """All that is understood of one article taken by itself, and what was asked to understand it.

    Args:
        article: whose id and date are asked; its text is in ``blocks``.
        blocks: texts (NFC) of the lead (block 0) and of the blocks of the body.
        authorities: records and decisions, honoured in that order of weight: decisions first.
        province: the site's own ("Nam Định"), which a bare "tỉnh" means; may be empty.
        inline: what an editor said in the article itself; it weighs more than all the rest.

    Returns:
        The reading, and the marks (`kyyeu.mentions.asking`) of everything in the authority
        files that it depends on: while their answers are what they were, so is the reading.
    """
    records = records_for(article, authorities, province)
    day = _day(article)
    records.asked.marks.clear()
    local = records.local_forms.get(article.id)
    forms = _Forms([records.forms, *([local] if local else [])])
    found = _Found([""] * len(blocks))
    sheets: dict[int, Sheet] = {}
    for number, text in enumerate(blocks):
        if text:
            sheet = sheets[number] = lay_out(nfc(text))
            records.asked.ask_phrases(sheet.low, begin_here(sheet, CAPITAL))
            found.lower[number] = sheet.lower
            last = number == len(blocks) - 1 and may_be_signed(sheets.get(number - 1))
            _find(sheet, number, forms, found, last=last)
    _call_again(sheets, found)
    tell_roles(sheets, found.people)
    found.inside = units_inside(sheets, found.people, found.inside)
    units = (*found.units, *found.inside)
    here = article_province(records.province, day, units, sheets)
    settle_places(units, sheets)
    reading = _resolve(article.id, day, here, records, found, sheets)
    if inline:
        reading = with_inline(reading, blocks, inline, authorities)
        for one in inline:
            if one.kind is not None:
                records.by_id.get((one.kind, one.id))
    return reading, frozenset(records.asked.marks)


def records_for(article: Article, authorities: Authorities, province: str) -> Records:
    """The authority files as they are asked about an article of its day."""
    return records_of(authorities, province_on(_day(article), province))


def _day(article: Article) -> date:
    return article.published.astimezone(VIETNAM).date()


@dataclass(slots=True)
class _Found:
    """What stands where in the whole article."""

    lower: list[str]  #: `Sheet.lower` of each block
    people: list[PersonFound] = field(default_factory=list)
    units: list[UnitFound] = field(default_factory=list)
    acts: list[DirectiveFound] = field(default_factory=list)
    movements: list[MovementFound] = field(default_factory=list)
    counts: list[CountFound] = field(default_factory=list)
    inside: list[UnitFound] = field(default_factory=list)  #: units that stand in roles
    shouted: list[int] = field(default_factory=list)  #: blocks in capitals
    listing: bool = False  #: a block before announced a list of movements


class _Forms:
    """Forms that are looked for as they are written; what holds in this article comes last."""

    def __init__(self, known: Sequence[Phrases[Kind]]) -> None:
        self._known = known
        self.firsts = frozenset[str]().union(*(phrases.first_words for phrases in known))

    def longest(self, sheet: Sheet, at: int) -> tuple[int, Kind] | None:
        """The longest form that begins with word ``at``."""
        found = [one for known in self._known if (one := known.match(sheet.low, at)) is not None]
        return max(reversed(found), key=lambda one: one[0], default=None)


# --------------------------------------------------------------------------- find


def _call_again(sheets: Mapping[int, Sheet], found: _Found) -> None:
    """Add those whom one knows by the full names that stand elsewhere."""
    taken: dict[int, list[tuple[int, int]]] = {}
    everything: list[PersonFound | UnitFound | DirectiveFound | MovementFound]
    everything = [*found.people, *found.units, *found.acts, *found.movements]
    for one in everything:
        taken.setdefault(one.block, []).append((one.start, one.end))
    shouted = find_shouted(sheets, found.shouted, found.people)
    found.people += [*find_given_names(sheets, found.people, taken), *shouted]
    found.people.sort(key=lambda one: (one.block, one.start))


def _find(sheet: Sheet, block: int, forms: _Forms, found: _Found, *, last: bool) -> None:
    """Add what stands in a block."""
    acts = find_directives(sheet, block)
    if shouts(sheet):
        found.acts += acts
        found.shouted.append(block)
        return
    people, roles = find_people(sheet, block, last=last)
    units, counts = find_units(sheet, block)
    found.listing = found.listing and is_item(sheet)
    movements, closed_names = find_movements(sheet, block, listed=found.listing)
    found.listing = found.listing or opens_list(sheet)
    found.counts += counts
    by_form = _by_forms(sheet, block, forms, last=last)
    roles += [
        (sheet.starts[role.first], sheet.ends[role.after - 1])
        for one in by_form[0]
        for role in one.roles
    ]
    if not (acts or people or units or movements or any(by_form)):
        return  # of most blocks there is nothing to tell
    taken = _Spans(sheet, ((act.start, act.end) for act in acts))
    movements = [one for one in movements if taken.free(one.start, one.end)]
    taken.fill((one.start, one.end) for one in movements if one.called)
    strong = [one for one in people if one.why not in _WEAK and taken.take(one.start, one.end)]
    inside = _Spans(sheet, closed_names)
    closed = _Spans(sheet, (*roles, *closed_names))
    acts += [one for one in by_form[2] if taken.take(one.start, one.end)]
    acts.sort(key=lambda one: one.start)
    free: list[UnitFound] = []
    weak = [one for one in people if one.why in _WEAK]
    inside_role = False
    for unit in [*_not_within(by_form[1], units), *units]:
        open_here = closed.free(unit.start, unit.end)
        # "Chủ tịch UBND các huyện Vụ Bản, Ý Yên": the rest of the row is of the role too.
        inside_role = not open_here or (inside_role and unit.why == "distributed")
        if inside_role:
            if inside.free(unit.start, unit.end) and not unit.short:
                found.inside.append(replace(unit, why=IN_ROLE))
        elif not _ends_name(unit, weak) and taken.take(unit.start, unit.end):
            free.append(unit)
    strong += [
        one
        for one in [*weak, *by_form[0]]
        if inside.free(one.start, one.end) and taken.take(one.start, one.end)
    ]
    found.people += sorted(strong, key=lambda one: one.start)
    found.units += sorted(free, key=lambda one: one.start)
    found.acts += acts
    quoted = _Spans(sheet, ((one.start, one.end) for one in movements))
    movements += [one for one in by_form[3] if quoted.free(one.start, one.end)]
    found.movements += sorted(movements, key=lambda one: one.start)


def _not_within(known: Sequence[UnitFound], units: Sequence[UnitFound]) -> Iterator[UnitFound]:
    """The forms of records that are no part of a longer name: "Sở Nội vụ", not its Đảng ủy."""
    for one in known:
        if not any(unit.start < one.start and one.end <= unit.end for unit in units):
            yield one


def _ends_name(unit: UnitFound, people: Iterable[PersonFound]) -> bool:
    """Whether a head alone is but the given name of somebody: "Bùi Tấn Trường"."""
    return unit.short and any(one.start < unit.start and unit.end <= one.end for one in people)


class _Spans:
    """Stretches of a block that are taken."""

    def __init__(self, sheet: Sheet, spans: Iterable[tuple[int, int]]) -> None:
        self._taken = bytearray(len(sheet.text))
        self.fill(spans)

    def fill(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take stretches, whatever is taken of them."""
        for start, end in spans:
            self._taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        return 1 not in self._taken[start:end]

    def take(self, start: int, end: int) -> bool:
        """Take a stretch if nothing of it is taken."""
        if not self.free(start, end):
            return False
        self.fill([(start, end)])
        return True


def _by_forms(
    sheet: Sheet, block: int, forms: _Forms, *, last: bool
) -> tuple[list[PersonFound], list[UnitFound], list[DirectiveFound], list[MovementFound]]:
    """Forms of authority records and decisions, wherever they stand as written."""
    people: list[PersonFound] = []
    units: list[UnitFound] = []
    acts: list[DirectiveFound] = []
    movements: list[MovementFound] = []
    if forms.firsts.isdisjoint(sheet.low):
        return people, units, acts, movements
    until = byline_from(sheet, last=last)
    done = 0
    for at in begin_here(sheet, CAPITAL):
        if sheet.low[at] not in forms.firsts or not done <= at < until:
            continue
        found = forms.longest(sheet, at)
        if found is None or not sheet.capital(at):
            continue
        after, kind = found
        start, end = sheet.starts[at], sheet.ends[after - 1]
        form = sheet.text[start:end]
        if kind is Kind.PERSON and sheet.capital(after - 1) and not is_cued(sheet, at):
            if not (sheet.capital(after) and sheet.adjacent(after)):
                tail = tail_of(sheet, after, until)
                people.append(PersonFound(block, start, end, form, "authority", tail))
        elif kind is Kind.DIRECTIVE:
            acts.append(DirectiveFound(block, start, end, form, "authority"))
        elif kind is Kind.MOVEMENT and calls_movement(sheet, start):
            movements.append(MovementFound(block, start, end, form, "authority", called=True))
        elif kind is Kind.UNIT and not _is_its_head(sheet, after):
            longer = read_unit(sheet, at)
            if longer is None or longer.after <= after:
                name = longer or UnitName(at, after, _NAMELESS, " ".join(sheet.low[at:after]))
                if name.after < after:
                    name = UnitName(at, after, name.head, " ".join(sheet.low[at:after]))
                units.append(UnitFound(block, start, end, form, "authority", name))
        done = after
    return people, units, acts, movements


def _is_its_head(sheet: Sheet, after: int) -> bool:
    """Whether a word makes the head of a unit of it: "Khối trưởng", "Cụm phó"."""
    return after < len(sheet) and sheet.words[after] in ("trưởng", "phó") and sheet.adjacent(after)


# --------------------------------------------------------------------------- resolve


def _resolve(
    article: str,
    day: date,
    here: str,
    records: Records,
    found: _Found,
    sheets: Mapping[int, Sheet],
) -> Reading:
    people, units, acts, counts = found.people, found.units, found.acts, found.counts
    named = [
        (unit, answer)
        for unit, answer in zip(
            units, resolve_units(units, records, article, day, here), strict=True
        )
        if _shown(answer, Kind.UNIT, records)
    ]
    mentions = [stating.named(unit, Kind.UNIT, answer) for unit, answer in named]
    inside = resolve_inside(found.inside, named, records, article, day, here)
    within = [
        stating.named(unit, Kind.UNIT, answer)
        for unit, answer in zip(found.inside, inside, strict=True)
        if answer.id is not None and _shown(answer, Kind.UNIT, records)
    ]
    bodies = {(one.block, one.start, one.end): one.id for one in within}
    answers = resolve_people(people, records, article, day, here, found.lower)
    for person, answer in zip(people, answers, strict=True):
        fits = answer.id is not None or not person.needed
        if fits and _shown(answer, Kind.PERSON, records):
            mentions.append(stating.person(person, answer, sheets[person.block], bodies))
    for act, (id, reviewed) in zip(acts, resolve_directives(acts, records, day, here), strict=True):
        answer = _ruled(act, records, article, Answer(id, reviewed, act.why))
        if _shown(answer, Kind.DIRECTIVE, records) and not (
            (act.why == "deictic" or act.needed) and answer.id is None
        ):
            mentions.append(stating.directive(act, answer))
    for movement, answer in zip(
        found.movements, resolve_movements(found.movements, records, article, day), strict=True
    ):
        if _shown(answer, Kind.MOVEMENT, records):
            mentions.append(stating.named(movement, Kind.MOVEMENT, answer))
    mentions = [one for one in mentions if not _may_be_closed(one, records)]
    mentions.sort(key=lambda mention: (mention.block, mention.start))
    mentions = _outside_movements(mentions)
    counted = tuple(stating.counted(count, named) for count in counts)
    elsewhere = None if here == records.province else here
    return Reading(article, tuple(mentions), counted, elsewhere, tuple(within))


def _outside_movements(mentions: list[Mention]) -> list[Mention]:
    """Without what stands inside the name of a movement."""
    if all(one.kind is not Kind.MOVEMENT for one in mentions):
        return mentions
    names = {
        (one.block, place)
        for one in mentions
        if one.kind is Kind.MOVEMENT
        for place in range(one.start, one.end)
    }
    return [
        one
        for one in mentions
        if one.kind is Kind.MOVEMENT
        or not any((one.block, place) in names for place in range(one.start, one.end))
    ]


def _ruled(act: DirectiveFound, records: Records, article: str, answer: Answer) -> Answer:
    ruling = records.ruling(Kind.DIRECTIVE, act.form, article)
    if ruling is None:
        return answer
    return Answer(ruling.id, True, "decision", keep=ruling.id is not None)


def _shown(answer: Answer, kind: Kind, records: Records) -> bool:
    """Whether it is a mention at all: a record closed to the public has none."""
    record = records.by_id.get((kind, answer.id)) if answer.id else None
    return answer.keep and (record is None or record.public)


def _may_be_closed(mention: Mention, records: Records) -> bool:
    """An unresolved name that somebody shares who asked to be left out is not listed either."""
    return mention.id is None and (mention.kind, canonical(mention.form)) in records.closed
