"""The row of large controls at the top of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bodymap.core.language import tr, trc
from bodymap.core.state import Layer
from bodymap.ui import theme
from bodymap.ui.following import follow
from bodymap.ui.keys import key_name
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.card import Hairline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QAction, QResizeEvent

    from bodymap.core.state import State
    from bodymap.core.store import Store

_DENSEST: Final = 9
"""The last step in which the row gives way to a narrow window."""
_WITHOUT_GAPS: Final = 5
_GIVE_WAY: Final = {
    "paint.start": 9,
    "layer.sites": 5,
    "layer.bones": 6,
    "scheme.other": 6,
    "take.client": 7,
    "view.fit": 7,
    **dict.fromkeys(("layer.muscles", "layer.points", "layer.zones", "layer.labels"), 8),
    **dict.fromkeys(("selection.back", "selection.forward", "view.projector"), 9),
}
"""From which step on a button leaves the row; the menu has it as well."""


class Toolbar(QWidget):
    """Buttons of commands and the three choices: figure, side, voice. Words shorten where there is little room."""

    menu_requested = Signal()

    def __init__(self, store: Store, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._actions = actions
        self.buttons: dict[str, PlateButton] = {}
        self._gaps: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 8, 10, 8)
        self._row.setSpacing(2)
        self._density = -1
        self._setup_row()
        follow(store, self, self._on_store_changed)
        self.show_state(store.state)
        self.show_shade()
        self.setAccessibleName(tr("Toolbar"))

    def _setup_row(self) -> None:
        self._add_command("view.finder", "finder")
        self._add_command("selection.back", "back")
        self._add_command("selection.forward", "forward")
        self._add_gap()
        self.figure = self._add_choice(tr("Figure"), _figures())
        self._row.addSpacing(10)
        self.side = self._add_choice(tr("Patient's side"), _sides())
        self._add_gap()
        self._add_command("paint.start", "paint")
        self._add_gap()
        for layer in get_args(Layer):
            self._add_command(f"layer.{layer}", layer)
        self._add_gap()
        self.voice = self._add_choice(tr("Words for"), _voices())
        self._row.addStretch(1)
        self._add_command("take.client", "print")
        self._add_command("view.fit", "fit")
        self._add_command("scheme.other", "dark")
        self._add_command("view.projector", "projector")
        self.menu = PlateButton("", "menu", self)
        self.menu.setToolTip(tr("Menu ({key})").format(key=key_name("help.menu")))
        self.menu.setAccessibleName(tr("Menu"))
        self.menu.clicked.connect(self.menu_requested)
        self._row.addWidget(self.menu)
        self.figure.chosen.connect(self._store.show_figure)
        self.side.chosen.connect(self._store.choose_side)
        self.voice.chosen.connect(self._store.speak)

    def _add_command(self, command_id: str, icon: str) -> None:
        action = self._actions[command_id]
        button = PlateButton(action.text(), icon, self)
        button.setCheckable(action.isCheckable())
        button.setAccessibleName(action.text())
        button.setAccessibleDescription(action.statusTip())
        button.setToolTip(action.toolTip())
        button.set_text_shown(False)
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(button, action))
        self._follow(button, action)
        self.buttons[command_id] = button
        self._row.addWidget(button)

    def _follow(self, button: PlateButton, action: QAction) -> None:
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())

    def _add_choice(self, name: str, choices: tuple[Choice, ...]) -> Segmented:
        choice = Segmented(name, choices, self)
        self._row.addWidget(choice)
        return choice

    def _add_gap(self) -> None:
        self._row.addSpacing(4)
        gap = QWidget(self)
        line = Hairline(gap, upright=True)
        line.setFixedHeight(28)
        row = QHBoxLayout(gap)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(line)
        self._gaps.append(gap)
        self._row.addWidget(gap)
        self._row.addSpacing(2)

    def show_state(self, state: State) -> None:
        """Show the choices of a state."""
        self.figure.set_value(state.figure)
        self.side.set_value(state.side)
        self.voice.set_value(state.voice)

    def show_shade(self) -> None:
        """Offer the shade that is not in force."""
        self.buttons["scheme.other"].set_icon_name("light" if theme.colours(self).shade == "dark" else "dark")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and "scheme.other" in self.buttons:
            self.show_shade()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take words away until the row fits: first those of the layers, then of figure, side and voice.

        Where that is not enough the lines between groups go, and last the buttons that the menu has as well.
        """
        super().resizeEvent(event)
        for density in range(_DENSEST + 1):
            self._set_density(density)
            if self._row.minimumSize().width() <= self.width():
                break

    def _set_density(self, density: int) -> None:
        if density == self._density:
            return
        self._density = density
        for layer in get_args(Layer):
            self.buttons[f"layer.{layer}"].set_text_shown(density == 0)
        for least, choice in enumerate((self.figure, self.side, self.voice), 2):
            choice.set_short(density >= least)
        for gap in self._gaps:
            gap.setVisible(density < _WITHOUT_GAPS)
        for command_id, last in _GIVE_WAY.items():
            self.buttons[command_id].setVisible(density < last)
        self._row.invalidate()

    def minimumSizeHint(self) -> QSize:
        """Return the least width, with the shortest words."""
        return QSize(440, self._row.minimumSize().height())

    def _on_store_changed(self, _old: State, new: State) -> None:
        self.show_state(new)


def _figures() -> tuple[Choice, ...]:
    key = key_name("figure.other")
    return (
        Choice("woman", tr("Woman"), tr("Woman"), tr("Show the woman ({key} changes)").format(key=key), "woman"),
        Choice("man", tr("Man"), tr("Man"), tr("Show the man ({key} changes)").format(key=key), "man"),
    )


def _sides() -> tuple[Choice, ...]:
    right, left, both = (key_name(f"side.{side}") for side in ("right", "left", "both"))
    return (
        Choice(
            "right",
            trc("the patient's side", "Right"),
            trc("the patient's side", "R"),
            tr("The patient's right side ({key})").format(key=right),
        ),
        Choice(
            "left",
            trc("the patient's side", "Left"),
            trc("the patient's side", "L"),
            tr("The patient's left side ({key})").format(key=left),
        ),
        Choice("both", tr("Both"), tr("R+L"), tr("Both sides ({key})").format(key=both)),
    )


def _voices() -> tuple[Choice, ...]:
    key = key_name("view.voice")
    plain = tr("Client's words: plain and calm ({key} changes)").format(key=key)
    return (
        Choice("clinician", tr("Clinician"), tr("Clin."), tr("Clinician's words ({key} changes)").format(key=key)),
        Choice("client", tr("Client"), tr("Client"), plain),
    )
