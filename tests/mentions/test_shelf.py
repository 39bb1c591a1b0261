"""Who is who is the same whether it is kept in memory or on disk, and on disk nothing grows."""

from __future__ import annotations

import gc
from datetime import UTC, datetime, timedelta

from kyyeu.mentions import Register, ShelfRegister, read
from kyyeu.mentions.joining import Somebody
from kyyeu.model import Article, Authorities, Kind, Reading

_SAYINGS = (
    "Đồng chí Nguyễn Văn An, Bí thư Huyện ủy Ý Yên, phát biểu.",
    "Ông Nguyễn Văn An, Giám đốc Sở Y tế, trả lời.",
    "Ông Nguyễn Văn An kể chuyện làng.",
    "Bà Trần Thị Bình, Chủ tịch UBND xã Yên Thọ, và ông Nguyễn Văn An cùng dự.",
)


def _articles(count: int) -> list[tuple[Article, Reading]]:
    told = []
    for number in range(count):
        day = datetime(2020, 2, 13, tzinfo=UTC) - timedelta(days=number % 7, hours=number % 5)
        article = Article(
            f"{number}.md", "", f"a{number:03}", "", "", day, None, "", (), (), "", "", 1
        )
        text = _SAYINGS[number % len(_SAYINGS)]
        told.append((article, read(article, ["", text], Authorities(), "Nam Định")))
    return told


def test_what_waits_on_disk_is_settled_as_what_is_kept_in_memory() -> None:
    articles = _articles(40)
    kept, shelf = Register(Authorities(), "Nam Định"), ShelfRegister(Authorities(), "Nam Định")
    for register in (kept, shelf):
        for article, reading in articles:
            register.add(article, reading)
        register.settle()
    asked = [
        (article.id, Kind.PERSON, mention.id, mention.reviewed)
        for article, reading in articles
        for mention in reading.mentions
        if mention.kind is Kind.PERSON
    ]
    assert [shelf.final(*one) for one in asked] == [kept.final(*one) for one in asked]
    assert [shelf.page(*one) for one in asked] == [kept.page(*one) for one in asked]
    assert shelf.mixed == kept.mixed
    assert len({shelf.final(*one) for one in asked}) > len(_SAYINGS)


def test_nothing_of_an_article_stays_in_memory() -> None:
    def somebodies() -> int:
        gc.collect()
        return sum(type(one) is Somebody for one in gc.get_objects())

    shelf, before = ShelfRegister(Authorities(), "Nam Định"), somebodies()
    for article, reading in _articles(60):
        shelf.add(article, reading)
    assert somebodies() == before
    shelf.settle()
    assert somebodies() == before
    assert shelf._people == {}
