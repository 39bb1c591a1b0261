"""The keywords of an article: all that its editor wrote, but no name that has been closed.

Who asked not to be found is not offered as a word to search for, nor told to feeds and tables.
"""

from __future__ import annotations

import json

from kyyeu import vietnamese
from kyyeu.edition.ledger import Ledger
from kyyeu.model import Article, Authorities, Kind

_RECEIPT = "closed"


def form_of(word: str) -> str:
    """A word as it is compared: "Hoà" and "hòa" are one; "Hà" and "Hạ" are two."""
    return vietnamese.modern_tone(vietnamese.nfc(word)).casefold()


def closed_forms(authorities: Authorities) -> frozenset[str]:
    """The names of the records that may not be shown."""
    return frozenset(
        form_of(form)
        for kind in Kind
        for record in authorities.of(kind).values()
        if not record.public
        for form in (record.preferred, *record.variants)
    )


def note(ledger: Ledger, article: Article) -> None:
    """Enter the keywords that an editor wrote, shown or not."""
    ledger.put("tagged", [(form_of(tag), article.id) for tag in article.tags])


def shown(article: Article, closed: frozenset[str]) -> tuple[str, ...]:
    """The keywords that may be printed."""
    return tuple(tag for tag in article.tags if form_of(tag) not in closed)


def closed_anew(ledger: Ledger, authorities: Authorities) -> set[str]:
    """Articles with a keyword that was closed, or opened, since the last build."""
    closed = closed_forms(authorities)
    before = set(json.loads(ledger.receipt(_RECEIPT) or "[]"))
    ledger.note(_RECEIPT, json.dumps(sorted(closed), ensure_ascii=False))
    return {
        id
        for form in before ^ closed
        for (id,) in ledger.rows(
            "SELECT tagged.article FROM tagged JOIN article ON article.id = tagged.article"
            " WHERE tagged.form = ? AND public",
            form,
        )
    }
