"""Word files: links that are fields, hidden words, notes, and parts under other names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kyyeu.importers import Paragraph
from kyyeu.importers.word import reading
from kyyeu.importers.word.guard import fault_of_docx
from kyyeu.problems import Problem
from kyyeu.settings import Limits
from tests.importers import word_files as word
from tests.importers.reports import in_this_process
from tests.importers.test_word import paragraphs, read


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)


def runs(paragraph: Any, *inside: str) -> None:
    for one in inside:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w', 'wp', 'a', 'r')}>{one}</w:r>"))


def sign(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def instruction(code: str) -> str:
    return f'<w:instrText xml:space="preserve">{code}</w:instrText>'


WHOLE = ' HYPERLINK "https://vi-du.vn/so-lieu" '
SHOWN = "<w:t>số liệu kiểm kê đầy đủ</w:t>"
DELETED = f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r>{sign("end")}</w:r></w:del>'


def of_one_run(paragraph: Any) -> None:
    runs(paragraph, sign("begin"), instruction(WHOLE), sign("separate"), SHOWN, sign("end"))


def of_two_runs(paragraph: Any) -> None:
    parts = (instruction(WHOLE[:20]), instruction(WHOLE[20:]))
    runs(paragraph, sign("begin"), *parts, sign("separate"), SHOWN, sign("end"))


def that_ends_in_a_deletion(paragraph: Any) -> None:
    runs(paragraph, sign("begin"), instruction(WHOLE), sign("separate"), SHOWN)
    paragraph._p.append(parse_xml(DELETED))
    runs(paragraph, "<w:t> của hai xã ven sông.</w:t>")


def that_never_ends(paragraph: Any) -> None:
    runs(paragraph, sign("begin"), instruction(WHOLE), sign("separate"), SHOWN)


def that_ends_hidden(paragraph: Any) -> None:
    hidden = f"<w:rPr><w:vanish/></w:rPr>{sign('end')}"
    runs(paragraph, sign("begin"), instruction(WHOLE), sign("separate"), SHOWN, hidden)


@pytest.mark.parametrize(
    "link", [of_one_run, of_two_runs, that_ends_in_a_deletion, that_never_ends, that_ends_hidden]
)
def test_a_link_that_is_a_field_leads_from_its_own_words_alone(link: Callable[[Any], None]) -> None:
    def body(document: Any) -> None:
        paragraph = document.add_paragraph("Diện tích này chưa tính đất bãi, xem ")
        link(paragraph)
        document.add_paragraph("Huyện sẽ chọn tám vị trí trong số các nơi đã khảo sát.")

    draft, _ = read(word.report(body))
    found = [
        (block.text[mark.start : mark.end], mark.address)
        for block in draft.blocks
        if isinstance(block, Paragraph)
        for mark in block.marks
        if mark.address
    ]
    assert found == [("số liệu kiểm kê đầy đủ", "https://vi-du.vn/so-lieu")]


def left_out(problems: Iterable[Problem]) -> dict[str, object]:
    """What a problem tells of the file, nothing of what is not in it."""
    told = ("import-docx-", "import-hidden-left")
    return {
        fault.code: fault.params.get("addresses", fault.params["count"])
        for fault in problems
        if fault.code.startswith(told)
    }


def test_hidden_text_is_left_out_and_told() -> None:
    def body(document: Any) -> None:
        paragraph = document.add_paragraph("Huyện sẽ chọn tám vị trí. ")
        hidden = "<w:rPr><w:vanish/></w:rPr>"
        runs(paragraph, f"{hidden}<w:t>Chưa được công bố.</w:t>", f"{hidden}<w:t> </w:t>")

    draft, problems = read(word.report(body))
    assert "công bố" not in "".join(paragraphs(draft))
    assert left_out(problems) == {"import-hidden-left": "Chưa được công bố."}


BOX = (
    '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>Số liệu năm 2019.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)
PICTURE = '<w:drawing><a:blip r:embed="rId1"/></w:drawing>'


def noted(inside: str) -> bytes:
    """A report with a footnote that holds this run."""

    def body(document: Any) -> None:
        paragraph = document.add_paragraph("Diện tích này chưa tính đất bãi")
        runs(paragraph, '<w:footnoteReference w:id="2"/>')

    notes = (
        f'<w:footnotes {nsdecls("w", "a", "r")}><w:footnote w:id="2"><w:p><w:r><w:t>Theo Phòng Tài '
        f"nguyên. </w:t></w:r><w:r>{inside}</w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    return word.changed(
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", relation),
        word.changed("word/footnotes.xml", notes, word.report(body)),
    )


@pytest.mark.parametrize(
    ("inside", "words", "told"),
    [
        (PICTURE, "[1] Theo Phòng Tài nguyên.", {"import-docx-note-pictures": 1}),
        (BOX, "[1] Theo Phòng Tài nguyên. Số liệu năm 2019.", {}),
    ],
)
def test_a_picture_in_a_note_is_told_and_a_box_is_read(
    inside: str, words: str, told: dict[str, object]
) -> None:
    draft, problems = read(noted(inside))
    assert paragraphs(draft)[-1] == words
    assert left_out(problems) == told


RELATIONS = "word/_rels/main.bin.rels"


def under_another_name(change: Callable[[bytes], bytes], name: str = "word/main.bin") -> bytes:
    """A report whose document is a part that is not called so: the file itself says what it is."""
    source = zipfile.ZipFile(io.BytesIO(word.report()))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for part in source.namelist():
            data = source.read(part)
            data = change(data) if part == "word/document.xml" else data
            called = {"word/document.xml": name, "word/_rels/document.xml.rels": RELATIONS}
            data = data.replace(b"word/document.xml", name.encode())
            pack.writestr(called.get(part, part), data)
    return held.getvalue()


def entity(data: bytes) -> bytes:
    kind = b'?><!DOCTYPE w:document [<!ENTITY x "y">]>'
    return data.replace(b"?>", kind, 1).replace("Bốn xã".encode(), b"&x;")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (entity, "import-docx-doctype"),
        (
            lambda data: entity(data).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
            "import-docx-doctype",
        ),
        (
            lambda data: data.replace(b"<w:body>", b"<w:body>" + (b"<w:p/>" + b" " * 40) * 500_000),
            "import-pack-swells",
        ),
    ],
)
def test_a_part_is_judged_by_what_it_is_and_not_by_its_name(
    change: Callable[[bytes], bytes], code: str
) -> None:
    fault = fault_of_docx(under_another_name(change), Limits())
    assert fault is not None
    assert fault.code == code
    assert fault_of_docx(under_another_name(lambda data: data), Limits()) is None
