"""The list of sheets: which part of a figure, in which pose, is seen from where. What each sees: ``art.seen``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from art.cameras import Camera

Fade = tuple[tuple[float, float], float, float]
UP, DOWN = (0.0, -1.0), (0.0, 1.0)
Span = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One drawing: a camera on a posed figure.

    ``bones``: only skin that hangs from these bones is drawn (empty: all of it; names for the right side).
    ``hidden``: skin that hangs from these is left out. ``half``: the patient's left half is left out.
    ``frame``: the window is fitted round the skin that hangs from these bones (empty: all that is drawn) with
    ``margin`` centimetres (left, bottom, right, top) more; ``around``: or round these landmarks, on both sides of a
    symmetric sheet; ``whole_sides``: and sideways round all skin between its bottom and top, so that none ends there.
    ``fade``: how a drawing that runs on beyond its window dies
    away: towards where (right, down), and how many centimetres before the window's end it is gone and begins to fade;
    ``both_ends``: the same at the opposite end.
    ``diagram``: no skin, but a plain diagram of ``art.diagrams``.
    ``per_cm``: pixels a centimetre of the picture that lines are taken from. ``units_per_cm``: sheet units.
    """

    id: str
    title: str
    group: Literal["whole", "closeup"]
    camera: Camera
    pose: str = "anatomical"
    symmetric: bool = False
    patient_right: Literal["left", "right"] | None = None
    bones: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    half: bool = False
    frame: tuple[str, ...] = ()
    margin: Span = (1.2, 1.2, 1.2, 1.2)
    fade: Fade | None = None
    both_ends: bool = False
    around: tuple[str, ...] = ()
    whole_sides: bool = False
    diagram: str = ""
    per_cm: float = 20.0
    units_per_cm: float = 10.0


def _both(id_: str, title: str, camera: Camera, patient_right: Literal["left", "right"], **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    """A close-up that shows both sides."""
    return _near(id_, title, camera, symmetric=True, patient_right=patient_right, **more)


def _near(id_: str, title: str, camera: Camera, **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    """A close-up; of the right side unless told otherwise."""
    return Sheet(id_, title, "closeup", camera, **{"per_cm": 60.0, "units_per_cm": 40.0, **more})


def _hand(id_: str, title: str, camera: Camera, aside: float = 0.0) -> Sheet:
    margin = (1.2 + aside, 1.2, 1.2 + aside, 7.0)
    return _near(
        id_,
        title,
        camera,
        pose="hand-open",
        bones=("lowerarm01.R",),
        frame=("wrist.R",),
        margin=margin,
        fade=(UP, 0.3, 5.0),
    )


def _foot(id_: str, title: str, camera: Camera, **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    base = {"bones": ("lowerleg01.R",), "frame": ("foot.R",), "margin": (1.2, 1.2, 1.2, 8.0), "fade": (UP, 0.3, 5.0)}
    return _near(id_, title, camera, **{**base, **more})


ARMS = ("upperarm01.R", "upperarm01.L")
HEAD: dict[str, Any] = {"frame": ("head", "neck02"), "margin": (8.0, 9.0, 8.0, 1.2), "fade": (DOWN, 0.5, 6.5)}
ABOVE: dict[str, Any] = {
    "frame": ("head",),
    "bones": ("spine02",),
    "hidden": ("upperarm02.R", "upperarm02.L"),
    "margin": (21.0, 12.0, 21.0, 1.2),
    "fade": (DOWN, 1.2, 5.0),
}

ARM: dict[str, Any] = {
    "around": ("axilla", "finger-3-tip-palmar"),
    "margin": (1.2, 1.2, 1.2, 0.5),
    "whole_sides": True,
    "fade": (UP, 0.3, 5.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
FRONT_OF_ARM: dict[str, Any] = {
    "bones": ("upperarm01.R",),
    "around": ("axilla", "wrist-volar-mid"),
    "margin": (1.2, 8.0, 1.2, 0.5),
    "whole_sides": True,
    "fade": (UP, 0.3, 5.0),
    "both_ends": True,
    "per_cm": 30.0,
    "units_per_cm": 18.0,
}
OUTER_ARM: dict[str, Any] = {
    "bones": ("spine02",),
    "frame": ("upperarm01.R",),
    "margin": (2.0, 4.0, 1.2, 6.4),
    "fade": ((-1.0, 0.0), 1.0, 8.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
ARMPIT: dict[str, Any] = {
    "around": ("axilla", "anterior-axillary-fold", "posterior-axillary-fold"),
    "margin": (1.2, 17.4, 1.2, 11.0),
    "whole_sides": True,
    "fade": (UP, 0.4, 6.0),
    "both_ends": True,
    "per_cm": 40.0,
    "units_per_cm": 25.0,
}
KNEE: dict[str, Any] = {
    "bones": ("upperleg01.R",),
    "around": (
        "patella-top",
        "tibial-tuberosity",
        "knee-joint-line-lateral",
        "knee-joint-line-medial",
        "knee-back-mid",
    ),
    "margin": (1.2, 8.6, 1.2, 8.6),
    "whole_sides": True,
    "fade": (UP, 0.3, 4.6),
    "both_ends": True,
}
PELVIS: dict[str, Any] = {
    "hidden": ARMS,
    "around": ("iliac-crest-top", "greater-trochanter", "asis", "psis", "gluteal-fold-mid", "buttock-mid"),
    "margin": (1.2, 6.0, 1.2, 9.0),
    "whole_sides": True,
    "fade": (UP, 0.3, 5.5),
    "both_ends": True,
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}

LOWER_LEG: dict[str, Any] = {
    "bones": ("upperleg01.R",),
    "frame": ("lowerleg02.R",),
    "margin": (1.2, 1.2, 1.2, 17.0),
    "fade": (UP, 0.3, 6.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
OUTER_THIGH: dict[str, Any] = {
    "bones": ("upperleg01.R",),
    "around": ("thigh-front-25", "patella-bottom"),
    "margin": (1.2, 4.0, 1.2, 6.0),
    "whole_sides": True,
    "fade": (UP, 0.3, 5.0),
    "both_ends": True,
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
TRUNK: dict[str, Any] = {
    "hidden": ARMS,
    "around": ("rib-5-costochondral", "asis"),
    "margin": (1.2, 6.0, 1.2, 3.0),
    "whole_sides": True,
    "fade": (UP, 0.3, 5.0),
    "both_ends": True,
    "per_cm": 30.0,
    "units_per_cm": 16.0,
}

UPPER_BACK: dict[str, Any] = {
    "around": ("c4-spinous", "acromion-tip", "t10-spinous"),
    "whole_sides": True,
    "margin": (1.2, 8.6, 1.2, 3.0),
    "fade": (UP, 0.3, 5.5),
    "both_ends": True,
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}

SHEETS: tuple[Sheet, ...] = (
    Sheet("front", "Front", "whole", Camera(0), symmetric=True, patient_right="left"),
    Sheet("back", "Back", "whole", Camera(180), symmetric=True, patient_right="right"),
    Sheet("side", "Side", "whole", Camera(90), pose="arms-forward"),
    _both("head-front", "Head, front", Camera(0), "left", **HEAD),
    _near("head-side", "Head, side", Camera(90), **HEAD),
    _both("head-back", "Head, back", Camera(180), "right", **HEAD),
    _both("head-under", "Under the chin", Camera(0, -25), "left", pose="head-back", **HEAD),
    _both("head-top", "Head and shoulders, above", Camera(180, 62), "right", **ABOVE),
    _both("teeth", "Teeth", Camera(0), "left", diagram="teeth", per_cm=20.0),
    _both("upper-back", "Shoulders and upper back", Camera(180), "right", pose="arms-aside", **UPPER_BACK),
    _both("trunk-front", "Trunk, front", Camera(0), "left", **TRUNK),
    _hand("hand-palm", "Hand, palm", Camera(0, 0, -25)),
    _hand("hand-back", "Hand, back", Camera(180, 0, 25)),
    _hand("hand-thumb", "Hand, thumb side", Camera(90), aside=2.0),
    _hand("hand-little", "Hand, little finger side", Camera(-90), aside=2.0),
    _near("foot-sole", "Foot, sole", Camera(0, -80), pose="toes-apart", bones=("foot.R",), frame=("foot.R",)),
    _foot("foot-top", "Foot, top", Camera(0, 55), pose="toes-apart"),
    _foot("foot-inner", "Foot, inner side", Camera(-90)),
    _foot("foot-outer", "Foot, outer side", Camera(90)),
    Sheet(
        "leg-inner",
        "Leg, inner side",
        "closeup",
        Camera(-90),
        half=True,
        hidden=ARMS,
        frame=("upperleg01.R",),
        margin=(1.2, 1.2, 4.4, 14.0),
        fade=(UP, 0.5, 14.0),
        per_cm=30,
        units_per_cm=15,
    ),
    _near("thigh-outer", "Thigh, outer side", Camera(55), **OUTER_THIGH),
    _near("lower-leg-outer", "Lower leg, outer side", Camera(46), **LOWER_LEG),
    _near("lower-leg-back", "Lower leg, back", Camera(180), **{**LOWER_LEG, "margin": (2.6, 1.2, 1.6, 17.0)}),
    _near("knee-front", "Knee, front", Camera(0), **KNEE),
    _near("knee-inner", "Knee, inner side", Camera(-90), **KNEE),
    _near("knee-back", "Knee, back", Camera(180), **KNEE),
    _both("pelvis-front", "Pelvis, front", Camera(0), "left", **PELVIS),
    _near("pelvis-side", "Pelvis, side", Camera(90), pose="arms-forward", **PELVIS),
    _both("pelvis-back", "Pelvis, back", Camera(180), "right", **{**PELVIS, "margin": (1.2, 6.0, 1.2, 16.0)}),
    _both(
        "pelvic-floor", "Pelvic floor, below", Camera(0), "left", diagram="pelvic-floor", per_cm=20.0, units_per_cm=20.0
    ),
    Sheet("arm-outer", "Arm, outer side", "closeup", Camera(180, 86), pose="arm-raised", **OUTER_ARM),
    _near("arm-front", "Arm, front", Camera(0, 0, -22), **FRONT_OF_ARM),
    Sheet("arm-inner", "Arm, inner side", "closeup", Camera(-90), bones=("upperarm01.R",), **ARM),
    Sheet("armpit", "Armpit", "closeup", Camera(58, -22), pose="arm-raised", **ARMPIT),
)
