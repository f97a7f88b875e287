"""The window's sizes: on small screens, when it is closed at once, and after something senseless was stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QScrollArea, QWidget

from bodymap.core.state import Spot, Voice
from bodymap.ui.first_frame import FOLD_BELOW, LEAST_FINDER, LEAST_PANEL, least_size, measures, window_size
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings import window as window_settings
from bodymap.ui.settings.settings import Settings
from bodymap.ui.theme import LEAST_STRIP
from tests.ui.conftest import SIZE, rest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.hold.live_page import LivePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PARTS = (window_settings.FINDER_WIDTH, window_settings.PANEL_WIDTH, window_settings.STRIP_HEIGHT)


def _has_curve(live: LivePage) -> bool:
    return live.curve is not None


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_window_closed_while_it_is_furnished_stores_nothing(
    qtbot: QtBot, settings_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    """Closed after so many of its steps; what is opened next looks as if it had never been."""
    settings = Settings(settings_path)
    window = MainWindow(OpenAtlas(settings), settings)
    qtbot.addWidget(window, before_close_func=rest)
    done = []
    furnish = window._furnish

    def close_after_step() -> None:
        furnish()
        done.append(1)
        if len(done) == step:
            window.close()

    monkeypatch.setattr(window, "_furnish", close_after_step)
    window.show()
    qtbot.waitUntil(lambda: not window.isVisible() and len(done) >= step, timeout=20_000)
    again = Settings(settings_path)
    assert [again.get(row) for row in PARTS if 0 < again.get(row) < LEAST_STRIP] == []
    fresh = Settings(settings_path.with_name("fresh.ini"))
    assert measures(again, *SIZE) == measures(fresh, *SIZE)
    qtbot.waitUntil(lambda: len(done) >= 3, timeout=20_000)


@pytest.mark.parametrize(
    ("finder", "panel", "strip"), [(29, 28, 4), (3900, 3900, 1900), (1, 600, 0), (500, 1, 1), (0, 0, 2000)]
)
def test_a_stored_layout_without_sense_heals(
    open_window: Callable[..., MainWindow], settings_path: Path, qtbot: QtBot, finder: int, panel: int, strip: int
):
    stored = Settings(settings_path)
    for row, size in zip(PARTS, (finder, panel, strip), strict=True):
        stored.put(row, size)
    stored.put(window_settings.WIDTH, 3)
    stored.put(window_settings.HEIGHT, 1)
    stored.save()
    window = open_window()
    qtbot.wait(30)
    left, stage, right = window.workspace.columns.sizes()
    upper, lower = window.workspace.centre.sizes()
    assert left >= LEAST_FINDER
    assert right >= LEAST_PANEL
    assert stage >= 0.3 * window.width()
    assert lower >= LEAST_STRIP
    assert upper >= 0.4 * window.height()
    usual = measures(Settings(settings_path.with_name("fresh.ini")), window.width(), window.height())
    if (finder, panel) == (29, 28):
        assert (left, right, lower) == (usual.finder, usual.panel, usual.strip), "not the least that is possible"


@pytest.mark.parametrize(("width", "height"), [(960, 540), (1024, 600), (800, 600), (1280, 720), (1920, 1080)])
def test_the_window_fits_its_screen(settings_path: Path, width: int, height: int):
    for stored in (0, 3, 5000):
        settings = Settings(settings_path)
        settings.put(window_settings.WIDTH, stored)
        settings.put(window_settings.HEIGHT, stored)
        least, size = least_size(width, height), window_size(settings, width, height)
        assert least[0] <= size[0] <= width
        assert least[1] <= size[1] <= height
        assert least[1] < height, "the desktop's frame needs room"


SCALED = """
import sys
from pathlib import Path
from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication
from bodymap.core.state import Spot
from bodymap.ui import app as bodymap_app
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings.settings import Settings
app = QApplication([])
bodymap_app.prepare(app)
settings = Settings(Path(sys.argv[1]))
window = MainWindow(OpenAtlas(settings), settings, "infraspinatus-1")
window.show()
def look():
    host = window.hold_host()
    host.open()
    host.view.setup.begin()
    stop = host.view.live.stop
    screen = app.primaryScreen().availableGeometry()
    corner = stop.mapToGlobal(stop.rect().bottomRight())
    print(screen.width(), screen.height(), screen.contains(window.geometry()), screen.contains(corner))
    app.quit()
window.furnished.connect(lambda: QTimer.singleShot(200, look))
app.exec()
"""


@pytest.mark.parametrize(("scale", "room"), [("2", "960 540"), ("1.75", "1097 617"), ("1", "1920 1080")])
def test_at_every_scale_window_and_stop_are_on_the_screen(tmp_path: Path, scale: str, room: str):
    screen = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    (tmp_path / "screens.json").write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}",
        "QT_SCALE_FACTOR": scale,
    }
    command = [sys.executable, "-c", SCALED, str(tmp_path / "scaled.ini")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[0] == f"{room} True True", done.stderr


def test_on_a_small_screen_nothing_is_out_of_reach(open_window: Callable[..., MainWindow], qtbot: QtBot):
    window = open_window()
    window.setMinimumSize(*least_size(960, 540))
    window.resize(960, 500)
    qtbot.wait(30)
    workspace = window.workspace
    assert workspace is not None
    assert (window.width(), window.height()) == (960, 500)
    assert not workspace.finder.isVisible()
    assert not window.actions_by_id["view.finder"].isChecked()
    for part in (workspace.stage, workspace.strip, workspace.panel, workspace.toolbar.menu):
        assert workspace.rect().contains(part.mapTo(workspace, part.rect().bottomRight())), part
        assert part.isVisible()
    window.receiver.focus_finder()
    qtbot.wait(30)
    assert workspace.finder.isVisible()
    assert workspace.rect().contains(workspace.panel.mapTo(workspace, workspace.panel.rect().bottomRight()))
    window.resize(FOLD_BELOW + 200, 700)
    qtbot.waitUntil(workspace.finder.isVisible)


def test_the_folded_finder_is_not_remembered_as_hidden(open_window: Callable[..., MainWindow], settings_path: Path):
    window = open_window()
    window.setMinimumSize(700, 400)
    window.resize(900, 500)
    QApplication.processEvents()
    assert not window.workspace.finder_shown
    window.close()
    assert Settings(settings_path).get(window_settings.FINDER_SHOWN)


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_a_hold_on_a_small_screen_keeps_stop_free(open_window: Callable[..., MainWindow], qtbot: QtBot, voice: Voice):
    window = open_window()
    window.setMinimumSize(*least_size(960, 540))
    window.resize(960, 500)
    window.store.speak(voice)
    window.store.select(Spot("infraspinatus-1", "right"))
    host = window.hold_host()
    for role in (None, "instructor"):
        host.open(role)
        host.view.setup.begin()
        live = host.view.live
        qtbot.waitUntil(partial(_has_curve, live), timeout=20_000)
        qtbot.wait(150)
        parts = [live.guide, live.controls, *live.senses.values(), live.referred, live.curve, live.caution]
        assert live.stop.height() >= 100
        boxes = [QRect(each.mapTo(live, QPoint()), each.size()) for each in parts if each.isVisible()]
        assert [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.intersects(b)] == []
        assert all(live.rect().contains(box) for box in boxes)
        assert window.rect().contains(live.stop.mapTo(window, live.stop.rect().bottomRight()))
        host.view.act("stop")
        host.view._show_after()
        host.leave()
        window.store.select(Spot("infraspinatus-1", "right"))


def test_the_page_why_it_may_help_is_never_taller_than_the_screen(window: MainWindow, qtbot: QtBot):
    from bodymap.ui.hold.why import WhyDialog

    assert window.index is not None
    dialog = WhyDialog(window.index, "clinician", window)
    assert dialog.minimumSizeHint().height() <= 400
    assert dialog.page.minimumSizeHint().height() > 400, "else there is nothing to scroll"
    dialog.close()


@pytest.mark.parametrize("size", [(512, 300), (700, 420), (1024, 600)])
def test_nothing_lies_over_anything_else_however_small_the_window(
    open_window: Callable[..., MainWindow], qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = open_window()
    window.store.select(Spot("infraspinatus-1", "right"))
    window.setMinimumSize(1, 1)
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    workspace = window.workspace
    assert workspace is not None
    qtbot.wait(50)
    parts = [part for part in (workspace.stage, workspace.strip, workspace.panel) if part.isVisible()]
    boxes = [QRect(part.mapTo(window, QPoint()), part.size()) for part in parts]
    assert all(window.rect().contains(box) for box in boxes), boxes
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :]), boxes
    shown = [button for button in workspace.toolbar.buttons.values() if button.isVisible()]
    choices = [workspace.toolbar.figure, workspace.toolbar.side, workspace.toolbar.voice, workspace.toolbar.menu]
    for part in (*shown, *choices):
        assert window.rect().contains(QRect(part.mapTo(window, QPoint()), part.size()))
        assert part.width() >= part.minimumSizeHint().width()
    hidden = [command_id for command_id, button in workspace.toolbar.buttons.items() if not button.isVisible()]
    menu = window.receiver.make_menu()
    offered = {action for part in menu.findChildren(QMenu) for action in part.actions()}
    assert all(window.actions_by_id[command_id] in offered for command_id in hidden)
    menu.deleteLater()


def test_below_the_usual_laptop_the_finder_folds(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    workspace = window.workspace
    assert workspace is not None
    window.resize(1366, 768)
    assert workspace.finder.isVisible()
    window.resize(1365, 768)
    assert not workspace.finder.isVisible()


def test_with_large_letters_nothing_is_out_of_reach(open_window: Callable[..., MainWindow], qtbot: QtBot):
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * 2.6)
    QApplication.setFont(font)
    window = open_window("sternocleidomastoid-1")
    window.resize(1024, 600)
    window.activateWindow()
    workspace = window.workspace
    window.receiver.focus_finder()
    qtbot.waitUntil(lambda: workspace.finder.isVisible() and not workspace.panel.isVisible())
    assert workspace.finder.width() >= workspace.finder.minimumSizeHint().width()
    qtbot.keyClicks(workspace.finder.field, "calf pain")
    qtbot.keyClick(workspace.finder.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.panel.isVisible() and not workspace.finder.isVisible())
    assert window.store.state.place == "calf"
    assert window.store.state.hovered is None, "the keyboard shows nothing that nobody walked to"
    window.store.select(Spot("sternocleidomastoid-1", "right"))
    host = window.hold_host()
    host.open()
    qtbot.wait(20)
    for page in (host.view.care, host.view.setup, host.view.live):
        host.space()
        qtbot.wait(20)
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and not any(isinstance(each, QScrollArea) for each in ancestors(button)):
                assert window.rect().contains(QRect(button.mapTo(window, QPoint()), button.size())), button.text()


def ancestors(widget: QWidget) -> list[QWidget]:
    above = widget.parentWidget()
    return [] if above is None else [above, *ancestors(above)]
