"""Build the search index: a handful of small JSON files for a static host.

Folded single syllables say almost nothing in Vietnamese ("thi dua" typed without marks: its
two syllables stand in a third of all articles, the word in one of 160), so the index is keyed
by pairs of neighbouring syllables, by single syllables, and by document numbers. Under a key
stands one list of documents for each exact spelling, so that marks typed count and marks not
typed do not.

Files, below ``tim/``; all but the manifest have names made of their digest and never change:

``manifest.json``
    ``{"format": 1, "count": documents, "root": file}``: the one file that may not be cached.
``root-*.json``
    ``{"shards": [[first key, file], ...], "cards": [file, ...], "names": file}``
``i/*.json``
    A shard: ``[[key, spelling, postings, spelling, postings, ...], ...]``, keys ascending.
    Keys: ``thi dua`` (pair), ``=thi`` (syllable), ``#34cttw`` (document number, spelling "").
    Postings: ``document delta << 2 | often << 1 | in title``; documents count newest first.
``c/*.json``
    32 cards: ``[[title, path, date, section, text file], ...]``
``t/*.json``
    The text of one article: ``[line, ...]``, for the sentence shown under a hit.
``names-*.json``
    ``[[kind, name, path], ...]``, the most covered first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kyyeu.fixity import digest
from kyyeu.search.words import document_numbers, words
from kyyeu.vietnamese import collation_key, nfc

FORMAT = 1
CARDS_PER_FILE = 32
SHARD_BYTES = 48 * 1024  #: of JSON text; about a quarter when the host compresses it
OFTEN = 3  #: times from which a word is "often" in a document

Postings = list[int]
Keys = dict[str, dict[str, Postings]]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A published article as the search sees it."""

    id: str
    path: str  #: address below the site's root
    title: str
    date: str  #: ISO; all documents in one zone and one precision
    section: str
    text: str  #: lead, blocks and captions, joined by ``\\n``
    names: tuple[tuple[str, str, str, str], ...] = ()  #: kind, record id, name, path


def build(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files of the index, by their names below ``tim/``. Same documents, same bytes."""
    ordered = sorted(documents, key=lambda document: document.id)
    ordered.sort(key=lambda document: document.date, reverse=True)
    files: dict[str, bytes] = {}
    texts = [_add(files, "t/", nfc(document.text).split("\n")) for document in ordered]
    cards = [
        [nfc(document.title), document.path, document.date, nfc(document.section), text]
        for document, text in zip(ordered, texts, strict=True)
    ]
    root = {
        "shards": [[shard[0][0], _add(files, "i/", shard)] for shard in _shards(_invert(ordered))],
        "cards": [
            _add(files, "c/", cards[start : start + CARDS_PER_FILE])
            for start in range(0, len(cards), CARDS_PER_FILE)
        ],
        "names": _add(files, "names-", _names(ordered)),
    }
    manifest = {"format": FORMAT, "count": len(ordered), "root": _add(files, "root-", root)}
    files["manifest.json"] = _json(manifest)
    return files


def key_order(key: str) -> bytes:
    """Sorts keys as JavaScript compares strings: by UTF-16 code units."""
    return key.encode("utf-16-be", "surrogatepass")


def _invert(documents: Sequence[SearchDocument]) -> Keys:
    keys: Keys = {}
    for number, document in enumerate(documents):
        in_title = Counter(_terms(document.title))
        in_all = in_title + Counter(
            term for line in document.text.split("\n") for term in _terms(line)
        )
        for (key, spelling), times in in_all.items():
            bits = (times >= OFTEN) << 1 | ((key, spelling) in in_title)
            keys.setdefault(key, {}).setdefault(spelling, []).append(number << 2 | bits)
    return keys


def _terms(text: str) -> Iterable[tuple[str, str]]:
    """Key and exact spelling of every syllable, pair and document number of a line."""
    line = words(text)
    for word in line:
        yield f"={word.folded}", word.exact
    for first, second in pairwise(line):
        yield f"{first.folded} {second.folded}", f"{first.exact} {second.exact}"
    for number in document_numbers(text, line):
        for key in number.keys:
            yield key, ""


def _shards(keys: Keys) -> Iterable[list[list[str | Postings]]]:
    shard: list[list[str | Postings]] = []
    size = 0
    for key in sorted(keys, key=key_order):
        entry: list[str | Postings] = [key]
        for spelling, numbers in sorted(keys[key].items()):
            entry += [spelling, _deltas(numbers)]
        cost = len(_json(entry))
        if shard and size + cost > SHARD_BYTES:
            yield shard
            shard, size = [], 0
        shard.append(entry)
        size += cost
    if shard:
        yield shard


def _deltas(numbers: Postings) -> Postings:
    """The document part of each posting as the distance from the one before."""
    before = 0
    deltas = []
    for number in numbers:
        deltas.append(number - (before << 2))
        before = number >> 2
    return deltas


def _names(documents: Iterable[SearchDocument]) -> list[list[str]]:
    times = Counter(name for document in documents for name in set(document.names))
    return [
        [str(kind), nfc(name), path]
        for kind, _, name, path in sorted(
            times, key=lambda entry: (-times[entry], collation_key(entry[2]), entry)
        )
    ]


def _add(files: dict[str, bytes], prefix: str, value: object) -> str:
    """Put ``value`` among the files under a name made of its digest; the name."""
    data = _json(value)
    name = f"{prefix}{digest(data)[:20]}.json"
    files[name] = data
    return name


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
