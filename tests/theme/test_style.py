"""The style sheet, the fonts and the icons keep what the look promises."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import brotli
import pytest
from PIL import Image, ImageFont

from tests.theme.machine_values import BARE, RICH
from tests.theme.test_templates import Outline, render

STATIC = Path("theme/static")
SHEET = (STATIC / "style.css").read_text("utf-8")
FACES = sorted((STATIC / "fonts").glob("*.woff2"))
#: Classes that other rooms write into the bodies of articles, and search.js into its page.
BORROWED = {"m", "nb", "end", "credit", "gallery", "missing", "right", "center", "tall"}
#: Hooks without a look of their own.
PLAIN = {"record", "plate", "printed"}


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(SHEET.partition("@media (prefers-color-scheme: dark)")[0])
DARK = LIGHT | tokens(
    SHEET.partition("@media (prefers-color-scheme: dark)")[2].partition("prefers-contrast")[0]
)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 12),
        ("quiet", "paper", 7),
        ("seal", "paper", 7),
        ("quiet", "raised", 6),
        ("seal-soft", "paper", 3),
        ("on-lacquer", "lacquer", 4.5),
    ],
)
def test_colours_can_be_read(scheme: dict[str, str], front: str, back: str, least: float) -> None:
    assert contrast(scheme[front], scheme[back]) >= least


def test_the_sheet_is_small_and_whole() -> None:
    assert len(brotli.compress(SHEET.encode(), quality=11)) <= 8_000
    assert SHEET.count("{") == SHEET.count("}")
    assert "@import" not in SHEET
    assert "light-dark(" not in SHEET, "an old phone's browser must see colours"


def test_the_sheet_names_only_files_that_are_there() -> None:
    named = re.findall(r'url\("([^"]+)"\)', SHEET)
    assert sorted(STATIC / name for name in named) == FACES
    assert SHEET.count("url(") == len(named)
    assert SHEET.count("font-display: optional") == len(FACES)


def test_every_class_of_a_template_is_known_to_the_sheet() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", SHEET))
    used = set()
    for sample in (*BARE, *RICH):
        if sample.template.endswith(".html"):
            for value in Outline(render(sample)).values("class"):
                used |= set(value.split())
    assert used - styled - PLAIN == set()
    assert styled >= BORROWED


def test_every_token_that_is_used_is_set() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEET))
    assert used <= set(re.findall(r"--([\w-]+):", SHEET))


def test_the_faces_of_a_page_weigh_less_than_48_kilobytes() -> None:
    upright = [face for face in FACES if not face.stem.endswith("i")]
    assert len(upright) == 3
    assert sum(face.stat().st_size for face in upright) <= 48_000


def vietnamese_letters() -> list[str]:
    marked = [
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
    ]
    letters = [*marked, "đ"]
    return letters + [letter.upper() for letter in letters]


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_a_face_has_every_vietnamese_letter_and_the_signs_of_a_newspaper(face: Path) -> None:
    font = ImageFont.truetype(str(face), 40)
    absent = bytes(font.getmask("\u4e00"))
    wanted = [*vietnamese_letters(), *"0123456789.,:;!?()/%–—…“”‘’«»•·§©₫"]
    assert [letter for letter in wanted if bytes(font.getmask(letter)) == absent] == []


def test_no_two_vietnamese_letters_look_the_same() -> None:
    font = ImageFont.truetype(str(STATIC / "fonts/NotoSerif-400.woff2"), 40)
    drawn = {bytes(font.getmask(letter)) for letter in vietnamese_letters()}
    assert len(drawn) == len(vietnamese_letters())


def test_each_family_brings_its_licence() -> None:
    families = {face.stem.partition("-")[0] for face in FACES}
    for family in families:
        licence = (STATIC / "fonts" / f"OFL-{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_the_icon_is_a_small_picture() -> None:
    icon = STATIC / "favicon.ico"
    assert icon.stat().st_size < 512
    with Image.open(icon) as picture:
        assert picture.size == (32, 32)
