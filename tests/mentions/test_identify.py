"""Who is who across articles."""

from __future__ import annotations

from datetime import date

from kyyeu.mentions import Identified, identify
from kyyeu.model import Article, Authorities, Decision, Kind, Reading, Verdict
from tests.mentions.passages import article, understand


def _pair(id: str, text: str, year: int = 2019) -> tuple[Article, Reading]:
    day = date(year, 3, 1)
    return article(id, day), understand(text, id=id, day=day)


def _join(*pairs: tuple[Article, Reading], decisions: tuple[Decision, ...] = ()) -> Identified:
    return identify(pairs, Authorities(decisions=decisions), "Nam Định")


def _first(joined: Identified, id: str) -> str | None:
    return next(one.id for one in joined.readings[id].mentions if one.kind is Kind.PERSON)


_A = "Đồng chí Lưu Văn Quân, Giám đốc Sở Nội vụ, phát biểu. Đồng chí Quân cảm ơn."
_SAME_ROLE = "Ông Lưu Văn Quân, Giám đốc Sở Nội vụ tỉnh Nam Định, trao thưởng."
_SAME_UNIT = "Ông Lưu Văn Quân, Phó Giám đốc Sở Nội vụ, trao thưởng."
_OTHER = "Ông Lưu Văn Quân, Chủ tịch UBND xã Hải Lý, trao thưởng."
_BARE = "Ông Lưu Văn Quân trao thưởng."


def test_one_name_with_one_role_is_one_person() -> None:
    joined = _join(_pair("b1", _A), _pair("b2", _SAME_ROLE))
    assert _first(joined, "b1") == _first(joined, "b2")


def test_one_name_in_one_unit_is_one_person() -> None:
    joined = _join(_pair("b1", _A), _pair("b2", _SAME_UNIT))
    assert _first(joined, "b1") == _first(joined, "b2")


def test_the_leaders_of_one_province_are_few_enough_to_be_told_by_name() -> None:
    joined = _join(
        _pair("b1", "Đồng chí Lưu Văn Quân, Phó Bí thư Tỉnh ủy, dự."),
        _pair("b2", "Đồng chí Lưu Văn Quân, Chủ tịch HĐND tỉnh, dự."),
    )
    assert _first(joined, "b1") == _first(joined, "b2")


def test_namesakes_elsewhere_stay_apart() -> None:
    joined = _join(_pair("b1", _A), _pair("b2", _OTHER))
    assert _first(joined, "b1") != _first(joined, "b2")


def test_a_name_without_role_is_joined_to_nobody() -> None:
    joined = _join(_pair("b1", _A), _pair("b2", _BARE), _pair("b3", _BARE))
    assert len({_first(joined, id) for id in ("b1", "b2", "b3")}) == 3


def test_a_tone_makes_another_person_though_the_role_is_the_same() -> None:
    joined = _join(
        _pair("b1", "Bà Lê Thị Hà, Giám đốc Sở Nội vụ, dự."),
        _pair("b2", "Bà Lê Thị Hạ, Giám đốc Sở Nội vụ, dự."),
    )
    assert _first(joined, "b1") != _first(joined, "b2")


def test_short_forms_follow_their_person() -> None:
    joined = _join(_pair("b1", _A))
    assert len({one.id for one in joined.readings["b1"].mentions if one.kind is Kind.PERSON}) == 1


def test_later_articles_and_their_order_change_no_id() -> None:
    alone = _join(_pair("b1", _A))
    later = [_pair("b2", _SAME_ROLE, 2020), _pair("b3", _OTHER, 2021), _pair("b4", _BARE, 2021)]
    together = _join(*later, _pair("b1", _A))
    assert _first(alone, "b1") == _first(together, "b1")
    assert together.readings == _join(_pair("b1", _A), *reversed(later)).readings


def test_an_id_is_the_name_and_a_mark() -> None:
    id = _first(_join(_pair("b1", _A)), "b1")
    assert id is not None
    assert id.startswith("luu-van-quan-")
    assert len(id) - len("luu-van-quan-") >= 4


def test_a_figure_of_history_is_one_person_everywhere() -> None:
    joined = _join(
        _pair("b1", "Lời dặn của Chủ tịch Hồ Chí Minh còn đó."),
        _pair("b2", "Chủ tịch Hồ Chí Minh về thăm tỉnh năm lần."),
    )
    assert _first(joined, "b1") == _first(joined, "b2")


def test_what_machines_found_has_a_name() -> None:
    joined = _join(
        _pair("b1", "UBND tỉnh họp. Ông Ngô Bá Khá dự."), _pair("b2", "UBND tỉnh Nam Định họp.")
    )
    assert sorted(joined.names.values()) == ["Ngô Bá Khá", "UBND tỉnh Nam Định"]


def test_a_merge_and_a_rename_are_replayed() -> None:
    plain = _join(_pair("b1", _A), _pair("b2", _OTHER))
    one, other = _first(plain, "b1"), _first(plain, "b2")
    assert one
    assert other
    decisions = (
        Decision(Verdict.MERGE, Kind.PERSON, other, one, "*", "bt", date(2024, 1, 1), ""),
        Decision(
            Verdict.RENAME, Kind.PERSON, one, "Lưu Văn Quân (Ninh)", "*", "bt", date(2024, 1, 1), ""
        ),
    )
    joined = _join(_pair("b1", _A), _pair("b2", _OTHER), decisions=decisions)
    assert _first(joined, "b2") == one
    assert joined.readings["b2"].mentions[0].reviewed
    assert joined.names[Kind.PERSON, one] == "Lưu Văn Quân (Ninh)"


def test_a_ring_of_merges_ends() -> None:
    decisions = tuple(
        Decision(Verdict.MERGE, Kind.PERSON, a, b, "*", "bt", date(2024, 1, 1), "")
        for a, b in (("x", "y"), ("y", "x"))
    )
    assert _join(_pair("b1", _A), decisions=decisions).readings
