"""What a command reads that does not want all of ``content/``: one text, or the tables alone."""

from __future__ import annotations

from pathlib import Path

from kyyeu.holdings.authorities import COLUMNS, PACKAGE, read_authorities, table_source
from kyyeu.holdings.text import decode, read_bytes
from kyyeu.model import Authorities
from kyyeu.problems import ContentFault, Problem, Result
from kyyeu.settings import Settings


def read_text(path: Path, source: str, limit: int) -> Result[str]:
    """The text of any file, as `decode` cleans it; empty when it cannot be had.

    Args:
        path: of the file.
        source: what the problems call it.
        limit: bytes.
    """
    data = read_bytes(path, source, limit)
    if data.value is None:
        return Result("", data.problems)
    return decode(data.value, source)


def read_tables(settings: Settings) -> Authorities:
    """The authority files of the project.

    Raises:
        ContentFault: they have errors.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for source in (PACKAGE, *map(table_source, COLUMNS)):
        path = settings.content_path / source
        if path.is_file():
            data = read_bytes(path, source, settings.limits.text_bytes)
            problems += data.problems
            files |= {source: data.value} if data.value is not None else {}
    read = read_authorities(files, settings.limits)
    if problems or not read.ok:
        raise ContentFault((*problems, *read.problems))
    return read.value
