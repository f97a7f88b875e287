"""A ball and a slab in place of the body: what the workshop does is tried on meshes that anybody can do in the head."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from art import body, drawn, places, records, regions, relief, seen, surface, views, zones
from art.body import BaseMesh

if TYPE_CHECKING:
    from collections.abc import Iterator

RADIUS = 10.0
CELLS = 12
MODULES = (places, records, regions, relief, seen, surface, views, zones, drawn)


def cube_of_quads(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """The skin of a cube from -1 to 1: vertices, and quads that turn outward; the same on both sides of x = 0."""
    steps = np.linspace(-1, 1, cells + 1)
    vertices: dict[tuple[float, ...], int] = {}
    quads = []
    for axis in range(3):
        for end in (-1.0, 1.0):
            for i in range(cells):
                for j in range(cells):
                    corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
                    around = [tuple(np.insert([steps[a], steps[b]], axis, end).round(9)) for a, b in corners]
                    # The axes turn the other way round at y, and at the far end of each.
                    around = around[:: 1 if (end > 0) != (axis == 1) else -1]
                    quads.append([vertices.setdefault(corner, len(vertices)) for corner in around])
    return np.array(list(vertices)), np.array(quads)


def _forget() -> None:
    for module in MODULES:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def on_mesh(monkeypatch) -> Iterator[object]:
    """Give vertices and quads: they are the skin of both figures in every pose, and what is drawn of them."""

    def put(vertices: np.ndarray, quads: np.ndarray) -> None:
        mesh = BaseMesh(vertices, {"body": quads})
        for module in (body, surface, seen, drawn):
            monkeypatch.setattr(module, "base_mesh", lambda: mesh)
        monkeypatch.setattr(surface, "posed", lambda figure, pose: vertices)
        monkeypatch.setattr(drawn, "_posed", lambda figure, pose: vertices)
        monkeypatch.setattr(drawn, "feature", lambda name, at_level=2: np.zeros(surface.level(at_level).count))
        monkeypatch.setattr(drawn, "relief", lambda figure: np.zeros(surface.level(1).count))
        _forget()

    assert isinstance(surface, ModuleType)
    yield put
    monkeypatch.undo()
    _forget()


@pytest.fixture
def ball(on_mesh) -> float:
    """A ball of this radius (centimetres) round the origin is the body."""
    vertices, quads = cube_of_quads(CELLS)
    on_mesh(RADIUS * vertices / np.linalg.norm(vertices, axis=1, keepdims=True), quads)
    return RADIUS


@pytest.fixture
def slab(on_mesh) -> float:
    """A slab 20 by 20 centimetres and one thick is the body."""
    vertices, quads = cube_of_quads(CELLS)
    on_mesh(vertices * np.array([10.0, 10.0, 0.5]), quads)
    return 1.0


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """Have it made before the workshop, which compares pictures, asks for one of another kind."""
