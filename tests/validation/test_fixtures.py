"""A folder for each code: ``bad`` has the fault, ``good`` is what its remedy makes of it.

Beside them ``how.json`` may set limits, so that a small file is too large, and name files that a
repository cannot hold on every system, which are made where the test runs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kyyeu import holdings, photos, validation
from kyyeu.cache import Cache
from kyyeu.problems import Problem, Severity, catalogue, describe
from kyyeu.settings import Limits, Settings

FIXTURES = Path(__file__).parent / "fixtures"
CODES = sorted(folder.name for folder in FIXTURES.iterdir())
#: Faults that cannot be without another.
_ALSO = {
    "decision-contradiction": ("decision-idle",),
    "decision-unknown-article": ("decision-idle",),
    "figure-misnamed": ("figure-unused",),
}
NOW = datetime(2021, 1, 1, tzinfo=UTC)


def how(folder: Path) -> dict[str, Any]:
    path = folder.parent / "how.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return dict(told)


def stood(folder: Path, scratch: Path) -> Path:
    """The folder with the files that the repository cannot hold, which ``bad`` alone has."""
    made = how(folder).get("made", ())
    if not made or folder.name == "good":
        return folder
    copy = scratch / folder.name
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    for one in made:
        path = copy / "content" / one["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.exists():
            continue
        if "link" in one:
            path.symlink_to(one["link"])
        elif "pipe" in one:
            os.mkfifo(path)
        else:
            path.write_text(one["text"], encoding="utf-8")
    return copy


def inspect(folder: Path, kept: Cache) -> tuple[Problem, ...]:
    settings = Settings(
        root=folder if "made" not in how(folder) else stood(folder, kept.folder / "made"),
        name="",
        tagline="",
        sections=("Thi đua",),
        province="Nam Định",
        limits=Limits(**how(folder).get("limits", {})),
    )
    read = holdings.load(settings, photos.read)
    found = validation.check(read.value, settings, NOW, kept)
    # What the tables are is described once, beside the sample, not in every fixture.
    described = folder.parent.name.endswith("-package")
    every = (*read.problems, *found)
    return tuple(p for p in every if described or p.code != "table-no-package")


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
            assert problem.line <= len(path.read_bytes().splitlines())
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
