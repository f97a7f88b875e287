"""German is longer than English: at 1280 by 720 its words still fit where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QDialog

from bodymap import assets
from bodymap.core import language
from bodymap.core.state import Spot
from bodymap.ui.app import TYPE_GROWTH
from bodymap.ui.widgets.buttons import PlateButton, _Segment
from tests.ui.conftest import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from bodymap.ui.main_window import MainWindow


_PLAIN = (PlateButton, _Segment)


@pytest.fixture
def window(qapp: QApplication, open_window: Callable[..., MainWindow]) -> MainWindow:
    font = qapp.font()  # put back by the fixture that lights the window
    font.setPointSizeF(font.pointSizeF() * TYPE_GROWTH)
    qapp.setFont(font)
    language.choose(assets.translations_root(), "de")
    return open_window()


def test_no_button_of_the_window_is_cut(window: MainWindow) -> None:
    window.store.select(Spot("infraspinatus-1", "right"))
    commands = {command.id: command for command in window.commands}
    cut = _cut(window)
    commands["hold.start"].run()
    cut += _cut(window)
    view = window.hold_host().view
    assert view is not None
    view.setup.begin()
    cut += _cut(window)
    view.act("stop")
    view._show_after()
    assert cut + _cut(window) == []


def _cut(window: MainWindow) -> list[str]:
    """Return the words of plain buttons for which there is no room; others elide on purpose or make room by height."""
    shown = [b for b in window.findChildren(PlateButton) if type(b) in _PLAIN and b.isVisible() and b.text()]
    assert shown
    return [b.text() for b in shown if b._shown_text() and _width(b) > b.room()]


def _width(button: PlateButton) -> float:
    font = QFont(button.font())
    font.setPointSizeF(font.pointSizeF() * button.letter_scale)
    return QFontMetricsF(font).horizontalAdvance(button.text())


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_overview_of_keys_is_no_wider_than_the_screen(window: MainWindow) -> None:
    next(command for command in window.commands if command.id == "help.keys").run()
    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.sizeHint().width() <= SIZE[0]
    dialog.close()
