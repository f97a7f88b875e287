"""The rules that words and drawings keep together: every point is drawn, where its record says.

Areas are measured on the patient's right side, on each sheet and for each figure. What a sheet shows only at
its edge says little there: a region counts on the sheets that show it well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, get_args

from bodymap.core.finding import Finding
from bodymap.core.fingerprints import check_fingerprints
from bodymap.core.language import msg, tr
from bodymap.core.pathdata import PathError
from bodymap.core.raster import Area, Effort, area_of, empty, filled
from bodymap.core.rules_places import PLACE_RULES
from bodymap.core.sheets import SheetError
from bodymap.core.state import Figure

if TYPE_CHECKING:
    from bodymap.core.model import Atlas, Point
    from bodymap.core.sheets import SheetArt, SheetInfo, SheetLibrary

COVERED: Final = 0.35
"""An essential region is covered in good part from here on, on the sheet where most of it is."""
CHIEFLY: Final = 0.5
"""A zone lies chiefly on regions that its record names when at least this much of it does."""
SEEN_WELL: Final = 0.4
"""A sheet shows a region or zone well that shows at least this much of what the best sheet shows."""
_SCANLINES: Final = 600
"""Scanlines from top to bottom of a sheet: a few millimetres of a whole body, half a millimetre of a hand."""
_MIDLINE_CM: Final = 0.5
"""A point of the midline may lie this far on the other side."""
_COMMAND: Final = msg("Redraw it in the workshop.")
_FAR: Final = 4
"""No outline goes on for so many widths or heights of the drawing beyond its edge."""
_FLESH_MARGIN_CM: Final = 0.5
"""A point lies on its muscle where a finger's pad upon it meets it."""
_SKIN_MARGIN_CM: Final = 0.15
"""A point at the very contour may lie this far outside the flattened outline of its region."""


@dataclass
class Measured:
    """One sheet of one figure as areas, each measured once."""

    figure: Figure
    info: SheetInfo
    art: SheetArt
    _areas: dict[str, Area] = field(default_factory=dict)
    _effort: Effort = field(default_factory=Effort)

    @property
    def file(self) -> str:
        """Return the drawing's file below the folder of drawings."""
        return f"{self.figure}/{self.info.id}.svg"

    @property
    def step(self) -> float:
        """Return the distance of scanlines in the drawing's units."""
        return self.art.height / _SCANLINES

    def area(self, element: str) -> Area:
        """Return the area of an element, empty where the sheet does not show it."""
        if element not in self._areas:
            self._areas[element] = area_of(self.art.shapes.get(element, ()), self.step, self._effort)
        return self._areas[element]

    def zone(self, point_id: str, kind: str) -> Area:
        """Return a zone, its soft edge included."""
        return self.area(f"zone.{point_id}.{kind}")

    def cm2(self, area: Area) -> float:
        """Return an area's size in square centimetres."""
        return area.size / self.art.units_per_cm**2


@dataclass
class Drawings:
    """All drawings and the regions of an atlas, ready to be asked."""

    atlas: Atlas
    sheets: tuple[Measured, ...]
    _inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _drawn: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._drawn = frozenset(name for sheet in self.sheets for name in sheet.art.shapes)
        for region in self.atlas.regions:
            codes = [region.code]
            for code in codes:
                codes.extend(r.code for r in self.atlas.regions if r.parent == code and r.code not in codes)
            self._inside[region.code] = tuple(codes)

    def of_figure(self, figure: Figure) -> tuple[Measured, ...]:
        """Return one figure's sheets."""
        return tuple(sheet for sheet in self.sheets if sheet.figure == figure)

    def whole(self, sheet: Measured, code: str) -> Area:
        """Return a region with all regions inside it, as far as the sheet shows them."""
        area = empty(sheet.step)
        for one in self._inside.get(code, ()):
            area = area | sheet.area(f"region.{one}")
        return area

    def place(self, sheet: Measured, code: str) -> Area:
        """Return what is drawn under this very code, or the whole where the code only gathers others."""
        if f"region.{code}" in self._drawn:
            return sheet.area(f"region.{code}")
        return self.whole(sheet, code)


DrawingRule = Callable[[Drawings], Iterator[Finding]]


def check_drawings(atlas: Atlas, library: SheetLibrary) -> Iterator[Finding]:
    """Yield what every rule finds in the drawings; a drawing that cannot be read is a finding of its own."""
    drawings, findings = read_drawings(atlas, library)
    yield from findings
    if drawings.sheets:
        for rule in DRAWING_RULES:
            yield from rule(drawings)


def read_drawings(atlas: Atlas, library: SheetLibrary) -> tuple[Drawings, list[Finding]]:
    """Return every drawing that can be read, measured, and a finding for each that cannot."""
    sheets: list[Measured] = []
    findings: list[Finding] = []
    try:
        infos = library.infos
    except SheetError as error:
        return Drawings(atlas, ()), [error.finding]
    names = tuple(f"{figure}/{info.id}.svg" for figure in get_args(Figure) for info in infos)
    findings.extend(check_fingerprints(library.svg_root, names))
    for figure in get_args(Figure):
        for info in infos:
            element = ""
            try:
                sheet = Measured(figure, info, library.art(figure, info.id))
                for element in sheet.art.shapes:
                    sheet.area(element)
            except SheetError as error:
                findings.append(error.finding)
            except PathError as error:
                findings.append(Finding(f"{figure}/{info.id}.svg", element, "d", str(error), tr(_COMMAND)))
            else:
                sheets.append(sheet)
    return Drawings(atlas, tuple(sheets)), findings


def validate_complete(drawings: Drawings) -> Iterator[Finding]:
    """Every drawing has regions, and nothing on it lies several drawings away."""
    for sheet in drawings.sheets:
        if not any(name.startswith("region.") for name in sheet.art.shapes):
            yield Finding(sheet.file, "regions", "", tr("the drawing has none"), tr(_COMMAND))
        for name in sheet.art.shapes:
            if _is_far(sheet.area(name), sheet):
                yield Finding(sheet.file, name, "d", tr("it leads far beyond the drawing"), tr(_COMMAND))


def _is_far(area: Area, sheet: Measured) -> bool:
    """Whether an area begins or ends several drawings away."""
    if not area:
        return False
    left = min(spans[0][0] for spans in area.rows.values())
    right = max(spans[-1][1] for spans in area.rows.values())
    top, bottom = min(area.rows) * area.step, max(area.rows) * area.step
    across, down = _FAR * sheet.art.width, _FAR * sheet.art.height
    return left < -across or top < -down or right > across + sheet.art.width or bottom > down + sheet.art.height


def validate_listed(drawings: Drawings) -> Iterator[Finding]:
    """The list of sheets says of each drawing what it is: its scale, the points and zones that are seen on it."""
    for sheet in drawings.sheets:
        info, art = sheet.info, sheet.art
        if art.units_per_cm != info.units_per_cm:
            message = tr("it is {drawn}, and {listed} in the list of sheets")
            message = message.format(drawn=art.units_per_cm, listed=info.units_per_cm)
            yield Finding(sheet.file, "svg", "data-units-per-cm", message, tr(_COMMAND))
        zones = {name.split(".")[1] for name in art.shapes if name.startswith("zone.")}
        for kind, drawn, listed in (("points", set(art.points), info.points), ("zones", zones, info.zones)):
            for point in sorted(drawn ^ set(listed.get(sheet.figure, ()))):
                if point in drawn:
                    message = tr("{point} is drawn, and not in the list of sheets").format(point=point)
                else:
                    message = tr("{point} is in the list of sheets, and not drawn").format(point=point)
                yield Finding(sheet.file, kind, "", message, tr(_COMMAND))


def validate_known_ids(drawings: Drawings) -> Iterator[Finding]:
    """Every region, muscle, site, point and zone in the drawings is one of the atlas."""
    atlas = drawings.atlas
    points = {p.id for m in atlas.muscles for p in m.points}
    known = {f"region.{r.code}" for r in atlas.regions} | {f"muscle.{m.id}" for m in atlas.muscles}
    known |= {f"site.{site.id}" for site in atlas.sites}
    known |= {f"zone.{p}.{kind}" for p in points for kind in ("essential", "spillover")}
    for sheet in drawings.sheets:
        elements = {_element(name) for name in sheet.art.shapes} | {f"muscle.{m}" for m in sheet.art.depths}
        elements |= {f"point.{p}" for p in sheet.art.points}
        for element in sorted(elements - known - {f"point.{p}" for p in points}):
            yield Finding(sheet.file, element, "id", tr("the atlas does not know it"), tr(_COMMAND))


def _element(name: str) -> str:
    """Return the element of a shape's name: a muscle's belly, fibres and tendon are parts of the muscle."""
    return ".".join(name.split(".")[:2]) if name.startswith("muscle.") else name


def validate_drawn(drawings: Drawings) -> Iterator[Finding]:
    """Every site, every point and each zone that its record tells of is drawn for both figures, and no other zone."""
    for figure in get_args(Figure):
        sheets = drawings.of_figure(figure)
        for site in drawings.atlas.sites:
            if not any(f"site.{site.id}" in sheet.art.shapes for sheet in sheets):
                yield Finding(figure, site.id, "site", tr("it is on no sheet"), tr(_COMMAND))
        for point in _points(drawings.atlas):
            if not any(point.id in sheet.art.points for sheet in sheets):
                yield Finding(figure, point.id, "point", tr("it is on no sheet"), tr(_COMMAND))
            for kind, codes in _zones(point):
                drawn = any(f"zone.{point.id}.{kind}" in sheet.art.shapes for sheet in sheets)
                if codes and not drawn:
                    yield Finding(figure, point.id, f"{kind} zone", tr("it is on no sheet"), tr(_COMMAND))
                if drawn and not codes:
                    yield Finding(figure, point.id, f"{kind} zone", tr("the record names no such region"), tr(_COMMAND))


def validate_points_in_place(drawings: Drawings) -> Iterator[Finding]:
    """Wherever a point is drawn it lies in the skin; and on a drawing of each figure that shows it, on its muscle.

    A muscle lies under the skin that a point is marked on, a deep one far under it: seen from aside they part.
    """
    muscles = {p.id: m.id for m in drawings.atlas.muscles for p in m.points}
    first: dict[tuple[Figure, str], Measured] = {}
    on_flesh: set[tuple[Figure, str]] = set()
    for sheet in drawings.sheets:
        regions = [sheet.area(name) for name in sheet.art.shapes if name.startswith("region.")]
        for point_id, (x, y) in sheet.art.points.items():
            if not any(_near(area, x, y, sheet, _SKIN_MARGIN_CM) for area in regions):
                yield Finding(sheet.file, f"point.{point_id}", "place", tr("it lies outside the skin"), tr(_COMMAND))
            first.setdefault((sheet.figure, point_id), sheet)
            muscle = f"muscle.{muscles.get(point_id)}"
            parts = (sheet.area(name) for name in sheet.art.shapes if _element(name) == muscle)
            if any(_near(area, x, y, sheet, _FLESH_MARGIN_CM) for area in parts):
                on_flesh.add((sheet.figure, point_id))
    for (_, point_id), sheet in ((key, sheet) for key, sheet in first.items() if key not in on_flesh):
        message = tr("it lies outside {muscle}").format(muscle=f"muscle.{muscles.get(point_id)}")
        yield Finding(sheet.file, f"point.{point_id}", "place", message, tr(_COMMAND))


def _near(area: Area, x: float, y: float, sheet: Measured, margin_cm: float) -> bool:
    reach = margin_cm * sheet.art.units_per_cm
    return any(area.holds(x + dx, y + dy) for dx in (0, -reach, reach) for dy in (0, -reach, reach))


def validate_right_side(drawings: Drawings) -> Iterator[Finding]:
    """On a sheet that shows both sides, points and zones are drawn on the patient's right."""
    for sheet in drawings.sheets:
        if sheet.info.patient_right is None:
            continue
        right = _right_half(sheet)
        reach = _MIDLINE_CM * sheet.art.units_per_cm
        for point_id, (x, y) in sheet.art.points.items():
            if not any(right.holds(x + dx, y) for dx in (0, -reach, reach)):
                yield Finding(sheet.file, f"point.{point_id}", "place", tr("it is on the patient's left"), tr(_COMMAND))
        for element in sheet.art.shapes:
            zone = sheet.area(element)
            if element.startswith("zone.") and (zone & right).size < CHIEFLY * zone.size:
                yield Finding(sheet.file, element, "place", tr("it is chiefly on the patient's left"), tr(_COMMAND))


def _right_half(sheet: Measured) -> Area:
    """Return the half of a sheet that shows the patient's right; the body's midplane is in the middle."""
    middle, height = sheet.art.width / 2, sheet.art.height
    begin, end = (0.0, middle) if sheet.info.patient_right == "left" else (middle, sheet.art.width)
    return filled([[(begin, 0.0), (end, 0.0), (end, height), (begin, height)]], sheet.step, Effort())


def validate_covered(drawings: Drawings) -> Iterator[Finding]:
    """Each essential region is covered in good part by the point's essential zone, or most of that zone lies in it."""
    for figure in get_args(Figure):
        sheets = drawings.of_figure(figure)
        for point in _points(drawings.atlas):
            for code in point.referral.essential:
                covered = _covered(drawings, sheets, point.id, code)
                if covered is None:
                    yield Finding(figure, point.id, code, tr("no sheet shows this region"), tr(_COMMAND))
                elif covered < COVERED and not _lies_in(drawings, sheets, point.id, code):
                    message = tr("the essential zone covers {part} of the region, not {wanted}").format(
                        part=f"{covered:.0%}", wanted=f"{COVERED:.0%}"
                    )
                    yield Finding(figure, point.id, code, message, tr(_COMMAND))


def _covered(drawings: Drawings, sheets: tuple[Measured, ...], point_id: str, code: str) -> float | None:
    """Return how much of a region a point's essential zone covers on the best of the sheets that show it well."""
    regions = [(sheet, drawings.place(sheet, code)) for sheet in sheets]
    most = max((sheet.cm2(region) for sheet, region in regions), default=0)
    if not most:
        return None
    return max(
        (sheet.zone(point_id, "essential") & region).size / region.size
        for sheet, region in regions
        if region and sheet.cm2(region) >= SEEN_WELL * most
    )


def _lies_in(drawings: Drawings, sheets: tuple[Measured, ...], point_id: str, code: str) -> bool:
    """Whether most of a point's essential zone lies in a region, on the sheet that shows most of that zone."""
    zones = [(sheet, sheet.zone(point_id, "essential")) for sheet in sheets]
    sheet, zone = max(zones, key=lambda one: one[0].cm2(one[1]))
    return bool(zone) and (zone & drawings.place(sheet, code)).size >= CHIEFLY * zone.size


def validate_named(drawings: Drawings) -> Iterator[Finding]:
    """No zone lies chiefly on regions that the record does not name, on any sheet that shows it well."""
    for figure in get_args(Figure):
        sheets = drawings.of_figure(figure)
        for point in _points(drawings.atlas):
            named = (*point.referral.essential, *point.referral.spillover)
            for kind, _codes in _zones(point):
                yield from _validate_zone(drawings, sheets, point.id, kind, named)


def _validate_zone(
    drawings: Drawings, sheets: tuple[Measured, ...], point_id: str, kind: str, named: tuple[str, ...]
) -> Iterator[Finding]:
    zones = [(sheet, sheet.zone(point_id, kind)) for sheet in sheets]
    most = max((sheet.cm2(zone) for sheet, zone in zones), default=0)
    for sheet, zone in zones:
        if not zone or sheet.cm2(zone) < SEEN_WELL * most:
            continue
        inside = empty(sheet.step)
        for code in named:
            region = drawings.whole(sheet, code)
            # Regions are drawn on the right; a zone may lie across the midline.
            both = region | region.mirrored(sheet.art.width) if sheet.info.symmetric else region
            inside = inside | (zone & both)
        if inside.size < CHIEFLY * zone.size:
            message = tr("only {part} of it lies on regions that the record names").format(
                part=f"{inside.size / zone.size:.0%}"
            )
            yield Finding(sheet.file, f"zone.{point_id}.{kind}", "place", message, tr(_COMMAND))


def _zones(point: Point) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("essential", point.referral.essential), ("spillover", point.referral.spillover))


def _points(atlas: Atlas) -> Iterator[Point]:
    for muscle in atlas.muscles:
        yield from muscle.points


DRAWING_RULES: Final[tuple[DrawingRule, ...]] = (
    validate_complete,
    validate_listed,
    validate_known_ids,
    validate_drawn,
    validate_points_in_place,
    validate_right_side,
    validate_covered,
    validate_named,
    *PLACE_RULES,
)
