"""Enter somebody whom a walk through a block has found."""

from __future__ import annotations

from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.person_rows import share, with_group
from kyyeu.mentions.person_scan import Scan
from kyyeu.mentions.person_tails import calls_next, tail_of
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import Sheet

#: After an office, these speak of all who hold it, and of nobody.
_OF_A_CLASS = frozenset(("cấp", "các", "phải", "mỗi"))


def add_person(
    scan: Scan, first: int, after: int, why: str, roles: list[RoleName], gender: str
) -> int:
    """Enter somebody, with the roles that follow the name."""
    sheet = scan.sheet
    tail = tail_of(sheet, after, scan.until, told=bool(roles))
    if tail and why == "role-before" and calls_next(sheet, tail[-1].after):
        tail.pop()
    roles = with_group(scan, first, roles, tail)
    person = PersonFound(
        scan.block,
        sheet.starts[first],
        sheet.ends[after - 1],
        sheet.slice(first, after),
        why,
        [*roles, *tail],
        gender,
        short=why != "figure" and _is_short(sheet, first, after),
    )
    for role in (*roles, *tail):
        scan.spent.append((role.first, role.after))
    if tail and first < scan.list_until and ";" in sheet.words[scan.list_from : scan.list_until]:
        share(scan, first - 1, tail)
    done = tail[-1].after if tail else after
    scan.people.append(person)
    scan.places.append((first, done))
    return done


def _is_short(sheet: Sheet, first: int, after: int) -> bool:
    """Whether it is a given name alone, or initials; but K'Mák is a whole name of one word."""
    word = sheet.words[first]
    return sheet.words[first + 1 : after][:1] == ["."] or (
        after - first == 1 and "'" not in word and "’" not in word
    )


def add_by_role(scan: Scan, roles: list[RoleName], why: str) -> int:
    """Enter whoever holds the roles that stand there without a name."""
    sheet = scan.sheet
    first, after = roles[0].first, roles[-1].after
    if after < len(sheet) and sheet.low[after] in _OF_A_CLASS:
        return after  # "Chủ tịch UBND cấp xã", "Bí thư chi bộ phải nêu gương": whoever it is
    scan.people.append(
        PersonFound(
            scan.block, sheet.starts[first], sheet.ends[after - 1], sheet.slice(first, after),
            why, roles, by_role=True,
        )
    )  # fmt: skip
    scan.places.append((first, after))
    return after
