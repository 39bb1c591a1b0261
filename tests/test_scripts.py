"""What no script of ours may do: turn text into markup or into code."""

import re

import pytest

from tests.building import REPOSITORY

SCRIPTS = sorted([*(REPOSITORY / "theme").rglob("*.js"), *(REPOSITORY / "kyyeu").rglob("*.js")])
SINKS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseFromString|srcdoc"
    r"|createContextualFragment|write(?:ln)?\s*\(|eval\s*\(|execScript"
    r"|new\s+Function|Function\s*\(|set(?:Timeout|Interval)\s*\(\s*[\"'`])"
)


def test_there_are_scripts_to_look_at():
    assert {path.name for path in SCRIPTS} >= {"search.js", "reload.js"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_never_makes_markup_or_code_out_of_text(path):
    assert SINKS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "box.innerHTML = text",
        "box.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "new Function(text)()",
        "eval (text)",
        "setTimeout('go()', 1)",
    ],
)
def test_what_must_not_be_done_is_seen(line):
    assert SINKS.search(line)
