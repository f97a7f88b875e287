"""Skin areas of nerves: words and tables agree, each lies where a neurologist looks for it, and choosing one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec
import pytest

from bodymap import assets
from bodymap.core.areas import AreaChoice, ShownAreas, of_kind
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.rules_areas import (
    AREA_RULES,
    Measured,
    check_areas,
    measure,
    validate_area_sides,
    validate_area_tables,
    validate_area_words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.model import Atlas
    from bodymap.core.rules_areas import AreaRule

ROOTS: Final = tuple(
    f"{part}{n}"
    for part, least, most in (("c", 2, 8), ("t", 1, 12), ("l", 1, 5), ("s", 1, 5))
    for n in range(least, most + 1)
)


@cache
def atlas() -> Atlas:
    return load_atlas(assets.points_path()).atlas


@cache
def measured() -> Measured:
    return measure(atlas(), assets.skin_root())


def changed(area_id: str, **changes: object) -> Measured:
    """Return the same with other words of one area."""
    areas = tuple(msgspec.structs.replace(one, **changes) if one.id == area_id else one for one in atlas().areas)
    return replace(measured(), atlas=msgspec.structs.replace(atlas(), areas=areas))


def share(area_id: str, code: str, *, wide: bool = False) -> float:
    """Return how much of a region of the right an area covers."""
    extent = measured().extents[area_id]
    return measured().by_region(extent.wide if wide else extent.core).get(code, 0.0) / measured().sizes[code]


@pytest.mark.parametrize("rule", AREA_RULES, ids=lambda rule: rule.__name__)
def test_the_shipped_areas_keep_every_rule(rule: AreaRule) -> None:
    assert [str(one) for one in rule(measured())] == []


def test_all_roots_but_the_first_have_an_area() -> None:
    assert [one.id for one in atlas().areas if one.kind == "root"] == [f"root-{name}" for name in ROOTS]


@pytest.mark.parametrize(
    ("area", "code", "least"),
    [
        ("root-c6", "thumb", 0.9),
        ("root-c7", "finger.middle", 0.9),
        ("root-c8", "finger.little", 0.9),
        ("root-l5", "big_toe", 0.9),
        ("root-l5", "foot.dorsum", 0.5),
        ("root-s1", "heel", 0.9),
        ("root-s1", "foot.lateral", 0.9),
        ("root-s2", "thigh.back", 0.6),
        ("root-l4", "leg.medial", 0.7),
        ("nerve-median", "finger.index", 0.6),
        ("nerve-ulnar", "finger.little", 0.95),
        ("nerve-saphenous", "leg.medial", 0.9),
        ("nerve-axillary", "shoulder.side", 0.6),
        ("nerve-lateral-femoral-cutaneous", "thigh.lateral", 0.6),
        ("nerve-tibial-calcaneal", "heel", 0.6),
    ],
)
def test_an_area_has_the_skin_it_is_known_by(area: str, code: str, least: float) -> None:
    assert share(area, code) >= least


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("nerve-median", "finger.little"),
        ("nerve-ulnar", "finger.index"),
        ("nerve-ulnar", "forearm.ulnar"),
        ("nerve-deep-fibular", "ankle.front"),
        ("nerve-deep-fibular", "toes"),
        ("root-c6", "finger.little"),
        ("root-l4", "foot.lateral"),
        ("root-s1", "big_toe"),
        ("nerve-sural", "big_toe"),
    ],
)
def test_an_area_keeps_off_what_is_anothers(area: str, code: str) -> None:
    assert share(area, code, wide=True) < 0.05


def test_the_ring_finger_is_split() -> None:
    assert share("nerve-median", "finger.ring") > 0.15
    assert share("nerve-ulnar", "finger.ring") > 0.25
    assert share("nerve-median", "finger.ring") + share("nerve-ulnar", "finger.ring") < 1.0


def test_cores_of_a_set_do_not_overlap() -> None:
    for kind in ("root", "nerve"):
        seen: dict[int, str] = {}
        for area in (one for one in atlas().areas if one.kind == kind):
            for cell in measured().extents[area.id].core:
                assert seen.setdefault(cell, area.id) == area.id


def test_every_part_of_the_skin_is_some_nerves() -> None:
    covered = {cell for one in atlas().areas if one.kind == "nerve" for cell in measured().extents[one.id].wide}
    skin = measured().skin
    right = [cell for cell in range(skin.count) if max(skin.x[corner] for corner in skin.corners(cell)) <= 0]
    bare = sum(skin.area(cell) for cell in right if cell not in covered)
    assert bare < 0.02 * sum(map(skin.area, right))


# Each rule finds what breaks it


def test_a_region_that_is_not_reached_is_found() -> None:
    usual = next(one.usual for one in atlas().areas if one.id == "root-c6")
    found = list(validate_area_words(changed("root-c6", usual=(*usual, "heel"))))
    assert [(one.record, one.field) for one in found] == [("root-c6", "usual")]
    assert "heel" in found[0].message


def test_a_region_that_is_not_named_is_found() -> None:
    found = list(validate_area_words(changed("nerve-ulnar", usual=("finger.ring", "hand.dorsal", "palm"))))
    assert {one.record for one in found} == {"nerve-ulnar"}
    assert all(any(code in one.message for one in found) for code in ("finger.little", "hand.ulnar"))


def test_a_wider_region_is_held_to_the_wider_area() -> None:
    found = list(validate_area_words(changed("root-t10", wider=("heel",))))
    assert ("root-t10", "wider") in {(one.record, one.field) for one in found}


def test_an_area_without_a_place_is_found() -> None:
    first = atlas().areas[0]
    lost = msgspec.structs.replace(atlas(), areas=(*atlas().areas[1:], msgspec.structs.replace(first, id="root-c1")))
    found = list(validate_area_tables(replace(measured(), atlas=lost)))
    assert [one.record for one in found] == ["root-c1", "root-c2"]


def test_an_area_beyond_the_midline_is_found() -> None:
    table, good = measured().tables[0], measured()
    left = next(n for n, x in enumerate(good.skin.x) if x > 5)
    vertices = table.vertices[:]
    vertices[table.places(4)[3]] = left
    bad = replace(good, tables=(replace(table, vertices=vertices), good.tables[1]))
    assert [one.record for one in validate_area_sides(bad)] == [table.ids[4]]


def test_tables_that_are_not_there_are_a_finding(tmp_path: Path) -> None:
    assert [one.record for one in check_areas(atlas(), tmp_path)] == ["areas"]


# Choosing


def test_pointing_shows_for_a_moment_what_is_pointed_at() -> None:
    choice = AreaChoice()
    choice.show("root")
    choice.choose("root-c6")
    choice.point([one for one in atlas().areas if one.id == "nerve-median"], "left")
    assert (choice.state.set, choice.state.stressed, choice.state.side) == ("nerve", ("nerve-median",), "left")
    choice.point(())
    assert choice.state == ShownAreas("root", "root-c6")


def test_another_set_begins_with_none_chosen() -> None:
    choice = AreaChoice()
    choice.choose("root-c6")
    assert choice.state == ShownAreas()
    choice.show("root")
    choice.choose("root-c6")
    choice.show("nerve")
    assert choice.state == ShownAreas("nerve")


def test_areas_are_known_by_their_kind() -> None:
    index = AtlasIndex(atlas())
    assert {one.kind for one in of_kind(index, "nerve")} == {"nerve"}
    assert len(of_kind(index, "root")) == len(ROOTS)
