"""Who is who on a whole site: bare names share a page, decisions show, idle ones are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import Site, article, one_article

BARE = "Ông Nguyễn Văn Hùng nói như vậy."
PARTY = "Đồng chí Nguyễn Văn Hùng, Bí thư Huyện ủy Hải Hậu, phát biểu."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Four articles with the bare name, one that knows more; a renamed and a closed record."""
    made = one_article(tmp_path_factory.mktemp("who"))
    for number, body in enumerate((*[BARE] * 4, PARTY, "Ông Lê Hà hát. Ông Đỗ Văn Khải nghe.")):
        text = article(f"Bài {number}", f"hung{number:02}", f"2019-03-0{number + 1} 09:00", body)
        made.write(f"articles/2019/03/h{number}.md", text)
    _add(made, "people", "le-ha-goc,Lê Hà,,,,,,yes,", "do-van-khai,Đỗ Văn Khải,,,,2020-01-01,,no,")
    _add(
        made,
        "decisions",
        "rename,person,le-ha-goc,Lê Thị Hà,*,Thu Hoài,2021-01-01,đúng tên",
        "merge,person,khong-he-co-123456,le-ha-goc,*,Thu Hoài,2021-01-01,gộp",
    )
    built = made.build()
    assert built.code == 0, built.told
    made.root.joinpath("told.txt").write_text(built.told, encoding="utf-8")
    return made


def _add(site: Site, table: str, *rows: str) -> None:
    path = f"authorities/{table}.csv"
    columns = (site.content / path).read_text(encoding="utf-8").strip()
    site.write(path, "\n".join((columns, *rows)) + "\n")


def people(site: Site) -> list[str]:
    return sorted(Path(name).parent.name for name in site.files() if name.startswith("nguoi/"))


def test_a_bare_name_has_one_page_and_who_is_known_by_a_role_another(site: Site) -> None:
    pages = [name for name in people(site) if name.startswith("nguyen-van-hung")]
    assert len(pages) == 2
    quoting = [site.text(f"nguoi/{name}/index.html").count("hung0") for name in pages]
    assert min(quoting) > 0


def test_a_record_is_shown_by_the_name_that_was_decided(site: Site) -> None:
    page = re.sub(r"<[^>]+>", "", site.text("nguoi/le-ha-goc/index.html"))
    assert "Lê Thị Hà" in page


def test_who_opted_out_has_no_page_of_an_article_before_the_records_time(site: Site) -> None:
    assert [name for name in people(site) if "khai" in name] == []


def test_a_decision_about_nothing_is_told_with_its_line(site: Site) -> None:
    told = site.root.joinpath("told.txt").read_text(encoding="utf-8")
    (line,) = [line for line in told.splitlines() if "khong-he-co-123456" in line]
    assert "content/authorities/decisions.csv:3" in line
    assert "le-ha-goc" not in told
