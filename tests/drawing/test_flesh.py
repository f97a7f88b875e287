"""A lit muscle is told from the solid zone that lies over it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPathStroker, QTransform

from bodymap import assets
from bodymap.core.sheets import SheetLibrary
from bodymap.ui import theme
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.flesh import ink_fibres, ink_flesh
from bodymap.ui.drawing.pieces import paint_pieces
from bodymap.ui.drawing.zone import Dots, ZoneStyle, ink_zone, zone_on
from tests.drawing.test_told_apart import light

pytestmark = pytest.mark.usefixtures("qapp")

UNDER_ITS_ZONE = {
    "piriformis": "pelvis-back",
    "gemelli-and-quadratus-femoris": "pelvis-back",
    "pyramidalis": "pelvis-front",
    "flexor-digiti-minimi-brevis-foot": "foot-sole",
}
"""Muscles that lie in the core of their first point's main area, and where that is seen."""
HIGH = 420.0
"""Pixels, of a close-up on the stage of a window of 1280 by 720."""
BROAD = 3.0
"""Pixels to both sides of the outline in which the eye looks for it."""
LIGHTER = 10.0
"""In L of CIE Lab, against the zone over the muscle: a line that light is seen at a glance."""


@cache
def drawings() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


@pytest.mark.parametrize("figure", ["woman", "man"])
@pytest.mark.parametrize("muscle_id", UNDER_ITS_ZONE)
def test_the_outline_of_a_muscle_is_lighter_than_the_solid_zone_over_it(figure, muscle_id):
    sheet_id = UNDER_ITS_ZONE[muscle_id]
    art = drawings().library.art(figure, sheet_id)
    map_ = QTransform.fromScale(HIGH / art.height, HIGH / art.height)
    zone = zone_on(drawings(), figure, sheet_id, f"{muscle_id}-1", map_)
    where = (drawings(), figure, sheet_id, muscle_id, map_, art.fade)
    image = QImage(round(art.width * HIGH / art.height), round(HIGH), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.SKIN))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    zones = ink_zone(zone, ZoneStyle(ink.HUES[0]), Dots(1.0, QPointF()))
    for pieces in (ink_flesh(*where, bones="none"), zones, ink_fibres(*where)):
        paint_pieces(painter, pieces)
    painter.end()
    seen = light(image)
    bellies = [map_.map(path) for path in drawings().paths(figure, sheet_id, f"muscle.{muscle_id}.belly")]
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * BROAD)
    core = map_.map(zone.essential[-1])
    rims = [stroker.createStroke(belly).intersected(core) for belly in bellies]
    inner = [belly.intersected(core) for belly in bellies]
    rim, flesh = (_mask(image, paths) for paths in (rims, inner))
    assert rim.sum() > 40, "the outline does not run in the core"
    lines = np.percentile(seen[rim], 90)
    assert lines > np.median(seen[flesh & ~rim]) + LIGHTER
    assert lines > np.median(seen[_mask(image, [core]) & ~flesh & ~rim]) + LIGHTER


def _mask(image, paths):
    mask = QImage(image.size(), QImage.Format.Format_RGB32)
    mask.fill(QColor("black"))
    painter = QPainter(mask)
    for path in paths:
        painter.fillPath(path, QColor("white"))
    painter.end()
    return light(mask) > 50
