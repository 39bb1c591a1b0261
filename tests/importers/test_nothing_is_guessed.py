"""Where a report leaves a doubt nothing is guessed: credits, captions, bylines."""

from __future__ import annotations

import pytest

from kyyeu.importers import PhotoPlace, page_reading
from kyyeu.importers.figures import part_credit
from kyyeu.importers.reading import read_source
from kyyeu.importers.words import is_agency, names_a_body
from tests.importers.reports import (
    assert_nothing_is_lost,
    codes,
    draft_of,
    in_this_process,
    settings,
)

HEAD = "Hội nghị tổng kết công tác năm 2020 của huyện\nCập nhật lúc 20:12, Thứ Năm, 13/02/2020\n\n"
LEAD = "Sáng 13/2, Huyện ủy tổ chức hội nghị tổng kết, với sự tham dự của nhiều đại biểu.\n\n"
TELLS = "Báo cáo tại hội nghị nêu rõ kết quả trong năm qua của toàn huyện ta.\n\n"
ORDER = "Phát biểu tại hội nghị, đồng chí Trần Văn Chung yêu cầu rà soát lại toàn bộ chỉ tiêu."
SCENE = "Quang cảnh hội trường trong buổi sáng khai mạc."
QUOTE = "“Chúng ta phải nói thẳng, nói thật”, đồng chí Trần Văn Chung nhấn mạnh."


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Các đại biểu tại hội nghị. Ảnh: Lam Hồng", "Lam Hồng"),
        ("Các đại biểu tại hội nghị (Ảnh: Lam Hồng)", "Lam Hồng"),
        ("Các đại biểu tại hội nghị - Ảnh: Lam Hồng", "Lam Hồng"),
        ("Các đại biểu tại hội nghị Ảnh: Lam Hồng", "Lam Hồng"),
        ("Các đại biểu tại hội nghị. ảnh: Lam Hồng", "Lam Hồng"),
        ("Các đại biểu tại hội nghị. Nguồn ảnh: Lam Hồng", "Lam Hồng"),
        ("Các đại biểu tại hội nghị. Trong ảnh: Trần Văn Chung", None),
        ("Các đại biểu tại hội nghị. TRONG ẢNH: TRẦN VĂN CHUNG", None),
        ("Các đại biểu. Người trong ảnh: Trần Văn Chung", None),
        ("Các đại biểu. Bên phải ảnh: Trần Văn Chung", None),
        ("Các đại biểu, trong Ảnh: Trần Văn Chung", None),
        ("Lễ trao giải, đứng giữa ảnh: Trần Văn Chung", None),
        ("Trong ảnh: Trần Văn Chung", None),
    ],
)
def test_who_is_seen_on_a_photo_did_not_take_it(text: str, credit: str | None) -> None:
    parted = part_credit(text)
    assert (parted[3] if parted else None) == credit


def page(body: str) -> tuple[list[PhotoPlace], set[str], str]:
    """The photo places of a page with this body, what is told of it, and its paragraphs."""
    told = "".join(f"<p>{TELLS.strip()} Đoạn {n}.</p>" for n in range(3))
    text = (
        "<html><head><title>Hội nghị</title></head><body><h1>Hội nghị tổng kết của huyện nhà</h1>"
        f"<p>Cập nhật lúc 20:12, Thứ Năm, 13/02/2020</p>{told}{body}"
        f"<p>{TELLS.strip()}</p><p>Tin: Lam Hồng</p></body></html>"
    )
    read = read_source(text.encode(), "trang.html", settings())
    assert read.value is not None, read.problems
    assert_nothing_is_lost(read.value)
    kept = "\n".join(getattr(block, "text", "") for block in read.value.blocks)
    return list(read.value.photo_places), codes(read.problems), kept


PICTURE = '<p><img src="a.jpg"></p>'


@pytest.fixture
def laid_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are laid out without a process apart."""
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)


@pytest.mark.usefixtures("laid_out_here")
@pytest.mark.parametrize(
    "below",
    [
        f"<p><em>{QUOTE}</em></p>",
        f"<p><i>{ORDER}</i></p>",
        f'<p align="center">{ORDER}</p>',
        f'<p style="text-align:center"><em>{QUOTE}</em></p>',
        "<p><em>Đồng chí Trần Văn Chung khẳng định: huyện sẽ làm đến cùng.</em></p>",
    ],
)
def test_what_somebody_said_below_a_photo_stays_in_the_report(below: str) -> None:
    picture = PICTURE.replace("<p>", '<p align="center">') if "center" in below else PICTURE
    places, told, kept = page(picture + below)
    assert [place.caption for place in places] == [""]
    assert "import-caption-doubtful" in told
    assert "Trần Văn Chung" in kept


@pytest.mark.usefixtures("laid_out_here")
@pytest.mark.parametrize(
    ("below", "assumed"),
    [
        (f"<p><em>{SCENE}</em></p>", True),
        (f"<p><em>{SCENE} Ảnh: Lam Hồng</em></p>", False),
        (f"<p>{SCENE}</p><p>{SCENE}</p>", False),
    ],
)
def test_a_caption_that_only_looks_like_one_is_told(below: str, assumed: bool) -> None:
    places, told, _ = page(PICTURE + below)
    assert [place.caption for place in places] == [SCENE]
    assert ("import-caption-assumed" in told) is assumed


@pytest.mark.usefixtures("laid_out_here")
@pytest.mark.parametrize("line", [ORDER, "Các đơn vị ký giao ước thi đua với huyện nhà."])
def test_a_paragraph_that_stands_twice_on_a_page_is_kept_twice(line: str) -> None:
    places, told, kept = page(f"<p>{line}</p><p>{line}</p>")
    assert not places
    assert "import-doubled-paragraph" in told
    assert kept.count(line) == 2


@pytest.mark.parametrize(
    ("line", "before", "is_place"),
    [
        (ORDER, TELLS, False),
        (ORDER, "", False),
        ("Các đơn vị ký giao ước thi đua với huyện nhà.", TELLS, False),
        ("Các đơn vị ký giao ước thi đua với huyện nhà.", "", True),
        (SCENE, TELLS, True),
        ("Các đơn vị ký giao ước thi đua với huyện. Ảnh: Lam Hồng", TELLS, True),
    ],
)
def test_a_line_that_stands_twice_in_a_text_is_a_caption_only_with_a_sign_of_one(
    line: str, before: str, is_place: bool
) -> None:
    report = f"{HEAD}{LEAD}{before}{line}\n\n{line}\n\n{TELLS}{TELLS[:-3]} nữa.\n\nTin: Mai Lan\n"
    draft, problems = draft_of(report)
    assert_nothing_is_lost(draft)
    assert bool(draft.photo_places) is is_place
    kept = "\n".join(getattr(block, "text", "") for block in draft.blocks)
    assert kept.count(line) == (0 if is_place else 2)
    assert ("import-doubled-paragraph" in codes(problems)) is not is_place


@pytest.mark.parametrize(
    "line",
    ["Nông Thôn Mới", "Hội Nông Dân", "Đoàn Thanh Niên", "Công An Huyện", "Phong Trào Thi Đua"],
)
@pytest.mark.parametrize("at_end", [True, False])
def test_a_body_or_a_movement_signs_no_report(line: str, at_end: bool) -> None:
    top, end = ("", f"{line}\n") if at_end else (f"{line}\n\n", "")
    draft, _ = draft_of(f"{HEAD}{top}{LEAD}{TELLS}{TELLS[:-3]} nữa.\n\n{end}")
    assert draft.contributors == ()
    assert names_a_body(line)


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Văn Hóa", "Nguyễn An Ninh", "Đoàn Văn Hải", "Trường Giang", "Lam Hồng", "Hồng Quân"],
)
def test_a_person_whose_name_has_such_a_word_signs(name: str) -> None:
    draft, problems = draft_of(f"{HEAD}{LEAD}{TELLS}{TELLS[:-3]} nữa.\n\n{name}\n")
    assert [who.name for who in draft.contributors] == [name]
    assert "import-bare-byline" in codes(problems)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Theo Trần Văn Chung", True),
        ("Nguồn: Lam Hồng", True),
        ("Theo TTXVN", False),
        ("Nguồn: Báo Nam Định", False),
        ("Nguồn: https://bao.example.vn/bai-1", False),
    ],
)
def test_a_source_that_may_be_a_person_is_told(line: str, told: bool) -> None:
    draft, problems = draft_of(f"{HEAD}{LEAD}{TELLS}{TELLS[:-3]} nữa.\n\n{line}\n")
    assert draft.origin is not None
    assert ("import-bare-origin" in codes(problems)) is told
    assert is_agency("TTXVN")


@pytest.mark.usefixtures("laid_out_here")
@pytest.mark.parametrize(
    "shown",
    [
        '<amp-img src="a.jpg" width="600" height="400"></amp-img>',
        '<picture><source srcset="a.jpg"></picture>',
        '<picture><source data-srcset="a-1.jpg 1x, a.jpg 2x"></picture>',
        '<picture><source srcset="b.jpg"><img src="a.jpg"></picture>',
    ],
)
def test_a_picture_of_any_element_is_shown_or_missed_by_name(shown: str) -> None:
    places, told, _ = page(f"<figure>{shown}<figcaption>{SCENE}</figcaption></figure>")
    assert [place.caption for place in places] == [SCENE]
    assert "import-picture-missing" in told or "import-picture-elsewhere" in told
