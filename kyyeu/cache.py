"""Disposable results of pure steps, keyed by the digest of everything they depend on.

A key is made of a step's name, its recipe version and its inputs (`key`), so an entry is
never out of date: other inputs have another key. Entries are plain bytes in a frame with
length and digest. An entry that is cut, changed or put in another's place counts as absent;
so does a cache that cannot be read or written. Deleting the folder costs time only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path

from kyyeu.fixity import DIGEST_BYTES, digest

_MAGIC = b"kyyeu cache 1\n"
_LENGTH_BYTES = 8
_HEADER_BYTES = len(_MAGIC) + _LENGTH_BYTES + DIGEST_BYTES
_KEY = re.compile(rf"[0-9a-f]{{{2 * DIGEST_BYTES}}}")


def key(*parts: str | bytes) -> str:
    """The key of a step's result: a digest of all that it depends on.

    Each part is framed by its type and length, so ``("ab", "c")``, ``("a", "bc")`` and
    ``(b"ab", "c")`` are three keys. By custom the first parts are the step's name and its
    recipe version: ``key("mentions", "3", article.digest, ...)``.
    """
    framed = bytearray()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        framed += (b"s" if isinstance(part, str) else b"b") + len(data).to_bytes(_LENGTH_BYTES)
        framed += data
    return digest(bytes(framed))


class Cache:
    """A folder of entries, spread over 256 folders by the first two letters of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The bytes put under ``key``, or None when there is no whole entry.

        Raises:
            ValueError: ``key`` was not made by `key`.
        """
        try:
            with self._path(key).open("rb") as stream:
                header = stream.read(_HEADER_BYTES)
                length = os.fstat(stream.fileno()).st_size - len(header)
                if not header.startswith(_MAGIC + length.to_bytes(_LENGTH_BYTES)):
                    return None
                payload = stream.read()
        except OSError:
            return None
        return payload if header == _header(key, payload) else None

    def put(self, key: str, payload: bytes) -> None:
        """Keep ``payload`` under ``key``. A cache that cannot be written stays as it is.

        The file is written beside and renamed, mode 0600. It is not synced to disk: what a
        power cut leaves is checked by `get`, and thousands of syncs would cost more than
        the cache saves.

        Raises:
            ValueError: ``key`` was not made by `key`.
        """
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mkstemp: 0600
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(_header(key, payload))
                    stream.write(payload)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a cache key: {key!r}")
        return self.folder / key[:2] / key[2:]


def _header(key: str, payload: bytes) -> bytes:
    """Magic, length, and a digest over key and payload: an entry is good for one key only."""
    mark = hashlib.blake2b(key.encode() + payload, digest_size=DIGEST_BYTES).digest()
    return _MAGIC + len(payload).to_bytes(_LENGTH_BYTES) + mark
