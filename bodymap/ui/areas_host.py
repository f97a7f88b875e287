"""Skin areas of nerves in a window: reads their tables on first use, and has the stage show them beside a pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bodymap import assets
from bodymap.core.areas import AreaChoice, of_kind
from bodymap.core.language import tr
from bodymap.core.skin.areas import AREA_KINDS
from bodymap.ui.following import follow
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from bodymap.core.areas import ShownAreas
    from bodymap.core.index import AtlasIndex
    from bodymap.core.skin.areas import AreaKind
    from bodymap.ui.drawing.area_ink import AreaArrays
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.areas import AreaSource


class AreasHost(QObject):
    """Made on first use, one for each window. While neither painting nor the map is open nothing is shown.

    Attributes:
        choice: what is shown; saved nowhere.

    """

    def __init__(self, window: MainWindow, index: AtlasIndex) -> None:
        super().__init__(window)
        self._window, self._index = window, index
        self.choice = AreaChoice()
        self._arrays: tuple[AreaKind, AreaArrays] | None = None
        self._source: AreaSource | None = None
        follow(self.choice, self, self._on_choice_changed)
        if window.workspace is not None:
            window.workspace.beside_changed.connect(self._show)

    @property
    def has_place(self) -> bool:
        """Whether a pane is open beside which areas are shown."""
        window = self._window
        return any(one is not None and one.is_open for one in (window.painting, window.reach))

    def show(self, kind: AreaKind | None) -> None:
        """Show this set; where no pane is open beside which it could be, open the map."""
        if kind is not None and not self.has_place:
            host = self._window.reach_host()
            if host is not None:
                host.open()
        self.choice.show(kind)

    def show_next(self) -> None:
        """Go from none to the roots, to single nerves, and to none again."""
        kind = self.choice.state.kind if self.has_place else None
        self.show("root" if kind is None else "nerve" if kind == "root" else None)

    def arrays(self, kind: AreaKind) -> AreaArrays | None:
        """Return where the areas of a set are; None, which is told, where they cannot be read."""
        if self._arrays is None or self._arrays[0] != kind:
            from bodymap.core.skin.areas import read_areas
            from bodymap.ui.drawing.area_ink import AreaArrays

            painting = self._window.painting_host()
            if painting is None:
                return None
            try:
                table = read_areas(assets.skin_root(), kind)
            except (OSError, ValueError) as error:
                self._window.tell(
                    Message(
                        tr("Skin areas cannot be shown: their table cannot be read. Install bodymap again."), str(error)
                    )
                )
                return None
            self._arrays = kind, AreaArrays(table, painting.atelier.arrays)
        return self._arrays[1]

    # Inside

    def _source_of(self) -> AreaSource | None:
        if self._source is None:
            from bodymap.ui.stage.areas import AreaSource

            painting = self._window.painting_host()
            if painting is None:
                return None
            names = {one.id: one.short for kind in AREA_KINDS for one in of_kind(self._index, kind)}
            self._source = AreaSource(self.choice, self.arrays, painting.atelier, names)
        return self._source

    def _show(self) -> None:
        stage = self._window.stage
        if stage is not None:
            seen = self.choice.state.set is not None and self.has_place
            stage.show_areas(self._source_of() if seen else None)
        self._window.receiver.show_enabled()

    def _on_choice_changed(self, old: ShownAreas, new: ShownAreas) -> None:
        if old.set != new.set:
            self._show()
        if new.set is None:
            self._arrays = None


def areas_of(window: MainWindow, index: AtlasIndex) -> AreasHost:
    """Return what shows skin areas of nerves in a window, made on first use."""
    if window.areas is None:
        window.areas = AreasHost(window, index)
    return window.areas
