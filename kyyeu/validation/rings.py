"""Rows that lead from one to the next until they come back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def rings(steps: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle of steps once; a way that leads into one is no part of it."""
    done: set[str] = set()
    for start in steps:
        way: dict[str, None] = {}
        here = start
        while here in steps and here not in done and here not in way:
            way[here] = None
            here = steps[here]
        if here in way:
            members = list(way)
            yield members[members.index(here) :]
        done.update(way)
