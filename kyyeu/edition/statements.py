"""What a story says of an entity, as rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kyyeu import vietnamese
from kyyeu.edition.archive import author_list, iso_day
from kyyeu.edition.stories import Key, Story, list_of
from kyyeu.mentions import held, naming
from kyyeu.model import Kind, Mention

Row = tuple[object, ...]


def rows_of(story: Story, key: Key, called: str, mentions: Sequence[Mention]) -> Iterator[Row]:
    """Names, forms, roles with the units they are of, and what an index says of it.

    Args:
        story: that says it.
        key: of the entity.
        called: the name of its record; empty: it has none.
        mentions: of it in the story, in the order of the text.
    """
    name, id, day = list_of(key), story.article.id, story.headline.day
    place = f"{story.headline.at + 10**11:012d} {id} "
    forms: dict[str, int] = {}
    roles: list[str] = []
    told = [role for one in mentions for role in one.told]
    for at, one in enumerate(mentions):
        if not one.by_role:
            forms[one.form] = forms.get(one.form, 0) + 1
        if known_as := naming(one):
            yield name, "name", known_as, id, "", id, day, 0, 1, "", ""
        for number, (role, unit) in enumerate(roles_of(story, called, one)):
            own = vietnamese.canonical(role)
            order = f"{place}{at:04d} {number:02d}"
            part = _part(story, one, role, unit) if unit else ""
            whose = list_of((Kind.UNIT, unit)) if unit else ""
            yield name, "role", own, order, role, id, day, one.block, 1, whose, part
            roles.append(role)
        if one.issued:
            yield name, "issued", one.issued, place, "", id, day, one.block, 1, "", ""
        if one.issuer:
            own, unit = vietnamese.canonical(one.issuer), _issuer(story, one)
            yield name, "issuer", own, place, one.issuer, id, day, one.block, 1, "", unit
    for form, n in forms.items():
        yield name, "form", form, id, "", id, day, 0, n, "", ""
    # What a verb gives is newest; a heading in capitals says it after the text.
    stated = sorted((role for role in (*told, *roles) if role in roles), key=str.isupper)
    detail = _issued(mentions) if key[0] is Kind.DIRECTIVE else next(iter(stated), "")
    if detail:
        yield name, "detail", "", place, detail, id, day, 0, 1, "", ""


def signature(story: Story, path: str, name: str) -> Row:
    """How an author signs, whose page is at ``path``."""
    id, day = story.article.id, story.headline.day
    return author_list(path), "signed", name, id, "", id, day, 0, 1, "", ""


def roles_of(story: Story, called: str, one: Mention) -> Iterable[tuple[str, str | None]]:
    """The roles that a mention of somebody gives as held on the day of the story."""
    text = story.blocks[one.block]
    return held(one, text, story.article.published.date(), called or one.form)


def in_full(stated: str, roles: Iterable[str]) -> str:
    """A role as the record has it, where an article stated the beginning of it alone.

    "tổ trưởng" is told as "tổ trưởng tổ quản lý đê nhân dân". With two that begin so, or with
    a role that the record has as it was stated, the article's words stand.
    """
    own = vietnamese.canonical(stated)
    fuller = [role for role in roles if f"{vietnamese.canonical(role)} ".startswith(f"{own} ")]
    return fuller[0] if len(fuller) == 1 else stated


def _part(story: Story, one: Mention, role: str, unit: str) -> str:
    """The words of a role that are its unit's name."""
    forms = (
        other.form
        for other in story.reading.within
        if other.block == one.block and other.id == unit and other.form in role
    )
    return max(forms, key=len, default="")


def _issuer(story: Story, one: Mention) -> str:
    """The unit that is named as issuer beside a directive, as the name of its list; or ""."""
    own = vietnamese.canonical(one.issuer)
    found = {
        other.id
        for other in (*story.reading.mentions, *story.reading.within)
        if other.kind is Kind.UNIT
        and other.block == one.block
        and vietnamese.canonical(other.form) == own
    }
    (unit,) = found if len(found) == 1 else (None,)
    return list_of((Kind.UNIT, unit)) if unit else ""


def _issued(mentions: Iterable[Mention]) -> str:
    stated = (", ".join(filter(None, (m.issuer, iso_day(m.issued)))) for m in mentions)
    return next(filter(None, stated), "")
