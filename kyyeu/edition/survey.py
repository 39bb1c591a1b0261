"""What changed in the holdings since the last build: read, judged, and noted in the ledger.

Only files whose time or size changed are read, and those whose verdict hangs on them: an
article that links to one of them, or shows a photo that came or went. Everything else is
answered by the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice

from kyyeu import holdings, photos, validation
from kyyeu.edition import addresses, former_addresses, withdrawn_pages
from kyyeu.edition.authority_news import AuthorityNews, news, snapshot
from kyyeu.edition.ledger import ArticleRow, Ledger
from kyyeu.edition.looking import Remembered, look_over
from kyyeu.edition.stories import day_of, moment_of
from kyyeu.fixity import digest
from kyyeu.holdings import Found
from kyyeu.model import Article, Authorities, Holdings, Photo, StaticPage, Status
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Settings

_BATCH = 400  # articles that are held at a time
_HELD = 500  # articles that are kept for the next step, so that they need not be read again


class PhotoShelf(Mapping[str, Photo]):
    """All photos of the holdings, each asked of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __getitem__(self, source: str) -> Photo:
        row = self._ledger.first("SELECT data FROM photo WHERE source = ?", source)
        if row is None:
            raise KeyError(source)
        return Photo(**json.loads(row[0]))

    def __iter__(self) -> Iterator[str]:
        return (source for (source,) in self._ledger.rows("SELECT source FROM photo"))

    def __len__(self) -> int:
        return int(self._ledger.db.execute("SELECT count(*) FROM photo").fetchone()[0])


class _Elsewhere:
    """Articles that are not looked at, as the ledger knows them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def source_of(self, id: str) -> str | None:
        row = self._ledger.first("SELECT source FROM article WHERE id = ?", id)
        return row[0] if row else None

    def status_of(self, source: str) -> Status | None:
        row = self._ledger.first("SELECT status FROM article WHERE source = ?", source)
        return Status(row[0]) if row else None

    def shows(self, photo: str) -> bool:
        return self._ledger.first("SELECT 1 FROM shown WHERE photo = ?", photo) is not None


@dataclass(slots=True)
class Survey:
    """What one look at the holdings found; made by `survey`."""

    seen: holdings.Look
    authorities: Authorities = field(default_factory=Authorities)
    pages: tuple[StaticPage, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    read: set[str] = field(default_factory=set)  #: ids of articles to be read and printed
    gone: set[str] = field(default_factory=set)  #: ids of articles that are public no more
    authority: AuthorityNews = field(default_factory=AuthorityNews)
    held: dict[str, Article] = field(default_factory=dict)  #: by id, some that were read
    missing: dict[str, ArticleRow] = field(default_factory=dict)
    """Public articles of the last build that are public no more, by id."""
    still_published: dict[str, str] = field(default_factory=dict)
    """Digests of those of them that the content still calls published."""
    known: Mapping[str, holdings.Stamp] = field(default_factory=dict)  #: before, by source


def survey(
    settings: Settings,
    ledger: Ledger,
    now: datetime,
    *,
    everything: bool = False,
    remembered: Remembered | None = None,
    saved: Collection[str] | None = None,
) -> Survey:
    """Look at the holdings, read what is new, judge it, and note it in the ledger.

    Args:
        settings: where the holdings lie.
        ledger: what was known of them; what is found is noted there.
        now: aware, in the site's time zone.
        everything: all public articles are to be read, not those alone that are new.
        remembered: what this process knows from its last build.
        saved: the paths that alone were saved since; None: not known.

    Raises:
        MachineFault: there is no ``content/`` folder.
    """
    known, looked = look_over(settings, ledger, None if everything else remembered, saved)
    found = Survey(looked.value, problems=list(looked.problems), known=known)
    _Surveyor(settings, ledger, now, found, known, everything).work()
    return found


class _Surveyor:
    """One survey at work."""

    def __init__(
        self,
        settings: Settings,
        ledger: Ledger,
        now: datetime,
        found: Survey,
        known: Mapping[str, holdings.Stamp],
        everything: bool,
    ) -> None:
        self.settings = settings
        self.ledger = ledger
        self.now = now
        self.found = found
        self.everything = everything
        seen = found.seen
        self.digests = {source: stamp.digest for source, stamp in known.items()}
        self.digests |= {source: stamp.digest for source, stamp in seen.fresh.items()}
        for source in seen.gone:
            del self.digests[source]
        self.former: dict[str, tuple[str, str, int, str]] = {}  # source, digest, public, path
        self.examined: list[str] = []  # sources of articles that were judged

    def work(self) -> None:
        """Photos, tables and pages first: the articles are judged by them."""
        self._note_stamps()
        judged = self._photos()
        changed = self._tables()
        fresh = self._take_out()
        for batch in _batches(self._examined(changed)):
            self._examine(batch, fresh)
        self._judge((), validation.RULES, judged)
        self._turn_public()
        self._keep_ids()
        self._keep_addresses()
        self._follow_links()
        self.found.read -= self.found.gone  # whatever would have it read: it is public no more
        self._say_once()

    def _note_stamps(self) -> None:
        seen = self.found.seen
        rows = [
            (source, stamp.mtime_ns, stamp.size, stamp.changed_ns, stamp.digest)
            for source, stamp in (*seen.fresh.items(), *seen.moved.items())
        ]
        self.ledger.put("source", rows)
        for source in seen.gone:
            self.ledger.drop("source", "path", source)

    def _fresh(self, folder: str) -> tuple[Found, ...]:
        seen = self.found.seen
        return tuple(one for one in seen.files[folder] if one.source in seen.fresh)

    def _load(self, **files: Sequence[Found]) -> Holdings:
        read = holdings.load_files(
            self.settings, {name: tuple(each) for name, each in files.items()}, photos.read
        )
        self.found.problems += read.problems
        return read.value

    def _photos(self) -> dict[str, Photo]:
        """Read photos that are new; they are the ones to be judged."""
        for source in self.found.seen.gone:
            self.ledger.drop("photo", "source", source)
        fresh = self._fresh("photos")
        for one in fresh:
            self.ledger.drop("photo", "source", one.source)
        read = self._load(photos=fresh).photos
        self.ledger.put("photo", [(key, json.dumps(asdict(one))) for key, one in read.items()])
        return dict(read)

    def _tables(self) -> bool:
        """Read the authority files and the pages, which are few; whether the former changed."""
        files = self.found.seen.files
        read = self._load(authorities=files["authorities"], pages=files["pages"])
        self.found.authorities, self.found.pages = read.authorities, read.pages
        tables = [(one.source, self.digests.get(one.source)) for one in files["authorities"]]
        own = digest(repr(tables).encode())
        former = self.ledger.receipt("authorities")
        if own == self.ledger.receipt("tables") and former:
            return False
        now = snapshot(read.authorities, self.settings.province)
        if former:
            self.found.authority = news(former, now, read.authorities)
        self.ledger.note("authorities", now)
        self.ledger.note("tables", own)
        return True

    def _take_out(self) -> set[str]:
        """Forget the articles of files that changed or went; the sources to be judged anew."""
        seen = self.found.seen
        sources = {one.source for one in self._fresh("articles")} | set(seen.gone)
        if len(seen.fresh) >= len(seen.stamps):  # nothing was known: what went has to be found
            rows = self.ledger.rows("SELECT source FROM article")
            sources |= {source for (source,) in rows}
        for source in sources:
            row = self.ledger.first(
                "SELECT id, source, digest, public, path FROM article WHERE source = ?", source
            )
            if row:
                self.former[row[0]] = tuple(row[1:])
                self.ledger.drop("article", "id", row[0])
            for table in ("link", "shown", "marked", "warned", "alias", "withdrawn"):
                self.ledger.drop(table, "source", source)
        return sources

    def _examined(self, changed: bool) -> list[Found]:
        """Files of articles that are new, and of those whose verdict hangs on what is new."""
        seen, ledger = self.found.seen, self.ledger
        wanted = set(seen.fresh)
        for source in (*seen.fresh, *seen.gone):
            rows = ledger.rows("SELECT source FROM link WHERE target = ?", source)
            linking = {one for (one,) in rows}
            wanted |= linking
            if source.startswith("pages/"):  # whose address may be another
                self.found.read |= set(filter(None, map(self._public_id, linking)))
            if source.startswith("photos/"):
                rows = ledger.rows("SELECT source FROM shown WHERE photo = ?", source)
                showing = {one for (one,) in rows}
                wanted |= showing
                self.found.read |= set(filter(None, map(self._public_id, showing)))
        due = "SELECT source FROM article WHERE status = 'published' AND NOT public AND at <= ?"
        wanted |= {one for (one,) in ledger.rows(due, int(self.now.timestamp()))}
        if changed:
            wanted |= {one for (one,) in ledger.rows("SELECT source FROM marked")}
        return [one for one in seen.files["articles"] if one.source in wanted]

    def _public_id(self, source: str) -> str | None:
        row = self.ledger.first("SELECT id FROM article WHERE source = ? AND public", source)
        return row[0] if row else None

    def _examine(self, files: Sequence[Found], fresh: Container[str]) -> None:
        """Read some articles, judge them, and note those that are new."""
        articles = self._load(articles=files).articles
        grounds = self._judge(articles, validation.TEXT_RULES, {})
        self.examined += [one.source for one in articles]
        own = [one for one in articles if one.source in fresh]
        for shown in grounds.shown:
            place = photos.source_of(shown.src, shown.article.source)
            self.ledger.put("shown", [(place, shown.article.source)] if place else [])
        named = [(one.path, one.source, one.line) for one in grounds.linked if one.path]
        self.ledger.put("link", named)
        marked = [(one.source,) for one in own if "](#" in one.body or "](<#" in one.body]
        self.ledger.put("marked", marked)
        self.ledger.put("article", [self._row(one) for one in own])
        former_addresses.note(self.ledger, own)
        withdrawn_pages.note(self.ledger, own)
        if len(self.found.held) < _HELD:
            self.found.held |= {one.id: one for one in articles}

    def _judge(
        self,
        articles: tuple[Article, ...],
        rules: tuple[validation.Rule, ...],
        judged: Mapping[str, Photo],
    ) -> validation.Grounds:
        """Apply rules to some articles, or without any to all that stands beside them."""
        found = self.found
        pages = () if articles else found.pages
        shelf = PhotoShelf(self.ledger)
        whole = Holdings(articles, pages, shelf, found.authorities, self.digests)
        grounds = replace(
            validation.survey(whole, self.settings, self.now),
            judged=judged,
            elsewhere=_Elsewhere(self.ledger),
        )
        found.problems += validation.judge(grounds, rules)
        return grounds

    def _say_once(self) -> None:
        """Note how many warnings each file has: those of files that are not read stay true."""
        ledger = self.ledger
        for source in self.examined:  # the target may have been noted after the link was judged
            for target, line in ledger.rows(
                "SELECT link.target, link.line FROM link"
                " JOIN article AS own ON own.source = link.source"
                " JOIN article AS other ON other.source = link.target"
                " WHERE link.source = ? AND own.status = 'published'"
                " AND other.status <> 'published'",
                source,
            ):
                params = {"path": target}
                self.found.problems.append(
                    Problem(source, line, "article-link-unprinted", params, Severity.WARNING)
                )
        once = {(p.path, p.line, p.code, repr(p.params)): p for p in self.found.problems}
        self.found.problems = list(once.values())
        told: dict[str, int] = {}
        for problem in self.found.problems:
            told[problem.path] = told.get(problem.path, 0) + 1
        ledger.put("warned", sorted(told.items()))

    def _row(self, article: Article) -> tuple[object, ...]:
        public = article.status is Status.PUBLISHED and article.published <= self.now
        former = self.former.get(article.id)
        path = addresses.article(article)
        if public and (self.everything or former != (article.source, article.digest, 1, path)):
            self.found.read.add(article.id)
        return (
            article.id, article.source, article.digest, article.status.value,
            moment_of(article), day_of(article), int(public), path,
        )  # fmt: skip

    def _turn_public(self) -> None:
        """Articles whose embargo has ended; those that were public and are no more."""
        ledger, moment = self.ledger, int(self.now.timestamp())
        due = "status = 'published' AND public = 0 AND at <= ?"
        for id, source, own, path in list(
            ledger.rows(f"SELECT id, source, digest, path FROM article WHERE {due}", moment)
        ):
            self.former.setdefault(id, (source, own, 0, path))
            self.found.read.add(id)
        ledger.db.execute(f"UPDATE article SET public = 1 WHERE {due}", (moment,))
        built = ledger.receipt("built")
        if built and self.now < datetime.fromisoformat(built):
            query = "SELECT id, source, digest, path FROM article WHERE public AND at > ?"
            for id, source, own, path in list(ledger.rows(query, moment)):
                self.former.setdefault(id, (source, own, 1, path))
            ledger.db.execute("UPDATE article SET public = 0 WHERE public AND at > ?", (moment,))
        for id, (source, own, public, _) in self.former.items():
            row = ledger.first("SELECT status, digest, public FROM article WHERE id = ?", id)
            if public and not (row and row[2]):
                self.found.gone.add(id)
                self.found.missing[id] = ArticleRow(source, own)
                if row and row[0] == Status.PUBLISHED:
                    self.found.still_published[id] = row[1]

    def _keep_ids(self) -> None:
        """An article that was printed keeps its id: its address holds it, and others link there."""
        for former, (source, _, public, _) in self.former.items():
            row = self.ledger.first("SELECT id FROM article WHERE source = ?", source)
            elsewhere = self.ledger.first("SELECT 1 FROM article WHERE id = ?", former)
            if public and row and row[0] != former and not elsewhere:
                params = {"former": former, "id": row[0]}
                self.found.problems.append(Problem(source, 0, "article-id-changed", params))

    def _keep_addresses(self) -> None:
        """Where an article stood, something has to lead to it, and to it alone."""
        before = {id: path for id, (_, _, public, path) in self.former.items() if public}
        self.found.problems += former_addresses.moved(self.ledger, before)
        self.found.problems += former_addresses.double_claims_noted(self.ledger, self.examined)

    def _follow_links(self) -> None:
        """Articles that link to one whose address came, went or changed are printed anew."""
        former: dict[str, tuple[int, str] | None] = {}
        for id in (*self.former, *self.found.read):
            row = self.ledger.first("SELECT source FROM article WHERE id = ?", id)
            if row:
                former[row[0]] = None
        former |= {source: (public, path) for source, _, public, path in self.former.values()}
        for source, before in former.items():
            now = self.ledger.first("SELECT public, path FROM article WHERE source = ?", source)
            if now != before:
                rows = self.ledger.rows("SELECT source FROM link WHERE target = ?", source)
                for linking in [one for (one,) in rows]:
                    if public := self._public_id(linking):
                        self.found.read.add(public)


def _batches(files: Sequence[Found]) -> Iterator[list[Found]]:
    rest = iter(files)
    while batch := list(islice(rest, _BATCH)):
        yield batch
