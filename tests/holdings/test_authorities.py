from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.holdings import COLUMNS
from kyyeu.holdings.authorities import PACKAGE, read_authorities
from kyyeu.model import Authorities, Kind, Validity, Verdict
from kyyeu.problems import Result
from kyyeu.settings import Limits

HEADS = {table: ",".join(columns) for table, columns in COLUMNS.items()}


def describe_tables(**columns: tuple[str, ...]) -> bytes:
    return json.dumps(
        {
            "resources": [
                {"path": f"{table}.csv", "schema": {"fields": [{"name": name} for name in names]}}
                for table, names in {**COLUMNS, **columns}.items()
            ]
        }
    ).encode()


def read(tables: Mapping[str, str | bytes]) -> Result[Authorities]:
    files = {
        f"authorities/{table}.csv": text if isinstance(text, bytes) else text.encode()
        for table, text in tables.items()
    }
    return read_authorities({PACKAGE: describe_tables(), **files}, Limits())


def faults(table: str, *rows: str) -> list[tuple[str, int]]:
    text = "\n".join([HEADS[table], *rows]) + "\n"
    return [(problem.code, problem.line) for problem in read({table: text}).problems]


def test_every_column_of_every_table_finds_its_field() -> None:
    found = read(
        {
            "people": HEADS["people"] + "\n"
            "chung,Trần Văn Chung,Trần Chung|Ô. Chung,Yên Bái,Bí thư,2015-01-01,,no,ghi chú\n",
            "units": HEADS["units"] + "\na,Ban A,BA,b,c,d,tỉnh Nam Định,,2020-12-31,,\n",
            "directives": HEADS["directives"] + "\n"
            'ct-05,Chỉ thị,05,05-CT/TW,Bộ Chính trị,2016-05-15,"về học tập, làm theo",CT 05,,\n',
            "movements": HEADS["movements"] + "\n"
            "nong-thon-moi,Xây dựng nông thôn mới,NTM,2011-06-08,,,\n",
            "decisions": HEADS["decisions"] + "\n"
            "reject,person,Hà Nội,,*,Thu Hoài,2020-03-01,là nơi\n",
        }
    )
    assert found.problems == ()
    person = found.value.people["chung"]
    assert person.variants == ("Trần Chung", "Ô. Chung")
    assert person.validity == Validity(date(2015, 1, 1))
    assert (person.distinction, person.roles, person.public) == ("Yên Bái", ("Bí thư",), False)
    unit = found.value.units["a"]
    assert (unit.parent, unit.predecessor, unit.successor, unit.line) == ("b", "c", "d", 2)
    assert unit.validity.end == date(2020, 12, 31)
    directive = found.value.directives["ct-05"]
    assert directive.preferred == "Chỉ thị 05-CT/TW"
    assert (directive.issued, directive.title) == (date(2016, 5, 15), "về học tập, làm theo")
    movement = found.value.movements["nong-thon-moi"]
    assert (movement.preferred, movement.variants) == ("Xây dựng nông thôn mới", ("NTM",))
    decision = found.value.decisions[0]
    assert (decision.verdict, decision.kind) == (Verdict.REJECT, Kind.PERSON)
    assert (decision.subject, decision.when) == ("Hà Nội", date(2020, 3, 1))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",Lê Hà,,,,,,,", "table-empty-cell"),
        ("le-ha,,,,,,,,", "table-empty-cell"),
        ("Lê Hà,Lê Hà,,,,,,,", "table-bad-id"),
        ("../le-ha,Lê Hà,,,,,,,", "table-bad-id"),
        ("con,Lê Con,,,,,,,", "table-bad-id"),
        ("le-ha,Lê Hà,,,,2020-2-3,,,", "table-bad-date"),
        ("le-ha,Lê Hà,,,,,30/12/2020,,", "table-bad-date"),
        ("le-ha,Lê Hà,,,,2020-02-30,,,", "table-bad-date"),
        ("le-ha,Lê Hà,,,,2020-02-03,2020-02-02,,", "table-bad-period"),
        ("le-ha,Lê Hà,,,,,,có,", "table-bad-public"),
        ("le-ha,Lê Hà", "table-cells"),
        ("le-ha,Lê, Hà,,,,,,,", "table-cells"),
        ('le-ha,"Lê\nHà",,,,,,,', "table-line-break"),
        ('le-ha,"Lê Hà,,,,,,,', "table-broken"),
        ('le-ha,"Lê "Hà,,,,,,,', "table-broken"),
        (f"le-ha,{'Hà ' * 60},,,,,,,", "table-too-long"),
        (f"le-ha,Lê Hà,{'Hà ' * 60},,,,,,", "table-too-long"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_its_line(row: str, code: str) -> None:
    assert faults("people", "an,Nguyễn Văn An,,,,,,,", row) == [(code, 3)]


def test_the_line_is_that_of_the_file_even_below_a_cell_of_several_lines() -> None:
    rows = ['an,"Nguyễn\nVăn\nAn",,,,,,,', "", "An,An,,,,,,,"]
    assert faults("people", *rows) == [("table-line-break", 2), ("table-bad-id", 6)]


def test_an_id_is_given_once_and_the_first_keeps_it() -> None:
    found = read({"people": HEADS["people"] + "\na,Lê Hà,,,,,,,\na,Lê Hạ,,,,,,,\n"})
    assert [(p.code, p.line, p.params["first"]) for p in found.problems] == [
        ("table-double-id", 3, 2)
    ]
    assert found.value.people["a"].preferred == "Lê Hà"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("giữ,person,A,a,*,X,2020-01-01,vì", "table-bad-word"),
        ("accept,people,A,a,*,X,2020-01-01,vì", "table-bad-word"),
        ("accept,person,,a,*,X,2020-01-01,vì", "table-empty-cell"),
        ("accept,person,A,,*,X,2020-01-01,vì", "table-empty-cell"),
        ("accept,person,A,a,,X,2020-01-01,vì", "table-empty-cell"),
        ("accept,person,A,a,*,,2020-01-01,vì", "table-empty-cell"),
        ("accept,person,A,a,*,X,,vì", "table-empty-cell"),
        ("accept,person,A,a,*,X,2020-01-01,", "table-empty-cell"),
        ("accept,person,A,a,x,X,2020-01-01,vì", "decision-bad-article"),
        ("reject,person,A,a,*,X,2020-01-01,vì", "decision-reject-target"),
        ("split,person,A,a,*,X,2020-01-01,vì", "decision-split-everywhere"),
        ("merge,person,A,a,k3f9a2,X,2020-01-01,vì", "decision-not-everywhere"),
        ("rename,person,a,B,k3f9a2,X,2020-01-01,vì", "decision-not-everywhere"),
    ],
)
def test_a_decision_that_decides_nothing_is_named_and_left_out(row: str, code: str) -> None:
    found = read({"decisions": f"{HEADS['decisions']}\n{row}\n"})
    assert [(problem.code, problem.line) for problem in found.problems] == [(code, 2)]
    assert found.value.decisions == ()


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (HEADS["people"].replace(",", ";"), ["table-separator"]),
        (HEADS["people"].replace(",", "\t"), ["table-separator"]),
        (HEADS["people"].replace("roles,", ""), ["table-missing-column"]),
        (HEADS["people"].replace("roles", "role"), ["table-unknown-column"]),
        (HEADS["people"] + ",phone", ["table-unknown-column"]),
        (HEADS["people"].replace("id,preferred", "preferred,id"), ["table-column-order"]),
        (HEADS["people"] + ",id", ["table-column-order"]),
    ],
)
def test_a_header_row_that_is_not_ours_is_named_and_no_row_is_read(
    head: str, codes: list[str]
) -> None:
    found = read({"people": f"{head}\nle-ha,Lê Hà,,,,,,,\n"})
    assert [problem.code for problem in found.problems] == codes
    assert not found.value.people


def test_what_excel_leaves_in_a_file_does_no_harm() -> None:
    text = "\ufeff" + HEADS["people"] + "\r\n le-ha , Lê Hà ,,,,,,YES,\r\n,,,,,,,,\r\n\r\n"
    found = read({"people": text})
    assert found.problems == ()
    assert found.value.people["le-ha"].preferred == "Lê Hà"


def test_a_long_cell_is_a_problem_and_no_setting_of_the_csv_module_is_left_changed() -> None:
    before = csv.field_size_limit()
    assert faults("people", f"le-ha,Lê Hà,,,,,,,{'a' * 200_000}") == [("table-too-long", 2)]
    assert faults("people", f"le-ha,Lê Hà,,,,,,,{'a' * 1_200_000}") == [("table-broken", 2)]
    assert csv.field_size_limit() == before


@settings(max_examples=150)
@given(st.text(max_size=80) | st.text(alphabet='",\n\r;a|', max_size=80))
def test_no_table_makes_the_reader_stumble(rows: str) -> None:
    for table, head in HEADS.items():
        read({table: f"{head}\n{rows}".encode("utf-8", "replace")})


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (None, "table-no-package"),
        (b"{", "table-broken-package"),
        (b"[]", "table-broken-package"),
        (b'{"resources": [{"path": "people.csv", "schema": "people.json"}]}',
         "table-broken-package"),
        (b'{"resources": []}', "table-not-in-package"),
        (describe_tables(people=("id", "preferred")), "table-other-in-package"),
        (describe_tables(), None),
    ],
)  # fmt: skip
def test_the_description_says_what_the_tables_hold(package: bytes | None, code: str | None) -> None:
    files = {"authorities/people.csv": f"{HEADS['people']}\n".encode()}
    if package is not None:
        files[PACKAGE] = package
    found = read_authorities(files, Limits()).problems
    assert [problem.code for problem in found] == ([code] if code else [])


def test_without_tables_nothing_needs_a_description() -> None:
    assert read_authorities({}, Limits()) == Result(Authorities())


@pytest.mark.parametrize(
    ("table", "kind", "row"),
    [
        ("people", "person", "le-ha,Lê Hà,Lê Hà Nguyên,,,,,yes,"),
        ("units", "unit", "le-ha,Lê Hà,Lê Hà Nguyên,,,,,,,yes,"),
        ("movements", "movement", "le-ha,Lê Hà,Lê Hà Nguyên,,,yes,"),
    ],
)
def test_a_record_is_called_as_was_decided_and_its_former_name_stays_a_variant(
    table: str, kind: str, row: str
) -> None:
    decision = f"rename,{kind},le-ha,Lê Thị Hà,*,Thu Hoài,2021-12-28,tên đầy đủ"
    found = read(
        {
            table: f"{HEADS[table]}\n{row}\n",
            "decisions": f"{HEADS['decisions']}\n{decision}\n",
        }
    ).value
    record = found.of(Kind(kind))["le-ha"]
    assert record.preferred == "Lê Thị Hà"
    assert record.variants == ("Lê Hà", "Lê Hà Nguyên")


def test_a_rename_of_another_kind_or_another_id_changes_no_record() -> None:
    rows = (
        "rename,unit,le-ha,Sở Nội vụ,*,Thu Hoài,2021-12-28,khác loại",
        "rename,person,le-ha-2,Lê Thị Hà,*,Thu Hoài,2021-12-28,khác mã",
    )
    found = read(
        {
            "people": f"{HEADS['people']}\nle-ha,Lê Hà,,,,,,yes,\n",
            "decisions": "\n".join((HEADS["decisions"], *rows)) + "\n",
        }
    ).value
    assert found.people["le-ha"].preferred == "Lê Hà"
