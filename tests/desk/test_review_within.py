"""The command review: going back from within an answer, and units inside roles."""

from __future__ import annotations

from tests.desk.test_review import PEOPLE, decisions, keep, listed, put, root, rows, run

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


def test_two_who_are_said_to_be_one_have_the_roles_of_both(root):
    keep(root)
    put(root, "mot001", "Ông Lê Văn Hùng, Bí thư Huyện ủy Hải Hậu, dự.", 1)
    put(root, "hai002", "Ông Lê Văn Hùng, Giám đốc Sở Y tế, dự.", 2)
    run(root, "m 1")
    assert rows(root, "people")[-1]["roles"].split("|") == [
        "Bí thư Huyện ủy Hải Hậu",
        "Giám đốc Sở Y tế",
    ]
