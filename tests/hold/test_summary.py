"""What is said about a hold afterwards."""

from __future__ import annotations

from bodymap.core.hold.events import Next, Pause, Referred, Report, Resume, Sensation, Start, Stop
from bodymap.core.hold.recorder import Recorder
from bodymap.core.hold.summary import Summary, summarise, summary_text
from tests.hold.holds import ALTERNATING, STATIC, Driven, index, plan_of


def looked_back(hold: Driven) -> Summary:
    recorder = Recorder(None, "right")
    recorder.follow(hold.state)
    session = recorder.session()
    assert session is not None
    return summarise(session)


def test_what_was_felt_on_the_way_in_is_no_beginning() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=2)
    hold.wait(1)
    hold.send(Report, value=7)
    hold.wait(6)
    hold.send(Report, value=5)
    hold.until("done")
    summary = looked_back(hold)
    assert (summary.first, summary.last, summary.change) == (7, 5, -2)
    assert summary.rounds[0].first == 7


def test_a_released_hold() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(6)
    hold.send(Referred, value=3)
    hold.send(Report, value=4)
    hold.until("done")
    hold.send(Report, value=2)
    summary = looked_back(hold)
    assert (summary.first, summary.last, summary.change, summary.highest) == (6, 4, -2, 6)
    assert (summary.afterwards, summary.referred, summary.reason) == (2, 3, "released")
    assert summary.held_s == round(hold.state.held_total_s, 3)
    assert summary.curve[-1][1] == 2
    text = summary_text(index(), summary).splitlines()
    assert text[0].startswith(f"{hold.state.plan.title}, right side, 20")
    assert text[2:] == [
        f"Held {summary.held_s:.0f} s.",
        "Discomfort 6 at first, 4 at last: 2 less. Highest 6.",
        "Afterwards 2.",
        "Referred pain up to 3.",
        "Ended early: the discomfort fell by two steps or more under even pressure and stayed low.",
    ]


def test_what_is_named_after_the_hand_has_let_go_is_told_as_that() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(4)
    hold.send(Report, value=4)
    hold.until("rest")
    hold.send(Report, value=8)
    hold.wait(1)
    hold.send(Report, value=3)
    hold.until("done")
    summary = looked_back(hold)
    assert (summary.highest, summary.afterwards, summary.highest_after) == (6, 3, 8)
    text = summary_text(index(), summary)
    assert "Highest 6." in text
    assert "Up to 8 after letting go." in text


def test_rounds_are_told_apart() -> None:
    hold = Driven(plan_of(STATIC, 2))
    hold.press()
    hold.send(Report, value=6)
    hold.until("find")
    hold.send(Next)
    hold.until("hold")
    hold.send(Report, value=5)
    hold.wait(9)
    hold.send(Next)
    hold.until("done")
    summary = looked_back(hold)
    longest = hold.state.plan.hold[1]
    assert [(r.number, round(r.held_s), r.first, r.last) for r in summary.rounds] == [
        (1, longest, 6, 6),
        (2, 9, 5, 5),
    ]
    assert f"in 2 rounds ({longest:.0f}, 9 s)" in summary_text(index(), summary)


def test_alternating_rounds_add_up() -> None:
    hold = Driven(plan_of(ALTERNATING))
    hold.press()
    hold.until("done")
    summary = looked_back(hold)
    assert len(summary.rounds) == 3
    assert abs(sum(r.held_s for r in summary.rounds) - summary.held_s) < 0.01
    assert "The client named no discomfort." in summary_text(index(), summary)
    assert summary.change is None


def test_what_went_wrong_is_told() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.now += 60
    hold.send(Report, value=5)
    hold.send(Pause, Resume)
    hold.until("hold")
    hold.send(Sensation, kind="tingling")
    text = summary_text(index(), looked_back(hold))
    assert "Felt: tingling." in text
    assert "The clock stood still" in text
    assert "Stopped: the client felt" in text


def test_a_hold_stopped_while_finding() -> None:
    hold = Driven(plan_of(STATIC))
    hold.send(Start, Stop)
    summary = looked_back(hold)
    assert (summary.held_s, summary.first, summary.reason) == (0, None, "stop")
    assert summary_text(index(), summary)
