"""A walk through a block that looks for somebody: where it stands, and what it has seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import Sheet


@dataclass(slots=True)
class Scan:
    """Where a walk through a block stands."""

    sheet: Sheet
    block: int
    until: int  #: word at which a byline begins
    people: list[PersonFound] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)  #: first and after, per person
    spent: list[tuple[int, int]] = field(default_factory=list)  #: words used up by roles
    list_from: int = 0
    list_until: int = 0  #: word at which a list of people ends
    row: int = -1  #: first word of the last one in a row of people
    cued: int = 0  #: word after a street or school of a row of them
    group: list[RoleName] = field(default_factory=list)  #: roles a list gives to all in it
    bare_group: bool = False  #: only to those in it who have none of their own
