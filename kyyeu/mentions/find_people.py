"""Find people in a block: names with what stands before and after them.

A name needs a witness: a form of address or a role before it, a role after it, a list of
"các đồng chí" around it, or a surname that is nothing else with two more syllables. Streets,
schools and ideas that bear a name are no people, whatever witnesses them.
"""

from __future__ import annotations

from dataclasses import replace

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import (
    CAPITAL,
    PLURAL,
    PLURALS,
    SOMEBODY,
    begin_here,
    beginnings,
    may_begin,
)
from kyyeu.mentions.bylines import byline_from
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.foreign_names import begins_foreign, is_foreigner, names_firm, past_country
from kyyeu.mentions.lexicon import Honorific
from kyyeu.mentions.named_things import is_street_name, is_thing, reads_as_thing
from kyyeu.mentions.person_entries import add_by_role, add_person
from kyyeu.mentions.person_names import (
    begins_in_land,
    begins_longer_kind,
    begins_name,
    cue_before,
    inside_unit_head,
    is_cued,
    is_far_or_near,
    is_figure,
    is_given,
    is_land,
    is_lone_given,
    is_place,
    leads_to_name,
    leads_to_place,
    looks_vietnamese,
    names_the_place,
    read_name,
    stands_as_address,
    stands_in_capitals,
)
from kyyeu.mentions.person_rows import (
    between,
    goes_on_row,
    opens_group,
    role_for_all_before,
    stands_as_street,
    with_unlisted_surname,
)
from kyyeu.mentions.person_scan import Scan
from kyyeu.mentions.person_tails import past_age, tail_of
from kyyeu.mentions.role_names import (
    RoleName,
    is_abroad,
    of_another,
    past_brackets,
    read_role,
    read_roles,
    role_words,
)
from kyyeu.mentions.sheet import Sheet

_LINKS = frozenset({",", ";", ":", "và", "cùng"})
_LONGEST_LIST = 600  # words
_LIST_ENDS = frozenset(".!?")
_FULL = 3  # syllables of a name after a dash
_DEGREE_LINKS = frozenset({",", "."})
_TWO_FORMS_OF_ADDRESS = 3  # "đồng chí Thiếu tướng, TS"
_KIN = (["anh", "em"], ["chị", "em"], ["ông", "bà"], ["bà", "con"], ["cha", "con"])
_TIME = "thời"  # "dưới thời Tổng thống Trump" tells of somebody
_ACTING_ALONE = frozenset({"đồng chí", "đ / c", "đc", "ông", "bà"})


def find_people(
    sheet: Sheet, block: int, *, last: bool = False
) -> tuple[list[PersonFound], list[tuple[int, int]]]:
    """The people of a block, and the spans (characters) that their roles take up."""
    scan = Scan(sheet, block, len(beginnings(sheet)))
    lists = bool(sheet.begun & PLURAL)  # in a list a name may begin with any capital
    done, started = 0, False
    for at in begin_here(sheet, SOMEBODY | PLURAL | CAPITAL if lists else SOMEBODY):
        if at < done or not (
            may_begin(sheet, at)
            or (sheet.low[at] == "các" and at and sheet.low[at - 1] == ",")
            or (lists and scan.places and scan.places[-1][1] == at - 1)
        ):
            continue
        if not started:
            scan.until, started = byline_from(sheet, last=last), True
        if at >= scan.until:
            break
        done = _step(scan, at) or 0
    spans = [(sheet.starts[first], sheet.ends[after - 1]) for first, after in scan.spent]
    return scan.people, spans


def _step(scan: Scan, at: int) -> int | None:
    """Read whatever begins with word ``at``; the word to go on with, or None."""
    sheet = scan.sheet
    if sheet.low[at] == "các" and at and sheet.low[at - 1] == ",":
        return role_for_all_before(scan, at)
    honorific = lexicon.honorifics().match(sheet.low, at)
    figure = lexicon.figure_phrases().match(sheet.low, at) if honorific else None
    if figure is not None and sheet.capital(at):
        return _bare(scan, at)  # "Bác Hồ" is a name as it stands
    role = sheet.low[at] in role_words()
    if (honorific is not None or role) and not inside_unit_head(sheet, at):
        done = None
        if honorific is not None and stands_as_address(sheet, at, honorific[0], honorific[1]):
            kin = sheet.low[at : at + 2] in _KIN
            done = (_kin if kin else _called)(scan, at, honorific[0], honorific[1])
        if done is None and role:
            done = _role_first(scan, at)
        if done is not None:
            return done
    if sheet.capital(at):
        return _bare(scan, at)
    return None


def _called(scan: Scan, at: int, after: int, honorific: Honorific) -> int | None:
    """Somebody is called by a form of address."""
    sheet = scan.sheet
    nobody = lexicon.not_names().match(sheet.low, at)
    if nobody is not None:
        if nobody[0] == after + 1 and not honorific.loose and sheet.words[after].istitle():
            add_person(scan, after, nobody[0], "honorific", [], honorific.gender)
            scan.people[-1].needed = True  # "Ông Tơ", where the article knows Ngọ Văn Tơ
        return nobody[0]
    gender = honorific.gender
    spoken = " ".join(sheet.low[at:after])
    plural = at > 0 and sheet.low[at - 1] in PLURALS
    counted = at > 0 and sheet.words[at - 1].isdigit()
    for _ in range(_TWO_FORMS_OF_ADDRESS):
        skip = after + (after < len(sheet) and sheet.low[after] in _DEGREE_LINKS)
        more = lexicon.honorifics().match(sheet.low, skip)
        if more is None or (
            skip > after and not sheet.words[skip - 2].isupper() and not sheet.words[skip].isupper()
        ):
            break
        after, gender = more[0], more[1].gender or gender
    if plural:
        return _group(scan, read_roles(sheet, after, to_name=True)) or _open_list(scan, after)
    roles = read_roles(sheet, after, to_name=True)
    if roles:
        roles = roles[: of_another(sheet, at, roles, called=True) or len(roles)]
        name_at = roles[-1].after
        name = read_name(sheet, name_at, called=True) if sheet.adjacent(name_at) else None
        if name is not None and name - name_at != 1:
            return add_person(scan, name_at, name, "honorific", roles, gender)
        one = spoken in _ACTING_ALONE and not counted and not roles[0].many
        if one and sheet.capital(roles[0].first) and not sheet.capital(name_at):
            return add_by_role(scan, roles, "role-only")
        scan.spent.append((roles[0].first, roles[-1].after))
        return roles[-1].after
    told = honorific if gender == honorific.gender else replace(honorific, gender=gender)
    return _called_by_name(scan, at, after, told)


def _kin(scan: Scan, at: int, _: int, honorific: Honorific) -> int:
    """Relatives of one family, or all of a people: "anh em Ba Na", "chị em Hội Phụ nữ"."""
    of_family = replace(honorific, calling=True, gender="")
    return _called_by_name(scan, at, at + 2, of_family) or at + 2


def _called_by_name(scan: Scan, at: int, after: int, honorific: Honorific) -> int | None:
    """The name right after the forms of address that begin with word ``at``."""
    sheet = scan.sheet
    from_abroad = past_country(sheet, after) if honorific.calling or honorific.pen else None
    after = from_abroad or after
    name = read_name(sheet, after, called=True)
    if (
        name is None
        or begins_longer_kind(sheet, after, name)
        or cue_before(sheet, at) not in (None, "idea")
        or is_thing(sheet, name)
        or is_land(sheet, after, name)
        or (honorific.calling and is_street_name(sheet, after, name))  # "học sinh Chu Văn An"
    ):
        return None
    size = name - after
    trade = honorific.calling or not (honorific.gender or honorific.loose or honorific.comrade)
    needed = trade and size == 1 and not (honorific.pen and begins_foreign(sheet, after))
    needed |= size == 1 and after == at + 1 and stands_in_capitals(sheet, at)
    lone = not (honorific.calling and needed) or is_lone_given(sheet, after)
    thing = is_far_or_near(sheet, after, name) or names_firm(sheet, after, name)
    if not lone or (trade and thing):
        return None
    surnamed = not honorific.calling or honorific.pen or from_abroad is not None
    surnamed = surnamed or is_foreigner(sheet, after, name)
    if size > 1 and not surnamed and not begins_name(sheet, after, size):
        return None
    doubtful = honorific.loose or honorific.calling or size == 1
    if doubtful and not is_figure(sheet, after, name) and is_place(sheet, after, name):
        if size > 1 or trade:
            return None
        needed = True  # "ông Vinh" is somebody, "anh Vinh" too, where the article knows one
    if size == 1 and not is_given(sheet, after):
        return None
    done = add_person(scan, after, name, "honorific", [], honorific.gender)
    scan.people[-1].needed = needed
    scan.people[-1].familiar = honorific.loose or honorific.calling
    scan.people[-1].aged = past_age(sheet, name, scan.until) > name
    return done


def _open_list(scan: Scan, after: int) -> int:
    """After "các đồng chí" a list begins, whose people may stand without form of address."""
    sheet = scan.sheet
    end = after
    while end < min(len(sheet), after + _LONGEST_LIST) and sheet.words[end] not in _LIST_ENDS:
        end += 1
    scan.list_from, scan.list_until, scan.group, scan.bare_group = after, end, [], False
    inside = after + (after < len(sheet) and sheet.low[after] == "trong")
    role = read_role(sheet, inside)
    if role is not None and role.after < len(sheet) and sheet.words[role.after] == ":":
        scan.group = [role]
        scan.spent.append((role.first, role.after))
        return role.after
    if sheet.capital(after):
        name = read_name(sheet, after, called=True) or after
        if (
            name - after > 1
            and begins_name(sheet, after, name - after)
            and not is_place(sheet, after, name)
        ):
            return add_person(scan, after, name, "listed", [], "")
    return after


def _group(scan: Scan, roles: list[RoleName]) -> int | None:
    """People with a role that stands before them all; the word after the first of them."""
    first = opens_group(scan, roles)
    if first is None or scan.sheet.words[first - 1] == ":":
        return first
    name = read_name(scan.sheet, first)
    return add_person(scan, first, name, "listed", [], "") if name else None


def _role_first(scan: Scan, at: int) -> int | None:  # noqa: PLR0911 - one way out a rule
    """A role without form of address: a name follows it, or it acts by itself."""
    sheet = scan.sheet
    roles = read_roles(sheet, at, to_name=True)
    if not roles:
        return None
    others = of_another(sheet, at, roles)
    if others:
        scan.spent.append((at, roles[others - 1].after))
        return roles[others - 1].after
    if at and sheet.low[at - 1] in PLURALS:
        done = _group(scan, roles)
        if done is not None:
            return done
    name_at = past_brackets(sheet, roles[-1].after)
    if sheet.capital(name_at) and sheet.adjacent(name_at):
        foreign = begins_foreign(sheet, name_at)
        far = is_abroad(roles[-1])
        abroad = far or (foreign and (roles[-1].whole or not roles[-1].may_be_firm))
        name = read_name(sheet, name_at, called=abroad)
        alone = foreign and far and not roles[-1].may_be_firm
        if (
            name is not None
            and (name - name_at > 1 or alone)
            and not is_land(sheet, name_at, name)
            and (is_figure(sheet, name_at, name) or not is_place(sheet, name_at, name))
        ):
            cued = is_cued(sheet, at) and sheet.low[at - 1] != _TIME
            if cued or names_the_place(sheet, name_at, name):
                return name
            return add_person(scan, name_at, name, "role-before", roles, "")
        lone = name_at == roles[-1].after and not roles[-1].of_firm
        if lone and is_lone_given(sheet, name_at):
            end = add_person(scan, name_at, name_at + 1, "role-before", roles, "")
            scan.people[-1].needed = True
            return end
    done = _introduced(scan, name_at, roles)
    if done is not None:
        return done
    subject = (sheet.opens_sentence(at) or sheet.low[at - 1] == ",") and sheet.capital(at)
    if (
        subject
        and roles[0].whole
        and not roles[0].many
        and lexicon.deeds().match(sheet.low, name_at)
    ):
        return add_by_role(scan, roles, "role-acts")
    if len(roles) > 1 and not roles[0].whole and roles[1].whole:
        return roles[0].after  # "Trao đổi với phóng viên, Phó Chủ tịch UBND tỉnh cho biết"
    scan.spent.append((roles[0].first, roles[-1].after))
    return name_at


def _introduced(scan: Scan, at: int, roles: list[RoleName]) -> int | None:
    """Somebody named after the role and a mark: "Chủ tịch UBND huyện, bà Đặng Thị Oanh".

    Args:
        scan: the walk.
        at: the word after the roles.
        roles: that stand there; what they are of must be said.
    """
    sheet = scan.sheet
    mark = sheet.words[at] if at < len(sheet) else ""
    comma = mark == "," and not roles[0].many and _is_first(scan, roles[0].first)
    if not (comma or (mark == "-" and sheet.adjacent(at + 1))) or not roles[-1].whole:
        return None
    at += 1
    honorific = lexicon.honorifics().match(sheet.low, at)
    if honorific is None:
        name = read_name(sheet, at) if mark == "-" else None
        named = name is not None and name - at >= _FULL and not is_place(sheet, at, name)
        return add_person(scan, at, name, "role-before", roles, "") if name and named else None
    known = len(scan.people)
    done = _called(scan, at, honorific[0], honorific[1])
    if done is None or len(scan.people) == known or scan.people[-1].by_role:
        return None
    if not scan.people[-1].roles and not scan.people[-1].short:
        scan.people[-1].roles.extend(roles)
        scan.spent.append((roles[0].first, roles[-1].after))
    return done


def _is_first(scan: Scan, at: int) -> bool:
    """Whether a sentence begins with word ``at``, or goes on after a comma and names nobody yet."""
    sheet = scan.sheet
    if sheet.opens_sentence(at):
        return True
    if sheet.words[at - 1] != ",":
        return False
    while not sheet.opens_sentence(at):
        at -= 1
    return not scan.places or scan.places[-1][1] <= at


def _bare(scan: Scan, at: int) -> int | None:  # noqa: PLR0911 - one way out a rule
    """A name without anything before it."""
    sheet = scan.sheet
    if sheet.adjacent(at) and sheet.capital(at - 1) and sheet.low[at - 1] in lexicon.surnames():
        return None
    listed = at < scan.list_until and at > 0 and sheet.low[at - 1] in _LINKS
    if sheet.low[at] == "thị":
        first = with_unlisted_surname(scan, at)
        name = read_name(sheet, first, called=True) if first < at else None
    else:
        name = read_name(sheet, at, called=listed) or between(scan, at)
    if name is None:
        return None
    if is_cued(sheet, at) or stands_as_street(scan, at, name) or _is_bare_thing(scan, at, name):
        scan.cued = name  # "đường Trần Thái Tông, Phạm Ngũ Lão": the next one may be a street too
        return name
    at = with_unlisted_surname(scan, at)
    size = name - at
    if size < 2 or (listed and not begins_name(sheet, at, size)):
        return None
    roles = tail_of(sheet, name, scan.until)
    grade = lexicon.surnames().get(sheet.low[at], "")
    if is_figure(sheet, at, name):
        return add_person(scan, at, name, "figure", roles, "")
    if is_place(sheet, at, name) or leads_to_place(sheet, at, name) or begins_in_land(sheet, at):
        return None
    if listed or between(scan, at):
        return add_person(scan, at, name, "listed", [], "")
    if roles:
        done = add_person(scan, at, name, "role-after", [], "")
        scan.people[-1].aged = scan.people[-1].familiar = past_age(sheet, name, scan.until) > name
        return done
    middles = lexicon.telling_middle_names() if grade == "word" else lexicon.middle_names()
    if grade != "sure" and (
        size < 3 or leads_to_name(sheet, at) or sheet.low[at + 1] not in middles
    ):
        return None
    if (sheet.capital(name) and sheet.adjacent(name)) or not looks_vietnamese(sheet, at, name):
        return name
    done = add_person(scan, at, name, "surname", [], "")
    scan.people[-1].sure = size > 2
    scan.people[-1].familiar = True
    return done


def _is_bare_thing(scan: Scan, at: int, after: int) -> bool:
    """Whether nothing tells that it is somebody, and something that it is a street or a book."""
    if goes_on_row(scan, at):
        return is_thing(scan.sheet, after)
    listed = at < scan.list_until or bool(tail_of(scan.sheet, after, scan.until))
    return not listed and reads_as_thing(scan.sheet, at, after)
