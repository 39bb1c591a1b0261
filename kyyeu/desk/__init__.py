"""What stands behind the commands of ``tasks.py``, one function each.

Every command takes the root of the project and answers with an exit code: 0 fine, 1 problems
in content, 2 wrong usage. Faults of machine or setting are raised as
`kyyeu.problems.MachineFault` (75: another command is at work).
"""

from kyyeu.desk.beginning import new
from kyyeu.desk.checking import check
from kyyeu.desk.command_line import misread, option, usage
from kyyeu.desk.content import import_file
from kyyeu.desk.printing import build, clean, serve, site
from kyyeu.desk.reviewing import review
from kyyeu.desk.searching import search
from kyyeu.desk.tagging import mentions
from kyyeu.importers import Wishes

__all__ = [
    "Wishes",
    "build",
    "check",
    "clean",
    "import_file",
    "mentions",
    "misread",
    "new",
    "option",
    "review",
    "search",
    "serve",
    "site",
    "usage",
]
