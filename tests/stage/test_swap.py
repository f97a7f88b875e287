"""From one lit point to the next: what the click shows is copied, and is what painting it anew would show."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from bodymap.core.state import Spot
from tests.drawn import FAR, NEAR, TWIN


def on_screen(stage):
    """Return what is on the screen, which need not be what the stage would paint if it were asked to."""
    stage.controller.drawings.queue.finish()
    QApplication.processEvents()
    return stage.canvas.screen().grabWindow(stage.window.winId()).toImage()


def rest_on(stage, point_id: str) -> None:
    stage.hover(stage.where(stage.mark("front", Spot(point_id, "right"))))
    stage.controller.drawings.queue.finish()
    QApplication.processEvents()


def painted_anew(stage):
    lights = stage.controller.lights
    lights._ready.clear()
    stage.canvas.overlay.set("sealed", [])
    lights.refresh(moving=True)
    stage.canvas.repaint()
    return on_screen(stage)


@pytest.mark.parametrize("way", [(FAR, NEAR), (NEAR, FAR), (FAR, TWIN, FAR), (NEAR, FAR, NEAR)])
def test_the_click_copies_and_leaves_nothing_behind(stage, way, monkeypatch):
    copied: list[bool] = []
    open_to = stage.canvas.overlay.open_to

    def note(region):
        left = open_to(region)
        copied.append(left.isEmpty())
        return left

    monkeypatch.setattr(stage.canvas.overlay, "open_to", note)
    for point_id in way:
        rest_on(stage, point_id)
        copied.clear()
        stage.click(stage.where(stage.mark("front", Spot(point_id, "right"))))
        assert stage.store.state.lit == (Spot(point_id, "right"),)
    assert copied[0], "the first paint of the click"
    seen = on_screen(stage)
    assert seen == painted_anew(stage)
