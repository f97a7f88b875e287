"""The ring of the sphincter on the diagram of the floor of the pelvis."""

from __future__ import annotations

import re

import numpy as np
import pytest

from art import flesh, records, seen, sheets
from art.diagrams.floor import laid
from art.ink.forms import Forms
from bodymap.core.pathdata import read_path
from bodymap.core.raster import polygons_of


def test_of_muscles_the_floor_of_the_pelvis_shows_the_ring_alone_and_its_x_is_on_it() -> None:
    floor = Forms(seen.seen(next(one for one in sheets.SHEETS if one.diagram == "pelvic-floor"), "woman"))
    assert [name for name in records.muscles() if flesh.group(floor, name)] == ["sphincter-ani"]
    spec = records.muscles()["sphincter-ani"]["floor"]
    (x, y), (to_x, to_y) = laid([spec["ring"], records.points()["sphincter-ani-1"]["floor"]])
    assert x == pytest.approx(floor.seen.width / floor.seen.sheet.units_per_cm / 2), "round the midline"
    assert spec["from"] < np.hypot(to_x - x, to_y - y) < spec["to"]
    belly = re.search(r'class="belly" d="([^"]+)"', flesh.group(floor, "sphincter-ani"))
    assert belly
    wide = [np.ptp(np.array(loop)[:, 0]) for loop in polygons_of(read_path(belly[1]))]
    assert wide[0] > 2 * wide[1] > 0, "a hole is left in the middle"
