"""The media library of an export: which of its pictures no article has shown yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kyyeu.importers.batches.items import Attachment, Fields
from kyyeu.importers.batches.picture_names import name_of


class Library:
    """Pictures by all that an item can say of them, so that none is looked at for each item."""

    def __init__(self, pictures: Iterable[Attachment]) -> None:
        self.left = {one.id: one for one in pictures}
        self._named: dict[str, list[str]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        for one in self.left.values():
            self._named[name_of(one.address)].append(one.id)
            self._below[one.parent].append(one.id)

    def shown_by(self, fields: Fields) -> None:
        """An item shows pictures: by name, in a gallery, or above its text."""
        top = fields.thumbnail()
        asked = {top.inside.get("meta_value", "").strip()} if top else set()
        shown = asked.union(fields.item.asked, *(self._named.pop(n, ()) for n in fields.item.names))
        if fields.item.all_below:
            shown.update(self._below.pop(fields.get("post_id"), ()))
        for id in shown:
            self.left.pop(id, None)
