"""Joins ``theme/scripts/search/*.js`` to ``theme/static/search.js``, the script readers get.

Comments, indentation and blanks around signs stay behind; nothing else changes, so the result
can still be read.
Run it after every change of a part; ``tests/search/test_script.py`` tells when it was forgotten.
"""

from __future__ import annotations

import re
from pathlib import Path

_THEME = Path(__file__).resolve().parent.parent / "theme"
PARTS = sorted((_THEME / "scripts" / "search").glob("*.js"))
SCRIPT = _THEME / "static" / "search.js"

# Strings, templates and regular expressions are left alone (a division has blanks around it).
_TEXT = r"'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/"
_SPACED = r" (=>|[=!]==|[<>]=?|=|&&|\|\||\?\??|:|\{|\}) ?|([,;:{]) "
_HEADING = "// theme/scripts/search/\n"


def joined(parts: list[Path]) -> str:
    """The parts one after the other, without comments and indentation.

    The parts keep comments on lines of their own or in ``/** */``, and write no text over
    several lines, so lines and such blocks can be cut without reading JavaScript.
    """
    text = "".join(part.read_text("utf-8") for part in parts)
    text = re.sub(r"/\*\*.*?\*/ ?", "", text, flags=re.DOTALL)
    text = re.sub(r"^[ \t]*(?://.*)?\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"[ \t]+//[^'\"`/\n]*$", "", text, flags=re.MULTILINE)
    text = re.sub(f"({_TEXT})|{_SPACED}", lambda m: m[1] or m[2] or m[3], text)
    text = re.sub(r"(?<![\w$])\((\w+)\)=>", r"\1=>", text)
    text = re.sub(r"\b(if|for|while|catch) \(", r"\1(", text)
    return _HEADING + re.sub(r",\n(?=[)\]}])|(?<=[(\[{,])\n|;?\n(?=[)\]}])|;(?=})", "", text)


if __name__ == "__main__":
    SCRIPT.write_text(joined(PARTS), "utf-8")
