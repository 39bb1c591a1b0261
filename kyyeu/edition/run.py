"""One run: from a look at the holdings under a lock to the new edition in its place.

Whoever drives the run (Pelican, through ``plugins/print_edition``) opens it before anything
is read, asks for the articles to be read wave by wave (`Run.waves`), lays by what the plugins
made of each, and closes it when every page is printed. Whatever goes wrong between, the
former site stays.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, Protocol, TypeVar

from kyyeu import holdings, markup, mentions, photos, validation
from kyyeu.cache import Cache
from kyyeu.edition import addresses
from kyyeu.edition.accession import Accession
from kyyeu.edition.archive import EVERYTHING, Archive
from kyyeu.edition.authority_news import AuthorityNews
from kyyeu.edition.identity import Identity
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.looking import Remembered, remember
from kyyeu.edition.pieces import Picture
from kyyeu.edition.press import Count, Press
from kyyeu.edition.stories import Story, list_of, picture_kept, picture_of
from kyyeu.edition.survey import Survey
from kyyeu.edition.touched import Touched
from kyyeu.holdings import Found
from kyyeu.mentions import Known, kept_of, reading_of
from kyyeu.model import Article, Authorities, Kind, Mention, Photo, Reading, StaticPage
from kyyeu.problems import CHANGED_MEANWHILE, MachineFault, Problem
from kyyeu.settings import Settings

BATCH = 200  #: articles that are read at a time

Item = TypeVar("Item")


class Track(Protocol):
    """Shows progress while it passes items on; ``step`` is a key of section "progress"."""

    def __call__(self, step: str, items: Iterable[Item], /) -> Iterable[Item]: ...


def silent(step: str, items: Iterable[Item], /) -> Iterable[Item]:
    """Progress for who does not look."""
    del step
    return items


@dataclass(frozen=True, slots=True)
class Made:
    """What the plugins made of one article that was read."""

    article: Article
    lead: str  #: HTML of one paragraph's inside, its mentions not linked yet
    body: str  #: HTML, its mentions not linked yet
    blocks: tuple[str, ...] = ()  #: text of the lead (block 0) and of the blocks of the body
    known: Known | None = None  #: what was understood of it; None: nobody read it
    pictures: tuple[Picture, ...] = ()


@dataclass(slots=True)
class Run:
    """What one build knows; made by `open_run`."""

    settings: Settings
    authorities: Authorities
    pages: tuple[StaticPage, ...]
    photos: Mapping[str, Photo]
    problems: tuple[Problem, ...]  #: warnings; errors have stopped the run before
    now: datetime  #: aware, in the site's time zone
    cache: Cache
    ledger: Ledger
    press: Press
    archive: Archive
    touched: Touched
    track: Track
    begun: float = field(default_factory=time.monotonic)  #: seconds of the machine's clock
    read: int = 0  #: articles that were read
    public: int = 0  #: public articles, once the run is closed
    told_before: int = 0  #: warnings of files that were not looked at
    _survey: Survey = field(kw_only=True)
    _accession: Accession = field(kw_only=True)
    _identity: Identity = field(kw_only=True)
    _open: ExitStack = field(default_factory=ExitStack)
    _by_source: dict[str, Article] = field(default_factory=dict)
    _laid: set[str] = field(default_factory=set)
    _files: dict[str, Found] = field(default_factory=dict)  #: of articles, when they are needed
    _during: dict[str, Any] = field(default_factory=dict)

    # ------------------------------------------------------------------ reading

    def waves(self) -> Iterator[tuple[Article, ...]]:
        """The articles to be read, some at a time, newest first.

        First those that changed; then, once these were laid by, those in which somebody is
        meant otherwise because of them.
        """
        for id in self._survey.gone:
            self._identity.leave(id)
        wanted: Iterable[str] = self._survey.read or self._identity.settle()
        while wanted := sorted(set(wanted) - self._laid):
            rows = [
                self.ledger.first("SELECT at, id, source FROM article WHERE id = ?", id)
                for id in wanted
            ]
            newest_first = iter(sorted(filter(None, rows), reverse=True))
            while batch := list(islice(newest_first, BATCH)):
                articles = self._articles([(id, source) for _, id, source in batch])
                self._by_source = {one.source: one for one in articles}
                self.read += len(articles)
                yield articles
            wanted = self._identity.settle()

    def article(self, source: str) -> Article:
        """An article of the present wave, by its file below ``content/``."""
        return self._by_source[source]

    def _articles(self, wanted: Sequence[tuple[str, str]]) -> tuple[Article, ...]:
        held = self._survey.held
        lacking = [source for id, source in wanted if id not in held]
        if lacking and not self._files:
            self._files.update((one.source, one) for one in self._survey.seen.files["articles"])
        files = tuple(self._files[source] for source in lacking)
        read = holdings.load_files(self.settings, {"articles": files}, photos.read).value
        found = {one.id: one for one in read.articles}
        return tuple(held.get(id) or found[id] for id, _ in wanted)

    def lay_by(self, made: Made) -> None:
        """Keep what was made of an article until all are read."""
        known = made.known or Known(Reading(made.article.id, ()), frozenset())
        self._identity.take(made.article, known)
        told = {
            "lead": made.lead,
            "body": made.body,
            "blocks": made.blocks,
            "reading": kept_of(known.reading),
            "pictures": [*map(picture_kept, made.pictures)],
        }
        data = zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1)
        self.ledger.put("laid", [(made.article.id, data)])
        self._laid.add(made.article.id)

    def enter(self) -> None:
        """Enter all that was laid by into the archive, and take out what is public no more."""
        for id in sorted(self._survey.gone):
            self._accession.withdraw(id)
        query = "SELECT laid.id FROM laid JOIN article USING(id) ORDER BY at, id"
        ids = [id for (id,) in self.ledger.rows(query)]
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            sources = [self._source_of(id) for id in batch]
            for article in self._articles(list(zip(batch, sources, strict=True))):
                self._accession.enter(self._story(article))
        self.ledger.db.execute("DELETE FROM laid")
        for key in sorted(self._survey.authority.entities):
            self._accession.touch(key)
        if self._survey.authority != AuthorityNews():
            self._accession.ask_issuers()
        for id in self._survey.authority.articles:
            if self.ledger.first("SELECT 1 FROM story WHERE id = ?", id):
                self.touched.articles.add(id)
        self._accession.settle()

    def idle_decisions(self) -> tuple[Problem, ...]:
        """Warnings of merges and renames of what exists nowhere.

        Not while articles are not public yet, which a build does not read.
        """
        if self.ledger.first("SELECT 1 FROM article WHERE NOT public AND status <> 'withdrawn'"):
            return ()
        obeyed = {one for one in self.authorities.decisions if self._exists(one.kind, one.subject)}
        found = validation.unmet_decisions(self.authorities, obeyed)
        told = tuple(from_root(problem, self.settings) for problem in found)
        self.problems += told
        return told

    def _exists(self, kind: Kind, id: str) -> bool:
        known = id in self.authorities.of(kind)
        name = list_of((kind, id))
        return known or self.ledger.first("SELECT 1 FROM raw WHERE id = ?", name) is not None

    def _source_of(self, id: str) -> str:
        row = self.ledger.first("SELECT source FROM article WHERE id = ?", id)
        assert row is not None, id
        return str(row[0])

    def _story(self, article: Article) -> Story:
        """An article with its mentions linked: cleaned last, and never touched afterwards."""
        row = self.ledger.first("SELECT data FROM laid WHERE id = ?", article.id)
        assert row is not None, article.id
        told: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        reading = self._identity.reading(reading_of(told["reading"]))
        href = self._page_seen_from(article)
        blocks = tuple(told["blocks"])
        lead = markup.Fragment.parse(f"<p>{told['lead']}</p>")
        lead.annotate(mentions.marks(reading, href, range(1)))
        body = markup.Fragment.parse(told["body"])
        body.number_blocks()
        headings = {int(anchor.removeprefix("d")) for anchor, _ in body.headings()}
        own = range(1, max(1, len(blocks)))
        body.annotate(mentions.marks(reading, href, own, headings))
        return Story(
            article=article,
            reading=reading,
            blocks=blocks,
            lead=markup.clean(lead.html().removeprefix("<p>").removesuffix("</p>")),
            body=markup.clean(body.html()),
            pictures=tuple(map(picture_of, told["pictures"])),
        )

    # ------------------------------------------------------------------ beside the pages

    def during(self, name: str, begin: Callable[[], AbstractContextManager[Item]]) -> Item:
        """Something that is begun when it is first asked for, and ends with the run."""
        if name not in self._during:
            self._during[name] = self._open.enter_context(begin())
        found: Item = self._during[name]
        return found

    @property
    def to_read(self) -> int:
        """How many articles the first waves hold: so many can share the work."""
        return len(self._survey.read)

    def renditions(self) -> list[str]:
        """The files of photos that have to be in the output: of what was entered, or all."""
        if self.touched.everything:
            rows = self.ledger.rows("SELECT DISTINCT name FROM rendition ORDER BY name")
            return [name for (name,) in rows]
        found = set()
        for id in self.touched.entered:
            rows = self.ledger.rows("SELECT name FROM rendition WHERE article = ?", id)
            found |= {name for (name,) in rows}
        return sorted(found)

    def unused_renditions(self) -> list[str]:
        """The files of photos that no public article shows any more."""
        query = "SELECT 1 FROM rendition WHERE name = ?"
        return [
            name
            for name in sorted(self.touched.renditions)
            if self.ledger.first(query, name) is None and self.ledger.page(name)
        ]

    def to_index(self) -> list[str]:
        """Public articles whose entry in the search index may have changed."""
        query = "SELECT id FROM story"
        if not self.touched.everything:
            ids = sorted(self.touched.documents - self.touched.gone)
        else:
            ids = [id for (id,) in self.ledger.rows(query)]
        return [id for id in ids if self.ledger.first(f"{query} WHERE id = ?", id)]

    def list_documents(self, listed: Iterable[tuple[str, str, str, str]]) -> None:
        """Note what the search index has to know of articles."""
        for row in listed:
            self.ledger.put("document", [tuple(row)])

    def documents(self) -> Iterator[tuple[str, str, str, str]]:
        """What was noted of all public articles: id, date, and two digests."""
        return self.ledger.db.execute("SELECT id, date, digest, seen FROM document")

    # ------------------------------------------------------------------ addresses

    def link_from(self, path: str) -> Callable[[str], str | None]:
        """Resolves ``{filename}`` links to addresses as seen from the page at ``path``.

        A file that is not public has no address.
        """
        up = addresses.root(path)
        texts = {page.source: addresses.text_page(page.slug) for page in self.pages}

        def resolve(source: str) -> str | None:
            if source in texts:
                return up + texts[source]
            query = "SELECT path FROM article WHERE source = ? AND public"
            row = self.ledger.first(query, source)
            return up + row[0] if row else None

        return resolve

    def _page_seen_from(self, article: Article) -> Callable[[Mention], str | None]:
        """The address of a mention's page as seen from an article's page.

        None for a mention that is unresolved, or whose record is closed to the public.
        """
        up = addresses.root(addresses.article(article))

        def href(mention: Mention) -> str | None:
            if mention.id is None or not self.authorities.shows(mention.kind, mention.id):
                return None
            return up + addresses.entity(mention.kind, mention.id)

        return href

    # ------------------------------------------------------------------ the end

    def close(self) -> Count:
        """Look at the content once more, put the new edition in place, and let go of the lock.

        Raises:
            MachineFault: a file changed while the run was at work, or the disk failed; the
                former site is untouched.
        """
        changed = holdings.recheck(self.settings, self._survey.seen)
        if changed:
            raise MachineFault("changed-meanwhile", CHANGED_MEANWHILE, files=", ".join(changed[:5]))
        self.public = self.archive.length(EVERYTHING)
        self.press.finish(self.now)
        self._open.close()
        return self.press.count

    def remember(self) -> Remembered:
        """What the next build of this process can begin from; of a run that was closed."""
        return remember(self.ledger, self._survey.seen, self._survey.known)

    def abandon(self) -> None:
        """Give up; nothing was changed."""
        self._open.close()


def from_root(problem: Problem, settings: Settings) -> Problem:
    """A problem as an editor finds its place: rooms below know paths within ``content/``."""
    if problem.path.partition("/")[0].endswith(".py"):  # a setting
        return problem
    return replace(problem, path=f"{settings.content}/{problem.path}")
