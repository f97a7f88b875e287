"""The main window: a calm frame at once, everything else in steps after the first paint.

Light module: imported before the first paint, it names nothing from the ``Qt`` namespace and imports what is heavy
only in the steps.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from bodymap.ui import quick_start, theme
from bodymap.ui.first_frame import FirstFrame, least_size, window_size
from bodymap.ui.settings import window as window_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store
    from bodymap.ui.areas_host import AreasHost
    from bodymap.ui.command import Command
    from bodymap.ui.hold_host import HoldHost
    from bodymap.ui.open_atlas import OpenAtlas
    from bodymap.ui.painting_host import PaintingHost
    from bodymap.ui.pane import Pane
    from bodymap.ui.reach_host import ReachHost
    from bodymap.ui.settings.settings import Settings
    from bodymap.ui.stage.view import StageView
    from bodymap.ui.widgets.message_bar import Message
    from bodymap.ui.workspace import Workspace

_SAVE_AFTER_MS: Final = 800
_LOOK_BACK_AFTER_MS: Final = 1200


_WORKSPACE: Final = (
    "commands",
    "window_commands",
    "widgets.icons",
    "finder.view",
    "record.parts",
    "panel.panel",
    "workspace",
)
"""What the workspace is made of, brought in one by one: a click on the body goes in between."""


def _importing(name: str) -> Callable[[], None]:
    def step() -> None:
        import_module(f"bodymap.ui.{name}")

    return step


class MainWindow(QMainWindow):
    """A window on the open atlas. ``furnished`` fires when everything stands in its place.

    ``point_id`` is lit once there are drawings.

    Attributes:
        presentation: how this window shows things; there once it is furnished.
        hold: the guided hold's pane; ``None`` before it is first asked for; ``painting``, ``reach``, ``areas`` too.

    """

    furnished = Signal()

    def __init__(self, atlas: OpenAtlas, settings: Settings, point_id: str | None = None) -> None:
        super().__init__()
        self.atlas = atlas
        self._settings = settings
        self._point_id = point_id
        self.presentation: PresentationStore
        self.workspace: Workspace | None = None
        self.stage: StageView | None = None
        self.commands: tuple[Command, ...] = ()
        self.actions_by_id: dict[str, QAction] = {}
        self.hold: HoldHost | None = None
        self.painting: PaintingHost | None = None
        self.reach: ReachHost | None = None
        self.areas: AreasHost | None = None
        self._panes: list[Pane[Any]] = []
        self._untold: list[Message] = []
        self._painted = False
        self._steps: list[Callable[[], None]] = [
            self._build_stage,
            *map(_importing, _WORKSPACE),
            self._build_workspace,
            self._load_atlas,
            self._build_strip,
        ]
        atlas.told.connect(self.tell)
        self.setWindowTitle("bodymap")
        self._take_size()
        self._frame = FirstFrame(settings, self)
        self.setCentralWidget(self._frame)

    @property
    def store(self) -> Store:
        """What is lit and shown."""
        return self.atlas.store

    @property
    def index(self) -> AtlasIndex | None:
        """The atlas, once it has been read."""
        return self.atlas.index

    @property
    def is_furnished(self) -> bool:
        """Whether everything stands in its place."""
        return not self._steps

    def _take_size(self) -> None:
        room = QApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(*least_size(room.width(), room.height()))
        self.resize(*window_size(self._settings, room.width(), room.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Start to furnish the window once its first frame is out."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._furnish)

    def _furnish(self) -> None:
        """Do one step and leave the others for later, so that the window answers in between.

        A step that fails does not stop the others: finder and panel are of use without drawings.
        """
        try:
            self._steps.pop(0)()
        finally:
            if self._steps:
                QTimer.singleShot(0, self, self._furnish)
            else:
                quick_start.end()
                self.furnished.emit()

    def _build_stage(self) -> None:
        """Show the body before everything around it: it is what the eye looks for and the hand clicks first."""
        from bodymap.core.presentation import PresentationStore
        from bodymap.ui.settings.state import remembered_presentation

        self.presentation = PresentationStore(remembered_presentation(self._settings))
        self.apply_scheme()
        drawings = self.atlas.read_drawings()
        if drawings is not None:
            from bodymap.ui.stage.view import StageView

            self.stage = StageView(self.store, self.presentation, drawings, None)
            self._frame.show_stage(self.stage)
            self.stage.wake()

    def _build_workspace(self) -> None:
        from bodymap.core.stepping import Stepper
        from bodymap.ui.following import follow
        from bodymap.ui.herald import Herald
        from bodymap.ui.projector.room_keys import RoomKeys
        from bodymap.ui.widgets.icons import app_icon
        from bodymap.ui.widgets.roles import tell_roles
        from bodymap.ui.window_commands import WindowCommands
        from bodymap.ui.workspace import Workspace

        tell_roles()
        self.receiver = WindowCommands(self)
        self.herald = Herald(self, self.store, self.presentation, lambda: self.index)
        self.stepper = Stepper(
            self.store, self.presentation, lambda: self.index, lambda: self.atlas.collected.state.points
        )
        self._make_commands()
        self.workspace = Workspace(self.store, self.presentation, self._settings, self.actions_by_id, self)
        RoomKeys(
            self,
            self.presentation,
            self.actions_by_id,
            lambda: self.workspace is None or self.workspace.is_taken,
        )
        self.workspace.toolbar.menu_requested.connect(self.receiver.show_menu)
        self.workspace.panel.hold_requested.connect(lambda: self.hold_host().open())
        if self.stage is not None:
            self.workspace.place_stage(self.stage)
        self.workspace.take_measures(self.width(), self.height())
        self.setCentralWidget(self.workspace)
        self.setWindowIcon(app_icon())
        self.receiver.show_enabled()
        follow(self.store, self, self._on_changed)
        follow(self.presentation, self, self._on_presentation_changed)
        follow(self.atlas.collected, self, lambda _old, _new: self.receiver.show_enabled())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER_MS)
        self._later.timeout.connect(self._remember)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_desktop_scheme_changed)
        self._tell_all()

    def _make_commands(self) -> None:
        """Make the commands; once the atlas is there, those that come with it."""
        from bodymap.ui.commands import command_table
        from bodymap.ui.window_commands import make_actions

        self.commands = command_table(self.store, self.presentation, self.receiver)
        self.actions_by_id |= make_actions([c for c in self.commands if c.id not in self.actions_by_id], self)

    def _load_atlas(self) -> None:
        index = self.atlas.read()
        if self.workspace is None:
            return
        if index is None:
            # Nothing could be said of what is lit.
            self.stage = None
            self.workspace.take_stage()
            return
        from bodymap.core.search import Finder

        self._make_commands()
        self.receiver.show_enabled()
        self.workspace.finder.set_index(index, Finder(index))
        self.workspace.panel.set_index(index, self.atlas.drawings)
        self.workspace.slide.set_index(index)
        if self.stage is not None:
            self.stage.learn_names(index)

    def _build_strip(self) -> None:
        if self.index is None or self.workspace is None:
            return
        drawings = self.atlas.drawings
        if drawings is not None and self.stage is not None:
            from bodymap.ui.strip.view import StripView

            self.workspace.place_strip(StripView(self.store, self.presentation, drawings))
            if not self.workspace.finder.field.hasFocus():
                # Keys belong to the body from the start, unless the user is already typing a name.
                self.stage.setFocus()
        if self._point_id is not None:
            self._light(self._point_id)
        QTimer.singleShot(_LOOK_BACK_AFTER_MS, self._look_back)

    def _light(self, point_id: str) -> None:
        """Light the point that the window was opened with, or say which names are near."""
        from bodymap.core.index import UnknownIdError
        from bodymap.ui.widgets.message_bar import Message

        assert self.index is not None  # noqa: S101 - the caller has it
        try:
            self.index.point(point_id)
        except UnknownIdError as unknown:
            self.tell(Message(str(unknown)))
            return
        self.store.select(*self.store.state.chosen(point_id))

    def tell(self, message: Message) -> None:
        """Show a message in the bar, as soon as there is a bar and nothing is being painted."""
        self._untold.append(message)
        QTimer.singleShot(0, self._tell_all)

    def _tell_all(self) -> None:
        if self.workspace is not None:
            for message in self._untold:
                self.workspace.messages.tell(message)
            self._untold.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window manager out of full screen; the window that is used lends its colours."""
        super().changeEvent(event)
        if event.type() == event.Type.ActivationChange and self.workspace is not None:
            self._lend_colours()
        left = event.type() == event.Type.WindowStateChange and self.isVisible() and not self.isFullScreen()
        if left and self.workspace is not None:
            self.presentation.for_room(False)  # noqa: FBT003 - a plain property

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the panes end what runs, and remember the window's state; a pane may ask to stay open."""
        if not all(pane.may_close() for pane in self._panes):
            event.ignore()
            return
        for pane in self._panes:
            pane.close()
        self._remember()
        super().closeEvent(event)

    def hold_host(self) -> HoldHost:
        """Return what runs the guided hold, made on first use."""
        if self.hold is None:
            from bodymap.ui.hold_host import HoldHost

            self.hold = HoldHost(self, self._settings)
            self._panes.append(self.hold)
        return self.hold

    def painting_host(self) -> PaintingHost | None:
        """Return what runs painting, made on first use; None, which is told, where there is nothing to paint on."""
        if self.painting is None and self.index is not None:
            self._read_skin_ahead()
            from bodymap.ui.painting_host import PaintingHost

            try:
                self.painting = PaintingHost(self, self.index)
            except (OSError, ValueError) as error:
                from bodymap.core.language import tr
                from bodymap.ui.widgets.message_bar import Message

                self.tell(Message(tr("Nothing can be painted: the skin cannot be read."), str(error)))
                return None
            self._panes.append(self.painting)
        return self.painting

    def _read_skin_ahead(self) -> None:
        """Have the skin and the maps of what is on stage read while NumPy comes: both take as long."""
        from bodymap import assets
        from bodymap.core.skin.arrays import read_ahead
        from bodymap.core.skin.table import read_skin_ahead

        read_skin_ahead(root := assets.skin_root())
        for sheet_id in self.stage.staged_ids() if self.stage is not None else ():
            if (path := root / self.store.state.figure / f"{sheet_id}.skin").exists():
                read_ahead(path)

    def reach_host(self) -> ReachHost | None:
        """Return what shows where to look first, made on first use; None before the atlas is there."""
        if self.reach is None and self.index is not None:
            from bodymap.ui.reach_host import ReachHost

            self.reach = ReachHost(self, self.index)
            self._panes.append(self.reach)
        return self.reach

    def _look_back(self) -> None:
        """Tell of a hold that was cut short when bodymap last ended, where any hold was ever kept."""
        from bodymap.core.hold.journal import kept_any

        # A window that was closed meanwhile would keep a journal open that nobody closes.
        if self.isVisible() and kept_any():
            self.hold_host().look_back()

    def _remember(self) -> None:
        # Before everything stands in its place there is nothing that the user could have changed.
        if self.workspace is None or self._steps:
            return
        from bodymap.ui.settings.state import remember

        remember(self._settings, self.store.state, self.presentation.state)
        full = self.isFullScreen()
        if not full:
            self._settings.put(window_settings.MAXIMIZED, self.isMaximized())
        if not full and not self.isMaximized():
            self._settings.put(window_settings.WIDTH, self.width())
            self._settings.put(window_settings.HEIGHT, self.height())
        self.workspace.remember()
        self._settings.save()

    def _on_changed(self, old: State | Presentation, new: State | Presentation) -> None:
        from bodymap.ui.settings.state import worth_remembering

        if worth_remembering(old) != worth_remembering(new):
            self._later.start()
        self.receiver.show_enabled()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if old.scheme != new.scheme:
            self.apply_scheme()
        if old.projector != new.projector:
            self.showFullScreen() if new.projector else self._leave_full_screen()
        self._on_changed(old, new)

    def _leave_full_screen(self) -> None:
        self.showMaximized() if self._settings.get(window_settings.MAXIMIZED) else self.showNormal()

    def apply_scheme(self) -> None:
        """Put the colours of the presentation's scheme in force, in this window and what opens from it."""
        scheme = self.presentation.state.scheme
        if self.stage is not None:
            self.stage.wear(theme.palette(theme.resolve(scheme)))
        theme.apply(self, scheme)
        if self.stage is not None:
            # The window's own again, which are the same.
            self.stage.setPalette(QPalette())
        self._lend_colours()

    def _lend_colours(self) -> None:
        """Give what Qt opens by itself, such as tooltips and file dialogs, the colours of the window that is used."""
        if self.isActiveWindow() and QApplication.palette() != self.palette():
            from PySide6.QtWidgets import QToolTip

            QApplication.setPalette(self.palette())
            QToolTip.setPalette(self.palette())

    def _on_desktop_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        theme.set_desktop_dark(scheme.name == "Dark")
        if self.presentation.state.scheme == "system":
            self.apply_scheme()
