"""Says what is lit or asked, in the window's title and to a screen reader, whoever changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from bodymap.core.language import tr
from bodymap.core.slide import slide
from bodymap.ui.following import follow
from bodymap.ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store


class Herald(QObject):
    """Follows the stores for one window. ``index`` returns the atlas once it has been read.

    Attributes:
        said: what was announced last.

    """

    def __init__(
        self, window: QWidget, store: Store, presentation: PresentationStore, index: Callable[[], AtlasIndex | None]
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._presentation, self._index = window, store, presentation, index
        self.said = ""
        # A click is shown before it is told.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.tell)
        follow(store, self, self._on_store_changed)
        follow(presentation, self, self._on_presentation_changed)

    def tell(self) -> None:
        """Say what is lit or asked now."""
        index = self._index()
        if index is None:
            return
        state = self._store.state
        words = slide(index, state, revealed=self._presentation.state.shows_zones_of(state.lit))
        self._window.setWindowTitle(f"{words.name} – bodymap" if words.name else "bodymap")
        said = f"{words.name}. {words.says[0]}".removesuffix(" ") if words.name else tr("Nothing is lit")
        self.said = said
        announce(self._window, said)

    def _on_store_changed(self, old: State, new: State) -> None:
        if (old.lit, old.asked, old.voice) != (new.lit, new.asked, new.voice):
            self._later.start()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if (old.hides, old.revealed) != (new.hides, new.revealed):
            self._later.start()
