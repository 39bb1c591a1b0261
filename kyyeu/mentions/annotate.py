"""How mentions show: which of them become links."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from kyyeu.markup import Mark
from kyyeu.model import Kind, Mention, Reading
from kyyeu.vietnamese import short_date

IN_LEAD = 3
"""How many links a lead has at most: it is read in one breath."""


def marks(
    reading: Reading,
    href: Callable[[Mention], str | None],
    blocks: range,
    headings: Collection[int] = (),
) -> list[Mark]:
    """A link where a section first names a thing, in whatever words; none in a heading.

    The lead and the text up to the first heading are one section. A lead has `IN_LEAD` links;
    what it names beyond them is linked where the text names it first.

    Args:
        reading: of the article.
        href: the address of what a mention means; None: it gets no link.
        blocks: only marks of these blocks of the reading, counted from the first of them:
            ``range(0, 1)`` is the lead, ``range(1, n)`` the body.
        headings: blocks that are subheads; each begins a section.
    """
    linked: set[tuple[Kind, str]] = set()
    begun = sorted(headings)
    made = []
    for mention in reading.mentions:
        while begun and begun[0] <= mention.block:
            del begun[0]
            linked = set()
        key = (mention.kind, mention.id or "")
        full = mention.block == 0 and len(linked) == IN_LEAD
        if mention.id is None or key in linked or full or mention.block in headings:
            continue
        address = href(mention)
        if address is None:
            continue
        linked.add(key)
        if mention.block in blocks:
            block = mention.block - blocks.start
            made.append(Mark(block, mention.start, mention.end, address, _title(mention)))
    return made


def _title(mention: Mention) -> str:
    """What a reader is told who points at the link: roles, or issuer and date."""
    if mention.kind is Kind.PERSON:
        return "" if mention.by_role else ", ".join(mention.roles)
    if mention.kind is not Kind.DIRECTIVE:
        return ""
    issued = mention.issued
    if "-" in issued:
        issued = short_date(date.fromisoformat(issued))
    return ", ".join(part for part in (mention.issuer, issued) if part)
