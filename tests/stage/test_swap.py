"""From one lit point to the next: what the click shows is copied, and is what painting it anew would show."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from bodymap.core.state import Spot
from bodymap.ui.drawing.highlight import PaintItem
from tests.drawn import FAR, NEAR, TWIN
from tests.stage.test_light import light_anew


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
    light_anew(stage)
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


def test_what_is_lit_is_sent_before_anybody_else_hears_of_it(stage, monkeypatch):
    """The connection keeps what was painted until it is asked to send it, and the panel may take half a frame."""
    told: list[str] = []
    repaint = stage.canvas.repaint
    monkeypatch.setattr(stage.canvas, "repaint", lambda region: (repaint(region), told.append("painted")))
    monkeypatch.setattr("bodymap.ui.stage.lights.send_to_screen", lambda: told.append("sent"))
    stage.store.subscribe(lambda old, new: told.append("panel") if old.lit != new.lit else None)
    rest_on(stage, FAR)
    told.clear()
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert told[:3] == ["painted", "sent", "panel"]


def test_names_of_what_was_lit_do_not_delay_what_is(stage):
    rest_on(stage, FAR)
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    stage.controller.drawings.queue.finish()
    painted: list[str] = []
    item = PaintItem((0.0, 0.0, 400.0, 400.0), lambda _painter: painted.append("an old name"))
    stage.canvas.overlay.set("names", [item])
    rest_on(stage, NEAR)
    painted.clear()
    stage.store.select(Spot(NEAR, "right"))
    assert painted == []
    QApplication.processEvents()
    assert item.box not in stage.canvas.overlay.boxes("names")
