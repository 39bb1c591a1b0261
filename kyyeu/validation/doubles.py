"""Articles that stand in the archive twice, word for word or nearly.

Runs of four words are hashed; the smallest hashes of an article are its sketch, which two
articles share as far as they share their words (Broder 1997, bottom-k sampling). Work grows
with the number of articles, not with its square, and the answer depends on nothing but them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from kyyeu.model import Article, Status
from kyyeu.problems import Problem, Severity
from kyyeu.validation.grounds import Grounds
from kyyeu.vietnamese import canonical

RUN = 4  #: words
SKETCH = 64  #: hashes kept of an article
_ASKED = 16  #: of those, so many are looked up
_MET = 3  #: and so many are met again: at 60 % likeness one pair of a thousand is missed
_COMPARED = 5  #: articles that are compared with one, those met most often
_CROWD = 20  #: articles that share a hash and are compared: a form letter is no double
_LEAST = 30  #: words; a shorter notice is like many others
NEAR = 0.6  #: likeness from which two articles are nearly one
_WORD = re.compile(r"\w+")


def sketch(blocks: Sequence[str], least: int = _LEAST) -> tuple[int, ...]:
    """The smallest hashes of all runs of words, sorted; empty for texts of fewer words."""
    words = [word.encode() for block in blocks for word in _WORD.findall(canonical(block))]
    if len(words) < least:
        return ()
    runs = {crc32(b" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}
    return tuple(sorted(runs)[:SKETCH])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of their words two articles share, told from their sketches: 0 to 1."""
    both = set(one) & set(other)
    least = sorted({*one, *other})[: max(len(one), len(other), 1)]
    return sum(value in both for value in least) / len(least) if least else 0.0


def no_article_stands_there_twice(grounds: Grounds) -> Iterator[Problem]:
    """Whoever cites one of two has cited neither: one goes, or says what it adds."""
    if grounds.study is None:
        return
    sketches = grounds.study.sketches
    buckets: dict[int, list[Article]] = {}
    oldest_first = sorted(
        grounds.holdings.articles, key=lambda article: (article.published, article.id)
    )
    by_source = {article.source: article for article in oldest_first}
    for article in oldest_first:
        if article.status is Status.WITHDRAWN:
            continue
        own = sketches.get(article.id, ())
        met = Counter(other.source for value in own[:_ASKED] for other in buckets.get(value, ()))
        others = {s: by_source[s] for s, n in met.most_common(_COMPARED) if n >= _MET}
        yield from _doubles(article, own, others, sketches)
        for value in own[:_ASKED]:
            crowd = buckets.setdefault(value, [])
            if len(crowd) < _CROWD:
                crowd.append(article)


def _doubles(
    article: Article,
    own: Sequence[int],
    others: Mapping[str, Article],
    sketches: Mapping[str, tuple[int, ...]],
) -> Iterator[Problem]:
    """The earlier article that is most like this one, if any is like it."""
    best, source = max(
        ((likeness(own, sketches[other.id]), source) for source, other in sorted(others.items())),
        default=(0.0, ""),
    )
    if best == 1:
        yield Problem(article.source, 0, "article-doubled", {"other": source}, Severity.WARNING)
    elif best >= NEAR:
        params = {"other": source, "percent": round(best * 100)}
        yield Problem(article.source, 0, "article-nearly-doubled", params, Severity.WARNING)
