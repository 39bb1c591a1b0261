"""Whatever is done to an archive, the next edition is what a build from nothing makes.

First through the real pieces without Pelican, a page being its value written out; at the
end by Pelican itself.
"""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from kyyeu.edition import open_run
from kyyeu.edition.press import Count
from kyyeu.fixity import digest
from kyyeu.settings import Settings
from tests.building import SECTIONS, Site, article, copy_site, good
from tests.edition.driving import printed
from tests.edition.edits import Editor

ARTICLES, STEPS = 40, 8


def edition(root: Path, editor: Editor) -> Count:
    """One run, by the very functions that the plugins hang on Pelican's signals."""
    settings = Settings(
        root,
        "Kỷ yếu nhỏ",
        "Một dòng",
        tuple(SECTIONS),
        "Nam Định",
        address="https://kyyeu.example",
    )
    return printed(open_run(settings, root / "output", editor.now))


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def from_nothing(root: Path, editor: Editor) -> dict[str, str]:
    """The files of a first edition: another folder, no cache, no ledger, no former site."""
    shutil.copytree(editor.content, root / "content")
    edition(root, editor)
    found = tree(root / "output")
    shutil.rmtree(root)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_edits_the_site_is_what_a_build_from_nothing_makes(seed, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)  # many files, and no power to lose
    root = tmp_path / "archive"
    editor = Editor(Random(seed), root / "content")
    editor.begin(ARTICLES)
    edition(root, editor)
    for step in range(STEPS):
        done = editor.work()
        held = tree(editor.content)
        edition(root, editor)
        assert differing(tree(editor.content), held) == [], done
        fresh = from_nothing(tmp_path / f"fresh{step}", editor)
        assert differing(tree(root / "output"), fresh) == [], (step, done)


def test_an_edition_of_what_was_not_touched_prints_nothing(tmp_path):
    editor = Editor(Random(7), tmp_path / "content")
    editor.begin(ARTICLES)
    edition(tmp_path, editor)
    count = edition(tmp_path, editor)
    assert (count.rendered, count.written, count.pruned) == (0, 0, 0)
    assert count.kept > ARTICLES


def rename(site: Site) -> None:
    site.edit("articles/2020/02/phat-dong-thi-dua.md", "Title: ", "Title: Sửa lại: ")


def add(site: Site) -> None:
    body = "Ông Trần Văn Chung gặp bà Lê Hà.\n\n![Con mương](muong.jpg)"
    site.write("articles/2020/03/them.md", article("Thêm", "them01", "2020-03-04 08:00", body))


def opt_out(site: Site) -> None:
    site.edit("authorities/people.csv", "Chủ tịch UBND huyện,,,yes", "Chủ tịch UBND huyện,,,no")


def decide(site: Site) -> None:
    path = "authorities/decisions.csv"
    row = "reject,person,Lê Hà,,them01,Thu Hoài,2020-03-05,thử"
    site.write(path, f"{(site.content / path).read_text(encoding='utf-8').rstrip()}\n{row}\n")


def withdraw(site: Site) -> None:
    site.edit("articles/2020/03/nuoc-ngot-ve-xom.md", "Title: ", "Status: withdrawn\nTitle: ")


def delete(site: Site) -> None:
    (site.content / "articles/2020/02/phat-dong-thi-dua-2.md").unlink()


def test_by_pelican_too_each_edition_is_what_a_build_from_nothing_makes(tmp_path):
    site = copy_site("small", tmp_path / "small")
    good(site)
    for step, edit in enumerate((rename, add, opt_out, decide, withdraw, delete)):
        before = tree(site.output)
        edit(site)
        held = tree(site.content)
        now = f"{2022 + step}-01-01"
        good(site, now=now)
        assert differing(tree(site.content), held) == []
        assert differing(tree(site.output), before) != [], edit.__name__
        fresh = Site(tmp_path / "fresh" / edit.__name__)
        shutil.copytree(site.content, fresh.content)
        good(fresh, now=now)
        assert differing(tree(site.output), tree(fresh.output)) == [], edit.__name__
