import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kyyeu.edition.quotations import sentence
from kyyeu.markup import unbroken

TEXT = "Mở đầu buổi lễ. Đồng chí Lê Hà, TP. Nam Định, phát biểu! Ông Chung về."


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("buổi lễ", ("Mở đầu ", "buổi lễ", ".")),
        ("Lê Hà", ("Đồng chí ", "Lê Hà", ", TP. Nam Định, phát biểu!")),
        ("Chung", ("Ông ", "Chung", " về.")),
    ],
)
def test_a_quotation_is_the_whole_sentence_and_no_more(form, expected):
    start = TEXT.index(form)
    assert sentence(TEXT, start, start + len(form)) == expected


def test_a_very_long_sentence_is_cut_at_a_blank():
    text = "từ " * 300 + "Lê Hà " + "ngữ " * 300
    start = text.index("Lê Hà")
    before, form, after = sentence(text, start, start + 5)
    assert form == "Lê Hà"
    assert before.startswith("… từ")
    assert after.endswith("ngữ …")
    assert len(before) < 330


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“Ta sợ không rõ. Vẽ ra rồi xong”, anh Lê Hà kể. Họ cười.", "“Ta sợ không rõ. Vẽ ra"),
        ("Họ về. “Anh Lê Hà làm. Tôi xem!” – bà nói.", "“Anh Lê Hà làm. Tôi xem!” – bà nói."),
        ("Bà nói: “Được. Xong.” Ông Lê Hà về.", "Ông Lê Hà về."),
        ('"Ta sợ. Vẽ ra", anh Lê Hà kể.', '"Ta sợ. Vẽ ra", anh Lê Hà kể.'),
        ('Màn 15" rất to. Ông Lê Hà mua 2 chiếc 17" về.', 'Ông Lê Hà mua 2 chiếc 17" về.'),
        ("“Đoạn sau còn nữa. Ông Lê Hà làm. Hết", "Ông Lê Hà làm."),
        ("“Gọi là “nếp”. Rồi Lê Hà làm. Hết”, họ nói.", "“Gọi là “nếp”. Rồi Lê Hà làm. Hết”"),
        (f"“{'Dài. ' * 90}Ông Lê Hà làm. Hết”, họ nói.", "“… Ông Lê Hà làm. …”"),
        (f"Ông Lê Hà nói: “{'dài ' * 120}”.", "dài …”"),
        (f"“{'dài ' * 120}”, Lê Hà nói.", "“… dài dài"),
    ],
)
def test_a_quotation_keeps_both_of_its_marks(text, told):
    start = text.index("Lê Hà")
    shown = "".join(sentence(text, start, start + 5))
    assert told in shown
    if text.count("“") == text.count("”"):
        assert shown.count("“") == shown.count("”")


@given(st.lists(st.sampled_from(["“", "”", '"', "Lê Hà. ", "x ", ". ", "\n", "… "]), max_size=40))
def test_a_short_passage_is_quoted_letter_by_letter(parts):
    text = "".join(parts)
    for found in re.finditer("Lê Hà", text):
        before, form, after = sentence(text, found.start(), found.end())
        assert form == "Lê Hà"
        assert text[: found.start()].endswith(before)
        assert text[found.end() :].startswith(after)


def test_symbols_and_dates_stay_on_one_line_and_text_stays_text():
    assert unbroken("Chỉ thị 34-CT/TW ngày 7-4-2014 <của> Bộ") == (
        'Chỉ thị <span class="nb">34-CT/TW</span> ngày <span class="nb">7-4-2014</span>'
        " &lt;của&gt; Bộ"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Đại hội lần thứ XIII của Đảng", "lần thứ XIII"),
        ("Đại hội XIII thành công", "hội XIII"),
        ("trúng cử Quốc hội khóa XV", "khóa XV"),
        ("Kết quả quý IV của mười cụm", "quý IV"),
        ("Bàn tiêm số 3", "số 3"),
    ],
)
def test_a_number_stays_with_what_it_counts(text, kept):
    assert f'<span class="nb">{kept}</span>' in unbroken(text)
    assert Markup(unbroken(text)).striptags() == text


@pytest.mark.parametrize("text", ["thứ Xuân", "số 3,5 triệu", "khóa VI-A", "cấp Ivory", "hội"])
def test_what_is_no_number_breaks_as_any_words_do(text):
    assert unbroken(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Tới dự có ThS. Lê Hà và TS. Trần An.",
        "Ông B. Mai gặp PGS. Lê Hà, GS. Nguyễn Lân.",
        "Sau đó TP. Nam Định và bà Lê Hà, TX. Sơn Tây ký.",
    ],
)
def test_a_title_with_a_point_ends_no_sentence(text):
    start = text.index("Lê Hà")
    assert "".join(sentence(text, start, start + 5)) == text


def test_a_sentence_may_end_with_a_short_name_or_a_numeral():
    text = "Người dự là ông Hà. Bà Lê Hà về. Nghị quyết khóa X. Ông đi."
    start = text.index("Lê Hà")
    assert "".join(sentence(text, start, start + 5)) == "Bà Lê Hà về."
    start = text.index("quyết")
    assert "".join(sentence(text, start, start + 5)) == "Nghị quyết khóa X."
