"""A circle on a drawing for a place of the skin, where the sheet shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art import curves, surface
from art.steady import times

if TYPE_CHECKING:
    from art.ink.forms import Forms
    from art.surface import Anchor

Floats = NDArray[np.float64]


def shown(forms: Forms, anchor: Anchor, grazing_degrees: float, slack_cm: float) -> Floats | None:
    """Return where an anchored place is on the posed skin, as rows of x, y, z in cm; None where the sheet hides it.

    Skin that turns further away than ``grazing_degrees`` shows nothing, nor does what lies further than ``slack_cm``
    before or behind the skin that is seen.
    """
    seen = forms.seen
    on: Floats = anchor.on(seen.skin(1))
    if not seen.framed(on)[0]:
        return None
    normal = anchor.on(surface.normals(seen.figure, seen.sheet.pose, 1))
    facing = times(normal, seen.sheet.camera.axes()[2])
    turned = facing[0] <= np.cos(np.deg2rad(grazing_degrees))
    return None if turned or not (seen.draws(anchor) & seen.shown(on, slack_cm))[0] else on


def circle(forms: Forms, name: str, on: Floats, radius_cm: float) -> str:
    """Write the circle with this id; ``on`` as ``shown`` returns it."""
    return circle_at(forms, name, forms.seen.units(on)[0], radius_cm)


def circle_at(forms: Forms, name: str, at: Floats, radius_cm: float) -> str:
    """Write the circle with this id round a place of the sheet, in its units."""
    x, y = (curves.number(n) for n in at)
    return f'<circle id="{name}" cx="{x}" cy="{y}" r="{curves.number(radius_cm * forms.seen.sheet.units_per_cm)}"/>\n'
