"""The skeleton fitted to a figure in anatomical position, from the trunk outwards.

Skull, spine, ribs and pelvis follow ONE smooth warp, so that crest, lumbar spine and ribs agree. Every other bone
starts at the place where the bone before it has its joint: a joint is one place for both. Last, what would come
through the skin is moved under it (``under``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art.bones import limbs, marks, under
from art.bones.moves import Warp
from art.bones.solids import MIDDLE, RIBS, VERTEBRAE, Solid, template
from art.steady import steady

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]

AXIAL = (*MIDDLE, *VERTEBRAE, *RIBS, "costal-cartilage", "hip-bone")
AXIAL_STIFF, SCAPULA_STIFF = 3.0, 3.0


@cache
def fitted(figure: Figure) -> dict[str, Solid]:
    """Every bone of the right half and the middle in a figure in anatomical position (centimetres)."""
    laid = raw(figure)
    return under.moved_under(figure, {name: solid.moved(steady(solid.vertices)) for name, solid in laid.items()})


@cache
def raw(figure: Figure) -> dict[str, Solid]:
    """As ``fitted``, before what comes through the skin is moved."""
    laid = {name: template()[name].moved(move(template()[name].vertices)) for name, move in moves(figure).items()}
    laid["hyoid"] = laid["hyoid"].moved(_hung(figure, laid["hyoid"].vertices))
    return laid


@cache
def moves(figure: Figure) -> dict[str, limbs.Move]:
    """For every bone of the right half and the middle how it, and what lies about it, comes into a figure."""
    axial = axial_warp(figure)
    return {**dict.fromkeys(AXIAL, axial), **limbs.moves(figure, axial, scapula_warp(figure))}


@cache
def joint_centres(figure: Figure) -> dict[str, Floats]:
    """The joints between trunk and limbs of a figure in anatomical position."""
    return limbs.centres(axial_warp(figure), scapula_warp(figure), moves(figure))


@cache
def axial_warp(figure: Figure) -> Warp:
    """How skull, spine, ribs and pelvis come into a figure."""
    start, goal = marks.pairs(figure, AXIAL)
    return Warp(marks.with_mirror(start), marks.with_mirror(goal), AXIAL_STIFF)


@cache
def scapula_warp(figure: Figure) -> Warp:
    """How the shoulder blade comes into a figure."""
    return Warp(*marks.pairs(figure, ("scapula",)), SCAPULA_STIFF)


HYOID_DEEP_CM = 1.2


def _hung(figure: Figure, hyoid: Floats) -> Floats:
    """The hyoid bone, which hangs on no other, moved to its place under the skin of the neck."""
    front = hyoid[int(np.argmax(hyoid[:, 2]))]
    shift = marks.inside(figure, ["hyoid"], [HYOID_DEEP_CM])[0] - front
    return np.asarray(hyoid + shift * (0.0, 1.0, 1.0))
