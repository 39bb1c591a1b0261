"""The command review: going back from within an answer, and units inside roles."""

from __future__ import annotations

from tests.desk.test_review import PEOPLE, decisions, keep, listed, root, rows, run

__all__ = ["root"]  # the fixture


def test_whoever_says_nothing_within_an_answer_goes_back_and_writes_nothing(root, capsys):
    keep(root, "thu001", "thu002")
    terminal = run(root, "a", "K", "k", "", "q")
    assert [prompt for prompt in terminal.asked if "người trùng tên" in prompt][:1]
    told = capsys.readouterr().out
    assert "“k” quá ngắn để phân biệt" in told
    assert "trở lại câu hỏi" in told
    assert (decisions(root), len(rows(root, "people"))) == ([], len(PEOPLE))


def test_a_unit_that_only_roles_name_is_asked_about_and_decided(root, capsys):
    keep(root, "bang01")
    assert "UBND xã Giao Phúc" in listed(root, capsys)
    run(root, "k", "a")
    assert rows(root, "units")[-1]["preferred"] == "UBND xã Giao Phúc"
    assert "UBND xã Giao Phúc" not in listed(root, capsys)
