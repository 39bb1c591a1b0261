"""The outside checkers: fetched by name from the npm registry, kept outside the repository.

Nu (vnu.jar, by Java) judges HTML, csstree CSS, TypeScript with schema-dts structured data,
Lighthouse and axe pages in a browser. A checker that is missing is a failure, never a pass.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.generators import Missing
from bench.running import Failed
from tests import chromium

PACKAGES = (
    "axe-core@4.14.1",
    "csstree-validator@4.0.1",
    "lighthouse@12.8.2",  # 13 wants a newer Node than Debian has
    "schema-dts@2.1.0",
    "typescript@7.0.2",
    "vnu-jar@26.9.27",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TRIES = 3
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WRONG = '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headlin":"x"}]}'
_FALSE_ALARM = "Unknown at-rule descriptor `margin`"  # csstree does not know @page


class Tools:
    """The checkers in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def fetched(cls, folder: Path) -> Tools:
        """The checkers, fetched where they are not there yet.

        Raises:
            Missing: Node, npm or Java is not installed.
            Failed: npm did not end well.
        """
        for program in ("node", "npm", "java"):
            if not shutil.which(program):
                raise Missing(f"{program} is not installed: bench reader needs Node, npm and Java")
        wanted = " ".join(PACKAGES)
        stamp = folder / "packages"
        if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
            command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
            _run(command, folder, {"PUPPETEER_SKIP_DOWNLOAD": "1"})
            stamp.write_text(wanted, encoding="utf-8")
        return cls(folder)

    def prove(self) -> None:
        """Hold out to each checker what is wrong; one that accepts it checks nothing.

        Raises:
            Failed: it did.
        """
        with TemporaryDirectory() as scratch:
            sheet = Path(scratch) / "wrong.css"
            sheet.write_text("a { colour: red }", encoding="utf-8")
            found = {
                "HTML": self.html({"wrong.html": "<!doctype html><title>x</title><p><b>"}),
                "CSS": self.css([sheet]),
                "structured data": self.linked_data({"wrong": _WRONG}),
            }
        for subject, faults in found.items():
            if not faults:
                raise Failed(f"the checker of {subject} accepts what is wrong")

    @property
    def axe(self) -> str:
        """The script of axe-core."""
        return (self.folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")

    def html(self, pages: Mapping[str, str]) -> list[str]:
        """What the Nu HTML checker says of pages, by their files.

        The policy is taken out before: Nu holds each file to be of another host, and data to be
        a script. Browsers judge the policy (`bench.reading.windows`).
        """
        with TemporaryDirectory() as scratch:
            for name, html in pages.items():
                file = Path(scratch) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_POLICY.sub("", html), encoding="utf-8")
            jar = self.folder / "node_modules/vnu-jar/build/dist/vnu.jar"
            told = _run(
                ["java", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always",
                 "--skip-non-html", scratch],
                self.folder,
            )  # fmt: skip
        return [
            f"{one.get('subType', one['type'])}: {one['message']}"
            for one in json.loads(told)["messages"]
        ]

    def css(self, sheets: Iterable[Path]) -> list[str]:
        """What csstree says of style sheets."""
        program = str(self.folder / "node_modules/.bin/csstree-validator")
        found: list[str] = []
        for sheet in sheets:
            done = subprocess.run(
                [program, "--reporter", "json", str(sheet)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            told = json.loads(done.stdout or done.stderr or "[]")
            found += [one["message"] for one in told if one["message"] != _FALSE_ALARM]
        return found

    def linked_data(self, graphs: Mapping[str, str]) -> list[str]:
        """What TypeScript says of JSON-LD held against schema.org's types."""
        file = self.folder / "graphs.ts"
        lines = ['import type {Graph} from "schema-dts";']
        lines += [f"export const g{n}: Graph = {one};" for n, one in enumerate(graphs.values())]
        file.write_text("\n".join(lines), encoding="utf-8")
        program = str(self.folder / "node_modules/.bin/tsc")
        options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2020"]
        options += ["--module", "nodenext", "--moduleResolution", "nodenext"]
        done = subprocess.run(
            [program, *options, file.name],
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return [line for line in done.stdout.splitlines() if "error TS" in line]

    def lighthouse(self, address: str, desktop: bool = False) -> Mapping[str, Any]:
        """One run of Lighthouse: its report. A busy machine may lose the trace: then once more.

        Raises:
            Failed: it ended without one, three times.
        """
        program = str(self.folder / "node_modules/.bin/lighthouse")
        flags = " ".join(["--headless=new", "--no-proxy-server", *chromium.flags()])
        command = [program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
        command += ["--preset=desktop"] if desktop else []
        settings = {"CHROME_PATH": str(chromium.find()), "NO_PROXY": "*"}
        for _ in range(_TRIES - 1):
            with suppress(Failed):
                return _report(_run(command, self.folder, settings))
        return _report(_run(command, self.folder, settings))


def _report(told: str) -> Mapping[str, Any]:
    report: Mapping[str, Any] = json.loads(told)
    return report


def graphs_of(pages: Mapping[str, str]) -> dict[str, str]:
    """The structured data that stands in pages."""
    found = {name: _DATA.search(html) for name, html in pages.items()}
    return {name: match[1] for name, match in found.items() if match}


def _run(command: Sequence[str], cwd: Path, more: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=cwd, env={**os.environ, **(more or {})},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        told = (done.stderr or done.stdout)[-2000:]
        raise Failed(f"exit code {done.returncode}: {' '.join(command[:3])}\n{told}")
    return done.stdout
