from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from kyyeu.holdings import read_article, read_page
from kyyeu.model import Contributor, Origin, Status
from kyyeu.settings import VIETNAM, Limits, Settings
from tests.holdings.conftest import ARTICLE

SOURCE = "articles/2020/02/ten-bai.md"


def with_line(line: str) -> bytes:
    """The article with one line of its header replaced, or added at its end."""
    key = line.partition(":")[0]
    lines = ARTICLE.split("\n\n")[0].split("\n")
    kept = [line if old.startswith(f"{key}:") else old for old in lines]
    if line not in kept:
        kept.append(line)
    return ("\n".join(kept) + "\n\nNội dung.\n").encode()


def test_a_full_header_becomes_an_article(settings: Settings) -> None:
    text = (
        "Title: Hội nghị: ký giao ước\nId: k3f9a2\nDate: 2020-02-13 20:12\n"
        "Modified: 14/02/2020 06:30\nCategory: Thi đua\nTags: giao ước, thi đua\n"
        "Authors: Lam Hồng (tin, Ảnh); Thu Hoài (ảnh); TTXVN\nSummary: Một câu.\n"
        "Source: Báo Nam Định\nSource-URL: https://example.org/a?b=1\nRights: Giữ mọi quyền\n"
        "Source-Seen: 24/11/2026\nDateline: Hải Hậu\n"
        "Status: withdrawn\nSlug: ky-giao-uoc\n\nMột.\n\nHai.\n"
    )
    read = read_article(text.encode(), SOURCE, settings)
    assert read.problems == ()
    article = read.value
    assert article is not None
    assert article.published == datetime(2020, 2, 13, 20, 12, tzinfo=VIETNAM)
    assert article.modified == datetime(2020, 2, 14, 6, 30, tzinfo=VIETNAM)
    assert article.tags == ("giao ước", "thi đua")
    assert article.contributors == (
        Contributor("Lam Hồng", ("tin", "ảnh")),
        Contributor("Thu Hoài", ("ảnh",)),
        Contributor("TTXVN"),
    )
    seen = date(2026, 11, 24)
    assert article.origin == Origin("Báo Nam Định", "https://example.org/a?b=1", seen)
    assert article.dateline == "Hải Hậu"
    assert article.status is Status.WITHDRAWN
    assert (article.slug, article.body, article.body_line) == ("ky-giao-uoc", "Một.\n\nHai.", 17)


def test_a_date_with_an_offset_is_brought_into_the_time_zone_of_the_site(
    settings: Settings,
) -> None:
    data = with_line("Date: 2020-02-29T20:00:00Z")
    article = read_article(data, "articles/2020/03/ten-bai.md", settings)
    assert article.problems == ()
    assert article.value
    assert article.value.published == datetime(2020, 2, 29, 20, tzinfo=UTC)
    assert article.value.published.month == 3


def test_a_headline_without_slug_makes_one(settings: Settings) -> None:
    article = read_article(with_line("Title: Đổi mới, Sáng tạo!"), SOURCE, settings).value
    assert article
    assert article.slug == "doi-moi-sang-tao"


@pytest.mark.parametrize(
    ("line", "code", "number"),
    [
        ("Id: abc", "header-bad-id", 2),
        ("Id: K3F9", "header-bad-id", 2),
        ("Id: a-b-c-d", "header-bad-id", 2),
        ("Date: 32/13/2020", "header-bad-date", 3),
        ("Date: 2020-02-30", "header-bad-date", 3),
        ("Date: hôm qua", "header-bad-date", 3),
        ("Date: 0020-02-13", "header-bad-date", 3),
        ("Date: 2020-03-01", "article-wrong-folder", 3),
        ("Category: Thi dua", "header-misspelt-category", 4),
        ("Category: Quốc phòng - An ninh", "header-unknown-category", 4),
        ("Modified: 2020-02-12", "header-modified-first", 6),
        ("Modified: 2020-13-12", "header-bad-date", 6),
        ("Authors: Lam Hồng, Thu Hoài", "header-bad-author", 6),
        ("Authors: Lam Hồng (tin", "header-bad-author", 6),
        ("Authors: (tin)", "header-bad-author", 6),
        ("Authors: Lam Hồng ()", "header-bad-author", 6),
        ("Authors: Lam Hồng (quay phim)", "header-bad-role", 6),
        ("Authors: Lam Hồng (tin); Lam Hồng (ảnh)", "header-double-author", 6),
        (f"Authors: {'Lam ' * 40}(tin)", "header-too-long", 6),
        ("Tags: thi đua, Thi đua", "header-double-tag", 6),
        ("Status: xong", "header-bad-status", 6),
        ("Slug: Ten-Bai", "header-bad-slug", 6),
        ("Slug: ../../etc/passwd", "header-bad-slug", 6),
        ("Slug: -a-", "header-bad-slug", 6),
        (f"Slug: {'a' * 81}", "header-bad-slug", 6),
        ("Source-URL: https://example.org", "header-url-alone", 6),
        ("Source-Seen: 2026-11-24", "header-url-alone", 6),
        ("Source: Báo\nSource-Seen: hôm qua", "header-bad-date", 7),
        (f"Title: {'dài ' * 100}", "header-too-long", 1),
        ("Summary: " + "a" * 2001, "header-too-long", 5),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_line(
    settings: Settings, line: str, code: str, number: int
) -> None:
    found = read_article(with_line(line), SOURCE, settings).problems
    assert [(problem.code, problem.line) for problem in found] == [(code, number)]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "example.org", "ftp://a.vn", "https://", "https://a b", "http://[x"],
)
def test_only_a_web_address_may_be_linked_as_source(settings: Settings, address: str) -> None:
    data = with_line(f"Source: Báo\nSource-URL: {address}")
    read = read_article(data, SOURCE, settings)
    assert [(problem.code, problem.line) for problem in read.problems] == [("header-bad-url", 7)]
    assert read.value
    assert read.value.origin == Origin("Báo")


def test_all_that_is_missing_is_said_at_once(settings: Settings) -> None:
    read = read_article(b"Summary: A\nStatus: xong\n\nB\n", SOURCE, settings)
    assert read.value is None
    assert [problem.code for problem in read.problems] == [
        "header-no-title", "header-no-id", "header-no-date", "header-no-category",
        "header-bad-status",
    ]  # fmt: skip


def test_an_unknown_status_keeps_an_article_from_being_printed(settings: Settings) -> None:
    article = read_article(with_line("Status: rút"), SOURCE, settings).value
    assert article
    assert article.status is Status.DRAFT


@pytest.mark.parametrize(
    "source", ["articles/ten-bai.md", "articles/2020/ten-bai.md", "articles/2020/2/ten-bai.md"]
)
def test_an_article_lies_in_the_folder_of_its_month(settings: Settings, source: str) -> None:
    problem = read_article(ARTICLE.encode(), source, settings).problems[0]
    assert problem.code == "article-wrong-folder"
    assert problem.params["place"] == "articles/2020/02/ten-bai.md"


@examples(max_examples=150)
@given(st.dictionaries(st.sampled_from(["Title", "Id", "Date", "Modified", "Authors", "Tags",
    "Category", "Status", "Slug", "Source", "Source-URL"]), st.text(max_size=30)))  # fmt: skip
def test_no_header_makes_the_article_reader_stumble(header: dict[str, str]) -> None:
    settings = Settings(root=None, name="", tagline="", sections=("Thi đua",))  # type: ignore[arg-type]
    text = "\n".join(f"{key}: {value}" for key, value in header.items())
    read = read_article(text.encode("utf-8", "replace"), SOURCE, settings)
    assert read.value is not None or read.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\nSlug: gioi-thieu\n\nB", []),
        ("Title: A\n\nB", [(0, "header-no-slug")]),
        ("Slug: a\n\nB", [(0, "header-no-title")]),
        ("Title: A\nSlug: Giới thiệu\n\nB", [(2, "header-bad-slug")]),
        ("Title: A\nSlug: nguoi\n\nB", [(2, "page-reserved-slug")]),
        ("Title: A\nSlug: 2020\n\nB", [(2, "page-reserved-slug")]),
        ("Title: A\nSlug: a\nDate: 2020-01-01\n\nB", [(3, "header-unknown-key")]),
        (f"Title: {'a' * 301}\nSlug: a\n\nB", [(1, "header-too-long")]),
    ],
)
def test_a_page_has_a_title_and_an_address_of_its_own(
    settings: Settings, text: str, expected: list[tuple[int, str]]
) -> None:
    read = read_page(text.encode(), "pages/a.md", settings)
    assert [(problem.line, problem.code) for problem in read.problems] == expected


def test_limits_are_those_of_the_settings(settings: Settings) -> None:
    narrow = replace(settings, limits=Limits(title=3))
    assert read_article(ARTICLE.encode(), SOURCE, narrow).problems[0].code == "header-too-long"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("16/04/2018: 12 xã => 11 xã", [("2018-04-16", "12 xã", "11 xã")]),
        (
            "2018-04-16: Lê Hạ => Lê Hà || 2018-05-01: lúc 7:00 => lúc 8:00",
            [("2018-04-16", "Lê Hạ", "Lê Hà"), ("2018-05-01", "lúc 7:00", "lúc 8:00")],
        ),
    ],
)
def test_what_was_corrected_is_read_from_one_line(
    line: str, expected: list[tuple[str, str, str]], settings: Settings
) -> None:
    article = read_article(with_line(f"Corrections: {line}"), SOURCE, settings).value
    assert article is not None
    assert [(one.day.isoformat(), one.wrong, one.right) for one in article.corrections] == expected
