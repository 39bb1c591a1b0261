"""The sample archive as it is printed: what stands in it on purpose, and what must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from kyyeu.search import Index, search
from tests.building import Site

GPS = 0x8825  # tag of the EXIF directory with the coordinates
HIDDEN = {
    "embargoed": ("r3u9p6", "CẤMVẬN2035", "Thư gửi bạn đọc", "hop-thu-thoi-gian", "2035/"),
    "withdrawn": ("r8n2t6", "RÚTBÀI2018", "con số cần kiểm tra lại", "2018/08/"),
    "draft": ("g5x1k4", "BẢNNHÁP", "Mười việc đáng nhớ", "2021/11/"),
}


def page(site: Site, path: str) -> Tag:
    """The middle of a page, whose address may hold ``*``."""
    (file,) = site.output.glob(path)
    main = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").main
    assert main is not None
    return main


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def linked(main: Tag, kind: str) -> set[str]:
    """Ids of what an article's own text leads to."""
    found = (str(a["href"]) for a in main.select("article a.m"))
    return {href.split("/")[-2] for href in found if f"/{kind}/" in href}


@pytest.fixture(scope="module")
def index(sample: Site) -> Index:
    return Index(lambda name: (sample.output / "tim" / name).read_bytes())


# --------------------------------------------------------------------------- told apart


def test_names_that_differ_by_a_tone_are_two_people_who_name_each_other(sample: Site) -> None:
    for own, other, name in (
        ("le-ha", "le-ha-hai-thuong", "Lê Hà (Ban Thi đua - Khen thưởng)"),
        ("le-ha-hai-thuong", "le-ha", "Lê Hạ (Hải Thượng)"),
    ):
        main = page(sample, f"nguoi/{own}/index.html")
        assert words(main.h1) == name
        assert main.select(f'a[href="../../nguoi/{other}/"]')
    both = page(sample, "2020/03/*-h7e2k5.html")
    assert linked(both, "nguoi") == {"le-ha", "le-ha-hai-thuong"}


def test_headlines_that_differ_by_a_tone_are_two_articles(sample: Site) -> None:
    found = [words(page(sample, f"2020/03/*-{id}.html").h1) for id in ("h7e2k5", "h7e2k6")]
    assert found == ["Lê Hà, người giữ nhịp phong trào", "Lê Hạ, người giữ nhịp phong trào"]


@pytest.mark.parametrize(
    ("id", "day", "articles"),
    [
        ("ct-35-tw-k11", "26/05/2014", {"v7k1b3", "o7c1j6", "y7a3q9"}),
        ("ct-35-tw-k12", "30/05/2019", {"u6m2x5", "o7c1j6", "q6r1g9"}),
    ],
)
def test_two_directives_of_one_symbol_are_kept_apart(
    sample: Site, id: str, day: str, articles: set[str]
) -> None:
    main = page(sample, f"van-ban/{id}/index.html")
    assert words(main.h1) == f"Chỉ thị 35-CT/TW (Bộ Chính trị, {day})"
    assert "ngày" not in words(main.select_one(".when"))
    assert day in words(main.dl)
    assert {str(a["href"])[-11:-5] for a in main.select("h3 a")} == articles


def test_an_abbreviation_that_may_be_either_is_neither(sample: Site) -> None:
    text = page(sample, "2019/12/*-o7c1j6.html")
    assert "“Chỉ thị 35”" in words(text.article)
    assert linked(text, "van-ban") & {"ct-35-tw-k11", "ct-35-tw-k12"} == {
        "ct-35-tw-k11",
        "ct-35-tw-k12",
    }
    assert "Chỉ thị 35" not in [words(a) for a in text.select("article a.m")]


def test_a_change_of_role_is_seen_with_its_dates(sample: Site) -> None:
    table = page(sample, "nguoi/mai-thanh-binh/index.html").table
    assert table is not None
    rows = [[words(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert rows == [
        ["Bí thư Đoàn xã Nam Phượng", "12/06/2017", "12/06/2017"],
        ["nguyên Bí thư Đoàn xã", "20/12/2019", "20/12/2019"],
        ["Phó Chủ tịch UBND xã Nam Phượng", "20/12/2019", "16/07/2020"],
        ["Chủ tịch UBND xã", "06/10/2021", "06/10/2021"],
    ]
    entry = page(sample, "nguoi/index.html").find("a", href=re.compile("mai-thanh-binh"))
    assert isinstance(entry, Tag)
    assert "Chủ tịch UBND xã Nam Phượng" in words(entry.parent)
    assert "Phó" not in words(entry.parent)


def test_a_renamed_unit_leads_both_ways(sample: Site) -> None:
    old, new = (f"trung-tam-{words}chinh-tri-huyen-nam-truc" for words in ("boi-duong-", ""))
    for own, other, label in ((old, new, "Nay là"), (new, old, "Trước đây là")):
        facts = page(sample, f"don-vi/{own}/index.html").dl
        assert label in words(facts)
        assert facts is not None
        assert facts.select(f'a[href="../../don-vi/{other}/"]')


# --------------------------------------------------------------------------- as it was written


def test_a_list_that_goes_on_begins_where_it_begins(sample: Site) -> None:
    (listed,) = page(sample, "2020/03/*-w9d5y1.html").select("article .text ol")
    assert listed["start"] == "3"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2017/09/*-m5z3k7.html", "khối 5*3*2 (dài"),
        ("2017/09/*-m5z3k7.html", "xếp 4*3*2 rồi"),
        ("2020/03/*-w9d5y1.html", "“Kính gửi: <Ban Tổ chức> hội thi”"),
    ],
)
def test_signs_of_markup_that_are_none_stand_as_they_were_typed(
    sample: Site, path: str, text: str
) -> None:
    assert text in words(page(sample, path).article)


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Nghị quyết số 18 - NQ/TW", "nq-18-tw-k12"),
        ("Chỉ thị số 05 - CT/TW ngày 15-5-2016", "ct-05-tw-k12"),
    ],
)
def test_a_symbol_set_with_hard_blanks_is_read_all_the_same(
    sample: Site, form: str, id: str
) -> None:
    quoted = page(sample, f"van-ban/{id}/index.html").select("blockquote mark")
    assert form in [" ".join(mark.get_text().split()) for mark in quoted]


def test_an_article_nobody_signed_is_printed_without_byline(sample: Site) -> None:
    main = page(sample, "2018/12/*-s6j4e2.html")
    assert words(main.h1) == "Tin buồn"
    assert main.select(".by") == []


# --------------------------------------------------------------------------- what must not be there


def printed(site: Site) -> Iterator[tuple[str, str]]:
    for path, data in site.files().items():
        yield path, "" if path.startswith("anh/") else data.decode(errors="ignore")


@pytest.mark.parametrize("why", HIDDEN)
def test_what_is_not_public_is_nowhere_its_photo_neither(sample: Site, why: str) -> None:
    found = [
        (path, trace)
        for path, text in printed(sample)
        for trace in HIDDEN[why]
        if trace in text or trace in path
    ]
    assert found == []


def test_what_is_not_public_is_in_no_count(sample: Site) -> None:
    sources = [
        path.read_text(encoding="utf-8") for path in sample.content.rglob("articles/**/*.md")
    ]
    public = len(sources) - len(HIDDEN)
    articles = [path for path in sample.files() if re.fullmatch(r"\d{4}/\d\d/.+-\w{6}\.html", path)]
    assert len(articles) == public
    years = page(sample, "nam/index.html").select("ul small, ol small")
    assert sum(int(words(each).split()[0]) for each in years) == public
    sections = page(sample, "chuyen-muc/index.html").select("ul small, ol small")
    assert sum(int(words(each).split()[0]) for each in sections) == public
    assert f'"count":{public},' in sample.text("tim/manifest.json")


def test_who_opted_out_has_no_page_no_tag_and_no_line_in_the_search(
    sample: Site, index: Index
) -> None:
    assert [path for path in sample.files() if "bui-khac-niem" in path] == []
    assert [path for path, text in printed(sample) if "bui-khac-niem" in text] == []
    for path in ("2020/05/*-b1n7s8.html", "2018/12/*-g2h6u1.html"):
        main = page(sample, path)
        assert "Bùi Khắc Niệm" in words(main.article)
        assert "Niệm" not in words(main.aside)
        assert [a for a in main.select("a.m") if "Niệm" in words(a)] == []
    assert [name for name in search(index, "Bùi Khắc Niệm").names if "Niệm" in str(name)] == []
    assert search(index, "Lê Hà").names, "the test would prove nothing"


def test_what_is_not_public_is_not_found(index: Index) -> None:
    for traces in HIDDEN.values():
        answer = search(index, traces[1])
        assert not (answer.exact and answer.hits)


# --------------------------------------------------------------------------- photos and pages


def credits(content: Path) -> dict[str, str]:
    """Who is written under each photo, by the name of its file."""
    figure = re.compile(r'\]\(([\w-]+)\.jpg "[^"]*Ảnh: ([^"]+)"\)')
    texts = (path.read_text(encoding="utf-8") for path in content.rglob("articles/**/*.md"))
    return {name: who for text in texts for name, who in figure.findall(text)}


def test_no_rendition_tells_a_place_and_each_says_who_made_it(sample: Site) -> None:
    made_by = credits(sample.content) | {"bo-phieu": "Hải Sâm"}  # as its own file says
    files = sorted((sample.output / "anh").iterdir())
    shown = {re.sub(r"-[0-9a-f]{10}-\d+$", "", file.stem) for file in files}
    assert shown == made_by.keys() - {"hop-thu-thoi-gian"}
    assert len(files) >= 4 * len(shown)
    for file in files:
        with Image.open(file) as image:
            assert not image.getexif().get_ifd(GPS), file.name
            packet = image.info["xmp"].decode()
        assert made_by[re.sub(r"-[0-9a-f]{10}-\d+$", "", file.stem)] in packet, file.name
        assert "GPS" not in packet, file.name


def test_every_kind_of_page_is_there_in_its_number(sample: Site) -> None:
    pages = [path for path in sample.files() if path.endswith(".html")]
    articles = [path for path in pages if re.fullmatch(r"\d{4}/\d\d/.+-\w{6}\.html", path)]
    months = {path[:7] for path in articles}
    years = {path[:4] for path in articles}
    entities = [path for path in pages if re.match(r"(nguoi|don-vi|van-ban|phong-trao)/.", path)]
    indexes = 4 + 2 + 1 + 1 + 1  # of entities, two in two orders; of sections, authors, years
    sections = [path for path in pages if re.fullmatch(r"chuyen-muc/[a-z-]+/index.html", path)]
    authors = [path for path in pages if re.match(r"tac-gia/.+/", path)]
    others = {"index.html", "404.html", "tim/index.html", "gioi-thieu/index.html"}
    own = (
        "phuong-phap",
        "tro-nang",
        "dinh-chinh",
        "do-chinh-xac",
        "nguon-tin",
        "khong-co-mang",
        "du-lieu",
    )
    others |= {f"{name}/index.html" for name in own} | {f"du-lieu/{y}/index.html" for y in years}
    assert others <= set(pages)
    assert len(sections) == 5
    days = {path for path in pages if re.fullmatch(r"\d{4}/\d\d/\d\d/index.html", path)}
    assert days == {"2020/03/08/index.html"}, "two articles of one day, and no other day"
    counted = len(days) + len(articles) + len(months) + len(years) + len(sections) + len(authors)
    assert len(pages) == counted + len(entities) + indexes - 4 + len(others)
