"""The ring of muscle that closes the bowel, on the diagram of the floor of the pelvis.

The diagram's own sheet is all other muscle of the floor; this one is a ring in it, and is told from what lies over it
by its outline alone. In a muscle's source ``"floor": {"ring": [right, behind], "from": cm, "to": cm}`` says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from art import curves
from art.diagrams.floor import laid
from art.diagrams.shapes import rounded

if TYPE_CHECKING:
    from art.ink.forms import Forms

TOLERANCE: Final = 0.25
FIBRES: Final = (0.35, 0.7)
"""Where fibres run, as shares of the way from the inner rim to the outer."""
SLIM: Final = 0.86
"""The ring is so much narrower from side to side than from front to back, as the slit that it closes is."""


def paths(forms: Forms, spec: dict[str, Any]) -> str:
    """The flesh and the fibres of a ring; nothing on any other sheet."""
    sheet = forms.seen.sheet
    if sheet.diagram != "pelvic-floor":
        return ""
    inner, outer = float(spec["from"]), float(spec["to"])
    outline = _circle(spec, outer, sheet.units_per_cm) + _circle(spec, inner, sheet.units_per_cm, inward=True)
    lines = "".join(_circle(spec, inner + share * (outer - inner), sheet.units_per_cm) for share in FIBRES)
    return f'<path class="belly" d="{outline}"/>\n<path class="fibres" d="{lines}"/>\n'


def _circle(spec: dict[str, Any], radius: float, units_per_cm: float, *, inward: bool = False) -> str:
    (x, y), *_ = laid([spec["ring"]])
    points = rounded((x, y), (1.0, 0.0), 2 * radius, 2 * SLIM * radius, 2.0) * units_per_cm
    return curves.path_data(
        curves.fitted(np.asarray(points[::-1] if inward else points), TOLERANCE, closed=True), closed=True
    )
