"""What stands between two signs is found in one way through a text, however it attacks."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyyeu.importers.batches.items import Ground
from kyyeu.importers.batches.wordpress import body_of
from kyyeu.importers.enclosed import enclosed, without
from kyyeu.importers.page_text import seen_in
from kyyeu.importers.tracing import Bit, Traced

OPEN, CLOSE = re.compile(r"<!--"), re.compile(r"-->")


class Counted:
    """An expression that counts the letters that it may have looked at."""

    def __init__(self, expression: re.Pattern[str]) -> None:
        self.expression = expression
        self.letters = 0

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        found = self.expression.search(text, at)
        self.letters += (found.end() if found else len(text)) - at
        return found


@pytest.mark.parametrize(
    "text", ["<!--" * 3000, "<!-- x -->" * 3000, "<!--" * 1500 + "-->" * 1500, "-->" * 3000]
)
def test_no_letter_is_looked_at_more_than_twice(text: str) -> None:
    opening, closing = Counted(OPEN), Counted(CLOSE)
    list(enclosed(text, cast("re.Pattern[str]", opening), cast("re.Pattern[str]", closing)))
    assert opening.letters <= len(text)
    assert closing.letters <= len(text)


@given(st.lists(st.sampled_from(["<!--", "-->", "a", " ", "<", ">"]), max_size=30).map("".join))
def test_it_finds_what_one_expression_would(text: str) -> None:
    whole = re.compile(r"<!--.*?-->", re.DOTALL)
    found = [(first.start(), last.end()) for first, last in enclosed(text, OPEN, CLOSE)]
    assert found == [match.span() for match in whole.finditer(text)]
    assert without(text, OPEN, CLOSE, "|") == whole.sub("|", text)


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("a<script>var x = '<p>';</script >b", "a\nb"),
        ("a<STYLE>p { }</style>b<p>c", "a\nb\nc"),
        ("a<script>b<p>c", "a\nb\nc"),  # never closed
        ("<scripts>a</scripts>", "\na\n"),
        ("&aacute;<b>b</b>", "á\nb\n"),
    ],
)
def test_of_a_page_only_its_words_are_evidence(page: str, seen: str) -> None:
    assert seen_in(page) == seen


def shown(text: str) -> tuple[str, tuple[str, ...]]:
    body, left = body_of(Traced((Bit(text, 0, len(text)),)), "1", Ground())
    return body.text, left


@pytest.mark.parametrize(
    ("body", "html", "left"),
    [
        ("a<!-- wp:paragraph -->b<!-- /wp:paragraph -->c", "<p>abc</p>", ()),
        ('a<!-- wp:latest-posts {"x":1} /-->b', "<p>ab</p>", ("wp:latest-posts",)),
        ("a <!-- never closed", "<p>a <!-- never closed</p>", ()),
        (
            '[caption width="9"]<img src="a.jpg"> Lễ ký.  [/caption]',
            '<figure><img src="a.jpg"><figcaption>Lễ ký.</figcaption></figure>',
            (),
        ),
        (
            '[CAPTION]<a href="b"><img src="a.jpg"></a>[/caption]',
            '<figure><a href="b"><img src="a.jpg"></a><figcaption></figcaption></figure>',
            (),
        ),
    ],
)
def test_comments_and_captions_of_wordpress(body: str, html: str, left: tuple[str, ...]) -> None:
    assert shown(body) == (html, left)
