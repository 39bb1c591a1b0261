"""What our site found in its articles, read from the pages that it printed.

Peers cannot find whom and what an article names. So that they print the same pages, they are told
by the front matter of each article what our site found in it: the same ids, hence the same
addresses.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from bench.formats import Found, Thing
from bench.invented import Invented

_ROW = re.compile(r'<li><a href="(?:\.\./)+(nguoi|don-vi|van-ban|phong-trao)/([^/"#]+)/">(.*?)</a>')
_TAG = re.compile(r"<[^>]+>")


def page_of(article: Invented) -> str:
    """The path of an article in a printed tree, the same in every generator."""
    return f"{article.when:%Y/%m}/{article.slug}-{article.id}.html"


def things_in(page: str) -> Found:
    """What the box "Trong bài này" of a printed article leads to."""
    rows = (Thing(kind, id, unescape(_TAG.sub("", name))) for kind, id, name in _ROW.findall(page))
    return tuple({thing.address: thing for thing in rows}.values())


def found_in(tree: Path, article: Invented) -> Found:
    """What the page of an article in the tree of our site leads to."""
    return things_in((tree / page_of(article)).read_text(encoding="utf-8"))
