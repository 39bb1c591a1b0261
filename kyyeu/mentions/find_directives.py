"""Find official documents in a block: by symbol, bare number, plenum, congress, or name of a law.

The span is kind, [số], symbol and [date]; issuer, term and title are attributes, since nobody
can say where they end.
"""

from __future__ import annotations

import re
from functools import cache

from kyyeu.mentions.beginnings import DOCUMENT, LAW, begin_here, document_beginnings
from kyyeu.mentions.citations import blanks_at_will
from kyyeu.mentions.find_named_acts import congresses, laws, plenums
from kyyeu.mentions.find_symbols import (
    find_symbols,
    kinds_by_code,
    kinds_by_name,
    read_attributes,
)
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.signers import is_fresh, place_of_signer

_QUANTITIES = blanks_at_will(
    r"^(?:[,.]\d| ?[%/-] ?\d| ?%| ?(?:năm|ngày|tháng|tuần|giờ|tỷ|tỉ|triệu|nghìn|người|điểm|lần|nhóm"
    r"|nội dung|chỉ tiêu|vấn đề|mục tiêu|bước|giai đoạn|điều|khoản|loại|quý|đồng|trang|xã"
    r"|huyện|đơn vị)(?!\w))"
)

_NEXT_NUMBER = blanks_at_will(r"(?:,|,? và)(?: số)? (\d{1,4}[a-z]?)(?![\w/-])")
_NUMBER_ENDS = blanks_at_will(
    r"$|[.;:)”\"](?!\d)|,(?!\d)| (?:và|của|được|đã|đang|sẽ|về|là|do|ngày|trong|này|vào)(?!\w)"
)
_GAP = 8  # characters between the name of a law and its number


@cache
def _bare() -> re.Pattern[str]:
    names = sorted(kinds_by_name(), key=len, reverse=True)
    return blanks_at_will(
        rf"({'|'.join(map(re.escape, names))}|ct|nq)( số:?)? (\d{{1,4}}[a-z]?)"
        r"(?:/((?:19|20)\d\d)(?![-/\w]))?(?![\w])"
    )


@cache
def _deictic() -> re.Pattern[str]:
    names = sorted(kinds_by_name(), key=len, reverse=True)
    return blanks_at_will(
        rf"({'|'.join(map(re.escape, names))}) (?:này|trên|nêu trên|nói trên|đó)(?!\w)"
    )


def find_directives(sheet: Sheet, block: int) -> list[DirectiveFound]:
    """The documents cited in a block, by place; their spans do not overlap."""
    lower = sheet.lower
    found: list[DirectiveFound] = []
    known = document_beginnings()
    if "/" in lower:
        found += find_symbols(sheet, block)
    low = sheet.low
    kinds = [
        at
        for at in begin_here(sheet, DOCUMENT)
        if (*low[at : at + 2],) in known or (low[at],) in known
    ]
    if kinds:
        found += _bare_numbers(sheet, block, kinds, found)
        found += _deictics(sheet, block, kinds)
        named = plenums(sheet, block, kinds) + congresses(sheet, block, kinds)
        found += _free_of(found, named, len(lower))
    if "hiến" in lower or sheet.begun & LAW:
        named = laws(sheet, block)
        _name_laws(found, named, sheet)
        found += _free_of(found, named, len(lower))
    for act in found:
        if act.organ:
            act.place = act.place or place_of_signer(sheet, act)
            act.fresh = is_fresh(sheet, act)
    found.sort(key=lambda directive: (directive.start, -directive.end))
    kept: list[DirectiveFound] = []
    for directive in found:
        if not kept or directive.start >= kept[-1].end:
            kept.append(directive)
    return kept


def _name_laws(found: list[DirectiveFound], laws: list[DirectiveFound], sheet: Sheet) -> None:
    """A law named and numbered ("Bộ luật Hình sự số 100/2015/QH13") is one citation."""
    ends = {law.end: law for law in laws}
    for symbol in found:
        gap = sheet.lower[max(0, symbol.start - _GAP) : symbol.start]
        before = gap.rstrip().removesuffix("số").rstrip()
        law = ends.get(symbol.start - len(gap) + len(before))
        if law is not None and symbol.slug == "luat":
            symbol.start, symbol.kind = law.start, law.kind
            symbol.form = sheet.text[symbol.start : symbol.end]


def _free_of(
    taken: list[DirectiveFound], more: list[DirectiveFound], length: int
) -> list[DirectiveFound]:
    if not more:
        return more
    mask = _mask(taken, length)
    return [one for one in more if 1 not in mask[one.start : one.end]]


def _mask(taken: list[DirectiveFound], length: int) -> bytearray:
    """One for each character of a block that a citation takes."""
    mask = bytearray(length)
    for one in taken:
        mask[one.start : one.end] = b"\1" * (one.end - one.start)
    return mask


# --------------------------------------------------------------------------- without symbol


def _bare_numbers(
    sheet: Sheet, block: int, kinds_at: list[int], taken: list[DirectiveFound]
) -> list[DirectiveFound]:
    found = []
    lower = sheet.lower
    pattern, done, mask = _bare(), 0, _mask(taken, len(lower))
    for at in kinds_at:
        if sheet.starts[at] < done:
            continue
        match = pattern.match(lower, sheet.starts[at])
        if match is None:
            continue
        done = match.end()
        if 1 in mask[match.start() : match.end()]:
            continue
        kinds = kinds_by_name().get(match[1]) or kinds_by_code()[match[1].upper()]
        after = lower[match.end() : match.end() + 14]
        if (_QUANTITIES.match(after) and not after.startswith(" ngày ")) or re.match(
            r"^ ?[-/]\w", after
        ):
            continue
        said = bool(match[2])
        directive = DirectiveFound(
            block, match.start(), match.end(), "", "bare-number", kinds[0].say, "", match[3],
            year=match[4] or "", organ="CP" if match[4] and kinds[0].code == "NĐ" else "",
        )  # fmt: skip
        read_attributes(sheet, directive)
        if re.match(r"^ ngày (?!\d)", after) and not directive.issued:
            continue
        capital = sheet.flat[match.start()].isupper()
        plain = (
            not (said and directive.issued)
            if kinds[0].quiet
            else not (said or capital or directive.issued)
        )
        if plain and kinds[0].quiet and not capital:
            continue
        directive.needed = plain
        if len(match[3]) == 4 and match[3][:2] in ("19", "20") and not said:
            continue
        directive.slug = kinds[0].slug
        row = [] if kinds[0].quiet or not (said or capital) else _more_numbers(sheet, directive)
        found += [directive, *row]
        done = row[-1].end if row else done
    return found


def _more_numbers(sheet: Sheet, first: DirectiveFound) -> list[DirectiveFound]:
    """The numbers that share the kind of the one before: "Nghị quyết 57, 59, 66 và 68"."""
    found: list[DirectiveFound] = []
    end = first.end
    while (match := _NEXT_NUMBER.match(sheet.lower, end)) and _NUMBER_ENDS.match(
        sheet.lower, match.end()
    ):
        end = match.end()
        found.append(
            DirectiveFound(
                first.block, match.start(1), end, sheet.text[match.start(1) : end],
                "bare-number", first.kind, first.slug, match[1],
            )
        )  # fmt: skip
        read_attributes(sheet, found[-1])
        end = found[-1].end
    if found:
        for one in [first, *found]:
            one.issuer, one.term = one.issuer or found[-1].issuer, one.term or found[-1].term
    return found


def _deictics(sheet: Sheet, block: int, kinds_at: list[int]) -> list[DirectiveFound]:
    """What points back, as "Chỉ thị này": which one it is, what was cited before must tell."""
    found = []
    pattern, done = _deictic(), 0
    for at in kinds_at:
        match = pattern.match(sheet.lower, sheet.starts[at])
        if match is None or match.start() < done:
            continue
        kind = kinds_by_name()[" ".join(match[1].split())][0]
        if kind.quiet and not sheet.capital(at):
            continue
        done = match.end()
        found.append(
            DirectiveFound(
                block, match.start(), done, sheet.text[match.start() : done], "deictic", kind.say,
                kind.slug,
            )
        )  # fmt: skip
    return found
