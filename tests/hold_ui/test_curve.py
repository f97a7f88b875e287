"""The trace of a hold, and what the curve draws of it."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.hold.events import Next, Pause, Referred, Report, Resume
from bodymap.ui.hold.trace import Trace
from tests.hold.holds import ALTERNATING, STATIC, SUSTAINED, Driven, plan_of


def follow(driven: Driven, trace: Trace) -> Trace:
    trace.follow(driven.state)
    return trace


def test_a_line_keeps_what_was_named_until_something_else_is():
    driven, trace = Driven(plan_of(STATIC)), Trace(one_line=False)
    driven.press("sink")
    driven.send(Report, value=4)
    driven.wait(2)
    driven.send(Report, value=6)
    driven.wait(1)
    steps = follow(driven, trace).current.discomfort
    assert steps.levels == [4, 4, 6]
    assert steps.times[1] == steps.times[2] == pytest.approx(2, abs=0.11)
    assert steps.tail == (steps.times[2], 6)


def test_a_pause_takes_no_room_and_breaks_the_line():
    driven, trace = Driven(plan_of(SUSTAINED)), Trace(one_line=False)
    driven.press("sink")
    driven.send(Report, value=5)
    driven.until("hold")
    driven.wait(5)
    before = follow(driven, trace).now
    driven.send(Pause)
    driven.wait(1.5)
    driven.now += 300
    driven.send(Resume)
    driven.wait(1)
    assert follow(driven, trace).now == pytest.approx(before + 1, abs=0.2)
    assert any(math.isnan(level) for level in trace.current.discomfort.levels)


def test_rounds_begin_anew_and_levels_of_one_contact_do_not():
    for protocol, lines in ((STATIC, 2), (ALTERNATING, 1)):
        plan = plan_of(protocol, 2)
        driven, trace = Driven(plan), Trace(one_line=plan.alternates)
        driven.press("sink")
        driven.send(Report, value=plan.band[0])
        while not driven.state.ended and driven.state.round < 2:
            driven.wait(1)
            if driven.state.phase == "rest":
                driven.send(Next)
        assert len(follow(driven, trace).rounds) == lines
        assert trace.current.number == (2 if lines == 2 else 1)


@given(st.lists(st.tuples(st.floats(0.05, 1.9), st.integers(1, 7), st.booleans()), max_size=60))
def test_following_often_or_once_draws_the_same(said):
    driven = Driven(plan_of(SUSTAINED))
    driven.press("sink")
    often = Trace(one_line=False)
    for wait, value, refers in said:
        driven.wait(wait)
        driven.send(Report, value=value)
        if refers:
            driven.send(Referred, value=value)
        often.follow(driven.state)
    once = Trace(one_line=False)
    once.follow(driven.state)
    for a, b in zip(often.rounds, once.rounds, strict=True):
        for one, other in ((a.discomfort, b.discomfort), (a.referred, b.referred)):
            assert one.times == other.times
            assert [str(x) for x in one.levels] == [str(x) for x in other.levels]
            assert all(x <= y for x, y in pairwise(one.times))


def drawn(line) -> list[tuple[float, float]]:
    """Return the corners of a line of the curve; each chunk but the first repeats the last corner before it."""
    found = []
    for n, chunk in enumerate(line._chunks):
        x, y = chunk.getData()
        found += list(zip(map(float, x), map(float, y), strict=True))[1 if n else 0 :]
    return found


def test_the_curve_draws_every_corner_of_every_round(qtbot):
    from bodymap.ui.hold.curve import CurveView

    plan = plan_of(STATIC, 3)
    driven, trace, view = Driven(plan), Trace(one_line=False), CurveView()
    qtbot.addWidget(view)
    view.begin(plan)
    driven.press("sink")
    said = 0
    while not driven.state.ended:
        driven.wait(0.1)
        if driven.state.phase in ("sink", "hold"):
            said += 1
            driven.send(Report, value=5 + said % 2)
        if driven.state.phase in ("find", "rest"):
            driven.send(Next)
        trace.follow(driven.state)
        view.advance(trace)
        current = trace.current.discomfort
        corners = drawn(view._discomfort)
        expected = list(zip(current.times, current.levels, strict=True))
        assert str(corners) == str(expected)
    assert len(view._earlier) == 2
    assert len(view._earlier[0]._chunks) > 1, "long enough to need more than one chunk"
    for line, own in zip(view._earlier, trace.rounds, strict=False):
        assert str(drawn(line)) == str(list(zip(own.discomfort.times, own.discomfort.levels, strict=True)))
