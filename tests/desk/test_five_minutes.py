"""The page of the five minutes shows what the commands print today."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu import desk

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "handbook" / "nam-phut.md").read_text(encoding="utf-8")
PHOTO = ROOT / "content" / "photos" / "2020" / "08" / "ruong-muoi.jpg"
CONFIGURATION = 'KYYEU = {"name": "Kỷ yếu", "tagline": "", "sections": ["Thi đua", "Kinh tế"]}\n'
NOW = datetime(2020, 10, 5, 1, tzinfo=UTC)


def shown(part: str) -> list[str]:
    """The indented blocks of a part of the page, without their margin."""
    section = PAGE.partition(f"## {part}")[2].partition("\n## ")[0]
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", section, re.MULTILINE)
    return [re.sub("(?m)^    ", "", block).strip("\n") for block in blocks if block.strip()]


def test_what_the_page_shows_is_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    (report,) = shown("Phút 1")
    (tmp_path / "bai.txt").write_text(report + "\n", encoding="utf-8")
    (tmp_path / "anh").mkdir()
    photo = tmp_path / "anh" / "IMG_2.jpg"
    photo.write_bytes(PHOTO.read_bytes())

    assert desk.import_file(tmp_path, tmp_path / "bai.txt", [photo], "Kinh tế", "") == 0
    told = capsys.readouterr().out
    for block in shown("Phút 2")[1:]:
        for line in block.splitlines():
            assert line.removeprefix("… ") in told

    desk.check(tmp_path, NOW, fix=True, yes=True)
    told = capsys.readouterr().out
    before, after, question = shown("Phút 3")[0].splitlines()[-3:]
    assert before in told
    assert after in told
    assert question.startswith("Ghi các sửa đổi trên (1 tệp)?")

    assert desk.new(tmp_path, "Ngày mùa ở Giao Thủy", "Kinh tế", NOW, tmp_path / "anh") == 0
    path, placed = shown("Bài viết mới")[0].splitlines()[-2:]
    assert capsys.readouterr().out.splitlines() == [path, placed.replace("3 ảnh", "1 ảnh")]
