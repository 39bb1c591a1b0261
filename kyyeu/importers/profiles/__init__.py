"""Site profiles: where known content systems keep the parts of an article.

A profile is a small data file beside this one; its example is a page of the same name among
the fixtures of the tests. What no profile knows is for the general extractor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kyyeu.importers.layout import FIELDS
from kyyeu.markup.page import Page


@dataclass(frozen=True, slots=True)
class Profile:
    """CSS selectors of one content system."""

    name: str
    detect: tuple[str, ...]  #: each of them has to be found
    body: tuple[str, ...]  #: the first that is found holds the text
    roles: Mapping[str, tuple[str, ...]]  #: by role of `layout.FIELDS`, or ``caption``
    drop: tuple[str, ...] = ()  #: what is left out, inside of the body too


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles, by name.

    Raises:
        ValueError: a profile says what no profile can say: a fault of its file.
    """
    files = [
        entry for entry in resources.files(__package__).iterdir() if entry.name[-5:] == ".toml"
    ]
    return tuple(
        _profile(entry.name[:-5], tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in sorted(files, key=lambda entry: entry.name)
    )


def profile_of(page: Page) -> Profile | None:
    """The profile that knows this page: it is detected, and its body is there."""
    for profile in profiles():
        if all(map(page.select, profile.detect)) and any(map(page.select, profile.body)):
            return profile
    return None


def _profile(name: str, table: dict[str, list[str]]) -> Profile:
    known = {"detect", "body", "drop", "caption", *FIELDS}
    if set(table) - known or not table.get("detect") or not table.get("body"):
        raise ValueError(f"profile {name}: {sorted(set(table) - known)}")
    roles = {role: tuple(table[role]) for role in (*FIELDS, "caption") if role in table}
    return Profile(
        name, tuple(table["detect"]), tuple(table["body"]), roles, tuple(table.get("drop", ()))
    )
