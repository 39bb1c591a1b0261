"""The index that a reader's browser searches, and the same search in Python.

`build` turns documents into small files; `files` and `changes` make only what is new, and
read no more documents than they must;
``theme/static/search.js`` and `search` read them by the same query plan. Formats:
`kyyeu.search.index`, `kyyeu.search.segment`, `kyyeu.search.wire`.
"""

from kyyeu.search.document import Listed, Named, SearchDocument
from kyyeu.search.index import Changes, build, changes, files
from kyyeu.search.query import Answer, Choice, Hit, counts, search, shown, years
from kyyeu.search.reader import Index, Name

__all__ = [
    "Answer",
    "Changes",
    "Choice",
    "Hit",
    "Index",
    "Listed",
    "Name",
    "Named",
    "SearchDocument",
    "build",
    "changes",
    "counts",
    "files",
    "search",
    "shown",
    "years",
]
