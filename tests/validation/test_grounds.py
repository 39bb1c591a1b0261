from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.model import Article, Authorities, Holdings
from kyyeu.rendering import images, shown_and_linked
from kyyeu.settings import Settings
from kyyeu.validation.grounds import survey

NOW = datetime(2020, 6, 1, tzinfo=UTC)
SETTINGS = Settings(root=Path("nowhere"), name="", tagline="", sections=("Thi đua",))
ARTICLE = Article(
    source="articles/2020/02/a.md",
    digest="",
    id="aaaa",
    title="A",
    slug="a",
    published=NOW,
    modified=None,
    category="Thi đua",
    tags=(),
    contributors=(),
    lead="",
    body="",
    body_line=7,
)
PIECES = [
    "Một câu.", '![Người](a.jpg "Chú thích. Ảnh: Lam Hồng")', "![](b.jpg)", "", "   ", "- mục",
    "    ![sâu](c.jpg)", "> ![trích](d.jpg)", "1. ![số](e.jpg)",
    "Xem [bài]({filename}articles/x.md)",
    "| ![ô](f.jpg) | 2 |", "|---|---|", "`![mã](g.jpg)`", "## ![đầu](h.jpg)", "i.jpg)",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_bodies_looked_through_by_blocks_show_what_the_whole_shows(pieces: list[str]) -> None:
    body = "\n".join(pieces)
    article = replace(ARTICLE, body=body)
    grounds = survey(Holdings((article,), (), {}, Authorities(), {}), SETTINGS, NOW)
    assert [shown.src for shown in grounds.shown] == [image.src for image in images(body)]
    assert [link.path for link in grounds.linked] == [
        link.file for link in shown_and_linked(body)[1]
    ]
    lines = body.split("\n")
    assert all(shown.src in lines[shown.line - 7] for shown in grounds.shown)
