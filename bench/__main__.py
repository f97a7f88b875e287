"""Measures the program and prints ratios against floors taken in the same run: ``python -m bench``.

Absolute times move with the machine and with what else it does; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from bench import painting, ranking, synthetic, worth
from bench.stats import Line
from bench.surroundings import ROOT, clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

GROWTH: Final = (1, 4, 16)
WHAT: Final = ("start", "window", "growth", "curve", "waits", "memory", "ranking", "worth", "painting")
OWN_SCREEN: Final = {"waits", "memory", "ranking", "worth", "painting"}
"""What is measured on screens of its own, or on none, whatever display there is."""
_PATIENCE_S: Final = 900


def main() -> int:
    """Measure what was asked for, print it, and return the exit code: 1 when a goal was missed."""
    options = _options()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="bodymap-bench-") as folder:
        environment = _environment(Path(folder), options.what or WHAT)
        runs: dict[str, Callable[[], Iterable[Line]]] = {
            "start": lambda: _start(environment, options.rounds),
            "window": lambda: _window(environment, options.clicks, _drawings(options, Path(folder))),
            "growth": lambda: _growth(environment, options.clicks, Path(folder), options.growth),
            "curve": lambda: _curve(environment),
            "waits": lambda: _waits(options, environment, Path(folder)),
            "memory": lambda: _memory(environment, options),
            "ranking": ranking.lines,
            "worth": lambda: worth.lines(options.cases),
            "painting": lambda: painting.lines(environment),
        }
        for name in options.what or runs:
            print(f"\n{name}")
            for line in runs[name]():
                # At once: what comes after may fail, or take its time.
                print(line, flush=True)
                lines.append(line)
    return 1 if any(line.met is False for line in lines) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="|".join(WHAT), help="what to measure; without: all")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each program for the start")
    parser.add_argument("--clicks", type=int, default=400, help="clicks, zoom steps and pan steps each")
    parser.add_argument("--cases", type=int, default=worth.CASES, help="drawings of each kind for the worth")
    parser.add_argument("--growth", type=int, default=max(GROWTH), help="grow up to this many times the points")
    parser.add_argument(
        "--sizes", nargs="+", choices=("1080p", "4K"), default=("1080p", "4K"), help="screens of the waits"
    )
    parser.add_argument("--synthetic", action="store_true", help="made-up drawings in place of the real ones")
    options = parser.parse_args()
    unknown = set(options.what) - set(WHAT)
    if unknown:
        parser.error(f"there is nothing called {', '.join(sorted(unknown))} to measure")
    return options


def _environment(folder: Path, what: Collection[str]) -> dict[str, str]:
    """Return an environment in which the program has no settings from earlier."""
    environment = clean_environment(folder)
    if not set(what) - OWN_SCREEN:
        return environment
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print(
            "no display: all but waits, memory, ranking and worth is measured where nothing is sent to a screen",
            file=sys.stderr,
        )
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


# Start


def _start(environment: dict[str, str], rounds: int) -> list[Line]:
    taken: dict[str, list[float]] = {"floor": [], "program": []}
    for number in range(rounds + 1):
        for kind, seconds in taken.items():
            measured = _time_to_paint(kind, environment)
            if number:  # The first of each only fills the file system's cache.
                seconds.append(measured)
    floor, program = (median(taken[kind]) for kind in ("floor", "program"))
    pairs = sorted(ours / least for ours, least in zip(taken["program"], taken["floor"], strict=True))
    ratio = median(pairs)
    figure = f"{ratio:.2f} x  ({1000 * program:.0f} / {1000 * floor:.0f} ms)"
    return [Line("first painted frame / empty QMainWindow", figure, "<= 1.25", ratio <= 1.25)]


def _time_to_paint(kind: str, environment: dict[str, str]) -> float:
    begun = perf_counter()
    command = [sys.executable, "-m", "bench.start_child", kind]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - asked for above
        line = process.stdout.readline()
        seconds = perf_counter() - begun
    if line != b"painted\n":
        raise RuntimeError(f"{' '.join(command)} ended without painting")
    return seconds


# The waits around the click, from outside


def _waits(options: argparse.Namespace, environment: dict[str, str], folder: Path) -> Iterator[Line]:
    """Measure what a hand and an eye outside the program see, on an X server without hardware."""
    try:
        from bench import waits
    except ImportError as missing:
        yield Line("the waits", f"cannot be measured: {missing}")
        return
    yield from waits.bare_times(environment, options.rounds)
    for size in options.sizes:
        # A folder each: a hold that the run before broke off is told at the next start, and moves the stage.
        own = clean_environment(folder / size)
        yield from waits.launch(own, size)
        yield from waits.waits(own, size)


def _memory(environment: dict[str, str], options: argparse.Namespace) -> list[Line]:
    """Measure what the program holds with everything really open, and what its drawings take on disk."""
    try:
        from bench.outside import virtual_screen
        from bench.waits import SIZES
    except ImportError as missing:
        return [Line("the memory", f"cannot be measured: {missing}")]
    size = sum(path.stat().st_size for path in (ROOT / "resources" / "svg").glob("*/*.svg")) / 1e6
    lines = [Line("drawings", f"{size:.1f} MB", "<= 12 MB", size <= 12)]
    for name in options.sizes:
        width, height, ratio = SIZES[name]
        shown = f"{width / ratio:.0f}x{height / ratio:.0f}"
        with virtual_screen(width, height) as (display, _):
            own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(ratio)}
            report = _report([sys.executable, "-m", "bench.memory_child", "--size", shown], environment | own)
        goals = {"open": 150 if name == "1080p" else 240, "hold": 195 if name == "1080p" else None}
        for stage, what in (("open", "every sheet, both figures, the projector"), ("hold", "the same and a hold")):
            goal, found = goals[stage], report[stage]
            said = "" if goal is None else f"<= {goal} MB"
            met = None if goal is None else found <= goal
            lines.append(Line(f"memory: {what} ({name})", f"{found:.0f} MB", said, met))
    return lines


# Clicks, zoom, pan, memory


def _drawings(options: argparse.Namespace, folder: Path) -> Path | None:
    """Return the folder of made-up drawings when those are wanted or there are no real ones, else nothing."""
    svg_root = ROOT / "resources" / "svg"
    drawn = (svg_root / "sheets.json").exists() and (ROOT / "resources" / "points.json").exists()
    if drawn and not options.synthetic:
        return None
    synthetic.write(folder / "made-up")
    return folder / "made-up"


def _measure(environment: dict[str, str], clicks: int, drawings: Path | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.window_child", "--clicks", str(clicks)]
    if drawings is not None:
        command += ["--points", str(drawings / "points.json"), "--drawings", str(drawings / "svg")]
    return _report(command, environment)


def _report(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Return what a measuring program prints last."""
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
    )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return report


def _window(environment: dict[str, str], clicks: int, drawings: Path | None) -> list[Line]:
    report = _measure(environment, clicks, drawings)
    click, floor = report["click_ms"], report["floor_ms"]
    p50, p99 = click[0] / floor[0], click[1] / floor[1]
    settled, zoom, pan = report["settled_ms"], report["zoom_ms"], report["pan_ms"]
    rss = report["rss_mb"]
    return [
        Line(
            "click to flushed highlight / bare widget, p50",
            f"{p50:.2f} x  {_ms(click, floor, 0)}",
            "<= 1.5",
            p50 <= 1.5,
        ),
        Line("click to flushed highlight / bare widget, p99", f"{p99:.2f} x  {_ms(click, floor, 1)}", "<= 3", p99 <= 3),
        Line("the same while nothing is lit yet, p50 / p99", _times_floor(report["first_ms"], floor)),
        Line("the same by a finger's tap, p50 / p99", _times_floor(report["tap_ms"], floor)),
        Line("the same with no time to get ready, p50 / p99", _times_floor(report["cold_ms"], floor)),
        _asked(report),
        Line("panel and small pictures settled, p50 / p99", _both(settled), "<= 50 ms", settled[1] <= 50),
        Line("zoom frame p50 / p99", _both(zoom), "< 16.7 ms", zoom[1] < 16.7),
        Line("pan frame p50 / p99", _both(pan), "< 16.7 ms", pan[1] < 16.7),
        Line("longest wait behind work in idle time", f"{report['longest_slice_ms']:.1f} ms"),
        Line("memory, everything open", f"{rss:.0f} MB", "< 150 MB", rss < 150),
        Line("window to sharp drawings", f"{report['opened_ms']:.0f} ms"),
    ]


def _asked(report: dict[str, Any]) -> Line:
    """Return how long a click on bare skin takes, against one on an X: both while nothing is lit, by turns."""
    asked, first = report["asked_ms"], report["first_ms"]
    share = asked[0] / first[0]
    figure = f"{share:.2f} x  {_ms(asked, first, 0)}"
    return Line("question on bare skin / X, while nothing is lit, p50", figure, "<= 1.1", share <= 1.1)


def _ms(click: list[float], floor: list[float], place: int) -> str:
    return f"({click[place]:.2f} / {floor[place]:.2f} ms)"


def _times_floor(pair: list[float], floor: list[float]) -> str:
    return f"{pair[0] / floor[0]:.2f} / {pair[1] / floor[1]:.2f} x"


def _both(pair: list[float]) -> str:
    return f"{pair[0]:.1f} / {pair[1]:.1f} ms"


# The live curve of a hold


def _curve(environment: dict[str, str]) -> list[Line]:
    report = _report([sys.executable, "-m", "bench.curve_child"], environment)
    late, early, wall = report["late_ms"], report["early_ms"], report["late_wall_ms"]
    return [
        Line("hold curve, a frame after ten minutes, p50 / p99", _fine(late), "< 4 ms", late[1] < 4),
        Line("the same after twenty seconds", _fine(early)),
        Line("by the wall clock, other programs included", _fine(wall)),
        Line("corners of the line by then", str(report["corners"])),
    ]


def _fine(pair: list[float]) -> str:
    return f"{pair[0]:.2f} / {pair[1]:.2f} ms"


# Growth


def _growth(environment: dict[str, str], clicks: int, folder: Path, most: int) -> list[Line]:
    lines, first = [], 0.0
    for times in (times for times in GROWTH if times <= most):
        made = folder / f"times-{times}"
        synthetic.write(made, times, figures=("woman",))
        report = _measure(environment, max(40, clicks // 3), made)
        ratio = report["click_ms"][0] / report["floor_ms"][0]
        first = first or ratio
        flat = ratio <= 1.5 * first
        figure = f"click {ratio:.2f} x ({ratio / first:.2f} of 1x), rss {report['rss_mb']:.0f} MB"
        rest = f"zoom {_both(report['zoom_ms'])}, open {report['opened_ms']:.0f} ms"
        lines.append(
            Line(f"{times} x the points ({times * synthetic.POINTS})", f"{figure}, {rest}", "click <= 1.5 of 1x", flat)
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
