"""What the window shows, as one frozen value, and the only writer of it.

Every view receives ``(old, new)`` and paints the difference. Nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

Side = Literal["right", "left"]
"""Always the patient's side."""
SideChoice = Literal["right", "left", "both"]
Figure = Literal["woman", "man"]
Layer = Literal["muscles", "points", "zones", "labels"]
Voice = Literal["clinician", "client"]
Scheme = Literal["system", "light", "dark"]

MAX_LIT = 4
"""As many hues as stay easily told apart; one more replaces the oldest."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A trigger point on one of the patient's sides."""

    point_id: str
    side: Side


@dataclass(frozen=True, slots=True)
class State:
    """Everything that decides what is on screen, apart from zoom and pan."""

    figure: Figure = "woman"
    side: SideChoice = "right"
    layers: frozenset[Layer] = frozenset({"muscles", "points", "zones", "labels"})
    lit: tuple[Spot, ...] = ()
    """Selected spots in the order of selection; the panel describes them in this order."""
    hovered: Spot | None = None
    condition: str | None = None
    """A condition whose points are all marked."""
    place: str | None = None
    """Code of the region that the finder lists the sources of; they are marked unless a condition is."""
    staged: tuple[str, ...] = ()
    """Ids of the sheets on stage, left to right; empty means: what fits by default."""
    voice: Voice = "clinician"
    scheme: Scheme = "system"
    projector: bool = False
    reduce_motion: bool = False
    """Whether drawings change at once, without movement."""


Listener = Callable[[State, State], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of the state that back and forward walk through."""

    lit: tuple[Spot, ...]
    condition: str | None


@dataclass
class Store:
    """The one writer of the state. Listeners are called in order of subscription, on real changes only."""

    state: State = field(default_factory=State)
    _listeners: list[Listener] = field(default_factory=list)
    _back: list[Selection] = field(default_factory=list)
    _forward: list[Selection] = field(default_factory=list)

    def subscribe(self, listener: Listener, *, first: bool = False) -> None:
        """Call ``listener(old, new)`` after every change from now on.

        ``first`` puts it before all others: for the one that the eye waits for.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)

    def select(self, spot: Spot) -> None:
        """Light this spot alone."""
        self._choose(Selection((spot,), None))

    def toggle(self, spot: Spot) -> None:
        """Add this spot to those lit, or take it away; past ``MAX_LIT`` the oldest goes."""
        lit = self.state.lit
        kept = tuple(s for s in lit if s != spot) if spot in lit else (*lit, spot)[-MAX_LIT:]
        self._choose(Selection(kept, None))

    def ring_condition(self, condition_id: str | None) -> None:
        """Mark every point that goes with a condition; the lit spots stay."""
        self._choose(Selection(self.state.lit, condition_id))

    def choose_side(self, side: SideChoice) -> None:
        """Show this side; what is lit on the side that leaves the stage moves to the one that stays."""
        lit = self.state.lit
        if side != "both":
            lit = tuple(dict.fromkeys(Spot(spot.point_id, side) for spot in lit))
        self._set(replace(self.state, side=side, lit=lit))

    def clear(self) -> None:
        """Put out everything that is lit or marked."""
        self._choose(Selection((), None))

    def back(self) -> None:
        """Return to the selection before this one; nothing to return to changes nothing."""
        self._step(self._back, self._forward)

    def forward(self) -> None:
        """Undo a ``back``."""
        self._step(self._forward, self._back)

    @property
    def can_go_back(self) -> bool:
        """Whether ``back`` would change anything."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether ``forward`` would change anything."""
        return bool(self._forward)

    def change(self, **changes: object) -> None:
        """Set any fields other than the selection, for example ``change(figure="man")``."""
        self._set(replace(self.state, **changes))  # type: ignore[arg-type]

    def _choose(self, selection: Selection) -> None:
        now = Selection(self.state.lit, self.state.condition)
        if selection == now:
            return
        self._back.append(now)
        self._forward.clear()
        # What was only pointed at gives way to what was chosen.
        hovered = self.state.hovered if self.state.hovered in selection.lit else None
        self._set(replace(self.state, lit=selection.lit, condition=selection.condition, hovered=hovered))

    def _step(self, source: list[Selection], target: list[Selection]) -> None:
        if not source:
            return
        target.append(Selection(self.state.lit, self.state.condition))
        selection = source.pop()
        self._set(replace(self.state, lit=selection.lit, condition=selection.condition))

    def _set(self, new: State) -> None:
        old = self.state
        if new == old:
            return
        self.state = new
        for listener in self._listeners:
            listener(old, new)
