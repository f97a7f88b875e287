"""Plain diagrams on paper: what the skin does not show. They are the same for both figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from art import curves
from art.diagrams.floor import pelvic_floor
from art.diagrams.teeth import crown, teeth
from art.ink import ribbon
from art.ink.ribbon import Stroke

if TYPE_CHECKING:
    from collections.abc import Callable

    from art.diagrams.shapes import Diagram, Shape

Floats = NDArray[np.float64]

TOLERANCE = 0.25
"""Sheet units that a fitted curve may leave its line."""
PEN: Final = {"contour": 1.5, "crease": 0.8}
"""Widths of the lines, in sheet units."""
RIMS: Final = (1.0, 0.9, 0.78)
"""Nested outlines of a tooth in a zone, as shares of its crown."""
MADE_BY: Final[dict[str, Callable[[], Diagram]]] = {"teeth": teeth, "pelvic-floor": pelvic_floor}


def size(name: str) -> tuple[float, float]:
    """Width and height of a diagram in centimetres."""
    return MADE_BY[name]().size


def skin(name: str, units_per_cm: float) -> str:
    """The ``skin`` group's content."""
    shapes = MADE_BY[name]().both()
    tones = "".join(
        f'<path fill="{one.fill}" d="{_outline(one.points * units_per_cm)}"/>\n' for one in shapes if one.fill
    )
    lines = ""
    for pen, width in PEN.items():
        drawn = (_line(one, units_per_cm, width) for one in shapes if one.pen == pen)
        if data := "".join(drawn):
            lines += f'<path class="{pen}" d="{data}"/>\n'
    return f'<g id="skin.tone">\n{tones}</g>\n<g id="skin.ink">\n{lines}</g>\n'


def regions(name: str, units_per_cm: float) -> str:
    """The ``regions`` group's content: the patient's right."""
    by_code: dict[str, str] = {}
    for one in MADE_BY[name]().shapes:
        if one.region:
            by_code[one.region] = by_code.get(one.region, "") + _outline(one.points * units_per_cm)
    return "".join(f'<path id="region.{code}" d="{data}"/>\n' for code, data in sorted(by_code.items()))


def zone(name: str, shapes: list[dict[str, Any]], units_per_cm: float) -> list[str]:
    """The outlines of a zone, from the rim inward: the teeth that it names; none on any other diagram."""
    teeth_ = [(one["teeth"], number) for one in shapes if "teeth" in one for number in one["numbers"]]
    if name != "teeth" or not teeth_:
        return []
    return ["".join(_outline(crown(jaw, number, share) * units_per_cm) for jaw, number in teeth_) for share in RIMS]


def _outline(points: Floats) -> str:
    return curves.path_data(curves.fitted(points, TOLERANCE, closed=True), closed=True)


def _line(one: Shape, units_per_cm: float, width: float) -> str:
    points, weight = ribbon.even(one.points * units_per_cm, np.full(len(one.points), width), 2.0)
    if not one.closed:
        weight = ribbon.tapered(weight, 2.0, 30.0, (True, True))
    return ribbon.shape(Stroke(points, weight, one.closed), TOLERANCE)
