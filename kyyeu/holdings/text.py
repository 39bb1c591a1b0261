"""From the bytes of a text file to text that is fit for every page, feed and package."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kyyeu.problems import Problem, Result, Severity
from kyyeu.vietnamese import fold, nfc

# XML 1.0 forbids most control characters (one of them ends a feed in the middle); U+202A-202E
# and U+2066-2069 turn the direction of text, so that a name can be shown as another one.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Markdown and HTML know these too: what is written so arrives on the page as the character.
_ENTITY = re.compile("&#(?:x(?P<hex>[0-9a-f]{1,8})|(?P<number>[0-9]{1,9}));?", re.IGNORECASE)
# No width, no meaning in Vietnamese: they part words that look whole. Joiners (U+200C, U+200D)
# are left alone, for they make one picture of several.
HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Eth and African D, which look like Đ; then Greek and Cyrillic within a Latin word.
ETH = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_ETH = re.compile(f"[{''.join(ETH)}]")
_TO_DD = str.maketrans(ETH)
_VOWEL = re.compile("[aeiouy]")
# Addresses and code are what they are, letter by letter; the caption of a photo is not.
_AS_IT_IS = re.compile(r"https?://[^\s)>\]]+|\]\(\s*(?:<[^>\n]*>|[^\s)\"]+)|`[^`\n]+`")
_ALIEN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
#: A short word of letters that all look Latin, as in "Nguyễn Văn А" and "34-СТ/TW". Longer
#: ones may be Russian or Greek words, and letters of formulas (α, β, Σ) look like themselves.
_DISGUISED = re.compile("[АВЕЅІЈКМНОРСТУХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]{1,3}")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, source: str, limit: int) -> Result[bytes | None]:
    """The bytes of a file of ``content/``, read once and never more than ``limit`` of them.

    A file that is larger, or that the machine does not let us read, gives None and a problem.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Result(None, (Problem(source, 0, "text-unreadable", {"reason": reason}),))
    if len(data) > limit:
        params = {"size": max(size, len(data)), "limit": limit}
        return Result(None, (Problem(source, 0, "text-too-large", params),))
    return Result(data)


def decode(data: bytes, source: str) -> Result[str]:
    """The text of a file: UTF-8 (a byte order mark is taken off), NFC, line ends as in Unix.

    Any other encoding is a problem, never a guess, and gives an empty text. Characters that
    must not reach a page are problems with their line and are taken out.
    """
    if data.startswith(_UTF16_MARKS) or b"\x00" in data[:2]:
        return Result("", (Problem(source, 1, "text-utf16"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return Result("", (Problem(source, line, "text-not-utf8"),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Result("", (Problem(source, 0, "text-empty"),))
    problems: list[Problem] = []
    for pattern, code in ((_CONTROL, "text-control"), (_BIDI, "text-bidi")):
        problems += _entities(pattern, code, text, source)
        if pattern.search(text):
            problems += _characters(pattern, code, text, source)
            text = pattern.sub("", text)
    composed = nfc(text)
    if composed != text:
        problems.append(_first_decomposed(text, source))
    if HIDDEN.search(composed):
        hidden = _characters(HIDDEN, "text-hidden", composed, source)
        problems += [replace(problem, severity=Severity.WARNING) for problem in hidden]
    problems += _look_alikes(composed, source)
    return Result(composed, tuple(problems))


def _characters(pattern: re.Pattern[str], code: str, text: str, source: str) -> list[Problem]:
    """One problem for each line that holds such a character."""
    found: dict[int, str] = {}
    for match in pattern.finditer(text):
        found.setdefault(text.count("\n", 0, match.start()) + 1, f"U+{ord(match[0]):04X}")
    return [Problem(source, line, code, {"character": name}) for line, name in found.items()]


def _entities(pattern: re.Pattern[str], code: str, text: str, source: str) -> Iterator[Problem]:
    """Forbidden characters that are written as numbers: ``&#12;``, ``&#x202E;``."""
    for match in _ENTITY.finditer(text):
        number = int(match["hex"], 16) if match["hex"] else int(match["number"])
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF or pattern.fullmatch(chr(number)):
            line = text.count("\n", 0, match.start()) + 1
            yield Problem(source, line, code, {"character": match[0]})


def _look_alikes(text: str, source: str) -> Iterator[Problem]:
    """For each line and kind the first word in which a letter of another alphabet hides."""
    if not (_ETH.search(text) or _ALIEN.search(text)):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for code, found in (
            ("text-eth", _first_eth(line)),
            ("text-look-alike", _first_alien(line)),
        ):
            if found:
                word, letter = found
                params = {"word": word, "character": f"U+{ord(letter):04X}"}
                yield Problem(source, number, code, params, Severity.WARNING)


def _first_eth(line: str) -> tuple[str, str] | None:
    """The first word with a letter that stands for Đ, and that letter."""
    for piece in _AS_IT_IS.split(line) if _ETH.search(line) else ():
        for word in _WORD.findall(piece):
            letter = _ETH.search(word)
            if letter and _with_dd(word) != word:
                return word, letter[0]
    return None


def without_eth(text: str) -> str:
    """A text with Đ wherever eth stands for it: outside addresses and code.

    Đ begins a syllable, or stands in an abbreviation (QĐ-TTg). Within a word eth is a letter of
    another language, and part of a name: Guðni, Sigurðsson.
    """
    if not _ETH.search(text):
        return text
    kept = [*_AS_IT_IS.findall(text), ""]
    mended = [_WORD.sub(lambda word: _with_dd(word[0]), one) for one in _AS_IT_IS.split(text)]
    return "".join(one + other for one, other in zip(mended, kept, strict=True))


def _with_dd(word: str) -> str:
    if word.isupper() and not _VOWEL.search(fold(word)):
        return word.translate(_TO_DD)
    return word[0].translate(_TO_DD) + word[1:]


def _first_alien(line: str) -> tuple[str, str] | None:
    """The first word with a Greek or Cyrillic letter among Latin ones, and that letter.

    A word of such letters alone counts where it looks like a Latin one and the words on both
    sides are Latin: what stands in a sentence of its own language is left in peace.
    """
    if not _ALIEN.search(line):
        return None
    words = _WORD.findall(line)
    for place, word in enumerate(words):
        letter = _ALIEN.search(word)
        if letter is None:
            continue
        if _LATIN.search(word):
            return word, letter[0]
        beside = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
        if _DISGUISED.fullmatch(word) and beside and not any(map(_ALIEN.search, beside)):
            return word, letter[0]
    return None


def _first_decomposed(text: str, source: str) -> Problem:
    lines = text.split("\n")
    line = next((number for number, line in enumerate(lines, 1) if nfc(line) != line), 0)
    return Problem(source, line, "text-not-nfc", severity=Severity.WARNING)
