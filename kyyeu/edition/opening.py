"""Opening a run: the lock, the ledger, a look at the holdings, and what has to be read for it."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from kyyeu import holdings, mentions, photos, validation
from kyyeu.cache import Cache
from kyyeu.edition import former_addresses, keywords, swap
from kyyeu.edition.accession import Accession
from kyyeu.edition.archive import Archive
from kyyeu.edition.identity import Identity
from kyyeu.edition.ledger import Damage, Ledger
from kyyeu.edition.looking import Remembered
from kyyeu.edition.press import Press, refuse_shrinking
from kyyeu.edition.run import Run, Track, from_root, silent
from kyyeu.edition.stories import list_of
from kyyeu.edition.survey import PhotoShelf, Survey, survey
from kyyeu.edition.touched import Touched
from kyyeu.fixity import digest
from kyyeu.model import Holdings, StaticPage
from kyyeu.problems import CHANGED_MEANWHILE, ContentFault, MachineFault, Problem, has_errors
from kyyeu.settings import Settings
from kyyeu.workers import digest_of_code


def inspect(
    settings: Settings, now: datetime, kept: Cache | None = None
) -> tuple[Holdings, tuple[Problem, ...]]:
    """The holdings and everything that is wrong with them, sorted by place.

    Places are seen from the root of the project: ``content/articles/2020/02/x.md``.
    With ``kept`` the rules that need every article read are asked too.
    """
    read = holdings.load(settings, photos.read)
    problems = (
        *read.problems,
        *validation.check(read.value, settings, now, kept),
        *former_addresses.double_claims_among(read.value.articles),
    )
    return read.value, tuple(sorted(from_root(problem, settings) for problem in problems))


def open_run(  # noqa: PLR0913 - each is said by its name
    settings: Settings,
    output: Path,
    now: datetime,
    *,
    ground: str = "",
    dress: str = "",
    track: Track = silent,
    allow_shrink: bool = False,
    clean: bool = False,
    durable: bool = True,
    remembered: Remembered | None = None,
    saved: Collection[str] | None = None,
) -> Run:
    """Take the lock, finish what was interrupted, look at the content and check what is new.

    Args:
        settings: of the site.
        output: its folder.
        now: aware.
        ground: whatever else all articles hang on; when it changes, all are read anew.
        dress: whatever all pages hang on; when it changes, all are printed anew.
        track: shows progress.
        allow_shrink: articles may be gone that nobody took away.
        clean: believe nothing of the last build.
        durable: wait until the disk has each file; a preview need not.
        remembered: what this process knows from its last build (`Run.remember`).
        saved: the paths below ``content/`` that alone were saved since; None: not known.

    Raises:
        ContentFault: the content has errors; nothing was written.
        MachineFault: exit code 75, another build is at work; the site would shrink; or the
            output folder is not ours to replace.
    """
    now = now.astimezone(settings.timezone)
    with ExitStack() as opening:
        opening.enter_context(holdings.locked(settings.cache_path / "build.lock", "build"))
        output = output.resolve()
        swap.recover(output)  # first of all: faults in content must not leave a reader without site
        holdings.replay(settings)
        path = ledger_of(settings.cache_path, output)
        ledger = Ledger.open(path, output, clean=clean, durable=durable)
        opening.callback(ledger.close)
        opening.enter_context(_believing(ledger))
        steps = settings.cache_path / "steps"
        if clean:
            shutil.rmtree(steps, ignore_errors=True)
        whole = _begin_anew(ledger, settings, ground)
        former, built = _public(ledger), ledger.receipt("built")
        found = survey(settings, ledger, now, everything=whole, remembered=remembered, saved=saved)
        problems = tuple(sorted(from_root(problem, settings) for problem in found.problems))
        if has_errors(problems):
            raise ContentFault(problems)
        if not allow_shrink:
            refuse_shrinking(
                found.missing, found.still_published, former, _public(ledger), built, now
            )
        archive = Archive(settings, found.authorities, ledger)
        identity = Identity(ledger, found.authorities, settings.province)
        closed = keywords.closed_anew(ledger, found.authorities)
        if not whole:
            found.read |= closed | _hanging_on(found, identity, ledger)
        whole |= _dressed_anew(ledger, dress, found.pages)
        touched = Touched(everything=whole)
        press = Press(output, ledger, whole=whole, durable=durable)
        opening.callback(press.abandon)
        return Run(
            settings=settings,
            authorities=found.authorities,
            pages=found.pages,
            photos=PhotoShelf(ledger),
            problems=problems,
            now=now,
            cache=Cache(steps),
            ledger=ledger,
            press=press,
            archive=archive,
            touched=touched,
            track=track,
            told_before=_told_before(ledger, found),
            _survey=found,
            _accession=Accession(archive, touched),
            _identity=identity,
            _open=opening.pop_all(),
        )


def ledger_of(cache: Path, output: Path) -> Path:
    """The ledger of an output folder: a trial in another folder guards itself."""
    own = digest(str(output.resolve()).encode())[:8]
    return cache / f"ledger-{own}.sqlite"


def next_due(cache: Path, output: Path) -> float | None:
    """When the next article under embargo falls due, in seconds since 1970; None: none waits.

    Only looked up, without the lock of a build: whoever asks builds then, and asks again.
    """
    query = "SELECT min(at) FROM article WHERE status = 'published' AND NOT public"
    try:
        address = f"{ledger_of(cache, output).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as db:
            (at,) = db.execute(query).fetchone()
    except sqlite3.Error:
        return None
    return None if at is None else float(at)


@contextmanager
def _believing(ledger: Ledger) -> Iterator[None]:
    try:
        yield
    except Damage as fault:
        ledger.discard()
        raise MachineFault("ledger-damaged", CHANGED_MEANWHILE, reason=fault) from fault


def _begin_anew(ledger: Ledger, settings: Settings, ground: str) -> bool:
    """Whether everything has to be made anew: nothing is known, or all hangs on what changed."""
    own = digest(f"{digest_of_code('.')}\n{settings!r}\n{ground}\n{sys.version}".encode())
    if ledger.receipt("ground") == own:
        return not ledger.has_pages()
    if not ledger.doubt:
        ledger.doubt = "ground"
    ledger.forget()
    ledger.note("ground", own)
    return True


def _dressed_anew(ledger: Ledger, dress: str, pages: Sequence[StaticPage]) -> bool:
    """Whether all pages have to be printed: the theme is another, or the shell says otherwise."""
    own = digest(repr((dress, [(page.slug, page.title) for page in pages])).encode())
    if ledger.receipt("dress") == own:
        return False
    ledger.note("dress", own)
    return True


def _hanging_on(found: Survey, identity: Identity, ledger: Ledger) -> set[str]:
    """Public articles that may read otherwise because of what is new in the authority files."""
    ids = identity.articles_that_asked(found.authority.marks)
    for name in found.authority.merged:
        ids |= identity.articles_of(name)
    ends = mentions.merged_into(found.authorities)
    for key in found.authority.shown:
        into = [one for one, end in ends.items() if (one[0], end) == key]
        for raw in (key, *into):
            ids |= identity.articles_of(list_of(raw))
    rows = (ledger.first("SELECT id FROM article WHERE id = ? AND public", id) for id in ids)
    return {row[0] for row in rows if row}


def _public(ledger: Ledger) -> int:
    return int(ledger.db.execute("SELECT count(*) FROM article WHERE public").fetchone()[0])


def _told_before(ledger: Ledger, found: Survey) -> int:
    total = ledger.db.execute("SELECT coalesce(sum(n), 0) FROM warned").fetchone()[0]
    return max(0, int(total) - len(found.problems))
