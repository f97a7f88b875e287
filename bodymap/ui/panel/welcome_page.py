"""The panel's page when nothing is lit: how to begin, the legend, a few points to try, general guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bodymap.core import guidance
from bodymap.core.language import msg, tr
from bodymap.core.legend import LEGEND
from bodymap.core.phrase import Phrase
from bodymap.ui.drawing.swatch import Swatch
from bodymap.ui.keys import key_name
from bodymap.ui.record.parts import Facts, PointList, Section
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice
    from bodymap.ui.keys import Context

_TITLE: Final = Phrase(msg("Where does it come from?"), msg("Where does it come from?"))
_INVITATION: Final = Phrase(
    msg(
        "Click where it hurts, and the muscles that may send pain there stand out. Or click an X: the places where its "
        "pain is commonly felt light up in every drawing at once."
    ),
    msg("Click where it hurts to see where it may come from, or an X to see where people commonly feel it."),
)
_STEPS: Final[tuple[tuple[str, Context, Phrase], ...]] = (
    ("light", "stage", Phrase(msg("lights a point and tells how to press it"), msg("shows one place"))),
    ("keep", "stage", Phrase(msg("keeps several lit, to compare"), msg("shows several together"))),
    ("finder.focus", "window", Phrase(msg("finds muscles, places, complaints"), msg("finds a place or a complaint"))),
    ("help.keys", "window", Phrase(msg("shows every key"), msg("shows every key"))),
)
_EXAMPLES: Final = ("infraspinatus-1", "gluteus-minimus-1", "sternocleidomastoid-1", "soleus-1")


class WelcomePage(QWidget):
    """A short, friendly invitation."""

    point_chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 28)
        self._column.setSpacing(16)
        self._title = Prose("", "title", parent=self)
        self._invitation = Prose(parent=self)
        self._steps = Facts(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._invitation)
        self._column.addWidget(self._steps)
        self._legend: list[Prose] = []
        self._setup_legend()
        self._examples = Section(self)
        self.points = self._examples.add(PointList(self._examples))
        self.points.chosen.connect(self.point_chosen)
        self._column.addWidget(self._examples)
        self._flags = Card("caution", "stop", self)
        self._flags_words = Prose(parent=self._flags)
        self._flags.rows.addWidget(self._flags_words)
        self._column.addWidget(self._flags)
        self._advice = QVBoxLayout()
        self._advice.setSpacing(0)
        self._column.addLayout(self._advice)
        self._advice_parts: list[tuple[Disclosure, Prose]] = []
        self._column.addStretch(1)

    def _setup_legend(self) -> None:
        card = Card("card", parent=self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for n, pattern in enumerate(LEGEND):
            label = Prose(parent=card)
            grid.addWidget(Swatch(pattern, card), n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, n, 1)
            self._legend.append(label)
        card.rows.addLayout(grid)
        self._column.addWidget(card)

    def fill(self, index: AtlasIndex | None, voice: Voice) -> None:
        """Show the invitation in this voice; without an atlas there are no examples and no advice."""
        told = ("", "")
        if index is not None and voice == "client":
            told = guidance.title(index, guidance.REFERRED), guidance.said(index, guidance.REFERRED, voice)
        self._title.say(told[0] or _TITLE.to(voice))
        self._invitation.say(f"{told[1]} {_INVITATION.to(voice)}".strip())
        self._steps.say([(key_name(action, context), what.to(voice)) for action, context, what in _STEPS])
        for label, phrase in zip(self._legend, LEGEND.values(), strict=True):
            label.say(phrase.to(voice))
        self._examples.setVisible(index is not None)
        self._flags.setVisible(index is not None)
        if index is not None:
            limits = guidance.brief(index, guidance.NOT_A_DIAGNOSIS, guidance.RED_FLAGS, voice=voice)
            self._flags_words.say(limits)
            self._flags.setVisible(bool(limits))
            self._fill_examples(index, voice)
            self._fill_advice(index, voice)

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Show only the invitation and the legend to a room."""
        self._steps.setVisible(not brief)
        self._examples.setVisible(not brief)
        for part, _ in self._advice_parts:
            part.setVisible(not brief)

    def _fill_examples(self, index: AtlasIndex, voice: Voice) -> None:
        self._examples.title.say(tr("For example"))
        known = {point.id: point for point in index.points}
        points = [known[each] for each in _EXAMPLES if each in known] or list(index.points[: len(_EXAMPLES)])
        self.points.fill(index, points, voice)
        self._examples.setVisible(bool(points))

    def _fill_advice(self, index: AtlasIndex, voice: Voice) -> None:
        listed = [advice for advice in index.atlas.advice if advice.listed]
        for _ in range(len(listed) - len(self._advice_parts)):
            body = Prose()
            part = Disclosure("", body, self)
            self._advice.addWidget(part)
            self._advice_parts.append((part, body))
        for (part, body), advice in zip(self._advice_parts, listed, strict=False):
            part.set_title(advice.title)
            body.setText(guidance.in_voice(advice, voice))
