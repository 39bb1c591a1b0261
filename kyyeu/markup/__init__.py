"""HTML fragments: the only door to Beautiful Soup and nh3.

`Fragment` lets other rooms speak of an article as a row of text blocks, whatever inline
markup stands in them: a mention is a span of offsets in a block's text. `clean` is the
one place where HTML becomes ``Markup``, and `unbroken` the one where text does; after
them, only string joins (reliability rule 10). Whole foreign pages are read by
`kyyeu.markup.page`, which is not brought along: a build meets none, and Beautiful Soup takes
longer to load than an article to print.
"""

from kyyeu.markup.blocks import Block
from kyyeu.markup.cleaning import clean, escape_text, is_allowed_address
from kyyeu.markup.fragment import Fragment, ImageTag, Mark, visible_text
from kyyeu.markup.unbroken import parted, unbroken

__all__ = [
    "Block",
    "Fragment",
    "ImageTag",
    "Mark",
    "clean",
    "escape_text",
    "is_allowed_address",
    "parted",
    "unbroken",
    "visible_text",
]
