"""A look at the holdings: at all that lies there, or at what alone was seen being saved."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kyyeu import holdings
from kyyeu.edition.ledger import Ledger
from kyyeu.holdings import Look, Stamp
from kyyeu.problems import Result
from kyyeu.settings import Settings

_COARSE = 2_000_000_000  # nanoseconds by which a disk may round the time of a file (FAT: 2 s)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a process that builds again and again knows of the holdings after a build."""

    ledger: Path | None  #: file of the ledger that was built on
    run: int  #: number of that build in it
    look: Look
    known: Mapping[str, Stamp]


def remember(ledger: Ledger, look: Look, known: Mapping[str, Stamp]) -> Remembered:
    """What the next build can begin from, once this one is put in its place.

    Args:
        ledger: of this build.
        look: that it began with.
        known: the stamps before it, by source.
    """
    now = {**known, **look.fresh, **look.moved}
    gone = set(look.gone)
    return Remembered(
        ledger.path, ledger.run, look, {key: now[key] for key in now if key not in gone}
    )


def look_over(
    settings: Settings,
    ledger: Ledger,
    remembered: Remembered | None,
    saved: Collection[str] | None,
) -> tuple[Mapping[str, Stamp], Result[Look]]:
    """What was known of the holdings, and what lies there now.

    Args:
        settings: where the holdings lie.
        ledger: what was known of them; when all was looked at is noted there.
        remembered: what this process knows; believed when nobody has built since.
        saved: the paths that alone were saved since; None: not known.

    Raises:
        MachineFault: there is no ``content/`` folder.
    """
    if remembered and (remembered.ledger, remembered.run + 1) == (ledger.path, ledger.run):
        told = None
        if saved is not None:
            told = holdings.look_at(settings, remembered.look, remembered.known, saved)
        if told is not None:
            return remembered.known, Result(told)
    begun = time.time_ns()
    query = "SELECT path, mtime_ns, size, changed_ns, digest FROM source"
    known = {path: Stamp(*rest) for path, *rest in ledger.db.execute(query)}
    looked = holdings.look(settings, known, int(ledger.receipt("begun") or 0) - _COARSE)
    ledger.note("begun", begun)
    return known, looked
