"""A host as the site asks for one: its own headers, text in Brotli."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

_PACKED = {".html", ".css", ".js", ".json", ".xml", ".svg", ".webmanifest", ".csv", ".txt"}
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/avif", ".avif")
Rules = tuple[tuple[str, Mapping[str, str]], ...]


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a site on this machine; its address, with its closing slash."""
    file = folder / "_headers"
    rules = read_rules(file.read_text("utf-8")) if file.is_file() else ()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder, rules))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def read_rules(text: str) -> Rules:
    """``_headers``: a pattern of addresses, then its headers, each on a line that is indented."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.strip() and not line.startswith((" ", "\t", "#")):
            found.append((line.strip(), {}))
        elif ":" in line and found:
            name, _, value = line.strip().partition(":")
            found[-1][1][name] = value.strip()
    return tuple(found)


def headers_of(rules: Rules, path: str) -> dict[str, str]:
    """What the rules say of an address; what stands later wins."""
    made: dict[str, str] = {}
    for pattern, headers in rules:
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            made |= headers
    return made


@cache
def packed(file: Path) -> bytes:
    """A file as it is sent."""
    data = file.read_bytes()
    return brotli.compress(data, quality=11) if file.suffix in _PACKED else data


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, rules: Rules, *args: object) -> None:
        self._folder = folder
        self._rules = rules
        super().__init__(*args)  # type: ignore[arg-type]  # those of the server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._folder / path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        if not found:
            file = self._folder / "404.html"
        body = packed(file) if file.is_file() else b""
        self.send_response(200 if found else 404)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        if file.suffix in _PACKED and body:
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers_of(self._rules, path).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
