"""A hold is kept whatever the system's settings are."""

from __future__ import annotations

import time

import pytest

from bodymap.core.hold.recorder import Recorder
from tests.hold.holds import STATIC, Driven, plan_of


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a zone of the process is a matter of Unix")
@pytest.mark.parametrize(("zone", "offset"), [("UTC+24", "+00:00"), ("UTC+25", "+00:00"), ("UTC-2", "+02:00")])
def test_a_time_zone_that_is_none_keeps_the_hold_all_the_same(
    monkeypatch: pytest.MonkeyPatch, zone: str, offset: str
) -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    recorder = Recorder(None, "right")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        recorder.follow(hold.state)
    finally:
        monkeypatch.undo()
        time.tzset()
    session = recorder.session()
    assert session is not None
    assert session.begun.started.endswith(offset)
