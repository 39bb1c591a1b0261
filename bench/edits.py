"""Random changes, one to three at once, each step compared with a build from nothing.

What the tests do for a few steps, at length. With ``--kills`` some builds are killed on the way,
and the next must mend it. Same seed, same changes. 1: a step left other files than a build from
nothing; it is named, and its folder kept where ``--work`` names one.
"""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from bench.desk import ARTICLES, RECORDS, Desk, apply
from bench.generators import Generator, kyyeu
from bench.invented import Archive
from bench.publish import equal_to_rebuild
from bench.report import Report, parser, tell, workplace


def main(words: Sequence[str]) -> int:
    """Change, build and compare; the first difference ends it."""
    asking = parser("edits", __doc__)
    asking.add_argument("-n", type=int, default=300, help="articles")
    asking.add_argument("--steps", type=int, default=20)
    asking.add_argument("--every", type=int, default=1, help="compare only after so many steps")
    asking.add_argument("--kills", type=float, default=0.0, help="share of builds to kill")
    asked = asking.parse_args(words)
    with workplace(asked.work) as work:
        site = kyyeu(work / "kyyeu")
        report = Report("edits", asked.seed, [site], {"articles": f"{asked.n:,}"})
        desk = Desk(Archive(asked.n, asked.seed), [site], asked.seed)
        desk.fill()
        wall = site.build().wall
        dice = random.Random(f"edits {asked.seed}")
        killed = 0
        for number in range(1, asked.steps + 1):
            changes = dice.choices([*ARTICLES, *RECORDS], k=dice.randrange(1, 4))
            done = "; ".join(apply(desk, change) for change in changes)
            tell(f"step {number} of {asked.steps}: {done}")
            if dice.random() < asked.kills:
                killed += _kill(site, wall * dice.random())
            wall = site.build().wall
            due = number % asked.every == 0 or number == asked.steps
            same = not due or equal_to_rebuild(site, work / "anew", asked.n, quiet=True)
            for change in changes:
                report.add(step=number, change=change, same=same)
            if not same:
                print(f"step {number} of seed {asked.seed} is not equal: {done}")
                return 1
    counts = Counter(str(each["change"]) for each in report.measured)
    rows = [[change, n] for change, n in sorted(counts.items())]
    title = f"{asked.steps} steps, each equal to a build from nothing; {killed} builds killed"
    report.finish(title, ["change", "times"], rows)
    report.close(asked.json)
    return 0


def _kill(site: Generator, after: float) -> bool:
    """Begin a build and kill it after some seconds; whether it was still at work then."""
    with subprocess.Popen(
        site.command, cwd=site.root, env=dict(site.env),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as build:  # fmt: skip
        with suppress(subprocess.TimeoutExpired):
            build.wait(after)
            return False
        build.kill()
        return True
