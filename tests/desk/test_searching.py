from __future__ import annotations

import json
from pathlib import Path

import pytest

from kyyeu import desk
from kyyeu.problems import MachineFault
from tests.search import archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose site was built from the invented archive."""
    for name, data in archive.files().items():
        path = tmp_path / "output" / "tim" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("query", archive.judged()[::4], ids=lambda query: query["why"])
def test_the_terminal_answers_as_the_page_does(
    root: Path, capsys: pytest.CaptureFixture[str], query: dict[str, object]
) -> None:
    code = desk.search(root, str(query["typed"]), {}, "best", True)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    articles = [row for row in told if "title" in row]
    expected = archive.answer_of(query)
    assert [row["path"][5:-5] for row in articles] == expected["hits"]
    assert [row["name"] for row in told if "name" in row] == expected["names"]
    assert code == (0 if told else 1)


def test_people_read_a_date_a_title_and_an_address(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.search(root, "lê hà", {"since": "2021-01-01"}, "newest", False) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "· Lê Hà  nguoi/le-ha/"
    assert told[1].startswith("  20/05/2021  Lê Hà giành giải nhất")
    assert told[2].strip() == "2021/a29.html"
    assert told[-1] == "1 bài."


def test_filters_narrow(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.search(root, "c", {"section": "Kinh tế", "until": "2020-12-31"}, "best", True) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["section"] for row in told if "title" in row} == {"Kinh tế"}
    assert max(row["date"] for row in told if "title" in row) <= "2020-12-31"


@pytest.mark.parametrize(("filters", "order"), [({"since": "hôm qua"}, "best"), ({}, "loudest")])
def test_a_wrong_word_is_wrong_usage(root: Path, filters: dict[str, str], order: str) -> None:
    assert desk.search(root, "lê hà", filters, order, False) == 2


def test_a_site_not_built_or_damaged_is_a_sentence(root: Path, tmp_path: Path) -> None:
    for shard in root.rglob("i0.js"):
        shard.write_bytes(shard.read_bytes()[:-4])
    with pytest.raises(MachineFault, match="Chưa đọc được dữ liệu tìm kiếm"):
        desk.search(root, "lê hà", {}, "best", False)
    with pytest.raises(MachineFault, match="build"):
        desk.search(tmp_path / "nowhere", "lê hà", {}, "best", False)
