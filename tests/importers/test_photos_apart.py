"""A photo that comes in is decoded in a process apart, within limits, and told of at the door."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from kyyeu.cache import Cache
from kyyeu.importers import State, import_file, kept_workers, looking, worker
from kyyeu.settings import Limits, Settings
from tests.importers.batch_runs import codes, picture, report, run, settings, written

__all__ = ["settings"]  # a fixture
NAME = "kho › le-ky.txt"


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 700), **words: object) -> bytes:
    data = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(data, kind, **words)
    return data.getvalue()


def located() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 26.0, 0.0), 3: "E", 4: (106.0, 10.0, 0.0)})
    return photo(exif=exif)


def with_torn_pixels(kind: str) -> bytes:
    """A photo with its beginning and its end, and nothing that can be read between them."""
    data = photo(kind)
    middle = len(data) // 2
    return data[: middle - 200] + b"\0" * 400 + data[middle + 200 :]


def kho(folder: Path, data: bytes, suffix: str = ".jpg") -> Path:
    folder.mkdir()
    (folder / "le-ky.txt").write_bytes(report("Lễ ký giao ước"))
    (folder / f"le-ky{suffix}").write_bytes(data)
    return folder


def no_decoding(image: ImageFile.ImageFile) -> None:
    raise AssertionError(f"{image} is decoded here")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_of_a_photo_is_decoded_in_the_process_that_holds_the_archive(
    kind: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile.ImageFile, "load", no_decoding)
    folder = kho(tmp_path / "kho", photo(kind), f".{kind.lower()}")
    assert run(folder, settings)[NAME].state is not State.REFUSED
    (folder / "le-ky.txt").write_bytes(report("Một bài khác"))
    assert run(folder, settings)[NAME].article
    assert len([name for name in written(settings) if name.startswith("photos/")]) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_cut_off_keeps_its_article_out_and_is_told(
    kind: str, tmp_path: Path, settings: Settings
) -> None:
    whole = photo(kind)
    found = run(kho(tmp_path / "kho", whole[: len(whole) // 2], f".{kind.lower()}"), settings)
    assert found[NAME].state is State.REFUSED
    assert codes(found[NAME])[-1] in ("photo-cut-off", "photo-damaged")
    assert written(settings) == []


def test_a_photo_whose_pixels_are_torn_is_found_before_anything_is_written(
    tmp_path: Path, settings: Settings
) -> None:
    found = run(kho(tmp_path / "kho", with_torn_pixels("PNG"), ".png"), settings)
    (fault,) = [one for one in found[NAME].problems if one.code == "photo-damaged"]
    assert fault.path == f"{NAME} › le-ky.png"
    assert written(settings) == []


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (photo(), ()),
        (photo(size=(300, 200)), ("figure-small",)),
        (located(), ("figure-location",)),
    ],
)
def test_what_check_says_of_a_photo_is_said_when_it_comes_in(
    data: bytes, wanted: tuple[str, ...], tmp_path: Path, settings: Settings
) -> None:
    folder = kho(tmp_path / "kho", data)
    found = run(folder, settings)[NAME]
    told = [one for one in found.problems if one.code.startswith("figure-")]
    assert tuple(one.code for one in told) == wanted
    assert {one.path for one in told} <= {f"{NAME} › le-ky.jpg"}
    assert found.article
    alone = Settings(tmp_path / "rieng", "", "", ("Thi đua",))
    alone.content_path.mkdir(parents=True)
    single = import_file(folder / "le-ky.txt", alone, pictures=[folder / "le-ky.jpg"])
    assert tuple(one.code for one in single.problems if one.code.startswith("figure-")) == wanted


@pytest.mark.parametrize(
    ("kind", "words", "bytes_a_pixel"),
    [("PNG", {}, 4), ("GIF", {}, 4), ("WEBP", {}, 16), ("JPEG", {"progressive": True}, 6)],
)
def test_a_photo_that_would_take_too_much_memory_is_not_decoded_but_told(
    kind: str, words: dict[str, object], bytes_a_pixel: int, tmp_path: Path
) -> None:
    data = photo(kind, (1000, 800), **words)
    needed = 800_000 * bytes_a_pixel + len(data) + 128 * 1024 * 1024
    for memory, wanted in ((needed - 1, ["photo-too-costly"]), (needed, [])):
        found = looking.look(data, "anh", replace(Limits(), photo_memory=memory), Cache(tmp_path))
        assert [one.code for one in found.problems] == wanted


@pytest.mark.parametrize(
    ("program", "wanted"),
    [
        ("import os; os.abort()", "photo-damaged"),
        ("import sys; sys.exit(70)", "photo-too-costly"),
        ("print('0 1'); print('{')", "photo-damaged"),
        ("print('0 2'); print('[]')", "photo-damaged"),
    ],
)
def test_a_worker_that_dies_over_a_photo_is_a_problem_of_the_photo(
    program: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_COMMAND", [sys.executable, "-c", program])
    found = looking.look(picture(), "anh.jpg", Limits(), Cache(tmp_path))
    assert [(one.path, one.code) for one in found.problems] == [("anh.jpg", wanted)]


def test_what_was_seen_of_a_photo_is_remembered_and_no_worker_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path)
    first = looking.look(picture(), "anh.jpg", Limits(), kept)
    monkeypatch.setattr(looking, "ask", no_decoding)
    assert looking.look(picture(), "anh.jpg", Limits(), kept) == first
    assert kept_workers._ROOM.waiting == []
