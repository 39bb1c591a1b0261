"""The mark of a list item as a page or a Word file prints it."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
#: How lists count, by the word of HTML and by that of Word (ECMA-376, 17.18.59).
_STYLES = {
    "a": "a", "lowerLetter": "a", "A": "A", "upperLetter": "A",
    "i": "i", "lowerRoman": "i", "I": "I", "upperRoman": "I", "decimalZero": "0",
}  # fmt: skip


def counted(style: str, number: int) -> str:
    """A number as a list counts: "3", "c", "iii", "03"."""
    kind = _STYLES.get(style, "1")
    if kind in "aA" and number > 0:
        letter = chr(ord(kind) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    if kind in "iI" and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if kind == "I" else roman
    return f"{number:02}" if kind == "0" else str(number)


def list_mark(style: str, number: int) -> str:
    """What stands before an item of a page's list: "3.", or "-" where it is not counted."""
    return f"{counted(style, number)}." if style else "-"


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters
