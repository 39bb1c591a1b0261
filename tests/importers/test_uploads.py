"""Exports in folders and ZIPs, with the uploads of their site; what they know of readers."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from kyyeu.importers import State
from kyyeu.importers.batches.persons import hidden_in
from kyyeu.importers.batches.uploads import picture_at, ways_of
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, picture, run, settings, written

__all__ = ["settings"]
EXPORT = Path(__file__).parent / "fixtures" / "batches" / "kho-co-anh.xml"
MAY = "wp-content/uploads/2020/05/lua.jpg"
JUNE = "wp-content/uploads/2020/06/lua-300x200.jpg"
NAME = "1. Xã Giao Hà vào mùa gặt"


def laid_out(folder: Path) -> Path:
    """The export, and the uploads of two months, in which one name stands twice."""
    folder.mkdir()
    (folder / "kho.xml").write_bytes(EXPORT.read_bytes())
    for shade, way in enumerate((MAY, JUNE)):
        (folder / way).parent.mkdir(parents=True)
        (folder / way).write_bytes(picture(60 * shade))
    return folder


def _photos(settings: Settings) -> list[bytes]:
    """The photos of the article in its order."""
    content = settings.content_path
    (article,) = content.glob("articles/*/*/*.md")
    text = article.read_text(encoding="utf-8")
    shown = sorted(content.glob("photos/*/*/*"), key=lambda path: text.index(path.name))
    return [path.read_bytes() for path in shown]


@pytest.mark.parametrize("kind", ["file", "folder", "zip", "zip with a folder around"])
def test_the_uploads_beside_an_export_are_found(
    kind: str, tmp_path: Path, settings: Settings
) -> None:
    source = folder = laid_out(tmp_path / "kho")
    if kind == "file":
        source = folder / "kho.xml"
    elif kind.startswith("zip"):
        source = tmp_path / "kho.zip"
        top = "sao-luu/" if "around" in kind else ""
        with zipfile.ZipFile(source, "w") as pack:
            for file in sorted(folder.rglob("*.*")):
                pack.write(file, top + file.relative_to(folder).as_posix())
    found = run(source, settings)
    (name,) = [name for name in found if name.endswith(NAME)]
    assert found[name].article
    assert "import-picture-elsewhere" not in codes(found[name])
    assert _photos(settings) == [picture(0), picture(60)]
    assert not [name for name in found if found[name].state is State.REFUSED]


def test_a_picture_of_another_month_is_none(tmp_path: Path, settings: Settings) -> None:
    folder = laid_out(tmp_path / "kho")
    (folder / JUNE).unlink()
    found = run(folder, settings)
    (name,) = [name for name in found if name.endswith(NAME)]
    assert codes(found[name]).count("import-picture-elsewhere") == 1
    assert _photos(settings) == [picture(0)]


def test_the_ways_of_an_address() -> None:
    address = "https://a.example/wp-content/uploads/2020/05/l%C3%BAa-300x200.jpg"
    assert list(ways_of(address))[:4] == [
        "wp-content/uploads/2020/05/lúa.jpg",
        "wp-content/uploads/2020/05/lúa-scaled.jpg",
        "wp-content/uploads/2020/05/lúa-300x200.jpg",
        "uploads/2020/05/lúa.jpg",
    ]
    assert list(ways_of("https://a.example/uploads/lua.jpg"))[-1] == "uploads/lua-scaled.jpg"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/2020/05/../../../etc/passwd", "https://a.example/uploads/..%2f..%2fx.jpg",
     "https://a.example/c:/windows/x.jpg", "https://[", "https://a.example/x.jpg", ""],
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_not_looked_for(address: str) -> None:
    asked: list[str] = []

    def read(way: str) -> bytes | None:
        asked.append(way)
        return None

    assert picture_at(address, read) is None
    assert not asked


def test_no_reader_s_address_goes_into_the_repository(tmp_path: Path, settings: Settings) -> None:
    run(laid_out(tmp_path / "kho") / "kho.xml", settings)
    kept = b"".join((settings.content_path / name).read_bytes() for name in written(settings))
    for said in ("ban.doc@thu.example", "rac@thu.example", "203.0.113.7", "198.51.100.9",
                 "rieng.example", "0900 000 000", "Kẻ quảng cáo"):  # fmt: skip
        assert said.encode() not in kept
    for said in ("Bạn đọc", "Mừng cho bà con được mùa."):
        assert said.encode() in kept
    (receipt,) = settings.content_path.glob("provenance/*/*/*.receipt.json")
    spans = json.loads(receipt.read_text(encoding="utf-8"))["spans"]
    assert [span[3] for span in spans].count("personal-data") == 8


def test_what_is_hidden_keeps_its_place() -> None:
    text = "<a><wp:comment><wp:comment_author_IP>1.2.3.4</wp:comment_author_IP></wp:comment></a>"
    hidden, stretches = hidden_in(text, [(3, len(text) - 4)])
    assert len(hidden) == len(text)
    assert [text[start:end] for start, end in stretches] == ["1.2.3.4"]
    assert hidden_in(hidden, [(3, len(text) - 4)])[0] == hidden
