"""What a person hears whose command line cannot be carried out."""

from __future__ import annotations

import sys

from kyyeu.problems import say

USAGE = 2  #: exit code of a command that was used wrongly


def misused(key: str, **params: object) -> int:
    """Say the sentence ``key`` of the faults; the exit code to end with."""
    print(say("faults", key, params), file=sys.stderr)
    return USAGE
