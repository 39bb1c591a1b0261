"""Who held what role in a unit, and which units carried a directive out: as articles show it.

Both are read from sentences, and each row leads to its sentence. A role is of a unit only
when the words of the unit end it and a plain head begins it: "Trưởng Ban Tổ chức Tỉnh ủy" is of
Ban Tổ chức Tỉnh ủy and not of Tỉnh ủy. A unit carries a directive out when one sentence names
both and says so; whoever issued it does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.pages import Evidence, RelationRow
from kyyeu.edition.pieces import Moment
from kyyeu.edition.stories import Key, Sighting, key_of, list_of, sighting_of
from kyyeu.model import Kind, UnitRecord

_WITHIN = 300  # newest articles of a unit that are looked at: bounds the work
_MOST = 40  # rows that are shown
_HEADS = re.compile(
    r"(?:phó |quyền |nguyên )?(?:trưởng|bí thư|chủ tịch|giám đốc|tổng giám đốc|hiệu trưởng"
    r"|viện trưởng|chủ nhiệm|tổng biên tập|chánh|chi cục trưởng|cục trưởng|vụ trưởng"
    r"|chính ủy|chỉ huy trưởng|tư lệnh|bộ trưởng|thứ trưởng|tổng thư ký|thư ký|ủy viên|thành viên"
    r"|chuyên viên|cán bộ)(?: thường trực)?"
)
_CARRIED = re.compile(
    r"\b(?:triển khai|thực hiện|quán triệt|phổ biến|cụ thể hóa|chấp hành|học tập|làm theo)\b"
)


def members(archive: Archive, key: Key) -> tuple[RelationRow, ...]:
    """People with a role in a unit, by the day on which it was seen first."""
    names = _names(archive, key)
    found = archive.ledger.db.execute(
        "SELECT said.list, said.text, min(said.ord), max(said.ord) FROM"
        " (SELECT article FROM member WHERE list = ? ORDER BY at DESC, article DESC LIMIT ?) AS own"
        " JOIN said ON said.article = own.article WHERE said.what = 'role' GROUP BY 1, 2"
        " ORDER BY 3, 1, 2",
        (list_of(key), _WITHIN),
    ).fetchall()
    rows: list[RelationRow] = []
    for name, role, first, last in found:
        if len(rows) < _MOST and _is_of(role, names) and archive.seen(key_of(name)):
            begin, end = (_said(archive, name, role, at) for at in (first, last))
            person = key_of(name)
            rows.append(
                RelationRow(
                    archive.name(person),
                    addresses.entity(*person),
                    begin[0],
                    evidence(archive, *begin[1:]),
                    evidence(archive, *end[1:]),
                )
            )
    return tuple(rows)


def carriers(archive: Archive, key: Key, seen: Iterable[Sighting]) -> tuple[RelationRow, ...]:
    """Units that the sentences about a directive say carried it out, the first one first.

    Args:
        seen: the sightings that the page shows.
    """
    record = archive.authorities.directives.get(key[1])
    found: dict[Key, list[tuple[str, int]]] = defaultdict(list)
    for sighting in sorted(seen, key=lambda each: (each.headline.at, each.headline.article.id)):
        id = sighting.headline.article.id
        told = {
            (mention.block, "".join(words))
            for mention, words in zip(sighting.mentions, sighting.sentences, strict=True)
            if _CARRIED.search("".join(words).lower())
        }
        issuers = {mention.issuer for mention in sighting.mentions}
        issuers |= {record.issuer} if record else set()
        for unit, other in _units_of(archive, sighting) if told else ():
            if archive.name(unit).text in issuers:
                continue
            for mention, words in zip(other.mentions, other.sentences, strict=True):
                if (mention.block, "".join(words)) in told:
                    found[unit].append((id, mention.block))
    return tuple(
        RelationRow(
            archive.name(unit),
            addresses.entity(*unit),
            "",
            evidence(archive, *places[0]),
            evidence(archive, *places[-1]),
        )
        for unit, places in list(found.items())[:_MOST]
    )


def evidence(archive: Archive, article: str, block: int) -> Evidence:
    """The day of an article, leading to one of its sentences."""
    told = archive.headline(article).article
    moment = Moment(told.published.isoformat(), vietnamese.short_date(told.published.date()))
    return Evidence(moment, addresses.block(addresses.article(told), block))


def _names(archive: Archive, key: Key) -> tuple[str, ...]:
    record = archive.authorities.units.get(key[1])
    variants = record.variants if isinstance(record, UnitRecord) else ()
    return tuple(map(vietnamese.canonical, (archive.name(key).text, *variants)))


def _is_of(role: str, names: Iterable[str]) -> bool:
    """Whether a role, in canonical spelling, is a plain head and the name of the unit."""
    return any(
        role.endswith(f" {name}") and _HEADS.fullmatch(role[: -len(name) - 1]) for name in names
    )


def _said(archive: Archive, name: str, role: str, at: str) -> tuple[str, str, int]:
    row = archive.ledger.first(
        "SELECT shown, article, block FROM said"
        " WHERE list = ? AND what = 'role' AND text = ? AND ord = ?",
        name,
        role,
        at,
    )
    assert row is not None, (name, role)
    return row[0], row[1], row[2]


def _units_of(archive: Archive, sighting: Sighting) -> Iterable[tuple[Key, Sighting]]:
    """The units that the same article names, with their sentences."""
    id = sighting.headline.article.id
    rows = archive.ledger.rows(
        "SELECT list FROM member WHERE article = ? AND list >= 'unit:' AND list < 'unit;'"
        " AND named ORDER BY list",
        id,
    )
    for (name,) in list(rows):
        key = key_of(name)
        row = archive.ledger.first(
            "SELECT data FROM sighting WHERE list = ? AND article = ?", name, id
        )
        if row is not None and archive.seen(key):
            yield key, sighting_of(sighting.headline, (Kind.UNIT, key[1]), row[0])
