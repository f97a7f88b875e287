"""Looking while placing: ``python -m art.look VIEW`` draws the reference surface with a grid and what is placed.

``python -m art.look --point ID`` shows a point, ``--muscle ID`` all points of a muscle, on every sheet of both figures.

The grid's numbers are what a placement's ``at`` takes: centimetres to the camera's right and up from the floor,
for that camera. See ``python -m art.look --help``.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
from numpy.typing import NDArray

from art.surface import level, reference, reference_normals, skin, vertex_normals
from art.views import VIEWS, View, view

Floats = NDArray[np.float64]


def _shade(seen: View, normals: Floats) -> Floats:
    """A plain grey modelling of the surface, (h, w) in 0..1; white where there is no skin."""
    light = np.array([0.35, 0.45, 0.82]) @ np.stack(
        [seen.camera.axes()[0], -seen.camera.axes()[1], seen.camera.axes()[2]]
    )
    lit = seen.picture.sample(normals) @ light
    facing = seen.picture.sample(normals) @ seen.camera.axes()[2]
    return np.asarray(np.nan_to_num(0.45 + 0.3 * lit + 0.25 * np.clip(facing, 0, 1) ** 0.5, nan=1.0))


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m art.look", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("view", nargs="?", choices=sorted(VIEWS))
    parser.add_argument("--point", metavar="ID", help="this point on every sheet of both figures")
    parser.add_argument("--muscle", metavar="ID", help="each point of this muscle on every sheet that shows it")
    parser.add_argument("--window", default="-60,-2,60,180", help="left,bottom,right,top in centimetres of the view")
    parser.add_argument("--scale", type=float, default=8, help="pixels a centimetre")
    parser.add_argument("--figure", choices=["reference", "woman", "man"], default="reference")
    parser.add_argument("--grid", type=float, default=0, help="centimetres between grid lines (0: chosen)")
    parser.add_argument("--landmarks", metavar="REGEX", help="draw the landmarks whose names match")
    parser.add_argument("--regions", action="store_true", help="colour the regions and write their codes")
    parser.add_argument(
        "--muscles", metavar="IDS", help="draw these muscles' fibres and outlines (comma separated, or all)"
    )
    parser.add_argument("--points", metavar="REGEX", help="draw the points whose ids match")
    parser.add_argument(
        "--zones", metavar="IDS", help="tint these points' zones (comma separated): essential red, spillover blue"
    )
    parser.add_argument("-o", "--out", required=True, help="a PNG file")
    args = parser.parse_args(argv)
    if [args.view, args.point, args.muscle].count(None) != 2:
        parser.error("one of VIEW, --point and --muscle is wanted")
    return args


def main(argv: list[str]) -> int:
    """Draw the view that the arguments ask for."""
    from art import contact, lookpaint

    args = _arguments(argv)
    if args.view is None:
        contact.save(args.out, point=args.point or "", muscle=args.muscle or "")
        return 0
    left, bottom, right, top = (float(n) for n in args.window.split(","))
    vertices = reference() if args.figure == "reference" else skin(args.figure, "anatomical", 1)
    seen = view(args.view, (left, bottom, right, top), args.scale, vertices)
    normals = reference_normals() if args.figure == "reference" else vertex_normals(vertices, level(1).quads)
    rgb = np.repeat(_shade(seen, normals)[:, :, None], 3, axis=2)
    lookpaint.paint(args, seen, vertices, rgb, (left, bottom, right, top))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
