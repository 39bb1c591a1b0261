"""What a photo's file says of itself, and what we write back into its renditions.

Read: XMP (``dc:description``, ``dc:creator``, ``photoshop:Credit``,
``Iptc4xmpCore:AltTextAccessibility``), IPTC-IIM (2:120 caption, 2:80 by-line, 2:110
credit), EXIF (ImageDescription, Artist), in this order of trust. Written: the same three
words in XMP and EXIF, nothing else; coordinates never.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image, ImageFile, IptcImagePlugin
from PIL.ExifTags import IFD, Base

from kyyeu.markup import escape_text
from kyyeu.photos.figure import split_credit
from kyyeu.settings import Limits
from kyyeu.vietnamese import nfc

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_XMP = 1024 * 1024  #: bytes; real packets have some kilobytes
_UTF8_MARK = b"\x1b%G"  #: IIM 1:90, ISO 2022: what follows is UTF-8

#: What cameras write where a caption belongs.
_CAMERA_WORDS = re.compile(
    r"(?:OLYMPUS|SONY|SAMSUNG|MINOLTA|KONICA|KODAK|NIKON|CANON|PENTAX|DIGITAL CAMERA|EXIF.?JPEG"
    r"|DCIM|DSC|DEFAULT|PICTURE|UNTITLED|SCREENSHOT|dav|hdr|sdr|oznor|cof|rhdr|mde|ptr|vhdr)"
    r"[\w .:-]*",
    re.IGNORECASE,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a file says of itself."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    has_location: bool = False
    orientation: int = 1  #: EXIF 0x0112; 5 to 8 lie on their side
    unread: tuple[str, ...] = ()  #: "caption", "credit", "alt": there, but unusable


def read_embedded(image: ImageFile.ImageFile, limits: Limits) -> Embedded:
    """Read the words and the orientation out of an opened photo.

    Broken metadata count as absent: they are no reason to refuse a photo.
    """
    exif = _exif_of(image)
    no_words: dict[str, object] = {}
    xmp = _tolerantly(lambda: _packet(image), no_words)
    iptc = _tolerantly(lambda: IptcImagePlugin.getiptcinfo(image), None) or {}
    utf8 = iptc.get((1, 90)) == _UTF8_MARK
    sources = {
        "caption": (
            _xmp_text(xmp, f"{_DC}description"),
            _iptc_text(iptc.get((2, 120)), utf8),
            _caption_of(_exif_text(exif.get(Base.ImageDescription))),
        ),
        "credit": (
            _xmp_text(xmp, f"{_DC}creator"),
            _xmp_text(xmp, f"{_PHOTOSHOP}Credit"),
            _iptc_text(iptc.get((2, 80)), utf8),
            _iptc_text(iptc.get((2, 110)), utf8),
            _exif_text(exif.get(Base.Artist)),
        ),
        "alt": (_xmp_text(xmp, f"{_IPTC_CORE}AltTextAccessibility"),),
    }
    longest = {"caption": limits.caption, "credit": limits.name, "alt": limits.caption}
    words, unread = {}, []
    for name, candidates in sources.items():
        found = [text for text in candidates if text]
        usable = [text for text in found if "\ufffd" not in text and len(text) <= longest[name]]
        words[name] = usable[0] if usable else ""
        if found and not usable:
            unread.append(name)
    caption, credit = split_credit(words["caption"])
    _, labelled = split_credit(words["credit"])
    located = _tolerantly(lambda: bool(exif.get_ifd(IFD.GPSInfo)), True)
    return Embedded(
        caption=caption,
        credit=labelled or words["credit"] or credit,
        alt=words["alt"],
        has_location=located or any(_named(xmp, f"{_EXIF}GPSLatitude")),
        orientation=orientation_of(image),
        unread=tuple(unread),
    )


def orientation_of(image: ImageFile.ImageFile) -> int:
    """How the camera was held: EXIF 0x0112, 1 to 8; 1 is upright."""
    told = _exif_of(image).get(Base.Orientation)
    return told if isinstance(told, int) and told in range(1, 9) else 1


def exif_block(caption: str, credit: str) -> Image.Exif:
    """EXIF with these words alone. UTF-8, as all readers of today take it."""
    exif = Image.Exif()
    if caption:
        exif[Base.ImageDescription] = caption.encode()
    if credit:
        exif[Base.Artist] = credit.encode()
    return exif


def xmp_packet(caption: str, credit: str) -> bytes:
    """An XMP packet (ISO 16684-1) with these words alone; empty without any."""
    words = ""
    if caption:
        words += (
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{escape_text(caption)}</rdf:li></rdf:Alt></dc:description>"
        )
    if credit:
        words += (
            f"<dc:creator><rdf:Seq><rdf:li>{escape_text(credit)}</rdf:li></rdf:Seq></dc:creator>"
        )
        words += f"<photoshop:Credit>{escape_text(credit)}</photoshop:Credit>"
    if not words:
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC[1:-1]}"'
        f' xmlns:photoshop="{_PHOTOSHOP[1:-1]}">{words}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _exif_of(image: ImageFile.ImageFile) -> Image.Exif:
    """The EXIF block of the header. Pillow's ``getexif`` would decode a whole PNG for it."""

    def loaded() -> Image.Exif:
        exif = Image.Exif()
        exif.load(image.info.get("exif", b""))
        dict(exif)  # tags are read only when they are asked for
        return exif

    return _tolerantly(loaded, Image.Exif())


def _tolerantly(read: Callable[[], Value], otherwise: Value) -> Value:
    try:
        return read()
    except Exception:  # any: damaged metadata may raise whatever they meet (rule 17)
        return otherwise


# --------------------------------------------------------------------------- XMP


def _packet(image: ImageFile.ImageFile) -> dict[str, object]:
    """The packet as nested names; its parser, defusedxml, refuses any DTD (rule 15)."""
    raw = image.info.get("xmp", b"")
    return image.getxmp(strip_namespaces=False) if len(raw) <= _MOST_XMP else {}


def _named(tree: object, name: str) -> Iterator[object]:
    """All values of a property, wherever the packet keeps it."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == name:
                yield value
            else:
                yield from _named(value, name)
    elif isinstance(tree, list):
        for item in tree:
            yield from _named(item, name)


def _xmp_text(packet: dict[str, object], name: str) -> str:
    for value in _named(packet, name):
        if text := ", ".join(_leaves(value)):
            return _tidy(text)
    return ""


def _leaves(value: object) -> list[str]:
    """The words of a property: one language of an Alt, all items of a Seq or Bag."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        told = [item for item in value if isinstance(item, dict) and _LANG in item]
        if told:
            ours = [item for item in told if str(item[_LANG]).lower().startswith("vi")]
            default = [item for item in told if item[_LANG] == "x-default"]
            return _leaves((ours or default or told)[0])
        return [leaf for item in value for leaf in _leaves(item)]
    if isinstance(value, dict):
        return [leaf for key, item in value.items() if key != _LANG for leaf in _leaves(item)]
    return []


# --------------------------------------------------------------------------- IPTC, EXIF


def _iptc_text(value: bytes | list[bytes] | None, utf8: bool) -> str:
    """IIM text: UTF-8 where the file says so or the bytes are; else not to be guessed."""
    parts = value if isinstance(value, list) else [value or b""]
    errors = "replace" if utf8 else "backslashreplace"
    texts = []
    for part in parts:
        try:
            texts.append(part.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append("\ufffd" + part.decode("ascii", errors))
    return _tidy(", ".join(text for text in texts if text.strip()))


def _exif_text(value: object) -> str:
    """EXIF text: Pillow reads bytes as Latin-1, cameras and programs write UTF-8."""
    if not isinstance(value, str):
        return ""
    try:
        return _tidy(value.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return _tidy(value) if value.isascii() else "\ufffd"


def _caption_of(text: str) -> str:
    return "" if _CAMERA_WORDS.fullmatch(text) else text


def _tidy(text: str) -> str:
    """NFC, one blank between words; control characters and bidi overrides are gone."""
    kept = (" " if char.isspace() else char for char in text)
    return " ".join(
        nfc("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf"})).split()
    )
