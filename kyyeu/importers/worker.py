"""Foreign files are parsed in a process of their own, with limits (reliability rule 16).

The parent hands over bytes and takes back a layout as JSON: whatever happens to the worker,
the archive and the rest of a batch go on. ``python -m kyyeu.importers.worker`` serves one
document after the other (`kyyeu.importers.kept_workers`).

Exports, feeds and workbooks are not read here: they are streams, of which no more is held at
once than one item or one row, each with its limit, by parsers that know no document type.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kyyeu.importers.kept_workers import ANSWER, Answer, KeptWorker, asked
from kyyeu.importers.layout import Layout, RefusedError, layout_json, layout_of_json
from kyyeu.problems import Problem, Result

SECONDS = 30  #: of work, where the system can count them
_PATIENCE = 3  #: times as long by the clock: a busy machine is no fault of the file
_MEMORY = 1024**3  #: bytes of address space, where the system can hold a process to it
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
    if answer.code:
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": answer.code}),))
    try:
        return Result(layout_of_json(answer.data))
    except (ValueError, KeyError, TypeError):
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": "?"}),))


def _fresh(kind: str, data: bytes, seconds: float) -> Answer:
    """What a worker answers that is begun for this document alone."""
    worker = KeptWorker(_begin)
    try:
        return worker.ask(kind, data, seconds)
    finally:
        worker.let_go()


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
    until = until if most == resource.RLIM_INFINITY else min(until, most)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _limit() -> None:
    """Hold this process to its limits, or to those it was begun with where they are lower.

    Windows has none of these: there the clock and the size of what is read are the limits.
    """
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    for what, wanted in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, ANSWER)):
        _, most = resource.getrlimit(what)
        held = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(what, (held, held))


def read(kind: str, data: bytes) -> Layout:
    """What a worker does: ask the reader of this kind, imported inside of the limits."""
    if kind == "docx":
        from kyyeu.importers.word.file import layout_of_docx  # noqa: PLC0415 (see above)

        return layout_of_docx(data)
    from kyyeu.importers.page_file import layout_of_page  # noqa: PLC0415 (see above)

    return layout_of_page(data.decode())


def main() -> int:
    """Lay out what stands on standard input, answer on standard output; the exit code."""
    _limit()
    try:
        return _serve()
    except (MemoryError, RecursionError):
        return _DEAD


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
        answer = layout_json(read(kind, data))
    except RefusedError as refusal:
        return _REFUSED, str(refusal).encode()
    return (_DEAD, b"") if len(answer) > ANSWER else (0, answer)


if __name__ == "__main__":
    sys.exit(main())
