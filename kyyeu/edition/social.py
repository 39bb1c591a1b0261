"""Which social cards a site has: one of its own and one for each section.

An article shows its photo where it is shared, else the card of its section. A card for each
article would be a file for each article that says what every reader of cards prints anyway,
and drawing it takes 42 ms of CPU and 19 kB (the sample archive, a busy machine): for 1,000
articles more than twice what their whole first build takes (``bench/README.md``, ``cold``).
"""

from __future__ import annotations

from collections.abc import Mapping

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.icons import SEAL
from kyyeu.fixity import digest
from kyyeu.photos import DRAWING, SocialCard
from kyyeu.settings import Settings


def site_card(settings: Settings) -> str:
    """The path of the card of the site."""
    return _path(_card(settings, settings.name))


def section_card(settings: Settings, name: str) -> str:
    """The path of the card of a section."""
    return _path(_card(settings, name))


def social_cards(settings: Settings) -> Mapping[str, SocialCard]:
    """All cards, by path; a path carries the digest of what the card says."""
    cards = [_card(settings, name) for name in (settings.name, *settings.sections)]
    return {_path(card): card for card in cards}


def _card(settings: Settings, headline: str) -> SocialCard:
    return SocialCard(settings.name, settings.tagline, headline, settings.seal or SEAL)


def _path(card: SocialCard) -> str:
    own = digest(f"{DRAWING} {card!r}".encode())[:10]
    return f"{addresses.THEME}{vietnamese.slugify(card.headline, 40) or 'the'}.{own}.png"
