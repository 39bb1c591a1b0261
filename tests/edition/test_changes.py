from dataclasses import fields, replace
from pathlib import Path

import pytest

from kyyeu.edition import digest_of_templates, fingerprint, recipe, site_value
from tests.edition.stories import SETTINGS, archive, jobs, person, story

SITE = site_value(SETTINGS, (), ())
STORIES = [story("a", "2019-01-01", person("Lê Hà")), story("b", "2020-01-01", person("Lê Hà"))]
JOBS = {job.save_as: job for job in jobs(archive(*STORIES))}
FRONT = JOBS["index.html"]


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "parts/b.html").write_text("b")
    return tmp_path


def test_equal_values_have_equal_fingerprints():
    again = jobs(archive(*STORIES[::-1]))
    assert {job.save_as: fingerprint(job, "r") for job in again} == {
        path: fingerprint(job, "r") for path, job in JOBS.items()
    }


def test_no_two_pages_of_a_site_have_one_fingerprint():
    pages = [job for job in JOBS.values() if job.template != "ready.txt"]  # two tables may be empty
    assert len({fingerprint(job, "r") for job in pages}) == len(pages)


@pytest.mark.parametrize("path", sorted(JOBS))
def test_every_field_of_a_value_counts(path):
    """What `repr` leaves out of a value could change without its page being printed."""
    job = JOBS[path]
    for field in fields(job.value):
        assert field.repr, field
        changed = replace(job, value=replace(job.value, **{field.name: "khác"}))
        assert fingerprint(changed, "r") != fingerprint(job, "r"), field.name


def test_template_and_recipe_count():
    assert fingerprint(replace(FRONT, template="khac.html"), "r") != fingerprint(FRONT, "r")
    assert fingerprint(FRONT, "r2") != fingerprint(FRONT, "r")


def test_another_shell_theme_or_engine_is_another_recipe(theme):
    made = {recipe(SITE, digest_of_templates([theme]), "jinja2 3")}
    made.add(recipe(replace(SITE, tagline="Khác"), digest_of_templates([theme]), "jinja2 3"))
    made.add(recipe(SITE, digest_of_templates([theme]), "jinja2 4"))
    (theme / "parts/b.html").write_text("B")
    made.add(recipe(SITE, digest_of_templates([theme]), "jinja2 3"))
    (theme / "parts/b.html").rename(theme / "parts/c.html")
    made.add(recipe(SITE, digest_of_templates([theme]), "jinja2 3"))
    assert len(made) == 5
    (theme / "__pycache__").mkdir()
    (theme / "__pycache__/a.html.pyc").write_text("code that was made of it")
    assert recipe(SITE, digest_of_templates([theme]), "jinja2 3") in made


def test_a_recipe_does_not_know_where_the_theme_lies(theme, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    theme.rename(other / "theme")
    moved = recipe(SITE, digest_of_templates([other / "theme"]))
    (other / "theme").rename(theme)
    assert recipe(SITE, digest_of_templates([theme])) == moved


def test_the_order_in_which_templates_are_looked_for_counts(theme, tmp_path_factory):
    other = tmp_path_factory.mktemp("own")
    (other / "a.html").write_text("own a")
    assert digest_of_templates([theme, other]) != digest_of_templates([other, theme])
