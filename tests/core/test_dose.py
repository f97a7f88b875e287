"""The band and the limit of a place are worked out once, and everyone who shows them shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.blocks import Dose
from bodymap.core.dose import band_of, limit_of
from bodymap.core.hold.plan import plan_hold
from bodymap.core.index import AtlasIndex
from bodymap.core.sections import SECTION, telling
from tests.atlas_samples import SAMPLE, as_atlas

if TYPE_CHECKING:
    from bodymap.core.model import Point, Protocol

ATLAS = as_atlas(SAMPLE)
POINT, PROTOCOL = ATLAS.muscles[0].points[0], ATLAS.protocols[0]


def aimed_at(target: tuple[int, int]) -> Point:
    return msgspec.structs.replace(POINT, pressure=msgspec.structs.replace(POINT.pressure, target=target))


def protocol(target: tuple[int, int], limit: int, name: str = PROTOCOL.id) -> Protocol:
    return msgspec.structs.replace(PROTOCOL, id=name, target=target, limit=limit)


@pytest.mark.parametrize(
    ("target", "of_protocol", "limit", "expected"),
    [
        ((5, 7), (5, 7), 7, 7),
        ((3, 5), (5, 7), 7, 5),
        ((3, 4), (4, 6), 7, 5),
        ((5, 9), (5, 7), 7, 7),
    ],
)
def test_the_limit_of_a_place(target: tuple[int, int], of_protocol: tuple[int, int], limit: int, expected: int) -> None:
    assert limit_of(aimed_at(target), protocol(of_protocol, limit)) == expected


STEP = st.integers(1, 10)


@given(target=st.tuples(STEP, STEP), other=st.tuples(STEP, STEP), limit=STEP, own=st.booleans())
def test_nobody_aims_or_waits_above_the_limit_of_the_protocol(
    target: tuple[int, int], other: tuple[int, int], limit: int, own: bool
) -> None:
    point, way = aimed_at(target), protocol(other, limit, PROTOCOL.id if own else "another")
    plan = plan_hold(ATLAS.muscles[0], point, way)
    assert (plan.band, plan.limit) == (band_of(point, way), limit_of(point, way))
    assert plan.band[1] <= plan.limit <= limit


def test_the_panel_shows_the_limit_that_the_hold_keeps() -> None:
    point = aimed_at((5, 9))  # as a file may say that nobody has checked
    muscle = msgspec.structs.replace(ATLAS.muscles[0], points=(point, *ATLAS.muscles[0].points[1:]))
    index = AtlasIndex(msgspec.structs.replace(ATLAS, muscles=(muscle, *ATLAS.muscles[1:])))
    way = index.protocol(point.pressure.protocol)
    for voice in ("clinician", "client"):
        blocks = SECTION["pressing"].blocks(telling(index, point, voice))
        dose = next(block for block in blocks if isinstance(block, Dose))
        assert (dose.target, dose.limit) == (band_of(point, way), limit_of(point, way))
