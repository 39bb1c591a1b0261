"""Files beside a document, folders and lists that cannot be read: told, and the rest goes on."""

from __future__ import annotations

import os
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from kyyeu.importers import Wishes, import_batch, import_file, kind_of
from kyyeu.importers.batches import folders
from kyyeu.importers.batches.running import count, entries_of
from kyyeu.importers.beside import file_below
from kyyeu.settings import Limits, Settings
from tests.importers.batch_runs import codes, report, run, settings

__all__ = ["settings"]

links = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no links there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "kho"
    (own / "anh").mkdir(parents=True)
    (own / "anh" / "a.jpg").write_bytes(b"x")
    (tmp_path / "ngoai.jpg").write_bytes(b"x")
    return own


@pytest.mark.parametrize("way", ["anh/a.jpg", "anh\\a.jpg", "./anh/a.jpg"])
def test_a_file_below_is_found(folder: Path, way: str) -> None:
    assert file_below(folder, way) == folder / way.replace("\\", "/")


@pytest.mark.parametrize(
    "way", ["", "anh", "b.jpg", "../ngoai.jpg", "/etc/passwd", "x" * 300 + ".jpg", "a\0.jpg"]
)
def test_what_is_no_file_below_is_none(folder: Path, way: str) -> None:
    assert file_below(folder, way) is None


@links
@pytest.mark.parametrize("to", ["link.jpg", "../ngoai.jpg", "anh/a.jpg", "nowhere"])
def test_a_link_is_not_followed(folder: Path, to: str) -> None:
    (folder / "link.jpg").symlink_to(to)
    assert file_below(folder, "link.jpg") is None
    assert folders.found_beside(folder, Limits(), "link.jpg") is None


@links
@pytest.mark.parametrize("to", ["loop", ".."])
def test_a_folder_that_is_a_link_leads_nowhere(folder: Path, to: str) -> None:
    (folder / "loop").symlink_to(to)
    assert file_below(folder, "loop/ngoai.jpg") is None


@links
def test_a_page_that_shows_a_link_to_itself_is_taken_in(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    words = "<p>Tổ dân phố số 7 họp bàn việc trồng cây bóng mát ven đường và giữ vệ sinh.</p>"
    page = f"<h1>Họp tổ dân phố</h1><p>Đăng lúc 08:00, 05/06/2020</p>{words * 4}<img src=loop.jpg>"
    (tmp_path / "bai.html").write_text(page, encoding="utf-8")
    told = import_file(tmp_path / "bai.html", settings, category="Thi đua")
    assert "import-picture-missing" in [fault.code for fault in told.problems]


@links
def test_a_list_that_names_a_link_to_itself_goes_on(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    row = "Họp tổ dân phố số {0},13/02/2020,Tổ dân phố số {0} họp bàn việc trồng cây.,{1}\n"
    rows = "Tiêu đề,Ngày,Nội dung,Ảnh\n" + row.format(1, "loop.jpg") + row.format(2, "")
    (tmp_path / "so.csv").write_text(rows, encoding="utf-8")
    first, second = run(tmp_path / "so.csv", settings).values()
    assert codes(first) == ["batch-list-file"]
    assert second.article


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Files and folders with these names cannot be read."""
    scan, open_it = os.scandir, Path.open

    def scandir(path: Path) -> object:
        if Path(path).name in names:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    def opening(path: Path, *args: object, **named: object) -> object:
        if path.name in names:
            raise PermissionError(13, "Permission denied")
        return open_it(path, *args, **named)  # type: ignore[arg-type, call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", opening)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kho"
    (folder / "khoa").mkdir(parents=True)
    (folder / "bai.txt").write_bytes(report("Ký giao ước thi đua"))
    (folder / "kho.xml").write_bytes(b"<rss><item/></rss>")
    refuse(monkeypatch, "khoa", "kho.xml")
    assert count([folder]) == 1
    found = run(folder, settings)
    assert found["kho › bai.txt"].article
    assert codes(found["kho › khoa"]) == codes(found["kho › kho.xml"]) == ["import-unreadable"]


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        ("PKĐ huyện họp tổng kết", ""),
        ("PK huyện họp", ""),
        (" PK\x03\x04", ""),
        ("PK\x03\x04", "zip"),
        ("PK\x05\x06", "zip"),
    ],
)
def test_a_zip_is_told_by_its_whole_mark(tmp_path: Path, begins: str, kind: str) -> None:
    (tmp_path / "bai.txt").write_text(begins, encoding="utf-8")
    assert kind_of(tmp_path / "bai.txt") == kind


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "kho.zip", "w") as made:
        made.writestr("bai.txt", report("Ký giao ước thi đua"))
    return tmp_path / "kho.zip"


def test_a_fault_of_the_program_is_no_damage_of_a_zip(
    settings: Settings, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ValueError("ours")

    monkeypatch.setattr(folders, "photos_of", broken)
    with pytest.raises(ValueError, match="ours"), ExitStack() as held:
        list(entries_of([pack], settings, held))


def test_a_zip_is_closed_when_its_batch_is_done(
    settings: Settings, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs: list[zipfile.ZipFile] = []

    class Noted(zipfile.ZipFile):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)  # type: ignore[arg-type]
            packs.append(self)

    monkeypatch.setattr(folders.zipfile, "ZipFile", Noted)
    list(import_batch([pack], settings, Wishes("Thi đua")))
    assert packs
    assert all(one.fp is None for one in packs)


def test_a_zip_that_cannot_be_read_is_told(
    settings: Settings, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folders.zipfile, "ZipFile", locked)
    with ExitStack() as held:
        (entry,) = folders.read_zip(pack, settings, held)
    assert [fault.code for fault in entry.problems] == ["import-unreadable"]


@pytest.mark.parametrize("held", ["[]", "1", '"x"', "{}", '{"article": "%s"}', "{", ""])
def test_a_receipt_that_is_none_stops_no_import(
    held: str, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "bai.txt").write_bytes(report("Ký giao ước thi đua"))
    first = import_file(tmp_path / "bai.txt", settings, category="Thi đua").value
    assert first is not None
    (receipt,) = settings.content_path.glob("provenance/*/*/*.receipt.json")
    receipt.with_name("aaaa.receipt.json").write_text(held.replace("%s", first.article), "utf-8")
    (settings.content_path / first.article).unlink()
    receipt.unlink()
    again = import_file(tmp_path / "bai.txt", settings, category="Thi đua")
    assert again.value is not None
    assert again.value.article == first.article
