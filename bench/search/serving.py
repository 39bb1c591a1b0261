"""A host that counts what it sends, and a browser that asks it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests import chromium

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
}
_TYPES |= {".css": "text/css"}


@dataclass
class Count:
    """Bytes of bodies as sent, and requests."""

    sent: int = 0
    requests: int = 0


@contextmanager
def host(folder: Path) -> Iterator[tuple[str, Count]]:
    """Serve a folder as most hosts do, text compressed; its address, and the count."""
    count = Count()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder, count))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", count
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser of the tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium.find()), args=chromium.flags()
        )
        yield started
        started.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, count: Count, *rest: object) -> None:
        self._folder, self._count = folder, count
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        file = self._folder / path
        found = file.is_file()
        data = file.read_bytes() if found else b""
        self.send_response(200 if found else 404)
        if found and file.suffix in _TYPES:
            self.send_header("Content-Type", _TYPES[file.suffix])
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self._count.sent += len(data)
        self._count.requests += 1

    def log_message(self, *_: object) -> None:
        """Say nothing."""
