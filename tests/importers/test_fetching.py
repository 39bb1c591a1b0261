"""Pictures from the web: only when they are public, small and quick."""

from __future__ import annotations

import contextlib
import io
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from kyyeu.importers import import_file
from kyyeu.importers.fetching import NotFetchedError, fetch_picture, is_public
from kyyeu.settings import Settings

PAGE = """<!doctype html><html><head><title>Lễ ký</title></head><body>
<h1 class="entry-title">Lễ ký giao ước thi đua</h1><div class="entry-content">
<p>Sáng nay, năm đơn vị của huyện ký giao ước thi đua trước đại biểu các xã.</p>
<figure><img src="//bao.example/anh.php?id=1"><figcaption>Lễ ký.</figcaption></figure>
<figure><img src="https://bao.example/mat.jpg"><figcaption>Bế mạc.</figcaption></figure>
<p>Các đại biểu nghe báo cáo rồi lần lượt lên ký, sau đó về đơn vị triển khai ngay.</p>
</div></body></html>"""


class Answers(BaseHTTPRequestHandler):
    """A small web with everything that can go wrong."""

    def do_GET(self) -> None:
        if self.path == "/anh.jpg":
            self._say(200, b"picture")
        elif self.path == "/o-cho-khac":
            self._say(302, b"", "/anh.jpg")
        elif self.path == "/vong":
            self._say(302, b"", "/vong")
        elif self.path == "/vao-trong":
            self._say(302, b"", "http://trong.example/anh.jpg")
        elif self.path == "/tep":
            self._say(302, b"", "file:///etc/passwd")
        elif self.path == "/lon":
            self._say(200, b"x" * 5000)
        elif self.path == "/cham":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
        elif self.path == "/im":
            time.sleep(1.5)
        elif self.path == "/vong-cham":
            time.sleep(0.3)
            self._say(302, b"", "/vong-cham")
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"x")
        else:
            self._say(404, b"")

    def _say(self, status: int, data: bytes, place: str = "") -> None:
        self.send_response(status)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def asked(port: int, path: str, **options: float) -> bytes:
    """Ask the small web, which for once counts as public under one name."""

    def resolve(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host == "bao.example" else ["10.0.0.1"]

    return fetch_picture(
        f"http://bao.example:{port}{path}",
        1000,
        resolve=resolve,
        public=lambda address: address == "127.0.0.1",
        **options,
    )


def test_a_picture_is_fetched_also_where_it_went(port: int) -> None:
    assert asked(port, "/anh.jpg") == asked(port, "/o-cho-khac") == b"picture"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/vong", "redirects"),
        ("/vao-trong", "not public"),
        ("/tep", "address"),
        ("/lon", "too large"),
        ("/cut", "cut off|no answer"),
        ("/khong-co", "404"),
    ],
)
def test_whatever_else_is_refused(port: int, path: str, reason: str) -> None:
    with pytest.raises(NotFetchedError, match=reason):
        asked(port, path)


@pytest.mark.parametrize("path", ["/cham", "/im", "/vong-cham"])
def test_a_server_that_takes_its_time_is_left(port: int, path: str) -> None:
    """Whether it dawdles over the picture, over its headings or over its redirects."""
    begun = time.monotonic()
    with pytest.raises(NotFetchedError, match="too slow"):
        asked(port, path, seconds=0.5)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.vn/x", "http://", "//a.vn/x", "http://a:b@c.vn/", "http://[x/",
     "http://a.vn:99999/", "javascript:alert(1)", "data:image/png;base64,xx"],
)  # fmt: skip
def test_other_addresses_are_not_asked(address: str) -> None:
    with pytest.raises(NotFetchedError, match="address"):
        fetch_picture(address, 10, resolve=lambda *_: ["8.8.8.8"])


def test_one_private_answer_among_public_ones_is_enough() -> None:
    with pytest.raises(NotFetchedError, match="not public"):
        fetch_picture("http://a.vn/", 10, resolve=lambda *_: ["8.8.8.8", "192.168.1.1"])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "2130706433"])
def test_this_machine_is_not_asked(host: str) -> None:
    with pytest.raises(NotFetchedError, match="not public"):
        fetch_picture(f"http://{host}/", 10)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True),
        ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False), ("127.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("x", False),
        ("fec0::1", False), ("::7f00:1", False), ("::a00:1", False), ("192.88.99.1", False),
    ],
)  # fmt: skip
def test_public_is_what_everybody_can_reach(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("404", "import-fetch-failed"),
        ("no answer", "import-fetch-failed"),
        ("too large", "import-fetch-large"),
        ("too slow", "import-fetch-slow"),
        ("not public", "import-fetch-private"),
    ],
)
def test_a_page_gets_its_pictures_from_the_web_only_when_that_is_wished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str, code: str
) -> None:
    asked: list[str] = []

    def answer(address: str, most: int, seconds: float) -> bytes:
        asked.append(f"{address} {most} {seconds:.0f}")
        if "mat" in address:
            raise NotFetchedError(reason)
        data = io.BytesIO()
        Image.new("L", (700, 500)).save(data, "PNG")
        return data.getvalue()

    monkeypatch.setattr("kyyeu.importers.intake.fetch_picture", answer)
    (tmp_path / "content").mkdir()
    settings = Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))
    page = tmp_path / "bai.html"
    page.write_text(PAGE, encoding="utf-8")
    result = import_file(page, settings, date="2020-02-13")
    assert asked == []
    assert result.value
    for path in sorted((tmp_path / "content").rglob("*.*")):
        path.unlink()
    result = import_file(page, settings, date="2020-02-13", fetch=True)
    assert asked == [
        "https://bao.example/anh.php?id=1 62914560 30",
        "https://bao.example/mat.jpg 62914560 30",
    ]
    assert result.value
    photos = [name for name in result.value.written if name.startswith("photos/")]
    assert [name.rpartition(".")[2] for name in photos] == ["png"]
    told = {problem.code: problem for problem in result.problems}
    assert "import-picture-elsewhere" not in told
    words = {"address": "https://bao.example/mat.jpg", "reason": reason, "limit": 62914560}
    assert told[code].params == words
