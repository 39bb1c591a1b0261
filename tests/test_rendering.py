from __future__ import annotations

import threading
import unicodedata

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kyyeu.markup import clean, visible_text
from kyyeu.rendering import (
    Image,
    Link,
    escape_markdown,
    image_line,
    images,
    render,
    shown_and_linked,
)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        # what was printed shows as it was printed
        ("5*3*2", "<p>5*3*2</p>"),
        ("5 * 3 * 2", "<p>5 * 3 * 2</p>"),
        ("<Ban Tổ chức>", "<p>&lt;Ban Tổ chức&gt;</p>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        ("a_b_c và d__e__f", "<p>a_b_c và d__e__f</p>"),
        ("Kết quả (*) tạm tính (*)", "<p>Kết quả (*) tạm tính (*)</p>"),
        ("Họ tên: ____ Tuổi: ____", "<p>Họ tên: ____ Tuổi: ____</p>"),
        ("#ThiDua", "<p>#ThiDua</p>"),
        ("#", "<p>#</p>"),
        ("3.", "<p>3.</p>"),
        ("a) Một", "<p>a) Một</p>"),
        ("    Đoạn thụt đầu dòng", "<p>Đoạn thụt đầu dòng</p>"),
        ("[Ghi chú]: theo TTXVN", "<p>[Ghi chú]: theo TTXVN</p>"),
        ("Đại hội\n=====", "<p>Đại hội\n=====</p>"),
        ("R&D, AT&T &copy2020", "<p>R&amp;D, AT&amp;T &amp;copy2020</p>"),
        ("<an@nambinh.vn>", "<p>&lt;an@nambinh.vn&gt;</p>"),
        # what Markdown is used for
        ("*nghiêng* **đậm** ***cả hai***", None),
        ("_nghiêng_, “*nghiêng*”", "<p><em>nghiêng</em>, “<em>nghiêng</em>”</p>"),
        ("Dòng trên  \ndòng dưới", "<p>Dòng trên<br>dòng dưới</p>"),
        ("&nbsp;&lt;", "<p>&nbsp;&lt;</p>"),
        (r"\*a\* \<b> \|", "<p>*a* &lt;b&gt; |</p>"),
        ("> Lời", "<blockquote><p>Lời</p></blockquote>"),
        ("`05-CT/TW`", "<p><code>05-CT/TW</code></p>"),
        ("- a\n- b\n    - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<https://a.vn/x>", '<p><a href="https://a.vn/x">https://a.vn/x</a></p>'),
        # headings: h1 is the headline, and no level is left out below it
        ("# Mục\n\n## Tiểu mục ##", "<h2>Mục</h2>\n<h3>Tiểu mục</h3>"),
        ("## Mục", "<h2>Mục</h2>"),
        ("### Mục\nchữ", "<h2>Mục</h2>\n<p>chữ</p>"),
        # lists keep their printed numbers
        ("3. Ba\n4. Bốn", '<ol start="3"><li>Ba</li><li>Bốn</li></ol>'),
        ("1. a\n3. b\n4. c", '<ol><li>a</li><li value="3">b</li><li>c</li></ol>'),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("1. a\n\nchữ\n\n2. b", None),
        ("2. a\n\n3. b", '<ol start="2"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("1. a\n    4. b\n2. c", '<ol><li>a<ol start="4"><li>b</li></ol></li><li>c</li></ol>'),
        # tables
        (
            "|Đơn vị|Điểm|\n|:--|--:|\n|Báo|9|",
            '<table><thead><tr><th scope="col">Đơn vị</th><th class="right" scope="col">Điểm</th>'
            '</tr></thead><tbody><tr><td>Báo</td><td class="right">9</td></tr></tbody></table>',
        ),
        # a symbol or a full date never breaks across lines
        (
            "theo *Chỉ thị 34-CT/TW ngày 7-4-2014*, 30/2020/NĐ-CP",
            '<p>theo <em>Chỉ thị <span class="nb">34-CT/TW</span> ngày'
            ' <span class="nb">7-4-2014</span></em>, <span class="nb">30/2020/NĐ-CP</span></p>',
        ),
        ("Ngày 13/02/2020, 123/QĐ-UBND.", None),
        ("tỷ số 2-1, mã A34-CT, 2019-2025", "<p>tỷ số 2-1, mã A34-CT, 2019-2025</p>"),
    ],
)
def test_markdown_of_a_press_archive(body: str, html: str | None) -> None:
    longer = {
        "*nghiêng* **đậm** ***cả hai***": "<p><em>nghiêng</em> <strong>đậm</strong>"
        " <strong><em>cả hai</em></strong></p>",
        "1. a\n\nchữ\n\n2. b": '<ol><li>a</li></ol>\n<p>chữ</p>\n<ol start="2"><li>b</li></ol>',
        "Ngày 13/02/2020, 123/QĐ-UBND.": '<p>Ngày <span class="nb">13/02/2020</span>,'
        ' <span class="nb">123/QĐ-UBND</span>.</p>',
    }
    assert render(body) == (longer[body] if html is None else html)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Hết./.", '<p>Hết<span class="end">./.</span></p>'),
        ("Hết ./. ", '<p>Hết <span class="end">./.</span></p>'),
        ("Hết *rồi* ./.", '<p>Hết <em>rồi</em> <span class="end">./.</span></p>'),
        ("Một./.\n\nHai", "<p>Một./.</p>\n<p>Hai</p>"),
        ("./.", '<p><span class="end">./.</span></p>'),
        ("Hết./.\n\n![a](b.jpg)", '<p>Hết<span class="end">./.</span></p>\n'
         '<p><img alt="a" src="b.jpg"></p>'),
        ("Một./. Hai", "<p>Một./. Hai</p>"),
        ("## Hết./.", "<h2>Hết./.</h2>"),
        ("Tin, ảnh: Lam Hồng", "<p>Tin, ảnh: Lam Hồng</p>"),
        ("Hết./.\n\nTin, ảnh: Lam Hồng", "<p>Hết./.</p>\n<p>Tin, ảnh: Lam Hồng</p>"),
    ],
)  # fmt: skip
def test_the_end_mark_is_set_apart_only_where_the_body_ends(body: str, html: str) -> None:
    assert render(body) == html


# --------------------------------------------------------------------------- links, images

BODY = """Mở đầu a.jpg

![Hàng ghế](hoi-nghi.jpg "Toàn cảnh. Ảnh: Lam Hồng")

Xem [bài trước]({filename}articles/2020/02/mo-dau.md#d3) và [bài khác]({filename}/articles/la.md).

Chữ ![](<ảnh hội nghị.jpg> "Ảnh: B")
tiếp ![](hoi-nghi.jpg)
"""


def test_links_to_files_are_resolved_and_unknown_ones_leave_their_words() -> None:
    seen: list[str] = []

    def link(path: str) -> str | None:
        seen.append(path)
        return "../02/mo-dau-k3f9a2.html" if path.endswith("mo-dau.md") else None

    html = render(BODY, link)
    assert seen == ["articles/2020/02/mo-dau.md", "articles/la.md"]
    assert '<a href="../02/mo-dau-k3f9a2.html#d3">bài trước</a>' in html
    assert "<span>bài khác</span>" in html
    assert "{filename}" not in html + render(BODY)


def test_links_are_listed_as_written_with_their_lines() -> None:
    links = shown_and_linked(BODY)[1]
    assert links == (
        Link("{filename}articles/2020/02/mo-dau.md#d3", 5),
        Link("{filename}/articles/la.md", 5),
    )
    assert [link.file for link in links] == ["articles/2020/02/mo-dau.md", "articles/la.md"]


def test_images_are_listed_with_their_lines() -> None:
    assert images(BODY) == (
        Image("hoi-nghi.jpg", "Hàng ghế", "Toàn cảnh. Ảnh: Lam Hồng", 3),
        Image("ảnh hội nghị.jpg", "", "Ảnh: B", 7),
        Image("hoi-nghi.jpg", "", "", 8),
    )


_CAPTIONS = st.lists(
    st.sampled_from([*"ấ Đ.:\"'()[]{}<>&;#\\`*_|!?-5“”", "&amp;", "[a](b)", "http://x", "Ảnh: "]),
    max_size=14,
).map(lambda parts: " ".join("".join(parts).split()))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["a.jpg", "thieu-anh", "ảnh (1) đẹp.jpg"]), _CAPTIONS, _CAPTIONS)
@example("a.jpg", "AT&T", "&#5 &lt &amp;")
def test_a_written_image_reads_back_as_it_was_meant(src: str, alt: str, title: str) -> None:
    assert images(image_line(src, alt, title)) == (Image(src, alt, title, 1),)


# --------------------------------------------------------------------------- plain text

_PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("*_`#>-+.!&<>[](){}\\|/:;=~1234 \n\"'"),
        st.sampled_from("aăđộ ẤĐtBn"),
        st.characters(categories=["L", "N", "P", "S"]),
    ),
    max_size=30,
)
_SAYINGS = st.lists(
    st.sampled_from(
        ["5*3*2", "<Ban Tổ chức>", "a_b_c", "#", "##", "3.", "3. Ba", "- Một", "> Lời", "* *",
         "**", "---", "***", "&nbsp;", "&lt;", "[a](b)", "![a](b)", "<http://a.vn>", "|a|b|",
         "|--|--|", "\n", " ", "./.", "34-CT/TW", "\\", "`x`", "==", "    ", "12) x", "  \n"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


def shown(text: str) -> str:
    """A paragraph as it can be shown: no blanks at line ends, no empty lines."""
    lines = [line.strip() for line in text.split("\n")]
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


@settings(max_examples=400, deadline=None)
@example("3. Ba\n4. Bốn")
@example("5*3*2 <Ban Tổ chức> a_b_c # 3.")
@example("a|b\n-|-")
@example("* * *")
@example("Đại hội\n---")
@given(st.one_of(_PROSE, _SAYINGS).map(shown))
def test_an_escaped_paragraph_shows_exactly_its_text(text: str) -> None:
    html = render(escape_markdown(text))
    assert visible_text(html) == text
    assert visible_text(clean(html)) == text
    assert html.count("<p>") == bool(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ngày 13-2, Khối thi đua (11 đơn vị) họp; 5*3*2 = 30.", None),
        ("Trường THPT A – B: “Dạy tốt, học tốt”! AT&T, 5 < 6 > 4, [sic]", None),
        ("3. Ba", r"3\. Ba"),
        ("# Một", r"\# Một"),
        ("- Một", r"\- Một"),
        ("* ghi chú", r"\* ghi chú"),
        ("&nbsp;", "&amp;nbsp;"),
        ("a_b và a__b, 5*3", None),
        ("a**b*_c*", r"a\*\*b\*\_c\*"),
        (f"a{'_' * 100_000}b", None),  # each sign is looked at once
    ],
)
def test_escaping_leaves_ordinary_prose_as_editors_write_it(text: str, written: str | None) -> None:
    assert escape_markdown(text) == (written or text)


# --------------------------------------------------------------------------- one instance


def test_nothing_of_one_body_leaks_into_the_next() -> None:
    first = render(BODY)
    for other in ("**a", "1. a\n2. b", "[x]: http://evil.vn", "*" * 50, "`a"):
        render(other)
        assert render(BODY) == first


@pytest.mark.parametrize("opening", ["[", "![", "[a](", "![a](", "[a [b"])
def test_brackets_that_never_close_are_text_however_many(opening: str) -> None:
    body = opening * 3000
    assert render(body) == f"<p>{body.strip()}</p>"
    assert render(f"[a [b] c](x) {body}").startswith('<p><a href="x">a [b] c</a>')


def test_threads_take_turns() -> None:
    bodies = [f"{BODY}\n\n*{number}* **a** `b`" for number in range(20)]
    expected = [render(body) for body in bodies]
    got: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda n=n: got.__setitem__(n, render(bodies[n])))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[number] for number in range(20)] == expected


# --------------------------------------------------------------------------- hostile bodies

ALLOWED = {
    "": {"id", "class"},
    "a": {"href", "title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding",
            "fetchpriority"},
    "source": {"srcset", "type", "sizes", "media"},
    "ol": {"start"},
    "li": {"value"},
    "th": {"scope"},
    "time": {"datetime"},
    "p": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "ul": set(),
    "blockquote": set(), "hr": set(), "br": set(), "pre": set(), "table": set(),
    "caption": set(), "thead": set(), "tbody": set(), "tfoot": set(), "tr": set(), "td": set(),
    "dl": set(), "dt": set(), "dd": set(), "figure": set(), "figcaption": set(),
    "picture": set(), "div": set(), "strong": set(), "em": set(), "b": set(), "i": set(),
    "sub": set(), "sup": set(), "code": set(), "span": set(),
}  # fmt: skip

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.vn/x.js></sCrIpT>",
    "<script\x0ctype='text/javascript'>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>a</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.vn/'>",
    "<link rel=stylesheet href='https://evil.vn/x.css'>",
    "<style>@import 'https://evil.vn/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>a</p>",
    "<div style=position:fixed;inset:0 class=mast id=main>a</div>",
    "<form action='https://evil.vn'><input name=q><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' javascript:alert(1)'>a</a>",
    "<a href='JaVaScRiPt:alert(1)'>a</a>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='java&#10;script:alert(1)'>a</a>",
    "<a href='&#x6a;avascript&colon;alert(1)'>a</a>",
    "<a href='\x01javascript:alert(1)'>a</a>",
    "<a href='jav   ascript:alert(1)'>a</a>",
    "<a href='vbscript:msgbox(1)'>a</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
    "<a href='//evil.vn'>a</a>",
    "<a href='/\\evil.vn'>a</a>",
    "<a href='https:evil'><a href='javascript:alert(1)'>a</a></a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<table background='javascript:alert(1)'><tr><td>a</td></tr></table>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<x-evil onclick=alert(1) is=x>a</x-evil>",
    "<img srcset='javascript:alert(1) 1x, //evil.vn/a 2x' src='data:image/svg+xml,x'>",
    "<time datetime='2020' onclick=alert(1)>a</time>",
    "<ol start='javascript:alert(1)' onclick=x><li value=x>a</ol>",
    "[a](javascript:alert(1))",
    "[a](JAVASCRIPT&colon;alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:msgbox)",
    "[a](//evil.vn)",
    '[a](x "\\" onclick=alert(1) ")',
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)",
    '![" onerror=alert(1) x="](x)',
    "![a](x\" onerror=\"alert(1))",
    "<javascript:alert(1)>",
    "<javascript://evil.vn/%0aalert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[a]({filename}javascript:alert(1))",
    "`<script>alert(1)</script>`",
    "<p id=d1 class=m><a id=anh-1 class='m nb' name=x>a</a>",
]  # fmt: skip


def live(html: str) -> list[str]:
    """Everything in the output that the allow-list does not name."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert isinstance(tag, Tag)
        if tag.name not in ALLOWED:
            found.append(tag.name)
            continue
        found += [
            f"{tag.name} {name}"
            for name in tag.attrs
            if name not in ALLOWED[tag.name] | ALLOWED[""]
        ]
        for name in ("href", "src", "srcset"):
            address = str(tag.get(name, "")).strip().lower()
            scheme, colon, _ = address.split("/", maxsplit=1)[0].partition(":")
            elsewhere = address.startswith("//") or "\\" in address
            hidden = any(ord(char) < 0x20 for char in address)
            if elsewhere or hidden or (colon and scheme not in {"http", "https", "mailto", "tel"}):
                found.append(address)
    return found


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("place", ["{}", "chữ {} chữ", "> {}", "- {}", "|a|b|\n|-|-|\n|{}|c|"])
def test_nothing_hostile_is_alive_after_the_last_door(vector: str, place: str) -> None:
    for html in (render(place.replace("{}", vector)), place.replace("{}", vector)):
        assert live(clean(html)) == []


def test_the_judge_of_hostile_bodies_sees_what_is_alive_without_the_door() -> None:
    raw = [vector for vector in VECTORS if vector.startswith("<") and live(vector)]
    assert len(VECTORS) >= 40
    assert len(raw) >= 45
