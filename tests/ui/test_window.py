"""The real window: opening, messages, memory, keys, projector."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bodymap import assets
from bodymap.core.state import Spot
from bodymap.ui import app as bodymap_app
from bodymap.ui import theme
from bodymap.ui.first_frame import FirstFrame
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings import window as window_settings
from bodymap.ui.settings.settings import Settings
from tests.ui.conftest import click, once_furnished, rest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.widgets.message_bar import Message

SPOT = Spot("infraspinatus-1", "right")
OTHER = Spot("soleus-1", "right")


def told(window: MainWindow, qtbot: QtBot) -> list[Message]:
    """Return the messages in the bar, once there are any."""
    bar = window.workspace.messages
    qtbot.waitUntil(lambda: bool(bar.messages))
    return bar.messages


def test_keys_belong_to_the_body_once_it_is_drawn(qtbot: QtBot, settings_path: Path):
    settings = Settings(settings_path)
    window = MainWindow(OpenAtlas(settings), settings)
    qtbot.addWidget(window, before_close_func=rest)
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        window.show()
    assert window.focusWidget() is window.stage


def test_the_first_frame_is_calm_and_the_parts_take_its_places(qtbot: QtBot, settings_path: Path):
    settings = Settings(settings_path)
    window = MainWindow(OpenAtlas(settings), settings)
    qtbot.addWidget(window, before_close_func=rest)
    window.resize(1280, 720)
    frame = window.centralWidget()
    assert isinstance(frame, FirstFrame)
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        window.show()
        calm = frame._paper.geometry()
    workspace = window.workspace
    assert workspace is not None
    assert window.centralWidget() is workspace
    qtbot.wait(30)
    place = workspace.stage.mapTo(workspace, workspace.stage.rect().topLeft())
    assert (place.x(), place.y()) == (calm.left(), calm.top())
    assert abs(workspace.stage.width() - calm.width()) <= 1
    assert workspace.toolbar.height() == calm.top() - 1


def test_before_the_first_paint_nothing_heavy_is_imported():
    code = (
        "import sys; from bodymap.ui import app;"
        "heavy = {'msgspec', 'rapidfuzz', 'pyqtgraph', 'numpy', 'PySide6.QtSvg', 'bodymap.core.model', 'platformdirs',"
        " 'bodymap.ui.workspace', 'bodymap.ui.stage', 'dataclasses'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_asks_for_no_widget_whose_class_the_binding_would_have_to_find_out(tmp_path: Path) -> None:
    """It would load every class of widget that there is: 11 ms and 2 MB. ``QWizard`` stands for all of them."""
    said = once_furnished(
        tmp_path / "b.ini",
        "before = 'QWizard' in vars(QtWidgets)\n"
        "QtWidgets.QTreeView().viewport()\n"
        "print(before, 'QWizard' in vars(QtWidgets))",
    )
    # The second says whether the binding still works that way: where it does not, this can go.
    assert said.split() == ["False", "True"]


def test_opened_with_a_point_it_is_lit(open_window: Callable[..., MainWindow]):
    assert open_window("infraspinatus-1").store.state.lit == (SPOT,)


def test_opened_with_an_unknown_point_the_nearest_are_offered(open_window: Callable[..., MainWindow], qtbot: QtBot):
    window = open_window("infraspinatis-1")
    assert window.store.state.lit == ()
    (message,) = told(window, qtbot)
    assert "infraspinatis-1" in message.summary
    assert "infraspinatus-1" in message.summary


def test_broken_records_are_told_exactly_and_the_rest_works(
    open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
):
    data = json.loads(assets.points_path().read_text(encoding="utf-8"))
    broken = data["muscles"][0]["points"][0]
    broken["pressure"]["hold"] = "long"
    path = tmp_path / "points.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    window = open_window(points=path)
    bar = window.workspace.messages
    assert told(window, qtbot)
    assert bar.isVisible()
    details = "\n".join(message.details for message in bar.messages)
    for part in ("points.json", broken["id"], "pressure.hold"):
        assert part in details
    window.store.select(OTHER)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    click(qtbot, bar._close)
    assert not bar.isVisible()


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"version": 2}'])
def test_without_a_readable_atlas_the_window_still_opens(
    open_window: Callable[..., MainWindow], tmp_path: Path, content: str | None, qtbot: QtBot
):
    path = tmp_path / "points.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    window = open_window(points=path)
    (message,) = told(window, qtbot)
    assert "points.json" in message.summary
    assert window.workspace.panel.page is window.workspace.panel.welcome


def test_without_drawings_finder_and_panel_work(open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot):
    window = open_window(svg=tmp_path)
    (message,) = told(window, qtbot)
    assert "sheets.json" in message.summary
    window.workspace.finder.field.setText("infraspinatus trp1")
    qtbot.keyClick(window.workspace.finder.field, Qt.Key.Key_Return)
    assert window.store.state.lit == (SPOT,)


def test_an_exception_inside_is_told_and_the_window_goes_on(
    window: MainWindow, qtbot: QtBot, keep_hook: None, capsys: pytest.CaptureFixture[str]
):
    hook = bodymap_app.telling_hook(window)
    try:
        int("the quick brown fox")
    except ValueError as error:
        hook(type(error), error, error.__traceback__)
    (message,) = told(window, qtbot)
    assert "the quick brown fox" in message.summary
    assert "test_window.py" in message.details
    assert "the quick brown fox" in capsys.readouterr().err
    window.store.select(SPOT)
    assert window.store.state.lit == (SPOT,)


def test_what_is_remembered_comes_back(open_window: Callable[..., MainWindow], qtbot: QtBot):
    first = open_window()
    first.store.show_figure("man")
    first.store.speak("client")
    first.presentation.use_scheme("dark")
    first.store.choose_side("left")
    first.workspace.columns.setSizes([300, 600, 380])
    first.resize(1300, 740)
    qtbot.wait(20)
    sizes = first.workspace.columns.sizes()
    first.close()
    second = open_window()
    state = second.store.state
    assert (state.figure, state.side, state.voice) == ("man", "left", "client")
    assert second.presentation.state.scheme == "dark"
    second.resize(1300, 740)
    qtbot.wait(20)
    assert abs(second.workspace.columns.sizes()[2] - sizes[2]) <= 2


def test_a_panel_as_wide_as_a_large_screen_leaves_room_for_the_stage(open_window: Callable[..., MainWindow]):
    first = open_window()
    first._settings.put(window_settings.PANEL_WIDTH, 1500)
    first._settings.save()
    second = open_window()
    assert second.workspace.columns.sizes()[1] >= 0.36 * second.width()


def test_keys_drive_the_window(window: MainWindow, qtbot: QtBot):
    store = window.store
    for key, watched, field, value in (
        (Qt.Key.Key_F2, store, "figure", "man"),
        (Qt.Key.Key_F4, store, "voice", "client"),
    ):
        qtbot.keyClick(window, key)
        assert getattr(watched.state, field) == value
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert store.state.side == "left"
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.presentation.state.scheme == "dark"


def test_back_and_forward_walk_the_selection(window: MainWindow, qtbot: QtBot):
    toolbar = window.workspace.toolbar
    assert not toolbar.buttons["selection.back"].isEnabled()
    window.store.select(SPOT)
    window.store.select(OTHER)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.store.state.lit == (SPOT,)
    click(qtbot, toolbar.buttons["selection.forward"])
    assert window.store.state.lit == (OTHER,)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.store.state.lit == ()
    assert toolbar.buttons["selection.back"].isEnabled()


def test_changing_the_side_takes_what_is_lit_along(window: MainWindow, qtbot: QtBot):
    window.store.select(SPOT)
    click(qtbot, window.workspace.toolbar.side.segments["left"])
    assert window.store.state.lit == (Spot(SPOT.point_id, "left"),)
    qtbot.waitUntil(lambda: window.workspace.panel.point.side.text() == "left side")


def test_projector_mode_hides_the_tools_and_comes_back(window: MainWindow, qtbot: QtBot):
    window.store.select(SPOT)
    workspace = window.workspace
    sizes = workspace.columns.sizes()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    for part in (workspace.toolbar, workspace.finder, workspace.strip, workspace.panel):
        assert not part.isVisible()
    assert workspace.stage.isVisible()
    assert workspace.slide.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: workspace.panel.point.muscle._type_scale > 1)
    assert workspace.panel.point.cautions.isVisible()
    assert not workspace.panel.point.goes_with.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.store.state.lit == (SPOT,), "Escape leaves the projector mode first"
    qtbot.waitUntil(lambda: workspace.panel.point.muscle._type_scale == 1)
    assert workspace.toolbar.isVisible()
    assert not workspace.slide.isVisible()
    point = workspace.panel.point
    for part in (*point.parts.values(), point._siblings, point.referral.more):
        assert part.isVisible()
    qtbot.waitUntil(lambda: abs(workspace.columns.sizes()[2] - sizes[2]) <= 2)


def test_what_is_expected_of_the_strip_moves_no_part_of_the_window(window: MainWindow, monkeypatch):
    moved: list[object] = []
    workspace = window.workspace
    monkeypatch.setattr(workspace, "_show_or_hide_parts", lambda: moved.append(1))
    window.presentation.expect_on_stage(("front",))
    window.presentation.expect_on_stage(None)
    window.presentation.keep_still(not window.presentation.state.reduce_motion)
    assert not moved
    window.presentation.place_strip(True)
    assert moved


def test_dark_and_light_change_at_once(window: MainWindow, qtbot: QtBot):
    panel = window.workspace.panel
    bar = panel._areas[panel.page].verticalScrollBar()
    for scheme in ("dark", "light"):
        window.presentation.use_scheme(scheme)
        qtbot.waitUntil(partial(lambda wanted: theme.colours(window).shade == wanted, scheme))
        qtbot.waitUntil(lambda: panel.palette().window().color().name() == theme.colours(window).window)
        qtbot.waitUntil(lambda: theme.colours(window).line in bar.styleSheet())


def test_the_finder_folds_away_and_search_brings_it_back(window: MainWindow, qtbot: QtBot):
    workspace = window.workspace
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not workspace.finder.isVisible()
    assert not workspace.toolbar.buttons["view.finder"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert workspace.finder.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is workspace.finder.field or workspace.finder.field.hasFocus())


def test_everything_with_the_keyboard_has_a_name(window: MainWindow, qtbot: QtBot):
    window.store.select(SPOT)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    nameless = []
    widget = window.nextInFocusChain()
    while widget is not window:
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if reachable and not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(widget)
        widget = widget.nextInFocusChain()
    assert nameless == []


def test_missing_drawing_of_one_sheet_is_told(open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot):
    svg = tmp_path / "svg"
    shutil.copytree(assets.svg_root(), svg)
    (svg / "woman" / "front.svg").unlink()
    window = open_window(svg=svg)
    (message,) = told(window, qtbot)
    assert "front.svg" in message.summary
    window.store.select(SPOT)
    assert window.store.state.lit == (SPOT,)


def test_the_stage_takes_the_new_ground_when_the_shade_changes(window: MainWindow, qtbot: QtBot):
    window.stage.finish()
    for scheme in ("dark", "light"):
        window.presentation.use_scheme(scheme)
        shade = theme.DARK if scheme == "dark" else theme.LIGHT

        def new_ground(paper: str = shade.paper) -> bool:
            image = window.stage.grab().toImage()
            return image.pixelColor(2, image.height() - 3).name() == paper

        qtbot.waitUntil(new_ground)
