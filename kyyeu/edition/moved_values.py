"""Value of the page at an address that an article had."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.pieces import Head


@dataclass(frozen=True, slots=True)
class MovedPage:
    """``moved.html``: leads on to where the article stands now."""

    head: Head
    headline: str
    path: str  #: of the article
