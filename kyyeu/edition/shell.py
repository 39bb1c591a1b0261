"""What the shell of every page prints, and the files that the theme brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kyyeu.edition import addresses, hosts
from kyyeu.edition.colours import own_seal
from kyyeu.edition.icons import manifest_icons, site_icons
from kyyeu.edition.languages import languages, marks, shared, translations
from kyyeu.edition.pieces import Link
from kyyeu.edition.site_values import SiteValue
from kyyeu.edition.social import site_card
from kyyeu.fixity import digest
from kyyeu.model import StaticPage
from kyyeu.problems import MachineFault, catalogue, say
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

NAMED_BY_DIGEST = (
    addresses.THEME,
    addresses.PHOTOS,
    f"{addresses.SEARCH}s/",
    f"{addresses.SEARCH}t/",
)
_ALWAYS_FRESH = (f"{addresses.SEARCH}manifest.*", "sw.js")
_AT_ROOT = ("favicon.ico", "robots.txt")
_MANIFEST = "manifest.webmanifest"
_LOGO = "publisher-logo"
_REFERENCE = re.compile(rb"url\(\"?([\w./-]+)\"?\)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme: its name in templates, where it is printed, its bytes."""

    name: str  #: relative to ``theme/static/``
    path: str  #: with its digest, so that a host may keep it forever
    data: bytes


def assets(static: Path, settings: Settings | None = None) -> tuple[Asset, ...]:
    """All files of ``theme/static/`` and those that a site puts in their place, named by digest.

    Style sheets come last: they are rewritten to name the fonts and pictures they use, so
    their own digest changes with those.

    Args:
        static: the folder of the theme.
        settings: of the site, for its own files, its colour and its web manifest.

    Raises:
        MachineFault: the colour cannot be read on paper, or there is no such logo.
    """
    names = _files_of(static)
    if settings:
        names |= _files_of(settings.own_theme / "static")
    found: dict[str, Asset] = {}
    for name, path in sorted(names.items(), key=lambda each: (each[0].endswith(".css"), each[0])):
        data = path.read_bytes()
        if path.suffix == ".css":
            data = _REFERENCE.sub(lambda match: _renamed(match, found), data)
        if settings and name == "style.css":
            data += _own_colours(settings)
        found[name] = Asset(name, _address(name, data), data)
    if settings and settings.logo:
        if settings.logo not in found:
            reason = f"'logo': {settings.own_theme.name}/static/{settings.logo} is not there"
            raise MachineFault("settings-wrong", path="KYYEU", reason=reason)
        own = addresses.logo(settings.logo)
        found[_LOGO] = Asset(_LOGO, own, found[settings.logo].data)
    if settings:
        paths = {name: asset.path for name, asset in found.items()} | _drawn(settings)
        found[_MANIFEST] = Asset(_MANIFEST, _MANIFEST, web_manifest(settings, paths))
    return tuple(found[name] for name in sorted(found))


def _files_of(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _drawn(settings: Settings) -> dict[str, str]:
    return {name: path for name, (path, _) in site_icons(settings).items()}


def _own_colours(settings: Settings) -> bytes:
    try:
        return own_seal(settings.seal).encode()
    except ValueError as fault:
        raise MachineFault("settings-wrong", path="KYYEU", reason=fault) from fault


def host_files(settings: Settings, gone: Sequence[str] = ()) -> Mapping[str, bytes]:
    """Files that tell a host how to serve the site, and robots of a public one what is in it.

    Args:
        settings: of the site.
        gone: ids of articles that were taken back and leave a page that says so.
    """
    address = settings.address
    always = {
        "Content-Security-Policy": HEADER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        **({"Strict-Transport-Security": settings.hsts} if settings.hsts else {}),
    }
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    rules = [
        ("/*", always),
        *((f"/{path}*", kept) for path in NAMED_BY_DIGEST),
        *((f"/{path}", {"Cache-Control": "no-cache"}) for path in _ALWAYS_FRESH),
    ]
    return {
        "_headers": hosts.netlify(rules).encode(),
        "may-chu/nginx.conf": hosts.nginx(rules, gone).encode(),
        "may-chu/apache.conf": hosts.apache(rules, gone).encode(),
        **(
            {"robots.txt": hosts.robots(f"{address}/{addresses.SITEMAP}").encode()}
            if address
            else {}
        ),
    }


def web_manifest(settings: Settings, paths: Mapping[str, str]) -> bytes:
    """How the site stands among the programs of a phone (W3C Web Application Manifest).

    Args:
        settings: of the site.
        paths: of the files of its theme, by name.
    """
    told = {
        "name": settings.name,
        "short_name": settings.name,
        "description": settings.tagline,
        "lang": settings.language,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": list(manifest_icons(paths)),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def site_values(
    settings: Settings, assets: tuple[Asset, ...], texts: tuple[StaticPage, ...]
) -> Mapping[str, SiteValue]:
    """The value `site` in each language; under "" that of the pages at the root."""
    found = {one.language: site_value(one, assets, texts) for one in languages(settings)}
    return {"": found[settings.language], **found}


def site_value(
    settings: Settings, assets: tuple[Asset, ...], texts: tuple[StaticPage, ...]
) -> SiteValue:
    """The value `site` of every template; depends on settings, catalogue and theme alone."""

    def words(key: str) -> str:
        return say("edition", key, {}, settings.language)

    sections = tuple(Link(name, addresses.section(name)) for name in settings.sections)
    indexes = tuple(
        Link(_beside(settings.sections, words(name)), path)
        for name, path in (
            ("person_index", addresses.PEOPLE),
            ("unit_index", addresses.UNITS),
            ("directive_index", addresses.DIRECTIVES),
            ("movement_index", addresses.MOVEMENTS),
            ("years", addresses.YEARS),
        )
    )
    footer = (
        Link(words("measures"), addresses.MEASURES),
        Link(words("corrections"), addresses.CORRECTIONS),
        Link(words("sections"), addresses.SECTIONS),
        Link(words("authors"), addresses.AUTHORS),
        Link(words("search"), addresses.SEARCH),
        Link(words("feeds"), addresses.FEEDS),
        Link(words("data"), addresses.DATA),
    )
    paths = {asset.name: asset.path for asset in assets} | _drawn(settings)
    found = {name: shared(settings, path) for name, path in paths.items()}
    return SiteValue(
        name=settings.name,
        tagline=settings.tagline,
        language=settings.language,
        address=settings.address,
        nav=(Link(words("newest"), addresses.FRONT),),
        sections=sections,
        indexes=indexes,
        texts=tuple(Link(page.title, addresses.text_page(page.slug)) for page in texts),
        footer=footer,
        imprint=settings.imprint,
        words=catalogue(settings.language)["reader"],
        policy=POLICY,
        assets=found,
        logo=found.get(settings.logo, ""),
        card=site_card(settings),
        contact=f"mailto:{settings.contact}" if "@" in settings.contact else settings.contact,
        translations=translations(settings, addresses.FRONT),
        up=shared(settings, ""),
        vi=marks(settings),
    )


def _beside(sections: Sequence[str], index: str) -> str:
    """The word for an index in a row in which a section may be called the same."""
    return f"{index} A–Z" if index.casefold() in map(str.casefold, sections) else index


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
