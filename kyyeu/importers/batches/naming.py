"""Names and addresses of an export in the forms that the header of an article has for them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from kyyeu.importers.batches.feeds import Element
from kyyeu.importers.batches.items import Fields
from kyyeu.importers.words import word_set
from kyyeu.settings import Settings
from kyyeu.vietnamese import canonical

_KEPT = "%/:?#[]@!$&'()*+,;=~"  #: signs of an address that are written as they are (RFC 3986)
_ADDRESS = 2000  #: characters; a longer one is none that a header takes


def sections_of(
    fields: Fields, settings: Settings
) -> tuple[str, Element | None, tuple[tuple[str, Element], ...]]:
    """The first category that is a section of the site, its element, and the tags.

    Other categories become tags, except the one that says that there is none. A comma in one
    is a dash in the tag: it is one name, and the header parts tags by commas.
    """
    known = {canonical(name): name for name in settings.sections}
    named = ((known.get(canonical(name), ""), one) for name, one in fields.categories)
    section, sectioned = next((pair for pair in named if pair[0]), ("", None))
    none = word_set("furniture", "no_category")
    others = [
        (" - ".join(in_parts(name)), one)
        for name, one in fields.categories
        if canonical(name) not in none and canonical(name) != canonical(section)
    ]
    return section, sectioned, (*fields.tags, *others)


def in_parts(tag: str) -> tuple[str, ...]:
    """The tags that a name with commas is in a header, which parts them by commas."""
    return tuple(filter(None, (part.strip() for part in tag.split(","))))


def web_address(link: str) -> str:
    """A link as a header takes it, blanks and letters beyond ASCII encoded; empty when it is none.

    Raises nothing: a link of a foreign file may be anything.
    """
    try:
        parts = urlsplit(link.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        encoded = quote(urlunsplit(parts._replace(netloc=host)), safe=_KEPT)
        if parts.scheme in ("http", "https") and urlsplit(encoded).hostname:
            return encoded if len(encoded) <= _ADDRESS else ""
    except ValueError:
        pass
    return ""
