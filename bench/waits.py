"""The waits around the click, from the X event to the last pixel that changes for it.

Each is told as a ratio: of the launch to an empty window's start, of all else to what a widget needs that repaints only
the old path and the new one. Both are taken in the same run, on the same screen, by the same hand and eye.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from math import dist
from random import Random
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any, Final

from bench.outside import QUIET_S, Rect, Screen, overlap, virtual_screen
from bench.stats import Line, times, wait_line
from bench.surroundings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES: Final = {"1080p": (1920, 1080, 1.0), "4K": (3840, 2160, 2.0)}
_PATIENCE_S: Final = 1.5
"""What has not begun to change by then does not."""
_POINTING_S: Final = 0.06
"""How long a hand rests on a point before it clicks."""


@dataclass(frozen=True, slots=True)
class Goals:
    """What the waits are held against, in milliseconds unless said otherwise."""

    sharp: float
    change: float
    hold: float = 33
    panel: tuple[float, float] = (8, 16.7)
    launch: float = 2.0
    """Times an empty window."""
    click: float = 1.3
    """Times the floor."""
    frames: float = 100
    """A second."""


GOALS: Final = {"1080p": Goals(60, 33), "4K": Goals(100, 66)}


class Program:
    """The program on a screen, with what it said of its places."""

    def __init__(self, screen: Screen, process: subprocess.Popen[Any], places: dict[str, Any]) -> None:
        self.screen, self.process = screen, process
        self.stage: Rect = tuple(places["stage"])
        self.panel: Rect = tuple(places["panel"])
        self.thumbs: list[Rect] = [tuple(each) for each in places["thumbs"]]
        self.marks: list[tuple[int, int]] = [tuple(each) for each in places["marks"]]
        self.points: int = places["points"]
        self._random = Random(7)  # noqa: S311

    def last_change(self, begun: float, where: Rect, quiet: float = QUIET_S) -> float | None:
        """Return how long from ``begun`` until the last pixel in a rectangle changed, in milliseconds."""
        last = None
        for change in self.screen.changes(quiet, _PATIENCE_S):
            if overlap(change.where, where):
                last = change.at
        return None if last is None else 1000 * (last - begun)

    def first_change(self, begun: float, where: Rect) -> float | None:
        """Return how long from ``begun`` until any pixel in a rectangle changed, in milliseconds."""
        for change in self.screen.changes(_PATIENCE_S):
            if overlap(change.where, where):
                return 1000 * (change.at - begun)
        return None

    def light(self) -> None:
        """Light some point, and see to it that the stage changes for it."""
        for _ in range(8):
            self.point_at()
            if self.last_change(self.screen.click(), self.stage) is not None:
                self.screen.rest(0.3)
                return
        raise RuntimeError("no click lights anything: the stage is not as it was at first")

    def point_at(self) -> tuple[int, int]:
        """Bring the pointer to some point that stands alone, and let it rest there as a hand does."""
        x, y = self._random.choice(self.marks)
        self.screen.move(self.stage[0] + 3, self.stage[3] - 3)
        sleep(0.03)
        self.screen.move(x, y)
        sleep(_POINTING_S)
        self.screen.rest(0.04)
        return x, y


@contextmanager
def running(name: str, screen: Screen, size: str, environment: dict[str, str]) -> Iterator[Program]:
    """Run the program on a screen until the end of the block."""
    width, height, ratio = SIZES[size]
    shown = f"{round(width / ratio)}x{round(height / ratio)}"
    command = [sys.executable, "-m", "bench.waits_child", "program", "--size", shown]
    own = environment | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(ratio)}
    with subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            screen.find_window("bodymap")
            assert process.stdout is not None  # noqa: S101 - asked for above
            places = json.loads(process.stdout.readline())
            screen.rest(0.6)
            yield Program(screen, process, places)
        finally:
            process.terminate()


CLICKS: Final = 90
"""Enough for a middle and a tail of what varies most; every other wait is taken a twelfth as often, but the floor."""


def waits(environment: dict[str, str], size: str, count: int = CLICKS) -> Iterator[Line]:
    """Measure every wait on a screen of this size and yield the lines to print."""
    goals = GOALS[size]
    width, height, _ = SIZES[size]
    with virtual_screen(width, height) as (name, screen):
        floor = _floor(name, screen, environment, size, count)
        with running(name, screen, size, environment) as program:
            title = f"{size}, {program.points} points"
            yield Line(f"floor: a click repaints two paths ({title})", f"{floor:.2f} ms")
            parts: tuple[Callable[[], list[Line]], ...] = (
                lambda: _clicks(program, floor, goals, count),
                lambda: _changes(program, floor, goals, max(4, count // 12)),
                lambda: _zooms(program, floor, goals, max(4, count // 12)),
                lambda: _moving(program, goals),
                lambda: _first_hold(program, floor, goals),
            )
            for part in parts:
                for line in part():
                    yield Line(f"{line.what} ({title})", line.figure, line.goal, line.met)


def _floor(name: str, screen: Screen, environment: dict[str, str], size: str, count: int) -> float:
    width, height, ratio = SIZES[size]
    shown = f"{round(width / ratio)}x{round(height / ratio)}"
    command = [sys.executable, "-m", "bench.waits_child", "floor", "--size", shown]
    own = environment | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(ratio)}
    with subprocess.Popen(command, cwd=ROOT, env=own) as process:  # noqa: S603
        try:
            screen.find_window("floor")
            screen.rest(0.4)
            program = Program(screen, process, {"stage": (0, 0, width, height), "panel": (0, 0, 1, 1), **_NOWHERE})
            random, taken = Random(3), []  # noqa: S311
            for _ in range(count):
                screen.move(random.randrange(300, width - 500), random.randrange(200, height - 400))
                sleep(0.03)
                taken.append(program.last_change(screen.click(), program.stage, 0.04))
            return times([each / 1000 for each in taken if each is not None]).pair()[0]
        finally:
            process.terminate()


_NOWHERE: Final[dict[str, Any]] = {"thumbs": [], "marks": [], "points": 0}


def _clicks(program: Program, floor: float, goals: Goals, count: int) -> list[Line]:
    lit, panel = [], []
    for _ in range(count):
        program.point_at()
        begun = program.screen.click()
        stage_at = panel_at = begun
        for change in program.screen.changes(QUIET_S, _PATIENCE_S):
            if overlap(change.where, program.stage) and stage_at == begun:
                stage_at = change.at
            if overlap(change.where, program.panel):
                panel_at = change.at
        # The point that is lit already may be clicked again: nothing changes then.
        if stage_at > begun:
            lit.append(stage_at - begun)
        if panel_at > begun:
            panel.append(panel_at - begun)
    if min(len(lit), len(panel)) < count / 2:
        raise RuntimeError(f"of {count} clicks {len(lit)} changed the stage and {len(panel)} the panel")
    click, settled = times(lit).pair(), times(panel).pair()
    ratio = click[0] / floor
    return [
        Line("click to the lit pixels, p50", f"{ratio:.2f} x  ({click[0]:.2f} ms)", "<= 1.3 x", ratio <= goals.click),
        Line(
            "panel after a click, p50 / p99",
            f"{settled[0]:.1f} / {settled[1]:.1f} ms",
            f"<= {goals.panel[0]} / {goals.panel[1]} ms",
            settled[0] <= goals.panel[0] and settled[1] <= goals.panel[1],
        ),
    ]


def _changes(program: Program, floor: float, goals: Goals, count: int) -> list[Line]:
    screen = program.screen
    screen.move(program.stage[0] + 3, program.stage[3] - 3)
    acts: dict[str, Callable[[int], float]] = {
        "figure": lambda _: screen.key("F2"),
        "side": lambda n: screen.key("r" if n % 2 else "l", control=True),
        "layer": lambda _: screen.key("1", control=True),
        "light or dark": lambda _: screen.key("d", control=True),
        "sheet to the stage": lambda n: _stage_sheet(program, n),
    }
    lines = []
    screen.key("Escape")
    for what, act in acts.items():
        taken: list[float | None] = []
        for n in range(2 * ((count + 1) // 2)):
            screen.rest(0.3)
            taken.append(program.last_change(act(n), program.stage, 0.4))
        lines.append(wait_line(f"{what}, to the last pixel of the stage", taken, floor, goals.change))
    return lines


def _stage_sheet(program: Program, number: int) -> float:
    left, top, right, bottom = program.thumbs[3 + number // 2]
    program.screen.move((left + right) // 2, (top + bottom) // 2)
    sleep(0.05)
    program.screen.rest(0.05)
    return program.screen.click()


def _zooms(program: Program, floor: float, goals: Goals, count: int) -> list[Line]:
    lines = []
    for what, lit in (("nothing lit", False), ("something lit", True)):
        program.screen.key("Escape")
        program.screen.rest(0.3)
        if lit:
            program.light()
        x, y = (program.stage[0] + program.stage[2]) // 2, (program.stage[1] + program.stage[3]) // 3
        program.screen.move(x, y)
        taken: list[float | None] = []
        for n in range(2 * count):
            program.screen.rest(0.3)
            begun = program.screen.click(button=4 if n % 4 < 2 else 5)
            taken.append(program.last_change(begun, program.stage, 0.4))
        program.screen.key("f")
        program.screen.rest(0.3)
        lines.append(wait_line(f"notch of the wheel to sharp, {what}", taken, floor, goals.sharp))
    return lines


def _moving(program: Program, goals: Goals) -> list[Line]:
    """Drag at 125 events a second for a second with something lit, and count the frames that were shown."""
    screen = program.screen
    screen.key("Escape")
    program.light()
    middle = (program.stage[0] + program.stage[2]) // 2, (program.stage[1] + program.stage[3]) // 2
    for _ in range(3):
        screen.click(button=4)
    screen.rest(0.4)
    screen.move(*middle)
    screen.press()
    frames, begun, sent = set(), perf_counter(), 0
    while perf_counter() - begun < 1.0:
        due = begun + sent * 0.008
        if perf_counter() < due:
            frames |= {round(change.at, 4) for change in screen.changes(max(0.0005, due - perf_counter()))}
            continue
        sent += 1
        screen.move(middle[0] + (sent % 60) * 3 - 90, middle[1] + (sent % 40) * 2 - 40)
    screen.release()
    seen = len({round(at * 200) for at in frames})
    return [
        Line("frames in a second of dragging, something lit", f"{seen}", f">= {goals.frames}", seen >= goals.frames)
    ]


def _first_hold(program: Program, floor: float, goals: Goals) -> list[Line]:
    screen = program.screen
    screen.key("f")
    screen.rest(0.4)
    screen.key("Escape")
    program.light()
    for page in ("when not to press", "before a hold"):
        if program.last_change(screen.key("space"), program.panel, 1.5) is None:
            raise RuntimeError(f"there was no page {page}")
    begun = screen.key("space")
    taken = program.first_change(begun, program.panel)
    return [wait_line("Start of the first hold to its first pixel", [taken], floor, goals.hold)]


def launch(environment: dict[str, str], size: str, rounds: int = 7) -> list[Line]:
    """Measure from the start of the process to the first click that lights a point, against an empty window."""
    width, height, ratio = SIZES[size]
    with virtual_screen(width, height) as (name, screen):
        with running(name, screen, size, environment) as program:
            mark, points = _freest(program.marks), program.points
            screen.move(*mark)
            screen.rest(0.3)
            plain = _look(screen, mark, ratio)
            # The click's own frame: the line of a name that runs by here comes later, with the names.
            program.first_change(screen.click(), program.stage)
            lit = {at: colour for at, colour in _look(screen, mark, ratio).items() if colour != plain[at]}
        own = environment | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(ratio)}
        shown = f"{round(width / ratio)}x{round(height / ratio)}"
        command = [sys.executable, "-m", "bench.waits_child", "program", "--size", shown]
        taken: dict[str, list[float]] = {"floor": [], "program": []}
        for number in range(rounds + 1):
            empty = _launch_floor(screen, own)
            ours = _launch(screen, command, own, mark, lit)
            if number:  # The first of each only fills the file system's cache.
                taken["floor"].append(empty)
                taken["program"].append(ours)
    pairs = [ours / least for ours, least in zip(taken["program"], taken["floor"], strict=True)]
    ratio_ = median(pairs)
    figure = f"{ratio_:.2f} x  ({1000 * median(taken['program']):.0f} / {1000 * median(taken['floor']):.0f} ms)"
    goal = GOALS[size].launch
    title = f"{size}, {points} points"
    return [Line(f"launch to a click that lights / empty window ({title})", figure, f"<= {goal}", ratio_ <= goal)]


def _freest(marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the mark with most room around it: where several lie together a click may ask which is meant."""
    return max(marks, key=lambda mark: min(dist(mark, other) for other in marks if other != mark))


def _launch_floor(screen: Screen, environment: dict[str, str]) -> float:
    begun = perf_counter()
    command = [sys.executable, "-m", "bench.start_child", "floor"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - asked for above
        process.stdout.readline()
        taken = perf_counter() - begun
    screen.rest(0.05)
    return taken


Colours = dict[tuple[int, int], tuple[int, int, int]]
_AGAIN_S: Final = 0.010
"""So often an impatient hand clicks; how long it waits must not be part of what is measured."""


def _look(screen: Screen, mark: tuple[int, int], ratio: float) -> Colours:
    """Return what is seen around a mark, where the heavy X of a lit point has ink."""
    steps = [round(each * ratio) for each in (-9, -7, -5, 5, 7, 9)]
    places = [(mark[0] + across, mark[1] + down) for across in steps for down in steps if abs(across) == abs(down)]
    return {at: screen.pixel(*at) for at in places}


def _launch(
    screen: Screen, command: list[str], environment: dict[str, str], mark: tuple[int, int], lit: Colours
) -> float:
    """Click a point from the first frame on, again and again, until it is lit: an impatient hand."""
    screen.move(*mark)
    begun = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            screen.find_window("bodymap", pause=0.005)
            clicked = 0.0
            while any(screen.pixel(*at) != colour for at, colour in lit.items()):
                if perf_counter() - clicked > _AGAIN_S:
                    screen.click()
                    clicked = perf_counter()
                sleep(0.003)
                if clicked - begun > 20:
                    raise TimeoutError("no click lit anything")
            return perf_counter() - begun
        finally:
            process.terminate()
            process.wait()
            sleep(0.1)


def bare_times(environment: dict[str, str], rounds: int) -> list[Line]:
    """Measure ``show`` and ``list`` against a Python that does nothing."""
    commands = {
        "bare": [sys.executable, "-c", "pass"],
        "show": [sys.executable, "-m", "bodymap", "show", "infraspinatus-1"],
        "list": [sys.executable, "-m", "bodymap", "list"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            begun = perf_counter()
            subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
            taken[name].append(perf_counter() - begun)
    lines = []
    for name, goal in (("show", 4.0), ("list", 6.0)):
        ratio = median(ours / least for ours, least in zip(taken[name][1:], taken["bare"][1:], strict=True))
        figure = f"{ratio:.1f} x  ({1000 * median(taken[name][1:]):.0f} ms)"
        lines.append(Line(f"bodymap {name} / a Python that does nothing", figure, f"<= {goal:.0f} x", ratio <= goal))
    return lines
