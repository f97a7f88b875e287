"""The pacer is a function of time alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bodymap.core.hold.breath import Pace, breath_at

PACES = st.builds(Pace, st.floats(2, 12), st.floats(2, 12))


def test_four_seconds_in_and_six_out() -> None:
    assert (breath_at(0).way, breath_at(0).fullness) == ("in", 0)
    assert breath_at(2).fullness == pytest.approx(0.5)
    assert breath_at(4).way == "out"
    assert breath_at(4).fullness == pytest.approx(1)
    assert breath_at(7).fullness == pytest.approx(0.5)
    assert breath_at(9.99).left_s == pytest.approx(0.01)
    assert (breath_at(10).way, breath_at(10).count) == ("in", 1)


@given(st.floats(), PACES)
@example(3.0, Pace(3.0, 5.123934085757017))  # in and out together, less in, is a hair more than out
def test_it_holds_for_any_time(seconds: float, pace: Pace) -> None:
    breath = breath_at(seconds, pace)
    assert 0 <= breath.fullness <= 1
    assert 0 <= breath.left_s <= max(pace.in_s, pace.out_s)
    assert breath.count >= 0


@given(st.floats(0, 3600), PACES)
def test_it_never_jumps(seconds: float, pace: Pace) -> None:
    step = 1 / 60
    assert abs(breath_at(seconds + step, pace).fullness - breath_at(seconds, pace).fullness) < 0.02


@pytest.mark.parametrize("seconds", [0, 1.9, 12.1, -4, math.nan, math.inf])
def test_a_breath_stays_a_breath(seconds: float) -> None:
    with pytest.raises(ValueError, match="breath"):
        Pace(seconds, 6)
    with pytest.raises(ValueError, match="breath"):
        Pace(4, seconds)
