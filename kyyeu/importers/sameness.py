"""Whether a document is an article that the archive has, corrected since it was taken in.

A form that is filled anew each month, and a column under one headline, are as like each other as
a report and its correction. So likeness alone makes nothing one: the same words do; or the same
file or address of the source, together with headline or day.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from kyyeu.importers.known_articles import Looks
from kyyeu.validation.doubles import NEAR, likeness

_WORKED_OVER = 0.4  #: likeness of two states of one source, when all else says that it is one


def same_source(made: Looks, known: Sequence[Looks], named: Sequence[str]) -> Looks | None:
    """The article that a document is another state of; None: it is of none.

    Args:
        made: the looks of the document.
        known: those of the articles that it may be of.
        named: paths of the articles whose source bore the name of the document's. Of several,
            the name is one that an office gives again and again, and tells nothing.
    """
    of_name = named[0] if len(named) == 1 else ""
    found = [
        (likeness(made.sketch, other.sketch), other.path, other)
        for other in known
        if _is_same(made, other, other.path == of_name)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _is_same(made: Looks, other: Looks, named: bool) -> bool:
    if made.words and made.words == other.words:
        return True
    share = likeness(made.sketch, other.sketch)
    linked = made.url == other.url != "" and urlsplit(made.url).path.strip("/") != ""
    if share >= _WORKED_OVER and (linked or (named and made.day == other.day)):
        return True
    return named and share >= NEAR and made.title == other.title


def nearly_doubled(made: Looks, known: Sequence[Looks]) -> tuple[str, int] | None:
    """The article that is most like a document, and how much of it in percent; None: none is."""
    shares = [(likeness(made.sketch, other.sketch), other.path) for other in known]
    share, path = max(shares, default=(0.0, ""))
    return (path, round(share * 100)) if share >= NEAR else None
