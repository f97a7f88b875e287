"""The chips on the stage: where what is lit is felt besides, and that not every point has its X."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt

from bodymap.core.language import tr, trn
from bodymap.ui.drawing.free_ground import FreeGround
from bodymap.ui.widgets.buttons import PlateButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from bodymap.ui.stage.canvas import Canvas

_INSET: Final = 10
_MOST: Final = 3
"""Places that are named; of more it is said how many."""


class Chip(PlateButton):
    """Says something in the longest of its forms that has room, and does something about it. Hidden while it is silent.

    Attributes:
        forms: all that it may say, the longest first; assistive technology is told that one.

    """

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__("", icon, parent)
        self.outlined = True
        self.forms: tuple[str, ...] = ()
        self.hide()

    def say(self, forms: Sequence[str], does: str) -> None:
        """Say this as soon as it stands somewhere, or nothing; ``does`` is what pressing it does."""
        self.forms = tuple(forms)
        self.setText(forms[0] if forms else "")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(does)
        self.setToolTip("\n".join((*forms[:1], does)))
        stage = self.parentWidget()
        if not forms:
            if self.hasFocus() and stage is not None:
                stage.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()

    def stand(self, free: FreeGround, bottom: float) -> QRectF:
        """Stand on free ground near the lower left; where there is none, above ``bottom`` and in few words."""
        stage = self.parentWidget()
        assert stage is not None  # noqa: S101 - it is made with one
        box = None
        for form in self.forms:
            self.setText(form)
            size = self.sizeHint().boundedTo(QSize(stage.width() - 2 * _INSET, stage.height()))
            box = free.corner(size.width(), size.height(), _INSET)
            if box is not None:
                break
        if box is None:
            box = QRectF(_INSET, bottom - size.height(), size.width(), size.height())
        self.setGeometry(box.toRect())
        if self.isHidden():
            # Else the strip would come first.
            self.setTabOrder(stage, self)
            self.show()
        self.raise_()
        free.take(box)
        return box


class Chips:
    """Both of them, on the ground that the bodies leave.

    Attributes:
        elsewhere: names places that no sheet on stage shows; pressed, it is to bring the sheets that do.
        marked: names the points that alone have an X; pressed, all are to have theirs again.

    """

    def __init__(self, stage: QWidget, canvas: Canvas) -> None:
        self._canvas = canvas
        self.elsewhere, self.marked = Chip("right", stage), Chip("close", stage)

    def tell_elsewhere(self, places: Sequence[str]) -> None:
        """Name these places."""
        forms = [_named(places, most) for most in (_MOST, 1, 0)] if places else []
        self.elsewhere.say(list(dict.fromkeys(forms)), tr("Bring the sheets that show it"))
        self.place()

    def tell_marked(self, which: str) -> None:
        """Say that only these points have an X; "" where all have theirs."""
        forms = (
            tr("Only these have an X: {points}. Mark all").format(points=which),
            tr("Only: {points}").format(points=which),
            tr("Not all have an X"),
        )
        self.marked.say(forms if which else (), tr("Give every point its X again"))
        self.place()

    def place(self) -> None:
        """Find room for what is said, as the picture is now; before there is one it waits."""
        canvas, said = self._canvas, [each for each in (self.elsewhere, self.marked) if each.forms]
        picture = canvas.picture if said else None
        if picture is None:
            return
        titles = [
            QRectF(left, top, right - left, end - top) for left, top, right, end in canvas.overlay.boxes("headers")
        ]
        free = FreeGround(picture, canvas.view().ground, titles)
        bottom = float(canvas.height() - _INSET)
        for chip in said:
            bottom = min(bottom, chip.stand(free, bottom).top() - _INSET / 2)

    def boxes(self) -> list[QRectF]:
        """Return where something is said."""
        return [QRectF(each.geometry()) for each in (self.elsewhere, self.marked) if not each.isHidden()]


def _named(places: Sequence[str], most: int) -> str:
    """Return in which places it is felt besides, by the names of so many of them."""
    if not most:
        said = trn("Also felt in {count} place not on stage", "Also felt in {count} places not on stage", len(places))
        return said.format(count=len(places))
    named, more = ", ".join(places[:most]), len(places) - most
    if more > 0:
        named = tr("{places} and {count} more").format(places=named, count=more)
    return tr("Also felt, not on stage: {places}").format(places=named)
