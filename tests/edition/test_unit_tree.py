"""Units below units: who stands in the tree, and how much of it."""

import pytest

from kyyeu.edition.pieces import Branch
from kyyeu.edition.unit_tree import size, whole_tree
from kyyeu.model import UnitRecord
from tests.edition.stories import archive, records, story, unit

TINH_UY = UnitRecord("tinh-uy", "Tỉnh ủy")
BAN = UnitRecord("ban", "Ban Dân vận Tỉnh ủy", parent="tinh-uy")
PHONG = UnitRecord("phong", "Phòng Dân tộc", parent="ban")
SO = UnitRecord("so", "Sở Y tế")


def drawn(branches: tuple[Branch, ...]) -> dict[str, object]:
    return {branch.link.text: drawn(branch.parts) for branch in branches}


def tree(*known: UnitRecord, named: str = "", most: int = 400) -> tuple[Branch, ...]:
    told = [unit(record.preferred, record.id) for record in known if record.id in named.split()]
    return whole_tree(archive(story("a", "2020-01-01", *told), authorities=records(*known)), most)


def test_what_is_named_stands_below_what_it_belongs_to_though_that_is_not_named():
    found = tree(TINH_UY, BAN, PHONG, SO, named="phong so")
    assert drawn(found) == {"Tỉnh ủy": {"Ban Dân vận Tỉnh ủy": {"Phòng Dân tộc": {}}}}
    assert [found[0].link.path, found[0].parts[0].parts[0].link.path] == ["", "don-vi/phong/"]
    assert size(found) == 3


@pytest.mark.parametrize(
    "known",
    [
        pytest.param((TINH_UY, BAN), id="nothing is named"),
        pytest.param(
            (UnitRecord("ban", "Ban", public=False), PHONG), id="what is closed is not told"
        ),
        pytest.param(
            (UnitRecord("a", "A", parent="b"), UnitRecord("b", "B", parent="a")), id="ring"
        ),
    ],
)
def test_there_may_be_no_tree(known):
    assert tree(*known, named="phong a b" if known[0].id != "tinh-uy" else "") == ()


def test_a_large_tree_is_cut_below_the_deepest_level_that_fits():
    parts = [UnitRecord(f"p{n}", f"Phòng số {n}", parent="ban") for n in range(9)]
    named = " ".join(part.id for part in parts)
    assert drawn(tree(TINH_UY, BAN, *parts, named=named, most=5)) == {
        "Tỉnh ủy": {"Ban Dân vận Tỉnh ủy": {}}
    }
    assert size(tree(TINH_UY, BAN, *parts, named=named)) == 11
