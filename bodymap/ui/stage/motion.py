"""The short movement from a point to its zone."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.highlight import PaintItem

if TYPE_CHECKING:
    from collections.abc import Sequence

Route = tuple[QPointF, QPointF]

_FRAME_MS: Final = 16
_TRAIL: Final = (0.0, 0.09, 0.18, 0.27)
"""How far the dots follow one another, as shares of the way."""
_RADIUS: Final = 4.5


def wanted(*, reduced: bool) -> bool:
    """Whether things may move: neither the user's setting nor the desktop's asks for stillness."""
    # Named here: its enumerations take longer to make than a picture, and are wanted only once something is lit.
    from PySide6.QtWidgets import QStyle

    style = QApplication.style()
    return not reduced and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


class Motion(QObject):
    """Sends dots along routes, once. ``moved`` says that ``items`` has changed; in the end it is empty."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._routes: tuple[Route, ...] = ()
        self._hue = ink.HUES[0]
        self._grown = 1.0
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.items: list[PaintItem] = []

    def start(self, routes: Sequence[Route], hue: str, grown: float) -> None:
        """Begin anew with these routes, in widget positions."""
        self._routes, self._hue, self._grown = tuple(routes), hue, grown
        self._begun = perf_counter()
        if self._routes:
            self._timer.start()

    def stop(self) -> None:
        """Take the dots away at once."""
        self._timer.stop()
        if self.items:
            self.items = []
            self.moved.emit()

    def _on_timer_timeout(self) -> None:
        share = (perf_counter() - self._begun) * 1000 / ink.MOTION_MS
        if share >= 1:
            self.stop()
            return
        self.items = [self._dot(route, share - lag) for route in self._routes for lag in _TRAIL if share > lag]
        self.moved.emit()

    def _dot(self, route: Route, share: float) -> PaintItem:
        eased = 1 - (1 - share) ** 3
        centre = route[0] + (route[1] - route[0]) * eased
        radius = _RADIUS * self._grown
        hue = self._hue

        def paint(painter: QPainter) -> None:
            painter.setPen(QColor(ink.HALO))
            painter.setBrush(QColor(hue))
            painter.drawEllipse(centre, radius, radius)

        reach = radius + 2
        return PaintItem((centre.x() - reach, centre.y() - reach, centre.x() + reach, centre.y() + reach), paint)
