"""Find documents cited by a name: of a plenum, of a congress, of a law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import LAW, begin_here
from kyyeu.mentions.citations import blanks_at_will, read_issuer, roman
from kyyeu.mentions.find_symbols import NO_LETTER_BEFORE, kinds_by_code, kinds_by_name
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.sheet import Sheet
from kyyeu.vietnamese import canonical

_PLENUM = blanks_at_will(
    r"(nghị quyết|nq|kết luận|quy định) (?:hội nghị )?(?:"
    r"(?:bch |ban chấp hành )?(?:trung ương|tw|t\.?ư)(?: đảng)?(?: lần thứ| số)?"
    r" (\d{1,2}|[^\W\d_]+)(?![\w/-])"
    r"|lần thứ (\d{1,2}|[^\W\d_]+)(?:,)? (?:của )?"
    r"(?:bch|ban chấp hành) (?:trung ương|tw|t\.?ư)(?: đảng)?)"
)
_CONGRESS = blanks_at_will(
    r"(nghị quyết|nq) đại hội (?:đại biểu )?(?:toàn quốc )?"
    r"(đảng bộ [^\d,.;:()]{3,40}? )?(?:đảng )?(?:toàn quốc )?(?:lần thứ )?"
    r"([ivxl]{1,7}|\d{1,2})(?![\w/-])(?: của đảng)?"
)
_LAW_YEAR = blanks_at_will(r"(?: \(sửa đổi\))?,?(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_CONSTITUTION = blanks_at_will(NO_LETTER_BEFORE + r"hiến pháp(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_ORDINALS = {
    canonical(word): number
    for number, word in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1
    )
}

#: What acts with a name are, their part in ids, and who passes them.
_KINDS = {
    canonical(say): (slug, issuer)
    for say, slug, issuer in (
        ("Pháp lệnh", "pl", "Ủy ban Thường vụ Quốc hội"),
        ("Điều lệ", "dieu-le", "Đảng Cộng sản Việt Nam"),
        ("Cương lĩnh", "cuong-linh", "Đảng Cộng sản Việt Nam"),
    )
}
_OF_LAWS = ("luat", "Quốc hội")
_GROWN = blanks_at_will(r" \(bổ sung, phát triển năm ((?:19|20)\d\d)\)")  # Cương lĩnh
_LAW_KINDS = (("luật",), ("bộ", "luật"), ("pháp", "lệnh"))
_NO_LAW = frozenset(
    [
        "của",
        "vào",
        "từ",
        "trong",
        "ngày",
        "được",
        "đã",
        "sẽ",
        "này",
        "là",
        "khi",
        "theo",
        "tại",
        "cho",
        "nên",
    ]
)
_LAW_LINKS = frozenset({"và", ",", "với"})
_LONGEST_LAW = 16  # words of a name that no list knows


def _at(pattern: re.Pattern[str], sheet: Sheet, words: list[int]) -> Iterator[re.Match[str]]:
    """The matches that begin with one of these words."""
    for at in words:
        match = pattern.match(sheet.lower, sheet.starts[at])
        if match is not None:
            yield match


def plenums(sheet: Sheet, block: int, kinds_at: list[int]) -> list[DirectiveFound]:
    """Of a plenum of the Central Committee; ``kinds_at`` are words that may begin a kind."""
    found = []
    for match in _at(_PLENUM, sheet, kinds_at):
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


def congresses(sheet: Sheet, block: int, kinds_at: list[int]) -> list[DirectiveFound]:
    """Of a congress, of the Party or of a provincial one; ``kinds_at`` as in `plenums`."""
    found = []
    for match in _at(_CONGRESS, sheet, kinds_at):
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


def laws(sheet: Sheet, block: int) -> list[DirectiveFound]:
    """Laws by name, and the Constitution by its year."""
    found = []
    lower = sheet.lower
    for match in _CONSTITUTION.finditer(lower) if "hiến" in lower else ():
        found.append(
            DirectiveFound(
                block, match.start(), match.end(), sheet.text[match.start() : match.end()],
                "law-name", "Hiến pháp", "hien-phap", issuer="Quốc hội", issued=match[1],
                whole="Hiến pháp", year=match[1],
            )
        )  # fmt: skip
    phrases = lexicon.law_phrases()
    for at in begin_here(sheet, LAW):
        if not sheet.capital(at):
            continue
        law = phrases.match(sheet.low, at) or _unlisted_law(sheet, at)
        if law is None:
            continue
        start, end = sheet.starts[at], sheet.ends[law[0] - 1]
        year = _LAW_YEAR.match(lower[end : end + 24]) or _GROWN.match(lower, end)
        if year:
            end += year.end() - year.pos
        kind = " ".join(law[1].split()[: 1 if law[1].startswith("Luật") else 2])
        slug, issuer = _KINDS.get(canonical(kind), _OF_LAWS)
        found.append(
            DirectiveFound(
                block, start, end, sheet.text[start:end], "law-name", kind, slug, issuer=issuer,
                issued=year[1] if year else "", whole=law[1], year=year[1] if year else "",
            )
        )  # fmt: skip
    return found


def _unlisted_law(sheet: Sheet, at: int) -> tuple[int, str] | None:
    """A law that no list knows, if its year follows: "Luật Hòa giải ở cơ sở năm 2013"."""
    size = next(
        (len(kind) for kind in _LAW_KINDS if tuple(sheet.low[at : at + len(kind)]) == kind), 0
    )
    after = at + size
    if not size or not sheet.capital(after):
        return None
    for end in range(after + 1, min(after + _LONGEST_LAW, len(sheet))):
        if lexicon.countries().match(sheet.low, end - 1) and sheet.low[end - 1] != "việt":
            return None  # another state's law
        if _LAW_YEAR.match(sheet.lower, sheet.ends[end - 1]):
            return end, sheet.slice(at, end)
        if sheet.capital(end) and sheet.low[end] in lexicon.law_phrases().first_words:
            return None  # another law
        if sheet.low[end] in _LAW_LINKS:
            continue
        if not sheet.words[end].isalpha() or sheet.low[end] in _NO_LAW:
            return None
    return None
