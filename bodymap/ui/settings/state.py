"""What of the state is remembered between runs, as rows of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

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
    "scheme": SCHEME,
    "reduce_motion": yes_no("look/reduce_motion", default=False),
}
"""Field of the state to its setting."""


def remembered_state(settings: Settings) -> State:
    """Return the state that the window starts with."""
    return State(**{name: settings.get(row) for name, row in STATE_SETTINGS.items()})


def remember_state(settings: Settings, state: State) -> None:
    """Put what of the state is worth it among the settings."""
    for name, row in STATE_SETTINGS.items():
        settings.put(row, getattr(state, name))
