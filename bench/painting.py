"""What painting costs beside a bare widget that draws the same stroke: ``python -m bench painting``."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from bench.stats import Line
from bench.surroundings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def lines(environment: Mapping[str, str]) -> Iterator[Line]:
    """Yield what was measured, on a screen of its own where there can be one."""
    try:
        from bench.outside import virtual_screen
    except ImportError:
        yield from _lines({**environment, "QT_QPA_PLATFORM": "offscreen"})
        return
    with virtual_screen(3840, 1080) as (display, _):
        yield from _lines({**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})


def _lines(environment: Mapping[str, str]) -> Iterator[Line]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.painting_child"],
        cwd=ROOT, env=dict(environment), capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"the painting bench failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    ink, floor = found["ink_ms"], found["floor_ms"]
    ratio = ink[0] / floor[0]
    told = f"{ratio:.1f} x  ({ink[0]:.2f} / {floor[0]:.2f} ms)"
    yield Line("pen event to ink under the pen / a bare stroke", told, "<= 1.5", ratio <= 1.5)
    dry, frame, added, ready = found["dry_ms"], found["frame_ms"], found["added_mb"], found["ready_ms"]
    yield Line(
        "the same stroke on every other sheet, p50 / p99", f"{dry[0]:.0f} / {dry[1]:.0f} ms", "<= 50 ms", dry[1] <= 50
    )
    yield Line("frame while painting, p99", f"{frame[1]:.1f} ms", "<= 16.7 ms", frame[1] <= 16.7)
    yield Line("from the command to skin that can be painted", f"{ready:.0f} ms", "<= 300 ms", ready <= 300)
    yield Line("memory that the first painting adds", f"{added:.0f} MB", "<= 40 MB", added <= 40)
