"""The site on this machine, as its host will serve it; and the workshop that keeps it fresh.

Standard library and watchfiles (which Pelican brings along). Listens on the loopback
address only and changes no file: the live reload is put into pages while they are sent.
"""

from kyyeu.preview.bulletin import Bulletin
from kyyeu.preview.server import Preview
from kyyeu.preview.workshop import (
    END_OF_TELLING,
    Burst,
    Workshop,
    rebuild,
    state,
    watch,
)

__all__ = [
    "END_OF_TELLING",
    "Bulletin",
    "Burst",
    "Preview",
    "Workshop",
    "rebuild",
    "state",
    "watch",
]
