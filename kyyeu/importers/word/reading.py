"""A Word file: looked at, laid out by the worker, its pictures taken out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from kyyeu.fixity import digest
from kyyeu.importers.draft import Draft, Picture, Source
from kyyeu.importers.laid import draft_of
from kyyeu.importers.word.guard import fault_of_docx, picture_of_docx
from kyyeu.importers.worker import layout_in_worker
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Settings


def read_docx(data: bytes, name: str, settings: Settings) -> Result[Draft | None]:
    """Understand a Word file; None and problems when it is not fit.

    Args:
        data: the bytes of the file.
        name: its name, for problems and provenance.
        settings: time zone, sections and limits.
    """
    limits = settings.limits
    if len(data) > limits.document_bytes:
        found: dict[str, object] = {"size": len(data), "limit": limits.document_bytes}
        return Result(None, (Problem(name, 0, "import-too-large", found),))
    fault = fault_of_docx(data, limits)
    if fault:
        return Result(None, (Problem(name, 0, fault.code, fault.params),))
    laid = layout_in_worker("docx", data, name, limits)
    if laid.value is None:
        return Result(None, laid.problems)
    if not laid.value.text.strip():
        return Result(None, (Problem(name, 0, "import-empty"),))
    pictures: list[Picture] = []
    names: dict[int, str] = {}
    problems: list[Problem] = []
    for shown in laid.value.pictures:
        held = picture_of_docx(data, shown.reference, limits.photo_bytes)
        if held is None:
            words = {"address": shown.reference[:120]}
            problems.append(Problem(name, 0, "import-picture-elsewhere", words, Severity.WARNING))
            continue
        suffix = PurePosixPath(shown.reference).suffix.lower()
        picture = Picture(f"{PurePosixPath(name).stem}-{shown.number}{suffix}", held)
        pictures.append(picture)
        names[shown.number] = picture.name
    source = Source(name, data, digest(data), "docx", laid.value.text)
    read = draft_of(laid.value, source, settings, names)
    draft = replace(read.value, pictures=tuple(pictures)) if read.value else None
    return Result(draft, (*problems, *read.problems))
