"""The measures of the window's parts, and the calm frame that stands in their place at the first paint.

Light module: imported before the first paint, names nothing from the ``Qt`` namespace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.ui import settings as rows
from bodymap.ui import theme

if TYPE_CHECKING:
    from bodymap.ui.settings import Settings

HANDLE: Final = 7
"""Width of the grip between two parts; a hairline is painted in its middle."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths and heights of the parts, in pixels at scale 1."""

    toolbar: int
    finder: int
    panel: int
    strip: int
    finder_shown: bool


def measures(settings: Settings, width: int, height: int) -> Measures:
    """Return the parts' measures for a window of this size: as remembered, or as suits the size and the font."""
    line = QFontMetrics(QApplication.font()).height()
    grown = line / 17
    finder = settings.get(rows.FINDER_WIDTH) or round(min(340, max(272, width * 0.185)) * min(grown, 1.6))
    panel = settings.get(rows.PANEL_WIDTH) or round(min(500, max(364, width * 0.24)) * min(grown, 1.6))
    strip = settings.get(rows.STRIP_HEIGHT) or round(min(190, max(118, height * 0.15)))
    # The stage keeps at least two fifths of the window, whatever was remembered from a larger screen.
    if finder + panel > width * 0.62:
        shrink = width * 0.62 / (finder + panel)
        finder, panel = round(finder * shrink), round(panel * shrink)
    return Measures(
        toolbar=max(44, round(line * 1.5) + 14) + 16,
        finder=finder,
        panel=panel,
        strip=min(strip, round(height * 0.4)),
        finder_shown=settings.get(rows.FINDER_SHOWN),
    )


class CalmFrame(QWidget):
    """The grounds of the final layout, painted at once: nothing flashes and nothing jumps when the parts come."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the grounds of toolbar, finder, stage, strip and panel, and the hairlines between them."""
        shade = theme.colours()
        width, height = self.width(), self.height()
        parts = measures(self._settings, width, height)
        painter = QPainter(self)
        painter.fillRect(0, 0, width, height, QColor(shade.window))
        left = parts.finder + HANDLE if parts.finder_shown else 0
        top = parts.toolbar + 1
        stage_width = width - left - parts.panel - HANDLE
        painter.fillRect(left, top, stage_width, height - top, QColor(shade.paper))
        line = QColor(shade.line)
        painter.fillRect(0, parts.toolbar, width, 1, line)
        if parts.finder_shown:
            painter.fillRect(parts.finder + HANDLE // 2, top, 1, height - top, line)
        painter.fillRect(left + stage_width + HANDLE // 2, top, 1, height - top, line)
        painter.fillRect(left, height - parts.strip - HANDLE // 2 - 1, stage_width, 1, line)
