"""What hands may do to a window: each act by real events, whatever it may lead to."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QTreeView, QWidget
from shiboken6 import isValid

from bodymap.ui.drawing import ink
from bodymap.ui.hold import hold_keys
from bodymap.ui.keys import KEYS
from bodymap.ui.stage.access import PointButton
from bodymap.ui.widgets.message_bar import Message
from tests.campaign.world import part_of
from tests.pressed import first_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.campaign.world import World

LEFT: Final = Qt.MouseButton.LeftButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_GESTURES: Final = ("Click", "Wheel", "Pinch", "Drag")
_LATER: Final = ("window.quit",)
"""Keys that end the walk, which ends by itself."""
_ROWS: Final = tuple(
    (context, key)
    for context, rows in KEYS.items()
    for action, row in rows.items()
    if action not in _LATER
    for key in row.keys
    if not key.endswith(_GESTURES)
)
_BODY_KEYS: Final = ("Ctrl+R", "Ctrl+L", "Ctrl+B", "F2", "Alt+Left", "Alt+Right", "Ctrl+0", "Ctrl+3", "Ctrl+D", "F4")
_WORDS: Final = ("upper traps", "QL", "tennis elbow", "sol", "infra", "kopf", "xyz", "head", "\u202eabc", "a" * 60)
_FEWEST, _MOST = (1024, 600), (1992, 1100)


# Where


def _on_stage(world: World, dice: Random) -> QPoint:
    """A mark as it is seen, or beside it, or anywhere."""
    canvas = world.stage.canvas
    places = [at for _, at in world.seen.places() if canvas.rect().contains(at.toPoint())]
    if places and dice.random() < 0.8:
        off = QPointF(dice.uniform(-9, 9), dice.uniform(-9, 9))
        return (dice.choice(places) + off).toPoint()
    return QPoint(dice.randrange(max(canvas.width(), 1)), dice.randrange(max(canvas.height(), 1)))


def _target(widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """What a real click there would hit: whatever of the window lies on top."""
    window = widget.window()
    place = widget.mapTo(window, at)
    hit = window.childAt(place) or window
    return hit, hit.mapFrom(window, place)


def _keyboard(world: World) -> QWidget:
    modal = QApplication.activeModalWidget()
    return QApplication.activePopupWidget() or QApplication.focusWidget() or modal or world.window


def press_key(world: World, keys: str) -> None:
    """Press a key wherever the keyboard is."""
    combination = first_of(keys)
    QTest.keyClick(_keyboard(world), combination.key(), combination.keyboardModifiers())


def press(widget: QWidget, at: QPoint | None = None, keys: Qt.KeyboardModifier = NONE) -> None:
    """Click a widget, or whatever lies on it."""
    hit, where = _target(widget, at if at is not None else widget.rect().center())
    QTest.mouseClick(hit, LEFT, keys, where)


def _type(widget: QWidget, text: str) -> None:
    """Type any text; QTest has keys for that of ASCII alone."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, letter))


# On the stage


def click(world: World, dice: Random) -> None:
    """Click, perhaps twice; what it lights must be what was seen there."""
    at = _on_stage(world, dice)
    for _ in range(2 if dice.random() < 0.2 else 1):
        _click_once(world, at, dice.choice((NONE, NONE, CONTROL)))


def _click_once(world: World, at: QPoint, keys: Qt.KeyboardModifier) -> None:
    stage, store, seen = world.stage, world.atlas.store, world.seen
    hit, _ = _target(stage.canvas, at)
    covered = stage.cards.covers(QPointF(at))
    # As the eye has it now: the click before may have brought a movement onto the screen.
    places, state = seen.places(), seen.state
    reach = 1.5 + (ink.REACH + ink.CROWD) * stage.canvas.grown
    before = store.state.lit
    press(stage.canvas, at, keys)
    if hit is not stage.canvas:
        return
    for spot in store.state.lit:
        if spot in before:
            continue
        far = min((hypot(p.x() - at.x(), p.y() - at.y()) for s, p in places if s == spot), default=None)
        if far is None or (far >= reach and not covered):
            where = f"{far:.0f} from {at.toTuple()}, and {reach:.0f} is near" if far is not None else "nowhere"
            world.told.append(f"a click lit {spot}, which was seen {where}")
        if state is None or (state.side, state.figure) != (store.state.side, store.state.figure):
            world.told.append(f"a click lit {spot} of another picture than was seen")


def point(world: World, dice: Random) -> None:
    """Point somewhere."""
    canvas = world.stage.canvas
    at = QPointF(_on_stage(world, dice))
    QApplication.sendEvent(canvas, QEnterEvent(at, at, QPointF(canvas.mapToGlobal(at.toPoint()))))
    QTest.mouseMove(canvas, at.toPoint())


def leave(world: World, dice: Random) -> None:
    """Go away with the pointer."""
    QApplication.sendEvent(world.stage.canvas, QEvent(QEvent.Type.Leave))


def drag(world: World, dice: Random) -> None:
    """Drag, to the end or not."""
    canvas = world.stage.canvas
    at = _on_stage(world, dice)
    QTest.mousePress(canvas, LEFT, NONE, at)
    for _ in range(dice.randint(1, 4)):
        at += QPoint(dice.randint(-120, 120), dice.randint(-120, 120))
        _move(canvas, at)
    if dice.random() < 0.9:
        QTest.mouseRelease(canvas, LEFT, NONE, at)


def _move(canvas: QWidget, at: QPoint) -> None:
    from PySide6.QtGui import QMouseEvent

    place = QPointF(at)
    there = QPointF(canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, QMouseEvent(QEvent.Type.MouseMove, place, there, LEFT, LEFT, NONE))


def wheel(world: World, dice: Random) -> None:
    """Turn the wheel over whatever it is over."""
    canvas = world.stage.canvas
    widget = dice.choice([canvas, canvas, canvas, world.window.workspace.strip, world.window.workspace.panel])
    at = QPointF(_on_stage(world, dice)) if widget is canvas else QPointF(widget.rect().center())
    turned = QPoint(dice.choice((0, 0, 0, 120)), dice.choice((120, -120, 240, -480, 15, 3_000)))
    for _ in range(dice.randint(1, 4)):
        event = QWheelEvent(
            at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton,
            dice.choice((NONE, NONE, SHIFT)), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)


def pinch(world: World, dice: Random) -> None:
    """Pinch on a touchpad."""
    canvas = world.stage.canvas
    at = QPointF(_on_stage(world, dice))
    kind = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    there = QPointF(canvas.mapToGlobal(at.toPoint()))
    event = QNativeGestureEvent(kind, device, 2, at, at, there, dice.uniform(-0.5, 0.9), QPointF())
    QApplication.sendEvent(canvas, event)


def odd_buttons(world: World, dice: Random) -> None:
    """Press or let go of any button without its other half."""
    button = dice.choice((LEFT, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton))
    do = dice.choice((QTest.mousePress, QTest.mouseRelease, QTest.mouseDClick))
    do(world.stage.canvas, button, NONE, _on_stage(world, dice))


# Keys


def key(world: World, dice: Random) -> None:
    """Press a key that means something somewhere."""
    press_key(world, dice.choice(_ROWS)[1])


def key_of_hold(world: World, dice: Random) -> None:
    """Press a key of the guided hold, or hold it down."""
    keys = dice.choice([k for context, k in _ROWS if context in ("hold", "before", "list")])
    combination = first_of(keys)
    down = world.note.pop("down", None)
    if down is not None:
        QTest.keyRelease(_keyboard(world), down)
    if dice.random() < 0.2:
        QTest.keyPress(_keyboard(world), combination.key(), combination.keyboardModifiers())
        world.note["down"] = combination.key()
    else:
        press_key(world, keys)


def key_of_body(world: World, dice: Random) -> None:
    """Change side, figure, layers, theme or voice, or go back."""
    press_key(world, dice.choice(_BODY_KEYS))


def walk(world: World, dice: Random) -> None:
    """Walk the points by keyboard, and light one."""
    if dice.random() < 0.5:
        world.window.stage.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(dice.randint(1, 4)):
        press_key(world, dice.choice(("Tab", "Left", "Right", "Up", "Down")))
    if dice.random() < 0.6:
        press_key(world, dice.choice(("Return", "Ctrl+Return", "Space")))


def letters(world: World, dice: Random) -> None:
    """Type letters wherever the keyboard is."""
    widget = _keyboard(world)
    for letter in dice.choice(("q", "z7", " ", "ä", "#", "0")):
        if isValid(widget):
            _type(widget, letter)


# Around the stage


def strip(world: World, dice: Random) -> None:
    """Click a small picture."""
    thumbs = getattr(world.window.workspace.strip, "thumbs", ())
    seen = [each for each in thumbs if each.isVisible() and not each.visibleRegion().isEmpty()]
    if seen:
        press(dice.choice(seen), keys=dice.choice((NONE, NONE, CONTROL)))


def button(world: World, dice: Random) -> None:
    """Press any button in sight, in whatever is open."""
    roots = [each for each in world.app.topLevelWidgets() if each.isVisible() and not isinstance(each, QMenu)]
    others = [each for each in roots if each not in world.windows]
    root = dice.choice(others) if others and dice.random() < 0.6 else world.window
    found = [each for each in part_of(root, QAbstractButton) if not isinstance(each, PointButton)]
    if found:
        press(dice.choice(found), keys=dice.choice((NONE, NONE, NONE, CONTROL)))


def pane_button(world: World, dice: Random) -> None:
    """Press a button of what stands beside the stage."""
    found = part_of(world.window.workspace._beside, QAbstractButton)
    if found:
        press(dice.choice(found), keys=dice.choice((NONE, NONE, CONTROL)))


def finder(world: World, dice: Random) -> None:
    """Search, walk the list, click in it."""
    view = world.window.workspace.finder
    field: QLineEdit = view.field
    tree: QTreeView = view.tree
    if not view.isVisible():
        press_key(world, "F9")
    elif dice.random() < 0.4:
        field.setFocus()
        if dice.random() < 0.5:
            field.clear()
        _type(field, dice.choice(_WORDS))
        press_key(world, dice.choice(("Down", "Return", "Ctrl+Return", "Esc", "Up")))
    else:
        port = tree.viewport()
        if port.isVisible() and port.width() > 1 and port.height() > 1:
            press(port, QPoint(dice.randrange(port.width()), dice.randrange(port.height())))


def close_other(world: World, dice: Random) -> None:
    """Close what is open in a window of its own."""
    for each in world.app.topLevelWidgets():
        if each.isVisible() and each not in world.windows:
            QTest.keyClick(each, Qt.Key.Key_Escape)
            return


# The window


def resize(world: World, dice: Random) -> None:
    """Give the window another size."""
    world.window.resize(dice.randint(_FEWEST[0], _MOST[0]), dice.randint(_FEWEST[1], _MOST[1]))


def tell(world: World, dice: Random) -> None:
    """Have something to tell, with its details open."""
    bar = world.window.workspace.messages
    what = f"Something to tell {dice.randint(0, 3)}. " * dice.choice((1, 4, 12))
    world.window.tell(Message(what, "line\n" * dice.choice((0, 3, 60))))
    world.settle()
    if dice.random() < 0.7 and bar._more.isVisible():
        press(bar._more)
    elif dice.random() < 0.3:
        bar.dismiss()


def another_window(world: World, dice: Random) -> None:
    """Open a second window, go to the other one, or close the second."""
    if len(world.windows) == 1:
        if dice.random() < 0.3:
            world.use(world.open())
        return
    if dice.random() < 0.3:
        second = world.windows[1]
        world.use(world.windows[0])
        world.close(second)
    else:
        world.use(dice.choice(world.windows))


# Holds


def hold(world: World, dice: Random) -> None:
    """Begin a guided hold or practice, as far as it goes."""
    if not world.atlas.store.state.lit:
        click(world, dice)
    press_key(world, dice.choice(("Space", "Space", "F3", "F7")))
    _take_clock(world)
    if dice.random() < 0.7:
        world.settle()
        press_key(world, "Space")


def _take_clock(world: World) -> None:
    for window in world.windows:
        if window.hold is not None and window.hold.view is not None:
            window.hold.view.now = world.now


def time_goes_by(world: World, dice: Random) -> None:
    """Let time pass for the hold, faster than it does."""
    for _ in range(dice.randint(1, 40)):
        world.skipped_s += 0.25
        for window in world.windows:
            if window.hold is not None and window.hold.running:
                window.hold.view.run.tick()


def stop(world: World, dice: Random) -> None:
    """Press STOP, or its key: what runs has stopped when that returns."""
    window = world.window
    if window.hold is None or not window.hold.running or QApplication.activePopupWidget() is not None:
        return
    if dice.random() < 0.5:
        press(window.hold.view.live.stop)
    else:
        keys = KEYS["hold"]["stop"].keys
        # Where something is written, letters are.
        press_key(world, dice.choice([each for each in keys if len(each) > 1] if hold_keys._is_written() else keys))
    if window.hold.running:
        world.told.append("STOP did not stop")


def idle(world: World, dice: Random) -> None:
    """Do nothing for a moment."""
    QTest.qWait(dice.choice((1, 5, 20, 60)))


ACTS: Final[dict[Callable[[World, Random], Any], int]] = {
    click: 20, point: 10, leave: 2, drag: 4, wheel: 6, pinch: 2, odd_buttons: 2,
    key: 10, key_of_hold: 8, key_of_body: 14, walk: 5, letters: 2,
    strip: 4, button: 6, pane_button: 6, finder: 5, close_other: 3,
    resize: 3, tell: 2, another_window: 1, hold: 6, time_goes_by: 5, stop: 3, idle: 6,
}  # fmt: skip
"""Each act, and how often it comes."""
