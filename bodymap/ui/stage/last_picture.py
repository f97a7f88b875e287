"""What the next start shows and the last one left: the picture of a stage, whole, and the layers it is laid of."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from bodymap.ui.drawing import picture_on_disk
from bodymap.ui.drawing.layers_on_disk import recall, remember
from bodymap.ui.drawing.painting import kept_layers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bodymap.core.state import State
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.picture_on_disk import Bodies
    from bodymap.ui.drawing.scene import Scene
    from bodymap.ui.stage.canvas import Canvas

_LOOK_RANK: Final = 4
_AGAIN_S: Final = 10.0
"""So long after a picture was written another one is not: it has four bytes for each pixel of the stage."""


class LastPicture:
    """Follows one stage, which tells it when to do what."""

    def __init__(self, canvas: Canvas, drawings: Drawings) -> None:
        self._canvas, self._drawings = canvas, drawings
        self._written: bytes | None = None
        self._written_s = -_AGAIN_S
        self._shown_whole: View | None = None

    @property
    def _folder(self) -> Path | None:
        cache = self._drawings.library.cache
        return None if cache is None else cache.folder

    def recall(self, scene: Scene, state: State) -> None:
        """Have the picture that was last seen, if this is what it showed."""
        folder = self._folder
        if folder is None:
            return
        view = self._canvas.view_of(scene, state)
        key = picture_on_disk.known_by(view, kept_layers(view))
        bodies = None if key is None else picture_on_disk.recall(view, key, folder)
        if bodies is None:
            recall(self._drawings.kept, kept_layers(view), folder)
            return
        self._written, self._shown_whole = key, view
        self._canvas.backdrop.take(view, bodies)
        job = self._look_steps(bodies, folder)
        self._drawings.queue.put(f"last picture {id(self)}", _LOOK_RANK, job, self._canvas)

    def _look_steps(self, bodies: Bodies, folder: Path) -> Iterator[None]:
        """See whether what is shown is as it was written; if not, it is painted anew."""
        steps, backdrop = bodies.whole_steps(), self._canvas.backdrop
        while backdrop.shows(bodies):
            try:
                next(steps)
            except StopIteration as done:
                if not done.value:
                    self._written = None
                    picture_on_disk.forget(folder)
                    backdrop.give_up()
                    self._canvas.redraw()
                return
            yield

    def keep_layers(self) -> None:
        """Have the layers of a picture that was shown whole: others are laid of some of them."""
        view, self._shown_whole = self._shown_whole, None
        if view is not None and self._folder is not None:
            recall(self._drawings.kept, kept_layers(view), self._folder)

    def remember_steps(self, state: State) -> Iterator[None]:
        """Keep what is seen in this state for the next start, which shows the sheets that are there by default."""
        folder, scene = self._folder, self._canvas.scene
        if folder is None or state.staged or state.brought or not scene.sheets:
            return
        view = self._canvas.view_of(scene, state)
        remember(self._drawings.kept, kept_layers(view), folder)
        yield
        bodies = self._canvas.backdrop.bodies_of(view)
        key = picture_on_disk.known_by(view, kept_layers(view))
        is_written = key == self._written or monotonic() < self._written_s + _AGAIN_S
        if bodies is None or key is None or is_written:
            return
        steps = picture_on_disk.remember_steps(bodies, key, folder)
        for _ in steps:
            yield
            if not self._canvas.backdrop.shows(bodies):
                # It may be painted over now.
                steps.close()
                return
        self._written, self._written_s = key, monotonic()
