"""People named in headings that are set in capitals throughout.

There capitals tell nothing: a name is one that the article gives elsewhere, or one that a role or
a form of address opens and a deed, a mark or the end of the heading closes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kyyeu.mentions import lexicon
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.person_names import is_cued, is_place
from kyyeu.mentions.role_names import RoleName, read_roles, role_words
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.syllables import is_syllable

_SHORTEST, _LONGEST = 3, 4  # syllables of a name that is met in a heading only


def find_shouted(
    sheets: Mapping[int, Sheet], blocks: Iterable[int], people: Sequence[PersonFound]
) -> list[PersonFound]:
    """Who is named in headings.

    Args:
        sheets: by block.
        blocks: that are set in capitals.
        people: who was found in the other blocks.
    """
    blocks = list(blocks)
    if not blocks:
        return []
    known: lexicon.Phrases[bool] = lexicon.Phrases(
        (one.form, True) for one in people if not one.by_role and " " in one.form
    )
    return [one for block in blocks for one in _in_block(sheets[block], block, known)]


def _in_block(sheet: Sheet, block: int, known: lexicon.Phrases[bool]) -> list[PersonFound]:
    found = []
    opened, roles = 0, list[RoleName]()  # word at which what stands before a name ends; the roles
    at = 0
    while at < len(sheet):
        name = known.match(sheet.low, at)
        after = name[0] if name else None
        if at == opened > 0 and after is None and all(role.whole for role in roles):
            after = _closed(sheet, at)
        if after is not None and _is_somebody(sheet, at, after, introduced=at == opened > 0):
            start, end = sheet.starts[at], sheet.ends[after - 1]
            tail = _tail(sheet, after)
            told = [*(roles if at == opened else []), *tail]
            found.append(PersonFound(block, start, end, sheet.text[start:end], "heading", told))
            at = tail[-1].after if tail else after
            continue
        ends = _introduction(sheet, at)
        if ends is not None:
            opened, roles = ends
            at = max(at + 1, opened)
        else:
            at += 1
    return found


def _tail(sheet: Sheet, after: int) -> list[RoleName]:
    """The roles behind a name and a mark, as far as something closes them."""
    if sheet.words[after : after + 1] not in ([","], ["-"]):
        return []
    roles = [role for role in read_roles(sheet, after + 1, tail=True) if role.whole]
    end = roles[-1].after if roles else 0
    ends = end == len(sheet) or not sheet.words[end].isalpha()
    return roles if roles and (ends or lexicon.no_way_on().match(sheet.low, end)) else []


def _introduction(sheet: Sheet, at: int) -> tuple[int, list[RoleName]] | None:
    """Where a form of address or roles end that begin with word ``at``, and the roles."""
    honorific = lexicon.honorifics().match(sheet.low, at)
    if honorific is not None and not (honorific[1].loose or honorific[1].calling):
        roles = read_roles(sheet, honorific[0], to_name=True)
        return (roles[-1].after, roles) if roles else (honorific[0], [])
    if sheet.low[at] in role_words():
        roles = read_roles(sheet, at, to_name=True)
        return (roles[-1].after, roles) if roles else None
    return None


def _is_somebody(sheet: Sheet, at: int, after: int, *, introduced: bool) -> bool:
    """Whether it is a person here; whom streets are called after has to be introduced."""
    figure = lexicon.figure_phrases().match(sheet.low, at)
    if not introduced and (figure is not None or is_cued(sheet, at)):
        return False
    return figure is not None or not is_place(sheet, at, after)


def _closed(sheet: Sheet, at: int) -> int | None:
    """The word after a name that begins with word ``at`` and is closed by what follows it."""
    if sheet.low[at] not in lexicon.surnames() or not sheet.adjacent(at):
        return None
    for after in range(at + 1, min(at + _LONGEST, len(sheet)) + 1):
        word = after - 1
        if not is_syllable(sheet.words[word]) or not (word == at or sheet.adjacent(word)):
            return None
        ends = after == len(sheet) or not sheet.words[after].isalpha()
        if after - at >= _SHORTEST and (ends or lexicon.no_way_on().match(sheet.low, after)):
            return after
    return None
