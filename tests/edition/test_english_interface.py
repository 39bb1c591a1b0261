"""A site whose interface is English says no word of its own in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kyyeu.problems import catalogue, say
from tests.edition.stories import PUBLIC, archive, many, pages, person, story

LETTERS = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.I)
ENGLISH = replace(PUBLIC, language="en", corrections="Corrections")


def own_words() -> Iterator[str]:
    """What the Vietnamese catalogue says on pages, between its blanks to be filled."""
    for section in ("edition", "why"):
        for sentence in catalogue("vi")[section].values():
            for part in re.split(r"\{[^}]*\}", sentence):
                words = part.strip(" ,.:·")
                if LETTERS.search(words) and len(words) > 3:
                    yield words


def test_no_page_of_an_english_site_says_a_word_of_the_vietnamese_catalogue() -> None:
    made = pages(archive(*many(120), settings=ENGLISH), date(2021, 2, 13))
    vietnamese = {*own_words(), "Thứ Năm", "Chủ Nhật", "Tháng 2"}
    told = repr([value for path, value in sorted(made.items())])
    known = repr(pages(archive(*many(120)), date(2021, 2, 13)))
    assert len([words for words in vietnamese if words in known]) > 20, "the test proves nothing"
    content = {"Văn bản", "Nhân vật"}  # of the site and its texts
    assert {words for words in vietnamese - content if words in told} == set()


@pytest.mark.parametrize(
    ("key", "params", "english", "vietnamese"),
    [
        ("articles", {"n": 1}, "1 article", "1 bài"),
        ("articles", {"n": 12}, "12 articles", "12 bài"),
        ("articles", {"n": 0}, "0 articles", "0 bài"),
        ("person_index_quiet", {"n": 1}, "1 person, by given name", None),
        ("weekday", {"n": 4}, "Thursday", "Thứ Năm"),
        ("weekday", {"n": 7}, "Sunday", "Chủ Nhật"),
        ("month_of_year", {"month": 12, "year": 2020}, "December 2020", "Tháng 12 năm 2020"),
        ("day_of_month", {"day": 13, "month": 2}, "13 February", "13 tháng 2"),
    ],
)
def test_numbers_days_and_months_are_said_as_each_language_says_them(
    key: str, params: dict[str, int], english: str, vietnamese: str | None
) -> None:
    assert say("edition", key, params, "en") == english
    if vietnamese:
        assert say("edition", key, params, "vi") == vietnamese


def test_the_moment_of_an_article_names_its_day_in_the_language_of_the_site() -> None:
    one = story("a", "2020-02-13 20:12", person("Lê Hà"))
    for settings, day in ((ENGLISH, "Thursday"), (PUBLIC, "Thứ Năm")):
        made = pages(archive(one, settings=settings))
        (page,) = [value for path, value in made.items() if path.startswith("2020/02/bai")]
        assert page.published.text == f"20:12, {day}, 13/02/2020 (GMT+7)"  # type: ignore[attr-defined]
