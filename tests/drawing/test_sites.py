"""The layer of cautionary sites: how it is inked, when it is seen, and what is said of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot, State
from bodymap.ui.drawing.sites import dashed, slanting
from tests import drawn
from tests.drawn import FAR

SITE = (60, 560, 70, 200)
AT = (95, 640)


@pytest.fixture
def with_site(tmp_path):
    """Drawings of which the front has a site on the patient's right."""
    root = drawn.write(tmp_path / "svg")
    group = f'<g id="sites" display="none"><g id="site.kidney-area"><path d="{drawn.path(SITE)}"/></g></g>'
    for path in root.glob("*/front.svg"):
        path.write_text(path.read_text().replace('<g id="muscles">', group + '<g id="muscles">'))
    return SheetLibrary(root)


def test_the_layer_is_off_until_it_is_asked_for_and_on_the_side_shown(with_site, make_stage):
    assert "sites" not in State().layers
    stage = make_stage(with_site, layers=frozenset({"zones"}))
    right, left = (stage.at(stage.instance("front"), AT, side) for side in ("right", "left"))
    bare, other = stage.colour(right), stage.colour(left)
    assert stage.controller.handling.sites_at(QPointF(right)) == ()
    stage.store.toggle_layer("sites")
    stage.view.finish()
    assert stage.colour(right) != bare
    assert stage.colour(left) == other, "the other side is not shown"
    assert stage.controller.handling.sites_at(QPointF(right)) == ("kidney-area",)
    assert stage.controller.handling.sites_at(QPointF(left)) == ()
    stage.store.toggle_layer("sites")
    stage.view.finish()
    assert stage.colour(right) == bare


def test_sites_stay_under_what_is_lit(with_site, make_stage):
    essential = drawn.middle(drawn.SHEETS["front"][FAR].essential)
    bare, marked = (
        make_stage(with_site, layers=frozenset({"zones", *more}), lit=(Spot(FAR, "right"),))
        for more in ((), ("sites",))
    )
    at = [stage.colour(stage.at(stage.instance("front"), essential, "right")) for stage in (bare, marked)]
    assert at[0] == at[1]


def test_dashes_lie_on_the_rim_and_leave_part_of_it_bare():
    box = QPainterPath()
    box.addRect(QRectF(0, 0, 90, 45))
    dashes = dashed(box)
    assert 0.5 * 270 < dashes.length() < 0.7 * 270
    ends = [QPointF(dashes.elementAt(n).x, dashes.elementAt(n).y) for n in range(dashes.elementCount())]
    assert all(at.x() in (0, 90) or at.y() in (0, 45) for at in ends)


def test_slanting_lines_end_at_the_rim_and_leave_holes_bare():
    ring = QPainterPath()
    ring.addRect(QRectF(0, 0, 100, 100))
    ring.addRect(QRectF(30, 30, 40, 40))
    lines = slanting(ring)
    ends = [QPointF(lines.elementAt(n).x, lines.elementAt(n).y) for n in range(lines.elementCount())]
    assert len(ends) > 40
    for a, b in zip(ends[::2], ends[1::2], strict=True):
        middle = (a + b) / 2
        assert QRectF(-0.01, -0.01, 100.02, 100.02).contains(middle)
        assert not QRectF(30.1, 30.1, 39.8, 39.8).contains(middle)
        assert (a.x() + a.y()) == pytest.approx(b.x() + b.y()) or (a.x() - a.y()) == pytest.approx(b.x() - b.y())
