"""Makes up drawings and an atlas of any size, true to the format of the real ones but to no anatomy.

The growth measurements need 16 times the points there are, with many more a sheet is larger than any that is read;
tests need drawings whose every place is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import TYPE_CHECKING, Final

from bodymap.core.model import (
    Atlas,
    Caution,
    Cited,
    Condition,
    Evidence,
    Find,
    Muscle,
    Point,
    Pressure,
    Protocol,
    Referral,
    Region,
    RegionGroup,
    ScaleStep,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Capsule = tuple[float, float, float, float, float]
"""A limb as drawn: from x, y to x, y with a radius, in shares of the drawing's height."""

CITED: Final = (Cited(source="made-up", where="everywhere"),)
MUSCLES: Final = 30
POINTS: Final = 80
CONDITIONS: Final = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """What a made-up sheet looks like."""

    sheet_id: str
    title: str
    group: str
    symmetric: bool
    patient_right: str | None
    size: tuple[float, float]
    units_per_cm: float


def _closeup(sheet_id: str, title: str, size: tuple[float, float], right: str | None = None) -> Kind:
    return Kind(sheet_id, title, "closeup", right is not None, right, size, 30.0)


KINDS: Final = (
    Kind("front", "Front", "whole", symmetric=True, patient_right="left", size=(900.0, 1800.0), units_per_cm=10.0),
    Kind("back", "Back", "whole", symmetric=True, patient_right="right", size=(900.0, 1800.0), units_per_cm=10.0),
    Kind("side", "Side", "whole", symmetric=False, patient_right=None, size=(700.0, 1800.0), units_per_cm=10.0),
    _closeup("head-front", "Head, front", (900, 1100), "left"),
    _closeup("head-side", "Head, side", (1000, 1100)),
    _closeup("head-back", "Head, back", (900, 1100), "right"),
    _closeup("head-under", "Under the chin", (900, 900), "left"),
    _closeup("hand-palm", "Palm", (600, 900)),
    _closeup("hand-back", "Back of the hand", (600, 900)),
    _closeup("hand-thumb", "Thumb side", (500, 900)),
    _closeup("foot-sole", "Sole", (500, 1000)),
    _closeup("foot-top", "Top of the foot", (500, 1000)),
    _closeup("foot-inner", "Foot, inner side", (1000, 700)),
    _closeup("foot-outer", "Foot, outer side", (1000, 700)),
    _closeup("leg-inner", "Leg, inner side", (500, 1500)),
    _closeup("arm-inner", "Arm, inner side", (1300, 600)),
)

_BODY: Final[tuple[Capsule, ...]] = (
    (0.25, 0.06, 0.25, 0.09, 0.045),
    (0.25, 0.12, 0.25, 0.17, 0.026),
    (0.25, 0.24, 0.25, 0.45, 0.088),
    (0.20, 0.50, 0.19, 0.70, 0.048),
    (0.19, 0.72, 0.19, 0.93, 0.032),
    (0.15, 0.21, 0.09, 0.38, 0.027),
    (0.09, 0.38, 0.05, 0.52, 0.021),
)


FIGURES: Final = ("woman", "man")


def write(root: Path, times: int = 1, seed: int = 7, figures: tuple[str, ...] = FIGURES) -> Atlas:
    """Write ``points.json`` and ``svg/`` under ``root`` and return the atlas in them.

    ``times`` multiplies the muscles and the points; the drawings stay as large as they are.
    """
    import msgspec

    atlas = make_atlas(times)
    root.mkdir(parents=True, exist_ok=True)
    (root / "points.json").write_bytes(msgspec.json.encode(atlas))
    write_sheets(root / "svg", atlas, seed, figures)
    return atlas


def write_sheets(svg_root: Path, atlas: Atlas, seed: int = 7, figures: tuple[str, ...] = FIGURES) -> None:
    """Write ``sheets.json`` and every sheet of these figures for the points of ``atlas``."""
    svg_root.mkdir(parents=True, exist_ok=True)
    listed = [
        {
            "id": kind.sheet_id,
            "title": kind.title,
            "group": kind.group,
            "symmetric": kind.symmetric,
            "patient_right": kind.patient_right,
            "units_per_cm": kind.units_per_cm,
        }
        for kind in KINDS
    ]
    (svg_root / "sheets.json").write_text(json.dumps({"version": 1, "sheets": listed}))
    for figure in figures:
        (svg_root / figure).mkdir(exist_ok=True)
        for number, kind in enumerate(KINDS):
            text = _sheet(kind, figure, atlas, Random(seed * 1000 + number))  # noqa: S311
            (svg_root / figure / f"{kind.sheet_id}.svg").write_text(text)


def _sheet(kind: Kind, figure: str, atlas: Atlas, random: Random) -> str:
    width, height = kind.size
    skin = _skin(kind)
    muscles, points, zones, regions = [], [], [], []
    for code in (region.code for region in atlas.regions):
        place = _place(kind, random)
        regions.append(f'<path id="region.{code}" d="{_blob(place, 60, random)}"/>')
    for number, muscle in enumerate(atlas.muscles):
        if number % (4 if kind.group == "closeup" else 3) == 2:
            continue
        belly = _place(kind, random)
        muscles.append(_muscle(muscle, belly, random))
        for point in muscle.points:
            x, y = belly[0] + random.uniform(-30, 30), belly[1] + random.uniform(-50, 50)
            points.append(f'<circle id="point.{point.id}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
            zones.extend(_zones(point.id, _place(kind, random), random))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" data-figure="{figure}" '
        f'data-sheet="{kind.sheet_id}" data-units-per-cm="{kind.units_per_cm:g}">\n'
        f"<title>{kind.title}</title>\n<style>.tone{{fill:#f3dfd0}} .shade{{fill:#d9b79f;fill-opacity:0.35}} "
        ".line{fill:none;stroke:#6b4a3a;stroke-width:2} .belly{fill:#b5654f;fill-opacity:0.35} "
        ".fibres{fill:none;stroke:#8c4636;stroke-width:1;stroke-opacity:0.5}</style>\n"
        f'<g id="skin">{skin}</g>\n<g id="regions" display="none">{"".join(regions)}</g>\n'
        f'<g id="muscles">{"".join(muscles)}</g>\n<g id="points" display="none">{"".join(points)}</g>\n'
        f'<g id="zones" display="none">{"".join(zones)}</g>\n</svg>\n'
    )


def _capsules(kind: Kind) -> Iterable[Capsule]:
    width, height = kind.size
    if kind.group == "closeup":
        yield width * 0.5, height * 0.3, width * 0.5, height * 0.7, min(width, height) * 0.28
        return
    for x1, y1, x2, y2, r in _BODY:
        for mirrored in (False, True) if kind.symmetric and x1 != 0.25 else (False,):
            a, b = (width - x1 * height, width - x2 * height) if mirrored else (x1 * height, x2 * height)
            shift = 0 if kind.symmetric else width / 2 - 0.2 * height
            yield a + shift, y1 * height, b + shift, y2 * height, r * height


def _skin(kind: Kind) -> str:
    tones, lines = [], []
    for x1, y1, x2, y2, r in _capsules(kind):
        for inset, name in ((0.0, "tone"), (0.3, "shade"), (0.5, "shade"), (0.7, "shade")):
            tones.append(f'<path class="{name}" d="{_capsule(x1 + inset * r / 3, y1, x2, y2, r * (1 - inset))}"/>')
        lines.append(f'<path class="line" d="{_capsule(x1, y1, x2, y2, r)}"/>')
    return f'<g id="skin.tone">{"".join(tones)}</g><g id="skin.ink">{"".join(lines)}</g>'


def _capsule(x1: float, y1: float, x2: float, y2: float, r: float) -> str:
    return _curve([(x1 - r, y1), (x1, y1 - r), (x1 + r, y1), (x2 + r, y2), (x2, y2 + r), (x2 - r, y2)])


def _place(kind: Kind, random: Random) -> tuple[float, float]:
    """Return somewhere on the patient's right half of the body."""
    width = kind.size[0]
    x1, y1, x2, y2, r = random.choice(list(_capsules(kind)))
    along = random.random()
    x = x1 + (x2 - x1) * along + random.uniform(-r, r) * 0.6
    y = y1 + (y2 - y1) * along
    if kind.symmetric and (x > width / 2) == (kind.patient_right == "left"):
        x = width - x
    return x, y


def _blob(centre: tuple[float, float], radius: float, random: Random, corners: int = 24) -> str:
    ring = []
    for step in range(corners):
        angle = 2 * pi * step / corners
        reach = radius * random.uniform(0.8, 1.1)
        ring.append((centre[0] + reach * cos(angle), centre[1] + 1.4 * reach * sin(angle)))
    return _curve(ring)


def _curve(ring: list[tuple[float, float]]) -> str:
    """Return a smooth closed path through a ring of places."""
    count = len(ring)
    parts = [f"M{ring[0][0]:.1f} {ring[0][1]:.1f}"]
    for i in range(count):
        before, here, there, after = (ring[(i + k) % count] for k in (-1, 0, 1, 2))
        a = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        b = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        parts.append("C" + " ".join(f"{value:.1f}" for pair in (a, b, there) for value in pair))
    return "".join(parts) + "Z"


def _muscle(muscle: Muscle, centre: tuple[float, float], random: Random) -> str:
    x, y = centre
    fibres = "".join(
        f"M{x - 26 + k * 4:.1f} {y - 60:.1f}C{x - 30 + k * 5:.1f} {y - 20:.1f} {x - 30 + k * 5:.1f} "
        f"{y + 20:.1f} {x - 26 + k * 4:.1f} {y + 60:.1f}"
        for k in range(14)
    )
    return (
        f'<g id="muscle.{muscle.id}" data-depth="{muscle.depth}"><path class="belly" '
        f'd="{_blob(centre, 55, random, 12)}"/><path class="fibres" d="{fibres}"/></g>'
    )


def _zones(point_id: str, centre: tuple[float, float], random: Random) -> list[str]:
    """Return an essential zone with two rims, and a spillover zone beside it."""
    essential = "".join(
        f'<path d="{_blob(centre, radius, random)}" fill-opacity="{opacity}"/>'
        for radius, opacity in ((62, 0.25), (54, 0.5), (46, 1))
    )
    beside = (centre[0] + random.uniform(-40, 40), centre[1] + 110)
    spillover = "".join(
        f'<path d="{_blob(beside, radius, random)}" fill-opacity="{opacity}"/>'
        for radius, opacity in ((70, 0.4), (56, 1))
    )
    return [
        f'<g id="zone.{point_id}.essential">{essential}</g>',
        f'<g id="zone.{point_id}.spillover">{spillover}</g>',
    ]


def make_atlas(times: int = 1) -> Atlas:
    """Return an atlas of ``times`` 30 muscles and ``times`` 80 points, with every field filled."""
    counts = [POINTS // MUSCLES + (number < POINTS % MUSCLES) for number in range(MUSCLES)]
    muscles = [
        _make_muscle(f"muscle-{batch}-{number}", count, number)
        for batch in range(times)
        for number, count in enumerate(counts)
    ]
    return Atlas(
        version=1,
        groups=(RegionGroup(id="everywhere", name="Everywhere"),),
        regions=tuple(
            Region(code=f"place.{n}", label=f"Place {n}", client=f"Place {n}", views=("front",)) for n in range(12)
        ),
        sources=(Source(id="made-up", title="Made up", kind="reference"),),
        scale=tuple(ScaleStep(value=n, says=f"Step {n}") for n in range(1, 11)),
        protocols=(_protocol(),),
        advice=(),
        conditions=tuple(
            Condition(
                id=f"condition-{n}", name=f"Condition {n}", aliases=(), plain="Made up.", red_flags=(), sources=CITED
            )
            for n in range(CONDITIONS)
        ),
        muscles=tuple(muscles),
    )


def _protocol() -> Protocol:
    return Protocol(
        id="static-pressure",
        name="Static pressure",
        summary="Hold.",
        client="Hold.",
        hold=(8, 20),
        target=(5, 7),
        limit=7,
        rounds=3,
        phases=(),
        stop_rules=("Stop.",),
        sources=CITED,
    )


def _make_muscle(muscle_id: str, count: int, number: int) -> Muscle:
    return Muscle(
        id=muscle_id,
        name=f"Muscle {muscle_id.removeprefix('muscle-')}",
        client_name="a muscle",
        ta2="musculus fictus",
        synonyms=(),
        group="everywhere",
        depth="deep" if number % 5 == 0 else "superficial",
        origin="Here.",
        insertion="There.",
        actions=("Moves.",),
        nerve="A nerve.",
        stretch="Stretch.",
        stretch_client="Stretch.",
        sources=CITED,
        points=tuple(_make_point(muscle_id, n, number) for n in range(1, count + 1)),
    )


def _make_point(muscle_id: str, n: int, number: int) -> Point:
    return Point(
        id=f"{muscle_id}-{n}",
        label=f"TrP{n}",
        part="belly",
        find=Find(landmarks="Here.", position="Prone.", client="Here.", sources=CITED),
        palpation="flat",
        referral=Referral(
            essential=(f"place.{number % 12}",),
            spillover=(f"place.{(number + 1) % 12}",),
            words="Commonly reported there.",
            client="You may feel it there.",
            sources=CITED,
        ),
        sensations=("pain",),
        pressure=Pressure(
            tools=("thumb",),
            direction="inwards",
            depth="moderate",
            protocol="static-pressure",
            hold=(8, 20),
            target=(5, 7),
            different="Nothing.",
            sources=CITED,
        ),
        cautions=(
            Caution(structure="A nerve", risk="Numbness.", instead="Press beside it.", client="Gently.", sources=CITED),
        ),
        conditions=(f"condition-{number % CONDITIONS}",),
        mistaken_for=("something else",),
        evidence=Evidence(confidence="classic", note="Made up."),
        sources=CITED,
    )
