"""Cautionary sites lie on the patient's right or in the middle, of a size that a hand can keep off. On the mesh."""

from __future__ import annotations

import numpy as np
import pytest

from art import beside, sites, surface
from art.layers import FIGURES
from art.poses import PLACING

LEAST_CM2, MOST_CM2 = 3.0, 350.0


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("name", list(sites.shapes()))
def test_a_site_lies_on_the_right_and_has_a_size_to_keep_off(name, figure) -> None:
    inside = sites.field(name) <= 1.0
    area = surface.vertex_areas(figure, PLACING)[inside]
    assert LEAST_CM2 < area.sum() < MOST_CM2
    right = surface.skin(figure, PLACING, 2)[inside][:, 0] <= 0
    assert area[right].sum() >= 0.45 * area.sum()


def test_points_known_to_lie_in_a_site_are_found_there() -> None:
    near = beside.measured()
    assert near["psoas-major-2"]["femoral-triangle"] == 0
    assert near["gluteus-maximus-2"]["sciatic-notch"] == 0
    assert near["suboccipitals-1"]["suboccipital-triangle"] == 0
    assert "soleus-2" not in near
    assert all(0 <= cm <= beside.REACH_CM for sites_ in near.values() for cm in sites_.values())
    assert np.isfinite([cm for sites_ in near.values() for cm in sites_.values()]).all()
