"""Photos beside a text: whose they are, which caption is theirs, whether the archive has them."""

from __future__ import annotations

import io
import os
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from kyyeu.importers import import_file
from kyyeu.importers.pairing import in_order_of_captions, photos_of
from kyyeu.settings import Settings

REPORT = """Ký giao ước thi đua
Cập nhật lúc 08:00, Thứ Năm, 13/02/2020 (GMT+7)

Sáng nay, khối thi đua ký giao ước trước đại biểu toàn huyện.

Năm đơn vị đã ký trước đại biểu, mỗi đơn vị nhận ba chỉ tiêu.

Quang cảnh hội trường. Ảnh: Lam Hồng

Tin, ảnh: Lam Hồng
"""


def picture(shade: int, quality: int = 90, **words: object) -> bytes:
    image = Image.linear_gradient("L").resize((640, 480)).point(lambda v: (v + shade) % 256)
    data = io.BytesIO()
    image.save(data, "PNG" if quality == 0 else "JPEG", quality=quality or 1, **words)
    return data.getvalue()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content" / "photos" / "2019" / "05").mkdir(parents=True)
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))


def paths(*names: str) -> list[PurePosixPath]:
    return [PurePosixPath(name) for name in names]


@pytest.mark.parametrize(
    ("documents", "photos", "expected"),
    [
        (["hop.txt"], ["IMG_10.jpg", "IMG_2.jpg"], {"hop.txt": ["IMG_2.jpg", "IMG_10.jpg"]}),
        (
            ["a.txt", "b.txt"],
            ["a-1.jpg", "b.jpg", "c.jpg"],
            {"a.txt": ["a-1.jpg"], "b.txt": ["b.jpg"]},
        ),
        (
            ["bai1.txt", "bai10.txt"],
            ["bai10-1.jpg", "bai1_2.jpg"],
            {"bai1.txt": ["bai1_2.jpg"], "bai10.txt": ["bai10-1.jpg"]},
        ),
        (
            ["hop.txt", "le.txt"],
            ["hop/1.jpg", "le/1.jpg"],
            {"hop.txt": ["hop/1.jpg"], "le.txt": ["le/1.jpg"]},
        ),
        (
            ["t1/a.txt", "t2/b.txt"],
            ["t1/x.jpg", "t2/y.jpg"],
            {"t1/a.txt": ["t1/x.jpg"], "t2/b.txt": ["t2/y.jpg"]},
        ),
        (["Hội nghị.docx"], ["hoi nghi 1.jpg"], {"Hội nghị.docx": ["hoi nghi 1.jpg"]}),
    ],
)
def test_photos_go_to_the_document_they_are_named_for(
    documents: list[str], photos: list[str], expected: dict[str, list[str]]
) -> None:
    found = photos_of(paths(*documents), paths(*photos))
    assert {str(d): [str(p) for p in names] for d, names in found.items() if names} == expected


@pytest.mark.parametrize(
    ("captions", "told", "order"),
    [
        (["Trao cờ thi đua", "Ký giao ước"], ["le-ky-giao-uoc", "trao-co-thi-dua"], (1, 0)),
        (["Trao cờ thi đua", "Ký giao ước"], ["IMG_1", "IMG_2"], (0, 1)),
        (["Trao cờ", "Ký giao ước", "Bế mạc"], ["IMG_1", "ký giao ước", "IMG_3"], (0, 1, 2)),
        (["Trao cờ", "Ký giao ước"], ["ky giao uoc", "IMG_7", "IMG_8"], (1, 0, 2)),
        ([], ["IMG_1", "IMG_2"], (0, 1)),
    ],
)
def test_photos_go_to_the_caption_whose_words_they_share(
    captions: list[str], told: list[str], order: tuple[int, ...]
) -> None:
    assert in_order_of_captions(captions, told) == order


def imported(settings: Settings, tmp_path: Path, photo: bytes) -> tuple[str, list[str]]:
    report, beside = tmp_path / "bai.txt", tmp_path / "IMG_1.jpg"
    report.write_text(REPORT, encoding="utf-8")
    beside.write_bytes(photo)
    result = import_file(report, settings, pictures=[beside])
    assert result.value, result.problems
    text = (settings.content_path / result.value.article).read_text(encoding="utf-8")
    return text, [name for name in result.value.written if name.startswith("photos/")]


def test_a_photo_the_archive_has_is_reused_whatever_its_file_is_called(
    settings: Settings, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Một chú thích khác"
    (settings.content_path / "photos/2019/05/cu.jpg").write_bytes(picture(0))
    text, written = imported(settings, tmp_path, picture(0, exif=exif))
    assert "](photos/2019/05/cu.jpg " in text
    assert written == []


def test_another_photo_is_kept_as_another(settings: Settings, tmp_path: Path) -> None:
    (settings.content_path / "photos/2019/05/cu.jpg").write_bytes(picture(0))
    text, written = imported(settings, tmp_path, picture(40))
    assert "cu.jpg" not in text
    assert len(written) == 1


def test_what_is_remembered_is_looked_at_again_before_it_is_believed(
    settings: Settings, tmp_path: Path
) -> None:
    old = settings.content_path / "photos/2019/05/cu.jpg"
    old.write_bytes(picture(0))
    imported(settings, tmp_path, picture(0))
    told = old.stat()
    new = picture(40)
    old.write_bytes(new + b"\0" * (told.st_size - len(new)))
    os.utime(old, ns=(told.st_atime_ns, told.st_mtime_ns))
    (tmp_path / "bai.txt").unlink()
    for path in (settings.content_path / "articles").rglob("*.md"):
        path.unlink()
    assert len(imported(settings, tmp_path, picture(0))[1]) == 1


def test_a_broken_memory_costs_time_only(settings: Settings, tmp_path: Path) -> None:
    (settings.content_path / "photos/2019/05/cu.jpg").write_bytes(picture(0))
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/looks.json").write_bytes(b"[")
    assert imported(settings, tmp_path, picture(0))[1] == []
