"""The receipt as a page: whole, escaped, and it runs nothing. And what a changed source says."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from kyyeu.importers import (
    Receipt,
    compose,
    differences,
    import_file,
    page_reading,
    receipt_html,
    receipt_text,
)
from kyyeu.importers.reading import read_source
from kyyeu.markup.page import Page, PageText
from kyyeu.settings import Settings
from tests.importers import word_files
from tests.importers.reports import TEXT, TITLE, codes, in_this_process, settings

PAGES = Path(__file__).parent / "fixtures" / "pages"
HOSTILE = TEXT.replace("Thu Sương", "Thu Sương").replace(
    "ký", '<script>alert(1)</script><img src=x onerror="alert(2)"> ký', 1
)


def receipt_of(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> Receipt:
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)
    draft = read_source(data, name, settings()).value
    assert draft is not None
    made = compose(draft, settings(), category="Thi đua").value
    assert made is not None
    return made.receipt


def sources() -> dict[str, bytes]:
    pages = {path.name: path.read_bytes() for path in sorted(PAGES.glob("*.html"))}
    word = word_files.report(word_files.picture_in_a_table)
    return {"bai.txt": TEXT.encode(), "xau.txt": HOSTILE.encode(), "a.docx": word, **pages}


@pytest.mark.parametrize("name", sorted(sources()))
def test_the_page_shows_the_whole_source_and_every_place(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = receipt_of(sources()[name], name, monkeypatch)
    told = receipt_html(receipt).decode()
    pre = re.search("<pre>(.*)</pre>", told, re.DOTALL)
    assert pre
    assert html.unescape(re.sub("<[^>]*>", "", pre[1])) == receipt.source.text
    anchors = set(re.findall('href="#([^"]+)"', told))
    assert anchors == set(re.findall('<dt id="([^"]+)"', told))
    for span in receipt.spans:
        if span.place.startswith("title"):
            assert html.escape(span.text) in told


@pytest.mark.parametrize("name", sorted(sources()))
def test_the_page_runs_and_fetches_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = receipt_html(receipt_of(sources()[name], name, monkeypatch)).decode()
    page = Page(told)
    names = {element.name for element in page.root.elements()} - {""}
    assert names <= {
        *("html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "span"),
        *("main", "section", "pre", "a", "dl", "dt", "dd"),
    }
    for element in page.root.elements():
        assert not {key for key in element.attributes if key.startswith("on") or key == "src"}
        assert element.attribute("href")[:1] in ("", "#")
    (style,) = page.select("style")
    (held,) = [child for child in style.walk() if isinstance(child, PageText)]
    digest = base64.b64encode(hashlib.sha256(held.text.encode()).digest()).decode()
    (policy,) = page.select("meta[http-equiv]")
    assert policy.attribute("content").startswith(
        f"default-src 'none'; style-src 'sha256-{digest}'"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_receipts_speak_both_languages(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in sources().items():
        receipt = receipt_of(data, name, monkeypatch)
        assert receipt_html(receipt, language)
        assert TITLE[:40] in receipt_text(receipt, language) or not name.endswith(".txt")


def test_a_changed_source_proposes_a_difference_and_writes_nothing(tmp_path: Path) -> None:
    site = Settings(tmp_path, "Kỷ yếu", "", ("Thi đua",), "Nam Định")
    site.content_path.mkdir()
    paste = tmp_path / "bài.txt"
    paste.write_text(TEXT, encoding="utf-8")
    done = import_file(paste, site, category="Thi đua").value
    assert done is not None
    article = site.content_path / done.article
    moved = article.with_name("doi-ten.md")
    article.rename(moved)
    moved.write_text(
        moved.read_text(encoding="utf-8") + "\nBiên tập viên thêm.\n", encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in site.content_path.rglob("*") if path.is_file()}
    paste.write_text(TEXT.replace("12 nghìn", "13 nghìn"), encoding="utf-8")
    again = import_file(paste, site, category="Thi đua")
    assert again.value is None
    (fault,) = [fault for fault in again.problems if fault.code == "import-article-exists"]
    assert str(fault.params["article"]).endswith("doi-ten.md")
    changed = [line for line in str(fault.params["difference"]).split("\n") if line[:1] in "+-"]
    assert any(line.startswith("-") and "12 nghìn" in line for line in changed)
    assert any(line.startswith("+") and "13 nghìn" in line for line in changed)
    assert "-Biên tập viên thêm." in changed
    assert not any(line[1:].startswith("Id:") for line in changed)
    after = {path: path.read_bytes() for path in site.content_path.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trang.html", (PAGES / "nukeviet.html").read_bytes()),
        ("a.docx", word_files.report(word_files.picture_in_a_table)),
    ],
)
def test_the_same_source_twice_changes_nothing(name: str, data: bytes, tmp_path: Path) -> None:
    site = Settings(tmp_path / "site", "Kỷ yếu", "", ("Thi đua",), "Nam Định")
    site.content_path.mkdir(parents=True)
    path = tmp_path / name
    path.write_bytes(data)
    (tmp_path / "nukeviet_files").mkdir()
    (tmp_path / "nukeviet_files" / "trao-nha.jpg").write_bytes(
        word_files.photo("red", "JPEG").getvalue()
    )
    first = import_file(path, site, category="Thi đua")
    assert first.value is not None, first.problems
    photos = [written for written in first.value.written if written.startswith("photos/")]
    assert len(photos) == 1
    assert "import-photo-missing" not in codes(first.problems)
    second = import_file(path, site, category="Thi đua").value
    assert second is not None
    assert second.already


def test_only_the_id_differs_is_no_difference() -> None:
    assert differences.proposed("a.md", "Title: x\nId: aaaa\n", "Title: x\nId: bbbb\n", "x") == ""
