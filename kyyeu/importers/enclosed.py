"""What stands between an opening and a closing sign, found without looking at anything twice.

``opening.*?closing`` as one expression looks through all the rest of a text for each opening
that is never closed: a few hundred kilobytes of openings cost minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def enclosed(
    text: str, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each opening with the first closing after it; an opening that is never closed is none.

    Openings inside of what is found are part of it.
    """
    at = 0
    while (first := opening.search(text, at)) and (last := closing.search(text, first.end())):
        yield first, last
        at = last.end()


def without(text: str, opening: re.Pattern[str], closing: re.Pattern[str], by: str) -> str:
    """The text with everything enclosed exchanged, the signs too."""
    parts, at = list[str](), 0
    for first, last in enclosed(text, opening, closing):
        parts += [text[at : first.start()], by]
        at = last.end()
    return "".join((*parts, text[at:]))
