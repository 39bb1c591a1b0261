"""Readings kept by digest: an article is read anew only when something about it is new.

Kept as JSON. The key holds the text, the article's id and date, and the code and knowledge of
this room; beside the reading stands what it asked of the authority files, with a digest of the
answers. So nothing kept is ever out of date, and a changed record touches those readings alone
that asked for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.mentions.inline import Inline
from kyyeu.mentions.mergers import provinces
from kyyeu.mentions.reading import read_and_ask, records_for
from kyyeu.mentions.records import records_of
from kyyeu.model import Article, Authorities, CountedList, Kind, Mention, Reading
from kyyeu.workers import digest_of_code


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is read."""

    article: Article  #: whose id and date are asked
    blocks: Sequence[str]  #: texts (NFC) of the lead (block 0) and of the blocks of the body
    inline: Sequence[Inline] = ()  #: what an editor said in the article itself


@dataclass(frozen=True, slots=True)
class Known:
    """A reading, and what it depends on."""

    reading: Reading
    asked: frozenset[int]  #: marks, see `kyyeu.mentions.asking`


class Reader:
    """Reads articles with one set of authority records, and remembers what it read."""

    def __init__(self, kept: Cache, authorities: Authorities, province: str) -> None:
        self.authorities = authorities
        self.province = province
        self._kept = kept
        self._ground = key("mentions", recipe(), province)

    def read(
        self, article: Article, blocks: Sequence[str], inline: Sequence[Inline] = ()
    ) -> Reading:
        """As `kyyeu.mentions.read`."""
        return self.know(article, blocks, inline).reading

    def know(self, article: Article, blocks: Sequence[str], inline: Sequence[Inline] = ()) -> Known:
        """As `kyyeu.mentions.read_and_ask`; many at once: `kyyeu.mentions.know_many`."""
        text = Text(article, blocks, inline)
        known = self.remembered(text)
        if known is None:
            known = Known(*read_and_ask(article, blocks, self.authorities, self.province, inline))
            self.remember(text, known)
        return known

    def remembered(self, text: Text) -> Known | None:
        """What was kept of an article, when it still holds."""
        kept = self._kept.get(self._key(text))
        if kept is not None:
            told = json.loads(kept)
            records = records_for(text.article, self.authorities, self.province)
            if told["answers"] == records.asked.answer_of(told["asked"]):
                return Known(reading_of(told["reading"]), frozenset(told["asked"]))
        return None

    def remember(self, text: Text, known: Known) -> None:
        """Keep what was just read."""
        records = records_for(text.article, self.authorities, self.province)
        told = {
            "asked": sorted(known.asked),
            "answers": records.asked.answer_of(known.asked),
            "reading": kept_of(known.reading),
        }
        self._kept.put(self._key(text), json.dumps(told, ensure_ascii=False).encode())

    def _key(self, text: Text) -> str:
        article, said = text.article, repr(tuple(text.inline))
        return key(self._ground, article.id, article.published.isoformat(), said, *text.blocks)


def answers(authorities: Authorities, province: str) -> Mapping[int, str]:
    """What the authority files answer, by mark, whatever day an article is of."""
    told: dict[int, list[str]] = {}
    for name in provinces(province):
        for mark, answer in records_of(authorities, name).asked.answers().items():
            told.setdefault(mark, []).append(f"{name}:{answer}")
    return {mark: digest("\n".join(each).encode())[:16] for mark, each in told.items()}


def changed_marks(before: Mapping[int, str], after: Mapping[int, str]) -> frozenset[int]:
    """The marks whose answer is not what it was."""
    both: Iterable[int] = before.keys() | after.keys()
    return frozenset(mark for mark in both if before.get(mark) != after.get(mark))


@cache
def recipe() -> str:
    """Digest of the code and the knowledge that readings are made with."""
    return digest_of_code("vietnamese.py", "model.py", "mentions")


def kept_of(reading: Reading) -> list[object]:
    """A reading as JSON keeps it: rows, in the order of the fields."""
    counted = [[one.block, one.stated, one.found, one.owner] for one in reading.counted]
    rows, within = ([*map(_row_of, some)] for some in (reading.mentions, reading.within))
    return [reading.article, rows, counted, reading.elsewhere, within]


def reading_of(kept: Sequence[Any]) -> Reading:
    """A reading from what was `kept_of` it."""
    article, mentions, counted, elsewhere, within = kept
    return Reading(
        article, tuple(map(_mention_of, mentions)), tuple(CountedList(*one) for one in counted),
        elsewhere, tuple(map(_mention_of, within)),
    )  # fmt: skip


_row_of = attrgetter(*(field.name for field in fields(Mention)))
_KIND, *_LISTS = (
    next(at for at, field in enumerate(fields(Mention)) if field.name == name)
    for name in ("kind", "roles", "told", "bodies")
)


def _mention_of(row: list[Any]) -> Mention:
    row[_KIND] = Kind(row[_KIND])
    for at in _LISTS:
        row[at] = tuple(row[at])
    return Mention(*row)
