import re
from dataclasses import replace

import pytest

from kyyeu.edition import index_pages
from kyyeu.edition.letters import filings_of
from kyyeu.model import Kind, MovementRecord, PersonRecord
from tests.edition.stories import archive, directive, movement, pages, person, records, story, unit


def letters(path, *named, **options):
    page = pages(archive(story("a", "2020-01-01", *named), **options))[f"{path}index.html"]
    return [(one.letter, [entry.name.text for entry in one.entries]) for one in page.letters]


def test_people_are_ordered_by_given_name_in_vietnamese_order():
    names = ["Vũ Đông", "Lê Ân", "Trần Dũng", "Bùi An", "Lê Ánh", "Đỗ Ăn", "Ngô Ê", "Hà Em"]
    assert letters("nguoi/", *map(person, names)) == [
        ("A", ["Bùi An", "Lê Ánh"]),
        ("Ă", ["Đỗ Ăn"]),
        ("Â", ["Lê Ân"]),
        ("D", ["Trần Dũng"]),
        ("Đ", ["Vũ Đông"]),
        ("E", ["Hà Em"]),
        ("Ê", ["Ngô Ê"]),
    ]


def test_names_that_differ_by_a_tone_stand_side_by_side_in_the_order_of_tones():
    names = ["Lê Hạ", "Lê Hà", "Lê Há", "Lê Ha", "Lê Hả", "Lê Hã"]
    people = [person(name, id=f"p{i}") for i, name in enumerate(names)]
    assert letters("nguoi/", *people) == [
        ("H", ["Lê Ha", "Lê Hà", "Lê Hả", "Lê Hã", "Lê Há", "Lê Hạ"])
    ]


def test_every_letter_has_an_anchor_of_its_own():
    names = ["Bùi An", "Lê Ăn", "Lê Ân", "Lê Dũng", "Lê Đông", "Lê Ơn", "Lê Oanh", "Ưu Ưu", "Lê Út"]
    people = [person(name, id=f"p{i}") for i, name in enumerate(names)]
    page = pages(archive(story("a", "2020-01-01", *people)))["nguoi/index.html"]
    anchors = [letter.anchor for letter in page.letters]
    assert len(set(anchors)) == len(anchors) == len({letter.letter for letter in page.letters})
    assert anchors[:3] == ["chu-a", "chu-aw", "chu-aa"]


def test_units_stand_by_their_first_word_and_directives_by_their_kind():
    assert letters("don-vi/", unit("Đảng ủy Khối"), unit("Ban Dân vận"), unit("Công an tỉnh")) == [
        ("B", ["Ban Dân vận"]),
        ("C", ["Công an tỉnh"]),
        ("Đ", ["Đảng ủy Khối"]),
    ]
    acts = ["Nghị định 30/2020/NĐ-CP", "Chỉ thị 34-CT/TW", "Chỉ thị 05-CT/TW", "Luật Đất đai"]
    assert letters("van-ban/", *map(directive, acts)) == [
        ("Chỉ thị", ["Chỉ thị 05-CT/TW", "Chỉ thị 34-CT/TW"]),
        ("Luật Đất đai", ["Luật Đất đai"]),
        ("Nghị định", ["Nghị định 30/2020/NĐ-CP"]),
    ]


def test_movements_have_their_own_index():
    known = records(MovementRecord("dan-van-kheo", "Dân vận khéo"))
    assert letters("phong-trao/", movement("Dân vận khéo"), authorities=known) == [
        ("D", ["Dân vận khéo"])
    ]


def test_people_stand_by_family_name_too_and_each_order_leads_to_the_other():
    names = ["Vũ An", "Đỗ Ba", "Đặng Bốn", "Lê Chín", "Dương Ba"]
    people = [person(name, id=f"p{i}") for i, name in enumerate(names)]
    page = pages(archive(story("a", "2020-01-01", *people)))["chu-cai/nguoi-theo-ho/index.html"]
    assert [(one.letter, [entry.name.text for entry in one.entries]) for one in page.letters] == [
        ("D", ["Dương Ba"]),
        ("Đ", ["Đặng Bốn", "Đỗ Ba"]),
        ("L", ["Lê Chín"]),
        ("V", ["Vũ An"]),
    ]
    assert [view.path for view in page.views] == ["nguoi/", "chu-cai/nguoi-theo-ho/"]
    assert page.head.nav == "nguoi/"


def test_many_people_have_a_page_for_each_letter_of_their_family_names(monkeypatch):
    monkeypatch.setattr(index_pages, "ONE_INDEX", 1)
    found = pages(archive(story("a", "2020-01-01", person("Đỗ Ba"), person("Dương Ba"))))
    top = found["chu-cai/nguoi-theo-ho/index.html"]
    assert [(door.label, door.path, door.count) for door in top.doors] == [
        ("D", "chu-cai/nguoi-theo-ho-d/", "1"),
        ("Đ", "chu-cai/nguoi-theo-ho-dd/", "1"),
    ]
    (letter,) = found["chu-cai/nguoi-theo-ho-dd/index.html"].letters
    assert [entry.name.text for entry in letter.entries] == ["Đỗ Ba"]


def test_a_letter_of_too_many_is_divided_by_the_letters_that_follow(monkeypatch):
    monkeypatch.setattr(index_pages, "ONE_INDEX", 2)
    names = ("Trần Vinh", "Lê Văn Vinh", "Lê Thị Vinh", "Lê Vĩnh", "Lê Hà", "Võ Vi", "Đỗ Vy")
    found = pages(archive(story("a", "2020-01-01", *map(person, names))))
    letter = found["chu-cai/nguoi-v/index.html"]
    assert [(door.label, door.count) for door in letter.doors] == [("VI…", "5"), ("VY…", "1")]
    assert letter.quiet.startswith("6 ")
    vi = found[f"{letter.doors[0].path}index.html"]
    assert [(door.label, door.count) for door in vi.doors] == [("VI …", "1"), ("VIN…", "4")]
    vinh = found[f"{vi.doors[1].path}index.html"]
    assert [(door.label, door.count) for door in vinh.doors] == [("VINH L…", "3"), ("VINH T…", "1")]
    le = found[f"{vinh.doors[0].path}index.html"]
    assert [(door.label, door.count) for door in le.doors] == [
        ("VINH LE…", "1"),
        ("VINH LE …", "2"),
    ]
    last = found[f"{le.doors[1].path}index.html"]
    assert last.heading == "Nhân vật: VINH LE …"
    assert [step.text for step in last.head.trail][:3] == ["Nhân vật", "V", "VI…"]
    (group,) = last.letters
    assert [entry.name.text for entry in group.entries] == ["Lê Thị Vinh", "Lê Văn Vinh"]


def test_people_of_one_name_stay_on_one_page_however_many_they_are(monkeypatch):
    monkeypatch.setattr(index_pages, "ONE_INDEX", 2)
    same = [replace(person("Lê Hà"), id=f"le-ha-{i}") for i in range(5)]
    found = pages(archive(story("a", "2020-01-01", *same)))
    (group,) = found["chu-cai/nguoi-h/index.html"].letters
    assert len(group.entries) == 5


@pytest.mark.parametrize(
    ("kind", "name", "place"),
    [
        (Kind.DIRECTIVE, "Chỉ thị 105-CT/TW", ("Chỉ thị", "chi thi 105-ct/tw")),
        (Kind.UNIT, "Ủy ban nhân dân xã Giao Hải", ("U", "uy ban nhan dan xa giao hai")),
        (Kind.MOVEMENT, "Đền ơn", ("Đ", "den on")),
        (Kind.PERSON, "Lê Văn Hòa", ("H", "hoa le van")),
        (Kind.PERSON, "Moskva", ("M", "moskva")),
    ],
)
def test_where_something_is_filed(kind, name, place):
    assert filings_of(kind, name)[0] == (kind.value, *place)


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("tổ trưởng tổ đê", "công nhân"), "tổ trưởng tổ đê"),
        (("tổ trưởng tổ đê", "tổ trưởng tổ ảnh"), "tổ trưởng"),
        (("tổ trưởng", "tổ trưởng tổ ảnh"), "tổ trưởng"),
        (("Tổ trưởngtổ", ""), "tổ trưởng"),
        ((), "tổ trưởng"),
    ],
)
def test_a_role_is_told_in_full_when_the_record_has_one_that_begins_so(roles, told):
    known = records(PersonRecord("le-ha", "Lê Hà", roles=roles))
    one = story("a", "2020-01-01", person("Lê Hà", "tổ trưởng"))
    (h,) = pages(archive(one, authorities=known))["nguoi/index.html"].letters
    assert h.entries[0].detail == told


def test_an_entry_says_whether_an_editor_has_seen_it():
    known = records(PersonRecord("le-ha", "Lê Hà", distinction="Hải Hậu"))
    one = story("a", "2020-01-01", person("Lê Hà"), person("Trần An", "Bí thư"))
    (a, h) = pages(archive(one, authorities=known))["nguoi/index.html"].letters
    assert (h.entries[0].reviewed, h.entries[0].name.distinction) == (True, "Hải Hậu")
    assert (a.entries[0].reviewed, a.entries[0].detail) == (False, "Bí thư")


def test_authors_are_listed_by_given_name_with_their_count():
    found = pages(archive(story("a", by=["Vũ Đông", "Lê An"]), story("b", by=["Lê An"])))
    (letter,) = found["tac-gia/index.html"].letters
    assert [(entry.name.text, entry.detail) for entry in letter.entries] == [
        ("Lê An", "2 bài"),
        ("Vũ Đông", "1 bài"),
    ]
    for entry in letter.entries:
        assert found[f"{entry.path}index.html"].heading == entry.name.text


def test_a_section_lists_its_own_and_an_empty_one_says_so():
    found = pages(archive(story("a", "2020-02-13"), story("b", "2021-03-01")))
    full, empty = (found[f"chuyen-muc/{slug}/index.html"] for slug in ("thi-dua", "nhan-vat"))
    assert full.quiet == "2 bài, 13/02/2020 – 01/03/2021"
    assert [card.section for card in full.groups[0].cards] == [None, None]
    assert (empty.quiet, empty.groups) == ("0 bài", ())


def test_years_and_months_lead_to_their_neighbours():
    days = ["2018-05-01", "2020-02-13", "2020-02-14", "2020-07-01"]
    found = pages(archive(*(story(f"s{i}", day) for i, day in enumerate(days))))
    year, old = found["2020/index.html"], found["2018/index.html"]
    assert (year.heading, year.quiet) == ("Năm 2020", "3 bài")
    assert (year.previous.path, year.following) == ("2018/", None)
    assert (old.previous, old.following.path) == (None, "2020/")
    assert [(p.label, p.path, p.count) for p in year.periods] == [
        ("Tháng 7", "2020/07/", "1 bài"),
        ("Tháng 2", "2020/02/", "2 bài"),
    ]
    month = found["2020/02/index.html"]
    assert month.heading == "Tháng 2 năm 2020"
    assert (month.previous, month.following.path) == (None, "2020/07/")
    assert [link.path for link in month.head.trail] == ["nam/", "2020/"]


def test_the_page_of_all_years_has_the_shelf_and_counts():
    page = pages(archive(story("a", "2018-01-01"), story("b", "2020-01-01")))["nam/index.html"]
    assert [(e.name.text, e.path, e.detail) for e in page.letters[0].entries] == [
        ("2020", "2020/", "1 bài"),
        ("2018", "2018/", "1 bài"),
    ]
    assert len(page.shelf.spines) == 2


@pytest.mark.parametrize(("count", "pages_of_list"), [(40, 1), (41, 5), (400, 5), (404, 17)])
def test_a_list_grows_by_pages_of_time_and_never_by_numbers(count, pages_of_list):
    stories = [story(f"s{i}", f"{2017 + i % 4}-0{1 + i // 4 % 3}-01") for i in range(count)]
    printed = pages(archive(*stories))
    found = [path for path in printed if re.match("chuyen-muc/thi-dua/.*html", path)]
    assert len(found) == pages_of_list
    assert not [path for path in found if "trang" in path]
