import contextlib
import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu.edition import press, swap
from kyyeu.edition.ledger import EMPTY, STAMP, ArticleRow, Record, load
from kyyeu.edition.press import GENERATOR, Press, refuse_shrinking
from kyyeu.problems import MachineFault

FRONT = b"<!doctype html>" + GENERATOR + b">"
NOW = datetime(2020, 2, 14, tzinfo=UTC)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def run(output: Path, files: dict[str, bytes]):
    press = Press(output, output.parent / ".cache/ledger.sqlite")
    for name, data in {"index.html": FRONT, **files}.items():
        press.file(name, data)
    press.finish({}, NOW)
    return press.count


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


def test_a_second_run_without_changes_touches_no_file(output):
    run(output, {"a.html": b"1", "b/c.html": b"2"})
    before = stamps(output)
    count = run(output, {"a.html": b"1", "b/c.html": b"2"})
    assert stamps(output) == before
    assert (count.written, count.kept) == (0, 4)


def test_only_what_changed_is_written_anew(output):
    run(output, {"a.html": b"1", "b.html": b"2"})
    before = stamps(output)
    run(output, {"a.html": b"1", "b.html": b"changed"})
    after = stamps(output)
    changed = {Path(p).name for p in after if before[p] != after[p]}
    assert changed == {"b.html", STAMP}


def test_what_is_no_longer_printed_is_gone_with_its_folder(output):
    run(output, {"a.html": b"1", "old/page.html": b"2"})
    assert run(output, {"a.html": b"1"}).pruned == 1
    assert sorted(tree(output)) == ["a.html", "index.html"]
    assert not (output / "old").exists()


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
    assert load(ledger, output) == EMPTY
    run(output, {"a.html": b"1"})
    assert (output / "a.html").read_bytes() == b"1"


def test_a_page_changed_by_hand_is_printed_anew(output):
    run(output, {"a.html": b"1"})
    (output / "a.html").write_bytes(b"defaced")
    run(output, {"a.html": b"1"})
    assert (output / "a.html").read_bytes() == b"1"


def test_a_run_that_is_abandoned_leaves_the_former_site_and_nothing_beside(output):
    run(output, {"a.html": b"1"})
    before = stamps(output)
    press = Press(output, output.parent / ".cache/ledger.sqlite")
    press.file("a.html", b"half")
    press.abandon()
    assert stamps(output) == before
    assert sorted(p.name for p in output.parent.iterdir()) == [".cache", "output"]


def test_a_run_that_was_killed_is_swept_away_by_the_next(output):
    run(output, {"a.html": b"1"})
    Press(output, output.parent / ".cache/ledger.sqlite").file("a.html", b"half")
    assert (output / "a.html").read_bytes() == b"1"
    run(output, {"a.html": b"2"})
    assert (output / "a.html").read_bytes() == b"2"
    assert not swap.next_to(output).exists()


def test_a_full_disk_is_said_in_plain_words_and_harms_nothing(output, monkeypatch):
    run(output, {"a.html": b"1"})
    before = tree(output)
    full = Press(output, output.parent / ".cache/ledger.sqlite")

    def no_space(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(press.os, "fsync", no_space)
    with pytest.raises(MachineFault, match="đã đầy"):
        full.file("a.html", b"new")
    full.abandon()
    assert tree(output) == before


def test_a_folder_of_somebody_else_is_never_replaced(output):
    output.mkdir()
    (output / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(MachineFault, match="không phải do Kỷ Yếu"):
        Press(output, output.parent / ".cache/ledger.sqlite")
    assert (output / "thesis.doc").read_bytes() == b"years of work"


@pytest.mark.parametrize("name", ["A.html", "a.html", "ngu\u031bo\u031b\u0300i.html"])
def test_two_pages_that_are_one_file_on_another_system_are_refused(output, name):
    sheet = Press(output, output.parent / ".cache/ledger.sqlite")
    sheet.file("a.html", b"1")
    sheet.file("người.html", b"1")
    with pytest.raises(ValueError, match="two pages for one file"):
        sheet.file(name, b"2")


def test_nothing_is_written_outside_the_output_folder(output):
    sheet = Press(output, output.parent / ".cache/ledger.sqlite")
    with pytest.raises(ValueError, match="outside"):
        sheet.file("../escaped.html", b"1")
    assert not (output.parent / "escaped.html").exists()


@pytest.mark.parametrize("cut_at", [0, 1, 2])
def test_a_swap_cut_between_any_two_renames_leaves_one_whole_site(output, monkeypatch, cut_at):
    run(output, {"a.html": b"old", "b.html": b"old"})
    old = tree(output)
    sheet = Press(output, output.parent / ".cache/ledger.sqlite")
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


def record(count: int) -> Record:
    rows = {f"id{i}": ArticleRow(f"articles/{i}.md", f"digest{i}") for i in range(count)}
    return Record({}, rows, NOW.isoformat())


def digests(former: Record) -> dict[str, str]:
    return {id: row.digest for id, row in former.articles.items()}


def test_a_wrong_clock_stops_the_build():
    former = record(3)
    with pytest.raises(MachineFault, match="Đồng hồ"):
        refuse_shrinking(former, {}, digests(former), datetime(2019, 1, 1, tzinfo=UTC))


def test_articles_that_are_held_back_though_nobody_touched_them_stop_the_build():
    former = record(3)
    with pytest.raises(MachineFault, match="chưa đến ngày"):
        refuse_shrinking(former, {}, digests(former), NOW)


def test_an_editor_may_put_off_an_article():
    former = record(3)
    public = dict(list(former.articles.items())[1:])
    refuse_shrinking(former, public, {**digests(former), "id0": "edited"}, NOW)


@pytest.mark.parametrize(("count", "left"), [(45, 34), (5, 0), (1, 0)])
def test_an_archive_of_which_much_has_vanished_stops_the_build(count, left):
    former = record(count)
    public = dict(list(former.articles.items())[:left])
    with pytest.raises(MachineFault, match="không còn trong content"):
        refuse_shrinking(former, public, digests(Record({}, public, "")), NOW)


def test_an_article_that_an_editor_took_away_stops_nothing():
    former = record(40)
    left = dict(list(former.articles.items())[1:])
    refuse_shrinking(former, left, digests(Record({}, left, "")), NOW)


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
    run(output, {"a.html": b"1"})
    (output / "bao-cao.doc").write_bytes(b"work")
    with pytest.raises(MachineFault, match="bao-cao"):
        run(output, {"a.html": b"2"})
    assert (output / "bao-cao.doc").exists()


def test_a_folder_that_is_a_link_stays_a_link(output, tmp_path):
    (tmp_path / "web").mkdir()
    output.symlink_to(tmp_path / "web")
    run(output, {"a.html": b"1"})
    run(output, {"a.html": b"2"})
    assert output.is_symlink()
    assert (tmp_path / "web/a.html").read_bytes() == b"2"


def test_a_file_that_a_plugin_wrote_by_its_own_hands_is_taken_in(output):
    for data in (b"1", b"1", b"2"):
        sheet = Press(output, output.parent / ".cache/ledger.sqlite")
        sheet.file("index.html", FRONT)
        (sheet.next / "them.txt").write_bytes(data)
        sheet.finish({}, NOW)
        assert (output / "them.txt").read_bytes() == data


def test_a_run_killed_before_the_ledger_was_written_is_no_riddle_to_the_next(output, monkeypatch):
    run(output, {"a.html": b"1"})
    with monkeypatch.context() as killed:
        killed.setattr(press.ledger, "save", lambda *_: None)
        run(output, {"a.html": b"2", "2019/b.html": b"2"})
    assert load(output.parent / ".cache/ledger.sqlite", output) == EMPTY
    run(output, {"a.html": b"3"})
    assert tree(output) == {"a.html": b"3", "index.html": FRONT}
