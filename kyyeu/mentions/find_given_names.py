"""Find people whom the article has introduced elsewhere, where nothing beside the name tells.

A whole name that somebody bears in the article is theirs wherever it stands again. Part of a
foreign name ("Trump") is as telling. A Vietnamese given name alone ("Mỷ được tặng xe") is a word
too: only somebody introduced without title is called so, by a name that nobody else in the
article has, and a deed has to follow, or a word that leads to somebody stand before; with the
middle name ("Công Phượng sút") anybody is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import CAPITAL, begin_here
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.foreign_names import is_foreign, is_foreign_name
from kyyeu.mentions.person_names import is_cued
from kyyeu.mentions.sheet import Sheet, parts, spelling

_WORDS = frozenset(
    {"đảng", "đoàn", "hội", "nước", "tết", "xuân", "thu", "nam", "bắc", "đông", "tây", "trung",
     "việt", "mỹ", "anh", "pháp", "nga", "đức", "ý", "nhật", "hàn", "bác", "phật", "chúa", "quốc"}
)  # fmt: skip
_AFTER = frozenset(
    {"được", "bị", "đã", "sẽ", "đang", "cũng", "vẫn", "không", "chưa", "là", "và", "có", "xin",
     "nói", "kể", "mới", "liền", "bèn", "khai", "bỏ", "mang", "bán", "mua", ",", ".", ";", ")", "?"}
)  # fmt: skip
_LEADING = frozenset(
    {"cho", "của", "với", "gặp", "giúp", "khiến", "bởi", "bắt", "đưa", "thấy", "rằng", "nhờ", "hỏi"}
)


class _Name(NamedTuple):
    """What somebody may be called by, and where the whole name stands first."""

    words: tuple[str, ...]
    first: tuple[int, int]
    whole: bool = False
    foreign: bool = False


_PAIR = 2  # words of the shortest whole name
_MOST_FORMS = 8192  # kept


@dataclass(slots=True)
class _Names:
    """Names by their first word, the longest first."""

    by_word: dict[str, list[_Name]] = field(default_factory=dict)

    def add(self, name: _Name) -> None:
        """Enter a name; of two alike the first one counts."""
        several = self.by_word.setdefault(name.words[0], [])
        if all(one.words != name.words for one in several):
            several.append(name)
            several.sort(key=lambda one: -len(one.words))


def find_given_names(
    sheets: Mapping[int, Sheet],
    people: Sequence[PersonFound],
    taken: Mapping[int, Sequence[tuple[int, int]]],
) -> list[PersonFound]:
    """People named without a witness, whom the article introduces somewhere.

    Args:
        sheets: by block.
        people: who was found in the article, in reading order.
        taken: spans (characters) of all that was found, by block.
    """
    names = _names_of(people)
    if not names.by_word:
        return []
    firsts = names.by_word.keys()
    return [
        one
        for block, sheet in sheets.items()
        if not firsts.isdisjoint(sheet.low)
        for one in _in_block(sheet, block, names, taken.get(block, ()))
    ]


def _in_block(
    sheet: Sheet, block: int, names: _Names, taken: Sequence[tuple[int, int]]
) -> Iterable[PersonFound]:
    done, by_word, low = 0, names.by_word, sheet.low
    places = [at for at in begin_here(sheet, CAPITAL) if low[at] in by_word]
    begun = {start for start, _ in taken} if places else ()
    for at in places:
        start = sheet.starts[at]
        if at < done or start in begun:
            continue
        for name in by_word[low[at]]:
            after = at + len(name.words)
            if tuple(sheet.low[at:after]) != name.words or not _stands_alone(sheet, at, after):
                continue
            if not (name.whole or _is_meant(sheet, at, after, name)):
                continue
            end = sheet.ends[after - 1]
            early = (block, start) < name.first and not name.whole
            if early or not _free(start, end, taken):
                continue
            form = sheet.text[start:end]
            if name.whole:
                yield PersonFound(block, start, end, form, "repeated")
            else:
                yield PersonFound(block, start, end, form, "short-form", short=True, needed=True)
            done = after
            break


class _Spelled(NamedTuple):
    """What a form tells by itself, whoever bears it."""

    words: tuple[str, ...]
    name: str  #: in comparison spelling
    given: str  #: its last word
    whole: bool  #: nothing else is called so
    foreign: tuple[tuple[str, ...], ...]  #: the foreign words in it
    tail: str  #: middle and given name, empty when there are no more


@lru_cache(maxsize=_MOST_FORMS)
def _spelled(form: str) -> _Spelled:
    words, name = parts(form), spelling(form)
    known = lexicon.figure_phrases().match(words, 0) or lexicon.places().match(words, 0)
    foreign = form.replace("-", " ").split() if is_foreign_name(name) else []
    syllables = name.split()
    tail = " ".join(syllables[-_PAIR:]) if len(syllables) > _PAIR else ""
    return _Spelled(
        words,
        name,
        name.rpartition(" ")[2],
        known is None and not form.isupper(),
        tuple(parts(word) for word in foreign if is_foreign(word)),
        tail,
    )


def _names_of(people: Sequence[PersonFound]) -> _Names:
    """All that may stand for somebody of the article."""
    names = _Names()
    for one in people:
        if one.by_role or one.short or not one.sure:
            continue
        spelled, place = _spelled(one.form), (one.block, one.start)
        if len(spelled.words) < _PAIR:
            continue
        if spelled.whole:
            names.add(_Name(spelled.words, place, whole=True))
        for word in spelled.foreign:
            names.add(_Name(word, place, foreign=True))
    for given, place in {**_familiar(people), **_with_middle_name(people)}.items():
        names.add(_Name((*given.split(),), place))
    return names


def _familiar(people: Iterable[PersonFound]) -> dict[str, tuple[int, int]]:
    """Given names that one person of the article has, with the place of the full name."""
    bearers: dict[str, dict[str, list[PersonFound]]] = {}
    for one in people:
        if not one.by_role and not one.short:
            spelled = _spelled(one.form)
            bearers.setdefault(spelled.given, {}).setdefault(spelled.name, []).append(one)
    known = {}
    for given, names in bearers.items():
        if len(names) == 1 and given not in _WORDS:
            (places,) = names.values()
            if all(one.familiar and (one.aged or not one.roles) for one in places):
                known[given] = (places[0].block, places[0].start)
    return known


def _with_middle_name(people: Iterable[PersonFound]) -> dict[str, tuple[int, int]]:
    """Middle and given name of those whom nobody else shares both with: "Công Phượng"."""
    bearers: dict[str, dict[str, tuple[int, int]]] = {}
    for one in people:
        if not one.by_role and (tail := _spelled(one.form).tail):
            name = " ".join(_spelled(one.form).name.split())
            bearers.setdefault(tail, {}).setdefault(name, (one.block, one.start))
    return {
        tail: next(iter(names.values()))
        for tail, names in bearers.items()
        if len(names) == 1 and _is_name(tail)
    }


@lru_cache(maxsize=_MOST_FORMS)
def _is_name(tail: str) -> bool:
    """Whether middle and given name together are called nothing else."""
    words = parts(tail)
    return (
        not lexicon.places().match(words, 0)
        and not lexicon.other_beginnings().match(words, 0)
        and lexicon.surnames().get(words[0]) != "sure"
    )


def _stands_alone(sheet: Sheet, at: int, end: int) -> bool:
    """Whether no other capital goes on before or after, and no street or school is called so."""
    return (
        all(sheet.capital(word) for word in range(at, end) if sheet.words[word].isalpha())
        and not (len(sheet.words[at]) > 1 and all(map(str.isupper, sheet.words[at:end])))
        and not (at and sheet.adjacent(at) and sheet.capital(at - 1))
        and not (sheet.adjacent(end) and sheet.capital(end))
        and not is_cued(sheet, at)
    )


def _is_meant(sheet: Sheet, at: int, end: int, name: _Name) -> bool:
    """Whether what stands beside part of a name tells that it is one here."""
    if not all(sheet.words[word].istitle() for word in range(at, end)):
        return False
    after = sheet.low[end] if end < len(sheet) else "."
    if sheet.opens_sentence(at) and not after.isalpha():
        return False
    return (
        name.foreign
        or after in _AFTER
        or lexicon.deeds().match(sheet.low, end) is not None
        or (at > 0 and sheet.low[at - 1] in _LEADING and not sheet.opens_sentence(at))
    )


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= first or start >= after for first, after in taken)
