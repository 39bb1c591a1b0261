from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kyyeu.fixity import digest
from kyyeu.holdings import COLUMNS, load, look, recheck
from kyyeu.problems import MachineFault
from kyyeu.settings import Limits, Settings
from tests.holdings.conftest import ARTICLE, read_photo

Put = Callable[[Mapping[str, str | bytes]], None]
PLACE = "articles/2020/02"


def article(id: str, date: str = "2020-02-13 20:12") -> str:
    return ARTICLE.replace("k3f9a2", id).replace("2020-02-13 20:12", date)


def test_everything_is_read_once_in_one_order(
    settings: Settings, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        {
            f"{PLACE}/cu.md": article("aaaa", "2020-02-01"),
            f"{PLACE}/moi.md": article("bbbb", "2020-02-20"),
            f"{PLACE}/cung-luc.md": article("cccc", "2020-02-20"),
            "pages/b.md": "Title: B\nSlug: b\n\nx",
            "pages/a.md": "Title: A\nSlug: a\n\nx",
            "photos/2020/02/b.jpg": b"b",
            "photos/2020/02/a.jpg": b"a",
            "provenance/2020/goc.txt": "nguyên bản",
            "provenance/2020/goc.json": "{}",
        }
    )
    opened: list[str] = []
    real = Path.open

    def watch(self: Path, *args: object, **kwargs: object) -> object:
        opened.append(self.name)
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watch)
    read = load(settings, read_photo)
    monkeypatch.undo()
    assert read.problems == ()
    assert [a.id for a in read.value.articles] == ["bbbb", "cccc", "aaaa"]
    assert [p.slug for p in read.value.pages] == ["a", "b"]
    assert list(read.value.photos) == ["photos/2020/02/a.jpg", "photos/2020/02/b.jpg"]
    assert list(read.value.digests) == sorted(read.value.digests)
    assert read.value.digests["pages/a.md"] == digest(b"Title: A\nSlug: a\n\nx")
    assert not [name for name in read.value.digests if name.startswith("provenance")]
    texts = [name for name in opened if name.endswith(".md")]
    assert sorted(texts) == ["a.md", "b.md", "cu.md", "cung-luc.md", "moi.md"]


def test_a_file_that_nobody_reads_is_named(settings: Settings, put: Put) -> None:
    put(
        {
            f"{PLACE}/bai.docx": b"PK",
            "pages/sub/a.md": "Title: A\nSlug: a\n\nx",
            "authorities/poeple.csv": "id",
            "artciles/2020/02/a.md": ARTICLE,
            "ghi-chu.txt": "x",
        }
    )
    found = load(settings, read_photo).problems
    assert [(p.path, p.code) for p in found] == [
        ("artciles", "name-not-read"),
        (f"{PLACE}/bai.docx", "name-not-read"),
        ("authorities/poeple.csv", "name-not-read"),
        ("ghi-chu.txt", "name-not-read"),
        ("pages/sub/a.md", "name-not-read"),
    ]


def test_a_file_larger_than_the_limit_is_not_read(settings: Settings, put: Put) -> None:
    put({f"{PLACE}/a.md": ARTICLE + "x" * 1000, f"{PLACE}/b.md": article("bbbb")})
    small = replace(settings, limits=Limits(text_bytes=500))
    read = load(small, read_photo)
    assert [(p.path, p.code) for p in read.problems] == [(f"{PLACE}/a.md", "text-too-large")]
    assert [a.id for a in read.value.articles] == ["bbbb"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other things there")
def test_a_file_the_machine_does_not_let_us_read_is_named(
    settings: Settings, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put({f"{PLACE}/a.md": ARTICLE})
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.md":  # root may read everything, so the mode of the file is no test
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = load(settings, read_photo).problems
    assert (problem.path, problem.code) == (f"{PLACE}/a.md", "text-unreadable")


def test_a_refused_photo_is_a_problem_but_not_missing(settings: Settings, put: Put) -> None:
    put({"photos/2020/02/a.jpg": b"broken"})
    read = load(settings, read_photo)
    assert [problem.code for problem in read.problems] == ["photo-broken"]
    assert not read.value.photos
    assert read.value.digests["photos/2020/02/a.jpg"] == digest(b"broken")


def test_without_a_content_folder_the_place_is_named(tmp_path: Path, settings: Settings) -> None:
    elsewhere = replace(settings, root=tmp_path / "nowhere")
    with pytest.raises(MachineFault, match="nowhere"):
        load(elsewhere, read_photo)


def test_reading_twice_gives_the_same_whatever_the_times(settings: Settings, put: Put) -> None:
    put({f"{PLACE}/a.md": ARTICLE, "photos/2020/02/a.jpg": b"a"})
    first = load(settings, read_photo)
    os.utime(settings.content_path / PLACE / "a.md", (0, 0))
    assert load(settings, read_photo) == first


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (Path.exists, []),
        (lambda content: (content / PLACE / "a.md").write_text("other"), [f"{PLACE}/a.md"]),
        (lambda content: (content / PLACE / "a.md").unlink(), [f"{PLACE}/a.md"]),
        (lambda content: (content / PLACE / "b.md").write_text("new"), [f"{PLACE}/b.md"]),
        (lambda content: (content / "photos/2020/02/a.jpg").write_bytes(b"b"),
         ["photos/2020/02/a.jpg"]),
        (lambda content: (content / PLACE / "a.md").rename(content / PLACE / "c.md"),
         [f"{PLACE}/a.md", f"{PLACE}/c.md"]),
        (lambda content: (content / PLACE / ".a.md.swp").write_text("x"), []),
        (lambda content: (content / "provenance/x.txt").write_text("y"), []),
        (lambda content: (content / "authorities/people.csv").write_text("id"),
         ["authorities/people.csv"]),
    ],
)  # fmt: skip
def test_what_changed_since_the_reading_is_named(
    settings: Settings, put: Put, change: Callable[[Path], object], named: list[str]
) -> None:
    put(
        {
            f"{PLACE}/a.md": ARTICLE,
            "photos/2020/02/a.jpg": b"a",
            "provenance/x.txt": "x",
            "authorities/people.csv": ",".join(COLUMNS["people"]) + "\n",
        }
    )
    seen = look(settings, {}).value
    before = (settings.content_path / PLACE / "a.md").stat()
    change(settings.content_path)
    if (settings.content_path / PLACE / "a.md").exists():
        os.utime(settings.content_path / PLACE / "a.md", ns=(0, before.st_mtime_ns))
    assert list(recheck(settings, seen)) == named


def test_a_look_reads_only_what_has_another_time_or_size(settings: Settings, put: Put) -> None:
    put({f"{PLACE}/a.md": ARTICLE, f"{PLACE}/b.md": ARTICLE, f"{PLACE}/c.md": ARTICLE})
    known = look(settings, {}).value.fresh
    assert sorted(known) == [f"{PLACE}/{name}.md" for name in "abc"]
    folder = settings.content_path / PLACE
    os.utime(folder / "a.md", (0, 0))
    (folder / "b.md").write_text("other")
    (folder / "c.md").unlink()
    seen = look(settings, known).value
    assert (list(seen.fresh), list(seen.moved)) == ([f"{PLACE}/b.md"], [f"{PLACE}/a.md"])
    assert seen.gone == (f"{PLACE}/c.md",)


def test_a_file_written_while_it_was_read_is_read_again(settings: Settings, put: Put) -> None:
    """It may have changed within one tick of the clock of the disk, and kept its size."""
    put({f"{PLACE}/a.md": ARTICLE})
    (found,) = look(settings, {}).value.fresh.items()
    former = {found[0]: replace(found[1], digest="of other words")}
    assert look(settings, former, found[1].mtime_ns + 1).value.fresh == {}
    assert list(look(settings, former, found[1].mtime_ns).value.fresh) == [f"{PLACE}/a.md"]
