"""A press officer's five minutes, walked: a pasted report and three photos to a built page.

    .venv/bin/python scripts/walk_five_minutes.py             # walks, and prints the record
    .venv/bin/python scripts/walk_five_minutes.py --write     # and writes the handbook's table
    .venv/bin/python scripts/walk_five_minutes.py --pictures  # and its pictures, by a browser

Every walk begins in a fresh folder with the program and no article in it. What is typed is
counted as Telex needs it; seconds are those of the machine, without the hands' and the eyes'.
``docs/handbook/nam-phut.md`` holds the text that is pasted; a test walks too, and keeps the page
to what is typed and told.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "handbook" / "nam-phut.md"
PICTURES = ROOT / "docs" / "pictures"
TABLE = re.compile(r"(?s)(?<=<!-- số đo -->\n).*?(?=<!-- hết số đo -->)")
PROGRAM = ("kyyeu", "plugins", "theme", "tasks.py", "environment.py", "pelicanconf.py")
PHOTOS = {
    "IMG_1.jpg": "2020/02/hoi-nghi-khoi-thi-dua.jpg",
    "IMG_2.jpg": "2020/08/ruong-muoi.jpg",
    "IMG_3.jpg": "2020/06/dai-hoi-nam-phuong.jpg",
}
ALTS = (
    "Đại biểu ngồi kín hội trường",
    "Hai nông dân gánh muối qua ruộng",
    "Các đại biểu giơ tay biểu quyết",
)
#: Letters in columns, as a terminal has them: few machines have a Vietnamese font for that.
_GRID = """() => {
  const walker = document.createTreeWalker(document.querySelector("pre"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = [...node.data.normalize("NFC")].map((letter) => {
      if (letter === "\\n") return letter;
      const cell = document.createElement("span");
      const font = letter < "\\u0250" ? "'DejaVu Sans Mono'" : "'Noto Sans'";
      cell.style.cssText = `display:inline-block;width:.6em;text-align:center;font-family:${font}`;
      cell.textContent = letter === " " ? "\\u00a0" : letter;
      return cell;
    });
    node.replaceWith(...parts);
  }
}"""
_QUESTION = re.compile(r"\[c/K\] ")
_LARGEST = 60 * 1024  #: bytes of a picture


@dataclass(frozen=True)
class Step:
    """One thing that the officer does."""

    does: str  #: in Vietnamese, for the table
    typed: str  #: all of it; empty: nothing but shortcuts
    shortcuts: int  #: Ctrl+V, Enter and the like
    told: str = ""  #: what the machine answers
    seconds: float = 0.0  #: of the machine
    code: int = 0
    answer: str = ""  #: typed when the machine asks

    @property
    def keys(self) -> int:
        """Keys struck, with Telex for the Vietnamese letters."""
        return telex(self.typed + self.answer) + self.shortcuts


def telex(text: str) -> int:
    """How many keys a text takes: one a letter, one more a mark; "đ" is two."""
    letters = unicodedata.normalize("NFD", text)
    return len(letters) + sum(letter in "đĐ" for letter in letters)


def shown(part: str) -> list[str]:
    """The indented blocks of a part of the page, without their margin."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {part}")[2].partition("\n## ")[0]
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", section, re.MULTILINE)
    return [re.sub("(?m)^    ", "", block).strip("\n") for block in blocks if block.strip()]


def walk(folder: Path, columns: int = 110) -> list[Step]:
    """Walk in a fresh folder, to a built page in ``output/``; the terminal is so wide.

    Raises:
        RuntimeError: a command failed; its words are told.
    """
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "content" / "articles").mkdir(parents=True)
    for name, source in PHOTOS.items():
        shutil.copy(ROOT / "content" / "photos" / source, folder / name)
    (report,) = shown("Phút 1")
    (folder / "bai.txt").write_text(report + "\n", encoding="utf-8")
    steps = [Step("dán bài vào Notepad, lưu thành bai.txt", "bai.txt", 3)]
    photos = "".join(f" --photo {name}" for name in PHOTOS)
    command = f'py tasks.py import bai.txt{photos} --category "Kinh tế"'
    steps.append(run("nhập bài với ba ảnh", command, folder, columns))
    fix = "py tasks.py check --fix"
    steps.append(run("xem chỗ máy sửa được, đồng ý", fix, folder, columns, answer="c"))
    steps.append(_describe(folder, steps[-1].told))
    steps.append(run("dựng trang", "py tasks.py build", folder, columns))
    return steps


def run(does: str, command: str, folder: Path, columns: int, answer: str = "") -> Step:
    """Type a command, answer its question, and wait for its end."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)][2:]
    program = [sys.executable, "-c", "import tasks; tasks.main()", *words]
    looks = {"FORCE_COLOR": "1"} if words[0] != "build" else {}  # whose words no picture shows
    environment = {**os.environ, **looks, "COLUMNS": str(columns), "PYTHONUTF8": "1"}
    begun = time.perf_counter()
    with _keyboard(answer) as keyboard:
        ran = subprocess.run(
            program,
            cwd=folder,
            env=environment,
            stdin=keyboard,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    seconds = time.perf_counter() - begun
    if ran.returncode:
        raise RuntimeError(f"{command}: {ran.returncode}\n{ran.stdout}{ran.stderr}")
    told = _QUESTION.sub(rf"\g<0>{answer}\n", ran.stdout) if answer else ran.stdout
    return Step(does, command, 1 + bool(answer), told, seconds, ran.returncode, answer)


@contextlib.contextmanager
def _keyboard(answer: str) -> Iterator[int | None]:
    """A terminal at which somebody has typed already; without an answer nobody sits there.

    Raises:
        ModuleNotFoundError: on Windows, which has no terminals of this kind.
    """
    if not answer:
        yield None
        return
    import pty  # noqa: PLC0415 (not on Windows)

    typed, read = pty.openpty()
    try:
        os.write(typed, f"{answer}\n".encode())
        yield read
    finally:
        os.close(read)
        os.close(typed)


def _describe(folder: Path, told: str) -> Step:
    """Write into the article what only a person knows, where the machine asked for it."""
    (article,) = (folder / "content" / "articles").rglob("*.md")
    text = article.read_text(encoding="utf-8")
    named = re.findall(r"(img-(\d)-\w+\.jpg)\s+chưa có lời mô tả", told)
    wanted = [ALTS[int(number) - 1] for _, number in named]
    for (file, _), alt in zip(named, wanted, strict=True):
        text = text.replace(f"![]({file}", f"![{alt}]({file}")
    article.write_text(text, encoding="utf-8")
    return Step(f"mở bài, viết {len(wanted)} lời mô tả ảnh còn thiếu, lưu", "".join(wanted), 1)


def table(steps: list[Step]) -> str:
    """The record of a walk, as the handbook shows it."""
    rows = [
        f"| {step.does} | {step.keys} | {f'{step.seconds:.1f}'.replace('.', ',')} |"
        for step in steps
    ]
    keys = sum(step.keys for step in steps)
    seconds = f"{sum(step.seconds for step in steps):.1f}".replace(".", ",")
    head = ["| Việc | Phím gõ (Telex) | Giây máy chạy |", "|---|---:|---:|"]
    return "\n".join([*head, *rows, f"| **Cộng** | **{keys}** | **{seconds}** |", ""])


# --------------------------------------------------------------------------- pictures


def draw(folder: Path, steps: list[Step]) -> None:
    """Take the pictures of the handbook from a walk that was made."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (not for a mere walk)

    sys.path.insert(0, str(ROOT))
    from tests import chromium  # noqa: PLC0415 (see above)

    (receipt,) = (folder / "exports" / "bien-nhan").glob("*.html")
    pages = (folder / "output").rglob("nam-xa-*/index.html")
    page = next(pages, None) or next((folder / "output").rglob("*nam-xa-*.html"))
    for number, step in ((1, steps[1]), (2, steps[2])):
        (folder / f"man-hinh-{number}.html").write_text(_terminal(step), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.find()), args=chromium.flags()
        )
        views = (
            ("nhap-bai", folder / "man-hinh-1.html", 900, 620),
            ("kiem-tra", folder / "man-hinh-2.html", 900, 420),
            ("bien-nhan", receipt, 1000, 620),
            ("trang-bai", page, 390, 760),
        )
        for name, file, width, height in views:
            window = browser.new_page(viewport={"width": width, "height": height})
            window.goto(file.as_uri())
            if name in ("nhap-bai", "kiem-tra"):
                window.evaluate(_GRID)
            window.wait_for_timeout(300)
            _keep(window.screenshot(), PICTURES / f"nam-phut-{name}.png")
        browser.close()


def _terminal(step: Step) -> str:
    """What stands in the terminal, as a page."""
    from rich.console import Console  # noqa: PLC0415 (not for a mere walk)
    from rich.text import Text  # noqa: PLC0415 (see above)

    from kyyeu.problems import CALL  # noqa: PLC0415 (the script finds the house first)

    console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"PS C:\\ky-yeu> {step.typed}", "bold"))
    console.print(Text.from_ansi(step.told.replace(CALL, "py tasks.py")))  # as Windows is told
    body = console.export_html(inline_styles=True)
    font = "13px/1.45 'DejaVu Sans Mono',monospace"
    style = f"<style>body{{background:#fff;margin:14px}}pre,code{{font:{font}}}</style>"
    return body.replace("</head>", f"{style}</head>", 1)


def _keep(picture: bytes, path: Path) -> None:
    """Write a picture with as many colours as fit the size."""
    from PIL import Image  # noqa: PLC0415 (not for a mere walk)

    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32, 16, 8):
        data = io.BytesIO()
        whole.quantize(colours).save(data, "PNG", optimize=True)
        if data.tell() <= _LARGEST:
            break
    path.write_bytes(data.getvalue())


def main() -> int:
    """Walk, and tell."""
    with tempfile.TemporaryDirectory() as folder:
        steps = walk(Path(folder))
        print(table(steps))
        if "--write" in sys.argv:
            page = PAGE.read_text(encoding="utf-8")
            PAGE.write_text(TABLE.sub(lambda _: table(steps), page), encoding="utf-8")
        if "--pictures" in sys.argv:
            draw(Path(folder), steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())
