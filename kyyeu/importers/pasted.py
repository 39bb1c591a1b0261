"""Pasted text: a report copied from a page or a message into a plain text file."""

from __future__ import annotations

from collections.abc import Sequence

from kyyeu.fixity import digest
from kyyeu.importers.clean import plain
from kyyeu.importers.decoding import decode
from kyyeu.importers.draft import Draft, Source
from kyyeu.importers.drafting import drafted
from kyyeu.importers.newspaper import RULES
from kyyeu.importers.sheet import Sheet, lines_of
from kyyeu.problems import Problem, Result
from kyyeu.settings import Settings


def read_pasted(
    data: bytes, name: str, settings: Settings, encoding: str = "", known: Sequence[str] = ()
) -> Result[Draft | None]:
    """Understand pasted text; None when it is too large, empty or no Unicode text.

    Args:
        data: the bytes of the file.
        name: its name, for problems and provenance.
        settings: time zone, sections (a kicker may name one) and limits.
        encoding: what an editor says that it is, one of `decoding.ENCODINGS`; empty: not said.
        known: what its first paragraphs are, where that is said ("title", "lead").
    """
    decoded = decode(data, name, settings.limits, encoding)
    if decoded.value is None:
        return Result(None, decoded.problems)
    even = plain(decoded.value.text)
    lines = lines_of(even)
    if not lines or len(lines) > settings.limits.paragraphs:
        code = "import-too-many-paragraphs" if lines else "import-empty"
        found = {"count": len(lines), "limit": settings.limits.paragraphs}
        return Result(None, (*decoded.problems, Problem(name, 0, code, found)))
    sheet = Sheet(even, name, settings, lines)
    for place, line in zip(known, list(sheet.open), strict=False):
        setattr(sheet, place, line.text)
        sheet.move(line, place)
    for rule in RULES:
        rule(sheet)
    source = Source(name, data, digest(data), decoded.value.encoding, decoded.value.text)
    return Result(drafted(sheet, source), (*decoded.problems, *sorted(sheet.problems)))
