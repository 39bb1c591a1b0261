"""Steps that workers of the tests do: functions of a module, as every worker needs them."""

from __future__ import annotations

import os
import time

from kyyeu.mentions import Known, Text
from kyyeu.model import Reading
from kyyeu.problems import ContentFault, MachineFault, Problem


def double(number: int) -> int:
    return 2 * number


def slow_when_even(number: int) -> int:
    """So that later batches are ready before earlier ones."""
    if number % 2 == 0:
        time.sleep(0.05)
    return 2 * number


class OddError(Exception):
    """Two arguments in, one told: cannot be unpickled."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def fault_of_content(number: int) -> int:
    if number == 7:
        raise ContentFault([Problem("photos/7.jpg", 0, "photo-damaged")])
    return number


def fault_of_machine(number: int) -> int:
    if number == 7:
        raise MachineFault("disk-full", 75, path="/x", reason="full")
    return number


def odd_at_seven(number: int) -> int:
    if number == 7:
        raise OddError(number, "odd")
    return number


def die_at_seven(number: int) -> int:
    time.sleep(0.01)
    if number == 7:
        os._exit(9)
    return number


def die_at_once(number: int) -> int:
    os._exit(number)


def die_over_an_article(_: object, text: Text) -> Known:
    if text.article.source.endswith("/hoi-nghi-77.md"):
        os._exit(9)
    return Known(Reading(text.article.id, ()), frozenset())


def process(_: int) -> int:
    return os.getpid()


def version_of_process() -> str:
    return str(os.getpid())


def sleep(number: int) -> int:
    time.sleep(1)
    return number
