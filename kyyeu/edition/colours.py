"""A site's own seal colour: checked against the paper, and its other shades derived from it.

Contrast is the ratio of relative luminances of WCAG 2.2; what is read needs 7, a line 3.
"""

from __future__ import annotations

import re

Colour = tuple[int, int, int]

_PAPER, _NIGHT = (251, 249, 244), (21, 20, 18)
_WHITE = (255, 255, 255)
_READ, _DRAWN = 7.0, 3.0
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def own_seal(text: str) -> str:
    """The tokens of a style sheet for a seal of this colour.

    Args:
        text: ``#rrggbb``; empty: the theme's own red stays, and nothing is said.

    Raises:
        ValueError: it is no such colour, or too pale to be read on paper; the message says so.
    """
    if not text:
        return ""
    if not _HEX.fullmatch(text):
        raise ValueError(f"KYYEU: 'seal' must be a colour like #9c1c1f, not {text!r}")
    seal = (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
    found = contrast(seal, _PAPER)
    if found < _READ:
        raise ValueError(
            f"KYYEU: 'seal' {text} has a contrast of {found:.1f} on paper; it must have {_READ:.0f}"
        )
    soft = _mixed(seal, _PAPER, _PAPER, _DRAWN)
    light = _lightened(seal, _NIGHT, _READ)
    dim = _mixed(light, _NIGHT, _NIGHT, _DRAWN)
    day = f"--seal: {text}; --seal-soft: {_hex(soft)}; --lacquer: {text};"
    night = f"--seal: {_hex(light)}; --seal-soft: {_hex(dim)}; --lacquer: {text};"
    unless_light, dark = ':where(:not([data-colours="light"]))', ':where([data-colours="dark"])'
    return (
        f"\n@layer tokens {{ :root {{ {day} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root{unless_light} {{ {night} }} }}\n"
        f":root{dark} {{ {night} }}\n"
        "@media (prefers-contrast: more) { :root { --seal-soft: var(--seal); } } }\n"
    )


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, into: Colour, ground: Colour, least: float) -> Colour:
    """As much of another colour as leaves a contrast with the ground."""
    steps = [_step(colour, into, share) for share in range(60, -1, -5)]
    return next((each for each in steps if contrast(each, ground) >= least), colour)


def _lightened(colour: Colour, ground: Colour, least: float) -> Colour:
    steps = [_step(colour, _WHITE, share) for share in range(0, 101, 5)]
    return next(each for each in steps if contrast(each, ground) >= least)


def _step(one: Colour, other: Colour, share: int) -> Colour:
    red, green, blue = (round(a + (b - a) * share / 100) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
