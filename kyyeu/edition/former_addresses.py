"""Addresses that articles had: what is printed there, and what is said of a lost or double one.

An address holds the headline and the month, so both can move an article away from links and
bookmarks. The header lists the addresses that shall lead to it (``Aliases``, the word of Hugo
and others); at each stands a page that leads on without a script and without a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.cards import head
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.moved_values import MovedPage
from kyyeu.edition.pages import PageJob
from kyyeu.model import Article
from kyyeu.problems import Problem, Severity

Claim = tuple[str, str, tuple[str, ...]]
"""The file of an article, its address, and the former ones that it lists."""


def moved_jobs(archive: Archive, id: str) -> Iterator[PageJob]:
    """The pages at the former addresses of a public article."""
    article = archive.headline(id).article
    now = addresses.article(article)
    rows = archive.ledger.rows("SELECT path FROM alias WHERE source = ?", article.source)
    for path in sorted(addresses.former(path) for (path,) in rows if path != now):
        own = head(archive, path, article.title, "", index=False, kind="moved")
        address = archive.settings.address
        own = replace(own, canonical=f"{address}/{now}" if address else "")
        yield PageJob(path, "moved.html", MovedPage(own, article.title, now), f"article:{id}")


def note(ledger: Ledger, articles: Iterable[Article]) -> None:
    """Enter the former addresses that articles list."""
    ledger.put("alias", [(path, one.source) for one in articles for path in one.aliases])


def moved(ledger: Ledger, before: Mapping[str, str]) -> Iterator[Problem]:
    """Articles whose address is another, where nothing leads from the former one.

    Args:
        ledger: what the articles are now.
        before: addresses of public articles in the last edition, by id.
    """
    for id, former in before.items():
        row = ledger.first("SELECT source, path FROM article WHERE id = ? AND public", id)
        if row is None or row[1] == former:
            continue
        source, path = row
        kept = "SELECT 1 FROM alias WHERE path = ? AND source = ?"
        if ledger.first(kept, former, source) is None:
            folder, _, name = former.rpartition("/")
            code = "article-moved-month"
            if folder == path.rpartition("/")[0]:
                code = "article-moved"
            params = {"former": former, "path": path, "slug": name.removesuffix(f"-{id}.html")}
            yield Problem(source, 0, code, params, Severity.WARNING)


def double_claims_noted(ledger: Ledger, sources: Iterable[str]) -> Iterator[Problem]:
    """`double_claims` of some articles, beside all that the ledger knows."""
    if ledger.first("SELECT 1 FROM alias LIMIT 1") is None:
        return

    def holders(path: str) -> Iterator[str]:
        id = path.removesuffix(".html").rpartition("-")[2]
        yield from (one for (one,) in ledger.rows("SELECT source FROM alias WHERE path = ?", path))
        query = "SELECT source FROM article WHERE id = ? AND path = ?"
        yield from (one for (one,) in ledger.rows(query, id, path))

    for source in sources:
        row = ledger.first("SELECT path FROM article WHERE source = ?", source)
        rows = ledger.rows("SELECT path FROM alias WHERE source = ?", source)
        if row is not None:
            claim = source, row[0], tuple(sorted(path for (path,) in rows))
            yield from double_claims([claim], holders)


def double_claims_among(articles: Iterable[Article]) -> Iterator[Problem]:
    """`double_claims` of all articles."""
    claims = [(one.source, addresses.article(one), one.aliases) for one in articles]
    held: dict[str, list[str]] = {}
    for source, path, aliases in claims if any(aliases for *_, aliases in claims) else ():
        for each in (path, *aliases):
            held.setdefault(each, []).append(source)
    yield from double_claims(claims, lambda path: held.get(path, ()))


def double_claims(
    claims: Iterable[Claim], holders: Callable[[str], Iterable[str]]
) -> Iterator[Problem]:
    """Former addresses at which two articles would stand.

    Args:
        claims: of the articles to be judged.
        holders: the files of all articles that have or had an address.
    """
    for source, now, aliases in claims:
        for path in (now, *aliases):
            for other in sorted({*holders(path)} - {source}):
                params = {"path": path, "other": other}
                yield Problem(source, 0, "article-double-address", params)
