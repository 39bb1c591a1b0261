from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFile

from kyyeu.model import Photo
from kyyeu.photos import read
from kyyeu.photos.embedded import xmp_packet
from kyyeu.problems import Severity, describe
from kyyeu.settings import Limits

SOURCE = "photos/2020/02/a.jpg"
LIMITS = Limits()


def picture(format_name: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    stream = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, format_name, **options)
    return stream.getvalue()


def with_iptc(jpeg: bytes, *records: tuple[int, int, bytes]) -> bytes:
    """A JPEG with an IPTC-IIM block, as picture desks write it: APP13, 8BIM 0x0404."""
    iim = b"".join(struct.pack(">BBBH", 0x1C, r, n, len(v)) + v for r, n, v in records)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
    segment = b"Photoshop 3.0\x00" + block
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def look(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> tuple[Photo | None, list[str]]:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    result = read(path, SOURCE, limits)
    for problem in result.problems:
        assert problem.path == SOURCE
        assert describe(problem).startswith(SOURCE)
        assert (problem.severity is Severity.ERROR) == (result.value is None)
    return result.value, [problem.code for problem in result.problems]


def seen(tmp_path: Path, data: bytes) -> Photo:
    photo, problems = look(tmp_path, data)
    assert problems == []
    assert photo is not None
    return photo


# --------------------------------------------------------------------------- the guard

JPEG = picture()


def claiming(size: int) -> bytes:
    """A small PNG whose header says that it is large."""
    png = picture("PNG")
    header = b"IHDR" + struct.pack(">II", size, size) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photo-empty"),
        (b"<!doctype html><p>Not found</p>", "photo-not-a-photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo-not-a-photo"),
        (b"\xff\xd8\xff\xe0", "photo-cut-off"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 40 + b"IEND\xaeB`\x82", "photo-damaged"),
        (picture("TIFF"), "photo-not-a-photo"),
        (picture("BMP"), "photo-not-a-photo"),
        (JPEG[:-200], "photo-cut-off"),
        (JPEG[: len(JPEG) // 2], "photo-cut-off"),
        (picture("PNG")[:-20], "photo-cut-off"),
        (picture("WEBP")[:-20], "photo-cut-off"),
        (picture("GIF")[:-20], "photo-cut-off"),
        (claiming(9000), "photo-too-large"),
    ],
)
def test_what_is_no_whole_photo_is_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    assert look(tmp_path, data) == (None, [code])


def test_a_cut_photo_is_told_although_its_thumbnail_is_whole(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x9286] = JPEG  # any place in the metadata that holds a whole small picture
    whole = picture(exif=exif, size=(400, 300))
    assert JPEG in whole
    seen(tmp_path, whole)
    assert look(tmp_path, whole[:-300]) == (None, ["photo-cut-off"])


def test_each_format_has_its_own_limit(tmp_path: Path) -> None:
    few = Limits(photo_pixels=2400, other_pixels=2399)
    assert look(tmp_path, JPEG, few)[1] == []
    assert look(tmp_path, picture("PNG"), few)[1] == ["photo-too-large"]
    assert look(tmp_path, JPEG, Limits(photo_pixels=2399))[1] == ["photo-too-large"]
    assert look(tmp_path, JPEG, Limits(photo_bytes=100))[1] == ["photo-too-heavy"]


def test_a_bomb_beyond_pillows_own_stop_is_a_problem_too(tmp_path: Path) -> None:
    assert look(tmp_path, claiming(40_000)) == (None, ["photo-too-large"])


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    result = read(tmp_path / "khong-co.jpg", SOURCE, Limits())
    assert [problem.code for problem in result.problems] == ["photo-unreadable"]


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_formats_are_read(tmp_path: Path, format_name: str) -> None:
    photo = seen(tmp_path, picture(format_name))
    assert (photo.width, photo.height) == (60, 40)
    assert (photo.caption, photo.credit, photo.alt) == ("", "", "")
    assert not photo.has_location


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60)), (99, (60, 40))],
)
def test_sizes_are_those_of_the_upright_photo(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = seen(tmp_path, picture(exif=exif))
    assert (photo.width, photo.height) == size


# --------------------------------------------------------------------------- words

UTF8 = (1, 90, b"\x1b%G")


@pytest.mark.parametrize(
    ("records", "caption", "credit"),
    [
        (
            [UTF8, (2, 120, "Lễ ký giao ước.".encode()), (2, 80, "Lam Hồng".encode())],
            "Lễ ký giao ước.",
            "Lam Hồng",
        ),
        ([(2, 120, "Không khai bảng mã".encode())], "Không khai bảng mã", ""),
        ([UTF8, (2, 110, "Báo Nam Định".encode())], "", "Báo Nam Định"),
        ([UTF8, (2, 80, b"An"), (2, 80, "Bình".encode())], "", "An, Bình"),
        ([UTF8, (2, 80, "Ảnh: Lam Hồng".encode())], "", "Lam Hồng"),
        ([UTF8, (2, 120, "Lễ ký. Ảnh: Lam Hồng".encode())], "Lễ ký.", "Lam Hồng"),
        ([UTF8, (2, 120, "Va\u0300o\r\nhe\u0300".encode())], "Vào hè", ""),
        ([UTF8, (2, 120, "a\u202eb\x07c".encode())], "abc", ""),
    ],
)
def test_words_of_the_picture_desk_are_read(
    tmp_path: Path, records: list[tuple[int, int, bytes]], caption: str, credit: str
) -> None:
    photo = seen(tmp_path, with_iptc(JPEG, *records))
    assert (photo.caption, photo.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("records", "problems"),
    [
        ([(2, 120, "Hội nghị".encode("cp1258", "ignore") + b"\xe2\xef")], ["photo-unread-caption"]),
        ([UTF8, (2, 80, b"\xff\xfe")], ["photo-unread-credit"]),
        ([UTF8, (2, 120, b"x" * 2001)], ["photo-unread-caption"]),
    ],
)
def test_words_that_would_have_to_be_guessed_are_reported_not_shown(
    tmp_path: Path, records: list[tuple[int, int, bytes]], problems: list[str]
) -> None:
    photo, found = look(tmp_path, with_iptc(JPEG, *records))
    assert found == problems
    assert photo is not None
    assert (photo.caption, photo.credit) == ("", "")


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Báo Nam Định">
 <dc:description><rdf:Alt><rdf:li xml:lang="en">Signing</rdf:li>
 <rdf:li xml:lang="x-default">Ký &lt;giao ước&gt;</rdf:li></rdf:Alt></dc:description>
 <dc:creator><rdf:Seq><rdf:li>Lam Hồng</rdf:li><rdf:li>Thu Hoài</rdf:li></rdf:Seq></dc:creator>
 <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Hai người bắt tay</rdf:li>
 </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_xmp_tells_caption_creators_and_alt_text(tmp_path: Path) -> None:
    photo = seen(tmp_path, picture(xmp=XMP.encode()))
    assert photo.caption == "Ký <giao ước>"
    assert photo.credit == "Lam Hồng, Thu Hoài"
    assert photo.alt == "Hai người bắt tay"


def test_xmp_is_trusted_more_than_iptc_and_that_more_than_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "Từ EXIF".encode(), "Người EXIF".encode()
    assert seen(tmp_path, picture(exif=exif)).caption == "Từ EXIF"
    assert seen(tmp_path, picture(exif=exif)).credit == "Người EXIF"
    both = with_iptc(picture(exif=exif), UTF8, (2, 120, "Từ IPTC".encode()))
    assert seen(tmp_path, both).caption == "Từ IPTC"
    assert seen(tmp_path, both).credit == "Người EXIF"
    third = with_iptc(
        picture(exif=exif, xmp=xmp_packet("Từ XMP", "")), UTF8, (2, 120, "Từ IPTC".encode())
    )
    assert seen(tmp_path, third).caption == "Từ XMP"


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SAMSUNG DIGITAL CAMERA", "DSC_0042", "dav", "Exif_JPEG"]
)
def test_what_a_camera_writes_by_itself_is_no_caption(tmp_path: Path, words: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = words
    assert seen(tmp_path, picture(exif=exif)).caption == ""


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize(
    "packet",
    [
        b"<x:xmpmeta",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        b"<a>" * 20_000,
        b"\xff\xfe\x00",
    ],
)
def test_broken_or_hostile_metadata_are_no_reason_to_refuse_a_photo(
    tmp_path: Path, packet: bytes
) -> None:
    photo, problems = look(tmp_path, picture(xmp=packet, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"))
    assert photo is not None
    assert problems == []
    assert photo.caption == ""


def test_a_photo_says_when_it_knows_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (20.0, 25.0, 12.0)
    assert seen(tmp_path, picture(exif=exif)).has_location
    packet = b"""<a xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="20,25N"/>"""
    assert seen(tmp_path, picture(xmp=packet)).has_location


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "GIF"])
def test_reading_decodes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    data = picture(format_name)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("decoded"))
    seen(tmp_path, data)
