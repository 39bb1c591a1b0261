"""What a run changed is counted by inode and time; trees and page sets are compared by path."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from bench import trees


def put(tree: Path, path: str, text: str) -> None:
    file = tree / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("2020/02/bai-1-a1.html", "article"),
        ("2020/02/index.html", "month"),
        ("2020/02/trang/2/index.html", "month"),
        ("2020/index.html", "year"),
        ("index.html", "front"),
        ("nguoi/le-ha/index.html", "person"),
        ("van-ban/ct-05/index.html", "directive"),
        ("nguoi/index.html", "index"),
        ("chuyen-muc/index.html", "index"),
        ("chuyen-muc/kinh-te/2020/index.html", "section"),
        ("tac-gia/lam-hong-abcdef/index.html", "author"),
        ("atom.xml", "feed"),
        ("tac-gia/lam-hong-abcdef/atom.xml", "feed"),
        ("sitemap/2020.xml", "feed"),
        ("2020/02/13/index.html", "day"),
        ("chu-cai/nguoi-dd/index.html", "index"),
        ("tim/manifest.json", "search"),
        ("anh/a-400.avif", "photo"),
        ("theme/style.css", "other"),
        (".kyyeu-edition", "other"),
    ],
)
def test_a_file_is_known_by_its_path(path: str, kind: str) -> None:
    assert trees.kind_of(path) == kind


def test_what_is_new_replaced_touched_and_gone_is_counted_and_what_stayed_is_not(
    tmp_path: Path,
) -> None:
    for name in ("stays", "touched", "replaced", "gone"):
        put(tmp_path, f"2020/{name}.html", "four")
    before = trees.state(tmp_path)
    os.utime(tmp_path / "2020/touched.html", ns=(1, 1))
    put(tmp_path, "2020/beside", "other")
    stamp = (tmp_path / "2020/replaced.html").stat()
    os.utime(tmp_path / "2020/beside", ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
    (tmp_path / "2020/beside").replace(tmp_path / "2020/replaced.html")
    (tmp_path / "2020/gone.html").unlink()
    put(tmp_path, "new.html", "")
    change = trees.changed(before, trees.state(tmp_path))
    assert change.written == {"2020/touched.html": 4, "2020/replaced.html": 5, "new.html": 0}
    assert change.removed == {"2020/gone.html"}
    assert (change.files, change.bytes) == (3, 9)


def test_a_tree_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert trees.state(tmp_path / "nothing") == {}


def test_changes_are_counted_by_kind() -> None:
    change = trees.Change({"2020/02/a-1.html": 10, "tim/x.js": 5, "index.html": 1}, frozenset())
    assert change.kinds() == Counter(article=1, search=1, front=1)
    assert change.only("search").bytes == 5


def test_unequal_trees_are_told_by_path(tmp_path: Path) -> None:
    for tree in ("one", "two"):
        put(tmp_path / tree, "same.html", "same")
        put(tmp_path / tree, "deep/other.html", tree)
    put(tmp_path / "one", "more.html", "")
    assert trees.unequal(tmp_path / "one", tmp_path / "two") == ("deep/other.html", "more.html")


OURS = trees.page_set(
    iter(
        [
            "index.html", "atom.xml", "2020/02/bai-1-a1.html", "2020/index.html",
            "tac-gia/lam-hong-0a1b2c/index.html", "chuyen-muc/kinh-te/index.html",
            "chuyen-muc/kinh-te/2020/index.html", "tim/index.html", "theme/style.css",
            "phong-trao/index.html", "2020/02/13/index.html", "chuyen-muc/kinh-te/atom.xml",
            "nguoi/index.html", "nguoi/le-ha/index.html", "nguoi/le-ha/2020/index.html",
            "chu-cai/nguoi-h/index.html", "nguon-tin/index.html", "sitemap/2020.xml",
        ]
    )
)  # fmt: skip


def test_pages_are_the_same_however_lists_are_cut_and_authors_told_apart() -> None:
    theirs = trees.page_set(
        iter(
            [
                "index.html", "atom.xml", "2020/02/bai-1-a1.html", "2020/index.html",
                "tac-gia/lam-hong/index.html", "chuyen-muc/kinh-te/index.html",
                "chuyen-muc/kinh-te/page/2/index.html", "2020/02/13/index.html",
                "chuyen-muc/kinh-te/atom.xml", "nguoi/index.html", "nguoi/le-ha/index.html",
            ]
        )
    )  # fmt: skip
    assert trees.difference({"ours": OURS, "theirs": theirs}) == {}
    assert theirs.further == Counter(section=1)
    assert OURS.further == Counter(section=1, person=1, index=1, feed=1)
    assert OURS.counts() == theirs.counts()


def test_a_page_that_one_alone_has_is_told() -> None:
    theirs = trees.PageSet(OURS.first - {"atom.xml"} | {"2020/02/index.html"}, Counter())
    assert trees.difference({"ours": OURS, "theirs": theirs}) == {
        "ours": ("atom.xml",),
        "theirs": ("2020/02/index.html",),
    }
