"""The press: prints what changed beside the site, and puts it in its place.

An edition from nothing is a whole new tree, exchanged with the former one. A narrow edition
holds the changed files alone; their names are written into a journal and they are renamed,
what is read most last. A file that would not change is not written. A build that is cut, that
meets a full disk or a fault leaves the former site, or the new one, and never a mixture.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from kyyeu.edition import addresses, swap
from kyyeu.edition.ledger import ArticleRow, Ledger, PageRow
from kyyeu.edition.swap import STAMP
from kyyeu.fixity import digest
from kyyeu.problems import MachineFault
from kyyeu.settings import LANGUAGES
from kyyeu.vietnamese import nfc

GENERATOR = b'<meta name="generator" content="K\xe1\xbb\xb7 Y\xe1\xba\xbfu"'
"""By this mark on the front page a folder is known to be ours, to be replaced."""

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota code
_CLOCKS = timedelta(days=1)  # so far may two clocks differ, time zones included
_FEW = 5  # so many articles may always vanish at once
_SHARE = 0.1  # and this share of a large archive
_LAST = (
    *(f"{each}/index.html" for each in LANGUAGES),
    "index.html",
    addresses.FEED,
    addresses.SITEMAP,
    f"{addresses.SEARCH}manifest.",
    STAMP,
)


@dataclass(slots=True)
class Count:
    """What became of the files of an edition."""

    rendered: int = 0  #: pages whose value had changed
    written: int = 0  #: files whose bytes had changed, photos included
    kept: int = 0  #: files left as they were
    pruned: int = 0  #: files of the former edition that are no more


class Press:
    """One run, from an empty sheet beside the output to the new edition in its place.

    Args:
        output: folder of the site.
        ledger: what was printed there.
        whole: print a whole tree and exchange it; else the changed files alone.
        durable: wait until the disk has each file.

    Raises:
        MachineFault: the output folder is somebody else's, or cannot be written.
    """

    def __init__(self, output: Path, ledger: Ledger, *, whole: bool, durable: bool = True) -> None:
        self.output = output = output.resolve()  # through a link: the web root itself is swapped
        self.next = swap.next_to(output)
        self.count = Count()
        self.whole = whole
        self._durable = durable
        self._ledger = ledger
        with _plain_words(output):
            output.parent.mkdir(parents=True, exist_ok=True)
        if whole:
            _refuse_foreign(output, ledger)
        with _plain_words(output):
            self.next.mkdir()
        self._claimed: dict[str, str] = {}
        self._folders: set[str] = set()  # that were made for certain
        self.written: list[str] = []  #: files that were written, in that order
        self.gone: list[str] = []  #: files that are no more

    def page(
        self,
        save_as: str,
        fingerprint: str,
        render: Callable[[], bytes],
        owner: str = "",
        *,
        map: str = "",
        changed: str = "",
        images: Sequence[str] = (),
    ) -> bool:
        """Print a page, or keep the former one when its fingerprint or its bytes are equal.

        Args:
            save_as: file below the output folder.
            fingerprint: digest of all that the page is made of.
            render: makes the bytes; called only when the fingerprint is new.
            owner: what it is a page of.
            map: the sitemap that lists it.
            changed: ISO day on which its words changed last.
            images: paths of the photos that the sitemap names with it.

        Returns:
            Whether a new file was written.
        """
        row = PageRow(save_as, fingerprint, "", 0, 0, owner, map, changed, " ".join(images))
        former = self._whole(save_as)
        if former and former.fingerprint == fingerprint:
            self._keep(former, row)
            return False
        self.count.rendered += 1
        data = render()
        if former and former.digest == digest(data):
            self._keep(former, row)
            return False
        self._write(row, data)
        return True

    def file(self, save_as: str, data: bytes, owner: str = "") -> None:
        """Print ready bytes: an asset, a shard of the search index."""
        own = digest(data)
        row = PageRow(save_as, own, own, 0, 0, owner)
        former = self._whole(save_as)
        if former and former.digest == own:
            self._keep(former, row)
        else:
            self._write(row, data)

    def place(self, save_as: str, original: Path, fingerprint: str, owner: str = "") -> None:
        """Put a file of the cache into the edition: linked, or copied where links fail."""
        row = PageRow(save_as, fingerprint, "", 0, 0, owner)
        former = self._whole(save_as)
        if former and former.fingerprint == fingerprint:
            self._keep(former, row)
            return
        target = self._claim(save_as)
        with _plain_words(self.output):
            _link(original, target)
        self._record(row, digest(original.read_bytes()))

    def retire(self, owner: str, files: Collection[str] = ()) -> None:
        """What something had beside these files is no more."""
        for path in self._ledger.pages_of(owner):
            if path not in files:
                self.remove(path)

    def remove(self, path: str) -> None:
        """A file is no more."""
        self._ledger.drop_page(path)
        self.gone.append(path)

    def finish(self, built: datetime) -> None:
        """Put the new edition in place and keep the ledger.

        When no file was written and none is gone, the former tree simply stays.
        """
        self._adopt()
        if self.whole:
            stale = self._ledger.rows("SELECT path FROM page WHERE run < ?", self._ledger.run)
            for (path,) in list(stale):
                if path != STAMP:
                    self.remove(path)
        self.file(STAMP, self._ledger.edition().encode(), "stamp")
        files = self._ledger.db.execute("SELECT count(*) FROM page").fetchone()[0]
        self.gone = [path for path in self.gone if self._ledger.page(path) is None]
        self.count.pruned = len(set(self.gone))
        self.count.kept = files - self.count.written
        with _plain_words(self.output):
            if not (self.written or self.gone) and self.output.exists():
                shutil.rmtree(self.next)
                self._ledger.commit(self.output, built.isoformat())
            elif self.whole:
                swap.swap(self.output, self._durable)
                self._ledger.commit(self.output, built.isoformat())
            else:
                order = sorted(self.written, key=_in_order)
                with swap.patching(self.output, order, sorted(set(self.gone)), self._durable):
                    self._ledger.commit(self.output, built.isoformat())

    def abandon(self) -> None:
        """Give up: remove what was made beside; the former site was never touched."""
        with suppress(OSError):  # the next start sweeps
            swap.discard(self.output)

    def _adopt(self) -> None:
        """Take in what other plugins wrote into the new tree by their own hands."""
        printed = set(self._claimed.values())
        foreign = [save_as for save_as in _files_below(str(self.next)) if save_as not in printed]
        for save_as in sorted(foreign):
            path = self.next / save_as
            own = digest(path.read_bytes())
            row = PageRow(save_as, own, own, 0, 0, "plugin")
            former = self._whole(save_as)
            self._claimed.setdefault(nfc(save_as).casefold(), save_as)
            if former and former.digest == own:
                path.unlink()
                self._keep(former, row, claimed=True)
            else:
                self._record(row, own)

    def _whole(self, save_as: str) -> PageRow | None:
        """The former row of a file, if the file is still as the ledger left it."""
        row = self._ledger.page(save_as)
        if row is None:
            return None
        try:
            found = os.lstat(self.output / save_as)
        except OSError:
            return None
        return row if (found.st_size, found.st_mtime_ns) == (row.size, row.mtime_ns) else None

    def _claim(self, save_as: str) -> Path:
        """The file below the new tree, refused when it clashes or lies outside.

        Raises:
            ValueError: two pages would be one file on Windows or macOS, or a path leads
                out of the tree: `check` has a hole, a fault of the program.
        """
        target = self.next / save_as
        alike = nfc(save_as).casefold()
        if alike in self._claimed:
            raise ValueError(f"two pages for one file: {self._claimed[alike]!r} and {save_as!r}")
        alike = save_as if alike == save_as else alike  # a site has many files: one name each
        folder = save_as.rpartition("/")[0]
        if ".." in target.parts or self.next not in target.parents:
            raise ValueError(f"outside the output folder: {save_as!r}")
        self._claimed[alike] = save_as
        if folder not in self._folders:
            with _plain_words(self.output):
                target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return target

    def _keep(self, former: PageRow, row: PageRow, *, claimed: bool = False) -> None:
        """Leave a file as it is, and note what it is now a page of."""
        if self.whole:
            target = self.next / row.path if claimed else self._claim(row.path)
            with _plain_words(self.output):
                _link(self.output / row.path, target)
        now = replace(row, digest=former.digest, size=former.size, mtime_ns=former.mtime_ns)
        if self.whole or now != former:
            self._ledger.print_page(now)

    def _write(self, row: PageRow, data: bytes) -> None:
        if row.path.endswith(".xml"):
            _refuse_ill_formed(row.path, data)
        target = self._claim(row.path)
        with _plain_words(self.output), target.open("xb") as file:
            file.write(data)
            if self._durable and not self.whole:  # of a whole tree the disk is asked once
                file.flush()
                os.fsync(file.fileno())
        self._record(row, digest(data))

    def _record(self, row: PageRow, own: str) -> None:
        found = os.lstat(self.next / row.path)
        self._ledger.print_page(
            replace(row, digest=own, size=found.st_size, mtime_ns=found.st_mtime_ns)
        )
        self.written.append(row.path)
        self.count.written += 1


def _in_order(path: str) -> tuple[int, str]:
    """Photos and whatever is named by its digest first, then pages, then what leads to them."""
    for rank, name in enumerate(_LAST):
        if path == name or (name.endswith(".") and path.startswith(name)):
            return 10 + rank, path
    first = (addresses.PHOTOS, addresses.THEME, addresses.SEARCH)
    if path.startswith(first):
        return 0, path
    return (1 if path[:4].isdigit() and not path.endswith("/index.html") else 2), path


def refuse_shrinking(
    gone: Mapping[str, ArticleRow],
    known: Mapping[str, str],
    former: int,
    left: int,
    built: str,
    now: datetime,
) -> None:
    """Stop a build whose site would lose articles that nobody took away (rule 5).

    An article whose file was changed since is explained by the change.

    Args:
        gone: articles of the last edition that are public no more, by id.
        known: digests of those of them that the content still calls published, by id.
        former: number of public articles of the last edition.
        left: number of public articles of this one.
        built: ISO moment of the last build; empty: never.
        now: moment of this build.

    Raises:
        MachineFault: the clock is older than the last build, published articles are held
            back by it, or several have vanished at once.
    """
    held = sorted(id for id in gone if known.get(id) == gone[id].digest)
    if built and now < datetime.fromisoformat(built) - _CLOCKS:
        raise MachineFault("clock-back", now=f"{now:%d/%m/%Y %H:%M}", count=len(gone))
    if held:
        raise MachineFault("shrunk-held", count=len(held), files=_named(gone, held))
    lost = sorted(id for id in gone if id not in known)
    if lost and (not left or len(lost) > max(_FEW, _SHARE * former)):
        raise MachineFault("shrunk-gone", count=len(lost), files=_named(gone, lost))


def _named(gone: Mapping[str, ArticleRow], ids: Sequence[str]) -> str:
    sources = sorted(gone[id].source for id in ids)
    return ", ".join(sources[:5]) + (" …" if len(sources) > 5 else "")


def _refuse_ill_formed(save_as: str, data: bytes) -> None:
    """A feed that is cut off or ill formed never goes out (reliability rule 13)."""
    try:
        ParserCreate().Parse(data, True)
    except ExpatError as fault:
        raise MachineFault("feed-ill-formed", path=save_as, reason=fault) from fault


def _link(original: Path, target: Path) -> None:
    """One file under two names, or a copy with its time where links fail."""
    try:
        os.link(original, target)
    except OSError as fault:
        if fault.errno in _FULL:
            raise
        shutil.copy2(original, target)


def _refuse_foreign(output: Path, ledger: Ledger) -> None:
    """A folder with other people's things in it is not swapped away."""
    if not output.exists():
        return
    front = output / "index.html"
    ours = front.is_file() and GENERATOR in front.read_bytes()[:8192]
    if not output.is_dir() or (any(output.iterdir()) and not ours):
        raise MachineFault("output-foreign", path=output)
    rows = ledger.rows("SELECT DISTINCT substr(path, 1, instr(path || '/', '/') - 1) FROM page")
    printed = {name for (name,) in rows}
    for entry in sorted(output.iterdir()):
        if printed and entry.name not in printed and not swap.is_the_hosts(entry.name):
            raise MachineFault("output-foreign", path=entry)


def _files_below(top: str, below: str = "") -> Iterator[str]:
    """Paths of files; no link to a folder is followed."""
    with os.scandir(f"{top}/{below}") as entries:
        found = [(one.name, one.is_dir(follow_symlinks=False), one.is_file()) for one in entries]
    for name, is_folder, is_file in found:
        if is_folder:
            yield from _files_below(top, f"{below}{name}/")
        elif is_file:
            yield f"{below}{name}"


def _reason(fault: OSError) -> str:
    return fault.strerror or str(fault)


@contextmanager
def _plain_words(output: Path) -> Iterator[None]:
    """Turn a full disk or a refused write into a sentence."""
    try:
        yield
    except OSError as fault:
        code = "disk-full" if fault.errno in _FULL else "output-unwritable"
        raise MachineFault(code, path=output, reason=_reason(fault)) from fault
