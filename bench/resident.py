"""How soon a saved sentence stands in the browser of whoever writes: ``site`` and a real Chromium.

Once the site stands, a sentence of an article is changed on disk again and again, while the
article's page is open. Told is the time from the saving until the printed page holds it, and
until the browser shows it; the median, and the best and the worst. These are seconds of the
wall, which a busy machine lengthens.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from bench.found import page_of
from bench.generators import kyyeu
from bench.invented import SECTIONS, Archive, Invented
from bench.report import Report, parser, spread, tell, workplace
from bench.search.serving import browser
from tests.building import REPOSITORY

_SITE = """
import runpy
globals().update(runpy.run_path({conf!r}))
PATH, OUTPUT_PATH, THEME = {content!r}, {output!r}, {theme!r}
KYYEU = {{**KYYEU, "sections": {sections!r}, "address": "https://kyyeu.example"}}
"""
_START = (
    "import sys; from datetime import UTC, datetime; from pathlib import Path; from kyyeu import"
    " desk; sys.exit(desk.site(Path(sys.argv[1]), sys.argv[2], datetime.now(UTC)))"
)
_PATIENCE = 60.0  #: seconds for one sentence
_REST = 3.0  #: seconds between two savings, as a person has who looks at the page


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    asking = parser("resident", __doc__)
    asking.add_argument("-n", type=int, default=1000, help="articles")
    asking.add_argument("--times", type=int, default=10, help="sentences that are saved")
    asking.add_argument("--port", type=int, default=8733)
    asked = asking.parse_args(words)
    with workplace(asked.work) as work:
        archive = Archive(asked.n, asked.seed)
        root = _project(work / "site", archive)
        report = Report("resident", asked.seed, [], {"articles": f"{asked.n:,}"})
        article = archive.article(asked.n // 2)
        tell(f"first build of {asked.n:,} articles")
        with _site(root, asked.port) as address, browser() as chromium:
            page = chromium.new_page()
            page.goto(address + page_of(article))
            time.sleep(_REST)
            for number in range(asked.times + 1):
                printed, shown = _save(root, article, page, f"Câu thứ {number} vừa lưu")
                tell(f"{number}: printed after {printed:.3f} s, shown after {shown:.3f} s")
                if number:  # the first warms up what a person has warmed up long before
                    report.add(printed=printed, shown=shown)
                time.sleep(_REST)
        rows = [
            [asked.n, *(spread(report.values(key)) for key in ("printed", "shown"))],
        ]
        head = ["articles", "printed, wall s", "shown in Chromium, wall s"]
        report.finish("From the saving of a sentence", head, rows)
        report.close(asked.json)
    return 0


def _project(root: Path, archive: Archive) -> Path:
    """A project as a press office has it, its program that of this tree."""
    site = kyyeu(root)
    site.fill(archive.articles())
    for name in ("kyyeu", "plugins", "theme"):
        (root / name).symlink_to(REPOSITORY / name)
    words = _SITE.format(
        conf=str(REPOSITORY / "pelicanconf.py"),
        content=str(site.sources),
        output=str(site.output),
        theme=str(REPOSITORY / "theme"),
        sections=list(SECTIONS),
    )
    (root / "pelicanconf.py").write_text(words, encoding="utf-8")
    return root


@contextmanager
def _site(root: Path, port: int) -> Iterator[str]:
    """The command ``site`` at work; its address."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPATH"] = str(REPOSITORY)
    env["PYTHONUNBUFFERED"] = "1"
    command = [sys.executable, "-c", _START, str(root), str(port)]
    with subprocess.Popen(
        command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "http://" in line:
                yield "http://" + line.partition("http://")[2].split()[0].rstrip("/") + "/"
                break
        else:
            raise SystemExit("the command `site` ended before it served anything")
        process.send_signal(signal.SIGINT)
        process.stdout.close()


def _save(root: Path, article: Invented, page: Page, sentence: str) -> tuple[float, float]:
    """Save a sentence at the end of an article; seconds until it is printed, and is shown."""
    source = next((root / "content" / "articles").rglob(f"*{article.id}*.md"))
    text = source.read_text(encoding="utf-8").partition("\n\nCâu thứ ")[0].rstrip("\n")
    file = root / "output" / page_of(article)
    wanted = sentence.encode()
    begun = time.perf_counter()
    source.write_text(f"{text}\n\n{sentence}.\n", encoding="utf-8")
    _until(lambda: wanted in file.read_bytes())
    printed = time.perf_counter() - begun
    page.get_by_text(f"{sentence}.").wait_for(timeout=_PATIENCE * 1000)
    return printed, time.perf_counter() - begun


def _until(there: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE
    while not there():
        if time.perf_counter() > end:
            raise SystemExit("a saved sentence was never printed")
        time.sleep(0.002)
