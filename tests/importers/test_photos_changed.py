"""A photo that was replaced under its name in a batch: told, proposed, never taken over."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from kyyeu.importers import Outcome, State
from kyyeu.settings import Settings
from tests.importers.batch_runs import office, picture, report, run, settings, written

__all__ = ["settings"]  # a fixture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report with its photo."""
    return office(tmp_path / "kho")


def _changed(outcome: Outcome) -> list[dict[str, object]]:
    return [dict(one.params) for one in outcome.problems if one.code == "batch-photo-changed"]


def test_a_photo_replaced_under_its_name_is_told_with_a_difference_and_nothing_is_overwritten(
    folder: Path, settings: Settings
) -> None:
    name = "kho › thang-2/le-ky.txt"
    article = run(folder, settings)[name].article
    before = {one: (settings.content_path / one).read_bytes() for one in written(settings)}
    assert _changed(run(folder, settings)[name]) == []
    photo = folder / "thang-2" / "le-ky" / "IMG_1.jpg"
    photo.write_bytes(picture(77))
    for _ in range(2):  # as long as it stands so
        found = run(folder, settings)[name]
        assert found.state is State.BEFORE
        (told,) = _changed(found)
        gone, new = [
            line for line in str(told["difference"]).splitlines() if line[1:].startswith("![")
        ]
        assert gone[0] + new[0] == "-+"
        assert PurePosixPath(str(told["new"])).name in new
        assert {one: (settings.content_path / one).read_bytes() for one in before} == before
        assert written(settings) == sorted(before)
    # an editor does what the remedy says
    (settings.root / str(told["new"])).write_bytes(photo.read_bytes())
    text = before[article].decode()
    (settings.content_path / article).write_text(text.replace(gone[1:], new[1:]), "utf-8")
    assert _changed(run(folder, settings)[name]) == []


def test_a_replaced_photo_is_noticed_without_a_journal_and_one_only_touched_is_not(
    folder: Path, settings: Settings
) -> None:
    name = "kho › thang-2/le-ky.txt"
    run(folder, settings)
    journal = settings.cache_path / "imports.jsonl"
    journal.unlink()
    photo = folder / "thang-2" / "le-ky" / "IMG_1.jpg"
    os.utime(photo, (1, 1))
    assert _changed(run(folder, settings)[name]) == []
    photo.write_bytes(picture(77))
    journal.unlink()
    assert len(_changed(run(folder, settings)[name])) == 1


def test_a_photo_replaced_in_a_zip_is_told(settings: Settings, tmp_path: Path) -> None:
    def zipped(shade: int) -> Path:
        with zipfile.ZipFile(tmp_path / "kho.zip", "w") as pack:
            pack.writestr("le-ky.txt", report("Lễ ký giao ước"))
            pack.writestr("le-ky.jpg", picture(shade))
        return tmp_path / "kho.zip"

    run(zipped(0), settings)
    (again,) = run(zipped(0), settings).values()
    (other,) = run(zipped(77), settings).values()
    assert (_changed(again), len(_changed(other))) == ([], 1)


def test_a_photo_that_a_saved_page_shows_is_told_when_it_was_replaced(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "kho"
    (folder / "trang_files").mkdir(parents=True)
    page = (
        "<h1>Mùa gặt ở Giao Hà</h1><p>Đăng lúc 08:00, 05/06/2020</p><p>Sáng nay bà con xã Giao Hà "
        'ra đồng gặt trà lúa đầu tiên của vụ.</p><p><img src="trang_files/lua.jpg"></p><p>Năm nay '
        "lúa được mùa hơn năm ngoái, mỗi sào hơn hai tạ thóc.</p><p>Bài, ảnh: Lam Hồng</p>"
    )
    (folder / "trang.html").write_text(page, "utf-8")
    photo = folder / "trang_files" / "lua.jpg"
    photo.write_bytes(picture(10))
    name = "kho › trang.html"
    assert run(folder, settings)[name].article
    assert _changed(run(folder, settings)[name]) == []
    photo.write_bytes(picture(77))
    (told,) = _changed(run(folder, settings)[name])
    gone, new = [one for one in str(told["difference"]).splitlines() if one[1:].startswith("![")]
    assert (gone[0], new[0]) == ("-", "+")
    assert PurePosixPath(str(told["new"])).name in new
    photo.unlink()
    assert _changed(run(folder, settings)[name]) == []
