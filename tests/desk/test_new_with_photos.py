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


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("Lễ ký giao ước (2).jpg", "Lễ ký giao ước"),
        ("Đại_biểu_biểu_quyết - 03.jpg", "Đại biểu biểu quyết"),
        ("le-ky-giao-uoc-thi-dua.jpg", ""),  # its words have lost their marks
        ("IMG_20200213_201200.jpg", ""),
        ("Lễ ký.jpg", ""),
    ],
)
def test_a_name_that_is_a_caption_is_proposed_as_one(root: Path, name: str, caption: str) -> None:
    (root / "anh" / name).write_bytes(picture(10))
    assert desk.new(root, "Lễ ký giao ước", "", NOW, root / "anh") == 0
    (line,) = [line for line in begun(root).splitlines() if line.startswith("![")]
    assert line.endswith(f'.jpg "{caption}")' if caption else ".jpg)")


def test_the_same_headline_twice_is_told_and_makes_no_second_article(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.new(root, "Lễ ký ở xã Hà", "", NOW) == 0
    capsys.readouterr()
    assert desk.new(root, "Lễ ký ở xã Hà", "", NOW.replace(hour=15)) == 1
    assert "content/articles/2020/02/le-ky-o-xa-ha.md" in capsys.readouterr().out
    assert "Title: Lễ ký ở xã Hà\n" in begun(root)


def test_headlines_that_differ_by_a_tone_are_two_articles(root: Path) -> None:
    assert desk.new(root, "Lễ ký ở xã Hà", "", NOW) == 0
    assert desk.new(root, "Lễ ký ở xã Hạ", "", NOW) == 0
    made = {
        path.read_text("utf-8").split("\n")[0]
        for path in root.glob("content/articles/2020/02/*.md")
    }
    assert made == {"Title: Lễ ký ở xã Hà", "Title: Lễ ký ở xã Hạ"}


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ('Bí thư: “Làm thật” 🌾 "ngay" & <b>', 'Bí thư: “Làm thật” 🌾 "ngay" & <b>'),
        ("Ngày\u200b mùa\x07 \n ở Giao Thủy", "Ngày mùa ở Giao Thủy"),
        ("Gia đình 👨\u200d👩\u200d👧 Lê Hà", "Gia đình 👨\u200d👩\u200d👧 Lê Hà"),
        ("   ", None),
        ("🌾🌾", None),
        ("x" * 301, None),
    ],
)
def test_a_headline_is_taken_as_it_is_seen_or_refused(
    root: Path, typed: str, headline: str | None
) -> None:
    assert desk.new(root, typed, "", NOW) == (2 if headline is None else 0)
    if headline:
        assert f"Title: {headline}\n" in begun(root)
        assert desk.check(root, NOW) == 0
