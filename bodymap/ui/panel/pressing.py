"""How to press: the scale with its target, the hold, the depth, the breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.blocks import Dose, Paragraph
from bodymap.ui.record.parts import Facts, Section, facts_of
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scale import DiscomfortScale, HoldBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from bodymap.core.blocks import Block


class PressingPart(Section):
    """The dose of a point and how to give it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dose = self._dose = self.add(Card("card", parent=self))
        dose.rows.setSpacing(5)
        self.scale = DiscomfortScale(dose)
        self.meaning = Prose("", "small", "soft", parent=dose)
        self.hold = Prose("", "heading", parent=dose)
        self.hold_bar = HoldBar(dose)
        for part in (self.scale, self.meaning, self.hold, self.hold_bar):
            dose.rows.addWidget(part)
        self.plain = self.add(Prose(parent=self))
        self.facts = self.add(Facts(self))
        self.breath = self.add(Prose("", "body", "accent", parent=self))

    def fill(self, heading: str, blocks: Sequence[Block]) -> None:
        """Show the section "pressing"."""
        self.title.say(heading)
        said = [block for block in blocks if isinstance(block, Paragraph)]
        self.plain.say("\n".join(block.text for block in said if not block.loud))
        self.breath.say("\n".join(block.text for block in said if block.loud))
        self.facts.say(facts_of([block for block in blocks if not isinstance(block, Paragraph)]))
        dose = next((block for block in blocks if isinstance(block, Dose)), None)
        self._dose.setVisible(dose is not None)
        if dose is not None:
            self._fill_dose(dose)

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Leave out what a room does not need to read."""
        self.meaning.setVisible(not brief and bool(self.meaning.text()))

    def _fill_dose(self, dose: Dose) -> None:
        self.scale.show_reading(dose)
        self.meaning.say("\n".join(f"{step}  {says}" for step, says in dose.meaning))
        self.hold.say(dose.hold_text)
        self.hold_bar.show_hold(dose.hold, dose.hold_text)
