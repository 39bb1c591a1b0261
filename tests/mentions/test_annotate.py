"""A name is a link where a section says it first: in the lead three at most, in a subhead never."""

from __future__ import annotations

import pytest

from kyyeu.mentions import IN_LEAD, marks
from kyyeu.model import Kind, Mention, Reading


def mention(block: int, form: str, id: str | None = "", by_role: bool = False) -> Mention:
    start = {"An": 0, "ông An": 10, "Bình": 20, "Chi": 30, "Dung": 40, "bà Bình": 50}[form]
    who = form.rsplit(maxsplit=1)[-1].lower() if id == "" else id
    return Mention(
        block, start, start + len(form), Kind.PERSON, form, who, False, "honorific", by_role=by_role
    )


def linked(*found: Mention, headings: tuple[int, ...] = ()) -> list[tuple[int, str]]:
    """Block and form of each link, of the lead and of the body."""
    reading = Reading("a", found)
    spans = {(one.block, one.start): one.form for one in found}

    def href(one: Mention) -> str | None:
        return None if one.id == "closed" else f"nguoi/{one.id}/"

    made = [(0, one) for one in marks(reading, href, range(1), headings)]
    made += [(1, one) for one in marks(reading, href, range(1, 9), headings)]
    return [(block + one.block, spans[block + one.block, one.start]) for block, one in made]


@pytest.mark.parametrize(
    ("found", "headings", "links"),
    [
        ([(1, "An"), (1, "ông An"), (2, "An")], (), [(1, "An")]),
        ([(0, "An"), (1, "ông An"), (1, "Bình")], (), [(0, "An"), (1, "Bình")]),
        ([(1, "An"), (3, "ông An"), (4, "An")], (2,), [(1, "An"), (3, "ông An")]),
        ([(1, "An"), (2, "An"), (3, "ông An")], (2,), [(1, "An"), (3, "ông An")]),
        ([(1, "An"), (4, "An")], (2, 3), [(1, "An"), (4, "An")]),
    ],
    ids=[
        "in other words it is the same",
        "the lead is of the first section",
        "after a subhead anew",
        "a subhead is no place for a link",
        "a subhead without text",
    ],
)
def test_the_first_of_each_section_alone(found, headings, links) -> None:
    assert linked(*(mention(*one) for one in found), headings=headings) == links


def test_what_a_lead_names_beyond_three_is_linked_where_the_text_names_it() -> None:
    names = "An", "Bình", "Chi", "Dung"
    found = *(mention(0, name) for name in names), mention(1, "bà Bình"), mention(2, "Dung")
    assert linked(*found) == [*((0, name) for name in names[:IN_LEAD]), (2, "Dung")]


def test_what_has_no_page_takes_nobodys_place() -> None:
    lead = *(mention(0, name) for name in ("An", "Bình", "Chi")), mention(0, "Dung", None)
    closed = [mention(0, "An", "closed"), *lead[1:], mention(1, "An")]
    assert linked(*closed) == [(0, "Bình"), (0, "Chi"), (1, "An")]
