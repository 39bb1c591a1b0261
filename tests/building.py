"""Whole small sites, built by the real Pelican in a process of its own."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SECTIONS = ["Xây dựng Đảng", "Thi đua", "Nhân vật"]
SITES = Path(__file__).parent / "sites"

_SETTINGS = """
import sys
sys.path.insert(0, {repository!r})
from pelicanconf import *
from pelicanconf import KYYEU, KYYEU_PLUGINS, PLUGINS
PATH, OUTPUT_PATH = {content!r}, {output!r}
KYYEU = {{**KYYEU, "name": "Kỷ yếu nhỏ", "address": {address!r}, "sections": {sections!r}}}
"""


@dataclass(frozen=True)
class Build:
    """What a run of Pelican did."""

    code: int
    told: str  #: both streams


@dataclass(frozen=True)
class Site:
    """A copy of a small site, to be changed and built."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def build(self, *arguments: str, more: str = "", now: str = "2022-01-01", **env: str) -> Build:
        """Run Pelican; ``more`` is added to the settings, ``now`` is what the clock says."""
        ran = subprocess.run(
            self.command(*arguments, more=more),
            cwd=self.root,
            env=self.environment(now, **env),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Build(ran.returncode, ran.stdout + ran.stderr)

    def command(self, *arguments: str, more: str = "") -> list[str]:
        settings = self.root / "small_settings.py"  # Pelican imports it by this name
        words = _SETTINGS.format(
            repository=str(REPOSITORY),
            content=str(self.content),
            output=str(self.output),
            address="https://kyyeu.example",
            sections=SECTIONS,
        )
        settings.write_text(words + more, encoding="utf-8")
        return [sys.executable, "-m", "pelican", "-s", str(settings), *arguments]

    @staticmethod
    def environment(now: str, **env: str) -> dict[str, str]:
        moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
        return {
            **os.environ,
            "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
            "PYTHONIOENCODING": "utf-8",
            **env,
        }

    def write(self, source: str, text: str) -> None:
        """Put a file below ``content/``."""
        path = self.content / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, source: str, old: str, new: str) -> None:
        """Exchange words of a file below ``content/``."""
        text = (self.content / source).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {source}"
        self.write(source, text.replace(old, new))

    def files(self) -> dict[str, bytes]:
        """Everything that was printed, by path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def text(self, path: str) -> str:
        """A printed page."""
        return (self.output / path).read_text(encoding="utf-8")

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Inode and time of everything that was printed."""
        return {
            path.relative_to(self.output).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in self.output.rglob("*")
            if path.is_file()
        }


def copy_site(name: str, to: Path) -> Site:
    """A fresh copy of ``tests/sites/<name>``."""
    shutil.copytree(SITES / name, to, dirs_exist_ok=True)
    return Site(to)


def article(
    title: str, id: str, date: str = "2020-02-13 08:00", body: str = "Nội dung.", **header: str
) -> str:
    """The file of an article; further header lines are given by name."""
    lines = {"Title": title, "Id": id, "Date": date, "Category": "Thi đua", "Summary": "Sapo."}
    lines |= {key.capitalize(): value for key, value in header.items()}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"\n{body}\n"


def good(site: Site, *arguments: str, **options: str) -> None:
    """Build a site that is in order."""
    built = site.build(*arguments, **options)
    assert built.code == 0, built.told


def one_article(root: Path) -> Site:
    """A small archive of one article, quick to build."""
    site = Site(root)
    site.write("articles/2020/02/mot.md", article("Một hội nghị", "mot001", body="Ông Lê Hà tới."))
    for name in ("people", "units", "directives", "decisions"):
        source = REPOSITORY / "content" / "authorities" / f"{name}.csv"
        site.write(f"authorities/{name}.csv", source.read_text(encoding="utf-8").splitlines()[0])
    package = REPOSITORY / "content" / "authorities" / "datapackage.json"
    site.write("authorities/datapackage.json", package.read_text(encoding="utf-8"))
    return site
