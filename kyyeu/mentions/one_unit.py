"""Which unit a name alone means, as a record writes it: the issuer of a directive."""

from __future__ import annotations

from datetime import date

from kyyeu.mentions.find_units import find_units
from kyyeu.mentions.identify import merged_into
from kyyeu.mentions.records import records_of
from kyyeu.mentions.resolve_units import is_vague_unit, resolve_units
from kyyeu.mentions.sheet import lay_out
from kyyeu.model import Authorities, Kind
from kyyeu.vietnamese import nfc


def unit_called(name: str, day: date, authorities: Authorities, province: str) -> str | None:
    """The id of the unit that a name means whoever writes it.

    Args:
        name: nothing but the name: "Bộ Chính trị".
        day: on which it is meant: units come and go.
        authorities: records and decisions, which rule as they do in articles.
        province: that "tỉnh" means.

    Returns:
        The id under which an article's mention of it goes; None where nobody can say, where it
        is another unit in each article ("UBND xã"), and where its record is closed.
    """
    sheet = lay_out(nfc(name).strip())
    found, _ = find_units(sheet, 0)
    if len(found) != 1 or found[0].form != sheet.text or found[0].short:
        return None
    (answer,) = resolve_units(found, records_of(authorities, province), "", day, province)
    if answer.id is None or not (answer.reviewed or not is_vague_unit(found[0].name, province)):
        return None
    id = merged_into(authorities).get((Kind.UNIT, answer.id), answer.id)
    return id if id and authorities.shows(Kind.UNIT, id) else None
