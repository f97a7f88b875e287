"""Places of the skin over a bone, in each figure its own: for points that a bone decides.

A point's place may be ``{"over": place of art.bones.places, "view": "back"}``: the skin that an eye meets on its way
from there towards itself. ``view`` is one of ``art.views``, or ``look``: [azimuth, elevation] of a camera. Before that
``shift`` moves the place by centimetres laterally, up and forward; ``middle`` sets it so many centimetres aside from
the midplane, ``height`` above the floor. ``pose``: the pose in which the eye looks, where it is not the anatomical;
only sheets of this pose show the point: in the armpit the muscle is where the hand is while the arm is raised.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from art import surface
from art.bones import places
from art.cameras import Camera
from art.steady import steady
from art.views import VIEWS

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]


def anchor(figure: Figure, spec: dict[str, Any]) -> surface.Anchor:
    """The place, bound to the skin."""
    return _anchor(figure, json.dumps(spec, sort_keys=True))


@cache
def _anchor(figure: Figure, spec_text: str) -> surface.Anchor:
    spec = json.loads(spec_text)
    pose = spec.get("pose", "anatomical")
    lateral, up, forward = spec.get("shift", (0.0, 0.0, 0.0))
    point = places.place(figure, pose, spec["over"]) + np.array([-lateral, up, forward])
    if "middle" in spec:
        point[0] = -float(spec["middle"])
    if "height" in spec:
        point[1] = float(spec["height"])
    camera = Camera(*spec["look"]) if "look" in spec else VIEWS[spec["view"]]
    return _shot(surface.skin(figure, pose, 1), camera, point)


def _shot(skin: Floats, camera: Camera, point: Floats) -> surface.Anchor:
    """The first skin on the way from a place of the body to the eye."""
    triangles = surface.level(1).triangles
    corners, at = camera.project(skin)[triangles], camera.project(point[None])[0]
    low, high = corners[:, :, :2].min(axis=1), corners[:, :, :2].max(axis=1)
    near = np.flatnonzero(((low <= at[:2]) & (high >= at[:2])).all(axis=1))
    flat = corners[near] * (1.0, 1.0, 0.0)
    weights = surface.barycentric(np.append(at[:2], 0.0)[None], flat)
    hit = (weights >= -1e-9).all(axis=1)
    near, weights = near[hit], weights[hit]
    before = np.einsum("tk,tk->t", weights, corners[near, :, 2]) - at[2]
    onward = np.flatnonzero(before > 0)
    if not len(onward):
        raise ValueError(f"No skin between {point.round(1)} and the eye.")
    first = onward[int(np.argmin(before[onward]))]
    return surface.Anchor(near[first : first + 1], steady(weights[first : first + 1]))
