"""Typed settings of a site, read from the ``KYYEU`` table of ``pelicanconf.py``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("vi", "en")  #: of the interface; the catalogues that exist
_CONTACT = re.compile(r"https?://[^\s\"<>]+|[^\s@?&\"<>:/]+@[^\s@?&\"<>:/]+")
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large content may be; each has its problem (reliability rules 11, 14, 17)."""

    text_bytes: int = 5 * 1024 * 1024  #: one article, one import
    document_bytes: int = 50 * 1024 * 1024  #: one file of Word
    photo_bytes: int = 60 * 1024 * 1024
    photo_pixels: int = 120_000_000  #: JPEG, which can be decoded small
    other_pixels: int = 50_000_000  #: PNG, WebP, GIF
    title: int = 300  #: characters
    caption: int = 2000  #: characters
    name: int = 120  #: characters
    paragraph: int = 20_000  #: characters, of an import
    marks: int = 200  #: stretches of one paragraph of an import that look otherwise, or lead away


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a site decides about itself."""

    root: Path  #: the folder that holds ``content/`` and ``theme/``
    name: str
    tagline: str
    sections: tuple[str, ...]  #: categories an article may have, in the order shown
    province: str = ""  #: "Nam Định": what a bare "tỉnh" means
    language: str = "vi"
    address: str = ""  #: public address without closing slash; empty: not published yet
    timezone: ZoneInfo = VIETNAM
    imprint: str = ""
    corrections: str = "Thông tin cải chính, xin lỗi"  #: heading of the page, as the law has it
    contact: str = ""  #: an e-mail address or a page: where readers tell of faults; empty: nowhere
    seal: str = ""  #: "#1c4f9c": the one colour beside ink and paper; empty: lacquer red
    logo: str = ""  #: a square picture in ``site/static/``: "logo.svg"; empty: none
    content: str = "content"  #: folder below `root`
    limits: Limits = Limits()

    @property
    def content_path(self) -> Path:
        """Where the holdings lie."""
        return self.root / self.content

    @property
    def own_theme(self) -> Path:
        """Where a site keeps templates and files that take the place of the theme's."""
        return self.root / "site"

    @property
    def cache_path(self) -> Path:
        """Where disposable results lie."""
        return self.root / ".cache"


def read_settings(table: Mapping[str, object], root: Path) -> Settings:
    """Make `Settings` of the ``KYYEU`` table.

    Raises:
        ValueError: a key is unknown, missing or of the wrong kind; the message names it.
    """
    unknown = sorted(set(table) - {field.name for field in fields(Settings)})
    if unknown:
        raise ValueError(f"KYYEU: unknown setting {', '.join(unknown)}")
    values: dict[str, object] = dict(table)
    for key in ("name", "tagline", "sections"):
        if key not in values:
            raise ValueError(f"KYYEU: setting {key!r} is missing")
    for key, value in values.items():
        if key == "sections":
            if isinstance(value, str) or not all(isinstance(item, str) for item in value):  # type: ignore[attr-defined]
                raise ValueError("KYYEU: 'sections' must be a list of names")
            values[key] = tuple(value)  # type: ignore[arg-type]
        elif key == "timezone":
            values[key] = value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
        elif key == "limits":
            values[key] = value if isinstance(value, Limits) else Limits(**value)  # type: ignore[arg-type]
        elif not isinstance(value, str):
            raise ValueError(f"KYYEU: {key!r} must be text, not {value!r}")
        elif key == "language" and value not in LANGUAGES:
            raise ValueError(f"KYYEU: 'language' must be one of {', '.join(LANGUAGES)}")
        elif key == "contact" and value and not _CONTACT.fullmatch(value):
            raise ValueError("KYYEU: 'contact' must be an e-mail address or begin with https://")
        elif key == "address":
            values[key] = value.rstrip("/")
    values["root"] = root
    return Settings(**values)  # type: ignore[arg-type]
