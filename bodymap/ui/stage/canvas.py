"""The painted surface of the stage: a cached picture, what is lit over it, and the camera.

While the camera moves the cached picture is scaled and shifted; when it rests the picture is redrawn sharp in
idle time and swapped in.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette, QRegion

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.making_way import region_outside
from bodymap.ui.drawing.marks import paint_marks
from bodymap.ui.drawing.painting import Pictures, View, paint_message, quiet_strength
from bodymap.ui.drawing.scene import EMPTY, SCENE_FIELDS, Scene
from bodymap.ui.stage.backdrop import Backdrop
from bodymap.ui.stage.hearing import Hearing
from bodymap.ui.stage.moving import TakenAlong
from bodymap.ui.stage.overlay import OVER, UNDER, Overlay, box_of, paint_items, region_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from bodymap.core.presentation import PresentationStore
    from bodymap.core.state import State
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.highlight import PaintItem
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.overlay import Layer

_SETTLE_MS: Final = 20
"""After this long without movement the picture is redrawn sharp; a movement that goes on drops what was begun.

Longer than between two events of a hand that drags, so that nothing is begun then; shorter than between two notches.
"""
_ALONE_S: Final = 0.06
"""What moves after so long without movement may have been moved for good: it is redrawn at once."""


FITTED: Final = Camera()


class Canvas(Hearing):
    """Shows a scene through a camera.

    Attributes:
        faded: whether the muscles are faded, so that what is lit over them stands out.
        bare: whether no point has its X, as on a skin that is painted on.
        camera_changed: sent at every step of a movement.
        settled: sent when the picture is sharp again.

    """

    camera_changed = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget, drawings: Drawings, names: Names, presentation: PresentationStore) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.overlay = Overlay()
        self.faded = self.bare = False
        self._cleared: list[Box] = []
        self.scene: Scene = EMPTY
        self.camera = Camera()
        self._state: State | None = None
        self._compared: tuple[State | None, State | None] = None, None
        self._alike = False
        self._on_screen: View | None = None
        self._seen_camera = Camera()
        self._taken: TakenAlong | None = None
        self._message = ""
        self._names = names
        self._backdrop = Backdrop(self, drawings, names.region)
        self._backdrop.painted.connect(self._on_backdrop_painted)
        self._seen: Scene = EMPTY
        self._after_events = QTimer(self)
        self._after_events.setSingleShot(True)
        self._after_events.setInterval(0)
        self._after_events.timeout.connect(self._on_after_events_timeout)
        self._moved_s = 0.0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.redraw)

    # What is shown

    @property
    def grown(self) -> float:
        """How much larger than on a desk marks and letters are."""
        return ink.PROJECTOR if self._presentation.state.projector else 1.0

    @property
    def grain(self) -> float:
        """A device pixel in logical pixels."""
        return 1 / self.devicePixelRatioF()

    @property
    def box(self) -> Box:
        """All of the canvas."""
        return 0.0, 0.0, float(self.width()), float(self.height())

    @property
    def backdrop(self) -> Backdrop:
        """The pictures behind everything that is lit."""
        return self._backdrop

    @property
    def painted_view(self) -> View | None:
        """What the picture shows that is on screen now; ``None`` before the first."""
        pictures = self._backdrop.pictures
        return None if pictures is None else pictures.view

    @property
    def picture(self) -> QImage | None:
        """The bodies as they were painted, if that is what is to be seen now."""
        pictures = self._backdrop.pictures
        return pictures.plain if pictures is not None and self.is_sharp else None

    def has_painted(self, state: State) -> bool:
        """Whether the body on screen, sharp or moving, is the one that this state shows, and has been to be seen.

        A picture that has been made and not yet painted is on no screen, and an event that was waiting while it was
        painted was meant for the one before it.
        """
        painted = self._on_screen
        return (
            painted is not None and painted.scene is self.scene is self._seen and self._show_alike(painted.state, state)
        )

    def _show_alike(self, one: State, other: State) -> bool:
        """Whether two states show the same scene; a pen asks it of the same two some hundred times a second."""
        if self._compared[0] is not one or self._compared[1] is not other:
            self._compared = one, other
            self._alike = all(getattr(one, name) == getattr(other, name) for name in SCENE_FIELDS)
        return self._alike

    @property
    def seen_camera(self) -> Camera:
        """How far in the eye is: the camera of the last paint, which one that has moved since is not."""
        return self._seen_camera

    @property
    def is_sharp(self) -> bool:
        """Whether the cached picture is of exactly what is to be seen."""
        pictures = self._backdrop.pictures
        return pictures is not None and pictures.view == self.view()

    def view(self) -> View:
        """Return what is to be seen now."""
        assert self._state is not None  # noqa: S101 - shown before it was given anything to show
        return self.view_of(self.scene, self._state, self.camera)

    def view_of(self, scene: Scene, state: State, camera: Camera = FITTED) -> View:
        """Return what would be seen of another scene, fitted, or through a camera."""
        palette = self.palette()
        return View(
            scene=scene,
            camera=camera,
            state=_drawn(state, named=self._names.are_known),
            width=self.width(),
            height=self.height(),
            ratio=self.devicePixelRatioF(),
            ground=palette.color(QPalette.ColorRole.Base).name(),
            text=palette.color(QPalette.ColorRole.Text).name(),
            font_key=self.font().toString(),
            grown=self.grown,
        )

    def show_scene(self, scene: Scene, state: State, camera: Camera) -> None:
        """Show another scene; the old picture stays until the new one is painted."""
        self.scene, self.camera = scene, camera.held(*scene.size, self.grain)
        self._state = state
        self.redraw()

    def show_message(self, text: str) -> None:
        """Show a text in place of all drawings; an empty one shows the drawings again."""
        if text != self._message:
            self._message = text
            self.update()

    def set_state(self, state: State) -> None:
        """Take a new state of the same scene, for example another choice of layers."""
        self._state = state
        if self._backdrop.pictures is not None and not self.is_sharp:
            self.redraw()

    def set_camera(self, camera: Camera) -> None:
        """Look from elsewhere, at once with the cached picture and soon sharp."""
        held = camera.held(self.width(), self.height(), self.grain)
        if held == self.camera or self._state is None:
            # Before the first scene there is nothing to look at.
            return
        self.camera = held
        self._backdrop.drop()
        now = perf_counter()
        # A notch of the wheel by itself is not followed by another while it is painted; a pinch is, time and again.
        self._settle.start(0 if now > self._moved_s + _ALONE_S else _SETTLE_MS)
        self._moved_s = now
        self.camera_changed.emit()
        self.update()

    def show_layer(self, layer: Layer, items: list[PaintItem]) -> None:
        """Replace a layer over the picture and have it repainted soon."""
        self.update(region_of(self.overlay.set(layer, items)))
        self.overlay.forget()

    def redraw(self) -> None:
        """Paint the picture anew, in idle time or, where all that it takes is kept, now; show it as soon as it is."""
        self._settle.stop()
        if self._state is None or self.width() < 2 or self.height() < 2:
            return
        if self._backdrop.redraw(self.view()):
            self.repaint()

    def finish(self) -> None:
        """Paint the picture now if it is not sharp, and have it on the screen."""
        if not self.is_sharp:
            self.redraw()
        self._backdrop.finish()
        self.repaint()
        self._on_after_events_timeout()

    def _on_after_events_timeout(self) -> None:
        if self._on_screen is not None:
            self._seen = self._on_screen.scene

    def _on_backdrop_painted(self) -> None:
        self.settled.emit()
        self.update()

    def set_faded(self, faded: bool) -> bool:  # noqa: FBT001 - the one thing it says
        """Fade the muscles or show them; return whether that changes everything that is seen."""
        if faded == self.faded:
            return False
        self.faded = faded
        return True

    def clear_marks(self, boxes: list[Box]) -> list[Box]:
        """Show no mark of any point in these boxes; return what has to be repainted for it."""
        changed = self._cleared != boxes
        dirty = [*self._cleared, *boxes] if changed else []
        self._cleared = boxes
        return dirty

    def seal(self, items: Sequence[PaintItem], boxes: Sequence[Box], bare: Sequence[Box]) -> list[PaintItem]:
        """Return these items, which lie over faded bodies, as pictures of everything seen in their boxes.

        There are no marks in the ``bare`` ones, and no pictures while the camera moves.
        """
        return self._backdrop.seal(items, boxes, self.box, bare) if self.is_sharp else []

    # What is taken along while the camera moves

    @property
    def taken_along(self) -> TakenAlong | None:
        """What is lit as part of the picture that moves; ``None`` where it has to be painted by itself."""
        taken = self._taken
        return taken if taken is not None and taken.pictures is self._backdrop.pictures else None

    def take_along(self, items: Sequence[PaintItem]) -> None:
        """Move these items with the bodies from now on, as they lie on the picture that was painted last."""
        pictures = self._backdrop.pictures
        if pictures is not None:
            self._taken = TakenAlong(pictures, self._backdrop.small, items, faded=self.faded)

    def put_down(self) -> bool:
        """Take nothing along any more; return whether anything was."""
        was, self._taken = self.taken_along is not None, None
        return was

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the cached picture where it is needed and paint what is lit over it."""
        painter = QPainter(self)
        pictures = self._backdrop.pictures
        if pictures is None or self._message:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            paint_message(painter, QRectF(self.rect()).adjusted(40, 40, -40, -40), self._message)
            return
        if pictures.view.scene is not self.scene:
            self._paint_stale(painter, pictures)
        elif pictures.view.camera != self.camera or self.taken_along is not None:
            self._paint_moving(painter, pictures)
        else:
            self._paint_resting(painter, event.region(), pictures)
        self._on_screen, self._seen_camera = pictures.view, self.camera
        if self._seen is not pictures.view.scene:
            self._after_events.start()

    def _paint_resting(self, painter: QPainter, region: QRegion, pictures: Pictures) -> None:
        bodies, strength = pictures.bodies(faded=self.faded), self._strength(pictures.view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        under = self.overlay.within(UNDER)
        for rect in self.overlay.open_to(region):  # type: ignore[attr-defined] # iterable, though its stub forgets it
            painter.setClipRect(rect)
            painter.drawImage(0, 0, bodies)
            paint_items(painter, rect, under)
            self._clip_marks(painter, rect)
            pictures.over.paint(painter, box_of(rect), strength)
        # Copying is several times faster clipped by one rectangle than by a region of them.
        over = self.overlay.within(OVER)
        for rect in region:  # type: ignore[attr-defined]
            painter.setClipRect(rect)
            paint_items(painter, rect, over)

    def _strength(self, view: View) -> float:
        """Return how strong the marks of all points are now."""
        return 0.0 if self.bare else quiet_strength(view) if self.faded else 1.0

    def _clip_marks(self, painter: QPainter, rect: QRect) -> None:
        """Have nothing painted over the boxes that are to be free of marks."""
        right, bottom = rect.x() + rect.width(), rect.y() + rect.height()
        taken = self.taken_along
        cleared = [taken.box(box, self.camera) for box in self._cleared] if taken else self._cleared
        here = [b for b in cleared if b[0] < right and b[2] > rect.x() and b[1] < bottom and b[3] > rect.y()]
        if here:
            painter.setClipRegion(region_outside(here, rect))

    def _paint_stale(self, painter: QPainter, pictures: Pictures) -> None:
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        left = (self.width() - pictures.view.width) / 2
        painter.drawImage(QRectF(left, 0, pictures.view.width, pictures.view.height), pictures.bodies(faded=self.faded))

    def _paint_moving(self, painter: QPainter, pictures: Pictures) -> None:
        bodies = self.taken_along or TakenAlong(pictures, self._backdrop.small, (), faded=self.faded)
        bodies.paint(painter, self.rect(), self.camera)
        self.overlay.paint(painter, self.rect(), UNDER)
        view = replace(pictures.view, camera=self.camera)
        self._clip_marks(painter, self.rect())
        paint_marks(painter, view, self._strength(view))
        painter.setClipping(False)
        self.overlay.paint(painter, self.rect(), OVER)


def _drawn(state: State, *, named: bool) -> State:
    """Return a state reduced to what the picture shows, so that nothing else makes it stale."""
    shown = state.layers & ({"muscles", "bones", "sites", "points", *(("labels",) if named else ())})
    return replace(state, lit=(), hovered=None, condition=None, place=None, voice="clinician", layers=shown)
