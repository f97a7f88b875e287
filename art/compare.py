"""``python -m art.compare``: draw anew and compare with what is shipped, within a stated tolerance.

On the processors that the project is drawn on the bytes are the same (see ``art.steady``). Elsewhere (another family
of processors, another version of SciPy) a curve may be cut at another place: then the pictures are compared.
"""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from art import layers, manifest, svgfile

Floats = NDArray[np.float64]

TONES = 24
"""A pixel differs where one of its colours does by more than this, of 255."""
SHARE = 0.0005
"""Of a picture at one pixel a sheet unit, so many pixels may differ."""


def _picture(svg: str) -> Floats:
    """A drawing with everything in it shown, a pixel a unit, as (rows, columns, colours)."""
    width, height = (round(float(n)) for n in svgfile.size(svg))
    image = QImage(width, height, QImage.Format.Format_RGBX8888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    QSvgRenderer(svg.replace(' display="none"', "").encode()).render(painter, QRectF(0, 0, width, height))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, : width * 4].reshape(height, width, 4)[:, :, :3].astype(float)


def difference(one: str, other: str) -> str:
    """What tells two drawings apart, in a sentence; nothing where they agree within the tolerance."""
    if one == other:
        return ""
    app = QGuiApplication.instance() or QGuiApplication([])
    if svgfile.size(one) != svgfile.size(other):
        return f"sizes differ: {svgfile.size(one)} and {svgfile.size(other)}"
    first, second = svgfile.apart(one), svgfile.apart(other)
    if apart := sorted(first.keys() ^ second.keys()):
        return f"only one of them shows {', '.join(apart[: manifest.NAMED])}"
    share = float((np.abs(_picture(one) - _picture(other)).max(axis=2) > TONES).mean())
    del app
    return f"{share:.3%} of the pixels differ" if share > SHARE else ""


def main(argv: list[str]) -> int:
    """Draw the sheets that are asked for and tell what differs; exit code 1 where something does."""
    parser = argparse.ArgumentParser(prog="python -m art.compare", description=__doc__)
    parser.add_argument("--sheet", help="these sheets only (ids, comma separated)")
    args = parser.parse_args(argv)
    from art import redraw

    code = 0
    chosen = args.sheet.split(",") if args.sheet else None
    for name in redraw.in_order_of_poses(manifest.names()):
        if chosen and redraw.parted(name)[1] not in chosen:
            continue
        shipped = layers.text_of(manifest.OUT / name)
        drawn = redraw.drawing(name, list(layers.fingerprints())).svg
        told = difference(shipped, drawn)
        same = "the same bytes" if shipped == drawn else "the same picture"
        print(f"{name:28} {told or same}", flush=True)
        code |= bool(told)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
