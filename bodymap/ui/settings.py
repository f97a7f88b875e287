"""What bodymap remembers between runs: rows of settings, kept in one INI file that Qt writes atomically.

A missing, corrupted or hand-edited file costs nothing but the memory: each row falls back to its default alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, get_args

from PySide6.QtCore import QSettings, QStandardPaths

from bodymap.core.state import Figure, Layer, Scheme, SideChoice, State, Voice

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One remembered value: where it stands in the file, its default, and how its text is read.

    ``parse`` raises ``ValueError`` for a text that is no value of this setting.
    """

    key: str
    default: T
    parse: Callable[[str], T]
    text: Callable[[T], str] = str


def _one_of(*allowed: str) -> Callable[[str], Any]:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return parse


def _between(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse


def _yes_no(text: str) -> bool:
    return bool({"true": True, "false": False}[text.lower()]) if text.lower() in ("true", "false") else _refuse(text)


def _refuse(text: str) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(text)


def _layers(text: str) -> frozenset[Layer]:
    names = [name for name in text.split("+") if name]
    if any(name not in get_args(Layer) for name in names):
        raise ValueError(text)
    return frozenset(name for name in get_args(Layer) if name in names)


FIGURE: Final[Setting[Figure]] = Setting("body/figure", "woman", _one_of(*get_args(Figure)))
SIDE: Final[Setting[SideChoice]] = Setting("body/side", "right", _one_of(*get_args(SideChoice)))
LAYERS: Final[Setting[frozenset[Layer]]] = Setting(
    "body/layers", State().layers, _layers, lambda layers: "+".join(sorted(layers))
)
VOICE: Final[Setting[Voice]] = Setting("panel/voice", "clinician", _one_of(*get_args(Voice)))
SCHEME: Final[Setting[Scheme]] = Setting("look/scheme", "system", _one_of(*get_args(Scheme)))
REDUCE_MOTION: Final[Setting[bool]] = Setting(
    "look/reduce_motion", default=False, parse=_yes_no, text=lambda yes: "true" if yes else "false"
)
WIDTH: Final[Setting[int]] = Setting("window/width", 0, _between(0, 20000))
HEIGHT: Final[Setting[int]] = Setting("window/height", 0, _between(0, 20000))
MAXIMIZED: Final[Setting[bool]] = Setting(
    "window/maximized", default=False, parse=_yes_no, text=lambda yes: "true" if yes else "false"
)
FINDER_SHOWN: Final[Setting[bool]] = Setting(
    "window/finder_shown", default=True, parse=_yes_no, text=lambda yes: "true" if yes else "false"
)
FINDER_WIDTH: Final[Setting[int]] = Setting("window/finder_width", 0, _between(0, 4000))
PANEL_WIDTH: Final[Setting[int]] = Setting("window/panel_width", 0, _between(0, 4000))
STRIP_HEIGHT: Final[Setting[int]] = Setting("window/strip_height", 0, _between(0, 2000))
"""Sizes of 0 mean: never set by the user, take what suits the window."""

STATE_ROWS: Final[dict[str, Setting[Any]]] = {
    "figure": FIGURE,
    "side": SIDE,
    "layers": LAYERS,
    "voice": VOICE,
    "scheme": SCHEME,
    "reduce_motion": REDUCE_MOTION,
}
"""Field of the state to its setting."""
ROWS: Final[tuple[Setting[Any], ...]] = (
    *STATE_ROWS.values(),
    WIDTH,
    HEIGHT,
    MAXIMIZED,
    FINDER_SHOWN,
    FINDER_WIDTH,
    PANEL_WIDTH,
    STRIP_HEIGHT,
)


class Settings:
    """The remembered values. ``path`` is the INI file; without one it stands in the user's configuration folder."""

    def __init__(self, path: Path | None = None) -> None:
        place = path or Path(QStandardPaths.writableLocation(_FOLDER)) / "bodymap" / "bodymap.ini"
        self._file = QSettings(str(place), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """Return a remembered value, or its default when there is none or none that can be read."""
        text = self._file.value(setting.key)
        if not isinstance(text, str):
            return setting.default
        try:
            return setting.parse(text)
        except ValueError:
            return setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Remember a value from now on."""
        self._file.setValue(setting.key, setting.text(value))

    def save(self) -> None:
        """Write the file now, whole or not at all. A folder that cannot be written loses the memory only."""
        self._file.sync()

    def state(self) -> State:
        """Return the state that the window starts with."""
        return State(**{name: self.get(row) for name, row in STATE_ROWS.items()})

    def put_state(self, state: State) -> None:
        """Remember what of the state is worth it."""
        for name, row in STATE_ROWS.items():
            self.put(row, getattr(state, name))


_FOLDER: Final = QStandardPaths.StandardLocation.GenericConfigLocation
