"""Where to look first, in the window: opens its page, and has the stage show the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from bodymap.ui.following import follow
from bodymap.ui.reach.view import ReachView

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Side, State
    from bodymap.ui.drawing.where import Region
    from bodymap.ui.main_window import MainWindow


class ReachHost(QObject):
    """Made on first use, one for each window. What is lit or asked from elsewhere takes the place back."""

    is_slim: Final = True

    def __init__(self, window: MainWindow, index: AtlasIndex) -> None:
        super().__init__(window)
        self._window, self._index = window, index
        self.view: ReachView | None = None
        self._was_open = False
        follow(window.store, self, self._on_store_changed)

    @property
    def is_open(self) -> bool:
        """Whether the map is shown in this window."""
        workspace = self._window.workspace
        return workspace is not None and self.view is not None and workspace.pane is self

    # What the window knows of a pane

    @property
    def widget(self) -> ReachView:
        """What is shown beside the stage."""
        assert self.view is not None  # noqa: S101 - shown only once it was made
        return self.view

    @property
    def busy(self) -> bool:
        """Whether it goes on whatever else is asked for: it does not."""
        return False

    def escape(self) -> None:
        """Choose no place; where none is chosen, leave."""
        if self.view is not None and self.view.code:
            self.view.choose("")
        else:
            self.leave()

    def leave(self) -> None:
        """Give the place back to the panel."""
        workspace = self._window.workspace
        if workspace is not None and self.is_open:
            workspace.show_beside(None)

    def may_close(self) -> bool:
        """Let the window close: nothing is lost."""
        return True

    def close(self) -> None:
        """Take the map off the stage."""
        if self._window.stage is not None:
            self._window.stage.stop_reach()

    # What the command does

    def open(self) -> None:
        """Show the map, or leave it."""
        workspace, stage = self._window.workspace, self._window.stage
        if self.is_open:
            self.leave()
            return
        if workspace is None or stage is None or (workspace.pane is not None and workspace.pane.busy):
            return
        if self.view is None:
            self.view = ReachView(self._window.store, self._index, workspace)
            self.view.left.connect(self.leave)
            self.view.changed.connect(self._show_map)
            self.view.place_asked.connect(self._on_place_asked)
            self.view.muscle_asked.connect(self._on_muscle_asked)
            workspace.beside_changed.connect(self._on_beside_changed)
        self._window.store.clear()
        self._window.store.clear()
        workspace.show_beside(self)
        self._was_open = True
        self._show_map()
        stage.setFocus()
        self._window.receiver.show_enabled()

    # Inside

    def _show_map(self) -> None:
        stage = self._window.stage
        if stage is not None and self.view is not None and self.is_open:
            stage.map_reach(self._on_region_chosen).show_map(self.view.colours(), self.view.codes())

    def _on_region_chosen(self, region: Region) -> None:
        if self.view is not None:
            self.view.choose(region.code, region.side)

    def _on_place_asked(self, code: str, side: Side | None) -> None:
        if code:
            self.leave()
            self._window.store.ask_place(code, side)

    def _on_muscle_asked(self, muscle_id: str, code: str, side: Side | None) -> None:
        self.leave()
        self._window.store.ask_muscle(muscle_id, code or None, side)

    def _on_beside_changed(self) -> None:
        if self._was_open and not self.is_open:
            self._was_open = False
            stage = self._window.stage
            if stage is not None:
                stage.stop_reach()
                stage.setFocus()
            self._window.receiver.show_enabled()

    def _on_store_changed(self, old: State, new: State) -> None:
        if self.is_open and (old.lit, old.asked) != (new.lit, new.asked) and (new.lit or any(new.asked)):
            self.leave()
