"""One function for all parallel work: a step over batches, answers in order, bounded memory."""

from __future__ import annotations

import os
import traceback
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from itertools import islice
from multiprocessing.reduction import ForkingPickler
from typing import Generic, TypeVar

from kyyeu.problems import MachineFault, say
from kyyeu.workers.crew import AHEAD, ProcessCrew, note, size_of

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_HERE = uuid.uuid4().hex
_NAMED = 3  #: items of a lost batch that are named


def _none() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Step(Generic[Item, Answer]):
    """A pure step, and how it is spoken of.

    ``do`` and ``recipe`` are functions of a module (or `functools.partial` of one): they
    are handed over by name.
    """

    do: Callable[[Item], Answer]
    label: str  #: its name in section "progress" of the catalogue: ``tag``
    name_of: Callable[[Item], str] = str  #: by which an editor finds an item; asked here
    recipe: Callable[[], str] = _none
    """Digest of the code and knowledge that a worker works with; it must be ours."""


def batches_of(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of ``size``, the last perhaps shorter; never further ahead than that."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def windowed_map(
    executor: Executor | None,
    step: Step[Item, Answer],
    batches: Iterable[Sequence[Item]],
    in_flight: int = 0,
) -> Iterator[list[Answer]]:
    """The answers of a step, one list a batch, in the order of the batches.

    Batches are asked for only as they are needed: of those handed over and not yet passed
    on there are never more than ``in_flight``, however long the work is. With any executor,
    and with none, the answers and the faults are the same.

    Args:
        executor: who works; only its ``submit`` is asked. None: this thread, at once.
        step: what is done with each item.
        batches: lists of items; one may be empty, and its answer is an empty list.
        in_flight: batches at most; 0: four for each worker.

    Raises:
        MachineFault: a worker died, and over which item; or its recipe is not ours.
        Exception: what the step raised, with a note that names the item. Batches before
            it have been passed on, none after it.
    """
    number = 0
    if executor is None:
        for number, batch in enumerate(batches):
            yield _passed(step, batch, _work(step.do, step.recipe, _home(), number, batch))
        return
    most = in_flight or AHEAD * size_of(executor)
    window: deque[_Sent[Item, Answer]] = deque()
    try:
        for number, batch in enumerate(batches):
            window.append(_sent(executor, step, number, batch, window))
            if len(window) >= most:
                yield _next(executor, step, window)
        while window:
            yield _next(executor, step, window)
    finally:
        for one in window:
            one.future.cancel()


@dataclass(frozen=True, slots=True)
class _Done(Generic[Answer]):
    """What comes back of a batch: all answers, or those before a fault."""

    recipe: str
    answers: list[Answer]
    fault: Exception | None = None  #: of the item after the last answer
    told: str = ""  #: its traceback, when that cannot come along


@dataclass(frozen=True, slots=True)
class _Sent(Generic[Item, Answer]):
    number: int
    batch: Sequence[Item]
    future: Future[_Done[Answer]]


def _sent(
    executor: Executor,
    step: Step[Item, Answer],
    number: int,
    batch: Sequence[Item],
    window: deque[_Sent[Item, Answer]],
) -> _Sent[Item, Answer]:
    if not batch:  # nothing to do is no reason to begin a process
        ready: Future[_Done[Answer]] = Future()
        ready.set_result(_Done(step.recipe(), []))
        return _Sent(number, batch, ready)
    try:
        future = executor.submit(_work, step.do, step.recipe, _home(), number, batch)
    except BrokenExecutor as fault:
        raise _lost(executor, step, window or [_Sent(number, batch, Future())]) from fault
    return _Sent(number, batch, future)


def _next(
    executor: Executor, step: Step[Item, Answer], window: deque[_Sent[Item, Answer]]
) -> list[Answer]:
    try:
        done = window[0].future.result()
    except BrokenExecutor as fault:
        raise _lost(executor, step, window) from fault
    return _passed(step, window.popleft().batch, done)


def _passed(step: Step[Item, Answer], batch: Sequence[Item], done: _Done[Answer]) -> list[Answer]:
    """The answers of a batch that came back whole."""
    if done.recipe != step.recipe():
        raise MachineFault("worker-other-recipe", step=say("progress", step.label))
    if done.fault is not None:
        name = step.name_of(batch[len(done.answers)])
        done.fault.add_note(f"in step {step.label!r}, item {name}")
        if done.told:
            done.fault.add_note(done.told)
        raise done.fault
    return done.answers


def _lost(
    executor: Executor, step: Step[Item, Answer], window: Iterable[_Sent[Item, Answer]]
) -> MachineFault:
    """Who died over what: the very item where that is known, else the first batch unanswered."""
    sent = {one.number: one.batch for one in window}
    fallen = executor.fallen() if isinstance(executor, ProcessCrew) else []
    named = [
        (str(one.code), step.name_of(sent[one.batch][one.item]))
        for one in fallen
        if one.batch in sent
    ]
    if not named:
        first = min(sent)
        names = [step.name_of(item) for item in sent[first][:_NAMED]]
        more = ["…"] if len(sent[first]) > _NAMED else []
        named = [("?", ", ".join([*names, *more]))]
    ended = ", ".join(dict.fromkeys(code for code, _ in named))
    items = ", ".join(dict.fromkeys(name for _, name in named))
    return MachineFault("worker-died", step=say("progress", step.label), items=items, ended=ended)


def _home() -> str:
    return f"{_HERE} {os.getpid()}"


# --------------------------------------------------------------------------- in the worker


def _work(
    do: Callable[[Item], Answer],
    recipe: Callable[[], str],
    home: str,
    number: int,
    batch: Sequence[Item],
) -> _Done[Answer]:
    """Do a step for each item of a batch, up to the first fault."""
    answers: list[Answer] = []
    try:
        for place, item in enumerate(batch):
            if not note(number, place):
                break  # nobody waits for the answers any more
            answers.append(do(item))
        note(-1, -1)
    except Exception as fault:  # any: it is raised again where the answers are wanted
        note(-1, -1)
        if home == _home():
            return _Done(recipe(), answers, fault)
        return _Done(
            recipe(), answers, _portable(fault), "".join(traceback.format_exception(fault))
        )
    return _Done(recipe(), answers)


def _portable(fault: Exception) -> Exception:
    """The fault, or its name and words where it would not survive the way."""
    try:
        again = ForkingPickler.loads(ForkingPickler.dumps(fault))  # as it will travel
    except Exception:  # any: whatever its own code does
        again = None
    return fault if type(again) is type(fault) else RuntimeError(f"{type(fault).__name__}: {fault}")
