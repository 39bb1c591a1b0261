"""A narrow edition that is cut at any moment leaves the former site or the new one."""

from pathlib import Path

import pytest

from kyyeu.edition import swap
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.press import Press
from tests.edition.test_press import FRONT, NOW, begin, run, tree


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


FIRST = {"a.html": b"1", "b/b.html": b"1", "b/gone.html": b"1"}
SECOND = {"a.html": b"2", "b/b.html": b"2", "c/new.html": b"2"}


def second(output: Path) -> Press:
    """A narrow run in which pages change, one comes and one goes; not finished yet."""
    press = begin(output, whole=False)
    press.file("index.html", FRONT + b"2")
    for name, data in SECOND.items():
        press.file(name, data)
    press.remove("b/gone.html")
    return press


RENAMES = [f"replace {number}" for number in range(6)]  # the journal, then five files


@pytest.mark.parametrize(
    "moment", ["before the journal", *RENAMES, "committing", "committed", "unlink 0", "unlink 1"]
)
def test_a_narrow_edition_cut_at_any_moment_is_the_former_or_the_new_one(
    output, monkeypatch, moment
):
    run(output, FIRST)
    former = {"index.html": FRONT, **FIRST}
    after = {"index.html": FRONT + b"2", **SECOND}
    press = second(output)
    with monkeypatch.context() as cut:
        cut_at(cut, moment)
        with pytest.raises(KeyboardInterrupt):
            press.finish(NOW)
    press._ledger.close()
    swap.recover(output)
    journal_was_there = moment not in ("before the journal", "replace 0")
    assert tree(output) == (after if journal_was_there else former)
    assert sorted(p.name for p in output.parent.iterdir()) == [".cache", "output"]
    press = second(output)
    press.finish(NOW)
    press._ledger.close()
    assert tree(output) == after
    believed = Ledger.open(output.parent / ".cache/ledger.sqlite", output)
    assert believed.doubt == ""
    believed.close()


def cut_at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Whatever is done at that moment is not done, and nothing after it."""
    what, _, number = moment.partition(" ")
    if what == "before":
        monkeypatch.setattr(swap.json, "dump", _interrupt)
    elif what == "committing":
        monkeypatch.setattr(Ledger, "commit", _interrupt)
    elif what == "committed":
        monkeypatch.setattr(swap, "_finish_patch", _interrupt)
    else:
        count, real = iter(range(99)), getattr(Path, what)

        def counted(self: Path, *args: object, **more: object) -> object:
            if next(count) == int(number):
                raise KeyboardInterrupt
            return real(self, *args, **more)

        monkeypatch.setattr(Path, what, counted)


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_file_beside_the_site_that_is_not_ours_is_left_alone(output):
    run(output, FIRST)
    other = output.with_name(".output.new")
    other.write_text("somebody's")
    second(output).finish(NOW)
    swap.recover(output)
    assert other.read_text() == "somebody's"
