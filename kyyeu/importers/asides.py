"""What the draft of a laid-out document says of all that it could not keep as it was."""

from __future__ import annotations

from collections.abc import Iterator

from kyyeu.importers.inline import left_addresses, left_looks
from kyyeu.importers.layout import Layout, Leaf
from kyyeu.importers.sheet import Sheet
from kyyeu.problems import Problem, Severity

#: By the kind of `layout.Aside`; what is a note asks for no work of an editor.
_KINDS = (
    ("media", "import-media-left", Severity.WARNING),
    ("file", "import-file-left", Severity.WARNING),
    ("struck", "import-struck-left", Severity.WARNING),
    ("drawn", "import-drawn-left", Severity.WARNING),
    ("hidden", "import-hidden-left", Severity.NOTE),
    ("merged", "import-merged-cells", Severity.WARNING),
    ("parted", "import-words-parted", Severity.NOTE),
)
_TOLD = 300  #: letters


def left_over(
    layout: Layout, sheet: Sheet, inside: list[Leaf], crowded: int, most: int
) -> Iterator[Problem]:
    """Problems and notes about what a document holds and an article does not.

    Args:
        layout: the document.
        sheet: what was decided about its lines.
        inside: its leaves that are of the article.
        crowded: paragraphs that had more marks than one may have.
        most: marks of one paragraph.
    """
    name = sheet.name
    for code, words in layout.notes:
        yield Problem(name, 0, code, words, Severity.WARNING)
    for kind, code, severity in _KINDS:
        found = dict.fromkeys(
            one.address
            for one in layout.asides
            if one.kind == kind and inside[0].start <= one.at <= inside[-1].end
        )
        if found:
            yield Problem(name, 0, code, _counted(list(found)), severity)
    if crowded:
        limits: dict[str, object] = {"count": crowded, "limit": most}
        yield Problem(name, 0, "import-marks-left", limits, Severity.NOTE)
    if left := left_addresses(sheet, layout):
        yield Problem(name, 0, "import-links-left", _counted(left), Severity.NOTE)
    if left := left_looks(sheet, layout):
        yield Problem(name, 0, "import-looks-left", _counted(left), Severity.NOTE)


def _counted(found: list[str]) -> dict[str, object]:
    return {"count": len(found), "addresses": ", ".join(found)[:_TOLD]}
