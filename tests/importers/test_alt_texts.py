"""What a source says can be seen on a photo becomes its alt text, where it says anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from kyyeu.holdings import read_article
from kyyeu.importers import PhotoPlace, Wishes, import_batch, page_reading
from kyyeu.importers.alt_texts import alt_of
from kyyeu.importers.reading import read_source
from kyyeu.importers.word import reading
from kyyeu.rendering import images
from kyyeu.settings import Settings
from tests.importers import word_files as word
from tests.importers.reports import in_this_process, settings

CAPTION, TITLE = "Gặt lúa ở Yên Khánh. Ảnh: Lê Hà", "Ý Yên gặt sớm vụ chiêm"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ba máy gặt đập chạy hàng ngang trên ruộng", True),
        ("", False),
        ("Ba máy\u202e gặt chạy", False),
        ("lua", False),
        ("gat-lua-yen-khanh.jpg", False),
        ("gat lua.jpg", True),
        ("IMG_2034", False),
        ("DSC 0042", False),
        ("Gặt lúa ở Yên Khánh", False),
        ("gặt  LÚA ở Yên Khánh.", False),
        ("Ý Yên gặt sớm vụ chiêm", False),
        ("Ý Yên gặt sớm vụ chiêm - ảnh 1", False),
        ("A group of people in a field Description automatically generated", False),
        ("Ảnh có chứa ngoài trời, cỏ Mô tả được tạo tự động", False),
    ],
)
def test_an_alt_text_stays_where_it_says_more_than_its_neighbours(said: str, kept: bool) -> None:
    assert alt_of(said, (CAPTION, TITLE)) == (said if kept else "")


def _alts(data: bytes, name: str) -> list[str]:
    draft = read_source(data, name, settings()).value
    assert draft is not None
    return [block.alt for block in draft.blocks if isinstance(block, PhotoPlace)]


def test_the_alt_text_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)
    page = f"""<html><body><h1>{TITLE}</h1><p>Cập nhật: 07:30, Thứ Sáu, 05/06/2020</p>
<p>Đến ngày 4-6, nông dân huyện Ý Yên đã gặt xong 9.100 ha lúa chiêm xuân, đạt 70%.</p>
<figure><img src="a.jpg" alt="Ba máy gặt chạy hàng ngang"><figcaption>Gặt lúa</figcaption></figure>
<p>Huyện giao các xã cày ải ngay sau khi gặt, không để đất nghỉ quá bảy ngày.</p>
<p><img src="b.jpg" alt="{TITLE}"></p>
<p>Hợp tác xã Yên Khánh đã ký hợp đồng bao tiêu 400 tấn thóc với hai nhà máy xay xát.</p>
</body></html>"""
    assert _alts(page.encode(), "trang.html") == ["Ba máy gặt chạy hàng ngang", ""]


def test_the_alt_text_of_a_word_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)

    def fill(document: Any) -> None:
        word.picture_and_italic_caption(document)
        for said in document.element.body.iter(qn("wp:docPr")):
            said.set("descr", "Sáu người ngồi quanh bàn có bản đồ")

    assert _alts(word.report(fill), "bai.docx") == ["Sáu người ngồi quanh bàn có bản đồ"]


def test_the_alt_text_of_the_media_library_of_wordpress(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    site = Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))
    found = list(import_batch([_LIBRARY], site, Wishes("Thi đua")))
    text = (site.content_path / found[0].article).read_bytes()
    article = read_article(text, found[0].article, site).value
    assert article is not None
    assert [image.alt for image in images(article.body)] == [
        "Hai em nhỏ ôm bó lúa",
        "Cụ Bình đứng giữa sân phơi",
    ]


_LIBRARY = Path(__file__).parent / "fixtures" / "batches" / "kho-co-anh.xml"
