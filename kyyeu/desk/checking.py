"""The command ``check``: tell every problem, and put right what cannot change meaning."""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from kyyeu import edition, holdings
from kyyeu.cache import Cache
from kyyeu.desk import terminal
from kyyeu.desk.meant import meant
from kyyeu.desk.opening import begin
from kyyeu.desk.reporting import FORMATS
from kyyeu.desk.usage import misused
from kyyeu.fixity import digest
from kyyeu.model import Holdings, Kind
from kyyeu.problems import Problem, Severity, has_errors, say
from kyyeu.rendering import render
from kyyeu.settings import Settings

_MANY = 10  #: problems; more are summed up by their codes
_LINE_END = re.compile(r"[ \t]+(?=\n|<|\Z)")  # which no browser shows
_TEXTS = ("articles/", "authorities/", "pages/")
_UNSEEN = {
    "\r": "␍", "\ufeff": "⟨BOM⟩", "\u200b": "⟨200B⟩", "\u2060": "⟨2060⟩", "\u00ad": "⟨00AD⟩",
    "\t": "→",
}  # fmt: skip


def check(root: Path, now: datetime, format: str = "", fix: bool = False, yes: bool = False) -> int:
    """Read everything, tell every problem sorted by place, and close with the count.

    Args:
        root: the project.
        now: aware.
        format: empty for people; ``json``, ``github`` or ``sarif`` for programs.
        fix: first show and, when agreed, write what `kyyeu.holdings.mend` puts right.
        yes: agree beforehand.
    """
    if format and format not in FORMATS:
        formats = {"formats": ", ".join(FORMATS), "meant": meant(format, FORMATS)}
        return misused("check-format", format=format, **formats)
    settings = begin(root)
    kept = Cache(settings.cache_path / "steps")
    found, problems = edition.inspect(settings, now, kept)
    if fix:
        with redirect_stdout(sys.stderr if format else sys.stdout):  # a program reads the report
            mended = _fix(settings, found, yes)
        if mended:
            found, problems = edition.inspect(settings, now, kept)
    counts = _counts(found, problems)
    if format:
        print(FORMATS[format](problems, counts))
    else:
        _tell(problems, counts)
    return 1 if has_errors(problems) else 0


def _tell(problems: Iterable[Problem], counts: dict[str, int]) -> None:
    codes: Counter[str] = Counter()
    for problem in problems:
        terminal.tell(problem)
        codes[problem.code] += 1
    if codes.total() > _MANY:
        most = sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
        print(say("desk", "by-code", {"codes": ", ".join(f"{code} {n}" for code, n in most)}))
    print(say("desk", "checked", counts))


def _fix(settings: Settings, found: Holdings, yes: bool) -> bool:
    """Show what can be mended, ask, write; whether anything was written.

    Raises:
        ContentFault: a file was saved since it was shown; nothing was written.
    """
    revisions = dict(_revisions(settings, found))
    names = holdings.decomposed_names(settings)
    count = len(revisions) + len(names)
    if not count:
        print(say("desk", "nothing-to-mend"))
        return False
    for source, revision in revisions.items():
        before = (settings.content_path / source).read_bytes()
        terminal.tell_difference(_difference(f"{settings.content}/{source}", before, revision.data))
    for source, target in names.items():
        print(say("desk", "rename-this", {"old": ascii(Path(source).name), "new": target}))
    if not yes and not terminal.agreed(say("desk", "mend-these", {"count": count})):
        print(say("desk", "not-mended"))
        return False
    holdings.update(settings, revisions, "check --fix")
    holdings.rename_files(settings, names, "check --fix")
    print(say("desk", "mended", {"count": count}))
    return True


def _revisions(settings: Settings, found: Holdings) -> Iterator[tuple[str, holdings.Revision]]:
    for source, seen in found.digests.items():
        if not source.startswith(_TEXTS) or source.endswith(".json"):
            continue
        data = (settings.content_path / source).read_bytes()
        mended = holdings.mend(data, markdown=False)
        if source.endswith(".md"):
            mended = _without_blanks(mended)
        elif data.startswith(codecs.BOM_UTF8):  # by which Excel knows that a table is UTF-8
            mended = codecs.BOM_UTF8 + mended
        if mended != data and digest(data) == seen:
            yield source, holdings.Revision(seen, mended)


def _without_blanks(data: bytes) -> bytes:
    """Blanks at the ends of lines go, if the page shows the same without them."""
    bare = holdings.mend(data, markdown=True)
    old, new = (_LINE_END.sub("", render(one.decode(errors="replace"))) for one in (data, bare))
    return bare if old == new else data


def _difference(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """A unified difference in which what cannot be seen is written out."""
    old, new = (_seen(data.decode()) for data in (before, after))
    return unified_diff(old, new, name, name, n=0, lineterm="")


def _seen(text: str) -> list[str]:
    text = "".join(f"◌{sign}" if unicodedata.combining(sign) else sign for sign in text)
    lines = text.split("\n")
    for sign, shown in _UNSEEN.items():
        lines = [line.replace(sign, shown) for line in lines]
    return [line.rstrip(" ") + "·" * (len(line) - len(line.rstrip(" "))) for line in lines]


def _counts(found: Holdings, problems: Iterable[Problem]) -> dict[str, int]:
    grave = Counter(problem.severity for problem in problems)
    return {
        "articles": len(found.articles),
        "photos": len(found.photos),
        "records": sum(len(found.authorities.of(kind)) for kind in Kind),
        "errors": grave[Severity.ERROR],
        "warnings": grave[Severity.WARNING],
        "notes": grave[Severity.NOTE],
    }
