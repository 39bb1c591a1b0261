"""Files that attack an importer, made when they are asked for; none is kept.

Run as a program it takes each in by itself and prints the largest memory that it took:

    .venv/bin/python -m tests.importers.hostile_files
"""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from kyyeu.importers import Wishes, import_batch, import_file, kind_of
from kyyeu.problems import describe
from kyyeu.settings import Settings

Make = Callable[[Path], Path]
Piece = tuple[bytes, int]  #: bytes, and how many times
MOST = 512 * 1024**2  #: bytes of memory for any of them (reliability rule 16)


def _file(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def _large(name: str, piece: bytes, times: int) -> Make:
    def make(folder: Path) -> Path:
        with (folder / name).open("wb") as stream:
            for _ in range(times):
                stream.write(piece)
        return folder / name

    return make


def _zip(name: str, parts: Callable[[], dict[str, Piece]]) -> Make:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
            for part, (piece, times) in parts().items():
                with pack.open(part, "w", force_zip64=True) as stream:
                    for _ in range(times):
                        stream.write(piece)
        return folder / name

    return make


def _docx(inside: Piece, before: bytes = b"") -> Make:
    """A Word file with so many times the same paragraph."""
    space = "http://schemas.openxmlformats.org"
    kind = "application/vnd.openxmlformats"
    types = (
        f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="{kind}-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{kind}-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="a" '
        f'Target="word/document.xml" Type="{space}/officeDocument/2006/relationships/'
        'officeDocument"/></Relationships>'
    )
    opening = (
        b'<?xml version="1.0"?>%s<w:document xmlns:w="%s/wordprocessingml/2006/main"><w:body>'
        % (before, space.encode())
    )

    def make(folder: Path) -> Path:
        path = folder / "bao-cao.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
            pack.writestr("[Content_Types].xml", types)
            pack.writestr("_rels/.rels", rels)
            with pack.open("word/document.xml", "w", force_zip64=True) as stream:
                stream.write(opening)
                for _ in range(inside[1]):
                    stream.write(inside[0])
                stream.write(b"</w:body></w:document>")
        return path

    return make


def _picture_bomb(folder: Path) -> Path:
    """A PNG of 20,000 by 20,000 points in one shade, made line by line."""
    packed = zlib.compressobj()
    pixels = b"".join(packed.compress(bytes(20_001)) for _ in range(20_000)) + packed.flush()
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    (folder / "bai.txt").write_text("Tít\n\nMột câu.\n", encoding="utf-8")
    with (folder / "bai-1.png").open("wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        for kind, data in parts:
            stream.write(struct.pack(">I", len(data)) + kind + data)
            stream.write(struct.pack(">I", zlib.crc32(kind + data)))
    return folder


def _cut_photo(folder: Path) -> Path:
    data = io.BytesIO()
    noise = random.Random(1).randbytes(640 * 480 * 3)
    Image.frombytes("RGB", (640, 480), noise).save(data, "JPEG")
    (folder / "bai.txt").write_text("Tít\n\nMột câu.\n", encoding="utf-8")
    (folder / "bai-1.jpg").write_bytes(data.getvalue()[:3000])
    return folder


def _page_as_photo(folder: Path) -> Path:
    (folder / "bai.txt").write_text("Tít\n\nMột câu.\n", encoding="utf-8")
    (folder / "bai-1.jpg").write_bytes(b"<html><script>alert(1)</script>")
    return folder


def _link(folder: Path) -> Path:
    (folder / "bai.txt").symlink_to("/etc/passwd")
    (folder / "vong").symlink_to(folder)
    return folder


_XML = b"<?xml version='1.0'?>"
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 50) for n in range(1, 9)
) + b"]>"  # fmt: skip
_TEXT = b"<w:p><w:r><w:t>" + b"chu " * 1000 + b"</w:t></w:r></w:p>"

FILES: dict[str, Make] = {
    "100 MB of text": _large("bai.txt", b"Mot cau binh thuong.\n" * 1000, 5000),
    "5 MB of one word": _large("bai.txt", b"a" * 1024, 5 * 1024 - 1),
    "5 MB of marks": _large("bai.txt", b"a" + "\u0300".encode() * 500, 5000),
    "5 MB of labels": _large("bai.txt", "Ảnh: Tin: Cập nhật: ".encode() * 10, 15_000),
    "5 MB of blanks": _large("bai.txt", b" \t\n " * 256, 5000),
    "random bytes called .txt": _file("bai.txt", random.Random(2).randbytes(1_000_000)),
    "a program called .txt": _file("bai.txt", b"\x7fELF" + bytes(range(256)) * 4000),
    "35 MB page": _large("trang.html", b"<html><p>Mot cau.</p>" * 1000, 1700),
    "5 MB of paragraphs": _large("trang.html", b"<p>Mot cau binh thuong cua bai.</p>" * 100, 1450),
    "page of scripts that never end": _file("trang.html", b"<html>" + b"<script " * 300_000),
    "page nested 100,000 deep": _file("trang.html", b"<html>" + b"<div>" * 100_000),
    "page of 500,000 attributes": _file("trang.html", b"<html><p " + b'a="b" ' * 500_000 + b">"),
    "Word file of 1.5 GB": _docx((_TEXT, 370_000)),
    "Word file of 19 MB of text": _docx((_TEXT, 4700)),
    "Word file with an entity": _docx((b"<w:p/>", 1), ENTITY),
    "Word file that laughs": _docx((b"<w:p/>", 1), LAUGHS),
    "Word file cut off": _file("bao-cao.docx", b"PK\x03\x04" + b"\0" * 500),
    "export with an entity": _file("kho.xml", _XML + ENTITY + b"<rss>&a;</rss>"),
    "export that laughs": _file("kho.xml", _XML + LAUGHS + b"<rss>&h;</rss>"),
    "export of 210 MB": _large("kho.xml", b"<rss>" + b" " * 1_000_000, 210),
    "export with one item of 190 MB": _large(
        "kho.xml", b"<?xml version='1.0'?><rss><channel><item><title>" + b"x" * 10_000_000, 19
    ),
    "export nested 100,000 deep": _file("kho.xml", _XML + b"<rss>" + b"<a>" * 100_000),
    "ZIP that leads out": _zip("kho.zip", lambda: {"../../ngoai.txt": (b"x", 1)}),
    "ZIP that swells": _zip("kho.zip", lambda: {"bai.txt": (b"0" * 1_000_000, 400)}),
    "ZIP of 30,000 files": _zip("kho.zip", lambda: {f"{n}.txt": (b"x", 1) for n in range(30_000)}),
    "workbook that swells": _zip(
        "so.xlsx",
        lambda: {"xl/workbook.xml": (b"<a/>", 1), "xl/sheet.xml": (b" " * 1_000_000, 300)},
    ),
    "list with a cell of 30 MB": _file("so.csv", b"title,body\nMot," + b"x" * 30_000_000),
    "picture of 400 million pixels": _picture_bomb,
    "photo cut off": _cut_photo,
    "page called .jpg": _page_as_photo,
    "links out of the folder": _link,
}


def made(name: str, folder: Path) -> Path:
    """Make a file below a folder; where it is."""
    folder.mkdir()
    return FILES[name](folder)


def attack(path: Path, site: Path) -> dict[str, object]:
    """Take a file in: what was told, and what was written."""
    (site / "content").mkdir(parents=True)
    settings = Settings(root=site, name="", tagline="", sections=("Thi đua",))
    if kind_of(path):
        found = list(import_batch([path], settings, Wishes("Thi đua", "13/02/2020")))
        problems = [problem for outcome in found for problem in outcome.problems]
    else:
        problems = list(import_file(path, settings, category="Thi đua", date="13/02/2020").problems)
    written = [str(one.relative_to(site)) for one in (site / "content").rglob("*") if one.is_file()]
    told = [describe(problem, "en") for problem in problems]
    return {"codes": [problem.code for problem in problems], "told": told, "written": written}


def measured(name: str, folder: Path) -> dict[str, object]:
    """An attack in a process of its own, with the largest memory of it and of its workers."""
    path = made(name, folder / "kho")
    command = [sys.executable, "-m", "tests.importers.hostile_files", str(path), str(folder / "s")]
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=600)
    if ran.returncode:
        return {"failed": ran.stderr.decode(errors="replace")[-2000:]}
    return dict(json.loads(ran.stdout))


def _only(folder: Path) -> Path:
    """The file of a folder that holds one; a folder of several is attacked with as a whole."""
    held = sorted(folder.iterdir())
    return held[0] if len(held) == 1 else folder


def _peak() -> int:
    """Bytes: the most that this process, or any that it started, has held.

    What a process held before it became this one is not its own: Linux counts the memory of
    whoever started it in ``ru_maxrss``, and in ``VmHWM`` not.
    """
    import resource  # noqa: PLC0415 (not on Windows)

    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        own = int(lines["VmHWM"].split()[0])
    else:
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024


def main() -> int:
    """One attack, for `measured`; or all of them, one after the other, as a table."""
    if sys.argv[1:2] == ["--all"]:
        folder = Path(sys.argv[2])
        done: dict[str, object] = {
            name: attack(_only(folder / str(number)), folder / f"site-{number}")
            for number, name in enumerate(sys.argv[3:])
        }
        print(json.dumps({**done, "": {"memory": _peak()}}))
        return 0
    if sys.argv[1:]:
        print(json.dumps({**attack(Path(sys.argv[1]), Path(sys.argv[2])), "memory": _peak()}))
        return 0
    for name in FILES:
        with tempfile.TemporaryDirectory() as folder:
            done = measured(name, Path(folder))
        codes = done.get("codes", ["?", done.get("failed")])
        assert isinstance(codes, list)
        told = ", ".join(f"{code} x{codes.count(code)}" for code in dict.fromkeys(codes))
        print(f"{int(str(done.get('memory', 0))) // 1024**2:>5} MiB  {name}: {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
