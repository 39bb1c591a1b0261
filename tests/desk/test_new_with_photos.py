from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from kyyeu import desk

NOW = datetime(2020, 2, 13, 13, 12, tzinfo=UTC)
CONFIGURATION = 'KYYEU = {"name": "Kỷ yếu", "tagline": "Thử", "sections": ["Thi đua"]}\n'


def picture(shade: int, caption: str = "", credit: str = "") -> bytes:
    exif = Image.Exif()
    if caption:
        exif[0x010E] = caption.encode()
    if credit:
        exif[0x013B] = credit.encode()
    data = io.BytesIO()
    Image.new("L", (800, 600), shade).convert("RGB").save(data, "JPEG", exif=exif)
    return data.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "photos" / "2019" / "05").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "anh").mkdir()
    return tmp_path


def begun(root: Path) -> str:
    (path,) = (root / "content/articles/2020/02").glob("*.md")
    return path.read_text(encoding="utf-8")


def test_photos_stand_in_order_with_the_words_of_their_files(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "anh/IMG_10.jpg").write_bytes(picture(10))
    (root / "anh/IMG_2.jpg").write_bytes(picture(200, "Lễ ký giao ước.", "Lam Hồng"))
    (root / "anh/ghi-chu.txt").write_text("x", encoding="utf-8")
    assert desk.new(root, "Lễ ký giao ước", "", NOW, root / "anh") == 0
    first, second = [line for line in begun(root).splitlines() if line.startswith("![")]
    assert first.startswith("![](img-2-")
    assert first.endswith('.jpg "Lễ ký giao ước. Ảnh: Lam Hồng")')
    assert second.startswith("![](img-10-")
    assert len(list((root / "content/photos/2020/02").iterdir())) == 2
    assert "Đã đặt 2 ảnh" in capsys.readouterr().out
    assert desk.check(root, NOW) == 0


def test_a_photo_of_the_archive_and_a_double_are_stored_once(root: Path) -> None:
    (root / "content/photos/2019/05/cu.jpg").write_bytes(picture(10))
    (root / "anh/a.jpg").write_bytes(picture(10, "Chú thích mới."))
    (root / "anh/b.jpg").write_bytes(picture(10))
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 0
    assert begun(root).count("![](photos/2019/05/cu.jpg") == 1
    assert not (root / "content/photos/2020").exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("hong.jpg", b"<html>", "photo-not-a-photo"),
        ("html.png", b"<html>", "photo-not-a-photo"),
        ("cut.jpg", picture(10)[:-300], "photo-cut-off"),
        ("IMG_1.HEIC", b"x", "photo-other-kind"),
        ("quet.tif", b"x", "photo-other-kind"),
    ],
)
def test_a_photo_that_cannot_be_used_is_told_and_the_others_are_placed(
    root: Path, name: str, data: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "anh/a.jpg").write_bytes(picture(10))
    (root / "anh" / name).write_bytes(data)
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 0
    out = capsys.readouterr().out
    assert f"{name}: " in out
    assert f"[{code}]" in out
    assert begun(root).count("![](a-") == 1


def test_only_photos_that_cannot_be_used_begin_nothing(root: Path) -> None:
    (root / "anh/hong.jpg").write_bytes(b"<html>")
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 1
    assert not (root / "content/articles").exists()


def test_a_photo_that_is_small_or_tells_its_place_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 10.0, 0.0), 3: "E", 4: (106.0, 10.0, 0.0)})
    Image.new("RGB", (120, 90)).save(root / "anh/nho.jpg", exif=exif)
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 0
    out = capsys.readouterr().out
    assert "[figure-small]" in out
    assert "[figure-location]" in out


def test_a_caption_and_a_credit_of_a_file_are_two_sentences(root: Path) -> None:
    (root / "anh/a.jpg").write_bytes(picture(10, "Buổi họp", "Lam Hồng"))
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 0
    assert '"Buổi họp. Ảnh: Lam Hồng"' in begun(root)


def test_a_folder_without_photos_is_told_and_one_that_is_not_there_is_wrong_usage(
    root: Path,
) -> None:
    assert desk.new(root, "Lễ ký", "", NOW, root / "anh") == 1
    assert desk.new(root, "Lễ ký", "", NOW, root / "khong-co") == 2
