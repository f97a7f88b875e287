"""What stands above a candidate: the question that it answers, the way back to it, and another candidate beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.language import tr
from bodymap.core.sources import answers
from bodymap.core.state import MAX_LIT
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.menu import make_menu
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.state import State, Voice


class Trail(QWidget):
    """Hidden where nothing is asked. ``left`` asks for the question again, ``added`` for another candidate beside."""

    left = Signal()
    added = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._panel = parent
        self._index: AtlasIndex | None = None
        self._others: tuple[Point, ...] = ()
        self._voice: Voice = "clinician"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        self.back = PlateButton("", "back", self)
        self.back.clicked.connect(self.left)
        self.compare = PlateButton(tr("Compare with"), "hold.more", self)
        self.compare.setAccessibleName(tr("Compare with"))
        self.compare.setToolTip(plain_tip(tr("Another candidate beside what is lit")))
        self.compare.clicked.connect(self._show_menu)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.compare)
        self.hide()

    def fill(self, index: AtlasIndex | None, state: State, *, brief: bool) -> None:
        """Show which question what is lit answers; ``brief``: to a room, without what else may be tried."""
        self._index, self._voice = index, state.voice
        name = _question(index, state) if index is not None and state.lit else ""
        self.back.setText(name)
        self.back.setAccessibleName(tr("Back to {question}").format(question=name))
        self.back.setToolTip(plain_tip(tr("Back to {question}").format(question=name)) if name else "")
        lit = {point.point_id for point in state.lit_points}
        room = index is not None and name and not brief and len(lit) < MAX_LIT
        self._others = tuple(each for each in answers(index, state) if each.id not in lit) if index and room else ()
        self.compare.setVisible(bool(self._others))
        self.setVisible(bool(name))
        self._fit(self._panel.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the panel's width."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Show the button for another candidate by its icon alone where a long question leaves no room for words."""
        self.compare.set_text_shown(True)
        need = self.back.sizeHint().width() + self.compare.sizeHint().width() + 16
        self.compare.set_text_shown(need <= width)

    def menu(self) -> QMenu:
        """Return a menu of the other candidates, the likeliest first."""
        menu, index = make_menu(self), self._index
        for point in self._others if index is not None else ():
            assert index is not None  # noqa: S101 - there are no others without it
            name = text.capital(text.point_name(index.muscle_of(point.id), point, self._voice))
            menu.addAction(name).triggered.connect(lambda _=False, each=point.id: self.added.emit(each))
        return menu

    def _show_menu(self) -> None:
        self.menu().popup(self.compare.mapToGlobal(QPoint(0, self.compare.height())))


def _question(index: AtlasIndex, state: State) -> str:
    """Return what is asked, in words; nothing where nothing is."""
    if state.muscle is not None:
        muscle = index.muscle(state.muscle)
        return text.capital(muscle.client_name) if state.voice == "client" else muscle.name
    if state.place is not None:
        region = index.region(state.place)
        return text.capital(region.client) if state.voice == "client" else region.label
    return index.condition(state.condition).name if state.condition is not None else ""
