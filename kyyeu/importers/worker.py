"""Foreign files are parsed in a process of their own, with limits (reliability rule 16).

The parent hands over bytes and takes back a layout as JSON: whatever happens to the worker,
the archive and the rest of a batch go on. ``python -m kyyeu.importers.worker`` serves one
document after the other (`kyyeu.importers.kept_workers`). Exports and tables, which are streams,
have a process of their own kind (`kyyeu.importers.batches.apart`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kyyeu.importers.confined import allow_memory, allow_time, confine
from kyyeu.importers.kept_workers import Answer, KeptWorker, asked
from kyyeu.importers.layout import Layout, RefusedError, layout_json, layout_of_json
from kyyeu.problems import Problem, Result
from kyyeu.settings import Limits, limits_json, limits_of_json

PATIENCE = 3  #: times as long by the clock: a busy machine is no fault of the file
NO_MEMORY, _REFUSED = 70, 65  #: exit codes: no memory left; data that is not fit
_COMMAND = [sys.executable, "-m", "kyyeu.importers.worker"]
OUT_OF_TIME = -24  #: ended by SIGXCPU


def layout_in_worker(kind: str, data: bytes, name: str, limits: Limits) -> Result[Layout | None]:
    """The layout that a worker makes of a file, or a problem that names the file.

    Args:
        kind: ``page`` (UTF-8 text of a page) or ``docx``.
        data: what the worker reads.
        name: of the file, for problems.
        limits: of the worker.
    """
    answer = ask(kind, data, limits)
    if answer.late or answer.code == OUT_OF_TIME:
        return Result(
            None, (Problem(name, 0, "import-too-slow", {"limit": limits.reading_seconds}),)
        )
    if answer.code == _REFUSED:
        code, _, detail = answer.data.decode("utf-8", "replace").partition("\n")
        return Result(None, (Problem(name, 0, code, {"detail": detail[:200]}),))
    if answer.code:
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": answer.code}),))
    try:
        return Result(layout_of_json(answer.data))
    except (ValueError, KeyError, TypeError):
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": "?"}),))


def ask(kind: str, data: bytes, limits: Limits) -> Answer:
    """What a worker answers: one that is kept, or one that is begun for this alone.

    Args:
        kind: ``page``, ``docx``, or ``photo``.
        data: what the worker reads.
        limits: of the worker.
    """
    begin = partial(_begin, limits)
    patience = PATIENCE * limits.reading_seconds
    most = limits.answer_bytes
    return asked(kind, data, patience, begin, most) or _fresh(kind, data, patience, begin, most)


def _fresh(
    kind: str,
    data: bytes,
    seconds: float,
    begin: Callable[[], subprocess.Popen[bytes]],
    most: int,
) -> Answer:
    """What a worker answers that is begun for this document alone."""
    worker = KeptWorker(begin)
    try:
        return worker.ask(kind, data, seconds, most)
    finally:
        worker.let_go()


def _begin(limits: Limits) -> subprocess.Popen[bytes]:
    """Begin a worker that serves."""
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    command = [*_COMMAND, limits_json(limits)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=quiet, env=environment())


def environment() -> dict[str, str]:
    """In which a worker finds the program."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}


def read(kind: str, data: bytes) -> Layout:
    """What a worker does: ask the reader of this kind, imported inside of the limits."""
    if kind == "docx":
        from kyyeu.importers.word.file import layout_of_docx  # noqa: PLC0415 (see above)

        return layout_of_docx(data)
    from kyyeu.importers.page_file import layout_of_page  # noqa: PLC0415 (see above)

    return layout_of_page(data.decode())


def main() -> int:
    """Lay out what stands on standard input, answer on standard output; the exit code."""
    limits = limits_of_json(sys.argv[1])
    confine(limits)
    try:
        return _serve(limits)
    except (MemoryError, RecursionError):
        return NO_MEMORY


def _serve(limits: Limits) -> int:
    """Lay out one document after the other until nothing more comes.

    Before each stands its kind and its size, before each answer its code and its size.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints
    while head := sys.stdin.buffer.readline():
        kind, size = head.decode("ascii").split()
        allow_time(limits.reading_seconds)
        allow_memory(limits.photo_memory if kind == "photo" else limits.reading_bytes)
        code, answer = _answer(kind, sys.stdin.buffer.read(int(size)), limits)
        answers.write(f"{code} {len(answer)}\n".encode() + answer)
        answers.flush()
    return 0


def _answer(kind: str, data: bytes, limits: Limits) -> tuple[int, bytes]:
    if kind == "photo":
        from kyyeu.importers.photo_file import told_photo  # noqa: PLC0415 (as in `read`)

        return 0, told_photo(data, limits)
    try:
        answer = layout_json(read(kind, data))
    except RefusedError as refusal:
        return _REFUSED, str(refusal).encode()
    return (NO_MEMORY, b"") if len(answer) > limits.answer_bytes else (0, answer)


if __name__ == "__main__":
    sys.exit(main())
