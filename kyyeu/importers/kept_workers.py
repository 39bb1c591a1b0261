"""Workers that are kept for the next document: a batch begins a process for a few dozen of them.

Beginning a worker costs many times what laying out a document does. A kept worker has the same
limits (time is counted for each document), serves one document at a time, and is let go after so
many, after a large one, and after any fault. What fails in a worker that served before is read
once more by a fresh one, so that no document is told by what came before it.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kyyeu.settings import Limits

_SERVES = 40  #: documents; then its memory is given back
_LARGE = 1024 * 1024  #: bytes of a document after which it is let go at once
_GIVEN_BACK = "photo"  #: what is decoded of one, the system has again at once
_FAREWELL = 5  #: seconds until a worker that does not end is ended


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker said."""

    code: int  #: 0, or why there is no layout; negative: the signal that ended it
    data: bytes
    late: bool = False  #: it was ended by the clock


class KeptWorker:
    """A worker that waits for its next document."""

    def __init__(self, begin: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._process = begin()
        self.served = 0

    def ask(
        self, kind: str, data: bytes, seconds: float, most: int = Limits().answer_bytes
    ) -> Answer:
        """Have a document laid out; a worker that failed, or says to have more, has ended."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(seconds, end)
        clock.start()
        try:
            code, answer = self._asked(kind, data, most)
        except (OSError, ValueError):
            self._process.kill()
            return Answer(self._process.wait() or 1, b"", late.is_set())
        finally:
            clock.cancel()
        self.served += 1
        return Answer(code, answer)

    def _asked(self, kind: str, data: bytes, most: int) -> tuple[int, bytes]:
        to, answers = self._process.stdin, self._process.stdout
        assert to is not None  # asked for by whoever begins it
        assert answers is not None
        to.write(f"{kind} {len(data)}\n".encode())
        to.write(data)
        to.flush()
        code, size = map(int, answers.readline(64).split())
        if not 0 <= size <= most:
            raise ValueError("too much")
        answer = answers.read(size)
        if len(answer) < size:
            raise ValueError("cut short")
        return code, answer

    def may_serve(self, last: int) -> bool:
        """Whether it is kept after a document of so many bytes."""
        return self.served < _SERVES and last <= _LARGE and self._process.poll() is None

    def let_go(self) -> None:
        """End it: it ends when nothing more can come."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass(slots=True)
class _Room:
    """Where workers wait; nobody waits while no batch is at work."""

    batches: int = 0
    waiting: list[KeptWorker] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


_ROOM = _Room()


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """While a batch is at work its workers are kept; afterwards all of them are let go."""
    with _ROOM.lock:
        _ROOM.batches += 1
    try:
        yield
    finally:
        with _ROOM.lock:
            _ROOM.batches -= 1
            ended, _ROOM.waiting = ([], _ROOM.waiting) if _ROOM.batches else (_ROOM.waiting, [])
        for worker in ended:
            worker.let_go()


def asked(
    kind: str,
    data: bytes,
    seconds: float,
    begin: Callable[[], subprocess.Popen[bytes]],
    most: int = Limits().answer_bytes,
) -> Answer | None:
    """What a kept worker answers; None: none is kept now, or a fresh one should be asked.

    Args:
        kind: of the document.
        data: its bytes.
        seconds: by the clock, after which the worker is ended.
        begin: begins a worker.
        most: bytes of its answer.
    """
    with _ROOM.lock:
        if not _ROOM.batches:
            return None
        worker = _ROOM.waiting.pop() if _ROOM.waiting else None
    worker = worker or KeptWorker(begin)
    before = worker.served
    answer = worker.ask(kind, data, seconds, most)
    with _ROOM.lock:
        last = 0 if kind == _GIVEN_BACK else len(data)
        stays = _ROOM.batches > 0 and worker.served > before and worker.may_serve(last)
        if stays:
            _ROOM.waiting.append(worker)
    if not stays:
        worker.let_go()
    failed = worker.served == before and not answer.late
    return None if failed and before else answer
