"""What ``art.look`` draws over the grey surface: tints, grid, landmarks, fibres, points. For the workshop only."""

from __future__ import annotations

import os
import re

import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from art import muscles, places, records, regions, zones
from art.surface import level, reference, tree

if TYPE_CHECKING:
    import argparse

    from art.views import View

Floats = NDArray[np.float64]
Window = tuple[float, float, float, float]


def _moved(points: Floats, vertices: Floats) -> Floats:
    """Points of the reference surface carried to another figure by their nearest vertex."""
    _, near = tree().query(points)
    return np.asarray(points - reference()[near] + vertices[near])


def _visible(seen: View, points: Floats) -> NDArray[np.bool_]:
    """Which points this view shows rather than hides behind other skin (within 8 mm)."""
    at = np.floor(seen.pixel(points)).astype(int)
    h, w = seen.picture.depth.shape
    inside = (at[:, 0] >= 0) & (at[:, 1] >= 0) & (at[:, 0] < w) & (at[:, 1] < h)
    out = np.zeros(len(points), bool)
    depth = seen.picture.depth[at[inside, 1], at[inside, 0]]
    out[inside] = seen.camera.project(points[inside])[:, 2] > np.nan_to_num(depth, nan=-1e9) - 0.8
    return out


def _tint_regions(seen: View, rgb: Floats) -> list[tuple[Floats, str]]:
    """Colour every region, darken the borders, and find a place for each code: the middle of its middle row."""
    label = regions.labelled(seen.picture, 1)
    border = np.zeros(label.shape, bool)
    border[:, 1:] |= label[:, 1:] != label[:, :-1]
    border[1:] |= label[1:] != label[:-1]
    names = []
    for number in np.unique(label[label >= 0]):
        inside = label == number
        if inside.sum() < 30:
            continue
        # Neighbouring numbers are neighbours on the body: great steps round the wheel keep their hues apart.
        colour = QColor.fromHsv(int(number) * 137 % 360, 120 + int(number) * 53 % 90, 235)
        rgb[inside] = rgb[inside] * 0.55 + 0.45 * np.array([colour.redF(), colour.greenF(), colour.blueF()])
        row = int(np.median(np.nonzero(inside)[0]))
        if inside[row].any():
            names.append((np.array([np.median(np.nonzero(inside[row])[0]), row]), regions.codes()[number]))
    rgb[border & (label >= 0)] *= 0.55
    return names


def _tint_zones(seen: View, rgb: Floats, ids: list[str]) -> None:
    for name in ids:
        for kind, colour in (("spillover", (0.15, 0.3, 0.9)), ("essential", (0.85, 0.1, 0.1))):
            if f"{name}.{kind}" not in records.zones():
                continue
            picture = np.nan_to_num(seen.picture.sample(zones.field(f"{name}.{kind}")[: level(1).count]), nan=9.0)
            for depth in zones.LEVELS:
                inside = picture <= depth
                rgb[inside] = rgb[inside] * 0.75 + 0.25 * np.array(colour)


def _draw_grid(painter: QPainter, seen: View, window: Window, step: float) -> None:
    left, bottom, right, top = window
    for axis, (low, high) in enumerate(((left, right), (bottom, top))):
        for n in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1):
            strong = n % 5 == 0
            painter.setPen(QPen(QColor(0, 60, 160, 130 if strong else 45), 1))
            if axis == 0:
                x = (n * step - left) * seen.per_cm
                painter.drawLine(QLineF(x, 0, x, 1e5))
                label = QPointF(x + 2, 11)
            else:
                y = (top - n * step) * seen.per_cm
                painter.drawLine(QLineF(0, y, 1e5, y))
                label = QPointF(2, y - 2)
            if strong:
                painter.setPen(QColor(0, 40, 140))
                painter.drawText(label, f"{n * step:g}")


def _draw_marks(painter: QPainter, seen: View, marks: dict[str, Floats], vertices: Floats, colour: QColor) -> None:
    if not marks:
        return
    points = _moved(np.array(list(marks.values())), vertices)
    for name, at, shown in zip(marks, seen.pixel(points), _visible(seen, points), strict=True):
        painter.setPen(QPen(colour if shown else QColor(colour.red(), colour.green(), colour.blue(), 60), 2))
        x, y = float(at[0]), float(at[1])
        painter.drawLine(QLineF(x - 4, y - 4, x + 4, y + 4))
        painter.drawLine(QLineF(x - 4, y + 4, x + 4, y - 4))
        painter.drawText(QPointF(x + 6, y + 4), name)


def _draw_fibres(painter: QPainter, seen: View, muscle_id: str, vertices: Floats) -> None:
    painter.setPen(QPen(QColor(120, 20, 20), 1))
    for part in muscles.muscle(muscle_id).parts:
        for fibre in part.grid[:: max(1, muscles.FIBRES // part.drawn)]:
            points = _moved(fibre, vertices)
            shown = _visible(seen, points)
            pixels = seen.pixel(points)
            for i in range(len(points) - 1):
                if shown[i] and shown[i + 1]:
                    painter.drawPolyline(QPolygonF([QPointF(*map(float, pixels[j])) for j in (i, i + 1)]))


def _chosen(pattern: str, names: list[str]) -> list[str]:
    return [n for n in names if re.search(pattern, n)]


def paint(args: argparse.Namespace, seen: View, vertices: Floats, rgb: Floats, window: Window) -> None:
    """Tint, draw and save."""
    app = QGuiApplication.instance() or QGuiApplication([])
    names = _tint_regions(seen, rgb) if args.regions else []
    chosen = (muscles.ids() if args.muscles == "all" else args.muscles.split(",")) if args.muscles else []
    if args.zones:
        _tint_zones(seen, rgb, args.zones.split(","))
    data = np.ascontiguousarray((np.clip(rgb, 0, 1) * 255).astype(np.uint8))
    image = QImage(data.data, data.shape[1], data.shape[0], data.strides[0], QImage.Format.Format_RGB888).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("DejaVu Sans", 8))
    step = args.grid or min((s for s in (0.5, 1, 2, 5, 10) if s * seen.per_cm >= 14), default=10)
    _draw_grid(painter, seen, window, step)
    for muscle_id in chosen:
        _draw_fibres(painter, seen, muscle_id, vertices)
    painter.setPen(Qt.GlobalColor.black)
    for at, code in names:
        painter.drawText(QPointF(float(at[0]), float(at[1])), code)
    if args.landmarks:
        marks = {n: places.landmark(n) for n in _chosen(args.landmarks, list(records.read("landmarks")))}
        _draw_marks(painter, seen, marks, vertices, QColor(0, 110, 40))
    if args.points:
        specs = records.points()
        _draw_marks(
            painter,
            seen,
            {n: places.place(specs[n]) for n in _chosen(args.points, list(specs)) if "over" not in specs[n]},
            vertices,
            QColor(0, 0, 0),
        )
    painter.end()
    if not image.save(args.out):
        raise OSError(f"Could not write {args.out}.")
    del app
