"""A screen, a hand and an eye outside the program: X events go in, changed pixels come out, and a clock is between.

Nothing of the program is asked how long it took: the hand is XTEST, the eye is DAMAGE, both of a virtual X server.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
from dataclasses import dataclass
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any, Final

from Xlib import XK, X, display
from Xlib.ext import damage, xtest

if TYPE_CHECKING:
    from collections.abc import Iterator

Rect = tuple[int, int, int, int]
"""Left, top, right, bottom on the screen, in pixels."""

QUIET_S: Final = 0.12
"""Without a change for so long, what was asked for has been shown."""
_PATIENCE_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Change:
    """Pixels that changed: when they were seen to, by ``perf_counter``, and where."""

    at: float
    where: Rect


class Screen:
    """One X display with a hand and an eye on it."""

    def __init__(self, name: str) -> None:
        self._display: Any = display.Display(name)
        self._root = self._display.screen().root
        self._display.query_extension("DAMAGE")
        self._display.damage_query_version()
        self._watched: Any = None
        self._origin = (0, 0)

    # The eye

    def find_window(self, title: str, *, pause: float = 0.002) -> None:
        """Wait for a top-level window whose title begins like this, and watch it."""
        until = perf_counter() + _PATIENCE_S
        while perf_counter() < until:
            for window in self._root.query_tree().children:
                with contextlib.suppress(Exception):
                    name = window.get_wm_name() or ""
                    if name.startswith(title) and window.get_attributes().map_state == X.IsViewable:
                        self._watch(window)
                        return
            sleep(pause)
        raise TimeoutError(f"no window called {title} came")

    def _watch(self, window: Any) -> None:  # noqa: ANN401 - Xlib has no types
        window.damage_create(damage.DamageReportRawRectangles)
        place = window.translate_coords(self._root, 0, 0)
        self._origin = -place.x, -place.y
        self._watched = window
        # Nobody else gives it the keyboard: there is no window manager.
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def changes(self, seconds: float, patience: float = 0.0) -> Iterator[Change]:
        """Yield what changes until nothing has for ``seconds``; for the first change there is ``patience``."""
        self._display.flush()
        last = perf_counter() + max(0.0, patience - seconds)
        while True:
            if not self._display.pending_events():
                left = last + seconds - perf_counter()
                if left <= 0 or not select.select([self._display.fileno()], [], [], left)[0]:
                    if perf_counter() - last >= seconds:
                        return
                    continue
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == self._display.extension_event.DamageNotify:
                    last = perf_counter()
                    area = event.area
                    left_, top = area.x + self._origin[0], area.y + self._origin[1]
                    yield Change(last, (left_, top, left_ + area.width, top + area.height))

    def rest(self, seconds: float = QUIET_S) -> None:
        """Wait until nothing changes any more."""
        until = perf_counter() + _PATIENCE_S
        for _ in self.changes(seconds):
            if perf_counter() > until:
                raise TimeoutError("the window does not come to rest")

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Return the red, green and blue that are seen at a place."""
        data = self._root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return data[2], data[1], data[0]

    # The hand

    def move(self, x: int, y: int) -> None:
        """Bring the pointer to a place."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.flush()

    def press(self, *, button: int = 1) -> None:
        """Put a button down. 4 and 5 are the wheel."""
        xtest.fake_input(self._display, X.ButtonPress, button)
        self._display.flush()

    def release(self, *, button: int = 1) -> None:
        """Let a button go."""
        xtest.fake_input(self._display, X.ButtonRelease, button)
        self._display.flush()

    def click(self, *, button: int = 1) -> float:
        """Click where the pointer is, and return when."""
        self.press(button=button)
        begun = perf_counter()
        self.release(button=button)
        return begun

    def key(self, name: str, *, control: bool = False) -> float:
        """Strike a key, and return when it went down."""
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        held = self._display.keysym_to_keycode(XK.XK_Control_L)
        if control:
            xtest.fake_input(self._display, X.KeyPress, held)
        begun = perf_counter()
        xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyRelease, code)
        if control:
            xtest.fake_input(self._display, X.KeyRelease, held)
        self._display.flush()
        return begun

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share any pixel."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@contextlib.contextmanager
def virtual_screen(width: int, height: int) -> Iterator[tuple[str, Screen]]:
    """Run an X server without hardware for a while; yields its name and the screen."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        f"{width}x{height}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:  # noqa: S603
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                name = f":{told.readline().strip()}"
            screen = Screen(name)
            try:
                yield name, screen
            finally:
                screen.close()
        finally:
            server.terminate()
