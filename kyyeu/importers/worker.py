"""Foreign files are parsed in a process of their own, with limits (reliability rule 16).

The parent hands over bytes and takes back a layout as JSON: whatever happens to the worker,
the archive and the rest of a batch go on. Run as ``python -m kyyeu.importers.worker KIND``, or
without a kind to serve one document after the other (`kyyeu.importers.kept_workers`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kyyeu.importers.kept_workers import Answer, asked
from kyyeu.importers.layout import Layout, RefusedError, layout_json, layout_of_json
from kyyeu.problems import Problem, Result

SECONDS = 30  #: of work, where the system can count them
_PATIENCE = 3  #: times as long by the clock: a busy machine is no fault of the file
_MEMORY = 1024**3  #: bytes of address space, where the system can hold a process to it
_ANSWER = 64 * 1024**2  #: bytes of an answer
_DEAD, _REFUSED = 70, 65  #: exit codes: a fault of the program; data that is not fit
_COMMAND = [sys.executable, "-m", "kyyeu.importers.worker"]
_OUT_OF_TIME = -24  #: ended by SIGXCPU


def layout_in_worker(kind: str, data: bytes, name: str) -> Result[Layout | None]:
    """The layout that a worker makes of a file, or a problem that names the file.

    Args:
        kind: ``page`` (UTF-8 text of a page) or ``docx``.
        data: what the worker reads.
        name: of the file, for problems.
    """
    patience = _PATIENCE * SECONDS
    answer = asked(kind, data, patience, _begin) or _fresh(kind, data, patience)
    if answer.late or answer.code == _OUT_OF_TIME:
        return Result(None, (Problem(name, 0, "import-too-slow", {"seconds": SECONDS}),))
    if answer.code == _REFUSED:
        code, _, detail = answer.data.decode("utf-8", "replace").partition("\n")
        return Result(None, (Problem(name, 0, code, {"detail": detail[:200]}),))
    if answer.code or len(answer.data) > _ANSWER:
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": answer.code}),))
    try:
        return Result(layout_of_json(answer.data))
    except (ValueError, KeyError, TypeError):
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": "?"}),))


def _fresh(kind: str, data: bytes, seconds: float) -> Answer:
    """What a worker answers that is begun for this document alone."""
    try:
        ran = subprocess.run(
            [*_COMMAND, kind],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(1, b"", late=True)
    return Answer(ran.returncode, ran.stdout)


def _begin() -> subprocess.Popen[bytes]:
    """Begin a worker that serves."""
    pipe = subprocess.PIPE
    env = _environment()
    return subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=env)


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}


def _limit_time() -> None:
    """Let this process work so many seconds more, where the system can count them."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + SECONDS
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _limit() -> None:
    """Hold this process to its limits; Windows has none of these and lives by the clock."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_ANSWER, _ANSWER))


def read(kind: str, data: bytes) -> Layout:
    """What a worker does: ask the reader of this kind, imported inside of the limits."""
    if kind == "docx":
        from kyyeu.importers.word.file import layout_of_docx  # noqa: PLC0415 (see above)

        return layout_of_docx(data)
    from kyyeu.importers.page_file import layout_of_page  # noqa: PLC0415 (see above)

    return layout_of_page(data.decode())


def main() -> int:
    """Read standard input, answer on standard output; the exit code."""
    _limit()
    try:
        if len(sys.argv) == 1:
            return _serve()
        _limit_time()
        code, answer = _answer(sys.argv[1], sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        return _DEAD
    sys.stdout.buffer.write(answer)
    return code


def _serve() -> int:
    """Lay out one document after the other until nothing more comes.

    Before each stands its kind and its size, before each answer its code and its size.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints
    while head := sys.stdin.buffer.readline():
        kind, size = head.decode("ascii").split()
        _limit_time()
        code, answer = _answer(kind, sys.stdin.buffer.read(int(size)))
        answers.write(f"{code} {len(answer)}\n".encode() + answer)
        answers.flush()
    return 0


def _answer(kind: str, data: bytes) -> tuple[int, bytes]:
    try:
        return 0, layout_json(read(kind, data))
    except RefusedError as refusal:
        return _REFUSED, str(refusal).encode()


if __name__ == "__main__":
    sys.exit(main())
