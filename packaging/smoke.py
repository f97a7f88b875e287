"""Tries a frozen bodymap from outside, as a person would: opens its window, holds a point to the end by keys.

``python packaging/smoke.py [--root FOLDER] [--picture FILE] [PROGRAM]``; without PROGRAM the one in ``build/bundle``.

What counts is the journal that the program leaves behind and that it had nothing to complain of. A bundle that lacks a
part of the curve opens its window all the same; it fails here. Needs a display: on Linux xdotool and an X server that
stays when its last client leaves (``Xvfb -noreset``).

``--root``: a folder that holds a whole system; the program is run in it by chroot. ``--picture``: where to keep a
picture of the running hold (Linux, by ImageMagick).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUNDLE: Final = Path(__file__).resolve().parent.parent / "build" / "bundle"
PROGRAMS: Final = {
    "linux": "bodymap/bodymap",
    "win32": "bodymap/bodymap.exe",
    "darwin": "bodymap.app/Contents/MacOS/bodymap",
}
POINT: Final = "infraspinatus-1"
OPENS_S: Final = 60.0
HOLD_S: Final = 180.0
"""Far more than the hold that the point asks for takes, from finding to rest."""

ENDS: Final = ("complete", "released", "longest")
"""How a hold ends that was held to its end."""


class SmokeError(Exception):
    """The program did not do what it must."""


class Trial:
    """One program, the folder in which it keeps what it keeps, and how it is started."""

    def __init__(self, program: str, root: Path | None) -> None:
        base = root / "tmp" if root is not None else Path(tempfile.gettempdir())
        self.home = Path(tempfile.mkdtemp(prefix="bodymap-smoke-", dir=base))
        seen_as = f"/{self.home.relative_to(root)}" if root is not None else str(self.home)
        self.command = [*(("chroot", str(root)) if root is not None else ()), program]
        kinds = {f"XDG_{kind}_HOME": f"{seen_as}/{kind.lower()}" for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        overrides = {f"WIN_PD_OVERRIDE_{kind}": seen_as for kind in ("APPDATA", "LOCAL_APPDATA")}
        self.environment = {**os.environ, **kinds, **overrides, "HOME": seen_as}
        self.seen_as = seen_as

    def run(self, *arguments: str) -> str:
        """Run a command of the program to its end and return what it printed."""
        done = subprocess.run(
            [*self.command, *arguments], env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode:
            raise SmokeError(f"bodymap {' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def records(self) -> list[dict[str, Any]]:
        """Return every whole record that the program has written into its journal."""
        lines = [line for file in self.home.rglob("sessions-*.jsonl") for line in file.read_text("utf-8").splitlines()]
        found = []
        for line in lines:
            try:
                found.append(json.loads(line)["record"])
            except ValueError:
                continue  # the end of a line that is being written
        return found

    def phase(self) -> str:
        """Return the phase that the hold is in by its last sample; empty before any."""
        phases = [record["sample"][1] for record in self.records() if record["kind"] == "sample"]
        return phases[-1] if phases else ""

    def has(self, kind: str) -> bool:
        """Return whether there is a record of this kind; a finished hold may be packed into one."""
        return any(record["kind"] in (kind, "packed") for record in self.records())


def main() -> int:
    """Try the program and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("program", nargs="?", default=str(BUNDLE / PROGRAMS[sys.platform]))
    parser.add_argument("--root", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    trial = Trial(options.program, options.root)
    try:
        try_commands(trial)
        with window(trial) as press:
            hold(trial, press, options.picture)
        judge(trial)
    except SmokeError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(trial.home, ignore_errors=True)
    return 0


def try_commands(trial: Trial) -> None:
    """Try what needs no window."""
    points = trial.run("list", "--json")
    trial.run("check")
    trial.run("render", POINT, "-o", f"{trial.seen_as}/point.png")
    if not (trial.home / "point.png").read_bytes().startswith(b"\x89PNG"):
        raise SmokeError("bodymap render drew no picture")
    print(f"commands: {len(json.loads(points))} points listed, atlas and drawings checked, one drawn")


@contextmanager
def window(trial: Trial) -> Iterator[Callable[[str], None]]:
    """Open the window with a point lit; give a function that presses a key in it; close it again."""
    complaints = trial.home / "complaints.txt"
    with complaints.open("wb") as told:
        begun = time.monotonic()
        program = subprocess.Popen([*trial.command, POINT], env=trial.environment, stdout=told, stderr=told)
        try:
            press = KEYS[sys.platform](program)
            print(f"window: open {time.monotonic() - begun:.1f} s after the start")
            yield press
            press("quit")
            _expect_end(program)
        except SmokeError as error:
            raise SmokeError(f"{error}\n{complaints.read_text('utf-8', 'replace')}".strip()) from None
        finally:
            program.kill()
            program.wait()
    if said := complaints.read_text("utf-8", "replace").strip():
        raise SmokeError(f"the program complained:\n{said}")


def _expect_end(program: subprocess.Popen[bytes]) -> None:
    try:
        if program.wait(timeout=20):
            raise SmokeError(f"the program ended with exit code {program.returncode}")
    except subprocess.TimeoutExpired:
        raise SmokeError("the program does not close") from None


def hold(trial: Trial, press: Callable[[str], None], picture: Path | None) -> None:
    """Go through a whole hold by keys and look at the list of holds."""
    # Space opens the page before, begins, and goes on from finding the place; one may come before the window listens.
    for _ in range(8):
        press("space")
        if _within(6.0, lambda: trial.phase() not in ("", "find")):
            break
    else:
        raise SmokeError(f"no hold began: the journal says “{trial.phase()}”")
    press("6")
    if not _within(30.0, lambda: trial.phase() == "hold"):
        raise SmokeError(f"the hold began and did not come to holding: the journal says “{trial.phase()}”")
    time.sleep(2.0)
    if picture is not None:
        subprocess.run(["import", "-window", "root", str(picture)], check=True)  # noqa: S607
    if not _within(HOLD_S, lambda: trial.has("ended")):
        raise SmokeError(f"the hold did not end within {HOLD_S:.0f} s")
    time.sleep(1.5)
    press("F7")
    time.sleep(1.5)
    if picture is not None:
        after = picture.with_stem(f"{picture.stem}-list")
        subprocess.run(["import", "-window", "root", str(after)], check=True)  # noqa: S607


def judge(trial: Trial) -> None:
    """Look into the journal that the program left behind."""
    records = trial.records()
    packed = [record for record in records if record["kind"] == "packed"]
    ended = [record for record in records if record["kind"] == "ended"] + [record["ended"] for record in packed]
    samples = [record for record in records if record["kind"] == "sample"]
    count = len(samples) + sum(len(record["samples"]) for record in packed)
    reasons = [record["reason"] for record in ended]
    if len(reasons) != 1 or reasons[0] not in ENDS or count < 40:
        raise SmokeError(f"the journal has {count} samples and the ends {ended}")
    print(f"hold: begun, {count} samples, ended as {reasons[0]}, listed; nothing complained of")


def _within(seconds: float, true: Callable[[], bool]) -> bool:
    """Return whether this came true within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


def _x11_keys(_program: subprocess.Popen[bytes]) -> Callable[[str], None]:
    """Wait for the window and return what presses keys in it."""

    def xdotool(*words: str) -> str:
        return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607

    if not _within(OPENS_S, lambda: bool(xdotool("search", "--onlyvisible", "--name", "^bodymap$"))):
        raise SmokeError("no window came")
    found = xdotool("search", "--onlyvisible", "--name", "^bodymap$").splitlines()[-1]
    time.sleep(2.0)

    def press(key: str) -> None:
        xdotool("windowfocus", found, "key", "ctrl+q" if key == "quit" else key)

    return press


def _windows_keys(program: subprocess.Popen[bytes]) -> Callable[[str], None]:
    """Return what presses keys in the window, through Windows' own shell."""
    time.sleep(15.0)
    names = {"space": " ", "F7": "{F7}", "quit": "%{F4}"}

    def press(key: str) -> None:
        script = f"$w = New-Object -ComObject WScript.Shell; [void]$w.AppActivate({program.pid}); Start-Sleep -m 300; "
        script += f"$w.SendKeys('{names.get(key, key)}')"
        subprocess.run(["powershell", "-NoProfile", "-Command", script], check=True)  # noqa: S607

    return press


def _macos_keys(program: subprocess.Popen[bytes]) -> Callable[[str], None]:
    """Return what presses keys in the window, through System Events, which the terminal must be allowed to use."""
    time.sleep(15.0)
    names = {"space": "key code 49", "F7": "key code 98", "quit": 'keystroke "q" using command down'}

    def press(key: str) -> None:
        front = f"set frontmost of (first process whose unix id is {program.pid}) to true"
        act = names.get(key, f'keystroke "{key}"')
        script = f'tell application "System Events"\n{front}\ndelay 0.3\n{act}\nend tell'
        subprocess.run(["osascript", "-e", script], check=True)  # noqa: S607

    return press


KEYS: Final = {"linux": _x11_keys, "win32": _windows_keys, "darwin": _macos_keys}

if __name__ == "__main__":
    sys.exit(main())
