"""Why it may help: one page of pictures for the client, in the theme's colours, in the words of the atlas.

What is explained, reported, found and unknown is told apart, each with whose it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bodymap import assets
from bodymap.core import text
from bodymap.core.guidance import in_voice
from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase
from bodymap.ui import theme
from bodymap.ui.record.parts import Facts
from bodymap.ui.saving import png, write_file
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Explanation, Label, Told
    from bodymap.core.state import Voice

_DARK_SKIN: Final = "#6b564a"
_DARK_FIBRE: Final = "#a56f60"
_BOX: Final = QRectF(0, 0, 320, 200)
_SCALE: Final = 2
_TYPE: Final = (1.12, 1.0, 0.9, 0.8)

_TITLE: Final = Phrase(msg("Why it may help"), msg("Why it may help"))
_SURE: Final = Phrase(msg("How sure is this?"), msg("How sure is this?"))
_TOLD: Final[dict[Told, Phrase]] = {
    "explained": Phrase(msg("Explained by practitioners"), msg("As therapists explain it")),
    "reported": Phrase(msg("Reported by practitioners"), msg("What therapists report")),
    "found": Phrase(msg("Found in studies"), msg("What studies found")),
    "unknown": Phrase(msg("Not known"), msg("What is not known")),
}


class Illustration(QWidget):
    """One drawing in the colours of a shade, with its words in the language of the interface."""

    def __init__(self, name: str, labels: tuple[Label, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        path = assets.root() / "why" / f"{name}.svg"
        self._source = path.read_text(encoding="utf-8") if path.is_file() else ""
        self._labels = labels
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size in the drawing's proportion."""
        return QSize(192, 120)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the drawing is clear."""
        return QSize(160, 96)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint drawing and words."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        factor = min(self.width() / _BOX.width(), self.height() / _BOX.height())
        painter.translate((self.width() - _BOX.width() * factor) / 2, (self.height() - _BOX.height() * factor) / 2)
        painter.scale(factor, factor)
        QSvgRenderer(QByteArray(tinted(self._source, shade).encode())).render(painter, _BOX)
        font = QFont(self.font())
        font.setPixelSize(15)
        painter.setFont(font)
        painter.setPen(QColor(shade.ink))
        for label in self._labels:
            box = QRectF(label.x - 60, label.y - 12, 120, 24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.word)


def tinted(source: str, shade: theme.Colours) -> str:
    """Return an SVG that was drawn in the light shade's colours in those of another."""
    if shade.shade == "light":
        return source
    swaps = dict(zip(theme.LIGHT[1:], shade[1:], strict=True))
    swaps |= {theme.SKIN: _DARK_SKIN, "#c98b7a": _DARK_FIBRE}
    # By way of marks, so that a colour that was put in is not taken for one to replace.
    for n, colour in enumerate(swaps):
        source = source.replace(colour, f"@{n}@")
    for n, colour in enumerate(swaps.values()):
        source = source.replace(f"@{n}@", colour)
    return source


class WhyPage(QWidget):
    """The page: pictures with their words, and how sure all this is. It says what the atlas explains."""

    def __init__(self, index: AtlasIndex, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index: AtlasIndex = index
        self._voice: Voice = voice
        column = self._rows = QVBoxLayout(self)
        column.setContentsMargins(28, 16, 28, 8)
        column.setSpacing(8)
        column.addWidget(Prose(_TITLE.to(voice), "title", parent=self))
        told = index.atlas.explanations
        for each in told:
            if each.told == "explained" and each.picture is None:
                column.addWidget(Prose(in_voice(each, voice), "body", "soft", parent=self))
        for kind, name in _TOLD.items():
            pictured = [each for each in told if each.told == kind and each.picture is not None]
            if pictured:
                heading = Prose(name.to(voice), "caps", "accent", parent=self)
                heading.setContentsMargins(0, 2, 0, 0)  # the dots of Ä stand above the line of small type
                column.addWidget(heading)
                column.addLayout(self._grid(pictured), 1)
        said = [each for each in told if each.told != "explained" and each.picture is None]
        if said:
            column.addWidget(self._sure(said))

    def fit(self, width: int, height: int) -> None:
        """Set the type as large as the page has room for: a client reads it from the table."""
        for scale in _TYPE:
            for prose in self.findChildren(Prose):
                prose.set_type_scale(scale)
            # What a layout has worked out for the type before is forgotten from the inside out.
            for part in reversed(self.findChildren(QLayout)):
                part.activate()
            if self._rows.minimumHeightForWidth(width) <= height:
                return

    def _grid(self, pictured: Sequence[Explanation]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for n, each in enumerate(pictured):
            grid.addWidget(self._card(n, each), n // 2, n % 2)
            grid.setRowStretch(n // 2, 1)
        for n in (0, 1):
            grid.setColumnStretch(n, 1)
        return grid

    def _card(self, n: int, each: Explanation) -> Card:
        card = Card("card", parent=self)
        card.rows.setContentsMargins(16, 10, 16, 10)
        title = in_voice(each.title, self._voice)
        drawing = Illustration(each.picture or "", each.labels, card)
        drawing.setAccessibleName(title)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Prose(f"{n + 1}  {title}", "heading", parent=card))
        words.addWidget(Prose(in_voice(each, self._voice), parent=card))
        words.addWidget(Prose(self._sources(each), "small", "soft", parent=card))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(drawing, 4)
        row.addLayout(words, 5)
        card.rows.addLayout(row)
        return card

    def _sure(self, said: Sequence[Explanation]) -> Card:
        """Return the block that tells apart what is reported, found and unknown, each with its source."""
        card = Card("caution", "info", self)
        card.rows.addWidget(Prose(_SURE.to(self._voice), "heading", parent=card))
        facts = Facts(card)
        facts.say(
            [
                (name.to(self._voice), f"{in_voice(each, self._voice)} ({self._sources(each)})")
                for kind, name in _TOLD.items()
                for each in said
                if each.told == kind
            ]
        )
        card.rows.addWidget(facts)
        return card

    def _sources(self, each: Explanation) -> str:
        """Return whose it is: by name alone, as the page is for clients."""
        return "; ".join(dict.fromkeys(text.source_name(self._index.source(cited.source)) for cited in each.sources))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, so that the page can be kept as a picture."""
        QPainter(self).fillRect(self.rect(), QColor(theme.colours(self).window))

    def picture(self) -> QImage:
        """Return the page as a picture."""
        image = QImage(self.size() * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        self.render(image)
        return image


class WhyDialog(QDialog):
    """The page in a window of its own; it does not hold up a hold that runs."""

    def __init__(self, index: AtlasIndex, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(tr("Why it may help"))
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width() - 40), min(690, room.height() - 60))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        # The least height that labels name is for narrow lines; the page fits its type to the room instead.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.page = WhyPage(index, voice, self)
        column.addWidget(scrolled(self.page, self, sideways=True), 1)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 28, 0)
        self.said = Prose("", "small", "accent", parent=self)
        self.save = PlateButton(tr("Save picture…"), "picture", self)
        self.done_button = PlateButton(tr("Close"), "", self)
        for button in (self.save, self.done_button):
            button.outlined = True
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.done_button)
        column.addLayout(row)
        self.save.clicked.connect(self._on_save)
        self.done_button.clicked.connect(self.accept)
        self.done_button.setFocus()
        self.page.fit(self.width(), self.height() - row.sizeHint().height() - column.spacing() - 14)

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        start = str(Path(folder) / (tr("Why it may help") + ".png"))
        path, _ = QFileDialog.getSaveFileName(self, tr("Save picture"), start, tr("PNG picture (*.png)"))
        if path:
            self.save_to(Path(path if path.lower().endswith(".png") else f"{path}.png"))

    def save_to(self, path: Path) -> None:
        """Save the page as a PNG file and say whether it worked; where not, an older file stays as it was."""
        try:
            write_file(path, png(self.page.picture()))
        except OSError as error:
            why = error.strerror or str(error)
            self.said.say(tr("The picture could not be saved as {name}: {why}").format(name=path.name, why=why))
        else:
            self.said.say(tr("Saved as {name}.").format(name=path.name))
