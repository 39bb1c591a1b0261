"""The press: prints a whole new site beside the former one, and puts it in its place.

A file that would not change is not written: it is linked from the former tree, so it
keeps its inode and its time. A build that is cut, that meets a full disk or a fault
leaves the former site as it was.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from kyyeu.edition import ledger, swap
from kyyeu.edition.ledger import ArticleRow, PageRow, Record
from kyyeu.fixity import digest
from kyyeu.problems import MachineFault
from kyyeu.vietnamese import nfc

GENERATOR = b'<meta name="generator" content="K\xe1\xbb\xb7 Y\xe1\xba\xbfu"'
"""By this mark on the front page a folder is known to be ours, to be replaced."""

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota code
_CLOCKS = timedelta(days=1)  # so far may two clocks differ, time zones included
_FEW = 5  # so many articles may always vanish at once
_SHARE = 0.1  # and this share of a large archive


@dataclass(slots=True)
class Count:
    """What became of the files of an edition."""

    rendered: int = 0  #: pages whose value had changed
    written: int = 0  #: files whose bytes had changed, photos included
    kept: int = 0  #: files left as they were
    pruned: int = 0  #: files of the former edition that are no more


class Press:
    """One run, from an empty sheet beside the output to the swap.

    Raises:
        MachineFault: the output folder is somebody else's, or cannot be written.
    """

    def __init__(self, output: Path, ledger_path: Path) -> None:
        self.output = output = output.resolve()  # through a link: the web root itself is swapped
        self.next = swap.next_to(output)
        self.count = Count()
        self._ledger_path = ledger_path
        with _plain_words(output):
            output.parent.mkdir(parents=True, exist_ok=True)
            swap.recover(output)
        self.former: Record = ledger.load(ledger_path, output)
        _refuse_foreign(output, self.former)
        with _plain_words(output):
            self.next.mkdir()
        self._rows: dict[str, PageRow] = {}
        self._claimed: dict[str, str] = {}

    def page(self, save_as: str, fingerprint: str, render: Callable[[], bytes]) -> bool:
        """Print a page, or keep the former one when its fingerprint or its bytes are equal.

        Args:
            save_as: file below the output folder.
            fingerprint: digest of all that the page is made of.
            render: makes the bytes; called only when the fingerprint is new.

        Returns:
            Whether a new file was written.
        """
        if self._kept(save_as, fingerprint):
            return False
        self.count.rendered += 1
        return self._put(save_as, fingerprint, render())

    def file(self, save_as: str, data: bytes) -> None:
        """Print ready bytes: an asset, a shard of the search index."""
        fingerprint = digest(data)
        if not self._kept(save_as, fingerprint):
            self._put(save_as, fingerprint, data)

    def place(self, save_as: str, original: Path, fingerprint: str) -> None:
        """Put a file of the cache into the edition: linked, or copied where links fail."""
        if self._kept(save_as, fingerprint):
            return
        target = self._claim(save_as)
        with _plain_words(self.output):
            _link(original, target)
        self._record(save_as, fingerprint, digest(original.read_bytes()))
        self.count.written += 1

    def finish(self, articles: Mapping[str, ArticleRow], built: datetime) -> None:
        """Swap the new tree in and write the ledger.

        When no file was written and none is gone, the former tree simply stays.
        """
        self._adopt()
        self.file(ledger.STAMP, ledger.name_of(self._rows.values()).encode())
        gone = self.former.pages.keys() - self._rows.keys()
        self.count.pruned = len(gone)
        with _plain_words(self.output):
            if self.count.written or gone or not self.output.exists():
                swap.swap(self.output)
            else:
                shutil.rmtree(self.next)
        ledger.save(
            self._ledger_path, self.output, self._rows.values(), articles, built.isoformat()
        )

    def abandon(self) -> None:
        """Give up: remove what was made beside; the former site was never touched."""
        with suppress(OSError):  # the next start sweeps
            swap.discard(self.output)

    def _adopt(self) -> None:
        """Take in what other plugins wrote into the new tree by their own hands."""
        for path in sorted(self.next.rglob("*")):
            save_as = path.relative_to(self.next).as_posix()
            if not path.is_file() or save_as in self._rows:
                continue
            own = digest(path.read_bytes())
            former = self._whole(save_as)
            if former and former.digest == own:
                path.unlink()
                self._keep(save_as, former)
            else:
                self._claimed.setdefault(nfc(save_as).casefold(), save_as)
                self._record(save_as, own, own)
                self.count.written += 1

    def _whole(self, save_as: str) -> PageRow | None:
        """The former row of a file, if the file is still as the ledger left it."""
        row = self.former.pages.get(save_as)
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
        other = self._claimed.setdefault(alike, save_as)
        if other != save_as or save_as in self._rows:
            raise ValueError(f"two pages for one file: {other!r} and {save_as!r}")
        if not target.resolve().is_relative_to(self.next.resolve()):
            raise ValueError(f"outside the output folder: {save_as!r}")
        with _plain_words(self.output):
            target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _kept(self, save_as: str, fingerprint: str) -> bool:
        former = self._whole(save_as)
        if former is None or former.fingerprint != fingerprint:
            return False
        self._keep(save_as, former)
        return True

    def _put(self, save_as: str, fingerprint: str, data: bytes) -> bool:
        former = self._whole(save_as)
        if former and former.digest == digest(data):
            self._keep(save_as, replace(former, fingerprint=fingerprint))
            return False
        self._write(save_as, fingerprint, data)
        return True

    def _keep(self, save_as: str, row: PageRow) -> None:
        target = self._claim(save_as)
        with _plain_words(self.output):
            _link(self.output / save_as, target)
        self._rows[save_as] = row
        self.count.kept += 1

    def _write(self, save_as: str, fingerprint: str, data: bytes) -> None:
        if save_as.endswith(".xml"):
            _refuse_ill_formed(save_as, data)
        target = self._claim(save_as)
        with _plain_words(self.output), target.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self._record(save_as, fingerprint, digest(data))
        self.count.written += 1

    def _record(self, save_as: str, fingerprint: str, own: str) -> None:
        found = os.lstat(self.next / save_as)
        self._rows[save_as] = PageRow(save_as, fingerprint, own, found.st_size, found.st_mtime_ns)


def refuse_shrinking(
    former: Record, public: Mapping[str, ArticleRow], known: Mapping[str, str], now: datetime
) -> None:
    """Stop a build whose site would lose articles that nobody took away (rule 5).

    An article whose file was changed since is explained by the change.

    Args:
        former: what the last build left.
        public: articles about to be printed, by id.
        known: digests of all articles that the content still calls published, by id.
        now: moment of this build.

    Raises:
        MachineFault: the clock is older than the last build, published articles are held
            back by it, or several have vanished at once.
    """
    gone = sorted(former.articles.keys() - public.keys())
    held = [id for id in gone if known.get(id) == former.articles[id].digest]
    if former.built and now < datetime.fromisoformat(former.built) - _CLOCKS:
        raise MachineFault("clock-back", now=f"{now:%d/%m/%Y %H:%M}", count=len(gone))
    if held:
        raise MachineFault("shrunk-held", count=len(held), files=_named(former, held))
    lost = [id for id in gone if id not in known]
    if lost and (not public or len(lost) > max(_FEW, _SHARE * len(former.articles))):
        raise MachineFault("shrunk-gone", count=len(lost), files=_named(former, lost))


def _named(former: Record, ids: Sequence[str]) -> str:
    sources = sorted(former.articles[id].source for id in ids)
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


def _refuse_foreign(output: Path, former: Record) -> None:
    """A folder with other people's things in it is not swapped away."""
    if not output.exists():
        return
    front = output / "index.html"
    ours = front.is_file() and GENERATOR in front.read_bytes()[:8192]
    if not output.is_dir() or (any(output.iterdir()) and not ours):
        raise MachineFault("output-foreign", path=output)
    printed = {path.partition("/")[0] for path in former.pages}
    for entry in sorted(output.iterdir()):
        if printed and entry.name not in printed and not swap.is_the_hosts(entry.name):
            raise MachineFault("output-foreign", path=entry)


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
