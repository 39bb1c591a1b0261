"""Where the links of a page lead: relative ones are completed by what the page says of itself."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from kyyeu.markup.page import Page, PageElement
from kyyeu.vietnamese import nfc

_SAFE = "!#$%&'()*+,/:;=?@[]~"
_WEB = ("http://", "https://")


def base_of(page: Page) -> str:
    """The address from which a page counts its links; empty when it does not say any."""
    named: dict[str, str] = {}
    for element in page.root.elements():
        if element.name == "base":
            named.setdefault("base", element.attribute("href"))
        elif element.name == "link" and element.attribute("rel").lower() == "canonical":
            named.setdefault("canonical", element.attribute("href"))
        elif element.name == "meta" and element.attribute("property").lower() == "og:url":
            named.setdefault("og:url", element.attribute("content"))
    said = (named.get(name, "") for name in ("base", "canonical", "og:url"))
    return next((address for address in said if address.lower().startswith(_WEB)), "")


def completed(link: PageElement, base: str) -> str:
    """The address of a link; a relative one stays so where the page has none of its own."""
    address = link.attribute("href")
    if address != nfc(address):  # a letter and its marks: the file's name on that host
        address = quote(address, safe=_SAFE)
    try:
        return urljoin(base, address) if base and not address.startswith("#") else address
    except ValueError:
        return address
