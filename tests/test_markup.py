from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from kyyeu.markup import Block, Fragment, ImageTag, Mark, clean, escape_text, visible_text
from kyyeu.markup.blocks import BLOCK_TAGS
from kyyeu.markup.tree import Element, Text, _from_soup, _split

# --------------------------------------------------------------------------- blocks


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        ("<p>Ông <strong>Trần</strong> <em>Văn <b>An</b></em></p>", ["Ông Trần Văn An"]),
        ("<p>Trên<br>dưới</p>", ["Trên\ndưới"]),
        ("<p>\n  thụt vào \n</p>", ["thụt vào"]),
        ("<p><img src='a.jpg'></p><p>Chữ</p>", ["Chữ"]),
        ("<ul><li>Cha<ul><li>Con</li></ul></li><li>Em</li></ul>", ["Cha", "Con", "Em"]),
        ("<ul><li><p>Một</p></li></ul>", ["Một"]),
        ("<blockquote><p>Lời</p></blockquote><blockquote>Trần trụi</blockquote>", None),
        ("<table><tr><th>Đơn vị</th><td>Điểm</td></tr></table>", ["Đơn vị", "Điểm"]),
        ("<h2>Mục</h2><pre>mã</pre><dl><dt>A</dt><dd>B</dd></dl>", ["Mục", "mã", "A", "B"]),
        ("<p>5 &lt; 6 &amp; &nbsp;7</p>", ["5 < 6 & \xa07"]),
        ("<p>a<!-- lời chú -->b</p>", ["ab"]),
        ("", []),
    ],
)
def test_the_text_of_a_fragment_is_a_row_of_blocks(html: str, texts: list[str] | None) -> None:
    expected = texts if texts is not None else ["Lời", "Trần trụi"]
    assert [block.text for block in Fragment.parse(html).blocks] == expected


@pytest.mark.parametrize(
    ("html", "targets"),
    [
        ('<p>Ông <span data-mention="nguoi/a">Lê <b>An</b></span>.</p>', [(4, 9, "nguoi/a")]),
        ('<p><span data-mention="khong"> An </span></p>', [(0, 2, "khong")]),
        ('<p><span data-mention="a/b"> </span>An</p>', []),
        ('<p><b data-mention="a/b">A<br>n</b></p>', [(0, 3, "a/b")]),
        ("<p>An</p>", []),
    ],
)
def test_what_an_editor_marked_is_a_span_of_its_block(
    html: str, targets: list[tuple[int, int, str]]
) -> None:
    (block,) = Fragment.parse(html).blocks
    assert list(block.targets) == targets


def test_block_text_is_nfc_even_where_an_entity_hides_a_mark() -> None:
    fragment = Fragment.parse("<p>Vie\u0323\u0302t va&#768;</p>")
    assert fragment.blocks[0].text == "Việt và"
    assert fragment.html() == "<p>Việt và</p>"


def test_a_caption_knows_that_it_is_one_and_leaves_its_credit_out() -> None:
    html = (
        "<figure><figcaption>Lễ ký. <span class='credit'>Ảnh: Lam Hồng</span></figcaption></figure>"
        "<p>Ngoài ảnh</p>"
    )
    assert Fragment.parse(html).blocks == (
        Block("Lễ ký.", "figcaption", True),
        Block("Ngoài ảnh", "p", False),
    )


def test_each_block_gets_the_anchor_of_its_index() -> None:
    fragment = Fragment.parse("<p>Một</p><p><img src=a></p><ul><li>Hai</li></ul>")
    fragment.number_blocks()
    assert fragment.html() == (
        '<p id="d1">Một</p><p><img src="a"></p><ul><li id="d2">Hai</li></ul>'
    )
    fragment.number_blocks(first=7)
    assert 'id="d8"' in fragment.html()


# --------------------------------------------------------------------------- two roads


def outline(element: Element) -> list[object]:
    """A tree as nested lists."""
    return [
        child.text
        if isinstance(child, Text)
        else [child.name, list(child.attributes.items()), child.void, *outline(child)]
        for child in element.children
    ]


_PARTS = st.sampled_from(
    (
        *("<p>", "</p>", "<h2>", "</h2>", "<div>", "</div>", "<ul><li>", "</li></ul>", "<br>"),
        *("<b>", "</b>", '<a href="x&amp;y">', "</a>", "<a href='x'>", "<hr/>", "<script>"),
        *('<img src="a" alt="&quot;a&quot; &lt;b&gt;">', "<img src=a>", "<wbr>", "</br>"),
        *("<!-- -->", "<P>"),
        *("&amp;", "&nbsp;", "&#x27;", "&#768;", "&copy", "&", "<", ">", '"', " ", "\n", "\t \n"),
        *("Trần", "va\u0300", "\u0323"),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=12).map("".join))
def test_html_split_at_its_tags_is_what_beautiful_soup_understands(html: str) -> None:
    html = normalize("NFC", html)
    split = _split(html, BLOCK_TAGS)
    if split is not None:
        assert outline(split) == outline(_from_soup(html, BLOCK_TAGS))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_we_write_ourselves_is_read_without_beautiful_soup(data: st.DataObject) -> None:
    html = clean(data.draw(_FRAGMENTS))
    split = _split(str(html), BLOCK_TAGS)
    assert split is not None
    assert outline(split) == outline(_from_soup(str(html), BLOCK_TAGS))
    assert clean(split.html()) == html


# --------------------------------------------------------------------------- annotate


def annotated(html: str, *wanted: str) -> str:
    """Link the first place of each wanted text, wherever it stands."""
    fragment = Fragment.parse(html)
    marks = []
    for text in wanted:
        index = next(i for i, block in enumerate(fragment.blocks) if text in block.text)
        start = fragment.blocks[index].text.index(text)
        marks.append(Mark(index, start, start + len(text), "x"))
    fragment.annotate(marks)
    return fragment.html().replace(' class="m" href="x"', "")


@pytest.mark.parametrize(
    ("html", "wanted", "expected"),
    [
        ("<p>Ông Trần Văn An nói</p>", "Trần Văn An", "<p>Ông <a>Trần Văn An</a> nói</p>"),
        ("<p>Trần An</p>", "Trần An", "<p><a>Trần An</a></p>"),
        (  # an element that lies wholly inside moves into the one link
            "<p>theo Chỉ thị <span>34-CT/TW</span> ngày</p>",
            "Chỉ thị 34-CT/TW",
            "<p>theo <a>Chỉ thị <span>34-CT/TW</span></a> ngày</p>",
        ),
        ("<p><em><b>Trần</b></em> An</p>", "Trần An", "<p><a><em><b>Trần</b></em> An</a></p>"),
        (  # an element that is cut makes two links
            "<p>Ông <strong>Trần Văn</strong> An</p>",
            "Văn An",
            "<p>Ông <strong>Trần <a>Văn</a></strong><a> An</a></p>",
        ),
        ("<p>Trần<br>An</p>", "Trần\nAn", "<p><a>Trần<br>An</a></p>"),
        ("<p>&lt;Ban&gt; &amp; An</p>", "Ban> &", "<p>&lt;<a>Ban&gt; &amp;</a> An</p>"),
        ("<p>Ông <a>Trần</a> An</p>", "Trần An", "<p>Ông <a>Trần</a> An</p>"),
        ("<p><code>An</code></p>", "An", "<p><code>An</code></p>"),
        ("<h2>Trần An</h2>", "Trần An", "<h2>Trần An</h2>"),
        ("<ul><li> Trần An<ul><li>B</li></ul></li></ul>", "Trần An", None),
    ],
)
def test_a_span_becomes_a_link(html: str, wanted: str, expected: str | None) -> None:
    if expected is None:
        expected = "<ul><li> <a>Trần An</a><ul><li>B</li></ul></li></ul>"
    assert annotated(html, wanted) == expected


def test_several_spans_of_one_text_node_keep_their_places() -> None:
    assert annotated("<p>Hà, Hạ và Hồng</p>", "Hồng", "Hà", "Hạ") == (
        "<p><a>Hà</a>, <a>Hạ</a> và <a>Hồng</a></p>"
    )


def test_a_link_can_say_where_it_leads() -> None:
    fragment = Fragment.parse("<p>An</p>")
    fragment.annotate([Mark(0, 0, 2, "nguoi/an/", 'Ông "An"')])
    link = BeautifulSoup(str(clean(fragment.html())), "html.parser").a
    assert link is not None
    assert link["title"] == 'Ông "An"'
    assert link["href"] == "nguoi/an/"


@pytest.mark.parametrize(
    "marks",
    [
        [Mark(0, 0, 3, "x"), Mark(0, 2, 4, "y")],
        [Mark(0, 2, 2, "x")],
        [Mark(0, 0, 99, "x")],
        [Mark(0, -1, 2, "x")],
    ],
)
def test_a_span_that_cannot_be_is_a_fault_of_the_program(marks: list[Mark]) -> None:
    with pytest.raises(ValueError, match=r"span|overlap"):
        Fragment.parse("<p>Trần An</p>").annotate(marks)


_WORDS = st.text(alphabet="Trần Văn <&>5*ộ\n", min_size=1, max_size=12)


def _inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tag = st.sampled_from(["strong", "em", "a", "code", "span", 'span data-mention="nguoi/an"'])
    return st.builds(
        lambda name, inside: f"<{name}>{''.join(inside)}</{name.split()[0]}>",
        tag,
        st.lists(children, min_size=1, max_size=3),
    )


_INLINE = st.recursive(st.one_of(_WORDS.map(escape_text), st.just("<br>")), _inline, max_leaves=6)
_FRAGMENTS = st.lists(
    st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>",
        st.sampled_from(["p", "h2", "blockquote", "figcaption"]),
        st.lists(_INLINE, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=3,
).map("".join)


def spoken(mark: Mark, blocks: tuple[Block, ...]) -> bool:
    """Whether the span holds more than line ends, which may stand for elements."""
    return bool(blocks[mark.block].text[mark.start : mark.end].strip("\n"))


@settings(max_examples=100, deadline=None)
@given(_FRAGMENTS, st.data())
def test_taking_the_links_off_again_gives_the_fragment_back(html: str, data: st.DataObject) -> None:
    fragment = Fragment.parse(html)
    before, blocks = fragment.html(), fragment.blocks
    marks: list[Mark] = []
    for index, block in enumerate(blocks):
        cuts = sorted(data.draw(st.sets(st.integers(0, len(block.text)), max_size=6)))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        marks += [Mark(index, start, end, f"#{index}-{start}-{end}") for start, end in pairs]
    fragment.annotate(data.draw(st.permutations(marks)))
    assert [block.text for block in fragment.blocks] == [block.text for block in blocks]
    assert [block.targets for block in fragment.blocks] == [block.targets for block in blocks]
    for block in blocks:
        for start, end, target in block.targets:
            assert target == "nguoi/an"
            assert block.text[start:end] == block.text[start:end].strip() != ""
    assert "data-mention" not in clean(fragment.html())

    soup = BeautifulSoup(
        fragment.html(),
        "html.parser",
        preserve_whitespace_tags={"p", "h2", "blockquote", "figcaption"},
    )
    for link in soup.select("a.m"):
        assert link.find_parent(["a", "code", "h2"]) is None
        assert link.find("a") is None
    shown: dict[str, str] = {}
    for link in soup.select("a.m"):
        shown[str(link["href"])] = shown.get(str(link["href"]), "") + link.get_text()
    assert {href: text.replace("\n", "") for href, text in shown.items() if text.strip("\n")} == {
        mark.href: blocks[mark.block].text[mark.start : mark.end].replace("\n", "")
        for mark in marks
        if blocks[mark.block].linkable(mark.start, mark.end) and spoken(mark, blocks)
    }

    for link in soup.select("a.m"):
        link.unwrap()
    assert Fragment.parse(str(soup)).html() == before


# --------------------------------------------------------------------------- images


def replaced(html: str) -> str:
    fragment = Fragment.parse(html)
    fragment.replace_images(
        alone=lambda images: "".join(f"<figure>{image.src}</figure>" for image in images) + "<hr>",
        inline=lambda image: f"<img src={image.src}?>",
    )
    return fragment.html()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><img src=1></p>", "<figure>1</figure><hr>"),
        ("<p><img src=1>\n<img src=2></p>", "<figure>1</figure><figure>2</figure><hr>"),
        (
            "<p><img src=1></p>\n<p><img src=2></p>\n<p>chữ</p><p><img src=3></p>",
            "<figure>1</figure><figure>2</figure><hr>\n\n<p>chữ</p><figure>3</figure><hr>",
        ),
        ("<p>chữ <img src=1></p>", '<p>chữ <img src="1?"></p>'),
        ("<p><a href=x><img src=1></a></p>", '<p><a href="x"><img src="1?"></a></p>'),
        ("<ul><li><img src=1></li></ul>", '<ul><li><img src="1?"></li></ul>'),
    ],
)
def test_images_alone_in_paragraphs_are_replaced_run_by_run(html: str, expected: str) -> None:
    assert replaced(html) == expected


def test_an_image_is_handed_over_as_it_was_written() -> None:
    seen: list[ImageTag] = []
    fragment = Fragment.parse('<p><img src="a.jpg" alt="Hàng &lt;ghế&gt;" title="Ảnh: A"></p>')
    fragment.replace_images(alone=lambda images: seen.extend(images) or "", inline=lambda _: "")
    assert seen == [ImageTag("a.jpg", "Hàng <ghế>", "Ảnh: A")]
    assert fragment.html() == ""


# --------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Một <b>hai</b></p>\n<p>ba</p>", "Một hai\nba"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "a\nb\nc"),
        ("trần trụi", "trần trụi"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a</p><script>x</script><style>y</style>", "a"),
        ("<figure><figcaption>A <span class='credit'>Ảnh: B</span></figcaption></figure>", None),
    ],
)
def test_visible_text_is_what_a_reader_sees(html: str, text: str | None) -> None:
    assert visible_text(html) == (text if text is not None else "A Ảnh: B")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=40))
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    soup = BeautifulSoup(f'<p title="{escape_text(text)}">{escape_text(text)}</p>', "html.parser")
    assert soup.p is not None
    assert soup.p.get_text() == text
    assert soup.p["title"] == text


# --------------------------------------------------------------------------- clean


def test_what_we_make_ourselves_passes_the_last_door_unchanged() -> None:
    html = (
        '<h2 id="d1">Mục</h2><p id="d2">Ông <a class="m" href="../nguoi/an/" title="An">An</a>'
        ' <span class="nb">13/02/2020</span>, <time datetime="2020-02-13">hôm qua</time>'
        '<br><span class="end">./.</span></p><ol start="3"><li>Ba</li><li value="7">Bảy</li></ol>'
        '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td class="right">1</td>'
        '</tr></tbody></table><div class="gallery"><figure id="anh-1"><a href="../a-800.jpg">'
        '<picture><source type="image/avif" srcset="a-400.avif 400w, a-800.avif 800w"'
        ' sizes="100vw"><img src="a-400.jpg" srcset="a-400.jpg 400w" sizes="100vw" width="800"'
        ' height="600" alt="" loading="lazy" decoding="async"></picture></a>'
        '<figcaption>A <span class="credit">Ảnh: B</span></figcaption></figure></div>'
    )
    assert clean(html) == html
    assert isinstance(clean(html), Markup)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="main">a</p>', "<p>a</p>"),
        ('<p id="d1x">a</p>', "<p>a</p>"),
        ('<p class="lead">a</p>', "<p>a</p>"),
        ('<span class="nb evil">a</span>', '<span class="nb">a</span>'),
        ('<a href="https://nhandan.vn/x">a</a>', '<a href="https://nhandan.vn/x">a</a>'),
        ('<a href="tel:02283849386">a</a>', '<a href="tel:02283849386">a</a>'),
        ('<a href="ftp://a/b">a</a>', "<a>a</a>"),
        ('<a href="//evil.vn/x">a</a>', "<a>a</a>"),
        (r'<a href="/\evil.vn">a</a>', "<a>a</a>"),
        (r'<a href="\\evil.vn">a</a>', "<a>a</a>"),
        ('<a href="jav   ascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="\x01java\x03script:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="a/b:c">a</a>', '<a href="a/b:c">a</a>'),
        ('<a target="_blank" rel="opener" href="x">a</a>', '<a href="x">a</a>'),
        ('<img src="//evil/a.jpg" alt="a">', '<img alt="a">'),
        ('<img srcset="a.jpg 1x, javascript:x 2x" alt="">', '<img alt="">'),
        ('<p style="position:fixed">a</p><style>p{}</style>', "<p>a</p>"),
    ],
)
def test_what_the_allow_list_does_not_name_is_gone(html: str, expected: str) -> None:
    assert clean(html) == expected


def test_no_class_or_id_is_allowed_that_nothing_here_writes() -> None:
    assert (
        re.search("class|id", clean('<div class="x" id="content"><b class=y id=z>a</b></div>'))
        is None
    )
