"""Small archives built by the real command lines: peers have our pages, stages have their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import publish, stages, trees
from bench.desk import Desk, apply
from bench.generators import PLAIN, TAGGED, kyyeu, pelican
from bench.invented import Archive
from bench.report import Report


@pytest.mark.parametrize(("name", "peer"), [(PLAIN, "pelican"), (TAGGED, "pelican-cached-named")])
def test_stock_pelican_prints_the_pages_that_ours_prints(
    name: str, peer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites = [kyyeu(tmp_path / "ours", name), pelican(tmp_path / "theirs", peer)]
    desk = Desk(Archive(30), sites)
    assert publish.first_builds(desk, Report("publish", 1))
    publish.step(desk, Report("publish", 1), "old", "once")
    assert publish.same_pages(sites)
    assert f"| {name} | {peer} |" in capsys.readouterr().out
    pages = trees.page_set(trees.state(sites[1].output)).counts()
    assert pages["article"] == 31
    assert bool(pages["person"] and pages["unit"] and pages["directive"]) == (name == TAGGED)


def test_a_tree_that_was_meddled_with_is_not_equal_to_a_build_from_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(Archive(5), [kyyeu(tmp_path / "ours", PLAIN)])
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
