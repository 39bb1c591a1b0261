"""The reference report on its whole way: pasted, imported, rendered, its mentions resolved.

It is no part of the repository: where it lies beside it the way is gone, elsewhere the run
says at its end that it was not. Names, symbols and numbers are facts; no sentence is here.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from kyyeu.edition import open_run
from kyyeu.importers import PhotoFile, compose, read_pasted
from kyyeu.markup import Fragment
from kyyeu.mentions import IN_LEAD
from kyyeu.model import Kind, Mention
from kyyeu.settings import VIETNAM, Settings
from tests.building import REPOSITORY, Site
from tests.edition.driving import read

CONTENT = REPOSITORY / "content"
PHOTO = CONTENT / "photos/2020/02/hoi-nghi-khoi-thi-dua.jpg"
CHUNG, HO_CHI_MINH = "tran-van-chung", "ho-chi-minh"
LEAGUE = "khoi-thi-dua-cac-co-quan-dang"
UNITS = {
    *("Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Ban Nội chính Tỉnh ủy"),
    *("Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Báo Nam Định", "Văn phòng Tỉnh ủy"),
    *("Trường Chính trị Trường Chinh", "Đảng ủy Khối Các cơ quan tỉnh"),
    *("Đảng ủy Khối Doanh nghiệp tỉnh", "Ban Bảo vệ chăm sóc sức khỏe cán bộ tỉnh"),
}


def test_the_imported_reference_report_shows_everybody_and_nobody_else(
    seed_reports: list[Path], tmp_path: Path
) -> None:
    for path in seed_reports[:1]:
        site = Site(tmp_path)
        shutil.copytree(CONTENT / "authorities", site.content / "authorities")
        decisions = site.content / "authorities/decisions.csv"
        head = decisions.read_text(encoding="utf-8").split("\n")[0]
        decisions.write_text(f"{head}\n", encoding="utf-8")  # those speak of other articles
        settings = Settings(site.root, "Kỷ yếu", "Lưu trữ", ("Thi đua",), "Nam Định")
        draft = read_pasted(path.read_bytes(), path.name, settings).value
        assert draft is not None
        photo = PhotoFile("hoi-nghi.jpg", PHOTO.read_bytes())
        made = compose(draft, settings, category="Thi đua", photos=[photo]).value
        assert made is not None
        for name, data in made.files.items():
            (site.content / name).parent.mkdir(parents=True, exist_ok=True)
            (site.content / name).write_bytes(data)
        run = open_run(settings, site.output, datetime(2022, 1, 1, tzinfo=VIETNAM))
        read(run, with_photos=True)
        (headline,) = run.archive.newest(2)
        story = run.archive.story(headline.article.id)
        run.abandon()
        blocks = Fragment.parse(story.body).blocks
        _check(story.reading.mentions, [-1, *(i for i, b in enumerate(blocks) if b.in_caption)])
        assert [(one.stated, one.found, one.owner) for one in story.reading.counted] == [
            (11, 11, LEAGUE)
        ]
        assert len(story.pictures) == 1
        assert story.lead.count('class="m"') == IN_LEAD
        linked = [text.count(f'href="../../nguoi/{CHUNG}/"') for text in (story.lead, story.body)]
        assert sorted(linked) == [0, 1]  # there are no subheads


def _check(mentions: tuple[Mention, ...], shown_before: list[int]) -> None:
    people = [one for one in mentions if one.kind is Kind.PERSON]
    assert {(one.form, one.id) for one in people if not one.by_role} == {
        ("Trần Văn Chung", CHUNG),
        ("Hồ Chí Minh", HO_CHI_MINH),
    }
    lead_and_caption = {place + 1 for place in shown_before}
    assert {one.block for one in people if one.form == "Trần Văn Chung"} == lead_and_caption
    last = max(one.block for one in mentions)
    assert [(one.id, one.block) for one in people if one.by_role] == [(CHUNG, last)]
    units = {(one.form, one.reviewed) for one in mentions if one.kind is Kind.UNIT}
    named = {"Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy", *UNITS}
    assert {(form, True) for form in named} <= units
    assert [one.id for one in mentions if one.kind is Kind.DIRECTIVE] == [
        "ct-34-tw-k11",
        "ct-05-tw-k12",
    ]
    assert None not in {one.id for one in mentions}
