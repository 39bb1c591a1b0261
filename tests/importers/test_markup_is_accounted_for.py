"""Whatever page is met: every character has a fate, and the article shows what was accepted."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kyyeu.importers import Draft, Fate, compose
from kyyeu.importers.carrying import carried
from kyyeu.importers.clean import Ruling, account, plain
from kyyeu.importers.draft import Source
from kyyeu.importers.laid import draft_of
from kyyeu.importers.page_file import layout_of_page
from kyyeu.importers.page_leaves import leaves_of
from kyyeu.importers.page_parts import judge
from kyyeu.markup.page import Page
from kyyeu.problems import Result
from tests.importers.reports import (
    BODY,
    BYLINE,
    CAPTION,
    LEAD,
    TITLE,
    UPDATED,
    assert_nothing_is_lost,
)
from tests.importers.reports import settings as site

_TAGS = """\
<p> </p> <br> <div> </div> <td> <tr> <table> </table> <b> </i> <i> <ol> <li> </ol> <ul>
<h1> </h1> <h2> <figure> <figcaption> </figure> </a> <script> </script> <pre> <nav> </nav> <title>
</title> <style> </style> &nbsp; &amp; &#7873; &x &#x301; < > <![CDATA[x]]>"""
_PIECES = (
    *_TAGS.split(),
    *("<ol start=3>", "<img src=a.jpg>", "<a href=x>", "<!-- chú -->", "<div class=related>"),
    *('<meta name="date" content="2020-02-18T15:40:00Z">', "<p align=center>", "<font size=2"),
    *("\r\n", " \t ", "\u200b", "o\u0302\u0300", "\ue0007\ue001", "\ufffc", "Tin liên quan"),
    *("1. Một", "- gạch", "2020", TITLE, UPDATED, LEAD, CAPTION, *BODY, BYLINE),
    *("Ảnh: Lam Hồng", "./."),
)
_PAGES = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=8).map(
        lambda parts: (
            f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{UPDATED}</p>"
            f"<p>{BODY[0]}</p>{''.join(parts)}<p>{BODY[1]}</p><p>{BODY[2]}</p><p>{BYLINE}</p>"
        )
    ),
)


def _draft(text: str) -> Result[Draft | None]:
    source = Source("trang.html", text.encode("utf-8", "replace"), "0" * 32, "utf-8", text)
    return draft_of(layout_of_page(text), source, site(), {})


@given(_PAGES)
@settings(max_examples=120, deadline=None)
@example(f"<h1>{TITLE}</h1>\n<p>{LEAD}\n {BODY[0]}</p><ol><li>a</ol>")
def test_spans_joined_again_are_the_page(text: str) -> None:
    read = _draft(text)
    if read.value is not None:
        assert_nothing_is_lost(read.value)


@given(_PAGES)
@settings(max_examples=60, deadline=None)
def test_the_article_shows_the_accepted_words_of_a_page(text: str) -> None:
    read = _draft(text)
    if read.value is not None and read.ok:
        made = compose(read.value, site(), date="2020-02-18", category="Thi đua")
        assert "import-render-differs" not in {problem.code for problem in made.problems}


@given(_PAGES)
@settings(max_examples=120, deadline=None)
def test_pieces_of_a_layout_are_the_page_and_leaves_are_in_order(text: str) -> None:
    page = Page(text)
    layout = leaves_of(page, judge(page, None))
    assert "".join(text[piece.start : piece.end] for piece in layout.pieces) == text
    assert all(
        piece.text == text[piece.start : piece.end] for piece in layout.pieces if not piece.rule
    )
    ends = 0
    for leaf in layout.leaves:
        assert ends <= leaf.start < leaf.end <= len(layout.text)
        ends = leaf.end


@given(_PAGES)
@settings(max_examples=60, deadline=None)
def test_what_is_seen_and_not_ruled_out_reaches_the_source_unchanged(text: str) -> None:
    """Carrying alone: everything kept, the words of all spans are the words of the layout."""
    page = Page(text)
    layout = leaves_of(page, judge(page, None))
    even = plain(layout.text)
    rulings = [
        Ruling(found.start(), found.end(), Fate.KEPT, "", "body.1")
        for found in re.finditer(r"[^\n]+", even.text)
    ]
    spans = carried(layout.pieces, account(even, rulings))
    assert "".join(text[span.start : span.end] for span in spans) == text
    kept = "".join(span.text for span in spans if span.fate is Fate.KEPT)
    assert kept == even.text.replace("\n", "").replace("\t", " ")
