"""How a bench speaks: progress while it works, one table in Markdown, the conditions, JSON."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generators import Generator
from bench.running import Cost

Row = Sequence[object]


def parser(name: str, about: str | None) -> argparse.ArgumentParser:
    """A parser with what every bench asks."""
    made = argparse.ArgumentParser(
        prog=f"tasks.py bench {name}",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--seed", type=int, default=1, help="of the archive and the changes")
    made.add_argument("--work", type=Path, help="folder to work in, kept; else a temporary one")
    made.add_argument("--json", type=Path, help="write every measurement to this file")
    return made


@contextmanager
def workplace(asked: Path | None) -> Iterator[Path]:
    """The folder that was asked for, which must be empty, or a temporary one."""
    if asked is None:
        with TemporaryDirectory(prefix="kyyeu-bench-") as scratch:
            yield Path(scratch)
        return
    asked.mkdir(parents=True, exist_ok=True)
    if any(asked.iterdir()):
        raise SystemExit(f"{asked} is not empty: a bench begins with nothing")
    yield asked.resolve()


def told(cost: Cost) -> str:
    """A cost while it works; the tables come at the end."""
    return f"  {cost.cpu:.2f} CPU s, {cost.peak:.0f} MB, {cost.wall:.0f} s"


def tell(text: str) -> None:
    """Say how far it is; on standard error, so that the table can be piped."""
    print(f"… {text}", file=sys.stderr, flush=True)


def load() -> float:
    """How many processes wanted to run in the last minute; the machine is rarely ours alone."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


@dataclass
class Report:
    """Measurements, what they were made under, and the tables made of them."""

    name: str
    seed: int
    sites: Sequence[Generator] = ()
    more: dict[str, str] = field(default_factory=dict)
    measured: list[dict[str, object]] = field(default_factory=list)
    _began: datetime = field(default_factory=datetime.now)
    _load: float = field(default_factory=load)

    def add(self, **measurement: object) -> None:
        """Note one measurement."""
        self.measured.append(measurement)

    def values(self, key: str, **where: object) -> list[float]:
        """Figures of the measurements that match, in order."""
        found = (m for m in self.measured if all(m.get(k) == v for k, v in where.items()))
        return [float(m[key]) for m in found if key in m]  # type: ignore[arg-type]

    def conditions(self) -> dict[str, str]:
        """What must be known to read the figures."""
        return {
            "day": f"{self._began:%Y-%m-%d}",
            "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            "load": f"{self._load:.1f} at the start, {load():.1f} at the end",
            "Python": platform.python_version(),
            **{site.name: site.version for site in self.sites},
            **self.more,
            "seed": str(self.seed),
        }

    def finish(self, title: str, head: Sequence[str], rows: Iterable[Row]) -> None:
        """Print one table under its title."""
        print(f"\n### {title}\n")
        print(table(head, rows), flush=True)

    def close(self, file: Path | None) -> None:
        """Say the conditions, and write all measurements where asked."""
        told = "; ".join(f"{name}: {value}" for name, value in self.conditions().items())
        print(f"\nConditions. {told}.", flush=True)
        if file:
            whole = {"bench": self.name, "conditions": self.conditions(), "measured": self.measured}
            file.write_text(json.dumps(whole, indent=1, ensure_ascii=False), encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Row]) -> str:
    """A table in Markdown; numbers are given three digits that count."""
    lines = [head, ["---"] * len(head), *([figure(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def figure(value: object) -> str:
    """A number as a reader takes it in: 0.44, 13.5, 47, 14,270; other things as they are."""
    if value is None:
        return "-"
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if math.isnan(value):
        return "-"
    digits = 0 if abs(value) >= 20 or value.is_integer() else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def median(values: Sequence[float]) -> float | None:
    """The median; nothing of nothing."""
    return statistics.median(values) if values else None


def spread(values: Sequence[float]) -> str:
    """The median, and between which values it lies where there are several."""
    if not values:
        return "-"
    middle = figure(float(statistics.median(values)))
    if len(values) == 1:
        return middle
    return f"{middle} ({figure(float(min(values)))}-{figure(float(max(values)))})"


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """One by the other, round by round: what a busy machine does to both falls out."""
    return [a / b for a, b in zip(over, under, strict=True) if b]
