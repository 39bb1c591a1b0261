"""What an editor says inside the article itself about a name: it means this record, or nobody.

In Markdown these are links to a fragment: ``[anh Chung](#nguoi/tran-van-chung)`` says who is
meant, ``[Lê Hồng Phong](#khong)`` that nobody is (docs/decisions/0009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyyeu.markup import Block
from kyyeu.model import Authorities, CountedList, Kind, Mention, Reading

INLINE = "editor-inline"  #: `Mention.why` of what stands in the article itself
NOBODY = "khong"  #: the target that forbids a tag
KINDS = {
    "nguoi": Kind.PERSON,
    "don-vi": Kind.UNIT,
    "van-ban": Kind.DIRECTIVE,
    "phong-trao": Kind.MOVEMENT,
}
"""The first word of a target, as in the addresses of pages."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of a block that an editor spoke about."""

    block: int  #: 0 is the lead, which is plain text and has none
    start: int
    end: int
    kind: Kind | None  #: None: no tag stands here
    id: str = ""


def target_of(words: str) -> tuple[Kind | None, str] | None:
    """Kind and id of a target (``nguoi/tran-van-chung``); no kind: `NOBODY`; None: not one."""
    if words == NOBODY:
        return None, ""
    kind, slash, id = words.partition("/")
    return (KINDS[kind], id) if slash and id and kind in KINDS else None


def inline_of(blocks: Sequence[Block], first: int = 1) -> tuple[Inline, ...]:
    """What the blocks of a body say; ``first`` is the number of the first of them."""
    found = []
    for number, block in enumerate(blocks, first):
        for start, end, words in block.targets:
            target = target_of(words)
            if target is not None:
                found.append(Inline(number, start, end, *target))
    return tuple(found)


def with_inline(
    reading: Reading, blocks: Sequence[str], inline: Sequence[Inline], authorities: Authorities
) -> Reading:
    """The reading as the editor wants it at these places.

    What the engine took for the same thing further down (a short form, a role) goes along, for
    it was understood from here; a place that is marked itself does not.
    """
    for mark in inline:
        reading = _with_one(reading, blocks[mark.block], mark, inline, authorities)
    return reading


def _with_one(
    reading: Reading, text: str, mark: Inline, inline: Sequence[Inline], authorities: Authorities
) -> Reading:
    reading = _within(reading, mark, authorities)
    here = [one for one in reading.mentions if _overlap(one, mark)]
    rest = [one for one in reading.mentions if not _overlap(one, mark)]
    if mark.kind is None or not authorities.shows(mark.kind, mark.id):
        return replace(reading, mentions=tuple(rest))
    form = text[mark.start : mark.end]
    told = Mention(mark.block, mark.start, mark.end, mark.kind, form, mark.id, True, INLINE)
    same = next((one for one in here if one.kind is mark.kind), None)
    counted = reading.counted
    if same is not None:
        told = replace(
            same, start=mark.start, end=mark.end, form=form, id=mark.id, reviewed=True, why=INLINE
        )
        rest = [_along(one, same, mark, inline) for one in rest]
        counted = tuple(_owned(count, same, mark) for count in counted)
    mentions = sorted((*rest, told), key=lambda one: (one.block, one.start))
    return replace(reading, mentions=tuple(mentions), counted=counted)


def _within(reading: Reading, mark: Inline, authorities: Authorities) -> Reading:
    """What is marked inside a role is the role's unit no more, or it is the unit that is meant."""
    here = {one.id for one in reading.within if _overlap(one, mark)}
    if not here:
        return reading
    shown = mark.kind is Kind.UNIT and authorities.shows(mark.kind, mark.id)
    meant = mark.id if shown else None

    def of_unit(one: Mention) -> Mention:
        if one.block != mark.block or here.isdisjoint(one.bodies):
            return one
        return replace(one, bodies=tuple(meant if id in here else id for id in one.bodies))

    return replace(
        reading,
        mentions=tuple(map(of_unit, reading.mentions)),
        within=tuple(one for one in reading.within if not _overlap(one, mark)),
    )


def _overlap(one: Mention, mark: Inline) -> bool:
    return one.block == mark.block and one.start < mark.end and mark.start < one.end


def _along(one: Mention, same: Mention, mark: Inline, inline: Sequence[Inline]) -> Mention:
    """A mention further down that was understood as what is marked."""
    further = (one.block, one.start) > (mark.block, mark.start)
    alike = same.id is not None and (one.kind, one.id) == (same.kind, same.id)
    if not (further and alike) or any(_overlap(one, other) for other in inline):
        return one
    return replace(one, id=mark.id, reviewed=True)


def _owned(count: CountedList, same: Mention, mark: Inline) -> CountedList:
    whose = mark.kind is Kind.UNIT and count.owner is not None and count.owner == same.id
    return replace(count, owner=mark.id) if whose else count
