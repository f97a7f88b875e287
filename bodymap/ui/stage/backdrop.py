"""The pictures behind everything that is lit: painted in idle time, copied at every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal

from bodymap.ui.drawing.boxes import area, common
from bodymap.ui.drawing.camera import FIT
from bodymap.ui.drawing.highlight import sealed_item
from bodymap.ui.drawing.over import Over
from bodymap.ui.drawing.painting import Pictures, View, is_kept, mark_steps, paint_steps, quiet_strength
from bodymap.ui.drawing.picture_on_disk import Bodies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QImage

    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.highlight import PaintItem
    from bodymap.ui.drawing.labels import RegionNames

_REDRAW: Final = 0
_SHRINK_RANK: Final = 4
_SPARE_MS: Final = 3_000
"""So long the pictures that were seen before are kept, to be seen again, one notch back, or to be painted over."""
_SMALL_SHARE: Final = 0.5
"""Size of the fitted picture that is kept to fill in while zooming out, as a share of the stage."""


class Backdrop(QObject):
    """Keeps a stage's pictures. Everything is in widget positions of the view that was painted.

    Attributes:
        pictures: of the view that was painted last; none before the first.
        small: all of the stage as it was fitted last, bodies only; none while that is what is seen.
        painted: sent when there are new pictures.

    """

    painted = Signal()

    def __init__(self, parent: QObject, drawings: Drawings, names: RegionNames) -> None:
        super().__init__(parent)
        self._drawings, self._names = drawings, names
        self.pictures: Pictures | None = None
        self.small: QImage | None = None
        self._redraw, self._shrink = f"picture {id(self)}", f"small picture {id(self)}"
        self._spare: Pictures | None = None
        self._spared = QTimer(self)
        self._spared.setSingleShot(True)
        self._spared.setInterval(_SPARE_MS)
        self._spared.timeout.connect(self._on_spared_timeout)

    def redraw(self, view: View) -> bool:
        """Paint a view, reusing what is still right of the last one: in idle time, or now and return true.

        It is painted now when no more has to be done than to lay kept pictures on one another; what was seen a moment
        ago is there still.
        """
        if self._spare is not None and self._spare.view == view and view.camera.zoom != FIT:
            # What is fitted is laid anew: it may be the last start's, not yet looked through.
            self.drop()
            again, self._spare = self._spare, None
            self._adopt(again)
            return True
        quick = self._has_body(view) or is_kept(view, self._drawings)
        self._drawings.queue.put(self._redraw, _REDRAW, self._redraw_steps(view, now=quick), self)
        if quick:
            self._drawings.queue.finish(self._redraw)
        return quick

    def take(self, view: View, bodies: Bodies) -> None:
        """Take what was painted of a view before; what lies over it is still to be made, by ``redraw``."""
        self.pictures = Pictures(view, bodies.plain, bodies.faded, Over(view, []))

    def shows(self, bodies: Bodies) -> bool:
        """Whether these are what is shown."""
        return self.pictures is not None and self.pictures.plain is bodies.plain

    def bodies_of(self, view: View) -> Bodies | None:
        """Return the bodies of a view, if that is what is shown."""
        pictures = self.pictures
        return Bodies(pictures.plain, pictures.faded) if pictures is not None and pictures.view == view else None

    def give_up(self) -> None:
        """Show nothing of what is shown any longer."""
        self.pictures = None

    def finish(self) -> None:
        """Paint now what was to be painted in idle time."""
        self._drawings.queue.finish(self._redraw)

    def drop(self) -> None:
        """Paint no more of a view that is not wanted any longer."""
        self._drawings.queue.drop(self._redraw)

    def seal(
        self, items: Sequence[PaintItem], boxes: Sequence[Box], whole: Box, bare: Sequence[Box]
    ) -> list[PaintItem]:
        """Return these items, which lie over faded bodies, as pictures of all that is seen in their boxes.

        Nothing outside ``whole``, the stage, is kept, and no mark in the ``bare`` boxes.
        """
        pictures = self.pictures
        if pictures is None:
            return []
        strength, ratio = quiet_strength(pictures.view), pictures.view.ratio
        inside = [each for box in boxes if area(each := common(box, whole))]
        overs = [pictures.over.item(box, strength) for box in inside]
        return [
            sealed_item(pictures.faded, items, over, box, ratio, bare) for box, over in zip(inside, overs, strict=True)
        ]

    def _redraw_steps(self, view: View, *, now: bool) -> Iterator[None]:
        old = self.pictures
        if old is not None and self._has_body(view):
            steps = mark_steps(view, old.plain, old.faded, self._drawings, self._names)
        elif now:
            # Painted over in one go, and not to be seen half done whatever happens.
            self.pictures = None
            steps = paint_steps(view, self._drawings, self._names, old)
        else:
            spare, self._spare = self._spare, None
            steps = paint_steps(view, self._drawings, self._names, spare)
        for pictures in steps:
            if pictures is not None:
                self._adopt(pictures)
            yield

    def _has_body(self, view: View) -> bool:
        return self.pictures is not None and _same_body(self.pictures.view, view)

    def _adopt(self, pictures: Pictures) -> None:
        before, self.pictures = self.pictures, pictures
        if pictures.view.camera.zoom == FIT:
            self._drawings.queue.drop(self._shrink)
            self.small = None
        elif before is not None and before.view.camera.zoom == FIT:
            # What is seen when zooming out next; nobody waits for it now.
            self._drawings.queue.put(self._shrink, _SHRINK_RANK, self._small_steps(before), self)
        if before is not None and before.view.camera.zoom != FIT:
            self._keep_spare(before)
        self.painted.emit()
        self._drawings.queue.give_way()

    def _keep_spare(self, pictures: Pictures) -> None:
        """Keep pictures that are not seen any more: new memory takes a tenth of what painting the stage does."""
        if self.pictures is not None and pictures.plain is not self.pictures.plain:
            self._spare = pictures
            self._spared.start()

    def _on_spared_timeout(self) -> None:
        self._spare = None

    def _small_steps(self, pictures: Pictures) -> Iterator[None]:
        size: QSize = pictures.plain.size() * _SMALL_SHARE
        mode = Qt.TransformationMode.SmoothTransformation
        self.small = pictures.plain.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        self._keep_spare(pictures)
        yield


def _same_body(old: View, new: View) -> bool:
    """Whether two views differ at most in what has constant size on screen."""
    body = {"muscles", "bones", "sites"}
    return (
        (body & old.state.layers) == (body & new.state.layers)
        and replace(old, state=new.state, grown=new.grown, font_key=new.font_key) == new
        and (old.state.figure, old.state.side) == (new.state.figure, new.state.side)
    )
