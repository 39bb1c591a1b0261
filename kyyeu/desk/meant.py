"""What somebody meant who mistyped a command, an option, a word or a path: asked, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from kyyeu.problems import say
from kyyeu.vietnamese import fold, nfc

_ALIKE = 0.6  #: of difflib's ratio; a question may be bolder than an answer


def meant(word: str, names: Iterable[str]) -> str:
    """A question that follows a sentence, with a blank before it; empty when nothing is near."""
    near = nearest(word, names)
    return say("desk", "meant", {"nearest": near}) if near else ""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that looks most like a word, marks and capitals aside; empty: none does."""
    by_look = {fold(name): name for name in names}
    near = get_close_matches(fold(nfc(word)), sorted(by_look), 1, _ALIKE)
    return by_look[near[0]] if near else ""


def meant_path(path: Path) -> str:
    """The same question for a path that is not there; empty where one is, or none is near.

    The folder above must be there, for else one guess would stand upon another.
    """
    if path.exists():
        return ""
    try:
        beside = [nfc(one.name) for one in path.parent.iterdir() if one.name[0] != "."]
    except OSError:
        return ""
    return meant(path.name, beside)
