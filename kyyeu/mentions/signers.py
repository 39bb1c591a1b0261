"""Who issued a document whose citation does not say it: the subject of the sentence.

"UBND tỉnh Khánh Hòa vừa ban hành Quyết định 2551/QĐ-UBND": the code is every province's, the
subject is one's own.
"""

from __future__ import annotations

import re

from kyyeu.mentions import lexicon
from kyyeu.mentions.citations import issuer_place
from kyyeu.mentions.findings import DirectiveFound
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.unit_names import read_unit
from kyyeu.vietnamese import canonical

_CORES = {
    code: tuple(map(canonical, names))
    for code, names in {
        "UBND": ("ủy ban nhân dân",),
        "UB": ("ủy ban nhân dân", "ủy ban hành chính"),
        "HĐND": ("hội đồng nhân dân",),
        "TU": ("tỉnh ủy", "thành ủy", "ban thường vụ", "ban chấp hành"),
        "HU": ("huyện ủy", "ban thường vụ"),
    }.items()
}
_ISSUES = re.compile(
    r"(?<!\w)(?:ban hành|ra|ký|có|thông qua|gửi|công bố|xây dựng)(?: ban hành)?"
    r"(?: \d+| các| những| hai)?(?: và \w+)? *$"
)
_FRESH = re.compile(
    r"(?<!\w)(?:vừa|mới)(?: đã| mới)? (?:ban hành|ra|ký|có|thông qua|công bố)(?: ban hành)? *$"
)
_FARTHEST = 40  # words


def is_fresh(sheet: Sheet, act: DirectiveFound) -> bool:
    """Whether the act is just out as the article appears: "vừa ký", "mới ban hành"."""
    return _FRESH.search(sheet.lower[max(0, act.start - 40) : act.start]) is not None


def place_of_signer(sheet: Sheet, act: DirectiveFound) -> str:
    """The place of the body that issues the act in this sentence; empty when none does."""
    cores = _CORES.get(act.organ.upper())
    if cores is None or not _ISSUES.search(sheet.lower[max(0, act.start - 40) : act.start]):
        return ""
    last = sheet.word_at(act.start)
    first = last
    while first > 0 and last - first < _FARTHEST and not sheet.opens_sentence(first):
        first -= 1
    heads = lexicon.unit_heads().first_words
    places = set()
    for at in range(first, last):
        if sheet.low[at] in heads and sheet.capital(at):
            unit = read_unit(sheet, at)
            if unit is not None and unit.complete and unit.core.startswith(cores):
                places.add(issuer_place(unit))
    return places.pop() if len(places) == 1 else ""
