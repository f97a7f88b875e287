"""The real windows of one walk, with files of their own, and all that is seen and heard of them meanwhile."""

from __future__ import annotations

import gc
import sys
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from shiboken6 import isValid

from bodymap import assets
from bodymap.core import language
from bodymap.core.state import MAX_LIT, Spot
from bodymap.core.user_files import paintings_folder
from bodymap.ui.app import telling_hook
from bodymap.ui.export.page_dialog import PageDialog
from bodymap.ui.hold import bringing_in
from bodymap.ui.hold.unwritten import UnwrittenDialog
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.panel.panel import Panel
from bodymap.ui.record.parts import Facts, Pool
from bodymap.ui.settings.settings import Settings
from tests.pressed import let_go

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.scene import Scene
    from bodymap.ui.stage.controller import StageController

SIZE: Final = (1280, 720)
_LONGEST_FURNISH_S: Final = 120.0
_HASTY: Final = 0.3
"""Of so many windows the body is used before everything stands around it."""
LONGEST_ACT_S: Final = 60.0
"""After so long an act does not work any more, it waits: for an answer that nobody will give."""
_OF_THE_PLATFORM: Final = ("This plugin does not support", "propagateSizeHints")
"""What Qt says of drawing without a screen, and of nothing that the program does."""


class Seen(QObject):
    """What the eye has of a stage: noted each time it is painted."""

    def __init__(self, controller: StageController) -> None:
        super().__init__(controller.canvas)
        self._canvas = controller.canvas
        self.scene: Scene | None = None
        self.camera: Camera | None = None
        self.state: Any = None
        self._canvas.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        view = self._canvas.painted_view if event.type() == QEvent.Type.Paint else None
        if view is not None:
            self.scene, self.state, self.camera = view.scene, view.state, self._canvas.camera
        return False

    def places(self) -> list[tuple[Spot, QPointF]]:
        """Every mark as it is seen, and where."""
        if self.scene is None or self.camera is None:
            return []
        return [(place.key.spot, QPointF(*self.camera.to_widget(place.x, place.y))) for place in self.scene.places]


class World:
    """One to two windows on one atlas. ``told`` is whatever went wrong, ``opened`` every window there ever was."""

    def __init__(self, folder: Path, dice: Random) -> None:
        self.folder, self.told, self.windows = folder, [], []  # type: Path, list[str], list[MainWindow]
        self.opened: list[ref[MainWindow]] = []
        self.skipped_s = 0.0
        self.note: dict[str, Any] = {}
        """What an act has to know of an earlier one."""
        app: Any = QApplication.instance()
        self.app: QApplication = app
        language.choose(assets.translations_root(), dice.choice(("en", "de")))
        self._qt = qInstallMessageHandler(self._hear)
        self._hook, self._ask = sys.excepthook, QFileDialog.getSaveFileName
        QFileDialog.getSaveFileName = lambda *_, **__: (  # type: ignore[method-assign]
            dice.choice(("", str(folder / "picture.png"), str(folder / "nowhere" / "x.png"))), ""
        )  # fmt: skip
        self._ask_open = QFileDialog.getOpenFileName
        QFileDialog.getOpenFileName = lambda *_, **__: (  # type: ignore[method-assign]
            dice.choice(("", str(folder / "nowhere.json"), *map(str, sorted(paintings_folder().glob("*.json"))))), ""
        )  # fmt: skip
        # The platform's own dialog of printers has questions of its own, which nobody would answer.
        self._print = PageDialog._on_print
        PageDialog._on_print = lambda _: None  # type: ignore[method-assign,assignment]
        self._exec = QDialog.exec
        QDialog.exec = lambda dialog: self._answer(dialog)  # type: ignore[method-assign]
        self._dice = dice
        sys.excepthook = self._tell
        self._began: float | None = None
        self._watch = QTimer()
        self._watch.setInterval(250)
        self._watch.timeout.connect(self._on_watch_timeout)
        self._watch.start()
        try:
            self.atlas = OpenAtlas(Settings(folder / "bodymap.ini"))
            self.window = self.open()
        except BaseException:
            self.end()
            raise

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Break off what is done meanwhile where it waits for ever."""
        self._began = time.monotonic()
        yield
        self._began = None

    def _answer(self, dialog: QDialog) -> int:
        """Answer what stops everything until it is answered; there is one such question, asked where a disk is slow."""
        if not isinstance(dialog, UnwrittenDialog):
            self.told.append(f"{type(dialog).__name__} stops everything until it is answered")
        return QDialog.DialogCode.Accepted.value

    def _on_watch_timeout(self) -> None:
        """Break off what waits: this is called from inside of it."""
        if self._began is None or time.monotonic() < self._began + LONGEST_ACT_S:
            return
        self._began = time.monotonic()
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        self.told.append(f"an act waits for {waiting} at {_stack()}")
        if waiting is not None:
            waiting.close()

    def _tell(self, kind: Any, error: Any, trace: Any) -> None:
        frames = [f"{f.f_code.co_filename.rpartition('/')[2]}:{n}" for f, n in _frames(trace)]
        self.told.append(f"{kind.__name__}: {error} at {' < '.join(reversed(frames[-4:]))}")
        # What went wrong is told in the window too, which must stand that.
        if self.windows and isValid(self.windows[0]):
            telling_hook(self.windows[0])(kind, error, trace)

    def _hear(self, _kind: object, _context: object, text: str) -> None:
        if not any(each in text for each in _OF_THE_PLATFORM):
            self.told.append(f"Qt says: {text} at {_stack()}")

    def open(self) -> MainWindow:
        """Open one more window, and wait until it is furnished."""
        number = len(self.windows)
        settings = self.atlas._settings if not number else Settings(self.folder / f"bodymap-{number}.ini")
        window = MainWindow(self.atlas, settings)
        self.windows.append(window)
        self.opened.append(ref(window))
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        self.until(lambda: window.stage is not None and window.stage._controller is not None)
        window.seen = Seen(window.stage.wake())  # type: ignore[attr-defined]
        if self._dice.random() < _HASTY:
            self._be_hasty(window)
        self.until(lambda: window.workspace is not None)
        return window

    def _be_hasty(self, window: MainWindow) -> None:
        """Click, zoom and press keys on the body before all the rest is there."""
        stage: Any = window.stage
        canvas = stage.wake().canvas
        end = time.monotonic() + _LONGEST_FURNISH_S
        while not window.is_furnished and time.monotonic() < end:
            at = QPoint(self._dice.randrange(max(canvas.width(), 1)), self._dice.randrange(max(canvas.height(), 1)))
            QTest.mouseMove(canvas, at)
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
            key = self._dice.choice(
                (Qt.Key.Key_Plus, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F2)
            )
            QTest.keyClick(stage, key)
            QTest.qWait(2)

    def use(self, window: MainWindow) -> None:
        """Go to a window."""
        self.window = window
        window.activateWindow()

    def close(self, window: MainWindow) -> None:
        """Close a window and have it deleted, with whatever it opened."""
        window.close()
        self.windows.remove(window)
        window.deleteLater()
        self.settle()

    @property
    def stage(self) -> StageController:
        """The stage of the window in use."""
        return self.window.stage.wake()

    @property
    def seen(self) -> Seen:
        """What is seen of it."""
        return self.window.seen  # type: ignore[attr-defined]

    def now(self) -> float:
        """Return the clock of the holds: it runs, and may be let run faster."""
        return time.monotonic() + self.skipped_s

    def settle(self) -> None:
        """Let everything happen that happens by itself at once."""
        for _ in range(3):
            QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, there: Any) -> None:
        """Let events happen until something is so."""
        end = time.monotonic() + _LONGEST_FURNISH_S
        while not there():
            QTest.qWait(2)
            if self._began is not None:
                # What is waited for here comes, if late, or the wait has an end of its own.
                self._began = time.monotonic()
            if time.monotonic() > end:
                raise TimeoutError("it does not come to rest")

    def rest(self) -> None:
        """Bring the window in use back to what it was after it opened: every walk ends where it began."""
        store = self.atlas.store
        for second in self.windows[1:]:
            self.close(second)
        window = self.window = self.windows[0]
        for each in (self.app.activePopupWidget(), *self.app.topLevelWidgets()):
            if each is not None and isValid(each) and each not in self.windows and each.isVisible():
                each.close()
        if window.hold is not None and window.hold.view is not None:
            window.hold.view.stop()
            window.hold.leave()
        window.receiver.show_areas(None)
        window.workspace.show_beside(None)
        window.presentation.for_room(False)
        window.presentation.use_scheme("light")
        window.workspace.messages.dismiss()
        window.workspace.finder.field.clear()
        window.workspace.show_finder(True)
        window.resize(*SIZE)
        self.settle()
        store.speak("clinician")
        store.show_figure("woman")
        store.ask_place(None)
        store.show_layers(("muscles", "points", "zones", "labels"))
        store.mark_part(None)
        store.mark_under(None)
        store.clear()
        store.choose_side("right")
        store.stage_sheets(())
        store.hover(None)
        window.stage.fit()
        self.settle()
        self.until(lambda: not self.atlas.drawings.queue.is_busy)
        self.settle()

    def use_everything(self) -> None:
        """Use once whatever is made on first use and stays: pages, the panes of hold, painting and map, the list."""
        window, store = self.window, self.atlas.store
        points = self.atlas.index.points[:: len(self.atlas.index.points) // MAX_LIT][:MAX_LIT]
        for point in points:
            store.toggle(Spot(point.id, "right"))
            self.settle()
        store.clear()
        store.ask_place(points[0].referral.essential[0], "right")
        self.settle()
        store.select(Spot(points[0].id, "right"))
        host = window.hold_host()
        host.practise()
        for _ in range(3):
            self.settle()
            host.space()
        self.until(lambda: not bringing_in.is_on_its_way())
        host.view.run.tick()
        host.view.stop()
        host.view.leave_live()
        host.show_sessions()
        self.rest()
        for pane in (window.painting_host(), window.reach_host()):
            assert pane is not None
            pane.open()
            self.rest()
        for _ in ("roots", "nerves", "none"):
            window.receiver.show_next_areas()
            self.settle()
            self.until(lambda: not self.atlas.drawings.queue.is_busy)
        self.rest()

    def counts(self) -> Counter[str]:
        """Return what must not grow, by kind: objects, running timers, widgets; not what pools keep for later."""
        gc.collect()
        self.settle()
        kept = {id(each) for pool in _pools() for each in pool}
        objects = [each for each in self.window.findChildren(QObject) if not _is_within(each, kept)]
        found = Counter(f"{type(each).__name__} in {type(each.parent()).__name__}" for each in objects)
        found["running timers"] = sum(each.isActive() for each in objects if isinstance(each, QTimer))
        found["widgets"] = sum(not _is_within(each, kept) for each in QApplication.allWidgets())
        return found

    def end(self) -> None:
        """Close everything, let go of the mouse, and listen no more."""
        try:
            let_go()
            # A picture that was copied stays until something else is: up to 16 MB, in one walk and not in another.
            QApplication.clipboard().clear()
            for window in list(self.windows):
                self.close(window)
            if hasattr(self, "atlas"):
                self.atlas.deleteLater()
            self.settle()
        finally:
            self._watch.stop()
            sys.excepthook, QFileDialog.getSaveFileName = self._hook, self._ask  # type: ignore[method-assign]
            QFileDialog.getOpenFileName = self._ask_open  # type: ignore[method-assign]
            PageDialog._on_print = self._print  # type: ignore[method-assign]
            QDialog.exec = self._exec  # type: ignore[method-assign]
            qInstallMessageHandler(self._qt)
            language.use(None)


def widest_pool() -> int:
    """Return how many widgets the pool keeps that keeps most: no more than there ever were to show at once."""
    return max(map(len, _pools()))


def _pools() -> list[Sequence[QObject]]:
    found = gc.get_objects()
    pools: list[Sequence[QObject]] = [each._widgets for each in found if isinstance(each, Pool)]
    # One page stands by for the point under the pointer, once that has rested on any.
    pools += [[each._twin] for each in found if isinstance(each, Panel) and each._twin is not None]
    return pools + [[part for pair in each._pairs for part in pair] for each in found if isinstance(each, Facts)]


def _is_within(thing: QObject | None, some: set[int]) -> bool:
    """Return whether a thing is one of some or inside one, or what Qt makes so that a label can be selected from."""
    while thing is not None and id(thing) not in some and not isinstance(thing.parent(), QLabel):
        thing = thing.parent()
    return thing is not None


def _stack() -> str:
    """Return where the program is that called back, the innermost first."""
    return " < ".join(
        f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in reversed(traceback.extract_stack()[-12:-2])
    )


def _frames(trace: Any) -> list[tuple[Any, int]]:
    found = []
    while trace is not None:
        found.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return found


def part_of(widget: QWidget, kind: type[Any]) -> list[Any]:
    """Return the parts of a kind that are in sight."""
    parts: list[Any] = widget.findChildren(kind)
    return [each for each in parts if each.isVisible() and not each.visibleRegion().isEmpty()]
