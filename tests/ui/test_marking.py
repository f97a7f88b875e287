"""Fewer X where they crowd: only those of one part of the body or of one depth are seen, pointed at and walked to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from bodymap import assets
from bodymap.core.marking import parts
from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.marking_commands import part_titles
from bodymap.ui.stage.view import StageView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.core.presentation import Scheme
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas


pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)")


@pytest.fixture
def window(open_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = open_window(follows=False)
    canvas = window.stage.wake().canvas
    qtbot.waitUntil(lambda: bool(canvas.scene.places) and canvas.has_painted(window.store.state), timeout=15_000)
    return window


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    return window.stage.wake().canvas


def settle(window: MainWindow) -> None:
    for _ in range(3):
        window.stage.finish()


def marked(canvas: Canvas) -> set[str]:
    return {place.key.spot.point_id for place in canvas.scene.places}


def action(window: MainWindow, part: str | None) -> QAction:
    return window.actions_by_id["part.all" if part is None else f"part.only.{part}"]


def groups(window: MainWindow, canvas: Canvas) -> set[str]:
    return {window.index.muscle_of(point_id).group for point_id in marked(canvas)}


def test_the_points_of_one_part_alone_can_be_pointed_at(window: MainWindow, canvas: Canvas) -> None:
    before = marked(canvas)
    gone = next(place for place in canvas.scene.places if place.key.spot.point_id == "tibialis-anterior-1")
    at = QPointF(*canvas.camera.to_widget(gone.x, gone.y)).toPoint()
    action(window, "trunk").trigger()
    settle(window)
    assert groups(window, canvas) == {"trunk"}
    assert marked(canvas) < before
    assert {mark.spot.point_id for mark in window.stage.wake().access._buttons} == marked(canvas)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert window.store.state.lit == ()
    action(window, None).trigger()
    settle(window)
    assert marked(canvas) == before
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert window.store.state.lit == (gone.key.spot,)


def test_what_is_lit_keeps_its_x(window: MainWindow, canvas: Canvas) -> None:
    window.store.mark_part("trunk")
    window.store.select(Spot("tibialis-anterior-1", "right"))
    settle(window)
    assert "tibialis-anterior-1" not in marked(canvas)
    assert canvas.overlay.boxes("crosses")


def test_keys_go_from_part_to_part_and_from_depth_to_depth_and_it_is_said(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: told.append(text))
    ids = [part.id for part in parts(window.index)]
    for part in (*ids, None):
        qtbot.keyClick(canvas, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert window.store.state.part == part
        assert [name for name in (*ids, None) if action(window, name).isChecked()] == [part]
        assert part_titles(parts(window.index))[part] in told[-1]
        assert groups(window, canvas) == ({part} if part else set(ids))
    depths = []
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        depths.append({window.index.muscle_of(point_id).depth for point_id in marked(canvas)})
    assert depths == [{"superficial"}, {"intermediate", "deep"}, {"superficial", "intermediate", "deep"}]


def test_it_is_not_kept_for_the_next_start(window: MainWindow, open_window: Callable[..., MainWindow]) -> None:
    window.store.mark_part("trunk")
    window.close()
    assert open_window(follows=False).store.state.part is None


def test_a_group_of_another_atlas_can_be_chosen(tmp_path: Path, open_window: Callable[..., MainWindow]) -> None:
    atlas = json.loads(assets.points_path().read_text(encoding="utf-8"))
    atlas["groups"].append({"id": "all", "name": "Everything of ours"})
    next(one for one in atlas["muscles"] if one["id"] == "soleus")["group"] = "all"
    points = tmp_path / "points.json"
    points.write_text(json.dumps(atlas), encoding="utf-8")
    window = open_window(points=points)
    action(window, "all").trigger()
    assert window.store.state.part == "all"
    assert "Everything of ours" in action(window, "all").text()
    assert {command.id for command in window.commands} >= {"part.all", "part.only.all"}
    (alone,) = [each for each in action(window, "all").actionGroup().actions() if each.isChecked()]
    assert alone is action(window, "all")
    window.stage.finish()
    assert groups(window, window.stage.wake().canvas) == {"all"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_as_long_as_points_are_left_out_the_stage_says_so(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, scheme: Scheme
) -> None:
    window.resize(1280, 720)
    window.presentation.use_scheme(scheme)
    settle(window)
    chip, stage, before = window.stage.wake().chips.marked, window.stage, marked(canvas)
    assert not chip.isVisible()
    window.store.mark_part("trunk")
    settle(window)
    assert chip.isVisible()
    assert "Trunk" in chip.text()
    assert "Trunk" in chip.accessibleName()
    assert "Trunk" in stage.accessibleDescription()
    assert off_the_bodies(chip, canvas)
    seen = window.grab(QRect(chip.mapTo(window, QPoint()), chip.size())).toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())}
    assert {theme.colours(chip).ink, canvas.view().ground} <= colours
    window.store.toggle_layer("points")
    settle(window)
    assert not chip.isVisible(), "no point has an X: that is told by the layer"
    window.store.toggle_layer("points")
    window.actions_by_id["paint.start"].trigger()
    assert not chip.isVisible(), "no point has an X while somebody paints"
    window.painting.leave()
    settle(window)
    assert chip.isVisible()
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_Tab)
    assert window.focusWidget() is chip
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    settle(window)
    assert marked(canvas) == before
    assert not chip.isVisible()
    assert window.focusWidget() is stage
    assert stage.accessibleDescription() == ""


def test_what_the_stage_says_stands_beside_the_bodies(window: MainWindow, canvas: Canvas) -> None:
    chips = window.stage.wake().chips
    window.resize(1280, 720)
    for sheets, point_id in [
        ([], "scalenes-1"),
        (["foot-sole"], "scalenes-1"),
        (["back"], "temporalis-1"),
        (["knee-back"], "soleus-3"),
    ]:
        window.store.select(Spot(point_id, "right"))
        window.store.stage_sheets(sheets)
        window.store.mark_under("skin")
        settle(window)
        shown = [chip for chip in (chips.elsewhere, chips.marked) if chip.isVisible()]
        assert chips.marked in shown
        assert chips.elsewhere in shown or not sheets
        assert [chip.text() for chip in shown if not off_the_bodies(chip, canvas)] == []
        assert not chips.elsewhere.isVisible() or not chips.elsewhere.geometry().intersects(chips.marked.geometry())


def off_the_bodies(chip: QWidget, canvas: Canvas) -> bool:
    """Whether nothing of a body, and nothing that is lit, is under a chip."""
    box, picture = chip.geometry(), canvas.picture
    ground = QColor(canvas.view().ground).rgb()
    return all(
        picture.pixel(x, y) == ground
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


def test_what_is_said_in_a_window_that_opens_now_keeps_off_its_titles(window: MainWindow, canvas: Canvas) -> None:
    """Its titles are written later than those of one that stood when it was said."""
    store = window.store
    store.show_figure("man")
    store.stage_sheets(("side", "head-front", "upper-back"))
    store.mark_part("head-neck")
    store.select(Spot("trapezius-1", "right"))
    store.bring_sheets(("head-side",))
    assert window.atlas.drawings is not None
    fresh = StageView(store, window.presentation, window.atlas.drawings, window.index)
    fresh.resize(785, 785)
    fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    fresh.show()
    fresh.finish()
    controller = fresh.wake()
    boxes, names = controller.chips.boxes(), controller.canvas.overlay.boxes("names")
    titles = [QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in controller.canvas.overlay.boxes("headers")]
    assert boxes
    assert titles
    assert not [box for box in boxes if any(map(box.intersects, titles))]
    fresh.resize(784, 785)
    fresh.resize(785, 785)
    fresh.finish()
    assert (controller.chips.boxes(), controller.canvas.overlay.boxes("names")) == (boxes, names)
    controller.lights.still()
    fresh.deleteLater()
