"""What is said in large letters under the drawings before a room: a name, and where it is commonly felt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bodymap.core import sources, text
from bodymap.core.index import UnknownIdError
from bodymap.core.language import tr, trn

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import LitPoint, State, Voice


@dataclass(frozen=True, slots=True)
class Slide:
    """The words of a slide.

    Attributes:
        name: what it is about.
        says: the sentence under the name, from the fullest wording to the shortest; the first that fits is shown.

    """

    name: str = ""
    says: tuple[str, ...] = ("",)


def slide(index: AtlasIndex, state: State, *, revealed: bool) -> Slide:
    """Return the slide of a state; where the zones are not revealed it asks where they are."""
    try:
        lit = state.lit_points
        if len(lit) > 1:
            sided = len({each.side for each in lit}) > 1
            names = (_name(index, state, each) for each in lit)
            if sided:
                names = (
                    f"{name} ({text.side_said(each.side, state.voice)})" for name, each in zip(names, lit, strict=True)
                )
            return Slide(text.join_words(names))
        if lit:
            says = _felt(index, state) if revealed else (tr("Where does it hurt?"),)
            return Slide(f"{_name(index, state, lit[0])} · {text.side_said(lit[0].side, state.voice)}", says)
        return _asked(index, state)
    except UnknownIdError:
        return Slide()


def _name(index: AtlasIndex, state: State, lit: LitPoint) -> str:
    point = index.point(lit.point_id)
    return text.capital(text.point_name(index.muscle_of(point.id), point, state.voice))


def _felt(index: AtlasIndex, state: State) -> tuple[str, ...]:
    referral = index.point(state.lit[0].point_id).referral
    most = text.region_names(index, referral.most, state.voice)
    some = text.region_names(index, referral.spillover if referral.essential else (), state.voice)
    pattern = (
        tr("Commonly felt: {places}.")
        if referral.felt == "pain"
        else tr("Commonly reported there, not as pain: {places}.")
    )
    says = pattern.format(places=most)
    if not some:
        return (says,)
    also, elsewhere = tr("Some people also: {places}.").format(places=some), tr("Some people feel it elsewhere too.")
    return f"{says} {also}", f"{says} {elsewhere}", says


def _pointed_out(index: AtlasIndex, muscle_id: str, voice: Voice) -> Slide:
    """Return the slide of a muscle: its name, and where any of its points is commonly felt."""
    muscle = index.muscle(muscle_id)
    name = text.capital(muscle.client_name if voice == "client" else muscle.name)
    essential, _ = sources.union_of(muscle)
    count = len(muscle.points)
    says = trn("{n} point.", "{n} points.", count).format(n=count)
    felt = tr("Commonly felt: {places}.").format(places=text.region_names(index, essential, voice))
    return Slide(name, (f"{says} {felt}", says) if essential else (says,))


def _asked(index: AtlasIndex, state: State) -> Slide:
    if state.muscle is not None:
        return _pointed_out(index, state.muscle, state.voice)
    if state.condition is not None:
        name, count = index.condition(state.condition).name, len(index.points_of_condition(state.condition))
        says = trn("{n} point goes with it.", "{n} points go with it.", count)
    elif state.place is not None:
        region, count = index.region(state.place), len(index.points_referring_to(state.place))
        name = text.capital(region.client if state.voice == "client" else region.label)
        says = trn("{n} point is known to refer here.", "{n} points are known to refer here.", count)
    else:
        return Slide()
    return Slide(name, (says.format(n=count),))
