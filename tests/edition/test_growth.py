"""Work grows with the archive and not with its square: counted in calls, not in seconds."""

from collections import Counter
from collections.abc import Callable

import pytest

from kyyeu import edition, vietnamese
from kyyeu.edition import (
    accession,
    addresses,
    article_pages,
    cards,
    changes,
    entity_pages,
    list_pages,
)
from tests.edition.stories import archive, jobs, many

SMALL, LARGE = 60, 240
COUNTED = (
    (addresses, "article"),
    (addresses, "entity"),
    (addresses, "author"),
    (accession, "by_entity"),
    (accession, "sentence"),
    (article_pages, "by_entity"),
    (article_pages, "card"),
    (entity_pages, "card"),
    (list_pages, "cards_of"),
    (cards, "card"),
    (changes, "digest"),
    (vietnamese, "collation_key"),
    (vietnamese, "given_name_key"),
    (vietnamese, "fold"),
    (vietnamese, "canonical"),
)


def work_of(count: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each function is called for an archive of so many articles."""
    calls: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            calls[name] += 1
            return function(*args, **kwargs)

        return counted

    with monkeypatch.context() as patch:
        for module, name in COUNTED:
            label = f"{module.__name__}.{name}"
            patch.setattr(module, name, counting(label, getattr(module, name)))
        found = archive(*many(count))
        for job in jobs(found):
            calls["pages"] += 1
            edition.fingerprint(job, "r")
        calls["rows"] = found.ledger.rows_read
    return calls


def test_no_step_of_an_edition_grows_with_the_square_of_the_archive(monkeypatch):
    small, large = work_of(SMALL, monkeypatch), work_of(LARGE, monkeypatch)
    assert small["kyyeu.edition.addresses.article"] > SMALL
    times = LARGE / SMALL
    grown = {name: large[name] / small[name] for name in small}
    assert {name: by for name, by in grown.items() if by > 1.5 * times} == {}
