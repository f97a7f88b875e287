"""Plain diagrams on paper: what the skin does not show. They are the same for both figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from art import curves
from art.diagrams.floor import laid, pelvic_floor
from art.diagrams.teeth import crown, teeth
from art.ink import ribbon
from art.ink.ribbon import Stroke
from art.steady import steady

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
LEVELS: Final = (1.0, 0.82, 0.6)
"""Nested outlines of a zone of the floor of the pelvis, as ``art.zones`` has them."""
PER_CM: Final = 20
"""Pixels a centimetre of the picture that such a zone is taken from."""
SPECK: Final = 12.0
"""Square units that no outline of it is smaller than."""
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


def zone(
    name: str, shapes: list[dict[str, Any]], units_per_cm: float, main: list[dict[str, Any]] | None = None
) -> list[str]:
    """The outlines of a zone, from the rim inward: the teeth that it names, or its strokes on the floor of the pelvis.

    ``main``: the essential zone, of which spillover keeps out.
    """
    if name == "teeth":
        teeth_ = [(one["teeth"], number) for one in shapes if "teeth" in one for number in one["numbers"]]
        outlines = [[_outline(crown(*one, share) * units_per_cm) for one in teeth_] for share in RIMS]
        return ["".join(one) for one in outlines if one]
    field = _field(name, shapes)
    if main:
        field = np.maximum(field, 2.0 - _field(name, main))
    to_units = units_per_cm / PER_CM
    drawn = (curves.mask_path(field <= depth, to_units, TOLERANCE, blur=2.2, smallest=SPECK) for depth in LEVELS)
    return list(filter(None, drawn))


def spot(name: str, place: object) -> Floats | None:
    """Where a point lies on a diagram, in centimetres of the paper; None: it is not on it."""
    if name != "pelvic-floor" or not isinstance(place, dict) or "floor" not in place:
        return None
    return np.asarray(laid([place["floor"]])[0])


def _field(name: str, shapes: list[dict[str, Any]]) -> Floats:
    """Distance from what of a zone lies on the floor of the pelvis, in units of its radius, over the paper's pixels."""
    across, down = size(name)
    x, y = ((np.arange(round(cm * PER_CM)) + 0.5) / PER_CM for cm in (across, down))
    field = np.full((len(y), len(x)), np.inf)
    for one in shapes:
        if "floor" in one:
            for (px, py), radius in zip(*_sampled(one), strict=True):
                away = np.sqrt((x[None, :] - px) ** 2 + (y[:, None] - py) ** 2) / radius
                field = np.minimum(field, away)
    return steady(np.minimum(field, 3.0))


def _sampled(shape: dict[str, Any]) -> tuple[Floats, Floats]:
    """Places close together along a stroke (n, 2), and the radius at each."""
    nodes = laid(shape["floor"])
    radii = np.broadcast_to(np.array(shape["radius"], float), len(nodes))
    at = np.linspace(0, len(nodes) - 1, 24 * (len(nodes) - 1) + 1)
    known = np.arange(len(nodes))
    return np.column_stack([np.interp(at, known, c) for c in nodes.T]), np.interp(at, known, radii)


def _outline(points: Floats) -> str:
    return curves.path_data(curves.fitted(points, TOLERANCE, closed=True), closed=True)


def _line(one: Shape, units_per_cm: float, width: float) -> str:
    points, weight = ribbon.even(one.points * units_per_cm, np.full(len(one.points), width), 2.0)
    if not one.closed:
        weight = ribbon.tapered(weight, 2.0, 30.0, (True, True))
    return ribbon.shape(Stroke(points, weight, one.closed), TOLERANCE)
