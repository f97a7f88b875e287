"""What the system must offer before Qt may be imported: its libraries, and a display for the window.

Qt aborts the process, uncatchably, when a library of its xcb plugin or the display is missing, and always
blames libxcb-cursor0. So both are tried first, without Qt. Loading the libraries here costs nothing: Qt
needs them a moment later.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAWING_LIBRARIES: Final[dict[str, str]] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Library to Debian package: what Qt needs even when it only draws into a file."""
X11_LIBRARIES: Final[dict[str, str]] = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""Library to Debian package: what Qt needs besides for a window on an X display."""
WINDOWLESS: Final = frozenset({"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"})
"""Platforms of Qt that need no display server."""
WAYLAND: Final = frozenset({"wayland", "wayland-egl", "wayland-brcm"})
"""Platforms of Qt for a Wayland session."""


def drawing_problem() -> str:
    """Return why Qt cannot draw here, with what to do about it; empty when it can."""
    return libraries_problem(DRAWING_LIBRARIES) if sys.platform == "linux" else ""


def window_problem() -> str:
    """Return why no window can open here, with what to do about it; empty when one can."""
    if sys.platform != "linux":
        return ""
    # Qt tries the platforms of the variable from left to right; without it Wayland where there is no X.
    named = [each.partition(":")[0].lower() for each in os.environ.get("QT_QPA_PLATFORM", "").split(";")]
    problems = [_platform_problem(each) for each in named]
    return "" if "" in problems else problems[0]


def _platform_problem(platform: str) -> str:
    """Return why Qt cannot open a window by this platform plugin, or by the one that it would choose for ``""``."""
    if platform in WINDOWLESS:
        return drawing_problem()
    display = os.environ.get("DISPLAY", "")
    if platform in WAYLAND or (not platform and not display):
        if _wayland_answers(usual=bool(platform)):
            return drawing_problem()
        if platform:
            return tr("QT_QPA_PLATFORM asks for Wayland, and no Wayland session can be reached.") + " " + tr(_UNSET)
    elif platform not in ("", "xcb"):
        known = ", ".join(sorted({"xcb", *WAYLAND, *WINDOWLESS}))
        said = tr("QT_QPA_PLATFORM is “{platform}”, which Qt does not know; it knows {known}.")
        return said.format(platform=platform, known=known) + " " + tr(_UNSET)
    if not display:
        return tr("There is no display to open the window on: DISPLAY is not set.") + " " + tr(_WITHOUT_DISPLAY)
    if problem := libraries_problem(DRAWING_LIBRARIES | X11_LIBRARIES):
        return problem
    if _answers(display):
        return ""
    return tr("The display “{display}” cannot be reached.").format(display=display) + " " + tr(_WITHOUT_DISPLAY)


def name_qt_plugins() -> None:
    """Tell Qt where its plugins are, where it could not find them itself; call it before Qt is imported.

    Qt takes the path of its own library apart at commas, semicolons, quotes and backslashes, and aborts.
    """
    if sys.platform == "win32" or not any(_SPLITTING & set(folder) for folder in sys.path):
        return
    from importlib.util import find_spec

    spec = find_spec("PySide6")
    if spec is not None and spec.origin is not None:
        plugins = os.path.join(os.path.dirname(spec.origin), "Qt", "plugins")  # noqa: PTH118, PTH120
        before = os.environ.get("QT_PLUGIN_PATH")
        os.environ["QT_PLUGIN_PATH"] = os.pathsep.join(filter(None, (before, plugins)))


_SPLITTING: Final = frozenset(',;"\\')
_UNSET: Final = msg("Unset QT_QPA_PLATFORM and start bodymap again.")
_WITHOUT_DISPLAY: Final = msg(
    "Start bodymap from a desktop session, or under Xvfb. "
    "Without a display these work: bodymap list, show, sources, reach, render, check, export."
)


def missing_libraries(libraries: Mapping[str, str]) -> tuple[str, ...]:
    """Return the libraries that cannot be loaded."""
    import ctypes

    missing = []
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(library)
    return tuple(missing)


def install_line(libraries: Mapping[str, str], missing: tuple[str, ...]) -> str:
    """Return the one command that installs what is missing on Debian and Ubuntu; bare Debian has no sudo."""
    import shutil

    install = f"apt-get install -y {' '.join(libraries[library] for library in missing)}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {install}"
    return f'su -c "apt-get update && {install}"'


def libraries_problem(libraries: Mapping[str, str]) -> str:
    """Return which of these libraries are missing and the command that installs them; empty when none is."""
    missing = missing_libraries(libraries)
    if not missing:
        return ""
    return tr(
        "bodymap needs system libraries that are not installed: {libraries}.\nOn Debian or Ubuntu, run:\n  {command}"
    ).format(libraries=", ".join(missing), command=install_line(libraries, missing))


def _wayland_answers(*, usual: bool) -> bool:
    """Whether a Wayland compositor listens where the environment says, or with ``usual`` where they usually do."""
    import socket

    name = os.environ.get("WAYLAND_DISPLAY", "") or ("wayland-0" if usual else "")
    if not name:
        return False
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118
    with socket.socket(socket.AF_UNIX) as asking:
        try:
            asking.connect(path)
        except (OSError, ValueError):
            return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server lets us in at this display."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    # Held until the program ends: a bare X server starts anew when its last client leaves, and Qt would wait for it.
    return not xcb.xcb_connection_has_error(xcb.xcb_connect(os.fsencode(display), None))
