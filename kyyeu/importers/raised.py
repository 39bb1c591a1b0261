"""Letters above and below the line, which Markdown does not know, as letters of their own.

``10<sup>3</sup>`` that became ``103`` would be another number. What Unicode has no such letter
for stays as it is.
"""

from __future__ import annotations

_ABOVE = str.maketrans("0123456789+-\u2212=no", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼ⁿ°")  # 30<sup>o</sup>C: a degree
_BELOW = str.maketrans("0123456789+-\u2212=aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌ₐₑₒₓ")


def in_raised_letters(text: str, where: str) -> str:
    """A text in letters of its height; empty when it is not raised or cannot be said so.

    Args:
        text: the words.
        where: ``sup``, ``sub`` or nothing.
    """
    letters = {"sup": _ABOVE, "sub": _BELOW}.get(where, {})
    sayable = bool(text) and all(ord(letter) in letters for letter in text)
    return text.translate(letters) if sayable else ""
