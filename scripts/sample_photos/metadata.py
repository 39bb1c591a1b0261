"""IPTC and XMP as a photo desk writes them, put into a JPEG by hand.

IIM datasets follow the IPTC-NAA Information Interchange Model 4.2; the block around them is
Photoshop's image resource 0x0404 in APP13. XMP is one packet in APP1.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape

XMP_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    photoshop:Credit="{author}">
   <dc:description><rdf:Alt>
    <rdf:li xml:lang="x-default">{caption}</rdf:li>
   </rdf:Alt></dc:description>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>{alt}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
XMP_ALT = """
   <Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
    <rdf:li xml:lang="x-default">{alt}</rdf:li>
   </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"""


@dataclass(frozen=True)
class Words:
    """What the file says about its picture."""

    caption: str
    author: str
    alt: str = ""


def embed(jpeg: bytes, words: Words) -> bytes:
    """The same JPEG with XMP and IPTC segments behind its JFIF and EXIF segments."""
    at = 2  # behind SOI
    while jpeg[at] == 0xFF and jpeg[at + 1] in {0xE0, 0xE1}:
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return jpeg[:at] + _segment(0xE1, _xmp(words)) + _segment(0xED, _iptc(words)) + jpeg[at:]


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _iptc(words: Words) -> bytes:
    utf8_marker = _dataset(1, 90, b"\x1b%G")
    record_version = _dataset(2, 0, struct.pack(">H", 4))
    texts = ((80, words.author), (110, words.author), (120, words.caption))
    data = utf8_marker + record_version
    data += b"".join(_dataset(2, number, text.encode()) for number, text in texts)
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + data
    return b"Photoshop 3.0\0" + resource + b"\0" * (len(data) % 2)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _xmp(words: Words) -> bytes:
    alt = XMP_ALT.format(alt=escape(words.alt)) if words.alt else ""
    quoted = escape(words.author, {'"': "&quot;"})
    packet = XMP_PACKET.format(author=quoted, caption=escape(words.caption), alt=alt)
    return b"http://ns.adobe.com/xap/1.0/\0" + packet.encode()
