"""Saved pages of content systems, old and new: what is taken, and what is left out."""

from __future__ import annotations

import base64
import io
import os
import re
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from kyyeu.importers import Composed, Draft, Fate, codepages, compose, page_reading
from kyyeu.importers.profiles import profiles
from kyyeu.importers.reading import read_source
from kyyeu.problems import Problem, Severity
from tests.importers.reports import assert_nothing_is_lost, codes, in_this_process, settings

PAGES = Path(__file__).parent / "fixtures" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
IMG = '<img src="a.jpg">'
SAID = "Gặt lúa ở Yên Khánh"
_drawn = io.BytesIO()
Image.new("RGB", (640, 480), "teal").save(_drawn, "JPEG")
PHOTO = _drawn.getvalue()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each page; the worker has tests of its own."""
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)


def beside(way: str) -> bytes | None:
    return PHOTO if way.endswith(".jpg") else None


def read(
    html: str | bytes, name: str = "trang.html", encoding: str = ""
) -> tuple[Draft, tuple[Problem, ...]]:
    data = html if isinstance(html, bytes) else html.encode()
    found = read_source(data, name, settings(), encoding, beside)
    assert found.value is not None, found.problems
    return found.value, found.problems


def article_of(draft: Draft) -> str:
    made: Composed | None = compose(draft, settings(), category="Thi đua", date="2020-02-13").value
    assert made is not None
    text = made.files[made.article].decode()
    return re.sub(r"(?m)^Id: .*\n|^Date: .*\n", "", text)


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Ý Yên gặt sớm vụ chiêm</title>{head}</head><body>"
        "<h1>Ý Yên gặt sớm vụ chiêm</h1><p>Cập nhật: 07:30, Thứ Sáu, 05/06/2020</p>"
        "<p>Đến ngày 4-6, nông dân huyện Ý Yên đã gặt xong 9.100 ha lúa chiêm xuân, đạt 70%.</p>"
        f"{body}"
        "<p>Năng suất ước đạt 69 tạ một ha, cao hơn năm trước hai tạ, nhờ ít sâu bệnh.</p>"
        "<p>Huyện đề nghị các hợp tác xã làm đất ngay để kịp cấy lúa mùa trước ngày 10 tháng 7.</p>"
        "<p>Tin, ảnh: Trịnh Hữu Phúc</p></body></html>"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_page_becomes_the_golden_article(name: str) -> None:
    """Refreshed by ``KYYEU_GOLDEN=1``; read the difference before it is kept."""
    draft, problems = read((PAGES / f"{name}.html").read_bytes(), f"{name}.html")
    told = "".join(f"# {fault.code}\n" for fault in sorted(problems))
    seen = f"# published {draft.published} modified {draft.modified}\n{told}{article_of(draft)}"
    golden = PAGES / f"{name}.golden.md"
    if os.environ.get("KYYEU_GOLDEN"):
        golden.write_text(seen, encoding="utf-8")
    assert seen == golden.read_text(encoding="utf-8")


def test_every_profile_has_its_example() -> None:
    assert {profile.name for profile in profiles()} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_character_and_picture_of_a_page_has_its_fate(name: str) -> None:
    draft, _ = read((PAGES / f"{name}.html").read_bytes())
    source = draft.source.text
    assert "".join(source[span.start : span.end] for span in draft.spans) == source
    assert all(span.rule for span in draft.spans if span.fate is Fate.DROPPED)
    for image in re.finditer("<img[^>]*>", source):
        held = [span for span in draft.spans if span.start <= image.start() < span.end]
        assert len(held) == 1
        assert held[0].fate is Fate.KEPT or held[0].rule


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_decomposed_letters_is_the_same_article(name: str) -> None:
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    draft, _ = read(html)
    other, _ = read(unicodedata.normalize("NFD", html))
    assert article_of(other) == article_of(draft)


@pytest.mark.parametrize("code", codepages.PAGES)
def test_a_page_in_an_old_code_page_is_the_same_article(code: str) -> None:
    html = page("").replace("Ý Yên", "Vụ Bản")  # TCVN3 has no Ý
    draft, _ = read(html)
    old, problems = read(codepages.written_in(html, code).encode("cp1252"))
    assert old.source.encoding == code
    assert "import-code-page" in codes(problems)
    assert article_of(old) == article_of(draft)


def test_a_page_says_its_charset_where_its_words_are_few() -> None:
    html = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258">'
        "</head><body><h1>Tin vắn</h1><p>Đăng lúc 08:00, 05/06/2020</p><p>Họp.</p></body></html>"
    )
    data = codepages.written_in(html, "windows-1258").encode("cp1252")
    draft, _ = read(data)
    assert (draft.title, draft.source.encoding) == ("Tin vắn", "windows-1258")


def test_letters_written_as_references_in_an_old_code_page_are_read() -> None:
    html = codepages.written_in(page("").replace("Ý Yên", "Vụ Bản"), "tcvn3")
    html = "".join(
        f"&#{ord(letter)};" if 0xA0 <= ord(letter) <= 0xFF else letter for letter in html
    )
    draft, problems = read(html)
    assert draft.title == "Vụ Bản gặt sớm vụ chiêm"
    assert "import-code-page" in codes(problems)


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (f"<table><tr><td>{IMG}</td></tr><tr><td>{SAID}.</td></tr></table>", f"{SAID}.", ""),
        (f"<table><tr><td>{SAID}.</td></tr><tr><td>{IMG}</td></tr></table>", f"{SAID}.", ""),
        (f"<table><tr><td>{IMG}<br>{SAID}. Ảnh: Lê Hà</td></tr></table>", f"{SAID}.", "Lê Hà"),
        (f"<figure>{IMG}<figcaption>{SAID} (Ảnh: Lê Hà)</figcaption></figure>", SAID, "Lê Hà"),
        (f"<p align=center>{IMG}</p><p align=center>{SAID}</p>", SAID, ""),
        (f"<div>{IMG}</div><p><em>{SAID}</em></p>", SAID, ""),
        (f"<div>{IMG}</div><div class=PhotoCMS_Caption><p>{SAID}</p></div>", SAID, ""),
        ("<img data-src=a.jpg src=x.gif><p class=wp-caption-text>Gặt lúa.</p>", "Gặt lúa.", ""),
        (f"<p>{IMG}</p>", "", ""),
    ],
)
def test_a_picture_finds_its_caption(figure: str, caption: str, credit: str) -> None:
    draft, _ = read(page(figure))
    (place,) = draft.photo_places
    assert (place.caption, place.credit, place.picture) == (caption, credit, "a.jpg")
    assert [picture.name for picture in draft.pictures] == ["a.jpg"]
    assert len(draft.blocks) == 3


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://vi-du.vn/a.jpg", "import-picture-elsewhere"),
        ("//vi-du.vn/a.jpg", "import-picture-elsewhere"),
        ("file:///etc/passwd.jpg", "import-picture-elsewhere"),
        ("../../a.jpg", "import-picture-elsewhere"),
        ("C:\\anh\\a.jpg", "import-picture-elsewhere"),
        ("/anh/a.jpg", "import-picture-elsewhere"),
        ("trang_files/%2e%2e/%2e%2e/a.jpg", "import-picture-elsewhere"),
        ("javascript:alert(1)", "import-picture-elsewhere"),
        ("trang_files/khong-co.png", "import-picture-missing"),
    ],
)
def test_a_picture_that_is_not_beside_the_page_is_told_and_never_fetched(
    address: str, code: str
) -> None:
    asked = []

    def watch(way: str) -> bytes | None:
        asked.append(way)

    found = read_source(
        page(f'<p><img src="{address}"></p>').encode(), "trang.html", settings(), beside=watch
    )
    assert found.value is not None
    assert code in codes(found.problems)
    assert not found.value.pictures
    assert all(not way.startswith("/") and ".." not in way and ":" not in way for way in asked)


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://vi-du.vn/", "anh.jpg"), ("//vi-du.vn/t%E1%BB%87p.php?a=1", "tệp.jpg")],
)
def test_a_picture_of_the_web_gets_a_name_whatever_its_address(address: str, name: str) -> None:
    html = page(f'<p><img src="{address}"></p>').encode()
    found = read_source(html, "trang.html", settings(), web=lambda _: PHOTO)
    assert found.value is not None
    assert [picture.name for picture in found.value.pictures] == [name]


def test_a_picture_that_stands_in_the_page_itself_is_taken() -> None:
    held = base64.b64encode(PHOTO).decode()
    figure = (
        f'<figure><img src="data:image/jpeg;base64,{held}"><figcaption>{SAID}</figcaption></figure>'
    )
    draft, problems = read(page(figure))
    (place,) = draft.photo_places
    assert place.caption == SAID
    assert [(picture.name, picture.data) for picture in draft.pictures] == [(place.picture, PHOTO)]
    assert "import-picture-elsewhere" not in codes(problems)


def test_the_date_is_never_taken_from_the_body() -> None:
    html = page("").replace("<p>Cập nhật: 07:30, Thứ Sáu, 05/06/2020</p>", "")
    draft, _ = read(html)
    assert draft.published is None


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2020-06-05T07:30:00+07:00">',
        '<meta name="date" content="2020-06-05T00:30:00Z">',
        '<meta itemprop="datePublished" content="2020-06-05 07:30">',
    ],
)
def test_the_head_gives_the_date_that_the_page_does_not_show(meta: str) -> None:
    html = page("", meta).replace("<p>Cập nhật: 07:30, Thứ Sáu, 05/06/2020</p>", "")
    draft, _ = read(html)
    assert str(draft.published) == "2020-06-05 07:30:00+07:00"
    assert any(span.place == "published" for span in draft.spans)


def test_a_head_that_contradicts_the_page_is_told() -> None:
    meta = '<meta property="article:published_time" content="2020-06-07T07:30:00+07:00">'
    draft, problems = read(page("", meta))
    assert "import-dates-differ" in codes(problems)
    assert str(draft.published)[:10] == "2020-06-05"


def test_a_wrong_weekday_on_a_page_is_told() -> None:
    _, problems = read(page("").replace("Thứ Sáu", "Thứ Bảy"))
    assert "import-weekday" in codes(problems)


def test_a_short_page_needs_eyes() -> None:
    _, problems = read((PAGES / "short.html").read_bytes())
    (fault,) = [fault for fault in problems if fault.code == "import-needs-eyes"]
    assert fault.severity is Severity.WARNING


def test_a_box_inside_of_the_article_is_left_out_and_a_list_is_not() -> None:
    box = (
        "<div><span>Nổi bật</span><span><a href=x>Một bài nào đó ở chỗ khác</a></span>"
        "<p>Lời giới thiệu ngắn.</p></div>"
    )
    draft, _ = read(page(f"{box}<ul><li>Gieo mạ</li><li>Làm đất</li></ul>"))
    text = article_of(draft)
    assert "Gieo mạ" in text
    assert "Nổi bật" not in text
    assert "Lời giới thiệu" not in text


CELL = '<td><img src="{0}.jpg"></td>'
GRIDS = {
    "captions in a row below": (
        f"<tr>{CELL.format('a')}{CELL.format('b')}</tr><tr><td>Gặt lúa</td><td>Phơi thóc</td></tr>"
        f"<tr>{CELL.format('c')}{CELL.format('d')}</tr><tr><td>Quạt thóc</td><td>Cất kho</td></tr>",
        ["Gặt lúa", "Phơi thóc", "Quạt thóc", "Cất kho"],
    ),
    "captions with their pictures": (
        '<tr><td><img src="a.jpg"><br>Gặt lúa</td><td><img src="b.jpg"><p>Phơi thóc</p></td></tr>'
        '<tr><td><img src="c.jpg"><br>Quạt thóc</td><td><img src="d.jpg"></td></tr>',
        ["Gặt lúa", "Phơi thóc", "Quạt thóc", ""],
    ),
    "captions beside": (
        f"<tr>{CELL.format('a')}<td>Gặt lúa</td></tr><tr><td>Phơi thóc</td>{CELL.format('b')}</tr>",
        ["Gặt lúa", "Phơi thóc"],
    ),
    "one for the whole row": (
        f"<tr>{CELL.format('a')}{CELL.format('b')}</tr><tr><td colspan=2>Gặt rồi phơi</td></tr>",
        ["", "Gặt rồi phơi"],
    ),
}


@pytest.mark.parametrize(("rows", "captions"), GRIDS.values(), ids=GRIDS)
def test_a_table_of_photos_keeps_each_caption_with_its_photo(
    rows: str, captions: list[str]
) -> None:
    draft, _ = read(page(f"<table>{rows}</table>"))
    assert [place.caption for place in draft.photo_places] == captions
    assert_nothing_is_lost(draft)


def test_words_in_a_box_that_leads_nowhere_are_kept() -> None:
    draft, _ = read(page("<div><table><tr><td><p>Giá thóc giữ mức cũ</p></td></tr></table></div>"))
    assert "Giá thóc giữ mức cũ" in article_of(draft)


def test_a_name_that_would_leave_out_the_article_is_not_believed() -> None:
    html = page("").replace("<h1>", '<div class="social"><h1>').replace("</body>", "</div></body>")
    links = "".join(f"<li><a href={n}>Chuyên mục số {n} của trang</a></li>" for n in range(60))
    draft, _ = read(html.replace("</body>", f"<nav><ul>{links}</ul></nav></body>"))
    assert draft.title == "Ý Yên gặt sớm vụ chiêm"
    assert "Năng suất ước đạt 69 tạ" in article_of(draft)
    assert "Chuyên mục số" not in article_of(draft)


def test_lists_keep_the_numbers_and_signs_they_are_printed_with() -> None:
    body = (
        '<ol type="I" start="4"><li>Gieo cấy lúa mùa</li><li value="9">Làm màu</li></ol>'
        '<ol type="a"><li>Đào kênh</li></ol><ul><li>Nạo vét</li></ul>'
    )
    draft, _ = read(page(body))
    text = article_of(draft)
    for line in ("IV\\. Gieo cấy lúa mùa", "IX\\. Làm màu", "a. Đào kênh", "\\- Nạo vét"):
        assert line.replace("\\", "") in text.replace("\\", "")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">Chữ thường</p>',
        '<a href="javascript:alert(1)">bấm vào đây</a>',
        '<svg onload="alert(1)"><title>x</title><text>vẽ</text></svg>',
        '<iframe src="https://vi-du.vn"></iframe><object data="x"></object><embed src="x">',
        '<style>@import "x"; p { background: url(javascript:alert(1)) }</style>',
        '<form action="https://vi-du.vn"><input name="mat-khau"></form>',
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<math><mtext></mtext></math><template><p>ẩn</p></template>",
        '<meta http-equiv="refresh" content="0;url=https://vi-du.vn">',
    ],
)
def test_nothing_that_runs_survives(hostile: str) -> None:
    draft, _ = read(page(hostile))
    text = article_of(draft)
    for word in ("script", "onclick", "onload", "iframe", "alert(1)</", "refresh", "svg", "http"):
        assert word not in text
    source = draft.source.text
    assert "".join(source[span.start : span.end] for span in draft.spans) == source


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body></body></html>", "import-no-article"),
        (b"<html><body><script>1</script></body></html>", "import-no-article"),
        (b"<html><body>" + b"<p>a</p>" * 800_000 + b"</body></html>", "import-too-large"),
        (b"<html><body><p>a\x07b</p></body></html>", "import-control-character"),
    ],
)
def test_a_page_without_an_article_is_sent_back(data: bytes, code: str) -> None:
    found = read_source(data, "trang.html", settings())
    assert found.value is None
    assert code in codes(found.problems)
