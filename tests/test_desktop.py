"""What is missing on a system is named with the line that installs it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bodymap import desktop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")


def test_what_is_installed_is_no_problem() -> None:
    assert desktop.drawing_problem() == ""


@pytest.mark.parametrize(
    ("sudo", "line"),
    [
        ("/usr/bin/sudo", "sudo apt-get install -y libnowhere1 libnothing2"),
        (None, 'su -c "apt-get install -y libnowhere1 libnothing2"'),
    ],
)
def test_a_missing_library_is_named_with_the_exact_line(
    monkeypatch: pytest.MonkeyPatch, sudo: str | None, line: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: sudo)
    libraries = {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1", "libnothing.so.2": "libnothing2"}
    assert desktop.missing_libraries(libraries) == ("libnowhere.so.1", "libnothing.so.2")
    problem = desktop.libraries_problem(libraries)
    assert "libnowhere.so.1, libnothing.so.2" in problem
    assert problem.endswith(f"run:\n  {line}")


def test_without_a_display_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(desktop, "libraries_problem", lambda _: "")
    assert "DISPLAY is not set" in desktop.window_problem()


def test_libraries_of_x_are_asked_for_only_for_x(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(desktop, "libraries_problem", lambda libraries: asked.append(libraries) or "missing")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert desktop.window_problem() == "missing"
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.window_problem() == "missing"
    assert asked == [desktop.DRAWING_LIBRARIES, desktop.DRAWING_LIBRARIES | desktop.X11_LIBRARIES]


def test_no_window_is_needed_where_qt_draws_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert desktop.window_problem() == ""


def test_a_wayland_session_needs_no_x(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(desktop, "libraries_problem", lambda libraries: asked.append(libraries) or "")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "DISPLAY is not set" in desktop.window_problem()
    (tmp_path / "wayland-0").touch()
    assert desktop.window_problem() == ""
    monkeypatch.setenv("DISPLAY", ":987")
    assert ":987" in desktop.window_problem()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    assert desktop.window_problem() == ""
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert ":987" in desktop.window_problem()
    monkeypatch.delenv("DISPLAY")
    assert "DISPLAY is not set" in desktop.window_problem()
    assert asked[0] == desktop.DRAWING_LIBRARIES


@pytest.mark.parametrize("display", [":987", "nonsense"])
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setattr(desktop, "libraries_problem", lambda _: "")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert f"{display}” cannot be reached" in desktop.window_problem()
