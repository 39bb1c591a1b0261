"""The index that a reader's browser searches, and the same search in Python.

`build` (or `files`, which makes only what is new) turns documents into small files;
``theme/static/search.js`` and `search` read them by the same query plan. Formats:
`kyyeu.search.index`, `kyyeu.search.segment`, `kyyeu.search.wire`.
"""

from kyyeu.search.document import Named, SearchDocument
from kyyeu.search.index import build, files, folders
from kyyeu.search.query import Answer, Choice, Hit, counts, search, shown, years
from kyyeu.search.reader import Index, Name

__all__ = [
    "Answer",
    "Choice",
    "Hit",
    "Index",
    "Name",
    "Named",
    "SearchDocument",
    "build",
    "counts",
    "files",
    "folders",
    "search",
    "shown",
    "years",
]
