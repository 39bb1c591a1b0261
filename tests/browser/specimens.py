"""One page of every kind: the largest of each, where trouble shows first."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from kyyeu.edition.shell import HEADER_POLICY
from kyyeu.preview import Preview

_KIND = re.compile(r'<html lang="[a-z-]+" data-kind="([a-z-]+)"')

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Served:
    """A built site and where it can be read."""

    output: Path
    address: str  #: with its closing slash
    kinds: dict[str, str]  #: kind of page to the path of its largest specimen


@dataclass
class Watched:
    """A window, and everything that went wrong in it."""

    page: Page
    faults: list[str] = field(default_factory=list)


def by_kind(output: Path) -> dict[str, str]:
    """The largest page of each kind, by kind; paths as in a link."""
    largest: dict[str, tuple[int, str]] = {}
    for path in sorted(output.rglob("*.html")):
        kind = _KIND.search(path.read_text("utf-8")[:400])
        if kind:
            place = path.relative_to(output).as_posix().removesuffix("index.html")
            size = path.stat().st_size
            largest[kind[1]] = max(largest.get(kind[1], (0, "")), (size, place))
    return {kind: place for kind, (_, place) in sorted(largest.items())}


@contextmanager
def served(output: Path) -> Iterator[Served]:
    """A site under the headers that it ships itself."""
    with Preview(output, HEADER_POLICY) as preview:
        threading.Thread(target=preview.serve_forever, daemon=True).start()
        yield Served(output, preview.address.rstrip("/") + "/", by_kind(output))
        preview.shutdown()


@contextmanager
def watched(browser: Browser, at: Served, **options: object) -> Iterator[Watched]:
    """A window that notes what is refused, missing, foreign or written to the console."""
    context = browser.new_context(locale="vi-VN", **options)  # type: ignore[arg-type]
    seen = Watched(context.new_page())
    _watch(context, seen.page, at.address, seen.faults)
    yield seen
    context.close()


def _watch(context: BrowserContext, page: Page, address: str, faults: list[str]) -> None:
    context.on("request", lambda it: None if it.url.startswith(address) else faults.append(it.url))
    page.on("console", lambda it: faults.append(it.text))
    page.on("pageerror", lambda it: faults.append(str(it)))
    page.on("response", lambda it: faults.append(it.url) if it.status >= 400 else None)


def text_of(page: Page, selector: str = "main") -> Sequence[str]:
    """The words of a part of a page, folded things included."""
    return page.locator(selector).text_content().split()  # type: ignore[union-attr]
