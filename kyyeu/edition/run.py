"""One run: from reading the holdings under a lock to the swap of the new site.

Whoever drives the run (Pelican, through ``plugins/print_edition``) opens it before
anything is read and closes it when every page is printed. Whatever goes wrong between,
the former site stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from kyyeu import holdings, photos, validation
from kyyeu.cache import Cache
from kyyeu.edition import addresses, swap
from kyyeu.edition.archive import Key, due
from kyyeu.edition.ledger import ArticleRow
from kyyeu.edition.press import Count, Press, refuse_shrinking
from kyyeu.fixity import digest
from kyyeu.model import Article, Holdings, Mention, Status
from kyyeu.problems import ContentFault, MachineFault, Problem, has_errors
from kyyeu.settings import Settings

CHANGED_MEANWHILE = 74
"""Exit code of a run that was stopped because content was saved: run it again."""

Item = TypeVar("Item")


class Track(Protocol):
    """Shows progress while it passes items on; ``step`` is a key of section "progress"."""

    def __call__(self, step: str, items: Iterable[Item], /) -> Iterable[Item]: ...


def silent(step: str, items: Iterable[Item], /) -> Iterable[Item]:
    """Progress for who does not look."""
    del step
    return items


@dataclass(slots=True)
class Run:
    """What one build knows; made by `open_run`."""

    settings: Settings
    holdings: Holdings
    problems: tuple[Problem, ...]  #: warnings; errors have stopped the run before
    now: datetime  #: aware, in the site's time zone
    public: tuple[Article, ...]  #: newest first
    cache: Cache
    press: Press
    track: Track
    made_names: dict[Key, str] = field(default_factory=dict)  #: filled by tagging
    mixed_names: set[str] = field(default_factory=set)
    """Ids of pages of a bare name, perhaps of several people; filled by tagging."""
    allow_shrink: bool = False
    begun: float = field(default_factory=time.monotonic)  #: seconds of the machine's clock
    _open: ExitStack = field(default_factory=ExitStack)
    _by_source: dict[str, Article] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)  #: of what is public, by source

    def article(self, source: str) -> Article:
        """The article of a file below ``content/``."""
        return self._by_source[source]

    def link_from(self, path: str) -> Callable[[str], str | None]:
        """Resolves ``{filename}`` links to addresses as seen from the page at ``path``.

        A file that is not public has no address.
        """
        up, known = addresses.root(path), self._addresses
        return lambda source: up + known[source] if source in known else None

    def page_seen_from(self, article: Article) -> Callable[[Mention], str | None]:
        """The address of a mention's page as seen from an article's page.

        None for a mention that is unresolved, or whose record is closed to the public.
        """
        up = addresses.root(addresses.article(article))

        def href(mention: Mention) -> str | None:
            if mention.id is None or not self.holdings.authorities.shows(mention.kind, mention.id):
                return None
            return up + addresses.entity(mention.kind, mention.id)

        return href

    def warn(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Note warnings found on the way; the same, their places as an editor finds them."""
        found = tuple(_from_root(problem, self.settings) for problem in problems)
        self.problems += found
        return found

    @property
    def waiting(self) -> bool:
        """Whether articles are not public yet, which a build does not read."""
        kept = [one for one in self.holdings.articles if one.status is not Status.WITHDRAWN]
        return len(kept) > len(self.public)

    def close(self) -> Count:
        """Look at the content once more, swap the new site in, and let go of the lock.

        Raises:
            MachineFault: a file changed while the run was at work, the site would shrink,
                or the disk failed; the former site is untouched.
        """
        changed = holdings.recheck(self.holdings, self.settings)
        if changed:
            raise MachineFault("changed-meanwhile", CHANGED_MEANWHILE, files=", ".join(changed[:5]))
        public = {one.id: ArticleRow(one.source, one.digest) for one in self.public}
        if not self.allow_shrink:
            refuse_shrinking(self.press.former, public, self._published(), self.now)
        self.press.finish(public, self.now)
        self._open.close()
        return self.press.count

    def abandon(self) -> None:
        """Give up; nothing was changed."""
        self.press.abandon()
        self._open.close()

    def _published(self) -> dict[str, str]:
        articles = self.holdings.articles
        return {one.id: one.digest for one in articles if one.status is Status.PUBLISHED}


def inspect(
    settings: Settings, now: datetime, kept: Cache | None = None
) -> tuple[Holdings, tuple[Problem, ...]]:
    """The holdings and everything that is wrong with them, sorted by place.

    Places are seen from the root of the project: ``content/articles/2020/02/x.md``.
    With ``kept`` the rules that need every article read are asked too.
    """
    read = holdings.load(settings, photos.read)
    problems = (*read.problems, *validation.check(read.value, settings, now, kept))
    return read.value, tuple(sorted(_from_root(problem, settings) for problem in problems))


def _from_root(problem: Problem, settings: Settings) -> Problem:
    """The place as an editor finds it: rooms below know paths within ``content/`` only."""
    if problem.path.partition("/")[0].endswith(".py"):  # a setting
        return problem
    return replace(problem, path=f"{settings.content}/{problem.path}")


def open_run(
    settings: Settings,
    output: Path,
    now: datetime,
    *,
    track: Track = silent,
    allow_shrink: bool = False,
) -> Run:
    """Take the lock, finish what was interrupted, read and check the content.

    Raises:
        ContentFault: the content has errors; nothing was written.
        MachineFault: exit code 75, another build is at work; or the output folder is not
            ours to replace.
    """
    now = now.astimezone(settings.timezone)
    with ExitStack() as opening:
        opening.enter_context(holdings.locked(settings.cache_path / "build.lock", "build"))
        output = output.resolve()
        swap.recover(output)  # first of all: faults in content must not leave a reader without site
        holdings.replay(settings)
        found, problems = inspect(settings, now)
        if has_errors(problems):
            raise ContentFault(problems)
        own = digest(str(output).encode())[:8]  # a trial in another folder guards itself
        press = Press(output, settings.cache_path / f"ledger-{own}.sqlite")
        opening.callback(press.abandon)
        run = Run(
            settings=settings,
            holdings=found,
            problems=problems,
            now=now,
            public=due(found, now),
            cache=Cache(settings.cache_path / "steps"),
            press=press,
            track=track,
            allow_shrink=allow_shrink,
        )
        run._by_source.update((article.source, article) for article in found.articles)
        run._addresses.update((one.source, addresses.article(one)) for one in run.public)
        run._addresses.update((page.source, addresses.text_page(page.slug)) for page in found.pages)
        run._open = opening.pop_all()
    return run
