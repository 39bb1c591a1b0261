"""Rules about names that an editor marked in a text itself: ``[anh Chung](#nguoi/...)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kyyeu.holdings import table_source
from kyyeu.mentions import KINDS, target_of
from kyyeu.model import Article, StaticPage
from kyyeu.problems import Problem
from kyyeu.rendering import inline_tags
from kyyeu.validation.authorities import TABLES
from kyyeu.validation.grounds import Grounds

_MAY_HAVE_ONE = re.compile(r"\]\(\s*<?#")  # parsing a body costs a hundred times more


def inline_tags_name_what_exists(grounds: Grounds) -> Iterator[Problem]:
    """A mark that names no record would be read past, and the editor would never know."""
    holdings = grounds.holdings
    texts: tuple[Article | StaticPage, ...] = (*holdings.articles, *holdings.pages)
    for text in texts:
        for tag in inline_tags(text.body) if _MAY_HAVE_ONE.search(text.body) else ():
            line = text.body_line + tag.line - 1
            target = target_of(tag.target)
            if target is None:
                kinds = ", ".join(f"#{word}/" for word in KINDS)
                params = {"target": tag.target, "kinds": kinds}
                yield Problem(text.source, line, "inline-unknown-kind", params)
                continue
            kind, id = target
            if kind is None or id in holdings.authorities.of(kind):
                continue
            table = table_source(TABLES[kind])
            near = get_close_matches(id, sorted(holdings.authorities.of(kind)), 1, 0.75)
            if near:
                params = {"id": id, "table": table, "nearest": near[0]}
                yield Problem(text.source, line, "inline-misspelt-record", params)
            else:
                params = {"id": id, "table": table}
                yield Problem(text.source, line, "inline-unknown-record", params)
