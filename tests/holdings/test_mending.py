from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.fixity import digest
from kyyeu.holdings import Revision, mend, update
from kyyeu.holdings.text import HIDDEN, decode, without_eth
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.rendering import render
from kyyeu.settings import Settings

PIECES = [
    "Đồng chí", "Đồng", "\u200b", "\ufeff", "Ð", "ð", " ", "  ", "\t", "\n", "\r\n", "\n\n",
    "- mục", "1. một", "| a | b |", "`  x`", "\\", "*nghiêng*", "![a](b.jpg \"C.  \")", "\u00ad",
    "👨\u200d👩", "    ", "## Đầu",
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bài\n", "Bài\n"),
        ("\ufeffBài\r\nHai\r", "Bài\nHai\n"),
        ("Đa\u0309ng", "Đảng"),
        ("Ðảng ủy, ðồng", "Đảng ủy, đồng"),
        ("QÐ-TTg, HÐND, CÐ, ÐHQG, 5Ð", "QĐ-TTg, HĐND, CĐ, ĐHQG, 5Đ"),
        ("Guðjohnsen, Sigurðsson, GUÐNI", "Guðjohnsen, Sigurðsson, GUÐNI"),
        ("[Ðọc](https://vidu.vn/Ðọc) `Ð`", "[Đọc](https://vidu.vn/Ðọc) `Ð`"),
        ('![Ðọc](Ðại-hội.jpg "Ðọc. Ảnh: Ðức")', '![Đọc](Ðại-hội.jpg "Đọc. Ảnh: Đức")'),
        ("![](<Ðại hội.jpg>)", "![](<Ðại hội.jpg>)"),
        ("34-CT/TW\u00a0ngày 7-4, Hòa và Hoà, Bаn\n\n, , .\n",) * 2,
        ("Ban\u200b Tổ\u00ad chức", "Ban Tổ chức"),
        ("Một \nHai\t\n  \nBa  \n", "Một\nHai\n\nBa\n"),
        ("Thơ có ngắt dòng  \ncâu hai", "Thơ có ngắt dòng  \ncâu hai"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_only_what_cannot_be_seen_is_mended(before: str, after: str) -> None:
    assert mend(before.encode(), markdown=True).decode() == after


def test_a_file_in_another_encoding_is_not_touched() -> None:
    data = "Đảng".encode("utf-16")
    assert mend(data, markdown=True) == data


def test_blanks_of_a_table_are_left_alone() -> None:
    assert mend(b"id,note\na, \n", markdown=False) == b"id,note\na, \n"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_mended_shows_the_same_and_is_mended_once(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    mended = mend(data, markdown=True)
    assert mend(mended, markdown=True) == mended
    before = decode(data, "a.md").value
    wanted = without_eth(HIDDEN.sub("", before))
    assert _seen(mended.decode()) == _seen(wanted)


def _seen(text: str) -> str:
    """What is rendered, blanks at the ends of lines aside: no browser shows them."""
    return re.sub(r"[ \t]+(?=\n|<|$)", "", render(text))


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    folder = tmp_path / "content" / "articles" / "2020" / "02"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes(b"old a")
    (folder / "b.md").write_bytes(b"old b")
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))


def revision(before: bytes, data: bytes) -> Revision:
    return Revision(digest(before), data)


def test_files_are_replaced_and_nothing_is_left_beside_them(site: Settings) -> None:
    update(site, {"articles/2020/02/a.md": revision(b"old a", b"new a")}, "check --fix")
    folder = site.content_path / "articles/2020/02"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.md": b"new a",
        "b.md": b"old b",
    }


@pytest.mark.parametrize(
    "source",
    ["articles/2020/02/b.md", "articles/2020/02/none.md", "photos/x.jpg", "articles/../../x"],
)
def test_one_refusal_leaves_every_file_as_it_was(site: Settings, source: str) -> None:
    revisions = {
        "articles/2020/02/a.md": revision(b"old a", b"new a"),
        source: revision(b"saved since", b"new b"),
    }
    with pytest.raises(ContentFault) as fault:
        update(site, revisions, "check --fix")
    assert [problem.code for problem in fault.value.problems] == ["fix-changed"]
    assert (site.content_path / "articles/2020/02/a.md").read_bytes() == b"old a"


def test_a_disk_that_refuses_is_a_sentence_and_leaves_no_half_file(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kyyeu.holdings.revising.rename", refuse)
    with pytest.raises(MachineFault, match="ổ đĩa đã đầy"):
        update(site, {"articles/2020/02/a.md": revision(b"old a", b"new a")}, "check --fix")
    folder = site.content_path / "articles/2020/02"
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "b.md"]
