"""Find official documents in a block: by symbol, bare number, plenum, congress, or name of a law.

The span is kind, [số], symbol and [date]; issuer, term and title are attributes, since nobody
can say where they end.
"""

from __future__ import annotations

import re
from functools import cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.citations import blanks_at_will, read_issuer, roman
from kyyeu.mentions.find_symbols import (
    NO_LETTER_BEFORE,
    find_symbols,
    kinds_by_code,
    kinds_by_name,
    read_attributes,
)
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.vietnamese import canonical

_QUANTITIES = blanks_at_will(
    r"^ ?(?:[%/.,-] ?\d|%|(?:năm|ngày|tháng|tuần|giờ|tỷ|tỉ|triệu|nghìn|người|điểm|lần|nhóm"
    r"|nội dung|chỉ tiêu|vấn đề|mục tiêu|bước|giai đoạn|điều|khoản|loại|quý|đồng|trang|xã"
    r"|huyện|đơn vị)(?!\w))"
)
_DEICTIC = blanks_at_will(r" (?:này|trên|nêu trên|nói trên|đó)(?!\w)")
_PLENUM = blanks_at_will(
    NO_LETTER_BEFORE + r"(nghị quyết|nq|kết luận|quy định) (?:hội nghị )?(?:"
    r"(?:bch |ban chấp hành )?(?:trung ương|tw|t\.?ư)(?: đảng)?(?: lần thứ| số)?"
    r" (\d{1,2}|[^\W\d_]+)(?![\w/-])"
    r"|lần thứ (\d{1,2}|[^\W\d_]+)(?:,)? (?:của )?"
    r"(?:bch|ban chấp hành) (?:trung ương|tw|t\.?ư)(?: đảng)?)"
)
_CONGRESS = blanks_at_will(
    NO_LETTER_BEFORE + r"(nghị quyết|nq) đại hội (?:đại biểu )?(?:toàn quốc )?"
    r"(đảng bộ [^\d,.;:()]{3,40}? )?(?:đảng )?(?:toàn quốc )?(?:lần thứ )?"
    r"([ivxl]{1,7}|\d{1,2})(?![\w/-])(?: của đảng)?"
)
_LAW_YEAR = blanks_at_will(r"^(?: \(sửa đổi\))?,?(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_CONSTITUTION = blanks_at_will(NO_LETTER_BEFORE + r"hiến pháp(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_ORDINALS = {
    canonical(word): number
    for number, word in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1
    )
}


@cache
def _bare() -> re.Pattern[str]:
    names = sorted(kinds_by_name(), key=len, reverse=True)
    return blanks_at_will(
        rf"({'|'.join(map(re.escape, names))}|ct|nq)( số:?)? (\d{{1,4}}[a-z]?)(?![\w])"
    )


@cache
def _bare_firsts() -> frozenset[str]:
    """The words with which the kind of a bare number begins."""
    return frozenset({parts(name)[0] for name in kinds_by_name()} | {"ct", "nq"})


def find_directives(sheet: Sheet, block: int) -> list[DirectiveFound]:
    """The documents cited in a block, by place; their spans do not overlap."""
    lower = sheet.lower
    found: list[DirectiveFound] = []
    if any(map(str.isdigit, lower)):
        found += find_symbols(sheet, block)
        if any(
            word in lower for word in ("nghị", "chỉ thị", "qu", "kết", "ct ", "nq", "thông", "luật")
        ):
            found += _bare_numbers(sheet, block, found)
    if "nghị quyết" in lower or "nq " in lower or "kết luận" in lower or "quy định" in lower:
        found += _free_of(found, _plenums(sheet, block) + _congresses(sheet, block))
        found += _deictics(sheet, block)
    elif "chỉ thị" in lower or "quyết định" in lower or "nghị định" in lower:
        found += _deictics(sheet, block)
    if "luật" in lower or "pháp" in lower:
        _name_laws(found, laws := _laws(sheet, block), sheet)
        found += _free_of(found, laws)
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
        before = sheet.lower[: symbol.start].rstrip().removesuffix("số").rstrip()
        law = ends.get(len(before))
        if law is not None and symbol.slug == "luat":
            symbol.start, symbol.kind = law.start, law.kind
            symbol.form = sheet.text[symbol.start : symbol.end]


def _free_of(taken: list[DirectiveFound], more: list[DirectiveFound]) -> list[DirectiveFound]:
    return [
        one
        for one in more
        if all(one.end <= other.start or one.start >= other.end for other in taken)
    ]


# --------------------------------------------------------------------------- without symbol


def _bare_numbers(sheet: Sheet, block: int, taken: list[DirectiveFound]) -> list[DirectiveFound]:
    found = []
    lower = sheet.lower
    firsts, pattern, done = _bare_firsts(), _bare(), 0
    for at, word in enumerate(sheet.low):
        if word not in firsts or sheet.starts[at] < done:
            continue
        match = pattern.match(lower, sheet.starts[at])
        if match is None:
            continue
        done = match.end()
        if any(match.start() < one.end and one.start < match.end() for one in taken):
            continue
        kinds = kinds_by_name().get(match[1]) or kinds_by_code()[match[1].upper()]
        after = lower[match.end() : match.end() + 14]
        if (_QUANTITIES.match(after) and not after.startswith(" ngày ")) or re.match(
            r"^ ?[-/]\w", after
        ):
            continue
        said = bool(match[2])
        directive = DirectiveFound(
            block, match.start(), match.end(), "", "bare-number", kinds[0].say, "", match[3]
        )
        read_attributes(sheet, directive)
        if re.match(r"^ ngày (?!\d)", after) and not directive.issued:
            continue
        capital = sheet.flat[match.start()].isupper()
        if kinds[0].quiet and not (said and directive.issued):
            continue
        if not (said or capital or directive.issued):
            continue
        if len(match[3]) == 4 and match[3][:2] in ("19", "20") and not said:
            continue
        directive.slug = kinds[0].slug
        found.append(directive)
    return found


def _deictics(sheet: Sheet, block: int) -> list[DirectiveFound]:
    found = []
    lower = sheet.lower
    for name in ("chỉ thị", "nghị quyết", "quyết định", "nghị định", "kết luận"):
        at = lower.find(name)
        while at >= 0:
            match = _DEICTIC.match(lower, at + len(name))
            if match and sheet.flat[at].isupper():
                kind = kinds_by_name()[name][0]
                found.append(
                    DirectiveFound(
                        block, at, match.end(), sheet.text[at : match.end()], "deictic",
                        kind.say, kind.slug,
                    )
                )  # fmt: skip
            at = lower.find(name, at + 1)
    return found


def _plenums(sheet: Sheet, block: int) -> list[DirectiveFound]:
    found = []
    for match in _PLENUM.finditer(sheet.lower):
        said = match[2] or match[3]
        number = int(said) if said.isdigit() else _ORDINALS.get(said, 0)
        if not number:
            continue
        kind = (kinds_by_name().get(match[1]) or kinds_by_code()["NQ"])[0]
        end = match.end()
        issuer = read_issuer(sheet, end)
        found.append(
            DirectiveFound(
                block, match.start(), end, sheet.text[match.start() : end], "plenum", kind.say,
                kind.slug, str(number), organ="HNTW", issuer="Ban Chấp hành Trung ương Đảng",
                term=issuer.term if issuer else "",
            )
        )  # fmt: skip
    return found


def _congresses(sheet: Sheet, block: int) -> list[DirectiveFound]:
    found = []
    for match in _CONGRESS.finditer(sheet.lower):
        number = roman(match[3])
        if not number or (match[2] is None and not match[3].isalpha()):
            continue
        if not match[3].isdigit() and not sheet.flat[match.start(3)].isupper():
            continue
        end = match.end()
        after = sheet.word_at(end)
        if sheet.capital(after) and sheet.adjacent(after) and sheet.low[after] != "cộng":
            continue  # "của Đảng Nhân dân Cách mạng Lào": another party
        local = match[2].strip() if match[2] else ""
        found.append(
            DirectiveFound(
                block, match.start(), end, sheet.text[match.start() : end], "congress",
                "Nghị quyết", "nq", organ="DH", term=f"k{number}", place=local,
                issuer="" if local else f"Đại hội {match[3].upper()} của Đảng",
            )
        )  # fmt: skip
    return found


def _laws(sheet: Sheet, block: int) -> list[DirectiveFound]:
    found = []
    lower = sheet.lower
    for match in _CONSTITUTION.finditer(lower):
        found.append(
            DirectiveFound(
                block, match.start(), match.end(), sheet.text[match.start() : match.end()],
                "law-name", "Hiến pháp", "hien-phap", issuer="Quốc hội", issued=match[1],
                whole="Hiến pháp", year=match[1],
            )
        )  # fmt: skip
    phrases = lexicon.law_phrases()
    firsts = phrases.first_words
    for at, word in enumerate(sheet.low):
        if word not in firsts or not sheet.capital(at):
            continue
        law = phrases.match(sheet.low, at)
        if law is None:
            continue
        start, end = sheet.starts[at], sheet.ends[law[0] - 1]
        year = _LAW_YEAR.match(lower[end : end + 24])
        if year:
            end += year.end()
        kind = " ".join(law[1].split()[: 1 if law[1].startswith("Luật") else 2])
        found.append(
            DirectiveFound(
                block, start, end, sheet.text[start:end], "law-name", kind,
                "pl" if kind == "Pháp lệnh" else "luat",
                issuer="Ủy ban Thường vụ Quốc hội" if kind == "Pháp lệnh" else "Quốc hội",
                issued=year[1] if year else "", whole=law[1], year=year[1] if year else "",
            )
        )  # fmt: skip
    return found
