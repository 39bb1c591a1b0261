"""Which photos belong to which document, and which of them to which caption.

By name first ("hop.txt", "hop-1.jpg", "hop/anh.jpg"); then a folder with one document gives
it all photos that are left. Among the captions of one report: by the words that photo and
caption share; where they leave a doubt the photo goes to none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from kyyeu.importers.words import words
from kyyeu.vietnamese import fold

PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".gif")  #: suffixes by which photos are told
SUFFIXES = "jpe?g|png|webp|gif"  #: the same, within a pattern
#: Photos of other kinds, to be converted first.
OTHER_PHOTOS = (
    ".heic",
    ".heif",
    ".avif",
    ".tif",
    ".tiff",
    ".bmp",
    ".cr2",
    ".nef",
    ".arw",
    ".dng",
    ".psd",
)
_NUMBER = re.compile(r"(\d+)")
_WORD = re.compile(r"[^\W_]{2,}")
_SHARED = 2  #: words at the least by which a photo is told to be a caption's
_FAR = 3  #: times as many words leave no doubt, though another caption says some of its own


def photos_of(
    documents: Sequence[PurePosixPath],
    photos: Sequence[PurePosixPath],
    spoken_of: Collection[PurePosixPath] = (),
) -> Mapping[PurePosixPath, tuple[PurePosixPath, ...]]:
    """The photos of each document, in the order of their numbers.

    Args:
        documents: their paths.
        photos: theirs.
        spoken_of: photos that something else shows: only their name makes them a document's.
    """
    paired: dict[PurePosixPath, list[PurePosixPath]] = {document: [] for document in documents}
    left: list[PurePosixPath] = []
    for photo in sorted(photos, key=natural):
        owners = [document for document in documents if _is_named_for(photo, document)]
        longest = max((len(owner.stem) for owner in owners), default=0)
        owners = [owner for owner in owners if len(owner.stem) == longest]
        (paired[owners[0]] if len(owners) == 1 else left).append(photo)
    for photo in (photo for photo in left if photo not in spoken_of):
        near = [document for document in documents if document.parent == photo.parent]
        if len(near) == 1:
            paired[near[0]].append(photo)
    return {document: tuple(names) for document, names in paired.items()}


def by_captions(
    captions: Sequence[str], told: Sequence[str], common: str = "", *, ordered: bool = False
) -> tuple[int | None, ...]:
    """Which photo goes to which caption: for each caption the index of its photo, or None.

    A photo goes where its words stand, when no other caption says them as well and no other
    photo fits there as well. What is left goes in order only when captions and photos are
    as many, and the photos say nothing ("IMG_1"). Words of every report ("hội nghị") and
    those of the report's own name tell nothing.

    Args:
        captions: those of the report without a picture of their own, in reading order.
        told: of each photo its embedded caption, or the words of its name.
        common: words that speak of the whole report: its headline, the name of its file.
        ordered: somebody gave the photos in this order: it counts unless their words speak for
            another one.
    """
    said = [_words(caption) for caption in captions]
    shown = [_words(words) for words in told]
    shared = [[caption & photo for photo in shown] for caption in said]
    taken: dict[int, int] = {}
    for number in range(len(told)):
        place = _clearly_best([row[number] for row in shared])
        if place is not None and _clearly_best(shared[place]) == number:
            taken[place] = number
    places = [place for place in range(len(captions)) if place not in taken]
    rest = [number for number in range(len(told)) if number not in taken.values()]
    alike = set.intersection(*shown) if len(shown) > 1 else set()
    known = _words(common) | alike.difference(*said)  # of every photo, and of no caption
    silent = all(len(_spoken(shown[number] - known)) < _SHARED for number in rest)
    if len(places) == len(rest):
        pairs = dict(zip(places, rest, strict=True))
        if silent or (ordered and all(_fits(shared, *pair) for pair in pairs.items())):
            taken |= pairs
    return tuple(taken.get(place) for place in range(len(captions)))


def _fits(shared: Sequence[Sequence[set[str]]], place: int, number: int) -> bool:
    """Whether no other caption says more of a photo's words than the one at this place."""
    most = max(len(row[number]) for row in shared)
    return most < _SHARED or most == len(shared[place][number])


def _clearly_best(shared: Sequence[set[str]]) -> int | None:
    """Which of several shares words enough, and all that the others share or far more."""
    best = max(range(len(shared)), key=lambda one: len(shared[one]), default=None)
    if best is None or len(shared[best]) < _SHARED:
        return None
    others = [words for number, words in enumerate(shared) if number != best]
    clear = all(
        len(shared[best]) > len(words)
        and (len(words - shared[best]) < _SHARED or len(shared[best]) >= _FAR * len(words))
        for words in others
    )
    return best if clear else None


def _spoken(words: set[str]) -> set[str]:
    """Words of a language, not the numbers and letters by which cameras count."""
    return {word for word in words if word.isalpha() and re.search("[aeiouy]", word)}


def natural(path: PurePosixPath) -> tuple[object, ...]:
    """A key by which photo 2 comes before photo 10."""
    parts = _NUMBER.split(fold(str(path)))
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else part) for part in parts)


def _is_named_for(photo: PurePosixPath, document: PurePosixPath) -> bool:
    if photo.parent == document.parent / document.stem:
        return True
    rest = fold(photo.stem).removeprefix(fold(document.stem))
    begins = fold(photo.stem).startswith(fold(document.stem))
    return photo.parent == document.parent and begins and not rest[:1].isalnum()


def _words(text: str) -> set[str]:
    """Its words, folded, without those that stand under every photo."""
    return set(_WORD.findall(_stock().sub(" ", re.sub(r"[\W_]+", " ", fold(text)))))


@cache
def _stock() -> re.Pattern[str]:
    phrases = sorted(map(fold, words()["captions"]["stock"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
