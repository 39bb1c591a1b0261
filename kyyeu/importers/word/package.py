"""The parts of a Word file that belong to its document, parsed by python-docx's own parser."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

#: What the types of relations between parts begin with (ECMA-376, part 1).
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def related(part: Any, kind: str) -> Any | None:
    """The part of this kind that belongs to the document."""
    return next(
        (
            relation.target_part
            for relation in part.rels.values()
            if relation.reltype == RELATED + kind and not relation.is_external
        ),
        None,
    )


def root(part: Any | None) -> Any | None:
    """The root of a part; None of none."""
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if part is not None and element is None else element


def children(element: Any | None) -> list[Any]:
    """The elements right inside of one; none of none."""
    return [] if element is None else list(element)


def has_document_type(part: Any) -> bool:
    """Whether a part that was parsed could name entities, whatever it is called."""
    element = getattr(part, "element", None)
    return element is not None and bool(element.getroottree().docinfo.doctype)
