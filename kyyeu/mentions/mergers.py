"""Provinces that became part of others: what "tỉnh" means on a day, and which body is a new one."""

from __future__ import annotations

from datetime import date, timedelta

from kyyeu.mentions import lexicon
from kyyeu.mentions.sheet import spelling
from kyyeu.mentions.unit_names import UnitName

MERGED = date(2025, 7, 1)  #: Nghị quyết 202/2025/QH15


def province_on(day: date, province: str) -> str:
    """The site's own province, or that into which it was joined."""
    if day < MERGED:
        return province
    return lexicon.mergers().get(spelling(province), province)


def provinces(province: str) -> tuple[str, ...]:
    """What `province_on` can answer, whatever the day."""
    days = (MERGED - timedelta(days=1), MERGED)
    return tuple(dict.fromkeys(province_on(day, province) for day in days))


def era(unit: UnitName, province: str, day: date) -> str:
    """What tells a body of a joined province from that of the old one of the same name.

    Empty for all others.
    """
    if day < MERGED:
        return ""
    joined = set(lexicon.mergers().values())
    own = spelling(province)
    for part in unit.owners():
        place = part.place or ("tỉnh" if part.head.level == "province" else "")
        if (own if place == "tỉnh" else place) in joined:
            return MERGED.isoformat()
    return ""
