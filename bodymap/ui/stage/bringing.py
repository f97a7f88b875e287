"""The drawing follows: the sheets that show what is lit best come by themselves, and what is felt elsewhere is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from bodymap.core.index import UnknownIdError
from bodymap.core.sheets import SheetError
from bodymap.ui.drawing.best_sheets import best_steps
from bodymap.ui.drawing.scene import staged_infos
from bodymap.ui.following import follow

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import Figure, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.names import Names

_RANK: Final = 4
"""After what a click would light next, before what is only kept for later."""
_MOST: Final = 4
"""Sheets on stage at once where some were put there by hand, or come for several points."""
_AGAIN_MS: Final = 200
"""So long after it was not the moment it is looked whether it is."""


def _by_name(state: State) -> str | None:
    """Return the muscle that was asked for by its name; one that was pointed at is where the eye is."""
    return None if state.lit or state.place else state.muscle


def _points(state: State, index: AtlasIndex) -> list[str]:
    """Return the points that the drawing follows: what is lit, or all of a muscle that was asked for."""
    name = _by_name(state)
    if name is None:
        return [spot.point_id for spot in state.lit]
    try:
        return [point.id for point in index.muscle(name).points]
    except UnknownIdError:
        return []


def _matters(state: State) -> tuple[object, ...]:
    """Return what of a state decides what is brought."""
    return state.lit, _by_name(state), state.figure, state.staged


class Bringer(QObject):
    """Follows the stores of one stage. It lights nothing and comes after what does.

    ``ready`` returns steps that have the picture of a state ready, so that it comes in one frame; ``may_change``
    whether the eye may lose what is there, which a hand that goes through a crowd of points may not.

    Attributes:
        elsewhere: codes of the regions where what is lit is felt and that no sheet on stage shows.
        told: sent when that has changed.

    """

    told = Signal()

    def __init__(
        self,
        parent: QObject,
        store: Store,
        presentation: PresentationStore,
        drawings: Drawings,
        names: Names,
        ready: Callable[[State], Iterator[None]],
        may_change: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._store, self._presentation, self._drawings, self._names = store, presentation, drawings, names
        self._ready, self._may_change = ready, may_change
        self._best: dict[tuple[Figure, str], tuple[str, ...]] = {}
        self.elsewhere: tuple[str, ...] = ()
        self._asked = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._on_again_timeout)
        self._wanted: tuple[State, tuple[str, ...]] | None = None
        follow(store, self, self._on_store_changed)
        follow(presentation, self, self._on_presentation_changed)

    def bring(self) -> None:
        """Bring what shows best what is lit, whether the drawing follows or not."""
        self._asked = True
        self._begin()

    def follow(self) -> None:
        """Bring it if the drawing follows."""
        self._begin()

    def tell(self) -> None:
        """Tell in idle time where what is lit is felt besides."""
        self._drawings.queue.put(self._telling, _RANK, self._tell_steps(self._store.state), self)

    @property
    def _telling(self) -> str:
        return f"elsewhere {id(self)}"

    # What changes

    def _on_store_changed(self, old: State, new: State) -> None:
        if (old.lit, old.figure, _by_name(old)) != (new.lit, new.figure, _by_name(new)):
            self._begin()
        elif (old.staged, old.brought) != (new.staged, new.brought):
            # Put there by hand: nothing comes beside it until another point is lit.
            self._wanted = None
            self.tell()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if old.follows != new.follows:
            self._begin()
        elif old.on_stage != new.on_stage:
            self.tell()

    def _begin(self) -> None:
        self._wanted = None
        # What is lit now is told at the end of this; what was lit is no longer to be told.
        self._drawings.queue.drop(self._telling)
        self._drawings.queue.put(f"bring {id(self)}", _RANK, self._steps(self._store.state), self)

    # What comes

    def _steps(self, state: State) -> Iterator[None]:
        index = self._names.index
        yield
        if index is None:
            return
        brought: tuple[str, ...] = ()
        if self._presentation.state.follows or self._asked:
            found: list[str] = []
            points = _points(state, index)
            for point_id in points:
                found += yield from self._best_for(index, state.figure, point_id)
            brought = self._few(state, found, alone=len(set(points)) == 1)
        if brought != state.brought:
            yield from self._ready(replace(state, lit=(), hovered=None, brought=brought, enlarged=None))
            self._wanted = state, brought
            self._on_again_timeout()
        self._asked = False
        yield from self._tell_steps(self._store.state)

    def _best_for(self, index: AtlasIndex, figure: Figure, point_id: str) -> Generator[None, None, tuple[str, ...]]:
        key = figure, point_id
        if key not in self._best:
            try:
                best = yield from best_steps(self._drawings, figure, point_id, index.muscle_of(point_id))
            except (UnknownIdError, SheetError):
                # The stage says what is wrong with a drawing; there is nothing to choose from then.
                return ()
            self._best[key] = tuple(info.id for info in best)
        return self._best[key]

    def _few(self, state: State, found: list[str], *, alone: bool) -> tuple[str, ...]:
        """Return as many of the sheets found as there is room for beside those put there by hand.

        For one point alone all come: without the last its X might be on none.
        Where the stage shows all of them already nothing needs to come.
        """
        infos = self._drawings.library.infos
        shown = [info.id for info in staged_infos(infos, replace(state, brought=()))]
        if set(found) <= set(shown):
            return ()
        count = Counter(found)
        whole = {info.id for info in infos if info.group == "whole"}
        room = len(found) if alone and not state.staged else max(1, _MOST - len(state.staged))
        wanted = [name for name in dict.fromkeys(found) if name not in state.staged]
        if whole & set(state.staged):
            wanted = [name for name in wanted if name not in whole]
        kept = sorted(wanted, key=lambda name: -count[name])[:room]
        return tuple(info.id for info in infos if info.id in kept)

    def _on_again_timeout(self) -> None:
        """Bring what is ready, if it is still wanted, as soon as nothing is lost by it."""
        if self._wanted is None:
            return
        state, brought = self._wanted
        now = self._store.state
        if _matters(now) != _matters(state):
            self._wanted = None
        elif not self._may_change():
            self._again.start()
        else:
            self._wanted = None
            self._store.bring_sheets(brought)

    # What is felt elsewhere

    def _tell_steps(self, state: State) -> Iterator[None]:
        index, missing = self._names.index, dict[str, None]()
        if index is not None and state.lit:
            ids = [info.id for info in staged_infos(self._drawings.library.infos, state)]
            on_stage = self._presentation.state.on_stage
            for spot in state.lit:
                try:
                    point = index.point(spot.point_id)
                except UnknownIdError:
                    continue
                for code in (*point.referral.essential, *point.referral.spillover):
                    if not any(self._shows(state.figure, each, point, code) for each in ids if each in on_stage):
                        missing[code] = None
                    yield
        if tuple(missing) != self.elsewhere:
            self.elsewhere = tuple(missing)
            self.told.emit()

    def _shows(self, figure: Figure, sheet_id: str, point: Point, code: str) -> bool:
        """Return whether a sheet shows any of a point's zones in a region."""
        zones = [
            path
            for kind in ("essential", "spillover")
            for path in self._drawings.paths(figure, sheet_id, f"zone.{point.id}.{kind}")[:1]
        ]
        places = self._drawings.region_places(figure, sheet_id)
        regions = [each.code for each in places if f"{each.code}.".startswith(f"{code}.")]
        return any(
            path.intersects(zone)
            for each in regions
            for path in self._drawings.paths(figure, sheet_id, f"region.{each}")[:1]
            for zone in zones
        )
