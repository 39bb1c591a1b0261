"""Whatever is pasted: every character has a fate, and the article shows what was accepted."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kyyeu.importers import (
    Draft,
    Fate,
    compose,
    read_pasted,
)
from kyyeu.problems import Result
from tests.importers.reports import (
    BODY,
    BYLINE,
    CAPTION,
    TEXT,
    TITLE,
    UPDATED,
    assert_nothing_is_lost,
    report,
    settings,
)

_PIECES = (
    *(TITLE, UPDATED, CAPTION, CAPTION, BYLINE, *BODY, "Ảnh: Lam Hồng", "Quang cảnh hội nghị."),
    *("Tin: Thu Hoài - Ảnh: Văn Huỳnh", "Tin liên quan", "Chia sẻ | In bài viết", "Theo TTXVN"),
    *(
        "./.",
        ",",
        ".",
        "THI ĐUA",
        "Từ khóa: một, hai",
        "3. Ba",
        "- gạch",
        "1. một",
        "2. hai",
        "- rồi",
        "* sao *",
        "a\tb\tc",
    ),
    *("d\te\tf", "\u200b", "\ufeff", "# thăng", "> lớn hơn", "`mã`", "[chữ](http://a.vn)"),
    *("![ảnh](x.jpg)", "<b>", "&amp;", "a|b", "\\*", "_a_", "***", "---", "===", "+ cộng"),
    *("1) một", "Lam Hồng", "13/02/2020", "Title: x", "“ngoặc”", "…"),
)
_BETWEEN = ("\n", "\n\n", " ", "", "\r\n", "\t", "\u00a0", "\v", "\u2028")
_TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="aồ̂̀ Đđ.,:-/()\n\t\u00a0\u200b*_#`<>[]!|\\\"'123", max_size=120),
    st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_BETWEEN)), max_size=14).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
)


@st.composite
def _mutations(draw: st.DrawFn) -> str:
    """The report with pieces cut out, put in, doubled, glued and recomposed."""
    text = TEXT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 120)))
        put = draw(st.sampled_from(("", " ", "\n", text[start:end] * 2, *_PIECES, *_BETWEEN)))
        text = text[:start] + put + text[end:]
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), text)


def _read(text: str) -> Result[Draft | None]:
    return read_pasted(text.encode("utf-8", "replace"), "bai.txt", settings())


def _draft(text: str) -> Draft | None:
    return _read(text).value


@hypothesis_settings(max_examples=200)
@given(_mutations())
def test_two_hundred_mutations_of_the_report_lose_nothing_and_show_what_was_accepted(
    text: str,
) -> None:
    read = _read(text)
    if read.value is not None:
        assert_nothing_is_lost(read.value)
        made = compose(read.value, settings(), date="2020-02-18", category="Thi đua")
        assert "import-render-differs" not in {problem.code for problem in made.problems}


@given(st.one_of(_TEXTS, _mutations()))
@example("\u0300" + "a" * 3 + "\u200b\u0300\n\n.")
@example(report(caption=""))
def test_spans_joined_again_are_the_source(text: str) -> None:
    draft = _draft(text)
    if draft is not None:
        assert_nothing_is_lost(draft)


@given(st.one_of(_TEXTS, _mutations()))
def test_no_letter_or_digit_is_dropped_but_by_a_rule_that_may(text: str) -> None:
    draft = _draft(text)
    may = {
        "page-furniture", "breadcrumb", "related-links", "doubled-caption", "doubled-headline",
        "doubled-update-line", "caption-label", "credit-label", "byline-note", "list-mark",
    }  # fmt: skip
    for span in draft.spans if draft else ():
        if span.fate is Fate.DROPPED and span.rule not in may:
            dropped = text.encode("utf-8", "replace").decode()[span.start : span.end]
            assert not any(letter.isalnum() for letter in dropped), (span, dropped)


@given(st.one_of(_TEXTS, _mutations()))
def test_the_article_shows_the_accepted_words(text: str) -> None:
    """The guard never has to speak: everything that is accepted can be shown as it is."""
    read = _read(text)
    if read.value is None or not read.ok:
        return
    made = compose(read.value, settings(), date="2020-02-18", category="Thi đua")
    assert "import-render-differs" not in {problem.code for problem in made.problems}


@given(st.one_of(_TEXTS, _mutations()))
def test_reading_twice_is_reading_once(text: str) -> None:
    assert _draft(text) == _draft(text)
