"""Two whole windows on one open atlas: what is lit they share, colours and size of letters each has for itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QToolTip

from bodymap.core.hold.journal import Journal
from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.command import GROUPS
from bodymap.ui.hold.unwritten import UnwrittenDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow

SPOT = Spot("infraspinatus-1", "right")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def pair(open_window: Callable[..., MainWindow]) -> Iterator[tuple[MainWindow, MainWindow]]:
    """Give a light window at a desk and a dark one for the room, opened on the same atlas."""
    tips = QToolTip.palette()
    desk = open_window()
    room = open_window(on=desk.atlas)
    room.presentation.use_scheme("dark")
    yield desk, room
    QToolTip.setPalette(tips)


def shades(*windows: MainWindow) -> list[str]:
    return [theme.colours(window.workspace.panel).shade for window in windows]


def test_what_is_lit_is_shared_and_how_it_is_shown_is_not(pair: tuple[MainWindow, MainWindow], qtbot: QtBot):
    desk, room = pair
    assert shades(desk, room) == ["light", "dark"]
    room.presentation.for_room(True)
    desk.store.select(SPOT)
    for window in pair:
        panel = window.workspace.panel
        qtbot.waitUntil(partial(lambda panel: panel.page is panel.point, panel))
    pages = [window.workspace.panel.point.muscle for window in pair]
    qtbot.waitUntil(lambda: pages[1]._type_scale > pages[0]._type_scale == 1)
    desk.presentation.use_scheme("dark")
    room.presentation.use_scheme("light")
    assert shades(desk, room) == ["dark", "light"]


def test_what_opens_from_a_window_has_its_colours(
    pair: tuple[MainWindow, MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for window in pair:
        window.store.select(SPOT)
        commands = {command.id: command for command in window.commands}
        for command_id in ("help.keys", "help.about", "hold.why"):
            commands[command_id].run()
        journal = Journal(tmp_path / "sessions")
        UnwrittenDialog(journal, window)
        menu = window.receiver.make_menu()
        dialogs, menus = window.findChildren(QDialog), [menu, *menu.findChildren(QMenu)]
        assert (len(dialogs), len(menus)) == (4, 1 + len(GROUPS))
        assert [each for each in dialogs if theme.colours(each) != theme.colours(window)] == []
        grounds = {each.grab().toImage().pixelColor(8, 8).name() for each in menus}
        assert grounds == {theme.colours(window).paper}
        monkeypatch.setattr(window, "isActiveWindow", lambda: True)
        window._lend_colours()
        qts_own = QFileDialog(window)
        assert theme.colours(qts_own) == theme.colours(window)
        tips = QToolTip.palette().color(QPalette.ColorRole.ToolTipBase)
        assert tips.name() == theme.colours(window).card
        menu.deleteLater()
        journal.close(0.1)
        for dialog in window.findChildren(QDialog):
            dialog.close()
    assert shades(*pair) == ["light", "dark"], "what is lent changes no other window"


def test_a_window_opened_later_has_the_colours_that_are_remembered(open_window: Callable[..., MainWindow]):
    first = open_window()
    first.presentation.use_scheme("dark")
    first._remember()
    first.presentation.use_scheme("light")
    assert shades(first, open_window(on=first.atlas)) == ["light", "dark"]


def test_a_window_that_is_closed_soon_opens_no_journal_afterwards(pair, monkeypatch: pytest.MonkeyPatch):
    """It looks a moment after the start whether a hold was cut short; closed by then, it would leave that open."""
    desk, room = pair
    monkeypatch.setattr("bodymap.core.hold.journal.kept_any", lambda: True)
    room.close()
    room._look_back()
    assert room.hold is None
    desk._look_back()
    assert desk.hold is not None
    assert desk.hold._journal is not None
