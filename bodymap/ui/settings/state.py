"""What of the state and of the window's presentation is remembered between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from bodymap.core.presentation import Presentation
from bodymap.core.state import Figure, Layer, SideChoice, State, Voice
from bodymap.ui.settings.settings import Setting, one_of, yes_no
from bodymap.ui.settings.window import SCHEME

if TYPE_CHECKING:
    from bodymap.ui.settings.settings import Settings


def _layers(text: str) -> frozenset[Layer]:
    names = [name for name in text.split("+") if name]
    if any(name not in get_args(Layer) for name in names):
        raise ValueError(text)
    return frozenset(name for name in get_args(Layer) if name in names)


STATE_SETTINGS: Final[dict[str, Setting[Any]]] = {
    "figure": Setting("body/figure", "woman", one_of(*get_args(Figure))),
    "side": Setting("body/side", "right", one_of(*get_args(SideChoice))),
    "layers": Setting("body/layers", State().layers, _layers, lambda layers: "+".join(sorted(layers))),
    "voice": Setting("panel/voice", "clinician", one_of(*get_args(Voice))),
}
"""Field of the state to its setting."""
PRESENTATION_SETTINGS: Final[dict[str, Setting[Any]]] = {
    "scheme": SCHEME,
    "follows": yes_no("stage/follows", default=True),
    "reduce_motion": yes_no("look/reduce_motion", default=False),
}
"""Field of a window's presentation to its setting."""


def remembered_state(settings: Settings) -> State:
    """Return the state that the program starts with."""
    return State(**_values(settings, STATE_SETTINGS))


def remembered_presentation(settings: Settings) -> Presentation:
    """Return the presentation that a window starts with."""
    return Presentation(**_values(settings, PRESENTATION_SETTINGS))


def _values(settings: Settings, rows: dict[str, Setting[Any]]) -> dict[str, Any]:
    return {name: settings.get(row) for name, row in rows.items()}


def remember(settings: Settings, state: State, presentation: Presentation) -> None:
    """Put what is worth it among the settings."""
    for value, rows in ((state, STATE_SETTINGS), (presentation, PRESENTATION_SETTINGS)):
        for name, row in rows.items():
            settings.put(row, getattr(value, name))


def worth_remembering(state: State | Presentation) -> tuple[object, ...]:
    """Return what of a value is remembered, to tell whether it has changed."""
    rows = STATE_SETTINGS if isinstance(state, State) else PRESENTATION_SETTINGS
    return tuple(getattr(state, name) for name in rows)
