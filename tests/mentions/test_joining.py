"""Namesakes across articles: who is joined, who never is, and how long an id lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.mentions import Identified, identify
from kyyeu.mentions.joining import Somebody, join
from kyyeu.model import Article, Authorities, Decision, Kind, PersonRecord, Reading, Verdict
from tests.mentions.passages import article, understand

PARTY = "Đồng chí Nguyễn Văn Hùng, Bí thư Huyện ủy Hải Hậu, phát biểu."
MONEY = "Đồng chí Nguyễn Văn Hùng, Giám đốc Sở Tài chính, phát biểu."
BOTH_APART = f"{PARTY} {MONEY}"
BOTH_ROLES = (
    "Đồng chí Nguyễn Văn Hùng, nguyên Bí thư Huyện ủy Hải Hậu, Giám đốc Sở Tài chính, phát biểu."
)
DEPUTY = "Đồng chí Nguyễn Văn Hùng, Phó Bí thư Huyện ủy Hải Hậu, phát biểu."
BARE = "Ông Nguyễn Văn Hùng nói như vậy."

Read = tuple[Article, Reading]


def told(id: str, text: str, year: int, authorities: Authorities | None = None) -> Read:
    day = date(year, 3, 1)
    return article(id, day), understand(text, id=id, day=day, authorities=authorities)


def ids(found: Identified, id: str) -> list[str | None]:
    return [one.id for one in found.readings[id].mentions if one.kind is Kind.PERSON]


def together(*read: Read, decisions: tuple[Decision, ...] = ()) -> Identified:
    return identify(read, Authorities(decisions=decisions), "Nam Định", name_pages=True)


A, B = told("aaaa", PARTY, 2018), told("bbbb", MONEY, 2019)


def test_two_people_of_one_article_stay_two_in_all_articles() -> None:
    found = together(A, B, told("cccc", BOTH_APART, 2021))
    (first,), (second,) = ids(found, "aaaa"), ids(found, "bbbb")
    assert first != second
    assert ids(found, "cccc") == [first, second]


def test_what_would_link_two_people_of_one_article_is_of_neither() -> None:
    found = together(A, B, told("cccc", BOTH_APART, 2021), told("dddd", BOTH_ROLES, 2021))
    (first,), (second,) = ids(found, "aaaa"), ids(found, "bbbb")
    assert first != second
    assert ids(found, "dddd") == [None]


def test_without_such_an_article_both_roles_are_of_one_person() -> None:
    found = together(A, B, told("dddd", BOTH_ROLES, 2021))
    assert ids(found, "aaaa") == ids(found, "bbbb") == ids(found, "dddd")


def test_where_two_are_named_the_bare_name_means_neither() -> None:
    found = together(told("cccc", f"{BOTH_APART} Đồng chí Nguyễn Văn Hùng cảm ơn.", 2021))
    assert ids(found, "cccc")[2] is None


def test_one_person_introduced_twice_in_two_roles_of_one_place_stays_one() -> None:
    text = (
        "Đồng chí Lưu Văn Quân, Bí thư Huyện ủy Ý Yên, dự. Tới dự có đồng chí Lưu Văn Quân,"
        " Chủ tịch HĐND huyện Ý Yên; đồng chí Lưu Văn Quân, Bí thư Huyện ủy."
    )
    assert len(set(ids(together(told("eeee", text, 2020)), "eeee"))) == 1


# --------------------------------------------------------------------------- ids that last


@pytest.mark.parametrize(
    "later", [BOTH_ROLES, DEPUTY, BARE, PARTY, "Ông Nguyễn Văn Hùng, Giám đốc Sở Y tế, dự."]
)
def test_a_younger_article_leaves_the_id_of_the_older_person(later: str) -> None:
    assert ids(together(A, told("zzzz", later, 2021)), "aaaa") == ids(together(A), "aaaa")


def test_where_two_prove_to_be_one_the_one_met_first_keeps_the_id() -> None:
    apart, joined = together(A, B), together(A, B, told("dddd", BOTH_ROLES, 2021))
    assert ids(joined, "bbbb") == ids(joined, "aaaa") == ids(apart, "aaaa")


@pytest.mark.parametrize("older", [DEPUTY, PARTY, BARE])
def test_an_older_article_of_the_same_unit_leaves_the_id(older: str) -> None:
    assert ids(together(told("oooo", older, 2016), A), "aaaa") == ids(together(A), "aaaa")


KEYS = st.sets(st.sampled_from(["unit a", "unit b", "unit c", "role a", "role d"]), max_size=3)
BEARERS = st.lists(st.lists(KEYS, min_size=1, max_size=2), min_size=1, max_size=7)


def somebodies(articles: Sequence[Sequence[set[str]]]) -> list[Somebody]:
    return [
        Somebody(f"a{number}", f"l{local}", "Ngô Bá Khá", sorted(keys))
        for number, bearers in enumerate(articles)
        for local, keys in enumerate(bearers)
    ]


@settings(max_examples=150, deadline=None)
@given(BEARERS)
def test_two_bearers_of_one_article_never_share_an_id(articles: list[list[set[str]]]) -> None:
    found = join(somebodies(articles)).ids
    for number, bearers in enumerate(articles):
        own = [found[f"a{number}", f"l{local}"] for local in range(len(bearers))]
        known = [id for id in own if id is not None]
        assert len(set(known)) == len(known)


@settings(max_examples=150, deadline=None)
@given(BEARERS, st.sets(st.sampled_from(["unit a", "unit b", "role a"]), max_size=2))
def test_a_younger_article_changes_the_id_of_the_oldest_person_never(
    articles: list[list[set[str]]], more: set[str]
) -> None:
    alone = [[bearers[0]] for bearers in articles]
    before, after = join(somebodies(alone)), join(somebodies([*alone, [more]]))
    assert before.ids["a0", "l0"] == after.ids["a0", "l0"]


# --------------------------------------------------------------------------- bare names


def test_articles_with_the_bare_name_share_a_page_that_is_of_nobody() -> None:
    found = together(A, *(told(f"n{number:03}", BARE, 2020) for number in range(60)))
    pages = {id for number in range(60) for id in ids(found, f"n{number:03}")}
    assert len(pages) == 1
    assert pages == found.mixed
    assert ids(found, "aaaa")[0] not in pages
    assert not any(one.reviewed for one in found.readings["n000"].mentions)


def test_the_page_of_a_bare_name_has_its_address_from_the_first_article_on() -> None:
    one = together(told("n001", BARE, 2020))
    two = together(told("n001", BARE, 2020), told("n000", BARE, 2019))
    assert ids(one, "n001") == ids(two, "n001") == ids(two, "n000")
    assert one.mixed == frozenset()
    assert two.mixed == set(ids(two, "n001"))


def test_a_tone_makes_another_page() -> None:
    found = together(told("n001", "Bà Lê Hà nói.", 2020), told("n002", "Bà Lê Hạ nói.", 2020))
    assert ids(found, "n001") != ids(found, "n002")


def test_who_is_told_apart_in_the_article_is_not_on_the_page_of_the_bare_name() -> None:
    apart = "Ông Nguyễn Văn Hùng, Chủ tịch UBND xã, và ông Nguyễn Văn Hùng, Bí thư Đoàn, cùng dự."
    found = together(told("n001", BARE, 2020), told("n002", apart, 2020))
    assert not {*ids(found, "n001")} & {*ids(found, "n002")}


def test_asked_for_people_and_not_for_pages_every_bare_name_is_another_person() -> None:
    read = [told("n001", BARE, 2020), told("n002", BARE, 2020)]
    found = identify(read, Authorities(), "Nam Định")
    assert ids(found, "n001") != ids(found, "n002")
    assert found.mixed == frozenset()


def test_a_merge_of_one_who_is_known_by_the_bare_name_leaves_the_others_on_the_page() -> None:
    read = [told(f"n00{number}", BARE, 2020) for number in range(3)]
    (somebody,) = ids(identify(read, Authorities(), "Nam Định"), "n001")
    assert somebody
    merge = Decision(Verdict.MERGE, Kind.PERSON, somebody, "hung", "*", "bt", date(2024, 1, 1), "")
    found = together(*read, decisions=(merge,))
    (mention,) = found.readings["n001"].mentions
    assert (mention.id, mention.reviewed) == ("hung", True)
    assert ids(found, "n000") == ids(found, "n002") != ["hung"]


def test_a_merge_of_a_bare_name_leads_to_the_record_without_a_review_of_each() -> None:
    record = PersonRecord("hung", "Hùng Hải Hậu")
    (page,) = ids(together(told("n001", BARE, 2020)), "n001")
    assert page
    merge = Decision(Verdict.MERGE, Kind.PERSON, page, "hung", "*", "bt", date(2024, 1, 1), "")
    authorities = Authorities({"hung": record}, decisions=(merge,))
    read = [told(id, BARE, 2020, authorities) for id in ("n001", "n002")]
    found = identify(read, authorities, "Nam Định", name_pages=True)
    for id in ("n001", "n002"):
        (mention,) = found.readings[id].mentions
        assert (mention.id, mention.reviewed) == ("hung", False)
    assert found.obeyed == {merge}


def test_a_decision_about_a_record_or_the_page_of_a_name_is_met() -> None:
    (page,) = ids(together(told("n001", BARE, 2020)), "n001")
    assert page
    record = PersonRecord("hung", "Hùng Hải Hậu")
    decisions = tuple(
        Decision(verdict, Kind.PERSON, subject, target, "*", "bt", date(2024, 1, 1), "")
        for verdict, subject, target in (
            (Verdict.RENAME, "hung", "Hùng (Hải Hậu)"),
            (Verdict.RENAME, page, "Hùng (chưa rõ)"),
            (Verdict.MERGE, "khong-he-co-123456", "hung"),
            (Verdict.RENAME, "khong-he-co-123456", "Ai đó"),
        )
    )
    authorities = Authorities({"hung": record}, decisions=decisions)
    read = [told("n001", BARE, 2020, authorities)]
    for name_pages in (False, True):
        found = identify(read, authorities, "Nam Định", name_pages=name_pages)
        assert found.obeyed == set(decisions[:2])


def test_who_has_a_bare_name_and_is_called_otherwise_by_an_editor_is_apart() -> None:
    read = [told("aaaa", "Ông Cồ Văn Lịch dự.", 2018), told("bbbb", "Ông Cồ Văn Lịch dự.", 2019)]
    (own,) = ids(identify(read, Authorities(), "Nam Định"), "aaaa")
    decision = Decision(
        Verdict.RENAME,
        Kind.PERSON,
        own or "",
        "Cồ Văn Lịch Thử",
        "*",
        "Thu Hoài",
        date(2021, 1, 1),
        "",
    )
    found = together(*read, decisions=(decision,))
    assert ids(found, "aaaa") == [own]
    assert ids(found, "bbbb") != [own]
    assert found.names[Kind.PERSON, own or ""] == "Cồ Văn Lịch Thử"
    assert decision in found.obeyed
    assert not found.mixed
