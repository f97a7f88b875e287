"""The strip: every sheet as a small live picture. Clicking one brings it on stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from bodymap.core.language import tr
from bodymap.ui.following import follow
from bodymap.ui.keys import KeyMap, keeps
from bodymap.ui.theme import LEAST_STRIP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.layout import SheetInstance
    from bodymap.ui.drawing.painted_small import SmallPainting
    from bodymap.ui.strip.thumb import SheetThumb

_PICTURE_RANK: Final = 3
_AFTER_MS: Final = 0
"""A change is shown so long after the stage's and the panel's, which are painted in the click itself."""


class _Row(QWidget):
    """The ground of the strip. Says when it has been painted, since nothing is read before that."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the empty ground."""
        super().paintEvent(event)
        self._painted()


class StripView(QScrollArea):
    """All sheets of the present figure in a row, scrolled sideways.

    Attributes:
        settled: sent when the small pictures show a new selection.

    """

    settled = Signal()

    def __init__(
        self, store: Store, presentation: PresentationStore, drawings: Drawings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._presentation, self._drawings = store, presentation, drawings
        self._awake = False
        self._thumbs: list[SheetThumb] = []
        self._painting: SmallPainting | None = None
        self._keys = KeyMap("strip")
        self._row = _Row(self._on_row_painted)
        self._row.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QHBoxLayout(self._row)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(2)
        layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidgetResizable(True)
        self.setMinimumHeight(LEAST_STRIP)
        self.setWidget(self._row)
        # Nothing here may delay the stage or the panel: a change is shown when they have shown theirs.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._on_later_timeout)

    @property
    def thumbs(self) -> tuple[SheetThumb, ...]:
        """The small pictures, left to right."""
        return tuple(self._thumbs)

    def finish(self) -> None:
        """Paint now what would otherwise be painted in idle time."""
        self._wake()
        self._drawings.queue.finish(self._job)
        self._on_later_timeout()

    def show_painting(self, painting: SmallPainting | None) -> None:
        """Show what is painted on the skin on every small picture, or nothing of it any more."""
        if self._painting is not None:
            self._painting.changed.disconnect(self._on_painting_changed)
        self._painting = painting
        if painting is not None:
            painting.changed.connect(self._on_painting_changed)
        for thumb in self._thumbs:
            thumb.show_painting(painting)

    def _on_painting_changed(self) -> None:
        for thumb in self._thumbs:
            thumb.painting_changed()

    def _on_row_painted(self) -> None:
        if not self._awake:
            QTimer.singleShot(0, self, self._wake)

    @property
    def _job(self) -> str:
        return f"strip {id(self)}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new height."""
        super().resizeEvent(event)
        if self._awake and event.oldSize().height() != event.size().height():
            self._paint_pictures()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with an ordinary wheel."""
        step = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - step)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of new type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.__dict__.get("_awake"):
            self._paint_pictures()

    def _wake(self) -> None:
        if self._awake:
            return
        self._awake = True
        from PySide6.QtCore import Qt

        from bodymap.ui.widgets.scrolling import slim_scroll_bars

        slim_scroll_bars(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("All sheets"))
        follow(self._store, self, self._on_store_change)
        follow(self._presentation, self, self._on_presentation_change)
        self._fill()

    def _on_store_change(self, old: State, new: State) -> None:
        if (old.figure, old.side) != (new.figure, new.side):
            self._fill()
        elif (old.lit, old.staged) != (new.lit, new.staged):
            self._later.start()

    def _on_presentation_change(self, old: Presentation, new: Presentation) -> None:
        if old.on_stage != new.on_stage:
            self._later.start()

    def _fill(self) -> None:
        """Make the buttons of the present figure and side; their pictures follow in idle time."""
        from bodymap.core.sheets import SheetError
        from bodymap.ui.drawing.layout import instances_of
        from bodymap.ui.strip.thumb import SheetThumb

        focused = next((thumb.instance for thumb in self._thumbs if thumb.hasFocus()), None)
        for thumb in self._thumbs:
            thumb.removeEventFilter(self)
            thumb.deleteLater()
        self._thumbs = []
        try:
            infos = self._drawings.library.infos
        except SheetError:
            return  # The stage says what is wrong.
        by_id = {info.id: info for info in infos}
        figure = self._store.state.figure
        layout = self._row.layout()
        assert isinstance(layout, QHBoxLayout)  # noqa: S101 - set in __init__
        for instance in instances_of(infos, self._store.state.side):
            thumb = SheetThumb(self._drawings, figure, by_id[instance.sheet_id], instance, self._row)
            thumb.installEventFilter(self)
            if self._painting is not None:
                thumb.show_painting(self._painting)
            layout.insertWidget(len(self._thumbs), thumb)
            self._thumbs.append(thumb)
        if focused is not None:
            self._focus_again(focused)
        self._paint_pictures()

    def _focus_again(self, before: SheetInstance) -> None:
        """Give the keyboard back to the sheet that had it, which may be drawn for another side now."""
        same = [thumb for thumb in self._thumbs if thumb.instance.sheet_id == before.sheet_id]
        thumb = next((each for each in same if each.instance == before), next(iter(same), None))
        if thumb is not None:
            thumb.show()
            thumb.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paint_pictures(self) -> None:
        for thumb in self._thumbs:
            thumb.fit_height(self._room())
        self._drawings.queue.put(self._job, _PICTURE_RANK, self._picture_steps(), self)
        self._later.start()

    def _room(self) -> int:
        return max(60, self.height() - 4 - self.horizontalScrollBar().sizeHint().height())

    def _picture_steps(self) -> Iterator[None]:
        for thumb in tuple(self._thumbs):
            self._drawings.art(self._store.state.figure, thumb.info.id)
            yield
            thumb.fit_height(self._room())
            if not thumb.has_picture:
                thumb.paint_picture()
            thumb.set_lit(self._store.state.lit)
            yield

    def _on_later_timeout(self) -> None:
        self._later.stop()
        staged = self._presentation.state.on_stage
        for thumb in self._thumbs:
            thumb.setChecked(thumb.info.id in staged)
            thumb.set_lit(self._store.state.lit)
        self._show_some_lit()
        self.settled.emit()

    def _show_some_lit(self) -> None:
        """Scroll to a sheet that shows what is lit, unless one is in sight already."""
        showing = [thumb for thumb in self._thumbs if thumb.shows_lit]
        seen = self.rect().translated(self.horizontalScrollBar().value(), 0)
        if showing and not any(seen.intersects(thumb.geometry()) for thumb in showing):
            self.ensureWidgetVisible(showing[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stage a sheet on click or key, walk the sheets with the arrows."""
        from bodymap.ui.strip.thumb import SheetThumb

        if not isinstance(watched, SheetThumb):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and watched.isDown():
            adds = isinstance(event, QInputEvent) and keeps(event.modifiers(), "strip")
            watched.setDown(False)
            self.stage(watched.info.id, add=adds)
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event)
        if event.type() == QEvent.Type.Enter:
            self._presentation.expect_on_stage(self._wanted(watched.info.id))
        if event.type() == QEvent.Type.Leave:
            self._presentation.expect_on_stage(None)
        if event.type() == QEvent.Type.FocusIn:
            self.ensureWidgetVisible(watched)
        return False

    def _press(self, thumb: SheetThumb, event: QKeyEvent) -> bool:
        action = self._keys.action_of(event)
        if action in ("stage", "keep"):
            self.stage(thumb.info.id, add=action == "keep")
        elif action in ("previous", "next"):
            number = self._thumbs.index(thumb) + (1 if action == "next" else -1)
            self._thumbs[min(max(number, 0), len(self._thumbs) - 1)].setFocus()
        elif action in ("first", "last"):
            self._thumbs[0 if action == "first" else -1].setFocus()
        else:
            return False
        return True

    def stage(self, sheet_id: str, *, add: bool = False) -> None:
        """Put a sheet on stage, alone or with ``add`` beside what is there.

        With ``add`` a sheet that is there leaves. A sheet that has the stage to itself gives way to the
        sheets that are there by default.
        """
        if add:
            wanted = {*self._presentation.state.on_stage} ^ {sheet_id}
            order = [info.id for info in self._drawings.library.infos]
            self._store.stage_sheets(one for one in order if one in wanted)
        else:
            self._store.stage_sheets(self._wanted(sheet_id))

    def _wanted(self, sheet_id: str) -> tuple[str, ...]:
        """Return what a click on a sheet puts on stage."""
        return () if self._presentation.state.on_stage == (sheet_id,) else (sheet_id,)
