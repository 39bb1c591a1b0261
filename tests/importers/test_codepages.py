"""Old code pages: round trips, evidence, and never a silent guess."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Callable
from importlib import resources
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyyeu.importers import codepages
from kyyeu.importers.reading import read_source
from kyyeu.problems import Severity
from tests.importers.reports import TEXT, TITLE, codes, settings

SMALL = [
    normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ"]
CAPITALS = [letter.upper() for letter in SMALL]
PLAIN = TEXT.replace("“", '"').replace("”", '"').replace("–", "-").replace("…", "...")
REAL = "nghị quyết Giao Thủy giữ gìn già giếng khoảnh LIÊN quý Huyện ủy uỷ thuở khuỷu xoong yếu"
UNREAL = "Céng hßa héi ®ång ngệ kà cì gế ghà ngiêm caùc đàc tiềp QĐ mÈo"
#: What a page has no code for: TCVN3 draws capitals with tone by a font of its own.
LACKING = {
    "tcvn3": set(CAPITALS) - {*"AĂÂEÊIOÔƠUƯYĐ"},
    "vni": set(),
    "vps": set("ẠẶẬẸỆỊỌỘỢỤỰỮẪỴ"),
    "windows-1258": set(),
}


@pytest.mark.parametrize("page", codepages.PAGES)
def test_every_vietnamese_letter_comes_back(page: str) -> None:
    for letter in (*SMALL, *CAPITALS):
        written = codepages.written_in(letter, page)
        if letter in LACKING[page]:
            assert written == letter
        else:
            assert codepages.to_unicode(written, page) == letter


@pytest.mark.parametrize("page", ["tcvn3", "vni", "vps"])
def test_no_two_letters_share_a_code(page: str) -> None:
    entry = resources.files(codepages).joinpath(f"{page}.toml")
    table: dict[str, str] = tomllib.loads(entry.read_text(encoding="utf-8"))
    assert len(set(table.values())) == len(table)
    assert all(normalize("NFC", letter) == letter for letter in table)
    assert all(re.fullmatch(r"(?:[0-9A-F]{2}){1,2}", code) for code in table.values())


def test_the_table_of_tcvn3_is_that_of_the_standard(note: Callable[[str], None]) -> None:
    """TCVN 5712:1993 as the system's own converter has it, where there is one."""
    entry = resources.files(codepages).joinpath("tcvn3.toml")
    table: dict[str, str] = tomllib.loads(entry.read_text(encoding="utf-8"))
    data = b"\n".join(bytes.fromhex(code) for code in table.values())
    try:
        ran = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
            input=data,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        note("no converter on this system: the round trips above have to do")
        return
    assert normalize("NFC", ran.stdout.decode()).split("\n") == list(table)


@given(
    st.lists(st.sampled_from([*SMALL, *"bcdghklmnpqrstvx", " ", "\n", ",", "7"])).map("".join),
    st.sampled_from(codepages.PAGES),
)
def test_small_letters_in_any_order_come_back(text: str, page: str) -> None:
    assert codepages.to_unicode(codepages.written_in(text, page), page) == text


@pytest.mark.parametrize(
    ("word", "can_be"),
    [
        *((word, True) for word in REAL.split()),
        *((word, False) for word in UNREAL.split()),
    ],
)
def test_a_syllable_is_told(word: str, can_be: bool) -> None:
    assert codepages.is_syllable(word) is can_be


@pytest.mark.parametrize("page", codepages.PAGES)
def test_an_old_text_is_recognised_by_its_bytes(page: str) -> None:
    data = codepages.written_in(PLAIN, page).encode("cp1252")
    read = read_source(data, "bai.txt", settings())
    assert read.value is not None
    assert read.value.source.encoding == page
    assert read.value.title == TITLE
    (shown,) = [fault for fault in read.problems if fault.code == "import-code-page"]
    assert shown.severity is Severity.WARNING
    assert shown.params["before"] != shown.params["after"]
    assert str(shown.params["after"]) in PLAIN


@pytest.mark.parametrize("page", ["tcvn3", "vni", "vps"])
def test_old_signs_inside_unicode_are_recognised_too(page: str) -> None:
    """As copied out of a document with an old font."""
    read = read_source(codepages.written_in(PLAIN, page).encode(), "bai.txt", settings())
    assert read.value is not None
    assert (read.value.source.encoding, read.value.title) == (page, TITLE)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Le café à côté de l'église était fermé, et les élèves étaient déçus là où ça gênait." * 3,
        "Übermäßig größere Straßen für Fußgänger führen künftig über schöne grüne Flächen." * 3,
        "Công an, Đảng ủy",
    ],
)
def test_right_unicode_is_left_alone(text: str) -> None:
    assert codepages.recognise(text) is None
    read = read_source(text.encode(), "bai.txt", settings())
    assert "import-code-page" not in codes(read.problems)


@pytest.mark.parametrize(
    "data",
    [
        "Tổ 7\nHọp".encode("utf-16-le"),
        codepages.written_in("Đã họp ở Giao Thủy", "tcvn3").encode("cp1252"),
        bytes(range(128, 256)) * 8,
    ],
)
def test_without_evidence_the_file_is_sent_back(data: bytes) -> None:
    read = read_source(data, "bai.txt", settings())
    assert read.value is None
    assert codes(read.problems) <= {
        "import-encoding",
        "import-not-text",
        "import-control-character",
    }


def test_an_editor_can_say_the_code_page() -> None:
    data = codepages.written_in("Họp tổ\n\nĐã họp ở Giao Thủy hôm qua.", "tcvn3").encode("cp1252")
    read = read_source(data, "bai.txt", settings(), "tcvn3")
    assert read.value is not None
    assert read.value.title == "Họp tổ"
    assert "import-code-page" not in codes(read.problems)


@pytest.mark.parametrize(
    ("encoding", "code"),
    [("utf8mb4", "import-unknown-encoding"), ("utf-8", "import-wrong-encoding")],
)
def test_a_wrong_word_about_the_encoding_is_told(encoding: str, code: str) -> None:
    assert codes(read_source(b"T\xe9t\n", "bai.txt", settings(), encoding).problems) == {code}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "import-pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import-old-word"),
        (rb"{\rtf1\ansi Tin}", "import-rtf"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, "import-picture"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 57, "import-not-text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "import-mhtml"),
        (b"PK\x03\x04garbage", "import-not-text"),
    ],
)
def test_other_formats_are_sent_back_with_a_word_what_to_do(data: bytes, code: str) -> None:
    read = read_source(data, "bai.txt", settings())
    assert read.value is None
    assert codes(read.problems) == {code}
