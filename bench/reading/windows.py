"""What a browser meets on a page: bytes, requests, faults, and what axe finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_KINDS = {"document": "html", "stylesheet": "css", "font": "fonts", "script": "js"}


@dataclass
class Seen:
    """A page as it was met."""

    sent: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS.values(), 0))
    requests: int = 0
    foreign: int = 0  #: requests to other hosts
    faults: int = 0  #: console messages, refusals of the policy, files that are missing
    axe: int = 0  #: places that break a rule, phone and desktop, light and dark

    @property
    def before_photos(self) -> int:
        """Bytes of bodies as sent, without pictures."""
        return sum(self.sent.values())


def look(browser: Browser, base: str, path: str, axe: str) -> Seen:
    """Open a page as a phone does, then have axe look at it in each window and scheme."""
    seen = Seen()
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()

    def note(request: Request) -> None:
        seen.requests += 1
        if urlsplit(request.url).netloc != urlsplit(base).netloc:
            seen.foreign += 1
        kind = _KINDS.get(request.resource_type)
        response = request.response()
        if kind and response:
            seen.sent[kind] += int(response.headers.get("content-length", "0"))

    def fault(_: object) -> None:
        seen.faults += 1

    page.on("requestfinished", note)
    page.on("console", fault)
    page.on("pageerror", fault)
    page.on("requestfailed", fault)
    page.goto(base + path, wait_until="networkidle")
    context.close()
    for size in (PHONE, DESKTOP):
        context = browser.new_context(viewport=size, bypass_csp=True)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(base + path, wait_until="networkidle")
        page.evaluate(axe)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = page.evaluate(
                "rules => axe.run({runOnly: rules, resultTypes: ['violations']})", _RULES
            )
            seen.axe += sum(len(rule["nodes"]) for rule in found["violations"])
        context.close()
    return seen
