"""A site never shrinks by accident (reliability rule 5)."""

from datetime import UTC, datetime

import pytest

from kyyeu.edition.ledger import ArticleRow
from kyyeu.edition.press import refuse_shrinking
from kyyeu.problems import MachineFault

NOW = datetime(2020, 2, 14, tzinfo=UTC)


def rows(count: int) -> dict[str, ArticleRow]:
    return {f"id{i}": ArticleRow(f"articles/{i}.md", f"digest{i}") for i in range(count)}


def digests(articles: dict[str, ArticleRow]) -> dict[str, str]:
    return {id: row.digest for id, row in articles.items()}


def refuse(gone: int, known: dict[str, str], former: int, now: datetime = NOW) -> None:
    """So many of the former articles are public no more."""
    refuse_shrinking(rows(gone), known, former, former - gone, NOW.isoformat(), now)


def test_a_wrong_clock_stops_the_build():
    with pytest.raises(MachineFault, match="Đồng hồ"):
        refuse(3, digests(rows(3)), 3, datetime(2019, 1, 1, tzinfo=UTC))


def test_articles_that_are_held_back_though_nobody_touched_them_stop_the_build():
    with pytest.raises(MachineFault, match="chưa đến ngày"):
        refuse(3, digests(rows(3)), 3)


def test_an_editor_may_put_off_an_article():
    refuse(1, {"id0": "edited"}, 3)


@pytest.mark.parametrize(("count", "left"), [(45, 34), (5, 0), (1, 0)])
def test_an_archive_of_which_much_has_vanished_stops_the_build(count, left):
    with pytest.raises(MachineFault, match="không còn trong content"):
        refuse(count - left, {}, count)


def test_an_article_that_an_editor_took_away_stops_nothing():
    refuse(1, {}, 40)
