"""What mouse, pen, finger and keys do on a stage while somebody paints on the skin."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPointingDevice

from bodymap.core.skin.table import apart
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.highlight import PaintItem
from bodymap.ui.keys import KeyMap
from bodymap.ui.stage.steps import KEY_ZOOM, WHEEL_STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QTabletEvent

    from bodymap.core.painting.editor import Editor
    from bodymap.core.skin.table import Place
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.handling import Handling
    from bodymap.ui.stage.painting import StagePainting
    from bodymap.ui.stage.wet_ink import Line

_DENSE: Final = 0.35
"""Places of a stroke lie so many radii apart: those within one are joined, and each costs a pen its time."""
_JUMP: Final = 2.5
"""Where the skin jumps, from an arm to the trunk behind it, by so many times what was moved, a line is not drawn."""
_LARGEST: Final = 60.0
"""Radius in pixels of the largest pointer that looks like its brush; a larger one is a cross."""
_STEP: Final = 8.0
"""Pixels that an arrow key moves the brush."""
_HARD: Final = (0.5, 0.7, 0.85, 1.0)
"""Share of its radius that a brush has by how hard a pen is pressed."""


class Pen:
    """Listens to what a pen says besides where it is; mice and fingers press as hard as can be.

    Attributes:
        pressure: from 0 to 1.
        erases: whether its other end is on the tablet.

    """

    def __init__(self) -> None:
        self.pressure, self.erases = 1.0, False

    def note(self, event: QTabletEvent) -> None:
        """Note how a pen is held; the event goes on and comes again as that of a mouse."""
        lifted = event.type() == QEvent.Type.TabletRelease
        self.pressure = 1.0 if lifted else event.pressure()
        self.erases = event.pointerType() == QPointingDevice.PointerType.Eraser


class Brushing:
    """Takes the place of ``Pointer`` and of ``Walk`` on a canvas. Positions are those of the canvas."""

    def __init__(self, canvas: Canvas, painting: StagePainting, editor: Editor, handling: Handling) -> None:
        self._canvas, self._painting, self._editor, self._handling = canvas, painting, editor, handling
        self._last: QPointF | None = None
        self._held: Place | None = None
        self._panning = False
        self._map = KeyMap("paint")
        self._at: QPointF | None = None
        self._down = False
        self._cursor: object = None
        self._pen = Pen()
        canvas.pen = self._pen.note

    @property
    def is_busy(self) -> bool:
        """Whether a brush is on the skin."""
        return self._last is not None

    def is_on_skin(self, position: QPointF) -> bool:
        """Whether there is skin here that can be painted on now."""
        return self._painting.place_at(position) is not None

    def close(self) -> None:
        """Lift the brush and take its signs away."""
        self._lift()
        self._canvas.unsetCursor()
        self._canvas.pen = None
        self._painting.close()
        self._canvas.show_layer("brush", [])

    # The hand

    def press(self, position: QPointF) -> None:
        """Put the brush down; beside the bodies, take hold of the picture."""
        self._hide_keys()
        self._lift()
        self._last = position
        self._painting.wait_at(position)
        place = self._painting.place_at(position)
        self._panning = place is None
        if place is not None:
            self._begin(place)
            self._ink([(position, position)], self._painting.fine_at(position))

    def move(self, position: QPointF, *, held: bool) -> None:
        """Lead the brush on, or show it."""
        if not held or self._last is None:
            self._show_cursor(position)
        elif self._panning:
            step = position - self._last
            self._last = position
            self._handling.pan(step.x(), step.y())
        else:
            self._lead(position)

    def release(self, position: QPointF, *, add: bool) -> None:  # noqa: ARG002 - of every pointer
        """Lift the brush."""
        if not self._panning and self._last is not None and position != self._last:
            self._lead(position)
        self._lift()
        self._show_cursor(position)

    def leave(self) -> None:
        """Point at nothing any more."""

    def turn(self, notches: float, position: QPointF) -> None:
        """Zoom at the pointer by notches of the wheel."""
        self._handling.zoom(WHEEL_STEP**notches, position)
        self._show_cursor(position)

    def pinch(self, factor: float, position: QPointF) -> None:
        """Zoom between two fingers; what the first of them began is taken back."""
        if self._last is not None and not self._panning:
            self._editor.undo()
        self._last = None
        self._handling.zoom(factor, position)

    def scroll(self, dx: float, dy: float) -> None:
        """Move the picture by scrolling."""
        self._handling.pan(dx, dy)

    def _begin(self, place: Place) -> None:
        self._held = place
        pressure = self._pen.pressure
        hard = _HARD[min(len(_HARD) - 1, int(pressure * len(_HARD)))]
        radius = None if hard == 1.0 else round(self._editor.state.brush.radius * hard, 3)
        self._editor.begin(place, radius=radius, erasing=True if self._pen.erases else None)

    def _lead(self, position: QPointF) -> None:
        """Find the places on the way from the last position to this one, and paint them."""
        last = self._last
        growing = self._editor.state.growing
        if last is None or not growing:
            return
        way = position - last
        fine = self._painting.fine or 1.0
        long = hypot(way.x(), way.y())
        steps = max(1, round(long / max(1.0, growing[-1].radius * _DENSE * fine)))
        self._last = at = position
        found: list[Place] = []
        lines: list[Line] = []
        before = last
        for n in range(1, steps + 1):
            at = last + way * (n / steps)
            place = self._painting.place_at(at)
            if place is None:
                self._flush(found, lines, fine)
                self._held = None
            elif self._held is None or self._jumps(place, long / steps / fine):
                self._flush(found, lines, fine)
                self._begin(place)
                self._ink([(at, at)], fine)
            elif place != self._held:
                found.append(place)
                lines.append((before, at))
                self._held = place
            before = at
        self._flush(found, lines, fine)

    def _flush(self, found: list[Place], lines: list[Line], fine: float) -> None:
        """Paint these places: wet ink on the screen before all else."""
        if found:
            self._ink(lines, fine)
            self._editor.lead(tuple(found))
            found.clear()
            lines.clear()

    def _ink(self, lines: list[Line], fine: float) -> None:
        stroke = self._editor.state.growing[-1]
        self._painting.wet.lead(lines, stroke, 2 * stroke.radius * fine)

    def _jumps(self, place: Place, moved: float) -> bool:
        """Whether the skin here is not that on which the brush was: something lies in front of it."""
        skin = self._painting.skin
        assert self._held is not None  # noqa: S101 - asked where it is
        far = apart(skin.point(place), skin.point(self._held))
        return far > max(0.8, _JUMP * moved + 0.5 * self._editor.state.growing[-1].radius)

    def _lift(self) -> None:
        if self._last is not None and not self._panning:
            self._editor.end()
        self._last = self._held = None
        self._panning = False

    def _show_cursor(self, position: QPointF) -> None:
        """Show the brush as large as it paints; a hand beside the bodies, where a drag moves the picture."""
        brush = self._editor.state.brush
        fine = self._painting.fine_at(position)
        on_skin = fine > 0 and self._painting.place_at(position) is not None
        radius = round(brush.radius * fine) if on_skin else -1
        shown = radius, brush.erasing
        if shown != self._cursor:
            self._cursor = shown
            if not on_skin:
                self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
            elif 2 <= radius <= _LARGEST:
                self._canvas.setCursor(_ring(radius, erasing=brush.erasing))
            else:
                self._canvas.setCursor(Qt.CursorShape.CrossCursor)

    # The keys

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; return whether it meant anything."""
        action = self._map.action_of(event)
        ways = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
        if action is not None and action.removeprefix("far.") in ways:
            dx, dy = ways[action.removeprefix("far.")]
            self._go(dx, dy, 6.0 if action.startswith("far.") else 1.0)
        elif action == "put":
            self.put()
        elif action in KEY_ZOOM:
            self._handling.zoom(KEY_ZOOM[action], self._at)
        elif action == "fit":
            self._handling.fit()
        else:
            return False
        return True

    def _go(self, dx: int, dy: int, times: float) -> None:
        start = self._at or QPointF(self._canvas.width() / 2, self._canvas.height() / 3)
        step = _STEP * times
        at = QPointF(
            min(max(4.0, start.x() + dx * step), self._canvas.width() - 4.0),
            min(max(4.0, start.y() + dy * step), self._canvas.height() - 4.0),
        )
        self._at = start if self._at is None else at
        if self._down:
            self._lead(self._at)
        self._show_keys()

    def put(self) -> None:
        """Put the brush down where the keyboard has it, or lift it."""
        if self._down:
            self._lift()
            self._down = False
        elif self._at is not None:
            place = self._painting.place_at(self._at)
            if place is not None:
                self._last, self._down = self._at, True
                self._begin(place)
        else:
            self._go(0, 0, 0)
        self._show_keys()

    def _hide_keys(self) -> None:
        if self._down:
            self._lift()
        self._down, self._at = False, None
        self._canvas.show_layer("brush", [])

    def _show_keys(self) -> None:
        at = self._at
        if at is None:
            return
        radius = max(4.0, self._editor.state.brush.radius * self._painting.fine_at(at))
        down = self._down

        def paint(painter: QPainter) -> None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, wide in ((ink.HALO, 4.0), (ink.FOCUS, 2.0)):
                painter.setPen(QPen(QColor(colour), wide if down else wide * 0.7))
                painter.drawEllipse(at, radius, radius)
                painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
                painter.drawLine(at - QPointF(0, 5), at + QPointF(0, 5))

        reach = radius + 6
        box = at.x() - reach, at.y() - reach, at.x() + reach, at.y() + reach
        self._canvas.show_layer("brush", [PaintItem(box, paint)])


def _ring(radius: int, *, erasing: bool) -> QCursor:
    """Return a pointer that is the brush's outline; the eraser's is dashed."""
    size = 2 * radius + 5
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, wide in ((ink.HALO, 3.0), (ink.MARK, 1.2)):
        pen = QPen(QColor(colour), wide)
        if erasing:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawEllipse(QRectF(2, 2, size - 4, size - 4))
    painter.end()
    return QCursor(pixmap, radius + 2, radius + 2)
