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


def drawing_problem() -> str:
    """Return why Qt cannot draw here, with what to do about it; empty when it can."""
    return libraries_problem(DRAWING_LIBRARIES) if sys.platform == "linux" else ""


def window_problem() -> str:
    """Return why no window can open here, with what to do about it; empty when one can."""
    if sys.platform != "linux":
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in WINDOWLESS:
        return drawing_problem()
    wayland = platform.startswith("wayland") or (not platform and not os.environ.get("DISPLAY"))
    if wayland and _wayland_socket_exists():
        return drawing_problem()
    display = os.environ.get("DISPLAY", "")
    if not display:
        return tr("There is no display to open the window on: DISPLAY is not set.") + " " + tr(_WITHOUT_DISPLAY)
    if problem := libraries_problem(DRAWING_LIBRARIES | X11_LIBRARIES):
        return problem
    if _answers(display):
        return ""
    return tr("The display “{display}” cannot be reached.").format(display=display) + " " + tr(_WITHOUT_DISPLAY)


_WITHOUT_DISPLAY: Final = msg(
    "Start bodymap from a desktop session, or under Xvfb. "
    "Without a display these work: bodymap list, show, render, check."
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

    command = f"apt-get install -y {' '.join(libraries[library] for library in missing)}"
    return f"sudo {command}" if shutil.which("sudo") else f'su -c "{command}"'


def libraries_problem(libraries: Mapping[str, str]) -> str:
    """Return which of these libraries are missing and the command that installs them; empty when none is."""
    missing = missing_libraries(libraries)
    if not missing:
        return ""
    return tr(
        "bodymap needs system libraries that are not installed: {libraries}.\nOn Debian or Ubuntu, run:\n  {command}"
    ).format(libraries=", ".join(missing), command=install_line(libraries, missing))


def _wayland_socket_exists() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and os.path.exists(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name))  # noqa: PTH110, PTH118


def _answers(display: str) -> bool:
    """Whether an X server lets us in at this display."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    # Held until the program ends: a bare X server starts anew when its last client leaves, and Qt would wait for it.
    return not xcb.xcb_connection_has_error(xcb.xcb_connect(os.fsencode(display), None))
