"""What a text is cut into before it is indexed or searched: words and document numbers.

A *word* is a syllable of Vietnamese, a number, or a foreign word. ``theme/static/search.js``
holds the same rules; ``tests/search/vectors.json`` is checked against both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kyyeu.search import vocabulary
from kyyeu.vietnamese import canonical, fold, nfc


class Word(NamedTuple):
    """A word of a text and where it stands."""

    exact: str  #: `kyyeu.vietnamese.canonical` spelling; numbers without leading zeros or dots
    folded: str  #: the same without marks
    start: int  #: offset in the NFC text
    end: int


class DocumentNumber(NamedTuple):
    """The number of an official document as it stands in a text: "34-CT/TW"."""

    keys: tuple[str, ...]  #: "#34cttw"; of "30/2020/NĐ-CP" also without the year
    first: int  #: index of its first word; of a citation, of the kind before it
    last: int  #: index of its last word


# "1.000" is one number; "34-CT/TW" is three words.
_WORD = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[^\W_]+")
_ZEROS = re.compile(r"^0+(?=[0-9])")
_SMALL = "".join(filter(str.islower, map(chr, range(0x1EFA))))
# What every document number has: a digit and, joined to it or after a blank, a word with a capital
# and another, or a digit.
_SYMBOL = re.compile(rf"[0-9](?: ?[-/–‑] ?| )[^\W\d_{_SMALL}][^\W_]{{0,6}}?[^\W_{_SMALL}]")
_JOINT = re.compile(r" ?[-/–‑] ?")
_YEAR = re.compile(r"[0-9]{4}")
_VOWEL = re.compile("[aeiouy]")
_SERIAL = re.compile(r"[0-9]{1,5}")
_JOINED = re.compile(r"([a-z]+)([0-9]{1,5})")

_LONGEST_KIND = 4  #: words
_MOST_PIECES = 4  #: pieces after the serial number and year


def exact_words(text: str) -> list[str] | None:
    """The exact spellings of `words` of an NFC text; None: a document may be cited in it."""
    exact = canonical(text)
    if not _DIGIT.search(exact):
        return _LETTERS.findall(exact)
    if _SYMBOL.search(text):
        return None
    line = [_plain(word) if "0" <= word[0] <= "9" else word for word in _WORD.findall(exact)]
    for place in reversed(_fillers(line)):
        del line[place]
    return None if any(_may_be_kind(line, place) for place in range(1, len(line))) else line


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    exact = canonical(text)
    folded = fold(exact)  # both have the length of the NFC text
    found: list[Word] = []
    for match in _WORD.finditer(exact):
        start, end = match.span()
        if _digit(exact[start]):
            found.append(Word(_plain(exact[start:end]), _plain(folded[start:end]), start, end))
        else:
            found.append(Word(exact[start:end], folded[start:end], start, end))
    fillers = _fillers([word.exact for word in found])
    return [word for place, word in enumerate(found) if place not in fillers] if fillers else found


def document_numbers(text: str, line: Sequence[Word]) -> list[DocumentNumber]:
    """The document numbers in a text whose words are ``line``.

    A serial number, perhaps a year, then groups of capitals, joined by hyphens or slashes
    with at most one blank beside each ("34 - CT/TW"). Before the first group a blank alone
    will do if two groups follow ("34 CT/TW").
    """
    text = nfc(text)
    found = []
    place = 0
    while place < len(line):
        number = _number_at(text, line, place) if _digit(line[place].exact) else None
        if number:
            found.append(number)
            place = number.last
        place += 1
    return found


def kind_at(line: Sequence[Word], place: int) -> tuple[str, int, str] | None:
    """The kind of document, folded, that is said from ``place`` on; where its number stands; that.

    "Chỉ thị 34", "luật số 106", "CT 34", "nq42".
    """
    for size in range(_LONGEST_KIND, 0, -1):
        name = " ".join(word.folded for word in line[place : place + size])
        after = place + size
        bare = line[place].exact.replace("đ", "d")  # "đã 30 năm" is no Đề án
        if name in vocabulary.codes() and bare != name:
            return None
        if name in vocabulary.kinds() and after < len(line):
            after += line[after].folded == "so"
            if after < len(line) and _SERIAL.fullmatch(line[after].exact):
                return name, after, line[after].exact
    joined = _JOINED.fullmatch(line[place].folded)
    if joined and joined[1] in vocabulary.kinds():
        return joined[1], place, _plain(joined[2])
    return None


def citations(text: str, line: Sequence[Word]) -> list[DocumentNumber]:
    """The documents that a text cites, with the kind that is said before: "Chỉ thị 34".

    Besides `document_numbers` those cited by kind and serial alone, whose key is made of the
    code of the kind: "#34ct", as if the rest of a symbol were to follow.
    """
    text = nfc(text)
    numbers = {number.first: number for number in document_numbers(text, line)}
    found: list[DocumentNumber] = []
    place = 0
    while place < len(line):
        number, said = numbers.get(place), kind_at(line, place)
        if said and said[1] > place:
            number = _cited(text, line, place, said, numbers.get(said[1])) or number
        if number:
            found.append(number)
            place = number.last
        place += 1
    return found


def _cited(
    text: str,
    line: Sequence[Word],
    first: int,
    said: tuple[str, int, str],
    number: DocumentNumber | None,
) -> DocumentNumber | None:
    name, at, serial = said
    codes = vocabulary.kinds()[name]
    if name == codes[0] and not text[line[first].start : line[first].end].isupper():
        return None  # a code is written in capitals
    bare = f"#{serial}{codes[0]}"
    if number:
        told = any(key.startswith(f"#{serial}{code}") for key in number.keys for code in codes)
        return DocumentNumber(number.keys if told else (*number.keys, bare), first, number.last)
    if name in vocabulary.common():
        return None
    dated = at + 1 < len(line) and _YEAR.fullmatch(line[at + 1].exact)
    if dated and text[line[at].end : line[at + 1].start] == "/":
        year = line[at + 1].exact
        return DocumentNumber((f"#{serial}{year}{codes[0]}", bare), first, at + 1)
    return DocumentNumber((bare,), first, at)


def asked_numbers(query: str, line: Sequence[Word]) -> list[DocumentNumber]:
    """What a query can only mean as document numbers, in small letters too: "34-ct/tw".

    In small letters the first piece of a symbol has no vowel: "5-khu phố" is none.
    """
    query = nfc(query)
    if len(query.upper()) != len(query):
        return document_numbers(query, line)
    return [
        number
        for number in document_numbers(query.upper(), line)
        if query[line[number.first].start : line[number.last].end].isupper()
        or not _VOWEL.search(_first_piece(line[number.first + 1 : number.last + 1]))
    ]


def number_candidates(line: Sequence[Word], place: int) -> list[tuple[str, int]]:
    """Keys that the words of a query from ``place`` on may mean, with the place after each.

    Longest first. Whether one of them is a document number is for the index to say.
    """
    if not _digit(line[place].exact):
        return []
    candidates = []
    key = "#"
    for after, word in enumerate(line[place : place + _MOST_PIECES + 2], place + 1):
        if len(word.folded) > 8 and after > place + 1:
            break
        key += word.folded
        if not key[1:].isdecimal():
            candidates.append((key, after))
    return candidates[::-1]


def _first_piece(line: Sequence[Word]) -> str:
    return next(word.folded for word in line if not _digit(word.exact))


def _plain(word: str) -> str:
    """A number without the dots between its thousands and without leading zeros."""
    return _ZEROS.sub("", word.replace(".", ""))


def _digit(text: str) -> bool:
    return "0" <= text[:1] <= "9"


def _fillers(line: Sequence[str]) -> list[int]:
    """Where a "số" stands between the kind of a document and its number."""
    if "số" not in line and "so" not in line:
        return []
    return [
        place
        for place in range(2, len(line) - 1)
        if line[place] in ("số", "so")
        and _digit(line[place + 1])
        and fold(" ".join(line[place - 2 : place])) in vocabulary.kinds()
    ]


def _may_be_kind(line: Sequence[str], place: int) -> bool:
    """Whether a number stands there, behind what may be the end of a kind of document."""
    if not _digit(line[place]):
        return False
    before = line[place - 1] if line[place - 1] not in ("số", "so") else line[place - 2]
    return fold(before) in _kind_ends()


@cache
def _kind_ends() -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in vocabulary.kinds())


def _number_at(text: str, line: Sequence[Word], first: int) -> DocumentNumber | None:
    if not _SERIAL.fullmatch(line[first].exact):
        return None
    pieces: list[str] = []
    year = ""
    bare = False  # a blank alone stood before the first group
    last = first
    for place in range(first + 1, min(first + _MOST_PIECES + 2, len(line))):
        before, word = line[place - 1], line[place]
        between, written = text[before.end : word.start], text[word.start : word.end]
        joined = bool(_JOINT.fullmatch(between))
        if joined and place == first + 1 and _YEAR.fullmatch(word.exact):
            year = word.exact
        elif (joined or (between == " " and not pieces)) and _is_group(written):
            bare = bare or not joined
            pieces.append(word.folded)
        else:
            break
        last = place
    if not pieces or (bare and len(pieces) < 2):
        return None
    serial, groups = line[first].exact, "".join(pieces)
    keys = (f"#{serial}{year}{groups}", f"#{serial}{groups}") if year else (f"#{serial}{groups}",)
    return DocumentNumber(keys, first, last)


def _is_group(written: str) -> bool:
    """Whether it looks like a piece of a document's symbol: "CT", "TTg", "CTr", "K12"."""
    capitals = sum(letter.isupper() for letter in written)
    digits = any("0" <= letter <= "9" for letter in written)
    return written[0].isupper() and len(written) <= 8 and capitals >= (1 if digits else 2)
