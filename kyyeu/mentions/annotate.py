"""How mentions show: which of them become links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kyyeu.markup import Mark
from kyyeu.model import Kind, Mention, Reading
from kyyeu.vietnamese import short_date


def marks(
    reading: Reading, href: Callable[[Mention], str | None], blocks: range | None = None
) -> list[Mark]:
    """A link at the first place where an article says each form of each thing.

    Args:
        reading: of the article.
        href: the address of what a mention means; None: it gets no link.
        blocks: only marks of these blocks of the reading, counted from the first of them:
            ``range(0, 1)`` is the lead, ``range(1, n)`` the body. What was linked in a block
            before is not linked again.
    """
    linked: set[tuple[Kind, str, str]] = set()
    made = []
    for mention in reading.mentions:
        if mention.id is None:
            continue
        key = (mention.kind, mention.id, mention.form)
        if key in linked:
            continue
        address = href(mention)
        if address is None:
            continue
        linked.add(key)
        if blocks is None:
            made.append(Mark(mention.block, mention.start, mention.end, address, _title(mention)))
        elif mention.block in blocks:
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
