"""What Invoke says of a command line, in the editor's own language.

Invoke's sentences are English and meant for programmers; the room that calls it hands them on.
"""

from __future__ import annotations

import re

from kyyeu.problems import say

#: Invoke 2's sentences about a wrong command line, and the keys of ours.
_SENTENCES = {
    "line-unknown": re.compile(r"No idea what '(?P<word>.*)' is!"),
    "line-lacks": re.compile(
        r"'(?P<command>.*)' did not receive required positional .*: (?P<word>.*)"
    ),
    "line-value": re.compile(r"Flag <Argument: (?P<word>[^\s>]+).* needed value .*"),
    "line-no-value": re.compile(r"Flag <Argument: (?P<word>[^\s>]+).* doesn't take any value!"),
}


def misread(fault: str) -> str:
    """Why a command line is not understood; Invoke's own words where they are new to us."""
    for key, sentence in _SENTENCES.items():
        if match := sentence.fullmatch(fault):
            return say("desk", key, {**match.groupdict(), "word": match["word"].replace("'", "")})
    return fault


def usage(command: str, options: bool) -> str:
    """The first line of a command's help."""
    return say("desk", "usage-options" if options else "usage", {"command": command})


def option(flags: str) -> str:
    """The name of an option with its value, as its help prints them."""
    return re.sub(r"\b(?:STRING|INT)\b", say("desk", "usage-value"), flags)
