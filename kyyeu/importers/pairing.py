"""Which photos belong to which document, and which of them to which caption.

By name first ("hop.txt", "hop-1.jpg", "hop/anh.jpg"); then a folder with one document gives
it all photos that are left. Among the captions of one report: by the words that photo and
caption share, the rest in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from kyyeu.vietnamese import fold

PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".gif")  #: suffixes by which photos are told
_NUMBER = re.compile(r"(\d+)")
_WORD = re.compile(r"[^\W_]{2,}")
_SHARED = 2  #: words at the least by which a photo is told to be a caption's


def photos_of(
    documents: Sequence[PurePosixPath], photos: Sequence[PurePosixPath]
) -> Mapping[PurePosixPath, tuple[PurePosixPath, ...]]:
    """The photos of each document, in the order of their numbers."""
    paired: dict[PurePosixPath, list[PurePosixPath]] = {document: [] for document in documents}
    left: list[PurePosixPath] = []
    for photo in sorted(photos, key=natural):
        owners = [document for document in documents if _is_named_for(photo, document)]
        longest = max((len(owner.stem) for owner in owners), default=0)
        owners = [owner for owner in owners if len(owner.stem) == longest]
        (paired[owners[0]] if len(owners) == 1 else left).append(photo)
    for photo in left:
        near = [document for document in documents if document.parent == photo.parent]
        if len(near) == 1:
            paired[near[0]].append(photo)
    return {document: tuple(names) for document, names in paired.items()}


def in_order_of_captions(captions: Sequence[str], told: Sequence[str]) -> tuple[int, ...]:
    """In which order photos go to captions: indices of photos.

    Args:
        captions: those of the report, in reading order.
        told: of each photo its embedded caption, or the words of its name.
    """
    pairs = sorted(
        (-len(_words(caption) & _words(words)), place, number)
        for place, caption in enumerate(captions)
        for number, words in enumerate(told)
    )
    taken: dict[int, int] = {}
    for shared, place, number in pairs:
        if -shared >= _SHARED and place not in taken and number not in taken.values():
            taken[place] = number
    rest = iter([number for number in range(len(told)) if number not in taken.values()])
    order: list[int] = []
    for place in range(len(captions)):
        number = taken.get(place, -1) if place in taken else next(rest, -1)
        if number >= 0:
            order.append(number)
    return (*order, *rest)


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
    return set(_WORD.findall(fold(text)))
