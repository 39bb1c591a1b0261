"""Where links of a text lead: told when no reader would arrive there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kyyeu.model import Article, Photo, StaticPage, Status
from kyyeu.validation import nearness
from kyyeu.validation.nearness import Names
from tests.validation.test_rules import ARTICLE, NOW, PHOTO, found, holdings

OTHER = replace(ARTICLE, source="articles/2020/02/b.md", id="bbbb")
DRAFT = replace(ARTICLE, source="articles/2020/02/nhap.md", id="cccc", status=Status.DRAFT)
GONE = replace(ARTICLE, source="articles/2020/02/rut.md", id="dddd", status=Status.WITHDRAWN)
LATER = replace(
    ARTICLE, source="articles/2020/02/hen.md", id="eeee", published=NOW + timedelta(days=1)
)
PAGE = StaticPage("pages/gioi-thieu.md", "", "Giới thiệu", "gioi-thieu", "Chữ.", 4)
SHOWN = Photo("photos/2020/02/hoi-nghi.jpg", "", 1200, 800, credit="Lam Hồng")


def told(target: str, article: Article = ARTICLE) -> list[str]:
    body = f"Một.\n\nXem [bài]({target})."
    held = holdings(
        replace(article, body=body),
        *(one for one in (OTHER, DRAFT, GONE, LATER) if one.source != article.source),
        pages=(PAGE,),
        photos=(SHOWN,),
        also=["authorities/people.csv"],
    )
    return [p.code for p in found(held) if p.code.startswith(("article-link", "inline"))]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://vidu.vn/a.pdf#trang-3", []),
        ("mailto:toasoan@vidu.vn", []),
        ("tel:02283649290", []),
        ("/tim/?q=thi+dua", []),
        ("../../gioi-thieu/", []),
        ("/2020/02/mot-bai-aaaa.html", []),
        ("#d1", []),
        ("#anh-1", []),
        ("#", []),
        ("#top", []),
        ("#nowhere", ["article-link-place"]),
        ("#D1", ["article-link-place"]),
        ("#ket-qua", ["article-link-place"]),
        ("#khong", []),
        ("{filename}articles/2020/02/b.md#d2", []),
        ("{filename}articles/2020/02/b.md#nowhere", ["article-link-place"]),
        ("{filename}pages/gioi-thieu.md", []),
        ("{filename}pages/gioi-thieu.md#d1", ["article-link-place"]),
        ("javascript:history.back()", ["article-link-refused"]),
        ("JavaScript&#58;alert(1)", ["article-link-refused"]),
        ("data:text/html,x", ["article-link-refused"]),
        ("file:///C:/bai.doc", ["article-link-refused"]),
        (r"C:\\anh\\hop.jpg", ["article-link-refused"]),
        ("ftp://vidu.vn/a", ["article-link-refused"]),
        ("{filename}articles/2020/02/nhap.md", ["article-link-unprinted"]),
        ("{filename}articles/2020/02/rut.md", ["article-link-unprinted"]),
        ("{filename}articles/2020/02/hen.md", []),  # whoever is to come will be there
        ("{filename}photos/2020/02/hoi-nghi.jpg", ["article-link-nowhere"]),
        ("{filename}photos/2020/02/treo-co-to-quoc.png", ["article-link-unknown"]),
        ("{filename}authorities/people.csv", ["article-link-nowhere"]),
        ("hoi-nghi.jpg", ["article-link-nowhere"]),
        ("2020/02/khong-co.jpg", ["article-link-nowhere"]),
        ("ke-hoach.pdf", ["article-link-nowhere"]),
        ("www.vidu.vn", ["article-link-nowhere"]),
        ("vidu.com.vn/tin-tuc", ["article-link-nowhere"]),
        ("b.md", ["article-link-plain"]),
        ("B.MD#d2", ["article-link-plain"]),
    ],
)
def test_a_link_that_no_reader_can_follow_is_told(target: str, expected: list[str]) -> None:
    assert told(target) == expected


def test_what_a_draft_links_to_is_looked_at_too_but_another_draft_may_be_meant() -> None:
    assert told("{filename}articles/2020/02/nhap.md", DRAFT) == []
    assert told("javascript:x", DRAFT) == ["article-link-refused"]


def test_words_in_a_code_span_are_no_link() -> None:
    held = holdings(replace(ARTICLE, body="Viết `[chữ](#cho-nao)` là một liên kết."))
    assert found(held) == []


def test_a_page_is_asked_as_an_article_is() -> None:
    page = replace(PAGE, body="[Xem](javascript:x) rồi [xem](#d1).")
    codes = [problem.code for problem in found(holdings(pages=(page,)))]
    assert codes == ["article-link-place", "article-link-refused"]


def test_a_photo_that_is_led_to_and_one_that_is_shown_are_two_things() -> None:
    body = '[![Người](hoi-nghi.jpg "Hội nghị. Ảnh: Lam Hồng")](hoi-nghi.jpg)'
    held = holdings(replace(ARTICLE, body=body), photos=[PHOTO])
    assert [problem.code for problem in found(held)] == ["article-link-nowhere"]


MANY = [
    f"{first}-{second}-{third}-{number}.md"
    for first in ("hoi-nghi", "le-phat-dong", "ky-ket", "tong-ket", "so-ket", "hop-bao", "tham")
    for second in ("thi-dua", "nong-thon-moi", "giao-thong", "y-te", "giao-duc", "van-hoa")
    for third in ("xa-hai-thuong", "huyen-y-yen", "giao-thuy", "nam-truc", "hai-hau")
    for number in range(20)
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hoi-ngih-thi-dua-xa-hai-thuong-7.md", "hoi-nghi-thi-dua-xa-hai-thuong-7.md"),
        ("ky-ket-giao-thong-nam-trc-12.md", "ky-ket-giao-thong-nam-truc-12.md"),
        ("tham-y-te-hai-hau-19.m", "tham-y-te-hai-hau-19.md"),
        ("xham-y-te-hai-hau-19.md", "tham-y-te-hai-hau-19.md"),
        ("quang-canh-buoi-le.md", ""),
    ],
)
def test_the_nearest_of_many_names_is_found_among_a_few(
    written: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    real = nearness.get_close_matches

    def watch(word: str, among: list[str], most: int, alike: float) -> list[str]:
        compared.append(len(among))
        return real(word, among, most, alike)

    monkeypatch.setattr(nearness, "get_close_matches", watch)
    assert "".join(Names(MANY).nearest(written)) == meant
    assert len(MANY) > 4000
    assert compared[0] <= 64 + 4 * 16
