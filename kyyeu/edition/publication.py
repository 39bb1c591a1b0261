"""Whose pages these are and where they stand: what every page says of itself begins there."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition import addresses
from kyyeu.edition.linked_data import ImageObject, NewsMediaOrganization
from kyyeu.settings import Settings

PUBLISHER = "#toa-soan"  #: of who keeps the archive, wherever it is named


@dataclass(frozen=True, slots=True)
class Publication:
    """Whose pages these are."""

    name: str
    address: str  #: absolute, without closing slash; empty: nothing is said
    language: str = "vi"
    corrections: str = ""  #: path of the page of corrections, or empty
    logo: str = ""  #: path, or empty
    below: str = ""  #: folder of the pages in this language

    def page(self, path: str) -> str:
        """The address of a page in this language; of whatever it is about, `absolute`."""
        return f"{self.address}/{self.below}{path}"

    def absolute(self, path: str) -> str:
        """An address of the site in full."""
        return f"{self.address}/{path}"

    def publisher(self) -> NewsMediaOrganization:
        """Who keeps the archive."""
        return NewsMediaOrganization(
            at=self.absolute(PUBLISHER),
            name=self.name,
            url=self.absolute(addresses.FRONT),
            corrections_policy=self.absolute(self.corrections) if self.corrections else "",
            logo=ImageObject(content_url=self.absolute(self.logo)) if self.logo else None,
        )


def publication(settings: Settings) -> Publication:
    """The publication that a site's settings describe."""
    return Publication(
        settings.name,
        settings.address,
        settings.language,
        addresses.CORRECTIONS,
        addresses.logo(settings.logo),
        settings.below,
    )
