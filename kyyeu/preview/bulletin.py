"""What open pages are told: which edition is current, and why there is no newer one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """The news of the moment."""

    edition: int  #: grows with each build that succeeded; a page of an older one reloads
    trouble: str = ""  #: what the last build said when it failed; plain text


class Bulletin:
    """A board that one thread writes on and many wait before.

    ``edition`` must be larger than that of any server before it (the time of its start
    will do): a page that outlived a server reloads.
    """

    def __init__(self, edition: int) -> None:
        self._notice = Notice(edition)
        self._changed = threading.Condition()

    @property
    def notice(self) -> Notice:
        """The news of the moment."""
        return self._notice

    def succeed(self) -> None:
        """There is a new edition."""
        self._post(Notice(self._notice.edition + 1))

    def fail(self, trouble: str) -> None:
        """The former edition stays, and this is why."""
        self._post(Notice(self._notice.edition, trouble))

    def notices(self, beat: float) -> Iterator[Notice | None]:
        """The notice of the moment, then each new one; None after ``beat`` quiet seconds."""
        told: Notice | None = None
        while True:
            with self._changed:
                if self._notice == told:
                    self._changed.wait(timeout=beat)
                fresh = None if self._notice == told else self._notice
            told = fresh or told
            yield fresh

    def _post(self, notice: Notice) -> None:
        with self._changed:
            self._notice = notice
            self._changed.notify_all()


def event(notice: Notice | None) -> bytes:
    """A notice as a server-sent event; a comment keeps a quiet connection known alive.

    Format: HTML Living Standard, section "Server-sent events".
    """
    if notice is None:
        return b": still here\n\n"
    return f"data: {json.dumps(asdict(notice))}\n\n".encode()
