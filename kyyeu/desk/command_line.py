"""What Invoke says of a command line, in the editor's own language.

Invoke's sentences are English and meant for programmers; the room that calls it hands them on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kyyeu.desk.meant import meant
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
_ONE_TEXT = ("new", "search")  #: commands of one text, which is easily left without its quotes
#: Options that are written as bare words, and need no place in a list of options.
_OPERANDS = ("title", "query", "file", "more", "word")


def misread(fault: str, words: Sequence[str], options: Mapping[str, Sequence[str]]) -> str:
    """Why a command line is not understood, and what may have been meant.

    Args:
        fault: Invoke's sentence; handed on where it is new to us.
        words: what was typed.
        options: the options of each command, by its name.
    """
    command = next((word for word in words if word in options), "")
    for key, sentence in _SENTENCES.items():
        if match := sentence.fullmatch(fault):
            told = {**match.groupdict(), "word": match["word"].replace("'", "")}
            return _sentence(key, {"command": command, **told}, options)
    return say("desk", "misused", {"reason": fault, "meant": ""})


def _sentence(key: str, told: dict[str, str], options: Mapping[str, Sequence[str]]) -> str:
    command, word = told["command"], told["word"]
    near = ""
    if key == "line-lacks":
        told["word"] = explained(command, word)
    elif key == "line-unknown" and word.startswith("-"):
        near = meant(word, (f"--{option}" for option in options.get(command, ())))
    elif key == "line-unknown" and command in _ONE_TEXT:
        key = "line-quotes"
    elif key == "line-unknown":
        near = meant(word, options)
    return say("desk", "misused", {"reason": say("desk", key, told), "meant": near})


def explained(command: str, option: str = "") -> str:
    """What a command does, or one of its options means."""
    return say("help", f"{command}-{option.replace('_', '-')}" if option else command)


def usage_line(command: str, options: bool) -> str:
    """The first line of a command's help."""
    called = f"{command} {say('operands', command)}".rstrip()
    return say("desk", "usage-options" if options else "usage", {"command": called})


def operand(flags: str) -> bool:
    """Whether an option is written as a bare word."""
    return re.search(rf"--(?:{'|'.join(_OPERANDS)})\b", flags) is not None


def option(flags: str) -> str:
    """The name of an option with its value, as its help prints them."""
    return re.sub(r"\b(?:STRING|INT)\b", say("desk", "usage-value"), flags)
