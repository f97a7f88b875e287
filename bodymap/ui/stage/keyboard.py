"""Walking and lighting the points by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, get_args

from PySide6.QtCore import Qt

from bodymap.core.pick import Direction, towards
from bodymap.ui.keys import KeyMap
from bodymap.ui.stage.steps import KEY_ZOOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from bodymap.core.pick import Place
    from bodymap.core.state import Spot
    from bodymap.ui.drawing.layout import Mark


class WalkStage(Protocol):
    """What walking asks of the stage."""

    def places(self) -> Sequence[Place[Mark]]:
        """Return every mark, in order."""

    def place(self, mark: Mark) -> Place[Mark] | None:
        """Return where a mark is."""

    def is_painted(self) -> bool:
        """Whether the body that is seen is the one that the state shows."""

    def last_lit(self) -> Spot | None:
        """Return the spot that was lit last."""

    def focused(self) -> Mark | None:
        """Return the mark that the keyboard is on."""

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the stage or its points."""

    def go_to(self, place: Place[Mark]) -> None:
        """Put the keyboard on a mark."""

    def leave_mark(self) -> None:
        """Take the keyboard off its mark, with what it showed of it."""

    def choose(self, spot: Spot, *, add: bool) -> None:
        """Light a spot, alone or with the others."""

    def put_out(self) -> None:
        """Put out what is lit."""

    def zoom(self, factor: float) -> None:
        """Zoom, in by a factor over 1."""

    def fit(self) -> None:
        """Show all sheets."""

    def enlarge_focused(self) -> None:
        """Give most of the stage to one sheet, or its share to each again."""


class Walk:
    """Goes from point to point. ``current`` is where it is, ``None`` as long as the pointer is used."""

    def __init__(self, stage: WalkStage) -> None:
        self._stage = stage
        self._map = KeyMap("stage")

    @property
    def current(self) -> Mark | None:
        """The mark that the keyboard is on."""
        return self._stage.focused()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; return whether it meant anything."""
        action = self._map.action_of(event)
        stage = self._stage
        if action in get_args(Direction):
            return self._step(cast("Direction", action))
        if action in ("choose", "keep") and self.current is not None:
            if stage.is_painted():
                stage.choose(self.current.spot, add=action == "keep")
        elif action == "clear":
            stage.put_out()
        elif action in KEY_ZOOM:
            stage.zoom(KEY_ZOOM[action])
        elif action == "fit":
            stage.fit()
        elif action == "enlarge":
            stage.enlarge_focused()
        else:
            return False
        return True

    def enter(self, reason: Qt.FocusReason) -> None:
        """Begin to walk when the focus came by Tab: at a lit point if there is one, else at the end it came from."""
        backwards = reason == Qt.FocusReason.BacktabFocusReason
        if reason != Qt.FocusReason.TabFocusReason and not backwards:
            return
        places = self._stage.places()
        if places:
            self._stage.go_to(self._lit_place() or places[-1 if backwards else 0])

    def leave(self) -> None:
        """Put the ring away when the focus left the stage and its points."""
        if not self._stage.has_keyboard():
            self._stage.leave_mark()

    def _step(self, direction: Direction) -> bool:
        places, place = self._stage.places(), self._place()
        if place is None:
            start = self._lit_place() or next(iter(places), None)
            if start is not None:
                self._stage.go_to(start)
            return start is not None
        key = towards((place.x, place.y), places, direction)
        if key is not None:
            self._stage.go_to(self._stage.place(key) or place)
        return True

    def _place(self) -> Place[Mark] | None:
        return self._stage.place(self.current) if self.current else None

    def _lit_place(self) -> Place[Mark] | None:
        lit = self._stage.last_lit()
        return next((place for place in self._stage.places() if place.key.spot == lit), None)
