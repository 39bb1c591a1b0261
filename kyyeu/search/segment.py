"""The files of one segment of the index: a row of documents, newest first.

A segment lies in a folder named by the digest of its documents, so its files never change.

``root.js``
    ``{"count", "firsts": [least key of each shard], "days": [newest day, documents, days
    back, documents, ...], "facets": [kind, ...], "tails": [two letters, ...], "names": [those
    most covered], "sieve": [size, steps]}``
    The sieve tells of most keys that a segment of few has not that it has them not: the remainders
    of their digests, ascending, each step a letter (`_SIEVE_FROM`). Empty: ask the shards.
``i0.js`` ...
    A shard: ``[[key, spelling, postings, spelling, postings, ...], ...]``, keys ascending.
    Keys: ``thi dua`` (pair), ``=thi`` (syllable), ``#34cttw`` (document number, spelling ""),
    ``@person/tran-van-chung`` (facet, spelling "").
    A spelling after ``~`` is what an article says in other words (`kyyeu.search.wording`).
    Postings: ``document delta << 2 | often << 1 | in title``.
``c0.js`` ...
    `CARDS` cards each: ``[[title, path, day, section], ...]``
``f-person.js`` ...
    Facet values of a kind: ``[[key, name, distinction, [document delta, ...]], ...]``
``n0.js`` ...
    ``[[kind, name, distinction, path, articles, other wording, ...], ...]``: names, but those in
    ``root.js``, by the first two letters of each of their syllables.
``wordings.js``
    ``[[words in full, abbreviation, ...], ...]``: to show where a text says it otherwise.
``syllables.js``
    Folded syllables, the most frequent first: what a typing error may have meant.

Other forms of names on record ("CDC Nam Định") have a segment of their own, without documents:
``root.js`` and ``n0.js`` ..., of no articles. So a new form changes no other file.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from json.encoder import encode_basestring as _quoted
from typing import Any

from kyyeu.search import wording
from kyyeu.search.document import About, Named
from kyyeu.search.runs import Run, Runs
from kyyeu.search.wire import packed, packed_text
from kyyeu.search.words import words

CARDS = 32  #: documents whose cards lie in one file
SHARD = 32 * 1024  #: characters of JSON, about a third on its way
VAST = 20_000  #: documents from which shards are larger by half: ``root.js`` stays small
COVERED = 200  #: names that lie in ``root.js`` itself
FEW_NAMES = 600  #: or all, if there are no more
FEW_KEYS = 30_000  #: up to which a segment has a sieve
SYLLABLES = 4000  #: at most so many are kept for typing errors
Lay = Callable[[str, bytes], None]  # a file's name, and what it holds
_EPOCH = date(1970, 1, 1)
_SIEVE_FROM = 0x5D  # behind quote and backslash
_SIEVE = 8  # one key in so many that the segment has not goes through


def contents(batches: Iterable[tuple[Sequence[About], Run]], lay: Lay) -> None:
    """Make all files of a segment, of batches of documents in order.

    Args:
        batches: what is said of some documents, and the run of their words.
        lay: takes each file as soon as it is whole.
    """
    runs, told = Runs(), _Told(lay)
    for abouts, run in batches:
        runs.add(run, len(abouts))
        told.add(abouts)
    told.close()
    shards = _Shards(told.count, lay)
    for key, spelling, postings, found in runs.joined():
        shards.add(key, spelling, postings, found)
    shards.close()
    kinds = sorted(told.numbers)
    for kind in kinds:
        lay(f"f-{kind}.js", packed(told.facets(kind)))
    if told.count:
        lay("syllables.js", packed(shards.common()))
        lay("wordings.js", packed(wording.table()))
    root = {
        "count": told.count,
        "firsts": shards.firsts,
        "days": _days(told.days),
        "facets": kinds,
        "sieve": shards.sieve(),
    }
    lay("root.js", packed(root | _names(told.names, lay)))


def forms(names: Iterable[Named], lay: Lay) -> None:
    """Make all files of the segment of other forms of names."""
    root = {"count": 0, "firsts": [], "days": [], "facets": [], "sieve": (0, "")}
    lay("root.js", packed(root | _names(dict.fromkeys(names, 0), lay)))


class _Told:
    """What documents say of themselves besides their words, gathered batch by batch."""

    def __init__(self, lay: Lay) -> None:
        self._lay = lay
        self.count = 0
        self.days: Counter[str] = Counter()
        self.names: Counter[Named] = Counter()
        self.numbers: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_numbers))
        self._called: dict[tuple[str, str], tuple[str, str]] = {}
        self._cards: list[Sequence[object]] = []

    def add(self, documents: Sequence[About]) -> None:
        for number, document in enumerate(documents, self.count):
            self.days[document.day] += 1
            self.names.update(
                Named(kind, id, name, path, apart) for kind, id, name, path, apart in document.names
            )
            for kind, key, name, apart in document.facets:
                if number not in self.numbers[kind][key][-1:]:  # by two names of one thing
                    self.numbers[kind][key].append(number)
                self._called.setdefault((kind, key), (name, apart))
            self._cards.append(document[:4])
            if len(self._cards) == CARDS:
                self._lay(f"c{number // CARDS}.js", packed(self._cards))
                self._cards.clear()
        self.count += len(documents)

    def close(self) -> None:
        if self._cards:
            self._lay(f"c{self.count // CARDS}.js", packed(self._cards))

    def facets(self, kind: str) -> list[list[object]]:
        """Key, name, distinction and documents of each value, the most covered first."""
        found = self.numbers[kind]
        ordered = sorted(found, key=lambda key: (-len(found[key]), key))
        return [[key, *self._called[kind, key], _gaps(found[key])] for key in ordered]


def _numbers() -> array[int]:
    return array("I")


def _days(counted: Mapping[str, int]) -> list[int]:
    """Day of the newest (since 1970-01-01), how many; days back to the next, how many; ..."""
    days: list[int] = []
    before = 0
    for day, documents in counted.items():
        number = (date.fromisoformat(day) - _EPOCH).days
        days += [before - number if days else number, documents]
        before = number
    return days


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _names(times: Mapping[Named, int], lay: Lay) -> dict[str, object]:
    """What ``root.js`` says of names; those that do not lie there are laid out by two letters."""
    ordered = sorted(times, key=lambda name: (-times[name], name.name, name.path))
    rows: list[list[object]] = [
        [name.kind, name.name, name.apart, name.path, times[name], *wording.forms(name)]
        for name in ordered
    ]
    covered = COVERED if len(rows) > FEW_NAMES else FEW_NAMES
    tails: dict[str, list[list[object]]] = defaultdict(list)
    for row in rows[covered:]:
        called = [str(row[1]), *map(str, row[5:])]
        for two in sorted({word.folded[:2] for name in called for word in words(name)}):
            tails[two].append(row)
    for number, two in enumerate(sorted(tails)):
        lay(f"n{number}.js", packed(tails[two]))
    return {"tails": sorted(tails), "names": rows[:covered]}


def names_of(root: Mapping[str, Any]) -> list[str]:
    """The names of all files of a segment, as its ``root.js`` tells."""
    counts = {"i": len(root["firsts"]), "c": -(-root["count"] // CARDS), "n": len(root["tails"])}
    numbered = [f"{kind}{number}.js" for kind, count in counts.items() for number in range(count)]
    facets = [f"f-{kind}.js" for kind in root["facets"]]
    shared = ["syllables.js", "wordings.js"] if root["count"] else []
    return [*numbered, *facets, *shared, "root.js"]


class _Shards:
    """Cuts ascending keys into shards."""

    def __init__(self, count: int, lay: Lay) -> None:
        self._lay = lay
        self.firsts: list[str] = []
        self._syllables: Counter[str] = Counter()
        self._least = max(1, count // 2000)
        self._most = SHARD * 3 // 2 if count >= VAST else SHARD
        self._key = ""
        self._entry: list[str] = []
        self._shard: list[str] = []
        self._size = 0
        self._last = ""  # key of the shard before
        self._keys = array("I")  # digests, while they are few

    def add(self, key: str, spelling: str, postings: str, found: int) -> None:
        if key != self._key:
            self._end_key()
            self._key = key
            self._entry = [_quoted(key)]
        self._entry.append(f"{_quoted(spelling)},[{postings}]")
        if key[0] == "=" and key[1:].isalpha():
            self._syllables[key[1:]] += found

    def close(self) -> None:
        self._end_key()
        self._cut()

    def common(self) -> list[str]:
        often = [item for item in self._syllables.items() if item[1] >= self._least]
        return [word for word, _ in sorted(often, key=lambda item: (-item[1], item[0]))][:SYLLABLES]

    def sieve(self) -> tuple[int, str]:
        if len(self._keys) > FEW_KEYS:
            return 0, ""
        size = _SIEVE * len(self._keys)
        steps = _gaps(sorted({number % size for number in self._keys}))
        return size, "".join(chr(_SIEVE_FROM + step) for step in steps)

    def _end_key(self) -> None:
        if not self._entry:
            return
        text = f"[{','.join(self._entry)}]"
        if self._shard and self._size + len(text) > self._most:
            self._cut()
        if not self._shard:
            self.firsts.append(_shortest_after(self._last, self._key))
        if len(self._keys) <= FEW_KEYS:
            self._keys.append(_digest(self._key))
        self._shard.append(text)
        self._size += len(text)
        self._last = self._key

    def _cut(self) -> None:
        if self._shard:
            text = f"[{','.join(self._shard)}]"
            self._lay(f"i{len(self.firsts) - 1}.js", packed_text(text))
            self._shard, self._size = [], 0


def remainders(root: Mapping[str, Any]) -> frozenset[int]:
    """What the sieve of a segment holds."""
    return frozenset(accumulate(ord(step) - _SIEVE_FROM for step in root["sieve"][1]))


def may_hold(root: Mapping[str, Any], held: Collection[int], key: str) -> bool:
    """Whether a segment may have a key; ``held`` are its `remainders`."""
    return not held or _digest(key) % root["sieve"][0] in held


def _digest(key: str) -> int:
    """Of a key, as every browser counts it."""
    number = 0
    for letter in key:
        number = (number * 31 + ord(letter)) & 0xFFFFFFFF
    return number


def _shortest_after(before: str, key: str) -> str:
    """The shortest beginning of ``key`` that sorts after ``before``: enough to find a shard."""
    return next(key[:end] for end in range(1, len(key) + 1) if key[:end] > before)
