"""Find people called by their given name alone, as in stories of everyday life: "Mỷ được tặng xe".

Only somebody introduced without title is called so, by a name that nobody else in the article
has; with the middle name ("Công Phượng sút") anybody is. A given name is a word too, so what
follows has to be a deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kyyeu.mentions import lexicon
from kyyeu.mentions.findings import PersonFound
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


def find_given_names(
    sheets: Mapping[int, Sheet],
    people: Sequence[PersonFound],
    taken: Mapping[int, Sequence[tuple[int, int]]],
) -> list[PersonFound]:
    """Given names that stand alone, after the full name they belong to.

    Args:
        sheets: by block.
        people: who was found in the article, in reading order.
        taken: spans (characters) of all that was found, by block.
    """
    known = {**_familiar(people), **_with_middle_name(people)}
    if not known:
        return []
    found = []
    firsts = {name.partition(" ")[0] for name in known}
    for block, sheet in sheets.items():
        if firsts.isdisjoint(sheet.low):
            continue
        for at, word in enumerate(sheet.low):
            if word not in firsts:
                continue
            after = at + 2
            first = known.get(f"{word} {sheet.low[at + 1]}") if after <= len(sheet) else None
            if first is None:
                first, after = known.get(word), at + 1
            if first is None or not _stands_alone(sheet, at, after):
                continue
            start, end = sheet.starts[at], sheet.ends[after - 1]
            if (block, start) < first or not _free(start, end, taken.get(block, ())):
                continue
            form = sheet.text[start:end]
            found.append(
                PersonFound(block, start, end, form, "short-form", short=True, needed=True)
            )
    return found


def _familiar(people: Iterable[PersonFound]) -> dict[str, tuple[int, int]]:
    """Given names that one person of the article has, with the place of the full name."""
    bearers: dict[str, dict[str, list[PersonFound]]] = {}
    for one in people:
        if not one.by_role and not one.short:
            name = spelling(one.form)
            bearers.setdefault(name.rpartition(" ")[2], {}).setdefault(name, []).append(one)
    known = {}
    for given, names in bearers.items():
        if len(names) == 1 and given not in _WORDS:
            (places,) = names.values()
            if all(one.familiar and not one.roles for one in places):
                known[given] = (places[0].block, places[0].start)
    return known


def _with_middle_name(people: Iterable[PersonFound]) -> dict[str, tuple[int, int]]:
    """Middle and given name of those whom nobody else shares both with: "Công Phượng"."""
    bearers: dict[str, dict[str, tuple[int, int]]] = {}
    for one in people:
        words = spelling(one.form).split()
        if not one.by_role and len(words) > 2:
            tail = bearers.setdefault(" ".join(words[-2:]), {})
            tail.setdefault(" ".join(words), (one.block, one.start))
    places, others = lexicon.places(), lexicon.other_beginnings()
    return {
        tail: next(iter(names.values()))
        for tail, names in bearers.items()
        if len(names) == 1
        and not places.match(parts(tail), 0)
        and not others.match(parts(tail), 0)
        and lexicon.surnames().get(parts(tail)[0]) != "sure"
    }


def _stands_alone(sheet: Sheet, at: int, end: int) -> bool:
    after = sheet.low[end] if end < len(sheet) else "."
    return (
        all(sheet.words[word].istitle() for word in range(at, end))
        and all(sheet.adjacent(word) for word in range(at + 1, end))
        and not (at and sheet.adjacent(at) and sheet.capital(at - 1))
        and not (sheet.adjacent(end) and sheet.capital(end))
        and (after in _AFTER or lexicon.deeds().match(sheet.low, end) is not None)
        and not (sheet.opens_sentence(at) and not after.isalpha())
        and not is_cued(sheet, at)
    )


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= first or start >= after for first, after in taken)
