"""Find numbered documents in a block, by their symbols.

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
from kyyeu.mentions.citations import Context, blanks_at_will, read_date, read_issuer
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.lexicon import DocumentKind
from kyyeu.mentions.sheet import Sheet
from kyyeu.vietnamese import canonical, fold

_SYMBOL = blanks_at_will(
    # The first digit stands before the look behind it: digits are found fast that way.
    r"([0-9](?<![\w./-].)\d{0,4}[a-zđ]?)(?: ?([-/]) ?((?:19|20)\d\d))? ?([-/]) ?"
    r"((?:T\.Ư|[^\W\d_])[\w&]{0,14}(?: ?[-/] ?(?:T\.Ư|[^\W\d_][\w&]{0,14})){0,4})"
)
_SPACED_STATE = blanks_at_will(
    r"([0-9](?<![\w./-].)\d{0,4}) (QĐ|NQ|CT|KL|TB|KH|HD) ?(/) ?(TW\w*|TƯ|TU)\b"
)
NO_LETTER_BEFORE = r"(?<![^\W_])"
_AND = frozenset({",", "và", ", số", "và số", ""})
_LAWS = ("bộ luật", "luật")
_FARTHEST = 110  # characters from a kind to a symbol, with the issuer between them
_TAIL = blanks_at_will(r"(\d{1,5}[a-z]?)(?:, ?| và | và số |, số )$")


@cache
def kinds_by_name() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, list[DocumentKind]] = {}
    for kind in lexicon.document_kinds():
        found.setdefault(canonical(kind.say), []).append(kind)
    return {name: tuple(several) for name, several in found.items()}


@cache
def kinds_by_code() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, list[DocumentKind]] = {}
    for kind in lexicon.document_kinds():
        found.setdefault(kind.code.upper(), []).append(kind)
    return {code: tuple(several) for code, several in found.items()}


@cache
def _kind_before() -> re.Pattern[str]:
    names = sorted(kinds_by_name(), key=len, reverse=True)
    codes = sorted({kind.code.lower() for kind in lexicon.document_kinds()} - {"l", "da", "hd"})
    return blanks_at_will(
        NO_LETTER_BEFORE
        + rf"(?:({'|'.join(map(re.escape, names))})(?: thanh tra| liên tịch| hoả tốc| khẩn)?"
        rf"|({'|'.join(map(re.escape, codes))}))(?: \([^()]{{1,8}}\))?(?: số)? ?:? ?$"
    )


@cache
def _kind_apart() -> re.Pattern[str]:
    """The issuer between kind and number: "Quyết định của Bộ Chính trị số"."""
    names = sorted(kinds_by_name(), key=len, reverse=True)
    return blanks_at_will(
        NO_LETTER_BEFORE + rf"({'|'.join(map(re.escape, names))})()(?: ngày [\d/.-]{{6,10}})?"
        r"( )của [^.,;:()“”\"\d]{4,70} số ?$"
    )


def find_symbols(sheet: Sheet, block: int) -> list[DirectiveFound]:
    """The documents that a block cites by symbol, by place."""
    found: list[DirectiveFound] = []
    flat, lower = sheet.flat, sheet.lower
    matches = [*_SYMBOL.finditer(flat), *_SPACED_STATE.finditer(flat)]
    for match in sorted(matches, key=lambda one: one.start()):
        codes, end = _codes(match, flat)
        before = _kind_before().search(lower[max(0, match.start() - 48) : match.start()])
        base = max(0, match.start() - 48)
        issuer = None
        if before is None and "của" in lower[max(0, match.start() - _FARTHEST) : match.start()]:
            base = max(0, match.start() - _FARTHEST)
            apart = _kind_apart().search(lower[base : match.start()])
            issuer = read_issuer(sheet, base + apart.end(3)) if apart else None
            issuer = None if issuer and canonical(issuer.text).startswith(_LAWS) else issuer
            before = apart if issuer is not None and issuer.text else None
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
        if issuer is not None:
            directive.issuer, directive.place = issuer.text, issuer.place
            directive.term = issuer.term
        head = _shared_code(sheet, block, directive, match.start())
        if head:
            found.extend(head)
            directive.start = match.start()
            if not kind or not slug:
                directive.kind, directive.slug = head[0].kind, head[0].slug
        found.append(directive)
    for directive in found:
        read_attributes(sheet, directive)
    _share_kind(found, lower)
    for former, later in pairwise(found):
        joined = lower[former.end : later.start].strip() in _AND
        if joined and former.kind == later.kind and former.organ == later.organ:
            former.issuer = former.issuer or later.issuer
            former.term = former.term or ("" if former.issued else later.term)
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
    if word.replace(".", "").upper() in lexicon.issuers() or word.upper() in kinds_by_code():
        return True
    return word[0].isupper() and (len(word) == 1 or sum(map(str.isupper, word)) >= 2)


def _spoken(before: re.Match[str] | None) -> tuple[DocumentKind, ...]:
    if before is None:
        return ()
    if before[1]:
        return kinds_by_name()[before[1]]
    return kinds_by_code().get(before[2].upper(), ())


def _clean(code: str) -> str:
    code = code.replace(".", "")
    upper = code.upper()
    if upper in ("TƯ", "TW"):
        return "TW" if upper == "TW" else "TƯ"
    return code


def _shape(  # noqa: PLR0911 - one way out a rule
    number: str, year: str, codes: list[str], spoken: tuple[DocumentKind, ...], text: str
) -> tuple[str, str, str, str] | None:
    """Kind, symbol as it ought to be written, code of the issuer, and the kind's part of an id."""
    words = [_clean(code) for code in codes if code not in "-/"]
    if len(words) == 1 and year and len(codes) > 1:
        words = _parted(words[0])
    if not words or len(codes) < 2:
        return None
    lead, marks = words[0], [code for code in codes if code in "-/"]
    kinds = kinds_by_code().get(lead.upper(), ())
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


def _parted(code: str) -> list[str]:
    """Kind and organ of a code that has lost its dash: "24/2014/NĐCP"."""
    for size in range(1, len(code)):
        if code[:size].upper() in kinds_by_code() and code[size:].upper() in lexicon.issuers():
            return [code[:size], code[size:]]
    return [code]


def _choose(
    kinds: tuple[DocumentKind, ...], spoken: tuple[DocumentKind, ...], *, party: bool
) -> DocumentKind | None:
    """Which kind a code means here: QĐ of the Party is Quyết định or Quy định, as the word says."""
    sides = ("party", "only-party") if party else ("party", "state")
    if spoken:
        codes = {kind.code for kind in kinds}
        said = [kind for kind in spoken if kind.code in codes]
        # None: word and code contradict each other, as in "Quyết định 12/CT-TTg".
        return next((kind for kind in said if kind.side in sides), said[0] if said else None)
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
        joined = lower[former.end : later.start].strip() in _AND
        if joined and not later.slug and former.slug and former.organ == later.organ:
            later.kind, later.slug = former.kind, former.slug


def read_attributes(sheet: Sheet, directive: DirectiveFound) -> None:
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
        if issuer.text or not directive.issuer:
            directive.issuer, directive.place = issuer.text, issuer.place
        directive.term = issuer.term or directive.term
        if not issued and issuer.issued:
            directive.issued = issuer.issued
    if not directive.issuer and known is not None:
        directive.issuer = known.name
    assembly = re.match(r"(UBTVQH|QH)\d", directive.organ)
    if not directive.issuer and assembly:
        directive.issuer = lexicon.issuers()[assembly[1]].name
