"""The catalogues and the program agree: every code has its sentences, every sentence its code."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from kyyeu.problems import MachineFault, Problem, Severity, catalogue, describe, has_errors, say

ROOT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")


@cache
def trees() -> Mapping[str, ast.Module]:
    files = [*ROOT.glob("kyyeu/**/*.py"), *ROOT.glob("plugins/**/*.py"), *ROOT.glob("*.py")]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(files)
    }


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``name(...)`` or ``module.name(...)``, with its place."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                spelt = called.attr if isinstance(called, ast.Attribute) else None
                if isinstance(called, ast.Name):
                    spelt = called.id
                if spelt == name:
                    yield f"{path}:{node.lineno}", node


def written(node: ast.expr | None) -> list[str]:
    """The texts an expression may be, where the program writes them out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return written(node.body) + written(node.orelse)
    return []


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if len(call.args) > place:
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


@cache
def texts() -> frozenset[str]:
    return frozenset(
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The codes that f-strings of the program make of a written start and a word."""
    made = []
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [(written(part) or [""])[0] for part in node.values]
                if len(parts[0]) > 3 and "-" in parts[0]:
                    made.append(re.compile("".join(re.escape(p) if p else ".+" for p in parts)))
    return tuple(made)


def is_used(code: str) -> bool:
    return code in texts() or any(pattern.fullmatch(code) for pattern in patterns())


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def sentences(language: str) -> dict[str, str]:
    """Every sentence of a catalogue by its dotted key."""
    found: dict[str, str] = {}

    def gather(table: Mapping[str, object], prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, Mapping):
                gather(value, f"{prefix}{key}.")
            else:
                found[f"{prefix}{key}"] = str(value)

    gather(catalogue(language), "")
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert sentences("vi").keys() == sentences("en").keys()


def test_both_languages_ask_for_the_same_parameters() -> None:
    vi, en = sentences("vi"), sentences("en")
    unlike = {key for key in vi if fields(vi[key]) != fields(en.get(key, ""))}
    # English needs the plural where Vietnamese has none, so it may name a number more.
    assert not {key for key in unlike if key.startswith(("problems.", "faults."))}


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    for language in LANGUAGES:
        for code, words in catalogue(language)["problems"].items():
            assert words.keys() == {"say", "remedy"}, code
            assert all(words.values()), code


@pytest.mark.parametrize(("name", "place"), [("Problem", 2), ("Lack", 0)])
def test_every_problem_of_the_program_is_in_the_catalogue(name: str, place: int) -> None:
    known = catalogue()["problems"]
    missing = {
        f"{where} {code}"
        for where, call in calls(name)
        for code in written(argument(call, place, "code"))
        if code not in known
    }
    assert not missing


def test_every_fault_of_the_program_is_in_the_catalogue() -> None:
    known = catalogue()["faults"]
    missing = {
        f"{where} {code}"
        for where, call in calls("MachineFault")
        for code in written(argument(call, 0, "code"))
        if code not in known
    }
    assert not missing


@pytest.mark.parametrize("section", ["problems", "faults"])
def test_every_sentence_of_the_catalogue_is_used_by_the_program(section: str) -> None:
    assert not {code for code in catalogue()[section] if not is_used(code)}


def test_a_problem_brings_the_words_its_sentences_need() -> None:
    lacking = []
    for where, call in calls("Problem"):
        params = argument(call, 3, "params")
        if params is not None and not isinstance(params, ast.Dict):
            continue  # made elsewhere; the rooms' own tests describe what they make
        keys = params.keys if params else []
        given = {key.value for key in keys if isinstance(key, ast.Constant)}
        whole = None not in keys  # None: {**others}
        for code in written(argument(call, 2, "code")):
            words = catalogue()["problems"].get(code, {})
            needed = {field for sentence in words.values() for field in fields(sentence)}
            if whole and not needed <= given:
                lacking.append(f"{where} {code}: {sorted(needed - given)}")
    assert not lacking


def test_a_fault_brings_the_words_its_sentence_needs() -> None:
    lacking = []
    for where, call in calls("MachineFault"):
        given = {keyword.arg for keyword in call.keywords}
        for code in written(argument(call, 0, "code")):
            needed = fields(catalogue()["faults"].get(code, ""))
            if None not in given and not needed <= given:
                lacking.append(f"{where} {code}: {sorted(needed - given)}")
    assert not lacking


def test_a_problem_is_told_with_place_severity_sentence_and_remedy() -> None:
    params = {"key": "Tilte", "nearest": "Title"}
    problem = Problem("articles/2020/02/a.md", 3, "header-misspelt-key", params)
    assert describe(problem) == (
        "articles/2020/02/a.md:3: lỗi: phần đầu bài không có khóa “Tilte”\n"
        "    → Có phải là “Title”? "
        "Nếu đây là câu mở đầu của bài, hãy thêm một dòng trống phía trên."
    )
    assert describe(problem, "en").startswith(
        "articles/2020/02/a.md:3: error: the header has no key “Tilte”\n    → Is “Title” meant?"
    )


def test_a_problem_of_a_whole_file_names_no_line_and_a_warning_is_no_error() -> None:
    problem = Problem("photos/a.jpg", 0, "figure-unused", severity=Severity.WARNING)
    assert describe(problem).startswith("photos/a.jpg: lưu ý: chưa bài nào dùng ảnh này\n")
    assert not has_errors([problem])
    assert has_errors([problem, Problem("a", 0, "text-empty")])


def test_problems_are_sorted_by_place() -> None:
    late, early = Problem("a.md", 12, "text-control"), Problem("a.md", 9, "text-control")
    assert sorted([Problem("b.md", 1, "text-empty"), late, early])[:2] == [early, late]


def test_a_machine_fault_is_a_sentence_with_an_exit_code() -> None:
    fault = MachineFault("content-missing", exit_code=66, path="/x/content")
    assert fault.exit_code == 66
    assert str(fault).startswith("Không có thư mục nội dung /x/content.")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (PermissionError(13, "Permission denied", "a.md"), "không có quyền"),
        ("No such file or directory", "không có tệp hay thư mục ấy"),
        ("404", "máy chủ không có ảnh ấy (mã 404)"),
        ("KYYEU: unknown setting seel", "bảng KYYEU không có mục seel"),
        (
            ValueError("KYYEU: 'name' must be text, not 3"),
            "phải là chữ trong ngoặc kép, không phải 3",
        ),
        ("what nobody has said before", "what nobody has said before"),
    ],
)
def test_what_systems_say_is_told_in_the_words_of_the_editor(reason: object, told: str) -> None:
    assert told in say("faults", "settings-wrong", {"path": "x", "reason": reason})


def test_a_reason_has_as_many_places_in_one_language_as_in_the_other() -> None:
    for language in LANGUAGES:
        for key, told in catalogue(language)["reasons"].items():
            assert told.count("{}") == key.count("{}")


def test_an_unknown_language_or_sentence_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="klingon"):
        catalogue("klingon")
    with pytest.raises(KeyError):
        say("faults", "no-such-fault")
