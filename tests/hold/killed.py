"""A program that holds and writes until it is killed: says on its output which samples it has given away, and when.

Run as ``python -m tests.hold.killed <folder>``. Each line is the sample's number and the clock's reading.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from bodymap.core.hold import machine
from bodymap.core.hold.clock import now
from bodymap.core.hold.events import Next, Report, Start
from bodymap.core.hold.journal import Journal
from bodymap.core.hold.recorder import Recorder
from tests.hold.holds import plan_of


def main() -> None:
    recorder = Recorder(Journal(Path(sys.argv[1])), "right")
    state = machine.begin(plan_of("sustained-pressure"))
    for kind in (Start, Next):
        state, _ = machine.step(state, kind(now()))
    turn = 0
    while True:
        turn += 1
        state, _ = machine.step(state, Report(now(), 4 + turn % 3))
        recorder.follow(state)
        os.write(1, b"%s %d %.6f\n" % (recorder.id.encode(), len(state.samples), now()))
        time.sleep(0.005)


main()
