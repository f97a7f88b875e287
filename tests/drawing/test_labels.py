"""Names of regions on the drawings."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import State
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.labels import region_labels
from bodymap.ui.drawing.painting import View
from bodymap.ui.drawing.scene import build_scene
from tests.drawn import WIDTH

ALL = frozenset({"muscles", "points", "zones", "labels"})


def labels(stage, sheet_id, side=None):
    sheet = stage.canvas.scene.sheets[stage.instance(sheet_id, side)]
    names = stage.controller.names.region
    return list(region_labels(stage.canvas.view(), sheet, stage.controller.drawings, names))


def test_a_name_is_written_once_there_is_room_for_it(make_stage, library):
    stage = make_stage(library, layers=ALL, size=(300, 300))
    assert labels(stage, "front") == []
    stage.controller.zoom(5.0, stage.at(stage.instance("front"), (100, 450), "right").toPointF())
    stage.canvas.finish()
    assert "Place 1" in [label.text for label in labels(stage, "front")]


def test_a_name_stands_on_its_region_on_the_side_shown(make_stage, library):
    for side in ("right", "left"):
        stage = make_stage(library, layers=ALL, size=(1400, 900), side=side)
        label = next(label for label in labels(stage, "front") if label.text == "Place 1")
        at = stage.at(stage.instance("front"), (100, 450), side)
        assert (label.rect.center().toPoint() - at).manhattanLength() < 6, side


def test_both_sides_are_named(make_stage, library):
    stage = make_stage(library, layers=ALL, size=(1800, 900), side="both")
    middle = stage.at(stage.instance("front"), (WIDTH / 2, 450), "right").x()
    named = [label for label in labels(stage, "front") if label.text == "Place 1"]
    assert sorted(label.rect.center().x() > middle for label in named) == [False, True]


def test_names_touch_no_point(make_stage, library):
    stage = make_stage(library, layers=ALL, size=(1400, 900))
    assert "Place 2" in [label.text for label in labels(stage, "front")], "beside the point in its middle"
    for place in stage.canvas.scene.places:
        at = stage.where(place)
        assert not any(label.rect.contains(at) for label in labels(stage, "front"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("figure", ["woman", "man"])
@pytest.mark.parametrize(("sheet_id", "least"), [("arm-outer", 8), ("knee-inner", 2), ("foot-sole", 3)])
def test_no_name_hangs_over_the_bodys_edge(figure, sheet_id, least):
    drawings = Drawings(SheetLibrary(assets.svg_root()))
    names = AtlasIndex(load_atlas(assets.points_path()).atlas)
    state = State(figure=figure, staged=(sheet_id,))
    for size in ((1300.0, 600.0), (640.0, 520.0), (420.0, 420.0)):
        scene = build_scene([drawings.library.info(sheet_id)], partial(drawings.art, figure), state, size, 20.0)
        wide, high = map(int, size)
        view = View(scene, Camera(), state, wide, high, 1.0, "#222222", "#ffffff", QFont().toString(), 1.0)
        sheet = scene.sheets[0]
        map_ = to_widget(sheet, "right", view.camera)
        regions = [name for name in sheet.art.shapes if name.startswith("region.")]
        skin = [map_.map(path) for name in regions for path in drawings.paths(figure, sheet_id, name)[:1]]
        written = region_labels(view, sheet, drawings, lambda code: names.region(code).label.split(" (")[0])
        assert len(written) >= least or size[0] < 1300
        for label in written:
            letters = label.rect.adjusted(0.5, label.rect.height() / 4, -0.5, -label.rect.height() / 4)
            for step in range(11):
                for y in (letters.top(), letters.bottom()):
                    at = QPointF(letters.left() + step / 10 * letters.width(), y)
                    # Two regions may leave a hairline between them.
                    near = QRectF(at.x() - 0.75, at.y() - 0.75, 1.5, 1.5)
                    assert any(each.intersects(near) for each in skin), (size, label.text)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("figure", ["woman", "man"])
def test_most_of_a_name_lies_on_its_own_region(figure):
    # From the outer side the big toe is a sliver behind the others: its name would name these.
    drawings = Drawings(SheetLibrary(assets.svg_root()))
    index = AtlasIndex(load_atlas(assets.points_path()).atlas)
    for sheet_id, wide, high in (("foot-outer", 480, 430), ("foot-outer", 900, 620), ("foot-inner", 900, 620)):
        state = State(figure=figure, staged=(sheet_id,))
        size = (float(wide), float(high))
        scene = build_scene([drawings.library.info(sheet_id)], partial(drawings.art, figure), state, size, 20.0)
        view = View(scene, Camera(), state, wide, high, 1.0, "#222222", "#ffffff", QFont().toString(), 1.0)
        sheet = scene.sheets[0]
        map_ = to_widget(sheet, "right", view.camera)
        written = region_labels(view, sheet, drawings, lambda code: code)
        assert len(written) >= 3, "names are written at all"
        for label in written:
            own = [map_.map(path) for path in drawings.paths(figure, sheet_id, f"region.{label.text}")[:1]]
            y = label.rect.center().y()
            along = [QPointF(label.rect.left() + (n + 0.5) / 20 * label.rect.width(), y) for n in range(20)]
            assert sum(any(path.contains(at) for path in own) for at in along) >= 10, (label.text, sheet_id)
            assert index.region(label.text).label


def test_a_few_stray_names_are_not_written(make_stage, library, monkeypatch):
    stage = make_stage(library, layers=ALL, size=(1400, 900))
    assert labels(stage, "front")
    monkeypatch.setattr("bodymap.ui.drawing.labels._ENOUGH", 1.01)
    assert labels(stage, "front") == [], "names for fewer regions than are asked for"
