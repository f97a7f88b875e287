"""Makes painted points real to screen readers: one unseen button a point, under the picture.

The buttons lie below the opaque canvas, so that no click ever repaints them; they are named, can be pressed
and hold the keyboard focus while somebody walks the points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from bodymap.core.language import tr
from bodymap.core.text import drawing_title, side_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from bodymap.core.state import Side, Spot
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.drawing.scene import Scene

_SIZE: Final = 24


class PointButton(QAbstractButton):
    """One point on one sheet, for those who do not see the picture.

    There are hundreds: what each is asked comes by the methods that Qt calls, as a connection to a function of
    Python's takes more memory than the button.
    """

    def __init__(self, layer: AccessLayer, mark: Mark) -> None:
        super().__init__(layer)
        self._layer, self._mark = layer, mark
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Take a press, and leave it to the state which points are lit."""
        self._layer.pressed.emit(self._mark)

    def checkStateSet(self) -> None:
        """Take a switch from outside as a press: what has two states is not pressed by a screen reader but switched."""
        if self.isChecked() != self._layer.is_lit(self._mark.spot):
            self._layer.pressed.emit(self._mark)
            self.setChecked(self._layer.is_lit(self._mark.spot))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the canvas above shows the point."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the layer that the keyboard goes elsewhere, if only to another point."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._layer.focus_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the stage, which walks the points."""
        event.ignore()


class AccessLayer(QWidget):
    """The buttons of every point on stage.

    Attributes:
        pressed: sent when a screen reader presses a point; carries its mark.
        focus_left: sent when the keyboard goes from a point to anything else.

    """

    pressed = Signal(object)
    focus_left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: dict[Mark, PointButton] = {}
        self._lit: Collection[Spot] = ()
        # There is nothing to paint of it, and what lies under it need not be painted because a button comes or goes.
        self.setUpdatesEnabled(False)

    def button(self, mark: Mark) -> PointButton | None:
        """Return the button of a mark, once it has been made."""
        return self._buttons.get(mark)

    def show_lit(self, lit: Collection[Spot]) -> None:
        """Have the points that are lit checked."""
        changed, self._lit = {*self._lit} ^ {*lit}, lit
        for mark, button in self._buttons.items():
            if mark.spot in changed:
                button.setChecked(mark.spot in lit)

    def is_lit(self, spot: Spot) -> bool:
        """Whether a spot's buttons are checked."""
        return spot in self._lit

    def focused(self) -> Mark | None:
        """Return the mark whose button the keyboard is on."""
        return next((mark for mark, button in self._buttons.items() if button.hasFocus()), None)

    def fill(self, scene: Scene, camera: Camera, name_of: Callable[[str], str]) -> Iterator[None]:
        """Match the buttons to a scene, a few at a time; an ``IdleQueue`` job."""
        wanted = {place.key for place in scene.places}
        focused, stage = self.focused(), self.parentWidget()
        if focused is not None and focused not in wanted and stage is not None:
            # The keyboard must not go with the button: the stage keeps it, and the ring with it.
            stage.setFocus(Qt.FocusReason.OtherFocusReason)
        for mark in [mark for mark in self._buttons if mark not in wanted]:
            self._buttons.pop(mark).deleteLater()
        yield
        for place in scene.places:
            mark = place.key
            button = self._buttons.get(mark)
            if button is None:
                button = self._buttons[mark] = PointButton(self, mark)
            button.setChecked(mark.spot in self._lit)
            x, y = camera.to_widget(place.x, place.y)
            button.setGeometry(round(x) - _SIZE // 2, round(y) - _SIZE // 2, _SIZE, _SIZE)
            title = drawing_title(scene.sheets[mark.instance].info)
            button.setAccessibleName(spoken_name(name_of(mark.spot.point_id), mark.spot.side, title))
            button.show()
            yield


def spoken_name(point: str, side: Side, sheet_title: str) -> str:
    """Return a spot's name for a screen reader: "Infraspinatus TrP1, right side, on Back"."""
    return tr("{point}, {side}, on {sheet}").format(point=point, side=side_text(side), sheet=sheet_title)
