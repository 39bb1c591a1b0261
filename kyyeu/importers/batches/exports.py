"""An item of an export becomes a page of its own, as a browser would have saved it.

WordPress keeps bodies without paragraphs (an empty line parts them) and with short codes;
both are put right here. What an item says beside its body (date, section) is said to the
importer, and stands in the page's head as well, so that the page kept in the provenance
holds all of the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from kyyeu.importers.batches.entries import Entry, refused
from kyyeu.importers.batches.feeds import FeedItem, RefusedError, read_feed
from kyyeu.markup import escape_text, visible_text
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Settings
from kyyeu.vietnamese import canonical, nfc, slugify

_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre"
    r"|hr|section|article|center)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(
    r"\[caption\b[^\]]*\]\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*?)"
    r"\[/caption\]",
    re.DOTALL | re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[/?(?P<name>gallery|embed|video|audio|playlist)\b[^\]]*\]", re.IGNORECASE
)
_FEWEST = 25  #: words; a body this short is an announcement of one


def read_export(path: Path, settings: Settings) -> Iterator[Entry]:
    """The articles of an export, in its order; the last entry may be why it ends early."""
    name = nfc(path.name)
    try:
        for item in read_feed(path, settings.limits.text_bytes):
            if item.get("post_type") in ("", "post"):
                yield entry_of(item, name, settings)
    except RefusedError as fault:
        yield refused(name, str(fault))
    except OSError as fault:
        yield refused(name, "import-unreadable", reason=fault.strerror or str(fault))


def entry_of(item: FeedItem, export: str, settings: Settings) -> Entry:
    """One item as an entry of a batch."""
    title = " ".join(visible_text(item.get("title")).split())
    told = f"{export} › {item.number}. {title or '?'}"
    moment = moment_of(item, settings)
    code, params = _unfit(item, title, moment, settings)
    if code or moment is None:
        return refused(told, code, **params)
    problems = tuple(
        Problem(told, 0, "batch-shortcode", {"code": found[0][:60]}, Severity.WARNING)
        for found in _SHORTCODE.finditer(item.get("content"))
    )
    return Entry(
        told,
        page_of(item, title, moment).encode(),
        f"{slugify(title)}.html",
        category=_section(item, settings),
        date=f"{moment:%Y-%m-%d %H:%M}",
        problems=problems,
    )


def _unfit(
    item: FeedItem, title: str, moment: datetime | None, settings: Settings
) -> tuple[str, dict[str, object]]:
    """Why an item is no article; empty when it is one."""
    status = "password" if item.get("password") else item.get("status") or "publish"
    faults: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (item.too_large, "import-too-large", {"limit": settings.limits.text_bytes}),
        (status != "publish", "batch-not-published", {"status": status}),
        (not title, "import-no-headline", {}),
        (_is_summary(item), "batch-summary-only", {"link": item.get("link") or item.get("guid")}),
        (moment is None, "import-no-date", {}),
    )
    return next(((code, params) for is_so, code, params in faults if is_so), ("", {}))


def page_of(item: FeedItem, title: str, moment: datetime) -> str:
    """The item as a page; the body is the item's own.

    The class names are those of WordPress's themes, by which its pages are known for sure.
    """
    tags = [name for domain, name in item.categories if domain == "post_tag" and name]
    head = {
        "article:published_time": moment.isoformat(),
        "author": item.get("author"),
        "source": item.get("link"),
    }
    metas = "".join(
        f'<meta name="{key}" content="{escape_text(value)}">\n'
        for key, value in head.items()
        if value
    )
    words = f"\n<p>Từ khóa: {escape_text(', '.join(tags))}</p>" if tags else ""
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape_text(title)}</title>\n{metas}</head>\n<body>\n"
        f'<h1 class="entry-title">{escape_text(title)}</h1>\n<div class="entry-content">\n'
        f"{body_of(item)}{words}\n</div>\n</body>\n</html>\n"
    )


def body_of(item: FeedItem) -> str:
    """The body with paragraphs and figures where WordPress keeps blank lines and codes."""
    text = item.get("content") or item.get("summary")
    text = _COMMENT.sub("", text.replace("\r\n", "\n"))
    text = _CAPTION.sub(
        lambda found: (
            f"\n\n<figure>{found['image']}<figcaption>{found['words'].strip()}</figcaption>"
            "</figure>\n\n"
        ),
        text,
    )
    text = _SHORTCODE.sub("", text)
    if not item.of_wordpress:
        return text
    parts = filter(None, (part.strip() for part in re.split(r"\n\s*\n", text)))
    return "\n".join(
        part if _BLOCK.match(part) else "<p>" + part.replace("\n", "<br>\n") + "</p>"
        for part in parts
    )


def moment_of(item: FeedItem, settings: Settings) -> datetime | None:
    """When an item was published, in the time of the site; never its update alone."""
    local = item.get("local_date")
    if local and not local.startswith("0000"):
        try:
            return datetime.fromisoformat(local).replace(tzinfo=settings.timezone)
        except ValueError:
            return None
    stated = item.get("date")
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(stated)
        except (ValueError, TypeError, IndexError):
            continue
        zone = settings.timezone if moment.tzinfo is None else moment.tzinfo
        try:
            return moment.replace(tzinfo=zone).astimezone(settings.timezone)
        except OverflowError:
            return None
    return None


def _is_summary(item: FeedItem) -> bool:
    """A feed without full text: most have a sentence or two and a link to the rest."""
    if item.of_wordpress or item.get("content"):
        return len(visible_text(item.get("content")).split()) < (
            1 if item.of_wordpress else _FEWEST
        )
    return True


def _section(item: FeedItem, settings: Settings) -> str:
    """The first category that is a section of the site; else none is said."""
    known = {canonical(name): name for name in settings.sections}
    names = [canonical(name) for domain, name in item.categories if domain in ("", "category")]
    return next((known[name] for name in names if name in known), "")
