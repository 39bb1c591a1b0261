"""The grammar of units: how their names go, wherever they stand.

    unit  := HEAD [specialty] [OWNER] [PLACE]
    OWNER := unit | ("thuộc" | "trực thuộc") unit
    PLACE := `kyyeu.mentions.place_names`

A unit cannot be ended at the first small letter ("Ban Bảo vệ chăm sóc sức khỏe cán bộ tỉnh"),
nor at the first comma ("Sở Văn hóa, Thể thao và Du lịch"): known specialties come first, and a
name nobody knows goes on in capitals and in the words of `organisation_words`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kyyeu.mentions import lexicon
from kyyeu.mentions.lexicon import UnitHead
from kyyeu.mentions.place_names import (
    SHORT_LEVELS,
    cut_before_name,
    is_full_name,
    is_level,
    read_place,
    run_of_capitals,
)
from kyyeu.mentions.sheet import Sheet, parts, spelling
from kyyeu.mentions.syllables import is_syllable
from kyyeu.mentions.unit_places import (
    is_numbered,
    is_ordinal,
    past_abbreviation,
    past_branch,
    read_own_place,
    starts_with,
)
from kyyeu.vietnamese import canonical

_OWNED_BY = (parts("thuộc"), parts("trực thuộc"), parts("cơ quan"))
_OWNING = frozenset(words[0] for words in _OWNED_BY)
_DEEPEST = 3  # owners of owners: "Chi bộ Phòng Tham mưu Công an tỉnh"
_LONGEST_NAME = 16  # words of a specialty that no list knows
_FULL_NAME = 3  # syllables
_LONGEST_SYLLABLE = 7  # letters: "nghiêng"
_PIECE_ENDS = frozenset(',;.:()“”"')


class UnitName(NamedTuple):
    """A unit's name between two words of a sheet."""

    first: int
    after: int
    head: UnitHead
    core: str  #: head and specialty, abbreviations written out, for comparison
    owner: UnitName | None = None
    place: str = ""  #: `PlaceName.key`
    complete: bool = True  #: False: a head alone, or a name that needs its owner
    known: bool = True  #: False: the specialty is in no list

    def key(self, province: str) -> str:
        """What tells this unit from all others, on a site of that province.

        "tỉnh" is the site's own province, and so is that of a provincial unit without place.
        """
        own = spelling(province) or "tỉnh"
        if self.owner is not None:
            return f"{self.core} < {self.owner.key(province)}"
        place = own if self.place == "tỉnh" else self.place
        if not place and self.head.level == "province":
            place = own
        return f"{self.core} @ {place}" if place else self.core

    def owners(self) -> tuple[UnitName, ...]:
        """The unit itself, its owner, the owner's owner."""
        return (self, *(self.owner.owners() if self.owner else ()))


def spell_out(words: Sequence[str], written: Sequence[str] = ()) -> str:
    """Words for comparison: abbreviations in full, punctuation gone.

    Args:
        words: in lower case.
        written: the same as they stand in the text, where that is known: an abbreviation
            has capitals, so neither "tư" of "Đầu tư" nor "Tư" of "Tư pháp" is "TƯ".
    """
    table = lexicon.abbreviations()
    full: list[str] = []
    for at, word in enumerate(words):
        small = bool(written) and len(word) > 1 and written[at][1:].islower()
        if word in table and not small:
            full.extend(table[word])
        elif word[0].isalnum():
            full.append(word)
    return " ".join(full)


def read_unit(
    sheet: Sheet, at: int, *, any_case: bool = False, piece: bool = False, depth: int = 0
) -> UnitName | None:
    """The unit whose name begins with word ``at``.

    Args:
        any_case: small letters will do, as inside a role ("phó bí thư tỉnh ủy").
        piece: the name is a piece of a list and goes on to its comma.
        depth: how many units own this one already.
    """
    found = lexicon.unit_heads().match(sheet.low, at)
    if found is None or not (any_case or sheet.capital(at)):
        return None
    after, head = found
    if head.open and lexicon.figure_phrases().match(sheet.low, at):
        return None  # Trường Chinh is no school
    known = True
    owned = head.mode == "placed"
    if head.mode == "named":
        named = _read_specialty(sheet, after, head, any_case)
        if named is None:
            return _read_nameless(sheet, at, after, head, any_case, depth)
        after, owned, known = named
        if not known and _is_name(sheet, at, after):
            return None
        after += head.open and is_numbered(sheet, after)
    if piece and not known:
        after = max(after, _piece_end(sheet, at))
    core = spell_out(sheet.low[at:after], sheet.words[at:after])
    owner = _read_owner(sheet, after, any_case, depth)
    if owner is not None:
        return UnitName(at, owner.after, head, core, owner, known=known)
    place, after = read_own_place(sheet, after, head)
    if place and head.open and is_numbered(sheet, after):  # "Trường THPT Đô Lương 1"
        core, after = f"{core} {sheet.words[after]}", after + 1
    if not place:
        place, after = past_abbreviation(sheet, after, head)
    if not place and head.open:
        place, after = past_branch(sheet, after)
    return UnitName(at, after, head, core, None, place, bool(place) or not owned, known)


def _is_name(sheet: Sheet, first: int, after: int) -> bool:
    """Whether a head that is a surname too begins somebody's name: "Đoàn Nguyên Đức"."""
    return (
        after - first == _FULL_NAME
        and sheet.low[first] in lexicon.surnames()
        and all(
            sheet.words[at].istitle() and is_syllable(sheet.words[at]) for at in range(first, after)
        )
    )


def _read_nameless(
    sheet: Sheet, at: int, after: int, head: UnitHead, any_case: bool, depth: int
) -> UnitName:
    """A head whose owner or place says all: "Văn phòng Tỉnh ủy", "Thư viện tỉnh"."""
    core = spell_out(sheet.low[at:after], sheet.words[at:after])
    owner = _read_owner(sheet, after, any_case, depth)
    if owner is not None and (owner.head.committee or owner.head.mode == "whole"):
        return UnitName(at, owner.after, head, core, owner)
    if head.open or head.placed:
        place, end = read_own_place(sheet, after, head)
        if place:
            return UnitName(at, end, head, core, None, place)
    return UnitName(at, after, head, core, complete=False)


def _read_specialty(  # noqa: PLR0911 - one way out a rule
    sheet: Sheet, at: int, head: UnitHead, any_case: bool
) -> tuple[int, bool, bool] | None:
    """Where the specialty ends, whether an owner must follow, whether it is a known one."""
    low = sheet.low
    if at >= len(low) or not sheet.adjacent(at):
        return None
    special = _read_listed(sheet, at, head, any_case)
    if special is not None:
        return special
    if head.numbered and low[at].isdigit():
        return at + 1, False, True
    if head.open and (after := _past_number(sheet, at)) > at:
        return after, not sheet.capital(after - 1), False
    if head.group:
        after = _read_words(sheet, at, lexicon.group_words())
        if after > at:
            return after, False, False
    if "công ty" in canonical(head.say) and not sheet.capital(at):
        named_at = _read_words(sheet, at, lexicon.organisation_words())
        if named_at > at and _names_firm(sheet, named_at):
            return read_free_name(sheet, named_at), False, False
    if sheet.capital(at):
        bears = head.open and not sheet.words[at - 1].islower()  # "Trường", not "hội quán"
        if not bears and is_full_name(sheet, at):
            return None
        if read_place(sheet, at) is not None and not head.open:
            return None
        after = read_free_name(sheet, at)
        if after > at:
            return after, False, False
    return None


def _read_listed(
    sheet: Sheet, at: int, head: UnitHead, any_case: bool
) -> tuple[int, bool, bool] | None:
    """As `_read_specialty`, of one that the list holds."""
    found = lexicon.specialties().match(sheet.low, at)
    if found is None:
        return None
    after, special = found
    owned, numbered = special.owned, _past_number(sheet, after)
    placed = not owned and (sheet.capital(after) or is_level(sheet, after) or numbered > after)
    if not (
        sheet.capital(at)
        or any_case
        or head.group
        or (not owned and (head.level or sheet.low[at] == "các"))
        or _owned_by_committee(sheet, after)
        or (head.open and placed)
        or (special.named and sheet.capital(after))
        or (not owned and is_level(sheet, after))
    ):
        return None
    if numbered > after and head.open:
        return numbered, owned, True
    if special.numbered and is_ordinal(sheet, after):
        return after + 1, False, True
    if "công ty" in canonical(head.say) and not sheet.capital(after):
        named_at = _read_words(sheet, after, lexicon.organisation_words())
        if named_at > after and _names_firm(sheet, named_at):  # "Vận tải đường sắt Sài Gòn"
            placed = read_place(sheet, named_at) is not None
            return named_at if placed else read_free_name(sheet, named_at), owned, True
    free = head.open or (special.named and not is_full_name(sheet, after))
    return (read_free_name(sheet, after) if free else after), owned, True


def _names_firm(sheet: Sheet, at: int) -> bool:
    """Whether a firm's own name follows its trade: "Công ty cổ phần may Lê Trực"."""
    return (
        sheet.capital(at)
        and sheet.adjacent(at)
        and not is_full_name(sheet, at)
        and not _unit_begins(sheet, at)
        and lexicon.role_heads().match(sheet.low, at) is None
    )


def _past_number(sheet: Sheet, at: int) -> int:
    """Past the number of one of many, and its name: "Trường Tiểu học số 2 Tam Quan Bắc"."""
    if sheet.low[at : at + 1] != ["số"] or not "".join(sheet.words[at + 1 : at + 2]).isdigit():
        return at
    after = at + 2
    named = sheet.capital(after) and sheet.adjacent(after) and not is_full_name(sheet, after)
    return read_free_name(sheet, after) if named else after


def _owned_by_committee(sheet: Sheet, at: int) -> bool:
    """Whether a Party committee owns what stands before it: "Ủy ban kiểm tra Huyện ủy"."""
    head = lexicon.unit_heads().match(sheet.low, at)
    return head is not None and head[1].committee and sheet.capital(at) and sheet.adjacent(at)


def _read_words(sheet: Sheet, at: int, words: lexicon.Phrases[bool]) -> int:
    """Past group words, numbers, and the commas and "và" between them."""
    after = at
    while after < len(sheet) and after - at < _LONGEST_NAME:
        link = after + 1 if after > at and sheet.low[after] in (",", "và", "-") else after
        found = words.match(sheet.low, link)
        if found is None:
            if link == after and sheet.words[after].isdigit() and sheet.low[after - 1] == "số":
                return after + 1
            break
        if sheet.low[link] == "tỉnh" or read_place(sheet, link, bare_level=False):
            break
        after = found[0]
    return after


def read_free_name(sheet: Sheet, at: int) -> int:  # noqa: PLR0912 - one way on a rule
    """Past a name that no list knows: capitals, and organisation words in small letters."""
    after = at
    heads, ways = lexicon.unit_heads(), lexicon.organisation_words()
    while after < len(sheet) and after - at < _LONGEST_NAME:
        link = after
        dash = sheet.words[after] == "-" and sheet.capital(after + 1)
        joined = sheet.low[after] == "và" and ways.match(sheet.low, after + 1) is not None
        if after > at and (dash or joined):
            link = after + 1
        elif not sheet.adjacent(after):
            break
        if sheet.low[link] in SHORT_LEVELS and read_place(sheet, link) is not None:
            break
        if sheet.capital(link):
            head = heads.match(sheet.low, link)
            if head is not None and link > at and not _is_adjective(sheet, link, head[1]):
                break
            if after > at and (
                lexicon.role_heads().match(sheet.low, link)
                or lexicon.honorifics().match(sheet.low, link)
            ):
                break
            end = run_of_capitals(sheet, link, 6)
            if link > at and end - link > 1 and lexicon.surnames().get(sheet.low[link]) == "sure":
                break
            for word in range(link + 1, end):
                if not _ends_place(sheet, word) and _begins_unit(sheet, word):
                    end = word
                    break
            cut = cut_before_name(sheet, link, end)
            after = cut
            if cut < end:
                break
            if end - link == 1 and ways.match(sheet.low, end) is None and _goes_on(sheet, end):
                after += 1
            elif end - link > 1:
                after = _past_word(sheet, end)
            continue
        found = ways.match(sheet.low, link)
        if found is None or after == at or _is_deed(sheet, link, found[0]):
            break
        after = found[0]
    return after


def _past_word(sheet: Sheet, at: int) -> int:
    """Past a word that begins as a run of capitals ends: "Vùng Cảnh sát biển"; else ``at``."""
    if not (sheet.adjacent(at) and sheet.words[at].islower()):
        return at
    trade = lexicon.specialties().match(sheet.low, at - 1)
    return trade[0] if trade is not None and trade[0] > at else at


def _is_adjective(sheet: Sheet, at: int, head: UnitHead) -> bool:
    """Whether a head in capitals only tells of what kind: "Nghiên cứu Giáo dục ĐH và nghề"."""
    return head.open and sheet.words[at].isupper() and not sheet.capital(at + 1)


def _is_deed(sheet: Sheet, first: int, after: int) -> bool:
    """Whether an organisation word is what the unit does here: "Trường Chinh tổ chức lễ"."""
    if lexicon.deeds().match(sheet.low, first) is None:
        return False
    goes_on = lexicon.organisation_words().match(sheet.low, after) is not None
    return not goes_on and read_place(sheet, after) is None


def _begins_unit(sheet: Sheet, at: int) -> bool:
    """Whether another unit begins at a capital word, and not somebody known (Trường Chinh)."""
    head = lexicon.unit_heads().match(sheet.low, at)
    if head is None:
        return False
    return not (head[1].open and lexicon.figure_phrases().match(sheet.low, at))


def _ends_place(sheet: Sheet, at: int) -> bool:
    """Whether the word goes on the name of a place: Hải Phòng."""
    place = lexicon.places().match(sheet.low, at - 1)
    return place is not None and place[0] > at


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Whether a lone capital syllable needs the next one to be a word ("Giám khảo")."""
    return (
        at < len(sheet)
        and sheet.adjacent(at)
        and sheet.words[at].isalpha()
        and sheet.words[at].islower()
        and len(sheet.words[at - 1]) <= _LONGEST_SYLLABLE
        and (len(sheet.words[at - 1]) == 1 or sheet.words[at - 1][1:].islower())
        and lexicon.no_way_on().match(sheet.low, at) is None
        and read_place(sheet, at) is None
    )


def _piece_end(sheet: Sheet, at: int) -> int:
    """Where a piece of a list ends: at its comma, or at "và" before the next unit."""
    after = at
    while after < len(sheet) and after - at < _LONGEST_NAME:
        if sheet.words[after] in _PIECE_ENDS:
            break
        if sheet.low[after] == "và" and after > at and _unit_begins(sheet, after + 1):
            break
        after += 1
    return after


def _unit_begins(sheet: Sheet, at: int) -> bool:
    return sheet.capital(at) and lexicon.unit_heads().match(sheet.low, at) is not None


def _read_owner(sheet: Sheet, at: int, any_case: bool, depth: int) -> UnitName | None:
    if at >= len(sheet) or depth >= _DEEPEST or not sheet.adjacent(at):
        return None
    if sheet.low[at] in _OWNING:
        for words in _OWNED_BY:
            if starts_with(sheet, at, words):
                owner = read_unit(sheet, at + len(words), any_case=any_case, depth=depth + 1)
                return owner if owner is not None and owner.complete else None
    head = lexicon.unit_heads().match(sheet.low, at)
    if head is None or (sheet.capital(at) and lexicon.places().match(sheet.low, at)):
        return None  # Vụ Bản is a district, no Vụ
    if sheet.capital(head[0] - 1) and is_full_name(sheet, head[0] - 1):
        return None  # "Tỉnh ủy Đoàn Minh Huấn", "UBND tỉnh Đoàn Văn Hùng"
    owner = read_unit(sheet, at, any_case=any_case, depth=depth + 1)
    return owner if owner is not None and (owner.complete or owner.head.committee) else None
