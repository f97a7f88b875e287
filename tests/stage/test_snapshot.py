"""The stage as it was when somebody last looked at it.

Compared tile by tile, so that a zone that is missing cannot hide among a million right pixels. After a wanted
change run with ``BODYMAP_UPDATE_SNAPSHOTS=1`` and look at what is new.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from bodymap.core.state import Spot
from tests.drawn import FAR, NEAR, TWIN

FOLDER = Path(__file__).parent / "snapshots"
TILE = 16
TOLERANCE = 14
"""Of a tile's mean colour, in each channel. Another font moves a letter by less, a zone by far more."""
HEADER = 44
"""Rows at the top where only text is, which depends on the fonts there are."""

SCENES: dict[str, dict[str, object]] = {
    "plain": {},
    "lit": {"lit": (Spot(FAR, "right"),)},
    "left": {"side": "left", "lit": (Spot(FAR, "left"),)},
    "compared": {
        "side": "both",
        "staged": ("front", "back", "side"),
        "lit": (Spot(FAR, "right"), Spot(NEAR, "left"), Spot(TWIN, "right")),
    },
    "hovered": {"hovered": Spot(FAR, "right")},
    "condition": {"condition": "condition-0"},
}


def tiles(image: QImage) -> list[tuple[int, int, int]]:
    """The mean colour of every tile below the header."""
    small = image.copy(0, HEADER, image.width(), image.height() - HEADER)
    from PySide6.QtCore import Qt

    mode = Qt.TransformationMode.SmoothTransformation
    small = small.scaled(small.width() // TILE, small.height() // TILE, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    pixels = (small.pixelColor(x, y) for y in range(small.height()) for x in range(small.width()))
    return [(pixel.red(), pixel.green(), pixel.blue()) for pixel in pixels]


def differing(one: QImage, other: QImage) -> int:
    """How many tiles differ by more than the tolerance."""
    pairs = zip(tiles(one), tiles(other), strict=True)
    return sum(any(abs(a - b) > TOLERANCE for a, b in zip(p, q, strict=True)) for p, q in pairs)


def picture(make_stage, library, name: str) -> QImage:
    stage = make_stage(library, size=(960, 640), **SCENES[name])
    stage.canvas.update()
    return stage.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("name", SCENES)
def test_the_stage_looks_as_it_did(make_stage, library, name):
    seen = picture(make_stage, library, name)
    path = FOLDER / f"{name}.png"
    if os.environ.get("BODYMAP_UPDATE_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        assert seen.save(str(path))
    expected = QImage(str(path))
    assert expected.size() == seen.size()
    assert differing(seen, expected) == 0


@pytest.mark.parametrize("name", [name for name in SCENES if name != "plain"])
def test_a_snapshot_would_notice_what_is_lit(name):
    """The comparison itself can fail: each scene differs from the plain stage by more than a tile."""
    lit, plain = (QImage(str(FOLDER / f"{one}.png")) for one in (name, "plain"))
    assert differing(lit, plain) >= 2
