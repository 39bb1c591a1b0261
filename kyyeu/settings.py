"""Typed settings of a site, read from the ``KYYEU`` table of ``pelicanconf.py``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("vi", "en")  #: of the interface; the catalogues that exist
_SHAPES = {
    "contact": (
        re.compile(r"(?:https?://[^\s\"<>]+|[^\s@?&\"<>:/]+@[^\s@?&\"<>:/]+)\Z"),
        "be an e-mail address or begin with https://",
    ),
    "hsts": (
        re.compile(r"max-age=\d+(?:; includeSubDomains)?(?:; preload)?\Z"),
        'look like "max-age=31536000"',
    ),
    "data_licence_address": (re.compile(r"https?://[^\s\"<>]+\Z"), "begin with https://"),
}
"""What some settings look like, and the words for it."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large content and what is imported may be: the one table of it.

    Each has its problem, which names the limit and the file's own figure (reliability rules
    11, 14, 16 and 17). Names end in their unit; a site changes them in ``limits`` of its
    settings. People are shown bytes as MB of 1,048,576, as Windows shows them.
    """

    # Content, and what becomes content
    text_bytes: int = 5 * _MIB  #: one article, one import; 35 MB of page cost a parser 1 GiB
    photo_bytes: int = 60 * _MIB
    photo_pixels: int = 120_000_000  #: JPEG, which can be decoded small
    other_pixels: int = 50_000_000  #: PNG, WebP, GIF
    photo_memory: int = 512 * _MIB  #: of the process that decodes one which comes in
    title: int = 300  #: characters
    caption: int = 2000  #: characters
    name: int = 120  #: characters

    # One document of an import
    document_bytes: int = 50 * _MIB  #: one file of Word
    paragraphs: int = 20_000  #: in it
    paragraph: int = 20_000  #: characters of one of them
    marks: int = 200  #: stretches of one of them that look otherwise, or lead away
    page_tags: int = 200_000  #: with more, a parser of pages holds half a gigabyte and longer
    tag_marks: int = 100_000  #: blanks, quotes and the like in one tag; as with tags

    # Lists, exports, packages
    table_bytes: int = 20 * _MIB  #: a table as CSV
    table_rows: int = 20_000
    cell: int = 1_048_576  #: characters of one cell
    export_bytes: int = 200 * _MIB  #: WXR, RSS, Atom
    item_bytes: int = 20 * _MIB  #: one item, with comments and fields of plugins
    depth: int = 200  #: elements of an export within one another
    pack_parts: int = 2_000  #: files within a Word file or a workbook
    unpacked_bytes: int = 200 * _MIB  #: all of them
    part_bytes: int = 20 * _MIB  #: one part of XML, which a parser holds whole
    swell: int = 200  #: times that a packed file may swell, when it ends above...
    swell_bytes: int = 1 * _MIB  #: ...this
    zip_files: int = 20_000  #: in a ZIP of documents
    zip_bytes: int = 500 * 60 * _MIB  #: all of them unpacked: 500 of the largest photos

    # The process that reads what others made (reliability rule 16)
    reading_seconds: int = 30  #: of work on one document, item, or row
    reading_bytes: int = 1024 * _MIB  #: address space, where the system can hold a process to it
    answer_bytes: int = 64 * _MIB  #: what it may answer, and write
    fetch_seconds: int = 30  #: for one picture of the web, redirects and all


def limits_json(limits: Limits) -> str:
    """Limits as JSON, for a process that is begun with them."""
    return json.dumps(asdict(limits))


def limits_of_json(text: str) -> Limits:
    """The limits that `limits_json` wrote."""
    return Limits(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a site decides about itself."""

    root: Path  #: the folder that holds ``content/`` and ``theme/``
    name: str
    tagline: str
    sections: tuple[str, ...]  #: categories an article may have, in the order shown
    province: str = ""  #: "Nam Định": what a bare "tỉnh" means
    language: str = "vi"
    languages: tuple[str, ...] = ()  #: of the interface, that of the root first; empty: `language`
    address: str = ""  #: public address without closing slash; empty: not published yet
    timezone: ZoneInfo = VIETNAM
    imprint: str = ""
    data_licence: str = ""  #: of the open data: "CC-BY-4.0" (SPDX, Open Definition); empty: none
    data_licence_address: str = ""  #: where its text stands
    corrections: str = "Thông tin cải chính, xin lỗi"  #: heading of the page, as the law has it
    contact: str = ""  #: an e-mail address or a page: where readers tell of faults; empty: nowhere
    hsts: str = ""  #: Strict-Transport-Security: "max-age=31536000"; empty: hosts do not send it
    seal: str = ""  #: "#1c4f9c": the one colour beside ink and paper; empty: lacquer red
    logo: str = ""  #: a square picture in ``site/static/``: "logo.svg"; empty: none
    content: str = "content"  #: folder below `root`
    limits: Limits = Limits()

    @property
    def below(self) -> str:
        """The folder of the pages in this language: empty at the root, else ``en/``."""
        at_root = not self.languages or self.language == self.languages[0]
        return "" if at_root else f"{self.language}/"

    @property
    def content_path(self) -> Path:
        """Where the holdings lie."""
        return self.root / self.content

    @property
    def own_theme(self) -> Path:
        """Where a site keeps templates and files that take the place of the theme's."""
        return self.root / "site"

    @property
    def cache_path(self) -> Path:
        """Where disposable results lie."""
        return self.root / ".cache"


def read_settings(table: Mapping[str, object], root: Path) -> Settings:
    """Make `Settings` of the ``KYYEU`` table.

    Raises:
        ValueError: a key is unknown, missing or of the wrong kind; the message names it.
    """
    unknown = sorted(set(table) - {field.name for field in fields(Settings)})
    if unknown:
        raise ValueError(f"KYYEU: unknown setting {', '.join(unknown)}")
    values = {key: value for key, value in table.items() if key != "languages"}
    for key in ("name", "tagline", "sections"):
        if key not in values:
            raise ValueError(f"KYYEU: setting {key!r} is missing")
    for key, value in values.items():
        if key == "sections":
            if isinstance(value, str) or not all(isinstance(item, str) for item in value):  # type: ignore[attr-defined]
                raise ValueError("KYYEU: 'sections' must be a list of names")
            values[key] = tuple(value)  # type: ignore[arg-type]
        elif key == "timezone":
            values[key] = value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
        elif key == "limits":
            values[key] = value if isinstance(value, Limits) else Limits(**value)  # type: ignore[arg-type]
        elif not isinstance(value, str):
            raise ValueError(f"KYYEU: {key!r} must be text, not {value!r}")
        elif key == "language" and value not in LANGUAGES:
            raise ValueError(f"KYYEU: 'language' must be one of {', '.join(LANGUAGES)}")
        elif key in _SHAPES and value and not _SHAPES[key][0].match(value):
            raise ValueError(f"KYYEU: {key!r} must {_SHAPES[key][1]}")
        elif key == "address":
            values[key] = value.rstrip("/")
    values |= _languages(table)
    values["root"] = root
    return Settings(**values)  # type: ignore[arg-type]


def _languages(table: Mapping[str, object]) -> dict[str, object]:
    """The languages of the interface, and the first of them, which stands at the root."""
    value, language = table.get("languages") or (), table.get("language")
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"KYYEU: 'languages' must be a list, not {value!r}")
    if not value:
        return {}
    if any(each not in LANGUAGES for each in value) or len(set(value)) < len(value):
        raise ValueError(f"KYYEU: 'languages' must name each once, of {', '.join(LANGUAGES)}")
    if language and value[0] != language:
        raise ValueError(f"KYYEU: 'languages' must begin with 'language', {language!r}")
    return {"languages": tuple(value), "language": value[0]}
