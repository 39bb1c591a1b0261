"""A Word file becomes a layout: paragraphs as Word shows them, pictures by their parts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from kyyeu.importers import codepages
from kyyeu.importers.layout import (
    OBJECT,
    Layout,
    LayoutWriter,
    Leaf,
    Piece,
    RefusedError,
    Shown,
    leads_to_file,
)
from kyyeu.importers.packs import DAMAGED
from kyyeu.importers.raised import in_raised_letters
from kyyeu.importers.word.fields import Fields, address_of
from kyyeu.importers.word.looks import Styles, page_of_font
from kyyeu.importers.word.numbers import Numbers
from kyyeu.importers.word.package import RELATED, children, has_document_type, related, root
from kyyeu.importers.word.tables import is_data, is_merged, is_of_pictures, rows_of, words_of

_FOOTNOTES = ("footnotes", "endnotes")
_LOOKED_INTO = frozenset(
    qn(f"w:{name}")
    for name in (
        *("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "customXml"),
        *("dir", "bdo"),
    )
)
_DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
#: Charts, diagrams and embedded files, which show nothing without the program that made them.
_OBJECTS = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    )
)
_DESCRIBED = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
    "{urn:schemas-microsoft-com:vml}shape",
)
#: What is counted while a file is read, and the problem that tells how often it was met.
_LEFT_OUT = {
    "deleted": "import-docx-deleted",
    "comments": "import-docx-comments",
    "symbols": "import-docx-symbols",
    "objects": "import-docx-objects",
    "headers": "import-docx-headers",
    "in_notes": "import-docx-note-pictures",
}
_HEIGHTS = {"superscript": "sup", "subscript": "sub"}
_SIGNS = {
    qn("w:tab"): " ", qn("w:ptab"): " ",
    qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "",
}  # fmt: skip


def layout_of_docx(data: bytes) -> Layout:
    """What a Word file shows, of one in which `kyyeu.importers.word.guard` saw no fault.

    Raises:
        RefusedError: it is no sound Word file, or one that must not be opened.
    """
    try:
        part = docx.Document(io.BytesIO(data)).part
        body = part.element.body
    except (PackageNotFoundError, KeyError, AttributeError, SyntaxError, *DAMAGED) as broken:
        raise RefusedError("import-docx-damaged") from broken
    if any(has_document_type(one) for one in part.package.iter_parts()):
        raise RefusedError("import-docx-doctype")
    return _Reader(part).read(body)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one font, or a picture."""

    text: str
    looks: Leaf
    font: str = ""
    picture: str = ""
    alt: str = ""  #: what an editor says can be seen on it
    address: str = ""  #: where a link leads


class _Reader:
    def __init__(self, part: Any) -> None:
        self.part = part
        self.styles = Styles(root(related(part, "styles")))
        self.numbers = Numbers(root(related(part, "numbering")))
        self.to = LayoutWriter()
        self.tables = 0
        self.rels = part.rels  # of the part that is read
        self.fields = Fields()
        self.notes: list[tuple[str, int]] = []  # kind and id of notes, in the order of their marks
        self.left_out = dict.fromkeys(_LEFT_OUT, 0)
        self.converted: dict[str, str] = {}  # code page to a sample

    def read(self, body: Any) -> Layout:
        """Read the whole document."""
        self._blocks(body, Leaf(0, 0))
        self._notes_at_end()
        self.to.finish(0)
        text = "".join(piece.text for piece in self.to.pieces)
        self.left_out["headers"] = sum(map(self._has_words, ("header", "footer")))
        told = tuple(self._told())
        pieces = (Piece(0, len(text), text, ""),) if text else ()
        shown, asides = tuple(self.to.pictures), tuple(self.to.asides)
        return Layout(pieces, tuple(self.to.leaves), shown, told, asides, runs=tuple(self.to.runs))

    def _has_words(self, kind: str) -> bool:
        """Whether the pages bear words at their head or foot, which are no part of a report."""
        return any(
            (text.text or "").strip()
            for relation in self.part.rels.values()
            if relation.reltype == RELATED + kind and not relation.is_external
            for text in relation.target_part.element.iter(qn("w:t"))
        )

    def _told(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for page, before in self.converted.items():
            after = codepages.to_unicode(before, page)
            yield "import-code-page", {"page": page, "before": before, "after": after}
        for kind, count in self.left_out.items():
            if count:
                yield _LEFT_OUT[kind], {"count": count}

    def _blocks(self, around: Any, looks: Leaf) -> None:
        for child in around:
            if child.tag == qn("w:p"):
                self._paragraph(child, looks)
            elif child.tag == qn("w:tbl"):
                self._table(child, looks)
            elif child.tag in _LOOKED_INTO:
                self._blocks(child, looks)

    def _paragraph(self, paragraph: Any, looks: Leaf) -> None:
        in_cell = looks.role == "cell"
        self.to.part(" " if in_cell else "\n\n")
        style = self.styles.role(paragraph)
        number, level = self.styles.list_place(paragraph)
        looks = replace(
            looks,
            role=looks.role or (style if style != "quotation" else ""),
            quoted=looks.quoted or style == "quotation",
            centred=self.styles.is_centred(paragraph),
            level=max(level, self.styles.depth(paragraph)) + 1 if number else 0,
        )
        mark = self.numbers.mark(number, level) if number else ""
        boxes: list[Any] = []
        for run in self._joined(self._runs(paragraph, paragraph, looks, boxes)):
            if run.picture:
                self._picture(run)
                continue
            if mark and run.text.strip():
                self.to.insert(f"{mark} ", "", looks)
                mark = ""
            for at, line in enumerate(run.text.split("\n")):
                if at:
                    self.to.part(" " if in_cell else "\n")
                self.to.put(0, 0, line, "", run.looks, run.address)
        self.fields.end()  # a link ends with its paragraph
        for box in boxes:
            self._blocks(box, replace(looks, role=""))
        self.to.part(" " if in_cell else "\n\n")

    def _joined(self, runs: Iterator[_Run]) -> Iterator[_Run]:
        """Runs of an old font as one: VNI writes a letter as two, and Word parts anywhere."""
        held: _Run | None = None
        for run in runs:
            page, _ = page_of_font(run.font)
            if held and page and run.font == held.font and not run.picture:
                held = replace(held, text=held.text + run.text)
                continue
            if held:
                yield self._in_unicode(held)
            held = run if page and not run.picture else None
            if held is None:
                yield run
        if held:
            yield self._in_unicode(held)

    def _in_unicode(self, run: _Run) -> _Run:
        page, capitals = page_of_font(run.font)
        text = codepages.to_unicode(run.text, page)
        if text != run.text:
            self.converted.setdefault(page, " ".join(run.text.split())[:100])
        return replace(run, text=text.upper() if capitals else text)

    def _runs(self, around: Any, paragraph: Any, looks: Leaf, boxes: list[Any]) -> Iterator[_Run]:
        for child in around:
            if child.tag == qn("w:r"):
                yield from self._run(child, paragraph, looks, boxes)
            elif child.tag in _LOOKED_INTO:
                address = self._leads(self._link(child))
                for run in self._runs(child, paragraph, looks, boxes):
                    yield replace(run, address=run.address or address)
            elif child.tag in (qn("w:del"), qn("w:moveFrom")):
                self.left_out["deleted"] += 1
                for sign in child.iter(qn("w:fldChar")):  # fields end in what was deleted, too
                    self._field(sign)
            elif child.tag == qn("w:commentRangeStart"):
                self.left_out["comments"] += 1
            elif str(child.tag).endswith(("}oMath", "}oMathPara")):
                words = [one.text or "" for one in child.iter() if str(one.tag).endswith("}t")]
                yield _Run("".join(words), looks)

    def _left(self, run: Any, paragraph: Any) -> bool:
        """Whether a run is no part of the report, which is told: hidden, or struck through."""
        words = "".join(one.text or "" for one in run.iter(qn("w:t")))
        hidden = self.styles.has(run, paragraph, "w:vanish")
        struck = any(self.styles.has(run, paragraph, sign) for sign in ("w:strike", "w:dstrike"))
        if (hidden or struck) and words.strip():
            self.to.note("hidden" if hidden else "struck", " ".join(words.split()))
        return hidden or struck

    def _run(self, run: Any, paragraph: Any, looks: Leaf, boxes: list[Any]) -> Iterator[_Run]:
        if self._left(run, paragraph):
            for sign in run.iter(qn("w:fldChar")):
                self._field(sign)
            return
        font = self.styles.font(run, paragraph)
        looks = replace(
            looks,
            bold=self.styles.has(run, paragraph, "w:b"),
            slanted=self.styles.has(run, paragraph, "w:i"),
        )
        raised = _HEIGHTS.get(self.styles.height(run), "")
        for child in run:
            if child.tag == qn("w:t"):
                words = child.text or ""
                words = in_raised_letters(words, raised) or words
                yield _Run(words, looks, font, address=self.fields.address)
            elif child.tag == qn("w:fldChar"):
                self._field(child)
            elif child.tag == qn("w:instrText"):
                self.fields.say(child.text or "")
            elif child.tag == qn("w:br"):
                yield _Run("\n", looks, font)
            elif child.tag in _SIGNS:
                yield _Run(_SIGNS[child.tag], looks, font)
            elif child.tag == qn("w:sym"):
                self.left_out["symbols"] += 1
                yield _Run("\N{BULLET}", looks)
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                yield _Run(self._note_mark(child), looks)
            elif child.tag in _DRAWN or str(child.tag).startswith(_ALTERNATIVE):
                yield from self._drawn(child, looks, boxes)

    def _field(self, sign: Any) -> None:
        self._leads(self.fields.sign(sign))

    def _leads(self, address: str) -> str:
        """Where a link leads; when that is a file, it is told."""
        if leads_to_file(address):
            self.to.note("file", address)
        return address

    def _link(self, element: Any) -> str:
        """The address of a link; of a place in the file itself where somebody named it.

        Names that begin with a stroke are Word's own: tables of contents lead there.
        """
        relation = self.rels.get(element.get(qn("r:id"), ""))
        if relation is not None and relation.is_external:
            return str(relation.target_ref)
        inside = element.get(qn("w:anchor"), "_")
        named = "" if inside.startswith("_") else f"#{inside}"
        return named or address_of(element.get(qn("w:instr"), ""))

    def _note_mark(self, reference: Any) -> str:
        kind = "footnotes" if reference.tag == qn("w:footnoteReference") else "endnotes"
        self.notes.append((kind, int(reference.get(qn("w:id"), "0"))))
        return f" [{len(self.notes)}]"

    def _drawn(self, element: Any, looks: Leaf, boxes: list[Any]) -> Iterator[_Run]:
        """Pictures and text boxes; of two alternatives that show the same, the first."""
        stack, empty, alt = [element], True, ""
        while stack:
            one = stack.pop()
            tag = str(one.tag)
            alt = (one.get("descr") or one.get("alt") or alt) if tag in _DESCRIBED else alt
            empty = empty and tag not in (qn("a:blip"), _VML_IMAGE, qn("w:txbxContent"))
            below = list(one)
            if tag == qn("a:blip") or tag == _VML_IMAGE:
                name = one.get(qn("r:embed")) or one.get(qn("r:id")) or one.get(qn("r:link"))
                yield _Run(OBJECT, looks, picture=self._reference(name), alt=alt)
            elif tag == qn("w:txbxContent"):
                boxes.append(one)
                continue
            elif tag == f"{_ALTERNATIVE}AlternateContent":
                below = below[:1]
            stack += below[::-1]
        holds = {str(one.tag) for one in element.iter()} & _OBJECTS
        self.left_out["objects"] += int(empty and bool(holds))

    def _reference(self, name: str | None) -> str:
        relation = self.rels.get(name) if name else None
        if relation is None:
            return "?"
        if relation.is_external:
            return str(relation.target_ref)
        return str(relation.target_part.partname).lstrip("/")

    def _picture(self, run: _Run) -> None:
        if run.looks.role == "cell":
            return
        number = len(self.to.pictures) + 1
        self.to.pictures.append(Shown(run.picture, number, " ".join(run.alt.split())))
        self.to.part("\n\n")
        self.to.put(0, 0, OBJECT, "", replace(run.looks, role="picture", figure=number))
        self.to.part("\n\n")

    def _table(self, table: Any, looks: Leaf) -> None:
        rows = rows_of(table)
        if not is_data(table, rows):
            captioned = is_of_pictures(rows)
            pictures: dict[tuple[int, int], int] = {}
            for row, column, cell in chain.from_iterable(rows):
                above, before = pictures.get((row - 1, column), 0), len(self.to.pictures)
                told = replace(looks, role="caption", figure=above) if captioned else looks
                self._blocks(cell, told)
                if len(self.to.pictures) > before:
                    pictures[row, column] = len(self.to.pictures)
            return
        self.tables += 1
        for row, column, cell in chain.from_iterable(rows):
            place = replace(looks, role="cell", table=self.tables, row=row, column=column)
            self.to.part("\n\n")
            self._blocks(cell, place)
            if is_merged(cell):
                self.to.note("merged", words_of(cell))
            self.to.part("\n\n")

    def _notes_at_end(self) -> None:
        """Footnotes and endnotes, with the marks that stand for them in the text."""
        parts = {kind: related(self.part, kind) for kind in _FOOTNOTES}
        rels = {kind: part.rels for kind, part in parts.items() if part is not None}
        roots = {kind: children(root(part)) for kind, part in parts.items()}
        for number, (kind, id) in enumerate(list(self.notes), 1):
            for note in roots[kind]:
                if note.get(qn("w:id")) == str(id):
                    self.rels = rels[kind]
                    self.to.part("\n\n")
                    self.to.insert(f"[{number}] ", "", Leaf(0, 0, "note"))
                    self._note(note, fresh=True)
        self.to.part("\n\n")

    def _note(self, around: Any, *, fresh: bool) -> None:
        """The words of a note, and of the text boxes in it; its pictures are told.

        Args:
            around: the note, or a box.
            fresh: nothing was written yet: the blank that Word writes after the mark is ours.
        """
        boxes: list[Any] = []
        for paragraph in around.iter(qn("w:p")):
            box = next(paragraph.iterancestors(qn("w:txbxContent"), around.tag), around)
            if box is not around:
                continue  # of a box, read below
            for run in self._joined(self._runs(paragraph, paragraph, Leaf(0, 0, "note"), boxes)):
                if run.picture:
                    self.left_out["in_notes"] += 1
                    continue
                words = run.text.replace("\n", " ")
                words = words.lstrip() if fresh else words
                self.to.put(0, 0, words, "", run.looks, run.address)
                fresh = fresh and not words
            self.fields.end()
            self.to.part(" ")
        for box in boxes:
            self._note(box, fresh=fresh)
