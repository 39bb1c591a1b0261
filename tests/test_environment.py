from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import environment
from environment import SITE_LOCK, TEST_LOCK, NotReady

GROUND = {"folder": "/a/.venv", "python": "/usr/bin/python3.11"}
STAMP = {**GROUND, "locks": {SITE_LOCK: "1"}}


@pytest.mark.parametrize(
    ("words", "locks"),
    [
        ([], [SITE_LOCK]),
        (["site"], [SITE_LOCK]),
        (["build", "--publish"], [SITE_LOCK]),
        (["test"], [TEST_LOCK, SITE_LOCK]),
        (["test", "--select", "name"], [TEST_LOCK, SITE_LOCK]),
        (["check", "lint"], [TEST_LOCK, SITE_LOCK]),
    ],
)
def test_only_test_and_lint_need_the_lock_of_the_tests(words: list[str], locks: list[str]) -> None:
    assert environment.locks_for(words) == locks


@pytest.mark.parametrize(
    ("stamp", "wanted", "ground", "missing"),
    [
        pytest.param(STAMP, {SITE_LOCK: "1"}, GROUND, [], id="ready"),
        pytest.param(STAMP, {SITE_LOCK: "2"}, GROUND, [SITE_LOCK], id="the lock was refreshed"),
        pytest.param(
            STAMP,
            {TEST_LOCK: "5", SITE_LOCK: "1"},
            GROUND,
            [TEST_LOCK],
            id="tests for the first time",
        ),
        pytest.param(None, {SITE_LOCK: "1"}, GROUND, None, id="no stamp: cut short, or foreign"),
        pytest.param({}, {SITE_LOCK: "1"}, GROUND, None, id="an empty stamp"),
        pytest.param({**STAMP, "locks": []}, {SITE_LOCK: "1"}, GROUND, None, id="a wrong stamp"),
        pytest.param(
            STAMP,
            {SITE_LOCK: "1"},
            {**GROUND, "folder": "/b/.venv"},
            None,
            id="the folder was moved",
        ),
        pytest.param(
            STAMP, {SITE_LOCK: "1"}, {**GROUND, "python": "none"}, None, id="its Python is gone"
        ),
    ],
)
def test_what_is_missing_is_decided_by_the_stamp(
    stamp: dict[str, object] | None,
    wanted: dict[str, str],
    ground: dict[str, str],
    missing: list[str] | None,
) -> None:
    assert environment.missing_locks(stamp, wanted, ground) == missing


def test_an_old_python_is_refused_in_both_languages() -> None:
    with pytest.raises(NotReady, match=r"Python 3\.9\.6(?s:.*)Python 3\.11 or newer"):
        environment.require_version((3, 9, 6))
    environment.require_version((3, 11, 0))
    environment.require_version((4, 0, 0))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            [
                "ERROR: Could not find a version that satisfies the requirement anyio==4.16.0",
                "ERROR: No matching distribution found for anyio==4.16.0",
            ],
            r"Không tải được.*Could not find a version",
        ),
        (
            [
                "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
                "    nh3==0.3.8 from somewhere:",
                "        Expected sha256 aa",
            ],
            r"không khớp mã kiểm tra trong requirements\.lock: nh3==0\.3\.8",
        ),
        (["ERROR: [Errno 28] No space left on device"], r"Không ghi được.*No space left"),
        ([], "Không tải được"),
    ],
)
def test_a_failed_installation_is_told_in_a_sentence(lines: list[str], sentence: str) -> None:
    assert re.search(sentence, str(environment.why_pip_failed(lines, SITE_LOCK)))


class Pip:
    """Stands in for pip: notes what it is asked for, and can fail."""

    def __init__(self, root: Path) -> None:
        self.root = root  #: the project it works for
        self.asked: list[str] = []
        self.fault: NotReady | None = None

    def __call__(self, lock: str) -> None:
        self.asked.append(lock)
        if self.fault:
            raise self.fault


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pip:
    """A project in which nothing is prepared yet; environments are made without pip, quickly."""
    root = tmp_path / "Kỷ yếu"
    root.mkdir()
    for lock in (SITE_LOCK, TEST_LOCK):
        (root / lock).write_text(f"# {lock}\n", encoding="utf-8")
    stand_in = Pip(root)
    build = environment.venv.EnvBuilder
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "STAMP", root / ".venv" / "stamp.json")
    monkeypatch.setattr(environment, "_pip", stand_in)
    monkeypatch.setattr(
        environment.venv, "EnvBuilder", lambda **options: build(**{**options, "with_pip": False})
    )
    return stand_in


def test_a_prepared_environment_is_left_alone(pip: Pip) -> None:
    environment.prepare([SITE_LOCK])
    environment.prepare([SITE_LOCK])
    assert pip.asked == [SITE_LOCK]
    assert json.loads(environment.STAMP.read_text())["locks"].keys() == {SITE_LOCK}
    assert (pip.root / ".venv" / "pyvenv.cfg").is_file()


def test_the_tests_are_added_to_what_is_there_and_nothing_is_installed_again_for_the_site(
    pip: Pip,
) -> None:
    environment.prepare([SITE_LOCK])
    kept = pip.root / ".venv" / "kept"
    kept.touch()
    environment.prepare([TEST_LOCK, SITE_LOCK])
    environment.prepare([SITE_LOCK])
    assert pip.asked == [SITE_LOCK, TEST_LOCK]
    assert kept.exists()


def test_an_installation_that_was_cut_short_is_not_trusted(pip: Pip) -> None:
    pip.fault = NotReady("unreachable", detail="cut")
    with pytest.raises(NotReady):
        environment.prepare([SITE_LOCK])
    half = pip.root / ".venv" / "half-installed"
    half.touch()
    pip.fault = None
    environment.prepare([SITE_LOCK])
    assert not half.exists()
    assert environment.STAMP.exists()


def test_a_broken_stamp_means_beginning_anew(pip: Pip) -> None:
    environment.prepare([SITE_LOCK])
    environment.STAMP.write_text('{"folder": ')
    environment.prepare([SITE_LOCK])
    assert pip.asked == [SITE_LOCK, SITE_LOCK]


def test_two_at_once_install_once(pip: Pip) -> None:
    threads = [threading.Thread(target=environment.prepare, args=([SITE_LOCK],)) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pip.asked == [SITE_LOCK]


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(pip: Pip) -> None:
    (pip.root / ".cache").write_text("a file where a folder is needed")
    with pytest.raises(NotReady, match="Không ghi được"):
        environment.prepare([SITE_LOCK])


def test_a_python_without_ensurepip_is_told_what_to_install(
    pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(NotReady, match="apt install python3-venv"):
        environment.prepare([SITE_LOCK])
    assert pip.asked == []


def test_the_output_of_a_command_holds_no_word_of_the_preparation(
    pip: Pip, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.prepare([SITE_LOCK])
    told = capsys.readouterr()
    assert pip.asked == [SITE_LOCK]
    assert told.out == ""  # `mentions FILE > lines.jsonl` is nothing but JSON
    assert environment.SENTENCES["preparing"] in told.err


def test_a_python_that_may_not_be_looked_at_means_beginning_anew(
    pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare([SITE_LOCK])

    def forbidden(*_: object, **__: object) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "is_file", forbidden)
        assert environment._ground()["python"] == "none"
    assert pip.asked == [SITE_LOCK]


def test_a_python_that_cannot_be_run_is_told_in_a_sentence(
    pip: Pip, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONUTF8", "1")  # put back afterwards
    with pytest.raises(SystemExit) as ended:
        environment._hand_over(["tasks.py"])
    assert ended.value.code == 1
    assert "Không chạy được Python" in capsys.readouterr().err
    assert pip.asked == []


def pins(lock: str) -> set[str]:
    text = (environment.ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^[\w.-]+==[^\\\n]+", text, re.MULTILINE))


def test_the_lock_of_the_tests_contains_that_of_the_site() -> None:
    assert pins(SITE_LOCK)
    assert pins(SITE_LOCK) < pins(TEST_LOCK)


@pytest.mark.parametrize("lock", [SITE_LOCK, TEST_LOCK, "requirements-distributed.lock"])
def test_every_pin_has_hashes_and_no_place(lock: str) -> None:
    text = (environment.ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|file:|^-|index-url|find-links", text, re.MULTILINE)


def test_the_start_needs_the_standard_library_alone() -> None:
    code = "import sys, environment; print(*{n.partition('.')[0] for n in sys.modules})"
    said = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=environment.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    foreign = set(said.stdout.split()) - sys.stdlib_module_names - {"__main__", "environment"}
    assert {name for name in foreign if not name.startswith("_")} == set()
