"""Authority records and decisions within one article."""

from __future__ import annotations

from datetime import date

from kyyeu.model import (
    Authorities,
    Decision,
    DirectiveRecord,
    Kind,
    Mention,
    PersonRecord,
    Reading,
    UnitRecord,
    Validity,
    Verdict,
)
from tests.mentions.passages import understand


def _people(*records: PersonRecord, decisions: tuple[Decision, ...] = ()) -> Authorities:
    return Authorities(people={record.id: record for record in records}, decisions=decisions)


def _decide(
    verdict: Verdict, subject: str, target: str = "", article: str = "*", kind: Kind = Kind.PERSON
) -> Decision:
    return Decision(verdict, kind, subject, target, article, "biên tập", date(2024, 1, 1), "thử")


def _ids(reading: Reading, kind: Kind = Kind.PERSON) -> list[str | None]:
    return [mention.id for mention in reading.mentions if mention.kind is kind]


def _only(reading: Reading) -> Mention:
    (mention,) = reading.mentions
    return mention


def test_a_record_is_met_by_its_preferred_and_variant_forms() -> None:
    record = PersonRecord("do-van-khai", "Đỗ Văn Khải", ("Đỗ Khải",))
    for name in ("Đỗ Văn Khải", "Đỗ Khải"):
        mention = _only(understand(f"Ông {name} tới dự.", authorities=_people(record)))
        assert (mention.id, mention.reviewed) == ("do-van-khai", True)


def test_the_tone_tells_le_ha_from_le_ha() -> None:
    records = _people(PersonRecord("le-ha", "Lê Hà"), PersonRecord("le-ha-2", "Lê Hạ"))
    reading = understand("Bà Lê Hà hát, bà Lê Hạ đàn.", authorities=records)
    assert _ids(reading) == ["le-ha", "le-ha-2"]


def test_the_place_of_the_tone_does_not_tell_people_apart() -> None:
    records = _people(PersonRecord("ngo-hoa", "Ngô Văn Hòa"))
    assert _ids(understand("Ông Ngô Văn Hoà tới dự.", authorities=records)) == ["ngo-hoa"]


def test_a_record_is_not_met_outside_its_time() -> None:
    record = PersonRecord("a", "Đỗ Văn Khải", validity=Validity(None, date(2010, 1, 1)))
    mention = _only(understand("Ông Đỗ Văn Khải tới dự.", authorities=_people(record)))
    assert mention.id != "a"
    assert not mention.reviewed


_TWO = (
    PersonRecord("hung-y-te", "Nguyễn Văn Hùng", roles=("Giám đốc Sở Y tế",)),
    PersonRecord("hung-y-yen", "Nguyễn Văn Hùng", roles=("Bí thư Huyện ủy Ý Yên",)),
)


def test_two_records_of_one_name_are_told_apart_by_role() -> None:
    reading = understand(
        "Đồng chí Nguyễn Văn Hùng, Giám đốc Sở Y tế, phát biểu.", authorities=_people(*_TWO)
    )
    assert _ids(reading) == ["hung-y-te"]


def test_two_records_of_one_name_are_told_apart_by_place() -> None:
    reading = understand(
        "Ông Nguyễn Văn Hùng, Chủ tịch HĐND huyện Ý Yên, tiếp dân.", authorities=_people(*_TWO)
    )
    assert _ids(reading) == ["hung-y-yen"]


def test_two_records_of_one_name_without_evidence_stay_unresolved() -> None:
    reading = understand("Ông Nguyễn Văn Hùng tới dự.", authorities=_people(*_TWO))
    assert _ids(reading) == [None]


def test_evidence_later_in_the_article_counts_for_the_first_mention_too() -> None:
    reading = understand(
        "Ông Nguyễn Văn Hùng mở đầu.",
        "Ông Nguyễn Văn Hùng, Giám đốc Sở Y tế, nói thêm. Ông Hùng cảm ơn.",
        authorities=_people(*_TWO),
    )
    assert _ids(reading) == ["hung-y-te"] * 3


def test_one_record_of_another_place_is_not_taken_for_this_person() -> None:
    record = PersonRecord("hung-y-yen", "Nguyễn Văn Hùng", roles=("Bí thư Huyện ủy Ý Yên",))
    reading = understand(
        "Đồng chí Nguyễn Văn Hùng, Bí thư Huyện ủy Sơn Động, phát biểu.",
        authorities=_people(record),
    )
    assert _ids(reading) != ["hung-y-yen"]


def test_a_provincial_record_may_serve_in_a_district() -> None:
    record = PersonRecord("hung", "Nguyễn Văn Hùng", roles=("Tỉnh ủy viên", "đại biểu HĐND tỉnh"))
    reading = understand(
        "Đồng chí Nguyễn Văn Hùng, Bí thư Huyện ủy Ý Yên, phát biểu.", authorities=_people(record)
    )
    assert _ids(reading) == ["hung"]


def test_two_people_of_one_name_in_one_article_stay_apart() -> None:
    reading = understand(
        "Đồng chí Đỗ Văn Lợi, Bí thư Huyện ủy Ý Yên; đồng chí Đỗ Văn Lợi, Bí thư Huyện ủy Vụ Bản"
        " cùng dự. Đồng chí Đỗ Văn Lợi phát biểu. Đồng chí Lợi cảm ơn."
    )
    first, second, bare, short = _ids(reading)
    assert first != second
    assert (bare, short) == (None, None)


def test_a_record_is_found_where_nothing_but_the_name_stands() -> None:
    record = PersonRecord("lam-hong", "Lam Hồng")
    mention = _only(understand("Bức vẽ của Lam Hồng treo ở sảnh.", authorities=_people(record)))
    assert (mention.id, mention.why) == ("lam-hong", "authority")


def test_a_record_is_not_found_in_a_byline() -> None:
    record = PersonRecord("lam-hong", "Lam Hồng")
    assert understand("Tin, ảnh: Lam Hồng", authorities=_people(record)).mentions == ()


def test_a_person_closed_to_the_public_is_not_mentioned() -> None:
    record = PersonRecord("x", "Đỗ Văn Khải", public=False)
    reading = understand("Ông Đỗ Văn Khải tới dự. Ông Khải về.", authorities=_people(record))
    assert reading.mentions == ()


# --------------------------------------------------------------------------- decisions


def test_a_rejected_form_is_no_mention() -> None:
    authorities = _people(decisions=(_decide(Verdict.REJECT, "Đỗ Văn Khải"),))
    assert understand("Ông Đỗ Văn Khải tới dự.", authorities=authorities).mentions == ()


def test_a_form_rejected_in_one_article_stays_in_others() -> None:
    authorities = _people(decisions=(_decide(Verdict.REJECT, "Đỗ Văn Khải", article="bai01"),))
    assert understand("Ông Đỗ Văn Khải tới dự.", authorities=authorities).mentions == ()
    assert understand("Ông Đỗ Văn Khải tới dự.", authorities=authorities, id="bai02").mentions


def test_an_accepted_form_is_found_though_no_rule_finds_it() -> None:
    authorities = _people(
        PersonRecord("thu-hoai", "Phạm Thu Hoài"),
        decisions=(_decide(Verdict.ACCEPT, "Chị Tư Muối", "thu-hoai", "bai01"),),
    )
    mention = _only(understand("Bà con gọi nhau là Chị Tư Muối.", authorities=authorities))
    assert (mention.form, mention.id, mention.why) == ("Chị Tư Muối", "thu-hoai", "decision")


def test_a_decision_for_the_article_weighs_more_than_one_for_everywhere() -> None:
    authorities = _people(
        *_TWO,
        decisions=(
            _decide(Verdict.ACCEPT, "Nguyễn Văn Hùng", "hung-y-te"),
            _decide(Verdict.ACCEPT, "Nguyễn Văn Hùng", "hung-y-yen", "bai01"),
        ),
    )
    text = "Ông Nguyễn Văn Hùng tới dự."
    assert _ids(understand(text, authorities=authorities)) == ["hung-y-yen"]
    assert _ids(understand(text, authorities=authorities, id="bai02")) == ["hung-y-te"]


def test_a_split_form_means_its_record_in_that_article_only() -> None:
    authorities = _people(
        PersonRecord("ha-ca-si", "Lê Hà"),
        decisions=(_decide(Verdict.SPLIT, "Lê Hà", "ha-ca-si", "bai01"),),
    )
    text = "Bà Lê Hà tới dự."
    assert _ids(understand(text, authorities=authorities)) == ["ha-ca-si"]
    assert _ids(understand(text, authorities=authorities, id="bai02")) != ["ha-ca-si"]


def test_the_last_decision_on_a_form_stands() -> None:
    authorities = _people(
        decisions=(
            _decide(Verdict.REJECT, "Đỗ Văn Khải"),
            _decide(Verdict.ACCEPT, "Đỗ Văn Khải", "do-van-khai"),
        )
    )
    assert _ids(understand("Ông Đỗ Văn Khải tới dự.", authorities=authorities)) == ["do-van-khai"]


# --------------------------------------------------------------------------- units, directives


def test_a_unit_record_is_met_with_and_without_its_place() -> None:
    record = UnitRecord("ban-dan-van", "Ban Dân vận Tỉnh ủy", place="tỉnh Nam Định")
    authorities = Authorities(units={record.id: record})
    for form in ("Ban Dân vận Tỉnh ủy", "Ban Dân vận Tỉnh uỷ Nam Định"):
        assert _ids(understand(f"Ngày hội do {form} mở.", authorities=authorities), Kind.UNIT) == [
            "ban-dan-van"
        ]


def test_a_unit_of_another_province_is_not_ours() -> None:
    record = UnitRecord("ban-dan-van", "Ban Dân vận Tỉnh ủy", place="tỉnh Nam Định")
    reading = understand(
        "Đoàn của Ban Dân vận Tỉnh ủy Hà Nam đến thăm.",
        authorities=Authorities(units={record.id: record}),
    )
    assert _ids(reading, Kind.UNIT) != ["ban-dan-van"]


_CT05_K12 = DirectiveRecord(
    "ct-05-tw-k12",
    "Chỉ thị",
    "05",
    "05-CT/TW",
    "Bộ Chính trị",
    date(2016, 5, 15),
    variants=("Chỉ thị 05",),
)
_CT05_K13 = DirectiveRecord(
    "ct-05-tw-k13", "Chỉ thị", "05", "05-CT/TW", "Ban Bí thư", date(2021, 6, 23)
)


def _acts(*records: DirectiveRecord) -> Authorities:
    return Authorities(directives={record.id: record for record in records})


def test_a_bare_number_means_the_one_record_of_that_number() -> None:
    reading = understand("Học tập Chỉ thị số 05 và Chỉ thị 05-CT/TW.", authorities=_acts(_CT05_K12))
    assert _ids(reading, Kind.DIRECTIVE) == ["ct-05-tw-k12"] * 2
    assert all(mention.reviewed for mention in reading.mentions)


def test_a_number_with_two_records_stays_unresolved() -> None:
    both = _acts(_CT05_K12, _CT05_K13)
    text = "Quán triệt Chỉ thị 05-CT/TW trong toàn ngành."
    assert _ids(understand(text, authorities=both, day=date(2022, 1, 1)), Kind.DIRECTIVE) == [None]


def test_a_record_younger_than_the_article_is_no_candidate() -> None:
    both = _acts(_CT05_K12, _CT05_K13)
    text = "Quán triệt Chỉ thị 05-CT/TW trong toàn ngành."
    assert _ids(understand(text, authorities=both), Kind.DIRECTIVE) == ["ct-05-tw-k12"]


def test_the_issuer_tells_two_records_of_one_number_apart() -> None:
    both = _acts(_CT05_K12, _CT05_K13)
    reading = understand(
        "Theo Chỉ thị 05-CT/TW của Ban Bí thư.", authorities=both, day=date(2022, 1, 1)
    )
    assert _ids(reading, Kind.DIRECTIVE) == ["ct-05-tw-k13"]


def test_a_record_with_an_id_of_its_own_is_met_by_symbol_and_date() -> None:
    record = DirectiveRecord(
        "thi-dua-2014", "Chỉ thị", "34", "34-CT/TW", "Bộ Chính trị", date(2014, 4, 7)
    )
    reading = understand("Theo Chỉ thị 34-CT/TW ngày 7-4-2014.", authorities=_acts(record))
    assert _ids(reading, Kind.DIRECTIVE) == ["thi-dua-2014"]


def test_a_nickname_of_a_directive_is_found() -> None:
    record = DirectiveRecord(
        "nq-19",
        "Nghị quyết",
        "19",
        "19-NQ/TW",
        "",
        date(2017, 10, 25),
        variants=("Nghị quyết tinh gọn",),
    )
    reading = understand(
        "Từ khi có Nghị quyết tinh gọn, xã bớt bốn đầu mối.", authorities=_acts(record)
    )
    assert _ids(reading, Kind.DIRECTIVE) == ["nq-19"]


def test_a_body_of_a_joined_province_is_not_that_of_the_old_one() -> None:
    text = "Sở Y tế tỉnh Ninh Bình và Sở Y tế tỉnh Cao Bằng phối hợp."
    old, new = understand(text), understand(text, day=date(2025, 9, 1))
    assert old.mentions[0].id != new.mentions[0].id
    assert old.mentions[1].id == new.mentions[1].id


def test_the_province_of_the_site_is_what_it_was_joined_into() -> None:
    later = {"day": date(2025, 9, 1), "id": "bai02"}
    own = understand("Sở Y tế tỉnh họp.", **later).mentions[0].id  # type: ignore[arg-type]
    assert own == understand("Sở Y tế tỉnh Ninh Bình họp.", **later).mentions[0].id  # type: ignore[arg-type]
    assert own != understand("Sở Y tế tỉnh họp.").mentions[0].id


def test_a_body_of_a_place_without_name_is_another_one_in_each_article() -> None:
    text = "UBND xã và Chi bộ xóm 4 họp, Đảng ủy huyện Ý Yên dự."
    first, second = understand(text), understand(text, id="bai02")
    same = [one.id == two.id for one, two in zip(first.mentions, second.mentions, strict=True)]
    assert same == [False, False, True]


def test_somebody_called_by_title_and_given_name_is_one_whom_the_article_knows() -> None:
    reading = understand(
        "Thứ trưởng Bộ Y tế Lê Đình Hải dự.", "Thứ trưởng Hải nói. Thứ trưởng Lâm về."
    )
    assert [(one.form, one.roles) for one in reading.mentions] == [
        ("Lê Đình Hải", ("Thứ trưởng Bộ Y tế",)),
        ("Hải", ("Thứ trưởng",)),
    ]
    assert reading.mentions[0].id == reading.mentions[1].id
