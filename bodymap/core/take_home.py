"""What a client takes home of a point, in the client's words: its parts in order, and what may be left out first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bodymap.core import guidance, text
from bodymap.core.blocks import Dose
from bodymap.core.language import tr
from bodymap.core.section_pressing import pressing_sources
from bodymap.core.sections import SECTION, after_hold
from bodymap.core.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.telling import Telling

_WATER, _WHY, _HEAT, _ICE, _CARE, _MOVEMENT, _EXPECT, _MUST = range(8)
"""How little a part can be spared: where a page is full, the lowest goes first, and the last never."""
_SPARED = {"after-water": _WATER, "after-heat": _HEAT, "after-ice": _ICE, "after-movement": _MOVEMENT}


@dataclass(frozen=True, slots=True)
class Part:
    """A title and a text, and how little the page can do without them."""

    title: str
    text: str
    need: int = _MUST

    @property
    def spare(self) -> bool:
        """Whether it may be left out where the page is full."""
        return self.need < _MUST


def take_home(index: AtlasIndex, point: Point, *, stopped: bool = False) -> tuple[Part, ...]:
    """Return what is written for the client; after a hold that was ``stopped`` neither dose nor stretch."""
    return tuple(part for part in _parts(index, point, stopped=stopped) if part.text)


def _parts(index: AtlasIndex, point: Point, *, stopped: bool) -> Iterator[Part]:
    told = telling(index, point, "client")
    yield Part(SECTION["felt"].heading.to("client"), point.referral.client)
    yield Part(guidance.title(index, guidance.REFERRED), guidance.said(index, guidance.REFERRED, "client"), _WHY)
    if not stopped:
        yield Part(SECTION["pressing"].heading.to("client"), _pressing(told))
        care = " ".join(caution.client for caution in point.cautions)
        yield Part(SECTION["cautions"].heading.to("client"), care, _CARE)
    need = {guidance.title(index, one): rank for one, rank in _SPARED.items()}
    need[guidance.title(index, guidance.EXPECT)] = _EXPECT
    for title, words in after_hold(index, told.muscle, "client", stopped=stopped):
        yield Part(title, words, need.get(title, _MUST))


def _pressing(told: Telling) -> str:
    """Return the dose in a line, or why there is none."""
    if told.point.unpressed is not None:
        return told.point.unpressed.client
    dose = next(block for block in SECTION["pressing"].blocks(told) if isinstance(block, Dose))
    said = tr("{hold}. On the scale from 1 to 10: {target}; {limit}.")
    return said.format(hold=dose.hold_text, target=dose.target_text, limit=dose.limit_text)


def seek_help(index: AtlasIndex) -> str:
    """Return when to see a doctor, in the client's words."""
    return guidance.said(index, guidance.RED_FLAGS, "client")


def no_diagnosis(index: AtlasIndex) -> str:
    """Return that this is no diagnosis; a page goes where nobody can ask, so it says so whatever the atlas lacks."""
    return guidance.said(index, guidance.NOT_A_DIAGNOSIS, "client") or tr("This is not a diagnosis.")


def sources_text(index: AtlasIndex, point: Point) -> str:
    """Return in short where the page's words on this point are from."""
    muscle = index.muscle_of(point.id)
    cites = (*point.referral.sources, *pressing_sources(point), *muscle.sources)
    names = dict.fromkeys(text.source_name(index.source(cited.source)) for cited in cites)
    return tr("Source: {sources}").format(sources="; ".join(names))
