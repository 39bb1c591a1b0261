"""Small archives built by the real command lines: peers have our pages, stages have their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import publish, stages, trees
from bench.desk import Desk, apply
from bench.generators import pelican, plain_kyyeu
from bench.invented import Archive


def test_stock_pelican_prints_the_pages_that_ours_prints_without_mentions_and_search(
    tmp_path: Path,
) -> None:
    sites = [plain_kyyeu(tmp_path / "ours"), pelican(tmp_path / "theirs")]
    Desk(Archive(30), sites).fill()
    for site in sites:
        site.build()
    sets = {site.name: trees.page_set(trees.state(site.output)) for site in sites}
    assert trees.difference(sets) == {}
    assert len(next(iter(sets.values())).first) > 30


def test_a_tree_that_was_meddled_with_is_not_equal_to_a_build_from_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(Archive(5), [plain_kyyeu(tmp_path / "ours")])
    desk.fill()
    (site,) = desk.sites
    site.build()
    apply(desk, "old")
    site.build()
    assert publish.equal_to_rebuild(site, tmp_path / "anew", 6)
    (site.output / "atom.xml").write_text("cut", encoding="utf-8")
    assert not publish.equal_to_rebuild(site, tmp_path / "anew", 6)
    assert "1 files: atom.xml" in capsys.readouterr().out


def test_the_stages_of_a_build_are_charged_and_their_sum_is_what_it_cost(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    assert stages.main(["-n", "5", "--changes", "nothing", "--json", str(figures)]) == 0
    told = json.loads(figures.read_text(encoding="utf-8"))["measured"]
    first = {row["stage"]: row["cpu"] for row in told if row["change"] == stages.FIRST}
    assert {"start", "read", "render", "mentions", "values", "templates", "search"} <= first.keys()
    total = first.pop("sum")
    assert sum(first.values()) == pytest.approx(total, rel=0.05)
