"""Every key and every gesture that means something, in one table: what works, and what is said about it.

``KEYS`` holds, for each context, rows of action to keys. Whoever acts on keys asks a ``KeyMap``; whoever names a key
in a text asks ``key_name`` and fills it in. So a key is changed here and nowhere else. In a context a row with
modifiers comes before the bare key, which answers whatever modifiers are held.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtGui import QKeySequence

from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination, Qt
    from PySide6.QtGui import QKeyEvent

Context = Literal[
    "window", "stage", "panel", "strip", "finder", "paint", "before", "hold", "list", "button", "dialog", "room"
]


class KeyRow(NamedTuple):
    """What does one thing in one context.

    Attributes:
        keys: portable key sequences, or gestures such as ``Ctrl+Click``; the first one is named in texts.
        said: what the overview calls it; rows in a line that are called the same share it. A command of the window
            says its own title; other rows without words are not in the overview.
        held: whether it lasts as long as the key is held.

    """

    keys: tuple[str, ...]
    said: str = ""
    held: bool = False


_NUMBER: Final = msg("Name the discomfort 1 to 10")
_WAY: Final = msg("Way of pressing")
_CLIENT: Final = msg("Practice: who is the client")
_WALK: Final = msg("Walk from point to point")
_LIST: Final = msg("Walk the list")

KEYS: Final[dict[Context, dict[str, KeyRow]]] = {
    "window": {
        "finder.focus": KeyRow(("Ctrl+F", "/")),
        "reach.show": KeyRow(("Ctrl+Shift+T",)),
        "paint.start": KeyRow(("Ctrl+T",)),
        "paint.undo": KeyRow(("Ctrl+Z",)),
        "paint.redo": KeyRow(("Ctrl+Shift+Z", "Ctrl+Y")),
        "paint.new": KeyRow(("Ctrl+N",)),
        "paint.open": KeyRow(("Ctrl+O",)),
        "paint.save": KeyRow(("Ctrl+Shift+S",)),
        "paint.compare": KeyRow(("Ctrl+Shift+O",)),
        "selection.back": KeyRow(("Alt+Left",)),
        "selection.forward": KeyRow(("Alt+Right",)),
        "selection.clear": KeyRow(("Esc",)),
        "figure.other": KeyRow(("F2",)),
        "side.right": KeyRow(("Ctrl+R",)),
        "side.left": KeyRow(("Ctrl+L",)),
        "side.both": KeyRow(("Ctrl+B",)),
        "hold.start": KeyRow(("Space",)),
        "hold.practice": KeyRow(("F3",)),
        "hold.list": KeyRow(("F7",)),
        "hold.why": KeyRow(("F8",)),
        "pane.next": KeyRow(("F6",)),
        "pane.previous": KeyRow(("Shift+F6",)),
        "take.client": KeyRow(("Ctrl+P",)),
        "take.copy": KeyRow(("Ctrl+C",)),
        "take.save": KeyRow(("Ctrl+S",)),
        "take.print": KeyRow(("Ctrl+Shift+P",)),
        "layer.muscles": KeyRow(("Ctrl+1",)),
        "layer.points": KeyRow(("Ctrl+2",)),
        "layer.zones": KeyRow(("Ctrl+3",)),
        "layer.labels": KeyRow(("Ctrl+4",)),
        "layer.bones": KeyRow(("Ctrl+5",)),
        "layer.sites": KeyRow(("Ctrl+6",)),
        "part.next": KeyRow(("Ctrl+7",)),
        "under.next": KeyRow(("Ctrl+8",)),
        "areas.next": KeyRow(("Ctrl+9",)),
        "view.voice": KeyRow(("F4",)),
        "view.fit": KeyRow(("Ctrl+0", "F")),
        "view.follows": KeyRow(("Ctrl+G",)),
        "view.zoom_in": KeyRow(("Ctrl++", "Ctrl+=")),
        "view.zoom_out": KeyRow(("Ctrl+-",)),
        "view.finder": KeyRow(("F9",)),
        "scheme.other": KeyRow(("Ctrl+D",)),
        "view.projector": KeyRow(("F11",)),
        # Remotes send F5 to begin.
        "room.begin": KeyRow(("F5",)),
        "step.onward": KeyRow(("Ctrl+Down",)),
        "step.back": KeyRow(("Ctrl+Up",)),
        "collect.toggle": KeyRow(("Ctrl+E",)),
        "collect.lists": KeyRow(("Ctrl+Shift+E",)),
        "window.quit": KeyRow(("Ctrl+Q",)),
        "help.menu": KeyRow(("F10",)),
        "help.keys": KeyRow(("F1",)),
    },
    "stage": {
        "light": KeyRow(("Click",), msg("Light a point")),
        "keep": KeyRow(("Ctrl+Click", "Ctrl+Return", "Ctrl+Enter", "Ctrl+Space"), msg("Keep several lit")),
        "zoom": KeyRow(("Wheel", "Pinch"), msg("Zoom")),
        "zoom.in": KeyRow(("+", "="), msg("Larger, smaller")),
        "zoom.out": KeyRow(("-",), msg("Larger, smaller")),
        "fit": KeyRow(("0", "Home"), msg("Fit")),
        "enlarge": KeyRow(("Z",), msg("One drawing large, the others beside it (or click its title)")),
        "move": KeyRow(("Drag", "Shift+Wheel"), msg("Move")),
        "left": KeyRow(("Left",), _WALK),
        "right": KeyRow(("Right",), _WALK),
        "up": KeyRow(("Up",), _WALK),
        "down": KeyRow(("Down",), _WALK),
        "choose": KeyRow(("Return", "Enter", "Space"), msg("Light the point in focus")),
        "clear": KeyRow(("Esc",), msg("Put everything out")),
    },
    "panel": {"keep": KeyRow(("Ctrl+Click",))},
    "strip": {
        "stage": KeyRow(("Click", "Return", "Enter", "Space"), msg("Put on stage")),
        "keep": KeyRow(("Ctrl+Click", "Ctrl+Return", "Ctrl+Enter", "Ctrl+Space"), msg("Beside what is there")),
        "previous": KeyRow(("Left", "Up"), msg("From sheet to sheet")),
        "next": KeyRow(("Right", "Down"), msg("From sheet to sheet")),
        "first": KeyRow(("Home",), msg("First, last")),
        "last": KeyRow(("End",), msg("First, last")),
    },
    "finder": {
        "choose": KeyRow(("Return", "Enter"), msg("Light or open")),
        "keep": KeyRow(("Ctrl+Click", "Ctrl+Return", "Ctrl+Enter"), msg("Keep several lit")),
        "up": KeyRow(("Up",), _LIST),
        "down": KeyRow(("Down",), _LIST),
        "leave": KeyRow(("Esc",), msg("Leave what was searched")),
    },
    "paint": {
        "stroke": KeyRow(("Drag",), msg("Paint; beside the body: move")),
        "zoom": KeyRow(("Wheel", "Pinch"), msg("Zoom")),
        "far.left": KeyRow(("Shift+Left",), msg("The brush, in larger steps")),
        "far.right": KeyRow(("Shift+Right",), msg("The brush, in larger steps")),
        "far.up": KeyRow(("Shift+Up",), msg("The brush, in larger steps")),
        "far.down": KeyRow(("Shift+Down",), msg("The brush, in larger steps")),
        "left": KeyRow(("Left",), msg("Lead the brush")),
        "right": KeyRow(("Right",), msg("Lead the brush")),
        "up": KeyRow(("Up",), msg("Lead the brush")),
        "down": KeyRow(("Down",), msg("Lead the brush")),
        "put": KeyRow(("Space", "Return", "Enter"), msg("Put the brush down, lift it")),
        "zoom.in": KeyRow(("+", "="), msg("Larger, smaller")),
        "zoom.out": KeyRow(("-",), msg("Larger, smaller")),
        "fit": KeyRow(("0", "Home"), msg("Fit")),
    },
    "before": {
        **{f"way.{n}": KeyRow((str(n),), _WAY) for n in range(1, 10)},
        "calm": KeyRow(("C",), _CLIENT),
        "guarded": KeyRow(("G",), _CLIENT),
        "too-much": KeyRow(("T",), _CLIENT),
        "surprise": KeyRow(("U",), _CLIENT),
        "instructor": KeyRow(("I",), _CLIENT),
    },
    "hold": {
        # Foot pedals and page turners send Page Up and Page Down or Left and Right, presenters B or a period to
        # blank the screen: those mean less, go on, and STOP.
        "stop": KeyRow(("Esc", "S", "B", "."), msg("STOP, from any state")),
        "pause": KeyRow(("P",), msg("Pause and go on")),
        "onward": KeyRow(("Space", "Return", "Enter", "PgDown", "Right"), msg("Start, found, go on, let go")),
        **{str(n): KeyRow((str(n % 10),), _NUMBER) for n in range(1, 11)},
        "up": KeyRow(("Up",), msg("One step more or less")),
        "down": KeyRow(("Down",), msg("One step more or less")),
        "step": KeyRow(("Wheel",), msg("One step more or less")),
        "more": KeyRow(("M", "+"), msg("More, good, less")),
        "good": KeyRow(("G",), msg("More, good, less")),
        "less": KeyRow(("L", "PgUp", "Left", "-"), msg("More, good, less")),
        "sharp": KeyRow(("H",), msg("Sharp, shooting, tingling, numb")),
        "shooting": KeyRow(("O",), msg("Sharp, shooting, tingling, numb")),
        "tingling": KeyRow(("T",), msg("Sharp, shooting, tingling, numb")),
        "numb": KeyRow(("N",), msg("Sharp, shooting, tingling, numb")),
        "referred-up": KeyRow(("Shift+Up",), msg("Referred pain more or less")),
        "referred-down": KeyRow(("Shift+Down",), msg("Referred pain more or less")),
        "press": KeyRow(("V",), msg("Practice: press in, come out"), held=True),
        "lift": KeyRow(("C",), msg("Practice: press in, come out"), held=True),
    },
    "room": {
        # Two-button remotes send Page Down and Page Up, arrows or the space bar; B or a period blanks.
        "step.onward": KeyRow(("PgDown", "Right", "Down", "Space"), msg("The next point; reveal what is hidden")),
        "step.back": KeyRow(("PgUp", "Left", "Up"), msg("The point before")),
        "room.hide": KeyRow(("H",), msg("Hide where it is felt, until the next step")),
        "room.blank": KeyRow(("B", "."), msg("Blank the screen")),
        "room.freeze": KeyRow(("S",), msg("Freeze what the room sees")),
        "layer.labels": KeyRow(("N",), msg("Names on the drawings")),
        "room.panel": KeyRow(("P",), msg("The panel beside the drawings")),
        "room.strip": KeyRow(("V",), msg("All sheets under the drawings")),
    },
    "list": {"up": KeyRow(("Up",), _LIST), "down": KeyRow(("Down",), _LIST)},
    "button": {
        "press": KeyRow(("Return", "Enter")),
        "own": KeyRow(("Space", "Left", "Right", "Up", "Down")),  # Qt sees to it
    },
    "dialog": {"leave": KeyRow(("Esc",))},  # Qt sees to it, on every platform
}
MAC: bool = sys.platform == "darwin"
_NAMES: Final = {
    "Ctrl": msg("Ctrl"),
    "Shift": msg("Shift"),
    "Alt": msg("Alt"),
    "Esc": msg("Esc"),
    "Space": msg("Space"),
    "Return": msg("Enter"),
    "Enter": msg("Enter"),
    "Tab": msg("Tab"),
    "PgUp": msg("Page Up"),
    "PgDown": msg("Page Down"),
    "Left": msg("Left"),
    "Right": msg("Right"),
    "Up": msg("Up"),
    "Down": msg("Down"),
    "Home": msg("Home"),
    "End": msg("End"),
}
_GESTURES: Final = {
    "Click": msg("click"),
    "Wheel": msg("wheel"),
    "Pinch": msg("pinch"),
    "Drag": msg("drag"),
}
"""What is done without a key; the table says what it means and what must be held with it."""
_MAC_MODIFIERS: Final = {"Ctrl": "⌘", "Shift": "⇧", "Alt": "⌥", "Meta": "⌃"}
_ARROWS: Final = ("Left", "Right", "Up", "Down")
_FEWEST_IN_A_RUN: Final = 3


def parts(sequence: str) -> tuple[list[str], str]:
    """Return the modifiers of a key sequence or gesture, and the key or gesture itself."""
    *modifiers, key = re.split(r"\+(?=.)", sequence)
    return modifiers, key


def key_row(action: str, context: Context = "window") -> KeyRow:
    """Return the row of an action in a context. Raises ``KeyError`` when there is none."""
    return KEYS[context][action]


def sequences(command_id: str) -> tuple[str, ...]:
    """Return the portable key sequences of a command of the window; none for one without keys."""
    row = KEYS["window"].get(command_id)
    return () if row is None else row.keys


def key_names(action: str, context: Context = "window") -> tuple[str, ...]:
    """Return the names of an action's keys and gestures as people here know them, each once."""
    return tuple(dict.fromkeys(map(spoken, key_row(action, context).keys)))


def key_name(action: str, context: Context = "window") -> str:
    """Return the name of an action's first key or gesture, to be filled into a text."""
    return spoken(key_row(action, context).keys[0])


def spoken(sequence: str) -> str:
    """Return a portable key sequence or gesture in the words of this platform and language."""
    modifiers, key = parts(sequence)
    name = _named(key)
    if key in _GESTURES and not modifiers:
        return name[:1].upper() + name[1:]
    if MAC:
        joint = "-" if modifiers and key in _GESTURES else ""
        return "".join(_MAC_MODIFIERS[each] for each in modifiers) + joint + name
    return "+".join((*map(_named, modifiers), name))


def _named(key: str) -> str:
    """Return what a key is called; a letter is called itself, whatever that letter may mean elsewhere."""
    said = _GESTURES.get(key) or _NAMES.get(key)
    return tr(said) if said else key


def overview(context: Context) -> list[tuple[str, str]]:
    """Return what the keys of a context do, as the overview's lines: what, and the keys' names."""
    lines: dict[str, list[KeyRow]] = {}
    for row in KEYS[context].values():
        if row.said:
            lines.setdefault(row.said, []).append(row)
    return [(tr(said), _names_of(rows)) for said, rows in lines.items()]


def _names_of(rows: list[KeyRow]) -> str:
    """Return the keys of one line: ``Esc, S, B, .`` of one action, ``M (+), G, L (Page Up, Left, -)`` of a few."""
    if len(rows) == 1:
        return ", ".join(dict.fromkeys(map(spoken, rows[0].keys)))
    firsts = [row.keys[0] for row in rows]
    if set(_ARROWS) <= set(firsts):
        rest = [spoken(each) for each in firsts if each not in _ARROWS]
        return ", ".join((*rest, tr("arrows")))
    if all(each.isdigit() for each in firsts):
        return ", ".join(_digits(firsts))
    return ", ".join(_with_others(row) for row in rows)


def _with_others(row: KeyRow) -> str:
    first, *others = map(spoken, row.keys)
    if row.held:
        first = tr("hold {key}").format(key=first)
    return f"{first} ({', '.join(others)})" if others else first


def _digits(keys: list[str]) -> list[str]:
    """Return digits with what follows one another drawn together: ``1 … 9``, ``0``."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and int(key) == int(runs[-1][-1]) + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return [f"{run[0]} … {run[-1]}" if len(run) >= _FEWEST_IN_A_RUN else ", ".join(run) for run in runs]


class KeyMap:
    """The keys of a context as they are when this is made, to be asked at every key event."""

    def __init__(self, context: Context) -> None:
        self._meanings: dict[Qt.Key, list[tuple[frozenset[str], str]]] = {}
        for action, row in KEYS[context].items():
            for each in row.keys:
                modifiers, key = parts(each)
                if key not in _GESTURES:
                    combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index] # the stub lacks it
                    self._meanings.setdefault(combination.key(), []).append((frozenset(modifiers), action))

    def action_of(self, event: QKeyEvent) -> str | None:
        """Return what a key event means in this context; ``None`` where it means nothing."""
        from PySide6.QtCore import Qt

        held = _held(event.modifiers())
        fitting = [each for each in self._meanings.get(Qt.Key(event.key()), ()) if each[0] <= held]
        return max(fitting, key=lambda each: len(each[0]))[1] if fitting else None


@cache
def keeps(modifiers: Qt.KeyboardModifier, context: Context = "stage") -> bool:
    """Return whether what is held with a click asks in this context for keeping what is there."""
    return gesture_means("keep", context, "Click", modifiers)


def gesture_means(action: str, context: Context, gesture: str, modifiers: Qt.KeyboardModifier) -> bool:
    """Return whether this gesture, with what is held, does this action in this context."""
    held = _held(modifiers)
    ways = map(parts, key_row(action, context).keys)
    return any(way == gesture and set(needed) <= held for needed, way in ways)


def _held(modifiers: Qt.KeyboardModifier) -> frozenset[str]:
    from PySide6.QtCore import Qt

    held = Qt.KeyboardModifier
    names = {
        "Ctrl": held.ControlModifier,
        "Shift": held.ShiftModifier,
        "Alt": held.AltModifier,
        "Meta": held.MetaModifier,
    }
    return frozenset(name for name, each in names.items() if modifiers & each)
