"""What a person sees in a terminal: colour where it is shown, progress, a question.

The only door to Rich. Where nobody watches (a pipe, a file, ``NO_COLOR``) there is plain text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from kyyeu.problems import Problem, Severity, describe, say

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

Item = TypeVar("Item")


def tell(problem: Problem) -> None:
    """Print a problem: place, what is wrong, its code, and what to do."""
    head, _, remedy = describe(problem).partition("\n")
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    kind, _, said = head.removeprefix(f"{place}: ").partition(": ")
    line = Text.assemble(
        (place, "bold"), ": ", (kind, _COLOURS[problem.severity]), f": {said} ",
        (f"[{problem.code}]", "dim"), f"\n{remedy}",
    )  # fmt: skip
    _console().print(line)


def tell_difference(lines: Iterable[str]) -> None:
    """Print the lines of a unified difference, each in the colour of its sign."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        style = "bold" if line.startswith(("+++", "---")) else styles.get(line[:1], "")
        _console().print(Text(line, style))


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes; nobody there means no."""
    if not sys.stdin.isatty():
        print(say("desk", "nobody-to-ask"))
        return False
    return input(f"{question} ").strip().lower() in say("desk", "yes-words").split()


def progress(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Pass items on with a bar on the standard error stream, where somebody watches.

    Args:
        label: what is going on.
        items: passed on one by one.
        total: how many they are, about; none is lost when they are more.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=max(1, total))
        for done, item in enumerate(items, 1):
            bar.update(task, completed=done, total=max(done, total))
            yield item


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True, emoji=False)
