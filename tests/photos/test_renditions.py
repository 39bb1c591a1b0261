from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, features

from kyyeu.model import Photo
from kyyeu.photos import develop, read
from kyyeu.photos.renditions import Renditions, plan
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.settings import Limits


def shoot(
    tmp_path: Path, image: Image.Image, name: str = "Hội nghị.jpg", **options: Any
) -> tuple[Photo, Path]:
    """Save a picture and read it as a photo of the holdings."""
    path = tmp_path / name
    image.save(path, **options)
    return look(path)


def look(path: Path) -> tuple[Photo, Path]:
    photo = read(path, f"photos/2020/02/{path.name}", Limits()).value
    assert photo is not None
    return photo, path


def scene(width: int, height: int) -> Image.Image:
    """Left half red, right half blue, with a green band on top."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    image.paste((30, 160, 30), (0, 0, width, height // 4))
    return image


def opened(renditions: Renditions) -> list[Image.Image]:
    images = [Image.open(BytesIO(rendition.file.read_bytes())) for rendition in renditions.all]
    for image in images:
        image.load()
    return images


@pytest.mark.parametrize(
    ("width", "height", "widths"),
    [
        (4000, 3000, [400, 800, 1200]),
        (1200, 800, [400, 800, 1200]),
        (1000, 700, [400, 800, 1000]),
        (850, 600, [400, 850]),
        (800, 600, [400, 800]),
        (420, 300, [420]),
        (120, 90, [120]),
        (1, 1, [1]),
    ],
)
def test_renditions_are_never_wider_than_the_original(
    width: int, height: int, widths: list[int]
) -> None:
    planned = plan(Photo("photos/a.jpg", "0" * 32, width, height), Path())
    assert [rendition.width for rendition in planned.jpeg] == widths
    assert [rendition.width for rendition in planned.avif] == widths
    for rendition in planned.all:
        assert abs(rendition.height - rendition.width * height / width) <= 0.5


def test_a_name_tells_slug_digest_and_width() -> None:
    planned = plan(Photo("photos/2020/02/Hội nghị.jpg", "0" * 32, 500, 400), Path("store"))
    name = planned.jpeg[0].name
    assert name.startswith("hoi-nghi-")
    assert name.endswith("-400.jpg")
    assert len(name.removeprefix("hoi-nghi-").removesuffix("-400.jpg")) == 10
    assert planned.avif[1].name == planned.jpeg[1].name.replace(".jpg", ".avif")
    assert planned.jpeg[0].file == Path("store") / name


def test_other_bytes_or_other_words_have_another_name() -> None:
    photo = Photo("photos/a.jpg", "0" * 32, 500, 400)
    others = [
        dataclasses.replace(photo, digest="1" * 32),
        dataclasses.replace(photo, caption="Lễ ký"),
        dataclasses.replace(photo, credit="Lam Hồng"),
    ]
    names = {plan(each, Path()).jpeg[0].name for each in (photo, *others)}
    assert len(names) == 4


def test_every_rendition_is_what_the_plan_says(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(900, 600), quality=95)
    renditions = develop(photo, path, tmp_path / "store")
    assert renditions == plan(photo, tmp_path / "store")
    for rendition, image in zip(renditions.all, opened(renditions), strict=True):
        assert image.size == (rendition.width, rendition.height)
        assert image.format == ("AVIF" if rendition.name.endswith(".avif") else "JPEG")
        assert image.mode == "RGB"
    assert all(image.info.get("progressive") for image in opened(renditions)[-3:])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_set_upright(tmp_path: Path, orientation: int) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,  # the camera turns the other way
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = scene(90, 60)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(turns[orientation]) if orientation > 1 else upright
    photo, path = shoot(tmp_path, stored, exif=exif, quality=95)
    for image in opened(develop(photo, path, tmp_path / "store")):
        assert image.size == (90, 60)
        colours = [image.getpixel(place) for place in ((10, 5), (10, 50), (80, 50))]
        assert [max(range(3), key=colour.__getitem__) for colour in colours] == [1, 0, 2]
        assert image.getexif().get(0x0112) is None


def test_no_rendition_knows_where_the_photo_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "NhaMay", "Mau-May-42"
    exif[0x010E], exif[0x013B] = "Lễ ký".encode(), "Lam Hồng".encode()
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 25.0, 12.0), 29: "2020:02:13"})
    packet = (
        b'<a xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="20,25N">So-may-77</a>'
    )
    photo, path = shoot(tmp_path, scene(900, 600), exif=exif, xmp=packet, comment=b"Ghi-chu-99")
    assert photo.has_location
    renditions = develop(photo, path, tmp_path / "store")
    for rendition, image in zip(renditions.all, opened(renditions), strict=True):
        assert not image.getexif().get_ifd(0x8825)
        data = rendition.file.read_bytes()
        for trace in (b"GPS", b"2020:02:13", b"NhaMay", b"Mau-May-42", b"So-may-77", b"Ghi-chu-99"):
            assert trace not in data
    assert not any(look(rendition.file)[0].has_location for rendition in renditions.jpeg)


def test_caption_and_credit_are_written_back(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    photo = dataclasses.replace(photo, caption="Ký <giao ước> & họp", credit="Lam Hồng")
    renditions = develop(photo, path, tmp_path / "store")
    for image in opened(renditions):
        packet = image.info["xmp"].decode()
        assert "Ký &lt;giao ước&gt; &amp; họp" in packet
        assert packet.count("Lam Hồng") == 2
        words = image.getxmp()["xmpmeta"]["RDF"]["Description"]
        assert words["creator"]["Seq"]["li"] == "Lam Hồng"
    again, _ = look(renditions.jpeg[0].file)
    assert (again.caption, again.credit) == (photo.caption, photo.credit)
    exif = Image.open(renditions.jpeg[0].file).getexif()
    assert set(exif) == {0x010E, 0x013B}


def test_a_photo_without_words_gets_no_metadata_at_all(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    for image in opened(develop(photo, path, tmp_path / "store")):
        assert "xmp" not in image.info
        assert not image.getexif()
        assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    ("mode", "name"),
    [("L", "a.jpg"), ("CMYK", "a.jpg"), ("P", "a.png"), ("1", "a.png"), ("I;16", "a.png"),
     ("LA", "a.png"), ("RGBA", "a.webp"), ("P", "a.gif")],
)  # fmt: skip
def test_every_kind_of_pixel_becomes_rgb(tmp_path: Path, mode: str, name: str) -> None:
    image = Image.new("I;16", (60, 40), 40000) if mode == "I;16" else scene(60, 40).convert(mode)
    photo, path = shoot(tmp_path, image, name)
    shown = opened(develop(photo, path, tmp_path / "store"))
    assert [one.mode for one in shown] == ["RGB", "RGB"]
    if mode == "I;16":
        assert all(abs(one.getpixel((5, 5))[0] - 156) < 4 for one in shown)


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (60, 40), (200, 0, 0, 0))
    photo, path = shoot(tmp_path, image, "a.png")
    for shown in opened(develop(photo, path, tmp_path / "store")):
        assert min(shown.getpixel((30, 20))) > 250


def test_a_colour_profile_is_applied_before_it_is_left_out(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    plain, plain_path = shoot(tmp_path, scene(60, 40), "a.png")
    tagged, tagged_path = shoot(tmp_path, scene(60, 40), "b.png", icc_profile=swapped)
    broken, broken_path = shoot(tmp_path, scene(60, 40), "c.png", icc_profile=b"rubbish")
    store = tmp_path / "store"
    colours = [
        opened(develop(photo, path, store))[1].getpixel((5, 30))
        for photo, path in ((plain, plain_path), (tagged, tagged_path), (broken, broken_path))
    ]
    assert colours[0][0] > colours[0][2]
    assert colours[1][0] < colours[1][2]  # red and blue have changed places
    assert colours[0] == colours[2]


# --------------------------------------------------------------------------- the store


def bytes_of(renditions: Renditions) -> list[bytes]:
    return [rendition.file.read_bytes() for rendition in renditions.all]


def test_the_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(900, 600))
    first = bytes_of(develop(photo, path, tmp_path / "one"))
    assert bytes_of(develop(photo, path, tmp_path / "two")) == first


def test_what_is_kept_whole_is_not_made_again(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(500, 400))
    renditions = develop(photo, path, tmp_path / "store")
    before = [rendition.file.stat().st_mtime_ns for rendition in renditions.all]
    path.unlink()  # the original is not even looked at
    assert develop(photo, path, tmp_path / "store") == renditions
    assert [rendition.file.stat().st_mtime_ns for rendition in renditions.all] == before


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "sidecar", "sidecar-gone"])
def test_what_is_not_kept_whole_is_made_again(tmp_path: Path, harm: str) -> None:
    photo, path = shoot(tmp_path, scene(500, 400))
    store = tmp_path / "store"
    renditions = develop(photo, path, store)
    whole = bytes_of(renditions)
    file, sidecar = renditions.avif[0].file, next(store.glob("*.json"))
    if harm == "cut":
        file.write_bytes(whole[0][:-1])
    elif harm == "changed":
        file.write_bytes(b"x" * len(whole[0]))
    elif harm == "gone":
        file.unlink()
    elif harm == "sidecar":
        sidecar.write_bytes(b'{"a": 1}')
    else:
        sidecar.unlink()
    assert bytes_of(develop(photo, path, store)) == whole


def test_a_linked_rendition_is_never_written_in_place(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    store = tmp_path / "store"
    file = develop(photo, path, store).jpeg[0].file
    linked = tmp_path / "output.jpg"
    linked.hardlink_to(file)
    whole = linked.read_bytes()
    next(store.glob("*.json")).unlink()
    develop(photo, path, store)
    assert not linked.samefile(file)
    assert linked.read_bytes() == whole


def test_a_store_holds_nothing_else_when_work_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        develop(photo, path, tmp_path / "store")
    assert list((tmp_path / "store").iterdir()) == []


# --------------------------------------------------------------------------- faults


def test_a_photo_that_was_replaced_meanwhile_is_named(tmp_path: Path) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    scene(91, 60).save(path)
    with pytest.raises(ContentFault) as caught:
        develop(photo, path, tmp_path / "store")
    assert [problem.code for problem in caught.value.problems] == ["photo-changed"]
    assert caught.value.problems[0].path == photo.source


def test_a_photo_damaged_inside_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    stream = BytesIO()
    scene(90, 60).save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[data.index(b"IDAT") + 4] ^= 0xFF
    path.write_bytes(data)
    photo, _ = look(path)
    with pytest.raises(ContentFault) as caught:
        develop(photo, path, tmp_path / "store")
    assert [problem.code for problem in caught.value.problems] == ["photo-damaged"]


def test_a_pillow_without_avif_is_a_fault_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, path = shoot(tmp_path, scene(90, 60))
    monkeypatch.setattr(features, "check", lambda _: False)
    with pytest.raises(MachineFault):
        develop(photo, path, tmp_path / "store")
    assert not (tmp_path / "store").exists()
