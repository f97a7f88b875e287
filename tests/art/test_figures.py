"""How the figures stand, what stands out under their skin, how drawings end, and the plain diagrams."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest

from art import records, relief, seen, sheets, surface
from art.cameras import Camera
from art.diagrams import paper, shapes
from art.diagrams.floor import COCCYX
from art.diagrams.teeth import TEETH, tooth
from art.flesh import Laid, _seams
from art.ink import fading, style, tone
from art.ink.forms import Forms
from art.layers import landmarks_of
from art.muscles import Part
from art.poses import PLACING, steps
from bodymap.core.pathdata import read_path
from bodymap.core.raster import area_of

FIGURES = ("woman", "man")
BUMP = {"bump": {"height": 0.4, "width": 3.0, "figures": {"man": 0.5}, "lines": [[{"near": [-10.0, 0.0, 0.0]}]]}}


def places_of(source: str) -> list[str]:
    return [place for spec in records.read(source).values() for line in spec["lines"] for place in line]


@pytest.mark.parametrize("source", ["relief", "formlines"])
def test_every_form_stands_on_landmarks_that_exist(source) -> None:
    for place in places_of(source):
        named = set(re.sub(r"\s*\+\s*\([^)]*\)|@[0-9.]+", "", place).split(">"))
        assert named <= set(landmarks_of([place])), place


@pytest.mark.parametrize("source", ["relief", "formlines"])
def test_what_one_sees_or_feels_is_there(source) -> None:
    """The bones, tendons and folds that a therapist finds by eye and hand have form, line or both."""
    wanted = ["collarbone", "jaw", "larynx", "asis", "psis-dimple", "gluteal-fold", "kneecap", "fibular-head"]
    wanted += ["lateral-malleolus", "medial-malleolus", "knuckles", "hand-tendons", "toe-tendons", "achilles"]
    assert [name for name in wanted if not any(key.startswith(name) for key in records.read(source))] == []


def test_no_form_is_so_high_that_points_leave_the_skin() -> None:
    assert max(abs(spec["height"]) for spec in records.read("relief").values()) <= relief.HIGHEST_CM


def test_a_form_is_highest_on_its_line_alike_on_both_sides_and_level_beyond_its_width(ball, monkeypatch) -> None:
    monkeypatch.setattr(records, "read", lambda name: BUMP)
    relief.relief.cache_clear()
    height = relief.relief("woman")
    v = surface.reference()
    away = np.linalg.norm(np.abs(v) - [10.0, 0, 0], axis=1)
    assert height[away < 0.2] == pytest.approx(0.4, abs=0.03)
    assert np.abs(height[away > 3.2]).max() == 0
    assert height[surface.mirror()] == pytest.approx(height, abs=1e-9)
    assert relief.relief("man") == pytest.approx(height / 2)


def test_everything_is_placed_in_a_pose_without_posture() -> None:
    kept = [list(steps(figure, PLACING)) for figure in FIGURES]
    assert kept[0] == kept[1]
    assert {op.bone.split(".")[0] for op, _ in kept[0]}.isdisjoint({"root", "spine02", "spine04", "neck01", "head"})


def test_the_way_to_both_ends_is_mirrored_in_the_gradient(ball) -> None:
    fade = (sheets.UP, 1.0, 4.0)
    sheet = sheets.Sheet(
        "ball", "Ball", "closeup", Camera(0), per_cm=10, margin=(1, 1, 1, 1), fade=fade, both_ends=True
    )
    forms = Forms(seen.seen(sheet, "woman"))
    stops = re.findall(r'offset="([^"]+)" stop-color="[^"]+" stop-opacity="([^"]+)"', fading.base(forms))
    shares = [(float(at), float(left)) for at, left in stops]
    assert shares == [(pytest.approx(1 - at, abs=2e-3), left) for at, left in reversed(shares)]
    assert shares[0][1] == shares[-1][1] == 0
    column = forms.fade[:, forms.fade.shape[1] // 2]
    assert column == pytest.approx(column[::-1])
    assert column.max() == 1
    assert forms.fade[:8].max() == 0


def test_tones_lie_so_close_that_no_edge_shows() -> None:
    """Neighbouring tones differ by a few parts of 255 where the skin is broad."""
    colours = [style.SHADE, *(colour for _, colour in style.LIGHTS)]
    parts = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours]
    steps_ = np.abs(np.diff(np.array(parts), axis=0)).max(axis=1)
    assert steps_.max() <= 10
    broad = [step for step, (level, _) in zip(steps_, style.LIGHTS, strict=True) if level > 0.5]
    assert max(broad) <= 6
    levels = [level for level, _ in style.LIGHTS]
    assert levels == sorted(levels)


def test_the_deepest_shade_is_modelled_too() -> None:
    light = tone.knee(np.linspace(-0.6, 1, 50))
    assert (np.diff(light) > 0).all()
    assert light.min() > 0


@pytest.mark.parametrize("jaw", ["upper", "lower"])
def test_the_teeth_stand_side_by_side_from_the_midline_back(jaw) -> None:
    middles = np.array([tooth(jaw, number)[0] for number in range(1, 9)])
    apart = np.linalg.norm(np.diff(middles, axis=0), axis=1)
    widths = np.array([wide for wide, _, _ in TEETH[jaw]])
    assert apart == pytest.approx((widths[:-1] + widths[1:]) / 2, rel=0.05)
    assert (middles[:, 0] < paper.size("teeth")[0] / 2).all(), "the patient's right is at the left, as from the front"


def test_a_zone_of_teeth_is_the_crowns_of_the_teeth_that_it_names() -> None:
    shapes_: list[dict[str, Any]] = [{"spot": "ear", "radius": 1.0}, {"teeth": "lower", "numbers": [6, 7]}]
    paths = paper.zone("teeth", shapes_, 20.0)
    assert len(paths) == 3, "from the rim inward"
    sizes = [area_of([read_path(one)], 1.0).size / 400 for one in paths]
    crowns = sum(wide * deep for wide, deep, _ in TEETH["lower"][5:7])
    assert 0.8 * crowns < sizes[0] < crowns
    assert sizes == sorted(sizes, reverse=True)
    assert paper.zone("pelvic-floor", shapes_, 20.0) == []
    assert paper.zone("teeth", shapes_[:1], 20.0) == []


def test_a_zone_of_the_floor_of_the_pelvis_is_its_strokes_and_dots_keep_out_of_the_main_one() -> None:
    main: list[dict[str, Any]] = [{"spot": "coccyx", "radius": 1.0}, {"floor": [[0, 8.0], [0, 10.0]], "radius": 1.0}]
    wide: list[dict[str, Any]] = [{"floor": [[0, 8.0], [0, 10.0]], "radius": [2.0, 2.0]}]
    sizes = [area_of([read_path(one)], 1.0).size / 400 for one in paper.zone("pelvic-floor", main, 20.0)]
    assert sizes[0] == pytest.approx(2 * 2 + np.pi, rel=0.05), (
        "a stroke two centimetres long and wide, round at its ends"
    )
    assert sizes == sorted(sizes, reverse=True)
    ring = area_of([read_path(paper.zone("pelvic-floor", wide, 20.0, main)[0])], 1.0)
    solid = area_of([read_path(paper.zone("pelvic-floor", main, 20.0)[0])], 1.0)
    assert ring.size / 400 == pytest.approx(2 * 4 + 4 * np.pi - sizes[0], rel=0.05)
    assert (ring & solid).size < 0.1 * solid.size
    assert paper.zone("teeth", main, 20.0) == []


def test_the_floor_of_the_pelvis_has_the_patients_right_at_the_left_and_the_front_at_the_top() -> None:
    right, behind = paper.spot("pelvic-floor", {"floor": [3, 0]}), paper.spot("pelvic-floor", {"floor": [0, 9.6]})
    assert right is not None
    assert behind is not None
    assert right[0] < paper.size("pelvic-floor")[0] / 2 == behind[0]
    assert behind == pytest.approx(COCCYX)
    assert paper.spot("teeth", {"floor": [3, 0]}) is paper.spot("pelvic-floor", "coccyx") is None


def test_parts_of_one_sheet_that_hug_the_skin_show_no_seam_and_a_head_that_lies_over_another_does() -> None:
    under, over = np.zeros((40, 40), bool), np.zeros((40, 40), bool)
    under[5:35, 5:25], over[5:35, 20:35] = True, True

    def laid(*, hugs: bool) -> Laid:
        lines: tuple[list[dict[str, Any]], ...] = ([],)
        part = Part(np.zeros((33 if hugs else 0, 49, 3)), 8, 0.2, np.zeros((33, 2)), lines)
        return Laid(under, under, under, (), under, under, under, part)

    assert not _seams([laid(hugs=True)] * 2, [under, over], 20.0).any()
    seam = _seams([laid(hugs=False)] * 2, [under, over], 20.0)
    assert seam.any()
    assert not (seam & ~(under & over)).any()


@pytest.mark.parametrize("name", sorted(paper.MADE_BY))
def test_a_diagram_lies_on_its_paper_and_names_regions_of_the_atlas(name) -> None:
    drawing = paper.MADE_BY[name]()
    both = np.concatenate([one.points for one in drawing.both()])
    assert (both >= 0).all()
    assert (both <= drawing.size).all()
    atlas = json.loads((records.SOURCES.parents[1] / "resources" / "points.json").read_text(encoding="utf-8"))
    named = {one.region for one in drawing.shapes if one.region}
    assert named
    assert named <= {region["code"] for region in atlas["regions"]}


def test_a_diagram_is_its_own_mirror_image() -> None:
    one = shapes.Shape(shapes.rounded((1.0, 1.0), (1.0, 0.3), 1.0, 0.5, 2.0), "#ffffff")
    across = shapes.Shape(shapes.rounded((2.0, 1.0), (1.0, 0.0), 1.0, 0.5, 2.0), "#ffffff")
    both = shapes.Diagram((4.0, 2.0), (one, across)).both()
    assert len(both) == 3
    assert both[1].points == pytest.approx(one.points * (-1, 1) + (4, 0))
