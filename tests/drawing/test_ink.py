"""Hues are told apart by eyes that see fewer colours, and each has a letter besides."""

from __future__ import annotations

from itertools import combinations

import pytest

from bodymap.core.state import MAX_LIT
from bodymap.ui.drawing import ink

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
MATRICES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
SKIN = ink.FALLBACK_SKIN


def linear(colour: str) -> list[float]:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """A colour as an eye sees it, in CIE Lab."""
    rgb = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(k * c for k, c in zip(row, rgb, strict=True)))) for row in MATRICES[eye])
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(a: str, b: str, eye: str) -> float:
    return sum((p - q) ** 2 for p, q in zip(seen(a, eye), seen(b, eye), strict=True)) ** 0.5


@pytest.mark.parametrize("eye", MATRICES)
def test_hues_are_told_apart(eye):
    for a, b in combinations(ink.HUES, 2):
        assert apart(a, b, eye) > 14, (a, b)


@pytest.mark.parametrize("eye", MATRICES)
def test_hues_stand_out_from_skin(eye):
    for hue in ink.HUES:
        assert apart(hue, SKIN, eye) > 30, hue


def test_there_is_a_hue_and_a_letter_for_each_lit_spot():
    assert len(ink.HUES) == len(set(ink.HUES)) == len(ink.LETTERS) == len(set(ink.LETTERS)) == MAX_LIT
