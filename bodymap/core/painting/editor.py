"""The only writer of a painting: brush, strokes as they grow, undo and redo. Every view is told ``(old, new)``."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from bodymap.core.painting.model import Answer, Painting, Stroke
from bodymap.core.watched import Watched, report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bodymap.core.painting.model import Kind, Said
    from bodymap.core.skin.table import Place
    from bodymap.core.state import Side

RADII: Final = (0.5, 1.0, 2.0, 4.0)
"""Of the brushes there are, in centimetres of skin."""
MOST_STEPS: Final = 200
MOST_PLACES: Final = 2000
"""Of one stroke; a longer one goes on as another."""


class Brush(Struct, frozen=True):
    """What the next stroke is made with; the fields are those of ``Stroke``."""

    kind: Kind = "pain"
    strength: int = 5
    radius: float = 1.0
    erasing: bool = False


class Easel(Struct, frozen=True):
    """What is being painted.

    Attributes:
        painting: what is done, without the stroke that grows.
        growing: the strokes of the movement that is under way: a pen that is pressed harder begins another.
        brush: what the next stroke is made with.
        number: counts what was begun or opened: another one is another painting, kept apart.
        can_undo, can_redo: whether there is something to take back, or to do again.

    """

    painting: Painting = Painting()
    growing: tuple[Stroke, ...] = ()
    brush: Brush = Brush()
    number: int = 0
    can_undo: bool = False
    can_redo: bool = False

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Every stroke, those that grow among them."""
        return self.painting.strokes + self.growing

    @property
    def whole(self) -> Painting:
        """The painting with the strokes that grow."""
        return replace(self.painting, strokes=self.strokes)


class Editor(Watched[Easel]):
    """Holds the painting; each verb is one thing that a hand can mean. Nothing is lost: everything can be undone."""

    def __init__(self, on_error: Callable[[Exception], None] = report) -> None:
        super().__init__(Easel(), on_error)
        self._undo: deque[tuple[Painting, int]] = deque(maxlen=MOST_STEPS)
        self._redo: list[tuple[Painting, int]] = []
        self._numbers = 0

    # The brush

    def choose_kind(self, kind: Kind) -> None:
        """Paint this from now on."""
        self._set(replace(self.state, brush=replace(self.state.brush, kind=kind, erasing=False)))

    def choose_strength(self, strength: int) -> None:
        """Paint what is as strong as this, from 1 to 10."""
        self._set(replace(self.state, brush=replace(self.state.brush, strength=min(10, max(1, strength)))))

    def choose_radius(self, radius: float) -> None:
        """Take a brush of this radius, in centimetres of skin."""
        self._set(replace(self.state, brush=replace(self.state.brush, radius=radius)))

    def erase(self, on: bool) -> None:  # noqa: FBT001 - a plain property
        """Take the eraser, or the brush again."""
        self._set(replace(self.state, brush=replace(self.state.brush, erasing=on)))

    # Strokes

    def begin(self, place: Place, *, radius: float | None = None, erasing: bool | None = None) -> None:
        """Put the brush down here, with what is not said here as the brush has it."""
        brush = self.state.brush
        erases = brush.erasing if erasing is None else erasing
        stroke = Stroke(brush.kind, brush.strength, radius or brush.radius, (place,), erases)
        self._set(replace(self.state, growing=(*self.state.growing, stroke)))

    def lead(self, places: Sequence[Place]) -> None:
        """Lead the brush on over these places."""
        growing = self.state.growing
        if not growing or not places:
            return
        last = growing[-1]
        if len(last.places) + len(places) > MOST_PLACES:
            self._set(replace(self.state, growing=(*growing, replace(last, places=(last.places[-1], *places)))))
        else:
            self._set(replace(self.state, growing=(*growing[:-1], last.longer(tuple(places)))))

    def end(self) -> None:
        """Lift the brush."""
        state = self.state
        if state.growing:
            self._do(replace(state.painting, strokes=state.strokes))

    # The painting

    def answer(self, point_id: str, side: Side, said: Said | None) -> None:
        """Note what was said when a point was pressed; ``None`` takes it back."""
        painting = self.state.painting
        kept = tuple(one for one in painting.answers if (one.point_id, one.side) != (point_id, side))
        given = () if said is None else (Answer(point_id, side, said),)
        if kept + given != painting.answers:
            self._do(replace(painting, answers=kept + given))

    def clear(self) -> None:
        """Begin another painting; the one that is there can be had back."""
        if self.state.painting != Painting():
            self._do(Painting(), another=True)

    def open(self, painting: Painting) -> None:
        """Show this painting; the one that is there can be had back."""
        self._do(painting, another=True)

    def undo(self) -> None:
        """Take the last thing back; a stroke that grows is dropped."""
        if self.state.growing:
            self._set(replace(self.state, growing=()))
        elif self._undo:
            self._redo.append((self.state.painting, self.state.number))
            self._show(*self._undo.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._redo and not self.state.growing:
            self._undo.append((self.state.painting, self.state.number))
            self._show(*self._redo.pop())

    # Inside

    def _do(self, painting: Painting, *, another: bool = False) -> None:
        self._undo.append((self.state.painting, self.state.number))
        self._redo.clear()
        if another:
            self._numbers += 1
        self._show(painting, self._numbers if another else self.state.number)

    def _show(self, painting: Painting, number: int) -> None:
        undo, redo = bool(self._undo), bool(self._redo)
        self._set(replace(self.state, painting=painting, growing=(), number=number, can_undo=undo, can_redo=redo))
