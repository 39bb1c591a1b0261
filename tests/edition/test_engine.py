"""The code of templates is kept beside them, and never believed when it is of something else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from kyyeu.edition import settled_engine


@pytest.fixture(autouse=True)
def _with_bytecode(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def printed(folder: Path, recipe: str = "r", **options: bool) -> tuple[str, int]:
    """What ``a.html`` prints for "<", and how many templates were made code of for it."""
    made = []

    class Counting(Environment):
        def _compile(self, source: str, filename: str) -> object:
            made.append(filename)
            return super()._compile(source, filename)

    options = {"autoescape": True, **options}
    env = settled_engine(Counting(loader=FileSystemLoader(folder), **options), recipe)
    return env.get_template("a.html").render(word="<"), len(made)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.html").write_text("Chữ {{ word }}", encoding="utf-8")
    return tmp_path


def test_code_of_a_template_is_made_once(folder):
    assert printed(folder) == ("Chữ &lt;", 1)
    assert printed(folder) == ("Chữ &lt;", 0)
    assert [file.suffix for file in kept(folder)] == [".pyc"]


def test_another_source_or_recipe_needs_other_code(folder):
    printed(folder)
    assert printed(folder, "other", autoescape=False) == ("Chữ <", 1)
    (folder / "a.html").write_text("Lời {{ word }}", encoding="utf-8")
    assert printed(folder, "other", autoescape=False) == ("Lời <", 1)


@pytest.mark.parametrize("spoil", [lambda data: data[:60], lambda _: b"", lambda d: d[:33] + b"?"])
def test_code_that_was_cut_is_made_anew(folder, spoil):
    printed(folder)
    (file,) = kept(folder)
    file.write_bytes(spoil(file.read_bytes()))
    assert printed(folder) == ("Chữ &lt;", 1)
    assert printed(folder) == ("Chữ &lt;", 0)


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert printed(folder) == ("Chữ &lt;", 1)
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_still_prints(folder):
    (folder / "__pycache__").write_text("a file")
    assert printed(folder) == ("Chữ &lt;", 1)
