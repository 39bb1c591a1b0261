import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from kyyeu.edition.pieces import Branch, Link
from kyyeu.model import DirectiveRecord, PersonRecord, UnitRecord
from tests.edition.stories import (
    PUBLIC,
    archive,
    directive,
    file_of,
    pages,
    person,
    records,
    story,
    unit,
)

HA = "nguoi/le-ha/index.html"


def page(*stories, at=HA, **options):
    return pages(archive(*stories, **options))[at]


def test_a_role_is_first_and_last_seen_each_with_its_sentence():
    role = "Trưởng ban"
    stories = [
        story("a", "2018-03-01", unit("Sở Y tế"), person("Lê Hà", role)),
        story("b", "2019-03-01", person("Lê Hà", role)),
        story("c", "2020-03-01", person("Lê Hà", "Phó Chủ tịch"), person("Hà", role, id="le-ha")),
    ]
    rows = page(*stories).roles
    assert [row.role for row in rows] == [role, "Phó Chủ tịch"]
    assert (rows[0].first.date.text, rows[0].last.date.text) == ("01/03/2018", "01/03/2020")
    assert rows[0].first.path == f"{file_of(stories[0])}#d2"
    assert rows[0].last.path == f"{file_of(stories[2])}#d2"
    assert rows[1].first == rows[1].last


def test_spellings_of_one_role_are_one_row():
    stories = [
        story("a", "2018-03-01", person("Lê Hà", "Chánh Thanh tra, hoà giải")),
        story("b", "2019-03-01", person("Lê Hà", "chánh thanh tra, hòa giải")),
    ]
    (row,) = page(*stories).roles
    assert row.role == "Chánh Thanh tra, hoà giải"
    assert row.last.date.text == "01/03/2019"


def test_who_is_never_given_a_role_has_no_row():
    assert page(story("a", "2018-03-01", person("Lê Hà"))).roles == ()


def test_the_quiet_line_counts_articles_and_tells_other_forms_by_use():
    stories = [
        story("a", "2018-03-01", person("Lê Hà"), person("bà Hà", id="le-ha")),
        story(
            "b",
            "2019-03-01",
            person("Hà", id="le-ha"),
            replace(person("Phó ban", id="le-ha"), by_role=True),
        ),
        story("c", "2020-03-01", person("bà Hà", id="le-ha")),
    ]
    known = records(PersonRecord("le-ha", "Lê Hà"))
    assert page(*stories, authorities=known).quiet == (
        "Có mặt trong 3 bài, 01/03/2018 – 01/03/2020 · còn được viết: bà Hà, Hà"
    )


def test_a_sentence_is_quoted_once_and_at_most_three_of_an_article():
    text = "Lê Hà gặp Lê Hà. Lê Hà về. Lê Hà đi. Lê Hà nghỉ."
    one = story("a", "2020-01-01", person("Lê Hà"), paragraphs=(text,))
    (mention,) = one.reading.mentions
    starts = [i for i in range(len(text)) if text.startswith("Lê Hà", i)]
    mentions = tuple(replace(mention, start=i, end=i + 5) for i in starts)
    one = replace(one, reading=replace(one.reading, mentions=mentions))
    (year,) = page(one).years
    (coverage,) = year.items
    said = [f"{q.before}{q.form}{q.after}" for q in coverage.quotes]
    assert said == ["Lê Hà gặp Lê Hà.", "Lê Hà về.", "Lê Hà đi."]


def test_a_quotation_says_where_it_stands_and_on_whose_word():
    named = replace(person("Phó Bí thư", id="le-ha"), by_role=True, why="role-only")
    one = story("a", "2020-01-01", unit("Sở Y tế"), named)
    quote = page(one).years[0].items[0].quotes[0]
    assert (quote.path, quote.by_role, quote.reviewed) == (f"{file_of(one)}#d2", True, False)
    assert quote.why.endswith("chưa duyệt")


def test_coverage_stands_under_its_years_newest_first_without_the_year():
    days = ["2018-03-01", "2020-01-01", "2018-05-02"]
    years = page(*(story(f"s{i}", day, person("Lê Hà")) for i, day in enumerate(days))).years
    assert [year.year for year in years] == ["2020", "2018"]
    assert [item.card.date.text for item in years[1].items] == ["02/05", "01/03"]


def test_namesakes_lead_to_each_other_told_apart():
    known = records(
        PersonRecord("le-ha", "Lê Hà", distinction="Hải Hậu"),
        PersonRecord("le-ha-2", "Lê Hạ"),
    )
    one = story("a", "2020-01-01", person("Lê Hà"), person("Lê Hạ", "Bí thư", id="le-ha-2"))
    found = pages(archive(one, authorities=known))
    (other,) = found[HA].namesakes
    assert (other.text, other.path) == ("Lê Hạ (Bí thư)", "nguoi/le-ha-2/")
    (back,) = found["nguoi/le-ha-2/index.html"].namesakes
    assert back.text == "Lê Hà (Hải Hậu)"


def test_a_renamed_unit_leads_both_ways_and_a_part_to_its_whole():
    known = records(
        UnitRecord("cu", "Trung tâm cũ", successor="moi", parent="huyen-uy", place="Nam Trực"),
        UnitRecord("moi", "Trung tâm mới", predecessor="cu"),
        UnitRecord("huyen-uy", "Huyện ủy Nam Trực"),
        UnitRecord("kin", "Tổ kín", parent="huyen-uy", public=False),
    )
    one = story("a", "2020-01-01", unit("Trung tâm cũ", "cu"), unit("Trung tâm mới", "moi"))
    two = story("b", "2020-01-02", unit("Huyện ủy Nam Trực", "huyen-uy"))
    found = pages(archive(one, two, authorities=known))

    def facts(id):
        return {
            fact.label: [(value.text, value.path) for value in fact.values]
            for fact in found[f"don-vi/{id}/index.html"].facts
        }

    assert facts("cu") == {
        "Nay là": [("Trung tâm mới", "don-vi/moi/")],
        "Địa bàn": [("Nam Trực", "")],
    }
    assert facts("moi") == {"Trước đây là": [("Trung tâm cũ", "don-vi/cu/")]}
    assert facts("huyen-uy") == {}
    own = Branch(Link("Trung tâm cũ", ""), here=True)
    above = Link("Huyện ủy Nam Trực", "don-vi/huyen-uy/")
    assert found["don-vi/cu/index.html"].tree == (Branch(above, (own,)),)
    below = Branch(Link("Trung tâm cũ", "don-vi/cu/"))
    assert found["don-vi/huyen-uy/index.html"].tree == (
        Branch(Link("Huyện ủy Nam Trực", ""), (below,), here=True),
    )
    assert found["don-vi/moi/index.html"].tree == ()


def test_a_unit_without_page_is_named_without_a_link():
    known = records(UnitRecord("cu", "Cũ", successor="moi"), UnitRecord("moi", "Mới"))
    one = story("a", "2020-01-01", unit("Cũ", "cu"))
    (fact,) = page(one, at="don-vi/cu/index.html", authorities=known).facts
    assert [(value.text, value.path) for value in fact.values] == [("Mới", "")]


def test_a_directive_says_who_issued_it_when_and_about_what():
    known = records(
        DirectiveRecord(
            "ct", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", date(2016, 5, 15), "về học tập"
        )
    )
    one = story("a", "2020-01-01", directive("Chỉ thị 05", "ct"))
    facts = page(one, at="van-ban/ct/index.html", authorities=known).facts
    assert [fact.values[0].text for fact in facts] == ["Bộ Chính trị", "15/05/2016", "về học tập"]


def test_together_are_those_met_more_than_once_the_oftenest_first():
    met = [person("Lê Hà"), unit("Sở Y tế")]
    stories = [story(f"s{i}", f"2020-01-0{i + 1}", *met, person("Trần An")) for i in range(2)]
    stories += [story("c", "2020-02-01", *met), story("d", "2020-02-02", met[0], person("Bùi Tư"))]
    together = page(*stories).together
    assert [(one.name.text, one.count) for one in together] == [("Sở Y tế", 3), ("Trần An", 2)]


@pytest.mark.parametrize("count", [40, 41])
def test_more_than_forty_articles_are_cut_by_years(count):
    stories = [
        story(f"s{i}", f"{2017 + i % 4}-01-{1 + i % 28:02d}", person("Lê Hà")) for i in range(count)
    ]
    found = pages(archive(*stories))
    years = [path for path in found if re.fullmatch(r"nguoi/le-ha/20\d\d/index.html", path)]
    assert len(years) == (4 if count > 40 else 0)
    assert sum(len(year.items) for year in found[HA].years) == (20 if count > 40 else 40)
    if years:
        below = found["nguoi/le-ha/2019/index.html"]
        assert below.head.title == "Lê Hà, 2019"
        assert [link.path for link in below.head.trail] == ["nguoi/", "nguoi/le-ha/"]
        assert (below.facts, below.roles, below.together, below.chart) == ((), (), (), None)
        assert found[HA].periods[0].path == "nguoi/le-ha/2020/"


def test_an_article_that_names_somebody_else_leaves_the_page_alone():
    known = [story("a", "2018-03-01", person("Lê Hà"), unit("Sở Y tế"))]
    more = story("b", "2020-03-01", person("Trần An"), unit("Sở Y tế"))
    assert page(*known) == page(*known, more)


def test_whoever_is_named_in_five_articles_has_the_sentences_of_the_page_as_a_table():
    stories = [
        story(f"a{n}", f"201{n}-03-01", person("Lê Hà", "Trưởng ban"), title="Họp, bàn")
        for n in range(5)
    ]
    made = pages(archive(*stories, settings=PUBLIC))
    assert made[HA].table.path == "nguoi/le-ha/nhac-ten.csv"
    table = str(made["nguoi/le-ha/nhac-ten.csv"].text)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["published"][:4] for row in rows] == ["2014", "2013", "2012", "2011", "2010"]
    assert rows[0]["title"] == "Họp, bàn"
    assert rows[0]["sentence"] == "Tới dự có Lê Hà như đã hẹn."
    assert rows[0]["roles"] == "Trưởng ban"
    few = pages(archive(*stories[1:], settings=PUBLIC))
    assert few[HA].table is None
    assert not [file for file in few if "nhac-ten" in file and file.startswith("nguoi/")]


def test_other_names_and_abbreviations_of_the_record_are_told():
    known = records(UnitRecord("btg", "Ban Tuyên giáo Tỉnh ủy", ("BTG Tỉnh ủy",)))
    one = story("a", "2020-03-01", unit("Ban Tuyên giáo Tỉnh ủy", id="btg"))
    (fact,) = page(one, at="don-vi/btg/index.html", authorities=known).facts
    assert (fact.label, fact.values[0].text) == ("Tên khác, viết tắt", "BTG Tỉnh ủy")
