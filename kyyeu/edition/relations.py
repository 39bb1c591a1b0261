"""Who held what role in a unit, and which units carried a directive out: as articles show it.

Both are read from sentences, and each row leads to its sentence. A role is of the unit that its
words name: "Trưởng Ban Tổ chức Tỉnh ủy" is of Ban Tổ chức Tỉnh ủy and not of Tỉnh ủy. A unit
carries a directive out when one sentence names both and says so; whoever issued it does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.languages import shared
from kyyeu.edition.pages import Evidence, RelationRow
from kyyeu.edition.pieces import Moment
from kyyeu.edition.stories import Headline, Key, Sighting, key_of, sighting_of
from kyyeu.edition.tenures import of_unit

_MOST = 40  # people or units that are shown
_CARRIED = re.compile(
    r"\b(?:triển khai|thực hiện|quán triệt|phổ biến|cụ thể hóa|chấp hành|học tập|làm theo)\b"
)

_UNITS = "AND named AND list >= 'unit:' AND list < 'unit;'"


def members(archive: Archive, key: Key) -> tuple[RelationRow, ...]:
    """People with a role in a unit, by the day on which it was seen first."""
    return tuple(
        RelationRow(
            archive.name(person),
            addresses.entity(*person),
            tenure.words,
            evidence(archive, *tenure.first),
            evidence(archive, *tenure.last),
        )
        for person, tenure in of_unit(archive, key, _MOST)
    )


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
        for unit, other in named_in(archive, sighting.headline, _UNITS) if told else ():
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
    return Evidence(
        moment, addresses.block(shared(archive.settings, addresses.article(told)), block)
    )


def named_in(archive: Archive, headline: Headline, which: str = "") -> list[tuple[Key, Sighting]]:
    """Whom and what an article names that may be shown, with the sentences.

    Args:
        which: a further condition on rows of `member`, in the words of the ledger.
    """
    own = f"SELECT list FROM member WHERE article = ?1 {which}"
    shown = set(archive.entities(f"list IN ({own})", headline.article.id))
    rows = archive.ledger.rows(
        f"SELECT list, data FROM sighting WHERE article = ?1 AND list IN ({own}) ORDER BY list",
        headline.article.id,
    )
    told = [(key_of(name), data) for name, data in rows]
    return [(key, sighting_of(headline, key, data)) for key, data in told if key in shown]
