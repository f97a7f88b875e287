"""Places on and between the bones, by which muscles are laid in the body.

A place is one of

- ``{"bone": "scapula", "near": [x, y, z]}``: the place of a bone's surface nearest to these coordinates of the
  skeleton as it comes (centimetres; see ``solids``), perhaps ``"off": cm`` away from the bone along its surface's
  normal, outwards;
- ``{"by": "scapula", "at": [x, y, z]}``: these coordinates, carried along as that bone is;
- ``{"skin": place, "deep": cm}``: under a place of the skin (see ``art.places``), so deep.

The first two come out at the same place of the same bone in every figure and pose.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from art import places, surface
from art.bones import fit, posed
from art.bones.solids import template

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]
Spec = dict[str, Any]


def line(figure: Figure, pose: str, specs: list[Spec]) -> Floats:
    """Places of a posed figure, one after the other (n, 3)."""
    return np.array([place(figure, pose, spec) for spec in specs])


def place(figure: Figure, pose: str, spec: Spec) -> Floats:
    """A place of a posed figure (3,)."""
    if "skin" in spec:
        return _under(figure, pose, spec)
    point = np.array(spec["near"] if "bone" in spec else spec["at"], float)
    if "by" in spec:
        laid = fit.moves(figure)[spec["by"]](point[None])
        return np.asarray(posed.held(figure, pose, spec["by"], laid)[0])
    triangle, weight = _on_template(spec["bone"], tuple(point))
    solid = posed.bones(figure, pose)[spec["bone"]]
    corners = solid.vertices[solid.triangles[triangle]]
    out = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    return np.asarray(weight @ corners + float(spec.get("off", 0.0)) * out / np.linalg.norm(out))


@cache
def _on_template(bone: str, point: tuple[float, ...]) -> tuple[int, Floats]:
    """The triangle of a bone's surface that lies nearest to a place, and the weights of its corners."""
    solid = template()[bone]
    corners = solid.vertices[solid.triangles]
    weights = np.clip(surface.barycentric(np.array(point)[None], corners), 0, None)
    weights /= weights.sum(axis=1, keepdims=True)
    apart = np.linalg.norm(np.einsum("tk,tkx->tx", weights, corners) - point, axis=1)
    nearest = int(np.argmin(apart))
    return nearest, weights[nearest]


def _under(figure: Figure, pose: str, spec: Spec) -> Floats:
    anchor = surface.anchor(places.place(spec["skin"])[None])
    out = anchor.on(surface.normals(figure, pose, 1))[0]
    on = anchor.on(surface.skin(figure, pose, 1))[0]
    return np.asarray(on - float(spec.get("deep", 0.0)) * out / np.linalg.norm(out))
