import pytest

from kyyeu.edition.cards import by_month, card, chart, periods, shorten, stretch_label
from kyyeu.edition.lists import Stretch, cut
from tests.edition.stories import PICTURE, PUBLIC, SETTINGS, archive, pages, story

EMPTY = archive()


def test_a_card_shows_what_its_list_wants():
    one = story("a", "2020-02-13", pictures=2, lead="Sapo.")
    short = card(EMPTY, one.headline, short=True, with_section=False)
    assert (short.date.text, short.section, short.lead, short.picture) == ("13/02", None, "", None)
    full = card(EMPTY, one.headline, with_lead=True, with_picture=True)
    assert (full.date.text, full.section.text, full.lead) == ("13/02/2020", "Thi đua", "Sapo.")
    assert (full.detail, full.picture) == ("2 ảnh", PICTURE)
    assert card(EMPTY, story("b").headline).detail == ""


def test_a_card_that_shows_the_only_photo_does_not_count_it():
    one = story("a", pictures=1).headline
    assert card(EMPTY, one).detail == "1 ảnh"
    assert card(EMPTY, one, with_picture=True).detail == ""


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("  hai \n chữ ", "hai chữ"),
        ("x" * 120 + ". " + "y " * 100, "x" * 120 + "."),
        ("Ngắn. " + "từ " * 100, "Ngắn. " + "từ " * 64 + "…"),
    ],
)
def test_a_description_is_cut_after_a_sentence_or_at_a_blank(text, short):
    assert shorten(text) == short
    assert len(shorten(text)) <= 202


def test_months_are_headings_in_the_order_given():
    stories = [story("a", "2020-03-02"), story("b", "2020-03-01"), story("c", "2020-02-01")]
    groups = by_month(EMPTY, (one.headline for one in stories))
    assert [(g.heading, g.anchor, len(g.cards)) for g in groups] == [
        ("Tháng 3 năm 2020", "t2020-03", 2),
        ("Tháng 2 năm 2020", "t2020-02", 1),
    ]


def test_a_month_below_its_year_does_not_say_the_year_again():
    month, year = Stretch(2020, 2, 5), Stretch(2020, 0, 5)
    assert stretch_label(EMPTY, year) == "2020"
    assert stretch_label(EMPTY, month) == "Tháng 2 năm 2020"
    assert stretch_label(EMPTY, month, year) == "Tháng 2"


def test_a_long_list_leads_to_its_years_and_a_long_month_to_its_other_sheets():
    sheets = {sheet.path: sheet for sheet in cut("x/", {(2020, 5): 450})}
    (year,) = periods(EMPTY, "x/", sheets["x/"])
    assert (year.label, year.path, year.count) == ("2020", "x/2020/", "450 bài")
    middle = periods(EMPTY, "x/", sheets["x/2020/05/trang/2/"])
    assert [(p.label, p.path) for p in middle] == [
        ("Trang 1", "x/2020/05/"),
        ("Trang 3", "x/2020/05/trang/3/"),
    ]


def test_a_chart_has_silent_years_too_and_none_is_drawn_of_one_year():
    drawn = chart(EMPTY, {(2020, 1): 1, (2018, 1): 1, (2018, 2): 1})
    assert [(bar.label, bar.count) for bar in drawn.bars] == [("2018", 2), ("2019", 0), ("2020", 1)]
    assert drawn.text == "2018: 2 bài, 2019: 0 bài, 2020: 1 bài"
    tall, none, half = (bar.height for bar in drawn.bars)
    assert (none, half * 2) == (0, tall)
    assert chart(EMPTY, {(2020, 1): 2, (2020, 2): 1}) is None
    assert chart(EMPTY, {}) is None


@pytest.mark.parametrize(("site", "start"), [(SETTINGS, ""), (PUBLIC, "https://kyyeu.example/")])
def test_a_page_says_its_own_address_once_the_site_has_one(site, start):
    for value in pages(archive(story("a"), settings=site)).values():
        if hasattr(value, "head") and value.head.index:
            assert value.head.canonical == (start + value.head.path if start else "")
