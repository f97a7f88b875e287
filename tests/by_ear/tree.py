"""Opens the real program on a display and asks the platform's tree of accessible things what it is, over D-Bus.

``python -m tests.by_ear.tree POINT`` in a session bus and on a display of its own, as the test gives it; prints JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any, Final, NamedTuple

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_SPACE: Final = "org.a11y.atspi."
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_PATIENCE_S: Final = 60.0
_AT_REST_S: Final = 8.0
_CHECKED, _FOCUSABLE, _SHOWING = 4, 11, 25
"""Bits of an accessible thing's states."""
_MOST: Final = 3000
_DEEPEST: Final = 30


class NotThereError(Exception):
    """The bus does not answer yet, or what was asked about is gone."""


class Thing(NamedTuple):
    """One thing of the tree, and where it is on the bus."""

    bus: str
    path: str
    role: str
    name: str
    states: int

    def has(self, state: int) -> bool:
        """Whether it is in a state."""
        return bool(self.states >> state & 1)

    def told(self) -> dict[str, object]:
        """Return what a screen reader knows of it."""
        flags = {"checked": _CHECKED, "focusable": _FOCUSABLE, "showing": _SHOWING}
        return {"role": self.role, "name": self.name, **{flag: self.has(bit) for flag, bit in flags.items()}}


class Tree:
    """The tree as a screen reader sees it."""

    def __init__(self) -> None:
        with open_dbus_connection("SESSION") as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=20)
        self._bus: DBusConnection = open_dbus_connection(reply.body[0])

    def _call(self, bus: str, path: str, face: str, method: str, *given: Any) -> Any:
        where = DBusAddress(path, bus, f"{_SPACE}{face}")
        signature, body = (given[0], given[1:]) if given else (None, ())
        reply = self._bus.send_and_get_reply(new_method_call(where, method, signature, body), timeout=20)
        if reply.header.message_type == MessageType.error:
            raise NotThereError(reply.body)
        return reply.body[0]

    def thing(self, bus: str, path: str) -> Thing:
        """Return what is at this place of the bus."""
        where = DBusAddress(path, bus, f"{_SPACE}Accessible")
        name = self._bus.send_and_get_reply(Properties(where).get("Name"), timeout=20).body[0][1]
        low, high = self._call(bus, path, "Accessible", "GetState")
        role = self._call(bus, path, "Accessible", "GetRoleName")
        return Thing(bus, path, role, str(name), low | high << 32)

    def children(self, bus: str, path: str) -> list[tuple[str, str]]:
        """Return where the children of a thing are."""
        return [(each[0], each[1]) for each in self._call(bus, path, "Accessible", "GetChildren")]

    def programs(self) -> list[Thing]:
        """Return the programs that are there."""
        return [self.thing(*each) for each in self.children(f"{_SPACE}Registry", _ROOT)]

    def walk(self, bus: str, path: str, depth: int = 0) -> list[Thing]:
        """Return all that is in sight below a thing."""
        found: list[Thing] = []
        for child in self.children(bus, path) if depth < _DEEPEST else ():
            thing = self.thing(*child)
            if thing.has(_SHOWING) and len(found) < _MOST:
                found += [thing, *self.walk(*child, depth + 1)]
        return found

    def press(self, thing: Thing) -> bool:
        """Press a thing."""
        return bool(self._call(thing.bus, thing.path, "Action", "DoAction", "i", 0))


def _until(found: Any) -> Any:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            if result := found():
                return result
        except NotThereError as error:
            if time.monotonic() > until:
                raise TimeoutError from error
        if time.monotonic() > until:
            raise TimeoutError("the tree did not get there")
        time.sleep(0.3)


def main(point: str, press: str) -> None:
    """Look at the program with a point lit, press another one, and print what was found."""
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen([sys.executable, "-m", "bodymap", point], env=environment) as program:
        try:
            tree = Tree()
            app = _until(lambda: next((each for each in tree.programs() if "bodymap" in each.name.lower()), None))

            def frame() -> Thing | None:
                things = [tree.thing(*each) for each in tree.children(app.bus, app.path)]
                return next((each for each in things if each.role == "frame"), None)

            def settled() -> list[Thing]:
                things = tree.walk(app.bus, app.path)
                return things if any(thing.name.startswith(press) for thing in things) else []

            _until(settled)
            # What is lit brings other sheets: the tree is asked once they are there.
            time.sleep(_AT_REST_S)
            things = _until(settled)
            before, name = frame(), press.split(",")[0]
            pressed = tree.press(next(thing for thing in things if thing.name.startswith(press)))
            after = _until(lambda: (now := frame()) and name in now.name and now)
            print(json.dumps({
                "things": [thing.told() for thing in things],
                "title": before.name if before else "", "pressed": pressed, "after": after.name,
            }))  # fmt: skip
        finally:
            program.terminate()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
