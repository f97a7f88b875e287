"""The band and the limit of a place are worked out once, and everyone who shows them shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.blocks import Dose
from bodymap.core.dose import PlaceDose, dose_at, limit_of, pressure_at
from bodymap.core.hold.plan import plan_hold
from bodymap.core.index import AtlasIndex
from bodymap.core.model import Unpressed, Way
from bodymap.core.record_text import record_lines
from bodymap.core.sections import SECTION, sections_of
from bodymap.core.take_home import take_home
from bodymap.core.telling import telling
from tests.atlas_samples import SAMPLE, as_atlas

if TYPE_CHECKING:
    from bodymap.core.dose import Band, Span
    from bodymap.core.model import Point
    from bodymap.core.text import Voice

ATLAS = as_atlas(SAMPLE)
POINT, PROTOCOL = ATLAS.muscles[0].points[0], ATLAS.protocols[0]


def aimed_at(target: tuple[int, int]) -> Point:
    return msgspec.structs.replace(POINT, pressure=msgspec.structs.replace(pressure_at(POINT), target=target))


STEP = st.integers(1, 10)
TIME = st.integers(1, 600)
SPAN = st.tuples(TIME, TIME)
BAND = st.tuples(STEP, STEP)


def place(hold: Span, target: Band, limit: int | None, ways: tuple[Way, ...]) -> Point:
    pressure = msgspec.structs.replace(pressure_at(POINT), hold=hold, target=target, limit=limit, ways=ways)
    return msgspec.structs.replace(POINT, pressure=pressure)


WAYS = st.lists(
    st.builds(Way, protocol=st.sampled_from(["a", "b"]), hold=SPAN, target=BAND, sources=st.just(())), max_size=2
)


@given(
    hold=SPAN, target=BAND, limit=st.none() | STEP, ways=WAYS, name=st.sampled_from(["a", "b", PROTOCOL.id, "ours"]),
    way_hold=SPAN, way_target=BAND, way_limit=STEP, rounds=st.integers(1, 10),
)  # fmt: skip
def test_no_way_of_pressing_exceeds_what_the_place_permits(
    hold: Span, target: Band, limit: int | None, ways: list[Way], name: str,
    way_hold: Span, way_target: Band, way_limit: int, rounds: int,
) -> None:  # fmt: skip
    point = place(hold, target, limit, tuple(ways))
    way = msgspec.structs.replace(PROTOCOL, id=name, hold=way_hold, target=way_target, limit=way_limit)
    if dose_at(point, way) is None:
        with pytest.raises(ValueError, match="does not suit"):
            plan_hold(ATLAS.muscles[0], point, way, rounds)
        return
    plan = plan_hold(ATLAS.muscles[0], point, way, rounds)
    most = max(target) if limit is None else limit
    assert plan.band[1] <= plan.limit <= min(most, way_limit)
    assert plan.hold[1] <= max(*hold, *(second for each in ways for second in each.hold))
    assert plan.hold[0] <= plan.hold[1]
    for step in plan.steps:
        assert step.band[1] <= plan.limit
        assert (
            step.name not in ("hold", "deepen")
            or step.seconds is None
            or step.seconds[1] <= max(plan.hold[1], 0.5)
            or (plan.whole)
        )


UNPRESSED = msgspec.structs.replace(
    POINT,
    pressure=None,
    unpressed=Unpressed(because="not safe", why="An artery.", instead="Stretch.", client="I do not press.", sources=()),
)


@given(name=st.sampled_from(["a", "b", PROTOCOL.id]), hold=SPAN, target=BAND, limit=STEP, rounds=st.integers(1, 10))
def test_no_hold_is_on_a_place_that_is_not_pressed(
    name: str, hold: Span, target: Band, limit: int, rounds: int
) -> None:
    way = msgspec.structs.replace(PROTOCOL, id=name, hold=hold, target=target, limit=limit)
    assert dose_at(UNPRESSED, way) is None
    with pytest.raises(ValueError, match="does not suit"):
        plan_hold(ATLAS.muscles[0], UNPRESSED, way, rounds)


@pytest.mark.parametrize(("voice", "says"), [("clinician", "Stretch."), ("client", "I do not press.")])
def test_a_place_that_is_not_pressed_says_what_is_done_instead_and_no_dose(voice: Voice, says: str) -> None:
    muscle = msgspec.structs.replace(ATLAS.muscles[0], points=(UNPRESSED,))
    index = AtlasIndex(msgspec.structs.replace(ATLAS, muscles=(muscle,)))
    blocks = [block for _, section in sections_of(index, UNPRESSED, voice) for block in section]
    assert not any(isinstance(block, Dose) for block in blocks)
    told = "\n".join(record_lines(index, UNPRESSED, voice))
    assert says in told
    assert "Hold" not in told
    assert any(part.text == "I do not press." for part in take_home(index, UNPRESSED))


def test_a_way_that_cannot_be_as_short_as_the_place_asks_does_not_suit() -> None:
    point = place((8, 12), (3, 5), 5, ())
    long = msgspec.structs.replace(PROTOCOL, id="long", hold=(30, 180))
    breaths = msgspec.structs.replace(PROTOCOL, id="breaths", hold=(10, 30), target=(5, 7))
    assert dose_at(point, long) is None
    assert dose_at(point, breaths) == PlaceDose((10, 12), (5, 5))


def test_a_way_that_the_record_names_has_the_dose_that_it_names() -> None:
    named = Way(protocol="long", hold=(30, 60), target=(4, 9), sources=())
    point = place((8, 20), (5, 7), 7, (named,))
    long = msgspec.structs.replace(PROTOCOL, id="long", hold=(30, 180), limit=7)
    assert dose_at(point, long) == PlaceDose((30, 60), (4, 7))
    assert limit_of(point) == 7


def test_the_panel_shows_the_limit_that_the_hold_keeps() -> None:
    point = aimed_at((5, 9))  # as a file may say that nobody has checked
    muscle = msgspec.structs.replace(ATLAS.muscles[0], points=(point, *ATLAS.muscles[0].points[1:]))
    index = AtlasIndex(msgspec.structs.replace(ATLAS, muscles=(muscle, *ATLAS.muscles[1:])))
    way = index.protocol(point.pressure.protocol)
    for voice in ("clinician", "client"):
        blocks = SECTION["pressing"].blocks(telling(index, point, voice))
        dose = next(block for block in blocks if isinstance(block, Dose))
        assert (dose.target, dose.limit) == (dose_at(point, way).band, min(limit_of(point), way.limit))
