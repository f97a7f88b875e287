"""What a point asks for: its own dose first, the protocol's otherwise."""

from __future__ import annotations

import msgspec
import pytest

from bodymap import assets
from bodymap.core.dose import dose_at, limit_of, longest_of
from bodymap.core.hold.plan import HoldPlan, plan_hold
from tests.hold.holds import ALTERNATING, STATIC, SUSTAINED, index, plan_of


def every_plan() -> list[HoldPlan]:
    return [
        plan_hold(index().muscle_of(p.id), p, protocol, rounds)
        for p in index().points
        for protocol in index().atlas.protocols
        if dose_at(p, protocol) is not None
        for rounds in (None, 1, 10)
    ]


def test_every_point_has_a_plan_with_its_own_dose() -> None:
    for point in (p for p in index().points if p.unpressed is None):
        plan = plan_hold(index().muscle_of(point.id), point, index().protocol(point.pressure.protocol))
        assert plan.own
        assert plan.band == point.pressure.target
        assert plan.hold == point.pressure.hold
        assert plan.tools == point.pressure.tools
        assert plan.cautions == point.cautions
        assert plan.title.endswith(point.label)


def test_no_step_of_any_plan_aims_above_the_points_own_band_or_the_limit() -> None:
    for plan in every_plan():
        own_top = index().point(plan.point_id).pressure.target[1]
        for step in plan.steps:
            assert step.band[0] <= step.band[1] <= min(own_top, plan.limit), (plan.title, plan.protocol_id, step)
            assert (step.seconds is None) == (step.name == "find")
            assert step.seconds is None or 0 < step.seconds[0] <= step.seconds[1]


def test_the_rounds_of_alternating_levels_fit_into_the_whole_contact() -> None:
    for plan in every_plan():
        if plan.protocol_id != ALTERNATING or plan.rounds > 3:
            continue
        longest = {step.name: step.seconds[1] for step in plan.steps if step.seconds}
        once, each = longest["sink"] + longest["hold"], longest["deepen"] + longest["ease"]
        assert once + plan.rounds * each <= plan.hold[1] + 1e-6
        assert plan.whole


def test_beside_the_carotid_only_the_careful_way_can_be_planned() -> None:
    for name in ("sternocleidomastoid-1", "scalenes-1", "suboccipitals-1"):
        point = index().point(name)
        assert [p.id for p in index().atlas.protocols if dose_at(point, p) is not None] == [STATIC]
        with pytest.raises(ValueError, match="does not suit"):
            plan_hold(index().muscle_of(name), point, index().protocol(SUSTAINED))


def test_the_limit_and_the_longest_hold_are_the_places_in_every_way() -> None:
    for plan in every_plan():
        point = index().point(plan.point_id)
        assert plan.limit <= limit_of(point), (plan.title, plan.protocol_id)
        assert plan.hold[1] <= longest_of(point), (plan.title, plan.protocol_id)


def test_where_flesh_lies_on_bone_a_longer_way_is_named_with_its_own_dose() -> None:
    plan = plan_hold(index().muscle_of("rhomboids-1"), index().point("rhomboids-1"), index().protocol(SUSTAINED))
    assert not plan.own
    assert (plan.hold, plan.limit) == ((30, 60), 7)


@pytest.mark.parametrize("rounds", [0, -1, 11])
def test_rounds_stay_in_reason(rounds: int) -> None:
    with pytest.raises(ValueError, match="rounds"):
        plan_of(STATIC, rounds)


def test_the_planned_time_of_a_curve() -> None:
    assert plan_of(STATIC).planned_s == 8 + plan_of(STATIC).hold[1] + 5
    assert plan_of(ALTERNATING).planned_s == plan_of(ALTERNATING).hold[1] + 5


def test_the_shipped_atlas_says_what_the_hold_is_of() -> None:
    raw = msgspec.json.decode(assets.points_path().read_bytes())
    kinds = {p["id"]: p.get("hold_is", "each round") for p in raw["protocols"]}
    assert kinds == {STATIC: "each round", SUSTAINED: "each round", ALTERNATING: "whole contact"}
