"""Writes what the reading reaches, for pages to print: ``python3 tasks.py score --write``."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from kyyeu.settings import VIETNAM
from tests.mentions.gold_set import FOLDER, HELDBACK, TRAINING, load, sentences
from tests.mentions.score import PROSE, engine, false_people, score, tallies

FILE = Path(str(resources.files("kyyeu.mentions"))) / "measured.json"


def write_figures(day: date, path: Path = FILE) -> None:
    """Write what the engine reaches to the file that pages print and tests compare.

    Args:
        day: on which it is measured.
        path: of the file.
    """
    told: dict[str, Any] = {"day": day.isoformat(), "passages": {}, "figures": {}, "prose": {}}
    for part in (TRAINING, HELDBACK):
        runs = load(part)
        told["passages"][part.name] = sum(len(run.passages) for run in runs)
        told["figures"][part.name] = [
            {
                "name": name,
                "precision": round(tally.precision, 3),
                "recall": round(tally.recall, 3),
                "f1": round(tally.f1, 3),
                "marked": tally.marked,
                "found": tally.found,
            }
            for name, tally in tallies(score(runs, engine))
            if tally.marked
        ]
    for prose in PROSE:
        told["prose"][prose.relative_to(FOLDER).as_posix()] = {
            "people": len(false_people(prose, engine)),
            "sentences": len(sentences(prose)),
        }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_figures(datetime.now(VIETNAM).date())
