"""The reader of a source, chosen by what is in the file."""

from __future__ import annotations

from typing import Protocol

from kyyeu.importers.draft import Draft
from kyyeu.importers.formats import SENT_BACK, format_of
from kyyeu.importers.page_reading import Beside, read_page
from kyyeu.importers.pasted import read_pasted
from kyyeu.importers.word.reading import read_docx
from kyyeu.problems import Problem, Result
from kyyeu.settings import Settings


class Reader(Protocol):
    """Understands one source; see `read_source`."""

    def __call__(
        self,
        data: bytes,
        name: str,
        settings: Settings,
        encoding: str = "",
        beside: Beside | None = None,
        web: Beside | None = None,
    ) -> Result[Draft | None]: ...


def read_source(
    data: bytes,
    name: str,
    settings: Settings,
    encoding: str = "",
    beside: Beside | None = None,
    web: Beside | None = None,
) -> Result[Draft | None]:
    """Understand one document, whatever its format; None and problems when it is not fit.

    Args:
        data: the bytes of the file.
        name: its name, for problems and provenance.
        settings: time zone, sections and limits.
        encoding: what an editor says of a text's code page; empty: not said.
        beside: gives the files that lie with a saved page, see `read_page`.
        web: gives pictures that a page shows from the web; None: they are not asked for.
    """
    kind = format_of(data, name)
    if kind in SENT_BACK:
        return Result(None, (Problem(name, 0, SENT_BACK[kind]),))
    if kind == "html":
        return read_page(data, name, settings, encoding, beside, web)
    if kind == "docx":
        return read_docx(data, name, settings)
    return read_pasted(data, name, settings, encoding)
