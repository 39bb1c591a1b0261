"""Letters of other alphabets that hide in Vietnamese words: each is told, none is guessed."""

from __future__ import annotations

import pytest

from kyyeu.holdings.text import decode

A, ES, TE, EN = "\u0410", "\u0421", "\u0422", "\u041d"
SMALL_O, OA = "\u043e", "\u043e\u0430"
ETH = "\u00d0"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{ETH}ồng chí Lê Hà", [("text-eth", f"{ETH}ồng")]),
        (f"Đ{SMALL_O}àn xã", [("text-look-alike", f"Đ{SMALL_O}àn")]),
        # both in one word, in either order
        (
            f"{ETH}{SMALL_O}àn xã",
            [("text-eth", f"{ETH}{SMALL_O}àn"), ("text-look-alike", f"{ETH}{SMALL_O}àn")],
        ),
        (f"{TE}hu {ETH}ông", [("text-eth", f"{ETH}ông"), ("text-look-alike", f"{TE}hu")]),
        # alone, where only its neighbours show that it is no letter of theirs
        (f"Ông Nguyễn Văn {A} phát biểu", [("text-look-alike", A)]),
        (f"{A}. Nguyễn", [("text-look-alike", A)]),
        (f"Chỉ thị 34-{ES}{TE}/TW", [("text-look-alike", f"{ES}{TE}")]),
        (f"Lê {EN}{OA}", [("text-look-alike", f"{EN}{OA}")]),
        # eth that is a letter of its own, and part of a name or of an address
        ("Gu\u00f0ni J\u00f3hannesson, https://vidu.vn/\u00d0", []),
        (f"Số 15/Q{ETH}-TTg", [("text-eth", f"Q{ETH}")]),
        # a language or a formula of its own
        ("Báo Правда đưa tin", []),
        (f"Báo «{A} зори здесь тихие» đưa tin", []),
        ("Hệ số \u03b1 và \u03b2, tổng \u03a3, độ lệch \u03c3", []),
        (A, []),
        ("Đồng chí Lê Hà dự hội nghị", []),
    ],
)
def test_a_letter_of_another_alphabet_is_told_with_its_word(
    line: str, told: list[tuple[str, str]]
) -> None:
    problems = decode(f"Một dòng.\n{line}\n".encode(), "a.md").problems
    assert [(p.code, p.params["word"], p.line) for p in problems] == [
        (code, word, 2) for code, word in told
    ]
