from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.edition import Archive, Headline, Key, Sighting, addresses
from kyyeu.edition.archive import EVERYTHING, author_list, iso_day
from kyyeu.edition.lists import Sheet, counted, cut, cut_year
from kyyeu.edition.stories import list_of
from kyyeu.model import DirectiveRecord, Kind, PersonRecord, UnitRecord
from kyyeu.settings import VIETNAM
from tests.edition.stories import archive, directive, movement, person, records, story, unit

NOW = datetime(2020, 2, 13, 8, tzinfo=VIETNAM)
HA = (Kind.PERSON, "le-ha")


FIRST_PAGE = Sheet("", 40)


def sightings(found: Archive, key: Key) -> list[Sighting]:
    return found.sightings(key, replace(FIRST_PAGE, count=found.length(list_of(key))))


def ids(headlines: Iterable[Headline]) -> list[str]:
    return [one.article.id for one in headlines]


def test_articles_are_newest_first_whatever_order_they_come_in():
    one, two, three = story("a", "2019-01-01"), story("b", "2020-01-01"), story("c", "2020-01-01")
    for found in (archive(one, three, two), archive(two, three, one)):
        assert ids(found.newest(9)) == ["c", "b", "a"]
        assert ids(found.newest(2)) == ["c", "b"]


def test_a_story_comes_out_as_it_went_in():
    one = story(
        "a", "2020-01-01", person("Lê Hà", "Trưởng ban"), by=["Lam Hồng"], pictures=2, lead="Sapo."
    )
    found = archive(one).story("a")
    kept = replace(one.article, digest="", body="", body_line=0)
    assert found == replace(one, article=kept)


def test_an_article_that_is_entered_twice_is_there_once():
    one = story("a", "2020-01-01", person("Lê Hà"))
    found = archive(one, story("a", "2021-01-01", person("Trần An")))
    assert ids(found.newest(9)) == ["a"]
    assert (found.seen(HA), found.length("person:tran-an")) == (False, 1)
    assert found.counts(EVERYTHING) == {(2021, 1): 1}


def test_an_entity_is_seen_once_a_story_with_every_mention_and_its_sentence():
    found = archive(story("a", "2020-01-01", person("Lê Hà"), person("Hà", id="le-ha")))
    (sighting,) = sightings(found, HA)
    assert [mention.form for mention in sighting.mentions] == ["Lê Hà", "Hà"]
    assert sighting.sentences[1] == ("Tới dự có ", "Hà", " như đã hẹn.")


def test_who_opted_out_is_not_in_the_archive_at_all():
    closed = records(PersonRecord("le-ha", "Lê Hà", public=False))
    found = archive(story("a", "2020-01-01", person("Lê Hà")), authorities=closed)
    assert not found.seen(HA)
    assert found.under("person", "H") == []


def test_what_is_unresolved_is_nobody():
    one = person("đồng chí Chung")
    found = archive(story("a", "2020-01-01", replace(one, id=None)))
    assert found.letters("person") == {}
    assert found.most_named(2020, 9) == []


def test_spellings_of_one_author_are_one_and_the_commonest_is_the_name():
    found = archive(
        story("a", by=["Nguyễn Hoà"]), story("b", by=["Nguyễn Hòa"]), story("c", by=["Nguyễn Hòa"])
    )
    (path,) = found.authors()
    assert found.author(path) == "Nguyễn Hòa"
    assert found.length(author_list(path)) == 3


def test_an_article_signed_in_two_spellings_by_one_author_counts_once():
    found = archive(story("a", by=["Nguyễn Hòa", "Nguyễn Hoà"]))
    (path,) = found.authors()
    assert path == addresses.author("Nguyễn Hoà")
    assert found.length(author_list(path)) == 1


def test_namesakes_read_the_same_without_marks_and_are_of_the_same_kind():
    found = archive(
        story("a", "2020-01-01", person("Lê Hà"), person("Lê Hạ", id="le-ha-2"), person("Lê Hải")),
        story("b", "2020-01-02", unit("Lê Hà", "le-ha")),
    )
    assert found.namesakes(HA) == ((Kind.PERSON, "le-ha-2"),)
    assert found.namesakes((Kind.PERSON, "le-hai")) == ()
    assert found.namesakes((Kind.UNIT, "le-ha")) == ()


def test_a_name_is_the_records_else_the_one_that_was_made_else_the_id():
    known = records(PersonRecord("le-ha", "Lê Thị Hà", distinction="Hải Hậu"))
    found = archive(story("a", "2020-01-01", person("Lê Hà")), authorities=known)
    name = found.name(HA)
    assert (name.lead, name.given, name.distinction) == ("Lê Thị ", "Hà", "Hải Hậu")
    unknown = archive(story("a", "2020-01-01", person("Lê Hà")), names={HA: "Lê Thu Hà"})
    assert unknown.name(HA).text == "Lê Thu Hà"
    assert archive().name((Kind.UNIT, "so-y-te")).text == "so-y-te"
    assert found.reviewed(HA)
    assert not archive().reviewed(HA)


@pytest.mark.parametrize(
    ("named", "detail"),
    [
        (person("Lê Hà", "Trưởng ban", "Ủy viên"), "Trưởng ban"),
        (person("Lê Hà"), ""),
        (unit("Sở Y tế"), ""),
        (movement("Dân vận khéo"), ""),
        (
            directive("Chỉ thị 05-CT/TW", "ct", "Bộ Chính trị", "2016-05-15"),
            "Bộ Chính trị, 15/05/2016",
        ),
        (directive("Chỉ thị 05", "ct", issued="2016"), "2016"),
    ],
)
def test_an_index_says_what_the_articles_state(named, detail):
    found = archive(story("a", "2020-01-01", named))
    assert named.id is not None
    assert found.detail((named.kind, named.id)) == detail


def test_the_latest_role_stands_in_the_index():
    found = archive(
        story("a", "2019-01-01", person("Lê Hà", "Phó ban")),
        story("b", "2020-01-01", person("Lê Hà", "Trưởng ban")),
        story("c", "2021-01-01", person("Lê Hà")),
    )
    assert found.detail(HA) == "Trưởng ban"


def test_what_a_record_says_wins_over_what_articles_state():
    known = records(
        DirectiveRecord("ct", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", NOW.date()),
        UnitRecord("so-y-te", "Sở Y tế", place="tỉnh Nam Định"),
    )
    told = directive("Chỉ thị 05", "ct", "Ban Bí thư", "2011")
    found = archive(story("a", "2020-01-01", told, unit("Sở Y tế")), authorities=known)
    assert found.detail((Kind.DIRECTIVE, "ct")) == "Bộ Chính trị, 13/02/2020"
    assert found.detail((Kind.UNIT, "so-y-te")) == "tỉnh Nam Định"


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2016-05-15", "15/05/2016"), ("2016-05", "05/2016"), ("2016", "2016"), ("", "")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(iso, said):
    assert iso_day(iso) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        (["2020-02-13"], "13/02/2020"),
        (["2021-04-02", "2017-03-14"], "14/03/2017 – 02/04/2021"),
    ],
)
def test_a_list_says_from_when_to_when(days, said):
    assert archive(*(story(f"s{i}", day) for i, day in enumerate(days))).span(EVERYTHING) == said


def test_the_neighbours_of_an_article_are_those_of_its_section():
    found = archive(
        story("a", "2020-01-01"),
        story("x", "2020-01-02", category="Nhân vật"),
        story("b", "2020-01-03"),
        story("c", "2020-01-03"),
    )

    def around(id: str) -> list[str]:
        return ids(filter(None, found.neighbours(found.headline(id))))

    assert around("b") == ["a", "c"]
    assert around("a") == ["b"]
    assert around("x") == []


@given(st.lists(st.dates(date(2018, 12, 20), date(2020, 2, 10)), min_size=41, max_size=90))
@settings(max_examples=15)
def test_the_pages_of_a_list_hold_what_their_cut_says(days):
    """The newest first on each; sheets and stretches come back from the tables as they were cut."""
    stories = [story(f"s{i:02d}", f"{day}") for i, day in enumerate(days)]
    found = archive(*stories)
    newest_first = sorted(stories, key=lambda s: (s.article.published, s.article.id), reverse=True)
    counts = found.counts(EVERYTHING)
    assert counts == counted(days)
    for sheet in (*cut("x/", counts), *cut_year("", days[0].year, counts)):
        shown = found.shown(EVERYTHING, sheet)
        of = [s for s in newest_first if sheet.stretch is None or sheet.holds(s.headline.day)]
        assert ids(shown) == [s.article.id for s in of][: sheet.count]
        assert len(shown) == sheet.count
