"""Photos beside a text: whose they are, which caption is theirs, whether the archive has them."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from kyyeu.importers import Wishes, import_batch, import_file
from kyyeu.importers.composing import PhotoFile
from kyyeu.importers.known_photos import KnownPhotos
from kyyeu.importers.pairing import by_captions, photos_of
from kyyeu.problems import Severity
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


SPOKE, FLAG = "Đồng chí Lê Hà, Bí thư Huyện ủy phát biểu", "Trần Văn Chung trao cờ thi đua"


@pytest.mark.parametrize(
    ("captions", "told", "expected"),
    [
        (["Trao cờ thi đua", "Ký giao ước"], ["le-ky-giao-uoc", "trao-co-thi-dua"], (1, 0)),
        ([SPOKE, FLAG], ["tran-van-chung-trao-co-thi-dua"], (None, 0)),
        ([FLAG, SPOKE], ["tran-van-chung-trao-co-thi-dua"], (0, None)),
        ([SPOKE, FLAG], ["tran-van-chung-trao-co-thi-dua", "IMG_1"], (1, 0)),
        ([SPOKE, FLAG], ["IMG_1", "Đồng chí Lê Hà phát biểu tại hội nghị"], (1, 0)),
        (["Trao cờ", "Ký giao ước", "Bế mạc"], ["IMG_1", "ký giao ước", "IMG_3"], (0, 1, 2)),
        ([FLAG], ["tong-bi-thu-trao-hoa-le-ha", "tran-van-chung-trao-co"], (1,)),
    ],
)
def test_photos_go_to_the_caption_whose_words_they_share(
    captions: list[str], told: list[str], expected: tuple[int | None, ...]
) -> None:
    assert by_captions(captions, told) == expected


@pytest.mark.parametrize(
    ("captions", "told", "expected"),
    [
        ([SPOKE, FLAG], ["tran-van-chung-trao-co-thi-dua"], (None, 0)),
        ([SPOKE, FLAG], ["anh-chup-buoi-sang", "anh-chup-buoi-chieu"], (0, 1)),
        ([SPOKE, FLAG], ["tran-van-chung-trao-co-1", "tran-van-chung-trao-co-2"], (None, None)),
        ([SPOKE, FLAG], ["IMG_1"], (None, None)),
    ],
)
def test_the_order_of_photos_counts_where_their_words_do_not_speak_against_it(
    captions: list[str], told: list[str], expected: tuple[int | None, ...]
) -> None:
    assert by_captions(captions, told, ordered=True) == expected


def test_a_photo_given_alone_goes_to_its_caption_or_stays_open(
    settings: Settings, tmp_path: Path
) -> None:
    report = tmp_path / "bai.txt"
    captions = f"{SPOKE}. Ảnh: Thu Hà\n\n{FLAG}. Ảnh: Thu Hà"
    report.write_text(ANOTHER.format(caption=captions), encoding="utf-8")
    beside = tmp_path / "tran-van-chung-trao-co-thi-dua.jpg"
    beside.write_bytes(picture(0))
    result = import_file(report, settings, pictures=[beside])
    assert result.value, result.problems
    text = (settings.content_path / result.value.article).read_text(encoding="utf-8")
    assert f'![](thieu-anh "{SPOKE}' in text
    assert re.search(rf'!\[\]\(\S+\.jpg "{FLAG}', text)


@pytest.mark.parametrize(
    "told",
    [
        ["IMG_1", "IMG_2"],
        ["DSC_0012", "DSC_0013"],
        ["hop-giao-ban-1", "hop-giao-ban-2"],
        ["le-phat-dong-anh1", "le-phat-dong-anh2"],
        ["z5123_8f0a", "z5123_77b1"],
        ["OLYMPUS DIGITAL CAMERA", "OLYMPUS DIGITAL CAMERA"],
    ],
)
def test_photos_that_say_nothing_go_in_order_when_they_are_as_many(told: list[str]) -> None:
    assert by_captions([SPOKE, FLAG], told, "Họp giao ban tháng 2") == (0, 1)


@pytest.mark.parametrize(
    ("captions", "told"),
    [
        ([SPOKE, FLAG], ["IMG_1"]),
        ([SPOKE], ["IMG_1", "IMG_2"]),
        (["Quang cảnh hội nghị", "Các đại biểu dự hội nghị"], ["dai-bieu-hoi-nghi"]),
        (["Lê Hà phát biểu", "Lê Hà trao quà"], ["le-ha"]),
        (["Trần Văn Chung trao cờ", "Trần Văn Chung trao quà"], ["tran-van-chung"]),
        ([SPOKE, FLAG], ["le-ha-trao-co-thi-dua"]),  # the one's name, the other's deed
        ([SPOKE], ["nguyen-thi-mai-cat-bang"]),
        ([SPOKE, "Trần Văn Chung và các đại biểu"], ["tran-van-chung-1", "tran-van-chung-2"]),
        ([FLAG], ["tran-van-chung-trao-co", "trao-co-tran-van-chung"]),
        (["Trần Văn Chung", "Trần Văn Chúng"], ["tran-van-chung", "IMG_2"]),
    ],
)
def test_where_words_leave_a_doubt_a_photo_goes_to_no_caption(
    captions: list[str], told: list[str]
) -> None:
    assert set(by_captions(captions, told)) == {None}


TWO = REPORT.replace(
    "Quang cảnh hội trường. Ảnh: Lam Hồng",
    "Đồng chí Lê Hà phát biểu. Ảnh: Lam Hồng\n\nSau đó các đơn vị nhận cờ của huyện, mỗi đơn vị"
    " một lá.\n\nĐồng chí Trần Văn Chung trao cờ thi đua. Ảnh: Lam Hồng",
)


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("tran-van-chung-trao-co-thi-dua.jpg", "import-photo-missing", [False, True]),
        ("IMG_1.jpg", "import-photo-undecided", [False, False, True]),
    ],
)
def test_in_a_batch_one_photo_is_never_put_under_the_other_caption(
    settings: Settings, tmp_path: Path, name: str, told: str, expected: list[bool]
) -> None:
    folder = tmp_path / "lo"
    folder.mkdir()
    (folder / "bai.txt").write_text(TWO, encoding="utf-8")
    (folder / name).write_bytes(picture(0))
    (outcome,) = import_batch([folder], settings, Wishes())
    assert told in [problem.code for problem in outcome.problems]
    text = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    places = [line for line in text.splitlines() if line.startswith("![")]
    assert ["thieu-anh" not in place for place in places] == expected


ANOTHER = """Trao quà cho hộ nghèo
Cập nhật lúc 08:00, Thứ Sáu, 14/02/2020 (GMT+7)

Sáng nay, Huyện đoàn trao quà cho hộ nghèo nhân dịp năm mới.

Các hộ nghèo đã nhận những phần quà thiết thực của đoàn viên.
{caption}
Tin, ảnh: Thu Hoài
"""


@pytest.mark.parametrize(
    ("before", "caption", "credit", "told"),
    [
        (["Ảnh: Lam Hồng"], "", "Ảnh: Lam Hồng", ""),
        ([""], "", "", "import-known-photo-credit"),
        (["Ảnh: Lam Hồng", "Ảnh: Mai Lan"], "", "", "import-known-photo-credit"),
        (["Ảnh: Lam Hồng"], "\nTrao quà. Ảnh: Mai Lan\n", "Ảnh: Mai Lan", "import-credit-differs"),
        (["Ảnh: Mai Lan"], "\nTrao quà. Ảnh: Mai Lan\n", "Ảnh: Mai Lan", ""),
    ],
)
def test_the_credit_of_a_photo_of_the_archive_is_never_the_byline_of_another_report(
    settings: Settings, tmp_path: Path, before: list[str], caption: str, credit: str, told: str
) -> None:
    (settings.content_path / "photos/2019/05/cu.jpg").write_bytes(picture(0))
    for number, words in enumerate(before):
        path = settings.content_path / f"articles/2019/05/cu-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"Title: Cũ {number}\nId: cuucuu0{number}\nDate: 2019-05-01\nCategory: Thi đua\n\n"
            f'Bài.\n\n![](cu.jpg "Trao quà. {words}")\n',
            encoding="utf-8",
        )
    report, beside = tmp_path / "bai.txt", tmp_path / "IMG_1.jpg"
    report.write_text(ANOTHER.format(caption=caption), encoding="utf-8")
    beside.write_bytes(picture(0))
    result = import_file(report, settings, pictures=[beside])
    assert result.value, result.problems
    text = (settings.content_path / result.value.article).read_text(encoding="utf-8")
    (shown,) = [line for line in text.splitlines() if line.startswith("![")]
    assert "photos/2019/05/cu.jpg" in shown
    assert [part for part in ("Lam Hồng", "Mai Lan", "Thu Hoài") if part in shown] == (
        [credit.removeprefix("Ảnh: ")] if credit else []
    )
    codes = {problem.code for problem in result.problems}
    assert codes & {"import-known-photo-credit", "import-credit-differs"} == ({told} - {""})


def test_a_credit_taken_from_the_byline_is_told(settings: Settings, tmp_path: Path) -> None:
    report, beside = tmp_path / "bai.txt", tmp_path / "IMG_1.jpg"
    report.write_text(ANOTHER.format(caption=""), encoding="utf-8")
    beside.write_bytes(picture(0))
    result = import_file(report, settings, pictures=[beside])
    told = [problem for problem in result.problems if problem.code == "import-credit-assumed"]
    assert [problem.params["credit"] for problem in told] == ["Thu Hoài"]
    assert told[0].severity is Severity.WARNING


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


def test_photos_not_looked_at_yet_are_known_by_their_bytes_and_the_others_are_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kyyeu.importers.known_photos._MOST", 2)
    for number in range(6):
        path = settings.content_path / f"photos/2019/05/cu-{number}.jpg"
        path.write_bytes(picture(20 * number))
    known = KnownPhotos(settings)
    assert known.waiting == 4
    assert known.recognised(PhotoFile("x.jpg", picture(100))).known == "photos/2019/05/cu-5.jpg"
    assert known.recognised(PhotoFile("x.jpg", picture(7))).known == ""
    assert known.recognised(PhotoFile("x.jpg", picture(20))).known == "photos/2019/05/cu-1.jpg"
    (tmp_path / ".cache/looks.json").unlink()
    report, beside = tmp_path / "bai.txt", tmp_path / "IMG_1.jpg"
    report.write_text(REPORT, encoding="utf-8")
    beside.write_bytes(picture(7))
    result = import_file(report, settings, pictures=[beside])
    told = [problem for problem in result.problems if problem.code == "import-photos-unseen"]
    assert [problem.params for problem in told] == [{"count": 4}]
