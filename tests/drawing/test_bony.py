"""The layer of bones: what it shows, and how bones and landmarks are named on it."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from bodymap import assets
from bodymap.core.bony import LANDMARKS, bone_name, landmark_name
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure, Spot, State
from bodymap.ui.drawing import ink, painting
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.flesh import ink_flesh
from bodymap.ui.drawing.highlight import to_widget
from tests import drawn
from tests.drawn import FAR, HEIGHT, WIDTH
from tests.paints import Paints

FEMUR = (60, 560, 70, 200)
"""The right one, at the left of the front."""
IN_FEMUR = (70, 740)
"""Where no name is written."""
ASIS = (150, 450)
BONES = (
    '<g id="bones" display="none"><g id="bone.femur"><title>Thigh bone</title>'
    f'<path class="bone" d="{drawn.path(FEMUR)}"/>'
    f'<path class="bone" d="{drawn.path((WIDTH - FEMUR[0] - FEMUR[2], *FEMUR[1:]))}"/></g></g>'
    '<g id="landmarks" display="none"><circle id="landmark.asis" cx="150" cy="450" r="3"/></g>'
)
DEEP = (80, 600, 30, 40)
MUSCLE = drawn.SHEETS["front"][FAR].muscle or DEEP
ON = frozenset({"bones", "zones"})


@pytest.fixture
def bony(tmp_path):
    """Drawings of which the front has a thigh bone a side and one landmark, and by the bone a deep muscle."""
    root = drawn.write(tmp_path / "svg")
    for path in root.glob("*/front.svg"):
        text = path.read_text().replace(".belly{", ".bone{fill:#f1e9d6;stroke:#8d7f68;stroke-width:.6}.belly{")
        text = text.replace('<g id="muscles">', BONES + '<g id="muscles">')
        path.write_text(text.replace(drawn.path(MUSCLE), drawn.path(DEEP)))
    return SheetLibrary(root)


def named(stage, monkeypatch):
    """What is named on a stage: text, box, and the place of its dot, in widget positions."""
    found = []
    view = stage.canvas.view()
    monkeypatch.setattr(painting, "_bony_items", lambda _, label: found.append(label) or iter(()))
    blank, controller = painting.blank_image(view), stage.controller
    assert list(painting.mark_steps(view, blank, blank, controller.drawings, controller.names.region))
    return found


def test_the_layer_is_off_until_it_is_asked_for(bony, make_stage):
    assert "bones" not in State().layers
    stage = make_stage(bony, layers=frozenset({"zones"}))
    at = stage.at(stage.instance("front"), IN_FEMUR, "right")
    bare = stage.colour(at)
    stage.store.toggle_layer("bones")
    stage.view.finish()
    assert bare != stage.colour(at) == QColor(ink.BONE)
    assert stage.colour(stage.at(stage.instance("front"), IN_FEMUR, "left")) == QColor(ink.BONE), "both legs"
    stage.store.toggle_layer("bones")
    stage.view.finish()
    assert stage.colour(at) == bare


def test_bones_stay_under_what_is_lit(bony, make_stage):
    stage = make_stage(bony, layers=ON, lit=(Spot(FAR, "right"),))
    assert stage.colour(stage.at(stage.instance("front"), IN_FEMUR, "right")) == QColor(ink.BONE)
    essential = drawn.middle(drawn.SHEETS["front"][FAR].essential)
    assert stage.colour(stage.at(stage.instance("front"), essential, "right")).green() < 90


@pytest.mark.parametrize("side", ["right", "left"])
def test_names_stand_on_their_bone_and_beside_their_landmark_on_the_side_shown(bony, make_stage, monkeypatch, side):
    stage = make_stage(bony, layers=ON, size=(1400, 900), side=side)
    labels = {label.text: label for label in named(stage, monkeypatch)}
    front = stage.instance("front")
    assert set(labels) == {"Femur", "ASIS"}
    middle = labels["Femur"].rect.center().toPoint()
    assert (middle - stage.at(front, drawn.middle(FEMUR), side)).manhattanLength() < 6
    dot = labels["ASIS"].dot.toPoint()
    assert (dot - stage.at(front, ASIS, side)).manhattanLength() < 3
    assert 0 < abs(labels["ASIS"].rect.center().x() - dot.x()) < 60
    assert not labels["ASIS"].rect.contains(labels["ASIS"].dot)


def test_with_both_sides_shown_the_right_one_is_named(bony, make_stage, monkeypatch):
    stage = make_stage(bony, layers=ON, size=(1400, 900), side="both")
    labels = named(stage, monkeypatch)
    assert sorted(label.text for label in labels) == ["ASIS", "Femur"]
    middle = stage.at(stage.instance("front"), (WIDTH / 2, HEIGHT / 2), "right").x()
    assert all(label.rect.center().x() < middle for label in labels)


def test_names_of_bones_touch_neither_those_of_regions_nor_a_point(bony, make_stage, monkeypatch):
    stage = make_stage(bony, layers=ON | {"labels", "points"}, size=(1400, 900))
    regions = []
    item = painting.label_item
    monkeypatch.setattr(painting, "label_item", lambda view, label: regions.append(label) or item(view, label))
    labels = named(stage, monkeypatch)
    assert labels
    assert regions
    for one, other in combinations([*labels, *regions], 2):
        assert not one.rect.intersects(other.rect), (one.text, other.text)
    for place in stage.canvas.scene.places:
        assert not any(label.rect.contains(stage.where(place)) for label in labels)


def test_where_a_drawing_has_died_away_nothing_is_named(bony, make_stage, monkeypatch):
    fade = (
        '<g id="muscles"><defs><linearGradient id="fade.belly" x1="0" y1="400" x2="0" y2="500">'
        '<stop offset="0" stop-color="#b5523f"/><stop offset=".2" stop-color="#b5523f" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#b5523f" stop-opacity="0"/></linearGradient></defs>'
    )
    for path in bony.svg_root.glob("*/front.svg"):
        path.write_text(path.read_text().replace('<g id="muscles">', fade))
    stage = make_stage(SheetLibrary(bony.svg_root), layers=ON, size=(1400, 900))
    assert named(stage, monkeypatch) == []


@pytest.mark.parametrize("size", [(664, 534), (1300, 880)])
@pytest.mark.parametrize("figure", get_args(Figure))
def test_on_the_shipped_drawings_names_are_many_and_do_not_touch(make_stage, monkeypatch, figure, size):
    library = SheetLibrary(assets.svg_root())
    stage = make_stage(library, layers=ON, size=size, figure=figure)
    seen = {}
    for sheets in (["front", "back", "side"], ["head-side"], ["pelvis-back"], ["hand-palm"], ["foot-outer"]):
        stage.store.stage_sheets(sheets)
        stage.view.finish()
        with monkeypatch.context() as patch:
            labels = named(stage, patch)
        seen[sheets[0]] = {label.text for label in labels}
        box = stage.canvas.rect()
        for label in labels:
            assert box.contains(label.rect.toAlignedRect()), label.text
        for one, other in combinations(labels, 2):
            assert not one.rect.intersects(other.rect), (sheets, one.text, other.text)
    assert all(len(texts) >= 6 for texts in seen.values()), seen
    assert {"Mastoid process", "Angle of the jaw", "Skull"} <= seen["head-side"]
    assert {"PSIS", "Sacrum"} <= seen["pelvis-back"]
    assert {"Pisiform", "Radius"} <= seen["hand-palm"]
    assert "Lateral malleolus" in seen["foot-outer"]


@pytest.mark.parametrize("figure", get_args(Figure))
def test_every_landmark_is_on_a_drawing_and_every_bone_of_one_has_a_name(figure):
    library = SheetLibrary(assets.svg_root())
    arts = [library.art(figure, info.id) for info in library.infos]
    shown = {name for art in arts for name in art.landmarks}
    assert shown == set(LANDMARKS)
    assert all(map(landmark_name, shown))
    nameless = {bone for art in arts for bone in art.bones if not bone_name(bone)}
    # Their names would say nothing that one does not see; the pisiform is named as a landmark.
    assert {bone.partition("-")[0] for bone in nameless} == {"finger", "thumb", "toe", "pisiform"}


def test_a_deep_muscle_is_lit_over_the_bones_that_it_touches(bony, make_stage):
    stage = make_stage(bony, layers=frozenset({"zones"}))
    front = stage.instance("front")
    beside = stage.at(front, IN_FEMUR, "right")
    bare = stage.colour(beside)
    stage.store.select(Spot(FAR, "right"))
    stage.view.finish()
    ghost, left = stage.colour(beside), stage.colour(stage.at(front, IN_FEMUR, "left"))
    towards = [abs(now - QColor(ink.BONE).red()) for now in (bare.red(), ghost.red())]
    assert towards[1] < towards[0] - 2
    assert ghost != QColor(ink.BONE), "faintly"
    assert left == bare, "the other leg's is not touched"


def test_a_click_does_not_look_for_bones_and_has_them_a_moment_later(bony, make_stage, monkeypatch):
    stage = make_stage(bony, layers=frozenset({"zones"}))
    drawings, found = stage.controller.drawings, []
    drawings._under.clear()
    touched = Drawings._touched
    monkeypatch.setattr(Drawings, "_touched", lambda self, *where: found.append(where) or touched(self, *where))
    beside = stage.at(stage.instance("front"), IN_FEMUR, "right")
    bare = stage.colour(beside)
    stage.store.select(Spot(FAR, "right"))
    assert found == []
    assert stage.colour(beside) == bare
    repainted = Paints(stage.canvas)
    drawings.queue.finish(f"ready {id(stage.controller.lights)}")
    QTest.qWait(20)
    assert repainted.count, "seen without anything else being done"
    assert found
    assert stage.colour(beside) != bare


def test_a_muscle_under_the_skin_is_lit_without_bones(bony, make_stage):
    for path in bony.svg_root.glob("*/front.svg"):
        path.write_text(path.read_text().replace('data-depth="deep"', 'data-depth="superficial"'))
    stage = make_stage(SheetLibrary(bony.svg_root))
    sheet = stage.canvas.scene.sheets[stage.instance("front")]
    map_ = to_widget(sheet, "right", stage.canvas.camera)
    pieces = ink_flesh(stage.controller.drawings, "woman", "front", FAR.rpartition("-")[0], map_, None)
    assert [how.color().name() for _, how in pieces] == [ink.MUSCLE]
