"""What is missing on a system is named with the line that installs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bodymap import desktop
from bodymap.cli.parser import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")


def test_what_is_installed_is_no_problem() -> None:
    assert desktop.drawing_problem() == ""


def test_without_a_display_every_command_that_needs_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    problem = desktop.window_problem()
    commands = next(each for each in make_parser()._actions if isinstance(each.choices, dict)).choices
    assert commands is not None
    assert [each for each in commands if each not in {"open", "completion", "help"} and f" {each}" not in problem] == []


@pytest.mark.parametrize(
    ("sudo", "line"),
    [
        ("/usr/bin/sudo", "sudo apt-get update && sudo apt-get install -y libnowhere1 libnothing2"),
        (None, 'su -c "apt-get update && apt-get install -y libnowhere1 libnothing2"'),
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


@pytest.fixture
def compositor(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a socket at which something listens, as a Wayland compositor does."""
    folder = tmp_path_factory.mktemp("w")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "wayland-0"))
        listening.listen()
        yield "wayland-0"


def test_a_wayland_session_needs_no_x(monkeypatch: pytest.MonkeyPatch, compositor: str) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(desktop, "libraries_problem", lambda libraries: asked.append(libraries) or "")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    assert "DISPLAY is not set" in desktop.window_problem()
    monkeypatch.setenv("WAYLAND_DISPLAY", compositor)
    assert desktop.window_problem() == ""
    monkeypatch.setenv("DISPLAY", ":987")
    assert ":987" in desktop.window_problem()
    for platform in ("wayland", "wayland-egl", "Wayland:x", "nonsense;wayland"):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        assert desktop.window_problem() == "", platform
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert ":987" in desktop.window_problem()
    monkeypatch.delenv("DISPLAY")
    assert "DISPLAY is not set" in desktop.window_problem()
    assert asked[0] == desktop.DRAWING_LIBRARIES


@pytest.mark.parametrize("file", ["wayland-0", "wayland-1"])
def test_wayland_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str) -> None:
    """A plain file of that name, as a session leaves behind, or none at all."""
    monkeypatch.setattr(desktop, "libraries_problem", lambda _: "")
    monkeypatch.setattr(desktop, "_answers", lambda _: True)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", file)
    (tmp_path / "wayland-0").touch()
    assert "DISPLAY is not set" in desktop.window_problem()
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.window_problem() == "", "X is there"
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    assert "no Wayland session can be reached" in desktop.window_problem()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;xcb")
    assert desktop.window_problem() == ""


@pytest.mark.parametrize("platform", ["nonsense", "cocoa", " xcb", "nonsense;rubbish"])
def test_a_platform_that_qt_does_not_know_is_told(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(desktop, "libraries_problem", lambda _: "")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    problem = desktop.window_problem()
    assert f"“{platform.partition(';')[0]}”" in problem
    assert "xcb" in problem
    assert "Unset QT_QPA_PLATFORM" in problem


def test_the_platforms_that_are_known_are_those_that_qt_brings() -> None:
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    brought = {each.stem.removeprefix("libq") for each in plugins.glob("libq*.so")}
    assert brought <= desktop.WINDOWLESS | desktop.WAYLAND | {"xcb"}


def test_the_program_ends_with_a_line_and_not_with_a_core() -> None:
    for platform in ("nonsense", "wayland"):
        environment = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")}
        environment["QT_QPA_PLATFORM"] = platform
        done = subprocess.run(
            [sys.executable, "-m", "bodymap"], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "QT_QPA_PLATFORM" in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["a, b", "a;b", 'a"b', "a\\b", "plain ü"])
def test_a_folder_with_odd_letters_does_not_make_qt_abort(tmp_path: Path, name: str) -> None:
    import PySide6
    import shiboken6

    folder = tmp_path / name
    folder.mkdir()
    for package in (PySide6, shiboken6):
        here = Path(str(package.__file__)).parent
        (folder / here.name).symlink_to(here, target_is_directory=True)
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\n"
        "from bodymap.desktop import name_qt_plugins; name_qt_plugins()\n"
        "from PySide6.QtGui import QGuiApplication; QGuiApplication([])\n"
        "import PySide6; print(PySide6.__file__)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(folder) in done.stdout


@pytest.mark.parametrize("arguments", [[], ["soleus-1"], ["render", "soleus-1", "-o", "-"]])
def test_qt_is_told_where_its_plugins_are_before_it_is_imported(arguments: list[str]) -> None:
    code = (
        "import sys, types\n"
        "from bodymap import __main__, desktop\n"
        "sys.modules['bodymap.ui.app'] = types.SimpleNamespace(run=lambda _: 3)\n"
        "desktop.window_problem = lambda: ''\n"
        "desktop.name_qt_plugins = lambda: sys.exit('late' if 'PySide6' in sys.modules else 7)\n"
        f"sys.argv = ['bodymap', *{arguments!r}]\n"
        "sys.exit(__main__.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.parametrize("display", [":987", "nonsense"])
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setattr(desktop, "libraries_problem", lambda _: "")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert f"{display}” cannot be reached" in desktop.window_problem()
