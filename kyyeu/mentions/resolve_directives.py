"""Which document a citation means.

A Party number means nothing without its term: it comes from the text ("khóa XII"), or from the
document's date, or from the one record of that number that is not younger than the article.
Where none of them speaks the citation stays unresolved. An act younger than the article is
never meant by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyyeu.mentions import lexicon
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.records import Records
from kyyeu.mentions.sheet import spelling
from kyyeu.model import DirectiveRecord, Kind
from kyyeu.vietnamese import slugify

_LOCAL_PARTY = frozenset({"TU", "BTVTU", "BTCTU", "BTGTU", "BDVTU", "BNCTU", "UBKTTU", "VPTU"})


def resolve_directives(
    found: Sequence[DirectiveFound], records: Records, day: date, here: str
) -> list[tuple[str | None, bool]]:
    """The id of each citation of one article, in order, and whether a record stands behind it.

    Args:
        found: what stands where.
        records: authority records and decisions.
        day: on which the article appeared.
        here: the province that "tỉnh" means in it; empty: nobody can say.
    """
    answers: list[tuple[str | None, bool]] = []
    seen = _Seen()
    for citation in found:
        id, reviewed = _one(citation, records, day, here)
        if id is None and citation.issued[:4] <= str(day.year):
            id, reviewed = _by_antecedent(citation, seen)
        if id is None and not _younger(citation, day):
            id, reviewed = _by_number(citation, records, day)
        answers.append((id, reviewed))
        seen.add(citation, id, reviewed)
    return answers


def _one(
    citation: DirectiveFound, records: Records, day: date, here: str
) -> tuple[str | None, bool]:
    if _younger(citation, day):
        return None, False
    if citation.fresh and not citation.issued and day.month > 1:
        citation.year = citation.year or str(day.year)  # in January it may be of last year
    id = canonical_id(citation, here)
    if id is None:
        return None, False
    record = _record_of(id, citation, records, day)
    return (record.id, True) if record else (id, False)


def _younger(citation: DirectiveFound, day: date) -> bool:
    issued = citation.issued
    if not issued:
        return False
    return issued > day.isoformat() if "-" in issued else int(issued) > day.year


def canonical_id(citation: DirectiveFound, province: str) -> str | None:  # noqa: PLR0911 - one way out a rule
    """The id that every citation of the same document gives; None when it is not known which.

    ``ct-05-tw-k12`` kind, number, issuer, Party term; ``nd-30-2020-cp`` kind, number, year,
    issuer; ``qd-1193-2015-ubnd-thanh-hoa`` with the place of a local issuer;
    ``luat-91-2015-qh13``.
    """
    if citation.why == "law-name":
        return _law_id(citation)
    if citation.why == "congress":
        where = f"-{slugify(_own(citation.place, province))}" if citation.place else ""
        return f"nq-dh{where}-{citation.term}"
    if citation.why == "plenum":
        return f"{citation.slug}-hntw{citation.number}-{citation.term}" if citation.term else None
    if not citation.slug or not citation.organ:
        return None
    organ = citation.organ
    if organ == "TƯ" or organ.endswith("TƯ"):
        side = _side_of(citation)
        if side is None:
            return None
        organ = organ[:-2] + side
    number = _number(citation.number)
    issuer = lexicon.issuers().get(organ.upper())
    if issuer is not None and issuer.side == "party":
        return _party_id(citation, number, organ, issuer.level, province)
    year = citation.year or citation.issued[:4]
    if not year:
        return None
    code = slugify(organ)
    if issuer is None and not (organ.startswith(("QH", "UBTVQH")) and organ[-1].isdigit()):
        # A code no list knows is some office's own: its number and a full date tell it.
        return (
            f"{citation.slug}-{number}-{citation.issued}-{code}" if "-" in citation.issued else None
        )
    if issuer is not None and issuer.level == "local":
        if not citation.place or citation.place in ("huyện", "xã", "thành phố", "phường"):
            return None
        own = _own(citation.place, province)
        if own == "tỉnh":
            return None
        code = f"{code}-{slugify(own)}"
    return f"{citation.slug}-{number}-{year}-{code}"


def _own(place: str, province: str) -> str:
    """A place with "tỉnh" read as the site's own province."""
    own = spelling(province) or "tỉnh"
    if place == "tỉnh":
        return own
    return f"{place} {own}" if place.endswith(" tỉnh") else place


def _number(number: str) -> str:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđABCDEFGHIJKLMNOPQRSTUVWXYZĐ")
    return (digits.lstrip("0") or "0").zfill(2) + slugify(number[len(digits) :]).replace(
        "khong-ten", ""
    )


def _side_of(citation: DirectiveFound) -> str | None:
    """Whether TƯ is Trung ương or Tỉnh ủy, as its issuer tells."""
    issuer = spelling(citation.issuer)
    if not issuer:
        return None
    return "TU" if spelling("Tỉnh ủy") in issuer else "TW"


def _party_id(
    citation: DirectiveFound, number: str, organ: str, level: str, province: str
) -> str | None:
    where = ""
    if level == "province":
        place = citation.place or "tỉnh"
        own = _own(place, province)
        if own == "tỉnh":
            return None
        where = f"-{slugify(own)}"
    elif level != "central":
        if not citation.place or " " not in citation.place:
            return None
        where = f"-{slugify(citation.place)}"
    term = _term(citation, level)
    return f"{citation.slug}-{number}-{slugify(organ)}{where}-{term}" if term else None


def _term(citation: DirectiveFound, level: str) -> str:
    """The term of a Party document, by what the text says of it; empty when unknown."""
    issued = citation.issued
    if level != "central" and "-" not in issued:
        return citation.term
    if level == "central" and citation.term:
        return citation.term
    if "-" not in issued:
        return ""
    day = date.fromisoformat(issued)
    organ = "TW" if level == "central" else "TU"
    for term in lexicon.terms():
        if term.organ == organ and term.start <= day < term.until:
            return term.term
    return citation.term


def _law_id(citation: DirectiveFound) -> str | None:
    if not citation.year:
        return None
    for law in lexicon.laws().get(spelling(citation.whole), ()):
        if law.year == citation.year and law.number:
            number, year, organ = law.number.split("/", 2)
            return f"{citation.slug}-{_number(number)}-{year}-{slugify(organ.removeprefix('PL-'))}"
    return f"{slugify(citation.whole)}-{citation.year}"


# --------------------------------------------------------------------------- records


def _record_of(
    id: str, citation: DirectiveFound, records: Records, day: date
) -> DirectiveRecord | None:
    """The record of this very document: of the same id, or the same symbol and date."""
    direct = records.by_id.get((Kind.DIRECTIVE, id))
    if isinstance(direct, DirectiveRecord):
        return direct
    left = [
        record
        for record in _numbered(citation, records, day)
        if record.issued is not None
        and (
            record.issued.isoformat() == citation.issued
            or canonical_id(_as_citation(record), records.province) == id
        )
    ]
    return left[0] if len(left) == 1 else None


def _as_citation(record: DirectiveRecord) -> DirectiveFound:
    from kyyeu.mentions.find_directives import find_directives  # noqa: PLC0415 - finds use this too
    from kyyeu.mentions.sheet import lay_out  # noqa: PLC0415

    issued = f" ngày {record.issued:%d/%m/%Y}" if record.issued else ""
    words = f"{record.document_kind} {record.symbol}{issued} của {record.issuer}"
    found = find_directives(lay_out(words), 0)
    return found[0] if found else DirectiveFound(0, 0, 0, "", "record")


def _numbered(citation: DirectiveFound, records: Records, day: date) -> list[DirectiveRecord]:
    """Records of that kind and number that fit the rest of the citation and the day."""
    key = (spelling(citation.kind), citation.number.lstrip("0").lower() or citation.number)
    left = []
    for record in records.by_number.get(key, ()):
        if record.issued is not None and record.issued > day:
            continue
        if citation.symbol and not _same_symbol(citation.symbol, record.symbol):
            continue
        if (
            citation.issued
            and record.issued is not None
            and not record.issued.isoformat().startswith(citation.issued)
        ):
            continue
        if citation.issuer and record.issuer and not _same_issuer(citation.issuer, record.issuer):
            continue
        left.append(record)
    return left


def _same_symbol(one: str, other: str) -> bool:
    first, second = (spelling(symbol).replace("tư", "tw").lstrip("0") for symbol in (one, other))
    return first == second


def _same_issuer(one: str, other: str) -> bool:
    first, second = spelling(one), spelling(other)
    return first in second or second in first


def _by_number(citation: DirectiveFound, records: Records, day: date) -> tuple[str | None, bool]:
    """The one record that a number or a nickname may mean on that day."""
    if citation.why in ("deictic", "congress"):
        return None, False
    left = _numbered(citation, records, day) if citation.number else []
    if not left and not citation.symbol:
        named = records.directives.get(spelling(citation.form), [])
        left = [one for one in named if one.issued is None or one.issued <= day]
    if citation.term and citation.why != "plenum":
        ids = [canonical_id(_as_citation(one), records.province) or "" for one in left]
        ending = f"-{citation.term}"
        left = [one for one, id in zip(left, ids, strict=True) if id.endswith(ending)]
    return (left[0].id, True) if len(left) == 1 else (None, False)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a later citation is compared with; alike ones are kept once."""

    symbol: str
    issued: str
    issuer: str
    term: str
    id: str | None
    reviewed: bool


class _Seen:
    """The citations of an article so far, by what a short one can say of them."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str | None, bool]] = {}
        self.by_law: dict[str, dict[str | None, bool]] = {}
        self.by_number: dict[tuple[str, str], dict[_Cited, None]] = {}

    def add(self, citation: DirectiveFound, id: str | None, reviewed: bool) -> None:
        """Keep one in mind."""
        kind = spelling(citation.kind)
        self.by_kind.setdefault(kind, {})[id] = reviewed
        if citation.whole:
            self.by_law.setdefault(citation.whole, {})[id] = reviewed
        if citation.number:
            cited = _Cited(
                citation.symbol, citation.issued, citation.issuer, citation.term, id, reviewed
            )
            self.by_number.setdefault((kind, _number(citation.number)), {})[cited] = None

    def fitting(self, citation: DirectiveFound) -> dict[str | None, bool]:
        """What a short citation may mean; an unresolved one that fits is a candidate too."""
        kind = spelling(citation.kind)
        if citation.why == "deictic":
            return self.by_kind.get(kind, {})
        if citation.why == "law-name":
            return {} if citation.year else self.by_law.get(citation.whole, {})
        if not citation.number:
            return {}
        cited = self.by_number.get((kind, _number(citation.number)), {})
        return {one.id: one.reviewed for one in cited if _fits(citation, one)}


def _fits(citation: DirectiveFound, earlier: _Cited) -> bool:
    return (
        (not citation.symbol or _same_symbol(citation.symbol, earlier.symbol))
        and (not citation.issued or earlier.issued.startswith(citation.issued))
        and (
            not citation.issuer
            or not earlier.issuer
            or _same_issuer(citation.issuer, earlier.issuer)
        )
        and (not citation.term or citation.term == earlier.term)
    )


def _by_antecedent(citation: DirectiveFound, seen: _Seen) -> tuple[str | None, bool]:
    """A short citation means the one document named before it that it fits."""
    fitting = seen.fitting(citation)
    citation.needed = citation.needed and not fitting
    if len(fitting) == 1:
        return next(iter(fitting.items()))
    return None, False
