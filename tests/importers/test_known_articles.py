"""A source that comes again, corrected, makes no second article; a double is told at the door."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyyeu.importers import Wishes, import_batch, import_file, known_articles
from kyyeu.importers.known_articles import KnownArticles, Looks
from kyyeu.importers.sameness import same_source
from kyyeu.problems import Problem, Severity, describe
from kyyeu.settings import Settings
from tests.importers.reports import codes, settings
from tests.importers.test_intake import files_of
from tests.importers.word_files import photo

HEAD = "Liễu Đề ra quân nạo vét kênh"
DAY = "Cập nhật lúc 20:12, Thứ Năm, 13/02/2020"
BODY = """Sáng 13/2, hơn ba trăm người của thị trấn Liễu Đề ra đồng đào đắp bốn cây số mương.

Huyện cho mượn sáu máy xúc, mỗi xóm cử hai mươi người, bà con góp cơm nước tận bờ kênh.

Đến chiều, nước đã về tới cánh đồng xa nhất, kịp đổ ải trước khi gieo cấy vụ chiêm xuân.

Ông Vũ Văn Tân, Chủ tịch UBND thị trấn, cho biết tuần sau sẽ làm tiếp đoạn qua xóm Bơn."""
SIGNED = "Tin: Lam Hồng"
OTHER = """Chiều 13/2, học sinh trường Yên Cường trồng hai trăm cây xoan dọc đường ra bãi sông.

Mỗi lớp nhận chăm sóc mười cây, cuối năm nhà trường chấm điểm và trao thưởng cho lớp nhất.

Cây giống do hội cựu giáo chức tặng, ươm từ mùa thu trong vườn nhà cô giáo Hằng."""


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    (tmp_path / "site" / "content").mkdir(parents=True)
    return settings(tmp_path / "site")


def taken(
    site: Settings, name: str, head: str = HEAD, day: str = DAY, body: str = BODY, **wishes: bool
) -> tuple[str, tuple[Problem, ...]]:
    """Import a report; the article, empty when none was made, and what was told."""
    path = site.root / name
    path.write_text("\n\n".join((head, day, body, SIGNED)) + "\n", encoding="utf-8")
    done = import_file(path, site, category="Thi đua", **wishes)
    return done.value.article if done.value else "", done.problems


OTHER_HEAD = "Hơn ba trăm người nạo vét kênh ở Liễu Đề"
OTHER_DAY = "Cập nhật lúc 07:30, Thứ Sáu, 14/02/2020"
MENDED = BODY.replace("ba trăm", "bốn trăm").replace("sáu máy", "bảy máy")
CORRECTED = [
    ("bai.txt", OTHER_HEAD, DAY, BODY),
    ("bai.txt", HEAD, OTHER_DAY, BODY),
    ("bai.txt", OTHER_HEAD, OTHER_DAY, BODY),
    ("ban sua.txt", OTHER_HEAD, OTHER_DAY, BODY),
    ("bai.txt", OTHER_HEAD, DAY, MENDED),
    ("bai.txt", HEAD, OTHER_DAY, MENDED),
    ("bai.txt", OTHER_HEAD, DAY, BODY + "\n\n" + OTHER.partition("\n")[0]),
]


def test_of_a_corrected_source_no_photo_is_missed_that_its_article_shows(site: Settings) -> None:
    picture = site.root / "lua.png"
    picture.write_bytes(photo().read())
    for head, pictures in ((HEAD, [picture]), (OTHER_HEAD, [])):
        path = site.root / "bai.txt"
        caption = "Bà con nạo vét mương ở xóm Bơn. Ảnh: Minh Hà"
        text = "\n\n".join((head, DAY, caption, BODY, SIGNED))
        path.write_text(f"{text}\n", encoding="utf-8")
        told = codes(import_file(path, site, pictures=pictures, category="Thi đua").problems)
        assert "import-photo-missing" not in told
    assert "import-source-changed" in told


@pytest.mark.parametrize(("name", "head", "day", "body"), CORRECTED)
def test_a_corrected_source_is_known_and_its_difference_proposed(
    site: Settings, name: str, head: str, day: str, body: str
) -> None:
    first, _ = taken(site, "bai.txt")
    before = files_of(site)
    second, problems = taken(site, name, head, day, body)
    assert second == ""
    (told,) = [one for one in problems if one.code == "import-source-changed"]
    assert told.params["article"] == first
    lines = str(told.params["difference"]).splitlines()
    assert (f"+Title: {head}" in lines) is (head != HEAD)
    assert any(line.startswith("+Date: 2020-02-14") for line in lines) is (day != DAY)
    assert not any(line.startswith(("+Id:", "-Id:")) for line in lines)
    assert files_of(site) == before
    article, problems = taken(site, name, head, day, body, apart=True)  # as the remedy says
    assert article not in ("", first)
    told = next(one for one in problems if one.code.startswith("article-"))
    assert (told.path, told.params["other"]) == (article, first)


APART = [
    ("bai.txt", OTHER_HEAD, DAY, OTHER, set()),  # a name that is given to whatever comes
    ("bai.txt", OTHER_HEAD, OTHER_DAY, MENDED, {"article-nearly-doubled"}),  # a form, it may be
    ("khac.txt", OTHER_HEAD, DAY, MENDED, {"article-nearly-doubled"}),
    ("khac.txt", HEAD, OTHER_DAY, OTHER, set()),  # a column
]


@pytest.mark.parametrize(("name", "head", "day", "body", "told"), APART)
def test_what_may_be_another_report_comes_in_and_its_likeness_is_told(
    site: Settings, name: str, head: str, day: str, body: str, told: set[str]
) -> None:
    first, _ = taken(site, "bai.txt")
    second, problems = taken(site, name, head, day, body)
    assert second not in ("", first)
    found = [one for one in problems if one.code.startswith("article-")]
    assert {one.code for one in found} == told
    for one in found:
        assert (one.path, one.params["other"], one.severity) == (second, first, Severity.WARNING)


def test_an_article_that_was_renamed_worked_over_and_moved_is_known(site: Settings) -> None:
    first, _ = taken(site, "bai.txt")
    old = site.content_path / first
    new = site.content_path / "articles" / "2020" / "03" / "ten-khac.md"
    new.parent.mkdir(parents=True)
    text = old.read_text(encoding="utf-8").replace("ba trăm", "hai trăm")
    new.write_text(text, encoding="utf-8")
    old.unlink()
    second, problems = taken(site, "bai.txt", OTHER_HEAD)
    assert second == ""
    told = next(one for one in problems if one.code == "import-source-changed")
    assert told.params["article"] == "articles/2020/03/ten-khac.md"
    assert "-Summary: Sáng 13/2, hơn hai trăm người" in str(told.params["difference"])


def test_of_a_batch_the_second_file_of_one_report_is_sent_back(site: Settings) -> None:
    folder = site.root / "kho"
    folder.mkdir()
    for name, head in (("a.txt", HEAD), ("b.txt", OTHER_HEAD)):
        text = "\n\n".join((head, DAY, BODY, SIGNED))
        (folder / name).write_text(text, encoding="utf-8")
    found = list(import_batch([folder], site, Wishes("Thi đua")))
    assert [bool(one.article) for one in found] == [True, False]
    assert "import-source-changed" in codes(found[1].problems)


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"\x01" * 4000])
def test_what_is_remembered_may_be_lost_or_damaged(site: Settings, damage: bytes) -> None:
    first, _ = taken(site, "bai.txt")
    (site.cache_path / "known.sqlite").write_bytes(damage)
    second, problems = taken(site, "bai.txt", OTHER_HEAD)
    assert (second, "import-source-changed" in codes(problems)) == ("", True)
    assert first


def test_an_archive_that_is_known_is_not_read_again(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import reads what it compares, and of ten thousand articles no other."""
    for number in range(4):
        head, body = f"{HEAD} đợt {number}", BODY.replace(" ", f" {number}x ", 40)
        assert taken(site, f"{number}.txt", head, DAY, body)[0]
    read: list[str] = []
    whole = known_articles.read_article

    def counted(data: bytes, source: str, of: Settings) -> object:
        read.append(source)
        return whole(data, source, of)

    monkeypatch.setattr(known_articles, "read_article", counted)
    KnownArticles(site)
    assert read == []
    (site.cache_path / "known.sqlite").unlink()
    KnownArticles(site)
    assert len(read) == 4


def test_an_archive_that_nobody_has_read_is_read_in_parts(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        assert taken(site, f"{number}.txt", f"Đợt {number}", DAY, BODY.replace(" ", f" {number}x "))
    (site.cache_path / "known.sqlite").unlink()
    monkeypatch.setattr(known_articles, "_MOST", 2)
    _, problems = taken(site, "moi.txt", OTHER_HEAD, DAY, OTHER)
    (told,) = [one for one in problems if one.code == "import-articles-unseen"]
    assert (told.params["count"], told.severity) == (1, Severity.NOTE)
    assert describe(told)
    assert KnownArticles(site).waiting == 0


def looks(path: str, url: str = "", words: str = "", sketch: range = range(64)) -> Looks:
    return Looks(path, path, path, path, url, words, tuple(sketch))


PAGE = "https://baonamdinh.vn/tin/bai-1.html"
SAME = [
    ("same words", looks("a", words="x"), looks("b", words="x", sketch=range(0)), True),
    ("no words at all", looks("a", sketch=range(0)), looks("b", sketch=range(0)), False),
    ("one address", looks("a", PAGE), looks("b", PAGE, sketch=range(16, 80)), True),
    ("one address of a whole paper", looks("a", PAGE[:21]), looks("b", PAGE[:21]), False),
    ("one address, nothing else", looks("a", PAGE), looks("b", PAGE, sketch=range(90, 99)), False),
]


@pytest.mark.parametrize(("what", "made", "other", "same"), SAME)
def test_what_makes_two_texts_one_source(what: str, made: Looks, other: Looks, same: bool) -> None:
    assert (same_source(made, [other], ()) is not None) is same, what


def test_a_name_that_an_office_gives_again_and_again_tells_nothing() -> None:
    made = looks("a")
    other = Looks("b", "b", "b", made.day, "", "", made.sketch)
    assert same_source(made, [other], ["b"]) is other
    assert same_source(made, [other], ["b", "c"]) is None
