"""The chip on the stage that tells where what is lit is felt besides, where no sheet on stage shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import tr
from bodymap.ui.widgets.buttons import PlateButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_INSET: Final = 10
_MOST: Final = 3
"""Places that are named; of more it is said how many."""


class ElsewhereChip(PlateButton):
    """Names the places; pressed, it brings the sheets that show them. Hidden while there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "right", parent)
        self.outlined = True
        self.hide()

    def tell(self, places: Sequence[str]) -> None:
        """Name these places."""
        named, more = ", ".join(places[:_MOST]), len(places) - _MOST
        if more > 0:
            named = tr("{places} and {count} more").format(places=named, count=more)
        said = tr("Also felt, not on stage: {places}").format(places=named)
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(tr("Bring the sheets that show it"))
        self.setVisible(bool(places))
        self.place()

    def place(self) -> None:
        """Stand at the lower left of the stage."""
        parent = self.parentWidget()
        if parent is not None:
            hint = self.sizeHint()
            self.resize(min(hint.width(), parent.width() - 2 * _INSET), hint.height())
            self.move(_INSET, parent.height() - self.height() - _INSET)
            self.raise_()
