"""The index that a reader's browser searches, and the same search in Python.

`build` turns documents into small JSON files; ``theme/static/search.js`` and `search` read
them by the same query plan. Formats: `kyyeu.search.index`.
"""

from kyyeu.search.index import SearchDocument, build
from kyyeu.search.query import Answer, Hit, Index, Name, search

__all__ = ["Answer", "Hit", "Index", "Name", "SearchDocument", "build", "search"]
