"""The command review, driven by a fake terminal: what is asked, and what each answer writes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyyeu import desk
from kyyeu.holdings import COLUMNS

NOW = datetime(2022, 1, 5, 2, 0, tzinfo=UTC)
CONFIGURATION = (
    'KYYEU = {"name": "Kỷ yếu", "tagline": "Thử", "sections": ["Thi đua"],'
    ' "province": "Nam Định"}\n'
)
PACKAGE = Path("content/authorities/datapackage.json")
PEOPLE = (
    "vu-dinh-lam,Vũ Đình Lâm,,,Phó Bí thư Thường trực Tỉnh ủy,,,yes,",
    "le-hong,Lê Hồng,,,,,,no,Xin không có trang riêng.",
)
BODIES = {
    "role01": "Đồng chí Phó Bí thư Thường trực Tỉnh ủy phát biểu kết luận.",
    "thu001": "Lái xe là anh Giáp Văn Thụ, đo thân nhiệt lúc 0 giờ.",
    "thu002": "Người nhận giải là ông Giáp Văn Thụ, bảy mươi tuổi.",
    "bang01": "Ông Ngô Quý Bảng, Chủ tịch UBND xã Giao Phúc, trao cờ.",
    "act001": "Hội nghị học tập Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị.",
    "prize1": "Trao giải cho ông Phạm Văn Nghị và các em.",
}


class Terminal:
    """Answers in their order; then nobody is there any more. Remembers what was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "tòa soạn")


def project(root: Path) -> Path:
    """A project with a question of each kind."""
    tables = root / "content" / "authorities"
    tables.mkdir(parents=True)
    (root / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    for table, columns in COLUMNS.items():
        rows = PEOPLE if table == "people" else ()
        text = "".join(f"{line}\n" for line in (",".join(columns), *rows))
        (tables / f"{table}.csv").write_bytes(text.encode())
    (tables / "datapackage.json").write_bytes(PACKAGE.read_bytes())
    for number, (id, body) in enumerate(BODIES.items(), 1):
        put(root, id, body, number)
    return root


def put(root: Path, id: str, body: str, day: int = 20) -> None:
    path = root / "content" / "articles" / "2020" / "02" / f"{id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f"Title: Bài {id}\nId: {id}\nDate: 2020-02-{day:02}\nCategory: Thi đua\n"
    path.write_text(f"{header}Summary: Một câu.\n\n{body}\n", encoding="utf-8")


def keep(root: Path, *ids: str) -> None:
    """Leave these articles only."""
    for id in BODIES.keys() - set(ids):
        (root / "content" / "articles" / "2020" / "02" / f"{id}.md").unlink()


def run(root: Path, *answers: str, who: str = "Thu Hoài") -> Terminal:
    terminal = Terminal(*answers)
    assert desk.review(root, NOW, who, ask=terminal) == 0
    return terminal


def rows(root: Path, table: str) -> list[dict[str, str]]:
    path = root / "content" / "authorities" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def decisions(root: Path) -> list[tuple[str, ...]]:
    return [
        tuple(row[column] for column in ("verdict", "kind", "subject", "target", "article"))
        for row in rows(root, "decisions")
    ]


def listed(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The names in the queue."""
    capsys.readouterr()
    assert desk.review(root, NOW, list=True, ask=Terminal()) == 0
    return [line.split("\t")[2] for line in capsys.readouterr().out.splitlines()[:-1]]


# --------------------------------------------------------------------------- the queue


def test_the_queue_is_listed_riskiest_first_without_asking(root, capsys):
    assert listed(root, capsys) == [
        "Phó Bí thư Thường trực Tỉnh ủy",
        "Giáp Văn Thụ",
        "Giáp Văn Thụ",
        "Ngô Quý Bảng",
        "Chỉ thị 35-CT/TW",
        "Phạm Văn Nghị",
        "Bộ Chính trị",
        "Tỉnh ủy",
        "UBND xã Giao Phúc",
    ]


def test_what_is_asked_shows_sentence_proposal_and_rule(root, capsys):
    keep(root, "bang01")
    run(root)
    told = capsys.readouterr().out
    assert "[1/2] Nhân vật: Ngô Quý Bảng · người có chức danh, chưa có hồ sơ" in told
    assert "Ông »Ngô Quý Bảng«, Chủ tịch UBND xã Giao Phúc, trao cờ." in told
    assert re.search(r"Máy hiểu: Ngô Quý Bảng, mã tạm ngo-quy-bang-[0-9a-f]{6}", told)
    assert "Chức danh: Chủ tịch UBND xã Giao Phúc" in told
    assert "Vì: Đứng sau lời xưng hô" in told


def test_closed_records_are_never_proposed(root, capsys):
    put(root, "hong01", "Bà Lê Hòng, giáo viên, dự.")
    keep(root)
    run(root)
    assert "Xin không" not in capsys.readouterr().out


def test_nothing_to_review_is_said(root, capsys):
    keep(root)
    run(root)
    assert "Không còn gì phải duyệt." in capsys.readouterr().out


# --------------------------------------------------------------------------- answers


def test_accepting_makes_a_record_and_the_question_is_never_asked_again(root, capsys):
    keep(root, "bang01")
    run(root, "a")
    record = rows(root, "people")[-1]
    assert (record["id"], record["preferred"]) == ("ngo-quy-bang", "Ngô Quý Bảng")
    assert record["roles"] == "Chủ tịch UBND xã Giao Phúc"
    assert decisions(root) == []
    assert listed(root, capsys) == ["UBND xã Giao Phúc"]
    assert desk.check(root, NOW) == 0


def test_a_record_that_only_the_name_speaks_for_is_proposed(root, capsys):
    keep(root)
    put(root, "lam001", "Ông Vũ Đình Lâm tới dự. Ông Lâm nói vài lời.")
    terminal = run(root, "a")
    assert "chỉ theo tên là hồ sơ vu-dinh-lam" in capsys.readouterr().out
    assert len(terminal.asked) == 2
    assert decisions(root) == [("accept", "person", "Vũ Đình Lâm", "vu-dinh-lam", "lam001")]
    assert listed(root, capsys) == []


def test_a_record_that_only_the_name_speaks_for_may_be_another(root, capsys):
    keep(root)
    put(root, "lam001", "Ông Vũ Đình Lâm tới dự. Ông Lâm nói vài lời.")
    run(root, "s +", "Ý Yên")
    assert rows(root, "people")[-1]["distinction"] == "Ý Yên"
    assert decisions(root)[0][0] == "split"
    assert listed(root, capsys) == []


def test_accepting_as_a_record_binds_a_role_to_the_person_in_that_article(root, capsys):
    keep(root, "role01")
    run(root, "a vu-dinh-lam đã hỏi tòa soạn")
    said = rows(root, "decisions")[0]
    assert decisions(root) == [
        ("accept", "person", "Phó Bí thư Thường trực Tỉnh ủy", "vu-dinh-lam", "role01")
    ]
    assert (said["who"], said["when"], said["why"]) == ("Thu Hoài", "2022-01-05", "đã hỏi tòa soạn")
    assert listed(root, capsys) == ["Tỉnh ủy"]


def test_an_unresolved_name_is_the_only_one_who_may_be_meant_when_that_is_accepted(root):
    keep(root, "role01")
    run(root, "a")
    assert decisions(root)[0][3] == "vu-dinh-lam"


def test_of_several_it_is_asked_by_number_who_is_meant(root):
    keep(root, "role01")
    path = root / "content" / "authorities" / "people.csv"
    row = "do-van-khang,Đỗ Văn Khang,,,Phó Bí thư Thường trực Tỉnh ủy,,,yes,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    terminal = run(root, "a", "2")
    assert "Là số mấy" in terminal.asked[1]
    assert decisions(root)[0][3] == "do-van-khang"


def test_an_unresolved_name_can_get_a_record_of_its_own(root, capsys):
    keep(root, "role01")
    run(root, "a +", "Đỗ Văn Khang")
    assert rows(root, "people")[-1]["id"] == "do-van-khang"
    assert decisions(root)[0][3] == "do-van-khang"
    assert listed(root, capsys) == ["Tỉnh ủy"]


def test_rejecting_takes_the_tag_away(root, capsys):
    keep(root, "prize1")
    run(root, "r tên của một giải thưởng")
    assert decisions(root) == [("reject", "person", "Phạm Văn Nghị", "", "prize1")]
    assert rows(root, "decisions")[0]["why"] == "tên của một giải thưởng"
    assert listed(root, capsys) == []


def test_merging_brings_a_machine_made_person_to_a_record(root, capsys):
    keep(root, "bang01")
    run(root, "m vu-dinh-lam")
    ((verdict, _, subject, target, where),) = decisions(root)
    assert (verdict, target, where) == ("merge", "vu-dinh-lam", "*")
    assert subject.startswith("ngo-quy-bang-")
    assert listed(root, capsys) == ["UBND xã Giao Phúc"]


def test_renaming_settles_a_machine_made_record(root, capsys):
    keep(root, "bang01")
    run(root, "n Ngô Quý  Bảng (Giao Phúc)")
    assert decisions(root)[0][3] == "Ngô Quý Bảng (Giao Phúc)"
    assert listed(root, capsys) == ["UBND xã Giao Phúc"]


def test_splitting_says_that_here_it_is_another(root, capsys):
    keep(root, "bang01")
    run(root, "s vu-dinh-lam")
    assert decisions(root) == [("split", "person", "Ngô Quý Bảng", "vu-dinh-lam", "bang01")]
    assert listed(root, capsys) == ["UBND xã Giao Phúc"]


def test_a_document_becomes_a_record_with_what_the_articles_say_of_it(root, capsys):
    keep(root, "act001")
    run(root, "a", "q")
    act = rows(root, "directives")[0]
    wanted = {"document_kind": "Chỉ thị", "number": "35", "symbol": "35-CT/TW"}
    assert wanted.items() <= act.items()
    assert (act["issuer"], act["issued"]) == ("Bộ Chính trị", "2019-05-30")
    assert listed(root, capsys) == ["Bộ Chính trị"]


def test_namesakes_who_are_one_share_a_record(root, capsys):
    keep(root, "thu001", "thu002")
    terminal = run(root, "a", "c")
    assert "Cũng là Giáp Văn Thụ" in terminal.asked[1]
    assert [row["id"] for row in rows(root, "people")] == ["vu-dinh-lam", "le-hong", "giap-van-thu"]
    assert listed(root, capsys) == []


def test_namesakes_who_are_two_get_two_records_bound_to_their_articles(root, capsys):
    keep(root, "thu001", "thu002")
    run(root, "a", "k", "lái xe", "lái  xe", "Ý Yên")
    made = rows(root, "people")[2:]
    assert {row["distinction"] for row in made} == {"lái xe", "Ý Yên"}
    assert {(row[3], row[4]) for row in decisions(root)} == {
        (made[0]["id"], decisions(root)[0][4]),
        (made[1]["id"], decisions(root)[1][4]),
    }
    assert {row[4] for row in decisions(root)} == {"thu001", "thu002"}
    assert listed(root, capsys) == []
    assert desk.check(root, NOW) == 0


def test_merging_two_machine_made_people_makes_a_record_first(root, capsys):
    keep(root, "thu001", "thu002")
    run(root, "m 1")
    assert rows(root, "people")[-1]["id"] == "giap-van-thu"
    assert listed(root, capsys) == []


def test_a_namesake_of_a_record_has_to_be_told_apart(root, capsys):
    keep(root)
    put(root, "lam001", "Ông Vũ Đình Lâm, Chủ tịch UBND xã Hải Minh, huyện Hải Hậu, dự.")
    before = listed(root, capsys)
    if before:  # the record's own role lies elsewhere
        terminal = run(root, "a", "Hải Minh")
        assert "Điều phân biệt Vũ Đình Lâm" in terminal.asked[1]
        assert rows(root, "people")[-1]["distinction"] == "Hải Minh"
        assert desk.check(root, NOW) == 0


# --------------------------------------------------------------------------- the talk


def test_a_skipped_question_comes_again_only_in_the_next_run(root, capsys):
    keep(root, "thu001", "prize1")
    terminal = run(root, "k", "r", "u", "q")
    assert len(terminal.asked) == 4
    assert decisions(root) == []
    assert len(listed(root, capsys)) == 2


def test_undo_takes_the_last_answer_back_to_the_byte_and_asks_it_again(root):
    keep(root, "thu001", "prize1")
    tables = root / "content" / "authorities"
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    run(root, "a", "r", "u", "u", "u")
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before


def test_wrong_words_write_nothing_and_are_explained(root, capsys):
    keep(root, "role01")
    run(root, "x", "?", "", "n Ai đó", "a khong-co", "m 9", "u")
    told = capsys.readouterr().out
    assert told.count("a tran-van-chung: là hồ sơ có mã ấy") == 3
    assert "Không có hồ sơ “khong-co”." in told
    assert "Không có hồ sơ “9”." in told
    assert "Chưa ghi gì để lùi." in told
    assert decisions(root) == []


def test_a_review_goes_on_where_it_stopped(root, capsys):
    first = listed(root, capsys)
    run(root, "a vu-dinh-lam")
    assert listed(root, capsys) == first[1:]


def test_existing_rows_keep_their_bytes_and_line_ends(root):
    keep(root, "bang01")
    path = root / "content" / "authorities" / "people.csv"
    text = "\ufeff" + path.read_text(encoding="utf-8").replace("\n", "\r\n").rstrip()
    before = text.replace("le-hong,Lê Hồng", 'le-hong,"Lê Hồng"').encode()
    path.write_bytes(before)
    run(root, "a")
    after = path.read_bytes()
    assert after.startswith(before + b"\r\n")
    assert after.count(b"\r\n") == after.count(b"\n")
    assert rows(root, "people")[-1]["id"] == "ngo-quy-bang"


def test_a_table_that_is_not_there_is_begun(root):
    keep(root, "bang01")
    tables = root / "content" / "authorities"
    (tables / "decisions.csv").unlink()
    run(root, "m vu-dinh-lam")
    assert len(decisions(root)) == 1
    assert json.loads((tables / "datapackage.json").read_bytes())


def test_broken_tables_are_told_before_anything_is_asked(root, capsys):
    path = root / "content" / "authorities" / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + "Sai Mã,Ai,,,,,,yes,\n", encoding="utf-8")
    assert desk.review(root, NOW, "Thu Hoài", ask=Terminal()) == 1
    assert "people.csv:4" in capsys.readouterr().out


@pytest.mark.parametrize(("who", "answers"), [("Thu Hoài", ["r"]), ("", [" ", "Lam Hồng", "r"])])
def test_whoever_decides_is_named_or_asked_once(
    root: Path, who: str, answers: Sequence[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kyyeu.desk.reviewing._git_name", lambda _: "")
    keep(root, "prize1")
    run(root, *answers, who=who)
    assert rows(root, "decisions")[0]["who"] == (who or "Lam Hồng")


_KEYS = "a|a 1|a +|a vu-dinh-lam|r|r một lý do|m 1|m vu-dinh-lam|n Tên Mới|s 1|s +|k|u|?|zzz"
_WORDS = "c|Ý Yên|nhà giáo|Đỗ Văn An|"
_ANSWERS = st.lists(st.sampled_from([*_KEYS.split("|"), *_WORDS.split("|")]), max_size=24)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ANSWERS)
def test_whatever_is_answered_the_tables_stay_right_and_nothing_is_asked_twice(
    tmp_path_factory, answers
):
    root = project(tmp_path_factory.mktemp("any"))
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert desk.review(root, NOW, "Thu Hoài", ask=Terminal(*answers)) == 0
        assert desk.check(root, NOW) == 0
    asked = re.findall(r"^\[(\d+)/\d+\]", told.getvalue(), re.MULTILINE)
    assert asked
    if "u" not in answers:
        assert len(asked) == len(set(asked))
