"""What the shell of every page prints, and the files that the theme brings along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kyyeu.edition import addresses
from kyyeu.edition.pages import SiteValue
from kyyeu.edition.pieces import Link
from kyyeu.fixity import digest
from kyyeu.model import StaticPage
from kyyeu.problems import catalogue, say
from kyyeu.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'; require-trusted-types-for 'script'; "
    "trusted-types kyyeu"
)
"""Content-Security-Policy of the site (reliability rule 9), the same for ``<meta>`` and hosts."""

HEADER_POLICY = f"{POLICY}; frame-ancestors 'none'"
"""The same with what only a header may say."""

_NAMED_BY_DIGEST = (
    addresses.THEME,
    addresses.PHOTOS,
    f"{addresses.SEARCH}s/",
    f"{addresses.SEARCH}t/",
)
_ALWAYS_FRESH = (f"{addresses.SEARCH}manifest.*", "sw.js")
_AT_ROOT = ("favicon.ico", "robots.txt")
_REFERENCE = re.compile(rb"url\(\"?([\w./-]+)\"?\)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme: its name in templates, where it is printed, its bytes."""

    name: str  #: relative to ``theme/static/``
    path: str  #: with its digest, so that a host may keep it forever
    data: bytes


def assets(static: Path) -> tuple[Asset, ...]:
    """All files of ``theme/static/``, named by digest.

    Style sheets come last: they are rewritten to name the fonts and pictures they use, so
    their own digest changes with those.
    """
    files = sorted(p for p in static.rglob("*") if p.is_file() and not p.name.startswith("."))
    names = {path: path.relative_to(static).as_posix() for path in files}
    found: dict[str, Asset] = {}
    for path in sorted(files, key=lambda path: (path.suffix == ".css", names[path])):
        name, data = names[path], path.read_bytes()
        if path.suffix == ".css":
            data = _REFERENCE.sub(lambda match: _renamed(match, found), data)
        found[name] = Asset(name, _address(name, data), data)
    return tuple(found[name] for name in sorted(found))


def host_files() -> Mapping[str, bytes]:
    """Files that tell a host how to serve the site: the policy, and what may be kept."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {HEADER_POLICY}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Cross-Origin-Opener-Policy: same-origin",
    ]
    for path in _NAMED_BY_DIGEST:
        lines += [f"/{path}*", "  Cache-Control: public, max-age=31536000, immutable"]
    for path in _ALWAYS_FRESH:
        lines += [f"/{path}", "  Cache-Control: no-cache"]
    return {"_headers": "\n".join([*lines, ""]).encode()}


def site_value(
    settings: Settings, assets: tuple[Asset, ...], texts: tuple[StaticPage, ...]
) -> SiteValue:
    """The value `site` of every template; depends on settings, catalogue and theme alone."""

    def words(key: str) -> str:
        return say("edition", key, {}, settings.language)

    sections = tuple(Link(name, addresses.section(name)) for name in settings.sections)
    indexes = (
        Link(words("person_index"), addresses.PEOPLE),
        Link(words("unit_index"), addresses.UNITS),
        Link(words("directive_index"), addresses.DIRECTIVES),
        Link(words("movement_index"), addresses.MOVEMENTS),
        Link(words("years"), addresses.YEARS),
    )
    footer = (
        *(Link(page.title, addresses.text_page(page.slug)) for page in texts),
        Link(words("sections"), addresses.SECTIONS),
        Link(words("authors"), addresses.AUTHORS),
        Link(words("search"), addresses.SEARCH),
        Link(words("feeds"), addresses.FEEDS),
    )
    return SiteValue(
        name=settings.name,
        tagline=settings.tagline,
        language=settings.language,
        address=settings.address,
        nav=(Link(words("newest"), addresses.FRONT),),
        sections=sections,
        indexes=indexes,
        footer=footer,
        imprint=settings.imprint,
        words=catalogue(settings.language)["reader"],
        policy=POLICY,
        assets={asset.name: asset.path for asset in assets},
    )


def _address(name: str, data: bytes) -> str:
    if name in _AT_ROOT:
        return name
    path = PurePosixPath(name)
    return f"{addresses.THEME}{path.with_name(f'{path.stem}.{digest(data)[:10]}{path.suffix}')}"


def _renamed(match: re.Match[bytes], found: Mapping[str, Asset]) -> bytes:
    """A reference of a style sheet in the theme's root folder, with its digest."""
    asset = found.get(match.group(1).decode())
    if asset is None:
        return match.group(0)
    return f'url("{asset.path.removeprefix(addresses.THEME)}")'.encode()
