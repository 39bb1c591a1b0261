"""What a file is, told by what is in it: suffixes lie, and offices rename."""

from __future__ import annotations

import io
import re

from kyyeu.importers.packs import names_of

_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),  # compound file of Word 97 to 2003
    (b"{\\rtf", "rtf"),
    *((mark, "picture") for mark in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")),
)
#: Control characters that no text has; a few of them are a fault of the text.
_NO_TEXT = tuple(bytes((code,)) for code in range(32) if code not in b"\t\n\v\f\r")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4096  #: bytes at the beginning in which markup shows itself
_PAGE = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|table|div|span|font|p|br|h[1-6]|center"
    rb"|article|img|script)\b[^<>]*>",
    re.IGNORECASE,
)
_MESSAGE = re.compile(rb"^(?:from|mime-version|content-type):[^\n]*", re.IGNORECASE | re.MULTILINE)

#: Formats that are sent back, with the problem that says what to convert with.
SENT_BACK = {
    "pdf": "import-pdf",
    "doc": "import-old-word",
    "rtf": "import-rtf",
    "odt": "import-odt",
    "mhtml": "import-mhtml",
    "picture": "import-picture",
    "binary": "import-not-text",
}


def format_of(data: bytes, name: str) -> str:
    """``text``, ``html``, ``docx``, or a format of `SENT_BACK`.

    A text becomes a page when it begins as one, or when it is called one and has any tag.
    """
    head = data[:_LOOKED_AT]
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    begun = next((kind for mark, kind in _BEGINNINGS if head.lstrip().startswith(mark)), "")
    if begun or head[4:12] in (b"ftypavif", b"ftypheic"):
        return begun or "picture"
    wide = data.startswith(_UTF16)
    if not wide and sum(map(head.count, _NO_TEXT)) > 8 + len(head) / 50:
        return "binary"
    if b"multipart/related" in head and _MESSAGE.match(head.lstrip()):
        return "mhtml"
    return "html" if _is_page(head.replace(b"\0", b"") if wide else head, name) else "text"


def _is_page(head: bytes, name: str) -> bool:
    begins = _PAGE.search(head)
    called = name.lower().endswith((".htm", ".html", ".xhtml", ".shtml", ".aspx", ".php"))
    opening = len(head) - len(head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    return begins is not None and (called or begins.start() == opening or _is_whole(head))


def _is_whole(head: bytes) -> bool:
    """Text that only speaks of tags has no head and no body."""
    return re.search(rb"<(?:html|head|body)\b|<!doctype\s+html", head, re.IGNORECASE) is not None


def _packed(data: bytes) -> str:
    names = set(names_of(io.BytesIO(data)))
    if "word/document.xml" in names:
        return "docx"
    return "odt" if "content.xml" in names and "mimetype" in names else "binary"
