"""The pictures that stand for a site among the programs of a phone.

A picture of the same name in ``site/static/`` takes the place of the one that is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kyyeu.edition import addresses
from kyyeu.fixity import digest
from kyyeu.photos import ICON_DRAWING, SiteIcon
from kyyeu.settings import Settings

TOUCH = "apple-touch-icon.png"
SIZES: Mapping[str, int] = {"icon-192.png": 192, "icon-512.png": 512, TOUCH: 180}
"""Pixels by name: what a web app manifest is asked for, and what an iPhone takes."""

SEAL = "#9c1c1f"
_READ = (".png", ".jpg", ".jpeg", ".webp", ".gif")  # a drawing in lines is not among them


def site_icons(settings: Settings) -> Mapping[str, tuple[str, SiteIcon]]:
    """What is drawn, by name: its path, which carries the digest of what is on it."""
    own = settings.own_theme / "static"
    logo = own / settings.logo if settings.logo.lower().endswith(_READ) else None
    logo = logo if logo and logo.is_file() else None
    shown = digest(logo.read_bytes()) if logo else settings.seal or SEAL
    return {
        name: (
            f"{addresses.THEME}{name.removesuffix('.png')}.{_own(size, shown)}.png",
            SiteIcon(size, settings.seal or SEAL, logo),
        )
        for name, size in SIZES.items()
        if not (own / name).is_file()
    }


def _own(size: int, shown: str) -> str:
    return digest(f"{ICON_DRAWING} {size} {shown}".encode())[:10]


def manifest_icons(paths: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The icons of a web app manifest.

    Args:
        paths: by name: ``favicon.svg`` and those of `SIZES`.
    """
    if "favicon.svg" in paths:
        yield {"src": paths["favicon.svg"], "sizes": "any", "type": "image/svg+xml"}
    for name, size in SIZES.items():
        if name != TOUCH and name in paths:
            icon = {"src": paths[name], "sizes": f"{size}x{size}", "type": "image/png"}
            yield icon
            yield {**icon, "purpose": "maskable"}
