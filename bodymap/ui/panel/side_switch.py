"""The patient's side in the panel: which one the lit point is on, or both, and the way to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.language import tr, trc
from bodymap.ui.widgets.buttons import Choice, Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SideSwitch(Segmented):
    """Right, left or both, as wide as the panel. The letters on the drawings are these sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sides = (
            Choice(
                "right",
                trc("the patient's side", "Right"),
                trc("the patient's side", "R"),
                tr("This point on the patient's right side"),
            ),
            Choice(
                "left",
                trc("the patient's side", "Left"),
                trc("the patient's side", "L"),
                tr("This point on the patient's left side"),
            ),
            Choice("both", tr("Both"), tr("R+L"), tr("This point on both of the patient's sides")),
        )
        super().__init__(tr("Side of this point"), sides, parent, stretched=True)
