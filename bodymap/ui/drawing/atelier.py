"""What stages and strips make of one painting and share: the skin, the sheets' maps, and what is painted on each.

Made when somebody paints; nothing of it is loaded before. Maps are read in a thread of their own: unpacking one takes
longer than a frame lasts.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Thread
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from bodymap.core.skin.arrays import forget_ahead
from bodymap.core.skin.table import read_skin
from bodymap.ui.drawing.painted_field import Chunk, Field, chunk_of, chunks_of
from bodymap.ui.drawing.skin_sheet import SheetSkin, SkinArrays, read_sheet_skin
from bodymap.ui.drawing.thrift import return_freed
from bodymap.ui.following import follow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.core.painting.editor import Easel, Editor
    from bodymap.core.painting.model import Painting, Stroke
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.painted_field import Snapshot, TileKey
    from bodymap.ui.drawing.skin_sheet import Small

_LOOK_MS: Final = 4
_MOST_FIELDS: Final = 10
"""Sheets, each on one side, that are kept ready; one that is shown again is painted anew."""
_MOST_STROKES: Final = 120
"""Strokes of which the skin around them is kept."""
_MOST_STEPS: Final = 24
"""Earlier states of each field that are kept, so that undo takes no time."""


_Read: TypeAlias = "tuple[SheetSkin | None, str]"
"""A map that was read, if there is one, and what is wrong with it."""


class SheetKey(NamedTuple):
    """A sheet of a figure, drawn for the right side or mirrored for the left."""

    figure: Figure
    sheet_id: str
    mirrored: bool


class _Painted:
    """A field, what of the painting is on it, and its earlier states."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.strokes: tuple[Stroke, ...] = ()
        self.before: deque[tuple[tuple[Stroke, ...], Snapshot]] = deque(maxlen=_MOST_STEPS)

    def keep(self) -> None:
        """Keep what is painted now, to come back to."""
        self.before.append((self.strokes, self.field.snapshot()))

    def return_to(self, strokes: tuple[Stroke, ...]) -> set[TileKey]:
        """Come back to the last kept state that these strokes begin with, or to nothing; return what changes."""
        while self.before and self.before[-1][0] != strokes[: len(self.before[-1][0])]:
            self.before.pop()
        self.strokes, snapshot = self.before.pop() if self.before else ((), {})
        return self.field.restore(snapshot)


class Atelier(QObject):
    """Follows the editor of a painting.

    Attributes:
        skin: the cells.
        changed: sent with a ``SheetKey`` and the tiles of it that look otherwise now.
        laid: sent with every chunk of a stroke that is laid; ``begun_anew``: other strokes are there than were laid.
        dried: sent when all that was painted up to now is on every sheet.
        loaded: sent with a figure and a sheet whose map has been read.
        failed: sent with what is wrong with a map, once each.
        earlier: a painting that is shown beside this one, by its rim; ``earlier_changed`` tells of another.

    """

    changed = Signal(object, object)
    laid = Signal(object)
    begun_anew = Signal()
    dried = Signal()
    loaded = Signal(str, str)
    failed = Signal(str)
    earlier_changed = Signal()

    def __init__(self, editor: Editor, root: Path) -> None:
        super().__init__()
        self.editor, self._root = editor, root
        self.skin = read_skin(root)
        self.arrays = SkinArrays(self.skin)
        self._sheets: dict[tuple[Figure, str], SheetSkin | None] = {}
        self._small: dict[tuple[Figure, str], Small | None] = {}
        self._asked: list[tuple[tuple[Figure, str], bool]] = []
        self._read: list[_Read] = []
        self._reader: Thread | None = None
        self._fields: OrderedDict[SheetKey, _Painted] = OrderedDict()
        self.earlier: Painting | None = None
        self._chunks: OrderedDict[Stroke, tuple[Chunk, ...]] = OrderedDict()
        self._grown: list[Chunk] = []
        self._dry = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look_timeout)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.dry)
        follow(editor, self, self._on_editor_changed)

    def show_earlier(self, painting: Painting | None) -> None:
        """Show this painting beside the one that is made; None: no longer."""
        if painting != self.earlier:
            self.earlier = painting
            self.earlier_changed.emit()

    # Maps

    def sheet(self, figure: Figure, sheet_id: str) -> SheetSkin | None:
        """Return the map of a sheet, if it has been read and there is one."""
        return self._sheets.get((figure, sheet_id))

    def small(self, figure: Figure, sheet_id: str) -> Small | None:
        """Return the small picture of a sheet, if its map has been read and there is one."""
        return self._small.get((figure, sheet_id))

    def ask(self, figure: Figure, sheet_id: str, *, small: bool = False) -> None:
        """Have a map read, or of one that is not needed else the small picture; ``loaded`` tells when it has been."""
        key = figure, sheet_id
        if key in self._sheets or (small and key in self._small) or (key, small) in self._asked:
            return
        if small:
            self._asked.append((key, small))
        else:
            # What is on stage comes first, after what is being read now.
            self._asked.insert(min(1, len(self._asked)), (key, small))
        if self._reader is None:
            self._read_next()

    @property
    def is_reading(self) -> bool:
        """Whether maps that were asked for are still to be read."""
        return bool(self._asked)

    def wait(self, *, small: bool = False) -> None:
        """Read now the maps that were asked for, with ``small`` the small ones too; for tests and measurements."""
        while self._reader is not None and (small or any(not each[1] for each in self._asked)):
            self._reader.join()
            self._on_look_timeout()

    def _read_next(self) -> None:
        (figure, sheet_id), small = self._asked[0]
        path = self._root / figure / f"{sheet_id}.skin"
        self._reader = Thread(
            target=_read, args=(path, self.arrays, self._read, small), name="map of the skin", daemon=True
        )
        self._reader.start()
        self._look.start()

    def _on_look_timeout(self) -> None:
        if self._read:
            self._take()
        if self._reader is None or self._reader.is_alive() or self._read:
            return
        self._reader = None
        if self._asked:
            self._read_next()
        else:
            self._look.stop()
            forget_ahead()
            return_freed()

    def _take(self) -> None:
        sheet, wrong = self._read.pop(0)
        key, small = self._asked.pop(0)
        self._small[key] = None if sheet is None else sheet.small
        if not small:
            self._sheets[key] = sheet
        if wrong:
            self.failed.emit(wrong)
        self.loaded.emit(*key)

    def forget(self, kept: Iterable[tuple[Figure, str]]) -> None:
        """Let go of all maps but these."""
        wanted = set(kept)
        self._sheets = {key: sheet for key, sheet in self._sheets.items() if key in wanted or sheet is None}
        for key in [key for key in self._fields if (key.figure, key.sheet_id) not in wanted]:
            del self._fields[key]

    # What is painted

    def field(self, key: SheetKey) -> Field | None:
        """Return what is painted on a sheet, all of it; None: its map has not been read, or there is none."""
        sheet = self.sheet(key.figure, key.sheet_id)
        if sheet is None:
            return None
        painted = self._fields.get(key)
        if painted is None:
            painted = self._fields[key] = _Painted(Field(self.arrays, sheet, mirrored=key.mirrored))
            self._bring(painted, self.editor.state.painting.strokes)
            if self.editor.state.growing:
                painted.keep()
            for stroke in self.editor.state.growing:
                for chunk in self.chunks(stroke):
                    painted.field.lay(chunk)
            while len(self._fields) > _MOST_FIELDS:
                self._fields.popitem(last=False)
        self._fields.move_to_end(key)
        return painted.field

    def chunks(self, stroke: Stroke) -> tuple[Chunk, ...]:
        """Return a stroke with the skin around it, as it was laid: to find that takes far longer than to lay it."""
        found = self._chunks.get(stroke)
        if found is None:
            found = self._chunks[stroke] = tuple(chunks_of(self.arrays, stroke))
            while len(self._chunks) > _MOST_STROKES:
                self._chunks.popitem(last=False)
        return found

    def _bring(self, painted: _Painted, strokes: tuple[Stroke, ...]) -> set[TileKey]:
        """Bring a field to these strokes; return the tiles that change."""
        changed: set[TileKey] = set()
        if painted.strokes != strokes[: len(painted.strokes)]:
            changed |= painted.return_to(strokes)
        for stroke in strokes[len(painted.strokes) :]:
            painted.keep()
            for chunk in self.chunks(stroke):
                changed |= painted.field.lay(chunk)
            painted.strokes = (*painted.strokes, stroke)
        return changed

    def _on_editor_changed(self, old: Easel, new: Easel) -> None:
        if new.growing and not old.growing:
            for painted in tuple(self._fields.values()):
                painted.keep()
            self._dry = 0
            self._grown.clear()
        if len(new.growing) > len(old.growing) and old.growing:
            self._dry_whole(old.growing[-1])
        if new.growing:
            self._later.start()
        elif old.growing and new.painting.strokes == old.strokes:
            self._dry_whole(old.growing[-1])
            for painted in tuple(self._fields.values()):
                painted.strokes = new.painting.strokes
            self.dried.emit()
        elif old.strokes != new.strokes:
            self._show(new.painting.strokes, dropped=bool(old.growing))
            self.dried.emit()

    def _show(self, strokes: tuple[Stroke, ...], *, dropped: bool) -> None:
        for key, painted in tuple(self._fields.items()):
            changed: set[TileKey] = set()
            if dropped:
                changed |= painted.return_to(painted.strokes)
            changed |= self._bring(painted, strokes)
            if changed:
                self.changed.emit(key, changed)
        self.begun_anew.emit()

    def dry(self) -> None:
        """Lay what of the growing stroke is not laid yet, on every sheet."""
        self._later.stop()
        growing = self.editor.state.growing
        if growing:
            self._dry_stroke(growing[-1])
            self.dried.emit()

    def _dry_whole(self, stroke: Stroke) -> None:
        """Lay what of a stroke that has come to its end is not laid yet, and keep what was found of it."""
        self._dry_stroke(stroke)
        self._chunks[stroke] = tuple(self._grown)
        self._grown.clear()
        self._dry = 0

    def _dry_stroke(self, stroke: Stroke) -> None:
        while self._dry < len(stroke.places):
            some = stroke.places[max(0, self._dry - 1) : self._dry + 8]
            self._dry = min(len(stroke.places), self._dry + 8)
            self._lay(chunk_of(self.arrays, stroke, some))

    def _lay(self, chunk: Chunk) -> None:
        self._grown.append(chunk)
        self.laid.emit(chunk)
        for key, painted in tuple(self._fields.items()):
            changed = painted.field.lay(chunk)
            if changed:
                self.changed.emit(key, changed)


def _read(path: Path, arrays: SkinArrays, to: list[_Read], small: bool) -> None:  # noqa: FBT001 - as it is asked for
    """Hand a map over, and pack it if it is to stay. It knows no atelier, which must not die in another thread."""
    try:
        sheet = read_sheet_skin(path, arrays) if path.exists() else None
    except (OSError, ValueError) as error:
        to.append((None, str(error)))
        return
    to.append((sheet, ""))
    if sheet is not None and not small:
        # After it is handed over: whoever packs waits for the window a hundred times, if that is busy.
        sheet.pack()
