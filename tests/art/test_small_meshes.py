"""Places, zones, regions and sheets on a ball and on a slab."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from art import draw, places, records, regions, seen, sheets, surface, zones
from art.cameras import Camera
from art.content import point_marks, region_paths, zone_paths
from art.ink.forms import Forms
from art.raster import Box
from bodymap.core.pathdata import read_path
from bodymap.core.raster import area_of

RIGHT = {"near": [-10.0, 0.0, 0.0]}
FRONT = {"near": [0.0, 0.0, 10.0]}
PER_CM = 10.0


def on_sheet(camera: Camera, **more: Any) -> seen.Seen:
    sheet = sheets.Sheet("ball", "Ball", "closeup", camera, per_cm=PER_CM, units_per_cm=PER_CM, **more)
    return seen.seen(sheet, "woman")


def first_path(paths: str) -> str:
    found = re.search(r' d="([^"]+)"', paths)
    assert found
    return found[1]


def area_cm2(paths: str) -> float:
    """The area of the first path of some, in square centimetres."""
    return area_of([read_path(first_path(paths))], 1.0).size / PER_CM**2


def test_refining_keeps_a_ball_round(ball) -> None:
    for level in (1, 2):
        away = np.linalg.norm(surface.skin("woman", "placing", level), axis=1)
        assert np.ptp(away) < 0.02 * ball
        assert surface.level(level).count == len(away)


def test_normals_point_outward(ball) -> None:
    v = surface.reference()
    outward = (surface.reference_normals() * v / np.linalg.norm(v, axis=1, keepdims=True)).sum(axis=1)
    assert outward.min() > 0.99


def test_every_vertex_has_its_mirror_image(ball) -> None:
    v = surface.reference()
    assert v[surface.mirror()] * np.array([-1.0, 1.0, 1.0]) == pytest.approx(v, abs=1e-6)


def test_the_way_over_the_skin_stays_on_it_and_is_short(ball) -> None:
    start, end = (surface.onto_skin(np.array([p]))[0] for p in ([-10.0, 0, 0], [0, 0, 10.0]))
    line = surface.path(start, end)
    assert np.linalg.norm(line, axis=1) == pytest.approx(ball, rel=0.02)
    length = np.linalg.norm(np.diff(line, axis=0), axis=1).sum()
    assert length == pytest.approx(ball * np.pi / 2, rel=0.03)


def test_what_is_bound_to_the_skin_moves_with_it(ball) -> None:
    points = surface.onto_skin(np.random.default_rng(3).normal(size=(40, 3)) * 6)
    points *= ball / np.linalg.norm(points, axis=1, keepdims=True)
    anchor = surface.anchor(points)
    assert anchor.on(surface.reference()) == pytest.approx(points, abs=0.25)
    moved = surface.reference() * 2 + np.array([0, 5.0, 0])
    assert anchor.on(moved) == pytest.approx(anchor.on(surface.reference()) * 2 + np.array([0, 5.0, 0]), abs=1e-5)


def test_a_place_may_be_shifted_and_lie_between_two(ball, monkeypatch) -> None:
    monkeypatch.setattr(records, "read", lambda name: {"side": RIGHT, "front": FRONT})
    between = places.place("side>front@0.5")
    assert between == pytest.approx(ball * np.array([-(0.5**0.5), 0, 0.5**0.5]), abs=0.3)
    # Laterally is away from the midplane: to the patient's right.
    assert places.place("front + (2, 0, 0)")[0] == pytest.approx(-2, abs=0.3)
    with pytest.raises(KeyError, match="nowhere"):
        places.place("nowhere")


def test_a_spot_is_as_large_as_its_radius_says(ball) -> None:
    field = zones.zone_field([{"spot": RIGHT, "radius": 3.0}])
    apart = np.linalg.norm(surface.fine_reference() - np.array([-ball, 0, 0]), axis=1)
    assert apart[field <= 1].max() == pytest.approx(3.0, abs=0.4)
    assert apart[field > 1].min() == pytest.approx(3.0, abs=0.4)


def test_a_stroke_narrows_as_its_radii_do(ball) -> None:
    field = zones.zone_field([{"stroke": [RIGHT, FRONT], "radius": [3.0, 1.0]}])
    v = surface.fine_reference()
    for place, radius in ((np.array([-ball, 0, 0]), 3.0), (np.array([0, 0, ball]), 1.0)):
        near = np.linalg.norm(v - place, axis=1) < 1.5
        assert np.abs(v[near & (field <= 1)][:, 1]).max() == pytest.approx(min(radius, 1.5), abs=0.35)


def test_no_zone_leaps_to_the_other_side_of_a_hand(slab) -> None:
    field = zones.zone_field([{"spot": {"near": [0.0, 0.0, 0.5]}, "radius": 3.0}])
    inside = surface.fine_reference()[field <= 1]
    assert len(inside) > 50
    assert inside[:, 2].min() > 0


def test_spillover_keeps_out_of_the_essential_zone(ball, monkeypatch) -> None:
    shapes = {
        "p-1.essential": [{"spot": RIGHT, "radius": 3.0}],
        "p-1.spillover": [{"spot": RIGHT, "radius": 5.0}, {"spot": FRONT, "radius": 1.5}],
    }
    monkeypatch.setattr(records, "zones", lambda: shapes)
    essential, spillover = zones.field("p-1.essential"), zones.field("p-1.spillover")
    assert not ((essential < 1) & (spillover < 1)).any()
    assert set(np.unique(zones.parts("p-1.spillover"))) == {-1, 0, 1}
    assert set(np.unique(zones.parts("p-1.essential"))) == {-1, 0}


def test_every_place_belongs_to_the_nearest_seed(ball, monkeypatch) -> None:
    seeds = {"front": {"seeds": [[FRONT]]}, "back": {"seeds": [[{"near": [0.0, 0.0, -10.0]}]]}}
    monkeypatch.setattr(records, "read", lambda name: seeds)
    owner, z = regions.labels(2), surface.fine_reference()[:, 2]
    assert (owner[z > 1] == 0).all()
    assert (owner[z < -1] == 1).all()


@pytest.mark.parametrize(
    ("azimuth", "expected"), [(0, (0, 0, 10)), (90, (-10, 0, 0)), (180, (0, 0, -10)), (-90, (10, 0, 0))]
)
def test_a_camera_sees_the_side_it_looks_at(ball, azimuth, expected) -> None:
    view = on_sheet(Camera(azimuth))
    nearest = surface.fine_reference()[int(np.argmax(view.pixels(surface.fine_reference())[:, 2]))]
    assert nearest == pytest.approx(np.array(expected), abs=0.5)


def test_a_sheet_shows_the_ball_as_a_disc(ball) -> None:
    view = on_sheet(Camera(0))
    disc = (view.picture.triangle >= 0).sum() / PER_CM**2
    assert disc == pytest.approx(np.pi * ball**2, rel=0.02)
    assert np.nanmax(view.picture.depth) == pytest.approx(ball, rel=0.02)
    assert view.width == pytest.approx(2 * (ball + 1.2) * PER_CM, abs=5)


def test_a_symmetric_sheet_has_the_midplane_in_its_middle(ball) -> None:
    view = on_sheet(Camera(0), symmetric=True, patient_right="left")
    assert view.units(np.array([[0.0, 3.0, 9.0]]))[0, 0] == pytest.approx(view.width / 2, abs=1e-6)
    shown = view.picture.triangle >= 0
    assert (shown == shown[:, ::-1]).mean() > 0.999


@pytest.mark.parametrize(("azimuth", "shown"), [(90, True), (45, True), (0, False), (-90, False)])
def test_a_point_is_marked_where_its_skin_faces_the_eye(ball, monkeypatch, azimuth, shown) -> None:
    monkeypatch.setattr(records, "points", lambda: {"p-1": RIGHT})
    text = point_marks.mark(Forms(on_sheet(Camera(azimuth))), "p-1")
    assert bool(text) == shown
    if azimuth == 90:
        middle = (ball + 1.2) * PER_CM
        found = [float(n) for n in re.findall(r'c[xy]="([^"]+)"', text)]
        assert found == pytest.approx([middle, middle], abs=3)


@pytest.mark.parametrize(("turned", "shown"), [(50, True), (40, False)])
def test_a_point_over_a_deep_muscle_is_not_marked_where_an_eye_from_aside_sees_them_apart(
    ball, monkeypatch, turned, shown
) -> None:
    monkeypatch.setattr(records, "points", lambda: {"p-1": {**RIGHT, "turned": turned}})
    assert bool(point_marks.mark(Forms(on_sheet(Camera(45))), "p-1")) == shown


def test_a_zone_is_drawn_where_it_is_seen_and_its_last_sliver_is_not(ball, monkeypatch) -> None:
    monkeypatch.setattr(records, "zones", lambda: {"p-1.essential": [{"spot": RIGHT, "radius": 3.0}]})
    full = zone_paths.paths(Forms(on_sheet(Camera(90))), "p-1.essential")
    assert full.count("<path") == len(zones.LEVELS)
    assert area_cm2(full) == pytest.approx(np.pi * 3.0**2, rel=0.12)
    aslant = zone_paths.paths(Forms(on_sheet(Camera(30))), "p-1.essential")
    assert 0.3 * area_cm2(full) < area_cm2(aslant) < 0.8 * area_cm2(full)
    # Seen along the skin only the near rim is left, a moon of half a square centimetre.
    view = Forms(on_sheet(Camera(-6)))
    assert (view.seen.picture.sample(zones.field("p-1.essential")) <= 1).any()
    assert zone_paths.paths(view, "p-1.essential") == ""


def test_a_zone_ends_round_where_the_drawing_dies_away(ball, monkeypatch) -> None:
    stroke = {"stroke": [{"near": [-10.0, 6.0, 0.0]}, {"near": [-10.0, -6.0, 0.0]}], "radius": 2.5}
    monkeypatch.setattr(records, "zones", lambda: {"p-1.essential": [stroke]})
    fading = Forms(on_sheet(Camera(90), fade=(sheets.UP, 2.0, 12.0)))
    numbers = re.findall(r"-?[0-9.]+", first_path(zone_paths.paths(fading, "p-1.essential")))
    top = min(float(y) for y in numbers[1::2])
    rows = fading.fade[:, 0]
    assert rows[int(top)] == pytest.approx(0.2, abs=0.15)
    whole = Forms(on_sheet(Camera(90)))
    field = zones.field("p-1.essential")
    widths = [(zone_paths._pictured(f, field, _all(f)) <= 1).sum(axis=1) for f in (fading, whole)]
    # A hand's breadth below its end it is as wide as ever; towards the end it narrows.
    below = int(np.flatnonzero(rows > 0.62)[0])
    assert widths[0][below] == widths[1][below]
    assert widths[0][int(top) + 4] < 0.7 * widths[1][int(top) + 4]


def _all(forms: Forms) -> Box:
    rows, columns = forms.skin.shape
    return Box(0, 0, columns, rows)


def test_regions_are_drawn_on_the_patients_right_alone(ball, monkeypatch) -> None:
    monkeypatch.setattr(records, "read", lambda name: {"trunk": {"seeds": [[FRONT], [RIGHT]]}})
    view = on_sheet(Camera(0))
    text = region_paths.paths(Forms(view))
    assert 'id="region.trunk"' in text
    assert area_cm2(text) == pytest.approx(np.pi * ball**2 / 2, rel=0.05)
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+", first_path(text))]
    assert max(numbers[0::2]) <= view.width / 2 + 10


@pytest.mark.parametrize("layer", ["bones", "muscle.soleus", "point.soleus-1", "zone.soleus-1.essential"])
def test_nothing_of_the_body_is_placed_on_a_plain_diagram(ball, layer) -> None:
    forms = Forms(on_sheet(Camera(0), diagram="teeth"))
    assert draw.layer(forms, layer) == ""
    assert "<path" in draw.layer(forms, "skin")


def test_a_muscle_may_show_to_where_the_drawing_is_gone_and_a_point_not_so_far(ball) -> None:
    forms = Forms(on_sheet(Camera(90), fade=(sheets.UP, 2.0, 12.0)))
    lowest = {name: forms.fade[mask].min() for name, mask in (("flesh", forms.fleshy), ("point", forms.pressable))}
    assert 0 < lowest["flesh"] < 0.02
    assert lowest["point"] == pytest.approx(0.2, abs=0.02)
    assert (forms.fleshy >= forms.pressable).all()
