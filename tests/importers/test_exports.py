"""Exports of WordPress, RSS and Atom: items become pages, and hostile files end in a word."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kyyeu.importers import Outcome, State, Wishes, codepages, import_batch
from kyyeu.importers.batches import apart, exports
from kyyeu.importers.batches.feeds import (
    ATOM,
    WORDPRESS,
    Element,
    Export,
    FeedItem,
    read_feed,
)
from kyyeu.importers.batches.items import Attachment, Fields, Ground
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.batches.wordpress import body_of
from kyyeu.importers.packs import opened
from kyyeu.importers.tracing import Bit, Traced
from kyyeu.problems import words
from kyyeu.settings import Limits, Settings
from tests.importers.reports import assert_nothing_is_lost

BATCHES = Path(__file__).parent / "fixtures" / "batches"
LIMITS = Limits()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content").mkdir()
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua", "Nhân vật"))


def run(path: Path, settings: Settings) -> list[Outcome]:
    return list(import_batch([path], settings, Wishes("Thi đua")))


def article(outcome: Outcome, settings: Settings) -> str:
    return (settings.content_path / outcome.article).read_text(encoding="utf-8")


def codes(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def test_an_export_of_wordpress_becomes_articles(settings: Settings) -> None:
    found = run(BATCHES / "kho-wordpress.xml", settings)
    first, table, draft, hidden = found
    assert [one.name.partition(" › ")[2] for one in found] == [
        "1. Lễ ký giao ước thi đua",
        "3. Kết quả vụ muối",
        "4. Bài còn viết dở",
        "5. Bài có mật khẩu",
    ]
    text = article(first, settings)
    assert "Title: Lễ ký giao ước thi đua\n" in text
    assert "Date: 2020-02-13 20:12\nCategory: Nhân vật\nTags: giao ước, khối thi đua\n" in text
    assert "Quang cảnh hội trường lúc ký" in text
    assert "<" not in text
    assert "[caption" not in text
    assert "import-picture-elsewhere" in codes(first)
    assert "batch-shortcode" in codes(first)
    assert "| Xóm | Tấn |" in article(table, settings)
    assert codes(draft) == {"batch-draft"}
    assert codes(hidden) == {"batch-password"}
    assert {draft.state, hidden.state} == {State.NOTED}


def test_the_same_export_again_changes_nothing(settings: Settings) -> None:
    first = run(BATCHES / "kho-wordpress.xml", settings)
    (settings.cache_path / "imports.jsonl").unlink()
    again = run(BATCHES / "kho-wordpress.xml", settings)
    assert [one.article for one in again] == [one.article for one in first]
    assert {one.state for one in again} == {State.BEFORE, State.NOTED}


@pytest.mark.parametrize("name", ["nguon-tin.rss", "nguon-tin.atom"])
def test_a_feed_with_whole_texts_is_taken_and_a_summary_is_not(
    settings: Settings, name: str
) -> None:
    whole, summary = run(BATCHES / name, settings)
    assert "Date: 2020-02-13 20:12\n" in article(whole, settings)  # in the time of the site
    assert "Các đại biểu nghe báo cáo" in article(whole, settings)
    assert codes(summary) == {"batch-summary-only"}


@pytest.mark.parametrize(
    ("elements", "whole"),
    [
        ("<summary>Khác hẳn.</summary><content>Xã Yên Hồng khánh thành nhà.</content>", True),
        ("<content>Xã Yên Hồng khánh thành nhà.</content>", True),
        ("<summary>Xã Yên Hồng khánh thành nhà.</summary>", False),
        ("<summary>Xã khánh thành nhà</summary><content>Xã khánh thành nhà.</content>", False),
        ("<content>Xã Yên Hồng khánh thành nhà văn hóa […]</content>", False),
        ("<content>Xã Yên Hồng khánh thành nhà. Xem tiếp</content>", False),
    ],
)
def test_an_item_is_whole_by_its_content_however_short(
    settings: Settings, tmp_path: Path, elements: str, whole: bool
) -> None:
    path = tmp_path / "tin.xml"
    path.write_text(
        f'<feed xmlns="{ATOM}"><entry><title>Tin vắn</title><link href="https://y.example/1"/>'
        f"<published>2018-06-08T03:00:00Z</published>{elements}</entry></feed>",
        encoding="utf-8",
    )
    (outcome,) = run(path, settings)
    assert bool(outcome.article) is whole
    assert ("batch-summary-only" in codes(outcome)) is not whole


def item(**fields: str) -> Fields:
    """An item of WordPress with these elements, as its reader gives it."""
    names = {"content": ("http://purl.org/rss/1.0/modules/content/", "encoded"),
             "date": ("", "pubDate"), "updated": (ATOM, "updated")}  # fmt: skip
    elements = [
        Element(
            names.get(name, (WORDPRESS, name)), {}, Traced((Bit(text, 0, len(text)),)), {}, 0, 0
        )
        for name, text in fields.items()
    ]
    return Fields(FeedItem(1, elements=elements))


LIBRARY = Ground(
    attachments={
        "1": Attachment("1", "https://a.example/lua.jpg", "Lúa", "7"),
        "2": Attachment("2", "https://a.example/ngo.jpg", "", "0"),
    }
)


@pytest.mark.parametrize(
    ("body", "expected", "left"),
    [
        ("Một\n\nHai\nba", "<p>Một</p>\n<p>Hai<br>\nba</p>", ()),
        ("<!-- wp:paragraph -->\n<p>Một</p>\n<!-- /wp:paragraph -->", "<p>Một</p>", ()),
        ("<ul>\n<li>Một</li>\n</ul>", "<ul>\n<li>Một</li>\n</ul>", ()),
        (
            '[caption id="a" width="1"]<img src="a.jpg" /> Lễ ký[/caption]',
            '<figure><img src="a.jpg" /><figcaption>Lễ ký</figcaption></figure>',
            (),
        ),
        (
            '[gallery ids="1,2"]',
            '<figure><img src="https://a.example/lua.jpg"><figcaption>Lúa</figcaption></figure>\n'
            '<figure><img src="https://a.example/ngo.jpg"></figure>',
            (),
        ),
        (
            "[gallery]",
            '<figure><img src="https://a.example/lua.jpg"><figcaption>Lúa</figcaption></figure>',
            (),
        ),
        ('[gallery ids="13,14"]', "", ('[gallery ids="13,14"]',)),
        ("[Một] dấu ngoặc thường", "<p>[Một] dấu ngoặc thường</p>", ()),
        ("Xem [note] ở cuối", "<p>Xem [note] ở cuối</p>", ()),
        ('[vc_row a="1"]Một[/vc_row]', "<p>Một</p>", ('[vc_row a="1"]',)),
        ("[box]Một[/box]", "<p>Một</p>", ("[box]",)),
        ('[contact-form-7 id="3" title="Góp ý"]', "", ('[contact-form-7 id="3" title="Góp ý"]',)),
        ('<!-- wp:block {"ref":9} /-->', "", ("wp:block",)),
    ],
)
def test_a_body_of_wordpress_is_shown_as_its_site_shows_it(
    body: str, expected: str, left: tuple[str, ...]
) -> None:
    made, codes_left = body_of(Traced((Bit(body, 0, len(body)),)), "7", LIBRARY)
    assert (made.text, codes_left) == (expected, left)
    for bit in made.bits:  # what stands as it stood is where it stood
        assert not bit.exact or body[bit.start : bit.end] == bit.text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"post_date": "2020-02-13 20:12:00"}, "2020-02-13 20:12"),
        ({"date": "Thu, 13 Feb 2020 13:12:00 +0000"}, "2020-02-13 20:12"),
        ({"date": "2020-02-13T20:12:00+07:00"}, "2020-02-13 20:12"),
        ({"date": "2020-02-13T13:12:00Z"}, "2020-02-13 20:12"),
        ({"post_date": "0000-00-00 00:00:00", "date": "Thu, 13 Feb 2020 13:12:00 GMT"},
         "2020-02-13 20:12"),
        ({"date": "hôm qua"}, None),
        ({"updated": "2020-02-13T20:12:00+07:00"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_moment_is_that_of_publication(
    settings: Settings, fields: dict[str, str], expected: str | None
) -> None:
    moment = item(**fields).moment(settings.timezone)
    assert (f"{moment:%Y-%m-%d %H:%M}" if moment else None) == expected


@pytest.mark.parametrize("name", ["windows-1258", "utf-16", "utf-8-sig"])
def test_an_export_in_another_encoding_is_accounted_for_as_it_stands(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    text = (BATCHES / "nguon-tin.rss").read_text(encoding="utf-8")
    path = tmp_path / "nguon.rss"
    said = "" if name == "utf-8-sig" else f' encoding="{name}"'
    text = text.replace(' encoding="UTF-8"', said)
    if name == "windows-1258":
        text = codepages.written_in(text, name).encode("cp1252").decode("cp1252")
        path.write_bytes(text.encode("cp1252"))
    else:
        path.write_text(text, encoding=name)
    entry = next(iter(exports.read_export(Export.of(path), settings)))
    assert entry.reader
    draft = entry.reader(entry.data, entry.file_name, settings).value
    assert draft
    assert_nothing_is_lost(draft)
    assert draft.title == "Lễ ký giao ước"


# --------------------------------------------------------------------------- hostile


def feed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kho.xml"
    path.write_text(text, encoding="utf-8")
    return path


ITEM = "<item><title>Một</title></item>"
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
READS = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "batch-feed-doctype"),
        (READS, "batch-feed-doctype"),
        ('<!DOCTYPE rss SYSTEM "http://10.0.0.1/x.dtd"><rss/>', "batch-feed-doctype"),
        ("<rss><channel>" + ITEM, "batch-feed-damaged"),
        ("<rss>" + "<a>" * 100_000, "batch-feed-deep"),
        ("<rss>\x01</rss>", "batch-feed-damaged"),
        ('<?xml version="1.0" encoding="khong-co"?><rss/>', "batch-feed-damaged"),
        ("<?xml version='1.0'?><khac/>", "batch-feed-unknown"),
    ],
)
def test_a_hostile_export_ends_in_a_problem_and_writes_nothing(
    settings: Settings, tmp_path: Path, text: str, code: str
) -> None:
    outcomes = run(feed(tmp_path, text), settings)
    assert codes(outcomes[-1]) == {code}
    assert all(one.state is State.REFUSED for one in outcomes)
    assert list(settings.content_path.iterdir()) == []


def test_what_came_before_a_broken_place_is_kept(tmp_path: Path) -> None:
    export = feed(tmp_path, f"<rss><channel>{ITEM}{ITEM * 3000}<item>")
    items = apart.items(partial(opened, export), LIMITS)
    assert Fields(next(items)).title == "Một"
    with pytest.raises(RefusedError, match="damaged") as told:
        list(items)
    assert told.value.params["line"] == export.read_text("utf-8").count("\n") + 1


def test_an_export_that_is_too_large_is_not_begun(settings: Settings, tmp_path: Path) -> None:
    small = replace(settings, limits=Limits(export_bytes=1024**2))
    path = feed(tmp_path, "<rss>" + " " * 1_200_000)
    (told,) = next(iter(exports.read_export(Export.of(path), small))).problems
    assert told.code == "batch-feed-large"
    assert words(told)[0] == "tệp xuất nặng 1,2 MB, mức cho phép là 1 MB"
    assert words(told, "en")[0] == "the export has 1.2 MB, the limit is 1 MB"


def test_an_item_may_swell_and_the_memory_does_not(tmp_path: Path, settings: Settings) -> None:
    text = f"<rss><channel>{ITEM}<item><title>{'x' * 40_000_000}</title></item></channel></rss>"
    path = feed(tmp_path, text)
    del text
    tracemalloc.start()
    with path.open("rb") as stream:
        first, second = read_feed(stream, Limits(text_bytes=1_000_000, item_bytes=4_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not first.too_large
    assert second.too_large
    assert peak < 10_000_000
    refused = exports.entry_of(second, "kho.xml", settings, Ground())
    assert [problem.code for problem in refused.problems] == ["import-too-large"]


def test_a_thousand_items_need_the_memory_of_one(tmp_path: Path) -> None:
    item = f"<item><title>Một</title><description>{'chữ ' * 5000}</description></item>"
    path = feed(tmp_path, f"<rss><channel>{item * 1000}</channel></rss>")
    tracemalloc.start()
    assert sum(1 for _ in apart.items(partial(opened, path), LIMITS)) == 1000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_relative_links_count_from_where_an_entry_says(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "tin.atom"
    path.write_text(
        f'''<feed xmlns="{ATOM}"><title>Tin huyện</title><entry><title>Cống Mười đón nước</title>
<link href="https://h.example/cong-muoi"/><published>2020-02-13T01:00:00Z</published>
<content type="xhtml" xml:base="https://h.example/tin/"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Sáng 13-2, cống Mười mở đón nước; 7.500 ha lúa của huyện có nước đổ ải.</p>
<p>Trạm thủy nông cắt cử người trực, theo <a href="lich.html">lịch mở cống</a> đã báo các xã.</p>
<p>Mực nước ngoài sông cao 1,2 m, độ mặn trong mức cho phép của ngành.</p></div></content>
</entry></feed>''',
        encoding="utf-8",
    )
    (found,) = run(path, settings)
    assert "[lịch mở cống](https://h.example/tin/lich.html)" in article(found, settings)


LINKED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Trang A</title><item><title>Tin mới của huyện</title><link>{link}</link><pubDate>Thu, 13 Feb 2020 20:12:00 +0700</pubDate>{more}<content:encoded><![CDATA[<p>Đoạn một của bài viết về hội nghị của huyện hôm nay có rất nhiều đại biểu tới dự và phát biểu ý kiến.</p><p>Đoạn hai của bài viết dài hơn một chút nữa để đủ chữ mà không bị coi là tóm tắt.</p>]]></content:encoded></item></channel></rss>"""  # noqa: E501 - one line, as systems write it


def header_of(
    settings: Settings, folder: Path, key: str, *, link: str = "https://a.vn/1", more: str = ""
) -> tuple[Outcome, list[str]]:
    """What became of an export of one item, every character of which is accounted for, and the
    lines of a key in the header of its article."""
    path = folder / "kho.xml"
    path.write_text(LINKED.format(link=link, more=more), "utf-8")
    (outcome,) = run(path, settings)
    assert outcome.receipt
    source, spans = outcome.receipt.source.text, outcome.receipt.spans
    assert "".join(source[span.start : span.end] for span in spans) == source
    lines = article(outcome, settings).splitlines()
    return outcome, [line for line in lines if line.startswith(key)]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.vn/tin tức/1", "https://a.vn/tin%20t%E1%BB%A9c/1"),
        ("https://a.vn/tin%20cu?a=1#b", "https://a.vn/tin%20cu?a=1#b"),
        ("https://báo.vn/1", "https://xn--bo-mia.vn/1"),
        ("http://[a.vn/1", ""),
        ("/tin/1", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_link_keeps_its_words_in_the_form_an_address_has(
    settings: Settings, tmp_path: Path, link: str, kept: str
) -> None:
    _, lines = header_of(settings, tmp_path, "Source-URL", link=link)
    assert lines == ([f"Source-URL: {kept}"] if kept else [])


@pytest.mark.parametrize(
    ("said", "tags"),
    [
        ("<category>Văn hóa, thể thao</category>", "Văn hóa - thể thao"),
        ("<category>, Muối ,</category><category>a,, b</category>", "Muối, a - b"),
        ('<category domain="post_tag">lúa, muối</category>', "lúa, muối"),
        ('<category domain="post_tag">,</category>', ""),
    ],
)
def test_a_comma_in_a_name_refuses_no_article(
    settings: Settings, tmp_path: Path, said: str, tags: str
) -> None:
    outcome, lines = header_of(settings, tmp_path, "Tags", more=said)
    assert lines == ([f"Tags: {tags}"] if tags else [])
    assert ("batch-tag-parted" in codes(outcome)) is ("lúa" in said)


def test_comments_are_not_compared_with_each_other(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    def compared(one: Element, other: object) -> bool:
        steps.append(1)
        return one is other

    monkeypatch.setattr(Element, "__eq__", compared)
    monkeypatch.setattr("kyyeu.importers.batches.drafting_ahead._is_worth_it", _never)
    comments = "".join(
        f"<wp:comment><wp:comment_content>lời {n}</wp:comment_content></wp:comment>"
        for n in range(200)
    )
    path = tmp_path / "kho.xml"
    text = LINKED.format(link="https://a.vn/1", more=comments)
    path.write_text(text.replace("<rss ", f'<rss xmlns:wp="{WORDPRESS}1.2/" ', 1), "utf-8")
    (outcome,) = run(path, settings)
    assert outcome.article
    assert len(steps) < 200


def _never(*_: object, **__: object) -> bool:
    return False
