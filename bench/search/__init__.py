"""The search beside its peers: quality by kind of query, bytes, and what building costs.

``.venv/bin/python -m bench.search -n 10000 --against pagefind fts5 minisearch``. Nothing here
is needed to build a site or to test it, and no text or index of it is ever committed.
"""
