"""Commands about content: begin an article, take one in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kyyeu import fixity, holdings, importers
from kyyeu.desk.configuration import begin
from kyyeu.desk.usage import misused
from kyyeu.problems import describe, say
from kyyeu.vietnamese import nfc, slugify

_ID_LENGTH = 8


def new(root: Path, title: str, category: str, now: datetime) -> int:
    """Write the file of a new article and print where it is; wrong words give exit code 2.

    The article is a draft of the first section unless ``category`` names another.
    """
    settings = begin(root)
    title = " ".join(nfc(title).split())
    category = nfc(category).strip() or settings.sections[0]
    if not title or len(title) > settings.limits.title:
        return misused("new-no-title", limit=settings.limits.title)
    if category not in settings.sections:
        sections = ", ".join(settings.sections)
        return misused("new-no-section", category=category, sections=sections)
    source, text = blank_article(title, category, now.astimezone(settings.timezone))
    holdings.write(settings, {source: text.encode()}, "new")
    print(say("desk", "begun", {"path": f"{settings.content}/{source}"}))
    return 0


def import_file(
    root: Path, path: Path, pictures: Sequence[Path], category: str, date: str, encoding: str = ""
) -> int:
    """Take one document in; print the receipt, and where the article is.

    The same file a second time changes nothing and is no fault.

    Args:
        root: the project.
        path: the document.
        pictures: photos for its captions, in their order.
        category: section of the article; empty: as the report says.
        date: day of publication; empty: as the report says.
        encoding: code page of a text; empty: as the text shows.
    """
    settings = begin(root)
    result = importers.import_file(
        path,
        settings,
        pictures=pictures,
        category=category or None,
        date=date or None,
        encoding=encoding,
    )
    for problem in result.problems:
        print(describe(problem))
    if result.value is None:
        print(say("desk", "not-imported", {"path": path.name}))
        return 1
    if result.value.receipt:
        print(importers.receipt_text(result.value.receipt))
    key = "imported-before" if result.value.already else "imported"
    print(say("desk", key, {"path": f"{settings.content}/{result.value.article}"}))
    return 0


def blank_article(title: str, category: str, moment: datetime) -> tuple[str, str]:
    """Path below ``content/`` and text of an article that has only a headline.

    The id is made of headline and moment: the same call gives the same file.
    """
    id = fixity.digest(f"{moment.isoformat()}\n{title}".encode())[:_ID_LENGTH]
    text = (
        f"Title: {title}\n"
        f"Id: {id}\n"
        f"Date: {moment:%Y-%m-%d %H:%M}\n"
        f"Category: {category}\n"
        "Summary:\n"
        "Status: draft\n"
        "\n"
        f"{say('desk', 'blank-body')}\n"
    )
    return f"articles/{moment:%Y/%m}/{slugify(title)}.md", text
