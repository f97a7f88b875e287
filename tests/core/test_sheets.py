"""Reading the drawings: what is in them, and what is said when they are bad."""

from __future__ import annotations

import json

import pytest

from bodymap.core.sheets import SheetError, SheetLibrary, read_sheet

GOOD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 800" data-units-per-cm="12.5">
<title>t</title><style>.tone{fill:#eeccbb}</style>
<g id="skin"><g id="skin.tone"><path class="tone" d="M0 0L9 0L9 9Z"/></g><g id="skin.ink"/></g>
<g id="regions" display="none"><path id="region.head.temple" d="M1 1L2 1L2 2Z"/></g>
<g id="muscles"><g id="muscle.temporalis" data-depth="superficial"><path class="belly" d="M3 3L4 3L4 4Z"/>
<path class="fibres" d="M3 3L4 4"/></g></g>
<g id="points" display="none"><circle id="point.temporalis-1" cx="33.5" cy="44" r="4"/></g>
<g id="zones" display="none"><g id="zone.temporalis-1.essential"><path d="M5 5L6 5L6 6Z" fill-opacity="0.3"/>
<path d="M5 5L6 5L6 5.5Z"/></g><path id="zone.temporalis-1.spillover" d="M7 7L8 7L8 8Z"/></g></svg>"""


@pytest.fixture
def write(tmp_path):
    def write_text(text):
        path = tmp_path / "front.svg"
        path.write_text(text)
        return path

    return write_text


def test_a_drawing_is_read_whole(write):
    art = read_sheet(write(GOOD))
    assert (art.width, art.height, art.units_per_cm) == (400, 800, 12.5)
    assert art.points == {"temporalis-1": (33.5, 44.0)}
    assert art.shapes["region.head.temple"] == ("M1 1L2 1L2 2Z",)
    assert art.shapes["muscle.temporalis.belly"] == ("M3 3L4 3L4 4Z",)
    assert art.shapes["muscle.temporalis.fibres"] == ("M3 3L4 4",)
    assert art.shapes["zone.temporalis-1.essential"] == ("M5 5L6 5L6 6Z", "M5 5L6 5L6 5.5Z")
    assert art.opacities["zone.temporalis-1.essential"] == (0.3, 1.0)
    assert art.shapes["zone.temporalis-1.spillover"] == ("M7 7L8 7L8 8Z",)
    assert art.depths == {"temporalis": "superficial"}
    assert art.shows_zone("temporalis-1")
    assert not art.shows_zone("temporalis-2")


FADE = '<g id="muscles"><defs><linearGradient id="fade.belly" x1="1" y1="20" x2="3" y2="40.5"/></defs>'


def test_where_muscles_die_away_is_read(write):
    assert read_sheet(write(GOOD)).fade is None
    art = read_sheet(write(GOOD.replace('<g id="muscles">', FADE)))
    assert art.fade == (1, 20, 3, 40.5)
    assert art.depths == {"temporalis": "superficial"}


def test_each_layer_is_a_picture_of_its_own(write):
    from xml.etree import ElementTree as ET

    pictures = read_sheet(write(GOOD)).pictures
    for layer, other in (("skin", "muscle.temporalis"), ("muscles", "skin.tone")):
        root = ET.fromstring(pictures[layer])  # noqa: S314 - our own
        ids = {element.get("id") for element in root.iter()}
        assert layer in ids
        assert other not in ids
        assert root.get("viewBox") == "0 0 400 800"
        assert root.find("{http://www.w3.org/2000/svg}style") is not None


@pytest.mark.parametrize(
    ("old", "new", "element", "says"),
    [
        ('viewBox="0 0 400 800"', "", "svg", "viewBox"),
        ('viewBox="0 0 400 800"', 'viewBox="0 0 400 wide"', "svg", "wide"),
        ('viewBox="0 0 400 800"', 'viewBox="5 0 400 800"', "svg", "0 0 width height"),
        ('<g id="skin">', '<g id="body">', "skin", "no group"),
        ('cx="33.5"', 'cx="left"', "point.temporalis-1", "left"),
        ('cx="33.5"', "", "point.temporalis-1", "cx"),
        ('d="M1 1L2 1L2 2Z"', 'd="M1 1l2 1z"', "region.head.temple", "absolute"),
        ('d="M5 5L6 5L6 6Z"', 'd="M5 5A1 1 0 0 1 6 6Z"', "zone.temporalis-1.essential", "absolute"),
        ('fill-opacity="0.3"', 'fill-opacity="30%"', "zone.temporalis-1.essential", "30%"),
        ('cx="33.5"', 'cx="33.5" transform="scale(2)"', "point.temporalis-1", "transform"),
        ('<g id="muscles">', FADE.replace("40.5", "down"), "fade.belly", "down"),
        ("</svg>", "", "line 9", "XML"),
    ],
)
def test_what_is_wrong_is_named(write, old, new, element, says):
    assert old in GOOD
    path = write(GOOD.replace(old, new))
    with pytest.raises(SheetError) as caught:
        read_sheet(path)
    finding = caught.value.finding
    assert finding.file == str(path)
    assert finding.record == element
    assert says in finding.message
    assert finding.advice.endswith(".")


def test_a_missing_drawing_is_named(tmp_path):
    with pytest.raises(SheetError, match=r"front\.svg.*missing"):
        read_sheet(tmp_path / "front.svg")


@pytest.fixture
def library(tmp_path):
    entry = {"id": "front", "title": "Front", "group": "whole", "symmetric": True, "patient_right": "left"}
    (tmp_path / "sheets.json").write_text(json.dumps({"version": 1, "sheets": [{**entry, "units_per_cm": 10}]}))
    (tmp_path / "woman").mkdir()
    (tmp_path / "woman" / "front.svg").write_text(GOOD)
    return SheetLibrary(tmp_path)


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    library = SheetLibrary(tmp_path / "nowhere")
    assert not library.is_read("woman", "front")


def test_a_drawing_is_read_once(library):
    first = library.art("woman", "front")
    library.path("woman", "front").unlink()
    assert library.art("woman", "front") is first
    library.forget()
    with pytest.raises(SheetError):
        library.art("woman", "front")


def test_a_bad_drawing_says_so_every_time(library):
    for _ in range(2):
        with pytest.raises(SheetError, match=r"man.*front\.svg"):
            library.art("man", "front")


def test_the_list_is_in_order(library):
    assert [info.id for info in library.infos] == ["front"]
    assert library.info("front").title == "Front"
    with pytest.raises(KeyError):
        library.info("elsewhere")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not readable"),
        ('{"version": 2, "sheets": []}', "not readable"),
        ('{"version": 1, "sheets": []}', "empty"),
        ('{"version": 1, "sheets": [{"id": "front"}]}', "title"),
    ],
)
def test_a_bad_list_is_named(library, text, says):
    (library.svg_root / "sheets.json").write_text(text)
    with pytest.raises(SheetError, match=r"sheets\.json") as caught:
        _ = library.infos
    assert says in caught.value.finding.message


def test_a_sheet_listed_twice_is_named(library):
    path = library.svg_root / "sheets.json"
    listed = json.loads(path.read_text())
    path.write_text(json.dumps({**listed, "sheets": listed["sheets"] * 2}))
    with pytest.raises(SheetError, match="twice"):
        _ = library.infos
