"""What the shell of every page prints, in each language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kyyeu.edition.pieces import Link, Translation


@dataclass(frozen=True, slots=True)
class Marks:
    """What says that words are Vietnamese (WCAG 2.2, 3.1.2); all empty on a Vietnamese page.

    Attributes of HTML with a blank before them, or nothing.
    """

    text: str = ""  #: of headlines, names, sentences
    page: str = ""  #: of a link to an article in words of the interface: a date
    link: str = ""  #: both, of a headline that leads to its article
    own: str = ""  #: of words of the interface inside of Vietnamese ones
    name: str = ""  #: of the site's name, which may be English
    tagline: str = ""
    imprint: str = ""
    section: str = ""  #: of names of sections


@dataclass(frozen=True, slots=True)
class SiteValue:
    """What the shell of every page prints; depends on settings and theme alone."""

    name: str  #: "Kỷ yếu Thi đua"
    tagline: str  #: "Lưu trữ báo chí tỉnh Nam Định, từ năm 2017"
    language: str  #: "vi"
    address: str  #: absolute, without closing slash; empty while there is none
    nav: tuple[Link, ...]  #: main navigation
    footer: tuple[Link, ...]
    imprint: str  #: the quiet line at the very foot
    words: Mapping[str, str]  #: the catalogue's section "reader"
    policy: str  #: Content-Security-Policy for ``<meta>``
    assets: Mapping[str, str]  #: logical name to path with digest: "style.css"
    sections: tuple[Link, ...] = ()  #: of the navigation; folded away on a phone
    indexes: tuple[Link, ...] = ()  #: of the navigation, after the sections
    logo: str = ""  #: path of a square picture beside the name, or empty
    card: str = ""  #: path of the social card of pages that have none of their own
    contact: str = ""  #: where faults are told: "mailto:...", "https://..."; empty: nowhere
    texts: tuple[Link, ...] = ()  #: pages of text, which stand at the foot first
    translations: tuple[Translation, ...] = ()  #: front pages in other languages
    up: str = ""  #: way from the root of this language to that of the site: "", "../"
    vi: Marks = Marks()
