r"""How a file of the index travels: deflated JSON inside a script of one statement.

``kyyeuTake("<bytes>")``. Where the page comes from a server, the browser fetches the file
and takes the bytes out; nothing is run. Where it was opened from a folder (``file://``)
fetching is forbidden and a script element loads it, read as windows-1252, which maps every
byte to one character. Only backslash, quote and line ends are escaped, so both ways cost
2 % over the bare bytes, and no host needs to compress anything. The zlib checksum tells a
whole file from a cut or changed one.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

_BEFORE, _AFTER = b'kyyeuTake("', b'")'
_ESCAPES = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r"))
_PLAIN = {escaped: bare for bare, escaped in _ESCAPES}


def packed(value: object) -> bytes:
    """The file of a JSON value."""
    return packed_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def packed_text(text: str) -> bytes:
    """The file of a JSON text."""
    data = zlib.compress(text.encode())
    for bare, escaped in _ESCAPES:
        data = data.replace(bare, escaped)
    return _BEFORE + data + _AFTER


def unpacked(data: bytes) -> Any:
    """The value of a file.

    Raises:
        ValueError: the file is cut, changed, or none of ours.
    """
    if not (data.startswith(_BEFORE) and data.endswith(_AFTER)):
        raise ValueError("not a file of the search index")
    body = data[len(_BEFORE) : -len(_AFTER)]
    try:
        return json.loads(zlib.decompress(re.sub(rb"\\.", lambda match: _PLAIN[match[0]], body)))
    except (zlib.error, KeyError) as fault:
        raise ValueError("a damaged file of the search index") from fault
