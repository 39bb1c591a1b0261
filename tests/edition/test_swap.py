"""What a host keeps beside a site outlives a swap that is cut at any step."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu.edition import swap
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.press import GENERATOR, Press
from kyyeu.problems import MachineFault

NOW = datetime(2020, 2, 14, tzinfo=UTC)


class Cut(BaseException):
    """The power fails."""


def press(output: Path, text: bytes) -> Press:
    press = Press(output, Ledger.open(output.parent / ".cache/ledger.sqlite", output), whole=True)
    press.file("index.html", GENERATOR + text)
    return press


def finish(press: Press) -> None:
    """Whatever becomes of it, the ledger is let go of, as the end of a process does."""
    try:
        press.finish(NOW)
    finally:
        press._ledger.close()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    output = tmp_path / "output"
    finish(press(output, b"one"))
    (output / ".git").mkdir()
    (output / ".git/HEAD").write_text("ref")
    (output / "CNAME").write_text("bao.example")
    return output


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("renames", [0, 1, 2])
@pytest.mark.parametrize("fault", [Cut, OSError])
def test_a_swap_cut_at_any_step_loses_nothing_of_the_hosts(
    output, exchange, renames, fault, monkeypatch
):
    left = [renames]
    real = swap._patiently

    def cut(rename):
        if not left[0]:
            raise fault
        left[0] -= 1
        real(rename)

    run = press(output, b"two")
    with monkeypatch.context() as patch:
        patch.setattr(swap, "_patiently", cut)
        if not exchange:
            patch.setattr(swap, "_exchange", lambda *_: False)
        try:
            finish(run)
        except MachineFault:
            run.abandon()
        except Cut:
            pass  # nobody cleans up after a power cut
    swap.recover(output)
    assert (output / "index.html").read_bytes() in (GENERATOR + b"one", GENERATOR + b"two")
    assert (output / ".git/HEAD").read_text() == "ref"
    assert (output / "CNAME").read_text() == "bao.example"
    assert sorted(path.name for path in output.parent.iterdir()) == [".cache", "output"]
    finish(press(output, b"three"))
    assert (output / ".git/HEAD").read_text() == "ref"


def test_a_first_build_that_is_given_up_leaves_nothing(tmp_path):
    run = press(tmp_path / "output", b"one")
    (run.next / ".htaccess").write_text("x")
    run.abandon()
    run._ledger.close()
    assert not list(tmp_path.glob(".output*"))
    assert not (tmp_path / "output").exists()
