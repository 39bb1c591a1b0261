"""Many ways in which one report reaches an office; each is understood as the same report."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest

from kyyeu.importers import Paragraph
from kyyeu.model import Contributor, Origin
from tests.importers.reports import (
    BODY,
    BOTH,
    BYLINE,
    CAPTION,
    FIRST,
    LEAD,
    LINKS,
    PERSON,
    PUBLISHED,
    SCENE,
    SECOND,
    TEXT,
    TITLE,
    UPDATED,
    codes,
    draft_of,
    report,
)

SOWING = "Gieo hạt phi lao ở Giao Hải."


@dataclass(frozen=True)
class Case:
    """A mutation and what must come of it; what is not said is as in the fixture."""

    text: str | bytes
    captions: tuple[tuple[str, str], ...] = ((CAPTION, ""),)
    contributors: tuple[Contributor, ...] = BOTH
    lead: str = LEAD
    body: tuple[str, ...] = BODY
    published: str = PUBLISHED
    modified: str = ""
    codes: frozenset[str] = frozenset()
    origin: Origin | None = None
    category: str = ""
    tags: tuple[str, ...] = ()


def noted(*names: str) -> frozenset[str]:
    return frozenset(f"import-{name}" for name in names)


def at(clock: str) -> str:
    return f"2020-02-18T{clock}:00+07:00"


def people(*pairs: tuple[str, tuple[str, ...]]) -> tuple[Contributor, ...]:
    return tuple(Contributor(name, roles) for name, roles in pairs)


def wrapped(text: str, width: int = 72) -> str:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


CASES: dict[str, Case] = {
    # bytes and invisible characters
    "CRLF": Case(TEXT.replace("\n", "\r\n")),
    "old Mac line ends": Case(TEXT.replace("\n", "\r")),
    "line separators of Word": Case(TEXT.replace("\n", "\v")),
    "byte order mark": Case("\ufeff" + TEXT),
    "UTF-16, little end first": Case(("\ufeff" + TEXT).encode("utf-16-le")),
    "UTF-16, big end first": Case(("\ufeff" + TEXT).encode("utf-16-be")),
    "letters in parts (NFD)": Case(unicodedata.normalize("NFD", TEXT)),
    "no-break spaces everywhere": Case(report().replace(" ", "\u00a0")),
    "zero-width spaces between words": Case(report().replace(" ", " \u200b")),
    "zero-width space inside a letter": Case(
        report(lead=unicodedata.normalize("NFD", LEAD).replace("o\u0302", "o\u200b\u0302"))
    ),
    "soft hyphens": Case(report().replace("giao", "gi\u00adao")),
    "two blanks between words": Case(report().replace(" ", "  ")),
    "blanks at the edges of lines": Case(report().replace("\n", " \t\n   ")),
    "no last line end, no tail": Case(report(tail="").rstrip()),
    # lines
    "no empty lines": Case(TEXT.replace("\n\n", "\n")),
    "many empty lines": Case(TEXT.replace("\n\n", "\n\n\n\n")),
    "empty lines with blanks": Case(TEXT.replace("\n\n", "\n \u00a0 \n")),
    "wrapped by a mail program": Case(
        report(body="\n\n".join(map(wrapped, BODY)), lead=wrapped(LEAD))
    ),
    "headline broken before a small letter": Case(
        report(head=TITLE.replace(" ký giao", "\nký giao") + "\n" + UPDATED)
    ),
    # the update line
    "update line glued to the headline": Case(report(head=TITLE + UPDATED)),
    "update line glued to the lead": Case(report(head=f"{TITLE}\n{UPDATED}{LEAD}", lead="")),
    "headline, update line and lead in one": Case(report(head=TITLE + UPDATED + LEAD, lead="")),
    "update line above the headline": Case(report(head=f"{UPDATED}\n{TITLE}")),
    "update line at the end": Case(report(head=TITLE, tail=f"{UPDATED}\n")),
    "update line twice": Case(report(head=f"{TITLE}\n{UPDATED}\n{UPDATED}")),
    "English weekday": Case(report(head=f"{TITLE}\nTuesday, 18/02/2020, 3:40 PM (GMT+7)")),
    "weekday by number": Case(report(head=f"{TITLE}\nThứ 3, 18/02/2020 15:40 GMT+7")),
    "hour with h": Case(report(head=f"{TITLE}\nThứ Ba, ngày 18 tháng 02 năm 2020 | 15h40")),
    "ISO": Case(report(head=f"{TITLE}\n2020-02-18T15:40:00+07:00")),
    "another zone": Case(report(head=f"{TITLE}\nĐăng lúc: 08:40 18/02/2020 (UTC)")),
    "no hour": Case(report(head=f"{TITLE}\n18.02.2020"), published=at("00:00")),
    "wrong weekday": Case(
        report(head=f"{TITLE}\n{UPDATED.replace('Thứ Ba', 'Thứ Tư')}"), codes=noted("weekday")
    ),
    "published and updated in one line": Case(
        report(head=f"{TITLE}\nXuất bản: 14:05, 18/02/2020 - {UPDATED}"),
        published=at("14:05"),
        modified=PUBLISHED,
    ),
    "published and updated in two lines": Case(
        report(head=f"{TITLE}\nNgày đăng: 18/02/2020 14:05\n{UPDATED}"),
        published=at("14:05"),
        modified=PUBLISHED,
    ),
    "updated before published": Case(
        report(head=f"{TITLE}\nNgày đăng: 18/02/2020 16:05\n{UPDATED}"),
        published=at("16:05"),
        codes=noted("updated-before-published"),
    ),
    "no update line": Case(report(head=TITLE), published=""),
    "a day that no calendar has": Case(
        report(head=f"{TITLE}\nCập nhật: 31/02/2020"), published="", codes=noted("impossible-date")
    ),
    # headline and kicker
    "headline twice": Case(report(head=f"{TITLE}\n{TITLE}\n{UPDATED}")),
    "headline again under the update line": Case(report(head=f"{TITLE}\n{UPDATED}\n{TITLE}")),
    "a section over the headline": Case(
        report(head=f"THI ĐUA\n{TITLE}\n{UPDATED}"), category="Thi đua"
    ),
    "a kicker over the headline": Case(
        report(head=f"HƯỚNG VỀ BIỂN\n{TITLE}\n{UPDATED}"),
        tags=("HƯỚNG VỀ BIỂN",),
        codes=noted("kicker"),
    ),
    "a kicker with a comma": Case(
        report(head=f"THI ĐUA, KHEN THƯỞNG\n{TITLE}\n{UPDATED}"),
        tags=("THI ĐUA", "KHEN THƯỞNG"),
        codes=noted("kicker"),
    ),
    "the way from the front page": Case(
        report(head=f"Trang chủ » Tin tức » Thi đua\n{TITLE}\n{UPDATED}"), category="Thi đua"
    ),
    # captions
    "caption twice with an empty line": Case(report(caption=f"{CAPTION}\n\n{CAPTION}")),
    "caption three times": Case(report(caption=f"{CAPTION}\n{CAPTION}\n{CAPTION}")),
    "caption twice in one line": Case(report(caption=f"{CAPTION}{CAPTION}")),
    "caption twice in one line with a blank": Case(report(caption=f"{CAPTION} {CAPTION}")),
    "the double lacks its full stop": Case(report(caption=f"{CAPTION[:-1]}\n{CAPTION}")),
    "caption before the lead": Case(
        report(head=f"{TITLE}\n{UPDATED}\n\n{CAPTION}\n{CAPTION}", caption="")
    ),
    "caption at the end of the body": Case(
        report(caption="", body="\n\n".join((*BODY, f"{CAPTION}\n{CAPTION}")))
    ),
    "caption once, with credit": Case(
        report(caption=f"{CAPTION} Ảnh: Văn Huỳnh"), captions=((CAPTION, "Văn Huỳnh"),)
    ),
    "credit in brackets": Case(
        report(caption=f"{CAPTION} (Ảnh: Văn Huỳnh)"), captions=((CAPTION, "Văn Huỳnh"),)
    ),
    "credit in the next line": Case(
        report(caption=f"{CAPTION}\nẢnh: Văn Huỳnh"), captions=((CAPTION, "Văn Huỳnh"),)
    ),
    "double and credit": Case(
        report(caption=f"{CAPTION}\n{CAPTION} Ảnh: Văn Huỳnh"), captions=((CAPTION, "Văn Huỳnh"),)
    ),
    "double and credit in the next line": Case(
        report(caption=f"{CAPTION}\n{CAPTION}\nẢnh: Văn Huỳnh"),
        captions=((CAPTION, "Văn Huỳnh"),),
    ),
    "label before the caption": Case(report(caption=f"Ảnh: {CAPTION}")),
    "number before the caption": Case(report(caption=f"Ảnh 1: {CAPTION}")),
    "numbers before two captions": Case(
        report(caption=f"Ảnh 1. {CAPTION}\nẢnh 2. {SCENE} Ảnh: Văn Huỳnh"),
        captions=((CAPTION, ""), (SCENE, "Văn Huỳnh")),
    ),
    "caption told by its looks": Case(
        report(caption=SCENE), captions=((SCENE, ""),), codes=noted("caption-assumed")
    ),
    "caption once, somebody acts": Case(report(caption=CAPTION), codes=noted("caption-assumed")),
    "two photos": Case(
        report(caption=f"{CAPTION}\n{CAPTION}\n{SCENE}\n{SCENE}"),
        captions=((CAPTION, ""), (SCENE, "")),
    ),
    "three photos in three places": Case(
        report(
            body=f"{BODY[0]}\n\n{SCENE}\n{SCENE}\n\n{BODY[1]}\n\n{SOWING} Ảnh: Hải Nam\n\n{BODY[2]}"
        ),
        captions=((CAPTION, ""), (SCENE, ""), (SOWING, "Hải Nam")),
    ),
    "no photo": Case(report(caption=""), captions=()),
    # bylines
    "text and photos, joined by và": Case(report(byline=f"Tin và ảnh: {PERSON}")),
    "text and photos, joined by nothing": Case(report(byline=f"Tin ảnh: {PERSON}")),
    "story and photos": Case(
        report(byline=f"Bài và ảnh: {PERSON}"), contributors=people((PERSON, ("bài", "ảnh")))
    ),
    "text by one, photos by another": Case(
        report(byline=f"Tin: {PERSON} - Ảnh: Văn Huỳnh"),
        contributors=people((PERSON, ("tin",)), ("Văn Huỳnh", ("ảnh",))),
    ),
    "text and photos in two lines": Case(
        report(byline=f"Tin: {PERSON}\nẢnh: Văn Huỳnh"),
        contributors=people((PERSON, ("tin",)), ("Văn Huỳnh", ("ảnh",))),
    ),
    "two names": Case(
        report(byline=f"Bài, ảnh: {PERSON} - Hải Nam"),
        contributors=people((PERSON, ("bài", "ảnh")), ("Hải Nam", ("bài", "ảnh"))),
    ),
    "a remark after the name": Case(report(byline=f"{BYLINE} (huyện Giao Thủy)")),
    "byline in brackets": Case(report(byline=f"({BYLINE})")),
    "byline in capitals": Case(
        report(byline="TIN, ẢNH: THU SƯƠNG"), contributors=people(("THU SƯƠNG", ("tin", "ảnh")))
    ),
    "byline glued to the end mark": Case(report(body="\n\n".join(BODY) + BYLINE, byline="")),
    "byline after the end mark in one line": Case(
        report(body="\n\n".join(BODY) + " " + BYLINE, byline="")
    ),
    "byline under the headline": Case(report(head=f"{TITLE}\n{UPDATED}\n{BYLINE}", byline="")),
    "a bare pen name": Case(
        report(byline=PERSON), contributors=people((PERSON, ())), codes=noted("bare-byline")
    ),
    "two bare pen names": Case(
        report(byline=f"{PERSON} - Đức Toàn"),
        contributors=people((PERSON, ()), ("Đức Toàn", ())),
        codes=noted("bare-byline"),
    ),
    "a short last paragraph": Case(
        report(byline="Trang trại của ông Lâm"),
        contributors=(),
        body=(*BODY, "Trang trại của ông Lâm"),
        codes=noted("no-byline"),
    ),
    "a bare pen name glued to the end mark": Case(
        report(body="\n\n".join(BODY) + f" {PERSON}", byline=""),
        contributors=people((PERSON, ())),
        codes=noted("bare-byline"),
    ),
    "an agency": Case(report(byline="Theo TTXVN"), contributors=(), origin=Origin("TTXVN")),
    "an agency in brackets": Case(
        report(byline="(Theo Báo Nam Định)"), contributors=(), origin=Origin("Báo Nam Định")
    ),
    "an address": Case(
        report(byline="Nguồn: https://vi-du.vn/tin/18"),
        contributors=(),
        origin=Origin("vi-du.vn", "https://vi-du.vn/tin/18"),
    ),
    "byline and agency": Case(
        report(byline=f"{BYLINE}\nNguồn: Báo Nam Định"), origin=Origin("Báo Nam Định")
    ),
    "two sources": Case(
        report(byline=f"{BYLINE}\nTheo TTXVN\nNguồn: Báo Nam Định"),
        origin=Origin("TTXVN"),
        body=(*BODY, "Nguồn: Báo Nam Định"),
        codes=noted("after-byline"),
    ),
    "no byline": Case(report(byline=""), contributors=(), codes=noted("no-byline")),
    # lead
    "no lead": Case(
        report(lead="", caption="", body=f"{FIRST}\n\n{SECOND}"),
        lead="",
        captions=(),
        body=BODY[:2],
    ),
    # tail
    "no junk": Case(report(tail="")),
    "junk in one line": Case(report(tail=", , . ,")),
    "junk glued to the byline": Case(report(byline=f"{BYLINE} , , . ,", tail="")),
    "end mark on its own line": Case(
        report(body="\n\n".join(BODY)[:-3] + ".\n./."), body=(*BODY[:2], BODY[2][:-3] + ".", "./.")
    ),
    "buttons and counters": Case(
        report(tail="Chia sẻ | In bài viết | Gửi email\nLượt xem: 1.024\nFacebook Zalo\n,\n.")
    ),
    "buttons under the headline": Case(report(head=f"{TITLE}\n{UPDATED}\nNghe đọc bài\nA- A A+")),
    "related reports": Case(report(tail=f"Tin liên quan\n{LINKS}\n,\n.")),
    "related reports above the byline": Case(report(byline=f"Tin liên quan\n{LINKS}\n\n{BYLINE}")),
    "related reports, then a byline of no known form": Case(
        report(byline="", tail=f"Tin liên quan\n{LINKS}\nNhóm PV thời sự Báo Nam Định"),
        contributors=(),
        body=(*BODY, "Nhóm PV thời sự Báo Nam Định"),
        codes=noted("no-byline"),
    ),
    "related reports, then the report goes on": Case(
        report(body=f"{BODY[0]}\n\nTin liên quan\n\n{LINKS}\n\n{BODY[1]}\n\n{BODY[2]}"),
        body=(BODY[0], "Tin liên quan", *LINKS.split("\n"), *BODY[1:]),
    ),
    "search words": Case(
        report(tail="Từ khóa: Giao Thủy, thi đua, biển\n,"), tags=("Giao Thủy", "thi đua", "biển")
    ),
    "words after the byline": Case(
        report(tail="Bạn đọc góp ý xin gửi về tòa soạn."),
        body=(*BODY, "Bạn đọc góp ý xin gửi về tòa soạn."),
        codes=noted("after-byline"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_mutation_of_the_report_is_the_same_report(case: Case) -> None:
    draft, problems = draft_of(case.text)
    moments = [m.isoformat() if m else "" for m in (draft.published, draft.modified)]
    places = tuple((place.caption, place.credit) for place in draft.photo_places)
    body = tuple(block.text for block in draft.blocks if isinstance(block, Paragraph))
    assert (draft.title, draft.lead) == (TITLE, case.lead)
    assert moments == [case.published, case.modified]
    assert places == case.captions
    assert body == case.body
    assert draft.contributors == case.contributors
    assert (draft.origin, draft.category, draft.tags) == (case.origin, case.category, case.tags)
    assert codes(problems) == case.codes


def test_there_are_more_than_fifty_mutations() -> None:
    assert len({case.text for case in CASES.values()} - {TEXT}) > 50
