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
from kyyeu import desk
from kyyeu.problems import ContentFault, MachineFault, Problem, catalogue, speak
from kyyeu.settings import LANGUAGES

NAMES = {"site", "build", "serve", "new", "import", "check"} | {"mentions", "score", "clean"}
NAMES |= {"review", "search", "test", "lint", "bench"}
_EXAMPLES = {"new-category", "import-category", "search-section"}  #: name a section of the sample
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


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_command_and_every_option_of_it_is_explained_in_each_language(name: str) -> None:
    options = [one.name for one in Collection.from_module(tasks).tasks[name].get_arguments()]
    wanted = {name, *(f"{name}-{option.replace('_', '-')}" for option in options)}
    for language in LANGUAGES:
        told = catalogue(language)["help"]
        assert {key for key in told if key == name or key.startswith(f"{name}-")} == wanted
        assert all(told[key] for key in wanted)
        assert language == "vi" or all(told[key].isascii() for key in wanted - _EXAMPLES)
    assert not catalogue("vi")["help"][name].isascii()


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
        (("nope",), "không có lệnh hay lựa chọn “nope”. Xem các lệnh"),
        (("check", "--nope"), "không có lệnh hay lựa chọn “--nope”"),
        (("import",), "lệnh import còn thiếu: tệp hay thư mục cần nhập"),
        (("new",), "lệnh new còn thiếu: tiêu đề bài, đặt trong ngoặc kép"),
        (("import", "a.txt", "--date"), "lựa chọn --date cần một giá trị đi sau"),
        (("imprt", "a.txt"), "Có phải là “import”?"),
        (("chek",), "Có phải là “check”?"),
        (("check", "--fxi"), "Có phải là “--fix”?"),
        (("build", "--alow-shrink"), "Có phải là “--allow-shrink”?"),
        (("new", "Ngày", "mùa"), "“mùa” đứng ngoài; câu có dấu cách phải đặt trong ngoặc kép"),
        (("check", "--format", "jsn"), "Có phải là “json”?"),
        (("new", "Ngày mùa", "--category", "thi dua"), "Có phải là “Thi đua”?"),
        (("new", "Ngày mùa", "--photos", "conten"), "Có phải là “content”?"),
        (("search", "muối", "--order", "newset"), "Có phải là “newest”?"),
        (("search", "muối", "--since", "hôm qua"), "Ngày “hôm qua” không đọc được"),
    ],
)
def test_a_wrong_command_line_is_told_in_vietnamese(words: tuple[str, ...], sentence: str) -> None:
    assert sentence in run("tasks.py", *words).stderr


@pytest.mark.parametrize("words", [("import", "--help"), ("--help", "import"), ("help", "import")])
def test_the_help_of_a_command_is_in_vietnamese_alone(words: tuple[str, ...]) -> None:
    said = run("tasks.py", *words).stdout
    assert said.startswith("Cách gọi: python3 tasks.py import TỆP… [lựa chọn]")
    assert not re.search(r"Usage|Docstring|Options|STRING|documents|--file|--more", said)


def test_the_language_of_the_interface_is_read_without_running_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "pelicanconf.py"
    settings.write_text('raise SystemExit\nKYYEU = {"language": "en"}\n', encoding="utf-8")
    try:
        desk.speak_as_set(tmp_path)
        assert desk.explained("check") == "Check all content and tell every problem at once."
        assert (
            desk.usage_line("new", options=True)
            == 'Usage: python3 tasks.py new "HEADLINE" [options]'
        )
        settings.write_text("KYYEU = {", encoding="utf-8")
        desk.speak_as_set(tmp_path)  # whatever is wrong with the file, the command tells
    finally:
        speak("vi")


def told(body: object) -> Exit:
    with pytest.raises(Exit) as ended:
        tasks.command("clean")(body).body(None)
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
    tasks.command("clean")(lambda _: 0).body(None)


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
