"""Skin areas of nerves over the bodies: on every sheet that is seen, chosen by list, hand and key, and gone again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from bodymap import assets
from bodymap.core.skin.areas import table_path
from bodymap.core.skin.table import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.core.state import Figure
    from bodymap.ui.areas_host import AreasHost
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.areas import StageAreas
    from bodymap.ui.stage.canvas import Canvas

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Reader:
    """Somebody who looks at skin areas."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.settle()

    @property
    def canvas(self) -> Canvas:
        return self.window.stage.wake().canvas

    @property
    def host(self) -> AreasHost:
        assert self.window.areas is not None
        return self.window.areas

    @property
    def shown(self) -> StageAreas | None:
        return self.window.stage.wake().guests.areas

    def do(self, command: str) -> None:
        self.window.actions_by_id[command].trigger()
        self.settle()

    def settle(self) -> None:
        state = self.window.store.state
        self._qtbot.waitUntil(lambda: self.canvas.has_painted(state) and self.canvas.is_sharp, timeout=20_000)
        if self.shown is not None:
            self.shown.refresh()
            self.shown.finish()

    def at(self, sheet_id: str, x: float, y: float) -> QPointF:
        for sheet in self.canvas.scene.sheets:
            if sheet.instance.sheet_id == sheet_id:
                place = sheet.placement
                return QPointF(*self.canvas.camera.to_widget(place.x + x * place.width, place.y + y * place.height))
        raise AssertionError(sheet_id)

    def click(self, at: QPointF) -> None:
        for kind, held in ((QEvent.Type.MouseButtonPress, LEFT), (QEvent.Type.MouseButtonRelease, NONE)):
            away = QPointF(self.canvas.mapToGlobal(at))
            event = QMouseEvent(kind, at, away, LEFT, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.canvas, event)

    def covered(self) -> set[str]:
        """Return the sheets on which something of the picture is seen."""
        picture = self.shown.picture if self.shown is not None else None
        found: set[str] = set()
        if picture is None:
            return found
        for sheet in self.canvas.scene.sheets:
            place, ratio = sheet.placement, self.canvas.devicePixelRatioF()
            left, top = self.canvas.camera.to_widget(place.x, place.y)
            right, bottom = self.canvas.camera.to_widget(place.x + place.width, place.y + place.height)
            part = picture[round(top * ratio) : round(bottom * ratio), round(left * ratio) : round(right * ratio)]
            if (part != 0).mean() > 0.05:
                found.add(sheet.instance.sheet_id)
        return found


@pytest.fixture
def reader(window: MainWindow, qtbot: QtBot) -> Reader:
    return Reader(window, qtbot)


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_areas_are_on_every_sheet_and_go_away(reader: Reader, figure: Figure) -> None:
    reader.window.store.show_figure(figure)
    reader.window.store.stage_sheets(("front", "back", "foot-sole"))
    reader.settle()
    reader.do("areas.root")
    reader.settle()
    assert reader.covered() == {"front", "back", "foot-sole"}
    assert {"C6", "T10", "L4", "S1"} <= set(reader.shown.labels)
    reader.do("areas.nerve")
    assert reader.covered() == {"front", "back", "foot-sole"}
    assert "Femoral" in reader.shown.labels
    reader.do("areas.none")
    assert reader.shown is None
    assert not reader.canvas.overlay.items("areas")
    assert not reader.canvas.overlay.items("area names")


def test_nothing_of_it_is_read_before_it_is_asked_for(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    whole = type(assets.skin_root()).read_bytes
    monkeypatch.setattr(type(assets.skin_root()), "read_bytes", lambda path: (read.append(path), whole(path))[1])
    reader.do("reach.show")
    assert reader.window.areas is not None
    assert not read
    reader.do("areas.root")
    assert table_path(assets.skin_root(), "root") in read
    assert table_path(assets.skin_root(), "nerve") not in read


def test_areas_leave_with_the_pane_that_they_are_shown_beside(reader: Reader) -> None:
    reader.do("areas.root")
    assert reader.window.reach.is_open
    reader.do("reach.show")
    assert reader.shown is None
    # And come with the other one.
    reader.do("paint.start")
    assert reader.shown is not None
    assert reader.window.painting.widget.nerves.kinds.segments["root"].isChecked()


def test_the_keys_go_round(reader: Reader) -> None:
    seen = []
    for _ in range(3):
        reader.do("areas.next")
        seen.append(reader.host.choice.state.kind)
    assert seen == ["root", "nerve", None]


def test_a_click_on_the_body_chooses_an_area_and_says_what_is_not_agreed(reader: Reader) -> None:
    reader.do("areas.root")
    reader.click(reader.at("front", 0.36, 0.55))
    assert reader.host.choice.state.chosen == "root-l2"
    part = reader.window.reach.widget.nerves
    assert part.table.item(part.table.currentRow(), 0).text() == "L2"
    assert "overlap" in part.says.text()
    assert "2008" in part.sources.text()
    reader.settle()
    assert set(reader.shown.labels) == {"L2"}
    reader.do("selection.clear")
    assert reader.host.choice.state.chosen == ""


def test_the_list_chooses_an_area_by_keyboard(reader: Reader, qtbot: QtBot) -> None:
    reader.do("areas.nerve")
    table = reader.window.reach.widget.nerves.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert reader.host.choice.state.chosen == "nerve-maxillary"
    assert table.accessibleName()


def test_the_map_comes_back_when_areas_go(reader: Reader) -> None:
    reader.do("reach.show")
    view = reader.window.reach.widget
    colours = view.colours()
    reader.do("areas.root")
    assert not view.colours()
    assert not view.places.isVisible()
    reader.do("areas.none")
    assert view.colours() == colours
    assert view.places.isVisible()


def test_what_also_fits_shows_its_skin_on_its_side(reader: Reader, qtbot: QtBot) -> None:
    reader.do("paint.start")
    host = reader.window.painting
    skin = host.atelier.skin
    palm = [
        cell for cell in range(skin.count) if skin.region(cell) in ("finger.index", "finger.middle", "palm", "thumb")
    ]
    right = [cell for cell in palm if skin.centre(cell)[0] < 0][::6]
    for cell in right:
        host.editor.begin(Place(cell, 127, 127))
        host.editor.end()
    host.view.refresh()
    card = next(one for one in host.view.others.take(len(host.view.weighed.also_fits)) if one.show_area.isVisible())
    card.show_area.click()
    assert reader.host.choice.state.pointed
    assert reader.host.choice.state.side == "right"
    reader.settle()
    assert reader.shown is not None
    assert reader.shown.picture is not None
    assert (reader.shown.picture != 0).any()
    card.show_area.click()
    assert reader.shown is None
    QApplication.sendEvent(card, QEnterEvent(QPointF(2, 2), QPointF(2, 2), QPointF(2, 2)))
    assert reader.host.choice.state.pointed
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert not reader.host.choice.state.pointed
