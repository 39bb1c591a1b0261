"""Value of the page at the address of an article that was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.pieces import Head, Moment


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """``withdrawn.html``: neither headline nor name, for they may be why it was taken back."""

    head: Head
    heading: str
    id: str
    published: Moment
    withdrawn: Moment
    reason: str  #: in the words of the editor; empty: none is given
