"""A bare and a rich value of every page kind: what templates must be able to print."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from kyyeu.edition import correction_values, feed_values, measure_values, pages, pieces
from kyyeu.edition.moved_values import MovedPage
from kyyeu.edition.pages import PageValue
from kyyeu.edition.pieces import Card, Head, Link, Moment, Name, Translation
from kyyeu.edition.site_values import Marks, SiteValue
from kyyeu.edition.withdrawn_values import WithdrawnPage
from kyyeu.problems import catalogue

ADDRESS = "https://kyyeu.example"
MOMENT = Moment("2020-02-13T20:12:00+07:00", "20:12, Thứ Năm, 13/02/2020 (GMT+7)")
DAY = Moment("2020-02-13T20:12:00+07:00", "13/02/2020")
PICTURE = pieces.Picture(
    avif=(pieces.Source("anh/a-400.avif", 400), pieces.Source("anh/a-1200.avif", 1200)),
    jpeg=(pieces.Source("anh/a-400.jpg", 400), pieces.Source("anh/a-1200.jpg", 1200)),
    width=1200,
    height=800,
    alt="Một người phát biểu ở bục",
)
CARD = Card("Hải Hậu về đích sớm một năm", "2020/02/hai-hau-a1b2c3.html", DAY)
RICH_CARD = replace(
    CARD,
    section=Link("Thi đua", "chuyen-muc/thi-dua/"),
    detail="2 ảnh",
    lead="Về đích sớm một năm.",
    reason="cùng nói tới Chỉ thị 05-CT/TW",
    picture=PICTURE,
)
PERSON = Name("Lê ", "Hà", "Hải Hậu")
NAMESAKE = Name("Lê ", "Hạ")
UNIT = Name("Ban Dân vận Tỉnh ủy")
PERIODS = (pieces.Period("2019", "chuyen-muc/thi-dua/2019/", "12 bài"),)
SPINES = tuple(
    pieces.Spine(str(year), f"{year}/", 9, f"{year}: 9 bài", 1, 126, 56, 64, year == 2020)
    for year in (2019, 2020)
)
SHELF = pieces.Shelf(124, 220, 190, SPINES, (pieces.Gap("1986–2016", 25),))
EMPTY_SHELF = pieces.Shelf(1, 220, 190, ())
HERE = pieces.Branch(Link("Ban Dân vận", ""), (pieces.Branch(Link("Phòng A", "")),), here=True)
TREE = (pieces.Branch(Link("Tỉnh ủy", "don-vi/a/"), (HERE,)),)
BUSY = pieces.CalendarDay(2, "02/02/2020: 2 bài", "2020/02/02/", 4)
TABLE = feed_values.FeedLine("Lê Hạ", "nguoi/le-ha/nhac-ten.csv", "CSV")
_VI, _OF_VI = Markup(' lang="vi"'), Markup(' hreflang="vi"')
ENGLISH = Marks(_VI, _OF_VI, _OF_VI + _VI, Markup(' lang="en"'), _VI, _VI, _VI, _VI)
NOTE = pieces.CorrectionNote(DAY, "12 xã", "11 xã")
DOORS = (Link("Đơn vị", "don-vi/"), Link("Tác giả", "tac-gia/"))


@dataclass(frozen=True)
class Sample:
    """A template with a value for it."""

    template: str
    value: PageValue


def head(path: str, kind: str = "page", **more: object) -> Head:
    bare = Head(path, "../" * path.count("/") or "./", "Tiêu đề", "", "", kind=kind)
    return replace(bare, **more)


def rich_head(path: str, kind: str) -> Head:
    return head(
        path,
        kind,
        description="Một dòng",
        canonical=f"{ADDRESS}/{path}",
        nav="chuyen-muc/thi-dua/",
        index=False,
        image="anh/a-1200.jpg",
        trail=(Link("Thi đua", "chuyen-muc/thi-dua/", vietnamese=True),),
        translations=(Translation("en", "English", "en/" + path, f"{ADDRESS}/en/{path}"),),
        original=f"{ADDRESS}/{path}",
    )


def chart(years: int) -> pieces.Chart:
    bars = tuple(pieces.Bar(str(2000 + i), i, 44 * i, 20, 34, 36) for i in range(years))
    return pieces.Chart(44 * years - 10, 74, bars, "2000: 1 bài")


def site(language: str = "vi") -> SiteValue:
    scripts = "search.js article.js offline.js keep.js folder.js narrow.js colours.js"
    faces = "fonts/NotoSerif-400.woff2 fonts/NotoSerif-700.woff2"
    names = f"style.css {scripts} favicon.svg favicon.ico {faces}".split()
    return SiteValue(
        name="Kỷ yếu Thi đua",
        tagline="Lưu trữ báo chí",
        language=language,
        address=ADDRESS,
        nav=(Link("Mới nhất", ""),),
        sections=(Link("Thi đua", "chuyen-muc/thi-dua/"),),
        indexes=(Link("Nhân vật", "nguoi/"),),
        texts=(Link("Giới thiệu", "gioi-thieu/"),),
        footer=(Link("Theo năm", "nam/"),),
        imprint="Bài chép lại từ báo in.",
        contact="mailto:toa-soan@kyyeu.example",
        words=catalogue(language)["reader"],
        policy="default-src 'none'",
        assets={name: f"theme/{name}" for name in names},
        vi=Marks() if language == "vi" else ENGLISH,
    )


ARTICLE = pages.ArticlePage(
    head=head("2020/02/a-a1b2c3.html", "article"),
    section=Link("Thi đua", "chuyen-muc/thi-dua/"),
    headline="Khối thi đua ký giao ước",
    published=MOMENT,
    updated=None,
    lead=Markup(),
    body=Markup('<p id="d1">Toàn văn.</p>'),
    bylines=(),
    origin=None,
    rights="",
    people=(),
    units=(),
    directives=(),
    movements=(),
    counts=(),
    unresolved=(),
    reasons=(),
    related=(),
    previous=None,
    following=None,
)
ENTITY = pages.EntityPage(
    head=head("nguoi/le-ha/", "person"),
    name=NAMESAKE,
    quiet="Có mặt trong 1 bài",
    namesakes=(),
    mixed=False,
    reviewed=True,
    facts=(),
    roles=(),
    years=(),
    periods=(),
    chart=None,
    together=(),
)
LIST = pages.ListPage(head("2020/", "year"), "Năm", "Năm 2020", "", (), (), None, None)
INDEX = pages.IndexPage(head("nguoi/", "index"), "Tên người", "", ())
FRONT = pages.FrontPage(head("", "front"), None, (), EMPTY_SHELF, "13 tháng 2", (), "2020", ())
CORRECTIONS = correction_values.CorrectionsPage(
    head("dinh-chinh/", "corrections"), "Cải chính", (), ()
)
MEASURES = measure_values.MeasurePage(head("do-chinh-xac/", "measures"), "Đo", "", (), "")

WITHDRAWN = WithdrawnPage(
    head("2020/02/r.html", "withdrawn", index=False), "Bài đã được rút", "r", DAY, DAY, ""
)

BARE = (
    Sample("article.html", ARTICLE),
    Sample("list.html", LIST),
    Sample("index_list.html", INDEX),
    Sample("entity.html", ENTITY),
    Sample("front.html", FRONT),
    Sample("search.html", pages.SearchPage(head("tim/", "search"), ())),
    Sample("text.html", pages.TextPage(head("gioi-thieu/", "text"), "About", Markup(), False)),
    Sample("not_found.html", pages.NotFoundPage(head("404.html", "not-found", root="/"), ())),
    Sample("offline.html", pages.NotFoundPage(head("khong-co-mang/", "offline"), ())),
    Sample("withdrawn.html", WITHDRAWN),
    Sample("moved.html", MovedPage(head("cu/a.html", "moved"), "Tin", "2020/02/b.html")),
    Sample("corrections.html", CORRECTIONS),
    Sample("measures.html", MEASURES),
)

_NAMED = (
    pages.Named(PERSON, "nguoi/le-ha/", "Trưởng Ban Dân vận"),
    pages.Named(NAMESAKE, "", "", reviewed=False),
)
_EVIDENCE = pages.Evidence(DAY, "2020/02/a-a1b2c3.html#d3")
_QUOTES = (
    pages.Quote("Đồng chí ", "Lê Hà", " dự.", "2020/02/a-a1b2c3.html#d3", False, True, "Liệt kê"),
    pages.Quote("", "Trưởng Ban", " kết luận.", "2020/02/a-a1b2c3.html#d4", True, False, ""),
)
_LEAD = pages.LeadStory(RICH_CARD, "Thứ Năm, 13/02/2020", (Link("Lê Hà", "nguoi/le-ha/"),), 14)

RICH = (
    Sample(
        "article.html",
        replace(
            ARTICLE,
            head=replace(rich_head("2020/02/a-a1b2c3.html", "article"), trail=()),
            updated=MOMENT,
            lead=Markup('Sáng 13-2, <a class="m" href="../../nguoi/le-ha/">Lê Hà</a> dự.'),
            body=Markup(
                '<div class="gallery"><figure id="anh-1"><figcaption id="d1">Quang cảnh. '
                '<span class="credit">Ảnh: Lam Hồng</span></figcaption></figure></div>'
                '<figure class="missing"><figcaption>Mất ảnh.</figcaption></figure>'
                '<p id="d2">Chỉ thị <span class="nb">05-CT/TW</span>.'
                '<span class="end">./.</span></p>'
                '<table><tr><td class="right">5</td><td class="center">x</td></tr></table>'
            ),
            bylines=(
                pieces.Byline("Tin", (Link("Lam Hồng", "tac-gia/a/"), Link("Thu Hoài", ""))),
                pieces.Byline("", (Link("Người Xây Dựng", "tac-gia/b/"),)),
            ),
            origin=pieces.OriginLine("Báo Nam Định", "https://example.org/"),
            rights="Bản quyền thuộc Báo Nam Định",
            people=_NAMED,
            units=tuple(pages.Named(UNIT, f"don-vi/u{i}/") for i in range(300)),
            directives=_NAMED[:1],
            movements=_NAMED[:1],
            counts=("nêu 11, tách được 11",),
            unresolved=("đồng chí Chung",),
            reasons=(
                pages.Reason("Chung", "Trần Văn Chung", "Tên gọi tắt", "chưa duyệt", "#d2"),
                pages.Reason("Lê Hà", "Lê Hà", "Đứng sau lời xưng hô", "theo hồ sơ chuẩn", "#d0"),
                pages.Reason("bà Hà", "", "Tên gọi tắt", "chưa xác định được", "#d1"),
            ),
            related=(RICH_CARD,),
            previous=CARD,
            following=CARD,
            photos=(replace(PICTURE, caption="Quang cảnh.", credit="Lam Hồng"),),
            citation=pieces.Citation("Lam Hồng, “Tên bài”.", "@misc{a,\n}", "TY  - NEWS\r\nER  - "),
            corrections=(pieces.CorrectionNote(DAY, "“12 xã”", "“11 xã”"),),
            contents=(Link("Mở đầu", "#d1"), Link("Kết quả", "#d2")),
            keywords=(Link("Thi đua", "tim/?q=Thi+%C4%91ua"), Link("<b> & c", "tim/?q=c")),
            keywords_at="d3",
        ),
    ),
    Sample(
        "list.html",
        pages.ListPage(
            head=rich_head("2020/02/", "month"),
            heading="Tháng 2 năm 2020",
            quiet="2 bài",
            groups=(
                pages.Group("Tháng 2", "thang-2", (CARD, RICH_CARD)),
                pages.Group("", "", (CARD,)),
            ),
            periods=PERIODS,
            previous=Link("Tháng 1", "2020/01/"),
            following=Link("Tháng 3", "2020/03/"),
            feeds=(feed_values.FeedLine("Theo dõi", "2020/atom.xml", "Atom"),) * 2,
            calendar=(
                pieces.CalendarMonth("Tháng 1", "", ((None, pieces.CalendarDay(1)),)),
                pieces.CalendarMonth("Tháng 2", "2020/02/", ((BUSY,),)),
            ),
        ),
    ),
    Sample(
        "index_list.html",
        pages.IndexPage(
            head=rich_head("nguoi/", "index"),
            heading="Tên người",
            quiet="3 người",
            letters=(
                pages.Letter("H", "chu-h", (pages.Entry(PERSON, "nguoi/le-ha/", "Trưởng Ban"),)),
                pages.Letter("Đ", "chu-dd", (pages.Entry(NAMESAKE, "nguoi/b/", "", False),)),
                pages.Letter("", "", (pages.Entry(UNIT, "don-vi/b/", "12 bài"),)),
            ),
            shelf=SHELF,
            views=(Link("Xếp theo tên gọi", "nguoi/"), Link("Xếp theo họ", "chu-cai/a/")),
            tree=TREE,
        ),
    ),
    Sample(
        "entity.html",
        replace(
            ENTITY,
            head=rich_head("nguoi/le-ha/", "person"),
            name=PERSON,
            namesakes=(Link("Lê Hạ", "nguoi/b/"), Link("Lê Hà (Ý Yên)", "nguoi/c/")),
            mixed=True,
            facts=(pages.Fact("Trước đây", (Link("Ban Tuyên huấn", ""), Link("Ban", "x/"))),),
            roles=(
                pages.RoleRow("Trưởng Ban", (pieces.Link("Trưởng Ban", ""),), _EVIDENCE, _EVIDENCE),
            ),
            years=(pages.CoverageYear("2020", (pages.Coverage(RICH_CARD, _QUOTES),)),),
            periods=PERIODS,
            chart=chart(3),
            together=(pages.Together(UNIT, "don-vi/b/", 22),),
            feeds=(feed_values.FeedLine("Theo dõi", "nguoi/le-ha/atom.xml", "Atom"),) * 2,
            members=(pages.RelationRow(PERSON, "nguoi/b/", "Trưởng Ban", _EVIDENCE, _EVIDENCE),),
            carriers=(pages.RelationRow(UNIT, "don-vi/b/", "", _EVIDENCE, _EVIDENCE),),
            tree=TREE,
        ),
    ),
    Sample("entity.html", replace(ENTITY, reviewed=False, chart=chart(20), table=TABLE)),
    Sample(
        "front.html",
        pages.FrontPage(
            head=replace(rich_head("", "front"), trail=()),
            lead=_LEAD,
            newest=(
                pages.Group("Thứ Năm, 13/02/2020", "", (CARD, RICH_CARD)),
                pages.Group("Thứ Tư, 12/02/2020", "", (CARD,)),
            ),
            shelf=SHELF,
            on_this_day="13 tháng 2",
            anniversaries=(CARD,),
            most_year="2020",
            most=(pages.MostNamed(PERSON, "nguoi/le-ha/", "12 bài", 100),),
            strands=(pieces.Strand(Link("Thi đua", "chuyen-muc/thi-dua/"), (RICH_CARD, CARD)),),
            whole_week=True,
        ),
    ),
    Sample("front.html", replace(FRONT, lead=replace(_LEAD, card=CARD, names=(), more=0))),
    Sample(
        "search.html", pages.SearchPage(rich_head("tim/", "search"), DOORS, DOORS, DOORS, "2020")
    ),
    Sample(
        "text.html",
        pages.TextPage(rich_head("gioi-thieu/", "text"), "Giới thiệu", Markup("<p>Chữ.</p>")),
    ),
    Sample("not_found.html", pages.NotFoundPage(head("404.html", root="/"), DOORS)),
    Sample("offline.html", pages.NotFoundPage(head("khong-co-mang/", "offline"), DOORS)),
    Sample("withdrawn.html", replace(WITHDRAWN, reason="Theo yêu cầu & <b>")),
    Sample("moved.html", MovedPage(rich_head("cu/a.html", "moved"), "Tin", "2020/02/b.html")),
    Sample(
        "measures.html",
        replace(
            MEASURES,
            head=rich_head("do-chinh-xac/", "measures"),
            rows=(measure_values.MeasureRow("Nhân vật", "193", "7,8 %", "0,6 %"),),
        ),
    ),
    Sample(
        "corrections.html",
        replace(
            CORRECTIONS,
            rows=(correction_values.Corrected(RICH_CARD, (NOTE,)),),
            periods=PERIODS,
            feeds=(feed_values.FeedLine("Theo dõi", "dinh-chinh/atom.xml", "Atom"),) * 2,
        ),
    ),
)
