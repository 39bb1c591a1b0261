"""Queries with their right answers, worked out from any archive by looking through all of it.

The sixteen kinds are those by which engines were compared; `bench.search` uses them too.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kyyeu.search import SearchDocument
from kyyeu.search.words import Word, document_numbers, words
from kyyeu.vietnamese import fold, modern_tone, nfc

FIRST = 10  #: hits that a reader sees


@dataclass(frozen=True)
class Judged:
    """A query, and how well a list of ids answers it: 0 to 1."""

    kind: str
    typed: str
    judge: Callable[[Sequence[str]], float] = field(repr=False)
    section: str = ""
    newest_first: bool = False

    @property
    def ten(self) -> bool:
        """Whether only the first ten matter."""
        return self.kind not in ("quoted exact", "quoted folded", "number", "filter")


class Archive:
    """An archive as a patient reader knows it."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.documents = {document.id: document for document in documents}
        self.ids = list(self.documents)
        self.exact: dict[str, str] = {}
        self.folded: dict[str, str] = {}
        self.numbers: dict[str, set[str]] = defaultdict(set)
        for id, document in self.documents.items():
            rows = self.rows(id)
            self.exact[id], self.folded[id] = _spaced(rows, 0), _spaced(rows, 1)
            for line, row in zip([document.title, *document.lines], rows, strict=True):
                for number in document_numbers(line, row):
                    self.numbers[number.keys[0]].add(id)

    def rows(self, id: str) -> list[list[Word]]:
        """The words of a document by lines, the title first."""
        document = self.documents[id]
        return [words(line) for line in [nfc(document.title), *document.lines]]

    def holding(self, typed: str, marks: bool) -> set[str]:
        """Ids of the documents in which the words stand in a row."""
        wanted = " " + " ".join(word.exact if marks else word.folded for word in words(typed)) + " "
        return {id for id, text in (self.exact if marks else self.folded).items() if wanted in text}


def queries(archive: Archive, per_kind: int, seed: int = 1) -> list[Judged]:
    """So many queries of each kind, as far as the archive has matter for them."""
    draw = random.Random(seed)
    return [query for kind in _KINDS.values() for query in _some(kind, archive, per_kind, draw)]


def _some(
    kind: Callable[[Archive, random.Random], Judged | None],
    archive: Archive,
    count: int,
    draw: random.Random,
) -> list[Judged]:
    found: dict[str, Judged] = {}
    for _ in range(60 * count):
        query = kind(archive, draw)
        if query and query.typed not in found:
            found[query.typed] = query
            if len(found) == count:
                break
    return list(found.values())


# --------------------------------------------------------------------------- judges


def _among_first(id: str) -> Callable[[Sequence[str]], float]:
    return lambda ids: float(id in ids[:FIRST])


def _only(right: set[str]) -> Callable[[Sequence[str]], float]:
    """The share of right ones among the first ten, or among as many as there are."""

    def judge(ids: Sequence[str]) -> float:
        first = ids[:FIRST]
        return sum(id in right for id in first) / min(FIRST, len(right)) if first else 0.0

    return judge


def _all_of(right: set[str]) -> Callable[[Sequence[str]], float]:
    """Precision times recall of the whole list."""

    def judge(ids: Sequence[str]) -> float:
        hit = len(right & set(ids))
        return (hit / len(ids)) * (hit / len(right)) if ids else 0.0

    return judge


# --------------------------------------------------------------------------- kinds


def _title(archive: Archive, draw: random.Random, least: int = 5) -> tuple[str, list[str]] | None:
    """A document and the longest row of words of its title without numbers, as written."""
    id = draw.choice(archive.ids)
    title = nfc(archive.documents[id].title)
    rows: list[list[str]] = [[]]
    for word in archive.rows(id)[0]:
        if word.exact[0].isdecimal():
            rows.append([])
        else:
            rows[-1].append(title[word.start : word.end])
    row = max(rows, key=len)
    return (id, row) if len(row) >= least else None


def _run(archive: Archive, draw: random.Random, least: int, most: int) -> tuple[str, str] | None:
    """A document and some words in a row of it, as written."""
    id = draw.choice(archive.ids)
    document = archive.documents[id]
    at = draw.randrange(1, len(document.lines) + 1)
    text = document.lines[at - 1]
    line = words(text)
    size = draw.randint(least, most)
    if len(line) <= size:
        return None
    start = draw.randrange(len(line) - size)
    run = line[start : start + size]
    if any(word.exact[0].isdecimal() for word in run) or "\n" in text:
        return None
    typed = text[run[0].start : run[-1].end]
    return (id, typed) if re.fullmatch(r"[\w ]+", typed) else None


def _known(
    kind: str, change: Callable[[str], str]
) -> Callable[[Archive, random.Random], Judged | None]:
    def make(archive: Archive, draw: random.Random) -> Judged | None:
        found = _title(archive, draw)
        if not found:
            return None
        id, title = found
        typed = " ".join(title)
        asked = change(typed)
        same = archive.holding(typed, marks=False)
        return Judged(kind, asked, _among_first(id)) if len(same) <= FIRST else None

    return make


def _other_tones(text: str) -> str:
    """The placement of tones that the text does not use."""
    modern = modern_tone(text)
    if modern != text:
        return modern
    old = {"oà": "òa", "oá": "óa", "oạ": "ọa", "oẻ": "ỏe", "uý": "úy", "uỷ": "ủy", "uỵ": "ụy"}
    for new, older in old.items():
        text = re.sub(rf"(?<!q){new}\b", older, text)
    return text


def other_tones(archive: Archive, draw: random.Random) -> Judged | None:
    made = _known("tone style", _other_tones)(archive, draw)
    return made if made and _other_tones(made.typed) != made.typed else None


def typing_error(archive: Archive, draw: random.Random) -> Judged | None:
    found = _title(archive, draw)
    if not found:
        return None
    id, title = found
    size = draw.choice((2, 2, 3, 4))
    start = draw.randrange(len(title) - size)
    run = title[start : start + size]
    place = draw.randrange(size)
    word = fold(run[place])
    if len(word) < 4 or len(archive.holding(" ".join(run), marks=False)) > FIRST:
        return None
    at = draw.randrange(1, len(word) - 1)
    wrong = draw.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )
    typed = " ".join([*map(fold, run[:place]), wrong, *map(fold, run[place + 1 :])])
    return (
        None
        if archive.holding(typed, marks=False)
        else Judged("typo", typed + " ", _among_first(id))
    )


def unfinished(archive: Archive, draw: random.Random) -> Judged | None:
    found = _title(archive, draw)
    if not found:
        return None
    id, title = found
    begun = title[-1][: max(2, len(title[-1]) - 1)]
    same = archive.holding(" ".join(title[:-1]), marks=False)
    return (
        Judged("unfinished", " ".join([*title[:-1], begun]), _among_first(id))
        if len(same) <= FIRST
        else None
    )


def scattered(archive: Archive, draw: random.Random) -> Judged | None:
    found = _title(archive, draw, 9)
    if not found:
        return None
    id, title = found
    one, two = " ".join(title[:4]), " ".join(title[-4:])
    both = archive.holding(one, marks=True) & archive.holding(two, marks=True)
    return Judged("scattered", f"{two} {one}", _among_first(id)) if len(both) <= 3 else None


def _term(kind: str, marks: bool) -> Callable[[Archive, random.Random], Judged | None]:
    def make(archive: Archive, draw: random.Random) -> Judged | None:
        found = _run(archive, draw, 2, 3)
        if not found or (marks and fold(found[1]) == found[1].lower()):
            return None
        typed = found[1].lower() if marks else fold(found[1])
        right = archive.holding(typed, marks)
        return Judged(kind, typed + " ", _only(right)) if len(right) >= 5 else None

    return make


def _name(kind: str, marks: bool) -> Callable[[Archive, random.Random], Judged | None]:
    def make(archive: Archive, draw: random.Random) -> Judged | None:
        document = archive.documents[draw.choice(archive.ids)]
        pattern = r"(?:[A-ZĐÂÁÝÔÊƯƠ][^\W\d_]+ ){2}[A-ZĐÂÁÝÔÊƯƠ][^\W\d_]+"
        names = re.findall(pattern, nfc(document.text))
        if not names:
            return None
        typed = draw.choice(names) if marks else fold(draw.choice(names))
        if marks and fold(typed) == typed.lower():
            return None
        return Judged(kind, typed, _only(archive.holding(typed, marks)))

    return make


def _quoted(kind: str, marks: bool) -> Callable[[Archive, random.Random], Judged | None]:
    def make(archive: Archive, draw: random.Random) -> Judged | None:
        found = _run(archive, draw, 3, 5)
        if not found or (marks and fold(found[1]) == found[1].lower()):
            return None
        typed = found[1] if marks else fold(found[1])
        return Judged(kind, f'"{typed}"', _all_of(archive.holding(typed, marks)))

    return make


def number(archive: Archive, draw: random.Random) -> Judged | None:
    if not archive.numbers:
        return None
    key = draw.choice(sorted(archive.numbers))
    where = archive.numbers[key]
    document = archive.documents[min(where)]
    for line in [document.title, *document.lines]:
        text = nfc(line)
        row = words(text)
        for found in document_numbers(text, row):
            if found.keys[0] == key:
                written = text[row[found.first].start : row[found.last].end]
                typed = draw.choice(
                    [written, written.lower(), fold(written), re.sub(r"[-/]", " ", written)]
                )
                return Judged("number", typed, _all_of(where))
    return None


def filtered(archive: Archive, draw: random.Random) -> Judged | None:
    found = _term("term", True)(archive, draw)
    if not found:
        return None
    right = archive.holding(found.typed, marks=True)
    section = Counter(archive.documents[id].section for id in sorted(right)).most_common(1)[0][0]
    inside = {id for id in right if archive.documents[id].section == section}
    judge = _all_of(inside) if len(words(found.typed)) == 2 else _only(inside)
    return Judged("filter", found.typed, judge, section=section)


def by_date(archive: Archive, draw: random.Random) -> Judged | None:
    found = _term("term", True)(archive, draw)
    if not found or len(words(found.typed)) != 2:
        return None
    right = archive.holding(found.typed, marks=True)
    days = {id: archive.documents[id].date[:10] for id in right}
    expected = sorted(days.values(), reverse=True)

    def judge(ids: Sequence[str]) -> float:
        return float([days.get(id, "") for id in ids[:FIRST]] == expected[:FIRST])

    return Judged("date sort", found.typed, judge, newest_first=True)


_KINDS: dict[str, Callable[[Archive, random.Random], Judged | None]] = {
    "known exact": _known("known exact", str),
    "known folded": _known("known folded", fold),
    "NFD": _known("NFD", lambda text: unicodedata.normalize("NFD", text)),
    "tone style": other_tones,
    "typo": typing_error,
    "unfinished": unfinished,
    "scattered": scattered,
    "term exact": _term("term exact", True),
    "term folded": _term("term folded", False),
    "name exact": _name("name exact", True),
    "name folded": _name("name folded", False),
    "quoted exact": _quoted("quoted exact", True),
    "quoted folded": _quoted("quoted folded", False),
    "number": number,
    "filter": filtered,
    "date sort": by_date,
}
KINDS = tuple(_KINDS)


def _spaced(rows: Iterable[Sequence[Word]], form: int) -> str:
    return "\n".join(" " + " ".join(word[form] for word in row) + " " for row in rows)
