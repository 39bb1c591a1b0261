"""Exports in folders and ZIPs, with the uploads of their site; what they know of readers."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from kyyeu.importers import State
from kyyeu.importers.batches.persons import Part, hidden_in
from kyyeu.importers.batches.uploads import picture_at, ways_of
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, picture, report, run, settings, written

__all__ = ["settings"]
EXPORT = Path(__file__).parent / "fixtures" / "batches" / "kho-co-anh.xml"
MAY = "wp-content/uploads/2020/05/lua.jpg"
JUNE = "wp-content/uploads/2020/06/lua-300x200.jpg"
NAME = "1. Xã Giao Hà vào mùa gặt"


def laid_out(folder: Path) -> Path:
    """The export, and the uploads of two months, in which one name stands twice."""
    folder.mkdir()
    (folder / "kho.xml").write_bytes(EXPORT.read_bytes())
    for shade, way in enumerate((MAY, JUNE)):
        (folder / way).parent.mkdir(parents=True)
        (folder / way).write_bytes(picture(60 * shade))
    return folder


def _photos(settings: Settings) -> list[bytes]:
    """The photos of the article in its order."""
    content = settings.content_path
    (article,) = content.glob("articles/*/*/*.md")
    text = article.read_text(encoding="utf-8")
    shown = sorted(content.glob("photos/*/*/*"), key=lambda path: text.index(path.name))
    return [path.read_bytes() for path in shown]


@pytest.mark.parametrize("kind", ["file", "folder", "zip", "zip with a folder around"])
def test_the_uploads_beside_an_export_are_found(
    kind: str, tmp_path: Path, settings: Settings
) -> None:
    source = folder = laid_out(tmp_path / "kho")
    if kind == "file":
        source = folder / "kho.xml"
    elif kind.startswith("zip"):
        source = tmp_path / "kho.zip"
        top = "sao-luu/" if "around" in kind else ""
        with zipfile.ZipFile(source, "w") as pack:
            for file in sorted(folder.rglob("*.*")):
                pack.write(file, top + file.relative_to(folder).as_posix())
    found = run(source, settings)
    (name,) = [name for name in found if name.endswith(NAME)]
    assert found[name].article
    assert "import-picture-elsewhere" not in codes(found[name])
    assert _photos(settings) == [picture(0), picture(60)]
    assert not [name for name in found if found[name].state is State.REFUSED]


def test_a_picture_of_another_month_is_none(tmp_path: Path, settings: Settings) -> None:
    folder = laid_out(tmp_path / "kho")
    (folder / JUNE).unlink()
    found = run(folder, settings)
    (name,) = [name for name in found if name.endswith(NAME)]
    assert codes(found[name]).count("import-picture-elsewhere") == 1
    assert _photos(settings) == [picture(0)]


def test_the_ways_of_an_address() -> None:
    address = "https://a.example/wp-content/uploads/2020/05/l%C3%BAa-300x200.jpg"
    assert list(ways_of(address))[:4] == [
        "wp-content/uploads/2020/05/lúa.jpg",
        "wp-content/uploads/2020/05/lúa-scaled.jpg",
        "wp-content/uploads/2020/05/lúa-300x200.jpg",
        "uploads/2020/05/lúa.jpg",
    ]
    assert list(ways_of("https://a.example/uploads/lua.jpg"))[-1] == "uploads/lua-scaled.jpg"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/2020/05/../../../etc/passwd", "https://a.example/uploads/..%2f..%2fx.jpg",
     "https://a.example/c:/windows/x.jpg", "https://[", "https://a.example/x.jpg", ""],
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_not_looked_for(address: str) -> None:
    asked: list[str] = []

    def read(way: str) -> bytes | None:
        asked.append(way)
        return None

    assert picture_at(address, read) is None
    assert not asked


def test_no_reader_s_address_goes_into_the_repository(tmp_path: Path, settings: Settings) -> None:
    run(laid_out(tmp_path / "kho") / "kho.xml", settings)
    kept = b"".join((settings.content_path / name).read_bytes() for name in written(settings))
    for said in ("ban.doc@thu.example", "rac@thu.example", "203.0.113.7", "198.51.100.9",
                 "rieng.example", "0900 000 000", "Kẻ quảng cáo"):  # fmt: skip
        assert said.encode() not in kept
    for said in ("Bạn đọc", "Mừng cho bà con được mùa."):
        assert said.encode() in kept
    (receipt,) = settings.content_path.glob("provenance/*/*/*.receipt.json")
    spans = json.loads(receipt.read_text(encoding="utf-8"))["spans"]
    assert [span[3] for span in spans].count("personal-data") == 8


def test_what_is_hidden_keeps_its_place() -> None:
    text = "<a> <![CDATA[1.2.3.4]]>\n</a>"
    parts = [Part("comment_author_IP", 3, len(text) - 4)]
    hidden, stretches = hidden_in(text, [parts])
    assert hidden == "<a> <![CDATA[*******]]>\n</a>"
    assert [text[start:end] for start, end in stretches] == ["1.2.3.4"]
    assert hidden_in(hidden, [parts])[0] == hidden


WXR = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/'
    '1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Báo</title><item>'
    "<title>Tổ dân phố họp</title><content:encoded><![CDATA[<p>Tổ dân phố số 7 họp bàn việc trồng "
    "cây. Liên hệ: 0228 3649 999, to7@phuong.example.</p>]]></content:encoded><wp:post_id>1"
    "</wp:post_id><wp:post_date>2020-02-13 20:12:00</wp:post_date><wp:status>publish</wp:status>"
    "<wp:post_type>post</wp:post_type>%s</item></channel></rss>"
)
SAID = (
    "<wp:comment_author_email{0}>mot@thu.example</wp:comment_author_email>"
    "<wp:comment_author_IP{0}><![CDATA[203.0.113.7]]></wp:comment_author_IP>"
)
WRITTEN = "<wp:comment_content>Gọi tôi số {0} nhé, rất mừng.</wp:comment_content>"
FIELD = (
    "<wp:postmeta><wp:meta_key>{0}</wp:meta_key><wp:meta_value>{1}</wp:meta_value></wp:postmeta>"
)


@pytest.mark.parametrize(
    ("inside", "gone", "stays"),
    [
        (SAID.format(""), ["mot@thu.example", "203.0.113.7"], []),
        (SAID.format(' x="1"'), ["mot@thu.example", "203.0.113.7"], []),
        (WRITTEN.format("0912 345 678"), ["0912 345 678"], ["Gọi tôi số", "rất mừng"]),
        (WRITTEN.format("+84.912.345.678"), ["912.345.678"], ["Gọi tôi số"]),
        (WRITTEN.format("hai@thu.example"), ["hai@thu.example"], ["Gọi tôi số"]),
        (WRITTEN.format("12 năm 2020, 1.250.000.000 đồng"), [], ["12 năm 2020, 1.250.000.000"]),
    ],
)
@pytest.mark.parametrize("approved", ["1", "<![CDATA[1]]>"])
def test_what_readers_say_of_themselves_is_hidden(
    inside: str,
    gone: list[str],
    stays: list[str],
    approved: str,
    tmp_path: Path,
    settings: Settings,
) -> None:
    state = f"<wp:comment_approved>{approved}</wp:comment_approved>"
    kept = kept_of(f"<wp:comment>{inside}{state}</wp:comment>", tmp_path, settings)
    assert not [words for words in gone if words in kept]
    assert all(words in kept for words in (*stays, "0228 3649 999", "to7@phuong.example"))


@pytest.mark.parametrize("approved", ["0", "spam", "trash", "<![CDATA[0]]>"])
def test_of_a_comment_that_nobody_published_nothing_is_kept(
    approved: str, tmp_path: Path, settings: Settings
) -> None:
    state = f'<wp:comment_approved x="1">{approved}</wp:comment_approved>'
    kept = kept_of(f"<wp:comment>{state}{WRITTEN.format(1)}</wp:comment>", tmp_path, settings)
    assert "rất mừng" not in kept


@pytest.mark.parametrize(
    ("key", "value", "gone"),
    [
        ("_form_email", "ba@thu.example", True),
        ("_form", 'a:1:{s:5:"email";s:14:"ba@thu.example";}', True),
        ("so_dien_thoai", "<![CDATA[0912345678]]>", True),
        ("_size", "0.1234567891", False),
        ("_lock", "1581599999:1", False),
    ],
)
def test_what_a_form_notes_of_somebody_is_hidden(
    key: str, value: str, gone: bool, tmp_path: Path, settings: Settings
) -> None:
    said = re.sub(r".*?(ba@thu.example|0912345678|0.1234567891|1581599999).*", r"\1", value)
    assert (said not in kept_of(FIELD.format(key, value), tmp_path, settings)) is gone


def kept_of(inside: str, folder: Path, settings: Settings) -> str:
    """All that is written of an article of an export with these elements."""
    (folder / "kho.xml").write_text(WXR % inside, encoding="utf-8")
    (outcome,) = run(folder / "kho.xml", settings).values()
    assert outcome.article
    parts = [(settings.content_path / name).read_text("utf-8") for name in written(settings)]
    return "\n".join(parts)


def test_a_photo_that_an_export_mentions_is_still_that_of_the_document_it_is_named_for(
    tmp_path: Path, settings: Settings
) -> None:
    folder = laid_out(tmp_path / "kho")
    (folder / MAY).parent.joinpath("gat.txt").write_bytes(report("Gặt sớm"))
    (folder / MAY).rename((folder / MAY).with_name("gat-lua.jpg"))
    kho = (folder / "kho.xml").read_bytes().replace(b"2020/05/lua", b"2020/05/gat-lua")
    (folder / "kho.xml").write_bytes(kho)
    found = run(folder, settings)
    article = next(one.article for name, one in found.items() if name.endswith("gat.txt"))
    assert "gat-lua-" in (settings.content_path / article).read_text("utf-8")
    assert not [one for one in found.values() if one.state is State.REFUSED]


def test_a_photo_of_another_folder_is_not_lost_for_its_name_stands_in_an_export(
    tmp_path: Path, settings: Settings
) -> None:
    folder = laid_out(tmp_path / "kho")
    (folder / "anh-khac").mkdir()
    (folder / "anh-khac" / "lua.jpg").write_bytes(picture(200))
    found = run(folder, settings)
    (alone,) = [name for name, one in found.items() if "batch-photo-alone" in codes(one)]
    assert alone == "kho › anh-khac/lua.jpg"


@pytest.mark.parametrize("again", ["file", "folder"])
def test_an_upload_replaced_under_its_name_is_told_when_the_export_comes_again(
    again: str, tmp_path: Path, settings: Settings
) -> None:
    folder = laid_out(tmp_path / "kho")
    source = folder / "kho.xml" if again == "file" else folder
    (name,) = [one for one in run(source, settings) if one.endswith(NAME)]
    assert "batch-photo-changed" not in codes(run(source, settings)[name])
    (folder / MAY).write_bytes(picture(222))
    (told,) = [
        one for one in run(source, settings)[name].problems if one.code == "batch-photo-changed"
    ]
    gone, new = [one for one in str(told.params["difference"]).splitlines() if one[1:2] == "!"]
    assert Path(str(told.params["new"])).name in new
    assert gone[1:] in (settings.content_path / run(source, settings)[name].article).read_text(
        "utf-8"
    )


def test_the_sizes_that_wordpress_made_are_passed_over_for_the_photo_they_were_made_of(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    page = (
        "<h1>Mùa gặt ở Giao Hà</h1><p>Đăng lúc 08:00, 05/06/2020</p><p>Sáng nay bà con xã Giao Hà "
        'ra đồng gặt trà lúa đầu tiên của vụ.</p><p><a href="lua.jpg"><img src="lua-300x200.jpg" '
        'srcset="lua-300x200.jpg 300w, lua.jpg 640w"></a></p><p>Năm nay lúa được mùa hơn năm '
        "ngoái, mỗi sào hơn hai tạ thóc.</p><p>Bài, ảnh: Lam Hồng</p>"
    )
    (folder / "mua-gat.html").write_text(page, "utf-8")
    (folder / "le-ky.txt").write_bytes(report("Lễ ký giao ước"))
    for at, name in enumerate(("lua", "lua-300x200", "le-ky", "le-ky-scaled", "le-ky-150x150")):
        (folder / f"{name}.jpg").write_bytes(picture(40 * at))
    found = run(folder, settings)
    assert not [name for name, one in found.items() if one.state is State.REFUSED]
    (note,) = [one for each in found.values() for one in each.problems if "sizes" in one.code]
    assert note.params["count"] == 3
    kept = [
        (settings.content_path / one).read_bytes() for one in written(settings) if "photos/" in one
    ]
    assert sorted(kept) == sorted([picture(0), picture(80)])
