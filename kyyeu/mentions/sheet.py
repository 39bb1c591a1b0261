"""A block of text laid out in words, with every word's place in the text.

Vietnamese parts syllables by blanks, so a word here is a syllable, a number, or one mark of
punctuation. Two copies are kept beside the text, both character for character: ``flat``
(all dashes alike, all blanks alike, Ð as Đ), in which directives are looked for, and ``low``
(`kyyeu.vietnamese.canonical` of it), in which words are compared. The article is never
rewritten: an offset in any of the three is an offset in all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, compress
from operator import add

from kyyeu.vietnamese import canonical

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANKS = "\t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_FLAT = {
    **dict.fromkeys(_DASHES[1:], "-"),
    **dict.fromkeys(_BLANKS + "\u2028\u2029\u202f\u205f\u3000", " "),
    "Ð": "Đ",
    "ð": "đ",
}
_ODD = re.compile(f"[{''.join(_FLAT)}]")
# Inside a word: "&" of GD&ĐT, the apostrophe of H'Hen, the point of T.Ư (Trung ương).
_WORD = re.compile(r"T\.Ư\b|\w+(?:[&'’]\w+)*|[^\w\s]")
_PIECE = re.compile(rf"(?:{_WORD.pattern}) ?|\s+")
_MOST_WORDS = 50_000  # kept; then one begins anew


@dataclass(slots=True)
class Sheet:
    """One block; ``words[i]`` stands at ``starts[i]:ends[i]``, in lower case as ``low[i]``."""

    text: str
    flat: str
    lower: str
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    begins: list[int] = field(default_factory=list)  #: see `kyyeu.mentions.beginnings`
    beginners: list[int] = field(default_factory=list)  #: words that may begin anything
    begun: int = 0  #: all that any word may begin

    def __len__(self) -> int:
        return len(self.words)

    def capital(self, at: int) -> bool:
        """Whether the word at this place begins with a capital letter."""
        return at < len(self.words) and self.words[at][0].isupper()

    def adjacent(self, at: int) -> bool:
        """Whether only blanks part this word from the one before."""
        return 0 < at < len(self.words) and self.starts[at] > self.ends[at - 1]

    def slice(self, first: int, after: int) -> str:
        """The text of some words, as written."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def word_at(self, offset: int) -> int:
        """The first word that begins at this offset or later."""
        return bisect_left(self.starts, offset)

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence, or a turn of speech after a colon, begins with this word."""
        return at == 0 or self.words[at - 1] in _OPENERS


_OPENERS = frozenset('.!?:;"“”…')


def flatten(text: str) -> str:
    """All dashes alike, all blanks alike, Ð as Đ; character for character."""
    return _ODD.sub(lambda match: _FLAT[match[0]], text)


class _Pieces(dict[str, tuple[str, str, int, int, str]]):
    """Every piece of text met so far, laid out: the syllables of a language are soon all met.

    Its word as written and as compared, the lengths of piece and word, the piece as compared.
    """

    def __missing__(self, piece: str) -> tuple[str, str, int, int, str]:
        if len(self) > _MOST_WORDS:
            self.clear()
        word, lower = piece.rstrip(), canonical(piece)
        self[piece] = known = word, lower.rstrip(), len(piece), len(word), lower
        return known


_PIECES = _Pieces()


def lay_out(text: str) -> Sheet:
    """Part a block (NFC) into words."""
    flat = flatten(text)
    pieces = list(map(_PIECES.__getitem__, _PIECE.findall(flat)))  # words with the blanks after
    if not pieces:
        return Sheet(text, flat, "", [], [], [], [])
    words, low, lengths, sizes, lower = zip(*pieces, strict=True)
    starts = list(accumulate(lengths, initial=0))
    starts.pop()
    if 0 in sizes:  # more blanks than one
        starts = list(compress(starts, words))
        words, low, sizes = (tuple(filter(None, some)) for some in (words, low, sizes))
    ends = list(map(add, starts, sizes))
    return Sheet(text, flat, "".join(lower), list(words), list(low), starts, ends)


@lru_cache(maxsize=_MOST_WORDS)
def spelling(form: str) -> str:
    """`kyyeu.vietnamese.canonical` of a form; the same few forms are asked for again and again."""
    return canonical(form)


@lru_cache(maxsize=_MOST_WORDS)
def parts(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, as they are compared."""
    return tuple(canonical(word) for word in _WORD.findall(flatten(phrase)))
