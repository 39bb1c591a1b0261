from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kyyeu.holdings import COLUMNS, append_rows, read_tables, take_back
from kyyeu.model import (
    Decision,
    DirectiveRecord,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
    Validity,
    Verdict,
)
from kyyeu.problems import ContentFault
from kyyeu.settings import Settings

PACKAGE = Path("content/authorities/datapackage.json")
PERSON = PersonRecord(
    "le-ha", "Lê Hà", ("Bà Hà", "chị Hà"), "Hải Hậu", ("Trưởng Ban, Huyện ủy",),
    Validity(date(2017, 1, 1), None), False, 'Nói: "thôi", rồi nghỉ',
)  # fmt: skip
RECORDS = (
    PERSON,
    UnitRecord("so-tu-phap", "Sở Tư pháp", parent="ubnd", place="tỉnh Nam Định"),
    DirectiveRecord("ct-05-tw-k12", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", date(2016, 5, 15)),
    MovementRecord("nong-thon-moi", "Xây dựng nông thôn mới"),
)
DECISION = Decision(
    Verdict.ACCEPT, Kind.PERSON, "Hà", "le-ha", "k3f9a2", "Thu Hoài", date(2021, 12, 28), "đã hỏi"
)


def read(settings: Settings):
    (settings.content_path / "authorities" / "datapackage.json").write_bytes(PACKAGE.read_bytes())
    return read_tables(settings)


def test_what_was_appended_is_read_back_as_it_was(settings):
    append_rows(settings, RECORDS, (DECISION,), "review")
    found = read(settings)
    for record in RECORDS:
        back = found.of(record.kind)[record.id]
        assert [
            getattr(back, name) for name in ("id", "preferred", "variants", "note", "public")
        ] == [getattr(record, name) for name in ("id", "preferred", "variants", "note", "public")]
    assert found.people["le-ha"].roles == PERSON.roles
    assert found.people["le-ha"].validity == PERSON.validity
    assert found.units["so-tu-phap"].place == "tỉnh Nam Định"
    assert found.directives["ct-05-tw-k12"].issued == date(2016, 5, 15)
    (decision,) = found.decisions
    assert (decision.subject, decision.why, decision.when) == ("Hà", "đã hỏi", date(2021, 12, 28))


_CELLS = st.text(alphabet='aă "|,;\t', max_size=8)


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(_CELLS, max_size=4), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_what_stands_there_keeps_its_bytes(tmp_path_factory, notes, end, mark, closed):
    settings = Settings(tmp_path_factory.mktemp("append"), "", "", ())
    path = settings.content_path / "authorities" / "people.csv"
    path.parent.mkdir(parents=True)
    quoted = [note.replace('"', '""') for note in notes]
    lines = [",".join(COLUMNS["people"]), *(f'p{n},Lê,,,,,,,"{q}"' for n, q in enumerate(quoted))]
    before = ("\ufeff" * mark + end.join(lines) + end * closed).encode()
    path.write_bytes(before)
    added = append_rows(settings, (PERSON,), (), "review")
    after = path.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\r\n") == (
        after.count(b"\n") if end == "\r\n" and before.count(b"\n") else 0
    )
    assert list(read(settings).people) == [*(f"p{n}" for n in range(len(notes))), "le-ha"]
    take_back(settings, added, "review")
    assert path.read_bytes() == before


def test_line_ends_and_blanks_in_a_cell_become_one_blank(settings):
    broken = MovementRecord("a", "Một \n  hai", note="x\r\ny")
    append_rows(settings, (broken,), (), "review")
    assert read(settings).movements["a"].preferred == "Một hai"


def test_a_table_that_was_changed_since_is_not_taken_back(settings):
    added = append_rows(settings, (PERSON,), (), "review")
    path = settings.content_path / "authorities" / "people.csv"
    path.write_bytes(path.read_bytes() + b"x,X,,,,,,,\n")
    with pytest.raises(ContentFault):
        take_back(settings, added, "review")
    assert path.read_bytes().endswith(b"x,X,,,,,,,\n")
