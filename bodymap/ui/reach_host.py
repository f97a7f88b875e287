"""Where to look first, in the window: opens its page, and has the stage show the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.ui.areas_host import areas_of
from bodymap.ui.following import follow
from bodymap.ui.pane import SlimPane
from bodymap.ui.reach.view import ReachView

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Side, State
    from bodymap.ui.drawing.where import Region
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.view import StageView
    from bodymap.ui.workspace import Workspace


class ReachHost(SlimPane[ReachView]):
    """Made on first use, one for each window. What is lit or asked from elsewhere takes the place back."""

    def __init__(self, window: MainWindow, index: AtlasIndex) -> None:
        super().__init__(window)
        self._index = index
        follow(window.store, self, self._on_store_changed)

    def escape(self) -> None:
        """Choose no place; where none is chosen, leave."""
        areas = self._window.areas
        if areas is not None and areas.choice.state.chosen:
            areas.choice.choose("")
        elif self.view is not None and self.view.code:
            self.view.choose("")
        else:
            self.leave()

    def _make_view(self, workspace: Workspace, stage: StageView) -> ReachView:  # noqa: ARG002 - for others
        areas = areas_of(self._window, self._index)
        view = ReachView(self._window.store, self._index, areas.choice, workspace)
        view.left.connect(self.leave)
        view.changed.connect(self._show_map)
        view.place_asked.connect(self._on_place_asked)
        view.muscle_asked.connect(self._on_muscle_asked)
        return view

    def _begin(self, stage: StageView) -> None:
        stage.map_reach(self._on_region_chosen).show_map(self.widget.colours(), self.widget.codes())

    def _end(self, stage: StageView) -> None:
        stage.stop_reach()

    # Inside

    def _show_map(self) -> None:
        stage = self._window.stage
        if stage is not None and self.is_open:
            self._begin(stage)

    def _on_region_chosen(self, region: Region, position: QPointF) -> None:
        areas, stage = self._window.areas, self._window.stage
        if areas is not None and stage is not None and areas.choice.state.kind is not None:
            areas.choice.choose(stage.area_at(position))
        elif self.view is not None:
            self.view.choose(region.code, region.side)

    def _on_place_asked(self, code: str, side: Side | None) -> None:
        if code:
            self.leave()
            self._window.store.ask_place(code, side)

    def _on_muscle_asked(self, muscle_id: str, code: str, side: Side | None) -> None:
        self.leave()
        self._window.store.ask_muscle(muscle_id, code or None, side)

    def _on_store_changed(self, old: State, new: State) -> None:
        if self.is_open and (old.lit, old.asked) != (new.lit, new.asked) and (new.lit or any(new.asked)):
            self.leave()
