"""Paragraphs and lists that a document sets apart as the words of somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kyyeu.importers.draft import Listing, Paragraph
from kyyeu.importers.layout import Leaf
from kyyeu.importers.sheet import Placed


def with_quotations(placed: Sequence[Placed], leaves: Mapping[int, Leaf]) -> list[Placed]:
    """The blocks of a body, each quotation known as one.

    Old pages indent whole articles by the element of quotations: where most of the letters
    stand in it, it quotes nobody.

    Args:
        placed: the blocks.
        leaves: how the lines look, by where they begin in the plain text.
    """
    text = [place for place in placed if isinstance(place.block, Listing | Paragraph)]
    quoted = {place.start for place in text if place.start in leaves and leaves[place.start].quoted}
    if 2 * sum(_size(place) for place in text if place.start in quoted) > sum(map(_size, text)):
        return list(placed)
    return [
        replace(place, block=replace(place.block, quoted=True))
        if place.start in quoted and isinstance(place.block, Listing | Paragraph)
        else place
        for place in placed
    ]


def _size(place: Placed) -> int:
    return sum(end - start for start, end, _ in place.parts)
