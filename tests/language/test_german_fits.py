"""German is longer than English: at 1280 by 720 its words still fit where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from bodymap import assets
from bodymap.core import language
from bodymap.core.state import Spot
from bodymap.ui.widgets.buttons import PlateButton
from tests.ui.conftest import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.ui.main_window import MainWindow


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
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
    shown = [b for b in window.findChildren(PlateButton) if b.isVisible() and b.text() and b.sizeHint().width() > 1]
    assert len(shown) > 5
    # A row of points elides its words on purpose: they stand in its tooltip.
    return [
        f"{b.text()}: {b.fontMetrics().horizontalAdvance(b.text())} > {b.width()}"
        for b in shown
        if b.text() not in b.toolTip() and b.fontMetrics().horizontalAdvance(b.text()) > b.width()
    ]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_overview_of_keys_is_no_wider_than_the_screen(window: MainWindow) -> None:
    next(command for command in window.commands if command.id == "help.keys").run()
    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.sizeHint().width() <= SIZE[0]
    dialog.close()
