"""The colours: that they can be read, by everybody, in as many colours as the terminal has."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from textual.theme import Theme

from dateline.app.theme import THEMES

Linear = tuple[float, float, float]
FULL = [theme for (_, few), theme in THEMES.items() if not few]
FEW = [theme for (_, few), theme in THEMES.items() if few]
full = pytest.mark.parametrize("theme", FULL, ids=lambda theme: theme.name)
few = pytest.mark.parametrize("theme", FEW, ids=lambda theme: theme.name)
GROUNDS = ("background", "panel", "cursor")
WORDS = ("foreground", "muted", "accent", "warning", "error")
MARKS = ("faint", "bar-possible")

# Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency (IEEE TVCG
# 15:6, 2009), severity 1.0; for linear RGB. For blue-blindness it is an approximation.
VISIONS = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XTERM = {  # what xterm draws for the eight colours, by the number of each
    0: (0, 0, 0), 1: (205, 0, 0), 2: (0, 205, 0), 3: (205, 205, 0),
    4: (0, 0, 238), 5: (205, 0, 205), 6: (0, 205, 205), 7: (229, 229, 229),
}  # fmt: skip


def colour(theme: Theme, name: str) -> str:
    """As #rrggbb."""
    value = theme.variables.get(name) or getattr(theme, name)
    assert isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value)
    return value


def linear(triplet: ColorTriplet | tuple[int, int, int]) -> Linear:
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in (c / 255 for c in triplet))
    return red, green, blue


def contrast(one: Linear, other: Linear) -> float:
    """The ratio of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen(value: str, vision: str) -> tuple[float, float, float]:
    """In CIE L*a*b* (D65), as somebody with this vision sees it."""
    red, green, blue = linear(Color.parse(value).triplet or (0, 0, 0))
    r, g, b = (min(max(x * red + y * green + z * blue, 0), 1) for x, y, z in VISIONS[vision])
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@full
@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT], ids=lambda system: system.name)
@pytest.mark.parametrize(
    ("names", "grounds", "least"),
    [(WORDS, GROUNDS, 4.5), (("faint",), ("background",), 4.5), (MARKS, GROUNDS, 3.0)],
    ids=["words", "faint words", "marks"],
)
def test_words_and_marks_stand_out_from_their_grounds(
    theme: Theme, system: ColorSystem, names: tuple[str, ...], grounds: tuple[str, ...], least: float
) -> None:
    def drawn(name: str) -> Linear:
        return linear(Color.parse(colour(theme, name)).downgrade(system).get_truecolor())

    ratios = {(name, on): round(contrast(drawn(name), drawn(on)), 2) for name in names for on in grounds}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < least}


@full
@pytest.mark.parametrize("vision", VISIONS)
def test_accent_warning_and_error_stay_apart_for_those_who_see_fewer_colours(theme: Theme, vision: str) -> None:
    """By CIE 1976; 2.3 is the least that is noticed at all, and small marks need several times that."""
    pairs = combinations(("foreground", "accent", "warning", "error"), 2)
    apart = {(a, b): dist(seen(colour(theme, a), vision), seen(colour(theme, b), vision)) for a, b in pairs}
    assert not {pair: round(distance) for pair, distance in apart.items() if distance < 20}


@few
def test_where_there_are_few_colours_only_the_eight_are_used_and_words_stand_out(theme: Theme) -> None:
    numbers = {
        name: Color.parse(colour(theme, name)).downgrade(ColorSystem.STANDARD).number
        for name in (*GROUNDS, *WORDS, *MARKS, "border", "scrollbar", "block-cursor-foreground")
    }
    assert all(number is not None and number < 8 for number in numbers.values())
    for name in (*WORDS, *MARKS):
        for on in GROUNDS:
            words, ground = XTERM[numbers[name] or 0], XTERM[numbers[on] or 0]
            assert contrast(linear(words), linear(ground)) >= 4.5, (name, on)
