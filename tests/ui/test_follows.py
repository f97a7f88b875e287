"""The drawing follows: what shows a lit point best comes by itself, after the point is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from bodymap.core.state import Spot
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.painting import sheet_rect

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas

THUMB = Spot("scalenes-1", "right")
BUTTOCK = Spot("gluteus-maximus-2", "right")
ARMPIT = Spot("subscapularis-1", "right")
"""Its X is on the fifth of its sheets alone."""


@pytest.fixture
def window(open_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = open_window(follows=True)
    canvas = window.stage.wake().canvas
    qtbot.waitUntil(lambda: bool(canvas.scene.places) and canvas.has_painted(window.store.state), timeout=15_000)
    return window


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    return window.stage.wake().canvas


def on_stage(window: MainWindow) -> set[str]:
    return set(window.stage.staged_ids())


def best(window: MainWindow, spot: Spot) -> set[str]:
    drawings, muscle = window.stage.wake().drawings, window.index.muscle_of(spot.point_id)
    return {info.id for info in best_sheets(drawings, "woman", spot.point_id, muscle)}


def settle(window: MainWindow) -> None:
    for _ in range(3):
        window.stage.finish()


def test_lighting_brings_the_sheets_that_show_it_best(window: MainWindow, canvas: Canvas) -> None:
    before = on_stage(window)
    window.store.select(THUMB)
    # The click itself changes nothing but the light.
    assert canvas.overlay.boxes("crosses")
    assert on_stage(window) == before
    settle(window)
    assert on_stage(window) == best(window, THUMB)
    assert any(name.startswith("hand") for name in on_stage(window))
    assert on_stage(window) & {"front", "back", "side"}
    assert canvas.has_painted(window.store.state)
    window.store.clear()
    settle(window)
    assert on_stage(window) == before


@pytest.mark.parametrize("muscle_id", ["quadratus-plantae", "adductor-hallucis", "interossei-foot"])
def test_a_muscle_of_the_foot_that_is_asked_for_brings_a_drawing_of_the_foot(
    window: MainWindow, qtbot: QtBot, muscle_id: str
) -> None:
    before = on_stage(window)
    field = window.workspace.finder.field
    field.setText(window.index.muscle(muscle_id).name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.store.state.muscle == muscle_id
    settle(window)
    assert any(name.startswith("foot-") for name in on_stage(window))
    window.store.clear()
    settle(window)
    assert on_stage(window) == before


def test_a_muscle_that_was_pointed_at_brings_nothing(window: MainWindow) -> None:
    before = on_stage(window)
    window.store.ask_muscle("quadratus-plantae", place="sole")
    settle(window)
    assert on_stage(window) == before


def test_after_a_hold_the_drawing_follows_again(window: MainWindow) -> None:
    window.store.select(THUMB)
    settle(window)
    window.hold_host().open()
    settle(window)
    window.hold_host().leave()
    settle(window)
    assert on_stage(window) == best(window, THUMB)


def test_no_sheet_of_one_point_is_left_out(window: MainWindow, canvas: Canvas) -> None:
    window.store.select(ARMPIT)
    settle(window)
    assert len(best(window, ARMPIT)) == 5
    assert on_stage(window) == best(window, ARMPIT)
    assert canvas.scene.marks_of(ARMPIT)


def test_what_was_put_there_by_hand_stays(window: MainWindow) -> None:
    window.store.stage_sheets(["foot-sole"])
    settle(window)
    window.store.select(THUMB)
    settle(window)
    assert "foot-sole" in on_stage(window)
    assert on_stage(window) > {"foot-sole"}
    assert len(on_stage(window)) <= 4
    window.store.clear()
    settle(window)
    assert on_stage(window) == {"foot-sole"}


def test_a_sheet_chosen_while_a_point_is_lit_is_not_crowded_again(window: MainWindow) -> None:
    window.store.select(THUMB)
    settle(window)
    window.store.stage_sheets(["hand-palm"])
    settle(window)
    assert on_stage(window) == {"hand-palm"}


def test_the_switch_turns_it_off_and_is_remembered(
    window: MainWindow, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    before = on_stage(window)
    action = window.actions_by_id["view.follows"]
    assert action.isChecked()
    action.trigger()
    window.store.select(THUMB)
    settle(window)
    assert on_stage(window) == before
    action.trigger()
    settle(window)
    assert on_stage(window) == best(window, THUMB)


def test_what_is_felt_elsewhere_is_told_and_comes_at_a_click(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    chip = window.stage.wake().chips.elsewhere
    window.presentation.follow(False)
    window.store.stage_sheets(["foot-sole"])
    settle(window)
    window.store.select(THUMB)
    settle(window)
    assert chip.isVisible()
    assert window.index.region("thumb").label.split(" (")[0] in chip.text() or "more" in chip.text()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle(window)
    assert on_stage(window) > {"foot-sole"}
    window.store.select(BUTTOCK)
    window.store.stage_sheets([])
    settle(window)
    assert not chip.isVisible()


def test_what_was_lit_before_is_no_longer_told(window: MainWindow) -> None:
    """A sheet put there in between has its own telling, which may still wait when another point is lit."""
    bringer = window.stage.wake().bringer
    window.presentation.follow(False)
    settle(window)
    window.store.select(THUMB)
    window.store.stage_sheets(["foot-sole"])
    window.store.select(BUTTOCK)
    settle(window)
    felt = window.index.point(BUTTOCK.point_id).referral
    assert bringer.elsewhere
    assert set(bringer.elsewhere) <= {*felt.essential, *felt.spillover}


def test_a_hand_that_goes_through_a_crowd_is_not_disturbed(window: MainWindow, canvas: Canvas) -> None:
    window.store.select(THUMB)
    settle(window)
    pointer, handling = window.stage.wake().pointer, window.stage.wake().handling
    window.store.clear()
    settle(window)

    def crowd(at) -> list[Spot]:
        return [each.key.spot for each in handling.pick(QPointF(*canvas.camera.to_widget(at.x, at.y))).crowd]

    place = next(
        each
        for each in canvas.scene.places
        if len(crowd(each)) > 1 and not any(best(window, spot) <= on_stage(window) for spot in crowd(each))
    )
    at = QPointF(*canvas.camera.to_widget(place.x, place.y)).toPoint()
    before = on_stage(window)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    first = window.store.state.lit
    settle(window)
    assert pointer.is_busy
    assert on_stage(window) == before
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.store.state.lit != first
    settle(window)
    assert on_stage(window) == before
    pointer.move(QPointF(at) + QPointF(60, 60), held=False)
    window.stage.wake().bringer._on_again_timeout()
    settle(window)
    assert on_stage(window) != before


def test_a_title_enlarges_its_drawing_and_the_others_stay(window: MainWindow, canvas: Canvas) -> None:
    def title(name: str) -> QPoint:
        sheet = next(sheet for sheet in canvas.scene.sheets if sheet.info.id == name)
        rect = sheet_rect(sheet, canvas.camera)
        return QPointF(rect.center().x(), rect.top() - 12).toPoint()

    def area(name: str) -> float:
        placement = next(sheet.placement for sheet in canvas.scene.sheets if sheet.info.id == name)
        return placement.width * placement.height

    window.store.select(THUMB)
    settle(window)
    sheets, name = on_stage(window), next(name for name in on_stage(window) if name.startswith("hand"))
    small = area(name)
    click = (canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QTest.mouseClick(*click, title(name))
    settle(window)
    assert on_stage(window) == sheets
    assert area(name) > 1.5 * small
    placements = [sheet.placement for sheet in canvas.scene.sheets]
    assert all(place.x >= 0 and place.right <= canvas.width() + 1 and place.bottom <= canvas.height() + 1
               for place in placements)  # fmt: skip
    stage = window.stage
    assert stage is not None
    stage.setFocus()
    QTest.keyClick(stage, Qt.Key.Key_Z)
    settle(window)
    assert area(name) == pytest.approx(small)
