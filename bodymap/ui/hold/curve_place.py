"""Where the live curve stands. A hold goes on by its words alone when the curve cannot be shown."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui.hold import bringing_in
from bodymap.ui.widgets.message_bar import Message
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont

    from bodymap.core.hold.plan import HoldPlan
    from bodymap.ui.hold.curve import CurveView
    from bodymap.ui.hold.trace import Trace


_LOOK_AGAIN_MS: Final = 30
"""So often it is looked whether the libraries have come. To wait for them would hold up the page and its STOP."""


class CurvePlace(QWidget):
    """Brings the curve on first use and keeps whatever goes wrong in it away from the hold.

    The curve needs pyqtgraph and NumPy, which may be missing or broken where the program is not. ``told`` carries a
    ``Message`` then, once; the next hold tries again.

    Attributes:
        curve: None before the first hold and where it cannot be shown.

    """

    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve: CurveView | None = None
        self._font: QFont | None = None
        self._plan: HoldPlan | None = None
        self._later = QTimer(self)
        self._later.setInterval(_LOOK_AGAIN_MS)
        self._later.timeout.connect(self._on_later_timeout)
        self._instead = Prose("", "body", "soft", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._instead)

    def prepare(self) -> None:
        """Fetch the libraries of the curve between everything else, before a hold asks for them.

        What goes wrong there is told when the hold begins.
        """
        bringing_in.begin()

    def set_type(self, font: QFont) -> None:
        """Letter the curve in this font."""
        self._font = font
        if self.curve is not None:
            self.curve.set_type(font)

    def begin(self, plan: HoldPlan) -> None:
        """Show an empty curve for this plan; while its libraries are still on their way, as soon as they are there."""
        self._plan = plan
        if bringing_in.is_on_its_way():
            self._later.start()
        else:
            self._later.stop()
            self._guard(lambda: self._bring().begin(plan))

    def _on_later_timeout(self) -> None:
        if self._plan is not None and not bringing_in.is_on_its_way():
            self.begin(self._plan)

    def advance(self, trace: Trace) -> None:
        """Draw the trace as it is now, where there is a curve."""
        curve = self.curve
        if curve is not None:
            self._guard(lambda: curve.advance(trace))

    def _bring(self) -> CurveView:
        from bodymap.ui.hold.curve import CurveView

        if self.curve is None:
            self.curve = CurveView(self)
            if self._font is not None:
                self.curve.set_type(self._font)
            self._column.addWidget(self.curve)
        self._instead.say("")
        return self.curve

    def _guard(self, act: Callable[[], None]) -> None:
        """Do this. Whatever it raises, and a broken library may raise anything, ends the curve and not the hold."""
        try:
            act()
        except Exception as error:
            if self.curve is not None:
                self._column.removeWidget(self.curve)
                self.curve.hide()
                self.curve.deleteLater()
                self.curve = None
            story = traceback.format_exc()
            print(story, file=sys.stderr)
            self._instead.say(tr("The curve cannot be shown. The hold goes on and is recorded without it."))
            summary = tr("The curve cannot be shown ({error}). Holds go on and are recorded without it.")
            self.told.emit(Message(summary.format(error=error), story))
