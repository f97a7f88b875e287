"""What is said of a painting, ready to show: what it may come from, muscle by muscle, and what speaks for each.

Window and command line show the same. Nothing is said in figures: nobody knows the chance of being right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bodymap.core import guidance, text
from bodymap.core.cells import read_cells
from bodymap.core.language import msg, tr
from bodymap.core.painting.alternatives import Alternatives
from bodymap.core.painting.covering import finished
from bodymap.core.painting.weighing import Weighing
from bodymap.core.skin.table import read_skin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Alternative, Muscle, Point
    from bodymap.core.painting.alternatives import Fitting
    from bodymap.core.painting.covering import Steps
    from bodymap.core.painting.weighing import Candidate, Extent, Suggestion, Suspect
    from bodymap.core.ranking import Fit
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side
    from bodymap.core.text import Voice

_ASKED: Final = 4
"""So many places are asked about, the largest first: nobody answers ten."""
_EXPLAINS: Final[dict[Extent, str]] = {
    "all": msg("Explains nearly all of what is painted: {places}."),
    "most": msg("Explains most of what is painted: {places}."),
    "half": msg("Explains about half of what is painted: {places}."),
    "part": msg("Explains a part of what is painted: {places}."),
}


@dataclass(frozen=True, slots=True)
class WeighedLine:
    """A point, or points that a drawing cannot tell apart, and what speaks for them, a sentence each."""

    points: tuple[Point, ...]
    score: float
    fit: Fit
    fit_said: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeighedMuscle:
    """A muscle of one side that what is painted may come from."""

    muscle: Muscle
    side: Side
    title: str
    lines: tuple[WeighedLine, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something else that a painting fits: what it is called, on which side, and what is said of it.

    ``side`` is None where it fits on either.
    """

    alternative: Alternative
    side: Side | None
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """All that is said of a painting, what must be seen to first before all else; every part of it may be empty."""

    flags: tuple[Told, ...] = ()
    muscles: tuple[WeighedMuscle, ...] = ()
    together: str = ""
    unexplained: str = ""
    also_fits: tuple[Told, ...] = ()


class Weigher:
    """Weighs paintings and says what was found. The table of the skin is read when first asked."""

    def __init__(
        self, index: AtlasIndex, folder: Path, skin: Skin | None = None, *, essential_only: bool = False
    ) -> None:
        """Take the zones from the table in ``folder``, with ``essential_only`` those of main areas alone.

        ``skin`` is the same table where somebody has read it already.
        """
        self._index = index
        self._folder = folder
        self._skin = skin
        self._essential_only = essential_only

    def weigh(self, painted: Mapping[int, float], voice: Voice = "clinician", *, numb: bool = False) -> Weighed:
        """Return what is said of a painting: the share of each cell that is painted, from 0 to 1.

        Where it is mostly ``numb`` (``is_numb``) what else it fits is told of however well a muscle does.

        Raises, when first asked, ``OSError`` or ``ValueError`` where there is no table of the skin.
        """
        return finished(self.weigh_steps(painted, voice, numb=numb))

    def weigh_steps(self, painted: Mapping[int, float], voice: Voice, *, numb: bool = False) -> Steps[Weighed]:
        """Return the same, in steps of about a millisecond once all has been read."""
        if not painted:
            return Weighed()
        ranked = self.weighing.rank(painted)
        yield
        together = self.weighing.together(painted)
        yield
        flags, others = self.alternatives.fitting(painted, ranked[0].best.score if ranked else 0.0, numb=numb)
        yield
        unexplained = self.weighing.unexplained(painted, together)
        yield
        return Weighed(
            tuple(_told(one, voice) for one in flags),
            tuple(self._muscle(one, voice) for one in ranked),
            self._together(together, voice),
            self._unexplained(unexplained, voice),
            tuple(_told(one, voice) for one in others),
        )

    def prepare(self) -> None:
        """Read and make all that is asked for later. Raises ``OSError`` or ``ValueError``."""
        for each in (self.weighing, self.alternatives):
            assert each is not None  # noqa: S101 - made by being asked for

    @cached_property
    def weighing(self) -> Weighing:
        """The ranking of paintings, made when first asked for. Raises ``OSError`` or ``ValueError``."""
        cells = read_cells(self._folder / "cells.skin")
        return Weighing(self._index, cells, essential_only=self._essential_only)

    @cached_property
    def alternatives(self) -> Alternatives:
        """What else paintings fit, made when first asked for. Raises ``OSError`` or ``ValueError``."""
        skin = self._skin if self._skin is not None else read_skin(self._folder)
        return Alternatives(self._index, skin)

    def _muscle(self, one: Suspect, voice: Voice) -> WeighedMuscle:
        title = _named(one.muscle, one.side, voice)
        return WeighedMuscle(one.muscle, one.side, title, tuple(self._line(line, voice) for line in one.suggestions))

    def _line(self, line: Suggestion, voice: Voice) -> WeighedLine:
        return WeighedLine(
            line.points, line.score, line.fit, text.fit_said(line.fit), tuple(self._reasons(line, voice))
        )

    def _reasons(self, line: Suggestion, voice: Voice) -> Iterator[str]:
        if line.explains.essential:
            yield tr(_EXPLAINS[line.extent]).format(places=self._places(line.explains.essential, voice))
            if line.explains.spillover:
                places = self._places(line.explains.spillover, voice)
                yield tr("In its wider area lies: {places}.").format(places=places)
        elif line.explains.spillover:
            places = self._places(line.explains.spillover, voice)
            yield tr("Only its wider area reaches what is painted: {places}.").format(places=places)
        if line.also.essential:
            places = self._places(line.also.essential[:_ASKED], voice)
            yield tr("Also commonly felt, and not painted: {places}. Is it?").format(places=places)

    def _together(self, found: Iterable[Candidate], voice: Voice) -> str:
        names = [_named(muscle, side, voice) for muscle, side in found]
        if len(names) < 2:
            return ""
        return tr("No muscle explains it alone; together: {muscles}.").format(muscles=text.join_words(names))

    def _unexplained(self, codes: Iterable[str], voice: Voice) -> str:
        places = self._places(codes, voice)
        return tr("Not explained: {places}.").format(places=places) if places else ""

    def _places(self, codes: Iterable[str], voice: Voice) -> str:
        """Return the names of regions one after the other; some have an "and" of their own."""
        return "; ".join(text.region_names(self._index, (code,), voice) for code in codes)


def told_of(record: Alternative, side: Side | None, voice: Voice) -> Told:
    """Return what is said of something else that fits, on one side or on either."""
    title = record.name if side is None else tr("{name}, {side}").format(name=record.name, side=text.side_name(side))
    return Told(record, side, title, (guidance.in_voice(record, voice),))


def _told(one: Fitting, voice: Voice) -> Told:
    return told_of(one.alternative, one.side, voice)


def _named(muscle: Muscle, side: Side, voice: Voice) -> str:
    name = muscle.client_name if voice == "client" else muscle.name
    return tr("{name}, {side}").format(name=name, side=text.side_name(side))
