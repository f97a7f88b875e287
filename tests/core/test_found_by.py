"""The landmarks that a record finds its point by are those that its own words name."""

from __future__ import annotations

from bodymap import assets
from bodymap.core.bony import LANDMARKS
from bodymap.core.found_by import MOST, SPOKEN, mentioned
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetLibrary

POINTS = [point for muscle in load_atlas(assets.points_path()).atlas.muscles for point in muscle.points]


def test_prose_is_read_in_its_order_and_no_further_than_five() -> None:
    said = "From the PSIS go past the iliac crest, the ASIS, the acromion, C7 and the trochanter."
    assert mentioned(said) == ("psis", "iliac-crest-top", "asis", "acromion-tip", "c7-spinous")
    assert len(mentioned(said)) == MOST
    assert mentioned("Roll the band between the digits.") == ()


def test_the_breastbone_is_long_and_each_of_its_ends_is_a_place_of_its_own() -> None:
    assert mentioned("half-way between breastbone and jaw angle") == ("jugular-notch", "jaw-angle")
    assert mentioned("From the sternal angle count down to the fourth rib.") == ("sternal-angle",)
    assert mentioned("beside the lower end of the breastbone") == ("xiphoid",)
    assert mentioned("beside the edge of the breastbone") == ()


def test_the_name_of_a_muscle_is_no_landmark() -> None:
    assert mentioned("In the skin over the belly of sternocleidomastoid.") == ()
    assert mentioned("Between sternocleidomastoid and the mastoid process.") == ("mastoid-tip",)


def test_every_landmark_has_a_name_and_some_record_speaks_of_it() -> None:
    assert set(SPOKEN) <= set(LANDMARKS)
    spoken_of = {name for point in POINTS for name in point.find.by}
    assert set(SPOKEN) - spoken_of <= {"radial-head"}


def test_many_points_have_a_landmark_beside_them() -> None:
    library = SheetLibrary(assets.svg_root())
    beside = [
        point.id
        for point in POINTS
        if any(
            name in library.art("woman", info.id).landmarks
            for info in library.infos
            if point.id in info.points.get("woman", ())
            for name in point.find.by
        )
    ]
    assert len(beside) > len(POINTS) / 2, sorted({point.id for point in POINTS} - set(beside))
