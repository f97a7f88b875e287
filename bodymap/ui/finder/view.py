"""The finder's view: a search field over one list that is results, muscles, or places and complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QTreeView, QVBoxLayout, QWidget

from bodymap.core.language import tr, trn
from bodymap.ui import theme
from bodymap.ui.finder import list_models
from bodymap.ui.finder.delegate import RowDelegate
from bodymap.ui.following import follow
from bodymap.ui.keys import KeyMap, keeps
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.icons import paint_icon
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import plain_viewport, slim_scroll_bars

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.search import Finder
    from bodymap.core.state import Spot, State
    from bodymap.core.store import Store

_LISTS: Final = {
    "muscles": list_models.muscle_rows,
    "places": list_models.hurt_rows,
}


class SearchField(QLineEdit):
    """A line to type into, with a glass at its left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(tr("Muscle, place or complaint"))
        self.setAccessibleName(tr("Search"))
        self.setAccessibleDescription(tr("Finds muscles, points, places and complaints; spelling may be off"))
        self.setTextMargins(36, 0, 6, 0)
        self.setMinimumHeight(max(TARGET, self.fontMetrics().height() + 24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, its edge and the glass."""
        super().paintEvent(event)
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = painter.pen()
        pen.setColor(QColor(shade.focus if self.hasFocus() else shade.edge))
        pen.setWidthF(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 7, 7)
        paint_icon(painter, "search", QRectF(11, box.center().y() - 10, 20, 20), QColor(shade.soft))


class _Tree(QTreeView):
    """A tree whose rows may take another height at another width; the current one stays in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seek_later = _later(self, self._seek)

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = QRect(QPoint(0, 0), event.oldSize())
        if self.visualRect(self.currentIndex()).intersects(before):
            self._seek_later.start()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _seek(self) -> None:
        self.scrollTo(self.currentIndex())


class FinderView(QWidget):
    """Search and lists, in step with the store. ``set_index`` gives it the atlas; ``scale`` is of its type.

    Attributes:
        chosen: sent when something was lit or asked from here.
        entered: sent when that was by Enter in the search.

    """

    chosen = Signal()
    entered = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None, scale: float = 1.0) -> None:
        super().__init__(parent)
        self._store, self._scale = store, scale
        self._index: AtlasIndex | None = None
        self._finder: Finder | None = None
        self._syncing = False
        self._entered: Spot | None = None
        self._preview_later = _later(self, lambda: store.hover(self._entered))
        self._keys = KeyMap("finder")
        self._rows = list_models.RowModel()
        self.field = SearchField(self)
        if scale > 1:
            self.field.setFont(theme.font("body", scale))
            self.field.setMinimumHeight(self.field.fontMetrics().height() + 28)
        self.lists = Segmented(
            tr("List"),
            (
                Choice("muscles", tr("Muscles"), tr("Muscles"), tr("Muscles by part of the body")),
                Choice(
                    "places",
                    tr("Where it hurts"),
                    tr("It hurts"),
                    tr("Places and complaints, and which points it may come from"),
                ),
            ),
            self,
            stretched=True,
        )
        self.lists.set_value("muscles")
        self._back = PlateButton("", "back", self)
        self._back.setToolTip(tr("Back to all places"))
        self._back.setAccessibleName(tr("Back to all places"))
        self._place_name = Prose("", "heading", parent=self)
        self._place_bar = QWidget(self)
        self.tree = _Tree(self)
        self._list = "muscles"
        self._setup_tree()
        self._setup_layout()
        self._connect()
        # A click on the stage is shown before the list follows it.
        self._follow_later = _later(self, self._follow_stage)
        self._fill_later = _later(self, self._fill)
        follow(store, self, self._on_store_changed)

    def _setup_tree(self) -> None:
        tree = self.tree
        self._set_model(list_models.RowModel())
        tree.setItemDelegate(RowDelegate(tree, self._scale))
        tree.setHeaderHidden(True)
        tree.setIndentation(0)
        tree.setRootIsDecorated(False)
        tree.setExpandsOnDoubleClick(False)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        plain_viewport(tree).setAutoFillBackground(False)
        tree.setMouseTracking(True)
        tree.setAccessibleName(tr("List of the finder"))
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        slim_scroll_bars(tree)

    def _setup_layout(self) -> None:
        bar = QHBoxLayout(self._place_bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self._back)
        bar.addWidget(self._place_name, 1)
        self._place_bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 6, 6)
        column.setSpacing(10)
        for part in (self.field, self.lists, self._place_bar, self.tree):
            column.addWidget(part)
        column.setStretchFactor(self.tree, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.installEventFilter(self)
        self.tree.installEventFilter(self)
        self.lists.chosen.connect(self._on_lists_chosen)
        self._back.clicked.connect(lambda: self._show_place(""))
        self.tree.clicked.connect(self._on_tree_clicked)
        self.tree.entered.connect(self._on_tree_entered)

    def set_index(self, index: AtlasIndex, finder: Finder) -> None:
        """List and search this atlas from now on."""
        self._index = index
        self._finder = finder
        self._fill()

    def search_as(self, other: FinderView) -> None:
        """Search the atlas of another finder, if it has one."""
        if other._index is not None and other._finder is not None and self._index is not other._index:
            self.set_index(other._index, other._finder)

    def focus_field(self) -> None:
        """Bring the keyboard to the search field, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _fill(self) -> None:
        """Show what field, list and place ask for."""
        if self._index is None or self._finder is None:
            return
        query = self.field.text().strip()
        voice = self._store.state.voice
        searching = bool(query)
        place = self._place
        self._place_bar.setVisible(bool(place) and not searching)
        self.lists.setVisible(not searching)
        if searching:
            self._set_model(list_models.match_rows(self._index, self._finder.find(query), query, voice))
        elif place:
            region = self._index.region(place)
            self._place_name.say(region.client[:1].upper() + region.client[1:] if voice == "client" else region.label)
            self._set_model(list_models.source_rows(self._index, place, voice))
        else:
            self._set_model(_LISTS[self._list](self._index, voice))
        self._follow_stage()

    @property
    def _place(self) -> str | None:
        """The place whose sources are listed; where a muscle was pointed out, that is what is shown."""
        state = self._store.state
        return state.place if state.muscle is None else None

    def _set_model(self, model: list_models.RowModel) -> None:
        self._rows.deleteLater()
        self._rows = model
        model.setParent(self.tree)
        self.tree.setModel(model)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        for n in range(model.rowCount()):
            if list_models.row_of(model.index(n, 0))[0] == "group":
                self.tree.expand(model.index(n, 0))

    def _follow_stage(self) -> None:
        """Select the row of what is lit or marked, unfolding its muscle."""
        state = self._store.state
        # A marked condition is newer than what is lit beside it: lighting unmarks.
        row = self._rows.find("condition", state.condition) if state.condition else QModelIndex()
        if state.muscle and not state.lit:
            row = self._rows.find("muscle", state.muscle)
        if state.lit and not row.isValid():
            row = self._rows.find("point", state.lit[-1].point_id)
        several = state.lit_points if len(state.lit_points) > 1 else ()
        self._rows.letter({lit.point_id: letter for letter, lit in zip(theme.LETTERS, several, strict=False)})
        self._syncing = True
        selection = self.tree.selectionModel()
        if row.isValid():
            self.tree.expand(row.parent())
            selection.setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.tree.scrollTo(row)
        else:
            selection.clearSelection()
        self._syncing = False

    def _activate(self, row: QModelIndex, *, keep: bool = False) -> None:
        """Do what a click or its key on a row means."""
        kind, row_id = list_models.row_of(row)
        if kind == "point":
            self._light(row_id, keep=keep)
        elif kind == "condition":
            self._store.ring_condition(None if self._store.state.condition == row_id else row_id)
        elif kind == "region":
            self._show_place(row_id)
        elif kind == "muscle" and not row.model().hasChildren(row):
            self._store.ask_muscle(row_id)
        elif kind in ("group", "muscle", "protocol"):
            self.tree.setExpanded(row, not self.tree.isExpanded(row))
            return
        if kind != "note":
            self.chosen.emit()

    def _light(self, point_id: str, *, keep: bool) -> None:
        spots = self._store.state.chosen(point_id)
        self._store.hover(None)
        if keep:
            self._store.toggle(*spots)
        else:
            self._store.select(*spots)

    def _show_place(self, code: str) -> None:
        if code:
            self._list = "places"
            self.lists.set_value("places")
        self.field.clear()
        self._store.ask_place(code or None)
        self._fill()

    def _on_lists_chosen(self, value: str) -> None:
        self._list = value
        self._store.ask_place(None)
        self._fill()

    def _on_field_text_changed(self) -> None:
        searching = bool(self.field.text().strip())
        if searching:
            # Another question: what was ringed answers the one before.
            self._store.ask_place(None)
        self._fill()
        if searching:
            first = self.tree.model().index(0, 0)
            self.tree.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            announce(self.field, self.hits_text())

    def hits_text(self) -> str:
        """Return how much was found, and what comes first."""
        model = self.tree.model()
        first = model.index(0, 0).data(Qt.ItemDataRole.DisplayRole) or ""
        said = trn("{n} result. First: {name}", "{n} results. First: {name}", model.rowCount())
        return said.format(n=model.rowCount(), name=first)

    def _on_tree_clicked(self, row: QModelIndex) -> None:
        keep = keeps(QApplication.keyboardModifiers(), "finder")
        self._activate(row, keep=keep)

    def _on_current_changed(self, row: QModelIndex) -> None:
        """Preview the row that the arrow keys have come to."""
        if not self._syncing and (self.tree.hasFocus() or self.field.hasFocus()):
            self._store.hover(self._spot_in(row))

    def _on_tree_entered(self, row: QModelIndex) -> None:
        """Preview the row under the pointer, in a moment: a list that is laid out while it is painted says so too."""
        self._entered = self._spot_in(row)
        self._preview_later.start()

    def _spot_in(self, row: QModelIndex) -> Spot | None:
        kind, row_id = list_models.row_of(row)
        return self._store.state.chosen(row_id)[0] if kind == "point" else None

    def _on_store_changed(self, old: State, new: State) -> None:
        asked = old.asked[1:] != new.asked[1:]
        if old.voice != new.voice or (asked and not self.field.text().strip()):
            self._fill_later.start()
        elif (old.lit, old.asked) != (new.lit, new.asked):
            self._follow_later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the arrows of the field to the list, and Enter and Escape their meaning."""
        if event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._preview_later.stop()
            self._store.hover(None)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._keys.action_of(event) == "leave" and self._can_escape():
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _can_escape(self) -> bool:
        return bool(self.field.text()) or bool(self._place)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        action = self._keys.action_of(event)
        if action in ("choose", "keep"):
            searched = watched is self.field and bool(self.field.text().strip())
            kind, _ = list_models.row_of(self.tree.currentIndex())
            self._activate(self.tree.currentIndex(), keep=action == "keep")
            if searched and action == "choose" and kind != "note":
                self.entered.emit()
            return True
        if action == "leave" and self._can_escape():
            if self.field.text():
                self.field.clear()
            else:
                self._show_place("")
            return True
        if watched is self.field and action in ("down", "up"):
            self._move(1 if action == "down" else -1)
            return True
        return False

    def _move(self, step: int) -> None:
        """Move the current row while the keyboard stays in the field."""
        current = self.tree.currentIndex()
        target = self.tree.indexBelow(current) if step > 0 else self.tree.indexAbove(current)
        if not current.isValid():
            target = self.tree.model().index(0, 0)
        if target.isValid():
            self.tree.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _later(parent: QObject, do: Callable[[], None]) -> QTimer:
    """Return a timer that, once started, does this after what waits to be painted."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(do)
    return timer
