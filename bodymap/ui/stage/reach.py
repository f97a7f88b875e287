"""A map over the bodies: every place in the colour of a number, and the place that was chosen with a rim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.boxes import NOTHING, around
from bodymap.ui.drawing.highlight import PaintItem, to_widget
from bodymap.ui.drawing.scale import OPAQUE
from bodymap.ui.drawing.where import region_at
from bodymap.ui.keys import KeyMap
from bodymap.ui.stage.steps import KEY_ZOOM, WHEEL_STEP, is_drag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtGui import QKeyEvent, QPainterPath

    from bodymap.core.state import Side
    from bodymap.core.store import Store
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.scene import Scene, Sheet
    from bodymap.ui.drawing.where import Region
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.handling import Handling

_RANK: Final = 1
_SEAM: Final = 1.0
_RIM: Final = 2.4


class StageReach(QObject):
    """Shows a map on a canvas, and takes the place of its pointer: a click names the place."""

    def __init__(
        self,
        canvas: Canvas,
        store: Store,
        drawings: Drawings,
        handling: Handling,
        chosen: Callable[[Region, QPointF], None],
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._store, self._drawings, self._handling = canvas, store, drawings, handling
        self._on_chosen = chosen
        self._colours: dict[str, QColor] = {}
        self._codes: tuple[str, ...] = ()
        self._image = QImage()
        self._of: Scene | None = None
        self._camera: Camera | None = None
        self._box: Box = NOTHING
        self._job = f"reach {id(self)}"
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._map = KeyMap("stage")
        canvas.settled.connect(self.refresh)
        canvas.camera_changed.connect(self._on_camera_changed)

    def close(self) -> None:
        """Take everything away from the canvas."""
        self._drawings.queue.drop(self._job)
        self._canvas.settled.disconnect(self.refresh)
        self._canvas.camera_changed.disconnect(self._on_camera_changed)
        self._canvas.unsetCursor()
        self._canvas.show_layer("reach", [])
        self.deleteLater()

    def show_map(self, colours: Mapping[str, QColor], codes: tuple[str, ...] = ()) -> None:
        """Show places by their codes in these colours, some with a rim."""
        if dict(colours) != self._colours:
            self._colours = dict(colours)
            self.refresh()
        if codes != self._codes:
            self._codes = codes
            self._show()

    # What is seen

    def refresh(self) -> None:
        """Paint the map for what is seen now, in idle time."""
        if self._canvas.scene is not self._of:
            # Of other sheets, or of the other body: it lies elsewhere.
            self._show()
        if self._canvas.painted_view is not None and min(self._canvas.width(), self._canvas.height()) > 1:
            self._drawings.queue.put(self._job, _RANK, self._steps(), self)

    def finish(self) -> None:
        """Paint now what would come in idle time; for tests and measurements."""
        self._drawings.queue.finish(self._job)

    def _steps(self) -> Iterator[None]:
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        scene, camera = canvas.scene, canvas.camera
        size = canvas.size() * ratio
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(0, 0, 0, 0))
        boxes: list[Box] = []
        for sheet in scene.sheets:
            for code, colour in self._colours.items():
                for path in self._outlines(sheet, code):
                    painter = QPainter(image)
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    # With a line, as no seam may show between two places.
                    painter.setPen(QPen(colour, _SEAM))
                    painter.setBrush(colour)
                    painter.drawPath(path)
                    painter.end()
                    rect = path.controlPointRect()
                    boxes.append((rect.left() - 2, rect.top() - 2, rect.right() + 2, rect.bottom() + 2))
                    yield
        if (canvas.scene, canvas.camera) != (scene, camera):
            # Moved on meanwhile: it is asked for again where that has come to rest.
            return
        self._image, self._of, self._camera, self._box = image, scene, camera, around(boxes)
        self._show()

    def _outlines(self, sheet: Sheet, code: str) -> Iterator[QPainterPath]:
        """Yield the outline of a place on a sheet, on both halves where it shows both, in widget positions."""
        if isinstance(sheet.art, SheetError) or f"region.{code}" not in sheet.art.shapes:
            return
        own: Side = "left" if sheet.instance.mirrored else "right"
        sides: tuple[Side, ...] = ("right", "left") if sheet.info.symmetric else (own,)
        for path in self._drawings.paths(self._store.state.figure, sheet.instance.sheet_id, f"region.{code}")[:1]:
            for side in sides:
                yield to_widget(sheet, side, self._canvas.camera).map(path)

    def _show(self) -> None:
        sheets = self._canvas.scene.sheets
        paths = [path for sheet in sheets for code in self._codes for path in self._outlines(sheet, code)]
        self._canvas.show_layer("reach", [*self._items(), *map(_rim_item, paths)])

    def _items(self) -> list[PaintItem]:
        """Return the picture over the bodies as they are seen now: as it was painted, or moved and grown with them."""
        if self._camera is None or self._box == NOTHING or self._of is not self._canvas.scene:
            return []
        image, painted, camera = self._image, self._camera, self._canvas.camera
        k = camera.zoom / painted.zoom
        x, y = camera.x - painted.x * k, camera.y - painted.y * k
        size = image.deviceIndependentSize()
        target = QRectF(x, y, size.width() * k, size.height() * k)

        def paint(onto: QPainter) -> None:
            onto.setOpacity(OPAQUE)
            onto.drawImage(target, image)
            onto.setOpacity(1.0)

        left, top, right, bottom = self._box
        return [PaintItem((left * k + x, top * k + y, right * k + x, bottom * k + y), paint)]

    def _on_camera_changed(self) -> None:
        self._show()

    # The hand

    @property
    def is_busy(self) -> bool:
        """Whether a hand is in the middle of something."""
        return self._pressed is not None

    def press(self, position: QPointF) -> None:
        """Begin a click or a drag."""
        self._pressed = self._last = position
        self._dragging = False

    def move(self, position: QPointF, *, held: bool) -> None:
        """Move the picture, or show whether there is a place here."""
        if not held or self._pressed is None:
            on_body = self._region_at(position) is not None
            self._canvas.setCursor(Qt.CursorShape.PointingHandCursor if on_body else Qt.CursorShape.OpenHandCursor)
            return
        self._dragging = self._dragging or is_drag(self._pressed, position)
        if self._dragging:
            step, self._last = position - self._last, position
            self._handling.pan(step.x(), step.y())

    def release(self, position: QPointF, *, add: bool) -> None:  # noqa: ARG002 - of every pointer
        """Choose the place that was clicked."""
        clicked = self._pressed is not None and not self._dragging
        self._pressed, self._dragging = None, False
        region = self._region_at(position) if clicked else None
        if region is not None:
            self._on_chosen(region, position)

    def leave(self) -> None:
        """Point at nothing any more."""

    def turn(self, notches: float, position: QPointF) -> None:
        """Zoom at the pointer by notches of the wheel."""
        self._handling.zoom(WHEEL_STEP**notches, position)

    def pinch(self, factor: float, position: QPointF) -> None:
        """Zoom between two fingers."""
        self._pressed = None
        self._handling.zoom(factor, position)

    def scroll(self, dx: float, dy: float) -> None:
        """Move the picture by scrolling."""
        self._handling.pan(dx, dy)

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; return whether it meant anything."""
        action = self._map.action_of(event)
        if action in KEY_ZOOM:
            self._handling.zoom(KEY_ZOOM[action])
        elif action == "fit":
            self._handling.fit()
        else:
            return False
        return True

    def _region_at(self, position: QPointF) -> Region | None:
        if not self._handling.is_painted():
            return None
        canvas = self._canvas
        return region_at(canvas.scene, self._drawings, self._store.state, canvas.seen_camera, position)


def _rim_item(path: QPainterPath) -> PaintItem:
    def paint(painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((ink.HALO, _RIM + 2.4), (ink.FOCUS, _RIM)):
            painter.setPen(QPen(QColor(colour), wide))
            painter.drawPath(path)

    rect = path.controlPointRect().adjusted(-4, -4, 4, 4)
    return PaintItem((rect.left(), rect.top(), rect.right(), rect.bottom()), paint)
