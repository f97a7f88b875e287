"""The colours and type of the program: a printed clinical plate in daylight and by lamplight.

Everything that paints reads ``colours()``; Qt's own widgets get the same values through ``palette()``, every
role set, because ``setColorScheme`` does nothing on plain X11. Light module: it is imported before the first
paint, so it names nothing from the ``Qt`` namespace (its first touch costs a tenth of the whole start).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from bodymap.core.presentation import Scheme

Shade = Literal["light", "dark"]


class Colours(NamedTuple):
    """One shade of the theme as hex colours."""

    shade: Shade
    window: str
    """Behind finder, toolbar and panel."""
    paper: str
    """Behind the drawings, and of fields and cards."""
    card: str
    raised: str
    """A button at rest."""
    hover: str
    line: str
    """Hairlines between parts; decoration only."""
    edge: str
    """The outline of a control: at least 3:1 against what is around it."""
    ink: str
    soft: str
    """Second ink, for labels and captions: still AA."""
    accent: str
    on_accent: str
    wash: str
    """The accent as a pale ground, under ``ink``."""
    band: str
    """The discomfort aimed at, wherever it is drawn: on the scale, the dials, the curve and the kept picture."""
    pain: str
    caution_ground: str
    caution_edge: str
    caution_ink: str
    focus: str


LIGHT: Final = Colours(
    shade="light",
    window="#f1ede4",
    paper="#fbf9f4",
    card="#fbf9f4",
    raised="#faf7f0",
    hover="#e7e2d6",
    line="#d9d2c3",
    edge="#8a8272",
    ink="#2b2825",
    soft="#625c52",
    accent="#23666a",
    on_accent="#ffffff",
    wash="#dbe8e5",
    band="#dbe8e5",
    pain="#b3261e",
    caution_ground="#f8ecd0",
    caution_edge="#a56a00",
    caution_ink="#5b3c00",
    focus="#0b57a4",
)

DARK: Final = Colours(
    shade="dark",
    window="#1c1d1d",
    paper="#242525",
    card="#272828",
    raised="#2d2f2f",
    hover="#393b3b",
    line="#3b3c3b",
    edge="#83827c",
    ink="#ece8df",
    soft="#b3aea3",
    accent="#83c5c0",
    on_accent="#10201f",
    wash="#27403f",
    band="#27403f",
    pain="#ff8a7c",
    caution_ground="#3a3120",
    caution_edge="#d9a441",
    caution_ink="#f3d79c",
    focus="#8fc3ff",
)

HUES: Final = ("#b3261e", "#14418b", "#9a3fc0", "#007c79")
"""The colours of lit spots in order of lighting: those of a printed chart, on skin, the same in both shades."""
SKIN: Final = "#f1ddcd"
"""The ground on which the hues are meant to be seen."""
LETTERS: Final = ("A", "B", "C", "D")
"""The cue of a lit spot that needs no colour, in step with ``HUES``."""
TARGET: Final = 44
"""Least height of a main control, in pixels at scale 1."""
LEAST_STRIP: Final = 84

SERIF: Final = (
    "Charter",
    "Source Serif 4",
    "Iowan Old Style",
    "Palatino Linotype",
    "C059",
    "Noto Serif",
    "Georgia",
)
"""Faces for titles, first one installed; a plate is lettered in a book face."""

TypeRole = Literal["title", "heading", "body", "small", "caps"]
_SIZES: Final[dict[TypeRole, float]] = {
    "title": 1.75,
    "heading": 1.12,
    "body": 1.0,
    "small": 0.9,
    "caps": 0.85,
}

_MIDDLE: Final = 128

_desktop_dark = False


def colours(widget: QWidget) -> Colours:
    """The shade in which a widget is seen: that of its window's palette."""
    return DARK if widget.palette().color(_ROLE.Window).lightness() < _MIDDLE else LIGHT


def palette(shade: Colours) -> QPalette:
    """Qt's palette of a shade, with every role of every group set."""
    roles = _roles(shade)
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    quiet = QColor(shade.soft)
    quiet.setAlphaF(0.62)
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.PlaceholderText):
        result.setColor(QPalette.ColorGroup.Disabled, role, quiet)
    result.setColor(QPalette.ColorGroup.Disabled, _ROLE.Highlight, QColor(shade.hover))
    result.setColor(QPalette.ColorGroup.Disabled, _ROLE.HighlightedText, QColor(shade.soft))
    return result


_ROLE = QPalette.ColorRole


def _roles(shade: Colours) -> dict[QPalette.ColorRole, str]:
    dark = shade.shade == "dark"
    return {
        _ROLE.Window: shade.window,
        _ROLE.WindowText: shade.ink,
        _ROLE.Base: shade.paper,
        _ROLE.AlternateBase: shade.window,
        _ROLE.Text: shade.ink,
        _ROLE.PlaceholderText: shade.soft,
        _ROLE.Button: shade.raised,
        _ROLE.ButtonText: shade.ink,
        _ROLE.BrightText: shade.pain,
        _ROLE.Light: "#4a4c4c" if dark else "#ffffff",
        _ROLE.Midlight: shade.hover,
        _ROLE.Mid: shade.line,
        _ROLE.Dark: "#121313" if dark else "#bdb5a4",
        _ROLE.Shadow: "#000000" if dark else "#6d6657",
        _ROLE.Highlight: shade.accent,
        _ROLE.HighlightedText: shade.on_accent,
        _ROLE.Link: shade.accent,
        _ROLE.LinkVisited: shade.accent,
        _ROLE.ToolTipBase: shade.card,
        _ROLE.ToolTipText: shade.ink,
        _ROLE.Accent: shade.accent,
    }


def resolve(scheme: Scheme) -> Colours:
    """The shade that a scheme means now; ``system`` asks the desktop and is light when it does not say."""
    if scheme == "system":
        return DARK if _desktop_dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def learn_desktop(app: QApplication) -> None:
    """Learn whether the desktop is dark from the palette it gave the application.

    Call it before the first ``apply``. ``QStyleHints.colorScheme`` would touch the ``Qt`` namespace.
    """
    set_desktop_dark(app.palette().color(_ROLE.Window).lightness() < _MIDDLE)


def set_desktop_dark(dark: bool) -> None:  # noqa: FBT001 - a plain property
    """Take note that the desktop is dark, or is not."""
    global _desktop_dark
    _desktop_dark = dark


def apply(to: QApplication | QWidget, scheme: Scheme) -> None:
    """Put a scheme in force: in one window, or for the program wherever a window has none of its own."""
    to.setPalette(palette(resolve(scheme)))


_made: dict[tuple[str, TypeRole, float], QFont] = {}


def font(role: TypeRole, scale: float = 1.0) -> QFont:
    """The font of a role, grown from the application's font so that it follows the desktop's text size."""
    base = QApplication.font()
    key = base.key(), role, scale
    if key not in _made:
        _made[key] = _font(base, role, scale)
    return QFont(_made[key])


def _font(base: QFont, role: TypeRole, scale: float) -> QFont:
    result = QFont(base)
    size = base.pointSizeF() if base.pointSizeF() > 0 else base.pixelSize() * 0.75
    result.setPointSizeF(size * _SIZES[role] * scale)
    if role == "title":
        result.setFamilies([*SERIF, base.family()])
    if role == "caps":
        result.setCapitalization(QFont.Capitalization.AllUppercase)
        result.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
    if role in ("heading", "caps"):
        result.setWeight(QFont.Weight.DemiBold)
    return result


def smaller(font_: QFont) -> QFont:
    """Return a font at the size that captions have beside it."""
    result = QFont(font_)
    result.setPointSizeF(font_.pointSizeF() * _SIZES["small"])
    return result
