"""Foreign files are parsed in a process of their own, with limits (reliability rule 16).

The parent hands over bytes and takes back a layout as JSON: whatever happens to the worker,
the archive and the rest of a batch go on. Run as ``python -m kyyeu.importers.worker KIND``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kyyeu.importers.layout import Layout, RefusedError, layout_json, layout_of_json
from kyyeu.problems import Problem, Result

SECONDS = 30  #: of work, where the system can count them
_PATIENCE = 3  #: times as long by the clock: a busy machine is no fault of the file
_MEMORY = 1024**3  #: bytes of address space, where the system can hold a process to it
_ANSWER = 64 * 1024**2  #: bytes of an answer
_DEAD, _REFUSED = 70, 65  #: exit codes: a fault of the program; data that is not fit
_OUT_OF_TIME = -24  #: ended by SIGXCPU


def layout_in_worker(kind: str, data: bytes, name: str) -> Result[Layout | None]:
    """The layout that a worker makes of a file, or a problem that names the file.

    Args:
        kind: ``page`` (UTF-8 text of a page) or ``docx``.
        data: what the worker reads.
        name: of the file, for problems.
    """
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", __name__, kind]
    try:
        ran = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=_PATIENCE * SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Result(None, (Problem(name, 0, "import-too-slow", {"seconds": SECONDS}),))
    if ran.returncode == _OUT_OF_TIME:
        return Result(None, (Problem(name, 0, "import-too-slow", {"seconds": SECONDS}),))
    if ran.returncode == _REFUSED:
        code, _, detail = ran.stdout.decode("utf-8", "replace").partition("\n")
        return Result(None, (Problem(name, 0, code, {"detail": detail[:200]}),))
    if ran.returncode or len(ran.stdout) > _ANSWER:
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": ran.returncode}),))
    try:
        return Result(layout_of_json(ran.stdout))
    except (ValueError, KeyError, TypeError):
        return Result(None, (Problem(name, 0, "import-worker-died", {"code": "?"}),))


def _limit() -> None:
    """Hold this process to its limits; Windows has none of these and lives by the clock."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_ANSWER, _ANSWER))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


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
        answer = layout_json(read(sys.argv[1], sys.stdin.buffer.read()))
    except RefusedError as refusal:
        sys.stdout.write(str(refusal))
        return _REFUSED
    except (MemoryError, RecursionError):
        return _DEAD
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
