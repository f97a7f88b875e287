"""The brush: what is felt, how strong, how wide; eraser, undo, and the painting's file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core.language import number, tr
from bodymap.core.painting.editor import RADII
from bodymap.core.painting.model import KINDS
from bodymap.ui import theme
from bodymap.ui.following import follow
from bodymap.ui.painting.words import KIND_NAMES
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from bodymap.core.painting.editor import Easel, Editor
    from bodymap.core.painting.model import Kind

_SAMPLE: Final = QSize(34, 22)
_LEAST: Final = 128
"""Width of a kind's button in a narrow window."""


class KindSample(QWidget):
    """A sample of how a kind is painted. Decoration: the word beside it says the same."""

    def __init__(self, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.setFixedSize(_SAMPLE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint it on skin."""
        from bodymap.ui.drawing.painted_ink import sample

        ratio = self.devicePixelRatioF()
        pixels = sample(self._kind, round(self.width() * ratio), round(self.height() * ratio), ratio)
        rows, columns = pixels.shape
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(theme.SKIN))
        painter.drawImage(0, 0, image)


class KindButton(PlateButton):
    """Chooses what is painted."""

    def __init__(self, kind: Kind, parent: QWidget) -> None:
        super().__init__(tr(KIND_NAMES[kind]), "", parent)
        self.outlined = True
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST)
        self._sample = KindSample(kind, self)
        self._sample.move(8, 11)

    def sizeHint(self) -> QSize:
        """Return room for the sample."""
        hint = super().sizeHint()
        return QSize(hint.width() + _SAMPLE.width() + 4, hint.height())

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        self._sample.move(8, round(box.center().y() - _SAMPLE.height() / 2))
        self._paint_plate(painter, box.adjusted(_SAMPLE.width() + 6, 0, 0, 0))

    def room(self) -> float:
        """Return how many pixels its text may be wide."""
        return super().room() - _SAMPLE.width() - 8


class BrushPart(QWidget):
    """Follows the editor and asks for changes to it."""

    def __init__(self, editor: Editor, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.kinds: dict[Kind, KindButton] = {}
        for n, kind in enumerate(KINDS):
            button = self.kinds[kind] = KindButton(kind, self)
            button.clicked.connect(partial(editor.choose_kind, kind))
            grid.addWidget(button, n // 2, n % 2)
        column.addLayout(grid)
        column.addLayout(self._make_strength())
        widths = tuple(_width_choice(radius) for radius in RADII)
        self.width_choice = Segmented(tr("Width of the brush"), widths, self, stretched=True)
        self.width_choice.chosen.connect(lambda value: editor.choose_radius(float(value)))
        column.addWidget(self.width_choice)
        column.addLayout(self._make_tools(actions))
        follow(editor, self, self._on_editor_changed)
        self._show_easel(editor.state)

    def _make_strength(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.strength = Prose("", "body", parent=self)
        self.weaker, self.stronger = PlateButton("", "hold.less", self), PlateButton("", "hold.more", self)
        for button, name, by in (
            (self.weaker, tr("Weaker"), -1),
            (self.stronger, tr("Stronger"), 1),
        ):
            button.outlined = True
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.takes_second_clicks = True
            button.clicked.connect(partial(self._change_strength, by))
        row.addWidget(self.strength, 1)
        row.addWidget(self.weaker)
        row.addWidget(self.stronger)
        return row

    def _make_tools(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.eraser = PlateButton(tr("Eraser"), "eraser", self)
        self.eraser.outlined = True
        self.eraser.set_text_shown(False)
        self.eraser.setCheckable(True)
        self.eraser.setAccessibleName(tr("Eraser"))
        self.eraser.setToolTip(tr("Take away what is painted; the other end of a pen does so too"))
        self.eraser.clicked.connect(self._editor.erase)
        row.addWidget(self.eraser)
        row.addStretch(1)
        self.buttons: dict[str, PlateButton] = {}
        for name, icon in (("undo", "undo"), ("redo", "redo"), ("new", "new"), ("open", "open"), ("save", "save")):
            action = actions[f"paint.{name}"]
            button = self.buttons[name] = PlateButton(action.text(), icon, self)
            button.set_text_shown(False)
            button.setAccessibleName(action.text())
            button.setToolTip(action.toolTip())
            button.takes_second_clicks = True
            button.clicked.connect(action.trigger)
            action.changed.connect(partial(_follow_action, button, action))
            _follow_action(button, action)
            row.addWidget(button)
        return row

    def _change_strength(self, by: int) -> None:
        self._editor.choose_strength(self._editor.state.brush.strength + by)

    def _on_editor_changed(self, old: Easel, new: Easel) -> None:
        if old.brush is not new.brush:
            self._show_easel(new)

    def _show_easel(self, easel: Easel) -> None:
        brush = easel.brush
        self.kinds[brush.kind].setChecked(True)
        self.strength.say(tr("Strength {number} of 10").format(number=brush.strength))
        self.weaker.setEnabled(brush.strength > 1)
        self.stronger.setEnabled(brush.strength < 10)
        if str(brush.radius) in self.width_choice.segments:
            self.width_choice.set_value(str(brush.radius))
        self.eraser.setChecked(brush.erasing)


def _follow_action(button: PlateButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())


def _width_choice(radius: float) -> Choice:
    wide = number(2 * radius, 0)
    title = tr("{width} cm").format(width=wide)
    return Choice(str(radius), title, title, tr("A brush {width} cm wide on the skin").format(width=wide))
