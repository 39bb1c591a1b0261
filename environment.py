"""The ground everything stands on: ``.venv``, made from a lock file whose hashes are checked.

``python3 tasks.py ...`` calls `enter` first. It runs under whatever Python the machine
has, knows the standard library only, and hands over to the Python of ``.venv`` once that
holds exactly what the lock files name. A stamp inside ``.venv``, written last, says what
was installed; without it nothing in there is trusted. An old Python can still read it
(annotations are never evaluated), so that it says a sentence and not a syntax error.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "kyyeu-environment.json"
SITE_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
OLDEST = (3, 11)

#: Said before `kyyeu.problems` and its catalogue can be read, hence here, in both languages.
SENTENCES: Mapping[str, str] = {
    "old-python": (
        "Kỷ Yếu cần Python 3.11 trở lên; máy này đang dùng {found}. "
        "Hãy cài bản mới từ python.org rồi chạy lại.\n"
        "Kỷ Yếu needs Python 3.11 or newer; this is {found}. "
        "Install a newer one from python.org and run the command again."
    ),
    "no-venv": (
        "Python này thiếu phần tạo môi trường ảo. Trên Debian hoặc Ubuntu, hãy chạy: "
        "sudo apt install python3-venv\n"
        "This Python lacks the part that makes environments. On Debian or Ubuntu run: "
        "sudo apt install python3-venv"
    ),
    "waiting": (
        "Một lệnh khác đang chuẩn bị môi trường, xin đợi ... "
        "(another command is preparing the environment, waiting)"
    ),
    "preparing": (
        "Chuẩn bị môi trường trong .venv, chỉ lần đầu, khoảng một phút ... "
        "(preparing the environment, once)"
    ),
    "unreachable": (
        "Không tải được các gói cần thiết: {detail}\n"
        "Hãy kiểm tra mạng (hoặc cấu hình proxy của pip) rồi chạy lại đúng lệnh vừa rồi.\n"
        "The packages could not be fetched. Check the network (or pip's proxy settings) "
        "and run the same command again."
    ),
    "other-bytes": (
        "Một gói tải về không khớp mã kiểm tra trong {lock}: {detail}\n"
        "Không cài gì cả. Hãy thử mạng khác; nếu vẫn vậy, hãy báo cho người quản trị.\n"
        "A package does not match its hash in {lock}; nothing was trusted. "
        "Try another network, and report it if it stays."
    ),
    "no-python": (
        "Không chạy được Python mà môi trường .venv cần ({path}): {detail}\n"
        "Hãy cài Python từ python.org cho chính tài khoản này, xóa thư mục .venv rồi chạy lại.\n"
        "The Python under .venv cannot be run. Install Python for this account, remove .venv "
        "and run the command again."
    ),
    "no-disk": (
        "Không ghi được vào {path}: {detail}\n"
        "Hãy đóng các cửa sổ đang chạy Kỷ Yếu, kiểm tra chỗ trống và quyền ghi, rồi chạy lại.\n"
        "Writing there failed. Close other windows that run Kỷ Yếu, check free space and "
        "permissions, and run the command again."
    ),
}


class NotReady(Exception):
    """The environment cannot be had; the message tells a person why and what to do."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(SENTENCES[key].format(**params))


def enter(arguments: Sequence[str]) -> None:
    """Return at once inside ``.venv``; else prepare it and go on in there, never returning.

    ``arguments`` is ``sys.argv``: the script, then the task and its options.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a test may have put something simpler here
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        require_version(sys.version_info[:3])
        if _inside():
            return
        prepare(locks_for(arguments[1:]))
    except NotReady as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
    _hand_over(arguments)


# --------------------------------------------------------------------------- deciding


def require_version(version: Sequence[int]) -> None:
    """Refuse a Python that is too old, in a sentence."""
    if tuple(version[:2]) < OLDEST:
        raise NotReady("old-python", found="Python " + ".".join(map(str, version)))


def locks_for(words: Sequence[str]) -> list[str]:
    """Which lock files a command line needs; the tests' lock contains the site's."""
    return [TEST_LOCK, SITE_LOCK] if {"test", "lint"} & set(words) else [SITE_LOCK]


def missing_locks(
    stamp: Mapping[str, Any] | None,
    wanted: Mapping[str, str],
    ground: Mapping[str, str],
) -> list[str] | None:
    """The locks still to be installed; empty: ready; None: nothing there can be trusted.

    ``stamp`` is what the last complete installation wrote, ``wanted`` maps names of lock
    files to digests, ``ground`` is what the environment stands on now.
    """
    if stamp is None or any(stamp.get(key) != value for key, value in ground.items()):
        return None
    installed = stamp.get("locks")
    if not isinstance(installed, dict):
        return None
    return [name for name, digest in wanted.items() if installed.get(name) != digest]


def why_pip_failed(lines: Sequence[str], lock: str) -> NotReady:
    """The sentence for a failed installation, from what pip printed."""
    errors = [line for line in lines if line.startswith("ERROR:")] or list(lines[-1:])
    detail = errors[0].replace("ERROR:", "").strip() if errors else "pip"
    if any("DO NOT MATCH THE HASHES" in line for line in lines):
        culprits = [line.strip() for line in lines if " from " in line and "==" in line]
        return NotReady("other-bytes", lock=lock, detail=(culprits or [detail])[0])
    if any("No space left" in line or "Permission denied" in line for line in lines):
        return NotReady("no-disk", path=VENV, detail=detail)
    return NotReady("unreachable", detail=detail)


# --------------------------------------------------------------------------- doing


def prepare(locks: Sequence[str]) -> None:
    """Make ``.venv`` hold what the lock files name; only one process at a time does so."""
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in locks}
    if missing_locks(_read_stamp(), wanted, _ground()) == []:
        return
    try:
        with _alone():
            missing = missing_locks(_read_stamp(), wanted, _ground())  # another may have done it
            if missing != []:
                _install(missing, wanted)
    except OSError as fault:
        raise NotReady("no-disk", path=VENV, detail=fault) from fault


def _install(missing: list[str] | None, wanted: Mapping[str, str]) -> None:
    print(SENTENCES["preparing"], file=sys.stderr, flush=True)
    stamp = _read_stamp() if missing is not None else None
    done: dict[str, str] = dict(stamp["locks"]) if stamp else {}
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()  # from here on an interruption means: begin anew
    if missing is None:
        if importlib.util.find_spec("ensurepip") is None:
            raise NotReady("no-venv")
        try:
            venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
        except subprocess.CalledProcessError as fault:
            raise NotReady("no-python", path=sys.executable, detail=fault) from fault
    # Both locks name the same versions (tests/test_environment.py), the tests' being the longer.
    _pip(TEST_LOCK if TEST_LOCK in wanted else SITE_LOCK)
    text = json.dumps({**_ground(), "locks": {**done, **wanted}}, indent=1)
    _write_stamp(text)


def _pip(lock: str) -> None:
    command = [str(_venv_python()), "-I", "-m", "pip", "install", "--no-input", "--no-color"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    pins = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    total = sum(1 for line in pins if line[:1].isalnum())
    process = subprocess.Popen(
        [*command, "-r", str(ROOT / lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        # A person's own "install for me alone" would be refused inside an environment.
        env={**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdout is not None  # asked for above
    lines: list[str] = []
    count = 0
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith(("Collecting ", "Requirement already")):
            count += 1
            _progress(f"  {count}/{total} {line.split()[1].split('==')[0]}")
    _progress("")
    if process.wait() != 0:
        raise why_pip_failed(lines, lock)


def _progress(words: str) -> None:
    """One line that is written over; silent where nobody watches."""
    if sys.stdout.isatty():
        print("\r" + words.ljust(50), end="" if words else "\r", flush=True)


def _ground() -> dict[str, str]:
    """What an environment must not outlive: its folder and the Python below it."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return {"folder": str(VENV), "python": "none"}
    homes = [line.split("=", 1)[1].strip() for line in settings.splitlines() if "home" in line[:5]]
    below = _venv_python()
    try:  # a Python in somebody else's folder may not even be looked at
        below = below.resolve()
        alive = below.is_file() and bool(homes) and Path(homes[0]).is_dir()
    except OSError:
        alive = False
    return {"folder": str(VENV), "python": str(below) if alive else "none"}


def _read_stamp() -> dict[str, Any] | None:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def _write_stamp(text: str) -> None:
    beside = STAMP.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(STAMP)


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of the environment; the death of the holder frees it."""
    path = ROOT / ".cache" / "environment.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a+") as file:
        if not _take(file, wait=False):
            print(SENTENCES["waiting"], file=sys.stderr, flush=True)
            while not _take(file, wait=True):
                pass
        yield  # closing the file gives the lock back


def _take(file: IO[str], wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (Windows only)

            file.seek(0)  # LK_LOCK tries for ten seconds, then fails
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (not on Windows)

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _hand_over(arguments: Sequence[str]) -> None:
    python = str(_venv_python())
    os.environ["PYTHONUTF8"] = "1"  # Vietnamese also where a Windows console is piped
    try:
        if os.name != "nt":
            sys.stdout.flush()
            os.execv(python, [python, *arguments])
        # Windows has no exec: the child gets Ctrl-C itself, and its exit code is ours.
        child = subprocess.Popen([python, *arguments])
    except OSError as fault:
        print(NotReady("no-python", path=python, detail=fault), file=sys.stderr)
        sys.exit(1)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue
