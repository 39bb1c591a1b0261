"""Find official documents in a block: symbols, bare numbers, plenums, congresses, laws by name.

The shapes of symbols are those of Nghị định 30/2020/NĐ-CP for the State and of Hướng dẫn
36-HD/VPTW for the Party:

    34-CT/TW   30/2020/NĐ-CP   1880/QĐ-TTg   91/2015/QH13   172/VPCP-KTTH   64/CP   19-2017/NQ-CP

with the blanks and dashes that papers put in. The span is kind, [số], symbol and [date]; issuer,
term and title are attributes, since nobody can say where they end.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kyyeu.mentions import lexicon
from kyyeu.mentions.citations import Context, blanks_at_will, read_date, read_issuer, roman
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.lexicon import DocumentKind
from kyyeu.mentions.sheet import Sheet
from kyyeu.vietnamese import canonical, fold

_SYMBOL = blanks_at_will(
    r"(?<![\w./-])(\d{1,5}[a-zđ]?)(?: ?([-/]) ?((?:19|20)\d\d))? ?([-/]) ?"
    r"((?:T\.Ư|[^\W\d_])[\w&]{0,14}(?: ?[-/] ?(?:T\.Ư|[^\W\d_][\w&]{0,14})){0,4})"
)
_SPACED_STATE = blanks_at_will(
    r"(?<![\w./-])(\d{1,5}) (QĐ|NQ|CT|KL|TB|KH|HD) ?(/) ?(TW\w*|TƯ|TU)\b"
)
_LETTERS = r"(?<![^\W_])"
_QUANTITIES = blanks_at_will(
    r"^ ?(?:[%/.,-] ?\d|%|(?:năm|ngày|tháng|tuần|giờ|tỷ|tỉ|triệu|nghìn|người|điểm|lần|nhóm|nội dung"
    r"|chỉ tiêu|vấn đề|mục tiêu|bước|giai đoạn|điều|khoản|loại|quý|đồng|trang|xã|huyện|đơn vị)(?!\w))"
)
_TAIL = blanks_at_will(r"(\d{1,5}[a-z]?)(?:, ?| và | và số |, số )$")
_DEICTIC = blanks_at_will(r" (?:này|trên|nêu trên|nói trên|đó)(?!\w)")
_PLENUM = blanks_at_will(
    _LETTERS + r"(nghị quyết|nq|kết luận|quy định) (?:hội nghị )?(?:"
    r"(?:bch |ban chấp hành )?(?:trung ương|tw|t\.?ư)(?: đảng)?(?: lần thứ| số)? (\d{1,2}|[^\W\d_]+)(?![\w/-])"
    r"|lần thứ (\d{1,2}|[^\W\d_]+)(?:,)? (?:của )?(?:bch|ban chấp hành) (?:trung ương|tw|t\.?ư)(?: đảng)?)"
)
_CONGRESS = blanks_at_will(
    _LETTERS + r"(nghị quyết|nq) đại hội (?:đại biểu )?(?:toàn quốc )?"
    r"(đảng bộ [^\d,.;:()]{3,40}? )?(?:đảng )?(?:toàn quốc )?(?:lần thứ )?([ivxl]{1,7}|\d{1,2})(?![\w/-])(?: của đảng)?"
)
_LAW_YEAR = blanks_at_will(r"^(?: \(sửa đổi\))?,?(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_CONSTITUTION = blanks_at_will(_LETTERS + r"hiến pháp(?: năm)? ((?:19|20)\d\d)(?![\d/])")
_ORDINALS = {
    canonical(word): number
    for number, word in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1
    )
}


@cache
def _kinds_by_name() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, list[DocumentKind]] = {}
    for kind in lexicon.document_kinds():
        found.setdefault(canonical(kind.say), []).append(kind)
    return {name: tuple(several) for name, several in found.items()}


@cache
def _kinds_by_code() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, list[DocumentKind]] = {}
    for kind in lexicon.document_kinds():
        found.setdefault(kind.code.upper(), []).append(kind)
    return {code: tuple(several) for code, several in found.items()}


@cache
def _kind_before() -> re.Pattern[str]:
    names = sorted(_kinds_by_name(), key=len, reverse=True)
    codes = sorted({kind.code.lower() for kind in lexicon.document_kinds()} - {"l", "da", "hd"})
    return blanks_at_will(
        _LETTERS + rf"(?:({'|'.join(map(re.escape, names))})(?: thanh tra| liên tịch)?"
        rf"|({'|'.join(map(re.escape, codes))}))(?: \([^()]{{1,8}}\))?(?: số)? ?:? ?$"
    )


@cache
def _bare() -> re.Pattern[str]:
    names = sorted(_kinds_by_name(), key=len, reverse=True)
    return blanks_at_will(
        _LETTERS + rf"({'|'.join(map(re.escape, names))}|ct|nq)( số:?)? (\d{{1,4}}[a-z]?)(?![\w])"
    )


def find_directives(sheet: Sheet, block: int) -> list[DirectiveFound]:
    """The documents cited in a block, by place; their spans do not overlap."""
    lower = sheet.lower
    found: list[DirectiveFound] = []
    if any(map(str.isdigit, lower)):
        found += _symbols(sheet, block)
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


# --------------------------------------------------------------------------- symbols


def _symbols(sheet: Sheet, block: int) -> list[DirectiveFound]:
    found: list[DirectiveFound] = []
    flat, lower = sheet.flat, sheet.lower
    matches = [*_SYMBOL.finditer(flat), *_SPACED_STATE.finditer(flat)]
    for match in sorted(matches, key=lambda one: one.start()):
        codes, end = _codes(match, flat)
        before = _kind_before().search(lower[max(0, match.start() - 48) : match.start()])
        base = max(0, match.start() - 48)
        spoken = _spoken(before)
        year = match[3] if match.re is _SYMBOL and match[3] else ""
        shape = _shape(match[1], year, codes, spoken, flat[match.start() : match.end()])
        if shape is None:
            continue
        kind, symbol, organ, slug = shape
        start = base + before.start() if before else match.start()
        directive = DirectiveFound(
            block, start, end, "", "symbol", kind, slug, match[1], symbol, year, organ
        )
        head = _shared_code(sheet, block, directive, match.start())
        if head:
            found.extend(head)
            directive.start = match.start()
            if not kind or not slug:
                directive.kind, directive.slug = head[0].kind, head[0].slug
        found.append(directive)
    _share_kind(found, lower)
    for directive in found:
        _attributes(sheet, directive)
    return found


def _codes(match: re.Match[str], flat: str) -> tuple[list[str], int]:
    """The codes of a symbol and where it ends: before the first part that is no code."""
    if match.re is _SPACED_STATE:
        return [match[2], "/", match[4]], match.end()
    pieces = re.findall(r"[-/]|[^-/\s]+", match[5])
    offset, codes, end = match.start(5), [match[4]], match.start(5)
    for at, piece in enumerate(pieces):
        where = flat.index(piece, offset)
        if piece not in "-/":
            clean = piece.rstrip(".")
            if not _is_code(clean) and not (at == 0 and clean.islower() and len(clean) < 4):
                break
            end = where + len(clean)
            codes.append(clean)
        else:
            codes.append(piece)
        offset = where + len(piece)
    while codes and codes[-1] in "-/":
        codes.pop()
    return codes, end


def _is_code(word: str) -> bool:
    if word.replace(".", "").upper() in lexicon.issuers() or word.upper() in _kinds_by_code():
        return True
    return word[0].isupper() and (len(word) == 1 or sum(map(str.isupper, word)) >= 2)


def _spoken(before: re.Match[str] | None) -> tuple[DocumentKind, ...]:
    if before is None:
        return ()
    if before[1]:
        return _kinds_by_name()[before[1]]
    return _kinds_by_code().get(before[2].upper(), ())


def _clean(code: str) -> str:
    code = code.replace(".", "")
    upper = code.upper()
    if upper in ("TƯ", "TW"):
        return "TW" if upper == "TW" else "TƯ"
    return code


def _shape(
    number: str, year: str, codes: list[str], spoken: tuple[DocumentKind, ...], text: str
) -> tuple[str, str, str, str] | None:
    """Kind, symbol as it ought to be written, code of the issuer, and the kind's part of an id."""
    words = [_clean(code) for code in codes if code not in "-/"]
    if not words or len(codes) < 2:
        return None
    lead, marks = words[0], [code for code in codes if code in "-/"]
    kinds = _kinds_by_code().get(lead.upper(), ())
    if not kinds and spoken and fold(lead) == fold(spoken[0].code):
        kinds = spoken  # "38/2012/ND-CP"
    assembly = re.fullmatch(r"(QH|UBTVQH)(\d{1,2})", lead)
    if assembly and year:
        kind = spoken[0].say if spoken else "Luật" if assembly[1] == "QH" else "Nghị quyết"
        slug = spoken[0].slug if spoken else "luat" if assembly[1] == "QH" else "nq"
        return kind, f"{number}/{year}/{lead}", lead, slug
    if kinds and len(words) >= 2:
        lead = next((kind.code for kind in kinds if fold(kind.code) == fold(lead)), lead)
        organ = words[1]
        issuer = lexicon.issuers().get(organ.upper().replace("TƯ", "TW"))
        party = (issuer is not None and issuer.side == "party") or organ.endswith(
            ("TW", "TU", "TƯ", "ĐU")
        )
        party = party or (marks[0] == "-" and not year and len(marks) > 1 and marks[1] == "/")
        chosen = _choose(kinds, spoken, party=party)
        kind, slug = (chosen.say, chosen.slug) if chosen else (spoken[0].say if spoken else "", "")
        if party:
            return kind, f"{number}-{lead}/{'-'.join(words[1:])}", organ, slug
        chain = "-".join([lead, *words[1:]])
        return kind, f"{number}/{year}/{chain}" if year else f"{number}/{chain}", organ, slug
    if not spoken:
        return None
    if len(words) == 1 and words[0].upper() in lexicon.issuers() and marks[0] == "/":
        chosen = _choose(spoken, spoken, party=False)
        slug = chosen.slug if chosen else ""
        return spoken[0].say, f"{number}/{words[0]}", words[0], slug
    if len(words) >= 2 and marks[0] == "/" and (spoken[0].code == "CV" or year):
        return spoken[0].say, f"{number}/{'-'.join(words)}", words[0], spoken[0].slug
    if len(words) >= 2 and marks[0] == "/" and " " not in text.strip():
        return spoken[0].say, f"{number}/{'-'.join(words)}", words[-1], ""
    return None


def _choose(
    kinds: tuple[DocumentKind, ...], spoken: tuple[DocumentKind, ...], *, party: bool
) -> DocumentKind | None:
    """Which kind a code means here: QĐ of the Party is Quyết định or Quy định, as the word says."""
    sides = ("party", "only-party") if party else ("party", "state")
    if spoken:
        said = [kind for kind in spoken if kind.side in sides] or list(spoken)
        if kinds and said[0].code not in {kind.code for kind in kinds}:
            return None  # "Quyết định 12/CT-TTg": word and code contradict each other
        return said[0]
    left = [kind for kind in kinds if kind.side in sides]
    names = {kind.say for kind in left}
    if not party and len(names) > 1:
        left = [kind for kind in left if canonical(kind.say) != canonical("Quy định")]
        names = {kind.say for kind in left}
    return left[0] if len(names) == 1 else None


def _shared_code(
    sheet: Sheet, block: int, last: DirectiveFound, symbol_at: int
) -> list[DirectiveFound]:
    """The numbers before a symbol that share its code: "các quyết định 106, 107/QĐ-TTg"."""
    lower = sheet.lower
    if symbol_at < 4 or last.start != symbol_at:
        return []
    numbers: list[tuple[int, int]] = []
    edge = symbol_at
    while tail := _TAIL.search(lower, max(0, edge - 14), edge):
        numbers.insert(0, tail.span(1))
        edge = tail.start()
    base = max(0, edge - 48)
    before = _kind_before().search(lower[base:edge])
    if not numbers or before is None:
        return []
    spoken = _spoken(before)
    chosen = _choose(spoken, spoken, party="-" in last.symbol.partition("/")[0])
    found = []
    for place, (start, end) in enumerate(numbers):
        number = lower[start:end]
        symbol = number + last.symbol[len(last.number) :]
        found.append(
            DirectiveFound(
                block, base + before.start() if place == 0 else start, end, "", "shared-code",
                chosen.say if chosen else spoken[0].say, chosen.slug if chosen else "",
                number, symbol, last.year, last.organ,
            )
        )  # fmt: skip
    return found


def _share_kind(found: list[DirectiveFound], lower: str) -> None:
    """The kind goes on to what follows: "Quyết định 578/QĐ-UBND và 579/QĐ-UBND"."""
    for former, later in pairwise(found):
        joined = lower[former.end : later.start].strip() in (",", "và", ", số", "và số", "")
        if joined and not later.slug and former.slug and former.organ == later.organ:
            later.kind, later.slug = former.kind, former.slug


def _attributes(sheet: Sheet, directive: DirectiveFound) -> None:
    """Date, issuer and term, read to the right of a symbol; the span grows over the date only."""
    context = Context(sheet, directive.end)
    issued, after = read_date(context)
    if issued:
        directive.issued, directive.end = issued, after
    elif not directive.issued and directive.year:
        directive.issued = directive.year
    issuer = read_issuer(sheet, directive.end)
    directive.form = sheet.text[directive.start : directive.end]
    known = lexicon.issuers().get(directive.organ.upper().replace("TƯ", "TW"))
    if issuer is not None:
        directive.issuer, directive.place = issuer.text, issuer.place
        directive.term = issuer.term
        if not issued and issuer.issued:
            directive.issued = issuer.issued
    if not directive.issuer and known is not None:
        directive.issuer = known.name
    assembly = re.match(r"(UBTVQH|QH)\d", directive.organ)
    if not directive.issuer and assembly:
        directive.issuer = lexicon.issuers()[assembly[1]].name


# --------------------------------------------------------------------------- without symbol


def _bare_numbers(sheet: Sheet, block: int, taken: list[DirectiveFound]) -> list[DirectiveFound]:
    found = []
    lower = sheet.lower
    for match in _bare().finditer(lower):
        if any(match.start() < one.end and one.start < match.end() for one in taken):
            continue
        kinds = _kinds_by_name().get(match[1]) or _kinds_by_code()[match[1].upper()]
        after = lower[match.end() : match.end() + 14]
        if (
            _QUANTITIES.match(after)
            and not after.startswith(" ngày ")
            or re.match(r"^ ?[-/]\w", after)
        ):
            continue
        said = bool(match[2])
        directive = DirectiveFound(
            block, match.start(), match.end(), "", "bare-number", kinds[0].say, "", match[3]
        )
        _attributes(sheet, directive)
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
                kind = _kinds_by_name()[name][0]
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
        kind = (_kinds_by_name().get(match[1]) or _kinds_by_code()["NQ"])[0]
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
