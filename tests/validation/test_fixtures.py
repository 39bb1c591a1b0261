"""A folder for each code: ``bad`` has the fault, ``good`` is what its remedy makes of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu import holdings, photos, validation
from kyyeu.cache import Cache
from kyyeu.problems import Problem, Severity, catalogue, describe
from kyyeu.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures"
CODES = sorted(folder.name for folder in FIXTURES.iterdir())
#: Faults that cannot be without another.
_ALSO = {
    "decision-contradiction": ("decision-idle",),
    "decision-unknown-article": ("decision-idle",),
    "figure-misnamed": ("figure-unused",),
}
NOW = datetime(2021, 1, 1, tzinfo=UTC)


def inspect(folder: Path, kept: Cache) -> tuple[Problem, ...]:
    settings = Settings(
        root=folder, name="", tagline="", sections=("Thi đua",), province="Nam Định"
    )
    read = holdings.load(settings, photos.read)
    found = validation.check(read.value, settings, NOW, kept)
    # What the tables are is described once, beside the sample, not in every fixture.
    return tuple(p for p in (*read.problems, *found) if p.code != "table-no-package")


@pytest.mark.parametrize("code", CODES)
def test_a_fault_is_found_and_its_remedy_ends_it(code: str, tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    assert code in catalogue()["problems"]
    bad, good = inspect(FIXTURES / code / "bad", kept), inspect(FIXTURES / code / "good", kept)
    assert code in {problem.code for problem in bad}
    assert code not in {problem.code for problem in good}
    assert [problem for problem in good if problem.severity is Severity.ERROR] == []
    told = {problem.code for problem in bad if problem.severity is not Severity.NOTE}
    assert told <= {code, *_ALSO.get(code, ()), *(problem.code for problem in good)}


def test_every_rule_has_its_folder() -> None:
    codes = {
        code
        for path in Path(validation.__file__).parent.glob("*.py")
        for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
        if code in catalogue()["problems"]
    }
    assert codes - set(CODES) == {"section-clash"}  # a fault of the settings, which no folder has


@pytest.mark.parametrize("code", CODES)
def test_a_fault_is_told_in_both_languages_and_stands_where_it_is_said(
    code: str, tmp_path: Path
) -> None:
    for problem in inspect(FIXTURES / code / "bad", Cache(tmp_path)):
        path = FIXTURES / code / "bad" / "content" / problem.path
        if problem.line:
            assert problem.line <= len(path.read_text(encoding="utf-8").splitlines())
        for language in ("vi", "en"):
            assert "{" not in describe(problem, language).replace("{filename}", "")


def test_a_second_study_reads_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = FIXTURES / "photo-damaged" / "bad"
    first = inspect(folder, Cache(tmp_path))
    monkeypatch.setattr("kyyeu.validation.studying.render", None)
    monkeypatch.setattr("kyyeu.photos.showing.open_photo", None)
    assert inspect(folder, Cache(tmp_path)) == first


def test_without_a_place_to_remember_the_quick_rules_alone_are_asked() -> None:
    settings = Settings(
        root=FIXTURES / "article-doubled" / "bad", name="", tagline="", sections=("Thi đua",)
    )
    read = holdings.load(settings, photos.read)
    assert validation.check(read.value, settings, NOW) == ()
