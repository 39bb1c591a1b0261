from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from invoke.collection import Collection
from invoke.exceptions import Exit

import tasks
from kyyeu.problems import ContentFault, MachineFault, Problem

NAMES = {"site", "build", "serve", "new", "import", "check"} | {"mentions", "score", "clean"}
NAMES |= {"review", "search", "test", "lint", "bench"}
TREE = ast.parse((tasks.ROOT / "tasks.py").read_text(encoding="utf-8"))
FUNCTIONS = [
    node
    for node in TREE.body
    if isinstance(node, ast.FunctionDef)
    and any(
        isinstance(mark, ast.Call) and ast.unparse(mark.func) == "command"
        for mark in node.decorator_list
    )
]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=tasks.ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_the_commands_are_the_ones_that_are_promised() -> None:
    assert set(Collection.from_module(tasks).tasks) == NAMES
    assert len(FUNCTIONS) == len(NAMES)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_task_has_at_most_ten_lines(function: ast.FunctionDef) -> None:
    assert function.end_lineno is not None
    assert function.end_lineno - function.lineno + 1 <= 10


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_task_is_explained_in_vietnamese_and_then_in_english(function: ast.FunctionDef) -> None:
    first, blank, *rest = (ast.get_docstring(function) or "").splitlines()
    assert not first.isascii()
    assert blank == ""
    assert "".join(rest).isascii()


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_option_of_a_task_is_explained(function: ast.FunctionDef) -> None:
    taken = function.args.args[-len(function.args.defaults) :] if function.args.defaults else []
    mark = function.decorator_list[0]
    assert isinstance(mark, ast.Call)
    explained = {keyword.arg for keyword in mark.keywords} - {"iterable"}
    assert {one.arg for one in taken} <= explained <= {one.arg for one in function.args.args}


@pytest.mark.parametrize(
    "words", [("-m", "invoke", "--list"), ("tasks.py", "--list"), ("tasks.py",)]
)
def test_invoke_and_plain_python_list_the_same_commands(words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.returncode == 0
    assert set(re.findall(r"^  (\w+)  +\w", said.stdout, re.MULTILINE)) == NAMES


@pytest.mark.parametrize(
    "words", [("nope",), ("build", "--nope"), ("import",), ("site", "--port", "x")]
)
def test_wrong_usage_ends_with_2_and_a_sentence(words: tuple[str, ...]) -> None:
    said = run("tasks.py", *words)
    assert said.returncode == 2
    assert said.stderr.strip()
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nope",), "không có lệnh hay lựa chọn “nope”"),
        (("check", "--nope"), "không có lệnh hay lựa chọn “--nope”"),
        (("import",), "lệnh import còn thiếu: file"),
        (("import", "a.txt", "--date"), "lựa chọn --date cần một giá trị đi sau"),
    ],
)
def test_a_wrong_command_line_is_told_in_vietnamese(words: tuple[str, ...], sentence: str) -> None:
    assert sentence in run("tasks.py", *words).stderr


def test_the_help_of_a_command_is_in_vietnamese() -> None:
    said = run("tasks.py", "import", "--help").stdout
    assert said.startswith("Cách gọi: python3 tasks.py import [lựa chọn]")
    assert not re.search(r"Usage|Docstring|Options|STRING", said)


def told(body: object) -> Exit:
    with pytest.raises(Exit) as ended:
        tasks.command()(body).body(None)
    return ended.value


def test_a_fault_of_the_machine_is_a_sentence_with_its_exit_code() -> None:
    def busy(_: object) -> int:
        raise MachineFault("preview-no-port", exit_code=75, first=1, last=2)

    ended = told(busy)
    assert ended.code == 75
    assert str(ended.message).startswith("Các cổng từ 1 tới 2")


def test_problems_that_were_raised_are_described() -> None:
    code = "header-late"

    def bad(_: object) -> int:
        raise ContentFault([Problem("articles/a.md", 1, code)])

    ended = told(bad)
    assert ended.code == 1
    assert str(ended.message).startswith("articles/a.md:1: ")


def test_the_exit_code_of_a_command_is_passed_on() -> None:
    assert told(lambda _: 2).code == 2
    tasks.command()(lambda _: 0).body(None)


@pytest.mark.parametrize("files", [1, 2])
def test_files_are_named_one_after_the_other(files: int, tmp_path: Path) -> None:
    text = tmp_path / "bài.txt"
    text.write_text("Đồng chí Lê Hà dự hội nghị.", encoding="utf-8")
    said = run("tasks.py", "mentions", *[str(text)] * files)
    assert said.returncode == 0, said.stderr
    assert said.stdout.count('"form": "Lê Hà"') == files


def test_options_that_may_be_given_again_take_whole_words() -> None:
    for task in Collection.from_module(tasks).tasks.values():
        for argument in task.get_arguments():
            if argument.name in task.iterable:
                assert argument.kind is list, argument
