"""Every drawing keeps to what the program, Qt and a person with Inkscape rely on. Needs no mesh."""

from __future__ import annotations

import json
import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from art import manifest
from art.pathtext import shortest
from bodymap.core.drawing_reader import read_sheet
from bodymap.core.pathdata import CLOSE, CURVE, LINE, MOVE, Outline, read_path
from bodymap.core.raster import area_of
from bodymap.core.sheets import Fade
from bodymap.ui.drawing.pieces import strength_at

CATALOGUE = json.loads((manifest.OUT / "sheets.json").read_text(encoding="utf-8"))
SHEETS = {row["id"]: row for row in CATALOGUE["sheets"]}
FIGURES = ("woman", "man")
DRAWINGS = [(figure, sheet) for figure in FIGURES for sheet in SHEETS]
GROUPS = ["skin", "regions", "bones", "landmarks", "sites", "muscles", "points", "zones"]
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 12_000_000

NUMBER = r"(?:0|-?[1-9]\d*)"
BETWEEN = "(?: |(?=-))"
PAIR = f"{NUMBER}{BETWEEN}{NUMBER}"
CURVED = f"{PAIR}{BETWEEN}{PAIR}{BETWEEN}{PAIR}"
PATH = re.compile(f"(?:m{PAIR}(?:l{PAIR}|c{CURVED}(?:{BETWEEN}{CURVED})*+(?!c))*z?)+")
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
CODE = "[a-z0-9_]+"
IDS = re.compile(
    rf"skin(\.tone|\.ink)?|regions|bones|bone\.{SLUG}|muscles|points|zones|fade\.\w+"
    rf"|landmarks|landmark\.{SLUG}|sites|site\.{SLUG}"
    rf"|region(\.{CODE})+|muscle\.{SLUG}|point\.{SLUG}-\d+|zone\.{SLUG}-\d+\.(essential|spillover)"
)
FORBIDDEN = {
    # What QtSvg draws wrongly, drops or turns into pixels.
    "rgba": r"rgba\(",
    "hsl": r"hsla?\(",
    "hex with alpha": r"#[0-9a-fA-F]{8}\b",
    "CSS transform": r"transform\s*:",
    "transform of anything but a group of the drawing": r'(?m)^(?!<g id="[a-z]+"(?: display="none")?).*\stransform=',
    "transform but the one to tenths": r'\stransform="(?!scale\(\.1\)")',
    "clip path": r"clip-?[pP]ath",
    "symbol": r"<symbol",
    "nested svg": r"<svg[\s\S]*<svg",
    "group opacity": r'[\s"{;]opacity\s*[=:]',
    "blend mode": r"mix-blend-mode",
    "paint order": r"paint-order",
    "CSS variable": r"var\(",
    "inherited gradient": r'<(?!use href="#zone\.)[^>]*href',
    "radial gradient": r"<radialGradient",
    "mask or filter": r"<(mask|filter)",
    "embedded picture": r"<image",
    "script": r"<script",
}


def text_of(figure: str, sheet: str) -> str:
    return (manifest.OUT / figure / f"{sheet}.svg").read_text(encoding="utf-8")


@pytest.fixture(params=DRAWINGS, ids=lambda d: "/".join(d))
def drawing(request):
    figure, sheet = request.param
    text = text_of(figure, sheet)
    return figure, SHEETS[sheet], text, ET.fromstring(text)  # noqa: S314 (our own file)


def size(root: ET.Element) -> tuple[float, float]:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def test_the_catalogue_names_each_sheet_once_and_fully() -> None:
    assert CATALOGUE["version"] == 1
    assert len(SHEETS) == len(CATALOGUE["sheets"])
    assert {"front", "back", "side"} == {i for i, row in SHEETS.items() if row["group"] == "whole"}
    for row in SHEETS.values():
        assert re.fullmatch(SLUG, row["id"])
        assert row["title"]
        assert row["units_per_cm"] > 0
        assert row["patient_right"] in (("left", "right") if row["symmetric"] else (None,))


def test_no_drawing_is_left_over_from_a_sheet_that_is_no_more() -> None:
    found = {(path.parent.name, path.stem) for path in manifest.OUT.glob("*/*.svg")}
    assert found == set(DRAWINGS)


def test_all_drawings_together_stay_under_12_megabytes() -> None:
    assert sum(path.stat().st_size for path in manifest.OUT.glob("*/*.svg")) < MOST_BYTES


def test_whole_body_sheets_share_one_scale() -> None:
    whole = [row["id"] for row in SHEETS.values() if row["group"] == "whole"]
    scales = {ET.fromstring(text_of(f, s)).attrib["data-units-per-cm"] for f in FIGURES for s in whole}  # noqa: S314
    assert len(scales) == 1


def test_the_drawing_says_what_it_is(drawing) -> None:
    figure, row, _, root = drawing
    assert root.attrib["data-figure"] == figure
    assert root.attrib["data-sheet"] == row["id"]
    assert float(root.attrib["data-units-per-cm"]) == row["units_per_cm"]
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    width, height = size(root)
    assert 200 < width < 4000
    assert 200 < height < 4000


def test_groups_stand_in_the_order_of_painting(drawing) -> None:
    root = drawing[3]
    groups = [g.attrib.get("id") for g in root.findall(f"{SVG}g")]
    assert groups == GROUPS
    hidden = {g.attrib["id"] for g in root.findall(f"{SVG}g") if g.attrib.get("display") == "none"}
    assert hidden == {"regions", "bones", "landmarks", "sites", "points", "zones"}
    skin = root.find(f"{SVG}g")
    assert skin is not None
    assert [g.attrib["id"] for g in skin] == ["skin.tone", "skin.ink"]
    assert all(len(g) for g in skin)


def test_ids_are_well_formed_and_unique(drawing) -> None:
    ids = Counter(e.attrib["id"] for e in drawing[3].iter() if "id" in e.attrib)
    assert [i for i, n in ids.items() if n > 1] == []
    assert [i for i in ids if not IDS.fullmatch(i)] == []


def test_paths_are_relative_and_short(drawing) -> None:
    paths = [path.attrib["d"] for path in drawing[3].iter(f"{SVG}path")]
    assert paths
    assert [d[:60] for d in paths if not PATH.fullmatch(d)] == []


def test_no_zone_is_drawn_twice(drawing) -> None:
    drawn = Counter(
        tuple(path.attrib["d"] for path in zone)
        for zone in drawing[3].find(f"{SVG}g[@id='zones']")
        if zone.find(f"{SVG}use") is None
    )
    assert [paths[0][:60] for paths, count in drawn.items() if count > 1] == []


def test_a_zone_has_the_shapes_that_are_painted_and_no_more(drawing) -> None:
    """Essential grows stronger in three steps; a spillover's dots are of two sizes (``ui/drawing/zone``)."""
    most = {"essential": 3, "spillover": 2}
    zones = drawing[3].find(f"{SVG}g[@id='zones']")
    assert [zone.attrib["id"] for zone in zones if len(zone) > most[zone.attrib["class"]]] == []
    assert {attribute for path in zones.iter(f"{SVG}path") for attribute in path.attrib} <= {"d"}


TENTHS = st.integers(-9999, 99_999)
PLACES = st.tuples(TENTHS, TENTHS).map(lambda pair: f"{pair[0] / 10:g},{pair[1] / 10:g}")
STEPS = st.one_of(PLACES.map("L{}".format), st.tuples(PLACES, PLACES, PLACES).map(lambda three: "C" + " ".join(three)))
OUTLINES = st.tuples(PLACES, st.lists(STEPS), st.sampled_from(["", "Z"])).map(lambda o: f"M{o[0]}{''.join(o[1])}{o[2]}")


@given(st.lists(OUTLINES, min_size=1, max_size=4).map("".join))
def test_the_shortest_way_draws_the_same(d: str) -> None:
    short = shortest(d)
    assert PATH.fullmatch(short)
    commands, numbers = read_path(short, 10).steps()
    assert (commands, pytest.approx(numbers, abs=1e-6)) == read_path(d).steps()


def test_nothing_is_used_that_qt_draws_wrongly(drawing) -> None:
    text = drawing[2]
    assert [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


def test_points_are_circles_inside_the_sheet(drawing) -> None:
    root = drawing[3]
    width, height = size(root)
    for group in root.findall(f"{SVG}g"):
        if group.attrib["id"] == "points":
            assert all(e.tag == f"{SVG}circle" for e in group)
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= width
        assert 0 <= float(circle.attrib["cy"]) <= height


DIAGRAMS = ("teeth", "pelvic-floor")
"""Drawn shape by shape, each fitted by itself: their halves agree as areas, not number by number."""


@pytest.mark.parametrize(("figure", "sheet"), [(f, s) for f, s in DRAWINGS if s in DIAGRAMS])
def test_a_diagram_is_its_own_mirror_image(figure, sheet) -> None:
    root = ET.fromstring(text_of(figure, sheet))  # noqa: S314 (our own file)
    width, _ = size(root)
    lines = [
        read_path(p.attrib["d"], 10) for p in root.iter(f"{SVG}path") if p.attrib.get("class") in ("contour", "crease")
    ]
    assert lines
    as_drawn, mirrored = area_of(lines, 1.0), area_of([_mirrored(line, width) for line in lines], 1.0)
    assert (as_drawn & mirrored).size > 0.9 * as_drawn.size


def _mirrored(outline: Outline, width: float) -> Outline:
    commands, numbers = outline.steps()
    turned = [round(width - number, 3) if n % 2 == 0 else number for n, number in enumerate(numbers)]
    used, parts = 0, []
    for command in commands.decode().upper():
        count = {"M": 2, "L": 2, "C": 6, "Z": 0}[command]
        parts.append(command + " ".join(map(str, turned[used : used + count])))
        used += count
    return read_path("".join(parts))


BODIES = [(f, s) for f, s in DRAWINGS if SHEETS[s]["symmetric"] and s not in DIAGRAMS]


@pytest.mark.parametrize(("figure", "sheet"), BODIES)
def test_lines_of_a_symmetric_sheet_are_their_own_mirror_image(figure, sheet) -> None:
    root = ET.fromstring(text_of(figure, sheet))  # noqa: S314 (our own file)
    width, _ = size(root)
    lines = [p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib.get("class") in ("contour", "crease")]
    numbers = [round(10 * number) for d in lines for number in read_path(d, 10).steps()[1]]
    places = Counter(zip(numbers[::2], numbers[1::2], strict=True))
    assert places
    assert places == Counter({(round(width * 10) - x, y): n for (x, y), n in places.items()})


FADING = [(f, s) for f, s in DRAWINGS if 'id="fade.0"' in text_of(f, s)]


@pytest.mark.parametrize(("figure", "sheet"), FADING)
def test_a_drawing_that_dies_away_takes_its_muscles_with_it(figure, sheet) -> None:
    layers = {g.attrib["id"]: g for g in ET.fromstring(text_of(figure, sheet)).findall(f"{SVG}g")}  # noqa: S314
    used = re.findall(r"url\(#([^)]*)\)", " ".join(p.attrib.get("style", "") for p in layers["muscles"].iter()))
    spans = {
        gradient.attrib["id"]: tuple(gradient.attrib[key] for key in ("x1", "y1", "x2", "y2"))
        for layer in ("skin", "muscles")
        for gradient in layers[layer].iter(f"{SVG}linearGradient")
    }
    assert set(used) <= {"fade.belly", "fade.sheen", "fade.tendon"} <= set(spans)
    assert len(set(spans.values())) == 1, "where the skin does"


def test_close_ups_that_run_on_die_away() -> None:
    assert {sheet for _, sheet in FADING} >= {"head-front", "head-side", "hand-palm", "foot-top", "arm-outer"}
    assert {sheet for _, sheet in FADING}.isdisjoint({"front", "back", "side"})


NUMBERS_OF = {MOVE: 2, LINE: 2, CURVE: 6, CLOSE: 0}


def corners_of(d: str) -> list[tuple[float, float]]:
    """Where the pieces of a path end."""
    commands, numbers = read_path(d, 10).steps()
    ends, at = [], 0
    for command in commands:
        at += NUMBERS_OF[command]
        if command != CLOSE:
            ends.append((numbers[at - 2], numbers[at - 1]))
    return ends


def faded(text: str) -> Fade:
    """How a drawing's muscles, and with them its skin, die away."""
    gradient = re.search(r'id="fade.belly"[^>]* x1="(.+?)" y1="(.+?)" x2="(.+?)" y2="(.+?)">(.*)</linear', text)
    assert gradient is not None
    x1, y1, x2, y2 = (float(place) / 10 for place in gradient.groups()[:4])
    stops = re.findall(r'offset="(.+?)"[^>]* stop-opacity="(.+?)"', gradient[5])
    return Fade((x1, y1, x2, y2), tuple((float(at), float(left)) for at, left in stops))


def test_no_drawing_ends_in_a_straight_cut() -> None:
    cut = {}
    for figure, sheet in FADING:
        text = text_of(figure, sheet)
        width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', text)[0])
        ends = corners_of(re.findall(r'<path fill="url\(#fade\.0\)" d="([^"]+)"', text)[0])
        assert ends
        at_edge = [(x, y) for x, y in ends if min(x, y, width - x, height - y) < 1]
        cut[figure, sheet] = [place for place in at_edge if strength_at(faded(text), *place) > 0.1]
    assert {drawing: places for drawing, places in cut.items() if places} == {}


@pytest.mark.parametrize(("figure", "sheet"), FADING)
def test_a_lit_muscle_dies_away_as_the_drawn_one(figure, sheet) -> None:
    root = ET.fromstring(text_of(figure, sheet))  # noqa: S314 (our own file)
    gradient = next(g for g in root.iter(f"{SVG}linearGradient") if g.attrib["id"] == "fade.belly")
    stops = [(float(stop.attrib["offset"]), float(stop.attrib["stop-opacity"])) for stop in gradient]
    fade = read_sheet(manifest.OUT / figure / f"{sheet}.svg").fade
    assert fade is not None
    assert list(fade.stops) == stops
    assert [10 * place for place in fade.line] == [float(gradient.attrib[key]) for key in ("x1", "y1", "x2", "y2")]
    assert stops[-1][1] == 0 < max(left for _, left in stops) == 1, "whole somewhere, and gone at an end"
