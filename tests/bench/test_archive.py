"""The invented archive: the same for the same seed, the same articles in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import formats, make_archive, pictures
from bench.desk import ARTICLES, RECORDS, Desk, apply, read_table
from bench.found import things_in
from bench.generators import Generator
from bench.invented import LAST, Archive, authors, directive
from kyyeu.vietnamese import slugify


def desk_of(root: Path, seed: int = 1) -> Desk:
    sites = [
        Generator(form, form, "", root, root / form, root / "output", (), {})
        for form in formats.FORMATS
    ]
    desk = Desk(Archive(20, seed), sites, seed)
    desk.fill()
    formats.write_tables(root / "kyyeu" / "authorities")
    return desk


def everything(tree: Path) -> dict[str, bytes]:
    files = (path for path in tree.rglob("*") if path.is_file())
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in files}


def test_the_same_seed_makes_the_same_articles_and_another_makes_others() -> None:
    assert Archive(50, 1).article(7) == Archive(50, 1).article(7)
    assert Archive(50, 1).article(7) != Archive(50, 2).article(7)


def test_a_larger_archive_tells_the_same_stories_at_other_dates() -> None:
    small, large = Archive(50).article(7), Archive(5000).article(7)
    assert (small.title, small.paragraphs) == (large.title, large.paragraphs)
    assert small.when > large.when


def test_additions_are_newer_than_all_and_old_ones_are_not() -> None:
    archive = Archive(50)
    assert max(each.when for each in archive.articles()) <= LAST
    assert archive.article(51).when > archive.article(50).when > LAST
    assert archive.old(50).when < LAST


def test_ids_and_slugs_differ_and_a_source_is_about_four_kilobytes() -> None:
    made = list(Archive(200).articles())
    assert len({each.id for each in made}) == len({each.slug for each in made}) == 200
    sizes = [len(text.encode()) for each in made for text in formats.as_kyyeu(each).values()]
    assert 3500 < sum(sizes) / len(sizes) < 5500


def test_no_two_bylines_have_one_address() -> None:
    assert len({slugify(name) for name in authors()}) == len(authors()) == 64


def test_a_directive_is_cited_as_newspapers_do() -> None:
    assert directive(4).cited == "Chỉ thị số 05-CT/TU ngày 5-05-2010"


@pytest.mark.parametrize("form", formats.FORMATS)
def test_every_format_tells_title_lead_and_all_paragraphs(form: str) -> None:
    made = Archive(20).article(3)
    text = next(iter(formats.FORMATS[form](made, ()).values()))
    assert all(part in text for part in (made.title, made.lead, *made.paragraphs))


def test_what_our_site_found_is_read_from_its_page_and_told_to_peers() -> None:
    found = things_in(
        '<li><a href="../../nguoi/">Nhân vật</a></li>\n'
        '<li><a href="../../nguoi/le-ha-1a2b3c/">Lê <b>Hà</b></a><span>*</span></li>\n'
        '<li><a href="../../don-vi/so-y-te/">Sở Y tế &amp; Dân số</a></li>\n'
        '<li><a href="#d1">Lê Hà</a><small>chưa duyệt</small></li>'
    )
    assert found == (
        formats.Thing("nguoi", "le-ha-1a2b3c", "Lê Hà"),
        formats.Thing("don-vi", "so-y-te", "Sở Y tế & Dân số"),
    )
    made = Archive(20).article(3)
    (text,) = formats.as_pelican(made, found).values()
    assert "Tags: Lê Hà [nguoi/le-ha-1a2b3c]; Sở Y tế & Dân số [don-vi/so-y-te]\n" in text
    page, *lists = formats.as_hugo(made, found).values()
    assert 'nguoi = ["le-ha-1a2b3c"]\n' in page
    assert '+++\ntitle = "Lê Hà"\n+++\n' in lists


def test_so_many_photos_as_asked_are_spread_over_the_archive(tmp_path: Path) -> None:
    shown = [each for each in Archive(40, photos=4).articles() if each.photo]
    assert [each.number for each in shown] == [9, 19, 29, 39]
    make_archive.write(tmp_path, "kyyeu", shown[:1])
    assert (tmp_path / formats.photo_path(shown[0])).read_bytes()[:2] == b"\xff\xd8"


def test_two_photos_are_two_files_though_one_picture_may_serve_for_both(tmp_path: Path) -> None:
    for name in ("a", "b"):
        pictures.write(tmp_path / name, name, (60, 40))
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("change", [*ARTICLES, *RECORDS])
def test_every_change_changes_our_sources(change: str, tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    before = everything(tmp_path / "kyyeu")
    apply(desk, change)
    assert everything(tmp_path / "kyyeu") != before


def test_no_change_changes_nothing(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    before = everything(tmp_path)
    apply(desk, "nothing")
    assert everything(tmp_path) == before


def test_the_same_seed_does_the_same_changes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        desk = desk_of(tmp_path / name)
        for change in ("old", "date", "delete", "rename", "record"):
            apply(desk, change)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


@pytest.mark.parametrize("change", ["newest", "title", "section", "date", "delete"])
def test_a_change_is_done_to_every_site_alike(change: str, tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    apply(desk, change)
    ids = [{path.stem for path in (tmp_path / form).rglob("a0*.md")} for form in formats.FORMATS]
    assert ids == [{each.id for each in desk.articles.values()}] * len(ids)


def test_a_renamed_record_keeps_its_old_name_as_a_variant(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    table = tmp_path / "kyyeu" / "authorities" / "people.csv"
    before = {row["id"]: row["preferred"] for row in read_table(table)[1]}
    apply(desk, "rename")
    changed = [row for row in read_table(table)[1] if row["preferred"] != before[row["id"]]]
    assert [row["variants"] for row in changed] == [before[changed[0]["id"]]]
