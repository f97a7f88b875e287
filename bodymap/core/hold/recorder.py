"""Follows a hold and writes it into the journal as it happens."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bodymap.core.hold.records import AnyRecord, Begun, Ended, Kept, Side
from bodymap.core.hold.sessions import Session

if TYPE_CHECKING:
    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.journal import Journal
    from bodymap.core.model import Tool


class Recorder:
    """Writes one hold. Call ``follow`` with every new state; what is already written is not written again.

    A hold that was stopped before it began is no session. Without a journal nothing is written, and
    ``session`` still gives the hold for its summary.
    """

    def __init__(
        self, journal: Journal | None, side: Side, tool: Tool | None = None, *, practice: bool = False
    ) -> None:
        self.id = uuid.uuid4().hex
        self._journal = journal
        self._side: Side = side
        self._tool = tool
        self._practice = practice
        self._begun: Begun | None = None
        self._ended: Ended | None = None
        self._written = 0
        self._state: HoldState | None = None

    def follow(self, state: HoldState) -> None:
        """Write what is new in ``state``. The disk gets it at once when a phase ends, else within a second."""
        fresh = state.samples[self._written :]
        if not fresh or state.samples[0].phase == "stopped":
            return
        records: list[AnyRecord] = []
        if self._begun is None:
            self._begun = self._beginning(state)
            records.append(self._begun)
        records += (Kept(session=self.id, sample=sample) for sample in fresh)
        if state.ended and state.reason is not None and self._ended is None:
            self._ended = Ended(session=self.id, reason=state.reason, sensation=state.sensation)
            records.append(self._ended)
        turned = self._state is None or self._state.phase != state.phase
        self._written, self._state = len(state.samples), state
        if self._journal is not None:
            self._journal.write(*records, at_once=turned)

    def session(self) -> Session | None:
        """Return the hold so far as a session of the list; None before it began."""
        if self._begun is None or self._state is None:
            return None
        return Session(self._begun, self._state.samples, self._ended)

    def _beginning(self, state: HoldState) -> Begun:
        plan = state.plan
        return Begun(
            session=self.id,
            started=_now().isoformat(timespec="seconds"),
            point_id=plan.point_id,
            side=self._side,
            title=plan.title,
            protocol_id=plan.protocol_id,
            protocol_name=plan.protocol_name,
            band=plan.band,
            limit=plan.limit,
            hold=plan.hold,
            rounds=plan.rounds,
            tool=self._tool,
            practice=self._practice,
        )


def _now() -> datetime:
    """Return the time here, or that of Greenwich where the system's own zone is none."""
    now = datetime.now(UTC)
    try:
        return now.astimezone()
    except (ValueError, OverflowError, OSError):  # such as TZ=UTC+25: no offset can be a day or more
        return now
