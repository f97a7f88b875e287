"""The skin at run time, on a ball: from a pixel of a sheet back to the place on the body. Nothing loads it at start."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from art import records, skinmap, skinmaps, skinplaces, surface
from art.cameras import Camera
from tests.art.test_small_meshes import FRONT, RIGHT, on_sheet

STEP = skinmap.SHRUNK["closeup"]


def test_arrays_come_back_as_they_were() -> None:
    arrays: dict[str, Any] = {"a": np.arange(6, dtype=np.uint16).reshape(2, 3), "b": np.array([7], np.uint8)}
    head, found = skinmap.unpacked(skinmap.packed("trial", {"n": 3}, arrays))
    assert (head["what"], head["n"]) == ("trial", 3)
    assert all((found[name] == array).all() for name, array in arrays.items())


@pytest.mark.parametrize("azimuth", [0, 90, 200])
def test_a_pixel_leads_back_to_its_place_on_the_skin(ball, azimuth) -> None:
    view = on_sheet(Camera(azimuth))
    quads = surface.level(1).quads
    read = skinmap.read_map(skinmap.sheet_map(view), quads)
    shown = view.picture.triangle[::STEP, ::STEP] >= 0
    assert ((read.cells >= 0) == shown).all()
    rows, columns = np.nonzero(shown)
    (u, v), corners = read.place[rows, columns].T[:, :, None], surface.skin("woman", "placing", 1)[quads]
    a, b, c, d = (corners[read.cells[rows, columns], n] for n in range(4))
    place = (1 - u) * (1 - v) * a + u * (1 - v) * b + u * v * c + (1 - u) * v * d
    true = view.picture.sample(surface.skin("woman", "placing", 2))[::STEP, ::STEP][rows, columns]
    facing = true @ view.sheet.camera.axes()[2] > 0.35 * ball
    assert np.linalg.norm((place - true)[facing], axis=1).max() < 0.15


def test_the_table_knows_area_neighbours_mirror_region_and_zones(ball, monkeypatch) -> None:
    seeds = {"front": {"seeds": [[FRONT]]}, "back": {"seeds": [[{"near": [0.0, 0.0, -10.0]}]]}}
    monkeypatch.setattr(records, "read", lambda name: seeds)
    monkeypatch.setattr(records, "zones", lambda: {"p-1.essential": [{"spot": RIGHT, "radius": 3.0}]})
    head, found = skinmap.unpacked(skinmap.table())
    quads, v = surface.level(1).quads, surface.reference()
    middle = v[quads].mean(axis=1)
    assert found["area"].sum() / skinmap.AREA_PARTS == pytest.approx(4 * np.pi * ball**2, rel=0.02)
    assert (found["next"] < len(quads)).all()
    for edge in range(4):
        beyond = quads[found["next"][:, edge]]
        shared = (beyond[:, :, None] == np.stack([quads[:, edge], quads[:, (edge + 1) % 4]], axis=1)[:, None]).any(
            axis=1
        )
        assert shared.all()
    assert middle[found["mirror"]] * np.array([-1.0, 1, 1]) == pytest.approx(middle, abs=1e-5)
    assert head["regions"] == ["front", "back"]
    assert (found["region"][middle[:, 2] > 1.5] == 0).all()
    assert head["zones"] == ["p-1.essential"]
    weights = dict(zip(found["zone_cells"].tolist(), found["zone_weights"].tolist(), strict=True))
    apart = np.linalg.norm(middle - np.array([-ball, 0, 0]), axis=1)
    assert {cell for cell in weights if apart[cell] > 3.4} == set()
    assert max(weights, key=lambda cell: weights[cell]) in np.argsort(apart)[:6]


def test_the_corners_come_back_where_they_are(ball) -> None:
    head, found = skinmap.unpacked(skinplaces.places())
    at = np.stack([found[name] for name in "xyz"], axis=1) / head["steps"] + head["least"]
    assert np.abs(at - surface.reference()).max() <= 0.5 / skinplaces.STEPS + 1e-9


def test_the_program_does_not_load_it_at_start() -> None:
    """Nothing that the first frame stands on opens the folder or even names it."""
    code = (
        "import sys, builtins\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import bodymap.ui.app, bodymap.core.loading\n"
        "assert not [name for name in opened if '.skin' in name or '/skin/' in name], opened\n"
        "assert 'art' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_maps_were_made_from_the_present_sources() -> None:
    """Where they are written: the program reads them when something is painted."""
    assert skinmaps.stale() == [], "make art"
    files = {path.relative_to(skinmaps.FOLDER).as_posix() for path in skinmaps.FOLDER.rglob("*.skin")}
    assert files == set(skinmaps.fingerprints())


def test_a_map_is_stale_when_its_zone_or_its_sheet_has_changed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(skinmaps, "FOLDER", tmp_path)
    assert skinmaps.stale() == list(skinmaps.fingerprints())
    for name in skinmaps.fingerprints():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    skinmaps.write(skinmaps.stale())
    assert skinmaps.stale() == []
    (tmp_path / "woman/front.skin").unlink()
    assert skinmaps.stale() == ["woman/front.skin"]
    skinmaps.write([])
    zones = {**records.zones(), "soleus-1.essential": [{"spot": RIGHT, "radius": 3.0}]}
    monkeypatch.setattr(records, "zones", lambda: zones)
    assert skinmaps.stale() == ["cells.skin", "woman/front.skin"]
