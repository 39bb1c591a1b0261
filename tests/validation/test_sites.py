"""Whole small sites, good and broken, through the readers and all rules."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu import holdings, photos, validation
from kyyeu.model import Holdings
from kyyeu.problems import Problem, Severity, describe
from kyyeu.settings import Settings

SITES = Path(__file__).parents[1] / "sites"
NOW = datetime(2021, 1, 1, tzinfo=UTC)


def inspect(site: str) -> tuple[Holdings, tuple[Problem, ...]]:
    settings = Settings(
        root=SITES / site,
        name="Kỷ yếu Thi đua",
        tagline="",
        sections=("Xây dựng Đảng", "Thi đua", "Nhân vật"),
        province="Nam Định",
    )
    read = holdings.load(settings, photos.read)
    found = validation.check(read.value, settings, NOW)
    return read.value, tuple(sorted((*read.problems, *found)))


def test_every_fault_of_the_broken_site_is_found_by_name_and_nothing_else() -> None:
    text = (SITES / "broken/expected.tsv").read_text(encoding="utf-8")
    expected = [line for line in text.splitlines() if not line.startswith("#")]
    found = [f"{p.path}:{p.line}\t{p.code}" for p in inspect("broken")[1]]
    assert sorted(found) == sorted(expected)


def test_the_broken_site_is_broken_in_more_than_ten_ways() -> None:
    codes = {p.code for p in inspect("broken")[1] if p.severity is Severity.ERROR}
    assert len(codes) > 10


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_fault_can_be_described(language: str) -> None:
    for problem in inspect("broken")[1]:
        said = describe(problem, language)
        assert said.startswith(problem.path)
        assert "{" not in said.replace("{filename}", "")


def test_the_small_site_has_nothing_wrong_with_it() -> None:
    read, problems = inspect("small")
    assert [(p.path, p.code, p.severity) for p in problems] == [
        ("articles/2099/01/hen-ngay.md", "article-not-due", Severity.WARNING),
        ("photos/2020/02/ky-ket.jpg", "figure-small", Severity.WARNING),
        ("photos/2020/03/muong.jpg", "figure-location", Severity.WARNING),
        ("photos/2020/03/muong.jpg", "figure-small", Severity.WARNING),
    ]
    assert [a.id for a in read.articles] == [
        "z9z9z9", "w4x4y4", "t5u2v9", "k3f9a2", "p0q8r6", "m7c1d4",
    ]  # fmt: skip
    assert len(read.photos) == 2
    assert list(read.authorities.people) == ["le-ha", "le-ha-nghe-nhan", "tran-van-chung"]
