"""Files in, files out: once, whole, and never over somebody's work."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from kyyeu import holdings, photos, validation
from kyyeu.importers import Imported, import_file
from kyyeu.problems import Problem, has_errors
from kyyeu.settings import VIETNAM, Settings
from tests.importers.reports import CAPTION, TEXT, codes, settings


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    (tmp_path / "site" / "content").mkdir(parents=True)
    return settings(tmp_path / "site")


@pytest.fixture
def paste(tmp_path: Path) -> Path:
    path = tmp_path / "bài dán.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def files_of(site: Settings) -> dict[str, bytes]:
    return {
        path.relative_to(site.content_path).as_posix(): path.read_bytes()
        for path in site.content_path.rglob("*")
        if path.is_file()
    }


def imported(
    path: Path, site: Settings, *pictures: Path, category: str = "Thi đua"
) -> tuple[Imported, tuple[Problem, ...]]:
    result = import_file(path, site, pictures=pictures, category=category)
    assert result.value is not None, result.problems
    return result.value, result.problems


def test_an_import_writes_what_it_says(paste: Path, site: Settings) -> None:
    done, _ = imported(paste, site)
    assert not done.already
    assert done.written[-1] == done.article
    assert sorted(done.written) == sorted(files_of(site))


def test_what_was_imported_is_read_and_checked_without_error(paste: Path, site: Settings) -> None:
    done, _ = imported(paste, site)
    read = holdings.load(site, photos.read)
    assert [article.source for article in read.value.articles] == [done.article]
    now = datetime(2020, 3, 1, tzinfo=VIETNAM)
    assert not has_errors((*read.problems, *validation.check(read.value, site, now)))


def test_a_second_import_changes_nothing(paste: Path, site: Settings, tmp_path: Path) -> None:
    first, _ = imported(paste, site)
    before = files_of(site)
    copy = tmp_path / "other name.txt"
    copy.write_bytes(paste.read_bytes())
    for path in (paste, copy):
        again, problems = imported(path, site)
        assert (again.already, again.article, again.written) == (True, first.article, ())
        assert problems == ()
    assert files_of(site) == before


def test_a_second_import_finds_an_article_that_was_renamed_and_edited(
    paste: Path, site: Settings
) -> None:
    first, _ = imported(paste, site)
    old = site.content_path / first.article
    new = old.with_name("ten-khac.md")
    new.write_text(old.read_text(encoding="utf-8") + "\nSửa tay.\n", encoding="utf-8")
    old.unlink()
    again, _ = imported(paste, site)
    assert again.article == "articles/2020/02/ten-khac.md"
    assert again.already


def test_an_article_that_was_removed_can_be_imported_again(paste: Path, site: Settings) -> None:
    first, _ = imported(paste, site)
    before = files_of(site)
    (site.content_path / first.article).unlink()
    again, _ = imported(paste, site)
    assert not again.already
    assert files_of(site) == before


def test_a_changed_source_never_overwrites_the_article(paste: Path, site: Settings) -> None:
    imported(paste, site)
    before = files_of(site)
    paste.write_text(TEXT.replace("12 nghìn", "13 nghìn"), encoding="utf-8")
    result = import_file(paste, site, category="Thi đua")
    assert result.value is None
    assert "import-article-exists" in codes(result.problems)
    assert files_of(site) == before


BRIEF = """Tin vắn trong ngày
Cập nhật lúc 20:12, Thứ Năm, 13/02/2020

{lead}

{body}

Tin: Lam Hồng
"""
FIRST = (
    "Sáng 13/2, xã Mỹ Hưng khánh thành nhà văn hóa thôn Bơn với hai trăm chỗ ngồi.",
    "Công trình do bà con góp công, tiền và đất, xây trong bảy tháng thì xong.",
)
SECOND = (
    "Chiều cùng ngày, thị trấn Liễu Đề ra quân nạo vét kênh trước vụ chiêm xuân.",
    "Hơn ba trăm người đào đắp bốn cây số mương, huyện cho mượn sáu máy xúc.",
)


def test_two_reports_with_one_headline_on_one_day_both_come_in(paste: Path, site: Settings) -> None:
    paste.write_text(BRIEF.format(lead=FIRST[0], body=FIRST[1]), encoding="utf-8")
    first, _ = imported(paste, site)
    paste.write_text(BRIEF.format(lead=SECOND[0], body=SECOND[1]), encoding="utf-8")
    second, problems = imported(paste, site)
    assert first.article != second.article
    told = {problem.code: problem.params for problem in problems}
    assert told["import-same-headline"] == {"article": first.article}
    again, _ = imported(paste, site)
    assert again.already
    assert again.article == second.article


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize(
    "body", [FIRST[1].replace("bảy", "tám"), f"{FIRST[1]} {SECOND[1]}", "Bà con góp công xây."]
)
def test_a_report_that_may_be_the_same_is_refused_and_the_remedy_works(
    paste: Path, site: Settings, body: str, renamed: bool
) -> None:
    paste.write_text(BRIEF.format(lead=FIRST[0], body=FIRST[1]), encoding="utf-8")
    first, _ = imported(paste, site)
    if renamed:
        path = site.content_path / first.article
        path.rename(path.with_name("ten-khac.md"))
    changed = BRIEF.format(lead=FIRST[0], body=body).replace("Tin: Lam", "Tin: Mai")
    if body.startswith("Bà"):  # most of it left out
        changed = changed.replace(body, FIRST[1].partition(",")[0] + ".")
    paste.write_text(changed, encoding="utf-8")
    result = import_file(paste, site, category="Thi đua")
    assert "import-article-exists" in codes(result.problems)
    second = import_file(paste, site, category="Thi đua", apart=True).value
    assert second is not None
    assert second.article != first.article


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT.replace("18/02/2020", "18/02"), "import-no-date"),
        (TEXT + "\x00", "import-control-character"),
        ("", "import-empty"),
    ],
)
def test_with_an_error_nothing_is_written(
    text: str, code: str, paste: Path, site: Settings
) -> None:
    paste.write_text(text, encoding="utf-8")
    result = import_file(paste, site, category="Thi đua")
    assert result.value is None
    assert code in codes(result.problems)
    assert files_of(site) == {}


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_sent_back(
    kind: str, tmp_path: Path, site: Settings, note: Callable[[str], None]
) -> None:
    path = tmp_path / "x.txt"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        if not hasattr(os, "mkfifo"):
            note("this system has no named pipes: the case is met by its absence")
            return
        os.mkfifo(path)
    result = import_file(path, site)
    assert result.value is None
    assert codes(result.problems) == {"import-no-file"}


def test_a_file_above_the_limit_is_not_read_whole(tmp_path: Path, site: Settings) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)  # sparse: no disk is used
    assert codes(import_file(path, site).problems) == {"import-too-large"}


def test_photos_come_along(paste: Path, site: Settings, tmp_path: Path) -> None:
    picture = tmp_path / "Lễ ký.jpg"
    Image.new("RGB", (640, 480), "navy").save(picture)
    done, problems = imported(paste, site, picture)
    assert "import-photo-missing" not in codes(problems)
    (stored,) = [path for path in done.written if path.startswith("photos/2020/02/le-ky-")]
    assert files_of(site)[stored] == picture.read_bytes()
    (article,) = holdings.load(site, photos.read).value.articles
    assert f'![]({stored.rpartition("/")[2]} "{CAPTION}' in article.body


def test_a_photo_that_is_none_stops_the_import(paste: Path, site: Settings, tmp_path: Path) -> None:
    picture = tmp_path / "x.jpg"
    picture.write_text("<html>", encoding="utf-8")
    result = import_file(paste, site, pictures=[picture], category="Thi đua")
    assert result.value is None
    assert not result.ok
    assert files_of(site) == {}


def test_photos_given_with_a_text_that_was_imported_before_are_told(
    paste: Path, site: Settings, tmp_path: Path
) -> None:
    first, _ = imported(paste, site)
    before = files_of(site)
    photo = tmp_path / "a.jpg"
    Image.new("RGB", (640, 480)).save(photo)
    again, problems = imported(paste, site, photo)
    assert again.already
    assert [(one.code, one.params) for one in problems] == [
        ("import-photos-left", {"count": 1, "article": first.article})
    ]
    assert files_of(site) == before
