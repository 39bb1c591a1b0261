"""What stands behind the commands of ``tasks.py``, one function each.

Every command takes the root of the project and answers with an exit code: 0 fine, 1 problems
in content, 2 wrong usage. Faults of machine or setting are raised as
`kyyeu.problems.MachineFault` (75: another command is at work).

A command is imported when it is called for: whoever builds need not wait for the importers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kyyeu.desk.beginning import new
    from kyyeu.desk.building import build
    from kyyeu.desk.checking import check
    from kyyeu.desk.command_line import explained, misread, operand, option, usage_line
    from kyyeu.desk.content import import_file
    from kyyeu.desk.printing import clean, serve, site
    from kyyeu.desk.reviewing import review
    from kyyeu.desk.searching import search
    from kyyeu.desk.settings_file import speak_as_set
    from kyyeu.desk.tagging import mentions
    from kyyeu.importers import Wishes

_ROOMS = {
    "new": "beginning",
    "build": "building",
    "check": "checking",
    "explained": "command_line",
    "misread": "command_line",
    "operand": "command_line",
    "option": "command_line",
    "usage_line": "command_line",
    "Wishes": "content",
    "import_file": "content",
    "clean": "printing",
    "serve": "printing",
    "site": "printing",
    "review": "reviewing",
    "search": "searching",
    "speak_as_set": "settings_file",
    "mentions": "tagging",
}

__all__ = [
    "Wishes",
    "build",
    "check",
    "clean",
    "explained",
    "import_file",
    "mentions",
    "misread",
    "new",
    "operand",
    "option",
    "review",
    "search",
    "serve",
    "site",
    "speak_as_set",
    "usage_line",
]


def __getattr__(name: str) -> Any:
    """What a room of this package offers (PEP 562)."""
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
