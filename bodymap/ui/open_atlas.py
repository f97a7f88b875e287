"""The atlas as it is open: what every window of the program shares, and none of them owns.

Light module: it is imported before the first paint, so whatever is heavy comes when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.collected import Collected, CollectedStore
    from bodymap.core.index import AtlasIndex
    from bodymap.core.painting.editor import Editor
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.settings.settings import Settings
    from bodymap.ui.widgets.message_bar import Message


class OpenAtlas(QObject):
    """State, knowledge and drawings of one run of the program. Each is read once, whichever window asks first.

    ``points_path`` and ``svg_root`` name the files to read; without them those that bodymap ships.

    Attributes:
        told: sent with a ``Message`` when something is wrong with what was read.
        index: the atlas; ``None`` before ``read``, and when it cannot be read.
        drawings: the drawings; ``None`` before ``read_drawings``, and when there are none.

    """

    told = Signal(object)

    def __init__(self, settings: Settings, *, points_path: Path | None = None, svg_root: Path | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._points_path, self._svg_root = points_path, svg_root
        self._asked: set[str] = set()
        self.index: AtlasIndex | None = None
        self.drawings: Drawings | None = None

    @cached_property
    def store(self) -> Store:
        """What is lit and shown, in every window; it begins as it was when bodymap last closed."""
        from bodymap.core.store import Store
        from bodymap.ui.settings.state import remembered_state

        return Store(remembered_state(self._settings))

    @cached_property
    def collected(self) -> CollectedStore:
        """The lists of points for an hour of teaching, kept whenever one changes."""
        from bodymap.core.collected import CollectedStore
        from bodymap.ui.settings.collected import COLLECTED

        store = CollectedStore(self._settings.get(COLLECTED))
        store.subscribe(self._keep_collected)
        return store

    def _keep_collected(self, _old: Collected, new: Collected) -> None:
        from bodymap.ui.settings.collected import COLLECTED

        self._settings.put(COLLECTED, new)
        self._settings.save()

    @cached_property
    def editor(self) -> Editor:
        """What is painted on the skin, in every window; made when somebody paints."""
        from bodymap.core.painting.editor import Editor

        return Editor()

    def read(self) -> AtlasIndex | None:
        """Return the atlas, read on first use; ``None`` when it cannot be, which is told."""
        if self._is_first("atlas"):
            from bodymap.ui.opening import open_atlas

            self.index, messages = open_atlas(self._points_path)
            for message in messages:
                self._tell(message)
            self._mark_signs()
        return self.index

    def read_drawings(self) -> Drawings | None:
        """Return the drawings, found on first use; ``None`` when there are none to show, which is told."""
        if self._is_first("drawings"):
            from bodymap.ui.opening_drawings import open_drawings

            self.drawings = open_drawings(self._svg_root, self._tell)
            self._mark_signs()
        return self.drawings

    def _mark_signs(self) -> None:
        """Let the drawings know what is no pain; the two are read in any order."""
        if self.index is not None and self.drawings is not None:
            self.drawings.signs = self.index.signs

    def _is_first(self, what: str) -> bool:
        first = what not in self._asked
        self._asked.add(what)
        return first

    def _tell(self, message: Message) -> None:
        self.told.emit(message)
