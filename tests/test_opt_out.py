"""Who asks for no page of their own has none: no page, no tag, no line in any data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyyeu.model import Authorities, PersonRecord
from tests.building import REPOSITORY, Site, article
from tests.mentions.passages import understand

CLOSED = {
    "people": ("bui-khac-niem", "Bùi Khắc Niệm", "bui-khac-niem,Bùi Khắc Niệm,,,,,,{},"),
    "units": ("xi-nghiep-cat-sat", "Xí nghiệp Cát Sạt",
              "xi-nghiep-cat-sat,Xí nghiệp Cát Sạt,,,,,,,,{},"),
    "directives": ("qd-77-ubnd", "Quyết định 77/QĐ-UBND",
                   "qd-77-ubnd,Quyết định,77,77/QĐ-UBND,UBND tỉnh Nam Định,2020-01-15,,,{},"),
    "movements": ("ngoi-nha-xanh", "Ngôi nhà xanh", "ngoi-nha-xanh,Ngôi nhà xanh,,,,{},"),
}  # fmt: skip
BODY = (
    "Ông Bùi Khắc Niệm và ông [anh Niệm](#nguoi/bui-khac-niem) thăm Xí nghiệp Cát Sạt, theo Quyết"
    " định số 77/QĐ-UBND ngày 15-1-2020 của UBND tỉnh Nam Định, mở phong trào “Ngôi nhà xanh”."
    "\n\nÔng Niệm nói: ông Bùi Khắc Niệm không muốn có trang riêng. Bà Ngô Thị Mận cũng dự."
)


def built(root: Path, public: str) -> Site:
    site = Site(root)
    tables = REPOSITORY / "content" / "authorities"
    for table in ("people", "units", "directives", "movements", "decisions"):
        columns = (tables / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0]
        row = CLOSED[table][2].format(public) if table in CLOSED else ""
        site.write(f"authorities/{table}.csv", f"{columns}\n{row}\n")
    package = (tables / "datapackage.json").read_text(encoding="utf-8")
    site.write("authorities/datapackage.json", package)
    site.write("articles/2020/02/tham.md", article("Thăm cơ sở", "tham01", body=BODY))
    done = site.build()
    assert done.code == 0, done.told
    return site


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("closed"), "no")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("opened"), "yes")


@pytest.mark.parametrize("table", CLOSED)
def test_nothing_that_is_printed_knows_the_id_of_a_closed_record(closed, opened, table):
    id = CLOSED[table][0].encode()
    assert any(id in data for data in opened.files().values()), "the test would prove nothing"
    assert [name for name, data in closed.files().items() if id in data] == []
    assert [name for name in closed.files() if CLOSED[table][0] in name] == []


@pytest.mark.parametrize("table", CLOSED)
def test_the_printed_name_stays_as_it_was_printed_and_is_no_tag(closed, opened, table):
    name = CLOSED[table][1].removeprefix("Quyết định ")
    page = next(path for path in closed.files() if "tham01" in path)
    text, others = closed.text(page), opened.text(page)
    assert name in re.sub(r"<[^>]+>", "", text)
    linked = re.compile(rf'<a class="m"[^>]*>(?:(?!</a>).)*{re.escape(name)}')
    assert linked.search(others)
    assert not linked.search(text)
    aside = text.partition('<aside class="box"')[2].partition("</aside>")[0]
    assert name not in aside
    assert "Ngô Thị Mận" in aside


def test_nobody_is_listed_as_unresolved_in_the_place_of_a_closed_person(closed):
    page = next(path for path in closed.files() if "tham01" in path)
    aside = closed.text(page).partition('<aside class="box"')[2]
    assert "Niệm" not in aside
    assert "Chưa xác định được" not in aside


def test_pages_of_others_hold_a_closed_name_in_quoted_sentences_alone(closed):
    quoting = 0
    for name, data in closed.files().items():
        if name.startswith(("nguoi/", "don-vi/", "van-ban/", "phong-trao/")):
            page = data.decode(errors="ignore")
            shown = re.sub(r"<blockquote>.*?</blockquote>", "", page)
            quoting += shown != page
            assert "Niệm" not in shown, name
    assert quoting


def test_a_name_that_a_closed_person_shares_is_not_listed_as_unresolved():
    closed = PersonRecord("tran-van-an", "Trần Văn An", public=False)
    other = PersonRecord("tran-van-an-2", "Trần Văn An", distinction="Ý Yên")
    both = Authorities({one.id: one for one in (closed, other)})
    assert understand("Ông Trần Văn An tới dự.", authorities=both).mentions == ()
    (mention,) = understand(
        "Ông Trần Văn An tới dự.", authorities=Authorities({other.id: other})
    ).mentions
    assert mention.id == other.id
