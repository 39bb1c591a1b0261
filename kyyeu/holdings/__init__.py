"""The only hands on ``content/``: reading it strictly, adding to it safely, one at a time."""

from kyyeu.holdings.append import Appended, append_rows, take_back
from kyyeu.holdings.articles import ROLES, read_article
from kyyeu.holdings.authorities import COLUMNS, EVERYWHERE, table_source
from kyyeu.holdings.load import READ, Look, Stamp, load, load_files, look, look_at, recheck
from kyyeu.holdings.locks import locked
from kyyeu.holdings.loose import read_tables, read_text
from kyyeu.holdings.mending import mend
from kyyeu.holdings.pages import read_page
from kyyeu.holdings.revising import Revision, decomposed_names, rename_files, update
from kyyeu.holdings.walk import Found, name_fault
from kyyeu.holdings.write import replay, write

__all__ = [
    "COLUMNS",
    "EVERYWHERE",
    "READ",
    "ROLES",
    "Appended",
    "Found",
    "Look",
    "Revision",
    "Stamp",
    "append_rows",
    "decomposed_names",
    "load",
    "load_files",
    "locked",
    "look",
    "look_at",
    "mend",
    "name_fault",
    "read_article",
    "read_page",
    "read_tables",
    "read_text",
    "recheck",
    "rename_files",
    "replay",
    "table_source",
    "take_back",
    "update",
    "write",
]
