"""Whom an article has introduced so far: by whole name, by the end of it, by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.foreign_names import is_foreign_name
from kyyeu.mentions.place_names import is_vague
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import spelling

_MIDDLE_GENDER = {"thị": "f", "văn": "m"}


class _Answer(Protocol):
    @property
    def id(self) -> str | None:
        """Who it is."""


@dataclass(slots=True)
class Known:
    """Somebody introduced in the article."""

    words: list[str]
    answer: _Answer
    gender: str = ""


@dataclass(slots=True)
class Acquaintances:
    """Everybody introduced so far; what is asked of them does not grow with their number."""

    province: str  #: that "tỉnh" means
    _people: dict[tuple[str, str | None], Known] = field(default_factory=dict)
    _by_given: dict[str, list[Known]] = field(default_factory=dict)
    _by_role: dict[str, dict[str | None, Known]] = field(default_factory=dict)
    _by_office: dict[str, dict[str | None, Known]] = field(default_factory=dict)
    """By the role without the place it is of."""

    def introduce(self, one: PersonFound, answer: _Answer) -> None:
        """Keep in mind a full name, with its roles."""
        name = spelling(one.form)
        person = self._people.get((name, answer.id))
        if person is None:
            person = self._people[name, answer.id] = Known(name.split(), answer)
            self._by_given.setdefault(person.words[-1], []).append(person)
            if is_foreign_name(name):  # any part of it may be the short form
                for word in {*person.words[:-1]} - {person.words[-1]}:
                    self._by_given.setdefault(word, []).append(person)
        for role in one.roles:
            key = role.key(self.province)
            for index in (key, _head(role)):
                self._by_role.setdefault(index, {})[person.answer.id] = person
            office, placed, _ = key.partition(_AT)
            if placed:
                self._by_office.setdefault(office, {})[person.answer.id] = person
        person.gender = person.gender or one.gender
        if not person.gender and len(person.words) > 2:
            person.gender = _MIDDLE_GENDER.get(person.words[1], "")

    def named(self, words: list[str], gender: str) -> list[Known]:
        """Who has a name that ends like this, one for each id; more than two are told as two."""
        found: dict[str | None, Known] = {}
        for person in self._by_given.get(words[-1], ()):
            fits = len(person.words) > len(words) and (
                person.words[-len(words) :] == words or len(words) == 1 != len(person.words)
            )
            if fits and not (gender and person.gender and gender != person.gender):
                found[person.answer.id] = person
                if len(found) > 1:
                    break
        return list(found.values())

    def holding(self, roles: Iterable[RoleName]) -> list[Known]:
        """Who holds all these roles, as they are written or of the article's own place."""
        roles = list(roles)
        holders: dict[str | None, Known] | None = None
        for role in roles:
            key = role.key(self.province) if role.whole else _head(role)
            some: Mapping[str | None, Known] = self._by_role.get(key, {})
            if role.alone and key.endswith(_OF):  # "Thủ tướng" is he of the Chính phủ
                some = {**some, **self._by_role.get(key + _GOVERNMENT, {})}
            kept = some if holders is None else {id: some[id] for id in holders if id in some}
            holders = dict(kept)
        if not holders and len(roles) == 1:
            unit = roles[0].unit
            if unit is not None and (not unit.place or is_vague(unit.place)):
                # "Bí thư Huyện ủy" of the article's own district.
                office = roles[0].key(self.province).partition(_AT)[0]
                return list(self._by_office.get(office, {}).values())
        return list((holders or {}).values())


_OF = " / "  # ends the key of a role that says not of what
_GOVERNMENT = spelling("Chính phủ")
_AT = " @ "  # parts a body from its place, in keys


def _head(role: RoleName) -> str:
    return f"{'nguyên ' if role.former else ''}{role.head}"
