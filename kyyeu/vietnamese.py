"""Vietnamese letters, names, order and dates. Standard library only.

Three things make Vietnamese text harder than it looks:

- đ (U+0111) does not decompose, and Ð (U+00D0, Icelandic eth) or Ɖ (U+0189, African d) often
  stand in its place: they look the same in print;
- a letter carries a quality (â, ê, ô, ă, ơ, ư) *and* a tone, and the two are unlike things:
  quality is part of the letter, tone belongs to the syllable;
- two schools place the tone of oa, oe, uy differently: "hòa" and "hoà" are one word.

`fold` and `canonical` work character by character, so offsets in their results are offsets
in the (NFC) text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

CollationKey = tuple[tuple[tuple[int, int, tuple[int, ...], tuple[int, ...]], ...], str]

# The order of letters and tones: CLDR ``common/collation/vi.xml``. F, J, W and Z stand where
# the Latin alphabet has them. "q" and "f" never begin a native word but many names do.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_LOOKALIKES = {"Ð": "đ", "ð": "đ", "Ɖ": "đ", "ɖ": "đ", "Đ": "đ"}
_NO_NAME = "khong-ten"
_NO_LETTER = "#"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


class _Letters(dict[int, str]):
    """A table for `str.translate` that works out a character the first time it is met."""


class _Lower(_Letters):
    """Lower case, one character for one: İ, whose lower case is two characters, gives i."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = _LOOKALIKES.get(letter) or letter.lower()[0]
        return self[code]


class _Fold(_Letters):
    """Lower case without marks.

    A character whose decomposition holds more than a letter and its marks (a Hangul
    syllable) is kept as it is, and so is a mark that stands alone.
    """

    def __missing__(self, code: int) -> str:
        letter = _LOOKALIKES.get(chr(code)) or chr(code).lower()[0]
        decomposed = unicodedata.normalize("NFD", letter)
        if all(unicodedata.category(mark) == "Mn" for mark in decomposed[1:]):
            letter = decomposed[0]
        self[code] = "d" if letter == "đ" else letter
        return self[code]


_LOWER = _Lower()
_FOLD = _Fold()


# --------------------------------------------------------------------------- spelling


def nfc(text: str) -> str:
    """The composed form (Unicode NFC): the only form text has in this program."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d: what somebody types who has no Vietnamese keyboard.

    Other characters are kept. NFC text keeps its length, character for character.
    """
    return nfc(text).translate(_FOLD)


def _tone_pairs() -> dict[str, str]:
    pairs = {}
    for first, seconds in (("o", "ae"), ("u", "y")):
        for mark in _TONES:
            for second in seconds:
                old, new = nfc(first + mark) + second, first + nfc(second + mark)
                for before, after in zip(_cases(old), _cases(new), strict=True):
                    pairs[before] = after
    return pairs


def _cases(pair: str) -> tuple[str, ...]:
    return (pair, pair.upper(), pair.capitalize(), pair[0] + pair[1].upper())


_OLD_TO_NEW = _tone_pairs()
# "q" takes the u into the consonant, so the y of "quý" is alone and its tone is never moved;
# a letter that follows (hoàn, thuyền) leaves one place only for the tone.


def _one_of(pairs: Collection[str]) -> re.Pattern[str]:
    """Finds pairs of letters; their first letters stand in front, so that it skips the rest."""
    seconds: dict[str, set[str]] = {}
    for pair in pairs:
        seconds.setdefault(pair[1], set()).add(pair[0])
    firsts = sorted({pair[0] for pair in pairs})
    ends: dict[str, str] = {}
    for second in sorted(seconds):
        before = "".join(sorted(seconds[second]))
        ends[before] = ends.get(before, "") + second
    each = "|".join(f"(?<=[{before}])[{after}]" for before, after in ends.items())
    return re.compile(rf"[{''.join(firsts)}](?:{each})(?<![qQ]..)(?![^\W\d_])")


_OLD_TONE = _one_of(_OLD_TO_NEW)
_NEW_TONE = _one_of(_OLD_TO_NEW.values())
_WORD_BEFORE = re.compile(r"[^\W\d_]*\Z")


def modern_tone(text: str) -> str:
    """One tone placement for oa, oe, uy at the end of a syllable, that of school books.

    "hòa, khỏe, thúy" become "hoà, khoẻ, thuý". Case and length are kept.
    """
    return _OLD_TONE.sub(lambda match: _OLD_TO_NEW[match[0]], nfc(text))


def tone_schools(text: str) -> tuple[str, str]:
    """The first syllable of each school of tone placement, as written: ("hòa", "hoà").

    Empty where none of that school stands in the text.
    """
    text = nfc(text)

    def first(pattern: re.Pattern[str]) -> str:
        found = pattern.search(text)
        if found is None:
            return ""
        begun = _WORD_BEFORE.search(text[max(0, found.start() - 8) : found.start()])
        return (begun[0] if begun else "") + found[0]

    return first(_OLD_TONE), first(_NEW_TONE)


def canonical(text: str) -> str:
    """The spelling that is compared when marks count.

    NFC, lower case, one tone placement, Ð as đ: "Hòa" and "HOÀ" are equal, "hoa" is another
    word. NFC text keeps its length.
    """
    text = nfc(text)
    lower = text.lower()
    if len(lower) != len(text) or "ð" in lower or "ɖ" in lower or "σ" in lower or "ς" in lower:
        lower = text.translate(_LOWER)  # the same, but slower
    return modern_tone(lower)


#: Names that Windows keeps for its devices: no file or folder may bear one.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10)))
)


def slugify(text: str, limit: int = 80) -> str:
    """A part of an address: ``[a-z0-9-]``, at most ``limit`` characters, cut at a word.

    Never empty: "khong-ten" when no letter or digit is left (then ``limit`` must hold it);
    never the name of a Windows device: "Con" is "con-0".
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(slug) > limit:
        words, dash, _ = slug[: limit + 1].rpartition("-")
        slug = words if dash else slug[:limit]
    return f"{slug}-0" if slug in DEVICES else slug or _NO_NAME


# --------------------------------------------------------------------------- order


def _parts(letter: str) -> tuple[str, int]:
    """A lower case letter as alphabet letter (quality kept) and tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    plain = nfc("".join(mark for mark in marks if mark not in _TONES))
    return (plain if plain in _ORDER else marks[0]), tone


@lru_cache(maxsize=8192)
def _syllable_key(syllable: str) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    if syllable.isdecimal():
        return 0, int(syllable), (), ()
    parts = [_parts(letter) for letter in syllable]
    places = tuple(_ORDER.get(letter, len(_ORDER) + ord(letter)) for letter, _ in parts)
    return 1, 0, places, tuple(tone for _, tone in parts if tone)


def collation_key(text: str) -> CollationKey:
    """Key for sorting as a Vietnamese dictionary does, syllable by syllable.

    In a syllable letters are compared first (a ă â b c d đ e ê ... y z), then the tone
    (ngang, huyền, hỏi, ngã, sắc, nặng): CLDR ``vi``, but ICU weighs the tones of a whole
    string last. Numbers go before letters and by value; case and signs decide only
    between texts that are equal otherwise.
    """
    syllables = re.findall(r"\d{1,18}|[^\W\d_]+", canonical(text))
    return tuple(map(_syllable_key, syllables)), nfc(text)


def split_name(name: str) -> tuple[str, str]:
    """Family and middle names with the space after them, and the given name.

    ``("Trần Văn ", "Chung")``. A name of one syllable is a given name.
    """
    name = nfc(name).strip()
    start = max((place for place, letter in enumerate(name) if letter.isspace()), default=-1) + 1
    return name[:start], name[start:]


def given_name_key(name: str) -> tuple[CollationKey, CollationKey]:
    """Key for lists of people: by given name, then by the rest, as Vietnamese lists do."""
    rest, given = split_name(name)
    return collation_key(given), collation_key(rest)


def first_letter(text: str) -> str:
    """The heading under which ``text`` stands in an A to Z list: "Đ", "Â", "A" for "Ánh".

    "#" when it begins with a digit, with a letter of another script, or holds no letter.
    """
    found = re.search(r"[^\W_]", canonical(text))
    letter = _parts(found[0])[0] if found else ""
    return letter.upper() if letter in _ORDER else _NO_LETTER


# --------------------------------------------------------------------------- dates


def weekday(day: date) -> str:
    """The day of the week: "Thứ Năm", "Chủ Nhật"."""
    return _WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """Day, month, year: "13/02/2020"."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_month(day: date) -> str:
    """Day and month: "13/02"."""
    return f"{day.day:02}/{day.month:02}"


def long_moment(moment: datetime, called: str = "") -> str:
    """A moment as newspapers print it: "20:12, Thứ Năm, 13/02/2020 (GMT+7)".

    Args:
        moment: with its time zone.
        called: the day of the week in another language; empty: in Vietnamese.

    Raises:
        ValueError: the moment has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"a moment without time zone: {moment}")
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    zone = f"{'-' if offset < timedelta(0) else '+'}{hours}" + (f":{minutes:02}" if minutes else "")
    clock = f"{moment.hour:02}:{moment.minute:02}"
    return f"{clock}, {called or weekday(moment)}, {short_date(moment)} (GMT{zone})"


_MOMENT = re.compile(
    r"""(?: (?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})
          | (?P<day2>[0-9]{1,2})(?P<sign>[/-])(?P<month2>[0-9]{1,2})(?P=sign)(?P<year2>[0-9]{4}) )
        (?: (?:\ +|T) (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?
            (?: \ ? (?P<offset>Z|[+-][0-9]{2}:?[0-9]{2}) )? )?""",
    re.VERBOSE,
)


def parse_moment(text: str, zone: tzinfo) -> datetime | None:
    """A date, or date and time, in a form that an editor writes; None if it is not one.

    ``2020-02-13 20:12``, ``2020-02-13T20:12:00+07:00``, ``13/02/2020 20:12``, ``13-2-2020``,
    ``2020-02-13``. The day stands before the month. Without an offset the time is that of
    ``zone``; without a time it is midnight. A day no calendar has (32/13/2020) is refused.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[key] or match[key + "2"] for key in ("year", "month", "day"))
    hour, minute, second = (int(match[key] or 0) for key in ("hour", "minute", "second"))
    try:
        return datetime(
            int(year), int(month), int(day), hour, minute, second,
            tzinfo=_offset(match["offset"]) if match["offset"] else zone,
        )  # fmt: skip
    except ValueError:
        return None


def _offset(text: str) -> tzinfo:
    """``Z``, ``+07:00`` or ``-0530`` as a fixed zone; ValueError when beyond a day."""
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError(text)
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if text[0] == "-" else delta)
