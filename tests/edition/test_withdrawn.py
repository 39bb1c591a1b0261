"""Where an article stood that was taken back, readers find what its editor lets them know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import Site, article, good, one_article

SOURCE, PAGE = "articles/2020/02/rut.md", "2020/02/chuyen-nha-ong-le-ha-rut001.html"
TOLD = "Withdrawn: 20/11/2021: theo yêu cầu"


def text(*more: str, status: str = "withdrawn") -> str:
    made = article("Chuyện nhà ông Lê Hà", "rut001", body="Ông Lê Hà kể.", status=status)
    return made.replace("\n\n", "".join(f"\n{line}" for line in more) + "\n\n", 1)


def site(root: Path, *versions: str) -> Site:
    made = one_article(root)
    for version in versions:
        made.write(SOURCE, version)
        good(made, KYYEU_ALLOW_SHRINK="1")
    return made


def test_an_article_taken_back_leaves_a_note_without_headline_or_name(tmp_path: Path) -> None:
    made = site(tmp_path, text(status="published"), text(TOLD))
    page = made.text(PAGE)
    for word in ("rut001", "13/02/2020", "20/11/2021", "theo yêu cầu", 'content="noindex"'):
        assert word in page
    for word in ("Chuyện nhà", "Lê Hà", "Sapo."):
        assert word not in page
    knowing = [name for name, data in made.files().items() if b"rut001" in data]
    hosts = ["may-chu/apache.conf", "may-chu/nginx.conf"]
    assert sorted(knowing) == [PAGE, *hosts]
    assert all("chuyen-nha" not in made.text(name) for name in hosts)  # by its id alone
    first = Site(tmp_path / "anew")
    for path in made.content.rglob("*.*"):
        first.write(path.relative_to(made.content).as_posix(), path.read_text(encoding="utf-8"))
    good(first)
    assert first.files() == made.files()


@pytest.mark.parametrize(
    "version",
    [
        text(),  # taken back, and not to be spoken of
        text(TOLD, status="draft"),
        text("Withdrawn: 20/11/2019: trước ngày đăng"),
    ],
)
def test_nothing_is_told_unless_the_editor_says_so(tmp_path: Path, version: str) -> None:
    made = site(tmp_path, text(status="published"), version)
    assert PAGE not in made.files()
    assert not [name for name, data in made.files().items() if b"rut001" in data]


def test_an_article_comes_back_to_its_address(tmp_path: Path) -> None:
    made = site(tmp_path, text(TOLD), text(TOLD, status="published"))
    assert "Chuyện nhà ông" in made.text(PAGE)


def test_a_day_that_is_none_is_named(tmp_path: Path) -> None:
    made = one_article(tmp_path)
    made.write(SOURCE, text("Withdrawn: hôm qua"))
    assert "Withdrawn" in made.build().told
