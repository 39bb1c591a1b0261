"""Which languages a site speaks, what stands once, and what says that it is Vietnamese."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kyyeu.edition import PageJob
from kyyeu.edition.languages import editions, joined, marks, once_more, plain, said_of
from kyyeu.edition.pages import EntityPage, FrontPage, ListPage
from kyyeu.holdings.pages import read_page
from kyyeu.settings import Settings, read_settings
from tests.edition.stories import PUBLIC, archive, jobs, many, pages

BOTH = replace(PUBLIC, languages=("vi", "en"))
ENGLISH = replace(PUBLIC, language="en")
LEAST = {"name": "Kỷ yếu", "tagline": "Một dòng", "sections": ["Thi đua"]}


def read(**more: object) -> Settings:
    return read_settings({**LEAST, **more}, Path())


@pytest.mark.parametrize(
    ("asked", "language", "languages"),
    [
        ({}, "vi", ()),
        ({"languages": []}, "vi", ()),
        ({"languages": ["vi", "en"]}, "vi", ("vi", "en")),
        ({"languages": ("en", "vi")}, "en", ("en", "vi")),
        ({"language": "en", "languages": ["en"]}, "en", ("en",)),
    ],
)
def test_the_first_language_stands_at_the_root(asked, language, languages):
    settings = read(**asked)
    assert (settings.language, settings.languages, settings.below) == (language, languages, "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"languages": "vi, en"}, "must be a list"),
        ({"languages": 2}, "must be a list"),
        ({"languages": ["vi", "fr"]}, "must name each once, of vi, en"),
        ({"languages": ["vi", ["en"]]}, "must name each once"),
        ({"languages": ["vi", "vi"]}, "must name each once"),
        ({"language": "vi", "languages": ["en", "vi"]}, "must begin with 'language', 'vi'"),
    ],
)
def test_languages_that_cannot_be_are_refused_in_plain_words(asked, said):
    with pytest.raises(ValueError, match=said):
        read(**asked)


def test_a_page_of_text_cannot_take_the_folder_of_a_language():
    text = b"Title: English\nSlug: en\n\nHello."
    assert read_page(text, "pages/en.md", PUBLIC).ok
    (problem,) = read_page(text, "pages/en.md", BOTH).problems
    assert (problem.line, problem.code) == (2, "page-reserved-slug")


def test_a_site_of_one_language_is_asked_for_once():
    alone = archive(*many(3))
    assert editions(alone) == (alone,)
    job = next(jobs(alone))
    assert list(once_more(alone, [job])) == [job]


def test_the_pages_of_both_languages_are_of_one_archive():
    made = pages(archive(*many(120), settings=BOTH), date(2021, 2, 13))
    for path, value in made.items():
        if path.startswith("en/") and isinstance(value, (ListPage, EntityPage, FrontPage)):
            own = made[path.removeprefix("en/")]
            assert isinstance(own, type(value)), path
            assert value.head.path == own.head.path
            (there,), (back,) = own.head.translations, value.head.translations
            assert (there.path, back.path) == (f"en/{own.head.path}", f"../{own.head.path}")
            assert (there.address, back.address) == (value.head.canonical, own.head.canonical)
            assert value.head.original == own.head.original == own.head.canonical


def test_what_a_page_is_about_is_the_same_thing_in_both_languages():
    made = pages(archive(*many(40), settings=BOTH))
    for path, value in made.items():
        if path.startswith("en/") and isinstance(value, EntityPage):
            own = made[path.removeprefix("en/")]
            assert isinstance(own, EntityPage)
            told = [json.loads(str(one.head.data))["@graph"] for one in (own, value)]
            (page, thing, _), (english, same, way) = told
            assert thing["@id"] == same["@id"] == english["mainEntity"]["@id"]
            assert thing["@id"].startswith("https://kyyeu.example/")
            assert (page["inLanguage"], english["inLanguage"]) == ("vi", "en")
            assert english["@id"] == value.head.canonical != page["@id"]
            assert way["itemListElement"][0]["item"] == "https://kyyeu.example/en/"


def test_a_second_vietnamese_is_below_its_code_too():
    made = archive(*many(3), settings=replace(PUBLIC, language="en", languages=("en", "vi")))
    found = {job.save_as: job for job in jobs(made) if isinstance(job, PageJob)}
    assert found["vi/index.html"].language == "vi"
    assert found["index.html"].value.head.translations[0].name == "Tiếng Việt"  # type: ignore[union-attr]


def test_an_english_page_marks_what_is_vietnamese_and_a_vietnamese_page_nothing():
    assert not any(vars_of(PUBLIC))
    assert all(vars_of(ENGLISH))
    called = replace(ENGLISH, name="Nam Dinh Yearbook", sections=("Emulation",), tagline="News")
    own = marks(called)
    assert (own.name, own.section, own.tagline) == ("", "", ' lang="en"')


def vars_of(settings: Settings) -> list[str]:
    own = marks(replace(settings, imprint="Bài của báo"))
    return [getattr(own, name) for name in own.__slots__]


def test_a_name_in_an_english_phrase_says_that_it_is_vietnamese():
    english, vietnamese = (archive(settings=settings) for settings in (ENGLISH, PUBLIC))
    told = said_of(english, "also_written", "Lê <Hà>", "forms")
    assert told == 'also written: <span lang="vi">Lê &lt;Hà&gt;</span>'
    line = joined(" · ", ("", "5 < 6", told))
    assert line == f"5 &lt; 6 · {told}"
    assert plain(line) == "5 < 6 · also written: Lê <Hà>"
    said = said_of(vietnamese, "also_written", "Lê <Hà>", "forms")
    assert joined(" · ", (said, "x")) == f"{said} · x"
    assert type(said) is str
