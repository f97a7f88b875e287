"""The rules that hold a place in the words against the drawings: centimetres, the midline, what lies near."""

from __future__ import annotations

import math
import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.found_by import SPOKEN
from bodymap.core.language import msg, number, tr
from bodymap.core.raster import Effort, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Point
    from bodymap.core.raster import Area
    from bodymap.core.rules_drawings import Drawings, Measured

_ADVICE: Final = msg("Measure it on the figures, and mend the words or the place.")
_FILE: Final = "points.json"
_SLACK_CM: Final = 1.5
_SLACK: Final = 0.3
"""A place in the drawings may be so much nearer or farther than the words have it, whichever is more: people differ."""
_BEYOND_CM: Final = 1.5
_BEYOND_CM2: Final = 3.0
"""A zone crosses the midline that has so much so far beyond it: what lies on the middle may reach a little over."""
_LEAST_APART_CM: Final = 0.4
"""Nearer than this on every drawing nobody tells which of two points is meant."""
_CM: Final = re.compile(
    r"(\d+(?:\.\d+)?)(?: ?(?:-|–|to) ?(\d+(?:\.\d+)?))? cm\b[^.;,]{0,30}?"
    r"\b(?:below|above|behind|in front of|inwards of|outwards of|from|beside) ([^.;,]{0,45})"
)
_MIDLINE: Final = re.compile(r"(?:the )?midline")
_CROSSES: Final = re.compile(r"\b(?:both sides|midline|across|other side|beyond the middle)\b")


def validate_centimetres(drawings: Drawings) -> Iterator[Finding]:
    """What the words give in centimetres, from a landmark or from the midline, is so on both figures, nearly enough."""
    for muscle in drawings.atlas.muscles:
        for point in muscle.points:
            for match in _CM.finditer(point.find.landmarks):
                low = float(match[1])
                high = float(match[2] or match[1])
                for figure, cm in _measured(drawings, point, match[3]).items():
                    slack = max(_SLACK_CM, _SLACK * high)
                    if not low - slack <= cm <= high + slack:
                        message = tr("“{words}”: on the {figure} it is {cm} cm")
                        said = message.format(words=match[0].strip(), figure=figure, cm=number(round(cm, 1)))
                        yield Finding(_FILE, point.id, "find.landmarks", said, tr(_ADVICE))


def _measured(drawings: Drawings, point: Point, place: str) -> dict[str, float]:
    """Return how far a point is from the place that words name, by figure; nothing where no drawing has that place.

    A drawing shows a way no longer than it is: the longest of all drawings is the nearest to the truth.
    """
    found: dict[str, float] = {}
    landmark = next((name for name, words in SPOKEN.items() if re.match(rf"(?:the )?.{{0,12}}?(?:{words})", place)), "")
    for sheet in drawings.sheets:
        at = sheet.art.points.get(point.id)
        if at is None:
            continue
        if _MIDLINE.match(place):
            if sheet.info.patient_right is None or not sheet.info.symmetric:
                continue
            units = abs(at[0] - sheet.art.width / 2)
        elif landmark in sheet.art.landmarks:
            units = math.dist(at, sheet.art.landmarks[landmark])
        else:
            continue
        found[sheet.figure] = max(found.get(sheet.figure, 0.0), units / sheet.art.units_per_cm)
    return found


def validate_midline(drawings: Drawings) -> Iterator[Finding]:
    """A zone crosses the midline only where its record says so."""
    points = {point.id: point for muscle in drawings.atlas.muscles for point in muscle.points}
    for sheet in drawings.sheets:
        if sheet.info.patient_right is None or not sheet.info.symmetric:
            continue
        beyond = _beyond(sheet)
        for element in sheet.art.shapes:
            point = points.get(element.split(".")[1]) if element.startswith("zone.") else None
            if point is None or _CROSSES.search(point.referral.words):
                continue
            if sheet.cm2(sheet.area(element) & beyond) > _BEYOND_CM2:
                message = tr("it crosses the midline, and the record does not say so")
                yield Finding(sheet.file, element, "place", message, tr("Say so in the record, or redraw it."))


def _beyond(sheet: Measured) -> Area:
    """Return what of a sheet is well past the midline, on the patient's left."""
    off, middle = _BEYOND_CM * sheet.art.units_per_cm, sheet.art.width / 2
    begin, end = (middle + off, sheet.art.width) if sheet.info.patient_right == "left" else (0.0, middle - off)
    bottom = sheet.art.height
    return filled([[(begin, 0.0), (end, 0.0), (end, bottom), (begin, bottom)]], sheet.step, Effort())


def validate_apart(drawings: Drawings) -> Iterator[Finding]:
    """No two points are nearer to one another than can be told apart, on that drawing which parts them best."""
    best: dict[tuple[str, str, str], float] = {}
    for sheet in drawings.sheets:
        for (one, at), (other, there) in combinations(sorted(sheet.art.points.items()), 2):
            key = (sheet.figure, one, other)
            best[key] = max(best.get(key, 0.0), math.dist(at, there) / sheet.art.units_per_cm)
    for (figure, one, other), cm in best.items():
        if cm < _LEAST_APART_CM:
            message = tr("on the {figure} it is {cm} cm from {other}, on any drawing")
            said = message.format(figure=figure, cm=number(round(cm, 1)), other=other)
            yield Finding(_FILE, one, "place", said, tr(_ADVICE))


PLACE_RULES: Final[tuple[Callable[[Drawings], Iterator[Finding]], ...]] = (
    validate_centimetres,
    validate_midline,
    validate_apart,
)
