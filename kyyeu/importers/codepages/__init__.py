"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI, VPS and windows-1258.

A page is told by evidence, the share of real Vietnamese syllables before and after, and only
when one is a clear winner; otherwise an editor has to say it. The tables are data beside
this file, each letter with its bytes.
"""

from kyyeu.importers.codepages.evidence import Found, is_syllable, recognise, share_of_syllables
from kyyeu.importers.codepages.tables import PAGES, bytes_as_text, to_unicode, written_in

__all__ = [
    "PAGES",
    "Found",
    "bytes_as_text",
    "is_syllable",
    "recognise",
    "share_of_syllables",
    "to_unicode",
    "written_in",
]
