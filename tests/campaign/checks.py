"""What must be so after every act in the real window, and what is looked at now and then."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest

from bodymap.core.state import SHOWN_SIDES
from bodymap.ui import theme
from bodymap.ui.drawing import ink
from bodymap.ui.settings.settings import Settings
from bodymap.ui.settings.state import STATE_SETTINGS
from bodymap.ui.stage.view import StageView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from bodymap.ui.main_window import MainWindow
    from tests.campaign.world import World

_TILE: Final = 16
_TOLERANCE: Final = 24
_LATE_MS: Final = 600
_LOG: Final = logging.getLogger(__name__)


# What must be so after every act


def check(world: World) -> None:
    state = world.atlas.store.state
    for spot in (*state.lit, *((state.hovered,) if state.hovered else ())):
        if spot.side not in SHOWN_SIDES[state.side]:
            world.told.append(f"{spot} is lit while {state.side} is shown")
    for window in world.windows:
        _check_stage(world, window)
        _check_hold(world, window)


def _check_stage(world: World, window: MainWindow) -> None:
    """What is painted and can be picked is of the sides that are shown, and what is lit has its marks."""
    state, stage = world.atlas.store.state, window.stage.wake()
    canvas = stage.canvas
    if not (canvas.has_painted(state) and canvas.is_sharp):
        return
    shown = SHOWN_SIDES[state.side]
    wrong = [s.instance for s in canvas.scene.sheets if s.instance.side is not None and s.instance.side not in shown]
    wrong += [place.key for place in canvas.scene.places if place.key.spot.side not in shown]
    if wrong:
        world.told.append(f"{state.side} is shown, and there is {wrong[0]}")
    boxes = canvas.overlay.boxes("crosses")
    for spot in state.lit:
        for number in range(len(canvas.scene.sheets)):
            at = canvas.scene.spot_on(number, spot)
            if at is None:
                continue
            x, y = canvas.camera.to_widget(*at)
            if canvas.rect().adjusted(30, 30, -30, -30).contains(QPoint(round(x), round(y))) and not any(
                box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1 for box in boxes
            ):
                world.told.append(f"{spot} is lit and has no mark where it is")


def _check_hold(world: World, window: MainWindow) -> None:
    """While a hold runs its spot alone is lit; STOP is in the window and nothing lies on it."""
    host = window.hold
    if host is None or not host.running or not host.is_open:
        if host is not None and host.running:
            world.told.append("a hold runs out of sight")
        return
    lit = world.atlas.store.state.lit
    if lit != (host.view.spot,):
        world.told.append(f"a hold on {host.view.spot} runs and lit are {lit}")
    stop = host.view.live.stop
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    if not stop.isVisible() or not window.rect().contains(place):
        world.told.append(f"STOP is at {place.getRect()} of a window of {window.size().toTuple()}")
    elif any(
        window.childAt(place.topLeft() + QPoint(round(x * place.width()), round(y * place.height()))) is not stop
        for x, y in ((0.5, 0.5), (0.1, 0.1), (0.9, 0.9))
    ):
        world.told.append(f"something lies on STOP: {window.childAt(place.center())}")


# What is looked at now and then


def look(world: World) -> None:
    """The stage looks as one that is made anew, what can be picked is where it is seen, and the settings are read."""
    window, store = world.window, world.atlas.store
    stage = world.stage
    stage.pointer.leave()
    stage.focus.clear()
    stage.lights.still()
    _wait_for_picture(world)
    for place in stage.canvas.scene.places if "points" in store.state.layers else ():
        x, y = stage.canvas.camera.to_widget(place.x, place.y)
        picked = stage.handling.pick(QPointF(x, y)) if stage.canvas.rect().contains(round(x), round(y)) else None
        if picked and (abs(picked.nearest.x - place.x) > ink.REACH or abs(picked.nearest.y - place.y) > ink.REACH):
            world.told.append(f"{place.key} is picked as {picked.nearest.key}")
    if stage.guests.guest is None:
        # While somebody paints or looks at a map, marks and what is lit make way for it.
        _compare_with_one_made_anew(world)
    window._remember()
    again = Settings(world.folder / "bodymap.ini")
    for field, row in STATE_SETTINGS.items():
        if window is world.windows[0] and again.get(row) != getattr(store.state, field):
            world.told.append(f"the settings do not keep {field}")


def _wait_for_picture(world: World) -> None:
    world.until(lambda: not world.atlas.drawings.queue.is_busy and world.stage.canvas.is_sharp)
    world.settle()


def _compare_with_one_made_anew(world: World) -> None:
    at = _differs(*_both(world, "first"))
    if at is None:
        return
    # What comes by a timer comes late on a machine that has others to serve; what is wrong stays wrong.
    QTest.qWait(_LATE_MS)
    _wait_for_picture(world)
    still, state = _differs(*_both(world, "again")), world.atlas.store.state
    if still is not None:
        world.told.append(f"the stage does not look as one made anew does, at {still}: {state}")
    else:
        _LOG.warning("late: the stage looked as one made anew does only the second time, at %s: %s", at, state)


def _both(world: World, when: str) -> tuple[QImage, QImage]:
    """Return the stage and one that is made anew; both are kept where they differ and somebody wants to see them."""
    both = world.stage.canvas.grab().toImage(), _made_anew(world)
    if (folder := os.environ.get("BODYMAP_CAMPAIGN_PICTURES")) and _differs(*both) is not None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for image, name in zip(both, ("stage", "anew"), strict=True):
            image.save(f"{folder}/{name}-{when}.png")
    return both


def _made_anew(world: World) -> QImage:
    old: Any = world.window.stage
    parts: Any = world.atlas.drawings, world.atlas.index
    fresh = StageView(world.atlas.store, world.window.presentation, *parts)
    # All of it: the program's own palette is that of the window whose colours were chosen last.
    fresh.setPalette(theme.palette(theme.resolve(world.window.presentation.state.scheme)))
    fresh.setFont(old.font())
    fresh.resize(old.size())
    fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    fresh.show()
    canvas = fresh.wake().canvas
    fresh.finish()
    canvas.set_camera(old.wake().canvas.camera)
    # Names beside the bodies too, which come last.
    fresh.finish()
    picture = canvas.grab().toImage()
    fresh.wake().lights.still()
    fresh.deleteLater()
    return picture


def _differs(one: QImage, other: QImage) -> tuple[int, int] | None:
    """Return where two pictures differ, tile by tile."""
    if one.size() != other.size():
        return -1, -1
    small = [each.scaled(each.width() // _TILE, each.height() // _TILE) for each in (one, other)]
    for y in range(small[0].height()):
        for x in range(small[0].width()):
            a, b = (each.pixelColor(x, y) for each in small)
            if max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > _TOLERANCE:
                return x * _TILE, y * _TILE
    return None
