"""An article that has moved is found where it stood, or somebody is told."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urljoin

import pytest

from kyyeu.edition import inspect, open_run
from kyyeu.problems import ContentFault, describe
from kyyeu.settings import VIETNAM, Settings
from tests.building import SECTIONS, Site, article, good
from tests.edition.driving import printed

NOW = datetime(2022, 1, 1, tzinfo=VIETNAM)
FIRST, SECOND = "articles/2020/02/mot.md", "articles/2020/02/hai.md"
FORMER, NEW = "2020/02/mot-hoi-nghi-mot001.html", "2020/02/mot-le-hoi-mot001.html"
OLD = "tin/cu.html"


def settings(site: Site) -> Settings:
    address = "https://kyyeu.example"
    return Settings(
        site.root, "Kỷ yếu nhỏ", "Một dòng", tuple(SECTIONS), "Nam Định", address=address
    )


def publish(site: Site) -> list[str]:
    """A run over the site; the codes of what was said about addresses."""
    run = open_run(settings(site), site.output, NOW)
    said = [one.code for one in run.problems if one.code.startswith("article-moved")]
    printed(run)
    return said


def rename(site: Site, *lines: str) -> None:
    site.edit(FIRST, "Title: Một hội nghị", "\n".join(("Title: Một lễ hội", *lines)))


@pytest.mark.parametrize(
    ("lines", "said", "there"),
    [
        ((), ["article-moved"], {NEW}),
        (("Slug: mot-hoi-nghi",), [], {FORMER}),
        ((f"Aliases: {FORMER}",), [], {FORMER, NEW}),
        (
            (f"Aliases: https://kyyeu.example/{FORMER}, /tin/cu.html",),
            [],
            {FORMER, NEW, OLD},
        ),
    ],
)
def test_a_corrected_headline_keeps_its_readers_or_is_spoken_of(
    site: Site, lines: tuple[str, ...], said: list[str], there: set[str]
) -> None:
    assert publish(site) == []
    rename(site, *lines)
    assert publish(site) == said
    assert {path for path in (FORMER, NEW, OLD) if path in site.files()} == there
    assert publish(site) == []


def test_the_remedy_names_what_to_write(site: Site) -> None:
    publish(site)
    rename(site)
    run = open_run(settings(site), site.output, NOW)
    (problem,) = (one for one in run.problems if one.code == "article-moved")
    run.abandon()
    assert f"Aliases: {FORMER}" in describe(problem)
    assert "Slug: mot-hoi-nghi" in describe(problem)


def test_an_article_of_another_month_is_spoken_of_too(site: Site) -> None:
    publish(site)
    text = (site.content / FIRST).read_text(encoding="utf-8")
    (site.content / FIRST).unlink()
    site.write("articles/2020/03/mot.md", text.replace("2020-02-13", "2020-03-13"))
    assert publish(site) == ["article-moved-month"]


@pytest.mark.parametrize("with_former", [True, False])
def test_what_was_printed_before_leaves_with_its_line(site: Site, with_former: bool) -> None:
    site.write(SECOND, article("Hai", "hai002"))
    site.edit(FIRST, "Title:", "Aliases: tin/cu.html\nTitle:")
    publish(site)
    assert "tin/cu.html" in site.files()
    if with_former:
        site.edit(FIRST, "Aliases: tin/cu.html\n", "")
    else:
        site.edit(FIRST, "Aliases:", "Status: withdrawn\nAliases:")
    publish(site)
    assert "tin/cu.html" not in site.files()


@pytest.mark.parametrize("claimed", ["tin/cu.html", FORMER])
@pytest.mark.parametrize("known", [True, False])
def test_an_address_leads_to_one_article(site: Site, claimed: str, known: bool) -> None:
    if claimed != FORMER:
        site.edit(FIRST, "Title:", f"Aliases: {claimed}\nTitle:")
    if known:
        publish(site)
    site.write(SECOND, article("Hai", "hai002", aliases=claimed))
    with pytest.raises(ContentFault) as fault:
        open_run(settings(site), site.output, NOW)
    told = {one.path for one in fault.value.problems if one.code == "article-double-address"}
    assert f"content/{SECOND}" in told
    _, problems = inspect(settings(site), NOW)
    assert "article-double-address" in {one.code for one in problems}


@pytest.mark.parametrize(
    "wrong",
    [
        "cu.html",
        "../cu.html",
        "tin/index.html",
        "tin/Cu.html",
        "tin/",
        "tin//cu.html",
        "con/a.html",
    ],
)
def test_what_can_be_no_page_beside_ours_is_refused(site: Site, wrong: str) -> None:
    site.edit(FIRST, "Title:", f"Aliases: {wrong}\nTitle:")
    _, problems = inspect(settings(site), NOW)
    assert [one.code for one in problems if one.code == "header-bad-alias"] == ["header-bad-alias"]


def test_the_page_leads_on_without_a_script_and_is_listed_nowhere(site: Site) -> None:
    rename(site, f"Aliases: {FORMER}, cu/tin.html")
    good(site)
    for path in (FORMER, "cu/tin.html"):
        page = site.text(path)
        (refresh,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
        links = re.findall(r'<p>[^<]*<a href="([^"]+)">', page)
        base = f"https://kyyeu.example/{path}"
        assert {urljoin(base, each) for each in (refresh, *links)} == {
            f"https://kyyeu.example/{NEW}"
        }
        assert f'<link rel="canonical" href="https://kyyeu.example/{NEW}">' in page
        assert '<meta name="robots" content="noindex">' in page
        for name, data in site.files().items():
            assert name == path or path.encode() not in data, name
