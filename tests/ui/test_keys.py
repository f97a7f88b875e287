"""The one table of keys: nothing means two things, every text and every key follows it, no text names a key itself."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

import bodymap
from bodymap.core.state import Spot
from bodymap.ui import keys
from bodymap.ui.dialogs.key_overview import KeysDialog
from bodymap.ui.hold import hold_keys, practice
from bodymap.ui.keys import KEYS, KeyRow
from tests.pressed import first_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.ui.keys import Context
    from bodymap.ui.main_window import MainWindow

SOURCES = sorted(Path(bodymap.__file__).parent.rglob("*.py"))
CONTEXTS = get_args(keys.Context)


def codes(context: Context) -> Counter[str]:
    """Return the keys of a context, in one spelling, with how many rows have them."""
    every = (each for row in KEYS[context].values() for each in row.keys)
    return Counter(QKeySequence(each).toString() for each in every if keys.parts(each)[1] not in keys._GESTURES)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_means_two_things_in_one_place(context: Context):
    found = codes(context)
    assert [key for key, n in found.items() if n > 1] == []
    assert "" not in found, "Qt knows every key"
    gestures = Counter(each for row in KEYS[context].values() for each in row.keys)
    assert [each for each, n in gestures.items() if n > 1] == []


def test_every_row_has_a_key_and_every_place_has_rows():
    assert set(KEYS) == set(CONTEXTS)
    assert [row for rows in KEYS.values() for row in rows.values() if not row.keys] == []


@pytest.mark.parametrize(
    ("context", "shared"),
    [
        ("hold", {"Esc", "Space"}),
        ("stage", {"Esc", "Space"}),
        ("strip", {"Space"}),
        ("finder", {"Esc"}),
        ("before", set()),
        ("list", set()),
        ("panel", set()),
        ("button", {"Space"}),
        ("dialog", {"Esc"}),
        ("room", {"Space"}),
        ("paint", {"Space"}),
    ],
)
def test_what_a_place_takes_from_the_window_is_known(context: Context, shared: set[str]):
    assert set(codes("window")) & set(codes(context)) == shared


def test_the_hold_knows_what_each_of_its_keys_does():
    gestures = {action for action, row in KEYS["hold"].items() if set(row.keys) <= set(keys._GESTURES)}
    assert set(KEYS["hold"]) - gestures == set(get_args(hold_keys.Action))
    assert set(practice.ROLES) == {action for action in KEYS["before"] if not action.startswith("way.")}
    assert {action for action, row in KEYS["hold"].items() if row.held} == {"press", "lift"}


def test_every_command_with_a_key_exists(window: MainWindow):
    assert set(KEYS["window"]) <= {command.id for command in window.commands}


# What follows the table


def said_by(widget: QWidget) -> Iterator[str]:
    """Yield everything that a widget and what is in it say, and what it tells on hovering or to a screen reader."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        for name in ("text", "placeholderText", "_keycap"):
            text = getattr(each, name, "")
            yield text() if callable(text) else text
        for action in each.actions():
            yield from (action.text(), action.toolTip())


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(
    ("command", "key"),
    [("hold.list", "F12"), ("hold.why", "Ctrl+F12"), ("figure.other", "Ctrl+F3"), ("view.voice", "Alt+V"),
     ("help.menu", "F12"), ("side.left", "Alt+L"), ("finder.focus", "Ctrl+K"), ("help.keys", "Ctrl+H")],
)  # fmt: skip
def test_a_changed_key_works_and_every_text_follows(
    monkeypatch: pytest.MonkeyPatch, open_window: Callable[..., MainWindow], command: str, key: str
):
    old = [keys.spoken(each) for each in KEYS["window"][command].keys if len(each) > 1]
    monkeypatch.setitem(KEYS["window"], command, KeyRow((key,)))
    window = open_window()
    window.store.select(Spot("infraspinatus-1", "right"))
    window.hold_host().open()
    dialog = KeysDialog(window.commands, window)
    said = [text for text in said_by(window) if text]
    assert [text for text in said for each in old if re.search(rf"\b{re.escape(each)}\b", text)] == []
    assert [text for text in said if key in text and text != key], "named in a text"
    assert key in [label.text() for label in dialog.findChildren(QLabel)], "named in the overview"
    ran = []
    window.actions_by_id[command].triggered.connect(lambda: ran.append(command))
    pressed = first_of(key)
    QTest.keyClick(window, pressed.key(), pressed.keyboardModifiers())
    assert ran == [command]
    for each in QApplication.topLevelWidgets():
        if each.parent() is window:
            each.close()


def test_a_changed_key_of_the_hold_works_and_its_button_names_it(
    monkeypatch: pytest.MonkeyPatch, open_window: Callable[..., MainWindow]
):
    monkeypatch.setitem(KEYS["hold"], "stop", KeyRow(("F12", "X"), "STOP, from any state"))
    monkeypatch.setitem(KEYS["hold"], "numb", KeyRow(("Z",), "Sharp, shooting, tingling, numb"))
    window = open_window()
    window.store.select(Spot("infraspinatus-1", "right"))
    host = window.hold_host()
    host.open()
    host.view.setup.begin()
    live = host.view.live
    assert live.stop.accessibleDescription() == "F12, X"
    assert "(Z)" in live.senses["numb"].toolTip()
    assert ("STOP, from any state", "F12, X") in keys.overview("hold")
    window.workspace.show_finder(True)
    window.workspace.finder.show()
    window.workspace.finder.focus_field()
    field = window.workspace.finder.field
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_X)
    assert host.running, "somebody writes"
    QTest.keyClick(field, Qt.Key.Key_F12)
    assert not host.running


def test_a_changed_key_of_the_body_works(monkeypatch: pytest.MonkeyPatch, open_window: Callable[..., MainWindow]):
    monkeypatch.setitem(KEYS["stage"], "zoom.in", KeyRow(("Y",), "Larger, smaller"))
    monkeypatch.setitem(KEYS["panel"], "keep", KeyRow(("Alt+Click",)))
    keys.keeps.cache_clear()
    window = open_window()
    window.stage.finish()
    canvas = window.stage.wake().canvas
    before = canvas.camera.zoom
    assert window.stage is not None
    QTest.keyClick(window.stage, Qt.Key.Key_Y)
    assert canvas.camera.zoom > before
    held = Qt.KeyboardModifier
    assert keys.keeps(held.AltModifier, "panel")
    assert not keys.keeps(held.ControlModifier, "panel")
    assert keys.keeps(held.ControlModifier, "stage")
    monkeypatch.undo()
    keys.keeps.cache_clear()


def test_the_overview_says_what_every_place_knows():
    lines = dict(keys.overview("hold"))
    assert lines["STOP, from any state"] == "Esc, S, B, ."
    assert lines["More, good, less"] == "M (+), G, L (Page Up, Left, -)"
    assert lines["Name the discomfort 1 to 10"] == "1 … 9, 0"
    assert lines["Practice: press in, come out"] == "hold V, hold C"
    assert lines["One step more or less"] == "Up, Down, Wheel"
    assert lines["Start, found, go on, let go"] == "Space, Enter, Page Down, Right"
    stage = dict(keys.overview("stage"))
    assert stage["Walk from point to point"] == "arrows"
    assert stage["Keep several lit"] == "Ctrl+click, Ctrl+Enter, Ctrl+Space"


def test_keys_are_named_as_people_here_know_them(monkeypatch: pytest.MonkeyPatch, speak: Callable[..., None]):
    assert keys.key_name("selection.back") == "Alt+Left"
    assert keys.spoken("Ctrl++") == "Ctrl++"
    monkeypatch.setattr(keys, "MAC", True)
    assert keys.key_name("finder.focus") == "⌘F"
    assert keys.key_name("keep", "stage") == "⌘-click"
    assert keys.key_name("referred-up", "hold") == "⇧Up"
    monkeypatch.setattr(keys, "MAC", False)
    speak({"Ctrl": "Strg", "click": "Klick", "Page Up": "Bild auf"})
    assert keys.key_name("keep", "stage") == "Strg+Klick"
    assert keys.key_name("finder.focus") == "Strg+F"
    assert keys.spoken("PgUp") == "Bild auf"


# What the sources and the README may not do


_NAMED = re.compile(
    r"\b(F([1-9]|1[0-2])|Esc(ape)?|Page (Up|Down)|Space|Enter|Return|Tab|(Ctrl|Shift|Alt|Cmd|Strg)\b.?)\b|⌘"
    r"|^[A-Z] ?[↑↓]|\b(hold|press) [A-Z]\b"
)


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def test_no_text_of_the_sources_names_a_key():
    named = [
        f"{path.name}:{line}: {text}"
        for path in SOURCES
        if path.name != "keys.py"
        for line, text in texts_of(path)
        if _NAMED.search(text)
    ]
    assert named == []


def test_no_module_asks_for_a_key_of_its_own():
    asked = [
        f"{path.name}:{node.lineno}: {node.attr}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and re.fullmatch(r"Key_\w+|StandardKey", node.attr)
    ]
    assert asked == []


_README = {
    r"`(\S+)` fits": ("view.fit", "window"),
    r"`(\S+)` searches": ("finder.focus", "window"),
    r"`(\S+)` turns the panel": ("view.voice", "window"),
    r"`(\S+)` shows the places that must not be pressed": ("layer.sites", "window"),
    r"`(\S+)` marks the points of one part": ("part.next", "window"),
    r"`(\S+)` those right under the\nskin": ("under.next", "window"),
    r"`(\S+)` is for the projector": ("view.projector", "window"),
    r"`(\S+)` shows every key": ("help.keys", "window"),
    r"`(\S+)` is practice": ("hold.practice", "window"),
    r"`(\S+)` the list of holds": ("hold.list", "window"),
    r"`(\S+)` one page on why": ("hold.why", "window"),
    r"(Space) starts it": ("hold.start", "window"),
    r"one key \((\w+) or \w\)": ("stop", "hold"),
    r"one key \(\w+ or (\w)\)": ("stop", "hold"),
    r"(Ctrl)-click keeps": ("keep", "stage"),
    r"`(\S+)` paints": ("paint.start", "window"),
    r"`(\S+)` shows over the body where to look first": ("reach.show", "window"),
    r"`(\S+)` lays the skin areas": ("areas.next", "window"),
    r"`(\S+)` takes anything back": ("paint.undo", "window"),
    r"`(\S+)` goes from part to part": ("pane.next", "window"),
}


def test_the_readme_names_the_keys_of_the_table():
    text = (Path(bodymap.__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    left = text
    for pattern, (action, context) in _README.items():
        found = re.search(pattern, text)
        assert found, pattern
        names = [
            name.split("+")[0] if "+click" in name else name
            for name in keys.key_names(action, cast("keys.Context", context))
        ]
        assert found[1] in names, pattern
        left = left.replace(found[0], "")
    window = left.partition("## In the window")[2].partition("## What it costs")[0]
    assert _NAMED.findall(window) == [], "a key that no pattern here knows"
