"""The measures of the window's parts, and the calm frame that stands in their place at the first paint.

Light module: imported before the first paint, names nothing from the ``Qt`` namespace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.ui.settings import window as window_settings
from bodymap.ui.theme import LEAST_STRIP, TARGET

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from bodymap.ui.settings.settings import Setting, Settings

HANDLE: Final = 7
"""Width of the grip between two parts; a hairline is painted in its middle."""
LEAST_FINDER: Final = 220
LEAST_PANEL: Final = 300
FOLD_BELOW: Final = 1366
"""In a window narrower than this the finder folds away until it is asked for."""
_LEAST_SIZE: Final = (1024, 640)
_FRAME: Final = (8, 40)
"""What the desktop's frame takes beside and above a window that fills the screen."""
_USUAL_LINE: Final = 17.0
_LEADING: Final = 1.2


def text_height() -> float:
    """Return about how high a line of the program's text is; to ask the font itself would load it."""
    font = QApplication.font()
    if font.pointSizeF() <= 0:
        return font.pixelSize() * _LEADING
    return font.pointSizeF() * QApplication.primaryScreen().logicalDotsPerInchY() / 72 * _LEADING


def least_size(width: int, height: int) -> tuple[int, int]:
    """Return the least size of the window on a screen with this room: never more than there is."""
    return min(_LEAST_SIZE[0], width - _FRAME[0]), min(_LEAST_SIZE[1], height - _FRAME[1])


def window_size(settings: Settings, width: int, height: int) -> tuple[int, int]:
    """Return the size to open with on a screen with this room: as remembered, or as suits the screen."""
    least = least_size(width, height)
    wide = _remembered(settings, window_settings.WIDTH, least[0]) or min(1680, round(width * 0.92))
    high = _remembered(settings, window_settings.HEIGHT, least[1]) or min(1050, round(height * 0.92))
    return min(max(wide, least[0]), width - _FRAME[0]), min(max(high, least[1]), height - _FRAME[1])


def _remembered(settings: Settings, row: Setting[int], least: int) -> int:
    """Return a remembered size, or 0 where none is remembered or none that a part could ever have had."""
    size = settings.get(row)
    return size if size >= least else 0


class Measures(NamedTuple):
    """Widths and heights of the parts, in pixels at scale 1."""

    toolbar: int
    finder: int
    panel: int
    strip: int
    finder_shown: bool


def measures(settings: Settings, width: int, height: int) -> Measures:
    """Return the parts' measures for a window of this size: as remembered, or as suits the size and the font."""
    grown = max(1.0, text_height() / _USUAL_LINE)
    shown = settings.get(window_settings.FINDER_SHOWN) and width >= FOLD_BELOW
    finder = _remembered(settings, window_settings.FINDER_WIDTH, LEAST_FINDER)
    finder = finder or round(min(340, max(256, width * 0.185)) * min(grown, 1.6))
    panel = _remembered(settings, window_settings.PANEL_WIDTH, LEAST_PANEL)
    panel = panel or round(min(500, max(346, width * 0.24)) * min(grown, 1.6))
    strip = _remembered(settings, window_settings.STRIP_HEIGHT, LEAST_STRIP)
    strip = strip or round(min(190, max(118, height * 0.15)))
    # The stage keeps nearly two fifths of the window, whatever was remembered from a larger screen.
    room = round(width * 0.62)
    if not shown:
        panel = min(panel, max(LEAST_PANEL, room))
    elif finder + panel > room:
        finder = min(finder, max(LEAST_FINDER, round(room * 0.4)))
        panel = min(panel, max(LEAST_PANEL, room - finder))
    return Measures(
        toolbar=max(TARGET, round(text_height() * 1.5) + 14) + 16,
        finder=finder,
        panel=panel,
        strip=min(strip, round(height * 0.4)),
        finder_shown=shown,
    )


class FirstFrame(QWidget):
    """The grounds of the final layout, there at once: nothing flashes and nothing jumps when the parts come.

    Made of plain widgets that fill themselves: a painter's overloads would touch the ``Qt`` namespace.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._paper = self._ground(_PAPER)
        self._lines = [self._ground(_LINE) for _ in range(4)]
        self._stage: QWidget | None = None

    def show_stage(self, stage: QWidget) -> None:
        """Show the stage where it will stand."""
        self._stage = stage
        stage.setParent(self)
        self._place_stage()
        stage.show()

    def _place_stage(self) -> None:
        if self._stage is None or self._stage.parent() is not self:
            return
        parts = measures(self._settings, self.width(), self.height())
        left = parts.finder + HANDLE if parts.finder_shown else 0
        top = parts.toolbar + 1
        width = self.width() - left - parts.panel - HANDLE
        self._stage.setGeometry(left, top, width, self.height() - top - parts.strip - HANDLE)

    def _ground(self, role: QPalette.ColorRole) -> QWidget:
        ground = QWidget(self)
        ground.setBackgroundRole(role)
        ground.setAutoFillBackground(True)
        return ground

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        """Place the grounds of stage and strip on that of the window, and the hairlines between the parts."""
        width, height = self.width(), self.height()
        parts = measures(self._settings, width, height)
        left = parts.finder + HANDLE if parts.finder_shown else 0
        top = parts.toolbar + 1
        stage = width - left - parts.panel - HANDLE
        self._paper.setGeometry(left, top, stage, height - top)
        under_toolbar, beside_finder, beside_panel, over_strip = self._lines
        under_toolbar.setGeometry(0, parts.toolbar, width, 1)
        beside_finder.setGeometry(parts.finder + HANDLE // 2, top, 1, height - top)
        beside_finder.setVisible(parts.finder_shown)
        beside_panel.setGeometry(left + stage + HANDLE // 2, top, 1, height - top)
        over_strip.setGeometry(left, height - parts.strip - HANDLE // 2 - 1, stage, 1)
        self._place_stage()


_PAPER: Final = QPalette.ColorRole.Base
_LINE: Final = QPalette.ColorRole.Mid
