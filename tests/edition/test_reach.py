"""Changes that reach the pages of what did not change itself, each by itself.

The edits at random (`test_edits`) seldom do one of these alone, and what is done beside it
hides what it misses.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from kyyeu.edition import index_pages
from kyyeu.model import Kind
from tests.edition.edits import Editor, _Text
from tests.edition.test_edits import differing, edition, from_nothing, tree
from tests.mentions.passages import understand

Missed = Callable[[Callable[[Editor], object]], list[str]]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(Random(1), tmp_path / "archive/content")


@pytest.fixture
def missed(editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Missed:
    """Files that differ from those of a build from nothing, after one change."""
    monkeypatch.setattr(os, "fsync", lambda _: None)

    def after(change: Callable[[Editor], object]) -> list[str]:
        for step in (lambda _: None, change):
            step(editor)
            editor.save()
            edition(tmp_path / "archive", editor)
        return differing(tree(tmp_path / "archive/output"), from_nothing(tmp_path / "new", editor))

    return after


def put(editor: Editor, id: str, *sentences: str, days: int = 10) -> None:
    day = editor.now - timedelta(days=days)
    editor.texts[id] = _Text(f"Tin {id}", day, "Thi đua", "", "published", sentences, "", id)


def unit(editor: Editor, id: str, name: str, parent: str = "", public: str = "yes") -> None:
    row = (id, name, "", parent, "", "", "", "", "", public, "")
    editor.tables["units"][id] = row


def person(editor: Editor, id: str, name: str) -> None:
    editor.tables["people"][id] = (id, name, "", "", "", "", "", "yes", "")


def decide(editor: Editor, verdict: str, subject: str, target: str, who: str) -> None:
    row = (verdict, "person", subject, target, "*", who, "2021-12-30", "Thử.")
    editor.tables["decisions"][f"{verdict} {subject}"] = row


def test_who_is_oldest_of_a_name_goes_and_nothing_else_is_done(editor, missed):
    teo = "Đồng chí Nguyễn Văn Tèo, {}, phát biểu."
    put(editor, "baia", teo.format("Chủ tịch Công đoàn Sở Y tế, Trưởng phòng Sở Tư pháp"), days=30)
    put(editor, "baib", teo.format("Trưởng phòng Sở Tư pháp, Giám đốc Sở Công thương"), days=20)
    put(editor, "baic", teo.format("Giám đốc Sở Công thương"), days=10)
    assert missed(lambda one: one.texts.pop("baia")) == []


@pytest.mark.parametrize("change", [("Phòng Abc", "yes"), ("Phòng Xyz", "no")])
def test_the_record_of_a_part_that_no_article_names_changes(editor, missed, change):
    unit(editor, "so-y-te", "Sở Y tế")
    unit(editor, "phong", "Phòng Xyz", parent="so-y-te")
    put(editor, "baia", "Sở Y tế cùng ký bản giao ước.")
    name, public = change
    assert missed(lambda one: unit(one, "phong", name, "so-y-te", public)) == []


@pytest.mark.parametrize("parent", ["", "ubnd"])
def test_a_unit_belongs_elsewhere(editor, missed, parent):
    unit(editor, "ubnd", "UBND tỉnh")
    unit(editor, "so-y-te", "Sở Y tế")
    unit(editor, "phong", "Phòng Nghiệp vụ Y", parent="so-y-te")
    put(editor, "baia", "Phòng Nghiệp vụ Y cùng ký bản giao ước với Sở Y tế.")
    assert missed(lambda one: unit(one, "phong", "Phòng Nghiệp vụ Y", parent)) == []


def test_what_stands_above_in_the_tree_is_called_otherwise(editor, missed):
    unit(editor, "ubnd", "UBND tỉnh")
    unit(editor, "so-y-te", "Sở Y tế", parent="ubnd")
    unit(editor, "phong", "Phòng Nghiệp vụ Y", parent="so-y-te")
    put(editor, "baia", "Phòng Nghiệp vụ Y cùng ký bản giao ước.")
    assert missed(lambda one: unit(one, "ubnd", "Ủy ban tỉnh")) == []


def test_somebody_comes_under_a_letter_of_the_family_names(editor, missed, monkeypatch):
    monkeypatch.setattr(index_pages, "ONE_INDEX", 1)
    put(editor, "baia", "Dự buổi lễ có ông Trần Văn Chung và bà Lê Hà.")
    assert missed(lambda one: put(one, "baib", "Dự buổi lễ có ông Trần Thế Vinh.")) == []


def test_a_page_of_text_to_which_an_article_links_moves(editor, missed):
    editor.pages["gioi-thieu"] = "Title: Giới thiệu\nSlug: gioi-thieu\n\nChữ.\n"
    put(editor, "baia", "Xem [trang]({filename}/pages/gioi-thieu.md).")
    moved = "Title: Giới thiệu\nSlug: ve-chung-toi\n\nChữ.\n"
    assert missed(lambda one: one.pages.update({"gioi-thieu": moved})) == []


def test_decisions_about_one_record_are_sorted_otherwise(editor, missed):
    for id, name in (("t", "Trần Văn Chung"), ("a", "Lê Hà"), ("b", "Lê Hạ")):
        person(editor, id, name)
    decide(editor, "merge", "a", "t", "Thu Hoài")
    decide(editor, "merge", "b", "t", "Lam Hồng")
    put(editor, "baix", "Dự buổi lễ có ông Lê Hà và bà Lê Hạ.")
    rows = editor.tables["decisions"]
    assert missed(lambda _: rows.update({"merge a": rows.pop("merge a")})) == []


def test_who_decided_about_a_form_whose_record_was_merged_is_another(editor, missed):
    person(editor, "t", "Trần Văn Chung")
    person(editor, "a", "Lê Hà")
    decide(editor, "accept", "Hà Nhỏ", "a", "Thu Hoài")
    decide(editor, "merge", "a", "t", "Thu Hoài")
    put(editor, "baix", "Dự buổi lễ có ông Hà Nhỏ và nhiều người.")
    assert missed(lambda one: decide(one, "accept", "Hà Nhỏ", "a", "Lam Hồng")) == []


def test_kinds_of_directives_that_differ_by_capitals_have_two_pages(editor, missed, monkeypatch):
    monkeypatch.setattr(index_pages, "ONE_INDEX", 1)
    put(editor, "baia", "Các đơn vị thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị.")

    def spelled_otherwise(one: Editor) -> None:
        id = "ct-34-tw-k11"
        row = (id, "Chỉ Thị", "34", "34-CT/TW", "Bộ Chính trị", "", "về thi đua", "", "", "")
        one.tables["directives"][id] = row
        put(one, "baib", "Thực hiện Chỉ thị số 34-CT/TW ngày 7-4-2014 của Bộ Chính trị.")

    assert missed(spelled_otherwise) == []


def test_somebody_with_a_bare_name_is_called_otherwise(editor, missed):
    for id in ("baia", "baib", "baic"):
        put(editor, id, "Dự buổi lễ có ông Cồ Văn Lịch và nhiều người.")
    (own,) = {
        one.id
        for one in understand("Ông Cồ Văn Lịch dự.", id="baib").mentions
        if one.kind is Kind.PERSON
    }
    assert missed(lambda one: decide(one, "rename", own, "Cồ Văn Lịch Thử", "Thu Hoài")) == []
    pages = tree(editor.content.parent / "output")
    assert f"nguoi/{own}/index.html" in pages
