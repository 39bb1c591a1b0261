"""What an editor marked in an article itself: forced, forbidden, and nothing else changed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.markup import Fragment, clean, visible_text
from kyyeu.mentions import INLINE, Inline, identify, inline_of, marks, read
from kyyeu.model import Authorities, Kind, Mention, PersonRecord, Reading, UnitRecord
from kyyeu.rendering import render, shown_and_linked
from tests.mentions.passages import article

CHUNG = PersonRecord("tran-van-chung", "Trần Văn Chung")
OTHER = PersonRecord("tran-van-chung-yen-bai", "Trần Văn Chung", distinction="Yên Bái")
CLOSED = PersonRecord("le-hong", "Lê Hồng", public=False)
BLOC = UnitRecord("khoi-noi-chinh", "Cụm thi đua các cơ quan nội chính")
RECORDS = Authorities({one.id: one for one in (CHUNG, OTHER, CLOSED)}, {BLOC.id: BLOC})


def understood(body: str, authorities: Authorities = RECORDS) -> tuple[Reading, list[str]]:
    blocks = Fragment.parse(render(body)).blocks
    texts = ["", *(block.text for block in blocks)]
    inline = inline_of(blocks)
    return read(article(), texts, authorities, "Nam Định", inline), texts


def told(body: str) -> list[tuple[str, str | None]]:
    return [(one.form, one.id) for one in understood(body)[0].mentions]


def test_a_forced_name_means_the_record_that_the_editor_named():
    assert told("Đồng chí Trần Văn Chung dự.") == [("Trần Văn Chung", None)]
    (mention,) = understood("Đồng chí [Trần Văn Chung](#nguoi/tran-van-chung) dự.")[0].mentions
    assert (mention.id, mention.reviewed, mention.why) == ("tran-van-chung", True, INLINE)


def test_a_forced_name_keeps_the_roles_that_stand_there():
    body = "Đồng chí [Trần Văn Chung](#nguoi/tran-van-chung), Chủ tịch HĐND tỉnh, dự."
    (mention,) = understood(body)[0].mentions
    assert mention.roles == ("Chủ tịch HĐND tỉnh",)


def test_words_that_no_rule_knows_can_be_forced():
    body = "Nhóm [Áo Xanh](#don-vi/khoi-noi-chinh) quét đường."
    assert told(body) == [("Áo Xanh", "khoi-noi-chinh")]


def test_a_forbidden_name_is_none():
    assert told("Ông Vũ Đình Lâm dự.") == [("Vũ Đình Lâm", told("Ông Vũ Đình Lâm dự.")[0][1])]
    assert told("Ông [Vũ Đình Lâm](#khong) dự.") == []


def test_short_forms_further_down_go_along_with_what_was_forced():
    body = "Ông [Vũ Đình Lâm](#nguoi/tran-van-chung) dự.\n\nÔng Lâm nói. Ông Vũ Đình Lâm trao cờ."
    assert {id for _, id in told(body)} == {"tran-van-chung"}


def test_a_place_that_is_marked_itself_does_not_go_along():
    body = (
        "Ông [Vũ Đình Lâm](#nguoi/tran-van-chung) dự. "
        "Ông [Vũ Đình Lâm](#nguoi/tran-van-chung-yen-bai) vắng."
    )
    assert [id for _, id in told(body)] == ["tran-van-chung", "tran-van-chung-yen-bai"]


def test_what_stands_before_a_forced_name_is_left_alone():
    body = "Ông Vũ Đình Lâm dự. Ông [Vũ Đình Lâm](#nguoi/tran-van-chung) nói."
    assert told(body)[0][1] != "tran-van-chung"


def test_the_owner_of_a_counted_list_goes_along():
    listing = "gồm 2 đơn vị: Công an tỉnh, Sở Tư pháp."
    plain = understood(f"Cụm thi đua Sông Hồng {listing}")[0].counted
    body = f"[Cụm thi đua Sông Hồng](#don-vi/khoi-noi-chinh) {listing}"
    assert plain[0].owner not in (None, "khoi-noi-chinh")
    assert understood(body)[0].counted[0].owner == "khoi-noi-chinh"


def test_a_name_forced_to_a_closed_record_is_none():
    assert told("Bà [Lê Hồng Vân](#nguoi/le-hong) dự.") == []


def test_a_forced_name_stays_what_it_is_across_articles():
    reading, _ = understood("Ông [Vũ Đình Lâm](#nguoi/tran-van-chung) dự.")
    identified = identify([(article(), reading)], RECORDS)
    assert identified.readings["bai01"].mentions == reading.mentions
    assert identified.names == {}


@pytest.mark.parametrize(
    ("target", "read_as"),
    [
        ("#nguoi/tran-van-chung", "nguoi/tran-van-chung"),
        ("#khong", "khong"),
        ("#người/chung", "người/chung"),
        ("#d4", None),
        ("https://example.org/#nguoi/chung", None),
    ],
)
def test_a_link_to_a_fragment_with_a_stroke_is_a_mark(target: str, read_as: str | None):
    (link,) = shown_and_linked(f"Một dòng.\n\nÔng [Chung]({target}) nói.")[1]
    assert (link.name, link.line) == (read_as or "", 3)


def test_a_mark_changes_nothing_that_a_reader_sees():
    plain = "Ông **Vũ Đình** Lâm nói *rằng* `mã`.\n\n## Ông Lâm\n\n- Ông Lâm"
    marked = (
        "Ông [**Vũ Đình** Lâm](#nguoi/tran-van-chung) nói *[rằng](#khong)* `mã`.\n\n"
        "## [Ông Lâm](#nguoi/tran-van-chung)\n\n- [ Ông Lâm ](#nguoi/nobody)"
    )
    assert visible_text(render(marked)).split() == visible_text(render(plain)).split()
    assert "nguoi" not in clean(render(marked))
    assert "khong" not in clean(render(marked))


def test_a_mark_is_one_span_whatever_markup_it_crosses():
    (block,) = Fragment.parse(render("Ông [**Vũ Đình** Lâm](#nguoi/a) và [bà](#nguoi/b).")).blocks
    assert [(block.text[start:end], target) for start, end, target in block.targets] == [
        ("Vũ Đình Lâm", "nguoi/a"),
        ("bà", "nguoi/b"),
    ]


_PIECES = st.sampled_from(
    [
        "Ông [Trần Văn Chung](#nguoi/tran-van-chung)",
        "[**Trần** Văn Chung](#nguoi/tran-van-chung-yen-bai)",
        "đồng chí Trần Văn Chung, Chủ tịch HĐND tỉnh,",
        "[Lê Hồng](#khong)",
        "ông Chung",
        "[Chung](https://example.org/)",
        "`Trần Văn Chung`",
        "*Trần Văn* Chung",
        "[Chỉ thị 05-CT/TW](#van-ban/khong-co)",
        "Ban Tổ chức Tỉnh ủy",
        "13-2-2020",
    ]
)
_BODIES = st.lists(
    st.tuples(st.sampled_from(["", "## ", "> ", "- "]), st.lists(_PIECES, min_size=1, max_size=5)),
    min_size=1,
    max_size=3,
).map(lambda blocks: "\n\n".join(start + ", ".join(pieces) for start, pieces in blocks))


@settings(max_examples=80, deadline=None)
@given(_BODIES)
def test_annotating_a_marked_body_never_breaks_it(body: str):
    html = render(body)
    fragment = Fragment.parse(html)
    before, blocks = fragment.html(), fragment.blocks
    reading, texts = understood(body)
    assert all(_lies_in(one, texts) for one in reading.mentions)
    fragment.annotate(marks(reading, lambda one: f"../{one.id}", range(1, len(texts))))
    after = fragment.html()
    assert [block.text for block in fragment.blocks] == [block.text for block in blocks]
    links = r'<a class="m" href="[^"]*"(?: title="[^"]*")?>(.*?)</a>'
    assert re.sub(links, r"\1", after) == before
    for linked in re.findall(links, after):
        assert "<a" not in linked
        assert "<code" not in linked
    assert not re.search(r"<h2>(?:(?!</h2>).)*class=\"m\"", after)
    assert "data-mention" not in clean(after)
    spans = sorted((one.block, one.start, one.end) for one in reading.mentions)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans)), "mentions overlap"


def _lies_in(one: Mention, texts: list[str]) -> bool:
    return texts[one.block][one.start : one.end] == one.form


def test_a_span_of_a_mark_is_told_by_block_and_offsets():
    blocks = Fragment.parse(render("Một.\n\nÔng [Chung](#nguoi/a).")).blocks
    assert inline_of(blocks) == (Inline(2, 4, 9, Kind.PERSON, "a"),)
