"""What a reading asked of the authority files, so that it is made anew only when that changes.

Every look into an index of the records leaves a *mark*: a number of 32 bits made of the
index's name and the key, whether anything was found or not. Marks are small enough to keep
for each article; two keys that share a mark by chance cost a reading too many, never one too
few. A changed record, a new variant form or a new decision changes the answers of a few
marks; only articles that asked for one of them can read otherwise than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, TypeVar
from zlib import crc32

from kyyeu.fixity import digest

K = TypeVar("K")
V = TypeVar("V")

_PHRASE = "phrase"
_MOST_WORDS = 50_000  # kept
_MOST_KEYS = 8192  # kept of each index: many are those of one article


def mark(table: str, key: object) -> int:
    """The mark of a key in an index: the same in every run, on every machine."""
    return crc32(f"{table}\0{key}".encode("utf-8", "surrogatepass"))


class _Begun(dict[str, int]):
    """The mark of each word with which a phrase may begin; a longer one goes on from it."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = begun = mark(_PHRASE, word)
        return begun


class _Next(dict[str, bytes]):
    """Each second word, as it goes on the bytes of which a mark is made."""

    def __missing__(self, word: str) -> bytes:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = more = f" {word}".encode("utf-8", "surrogatepass")
        return more


_BEGUN, _NEXT = _Begun(), _Next()


class _Marks(dict[object, int]):
    """The mark of each key that one index was asked for; most are asked for again and again."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: object) -> int:
        if len(self) > _MOST_KEYS:
            self.clear()
        self[key] = made = mark(self._table, key)
        return made


@cache
def _marks_of(table: str) -> _Marks:
    return _Marks(table)


class Table(dict[K, V]):
    """An index of the records that remembers which keys it was asked for."""

    def __init__(self, name: str, marks: set[int]) -> None:
        super().__init__()
        self._of = _marks_of(name)
        self._marks = marks

    def get(self, key: K, default: Any = None) -> Any:
        """As of any dict; asking leaves a mark."""
        self._marks.add(self._of[key])
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._marks.add(self._of[key])
        return super().__contains__(key)


class Asked:
    """The marks left since they were cleared last, and what the marks stand for."""

    def __init__(self) -> None:
        self.marks: set[int] = set()
        self._tables: dict[str, Table[Any, Any]] = {}
        self._more: dict[int, list[str]] = defaultdict(list)
        self._entered: set[str] = set()
        self._answers: dict[int, str] | None = None

    def table(self, name: str) -> Table[Any, Any]:
        """A new index whose look-ups leave marks."""
        self._tables[name] = Table(name, self.marks)
        return self._tables[name]

    def enter(self, name: str, key: object, value: object) -> None:
        """An answer that is not the plain content of the table of that name."""
        self._entered.add(name)
        self._more[mark(name, key)].append(repr(value))

    def enter_phrase(self, words: Sequence[str], value: object) -> None:
        """A form that is looked for as it is written: it is met by its first two words."""
        self.enter(_PHRASE, " ".join(words[:2]), (tuple(words), value))

    def ask_phrases(self, low: Sequence[str], capitals: list[int]) -> None:
        """Leave the marks of all phrases that could begin in a block: at capitals.

        Args:
            low: the words of the block in comparison spelling.
            capitals: those that have one as written.
        """
        begun = [_BEGUN[low[at]] for at in capitals]
        self.marks.update(begun)
        if capitals and capitals[-1] == len(low) - 1:
            capitals.pop()
        self.marks.update(map(crc32, [_NEXT[low[at + 1]] for at in capitals], begun))

    def answers(self) -> Mapping[int, str]:
        """What stands behind each mark that has an answer: digests, lines of files left out."""
        if self._answers is None:
            told = defaultdict(list, {at: sorted(values) for at, values in self._more.items()})
            for name, table in self._tables.items():
                for key, value in table.items():
                    if name not in self._entered:
                        told[mark(name, key)].append(_said(value))
            self._answers = {at: digest("\n".join(each).encode())[:16] for at, each in told.items()}
        return self._answers

    def answer_of(self, marks: Iterable[int]) -> str:
        """One digest of the answers behind many marks, in the order of their numbers."""
        answers = self.answers()
        known = sorted(at for at in marks if at in answers)
        return digest(";".join(f"{at}={answers[at]}" for at in known).encode())


def _said(value: object) -> str:
    """A value as far as it can matter to a reading: the line of a record does not."""
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    if is_dataclass(value) and not isinstance(value, type) and hasattr(value, "line"):
        return repr(replace(value, line=0))
    return repr(value)
