"""The list of the drawings: what it says without them, and what is said when it is bad."""

from __future__ import annotations

import json

import pytest

from bodymap.core.sheets import SheetError, SheetLibrary
from tests.core.test_sheets import GOOD

LIST = (
    '{"version": 1, "sheets": [{"id": "front", "title": "Front", "group": "whole", "symmetric": true,'
    ' "patient_right": "left", "points": {"woman": ["a-1"]}, "zones": {"man": ["b-1"]}, "units_per_cm": 10}]}'
)


@pytest.fixture
def library(tmp_path):
    (tmp_path / "sheets.json").write_text(LIST)
    (tmp_path / "woman").mkdir()
    (tmp_path / "woman" / "front.svg").write_text(GOOD)
    return SheetLibrary(tmp_path)


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    library = SheetLibrary(tmp_path / "nowhere")
    assert not library.is_read("woman", "front")


def test_the_list_alone_says_where_a_point_is_seen(library):
    library.path("woman", "front").unlink()
    assert [library.showing(point) for point in ("a-1", "b-1", "c-1")] == [("front",), ("front",), ()]


def test_a_drawing_is_read_once(library):
    first = library.art("woman", "front")
    library.path("woman", "front").unlink()
    assert library.art("woman", "front") is first
    library.forget()
    with pytest.raises(SheetError):
        library.art("woman", "front")


def test_only_the_drawings_of_one_figure_are_held_and_those_that_it_is_turned_on(library):
    (library.svg_root / "man").mkdir()
    for figure in ("woman", "man"):
        for sheet_id in ("front", "back"):
            library.path(figure, sheet_id).write_text(GOOD)
            library.art(figure, sheet_id)
    library.let_go("man", {"back"})
    assert not library.is_read("woman", "front")
    assert all(library.is_read(*each) for each in (("woman", "back"), ("man", "front"), ("man", "back")))
    assert library.art("woman", "front").points


def test_what_is_wrong_with_a_drawing_is_not_let_go_of(library):
    with pytest.raises(SheetError) as first:
        library.art("man", "front")
    library.let_go("woman", ())
    with pytest.raises(SheetError) as again:
        library.art("man", "front")
    assert again.value is first.value


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
        ('{"version": 1,\n "sheets": [}', "line 2, column 13"),
        ('{"version": 1, "x": ' + "[" * 2000, "not readable"),
        *(
            (LIST.replace('"front"', json.dumps(name)), "id")
            for name in ("a\0b", "../front", "front\n", "Front", "", "a" * 200, "\u202efront")
        ),
        *((LIST.replace("10}", f"{units}}}"), "scale") for units in ("0", "-10", "1e9", "1e-300")),
        (LIST.replace('"left"', "null"), "both sides"),
    ],
)
def test_a_bad_list_is_named(library, text, says):
    (library.svg_root / "sheets.json").write_text(text)
    with pytest.raises(SheetError, match=r"sheets\.json") as caught:
        _ = library.infos
    assert says in str(caught.value)


def test_a_sheet_listed_twice_is_named(library):
    path = library.svg_root / "sheets.json"
    listed = json.loads(path.read_text())
    path.write_text(json.dumps({**listed, "sheets": listed["sheets"] * 2}))
    with pytest.raises(SheetError, match="twice"):
        _ = library.infos
