from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kyyeu.model import (
    Article,
    Authorities,
    Decision,
    DirectiveRecord,
    Holdings,
    Kind,
    MovementRecord,
    PersonRecord,
    Photo,
    StaticPage,
    Status,
    UnitRecord,
    Verdict,
)
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Settings
from kyyeu.validation import RULES, check

NOW = datetime(2020, 6, 1, tzinfo=UTC)
SETTINGS = Settings(root=Path("nowhere"), name="", tagline="", sections=("Thi đua",))
ARTICLE = Article(
    source="articles/2020/02/a.md",
    digest="",
    id="aaaa",
    title="A",
    slug="a",
    published=datetime(2020, 2, 13, tzinfo=UTC),
    modified=None,
    category="Thi đua",
    tags=(),
    contributors=(),
    lead="Một câu.",
    body="Nội dung.",
    body_line=7,
)
PHOTO = Photo("photos/2020/02/hoi-nghi.jpg", "", 1200, 800, credit="Lam Hồng")


def holdings(
    *articles: Article,
    photos: Iterable[Photo] = (),
    pages: tuple[StaticPage, ...] = (),
    authorities: Authorities | None = None,
    also: Iterable[str] = (),
) -> Holdings:
    shelf = {photo.source: photo for photo in photos}
    sources = [*(a.source for a in articles), *(p.source for p in pages), *shelf, *also]
    return Holdings(
        articles, pages, shelf, authorities or Authorities(), dict.fromkeys(sources, "")
    )


def found(held: Holdings, settings: Settings = SETTINGS) -> list[Problem]:
    return list(check(held, settings, NOW))


def codes(held: Holdings, settings: Settings = SETTINGS) -> list[str]:
    return [problem.code for problem in found(held, settings)]


def test_rules_are_each_asked_once() -> None:
    assert len(set(RULES)) == len(RULES)


def test_good_holdings_have_no_problem() -> None:
    shown = replace(ARTICLE, body='![Người đứng](hoi-nghi.jpg "Hội nghị. Ảnh: Lam Hồng")')
    assert codes(holdings(shown, photos=[PHOTO])) == []


# ------------------------------------------------------------------------- articles


def test_an_id_given_twice_names_both_files() -> None:
    (problem,) = found(holdings(replace(ARTICLE, source="articles/2020/02/b.md"), ARTICLE))
    assert (problem.path, problem.code) == ("articles/2020/02/b.md", "article-double-id")
    assert problem.params["other"] == "articles/2020/02/a.md"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"published": datetime(2020, 6, 1, 0, 1, tzinfo=UTC)}, ["article-not-due"]),
        ({"published": NOW}, []),
        ({"published": datetime(2021, 1, 1, tzinfo=UTC), "status": Status.DRAFT}, []),
        ({"lead": ""}, ["article-no-lead"]),
        ({"lead": "", "status": Status.DRAFT}, []),
        ({"body": ""}, ["article-no-body"]),
        ({"body": "", "status": Status.WITHDRAWN}, []),
    ],
)
def test_what_an_editor_should_look_at_is_a_note(
    change: Mapping[str, object], expected: list[str]
) -> None:
    problems = found(holdings(replace(ARTICLE, **change)))  # type: ignore[arg-type]
    assert [problem.code for problem in problems] == expected
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("articles/2020/02/b.md", []),
        ("articles/2020/02/nhap.md", ["article-link-unprinted"]),
        ("articles/2019/11/b.md", ["article-link-misspelt"]),
        ("articles/2019/11/chuyen-khac-han.md", ["article-link-unknown"]),
        ("articles/2020/02/b.md#d3", []),
    ],
)
def test_a_link_leads_to_a_file_that_is_printed(target: str, expected: list[str]) -> None:
    held = holdings(
        replace(ARTICLE, body=f"Một.\n\nXem [bài]({{filename}}{target})."),
        replace(ARTICLE, source="articles/2020/02/b.md", id="bbbb"),
        replace(ARTICLE, source="articles/2020/02/nhap.md", id="cccc", status=Status.DRAFT),
    )
    assert [(p.code, p.line) for p in found(held)] == [(code, 9) for code in expected]


def test_the_files_linked_by_a_page_exist_too() -> None:
    page = StaticPage("pages/a.md", "", "A", "a", "[x]({filename}articles/khong.md)", 4)
    assert [(p.path, p.line) for p in found(holdings(pages=(page,)))] == [("pages/a.md", 4)]


def test_two_pages_or_sections_with_one_address_are_named() -> None:
    page = StaticPage("pages/a.md", "", "A", "a", "x", 4)
    assert codes(holdings(pages=(page, replace(page, source="pages/b.md")))) == ["page-double-slug"]
    alike = replace(SETTINGS, sections=("Thi đua", "Kinh tế", "Thị dừa"))
    (problem,) = found(holdings(), alike)
    assert (problem.code, problem.params["name"]) == ("section-clash", "Thị dừa")


# ------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ('![Người](hoi-nghi.jpg "Chú thích.")', []),
        ('![Người](2020/02/hoi-nghi.jpg "Chú thích.")', []),
        ('![](hoi-nghi.jpg "Chú thích.")', ["figure-no-alt"]),
        ('![Chú thích](hoi-nghi.jpg "Chú thích.")', ["figure-alt-is-caption"]),
        ('![](thieu-anh "Chú thích. Ảnh: Lam Hồng")', ["figure-awaited", "figure-unused"]),
        ("![Người](khac-han.jpg)", ["figure-missing", "figure-unused"]),
        ("![Người](hoi_nghi.jpg)", ["figure-misnamed", "figure-unused"]),
        ("![Người](../../../etc/passwd)", ["figure-missing", "figure-unused"]),
        ("![Người](https://example.org/hoi-nghi.jpg)", ["figure-remote", "figure-unused"]),
        ("![Người](hong.jpg)", ["figure-unused"]),  # refused by its reader, which said so
    ],
)
def test_a_photo_in_an_article_is_there_described_and_credited(
    image: str, expected: list[str]
) -> None:
    article = replace(ARTICLE, body=f"Một.\n\n{image}")
    held = holdings(article, photos=[PHOTO], also=["photos/2020/02/hong.jpg"])
    problems = found(held)
    assert [p.code for p in problems] == expected
    assert all(p.line == 9 for p in problems if p.path == article.source)


def test_a_photo_nobody_signed_is_noted() -> None:
    article = replace(ARTICLE, body='![Người](hoi-nghi.jpg "Chú thích.")')
    assert codes(holdings(article, photos=[replace(PHOTO, credit="")])) == ["figure-no-credit"]


def test_the_place_where_a_missing_photo_belongs_is_told() -> None:
    (problem,) = found(holdings(replace(ARTICLE, body="![x](treo-co.jpg)")))
    assert problem.params["place"] == "photos/2020/02/treo-co.jpg"
    assert problem.severity is Severity.ERROR


def test_a_draft_may_wait_for_its_photo() -> None:
    draft = replace(ARTICLE, body="![x](treo-co.jpg)", status=Status.DRAFT)
    (problem,) = found(holdings(draft))
    assert (problem.code, problem.severity) == ("figure-missing", Severity.WARNING)


def test_the_location_of_a_photo_is_spoken_of_only_when_it_is_used() -> None:
    photo = replace(PHOTO, has_location=True)
    used = replace(ARTICLE, body='![Người](hoi-nghi.jpg "Chú thích.")')
    assert codes(holdings(used, photos=[photo])) == ["figure-location"]
    assert codes(holdings(ARTICLE, photos=[photo])) == ["figure-unused"]


def test_a_page_of_text_shows_no_photo() -> None:
    page = StaticPage("pages/a.md", "", "A", "a", "Một.\n\n![x](a.jpg)", 4)
    assert [(p.code, p.line) for p in found(holdings(pages=(page,)))] == [("page-photo", 6)]


# ------------------------------------------------------------------------- authorities


def people(*records: PersonRecord) -> Holdings:
    table = {record.id: replace(record, line=line) for line, record in enumerate(records, 2)}
    return holdings(authorities=Authorities(people=table))


def test_two_movements_of_one_name_are_told_apart() -> None:
    first, second = MovementRecord("a", "Ba sạch", line=2), MovementRecord("b", "Ba Sạch", line=3)
    problems = found(holdings(authorities=Authorities(movements={"a": first, "b": second})))
    assert [(p.code, p.line) for p in problems] == [("authority-same-movement", 3)]


def units(*records: UnitRecord) -> Holdings:
    table = {record.id: replace(record, line=line) for line, record in enumerate(records, 2)}
    return holdings(authorities=Authorities(units=table))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (PersonRecord("b", "Lê Hà"), ["authority-namesake"]),
        (PersonRecord("b", "LÊ HÀ"), ["authority-namesake"]),
        (PersonRecord("b", "Lê Hà", distinction="Ý Yên"), []),
        (PersonRecord("b", "Lê Hạ"), []),
        (PersonRecord("b", "Lê Thu Hà", variants=("Lê Hà",)), ["authority-variant-taken"]),
        (PersonRecord("b", "Lê Thu Hà", variants=("Lê Thu Hà", "Thu Hà")), []),
    ],
)
def test_namesakes_are_told_apart(second: PersonRecord, expected: list[str]) -> None:
    problems = found(people(PersonRecord("a", "Lê Hà"), second))
    assert [(p.code, p.line) for p in problems] == [(code, 3) for code in expected]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([UnitRecord("a", "Ban A", parent="b"), UnitRecord("b", "Ban B")], []),
        ([UnitRecord("a", "Ban A", parent="x")], [("authority-unknown-unit", 2)]),
        ([UnitRecord("a", "Ban A", successor="x")], [("authority-unknown-unit", 2)]),
        ([UnitRecord("a", "Ban A"), UnitRecord("ban-bb", "B", predecessor="ban-b"),
          UnitRecord("c", "C")], [("authority-misspelt-unit", 3)]),
        ([UnitRecord("a", "Ban A", parent="a")], [("authority-cycle", 2)]),
        ([UnitRecord("z", "Z", parent="a"), UnitRecord("a", "A", parent="b"),
          UnitRecord("b", "B", parent="c"), UnitRecord("c", "C", parent="a")],
         [("authority-cycle", 3)]),
        ([UnitRecord("a", "A", successor="b"), UnitRecord("b", "B", predecessor="a")], []),
        ([UnitRecord("a", "A", successor="b"), UnitRecord("b", "B", successor="a")],
         [("authority-cycle", 2)]),
        ([UnitRecord("a", "Ban A"), UnitRecord("b", "Ban A")], [("authority-same-unit", 3)]),
        ([UnitRecord("a", "Ban A", place="huyện Ý Yên"), UnitRecord("b", "Ban A")], []),
    ],
)  # fmt: skip
def test_units_make_a_tree(records: list[UnitRecord], expected: list[tuple[str, int]]) -> None:
    assert [(p.code, p.line) for p in found(units(*records))] == expected


@pytest.mark.parametrize(
    ("issuer", "issued", "expected"),
    [
        ("Bộ Chính trị", date(2016, 5, 15), ["authority-double-directive"]),
        ("Bộ Chính trị", date(2011, 5, 14), []),
        ("Ban Bí thư", date(2016, 5, 15), []),
        ("Bộ Chính trị", None, []),
    ],
)
def test_one_symbol_may_be_used_by_each_term_but_once_a_day(
    issuer: str, issued: date | None, expected: list[str]
) -> None:
    first = DirectiveRecord(
        "a", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", date(2016, 5, 15), line=2
    )
    second = replace(first, id="b", issuer=issuer, issued=issued, line=3)
    authorities = Authorities(directives={"a": first, "b": second})
    assert codes(holdings(authorities=authorities)) == expected


# ------------------------------------------------------------------------- decisions


def decision(verdict: str, subject: str, target: str, article: str = "*") -> Decision:
    return Decision(
        Verdict(verdict), Kind.PERSON, subject, target, article, "X", date(2020, 1, 1), "vì"
    )


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([decision("accept", "Lê Hà", "le-ha", "aaaa")], []),
        ([decision("accept", "Lê Hà", "le-ha", "zzzz")], ["decision-unknown-article"]),
        ([decision("accept", "Lê Hà", "le-haa")], ["decision-misspelt-target"]),
        ([decision("accept", "Lê Hà", "minh")], ["decision-unknown-target"]),
        ([decision("merge", "m-1", "minh")], ["decision-unknown-target"]),
        ([decision("rename", "m-1", "Lê Minh")], []),
        ([decision("reject", "Hà Nội", "")], []),
        ([decision("accept", "Lê Hà", "le-ha"), decision("reject", "lê hà", "")],
         ["decision-contradiction"]),
        ([decision("accept", "Lê Hà", "le-ha"), decision("accept", "Lê Hà", "chung")],
         ["decision-contradiction"]),
        ([decision("split", "Lê Hà", "chung", "aaaa"), decision("reject", "Lê Hà", "", "aaaa")],
         ["decision-contradiction"]),
        ([decision("accept", "Lê Hà", "le-ha"), decision("reject", "Lê Hà", "", "aaaa")], []),
        ([decision("accept", "Lê Hà", "le-ha"), decision("accept", "Lê Hạ", "chung")], []),
        ([decision("merge", "m-1", "le-ha"), decision("merge", "m-1", "chung")],
         ["decision-contradiction"]),
        ([decision("merge", "m-1", "le-ha"), decision("rename", "m-1", "Lê Hà")], []),
        ([decision("rename", "m-1", "A"), decision("rename", "m-1", "B")],
         ["decision-contradiction"]),
        ([decision("merge", "le-ha", "chung"), decision("merge", "chung", "le-ha")],
         ["decision-ring"]),
        ([decision("merge", "le-ha", "le-ha")], ["decision-ring"]),
        ([decision("merge", "m-1", "le-ha"), decision("merge", "le-ha", "chung")], []),
    ],
)  # fmt: skip
def test_decisions_name_what_exists_and_agree(
    decisions: list[Decision], expected: list[str]
) -> None:
    numbered = tuple(replace(one, line=line) for line, one in enumerate(decisions, 2))
    records = {"le-ha": PersonRecord("le-ha", "Lê Hà"), "chung": PersonRecord("chung", "T. Chung")}
    held = holdings(ARTICLE, authorities=Authorities(people=records, decisions=numbered))
    problems = found(held)
    assert [p.code for p in problems] == expected
    assert all(p.line == numbered[-1].line for p in problems)


def test_problems_come_sorted_by_place() -> None:
    problems = found(
        holdings(
            replace(ARTICLE, source="articles/2020/02/z.md", id="zzzz", lead=""),
            replace(ARTICLE, lead="", body="Một.\n\n![x](a.jpg)\n\n![y](b.jpg)"),
        )
    )
    assert [(p.path[-4:], p.line) for p in problems] == [
        ("a.md", 0), ("a.md", 9), ("a.md", 11), ("z.md", 0),
    ]  # fmt: skip


def test_an_update_that_is_still_to_come_is_a_fault() -> None:
    later = replace(ARTICLE, modified=datetime(2035, 1, 1, tzinfo=UTC))
    assert [p.code for p in check(holdings(later), SETTINGS, NOW)] == ["article-modified-later"]


@pytest.mark.parametrize(
    ("src", "code", "place"),
    [
        ("C:\\Users\\An\\x.jpg", "figure-on-disk", "photos/2020/02/x.jpg"),
        ("../../../etc/x.jpg", "figure-missing", "photos/2020/02/x.jpg"),
    ],
)
def test_a_photo_is_only_ever_asked_for_in_its_own_folder(src: str, code: str, place: str) -> None:
    article = replace(ARTICLE, body=f"![Một người](<{src}>)\n")
    (problem,) = (p for p in check(holdings(article), SETTINGS, NOW) if p.code.startswith("figure"))
    assert (problem.code, problem.params["place"]) == (code, place)


@pytest.mark.parametrize(
    "line",
    [
        *("Bài viết khác", "**Tin đọc nhiều:**", "In bài viết", "Chia sẻ facebook | Zalo"),
        *("Lượt xem: 1.024", "Gửi cho bạn bè", "Có thể bạn quan tâm", "## Tin cùng chuyên mục"),
    ],
)
def test_whatever_importers_leave_out_is_found_where_it_was_left(line: str) -> None:
    assert codes(holdings(replace(ARTICLE, body=f"Nội dung.\n\n{line}\n"))) == ["article-leftover"]


@pytest.mark.parametrize("line", ["## Bình luận", "Các xã chia sẻ kinh nghiệm", "Lượt xem của dân"])
def test_a_word_of_a_button_in_a_report_is_no_leftover(line: str) -> None:
    assert codes(holdings(replace(ARTICLE, body=f"Nội dung.\n\n{line}\n"))) == []
