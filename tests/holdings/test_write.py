from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from kyyeu.fixity import digest
from kyyeu.holdings import locked, replay, write
from kyyeu.holdings.locks import EXIT_BUSY
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.settings import Settings

FILES = {
    "articles/2020/02/bai.md": b"Title: b\n",
    "photos/2020/02/mot.jpg": b"one",
    "photos/2020/02/hai.jpg": b"two",
    "provenance/2020/bai.txt": b"original",
}


class Killed(BaseException):
    """The process ends here: nothing that follows is run."""


def lying(settings: Settings) -> dict[str, bytes]:
    """Every file of content/, hidden ones too."""
    content = settings.content_path
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


def test_all_files_are_there_and_nothing_else(settings: Settings) -> None:
    write(settings, FILES)
    assert lying(settings) == FILES


def test_writing_twice_is_writing_once(settings: Settings) -> None:
    write(settings, FILES)
    before = {path: path.stat().st_mtime_ns for path in settings.content_path.rglob("*.*")}
    write(settings, FILES)
    assert before == {path: path.stat().st_mtime_ns for path in settings.content_path.rglob("*.*")}


def test_the_article_is_the_last_to_get_its_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real = Path.replace

    def watch(self: Path, target: Path) -> Path:
        order.append(target.name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", watch)
    write(settings, FILES)
    named = [name for name in order if not name.startswith(".plan")]
    assert named == ["hai.jpg", "mot.jpg", "bai.txt", "bai.md"]


def test_a_file_with_other_bytes_is_never_overwritten(settings: Settings) -> None:
    write(settings, {"photos/2020/02/mot.jpg": b"mine"})
    before = lying(settings)
    with pytest.raises(ContentFault) as caught:
        write(settings, FILES)
    assert [(p.code, p.path) for p in caught.value.problems] == [
        ("write-exists", "photos/2020/02/mot.jpg")
    ]
    assert lying(settings) == before


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("../ngoai.md", "write-outside"),
        ("articles/../../ngoai.md", "write-outside"),
        ("/etc/ngoai.md", "write-outside"),
        ("articles//a.md", "write-outside"),
        ("output/a.md", "write-outside"),
        ("articles/.an.md", "write-outside"),
        ("articles/2020/con.md", "name-device"),
        ("articles/2020/aux/a.md", "name-device"),
        ("articles/a:b.md", "name-characters"),
        ("articles/2020/02/BAI.md", "name-clash"),
        ("articles/link/a.md", "name-link"),
    ],
)
def test_a_path_that_cannot_be_in_the_holdings_is_refused(
    settings: Settings, tmp_path: Path, source: str, code: str
) -> None:
    write(settings, {"articles/2020/02/bai.md": b"x"})
    (tmp_path / "outside").mkdir()
    (settings.content_path / "articles/link").symlink_to(tmp_path / "outside")
    before = lying(settings)
    with pytest.raises(ContentFault) as caught:
        write(settings, {source: b"x", "photos/2020/02/mot.jpg": b"y"})
    assert [problem.code for problem in caught.value.problems] == [code]
    assert lying(settings) == before
    assert not list((tmp_path / "outside").iterdir())


def test_two_new_names_that_some_disk_takes_for_one_are_refused(settings: Settings) -> None:
    with pytest.raises(ContentFault) as caught:
        write(settings, {"articles/2020/02/a.md": b"x", "articles/2020/02/A.md": b"y"})
    assert [problem.code for problem in caught.value.problems] == ["name-clash"]


def test_free_space_is_asked_for_before_anything_is_written(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=10))
    with pytest.raises(MachineFault) as caught:
        write(settings, FILES)
    assert caught.value.code == "content-disk-full"
    assert lying(settings) == {}


def interrupt(
    monkeypatch: pytest.MonkeyPatch, number: int, fault: Callable[[], BaseException]
) -> None:
    """Let the ``number``-th call that changes the disk fail, and all that follow a kill."""
    calls = 0

    def count(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == number or (calls > number and fault is Killed):
                raise fault()
            return real(*args, **kwargs)

        return step

    for place, name in ((Path, "replace"), (os, "fsync"), (Path, "unlink"), (Path, "mkdir")):
        monkeypatch.setattr(place, name, count(getattr(place, name)))


@pytest.mark.parametrize("fault", [Killed, lambda: OSError(28, "No space left on device")])
def test_whatever_call_fails_all_files_are_there_after_replay_or_none(
    settings: Settings, fault: Callable[[], BaseException]
) -> None:
    (settings.root / ".cache").mkdir()
    ends: set[str] = set()
    for number in range(1, 100):
        shutil.rmtree(settings.content_path)
        settings.content_path.mkdir()
        with pytest.MonkeyPatch.context() as monkeypatch:
            interrupt(monkeypatch, number, fault)
            try:
                write(settings, FILES)
            except (Killed, MachineFault):
                pass
            else:
                break
        assert not (settings.content_path / "articles/2020/02/bai.md").exists() or all(
            (settings.content_path / source).exists() for source in FILES
        ), "the article came before its photos"
        first = replay(settings)
        after = lying(settings)
        assert after in ({}, FILES), f"half a write is left when call {number} fails"
        assert first == () or after == FILES
        assert (replay(settings), lying(settings)) == ((), after)
        ends.add("all" if after else "none")
        write(settings, FILES)
        assert lying(settings) == FILES
    else:
        pytest.fail("writing never came to its end")
    assert ends == {"all", "none"}


def test_a_replay_that_is_killed_is_replayed(settings: Settings) -> None:
    (settings.root / ".cache").mkdir()
    for first in range(12, 40, 3):
        for second in range(1, 12):
            shutil.rmtree(settings.content_path)
            settings.content_path.mkdir()
            for number, step in (
                (first, lambda: write(settings, FILES)),
                (second, lambda: replay(settings)),
            ):
                with pytest.MonkeyPatch.context() as monkeypatch:
                    interrupt(monkeypatch, number, Killed)
                    with suppress(Killed):
                        step()
            replay(settings)
            assert lying(settings) in ({}, FILES)


def test_a_plan_that_cannot_be_finished_asks_for_a_person(settings: Settings) -> None:
    content = settings.content_path
    (content / "photos").mkdir()
    (content / "photos/a.jpg").write_bytes(b"a")
    moves = [
        {"staged": "photos/.a.new", "source": "photos/a.jpg", "digest": digest(b"a")},
        {"staged": "photos/.b.new", "source": "photos/b.jpg", "digest": digest(b"b")},
    ]
    (content / ".plan").write_text(json.dumps({"ready": True, "moves": moves}))
    with pytest.raises(MachineFault) as caught:
        replay(settings)
    assert caught.value.params["file"] == "photos/b.jpg"
    assert (content / "photos/a.jpg").read_bytes() == b"a"


@pytest.mark.parametrize("text", ["", "{}", '{"ready": true, "moves": [{"x": 1}]}', "[]"])
def test_a_plan_that_cannot_be_read_is_named(settings: Settings, text: str) -> None:
    (settings.content_path / ".plan").write_text(text)
    with pytest.raises(MachineFault) as caught:
        replay(settings)
    assert caught.value.code == "content-plan-broken"


def test_a_plan_whose_target_was_taken_meanwhile_overwrites_nothing(settings: Settings) -> None:
    content = settings.content_path
    (content / "photos").mkdir()
    (content / "photos/a.jpg").write_bytes(b"of somebody")
    (content / "photos/.a.new").write_bytes(b"a")
    move = {"staged": "photos/.a.new", "source": "photos/a.jpg", "digest": digest(b"a")}
    (content / ".plan").write_text(json.dumps({"ready": True, "moves": [move]}))
    replay(settings)
    assert lying(settings) == {"photos/a.jpg": b"of somebody"}


def test_a_command_that_writes_keeps_others_from_writing_and_from_replaying(
    settings: Settings,
) -> None:
    (settings.content_path / ".plan").write_text("the plan of a command at work")
    with locked(settings.cache_path / "content.lock", "import"):
        for step in (lambda: write(settings, FILES), lambda: replay(settings)):
            with pytest.raises(MachineFault) as caught:
                step()
            assert caught.value.exit_code == EXIT_BUSY
    assert (settings.content_path / ".plan").exists()
