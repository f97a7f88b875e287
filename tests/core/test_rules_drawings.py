"""Words and drawings agree, and each way in which they do not is found."""

from __future__ import annotations

import json
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bodymap.core.rules_drawings import DRAWING_RULES, check_drawings
from bodymap.core.rules_places import validate_centimetres
from bodymap.core.sheets import SheetLibrary
from tests.atlas_samples import as_atlas, sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHEETS = (
    '{"version": 1, "sheets": [{"id": "front", "title": "Front", "group": "whole", "symmetric": true,'
    ' "patient_right": "left", "units_per_cm": 10.0}]}'
)


def box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x} {y}L{x + width} {y}L{x + width} {y + height}L{x} {y + height}Z"


ELEMENTS = {
    "region.shoulder.front": box(0, 0, 100, 100),
    "region.arm.front": box(0, 100, 100, 100),
    "region.heel": box(0, 200, 100, 100),
    "zone.infraspinatus-1.essential": box(20, 0, 80, 100),
    "zone.infraspinatus-1.spillover": box(0, 100, 100, 60),
    "zone.infraspinatus-2.essential": box(0, 100, 100, 60),
    "zone.soleus-1.essential": box(0, 210, 100, 80),
    "muscle.infraspinatus": box(40, 0, 40, 200),
    "muscle.soleus": box(40, 200, 40, 100),
    "point.infraspinatus-1": "50 50",
    "point.infraspinatus-2": "50 150",
    "point.soleus-1": "50 250",
}
"""A drawing of the sample atlas: three boxes of skin one above the other, as paths and points by id."""


def draw(root: Path, changes: dict[str, str | None]) -> None:
    """Draw the sample for both figures, the man with ``changes``: another path, or ``None`` for nothing."""
    drawn: dict[str, Mapping[str, str | None]] = {"woman": {**ELEMENTS}, "man": {**ELEMENTS, **changes}}
    for figure, elements in drawn.items():
        (root / figure).mkdir(exist_ok=True)
        write_sheet(root / figure / "front.svg", elements)
    write_list(root, {"front": drawn})


def write_list(root: Path, drawn: Mapping[str, Mapping[str, Mapping[str, str | None]]]) -> None:
    """Write the list of sheets; ``drawn`` has the elements of each figure by sheet."""
    front = json.loads(SHEETS)["sheets"][0]
    rows = [
        {
            **front,
            "id": name,
            **({} if name == "front" else {"symmetric": False, "patient_right": None}),
            **shown(figures),
        }
        for name, figures in drawn.items()
    ]
    (root / "sheets.json").write_text(json.dumps({"version": 1, "sheets": rows}), encoding="utf-8")


def shown(figures: Mapping[str, Mapping[str, str | None]]) -> dict[str, dict[str, list[str]]]:
    """Return the points and the zones that a sheet shows, by figure."""
    return {
        f"{kind}s": {
            figure: sorted(
                {name.split(".")[1] for name, shape in drawn.items() if shape and name.startswith(f"{kind}.")}
            )
            for figure, drawn in figures.items()
        }
        for kind in ("point", "zone")
    }


def write_sheet(path: Path, elements: Mapping[str, str | None]) -> None:
    """Write one drawing with these elements to ``path``."""
    groups: dict[str, list[str]] = {"skin": [], "regions": [], "muscles": [], "points": [], "zones": []}
    for name, shape in elements.items():
        if shape is not None:
            kind = name.split(".")[0]
            groups[f"{kind}s"].append(markup(kind, name, shape))
    body = "".join(f'<g id="{name}">{"".join(paths)}</g>' for name, paths in groups.items())
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 300" data-units-per-cm="10">{body}</svg>'
    path.write_text(svg, encoding="utf-8")


def markup(kind: str, name: str, shape: str) -> str:
    """Return one element as the workshop writes it."""
    if kind == "point":
        x, y = shape.split()
        return f'<circle id="{name}" cx="{x}" cy="{y}" r="5"/>'
    if kind == "region":
        return f'<path id="{name}" d="{shape}"/>'
    if kind == "muscle":
        return f'<g id="{name}" data-depth="superficial"><path class="belly" d="{shape}"/></g>'
    return f'<g id="{name}"><path d="{shape}"/></g>'


def lines(root: Path, changes: dict[str, str | None], essential: str = "shoulder.front") -> list[str]:
    draw(root, changes)
    data = sample()
    data["muscles"][0]["points"][0]["referral"]["essential"] = [essential]
    return [str(f) for f in check_drawings(as_atlas(data), SheetLibrary(root))]


def test_drawings_that_agree_have_no_findings(tmp_path: Path) -> None:
    assert lines(tmp_path, {}) == []


DAMAGES: dict[str, tuple[dict[str, str | None], str]] = {
    "validate_complete": (
        {"muscle.soleus": box(40, 200, 40, 2000)},
        "man/front.svg: muscle.soleus.belly: d: it leads far beyond the drawing.",
    ),
    "validate_known_ids": (
        {"zone.soleus-2.essential": box(0, 210, 50, 50)},
        "man/front.svg: zone.soleus-2.essential: id: the atlas does not know it.",
    ),
    "validate_drawn": ({"point.soleus-1": None}, "man: soleus-1: point: it is on no sheet."),
    "validate_points_in_place": (
        {"point.soleus-1": "10 250"},
        "man/front.svg: point.soleus-1: place: it lies outside muscle.soleus.",
    ),
    "validate_right_side": (
        {
            "region.heel": box(0, 200, 200, 100),
            "muscle.soleus": box(0, 200, 200, 100),
            "zone.soleus-1.essential": box(20, 200, 80, 100),
            "point.soleus-1": "150 250",
        },
        "man/front.svg: point.soleus-1: place: it is on the patient's left.",
    ),
    "validate_covered": (
        {"zone.infraspinatus-1.essential": box(20, 80, 80, 60)},
        "man: infraspinatus-1: shoulder.front: the essential zone covers 16% of the region, not 35%.",
    ),
    "validate_named": (
        {"zone.infraspinatus-1.spillover": box(0, 180, 100, 100)},
        "man/front.svg: zone.infraspinatus-1.spillover: place: only 20% of it lies on regions that the record names.",
    ),
    "validate_midline": (
        {"zone.soleus-1.essential": box(0, 210, 180, 80)},
        "man/front.svg: zone.soleus-1.essential: place: it crosses the midline, and the record does not say so.",
    ),
    "validate_apart": (
        {"point.infraspinatus-2": "51 52"},
        "points.json: infraspinatus-1: place: on the man it is 0.2 cm from infraspinatus-2, on any drawing.",
    ),
}


def test_every_rule_is_tried_here() -> None:
    assert {rule.__name__ for rule in DRAWING_RULES} == {*DAMAGES, "validate_listed", "validate_centimetres"}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_rule_finds_what_it_is_for(tmp_path: Path, name: str) -> None:
    changes, says = DAMAGES[name]
    found = lines(tmp_path, changes)
    assert len(found) == 1, found
    assert found[0].startswith(says)


def test_a_zone_on_both_sides_lies_on_its_region_on_both(tmp_path: Path) -> None:
    across = box(60, 200, 80, 40)
    found = lines(tmp_path, {"region.heel": box(0, 190, 90, 80), "zone.soleus-1.essential": across})
    assert not any("lies on regions" in line for line in found), found


def test_a_small_main_area_has_the_region_named_that_most_of_it_lies_in(tmp_path: Path) -> None:
    assert lines(tmp_path, {"zone.soleus-1.essential": box(0, 210, 100, 20)}) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"zone.infraspinatus-1.spillover": None}, "man: infraspinatus-1: spillover zone: it is on no sheet"),
        ({"zone.soleus-1.spillover": box(0, 210, 50, 50)}, "man: soleus-1: spillover zone: the record names no such"),
        ({"point.soleus-1": "150 250"}, "point.soleus-1: place: it lies outside the skin"),
        ({"zone.soleus-1.essential": box(80, 200, 100, 100)}, "essential: place: it is chiefly on the patient's left"),
        ({"region.heel": None}, "man: soleus-1: heel: no sheet shows this region"),
        ({"region.elbow.bck": box(100, 0, 50, 50)}, "region.elbow.bck: id: the atlas does not know it"),
        ({"muscle.supinator": box(100, 0, 50, 50)}, "muscle.supinator: id: the atlas does not know it"),
        ({"point.soleus-7": "50 250"}, "point.soleus-7: id: the atlas does not know it"),
        ({"region.heel": "M0 0L1"}, "man/front.svg: region.heel: d: L does not have the numbers that it needs"),
        (dict.fromkeys(name for name in ELEMENTS if "region" in name), "man/front.svg: regions: the drawing has none"),
    ],
)
def test_further_disagreements(tmp_path: Path, changes: dict[str, str | None], says: str) -> None:
    found = lines(tmp_path, changes)
    assert any(says in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '<circle id="point.soleus-1"',
            '<circle id="point.soleus-2"',
            "points: soleus-1 is in the list of sheets, and not",
        ),
        (
            '<circle id="point.soleus-1"',
            '<circle id="point.soleus-2"',
            "points: soleus-2 is drawn, and not in the list",
        ),
        ('<g id="zone.soleus-1.essential">', '<g id="zone.soleus-3.essential">', "zones: soleus-1 is in the list"),
        (
            'data-units-per-cm="10"',
            'data-units-per-cm="12"',
            "svg: data-units-per-cm: it is 12.0, and 10.0 in the list",
        ),
    ],
)
def test_a_drawing_that_is_not_what_the_list_says_is_found(tmp_path: Path, old: str, new: str, says: str) -> None:
    draw(tmp_path, {})
    path = tmp_path / "woman" / "front.svg"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(tmp_path))]
    assert any(line.startswith(f"woman/front.svg: {says}") for line in found), found


def test_a_drawing_is_compared_with_its_fingerprint_where_one_is_kept(tmp_path: Path) -> None:
    assert lines(tmp_path, {}) == []
    noted = {
        f"{figure}/front.svg": {"sha256": sha256((tmp_path / figure / "front.svg").read_bytes()).hexdigest()}
        for figure in ("woman", "man")
    }
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"drawings": noted}), encoding="utf-8")
    assert lines(tmp_path, {}) == []
    assert [
        "man/front.svg: sha256: the drawing is not the one that was made" in line
        for line in lines(tmp_path, {"muscle.soleus": box(40, 200, 41, 100)})
    ] == [True]
    del noted["man/front.svg"]
    manifest.write_text(json.dumps({"drawings": noted}), encoding="utf-8")
    assert "man/front.svg: no fingerprint is noted" in lines(tmp_path, {})[0]
    manifest.write_text("{", encoding="utf-8")
    assert "the fingerprints are not readable" in lines(tmp_path, {})[0]


def test_a_drawing_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    draw(tmp_path, {})
    (tmp_path / "man" / "front.svg").write_text("<svg", encoding="utf-8")
    found = [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(tmp_path))]
    assert "not valid XML" in found[0]


def test_no_drawings_at_all_is_one_finding(tmp_path: Path) -> None:
    found = [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(tmp_path))]
    assert len(found) == 1
    assert "sheets.json" in found[0]


@pytest.mark.parametrize(("x", "found"), [("84", False), ("36", False), ("86", True), ("34", True)])
def test_a_point_may_lie_at_the_very_edge_of_its_muscle(tmp_path: Path, x: str, *, found: bool) -> None:
    assert bool(lines(tmp_path, {"point.soleus-1": f"{x} 250"})) == found


def test_a_muscle_deep_under_its_point_may_part_from_it_on_one_drawing_of_several(tmp_path: Path) -> None:
    aside: dict[str, str | None] = {**ELEMENTS, "point.soleus-1": "90 250"}
    assert [line for line in lines(tmp_path, aside) if "outside muscle" in line], "the man's only drawing"
    drawn: dict[str, Mapping[str, str | None]] = {"woman": ELEMENTS, "man": aside}
    for figure in drawn:
        write_sheet(tmp_path / figure / "side.svg", ELEMENTS)
    write_list(tmp_path, {"front": drawn, "side": {"woman": ELEMENTS, "man": ELEMENTS}})
    found = [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(tmp_path))]
    assert [line for line in found if "outside muscle" in line] == []


def test_a_code_that_only_gathers_others_is_covered_with_them(tmp_path: Path) -> None:
    assert lines(tmp_path, {}, essential="shoulder") == []
    found = lines(tmp_path, {"zone.infraspinatus-1.essential": box(0, 80, 100, 50)}, essential="shoulder")
    assert len(found) == 1
    assert "man: infraspinatus-1: shoulder: the essential zone covers 20% of the region, not 35%." in found[0]


def test_a_code_that_is_drawn_itself_is_measured_by_itself(tmp_path: Path) -> None:
    # The whole shoulder is a small strip of its own here; the part inside it, hardly covered, does not count.
    changes: dict[str, str | None] = {
        "region.shoulder": box(85, 0, 15, 100),
        "zone.infraspinatus-1.essential": box(84, 0, 16, 100),
    }
    found = lines(tmp_path, changes, essential="shoulder")
    assert [line for line in found if line.startswith("man")] == []


def found_with_side(root: Path, side: dict[str, str], front: dict[str, str]) -> list[str]:
    """Return the findings, both figures alike, with a second sheet and other elements on the first."""
    draw(root, {})
    sheets = {"front": {**ELEMENTS, **front}, "side": side}
    write_list(root, {name: {"woman": drawn, "man": drawn} for name, drawn in sheets.items()})
    for figure in ("woman", "man"):
        write_sheet(root / figure / "side.svg", side)
        write_sheet(root / figure / "front.svg", {**ELEMENTS, **front})
    return [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(root))]


def test_a_region_seen_only_at_the_edge_of_a_sheet_is_not_covered_there(tmp_path: Path) -> None:
    sliver = {"region.heel": box(0, 200, 10, 100), "zone.soleus-1.essential": box(0, 200, 10, 100)}
    found = found_with_side(tmp_path, sliver, {"zone.soleus-1.essential": box(0, 170, 100, 50)})
    assert [line.partition(". ")[0] for line in found if "covers" in line] == [
        f"{figure}: soleus-1: heel: the essential zone covers 20% of the region, not 35%" for figure in ("woman", "man")
    ]


@pytest.mark.parametrize(("width", "found"), [(10, 0), (90, 2)])
def test_a_zone_seen_only_at_the_edge_of_a_sheet_may_seem_misplaced_there(
    tmp_path: Path, width: int, found: int
) -> None:
    side = {"region.arm.front": box(0, 200, 100, 100), "zone.soleus-1.essential": box(0, 210, width, 80)}
    assert len(found_with_side(tmp_path, side, {})) == found


@pytest.mark.parametrize(("edge", "found"), [("left", 1), ("right", 13)])
def test_the_patients_right_is_where_the_sheet_says(tmp_path: Path, edge: str, found: int) -> None:
    draw(tmp_path, {"point.soleus-1": "150 250"})
    path = tmp_path / "sheets.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"left"', f'"{edge}"'), encoding="utf-8")
    lines = [str(f) for f in check_drawings(as_atlas(sample()), SheetLibrary(tmp_path))]
    assert len([line for line in lines if "patient's left" in line]) == found


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("Find the ASIS. About 4 cm below the ASIS, on the band.", (50, 90), None),
        ("About 4 cm below the ASIS, on the band.", (50, 150), "“4 cm below the ASIS”: on the woman it is 10 cm"),
        ("4-5 cm (three finger-widths) from the midline.", (50, 90), None),
        ("4-5 cm (three finger-widths) from the midline.", (10, 90), "from the midline”: on the woman it is 9 cm"),
        ("Two 3 cm strips, wherever they are.", (10, 90), None),
    ],
)
def test_centimetres_in_words_are_those_of_the_figures(words: str, at: tuple[float, float], told: str | None) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["find"]["landmarks"] = words
    art = SimpleNamespace(points={"infraspinatus-1": at}, landmarks={"asis": (50, 50)}, width=200.0, units_per_cm=10.0)
    info = SimpleNamespace(patient_right="left", symmetric=True)
    sheet = SimpleNamespace(figure="woman", info=info, art=art)
    drawings: Any = SimpleNamespace(atlas=as_atlas(data), sheets=(sheet,))
    found = [str(finding) for finding in validate_centimetres(drawings)]
    assert len(found) == (told is not None)
    assert told is None or told in found[0]
