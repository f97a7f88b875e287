"""What a point asks for: its own dose first, the protocol's otherwise, and a school's protocols as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from bodymap import assets
from bodymap.core.hold.plan import HoldPlan, plan_hold
from bodymap.core.hold.protocols import default_path, with_school_protocols
from tests.hold.holds import ALTERNATING, STATIC, SUSTAINED, Driven, index, plan_of

if TYPE_CHECKING:
    from pathlib import Path


def every_plan() -> list[HoldPlan]:
    return [
        plan_hold(index().muscle_of(p.id), p, protocol, rounds)
        for p in index().points
        for protocol in index().atlas.protocols
        for rounds in (None, 1, 10)
    ]


def test_every_point_has_a_plan_with_its_own_dose() -> None:
    for point in index().points:
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


def test_another_protocol_keeps_to_the_points_band() -> None:
    gentle = min(index().points, key=lambda p: p.pressure.target[1])
    plan = plan_hold(index().muscle_of(gentle.id), gentle, index().protocol(SUSTAINED))
    assert not plan.own
    assert plan.band[1] == gentle.pressure.target[1]
    assert plan.hold == index().protocol(SUSTAINED).hold


@pytest.mark.parametrize("rounds", [0, -1, 11])
def test_rounds_stay_in_reason(rounds: int) -> None:
    with pytest.raises(ValueError, match="rounds"):
        plan_of(STATIC, rounds)


def test_the_planned_time_of_a_curve() -> None:
    assert plan_of(STATIC).planned_s == 8 + plan_of(STATIC).hold[1] + 5
    assert plan_of(ALTERNATING).planned_s == plan_of(ALTERNATING).hold[1] + 5


SCHOOL: dict[str, Any] = {
    "version": 1,
    "sources": [{"id": "our-school", "title": "Our school's handbook", "kind": "manual"}],
    "protocols": [
        {
            "id": "three-breaths",
            "name": "Three breaths",
            "summary": "A hold of three breaths.",
            "client": "Three slow breaths.",
            "hold": [15, 30],
            "target": [3, 5],
            "limit": 6,
            "rounds": 2,
            "phases": [{"name": "hold", "says": "Three breaths."}],
            "stop_rules": ["On the client's word."],
            "sources": [{"source": "our-school"}],
        }
    ],
}


def school(tmp_path: Path, **changes: object) -> Path:
    data = json.loads(json.dumps(SCHOOL))
    data["protocols"][0].update(changes)
    path = tmp_path / "protocols.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_school_adds_its_own_protocol_and_it_runs(tmp_path: Path) -> None:
    atlas, findings = with_school_protocols(index().atlas, school(tmp_path))
    assert findings == ()
    own = next(p for p in atlas.protocols if p.id == "three-breaths")
    assert own.sources[0].source == "our-school"
    point = index().points[0]
    hold = Driven(plan_hold(index().muscle_of(point.id), point, own))
    hold.press()
    hold.until("find")
    hold.press()
    hold.until("done")
    assert hold.state.held_total_s == pytest.approx(60)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"limit": 9}, "limit"),
        ({"target": [5, 8]}, "target"),
        ({"hold": [30, 15]}, "hold"),
        ({"phases": [{"name": "rest", "says": "Rest."}]}, "phases"),
        ({"phases": [{"name": "hold", "says": "a"}, {"name": "deepen", "says": "b"}]}, "phases"),
        ({"id": STATIC}, "id"),
        ({"rounds": 0}, "rounds"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_protocol_that_breaks_a_rule_is_left_out_and_reported(
    tmp_path: Path, changes: dict[str, object], field: str
) -> None:
    atlas, findings = with_school_protocols(index().atlas, school(tmp_path, **changes))
    assert any(field in finding.field for finding in findings)
    assert atlas.protocols == index().atlas.protocols


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 2}', '{"version": 1, "protocols": 3}', "\ud800"])
def test_a_file_that_is_no_protocols_changes_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "protocols.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    atlas, findings = with_school_protocols(index().atlas, path)
    assert findings
    assert atlas.protocols == index().atlas.protocols


def test_no_file_is_no_finding(tmp_path: Path) -> None:
    assert with_school_protocols(index().atlas, tmp_path / "none") == (index().atlas, ())
    assert default_path().name == "protocols.json"


def test_the_shipped_atlas_says_what_the_hold_is_of() -> None:
    raw = msgspec.json.decode(assets.points_path().read_bytes())
    kinds = {p["id"]: p.get("hold_is", "each round") for p in raw["protocols"]}
    assert kinds == {STATIC: "each round", SUSTAINED: "each round", ALTERNATING: "whole contact"}
