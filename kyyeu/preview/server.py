"""Serves a built site on the loopback address, as strictly as a good host would.

The site's own Content-Security-Policy goes out as a header, types are those a browser
insists on, nothing is cached but what is named by its digest, and an unknown address gets the
site's own 404 page.
"""

from __future__ import annotations

import os
import socketserver
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

from kyyeu.edition.shell import NAMED_BY_DIGEST
from kyyeu.preview.bulletin import Bulletin, event
from kyyeu.problems import MachineFault

#: By suffix; the tables of operating systems differ and lack the newer ones.
TYPES: Mapping[str, str] = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bin": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
#: Sent with every answer beside the policy.
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_FRESH = "no-store"
#: What carries its digest in its name. A face that is shown only when it is at hand at once
#: (``font-display: optional``) would be a matter of luck without this, and a page that is
#: loaded again after each saving would wait for its style.
_KEPT = "max-age=86400, immutable"
_DIGESTS = tuple(f"/{folder}" for folder in NAMED_BY_DIGEST)
_SCRIPT = "/__reload.js"
_EVENTS = "/__events"
_TAG = f'<script src="{_SCRIPT}" defer></script>'.encode()
_BEAT = 15.0  # seconds between signs of life, so that a closed page is noticed
_PORTS = 20  # how many ports are tried from the wanted one upwards


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address leads to."""

    status: HTTPStatus
    file: Path | None = None
    location: str = ""  #: where to go instead (301)


def answer(folder: Path, target: str) -> Answer:
    """Decide what a request for ``target`` (path and query) gets from the site in ``folder``.

    A folder's page is served under its address with a closing slash only, as relative
    links need it. Nothing outside ``folder`` is ever an answer, through links neither.
    """
    written, question, query = target.partition("?")
    path = unquote(written)
    inside = folder.resolve()
    missing = Answer(HTTPStatus.NOT_FOUND, _file(inside / "404.html"))
    if "\0" in path or "\\" in path:
        return missing
    try:
        wanted = inside.joinpath(path.lstrip("/")).resolve()
        if not wanted.is_relative_to(inside):
            return missing
        if wanted.is_dir() and not path.endswith("/"):
            # One slash in front: two would send the browser to another host.
            slashed = f"/{written.strip('/')}/{question}{query}"
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=slashed)
        if path.endswith("/"):
            wanted /= "index.html"
        file = _file(wanted)
    except OSError:  # a name that this file system cannot even ask for
        return missing
    return Answer(HTTPStatus.OK, file) if file else missing


def with_reload(page: bytes) -> bytes:
    """The page with the reload script in its head; a page without head gets it at the end."""
    head, closing, rest = page.partition(b"</head>")
    return head + _TAG + closing + rest if closing else page + _TAG


class Preview(ThreadingHTTPServer):
    """A site at an address of this machine; ``with`` and `serve_forever` as usual.

    Args:
        folder: the built site.
        policy: its Content-Security-Policy, as a header says it.
        bulletin: where new editions are announced; None: pages do not reload.
        port: the port wanted; the next free one is taken.

    Raises:
        MachineFault: no port is free.
    """

    daemon_threads = True  # an open page must not keep the command from ending
    allow_reuse_address = os.name != "nt"  # Windows would let two servers share a port

    def __init__(
        self,
        folder: Path,
        policy: str,
        bulletin: Bulletin | None = None,
        port: int = 8000,
    ) -> None:
        self.folder = folder
        self.policy = policy
        self.bulletin = bulletin
        for number in range(port, port + _PORTS):
            try:
                super().__init__(("127.0.0.1", number), _Handler)
            except OSError:
                continue
            return
        raise MachineFault("preview-no-port", first=port, last=port + _PORTS - 1)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "KyYeu"
    sys_version = ""
    timeout = 60  # seconds; a silent connection is let go

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if self.server.bulletin is not None and path == _EVENTS:
            self._tell(self.server.bulletin)
        elif self.server.bulletin is not None and path == _SCRIPT:
            script = resources.files("kyyeu.preview").joinpath("reload.js").read_bytes()
            self._send(HTTPStatus.OK, TYPES[".js"], script)
        else:
            self._serve(answer(self.server.folder, self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the build."""

    def _serve(self, found: Answer) -> None:
        if found.location:
            self._send(found.status, TYPES[".html"], b"", location=found.location)
            return
        body = b"404" if found.file is None else found.file.read_bytes()
        kind = TYPES.get(found.file.suffix.lower(), TYPES[".bin"]) if found.file else TYPES[".html"]
        if self.server.bulletin is not None and kind == TYPES[".html"]:
            body = with_reload(body)
        kept = found.status is HTTPStatus.OK and self.path.startswith(_DIGESTS)
        self._send(found.status, kind, body, kept=kept)

    def _send(
        self, status: HTTPStatus, kind: str, body: bytes, location: str = "", kept: bool = False
    ) -> None:
        self._begin(status, kind, kept)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell(self, bulletin: Bulletin) -> None:
        """Stay with one page and tell it the news until it leaves."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for notice in bulletin.notices(_BEAT):
                self.wfile.write(event(notice))
        except OSError:
            return  # the page was closed

    def _begin(self, status: HTTPStatus, kind: str, kept: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("Cache-Control", _KEPT if kept else _FRESH)
        for name, value in HEADERS.items():
            self.send_header(name, value)


def _file(path: Path) -> Path | None:
    return path if path.is_file() else None
