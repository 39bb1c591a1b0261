"""CPU seconds of each stage of a build, without what it calls of other stages.

Works in the process that builds, started by a line of settings (`INSTALL`). It replaces what
rooms of `kyyeu` offer by the same, timed: no profiler, which would slow small functions more
than large ones. It knows rooms, not what is in them; a stage whose room is gone has no row.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from types import FunctionType, ModuleType
from typing import Any

RESULT = "KYYEU_BENCH_STAGES"  #: variable with the name of the file to write
INSTALL = "from bench import stopwatch; stopwatch.install()"

STAGES = {
    "kyyeu.holdings": "read",
    "kyyeu.validation": "check",
    "kyyeu.rendering": "render",
    "kyyeu.markup": "HTML",
    "kyyeu.photos": "photos",
    "kyyeu.mentions": "mentions",
    "kyyeu.mentions.identify": "identity",
    "kyyeu.edition": "values",
    "kyyeu.edition.changes": "fingerprints",
    "kyyeu.edition.ledger": "ledger",
    "kyyeu.edition.press": "writing",
    "kyyeu.edition.swap": "writing",
    "kyyeu.edition.journal": "writing",
    "kyyeu.search": "search",
    "kyyeu.cache": "cache",
    "kyyeu.workers": "sharing out",
    "plugins": "plugins",
    "jinja2": "templates",
}
"""Stages by the beginning of a module's name; the longest counts."""

ROWS = ("start", *dict.fromkeys(STAGES.values()), "rest", "workers")
"""In the order of the table; "start" ends when the settings are read, "rest" is Pelican."""

_WHOLE = ("kyyeu.edition", "plugins", "kyyeu.mentions.reading", "kyyeu.photos.renditions")
"""Timed whole: their doors are many, or what workers do enters by no door."""


def stage_of(module: str) -> str:
    """The stage of a module; empty for what belongs to none."""
    known = [name for name in STAGES if module == name or module.startswith(f"{name}.")]
    return STAGES[max(known, key=len)] if known else ""


class Clock:
    """Charges CPU time to the stage that is at work."""

    def __init__(self, now: Callable[[], float] = process_time) -> None:
        self.now = now
        self.spent: dict[str, float] = {"start": now()}
        self.calls: dict[str, int] = {}
        self._stack = ["rest"]
        self._since = now()

    def enter(self, stage: str) -> None:
        """From here on ``stage`` is at work."""
        self._charge()
        self.calls[stage] = self.calls.get(stage, 0) + 1
        self._stack.append(stage)

    def leave(self) -> None:
        """Whoever was at work before goes on."""
        self._charge()
        self._stack.pop()

    def at_work(self) -> str:
        """The stage that is charged now."""
        return self._stack[-1]

    def _charge(self) -> None:
        now = self.now()
        stage = self._stack[-1]
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now

    def stop(self) -> dict[str, float]:
        """Seconds by stage."""
        self._charge()
        return self.spent


def timed(function: Callable[..., Any], stage: str, clock: Clock) -> Callable[..., Any]:
    """The same function, whose time is charged to ``stage``; a generator at each of its steps."""
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def steps(*args: Any, **options: Any) -> Iterator[Any]:
            return _stepwise(function(*args, **options), stage, clock)

        return steps

    @functools.wraps(function)
    def whole(*args: Any, **options: Any) -> Any:
        if clock.at_work() == stage:
            return function(*args, **options)
        if stage == "writing":  # is handed what makes the bytes, which is not its own work
            args = tuple(_timed_maker(each, clock) for each in args)
        clock.enter(stage)
        try:
            return function(*args, **options)
        finally:
            clock.leave()

    return whole


def _stepwise(made: Iterator[Any], stage: str, clock: Clock) -> Iterator[Any]:
    while True:
        clock.enter(stage)
        try:
            item = next(made)
        except StopIteration:
            return
        finally:
            clock.leave()
        yield item


def _timed_maker(argument: Any, clock: Clock) -> Any:
    maker = argument.func if isinstance(argument, functools.partial) else argument
    if not isinstance(maker, FunctionType):
        return argument
    stage = stage_of(maker.__module__)
    return timed(argument, stage, clock) if stage else argument


def install() -> None:
    """Time everything that is imported by now, and write the figures when the process ends."""
    clock = Clock()
    rooms = {name for name in STAGES if name.count(".") == 1}
    for name in sorted(rooms):
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    new: dict[int, Callable[..., Any]] = {}
    for function in _doors():
        stage = stage_of(function.__module__)
        if stage:
            new[id(function)] = timed(function, stage, clock)
    _replace(new)
    _time_templates(clock)
    atexit.register(_write, clock)


def _doors() -> Iterator[Callable[..., Any]]:
    for name, module in sorted(sys.modules.items()):
        if stage_of(name) and not name.startswith("jinja2"):
            whole = name.startswith(_WHOLE)
            offered = vars(module) if whole else getattr(module, "__all__", _public(module, name))
            yield from _functions(
                vars(module)[each] for each in list(offered) if each in vars(module)
            )


def _public(module: ModuleType, name: str) -> list[str]:
    """What a room of one module offers; a module inside a room offers nothing by itself."""
    return [each for each in vars(module) if each[0] != "_"] if name.count(".") == 1 else []


def _functions(offered: Iterator[Any]) -> Iterator[Callable[..., Any]]:
    for each in offered:
        if isinstance(each, FunctionType):
            yield each
        elif isinstance(each, type) and stage_of(each.__module__):
            for name, own in vars(each).items():
                bare = own.__func__ if isinstance(own, classmethod | staticmethod) else own
                if isinstance(bare, FunctionType) and not name.startswith("_"):
                    yield bare


def _replace(new: dict[int, Callable[..., Any]]) -> None:
    """Put the timed functions wherever the bare ones are known by a name."""
    for name, module in list(sys.modules.items()):
        if not stage_of(name):
            continue
        for key, value in list(vars(module).items()):
            if id(value) in new:
                setattr(module, key, new[id(value)])
            elif isinstance(value, type) and stage_of(value.__module__):
                _replace_methods(value, new)


def _replace_methods(kind: type, new: dict[int, Callable[..., Any]]) -> None:
    for key, own in list(vars(kind).items()):
        wrapper = type(own) if isinstance(own, classmethod | staticmethod) else None
        bare = own.__func__ if wrapper else own
        if id(bare) in new:
            setattr(kind, key, wrapper(new[id(bare)]) if wrapper else new[id(bare)])


def _time_templates(clock: Clock) -> None:
    import jinja2  # noqa: PLC0415 (in the process that builds, where it is imported anyway)

    jinja2.Template.render = timed(jinja2.Template.render, "templates", clock)  # type: ignore[method-assign]


def _write(clock: Clock) -> None:
    spent = clock.stop()
    told = {"spent": spent, "calls": clock.calls}
    file = os.environ.get(RESULT)
    if file:
        Path(file).write_text(json.dumps(told), encoding="utf-8")
