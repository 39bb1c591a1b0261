"""From a draft to the files of an article."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kyyeu import holdings
from kyyeu.importers import (
    Composed,
    Draft,
    PhotoFile,
    article_id,
    compose,
    receipt_json,
    receipt_text,
)
from kyyeu.model import Article
from kyyeu.photos import AWAITED
from kyyeu.problems import Problem
from tests.importers.reports import (
    BODY,
    CAPTION,
    LEAD,
    PERSON,
    TEXT,
    TITLE,
    UPDATED,
    codes,
    draft_of,
    report,
    settings,
)


def made(text: str, **choices: object) -> tuple[Composed | None, set[str]]:
    draft, _ = draft_of(text)
    choices = {"category": "Thi đua", **choices}
    result = compose(draft, settings(), **choices)  # type: ignore[arg-type]
    return result.value, codes(result.problems)


def article_of(composed: Composed | None) -> Article:
    assert composed is not None
    read = holdings.read_article(composed.files[composed.article], composed.article, settings())
    assert read.value is not None
    assert read.problems == ()
    return read.value


def body_of(text: str, **choices: object) -> list[str]:
    return article_of(made(text, **choices)[0]).body.split("\n\n")


def test_the_article_of_the_fixture() -> None:
    composed, found = made(TEXT)
    assert found == {"import-photo-missing"}
    article = article_of(composed)
    assert (article.title, article.lead, article.category) == (TITLE, LEAD, "Thi đua")
    assert article.published.isoformat() == "2020-02-18T15:40:00+07:00"
    assert article.modified is None
    assert [(who.name, who.roles) for who in article.contributors] == [(PERSON, ("tin", "ảnh"))]
    assert article.body.split("\n\n") == [
        f'![]({AWAITED} "{CAPTION}")',  # nobody took a photo that is not at hand
        *BODY,
    ]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert made(TEXT) == made(TEXT)


def test_article_original_and_receipt_lie_in_folders_of_the_month() -> None:
    composed, _ = made(TEXT)
    assert composed is not None
    number = composed.id
    folders = ["provenance/2020/02", "provenance/2020/02", "articles/2020/02"]
    assert [path.rpartition("/")[0] for path in composed.files] == folders
    assert composed.files[f"provenance/2020/02/{number}.txt"] == TEXT.encode()
    assert composed.files[f"provenance/2020/02/{number}.receipt.json"] == receipt_json(
        composed.receipt
    )


def test_an_id_depends_on_the_bytes_alone() -> None:
    assert article_id("00" * 16) == "0" * 8
    assert article_id("ff" * 16) != article_id("fe" * 16)
    composed, _ = made(TEXT)
    assert composed is not None
    assert composed.id == article_id(composed.receipt.source.digest)


def test_headlines_that_differ_by_a_tone_have_files_of_their_own() -> None:
    names = set()
    for place in ("Giao Hà", "Giao Hạ"):
        composed, _ = made(report(head=f"Ngày hội ở xã {place}\n{UPDATED}"))
        assert composed is not None
        names.add(composed.article)
    assert len(names) == 2


def test_a_changed_source_of_the_same_headline_and_day_has_the_same_target() -> None:
    first, _ = made(TEXT)
    second, _ = made(TEXT.replace("15:40", "16:10"))
    assert first is not None
    assert second is not None
    assert first.article == second.article
    assert first.id != second.id


# --------------------------------------------------------------------------- choices


def test_without_a_date_nothing_is_made() -> None:
    assert made(report(head=TITLE)) == (None, {"import-no-date"})


def test_an_impossible_date_is_no_date() -> None:
    draft, problems = draft_of(report(head=f"{TITLE}\nĐăng lúc 10:00 30/02/2020"))
    assert codes(problems) == {"import-impossible-date"}
    assert codes(compose(draft, settings(), category="Thi đua").problems) == {"import-no-date"}


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("13/02/2020 20:12", "2020-02-13T20:12:00+07:00"),
        ("2020-02-13", "2020-02-13T00:00:00+07:00"),
        ("2020-02-13T20:12:05+00:00", "2020-02-14T03:12:05+07:00"),
    ],
)
def test_a_date_that_is_given_wins(date: str, written: str) -> None:
    for head in (TITLE, f"{TITLE}\n{UPDATED}"):
        assert article_of(made(report(head=head), date=date)[0]).published.isoformat() == written


def test_a_date_that_cannot_be_read_is_said() -> None:
    assert made(TEXT, date="31/02/2020") == (None, {"import-bad-date"})


def test_a_day_without_hour_is_written_without_hour() -> None:
    composed, _ = made(report(head=f"{TITLE}\n18/02/2020"))
    assert composed is not None
    assert b"\nDate: 2020-02-18\n" in composed.files[composed.article]


def test_published_and_updated_are_two_lines() -> None:
    article = article_of(made(report(head=f"{TITLE}\nĐăng lúc 14:05 18/02/2020\n{UPDATED}"))[0])
    assert article.modified is not None
    assert (article.published.hour, article.modified.hour) == (14, 15)


def test_a_section_is_assumed_with_a_note_only() -> None:
    composed, found = made(TEXT, category=None)
    assert article_of(composed).category == settings().sections[0]
    assert "import-category-assumed" in found


def test_the_section_over_the_headline_is_taken() -> None:
    composed, found = made(report(head=f"Văn hóa – xã hội\n{TITLE}\n{UPDATED}"), category=None)
    assert article_of(composed).category == "Văn hóa - Xã hội"
    assert "import-category-assumed" not in found


def test_an_unknown_section_is_refused() -> None:
    assert made(TEXT, category="Thể thao") == (None, {"import-unknown-category"})


def test_without_a_headline_nothing_is_made() -> None:
    draft, problems = draft_of(report(head="rất dài " * 60))
    assert "import-no-headline" in codes(problems)
    assert compose(draft, settings(), date="2020-02-18", category="Thi đua").value is None


# --------------------------------------------------------------------------- what is shown

SIGNS = {
    "a sum": "Trồng thêm 5*3*2 ô rừng và 2_3_4 hàng.",
    "angle brackets": "<Ban Tổ chức> công bố <b>kết quả</b> &amp; thể lệ.",
    "a number that would be counted anew": "3. Giao Hải về thứ ba.",
    "a hyphen": "- Giao Hải: nhất.",
    "a plus": "+ Giao Lâm: nhì.",
    "a hash": "# Giao Phong: ba.",
    "a link": "Xem [bảng điểm](http://vi-du.vn) và ![ảnh](a.jpg).",
    "stars": "**Ghi chú**: *có thưởng*.",
    "a line": "***",
    "a backslash": "Tệp \\diem\\ở đây \\* và \\\\.",
    "a bar": "Giao Phong | Giao Hải.",
    "a header line": "Title: Một bài khác.",
}


@pytest.mark.parametrize("words", SIGNS.values(), ids=SIGNS.keys())
def test_signs_of_markdown_are_shown_as_they_stand(words: str) -> None:
    composed, found = made(report(body=f"{BODY[0]}\n\n{words}\n\n{BODY[2]}"))
    assert composed is not None
    assert "import-render-differs" not in found
    assert composed.receipt.text_of("body.3") == words


def test_signs_in_headline_lead_and_caption_are_kept() -> None:
    caption = 'Cờ "đơn vị dẫn đầu" [2020] & hoa *tươi* được trao tại lễ.'
    title = "Giao Thủy: <Sóng sạch> *làng xanh*"
    article = article_of(
        made(report(head=f"{title}\n{UPDATED}", caption=f"{caption}\n{caption}"))[0]
    )
    assert article.title == title
    composed, _ = made(report(caption=f"{caption}\n{caption}"))
    assert composed is not None
    assert composed.receipt.text_of("body.1.caption") == caption


def test_a_table_is_a_table() -> None:
    body = body_of(report(body=f"{BODY[0]}\n\nĐơn vị\tĐiểm\nGiao|Hải\t5*3\n\n{BODY[2]}"))
    assert body[2] == "| Đơn vị | Điểm |\n| --- | --- |\n| Giao\\|Hải | 5*3 |"


def test_the_guard_speaks_when_the_page_would_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyyeu.importers.inline.escape_markdown", lambda text: text)
    assert made(report(body=f"{BODY[0]}\n\n**đậm** và *nghiêng*\n\n{BODY[2]}"), date=None) == (
        None,
        {"import-photo-missing", "import-render-differs"},
    )


# --------------------------------------------------------------------------- photos

JPEG = PhotoFile("Ảnh Lễ.JPG", b"one", alt="Hai người ký")
SECOND = PhotoFile("b.png", b"two", credit="Hải Nam", alt="Bàn ký")
TWO = report(caption=f"{CAPTION}\n{CAPTION}\nQuang cảnh lễ ký kết.\nQuang cảnh lễ ký kết.")


def test_photos_take_the_captions_in_order() -> None:
    composed, found = made(TWO, photos=[JPEG, SECOND])
    assert found == {"import-credit-assumed"}
    assert composed is not None
    assert composed.files[f"photos/2020/02/{JPEG.stored_name}"] == b"one"
    assert article_of(composed).body.split("\n\n")[:2] == [
        f'![]({JPEG.stored_name} "{CAPTION} Ảnh: {PERSON}")',
        f'![]({SECOND.stored_name} "Quang cảnh lễ ký kết.")',
    ]


def test_a_photo_is_stored_under_a_plain_name_of_its_own() -> None:
    assert JPEG.stored_name.startswith("anh-le-")
    assert JPEG.stored_name.endswith(".jpg")
    assert PhotoFile("Ảnh Lễ.JPG", b"other").stored_name != JPEG.stored_name


def test_a_caption_without_photo_waits_for_one() -> None:
    composed, found = made(TWO, photos=[JPEG])
    assert found == {"import-credit-assumed", "import-photo-missing"}
    assert f"![]({AWAITED} " in article_of(composed).body


def test_a_photo_without_caption_stands_at_the_end() -> None:
    composed, found = made(report(caption=""), photos=[JPEG])
    assert found == {"import-credit-assumed", "import-photo-without-caption"}
    assert article_of(composed).body.endswith(f'![]({JPEG.stored_name} "Ảnh: {PERSON}")')


def test_a_photo_whose_file_says_nothing_of_what_is_seen_is_to_be_described() -> None:
    _, found = made(report(), photos=[replace(JPEG, alt="")])
    assert found == {"import-credit-assumed", "import-photo-no-alt"}


def test_no_credit_is_guessed_among_two_photographers() -> None:
    body = body_of(report(byline=f"Tin, ảnh: {PERSON} - Hải Nam"))
    assert body[0] == f'![]({AWAITED} "{CAPTION}")'


# --------------------------------------------------------------------------- receipt


def receipt(text: str = TEXT, language: str = "vi") -> str:
    composed, _ = made(text)
    assert composed is not None
    return receipt_text(composed.receipt, language)


def test_the_receipt_names_fields_rules_and_sums() -> None:
    text = receipt()
    assert f"dòng 2   ngày đăng                  {UPDATED}" in text
    assert "[chú thích in hai lần]" in text
    assert ", , . ,  [dấu câu lẻ ở cuối]" in text
    total = f"{len(TEXT):,}".replace(",", ".")
    assert text.endswith(f"đủ {total} ký tự của tệp.\n")


def test_the_receipt_speaks_english_too() -> None:
    assert "[caption printed twice]" in receipt(language="en")


def test_all_fates_of_the_mutations_have_words() -> None:
    """Every place and rule that a receipt can name is in both catalogues."""
    odd = report(
        head=f"Trang chủ » Thi đua\nMỘT NGÀY Ở BIỂN\n{TITLE}\n{TITLE}\n{UPDATED}\n{UPDATED}",
        caption="Ảnh: Quang cảnh buổi lễ\nHai\tba\nBốn\tnăm\n\nGieo hạt phi lao. (Ảnh: Hải Nam)",
        byline=f"Tin: {PERSON} (xã)\nNguồn: TTXVN",
        tail="Chia sẻ\nTừ khóa: biển\nTin khác\nMột ngày\n,",
    )
    for language in ("vi", "en"):
        assert receipt(odd, language).count("\n") > 12


def test_the_receipt_as_data_rebuilds_source_and_fields() -> None:
    composed, _ = made(TEXT)
    assert composed is not None
    data = json.loads(receipt_json(composed.receipt))
    assert (data["id"], data["article"]) == (composed.id, composed.article)
    at = 0
    title = ""
    for start, end, _fate, _rule, place, *became in data["spans"]:
        assert start == at
        at = end
        title += (became[0] if became else TEXT[start:end]) if place == "title" else ""
    assert at == data["characters"] == len(TEXT)
    assert title == TITLE


def problems_of(draft: Draft) -> tuple[Problem, ...]:
    return compose(draft, settings(), category="Thi đua").problems


def test_the_missing_photo_is_named_with_the_line_of_its_caption() -> None:
    draft, _ = draft_of(TEXT)
    assert [(problem.code, problem.line) for problem in problems_of(draft)] == [
        ("import-photo-missing", 6)
    ]
