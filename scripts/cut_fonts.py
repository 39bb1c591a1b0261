"""Cut the fonts of the theme down to what a Vietnamese page prints.

The woff2 files in ``theme/static/fonts/`` are committed; this script is needed only to
make them again, and so its two libraries are no dependency of the project::

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install "fonttools[woff]" brotli
    npm pack @expo-google-fonts/noto-serif @expo-google-fonts/be-vietnam-pro
    tar xzf ... (both, into one folder)
    /tmp/fonts/bin/python scripts/cut_fonts.py FOLDER theme/static/fonts

FOLDER is searched at any depth for the four TTF files of `FACES`. Both families are under
the SIL Open Font Licence 1.1 and reserve no font name, so the cut faces keep theirs; the licence
texts lie beside the faces. Same TTF files and same fontTools: same bytes.
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

#: Name of the TTF in the families' packages, name of the face here.
FACES = {
    "NotoSerif_400Regular.ttf": "NotoSerif-400.woff2",
    "NotoSerif_700Bold.ttf": "NotoSerif-700.woff2",
    "NotoSerif_400Regular_Italic.ttf": "NotoSerif-400i.woff2",
    "BeVietnamPro_400Regular.ttf": "BeVietnamPro-400.woff2",
}

#: Kerning, ligatures, marks in their places, and figures of one height or one width.
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]

#: Marks of the Vietnamese tones and letters, for text that is not composed.
COMBINING = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"

#: Beyond Latin-1, whose letters, ``« » · § ©`` and no-break space are all in. Arrows are in
#: none of the families, so the theme writes words instead.
PUNCTUATION = "\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ab\u2116"


def vietnamese_letters() -> set[str]:
    """The 134 letters beyond a-z that Vietnamese writes, in both cases.

    Each vowel takes the five marked tones, composed by Unicode itself, so that no table of
    letters can be wrong.
    """
    vowels = "aăâeêioôơuưy"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    letters |= set("ăâđêôơư")
    return letters | {letter.upper() for letter in letters}


def characters() -> set[str]:
    """All that the faces shall hold."""
    ascii_letters = {chr(code) for code in range(0x20, 0x7F)}
    latin_1 = {chr(code) for code in range(0xA0, 0x100)}
    return ascii_letters | latin_1 | vietnamese_letters() | set(COMBINING) | set(PUNCTUATION)


def cut(source: Path, target: Path) -> tuple[int, int]:
    """Write the face `source`, cut, as woff2 to `target`: (characters held, bytes)."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = FEATURES
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # what it is, whose, under which licence
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters()])
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # else every cut carries the hour of its making
    font.recalcTimestamp = False
    held = len(font.getBestCmap())
    save_font(font, str(target), options)
    return held, target.stat().st_size


def main() -> None:
    """Read the two folders from the command line and cut every face."""
    parser = argparse.ArgumentParser(description="Cut the fonts of the theme.")
    parser.add_argument("source", type=Path, help="folder with the TTF files, at any depth")
    parser.add_argument("target", type=Path, help="folder that receives the woff2 files")
    arguments = parser.parse_args()
    for name, face in FACES.items():
        found = sorted(arguments.source.rglob(name))
        if not found:
            parser.error(f"{name} is not below {arguments.source}")
        held, size = cut(found[0], arguments.target / face)
        print(f"{face}: {held} characters, {size / 1000:.1f} kB")


if __name__ == "__main__":
    main()
