"""A source that was changed since it was imported: what it would change, for an editor to see."""

from __future__ import annotations

import re
from difflib import unified_diff

_ID = re.compile(r"^Id:[^\n]*$", re.MULTILINE | re.IGNORECASE)


def proposed(article: str, standing: str, made: str, source: str) -> str:
    """The difference between an article and what its changed source gives; a unified diff.

    The article keeps its id, so that line never differs. Empty: nothing else does either.

    Args:
        article: path of the article, for the head of the diff.
        standing: its text, as editors have left it.
        made: the text that the source gives now.
        source: name of the source, for the head of the diff.
    """
    known = _ID.search(standing)
    if known:
        made = _ID.sub(lambda _: known[0], made, count=1)
    lines = unified_diff(
        standing.splitlines(), made.splitlines(), article, source, lineterm="", n=2
    )
    return "\n".join(lines)
