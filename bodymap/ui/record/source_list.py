"""Rows of points with a small live picture each, muscle by muscle: what a place's pain may come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.language import tr, trn
from bodymap.ui.drawing.small_picture import SmallPictures, Subject
from bodymap.ui.record.parts import PointRow, Pool, Section
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.chips import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.sources import Source
    from bodymap.core.state import Figure, Side, Voice

PICTURE: Final = 76
"""Width and height of a small picture."""
_WRAPPED: Final = 0.82
"""How much of its lines a text that wraps at words can fill."""


class Looks(NamedTuple):
    """How small pictures show the body; without ``pictures`` there are none."""

    pictures: SmallPictures | None
    figure: Figure
    side: Side


class PicturedRow(PointRow):
    """A point to click, with a picture of where it is felt."""

    _lines = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self.picture: QImage | None = None

    def fill(self, point_id: str, title: str, detail: str) -> None:
        """Show this point; a tip would cover the next one."""
        super().fill(point_id, title, detail)
        self.setToolTip("")

    def show_picture(self, looks: Looks, muscle_id: str, point_ids: tuple[str, ...]) -> None:
        """Show these points' zones on the body, as soon as they have been painted."""
        if looks.pictures is None:
            return
        subject = Subject(looks.figure, looks.side, muscle_id, point_ids, PICTURE, self.devicePixelRatioF())
        if subject != self._subject:
            self._subject, self.picture = subject, None
            looks.pictures.ask(subject, self, self._take)

    def _take(self, image: QImage) -> None:
        self.picture = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the picture."""
        return QSize(200, max(PICTURE + 8, super().sizeHint().height()))

    def _paint_sign(self, painter: QPainter, box: QRectF) -> int:
        place = QRectF(box.left() + 4, box.center().y() - PICTURE / 2, PICTURE, PICTURE)
        edge = QPainterPath()
        edge.addRoundedRect(place, 6, 6)
        painter.save()
        painter.setClipPath(edge)
        painter.fillRect(place, self.palette().base())
        if self.picture is not None:
            painter.drawImage(place.topLeft(), self.picture)
        painter.restore()
        return PICTURE + 18

    def _paint_detail(self, painter: QPainter, box: QRectF) -> None:
        """Write the detail in as many lines as there is room for."""
        lines = max(1, int(box.height() / self.fontMetrics().height()))
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        room = box.width() * (1 if lines == 1 else lines * _WRAPPED)
        said = self.fontMetrics().elidedText(self._detail, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(box, wrapped, said)


class _SourceBlock(QWidget):
    """A muscle: its likeliest point as a row with a picture, its others as small buttons."""

    chosen = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        self.row = PicturedRow(self)
        self.row.chosen.connect(self.chosen)
        self.row.pointed.connect(self.pointed)
        column.addWidget(self.row)
        self.others = Flow(self, gap=4)
        column.addWidget(self.others)
        self._pool = Pool(self._make_other)

    def fill(self, index: AtlasIndex, source: Source, voice: Voice, looks: Looks) -> None:
        """Show this source in this voice."""
        first, *rest = source.points
        self.row.fill(
            first.id, text.capital(text.point_name(source.muscle, first, voice)), _detail(index, first, voice)
        )
        self.row.show_picture(looks, source.muscle.id, (first.id,))
        for button, point in zip(self._pool.take(len(rest)), rest, strict=True):
            name = text.capital(text.point_name(source.muscle, point, voice))
            number = tr("Point {number}").format(number=text.number_of(point)) if voice == "client" else point.label
            button.fill(point.id, number, name)
        self.others.setVisible(bool(rest))

    def _make_other(self) -> _Other:
        button = _Other(self.others)
        button.chosen.connect(self.chosen)
        button.pointed.connect(self.pointed)
        self.others.flow.addWidget(button)
        return button


class _Other(PointRow):
    """Another point of the same muscle, as a small button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outlined = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fill(self, point_id: str, title: str, detail: str) -> None:
        """Show this point by its number; its name is said."""
        super().fill(point_id, title, detail)
        self.setAccessibleName(detail)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the number."""
        return PlateButton.sizeHint(self)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        self._paint_plate(painter, box)


def _detail(index: AtlasIndex, point: Point, voice: Voice) -> str:
    return text.region_names(index, point.referral.most, voice) if voice == "client" else point.part


class SourceList(Section):
    """Muscles under a title, the likeliest first. Hidden when there are none."""

    chosen = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool(self._make_block)

    def fill(self, index: AtlasIndex, title: str, sources: Sequence[Source], voice: Voice, looks: Looks) -> None:
        """Show these sources in this voice."""
        self.title.say(title)
        for block, source in zip(self._pool.take(len(sources)), sources, strict=True):
            block.fill(index, source, voice, looks)
        self.setVisible(bool(sources))

    def _make_block(self) -> _SourceBlock:
        block = self.add(_SourceBlock(self))
        block.chosen.connect(self.chosen)
        block.pointed.connect(self.pointed)
        return block


class PicturedList(Section):
    """All points of a muscle under a title, each with its picture."""

    chosen = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool(self._make_row)

    def fill(self, index: AtlasIndex, points: Sequence[Point], voice: Voice, looks: Looks) -> None:
        """Show these points of one muscle in this voice."""
        self.title.say(trn("Its point", "Its {count} points", len(points)).format(count=len(points)))
        for row, point in zip(self._pool.take(len(points)), points, strict=True):
            muscle = index.muscle_of(point.id)
            row.fill(point.id, text.capital(text.point_name(muscle, point, voice)), _detail(index, point, voice))
            row.show_picture(looks, muscle.id, (point.id,))

    def _make_row(self) -> PicturedRow:
        row = self.add(PicturedRow(self))
        row.chosen.connect(self.chosen)
        row.pointed.connect(self.pointed)
        return row
