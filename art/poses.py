"""Poses as lists of turns, written for the patient's right and mirrored for the left.

``aim``: turn the bone until it (or the stretch to ``until``'s end) points along ``vector``. ``twist``: turn it about
itself. ``turn``: turn it about ``vector``. ``level``: give it back its direction in the mesh's own pose. Axes: x to
the patient's left, y up, z forward.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Op:
    """One turn of one bone; ``*`` in the name stands for the side."""

    kind: Literal["aim", "twist", "turn", "level"]
    bone: str
    vector: tuple[float, float, float] = (0.0, 0.0, 0.0)
    degrees: float = 0.0
    until: str = ""
    sides: tuple[Literal["R", "L"], ...] = ("R", "L")


def _down(outward: float, forward: float = 0.0) -> tuple[float, float, float]:
    """Direction of a hanging limb turned outward (patient's right: -x) and forward, in degrees."""
    a, f = radians(outward), radians(forward)
    return (-sin(a), -cos(a) * cos(f), cos(a) * sin(f))


def _legs(knee: float) -> tuple[Op, ...]:
    """Legs to stand on; ``knee``: by how many degrees the thigh leans forward and, all but 0.8, the leg back."""
    return (
        Op("aim", "upperleg01.*", _down(3.0, knee), until="upperleg02.*"),
        Op("aim", "lowerleg01.*", _down(1.0, 0.8 - knee), until="lowerleg02.*"),
        Op("level", "foot.*"),
    )


PLACING = "placing"
"""The pose in which everything is placed on the reference surface. It is never drawn and must not change: with it
every place on the body would move."""
LEGS = _legs(4.2)


def _arms(outward: float, forward: float, supination: float, bend: float = 4.0) -> tuple[Op, ...]:
    """Straight arms; ``supination`` is shared by both bones of the forearm so that the skin does not wring."""
    return (
        Op("aim", "upperarm01.*", _down(outward, forward), until="upperarm02.*"),
        Op("aim", "lowerarm01.*", _down(outward + 5, forward + bend), until="lowerarm02.*"),
        Op("twist", "lowerarm01.*", degrees=supination * 0.45),
        Op("twist", "lowerarm02.*", degrees=supination * 0.55),
        Op("aim", "wrist.*", _down(outward + 5, forward + bend), until="metacarpal2.*"),
    )


def _toes_apart(degrees: float) -> tuple[Op, ...]:
    """Toes fanned about the body's height, the second toe standing still."""
    fan = {1: -1.0, 3: 0.55, 4: 1.1, 5: 1.7}
    return tuple(Op("turn", f"toe{n}-1.*", (0, 1, 0), -degrees * share) for n, share in fan.items())


def _fingers_apart(degrees: float) -> tuple[Op, ...]:
    """Fingers fanned about the line of sight onto the palm, the middle finger standing still."""
    fan = {2: 1.0, 4: -0.8, 5: -1.5}
    return tuple(Op("turn", f"finger{n}-1.*", (0, 0, 1), -degrees * share) for n, share in fan.items())


MOUTH_CLOSED = Op("turn", "jaw", (1, 0, 0), -2.2)
POSTURE: dict[str, tuple[Op, ...]] = {
    # What brings ear, shoulder, hip, knee and ankle over one another before any other pose is taken.
    "woman": (
        Op("turn", "root", (1, 0, 0), -6.0),
        Op("turn", "spine04", (1, 0, 0), 5.0),
        Op("turn", "spine02", (1, 0, 0), 4.0),
        Op("turn", "neck01", (1, 0, 0), -8.0),
        Op("turn", "head", (1, 0, 0), 5.5),
        MOUTH_CLOSED,
    ),
    "man": (
        Op("turn", "neck01", (1, 0, 0), -10.5),
        Op("turn", "head", (1, 0, 0), 9.5),
        MOUTH_CLOSED,
    ),
}

ANATOMICAL = (*LEGS, *_arms(20, 0, 75))
HEAD_BACK = (
    *(Op("turn", f"neck0{n}", (1, 0, 0), -9.0) for n in (1, 2, 3)),
    Op("turn", "head", (1, 0, 0), -16.0),
)
ARM_RAISED = (
    *LEGS,
    *(
        replace(op, sides=("R",))
        for op in (
            Op("turn", "clavicle.*", (0, 0, 1), -8.0),
            Op("aim", "upperarm01.*", _down(112, 12), until="upperarm02.*"),
            Op("twist", "upperarm01.*", degrees=-25),
            Op("aim", "lowerarm01.*", _down(114, 18), until="lowerarm02.*"),
            Op("twist", "lowerarm01.*", degrees=35),
            Op("twist", "lowerarm02.*", degrees=40),
            Op("aim", "wrist.*", _down(114, 18), until="metacarpal2.*"),
        )
    ),
    *(replace(op, sides=("L",)) for op in _arms(20, 0, 75)),
)

POSES: dict[str, tuple[Op, ...]] = {
    "rest": (),
    PLACING: (*_legs(1.8), *_arms(20, 0, 75)),
    "anatomical": ANATOMICAL,
    "arms-forward": (*LEGS, *_arms(10, 50, 0, 14)),
    "arm-raised": ARM_RAISED,
    "arms-aside": (*LEGS, *_arms(13, 38, 0, 6)),
    "head-back": (*ANATOMICAL, *HEAD_BACK),
    "hand-open": (*ANATOMICAL, *_fingers_apart(6)),
    "toes-apart": (*ANATOMICAL, *_toes_apart(13)),
}


def steps(figure: str, pose: str) -> Iterator[tuple[Op, Literal["R", "L"]]]:
    """The turns that take a figure's own shape into a pose, each with the side it is carried out on."""
    posture = () if pose == PLACING else POSTURE[figure]
    for op in (*posture, *POSES[pose]):
        for side in op.sides if "*" in op.bone else ("R",):
            yield op, side
