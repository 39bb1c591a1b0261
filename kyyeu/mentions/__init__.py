"""Mentions: find who, which unit and which directive an article speaks of; resolve; annotate.

Three steps, each replaceable: what stands where (``find_*``), which record it means
(``resolve_*``, then `identify` across articles), how it shows (`marks`). What the finders know
is data (``knowledge/``). Two candidates left means unresolved: a statement put into the wrong
mouth is the worst fault there is.
"""

from kyyeu.mentions.agreement import goes_on
from kyyeu.mentions.annotate import IN_LEAD, marks
from kyyeu.mentions.evidence import decision_behind
from kyyeu.mentions.held_roles import held
from kyyeu.mentions.identify import (
    Identified,
    Register,
    fullness,
    identify,
    merged_into,
    merges,
    naming,
    people_of,
)
from kyyeu.mentions.inline import INLINE, KINDS, Inline, inline_of, target_of
from kyyeu.mentions.joining import Somebody, join
from kyyeu.mentions.many import know_many, read_many
from kyyeu.mentions.measured import Figure, Measured, measured
from kyyeu.mentions.memory import (
    Known,
    Reader,
    Text,
    answers,
    changed_marks,
    kept_of,
    reading_of,
)
from kyyeu.mentions.one_unit import unit_called
from kyyeu.mentions.reading import read
from kyyeu.mentions.sheet import spelling
from kyyeu.mentions.shelf import ShelfRegister

__all__ = [
    "INLINE",
    "IN_LEAD",
    "KINDS",
    "Figure",
    "Identified",
    "Inline",
    "Known",
    "Measured",
    "Reader",
    "Register",
    "ShelfRegister",
    "Somebody",
    "Text",
    "answers",
    "changed_marks",
    "decision_behind",
    "fullness",
    "goes_on",
    "held",
    "identify",
    "inline_of",
    "join",
    "kept_of",
    "know_many",
    "marks",
    "measured",
    "merged_into",
    "merges",
    "naming",
    "people_of",
    "read",
    "read_many",
    "reading_of",
    "spelling",
    "target_of",
    "unit_called",
]
