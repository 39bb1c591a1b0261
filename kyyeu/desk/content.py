"""The command ``import``: take a document in, or a batch of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kyyeu import importers
from kyyeu.desk import terminal
from kyyeu.desk.batches import import_batch
from kyyeu.desk.exports import write_export
from kyyeu.desk.meant import meant_path
from kyyeu.desk.opening import begin
from kyyeu.desk.paths import named
from kyyeu.desk.usage import misused
from kyyeu.importers import Wishes
from kyyeu.problems import Problem, Severity, say
from kyyeu.vietnamese import parse_moment


def import_file(
    root: Path,
    files: Sequence[str | Path],
    pictures: Sequence[str | Path],
    wishes: Wishes,
    now: datetime,
) -> int:
    """Take one document in, or a folder, ZIP, export or list of many; several are one batch.

    Of one the receipt is printed, and where the article is.

    The same file a second time changes nothing and is no fault.

    Args:
        root: the project.
        files: the document, or what holds several.
        pictures: photos for its captions, in their order.
        wishes: what is said beside the document; the date is, of a batch, that of those
            that say none.
        now: aware; a date after it is told.
    """
    settings = begin(root)
    date = parse_moment(wishes.date or "", settings.timezone)
    if date and date > now:
        words = {"date": f"{date:%d/%m/%Y}", "today": f"{now.astimezone(date.tzinfo):%d/%m/%Y}"}
        terminal.tell(Problem("--date", 0, "import-date-ahead", words, Severity.WARNING))
    paths, photos = list(named(files)), list(named(pictures))
    for lost in (*paths, *photos):
        if near := meant_path(lost):
            print(say("desk", "no-such-path", {"path": lost.name, "meant": near}))
    path = paths[0]
    if len(paths) > 1 or importers.kind_of(path):
        if pictures:
            return misused("import-photo-of-many")
        return import_batch(settings, paths, wishes)
    result = importers.import_file(
        path,
        settings,
        pictures=photos,
        category=wishes.category,
        date=wishes.date,
        encoding=wishes.encoding,
        fetch=wishes.fetch,
        hidden=wishes.hidden,
        apart=wishes.apart,
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
    if wishes.hidden and not result.value.already:
        print(say("desk", "imported-drafts"))
    return 0
