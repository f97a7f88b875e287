"""What the client says during a hold, from the action that stands for it (``hold_keys.Action``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.hold.events import Good, Less, More, Referred, Sensation

if TYPE_CHECKING:
    from bodymap.core.hold.events import SensationKind
    from bodymap.ui.hold.run import HoldRun

_SENSED: Final = frozenset({"sharp", "shooting", "tingling", "numb"})


def client_says(run: HoldRun, action: str) -> None:
    """Tell the hold what the client says; an action that is nobody's saying does nothing."""
    if action.isdigit():
        run.report(int(action))
    elif action in ("up", "down"):
        run.nudge(1 if action == "up" else -1)
    elif action in ("more", "good", "less"):
        run.say({"more": More, "good": Good, "less": Less}[action])
    elif action in _SENSED:
        kind: SensationKind = action  # type: ignore[assignment]
        run.say(Sensation, kind)
    elif action in ("referred-up", "referred-down"):
        value = (run.state.referred or 0) + (1 if action == "referred-up" else -1)
        run.say(Referred, min(value, 10) if value >= 1 else None)
