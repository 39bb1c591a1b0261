"""The command ``import``: take a document in, or a batch of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kyyeu import importers
from kyyeu.desk import terminal
from kyyeu.desk.batches import import_batch
from kyyeu.desk.configuration import begin
from kyyeu.desk.exports import write_export
from kyyeu.importers import Wishes
from kyyeu.problems import say


def import_file(
    root: Path,
    file: str | Path,
    pictures: Sequence[str | Path],
    category: str,
    date: str,
    encoding: str = "",
    *,
    fetch: bool = False,
    draft: bool = False,
) -> int:
    """Take one document in, or a folder, ZIP, export or list of many.

    Of one the receipt is printed, and where the article is.

    The same file a second time changes nothing and is no fault.

    Args:
        root: the project.
        file: the document.
        pictures: photos for its captions, in their order.
        category: section of the article; empty: as the report says.
        date: day of publication; empty: as the report says. Of a batch the day of those that
            say none.
        encoding: code page of a text; empty: as the text shows.
        fetch: photos that a page shows from the web are fetched.
        draft: articles are drafts: on no page until somebody has read them.
    """
    settings = begin(root)
    path = Path(file).absolute()
    if importers.kind_of(path):
        wishes = Wishes(category or None, date or None, encoding, fetch, hidden=draft)
        return import_batch(settings, path, wishes)
    result = importers.import_file(
        path,
        settings,
        pictures=[Path(picture).absolute() for picture in pictures],
        category=category or None,
        date=date or None,
        encoding=encoding,
        fetch=fetch,
        hidden=draft,
    )
    for problem in result.problems:
        terminal.tell(problem)
        if "difference" in problem.params:
            print(problem.params["difference"] or say("desk", "no-difference"))
    if result.value is None:
        print(say("desk", "not-imported", {"path": path.name}))
        return 1
    if result.value.receipt:
        receipt = result.value.receipt
        print(importers.receipt_text(receipt, settings.language))
        page = importers.receipt_html(receipt, settings.language)
        where = write_export(settings, f"bien-nhan/{receipt.id}.html", page)
        print(say("desk", "receipt-page", {"path": where}))
    key = "imported-before" if result.value.already else "imported"
    print(say("desk", key, {"path": f"{settings.content}/{result.value.article}"}))
    if draft and not result.value.already:
        print(say("desk", "imported-drafts"))
    return 0
