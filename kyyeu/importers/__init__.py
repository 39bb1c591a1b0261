"""From what an office has to what the archive keeps: source -> `Draft` -> article.

`read_pasted` understands pasted text; every importer to come gives the same `Draft`.
`compose` is pure and makes the files of an article; `import_file` reads and writes. A
`Receipt` says of every character of the source what became of it.

The newspaper grammar is `newspaper.RULES`, one table; its words are ``words.toml``.
Originals and receipts are kept in ``content/provenance/YYYY/MM/<id>.*``.
"""

from kyyeu.importers.batches import Outcome, State, count, import_batch, kind_of
from kyyeu.importers.composing import (
    Composed,
    PhotoFile,
    article_id,
    compose,
)
from kyyeu.importers.draft import (
    Block,
    Draft,
    Fate,
    Heading,
    Listing,
    Paragraph,
    PhotoPlace,
    Source,
    Span,
    Table,
)
from kyyeu.importers.intake import Imported, Wishes, import_file
from kyyeu.importers.known_photos import KnownPhotos
from kyyeu.importers.looking import read_photo
from kyyeu.importers.pairing import OTHER_PHOTOS, PHOTOS, natural
from kyyeu.importers.pasted import read_pasted
from kyyeu.importers.receipt_page import receipt_html
from kyyeu.importers.receipts import Receipt, receipt_json, receipt_text

__all__ = [
    "OTHER_PHOTOS",
    "PHOTOS",
    "Block",
    "Composed",
    "Draft",
    "Fate",
    "Heading",
    "Imported",
    "KnownPhotos",
    "Listing",
    "Outcome",
    "Paragraph",
    "PhotoFile",
    "PhotoPlace",
    "Receipt",
    "Source",
    "Span",
    "State",
    "Table",
    "Wishes",
    "article_id",
    "compose",
    "count",
    "import_batch",
    "import_file",
    "kind_of",
    "natural",
    "read_pasted",
    "read_photo",
    "receipt_html",
    "receipt_json",
    "receipt_text",
]
