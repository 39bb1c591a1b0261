"""What is asked first, who may be meant, and what a new record would take with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kyyeu.mentions import identify, read
from kyyeu.mentions.review import Question, Risk, is_open, queue, with_more
from kyyeu.mentions.verdicts import Hand, accept, captured, new_record, reject, rename
from kyyeu.model import (
    Authorities,
    Decision,
    DirectiveRecord,
    Kind,
    PersonRecord,
    Reading,
    Status,
    UnitRecord,
    Verdict,
)
from tests.mentions.passages import article

DAY = date(2022, 1, 5)
HAND = Hand("Thu Hoài", DAY, "đã hỏi")
LAM = PersonRecord("vu-dinh-lam", "Vũ Đình Lâm", roles=("Phó Bí thư Thường trực Tỉnh ủy",))


def asked(*texts: str, authorities: Authorities | None = None) -> tuple[Question, ...]:
    """The queue of an archive of one article for each text: bai01, bai02 ..., a day apart."""
    known = authorities or Authorities()
    articles = [article(f"bai{n:02}", date(2020, 2, n)) for n in range(1, len(texts) + 1)]
    readings = [
        (one, read(one, (text,), known, "Nam Định"))
        for one, text in zip(articles, texts, strict=True)
    ]
    found = identify(readings, known, "Nam Định")
    return queue(articles, found.readings, found.names, known)


def rereader(*texts: str):
    def reread(authorities: Authorities, question: Question) -> Mapping[str, Reading]:
        del question  # so few articles are all read
        readings = []
        for number, text in enumerate(texts, 1):
            one = article(f"bai{number:02}", date(2020, 2, number))
            readings.append((one, read(one, (text,), authorities, "Nam Định")))
        return identify(readings, authorities, "Nam Định").readings

    return reread


@pytest.mark.parametrize(
    ("texts", "risk", "name"),
    [
        (["Đồng chí Bí thư Tỉnh ủy dự."], Risk.ROLE_ONLY, "Bí thư Tỉnh ủy"),
        (["Học tập Chỉ thị 05."], Risk.CANDIDATES, "Chỉ thị 05"),
        (["Ông Giáp Văn Thụ lái xe.", "Ông Giáp Văn Thụ tới."], Risk.NAMESAKES, "Giáp Văn Thụ"),
        (["Ông Ngô Quý Bảng, Chủ tịch UBND xã Giao Phúc, dự."], Risk.ROLES, "Ngô Quý Bảng"),
        (["Sở Tư pháp họp."] * 3, Risk.FREQUENT, "Sở Tư pháp"),
        (["Sở Tư pháp họp."] * 2, Risk.SINGLE, "Sở Tư pháp"),
        (["Học tập Chỉ thị 34-CT/TW ngày 7-4-2014."], Risk.DIRECTIVE, "Chỉ thị 34-CT/TW"),
        (["Ông Giáp Văn Thụ lái xe."], Risk.SINGLE, "Giáp Văn Thụ"),
    ],
)  # fmt: skip
def test_each_kind_of_doubt_has_its_place(texts: list[str], risk: Risk, name: str):
    first = asked(*texts)[0]
    assert (first.risk, first.name) == (risk, name)


def test_the_riskiest_comes_first_and_of_alike_ones_what_most_articles_hang_on():
    questions = asked(
        "Ông Đỗ Văn Khang vắng. Sở Tư pháp họp.",
        "Sở Tư pháp họp. Sở Y tế họp.",
        "Đồng chí Phó Bí thư Thường trực Tỉnh ủy dự. Sở Tư pháp họp.",
    )
    assert [one.risk for one in questions] == sorted(one.risk for one in questions)
    assert questions[0].risk is Risk.ROLE_ONLY
    assert next(len(one.articles) for one in questions if one.kind is Kind.UNIT) == 3


def test_a_role_asks_first_for_whom_the_article_or_a_record_gives_it():
    authorities = Authorities({LAM.id: LAM})
    text = "Ông Ngô Quý Bảng dự. Đồng chí Phó Bí thư Thường trực Tỉnh ủy phát biểu."
    question = asked(text, authorities=authorities)[0]
    assert [(one.id, one.record) for one in question.candidates] == [("vu-dinh-lam", True)]
    question = asked(text)[0]
    assert [(one.name, one.record) for one in question.candidates] == [("Ngô Quý Bảng", False)]


def test_a_number_asks_for_the_documents_that_have_it():
    acts = [
        DirectiveRecord(f"ct-05-tw-{term}", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", day)
        for term, day in (("k12", date(2016, 5, 15)), ("k10", date(2006, 11, 2)))
    ]
    known = Authorities(directives={one.id: one for one in acts})
    (question,) = asked("Học tập Chỉ thị 05.", authorities=known)
    assert [one.id for one in question.candidates] == ["ct-05-tw-k12", "ct-05-tw-k10"]
    assert question.candidates[0].note == "Bộ Chính trị, 2016-05-15"


def test_a_closed_record_is_no_candidate():
    closed = replace(LAM, public=False)
    text = "Đồng chí Phó Bí thư Thường trực Tỉnh ủy phát biểu."
    assert asked(text, authorities=Authorities({LAM.id: closed}))[0].candidates == ()


def test_what_was_withdrawn_or_renamed_is_not_asked_about():
    one = replace(article(), status=Status.WITHDRAWN)
    reading = read(one, ("Ông Giáp Văn Thụ lái xe.",), Authorities(), "Nam Định")
    found = identify([(one, reading)], Authorities())
    assert queue([one], found.readings, found.names, Authorities()) == ()
    (question,) = asked("Ông Giáp Văn Thụ lái xe.")
    (decision,) = rename(question, "Giáp  Thụ", HAND).decisions
    assert decision.target == "Giáp Thụ"
    assert asked("Ông Giáp Văn Thụ lái xe.", authorities=Authorities(decisions=(decision,))) == ()


# --------------------------------------------------------------------------- answers


def test_a_new_record_has_the_forms_and_roles_that_were_seen():
    text = "Ông Ngô Quý Bảng, Chủ tịch UBND xã Giao Phúc, dự. Ông Bảng nói."
    record = new_record(asked(text)[0], Authorities())
    assert isinstance(record, PersonRecord)
    assert (record.id, record.variants) == ("ngo-quy-bang", ())
    assert record.roles == ("Chủ tịch UBND xã Giao Phúc",)


def test_ids_of_records_are_never_given_twice_and_are_names_of_folders():
    (question,) = asked("Ông Giáp Văn Thụ lái xe.")
    taken = Authorities({id: replace(LAM, id=id) for id in ("giap-van-thu", "giap-van-thu-2")})
    record = new_record(question, taken)
    assert record
    assert record.id == "giap-van-thu-3"
    record = new_record(question, Authorities(), "Con")
    assert record
    assert record.id != "con"


def test_a_document_without_symbol_makes_no_record():
    assert new_record(asked("Học tập Chỉ thị 05.")[0], Authorities()) is None


def test_a_record_reaches_its_places_by_itself_where_it_can_and_by_decision_where_it_cannot():
    texts = ["Ông Ngô Quý Bảng, Chủ tịch UBND xã Giao Phúc, dự."]
    question, unit = asked(*texts)
    assert (unit.kind, unit.name) == (Kind.UNIT, "UBND xã Giao Phúc")
    record = new_record(question, Authorities())
    assert record
    known = with_more(Authorities(), [record])
    assert accept(question, record.id, known, HAND, rereader(*texts)).decisions == ()
    other = Authorities({LAM.id: LAM})
    (decision,) = accept(question, LAM.id, other, HAND, rereader(*texts)).decisions
    assert (decision.verdict, decision.subject) == (Verdict.MERGE, question.id)
    after = with_more(other, (), [decision])
    readings = rereader(*texts)(after, question)
    assert not is_open(question, readings)


def test_whom_a_new_record_would_take_in_is_known_before():
    texts = ["Ông Giáp Văn Thụ lái xe.", "Ông Giáp Văn Thụ nhận giải."]
    first, second = asked(*texts)
    record = new_record(first, Authorities())
    assert record
    assert captured(record, [second], Authorities(), rereader(*texts)) == (second,)
    unit = UnitRecord("giap-van-thu", "Giáp Văn Thụ")
    assert captured(unit, [second], Authorities(), rereader(*texts)) == ()


def test_a_form_that_several_articles_have_is_rejected_everywhere():
    decisions: tuple[Decision, ...] = reject(asked(*["Sở Tư pháp họp."] * 2)[0], HAND).decisions
    assert [(one.subject, one.article) for one in decisions] == [("Sở Tư pháp", "*")]
    assert asked("Sở Tư pháp họp.", authorities=Authorities(decisions=decisions)) == ()
    (one,) = reject(asked("Sở Tư pháp họp.")[0], HAND).decisions
    assert one.article == "bai01"
