"""What the platform tells a screen reader of the real window: AT-SPI, under a session bus, on a display of its own.

Qt's own view of its widgets says nothing of what arrives. Where the tools are missing the test is skipped and says
which; ``BODYMAP_AT_SPI=required`` makes that a failure, as in the public checks.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bodymap.desktop import DRAWING_LIBRARIES, X11_LIBRARIES, missing_libraries

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = {"Xvfb": "xvfb", "dbus-run-session": "dbus-daemon"}
SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
LIT, OTHER = "infraspinatus-1", "Rhomboids TrP1, right side, on Shoulders and upper back"


def missing() -> list[str]:
    """Return which packages are missing for a window with a listener."""
    tools = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    libraries = missing_libraries(DRAWING_LIBRARIES | X11_LIBRARIES)
    return [*tools, *(() if SERVICE.exists() else ("at-spi2-core",)), *libraries]


@contextmanager
def display() -> Iterator[str]:
    """Run a display of its own, wide enough for the finder, and return its name."""
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL) as server:
        os.close(writes)
        try:
            with os.fdopen(reads) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a screen reader finds in the window, and what comes of pressing a point."""
    if sys.platform != "linux":
        pytest.skip("this tree is Linux's")
    if lacking := missing():
        if os.environ.get("BODYMAP_AT_SPI") == "required":
            pytest.fail(f"missing: {', '.join(lacking)}")
        pytest.skip(f"needs {', '.join(lacking)}; scripts/system_libraries.py --listener installs them")
    home = tmp_path_factory.mktemp("home")
    own = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    environment = {**os.environ, **own, "XDG_RUNTIME_DIR": str(runtime), "LANGUAGE": "en"}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.by_ear.tree", LIT, OTHER]
    with display() as name:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment | {"DISPLAY": name},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def named(found: dict[str, Any], role: str) -> dict[str, dict[str, Any]]:
    """Return the things of a role by their names."""
    return {thing["name"]: thing for thing in found["things"] if thing["role"] == role}


def test_the_windows_title_names_what_is_lit(found: dict[str, Any]) -> None:
    assert found["title"].startswith("Infraspinatus TrP1")


def test_a_choice_of_one_is_a_group_of_radio_buttons(found: dict[str, Any]) -> None:
    radios = named(found, "radio button")
    sides = {name: thing["checked"] for name, thing in radios.items() if name.startswith("Patient's side: ")}
    assert sides == {"Patient's side: Right": True, "Patient's side: Left": False, "Patient's side: Both": False}
    assert any(name.startswith("Figure: ") for name in radios)


def test_sections_are_headings(found: dict[str, Any]) -> None:
    headings = named(found, "heading")
    assert "Infraspinatus" in headings
    assert "Lie, find, press" in headings


def test_a_point_on_the_stage_is_named_and_knows_whether_it_is_lit(found: dict[str, Any]) -> None:
    points = {name: thing for name, thing in named(found, "check box").items() if ", on " in name}
    lit = {name for name, thing in points.items() if thing["checked"]}
    assert "Infraspinatus TrP1, right side, on Shoulders and upper back" in lit
    assert all(name.startswith("Infraspinatus TrP1") for name in lit)
    assert len(points) > 20


def test_the_layers_are_switches(found: dict[str, Any]) -> None:
    boxes = named(found, "check box")
    assert {name: boxes[name]["checked"] for name in ("Zones", "Bones")} == {"Zones": True, "Bones": False}


def test_nothing_that_takes_the_keyboard_is_without_a_name(found: dict[str, Any]) -> None:
    nameless = {
        (thing["role"], thing["name"]) for thing in found["things"] if thing["focusable"] and not thing["name"].strip()
    }
    assert nameless == set()


def test_a_point_can_be_pressed_from_outside(found: dict[str, Any]) -> None:
    assert found["pressed"]
    assert found["after"].startswith("Rhomboids TrP1")
