"""Photographs: what their files say, their renditions, and the figures they become.

The only door to Pillow. `read` looks at a file without decoding it, `figure_of` and
`split_credit` tell what an article says of a photo, `plan` names its renditions,
`place_figures` puts them into a page, and `develop_all` makes those that are missing.
"""

from kyyeu.photos.developing import develop, develop_all
from kyyeu.photos.figure import AWAITED, figure_of, source_of, split_credit
from kyyeu.photos.icons import ICON_DRAWING, SiteIcon, draw_site_icon
from kyyeu.photos.placing import PlacedPhoto, place_figures
from kyyeu.photos.reading import read, read_data
from kyyeu.photos.renditions import Rendition, Renditions, plan
from kyyeu.photos.showing import pixels, pixels_of_file, recalled, remember, shows
from kyyeu.photos.social import DRAWING, SocialCard, draw_social_card

__all__ = [
    "AWAITED",
    "DRAWING",
    "ICON_DRAWING",
    "PlacedPhoto",
    "Rendition",
    "Renditions",
    "SiteIcon",
    "SocialCard",
    "develop",
    "develop_all",
    "draw_site_icon",
    "draw_social_card",
    "figure_of",
    "pixels",
    "pixels_of_file",
    "place_figures",
    "plan",
    "read",
    "read_data",
    "recalled",
    "remember",
    "shows",
    "source_of",
    "split_credit",
]
