from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kyyeu.edition import addresses, due
from kyyeu.edition.archive import iso_day
from kyyeu.model import (
    Authorities,
    DirectiveRecord,
    Holdings,
    Kind,
    PersonRecord,
    Status,
    UnitRecord,
)
from kyyeu.settings import VIETNAM
from tests.edition.stories import archive, directive, movement, person, records, story, unit

NOW = datetime(2020, 2, 13, 8, tzinfo=VIETNAM)
HA = (Kind.PERSON, "le-ha")


@pytest.mark.parametrize(
    ("status", "minutes", "public"),
    [
        (Status.PUBLISHED, 0, True),
        (Status.PUBLISHED, -1, True),
        (Status.PUBLISHED, 1, False),
        (Status.DRAFT, -1, False),
        (Status.WITHDRAWN, -1, False),
    ],
)
def test_an_article_is_public_when_it_is_published_and_its_moment_has_come(status, minutes, public):
    article = story("a", status=status).article
    article = replace(article, published=NOW + timedelta(minutes=minutes))
    assert due(Holdings((article,), (), {}, Authorities(), {}), NOW) == (article,) * public


def test_stories_are_newest_first_whatever_order_they_come_in():
    one, two, three = story("a", "2019-01-01"), story("b", "2020-01-01"), story("c", "2020-01-01")
    assert archive(one, three, two).stories == archive(two, three, one).stories == (three, two, one)


def test_an_entity_is_seen_once_a_story_with_every_mention_and_its_sentence():
    (seen,) = archive(story("a", "2020-01-01", person("Lê Hà"), person("Hà", id="le-ha"))).sightings
    assert seen == HA
    found = archive(story("a", "2020-01-01", person("Lê Hà"), person("Hà", id="le-ha")))
    (sighting,) = found.sightings[HA]
    assert [mention.form for mention in sighting.mentions] == ["Lê Hà", "Hà"]
    assert sighting.sentences[1] == ("Tới dự có ", "Hà", " như đã hẹn.")


def test_who_opted_out_is_not_in_the_archive_at_all():
    closed = records(PersonRecord("le-ha", "Lê Hà", public=False))
    found = archive(story("a", "2020-01-01", person("Lê Hà")), authorities=closed)
    assert found.sightings == {}


def test_what_is_unresolved_is_nobody():
    one = person("đồng chí Chung")
    assert archive(story("a", "2020-01-01", replace(one, id=None))).sightings == {}


def test_a_section_without_articles_is_there_all_the_same():
    assert archive(story("a")).sections["Nhân vật"] == ()


def test_spellings_of_one_author_are_one_and_the_commonest_is_the_name():
    found = archive(
        story("a", by=["Nguyễn Hoà"]), story("b", by=["Nguyễn Hòa"]), story("c", by=["Nguyễn Hòa"])
    )
    assert list(found.authors) == ["Nguyễn Hòa"]
    assert len(found.authors["Nguyễn Hòa"]) == 3


def test_an_article_signed_in_two_spellings_by_one_author_counts_once():
    found = archive(story("a", by=["Nguyễn Hòa", "Nguyễn Hoà"]))
    ((name, stories),) = found.authors.items()
    assert addresses.author(name) == addresses.author("Nguyễn Hoà")
    assert [one.article.id for one in stories] == ["a"]


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
    assert archive(names={HA: "Lê Hà"}).name(HA).text == "Lê Hà"
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
    (key,) = found.sightings
    assert found.detail(key) == detail


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
