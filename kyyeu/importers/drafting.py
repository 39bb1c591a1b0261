"""What the rules found on a sheet, gathered into a draft; shared by all formats."""

from __future__ import annotations

from dataclasses import replace

from kyyeu.importers.clean import Ruling, account
from kyyeu.importers.draft import Draft, Fate, Source
from kyyeu.importers.sheet import Placed, Sheet


def drafted(sheet: Sheet, source: Source) -> Draft:
    """Gather what the rules found; the first moment known is that of publication."""
    zone = sheet.settings.timezone
    placed = sorted(sheet.placed, key=lambda place: place.start)
    stamps = [stamp for stamp in (sheet.published, sheet.modified) if stamp and stamp.sound]
    published, modified = [*(stamp.moment(zone) for stamp in stamps), None, None][:2]
    if published and modified and modified < published:
        sheet.warn("import-updated-before-published", 0)
        modified = None
    rulings = sheet.rulings
    if sheet.published is None:  # the only moment there is: see `Draft.modified`
        rulings = [replace(r, place="published") if r.place == "modified" else r for r in rulings]
    return Draft(
        source=source,
        title=sheet.title,
        published=published,
        modified=modified if modified != published else None,
        day_only=bool(stamps) and stamps[0].hour is None,
        category=sheet.category,
        tags=tuple({tag.casefold(): tag for tag in reversed(sheet.tags)}.values())[::-1],
        lead=sheet.lead,
        blocks=tuple(place.block for place in placed),
        contributors=tuple(sheet.contributors),
        origin=sheet.origin,
        spans=account(sheet.text, [*rulings, *_kept(placed)]),
    )


def _kept(placed: list[Placed]) -> list[Ruling]:
    return [
        Ruling(start, end, Fate.KEPT, "", f"body.{number}.{part}" if part else f"body.{number}")
        for number, place in enumerate(placed, 1)
        for start, end, part in place.parts
    ]
