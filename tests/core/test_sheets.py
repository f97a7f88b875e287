"""Reading the drawings: what is in them, and what is said when they are bad."""

from __future__ import annotations

import gc
import os
import re

import pytest

from bodymap.core.drawing import DrawingText, Fade
from bodymap.core.drawing_reader import read_sheet
from bodymap.core.sheets import SheetError
from tests.drawn import in_tenths

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
    shapes = {name: tuple(path.data.decode() for path in paths) for name, paths in art.shapes.items()}
    assert shapes["region.head.temple"] == ("M1 1L2 1L2 2Z",)
    assert shapes["muscle.temporalis.belly"] == ("M3 3L4 3L4 4Z",)
    assert shapes["muscle.temporalis.fibres"] == ("M3 3L4 4",)
    assert shapes["zone.temporalis-1.essential"] == ("M5 5L6 5L6 6Z", "M5 5L6 5L6 5.5Z")
    assert shapes["zone.temporalis-1.spillover"] == ("M7 7L8 7L8 8Z",)
    assert art.depths == {"temporalis": "superficial"}
    assert art.shows_zone("temporalis-1")
    assert not art.shows_zone("temporalis-2")


FADE = (
    '<g id="muscles"><defs><linearGradient id="fade.belly" x1="1" y1="20" x2="3" y2="40.5">'
    '<stop offset="0" stop-color="#b5523f"/><stop offset="1" stop-color="#b5523f" stop-opacity="0"/>'
    "</linearGradient></defs>"
)
TENTHS = in_tenths(GOOD.replace('<g id="muscles">', FADE), "skin", "regions", "muscles", "zones")


def test_a_drawing_in_tenths_is_read_as_one_in_its_units(write):
    whole = read_sheet(write(GOOD.replace('<g id="muscles">', FADE)))
    expected = {name: [path.steps() for path in paths] for name, paths in whole.shapes.items()}
    tenths = read_sheet(write(TENTHS))
    assert {name: [path.steps() for path in paths] for name, paths in tenths.shapes.items()} == expected
    assert (tenths.fade, tenths.points) == (whole.fade, whole.points)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<g id="muscles" transform="scale(.1)"', '<g id="muscles"', "muscles: transform: the attribute is missing"),
        ('<g id="zones" transform="scale(.1)"', '<g id="zones" transform="scale(.2)"', "zones: transform: “scale(.2)”"),
        ('<g id="points"', '<g id="points" transform="scale(.1)"', "points: transform: a drawing has no such"),
        ('<g id="skin.tone"', '<g id="skin.tone" transform="scale(.1)"', "skin.tone: transform: a drawing has no such"),
        ('<g id="skin" transform="scale(.1)"', '<g id="skin"', "regions: transform: a drawing has no such"),
    ],
)
def test_groups_are_all_written_in_the_same_units(write, old, new, said):
    assert old in TENTHS
    with pytest.raises(SheetError, match=re.escape(said)):
        read_sheet(write(TENTHS.replace(old, new)))


SKIN = '<path class="tone" d="M0 0L9 0L9 9Z"/>'


def test_where_muscles_die_away_is_read(write):
    assert read_sheet(write(GOOD)).fade is None
    art = read_sheet(write(GOOD.replace('<g id="muscles">', FADE)))
    assert art.fade == Fade((1, 20, 3, 40.5), ((0, 1), (1, 0)))
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


def test_landmarks_are_places_and_no_points(write):
    landmarks = (
        '<g id="landmarks" display="none"><circle id="landmark.asis" cx="7.5" cy="9" r="3"/></g><g id="muscles">'
    )
    text = GOOD.replace('<g id="muscles">', landmarks)
    art = read_sheet(write(text))
    assert art.landmarks == {"asis": (7.5, 9.0)}
    assert set(art.points) == {"temporalis-1"}
    assert read_sheet(write(GOOD)).landmarks == {}
    with pytest.raises(SheetError, match=r"point\.asis-1.*id"):
        read_sheet(write(text.replace("landmark.asis", "point.asis-1")))


BONES = (
    '<g id="bones" display="none"><g id="bone.rib-1"><title>Rib 1</title><path class="bone" d="M3 3L4 3L4 4Z"/></g></g>'
    '<g id="muscles">'
)


def test_bones_are_a_picture_that_is_hidden_in_the_file_alone(write):
    from xml.etree import ElementTree as ET

    text = GOOD.replace('<g id="muscles">', BONES)
    art = read_sheet(write(text))
    root = ET.fromstring(art.pictures["bones"])  # noqa: S314 - our own
    group = next(element for element in root.iter() if element.get("id") == "bones")
    assert group.get("display") is None
    assert {element.get("id") for element in group} == {"bone.rib-1"}
    assert not [name for name in art.shapes if name.startswith("bone")]
    assert {name: [outline.data for outline in outlines] for name, outlines in art.bones.items()} == {
        "rib-1": [b"M3 3L4 3L4 4Z"]
    }
    assert "muscle.temporalis.belly" in art.shapes
    with pytest.raises(SheetError, match=r"bone.rib-1.*class"):
        read_sheet(write(text.replace('class="bone"', 'class="belly"')))
    with pytest.raises(SheetError, match=r"bone.rib-1.*d: "):
        read_sheet(write(text.replace('class="bone" d="M', 'class="bone" d="Q')))


@pytest.mark.parametrize(
    ("old", "new", "element", "says"),
    [
        ('viewBox="0 0 400 800"', "", "svg", "viewBox: the attribute is missing"),
        ('viewBox="0 0 400 800"', 'viewBox="0 0 400 wide"', "svg", "wide"),
        ('viewBox="0 0 400 800"', 'viewBox="5 0 400 800"', "svg", "0 0 width height"),
        *(
            ('"0 0 400 800"', f'"{box}"', "svg", "viewBox")
            for box in (
                "0 0 884 nan",
                "0 0 884 inf",
                "0 0 1 1",
                "0 0 99999999 5",
                "0 0 5 4000",
                "0 0 9e9 9e9",
                "0 0 400",
            )
        ),
        *(
            ('cm="12.5"', f'cm="{units}"', "svg", "data-units-per-cm: no drawing has a scale like")
            for units in ("0", "nan", "inf", "1e-300", "-10", "", "900", "0.5")
        ),
        (' data-units-per-cm="12.5"', "", "svg", "data-units-per-cm: the attribute is missing"),
        ('<g id="skin">', '<g id="body">', "body", "no such element"),
        ('<g id="muscles">', '<g id="skin">', "skin", "twice"),
        ('cx="33.5"', 'cx="left"', "point.temporalis-1", "cx: “left”"),
        ('cx="33.5"', 'cx="inf"', "point.temporalis-1", "cx: “inf”"),
        ('cy="44"', 'cy="9999999999"', "point.temporalis-1", "cy: “9999999999”"),
        ('cx="33.5" ', "", "point.temporalis-1", "cx: the attribute is missing"),
        ('d="M5 5L6 5L6 6Z"', 'd="M5 5A1 1 0 0 1 6 6Z"', "zone.temporalis-1.essential", "d: the path has a command"),
        *(
            ('d="M1 1L2 1L2 2Z"', f'd="{d}"', "region.head.temple", "region.head.temple: d: ")
            for d in ("", "M0 0Z5 5", "5 5L1 1", "M1.2.3 1", "M0 0L1", f"M0 {'2' * 300}", "M0 9999999999")
        ),
        (SKIN, SKIN.replace("L9 9Z", "Z5 5"), "skin", "skin: d: Z does not have"),
        ('fill-opacity="0.3"', 'fill-opacity="30%"', "zone.temporalis-1.essential", "30%"),
        ('fill-opacity="0.3"', 'fill-opacity="nan"', "zone.temporalis-1.essential", "fill-opacity"),
        ('class="belly"', 'class=""', "muscle.temporalis", "class"),
        ('class="belly"', 'class="bone"', "muscle.temporalis", "class: “bone”"),
        (
            'cx="33.5"',
            'cx="33.5" transform="scale(2)"',
            "point.temporalis-1",
            "transform: a drawing has no such attribute",
        ),
        ('id="point.temporalis-1"', 'id="point.temporalis-1&#10;"', "point.temporalis-1\n", "id"),
        ('<path id="zone.temporalis-1.spillover"', '<path id="region.head.temple"', "region.head.temple", "id"),
        ('<g id="muscles">', FADE.replace("40.5", "down"), "fade.belly", "y2: “down”"),
        ('<g id="muscles">', FADE.replace('offset="0"', 'stop-opacity=".5" offset="0"'), "fade.belly", "stop-opacity"),
        (SKIN, '<image href="/etc/picture.png" width="9" height="9"/>', "skin", "image: a drawing has no such element"),
        (SKIN, "<foreignObject><p/></foreignObject>", "skin", "foreignObject"),
        (SKIN, "<script>1</script>", "skin", "script"),
        (SKIN, '<use href="x.svg#a"/>', "skin", "use"),
        (SKIN, SKIN.replace("class", "onclick"), "skin", "onclick"),
        (SKIN, SKIN.replace('class="tone"', 'fill="url(http://x/#a)"'), "skin", "fill"),
        (SKIN, SKIN.upper(), "skin", "PATH"),
        (".tone{fill:#eeccbb}", "@import url(x.css);", "style", "plain colours"),
        (".tone{fill:#eeccbb}", ".tone{fill:url(x.png)}", "style", "plain colours"),
        ("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg ', "svg", "DOCTYPE"),
        ("<svg ", '<?xml-stylesheet href="x.css"?><svg ', "xml-stylesheet", "processing instructions"),
        *(
            (
                "<svg ",
                f'<?xml version="1.0" encoding="{name}"?><svg ',
                "xml",
                f"encoding: the file says that it is written in {name}",
            )
            for name in ("big5", "utf-7", "foo", "hex", "idna", "rot13", "utf-16")
        ),
        ("</svg>", "", "line 9", "XML"),
        ("<svg ", "\0<svg ", "line 1", "XML"),
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
    assert says in str(finding)
    assert finding.advice.endswith(".")


def test_a_packed_drawing_says_the_same(write):
    long = "".join(f"M{n % 90} {n % 70}L2 1L2 2Z" for n in range(9000))
    art = read_sheet(write(GOOD.replace("M7 7L8 7L8 8Z", long)))

    def everything():
        shapes = {element: [outline.data for outline in outlines] for element, outlines in art.shapes.items()}
        return shapes, dict(art.pictures)

    plain = everything()
    assert len(plain[0]["zone.temporalis-1.spillover"][0]) > 100_000
    steps = len(list(art.text.pack_steps()))
    assert steps > 3, "a little at a time"
    assert everything() == plain
    assert art.text._last[1], "what was cut last is at hand for what comes next"
    assert list(art.text.pack_steps()) == [], "once is enough"
    assert art.text._last[1] == b"", "58 drawings have 58 such pieces"
    assert everything() == plain


def test_a_drawing_can_be_used_while_it_is_packed(write):
    art = read_sheet(write(GOOD))
    packing = art.text.pack_steps()
    next(packing)
    assert art.shapes["region.head.temple"][0].steps() == (b"MLLZ", [1, 1, 2, 1, 2, 2])


USE = '<g id="zone.temporalis-2.essential"><use href="#zone.temporalis-1.essential"/></g>'
LAST = '<path id="zone.temporalis-1.spillover" d="M7 7L8 7L8 8Z"/>'


def test_a_zone_that_lies_where_another_does_shares_its_outlines(write):
    art = read_sheet(write(GOOD.replace(LAST, LAST + USE)))
    one, other = (art.shapes[f"zone.temporalis-{number}.essential"] for number in (1, 2))
    assert len(one) == 2
    assert [outline.data for outline in one] == [outline.data for outline in other]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#zone", "/etc/zone"),
        ("#zone", "x.svg#zone"),
        ("#zone.temporalis-1.essential", "#region.head.temple"),
        ("#zone.temporalis-1.essential", "#zone.temporalis-2.essential"),
        ("#zone.temporalis-1.essential", "#zone.temporalis-3.essential"),
        ("</g>", '<use href="#zone.temporalis-1.spillover"/></g>'),
    ],
)
def test_nothing_is_shared_but_a_zone_before(write, old, new):
    with pytest.raises(SheetError) as caught:
        read_sheet(write(GOOD.replace(LAST, LAST + USE.replace(old, new))))
    finding = caught.value.finding
    assert (finding.record, finding.field) == ("zone.temporalis-2.essential", "href")


def test_relative_paths_are_read_as_well(write):
    art = read_sheet(write(GOOD.replace("M1 1L2 1L2 2Z", "m1 1h1v1z")))
    assert art.shapes["region.head.temple"][0].steps() == (b"MLLZ", [1, 1, 2, 1, 2, 2])


def test_what_is_no_file_or_no_drawing_by_its_size_is_not_opened(tmp_path):
    large, pipe = tmp_path / "large.svg", tmp_path / "pipe.svg"
    with large.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(SheetError, match="larger"):
        read_sheet(large)
    with pytest.raises(SheetError, match="no file"):
        read_sheet(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        with pytest.raises(SheetError, match="no file"):
            read_sheet(pipe)


def test_a_drawing_that_was_read_leaves_its_file_nowhere_in_memory(write):
    path = write(GOOD)
    gc.collect()
    gc.disable()
    names = ("_Reader", "xmlparser")
    try:
        before = {id(one) for one in gc.get_objects()}
        read_sheet(path)
        assert [one for one in gc.get_objects() if id(one) not in before and type(one).__name__ in names] == []
    finally:
        gc.enable()


def test_a_missing_drawing_is_named(tmp_path):
    with pytest.raises(SheetError, match=r"front\.svg.*missing"):
        read_sheet(tmp_path / "front.svg")


def test_to_ask_what_a_drawing_shows_cuts_nothing_out_of_it(write, monkeypatch):
    art = read_sheet(write(GOOD))
    monkeypatch.setattr(DrawingText, "cut", lambda *_: pytest.fail("cut out to see whether it is there"))
    assert art.shows_zone("temporalis-1")
    assert "zone.temporalis-2.essential" not in art.shapes
