"""Names of regions on the drawings."""

from __future__ import annotations

from bodymap.ui.drawing.labels import region_labels
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


def test_a_few_stray_names_are_not_written(make_stage, library, monkeypatch):
    stage = make_stage(library, layers=ALL, size=(1400, 900))
    assert labels(stage, "front")
    monkeypatch.setattr("bodymap.ui.drawing.labels._ENOUGH", 1.01)
    assert labels(stage, "front") == [], "names for fewer regions than are asked for"
