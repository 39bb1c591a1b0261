"""The commands of Kỷ Yếu: ``python3 tasks.py`` lists them, ``inv --list`` in ``.venv`` too.

Run by any Python 3.11 or newer; `environment.enter` prepares ``.venv`` and goes on in there.

Exit codes: 0 fine; 1 problems in content, machine or tests; 2 wrong usage; 75 another
command is at work here, try again later.
"""

from __future__ import annotations

import sys

import environment

if __name__ == "__main__":
    environment.enter(sys.argv)

# From here on we are inside .venv, where everything that the lock file names is at hand.
import contextlib
import functools
import inspect
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit, ParseError
from invoke.program import Program
from invoke.tasks import task

from kyyeu import desk
from kyyeu.problems import ContentFault, MachineFault, describe, say

ROOT = environment.ROOT
desk.speak_as_set(ROOT)  # the commands explain themselves in the language of the interface
#: Options of import that take no value.
_SWITCHES = ("--fetch", "-t", "--draft", "-r", "--apart", "-a")


def command(
    name: str | None = None, iterable: Sequence[str] = ()
) -> Callable[[Callable[..., int]], Any]:
    """Make a task of a function that returns an exit code; faults are told in plain words.

    What it does and what its options mean is said by the catalogue.

    Args:
        name: on the command line, where that is no Python name.
        iterable: options that may be given several times.
    """

    def decorate(body: Callable[..., int]) -> Any:
        called = name or body.__name__
        options = list(inspect.signature(body).parameters)[1:]

        @functools.wraps(body)
        def told(*args: Any, **options: Any) -> None:
            try:
                code = body(*args, **options)
            except MachineFault as fault:
                raise Exit(str(fault), code=fault.exit_code) from fault
            except ContentFault as fault:
                raise Exit("\n".join(map(describe, fault.problems)), code=1) from fault
            except KeyboardInterrupt:
                raise Exit(say("desk", "stopped"), code=130) from None
            except BrokenPipeError:  # `| head` has read enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise Exit(code=141) from None
            if code:
                raise Exit(code=code)

        told.__doc__ = desk.explained(called)
        help = {option: desk.explained(called, option) for option in options}
        return task(told, name=name, iterable=iterable, help=help)

    return decorate


def python(*arguments: str) -> int:
    """Run the environment's Python in the project's folder; its exit code."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode


@command()
def site(_: Context, port: str = "8000") -> int:
    """Check, build, serve at a local address; rebuild and reload on every change."""
    return desk.site(ROOT, port, datetime.now(UTC))


@command()
def build(
    _: Context, publish: bool = False, allow_shrink: bool = False, clean: bool = False,
    verify: bool = False, json: bool = False,
) -> int:  # fmt: skip
    """Build the site into output/: what changed is read and printed, nothing else."""
    return desk.build(ROOT, publish, allow_shrink, clean, verify, json)


@command()
def serve(_: Context, port: str = "8000") -> int:
    """Serve output/ at a local address, as it is."""
    return desk.serve(ROOT, port)


@command()
def new(_: Context, title: str, category: str = "", photos: str = "") -> int:
    """Write the file of a new article, a draft, with its photos, and print where it is."""
    folder = Path(photos).absolute() if photos else None
    return desk.new(ROOT, title, category, datetime.now(UTC), folder)


@command("import", iterable=["photo", "more"])
def import_(  # noqa: PLR0913, PLR0917 - options of a command line
    _: Context, file: str, photo: Any = None, more: Any = None, category: str = "",
    date: str = "", encoding: str = "", fetch: bool = False, draft: bool = False,
    apart: bool = False,
) -> int:  # fmt: skip
    """Turn documents into articles, one or many; says what became of each."""
    wishes = desk.Wishes(category or None, date or None, encoding, fetch, hidden=draft, apart=apart)
    return desk.import_file(ROOT, [file, *(more or ())], photo or (), wishes, datetime.now(UTC))


@command()
def check(_: Context, format: str = "", fix: bool = False, yes: bool = False) -> int:
    """Check all content and tell every problem at once."""
    return desk.check(ROOT, datetime.now(UTC), format, fix, yes)


@command()
def search(
    _: Context, query: str, since: str = "", until: str = "", section: str = "",
    order: str = "best", json: bool = False,
) -> int:  # fmt: skip
    """Search what was built, by the plan of the search page."""
    filters = {"since": since, "until": until, "section": section}
    return desk.search(ROOT, query, filters, order, json)


@command(iterable=["file"])
def mentions(_: Context, file: Any = None) -> int:
    """Tag any texts: JSON Lines, one line a block; nothing is written."""
    return desk.mentions(ROOT, file or (), datetime.now(UTC))


@command()
def score(_: Context, list: bool = False, write: bool = False) -> int:
    """Score the reading of people, units and directives on the gold set of tests/mentions."""
    if write:
        return python("-m", "tests.mentions.figures")
    return python("-m", "tests.mentions.score", *["--list"][: int(list)])


@command()
def review(_: Context, who: str = "", list: bool = False) -> int:
    """Review what the engine found, riskiest first; answers become records and decisions."""
    return desk.review(ROOT, datetime.now(UTC), who, list)


@command(iterable=["word"])
def bench(_: Context, word: Any = None) -> int:
    """Measure the build beside its peers: bench publish, bench cold --help ..."""
    return python("-m", "bench", *(word or ()))


@command()
def clean(_: Context) -> int:
    """Remove what can be made again; never touches content/."""
    return desk.clean(ROOT)


@command()
def test(_: Context, select: str = "") -> int:  # noqa: PT028 (a task, not a test)
    """Run all tests, those in a browser too; a browser is set up first."""
    chosen = ["-k", select] if select else []
    return python("tests/chromium.py") or python("-m", "pytest", *chosen)


@command()
def lint(_: Context) -> int:
    """Check style, types and floors of the source."""
    return python("-m", "pytest", "tests/test_house.py")


def spread(words: Sequence[str]) -> list[str]:
    """``mentions a.md b.md`` in the form that Invoke can read: it takes no rows of files.

    ``bench`` hands all its words on: its options are those of the benches.
    """
    program, *rest = words
    if rest[:1] == ["bench"]:
        return [program, "bench", *(f"--word={word}" for word in rest[1:])]
    if rest[:1] == ["import"]:
        return [program, *_several(rest)]
    if rest[:1] != ["mentions"]:
        return [program, *rest]
    return [program, "mentions", *(w if w.startswith("-") else f"--file={w}" for w in rest[1:])]


def _several(words: Sequence[str]) -> Iterator[str]:
    """``import a b c --date x``: what is neither an option nor its value is a source."""
    known, before = 0, ""
    for word in words:
        valued = before.startswith("-") and "=" not in before and before not in _SWITCHES
        if not (word.startswith("-") or valued):
            known += 1
            word = f"--more={word}" if known > 2 else word  # noqa: PLW2901 - as it is handed on
        yield word
        before = word if not valued else ""


class Commands(Program):
    """Invoke's program, telling a wrong command line in the editor's own language."""

    def task_list_opener(self, extra: str = "") -> str:
        """What stands over the list of commands."""
        del extra
        return say("desk", "commands")

    def print_help(self) -> None:
        """Help without a command: the list of all; what Invoke itself can is no editor's."""
        self.list_tasks()

    def print_task_help(self, name: str) -> None:
        """Help for one command."""
        every = self.parser.contexts[name].help_tuples()
        options = [(flags, said) for flags, said in every if not desk.operand(flags)]
        print(f"{desk.usage_line(name, bool(options))}\n\n{desk.explained(name)}\n")
        if options:
            print(say("desk", "usage-list"))
            self.print_columns([(desk.option(flags), said) for flags, said in options])

    def parse_core(self, argv: list[str] | None) -> None:
        """Read what stands before the first command."""
        with self._told():
            super().parse_core(argv)

    def parse_tasks(self) -> None:
        """Read the commands and their options."""
        with self._told():
            super().parse_tasks()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except ParseError as fault:
            options = {
                name: [one.name.replace("_", "-") for one in task.get_arguments()]
                for name, task in Collection.from_module(sys.modules[__name__]).tasks.items()
            }
            raise Exit(desk.misread(str(fault), sys.argv[1:], options), code=2) from fault


def main() -> None:
    """Run the task that the command line names; without one, list them all."""
    tasks = Collection.from_module(sys.modules[__name__])
    program = Commands(namespace=tasks, name="Kỷ Yếu", binary="tasks.py", version="0.1.0")
    match sys.argv[1:]:
        case [] | ["help"]:
            program.run([sys.argv[0], "--list"])
        case ["help", name] | [name, "--help" | "-h"]:
            program.run([sys.argv[0], "--help", name])
        case [name, *rest] if "--help" in rest and name != "bench":
            program.run([sys.argv[0], "--help", name])
        case _:
            program.run(spread(sys.argv))


if __name__ == "__main__":
    main()
