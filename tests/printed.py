"""Printed pages as a reader of links meets them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit


class Page(HTMLParser):
    """Where a page leads, which anchors it has, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.heads: dict[str, str] = {}
        self._quiet = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet = tag in ("script", "style")
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag != "link" or found.get("rel") not in ("canonical", "alternate"):
            self.targets += [str(found[name]) for name in ("href", "src") if found.get(name)]
        for part in (found.get("srcset") or "").split(","):
            self.targets += part.split()[:1]
        name = found.get("name") or found.get("property") or found.get("rel")
        if name and tag in ("meta", "link"):
            self.heads[name] = found.get("content") or found.get("href") or ""

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


def dead_ends(
    pages: Mapping[str, Page], files: Container[str], origin: str
) -> list[tuple[str, str]]:
    """Links and fragments within a site that lead nowhere: the page, and where it would lead.

    Args:
        pages: every page, by its file.
        files: every file of the site.
        origin: address of the site, with its closing slash.
    """
    lost = []
    for name, page in pages.items():
        for target in page.targets:
            url = urlsplit(urljoin(origin + name, target))
            if f"{url.scheme}://{url.netloc}/" != origin:
                continue
            file = unquote(url.path).lstrip("/")
            file += "index.html" if file.endswith("/") or not file else ""
            known = pages[file].ids if file in pages else [url.fragment]
            if file not in files or (url.fragment and url.fragment not in known):
                lost.append((name, target))
    return lost
