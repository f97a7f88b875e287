"""The real atlas with as many muscles and points as the whole one will have: made up by copying what is there.

Every copy has its own outlines in every drawing, as a muscle of its own would; its points lie a little aside.
"""

from __future__ import annotations

import json
import re
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from bench.surroundings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MUSCLES: Final = 120
POINTS: Final = 221
_ASIDE: Final = 17.0
"""So many units a copy's points lie beside their model, more with each copy."""


def write(root: Path) -> None:
    """Write ``points.json`` and ``svg/`` under ``root``."""
    atlas = json.loads((ROOT / "resources" / "points.json").read_text(encoding="utf-8"))
    copies = _copies(atlas["muscles"])
    atlas["muscles"] += [_muscle(model, number, kept) for model, number, kept in copies]
    root.mkdir(parents=True, exist_ok=True)
    (root / "points.json").write_text(json.dumps(atlas), encoding="utf-8")
    source = ROOT / "resources" / "svg"
    for path in source.glob("*/*.svg"):
        place = root / "svg" / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_sheet(path.read_text(encoding="utf-8"), copies), encoding="utf-8")
    listed = json.loads((source / "sheets.json").read_text(encoding="utf-8"))
    for sheet in listed["sheets"]:
        for shown in (*sheet["points"].values(), *sheet["zones"].values()):
            shown += [new for old in list(shown) for new in _named(old, copies)]
    (root / "svg" / "sheets.json").write_text(json.dumps(listed), encoding="utf-8")


Copies = list[tuple[dict[str, Any], int, int]]
"""A muscle, which copy of it, and how many of its points that has."""


def _copies(muscles: list[dict[str, Any]]) -> Copies:
    points = POINTS - sum(len(muscle["points"]) for muscle in muscles)
    count = MUSCLES - len(muscles)
    copies: Copies = []
    for at in range(count):
        model = muscles[at % len(muscles)]
        # What is left is shared out evenly; a muscle has one point at least.
        kept = max(1, min(len(model["points"]), ceil(points / (count - at))))
        copies.append((model, at // len(muscles) + 1, kept))
        points -= kept
    return copies


def _muscle(model: dict[str, Any], number: int, kept: int) -> dict[str, Any]:
    points = [point | {"id": _new(model["id"], point["id"], number)} for point in model["points"][:kept]]
    return model | {"id": f"{model['id']}-copy{number}", "name": f"{model['name']} {number + 1}", "points": points}


def _new(muscle: str, point: str, number: int) -> str:
    return f"{muscle}-copy{number}{point.removeprefix(muscle)}"


def _named(point: str, copies: Copies) -> Iterator[str]:
    """Yield what the copies of a point are called."""
    for model, number, kept in copies:
        if any(each["id"] == point for each in model["points"][:kept]):
            yield _new(model["id"], point, number)


def _sheet(svg: str, copies: Copies) -> str:
    """Return a drawing with the copies beside their models."""
    width = float(re.search(r'viewBox="0 0 ([0-9.]+)', svg)[1])  # type: ignore[index] # ours has one
    muscles = dict(re.findall(r'(?s)<g id="muscle\.([^"]+)"(.*?</g>\n?)', svg))
    zones = {name: (point, rest) for name, point, rest in _zones(svg)}
    circles = dict(re.findall(r'<circle id="point\.([^"]+)"([^>]*/>\n?)', svg))
    more: dict[str, list[str]] = {"muscles": [], "points": [], "zones": []}
    for model, number, kept in copies:
        if model["id"] in muscles:
            more["muscles"].append(f'<g id="muscle.{model["id"]}-copy{number}"{muscles[model["id"]]}')
        for point in (each["id"] for each in model["points"][:kept]):
            new = _new(model["id"], point, number)
            if point in circles:
                more["points"].append(f'<circle id="point.{new}"{_moved(circles[point], number, width)}')
            for kind in ("essential", "spillover"):
                if f"{point}.{kind}" in zones:
                    more["zones"].append(f'<g id="zone.{new}.{kind}"{zones[f"{point}.{kind}"][1]}')
    for layer, added in more.items():
        svg = re.sub(rf'(?s)(<g id="{layer}".*?)(</g>\n(?:<g id="(?:points|zones)"|</svg>))', _put("".join(added)), svg)
    return svg


def _zones(svg: str) -> Iterator[tuple[str, str, str]]:
    bodies: dict[str, str] = {}
    for name, point, kind, head, body in re.findall(
        r'(?s)<g id="zone\.(([^"]+)\.(essential|spillover))"([^>]*>)(.*?</g>\n?)', svg
    ):
        del kind
        used = re.search(r'href="#zone\.([^"]+)"', body)
        # A muscle of its own would have a zone of its own.
        bodies[name] = bodies[used[1]] if used else body
        yield name, point, head + bodies[name]


def _moved(circle: str, number: int, width: float) -> str:
    def move(match: re.Match[str]) -> str:
        x = float(match[1]) + _ASIDE * number * (1 if float(match[1]) < width / 2 else -1)
        return f'cx="{x:.1f}"'

    return re.sub(r'cx="([0-9.]+)"', move, circle)


def _put(added: str) -> Any:  # noqa: ANN401
    return lambda match: match[1] + added + match[2]
