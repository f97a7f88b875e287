"""Names of muscles beside the bodies, with a line to each."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from bodymap.core.bony import landmark_name
from bodymap.core.state import Spot
from bodymap.ui.drawing.free_ground import FreeGround, edge_towards, strikes
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.labels import Label, region_labels
from bodymap.ui.drawing.painting import label_item, sheet_rect
from bodymap.ui.stage import muscle_names
from bodymap.ui.stage.muscle_names import hides

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas


@pytest.fixture
def canvas(window: MainWindow, qtbot: QtBot) -> Canvas:
    canvas = window.stage.wake().canvas
    qtbot.waitUntil(lambda: bool(canvas.scene.places) and canvas.has_painted(window.store.state), timeout=15_000)
    window.stage.finish()
    return canvas


def names(window: MainWindow, canvas: Canvas) -> list[tuple[float, float, float, float]]:
    window.stage.finish()
    return canvas.overlay.boxes("names")


def test_the_muscle_of_what_is_lit_is_named_and_those_that_answer(window: MainWindow, canvas: Canvas) -> None:
    assert names(window, canvas) == []
    window.store.select(Spot("soleus-1", "right"))
    assert canvas.overlay.boxes("names") == []
    assert len(names(window, canvas)) == 1
    window.store.clear()
    assert canvas.overlay.boxes("names") == []
    window.store.ask_place("calf")
    assert len(names(window, canvas)) >= 3
    window.store.toggle_layer("labels")
    assert names(window, canvas) == []


def test_a_name_points_at_the_side_that_is_lit(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    window.store.choose_side("both")
    window.store.stage_sheets(("arm-outer",))
    window.stage.finish()
    assert {sheet.instance.side for sheet in canvas.scene.sheets} == {"right", "left"}
    beside = window.stage.wake().muscle_names
    for side in ("right", "left"):
        window.store.select(Spot("infraspinatus-1", side))
        anchors = beside._anchors(window.store.state, beside._zones(window.store.state))
        (at,) = anchors.values()
        (sheet,) = [each for each in canvas.scene.sheets if each.instance.side == side]
        assert sheet_rect(sheet, canvas.camera).contains(at)


def test_no_name_stands_in_the_row_of_the_titles(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    """Between two titles it would be read as a third."""
    window.resize(1920, 1080)
    window.store.stage_sheets(("front", "leg-inner", "knee-inner"))
    qtbot.waitUntil(lambda: canvas.width() > 1000 and canvas.has_painted(window.store.state), timeout=15_000)
    window.store.select(Spot("vastus-medialis-2", "right"))
    window.stage.finish()
    rows = [(top, bottom) for _, top, _, bottom in canvas.overlay.boxes("headers")]
    found = names(window, canvas)
    assert found
    assert not [box for box in found for top, bottom in rows if box[1] < bottom and box[3] > top]


def test_no_line_to_a_name_runs_through_a_title_or_over_a_zone_or_a_lit_cross() -> None:
    title, zone, cross = (100.0, 40.0, 200.0, 60.0), QPainterPath(), QRectF(294, 94, 12, 12)
    zone.addRect(0, 100, 50, 50)
    assert hides((), [title], (), QPointF(150, 10), QPointF(152, 90)), "from above its row down to the body"
    assert hides([zone], [title], (), QPointF(90, 120), QPointF(20, 130))
    assert not hides([zone], [title], (), QPointF(90, 120), QPointF(220, 70))
    assert hides((), (), [cross], QPointF(400, 60), QPointF(200, 140))
    assert not hides((), (), [cross], QPointF(400, 60), QPointF(320, 100))
    assert not hides((), (), [cross], QPointF(400, 60), QPointF(301, 99)), "what lies there is named all the same"


def test_the_line_to_a_muscle_leaves_the_lit_cross_in_sight(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[QPointF, QPointF]] = []
    item = muscle_names._name_item
    monkeypatch.setattr(
        muscle_names,
        "_name_item",
        lambda stamp, box, at, colour: drawn.append((edge_towards(box, at), at)) or item(stamp, box, at, colour),
    )
    window.resize(1280, 720)
    window.store.stage_sheets(("back", "arm-outer"))
    qtbot.waitUntil(lambda: canvas.width() < 1000 and canvas.has_painted(window.store.state), timeout=15_000)
    window.store.select(Spot("trapezius-7", "right"))
    window.stage.finish()
    assert drawn
    place = canvas.scene.spot_on(0, Spot("trapezius-7", "right"))
    assert place
    at = QPointF(*canvas.camera.to_widget(*place))
    cross = QRectF(at.x() - 5, at.y() - 5, 10, 10)
    assert not [line for line in drawn if hides((), (), [cross], *line) or cross.contains(line[1])]


def test_names_stand_where_they_stand_whatever_is_pointed_at_meanwhile(window: MainWindow, canvas: Canvas) -> None:
    window.store.stage_sheets(("head-back",))
    window.store.ask_place("head.occiput")
    expected = names(window, canvas)
    assert len(expected) > 3
    previewed = 0
    for place in canvas.scene.places:
        window.store.hover(place.key.spot)
        previewed += bool(canvas.overlay.boxes("preview"))
        window.stage.wake().muscle_names.refresh()
        assert names(window, canvas) == expected, place.key.spot
    assert previewed > 3


def test_every_muscle_of_an_enlarged_drawing_is_named(window: MainWindow, canvas: Canvas) -> None:
    window.store.enlarge("back")
    found = names(window, canvas)
    assert len(found) >= 10


def test_names_stand_on_free_ground_and_on_no_other_name(qapp: object) -> None:
    picture = QImage(600, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#fbfaf3"))
    painter = QPainter(picture)
    body = QRectF(250, 0, 100, 300)
    painter.fillRect(body, QColor("#e0b090"))
    painter.end()
    free = FreeGround(picture, "#fbfaf3")
    tried = [free.place(QPointF(300, y), 90, 20) for y in (100, 104, 108, 150)]
    placed = [box for box in tried if box is not None]
    assert len(placed) == len(tried)
    assert not any(box.intersects(body) for box in placed)
    assert not any(one.intersects(other) for one, other in combinations(placed, 2))
    assert all(QRectF(picture.rect()).contains(box) for box in placed)
    assert free.place(QPointF(300, 150), 700, 20) is None


def test_no_line_to_a_name_runs_over_another_name(qapp: object) -> None:
    picture = QImage(600, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#fbfaf3"))
    painter = QPainter(picture)
    painter.fillRect(QRectF(0, 150, 600, 150), QColor("#e0b090"))
    painter.end()
    free = FreeGround(picture, "#fbfaf3")
    named = [(QPointF(x, 170), QRectF()) for x in (200, 250, 290)]
    named = [(at, free.place(at, 120, 20) or QRectF()) for at, _ in named]
    assert all(not box.isNull() for _, box in named)
    for at, box in named:
        line = QLineF(edge_towards(box, at), at)
        assert not [other for other_at, other in named if other_at != at and strikes(other, line)]


def test_the_landmarks_of_a_point_are_dotted_and_named_for_who_presses(window: MainWindow, canvas: Canvas) -> None:
    window.store.stage_sheets(["pelvis-back"])
    window.store.select(Spot("gluteus-maximus-1", "right"))
    clinician = names(window, canvas)
    window.store.speak("client")
    client = names(window, canvas)
    sheet = next(sheet for sheet in canvas.scene.sheets if sheet.info.id == "pelvis-back")
    psis = sheet.art.landmarks["psis"]
    at = QPointF(*sheet.placement.to_scene(*psis, mirrored=False))

    def lies_in(boxes: list[tuple[float, float, float, float]]) -> bool:
        return any(box[0] <= at.x() <= box[2] and box[1] <= at.y() <= box[3] for box in boxes)

    assert len(clinician) == len(client) + 1
    assert lies_in(clinician)
    assert not lies_in(client)


def test_a_landmark_that_has_no_room_for_its_name_tells_it_to_a_pointer(
    window: MainWindow, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FreeGround, "place", lambda *_: None)
    window.store.stage_sheets(["pelvis-back"])
    window.store.select(Spot("gluteus-maximus-1", "right"))
    boxes = [QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in names(window, canvas)]
    dots = [box.center() for box in boxes if box.width() < 20]
    named = window.index.point("gluteus-maximus-1").find.by
    told = [window.stage.wake().place_names.name_at(at) for at in dots]
    assert dots
    assert all(any(landmark_name(each) in said.split("\n") for each in named) for said in told), told
    aside = window.stage.wake().place_names.name_at(dots[0] + QPointF(20, 0))
    assert not any(landmark_name(each) in aside.split("\n") for each in named)
    window.store.clear()
    assert not any(landmark_name(each) in window.stage.wake().place_names.name_at(dots[0]) for each in named)


def test_no_line_to_a_name_runs_across_another_body(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[QLineF] = []
    item = muscle_names._name_item
    monkeypatch.setattr(
        muscle_names,
        "_name_item",
        lambda stamp, box, at, colour: drawn.append(QLineF(edge_towards(box, at), at)) or item(stamp, box, at, colour),
    )
    window.resize(1280, 720)
    window.store.show_figure("man")
    window.store.stage_sheets(("front", "pelvis-side", "pelvis-back"))
    qtbot.waitUntil(lambda: canvas.width() < 1000 and canvas.has_painted(window.store.state), timeout=15_000)
    window.store.select(Spot("gluteus-medius-3", "right"))
    window.stage.finish()
    assert drawn
    bodies = [sheet_rect(sheet, canvas.camera) for sheet in canvas.scene.sheets]
    assert not [line for line in drawn for body in bodies if strikes(body, line) and not body.contains(line.p2())]


def test_names_of_places_keep_off_the_zones_and_the_muscle_that_are_lit(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Label] = []
    monkeypatch.setattr(
        muscle_names, "label_item", lambda view, label: written.append(label) or label_item(view, label)
    )
    window.store.stage_sheets(("knee-inner",))
    qtbot.waitUntil(lambda: canvas.has_painted(window.store.state), timeout=15_000)
    window.store.select(Spot("vastus-medialis-2", "right"))
    window.stage.finish()
    view, sheet = canvas.view(), canvas.scene.sheets[0]
    drawings, names_of = window.stage.wake().drawings, window.stage.wake().names
    all_names = {label.text for label in region_labels(view, sheet, drawings, names_of.region)}
    assert written
    assert {label.text for label in written} < all_names, "some would lie on a zone"
    map_ = to_widget(sheet, "right", canvas.camera)
    zones = [f"zone.vastus-medialis-2.{kind}" for kind in ("essential", "spillover")]
    for element in (*zones, "muscle.vastus-medialis.belly"):
        (shape,) = drawings.paths("woman", "knee-inner", element)[:1]
        assert not [label.text for label in written if map_.map(shape).intersects(label.rect)]


def test_names_of_places_keep_off_a_lit_muscle_that_lies_apart_from_its_zones(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Label] = []
    monkeypatch.setattr(
        muscle_names, "label_item", lambda view, label: written.append(label) or label_item(view, label)
    )
    monkeypatch.setattr("bodymap.ui.drawing.labels._ENOUGH", 0.0)
    window.store.stage_sheets(("pelvis-back",))
    qtbot.waitUntil(lambda: canvas.has_painted(window.store.state), timeout=15_000)
    window.store.select(Spot("gluteus-maximus-3", "right"))
    window.stage.finish()
    sheet = canvas.scene.sheets[0]
    (belly,) = window.stage.wake().drawings.paths("woman", "pelvis-back", "muscle.gluteus-maximus.belly")[:1]
    assert written
    lit = to_widget(sheet, "right", canvas.camera).map(belly)
    assert not [label.text for label in written if lit.intersects(label.rect)]
