"""The page of the five minutes shows what is typed and told today, walked from its beginning."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from kyyeu import desk
from kyyeu.markup import visible_text

ROOT = Path(__file__).parents[2]
NOW = datetime(2020, 10, 5, 1, tzinfo=UTC)
CONFIGURATION = 'KYYEU = {"name": "Kỷ yếu", "tagline": "", "sections": ["Thi đua", "Kinh tế"]}\n'
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CODE = re.compile(r" \[[a-z-]+\]$", re.MULTILINE)


@pytest.fixture(scope="module")
def guide() -> ModuleType:
    """The script that walks."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import walk_five_minutes  # noqa: PLC0415 (a script, not a package)
    finally:
        sys.path.pop(0)
    return walk_five_minutes  # type: ignore[no-any-return]


def plain(told: str) -> str:
    """What is told, without colours and codes of problems."""
    return _CODE.sub("", _COLOUR.sub("", told))


def test_a_pasted_report_and_three_photos_become_a_page_as_the_handbook_tells(
    guide: ModuleType, tmp_path: Path
) -> None:
    steps = guide.walk(tmp_path, columns=2000)
    typed = guide.shown("Phút 2")[0]
    assert typed == steps[1].typed
    for block in guide.shown("Phút 2")[1:]:
        for line in block.splitlines():
            assert line.removeprefix("… ") in plain(steps[1].told)
    before, after, question = guide.shown("Phút 3")[0].splitlines()[-3:]
    assert before in plain(steps[2].told)
    assert after in plain(steps[2].told)
    assert f"{question} c\n" in plain(steps[2].told)  # seen, and agreed to
    (image,) = guide.shown("Phút 4")[0].splitlines()
    (article,) = (tmp_path / "content" / "articles").rglob("*.md")
    assert image in article.read_text(encoding="utf-8")

    page = next(path for path in (tmp_path / "output").rglob("*.html") if "nam-xa" in str(path))
    html = page.read_text(encoding="utf-8")
    assert html.count("<figcaption") == len(guide.PHOTOS)
    assert all(alt in html for alt in guide.ALTS[1:])
    assert "Ruộng muối đã sẵn sàng vào vụ." in html

    seen = " ".join(visible_text(html).split())  # the render guard, on the page as it is printed
    (report,) = guide.shown("Phút 1")
    kept = [line for line in report.splitlines()[3:-2] if line and not line.startswith("Ảnh ")]
    for line in (*kept[:1], *kept[2:]):
        assert " ".join(line.replace("Ð", "Đ").split()) in seen

    keys = re.findall(r"\| (\S+) \| \S+ \|", guide.table(steps))
    record = guide.TABLE.search(guide.PAGE.read_text("utf-8"))[0]
    assert (
        re.findall(r"\| (\S+) \| \S+ \|", record) == keys
    )  # seconds are the machine's, and not pinned


def test_a_new_article_begins_as_the_handbook_tells(
    guide: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "anh").mkdir()
    for name, source in guide.PHOTOS.items():
        photo = ROOT / "content" / "photos" / source
        (tmp_path / "anh" / name).write_bytes(photo.read_bytes())
    assert desk.new(tmp_path, "Ngày mùa ở Giao Thủy", "Kinh tế", NOW, tmp_path / "anh") == 0
    told = guide.shown("Bài viết mới")[0].splitlines()[-4:]  # a photo tells its place
    assert capsys.readouterr().out.splitlines() == told


def test_the_pictures_of_the_handbook_are_small(guide: ModuleType) -> None:
    shown = re.findall(r"pictures/(nam-phut-[\w-]+\.png)", guide.PAGE.read_text("utf-8"))
    assert len(shown) >= 4
    assert all((guide.PICTURES / name).stat().st_size <= 60 * 1024 for name in shown)


def test_telex_strikes_a_key_more_for_every_mark(guide: ModuleType) -> None:
    assert [guide.telex(word) for word in ("an", "ân", "ấn", "đi", "Kinh tế")] == [2, 3, 4, 3, 9]
