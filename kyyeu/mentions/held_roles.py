"""Which of the roles that stand by a name somebody held as the article appeared.

An article calls the dead by what they were: "Chủ tịch Hồ Chí Minh", "cố Bí thư Tỉnh ủy". Such
words are true of the name and say nothing of that day, so no page shows them as a role seen then.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.sheet import spelling
from kyyeu.model import Kind, Mention

Held = tuple[str, str | None]
"""A role in the words of the article, and the id of its unit."""

_LATE = re.compile(r"\bcố\s+[^.;:]{0,60}$")  # "cố Bí thư Tỉnh ủy"; before the name


def held(mention: Mention, text: str, day: date, name: str) -> tuple[Held, ...]:
    """The roles that a mention of somebody gives as held, those that a verb gives first.

    Args:
        mention: of whom.
        text: of its block.
        day: on which the article appeared.
        name: the preferred form of whoever is meant.
    """
    if mention.kind is not Kind.PERSON or _dead(name, day):
        return ()
    rows = list(zip((*mention.roles, *mention.told), _bodies(mention), strict=True))
    stated, told = rows[: len(mention.roles)], rows[len(mention.roles) :]
    late = _LATE.search(text[max(0, mention.start - 80) : mention.start])
    return (*told, *(() if late else stated))


def _bodies(mention: Mention) -> tuple[str | None, ...]:
    """As `Mention.bodies`; of mentions that were made without, nobody knows the units."""
    return mention.bodies or (None,) * (len(mention.roles) + len(mention.told))


def _dead(name: str, day: date) -> bool:
    died = _died().get(spelling(name))
    return died is not None and died < day


@cache
def _died() -> dict[str, date]:
    """Days on which figures of history died, by name."""
    return {spelling(row["say"]): row["died"] for row in lexicon.rows("figures") if "died" in row}
