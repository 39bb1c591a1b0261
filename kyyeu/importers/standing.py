"""What stands in the archive already when a document is to be taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kyyeu import holdings
from kyyeu.importers.archive import Archive
from kyyeu.importers.composing import Composed
from kyyeu.importers.differences import proposed
from kyyeu.importers.known_articles import looks_of
from kyyeu.importers.sameness import nearly_doubled, same_source
from kyyeu.model import Article, Status
from kyyeu.photos import AWAITED
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Settings
from kyyeu.vietnamese import canonical

_RUN, _ALIKE = 3, 0.4  #: words in a run; share of runs from which two bodies may be one report


def standing(made: Composed, archive: Archive, *, apart: bool = False) -> Result[bool]:
    """Whether an article has the headline and day of this one; with its problems.

    An article that exists is never overwritten, and its source, corrected, makes no second
    one: the difference is proposed.

    Args:
        made: what is to be written.
        archive: what stands there.
        apart: an editor says that it is an article of its own.
    """
    name = made.receipt.source.name
    before = _of_headline(made, archive)
    same = "" if apart else _most_like(made, before, archive.settings)
    code = "import-article-exists"
    if not same and not apart:
        same, code = _of_source(made, archive), "import-source-changed"
    if same:
        where: dict[str, object] = {"article": same, "difference": _change(made, same, archive)}
        return Result(bool(before), (Problem(name, 0, code, where),))
    if before:
        where = {"article": before[0]}
        told = Problem(name, 0, "import-same-headline", where, Severity.WARNING)
        return Result(True, (told,))
    return Result(False)


def shows_all_photos(problem: Problem) -> bool:
    """Whether a difference is proposed after which no photo is awaited that was not before."""
    lines = str(problem.params.get("difference", "")).splitlines()
    return bool(lines) and not any(line[:1] == "+" and AWAITED in line for line in lines)


def near_articles(article: Article, made: Composed, archive: Archive) -> Iterator[Problem]:
    """The guard of `check` against doubles, at the door: the article that is most like this."""
    looks = looks_of(article)
    known = archive.articles.like(looks, made.receipt.source.name)
    known = tuple(one for one in known if one.status is not Status.WITHDRAWN)
    if found := nearly_doubled(looks, known):
        other, percent = found
        words: dict[str, object] = {"other": other, "percent": percent}
        code = "article-nearly-doubled" if percent < 100 else "article-doubled"
        yield Problem(article.source, 0, code, words, Severity.WARNING)
    if archive.articles.waiting:
        words = {"count": archive.articles.waiting}
        name = made.receipt.source.name
        yield Problem(name, 0, "import-articles-unseen", words, Severity.NOTE)


def _of_headline(made: Composed, archive: Archive) -> tuple[str, ...]:
    """The articles with this headline and day, wherever they are now."""
    folder, _, name = made.article.rpartition("/")
    stem = name.removesuffix(".md")
    content = archive.settings.content_path
    there = sorted(one for one in (content / folder).glob("*.md") if one.stem.startswith(stem))
    found = dict.fromkeys(path.relative_to(content).as_posix() for path in there)
    found |= dict.fromkeys(archive.articles.named(f"{folder}/{stem}"))
    return tuple(found)


def _of_source(made: Composed, archive: Archive) -> str:
    """The article that an earlier state of this source became, under another headline or day."""
    settings, name = archive.settings, made.receipt.source.name
    article = holdings.read_article(made.files[made.article], made.article, settings).value
    if article is None:
        return ""
    looks = looks_of(article)
    known = archive.articles.like(looks, name)
    found = same_source(looks, known, archive.articles.of_source(name))
    return found.path if found else ""


def _most_like(made: Composed, before: Sequence[str], settings: Settings) -> str:
    """The article whose words are those of this one, wholly or for a good part; or empty.

    It may be an earlier state of the same source. Articles that share their headline and
    little else are two: a column has the same headline every time.
    """
    wanted = _runs(made.files[made.article].decode())
    shares = {"": 0.0}
    for source in before:
        runs = _runs((settings.content_path / source).read_bytes().decode("utf-8", "replace"))
        shares[source] = len(wanted & runs) / max(min(len(wanted), len(runs)), 1)
    best = max(shares, key=lambda source: shares[source])
    return best if shares[best] >= _ALIKE else ""


def _runs(article: str) -> set[tuple[str, ...]]:
    """The runs of words in the body of an article."""
    words = re.findall(r"\w+", canonical(article.partition("\n\n")[2]))
    return {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))}


def _change(made: Composed, stands: str, archive: Archive) -> str:
    path = archive.settings.content_path / stands
    text = path.read_bytes().decode("utf-8", "replace")
    return proposed(stands, text, made.files[made.article].decode(), made.receipt.source.name)
