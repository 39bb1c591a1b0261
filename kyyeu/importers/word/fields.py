"""Fields of Word: an instruction, and what it shows; of interest are those that are links.

A field is written as signs between runs (ECMA-376, part 1, 17.16.18): one begins it, one parts
the instruction from what is shown, one ends it. Between the first two the instruction may lie
in any number of pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


@dataclass(slots=True)
class _Open:
    code: str = ""
    address: str = ""


class Fields:
    """The fields that are open while the runs of a paragraph are read."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def address(self) -> str:
        """Where what is shown now leads; empty: nowhere."""
        return next((one.address for one in self._open if one.address), "")

    def say(self, code: str) -> None:
        """A piece of the instruction of the field that was begun last."""
        if self._open:
            self._open[-1].code += code

    def sign(self, element: Any) -> str:
        """Take a sign; the address to which what follows leads, when that is known by it."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._open[-1].address = address_of(self._open[-1].code)
            return self._open[-1].address
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def end(self) -> None:
        """The paragraph is at its end: so is every link in it, though its sign be lost."""
        self._open.clear()


def address_of(code: str) -> str:
    """The address to which an instruction leads; empty when it is no link."""
    match = _LINK.match(code)
    return match[1] if match else ""
