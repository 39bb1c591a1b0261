"""The pictures of a page: which elements show one, and where its file is.

Pages that load their pictures late put a place holder into ``src`` and the address elsewhere,
or the picture itself into a ``<noscript>`` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kyyeu.importers.page_unseen import unseen_by
from kyyeu.markup.page import PageElement, PageText

PICTURES = ("img", "amp-img")  #: elements that show one picture
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "src")
_NEAR = 12  #: elements around a picture alone: a link, a frame, a choice of sizes
_SMALL = 40  #: pixels of a side: an icon or a counter, no photo
_HOLDERS = re.compile(
    r"(?:^|[-_/.])(?:blank|spacer|pixel|placeholder|lazy(?:load)?|loading|loader|transparent|gr[ea]y"
    r"|dummy|1x1)(?:[-_.]|$)",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\S+\.(?:jpe?g|png|webp|gif)(?:[?#]\S*)?", re.IGNORECASE)
_BOXES = ("div", "span", "a", "figure", "p")
_REPEATS = re.compile(r"repeat-[xy]|[;:\s]repeat(?:[;\s]|$)")
_GROUND = re.compile(
    r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?(?P<photo>[^'\")]+)", re.IGNORECASE
)
_CHOICE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+[\d.]+[wx])?\s*(?:,|$)")  #: of a ``srcset``
_HELD = ("data:image/gif;base64,R0lGOD", "data:image/svg")


@dataclass(frozen=True, slots=True)
class Spare:
    """What ``<noscript>`` holds for readers whose browser runs nothing."""

    addresses: Mapping[PageElement, str]  #: of pictures that have none of their own
    shown: frozenset[PageElement]  #: pictures that stand in a ``<noscript>`` alone


def spare_pictures(root: PageElement) -> Spare:
    """The pictures of ``<noscript>``: each is that of the late one beside it, or one by itself."""
    addresses: dict[PageElement, str] = {}
    shown: set[PageElement] = set()
    stack = [root]
    while stack:
        row = [c for c in stack.pop().children if isinstance(c, PageElement) or c.text.strip()]
        for at, element in enumerate(row):
            if not isinstance(element, PageElement):
                continue
            if element.name != "noscript":
                stack.append(element)
                continue
            held = pictures_in(element)
            late = _late_one((*row[max(at - 1, 0) : at], *row[at + 1 : at + 2]))
            if late is None or len(held) != 1:
                shown.update(held)
            elif not _own(late):
                addresses[late] = address_of(held[0])
    return Spare(addresses, frozenset(shown))


def _late_one(beside: Sequence[PageElement | PageText]) -> PageElement | None:
    """The late picture that a ``<noscript>`` stands for: right before it, or right after."""
    for near in beside:
        if isinstance(near, PageElement) and near.name != "noscript":
            held = list(filter(is_picture, islice(near.elements(), _NEAR)))
            hidden = held and unseen_by(held[0], held[0].attribute("style").replace(" ", ""))
            if len(held) == 1 and not hidden and _is_late(held[0]):
                return held[0]
    return None


def _is_late(picture: PageElement) -> bool:
    """Whether scripts load a picture: it has no address of its own, or more than one."""
    called = f"{picture.attribute('class')} {picture.attribute('loading')}"
    return not _own(picture) or len(set(_named(picture))) > 1 or "lazy" in called.lower()


def pictures_in(element: PageElement) -> list[PageElement]:
    """The pictures below an element, itself included."""
    return [below for below in element.elements() if is_picture(below)]


def is_picture(element: PageElement) -> bool:
    """An image, that of a page made for phones, or a choice of sizes without an image in it.

    A box without words whose ground is a photo is one, too; a pattern that repeats is none.
    """
    if element.name == "picture":
        return not any(below.name in PICTURES for below in element.elements())
    return element.name in PICTURES or bool(_ground(element) and not element.text().strip())


def _ground(element: PageElement) -> str:
    """The photo that is the ground of a box by the box's own style; empty: none is."""
    style = element.attribute("style")
    if element.name not in _BOXES or "url(" not in style or _REPEATS.search(style):
        return ""
    match = _GROUND.search(style)
    return match["photo"] if match and _PHOTO.fullmatch(match["photo"]) else ""


def is_small(picture: PageElement) -> bool:
    """An icon or a counter, by the size that the page gives it."""
    return any(
        re.fullmatch(r"\d+(?:px)?", picture.attribute(side))
        and int(picture.attribute(side).removesuffix("px")) <= _SMALL
        for side in ("width", "height")
    )


def of_picture(caption: PageElement) -> bool:
    """A figure may hold a table instead, whose caption is no photo's."""
    figure = caption.parent
    if figure is None or figure.name != "figure":
        return True
    return bool(pictures_in(figure)) or not any(one.name == "table" for one in figure.elements())


def address_of(picture: PageElement) -> str:
    """The address of a picture, better than that of a place holder; empty when it has none."""
    held = next((one for one in _named(picture) if not one.startswith(_HELD)), "")
    return _own(picture) or held


def _own(picture: PageElement) -> str:
    """The address of a picture that is not that of a place holder."""
    address = next((one for one in _named(picture) if not _holds_place(one)), "")
    if address:
        return address
    sources = [picture, *(one for one in picture.elements() if one.name == "source")]
    if picture.parent is not None and picture.parent.name == "picture":
        sources += [one for one in picture.parent.elements() if one.name == "source"]
    said = (one.attribute(name) for one in sources for name in ("srcset", "data-srcset"))
    choices = [match[1] for one in said for match in _CHOICE.finditer(one)]
    return choices[-1] if choices else ""


def _named(picture: PageElement) -> list[str]:
    """The addresses that its attributes name, likelier ones first."""
    known = [*(picture.attribute(name) for name in _SOURCES), _ground(picture)]
    others = picture.attributes.items()
    known += [value for name, value in others if name[:5] == "data-" and _PHOTO.fullmatch(value)]
    return [address for address in known if address]


def _holds_place(address: str) -> bool:
    if address.startswith("data:"):
        return address.startswith(_HELD)
    return _HOLDERS.search(address.partition("?")[0].rpartition("/")[2]) is not None
