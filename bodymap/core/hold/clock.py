"""The clock of a hold: seconds that only grow, and that go on growing while the computer sleeps."""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":

    def now() -> float:
        """Return seconds since some moment in the past. Only differences mean anything.

        ``time.monotonic`` stands still during sleep on Linux and macOS: a hold would go on after an hour
        under a closed lid as if nothing had been. These clocks count the sleep, so that the gap is seen.
        """
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def now() -> float:
        """Return seconds since some moment in the past; macOS counts sleep in this clock."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:

    def now() -> float:
        """Return seconds since some moment in the past; Windows counts sleep in this clock."""
        return time.monotonic()
