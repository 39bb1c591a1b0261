"""A saved web page: decoded, laid out by the worker, and its pictures found beside it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kyyeu.fixity import digest
from kyyeu.importers.decoding import Decoded, Markup, decode
from kyyeu.importers.draft import Draft, Picture, Source
from kyyeu.importers.fetching import NotFetchedError
from kyyeu.importers.laid import draft_of
from kyyeu.importers.layout import Shown
from kyyeu.importers.page_bounds import beyond
from kyyeu.importers.page_text import charset_of, seen_in, without_latin_references
from kyyeu.importers.pairing import PHOTOS
from kyyeu.importers.worker import layout_in_worker
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Limits, Settings

#: The bytes of a file by its way from the folder of the page; None when there is none.
Beside = Callable[[str], bytes | None]
_MARKUP = Markup(seen_in, without_latin_references)
_HELD = ("data:image/jpeg;base64,", "data:image/png;base64,", "data:image/webp;base64,",
         "data:image/jpg;base64,", "data:image/gif;base64,")  # fmt: skip
_MARKS = ((b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))
_CHARSETS = {
    "windows-1258": "windows-1258", "cp1258": "windows-1258", "x-viet-tcvn": "tcvn3",
    "x-viet-tcvn3": "tcvn3", "tcvn": "tcvn3", "x-viet-vps": "vps", "x-viet-vni": "vni",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip


def read_page(
    data: bytes,
    name: str,
    settings: Settings,
    encoding: str = "",
    beside: Beside | None = None,
    web: Beside | None = None,
) -> Result[Draft | None]:
    """Understand a saved page; None and problems when it is not fit.

    Args:
        data: the bytes of the file.
        name: its name, for problems and provenance.
        settings: time zone, sections and limits.
        encoding: what an editor says that it is; empty: not said.
        beside: gives pictures that lie with the page; None: there are none.
        web: gives pictures by their address, http or https; None: they are not asked for.
    """
    limits = settings.limits
    fits = len(data) <= limits.text_bytes  # what does not is told by its size
    fault = beyond(data, limits) if fits else None
    if fault:
        return Result(None, (Problem(name, 0, *fault),))
    decoded = _decoded(data, name, limits, encoding)
    if decoded.value is None or not decoded.ok:
        return Result(None, decoded.problems)
    text = decoded.value.text
    laid = layout_in_worker("page", text.encode(), name, limits)
    if laid.value is None:
        return Result(None, (*decoded.problems, *laid.problems))
    source = Source(name, data, digest(data), decoded.value.encoding, text)
    kept = {leaf.figure for leaf in laid.value.leaves if leaf.figure and not leaf.outside}
    wanted = [shown for shown in laid.value.pictures if shown.number in kept]
    pictures, names, faults = _fetched(wanted, name, beside, web, limits.photo_bytes)
    read = draft_of(laid.value, source, settings, names)
    problems = (*decoded.problems, *faults, *read.problems)
    draft = replace(read.value, pictures=pictures) if read.value else None
    return Result(draft, problems)


def _decoded(data: bytes, name: str, limits: Limits, encoding: str) -> Result[Decoded | None]:
    """The page as text: by an editor's word, by its evidence, by what it says of itself."""
    read = decode(data, name, limits, encoding, _MARKUP)
    said = _CHARSETS.get(charset_of(data), "")
    if read.value is None and said and not encoding and len(data) <= limits.text_bytes:
        again = decode(data, name, limits, said, _MARKUP)
        return again if again.value else read
    return read


def _fetched(
    shown: list[Shown], page: str, beside: Beside | None, web: Beside | None, most: int
) -> tuple[tuple[Picture, ...], dict[int, str], list[Problem]]:
    """The pictures that can be had; the others are problems. Nothing is fetched from here."""
    pictures: dict[str, Picture] = {}
    names: dict[int, str] = {}
    problems: list[Problem] = []
    for one in shown:
        way = _way(one.reference)
        address = _web_address(one.reference)
        source, place = (beside, way) if way else (web, address)
        try:
            data = source(place) if source and place else None
        except NotFetchedError as fault:
            problems.append(_not_fetched(str(fault), address, page, most))
            continue
        if one.reference.startswith(_HELD):
            data, place = _held_in(one.reference), f"anh-{one.number}"
        if data is None:
            code = "import-picture-missing" if way else "import-picture-elsewhere"
            words = {"address": one.reference[:120]}
            problems.append(Problem(page, 0, code, words, Severity.WARNING))
            continue
        known = pictures.setdefault(place, Picture(_name(place, data, pictures), data))
        names[one.number] = known.name
    return tuple(pictures.values()), names, problems


def _not_fetched(reason: str, address: str, page: str, most: int) -> Problem:
    """Why a picture of the web was not fetched, in words that tell what to do."""
    code = {
        "too large": "import-fetch-large",
        "too slow": "import-fetch-slow",
        "not public": "import-fetch-private",
    }.get(reason, "import-fetch-failed")
    words: dict[str, object] = {"address": address[:120], "reason": reason, "limit": most}
    return Problem(page, 0, code, words, Severity.WARNING)


def _held_in(reference: str) -> bytes | None:
    """A picture that stands in the page itself, in base64."""
    try:
        return base64.b64decode(unquote(reference.partition(",")[2]), validate=False)
    except ValueError:
        return None


def _name(place: str, data: bytes, pictures: dict[str, Picture]) -> str:
    """The file's own name, made unlike those already taken; a photo's suffix is its bytes'."""
    path = PurePosixPath(PurePosixPath(unquote(urlsplit(place).path)).name or "anh")
    if path.suffix.lower() not in PHOTOS:
        suffix = next((end for mark, end in _MARKS if data.startswith(mark)), ".jpg")
        path = path.with_name(f"{path.stem or 'anh'}{suffix}")
    taken = {picture.name for picture in pictures.values()}
    return path.name if path.name not in taken else f"{path.stem}-{len(taken) + 1}{path.suffix}"


def _web_address(reference: str) -> str:
    """The address of a picture on the web; empty when it has none."""
    address = f"https:{reference.strip()}" if reference.startswith("//") else reference.strip()
    return address if address.lower().startswith(("http://", "https://")) else ""


def _way(address: str) -> str:
    """The way from the page to a picture below its folder; empty when it leads elsewhere."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    way = unquote(parts.path).replace("\\", "/")
    steps = way.split("/")
    elsewhere = parts.scheme or parts.netloc or way.startswith("/") or ":" in steps[0]
    if not way or elsewhere or ".." in steps or any(ord(letter) < 32 for letter in way):
        return ""
    return "/".join(step for step in steps if step not in ("", "."))
