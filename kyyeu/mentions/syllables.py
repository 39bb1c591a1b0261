"""What a syllable of Vietnamese can look like, tones and marks aside."""

from __future__ import annotations

import re

from kyyeu.vietnamese import fold

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?"
    r"|[bcdghklmnpqrstvx]{1,2}"  # "Nguyễn Thị Tr"
)


def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: "Nguyễn" is, "Vingroup" is not."""
    return _SYLLABLE.fullmatch(fold(word)) is not None
