"""How the drawn figures stand, and what stands out under their skin. On the mesh."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import binary_closing, find_objects, label

from art import drawn, places, records, relief, surface
from art.body import Figure, joints
from art.ink import formlines
from art.layers import FIGURES
from art.poses import PLACING
from art.seen import seen
from art.sheets import SHEETS

BEFORE_ANKLE_CM = (-2.0, 4.5)
"""How far behind (below 0) or before the ankle ear, shoulder, hip and knee may stand."""


def _joint(figure: Figure, pose: str, bone: str) -> np.ndarray:
    return joints(figure, pose)[bone][0]


def _landmark(figure: Figure, pose: str, name: str) -> np.ndarray:
    return surface.anchor(places.landmark(name)[None]).on(surface.skin(figure, pose, 1))[0]


@pytest.mark.parametrize("pose", ["anatomical", "arms-forward"])
@pytest.mark.parametrize("figure", FIGURES)
def test_ear_shoulder_hip_and_knee_stand_over_the_ankle(figure, pose) -> None:
    ankle = _joint(figure, pose, "foot.R")[2]
    before = {bone: _joint(figure, pose, bone)[2] for bone in ("upperarm01.R", "upperleg01.R", "lowerleg01.R")}
    before["ear"] = _landmark(figure, pose, "tragus")[2]
    low, high = BEFORE_ANKLE_CM
    assert {name: z - ankle for name, z in before.items() if not low <= z - ankle <= high} == {}


@pytest.mark.parametrize("figure", FIGURES)
def test_the_knee_is_a_little_bent_never_backward(figure) -> None:
    hip, knee, ankle = (_joint(figure, "anatomical", b) for b in ("upperleg01.R", "lowerleg01.R", "foot.R"))
    bones = ((hip, knee), (knee, ankle))
    thigh, leg = (np.degrees(np.arctan2(*(lower - upper)[[2, 1]] * [1, -1])) for upper, lower in bones)
    assert 2 <= thigh - leg <= 10


def test_the_side_of_the_chest_is_free() -> None:
    """From the side nothing of the arm lies over the middle of the ribs at the armpit's side."""
    for figure in FIGURES:
        elbow = _joint(figure, "arms-forward", "lowerarm01.R")
        assert elbow[2] - _landmark(figure, "arms-forward", "rib-7-midaxillary")[2] > 12


@pytest.mark.parametrize("figure", FIGURES)
def test_the_drawn_skin_keeps_near_the_skin_on_which_things_are_placed(figure) -> None:
    """So points on the skin are seen where the picture shows skin."""
    plain, shown = surface.skin(figure, "anatomical", 2), drawn.skin(figure, "anatomical")
    apart = np.linalg.norm(shown - plain, axis=1)
    raised = np.abs(surface.refined(relief.relief(figure), 1, 2))
    assert raised.max() <= relief.HIGHEST_CM
    assert np.quantile(apart, 0.98) < relief.HIGHEST_CM


@pytest.mark.parametrize("name", sorted(records.read("relief")))
def test_every_form_is_found_on_the_mesh(name) -> None:
    spec = records.read("relief")[name]
    form = relief.form(name)
    highest = np.abs(form).max()
    assert highest >= 0.6 * abs(spec["height"]), "the mesh is fine enough for it"


@pytest.mark.parametrize("figure", FIGURES)
def test_form_lines_run_along_the_skin(figure) -> None:
    for anchor, weight in formlines.placed(figure):
        assert 0 < weight <= 0.5
        points = anchor.on(surface.skin(figure, PLACING, 1))
        assert np.linalg.norm(np.diff(points, axis=0), axis=1).max() < 1.0, "without a leap"


@pytest.mark.parametrize("figure", FIGURES)
def test_five_toes_stand_apart_on_the_sole(figure) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.id == "foot-sole")
    skin = (seen(sheet, figure).picture.triangle >= 0)[::4, ::4]
    per_cm = sheet.per_cm / 4
    round_ = np.hypot(*np.mgrid[-15:16, -15:16]) <= 15
    clefts, count = label(binary_closing(np.pad(skin, 20), round_) & ~np.pad(skin, 20))
    area = np.bincount(clefts.ravel(), minlength=count + 1)[1:] / per_cm**2
    front = np.array([rows.start for rows, _ in find_objects(clefts)]) < 20 + 0.4 * len(skin)
    assert (front & (area > 0.1)).sum() == 4, "four clefts between them"
