"""The discomfort aimed at has one colour of its own, wherever it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from bodymap.core.blocks import Reading
from bodymap.ui import theme
from bodymap.ui.hold.curve import CurveView
from bodymap.ui.hold.dials import DiscomfortSlider
from bodymap.ui.widgets.scale import DiscomfortScale
from tests.hold.holds import STATIC, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

STRANGE = "#12ab34"


def scale() -> QWidget:
    widget = DiscomfortScale()
    widget.show_reading(Reading((3, 5), 7, "aim: 3–5", "over 7: lighten", "1 no pain", "10 extreme"))
    return widget


def slider() -> QWidget:
    widget = DiscomfortSlider()
    widget.show_values(4, (3, 5), 7)
    return widget


def curve() -> QWidget:
    widget = CurveView()
    widget.begin(plan_of(STATIC))
    return widget


@pytest.mark.parametrize("make", [scale, slider, curve])
def test_the_band_is_drawn_in_its_own_colour(qtbot, monkeypatch: pytest.MonkeyPatch, make: Callable[[], QWidget]):
    monkeypatch.setattr(theme, "LIGHT", theme.LIGHT._replace(band=STRANGE))
    widget = make()
    theme.apply(widget, "light")
    qtbot.addWidget(widget)
    widget.resize(420, 220)
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(STRANGE).rgb()
    seen = sum(image.pixel(x, y) == wanted for x in range(0, 420, 3) for y in range(0, 220, 3))
    assert seen > 20
