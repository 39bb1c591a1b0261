from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from kyyeu.preview import Bulletin, Preview
from kyyeu.preview.server import TYPES, answer, with_reload
from kyyeu.problems import MachineFault

POLICY = "default-src 'none'; script-src 'self'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site, and a secret beside it."""
    site = tmp_path / "output"
    (site / "nguoi" / "trần").mkdir(parents=True)
    (site / "trong").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "output-of-others").mkdir()
    for name in ("index.html", "404.html", "nguoi/index.html", "nguoi/trần/index.html"):
        (site / name).write_text(f"<head></head>{name}", encoding="utf-8")
    (site / "a.avif").write_bytes(b"avif")
    return site


@pytest.mark.parametrize(
    ("target", "status", "leads_to"),
    [
        ("/", 200, "index.html"),
        ("/index.html", 200, "index.html"),
        ("/?q=tỉnh%20ủy", 200, "index.html"),
        ("/nguoi/", 200, "nguoi/index.html"),
        ("/nguoi/tr%E1%BA%A7n/", 200, "nguoi/trần/index.html"),
        ("/nguoi", 301, "/nguoi/"),
        ("/nguoi?q=1", 301, "/nguoi/?q=1"),
        ("//nguoi", 301, "/nguoi/"),
        ("/nguoi/tr%E1%BA%A7n", 301, "/nguoi/tr%E1%BA%A7n/"),
        ("/trong/", 404, "404.html"),
        ("/a.avif", 200, "a.avif"),
        ("/a.avif/", 404, "404.html"),
        ("/khong-co.html", 404, "404.html"),
        ("/../secret.txt", 404, "404.html"),
        ("/%2e%2e/secret.txt", 404, "404.html"),
        ("/../output-of-others", 404, "404.html"),
        ("/..%5csecret.txt", 404, "404.html"),
        ("/a%00b", 404, "404.html"),
        ("//example.org/%2e%2e", 301, "/example.org/%2e%2e/"),
        ("/" + "x" * 5000, 404, "404.html"),
    ],
)
def test_an_address_leads_to_a_file_of_the_site_or_to_the_404_page(
    folder: Path, target: str, status: int, leads_to: str
) -> None:
    found = answer(folder, target)
    assert found.status == status
    assert found.location == (leads_to if status == 301 else "")
    assert found.file == (None if status == 301 else folder.resolve() / leads_to)


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_that_leaves_the_site_is_not_followed(folder: Path) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    assert answer(folder, "/out.txt").status is HTTPStatus.NOT_FOUND


def test_a_site_without_404_page_still_answers(tmp_path: Path) -> None:
    assert answer(tmp_path, "/x").file is None
    with served(tmp_path) as get:
        assert get("/x") == (404, b"404")


@contextmanager
def served(folder: Path, bulletin: Bulletin | None = None) -> Iterator[object]:
    with Preview(folder, POLICY, bulletin, port=8700) as preview:
        thread = threading.Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()

        def get(target: str, method: str = "GET") -> tuple[int, bytes]:
            line = http.client.HTTPConnection("127.0.0.1", preview.server_port, timeout=10)
            line.request(method, target)
            reply = line.getresponse()
            get.headers = reply.headers  # type: ignore[attr-defined]
            body = reply.read()
            line.close()
            return reply.status, body

        try:
            yield get
        finally:
            preview.shutdown()
            thread.join()


def test_every_answer_carries_the_policy_and_may_not_be_kept(folder: Path) -> None:
    with served(folder) as get:
        for target in ("/", "/a.avif", "/nguoi", "/nothing"):
            get(target)
            assert get.headers["Content-Security-Policy"] == POLICY
            assert get.headers["X-Content-Type-Options"] == "nosniff"
            assert get.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("suffix", sorted(TYPES))
def test_a_type_is_told_by_us_and_not_by_the_machine(folder: Path, suffix: str) -> None:
    (folder / f"x{suffix}").write_bytes(b"x")
    with served(folder) as get:
        assert get(f"/x{suffix}") == (200, b"x")
        assert get.headers["Content-Type"] == TYPES[suffix]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("theme/fonts/a.12ab.woff2", True),
        ("theme/style.12ab.css", True),
        ("anh/12ab-400.avif", True),
        ("tim/s/12ab/c0.js", True),
        ("tim/manifest.js", False),
        ("style.css", False),
        ("theme/nothing.css", False),
    ],
)
def test_what_is_named_by_its_digest_may_be_kept_and_nothing_else(
    folder: Path, path: str, kept: bool
) -> None:
    if "nothing" not in path:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"x")
    with served(folder) as get:
        get(f"/{path}")
        assert ("immutable" in get.headers["Cache-Control"]) is kept


def test_head_tells_the_length_and_sends_nothing(folder: Path) -> None:
    with served(folder) as get:
        assert get("/", "HEAD") == (200, b"")
        assert int(get.headers["Content-Length"]) == len("<head></head>index.html")
        assert get("/", "POST")[0] == 501


def test_pages_are_served_byte_for_byte_when_nothing_reloads(folder: Path) -> None:
    with served(folder) as get:
        assert get("/") == (200, (folder / "index.html").read_bytes())
        assert get("/__reload.js")[0] == 404
        assert get("/__events")[0] == 404


def test_the_reload_script_is_put_into_pages_while_they_are_sent(folder: Path) -> None:
    before = (folder / "index.html").read_bytes()
    with served(folder, Bulletin(1)) as get:
        assert get("/")[1] == with_reload(before)
        assert get("/a.avif")[1] == b"avif"
        assert b"EventSource" in get("/__reload.js")[1]
        assert get("/nothing")[1] == with_reload((folder / "404.html").read_bytes())
    assert (folder / "index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<head><title>x</title></head><body>", b"</title>#</head><body>"),
        (b"no head", b"no head#"),
        (b"", b"#"),
    ],
)
def test_the_script_stands_at_the_end_of_the_head(page: bytes, expected: bytes) -> None:
    tag = b'<script src="/__reload.js" defer></script>'
    assert with_reload(page).endswith(expected.replace(b"#", tag))


def test_a_taken_port_gives_way_to_the_next(folder: Path) -> None:
    with Preview(folder, POLICY, port=8750) as first, Preview(folder, POLICY, port=8750) as second:
        assert first.server_port < second.server_port
        assert second.address == f"http://127.0.0.1:{second.server_port}/"


def test_no_free_port_is_a_fault_of_the_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object) -> None:
        raise OSError("taken")

    monkeypatch.setattr(Preview, "server_bind", taken)
    with pytest.raises(MachineFault, match=r"8000.*8019"):
        Preview(folder, POLICY)


def test_it_listens_to_this_machine_alone(folder: Path) -> None:
    with Preview(folder, POLICY, port=8780) as preview:
        assert preview.server_address[0] == "127.0.0.1"
