"""Why it works: one page of pictures for the client, in the theme's colours, with an honest line on evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap import assets
from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase
from bodymap.ui import theme
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.state import Voice

_DARK_SKIN: Final = "#6b564a"
_DARK_FIBRE: Final = "#a56f60"
_BOX: Final = QRectF(0, 0, 320, 200)
_SCALE: Final = 2
_TYPE: Final = 1.12

Label = tuple[float, float, str]
_PARTS: Final[tuple[tuple[str, Phrase, Phrase, tuple[Label, ...]], ...]] = (
    (
        "knot",
        Phrase(msg("A knot, as small as a grain of rice"), msg("A knot, as small as a grain of rice")),
        Phrase(
            msg(
                "Practitioners describe a short stretch of a few fibres that stays contracted, like a grain of rice "
                "under a sheet. The taut band on both sides of it can be felt."
            ),
            msg("Therapists picture a tiny part of the muscle that stays tight: like a grain of rice under a sheet."),
        ),
        (),
    ),
    (
        "blood",
        Phrase(msg("Blood and oxygen"), msg("Fresh blood and oxygen")),
        Phrase(
            msg(
                "Circulation there is said to be poor. Pressure followed by release is held to bring blood and oxygen "
                "back."
            ),
            msg(
                "Where the muscle is tight, little blood passes. Pressing and letting go is said to bring fresh blood "
                "and oxygen back."
            ),
        ),
        ((78, 172, msg("tight")), (246, 172, msg("let go"))),
    ),
    (
        "cycle",
        Phrase(msg("Pain, spasm, pain"), msg("The circle of pain")),
        Phrase(
            msg(
                "Pain is held to tighten the muscle, and the tight muscle to hurt. Steady pressure that the client can "
                "breathe with is meant to break this cycle."
            ),
            msg(
                "What hurts, tightens; what is tight, hurts: so it is told. A steady, bearable pressure is meant as a "
                "way out of the circle."
            ),
        ),
        ((84, 88, msg("pain")), (236, 88, msg("tight"))),
    ),
    (
        "opiates",
        Phrase(msg("The body's own opiates"), msg("Your own painkillers")),
        Phrase(
            msg(
                "A short, tolerable rise of discomfort is said to prompt the body's own opiates, endorphin and "
                "enkephalin, which dampen the pain signal for a time."
            ),
            msg(
                "Your body is said to answer with its own painkillers for a short while. You can let go, and the "
                "signal grows quieter."
            ),
        ),
        (),
    ),
)
_TITLE: Final = Phrase(msg("Why it may help"), msg("Why it may help"))
_LEAD: Final = Phrase(
    msg("You are not being injured: a place that was sore already is being touched, and the client is in charge."),
    msg("You are not being injured: a place that was already sore is being touched. And you are in charge."),
)
_EVIDENCE: Final = Phrase(
    msg(
        "How sure is this? These are practitioners' explanations, not settled findings. In a review of 2022, "
        "compression raised the pressure pain threshold; self-reported pain did not change significantly. The relief "
        "may be for a time only."
    ),
    msg(
        "How sure is this? This is how therapists explain it, not settled knowledge. In studies, pressing made the "
        "spot less tender; whether it lessens pain in daily life is less clear. What you feel counts most."
    ),
)


class Illustration(QWidget):
    """One drawing in the colours of a shade, with its words in the language of the interface."""

    def __init__(self, name: str, labels: tuple[Label, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = (assets.root() / "why" / f"{name}.svg").read_text(encoding="utf-8")
        self._labels = labels
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size in the drawing's proportion."""
        return QSize(256, 160)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the drawing is clear."""
        return QSize(176, 104)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint drawing and words."""
        shade = theme.colours()
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
        for x, y, said in self._labels:
            painter.drawText(QRectF(x - 60, y - 12, 120, 24), Qt.AlignmentFlag.AlignCenter, tr(said))


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
    """The page: four pictures with their words, and how sure all this is."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 8)
        column.setSpacing(12)
        column.addWidget(Prose(_TITLE.to(voice), "title", parent=self))
        column.addWidget(Prose(_LEAD.to(voice), "body", "soft", parent=self))
        grid = QGridLayout()
        grid.setSpacing(14)
        for n, (name, title, says, labels) in enumerate(_PARTS):
            card = Card("card", parent=self)
            row = QHBoxLayout()
            row.setSpacing(14)
            drawing = Illustration(name, labels, card)
            card.rows.setContentsMargins(16, 12, 16, 12)
            drawing.setAccessibleName(title.to(voice))
            words = QVBoxLayout()
            words.setSpacing(4)
            words.addStretch(1)
            words.addWidget(Prose(f"{n + 1}  {title.to(voice)}", "heading", parent=card))
            words.addWidget(Prose(says.to(voice), parent=card))
            words.addStretch(1)
            row.addWidget(drawing, 1)
            row.addLayout(words, 1)
            card.rows.addLayout(row)
            grid.addWidget(card, n // 2, n % 2)
        for n in (0, 1):
            grid.setColumnStretch(n, 1)
            grid.setRowStretch(n, 1)
        column.addLayout(grid, 1)
        evidence = Card("caution", "info", self)
        evidence.rows.addWidget(Prose(_EVIDENCE.to(voice), parent=evidence))
        column.addWidget(evidence)
        # A client reads it from the table.
        for prose in self.findChildren(Prose):
            prose.set_type_scale(_TYPE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, so that the page can be kept as a picture."""
        QPainter(self).fillRect(self.rect(), QColor(theme.colours().window))

    def picture(self) -> QImage:
        """Return the page as a picture."""
        image = QImage(self.size() * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        self.render(image)
        return image


class WhyDialog(QDialog):
    """The page in a window of its own; it does not hold up a hold that runs."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why it may help"))
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width() - 40), min(690, room.height() - 60))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        self.page = WhyPage(voice, self)
        column.addWidget(self.page, 1)
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

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        start = str(Path(folder) / (tr("Why it may help") + ".png"))
        path, _ = QFileDialog.getSaveFileName(self, tr("Save picture"), start, tr("PNG picture (*.png)"))
        if path:
            self.save_to(Path(path if path.lower().endswith(".png") else f"{path}.png"))

    def save_to(self, path: Path) -> None:
        """Save the page as a picture, of the kind that the name ends with, and say whether it worked."""
        saved = self.page.picture().save(str(path))
        told = tr("Saved as {name}.") if saved else tr("The picture could not be saved as {name}.")
        self.said.say(told.format(name=path.name))
