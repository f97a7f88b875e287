"""What may stand beside the stage in the panel's place: the guided hold, painting, where to look first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.view import StageView
    from bodymap.ui.workspace import Workspace

V = TypeVar("V", bound=QWidget)


class Pane(QObject, Generic[V]):
    """Something that takes the place beside the stage for a while. The window knows nothing else of it.

    Attributes:
        view: what is shown there; None before it is first asked for.
        is_slim: whether it takes no more than the panel's place, so that strip and stage stay as they are.

    """

    is_slim: ClassVar[bool] = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._has_place = False
        self.view: V | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is in the window."""
        workspace = self._window.workspace
        return workspace is not None and self.view is not None and workspace.pane is self

    @property
    def widget(self) -> V:
        """What is shown beside the stage."""
        assert self.view is not None  # noqa: S101 - shown only once it was made
        return self.view

    @property
    def busy(self) -> bool:
        """Whether it goes on whatever else is asked for, as a hold that runs does."""
        return False

    def escape(self) -> None:
        """Do what Escape means here: one step back, or leave."""
        self.leave()

    def leave(self) -> None:
        """Give the place back to the panel."""
        workspace = self._window.workspace
        if workspace is not None and self.is_open:
            workspace.show_beside(None)

    def may_close(self) -> bool:
        """Return whether the window may close: the user was asked where something would be lost."""
        return True

    def close(self) -> None:
        """End what runs and bring everything onto the disk: the window closes."""

    # For what is a pane

    def _take_view(self, view: V, workspace: Workspace) -> None:
        """Show this from now on, whenever the pane has the place."""
        self.view = view
        workspace.beside_changed.connect(self._on_beside_changed)

    def _take_place(self, workspace: Workspace) -> None:
        workspace.show_beside(self)
        self._has_place = True

    def _on_beside_changed(self) -> None:
        workspace = self._window.workspace
        if self._has_place and not self.is_open and workspace is not None:
            self._has_place = False
            self._on_left()
            (self._window.stage or workspace.panel).setFocus()

    def _on_left(self) -> None:
        """Tidy up: the panel or another pane has the place."""


class SlimPane(Pane[V]):
    """A pane in the panel's place that has the stage show something of its own; the command that opens it leaves it."""

    def open(self) -> None:
        """Take the place and put out what is lit; or leave."""
        workspace, stage = self._window.workspace, self._window.stage
        if self.is_open:
            self.leave()
            return
        if workspace is None or stage is None or (workspace.pane is not None and workspace.pane.busy):
            return
        if self.view is None:
            self._take_view(self._make_view(workspace, stage), workspace)
        self._window.store.clear()
        self._window.store.clear()
        self._take_place(workspace)
        self._begin(stage)
        stage.setFocus()
        self._window.receiver.show_enabled()

    def _on_left(self) -> None:
        stage = self._window.stage
        if stage is not None:
            self._end(stage)
        self._window.receiver.show_enabled()

    def close(self) -> None:
        """Take what it shows off the stage."""
        if self._window.stage is not None:
            self._end(self._window.stage)

    def _make_view(self, workspace: Workspace, stage: StageView) -> V:
        """Return what is shown beside the stage."""
        raise NotImplementedError

    def _begin(self, stage: StageView) -> None:
        """Have the stage show what this is about."""
        raise NotImplementedError

    def _end(self, stage: StageView) -> None:
        """Have the stage show points again."""
        raise NotImplementedError
