"""The scale of numbers: even to the eye, to a colour-blind one too, and never the red of pain."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from bodymap.ui.drawing.scale import colour_of

STEPS = 64
SCALE = [colour_of(n / STEPS) for n in range(STEPS + 1)]
RGB = np.array([(each.redF(), each.greenF(), each.blueF()) for each in SCALE])
SEEN = {
    # How the three kinds of colour blindness see linear light (Machado, Oliveira and Fernandes 2009, all of it gone).
    "all": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def light(rgb: np.ndarray, matrix) -> np.ndarray:
    """Lightness from 0 to 100 (CIE L*), as an eye sees it."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ np.array(matrix).T
    y = np.clip(linear, 0, 1) @ [0.2126, 0.7152, 0.0722]
    return np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, y * 24389 / 27)


@pytest.mark.parametrize("eye", SEEN)
def test_more_is_darker_to_every_eye_and_evenly(eye: str) -> None:
    levels = light(RGB, SEEN[eye])
    steps = [a - b for a, b in pairwise(levels)]
    assert min(steps) > 0
    assert levels[0] - levels[-1] > 60
    assert max(steps) < 3 * (levels[0] - levels[-1]) / STEPS


def test_no_colour_of_it_is_red() -> None:
    assert all(red <= max(green, blue) or green > 0.8 * red for red, green, blue in RGB)


def test_it_is_the_map_of_that_name() -> None:
    import pyqtgraph

    known = pyqtgraph.colormap.get("viridis").map(np.linspace(1, 0, STEPS + 1))[:, :3]
    assert np.abs(known - RGB * 255).max() < 6


def test_what_lies_beyond_has_the_colour_of_the_end() -> None:
    assert colour_of(-1) == colour_of(0)
    assert colour_of(2) == colour_of(1)
