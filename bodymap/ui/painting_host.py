"""Painting's place in the window: opens its page, lets the stage paint, keeps what was painted."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from bodymap import assets
from bodymap.core.language import tr
from bodymap.core.painting.alternatives import is_numb_steps
from bodymap.core.painting.comparing import compared
from bodymap.core.painting.file import SUFFIX, PaintingFileError, read_painting, write_painting
from bodymap.core.painting.model import Painting
from bodymap.core.painting.telling import Weighed, Weigher
from bodymap.core.skin.arrays import forget_ahead
from bodymap.core.user_files import paintings_folder
from bodymap.ui.areas_host import areas_of
from bodymap.ui.drawing.atelier import Atelier
from bodymap.ui.drawing.painted_small import SmallPainting
from bodymap.ui.drawing.thrift import return_freed
from bodymap.ui.following import follow
from bodymap.ui.painting.view import PaintingView
from bodymap.ui.pane import SlimPane
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.painting.comparing import Compared
    from bodymap.core.painting.covering import Steps
    from bodymap.core.painting.editor import Easel
    from bodymap.core.state import Voice
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.view import StageView
    from bodymap.ui.workspace import Workspace

_MOMENT_S: Final = 0.001
_KEEP_MS: Final = 400
"""So long after a stroke the painting is written."""


class PaintingHost(SlimPane[PaintingView]):
    """Made on first use, one for each window. Raises ``OSError`` or ``ValueError`` where the skin cannot be read.

    Every painting is kept by itself, in a file of its own from its first stroke on.
    """

    def __init__(self, window: MainWindow, index: AtlasIndex) -> None:
        super().__init__(window)
        self._index = index
        self.editor = window.atlas.editor
        self.atelier = Atelier(self.editor, assets.skin_root())
        self._small = SmallPainting(self.atelier)
        self._weigher = Weigher(index, assets.skin_root(), self.atelier.skin)
        self._preparing = Thread(target=self._prepare, name="ranking of paintings", daemon=True)
        self._paths: dict[int, Path] = {}
        self._kept: tuple[int, Painting] | None = None
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._troubled = False
        self.atelier.loaded.connect(self._on_map_loaded)
        self.atelier.failed.connect(self._on_map_failed)
        follow(self.editor, self, self._on_editor_changed)

    def escape(self) -> None:
        """Put out what is lit; where nothing is, leave."""
        if self.editor.state.growing:
            self.editor.undo()
        elif self._window.store.state.lit:
            self._window.store.clear()
        else:
            self.leave()

    def may_close(self) -> bool:
        """Keep what was painted; the window may close."""
        self.editor.end()
        self.keep()
        return True

    def close(self) -> None:
        """Leave nothing unwritten, and nothing that was read for this window."""
        self._keeping.stop()
        forget_ahead()
        super().close()

    def _make_view(self, workspace: Workspace, stage: StageView) -> PaintingView:
        window = self._window
        areas = areas_of(window, self._index)
        view = PaintingView(
            self.editor, window.store, self._index, self._weigh_steps, window.actions_by_id, areas.choice, workspace
        )
        view.work_in(stage.wake().drawings.queue)
        view.left.connect(self.leave)
        view.detail_asked.connect(self.leave)
        view.compare_ended.connect(self.compare_no_longer)
        return view

    def _begin(self, stage: StageView) -> None:
        stage.paint(self.atelier)
        self._show_in_strip(self._small)

    def _end(self, stage: StageView) -> None:
        stage.stop_painting()
        self._show_in_strip(None)

    def _on_left(self) -> None:
        self.keep()
        super()._on_left()

    # What the commands do

    def open_file(self) -> None:
        """Ask for a painting that was kept, and show it."""
        self.keep()
        path = self._asked_for(tr("Open painting"))
        if path is not None:
            self.show_file(path)

    def compare_file(self) -> None:
        """Ask for an earlier painting, and show it beside this one."""
        self.keep()
        path = self._asked_for(tr("Compare with an earlier painting"))
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path) -> None:
        """Show the painting in a file beside this one: its rim on the body, and what the two have in common."""
        earlier = self._read(path)
        if earlier is not None and self.view is not None:
            self.atelier.show_earlier(earlier)
            self.view.compare(path.name.removesuffix(SUFFIX), partial(self._compared, earlier))

    def compare_no_longer(self) -> None:
        """Take the earlier painting away."""
        self.atelier.show_earlier(None)
        if self.view is not None:
            self.view.compare("", None)

    def _compared(self, earlier: Painting, painting: Painting, voice: Voice) -> Compared:
        return compared(self._index, self.atelier.skin, earlier, painting, voice)

    def _read(self, path: Path) -> Painting | None:
        """Return the painting in a file; None, which is told, where it cannot be read."""
        try:
            return read_painting(path)
        except PaintingFileError as error:
            self._window.tell(Message(str(error)))
        except OSError as error:
            said = tr("{file} cannot be read.").format(file=path.name)
            self._window.tell(Message(said, str(error)))
        return None

    def _asked_for(self, title: str) -> Path | None:
        """Return the file that the user chooses among those that were kept."""
        from PySide6.QtWidgets import QFileDialog

        folder = paintings_folder()
        with suppress(OSError):
            # Else the dialog begins wherever the program was started.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kinds = tr("Paintings (*{ending})").format(ending=SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def show_file(self, path: Path) -> None:
        """Show the painting in a file; what cannot be read is told."""
        painting = self._read(path)
        if painting is None:
            return
        self.keep()
        self.editor.open(painting)
        if path.parent == paintings_folder():
            self._paths[self.editor.state.number] = path
            self._kept = self.editor.state.number, painting

    def save_copy(self) -> None:
        """Ask for a file, and write the painting there besides where it is kept."""
        from PySide6.QtWidgets import QFileDialog

        start = str(Path.home() / self._path().name)
        kinds = tr("Paintings (*{ending})").format(ending=SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Save painting"), start, kinds)
        if not chosen:
            return
        path = Path(chosen) if chosen.endswith(".json") else Path(chosen + SUFFIX)
        try:
            write_painting(path, self.editor.state.painting)
        except OSError as error:
            said = tr("The painting could not be saved as {name}.").format(name=path.name)
            self._window.tell(Message(said, str(error)))
        else:
            self._window.tell(Message(tr("Saved: {name}.").format(name=path.name), done=True))

    # Inside

    def _show_in_strip(self, painting: SmallPainting | None) -> None:
        from bodymap.ui.strip.view import StripView

        strip = self._window.workspace and self._window.workspace.strip
        if isinstance(strip, StripView):
            strip.show_painting(painting)

    def _weigh_steps(self, painting: Painting, voice: Voice) -> Steps[Weighed]:
        skin = self.atelier.skin
        weights = yield from painting.weights_steps(skin)
        if not weights:
            return Weighed()
        numb = yield from is_numb_steps(skin, painting)
        self._prepare_once()
        while self._preparing.is_alive():
            self._preparing.join(_MOMENT_S)
            yield
        return (yield from self._weigher.weigh_steps(weights, voice, numb=numb))

    def _on_map_loaded(self) -> None:
        # Not before: the skin is to be there first. The areas of nerves ask for maps too, and rank nothing.
        if self.is_open:
            self._prepare_once()

    def _prepare_once(self) -> None:
        if not self._preparing.ident:
            self._preparing.start()

    def _prepare(self) -> None:
        # Whoever asks for it meets what is wrong again.
        with suppress(OSError, ValueError):
            self._weigher.prepare()
            return_freed()

    def _on_editor_changed(self, old: Easel, new: Easel) -> None:
        if old.painting is new.painting and old.can_undo == new.can_undo and old.can_redo == new.can_redo:
            # A brush moves, a hundred times a second.
            return
        if old.painting != new.painting:
            self._keeping.start()
            if self.view is not None and self.is_open and not new.growing:
                QTimer.singleShot(0, self.view, self.view.tell)
        if (old.can_undo, old.can_redo, old.painting == Painting()) != (
            new.can_undo,
            new.can_redo,
            new.painting == Painting(),
        ):
            self._window.receiver.show_enabled()

    def _path(self) -> Path:
        number = self.editor.state.number
        if number not in self._paths:
            # The user's own clock, as it is the user who reads the name.
            now = datetime.now().astimezone()
            name, n = f"{now:%Y-%m-%d %H.%M.%S}", 1
            while (path := paintings_folder() / f"{name}{f' ({n})' if n > 1 else ''}{SUFFIX}").exists():
                n += 1
            self._paths[number] = path
        return self._paths[number]

    def keep(self) -> None:
        """Write what is painted, where it differs from what is written."""
        self._keeping.stop()
        number, painting = self.editor.state.number, self.editor.state.painting
        if (number, painting) == self._kept or (painting == Painting() and number not in self._paths):
            return
        try:
            write_painting(self._path(), painting)
        except OSError as error:
            if not self._troubled:
                said = tr("What is painted cannot be kept; it is there as long as bodymap runs.")
                self._window.tell(Message(said, str(error)))
            self._troubled = True
        else:
            self._kept, self._troubled = (number, painting), False

    def _on_map_failed(self, wrong: str) -> None:
        self._window.tell(
            Message(tr("On one drawing nothing can be painted: its map of the skin cannot be read."), wrong)
        )
