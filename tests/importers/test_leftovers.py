"""What systems leave in folders is passed over and counted; what may be somebody's is told."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

import pytest

from kyyeu.importers import State, count
from kyyeu.importers.batches.leftovers import is_hidden, is_left
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, report, run, settings

__all__ = ["settings"]  # a fixture
LEFT = (
    *(".DS_Store", "._le-ky.txt", "__MACOSX/._le-ky.txt", "Thumbs.db", "a/desktop.ini"),
    *("~$le-ky.docx", ".~lock.le-ky.docx#", ".htaccess"),
)
OWN = (".tin-cu.txt", ".an/hop.docx", "a/.anh.JPG", ".kho.xml")


def kho(made: Path, kind: str) -> Path:
    """A folder, or a ZIP of one, with a report, leftovers, and hidden files of somebody."""
    folder = made / "kho"
    for name in (*LEFT, *OWN):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / "le-ky.txt").write_bytes(report("Lễ ký giao ước"))
    if kind == "folder":
        return folder
    with zipfile.ZipFile(made / "kho.zip", "w") as pack:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                pack.write(file, file.relative_to(folder).as_posix())
    return made / "kho.zip"


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_leftovers_are_counted_and_hidden_documents_told(
    kind: str, tmp_path: Path, settings: Settings
) -> None:
    source = kho(tmp_path, kind)
    assert count([source]) == 1
    found = run(source, settings)
    whole = source.name
    refused = {name for name, one in found.items() if one.state is State.REFUSED}
    assert refused == {f"{whole} › {name}" for name in OWN}
    assert {code for name in refused for code in codes(found[name])} == {"batch-hidden-file"}
    (note,) = [one for each in found.values() for one in each.problems if "leftovers" in one.code]
    assert found[f"{whole} › …"].state is State.NOTED
    assert note.params["count"] == len(LEFT)


def test_a_folder_of_leftovers_alone_is_empty(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "Thumbs.db").write_bytes(b"x")
    found = run(tmp_path / "kho", settings)
    assert [code for one in found.values() for code in codes(one)] == [
        "batch-leftovers",
        "batch-empty",
    ]


@pytest.mark.parametrize(
    ("name", "left", "hidden"),
    [
        ("__MACOSX/a/._b.jpg", True, True),
        (".git/config", True, True),
        ("a/.an/b.txt", False, True),
        ("~$bao-cao.docx", True, False),
        ("a~$b.docx", False, False),
        ("thumbs.db.txt", False, False),
        ("a.b/c.txt", False, False),
    ],
)
def test_what_is_left_by_a_system_and_what_is_hidden(
    name: str, *, left: bool, hidden: bool
) -> None:
    assert (is_left(PurePosixPath(name)), is_hidden(PurePosixPath(name))) == (left, hidden)
