"""What a record asks for is held against its own cautions."""

from __future__ import annotations

import pytest

from bodymap.core.rules_kept import (
    validate_barred_stretches,
    validate_kept_off,
    validate_longer_holds,
    validate_stretch_limits,
)
from tests.atlas_samples import as_atlas, sample
from tests.core.damage import point


@pytest.mark.parametrize(
    ("landmarks", "instead", "found"),
    [
        ("The point is 3-4 cm below the edge.", "Stay three finger-widths or more below the edge of the bone.", True),
        ("The point is 3-4 cm below the edge.", "Stay two finger-widths or more below the edge of the bone.", False),
        ("4 to 6 cm below and in front of the bone.", "Press a hand's breadth or more below the bone.", True),
        ("6-8 cm (four fingers) above the knee.", "Press at least four finger-widths above the kneecap.", False),
        ("Three finger-widths above the knee.", "Press at least four finger-widths above the kneecap.", False),
        ("One finger-width above the knee.", "Press at least four finger-widths above the kneecap.", True),
        ("The point is 2 cm above the rim.", "Stay two finger-widths above the rim.", True),
        # Another way from the bone, and what is no least distance.
        ("3 cm below the edge.", "Stay at least three finger-widths above the edge.", False),
        ("3 cm below the edge.", "A nerve runs three finger-widths below the edge.", False),
    ],
)
def test_no_point_is_sought_nearer_than_its_caution_lets_the_hand_come(landmarks, instead, found) -> None:
    data = sample()
    point(data)["find"]["landmarks"] = landmarks
    point(data)["cautions"][0]["instead"] = instead
    assert [f.record for f in validate_kept_off(as_atlas(data))] == (["infraspinatus-1"] if found else [])


@pytest.mark.parametrize(
    ("structure", "risk", "where", "found"),
    [
        ("Axillary nerve", "It runs round the bone under the muscle.", "no large vessel or nerve under the hand", True),
        ("Plantar nerves", "The lateral ones cross this muscle.", "no large vessel or nerve under the hand", True),
        ("Radial nerve", "It lies under brachioradialis.", "no large vessel or nerve under the hand", True),
        ("Cephalic vein", "It runs under the skin beside it.", "no large vessel or nerve under the hand", False),
        ("Ribs", "They lie under the muscle.", "no large vessel or nerve under the hand", False),
        ("Axillary nerve", "It runs round the bone under the muscle.", "a small nerve, spared by a broad hand", False),
    ],
)
def test_a_longer_hold_is_not_said_to_be_free_of_a_nerve_that_lies_there(structure, risk, where, found) -> None:
    data = sample()
    point(data)["cautions"][0] |= {"structure": structure, "risk": risk}
    way = {"protocol": "static-pressure", "hold": [30, 60], "target": [4, 6]}
    point(data)["pressure"]["ways"] = [way | {"sources": [{"source": "seed", "where": where}]}]
    assert [f.record for f in validate_longer_holds(as_atlas(data))] == (["infraspinatus-1"] if found else [])


@pytest.mark.parametrize(
    ("clinician", "client", "found"),
    [
        ("Across, 20 s; not after a dislocation.", "Draw the sore arm across.", True),
        ("Across, 20 s; not after a dislocation.", "Draw the sore arm across. Leave it out if it was out.", False),
        ("Across, 20 s. Stop at tingling.", "Draw the sore arm across for three breaths.", True),
        ("Across, so that the hand is not twisted.", "Draw the sore arm across.", False),
    ],
)
def test_the_client_is_told_when_not_to_stretch(clinician, client, found) -> None:
    data = sample()
    data["muscles"][0] |= {"stretch": clinician, "stretch_client": client}
    assert bool(list(validate_stretch_limits(as_atlas(data)))) is found


def test_the_limit_that_is_left_out_is_named() -> None:
    data = sample()
    data["muscles"][0]["stretch"] = "Across, 20 s; not after a dislocation. Twice."
    (found,) = validate_stretch_limits(as_atlas(data))
    assert "“not after a dislocation”" in found.message


@pytest.mark.parametrize(
    ("instead", "clinician", "client", "fields"),
    [
        ("After a sudden snap do not press or stretch; refer.", "Across.", "Across.", ["stretch", "stretch_client"]),
        ("No pressure and no strong stretch after a snap.", "Across. Not after a snap.", "Across.", ["stretch_client"]),
        ("Do not press or stretch after a snap.", "Across. Not after a snap.", "Across. Leave it out then.", []),
        # Another limit is not this one.
        ("Do not press or stretch after a snap.", "Across. Not with dizziness.", "Across. Not if dizzy.", ["stretch"]),
        ("No pressure there; use the stretch.", "Across.", "Across.", []),
        ("Leave out long stretches while sitting hurts.", "Across.", "Across. Leave it out then.", ["stretch"]),
    ],
)
def test_a_stretch_that_a_caution_bars_says_so_itself(instead, clinician, client, fields) -> None:
    data = sample()
    point(data)["cautions"][0] |= {"structure": "tendon", "instead": instead}
    data["muscles"][0] |= {"stretch": clinician, "stretch_client": client}
    assert [f.field for f in validate_barred_stretches(as_atlas(data))] == fields
