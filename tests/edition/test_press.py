import contextlib
import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.edition import press, swap
from kyyeu.edition.ledger import Ledger, stamp
from kyyeu.edition.press import GENERATOR, Count, Press
from kyyeu.edition.swap import STAMP
from kyyeu.problems import MachineFault

FRONT = b"<!doctype html>" + GENERATOR + b">"
NOW = datetime(2020, 2, 14, tzinfo=UTC)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def begin(output: Path, *, whole: bool | None = None) -> Press:
    """A run as the edition opens it: what was cut is finished first, whole when in doubt."""
    swap.recover(output)
    ledger = Ledger.open(output.parent / ".cache/ledger.sqlite", output)
    return Press(output, ledger, whole=not ledger.has_pages() if whole is None else whole)


def run(output: Path, files: dict[str, bytes], *, whole: bool | None = True) -> Count:
    press = begin(output, whole=whole)
    for name, data in {"index.html": FRONT, **files}.items():
        press.file(name, data)
    press.finish(NOW)
    press._ledger.close()
    return press.count


def give_up(press: Press) -> None:
    press.abandon()
    press._ledger.close()


def tree(folder: Path) -> dict[str, bytes]:
    """All files but the one that names the edition."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name != STAMP
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        p.as_posix(): (p.stat().st_ino, p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.mark.parametrize("whole", [True, False])
def test_a_second_run_without_changes_touches_no_file(output, whole):
    run(output, {"a.html": b"1", "b/c.html": b"2"})
    before = stamps(output)
    count = run(output, {"a.html": b"1", "b/c.html": b"2"}, whole=whole)
    assert stamps(output) == before
    assert (count.written, count.kept) == (0, 4)


@pytest.mark.parametrize("whole", [True, False])
def test_only_what_changed_is_written_anew(output, whole):
    run(output, {"a.html": b"1", "b.html": b"2"})
    before = stamps(output)
    run(output, {"a.html": b"1", "b.html": b"changed"}, whole=whole)
    after = stamps(output)
    changed = {Path(p).name for p in after if before[p] != after[p]}
    assert changed == {"b.html", STAMP}


def test_what_a_whole_edition_no_longer_prints_is_gone_with_its_folder(output):
    run(output, {"a.html": b"1", "old/page.html": b"2"})
    assert run(output, {"a.html": b"1"}).pruned == 1
    assert sorted(tree(output)) == ["a.html", "index.html"]
    assert not (output / "old").exists()


def test_a_narrow_edition_leaves_what_it_does_not_name_and_removes_what_it_retires(output):
    first = begin(output)
    first.file("index.html", FRONT)
    for name in ("2020/a.html", "2020/02/b.html", "kept.html"):
        first.file(name, b"1", "section:Cũ" if name != "kept.html" else "section:Khác")
    first.finish(NOW)
    first._ledger.close()
    narrow = begin(output)
    narrow.retire("section:Cũ", {"2020/a.html"})
    narrow.finish(NOW)
    narrow._ledger.close()
    assert (narrow.whole, narrow.count.pruned, narrow.count.written) == (False, 1, 1)
    assert sorted(tree(output)) == ["2020/a.html", "index.html", "kept.html"]
    assert not (output / "2020/02").exists()


def test_what_is_printed_again_after_it_was_retired_stays(output):
    run(output, {"a.html": b"1"})
    narrow = begin(output)
    narrow.remove("a.html")
    narrow.file("a.html", b"1")
    narrow.finish(NOW)
    narrow._ledger.close()
    assert narrow.count.pruned == 0
    assert (output / "a.html").read_bytes() == b"1"


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["a.html", "b/c.html", "b/d.html", "e/f/g.html"]),
            st.sampled_from([b"1", b"2"]),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40)
def test_the_name_of_an_edition_is_of_its_files_and_not_of_the_way_to_them(editions):
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        one, other = Path(folder) / "one/output", Path(folder) / "other/output"
        former: dict[str, bytes] = {}
        for files in editions:
            press = begin(one)
            press.file("index.html", FRONT)
            for name in former.keys() - files.keys():
                press.remove(name)
            for name, data in files.items():
                press.file(name, data)
            press.finish(NOW)
            press._ledger.close()
            former = files
        run(other, editions[-1])
        assert tree(one) == tree(other)
        assert stamp(one) == stamp(other)


def test_without_the_ledger_the_same_bytes_are_printed(output):
    run(output, {"a.html": b"1"})
    before = tree(output)
    (output.parent / ".cache/ledger.sqlite").unlink()
    run(output, {"a.html": b"1"})
    assert tree(output) == before


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 40])
def test_a_ledger_that_is_cut_or_foreign_counts_as_none(output, damage):
    run(output, {"a.html": b"1"})
    ledger = output.parent / ".cache/ledger.sqlite"
    ledger.write_bytes(damage)
    opened = Ledger.open(ledger, output)
    assert (opened.doubt != "", opened.has_pages()) == (True, False)
    opened.close()
    run(output, {"a.html": b"1"})
    assert (output / "a.html").read_bytes() == b"1"


def test_a_ledger_of_another_version_or_another_folder_is_not_believed(output):
    run(output, {"a.html": b"1"})
    path = output.parent / ".cache/ledger.sqlite"
    copied = output.parent / "copied.sqlite"
    shutil.copy(path, copied)
    foreign = Ledger.open(copied, output.parent / "elsewhere")
    assert (foreign.doubt, foreign.has_pages()) == ("foreign", False)
    foreign.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1")
    old = Ledger.open(path, output)
    assert (old.doubt, old.has_pages()) == ("old", False)
    old.close()


def test_a_ledger_is_not_believed_when_it_is_told_so(output):
    run(output, {"a.html": b"1"})
    ledger = Ledger.open(output.parent / ".cache/ledger.sqlite", output, clean=True)
    assert (ledger.doubt, ledger.has_pages()) == ("clean", False)
    ledger.close()


@pytest.mark.parametrize("whole", [True, False])
def test_a_page_changed_by_hand_is_printed_anew_when_it_is_looked_at(output, whole):
    """A narrow build looks at no page that it does not print: `--verify` notices the others."""
    run(output, {"a.html": b"1"})
    (output / "a.html").write_bytes(b"defaced")
    run(output, {"a.html": b"1"}, whole=whole)
    assert (output / "a.html").read_bytes() == b"1"


def test_a_run_that_is_abandoned_leaves_the_former_site_and_nothing_beside(output):
    run(output, {"a.html": b"1"})
    before = stamps(output)
    press = begin(output)
    press.file("a.html", b"half")
    give_up(press)
    assert stamps(output) == before
    assert sorted(p.name for p in output.parent.iterdir()) == [".cache", "output"]


def test_a_run_that_was_killed_is_swept_away_by_the_next(output):
    run(output, {"a.html": b"1"})
    killed = begin(output)
    killed.file("a.html", b"half")
    killed._ledger.close()  # as the end of a process does
    assert (output / "a.html").read_bytes() == b"1"
    run(output, {"a.html": b"2"})
    assert (output / "a.html").read_bytes() == b"2"
    assert not swap.next_to(output).exists()


def test_a_full_disk_is_said_in_plain_words_and_harms_nothing(output, monkeypatch):
    run(output, {"a.html": b"1"})
    before = tree(output)
    full = begin(output)

    def no_space(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(press.os, "fsync", no_space)
    with pytest.raises(MachineFault, match="đã đầy"):
        full.file("a.html", b"new")
    give_up(full)
    assert tree(output) == before


def test_a_folder_of_somebody_else_is_never_replaced(output):
    output.mkdir()
    (output / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(MachineFault, match="không phải do Kỷ Yếu"):
        begin(output)
    assert (output / "thesis.doc").read_bytes() == b"years of work"


@pytest.mark.parametrize("name", ["A.html", "a.html", "ngu\u031bo\u031b\u0300i.html"])
def test_two_pages_that_are_one_file_on_another_system_are_refused(output, name):
    sheet = begin(output)
    sheet.file("a.html", b"1")
    sheet.file("người.html", b"1")
    with pytest.raises(ValueError, match="two pages for one file"):
        sheet.file(name, b"2")


def test_nothing_is_written_outside_the_output_folder(output):
    sheet = begin(output)
    with pytest.raises(ValueError, match="outside"):
        sheet.file("../escaped.html", b"1")
    assert not (output.parent / "escaped.html").exists()


@pytest.mark.parametrize("cut_at", [0, 1, 2])
def test_a_swap_cut_between_any_two_renames_leaves_one_whole_site(output, monkeypatch, cut_at):
    run(output, {"a.html": b"old", "b.html": b"old"})
    old = tree(output)
    sheet = begin(output)
    for name in ("index.html", "a.html", "b.html"):
        sheet.file(name, FRONT if name == "index.html" else b"new")
    new = tree(swap.next_to(output))
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    count = iter(range(10))
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if next(count) == cut_at:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "rename", rename)
        with contextlib.suppress(KeyboardInterrupt):
            swap.swap(output)
    swap.recover(output)
    assert tree(output) in (old, new)
    assert sorted(p.name for p in output.parent.iterdir()) == [".cache", "output"]


def test_what_the_host_keeps_beside_the_site_stays(output):
    run(output, {"a.html": b"1"})
    (output / "CNAME").write_text("bao.example", encoding="utf-8")
    (output / ".git").mkdir()
    (output / ".git/HEAD").write_text("ref", encoding="utf-8")
    run(output, {"a.html": b"2"})
    assert (output / "CNAME").read_text(encoding="utf-8") == "bao.example"
    assert (output / ".git/HEAD").exists()
    assert (output / "a.html").read_bytes() == b"2"


def test_what_somebody_else_put_into_the_site_is_named_and_not_deleted(output):
    """A narrow edition replaces no folder, so it has nothing to ask and leaves the file alone."""
    run(output, {"a.html": b"1"})
    (output / "bao-cao.doc").write_bytes(b"work")
    with pytest.raises(MachineFault, match="bao-cao"):
        run(output, {"a.html": b"2"})
    assert (output / "bao-cao.doc").exists()
    run(output, {"a.html": b"2"}, whole=False)
    assert (output / "bao-cao.doc").read_bytes() == b"work"
    assert (output / "a.html").read_bytes() == b"2"


@pytest.mark.parametrize("whole", [True, False])
def test_a_folder_that_is_a_link_stays_a_link(output, tmp_path, whole):
    (tmp_path / "web").mkdir()
    output.symlink_to(tmp_path / "web")
    run(output, {"a.html": b"1"})
    run(output, {"a.html": b"2"}, whole=whole)
    assert output.is_symlink()
    assert (tmp_path / "web/a.html").read_bytes() == b"2"


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_that_a_plugin_wrote_by_its_own_hands_is_taken_in(output, whole):
    for data in (b"1", b"1", b"2"):
        sheet = begin(output, whole=whole)
        sheet.file("index.html", FRONT)
        (sheet.next / "them.txt").write_bytes(data)
        sheet.finish(NOW)
        sheet._ledger.close()
        assert (output / "them.txt").read_bytes() == data


def test_a_run_killed_before_the_ledger_was_written_is_no_riddle_to_the_next(output, monkeypatch):
    run(output, {"a.html": b"1"})
    with monkeypatch.context() as killed:
        killed.setattr(Ledger, "commit", lambda *_: None)
        run(output, {"a.html": b"2", "2019/b.html": b"2"})
    found = Ledger.open(output.parent / ".cache/ledger.sqlite", output)
    assert (found.doubt, found.has_pages()) == ("foreign", False)
    found.close()
    run(output, {"a.html": b"3"})
    assert tree(output) == {"a.html": b"3", "index.html": FRONT}
