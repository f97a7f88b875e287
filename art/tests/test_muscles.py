"""Muscles of the body's space: from the bones that their records name to those that they name, in both figures."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from scipy.spatial import cKDTree

from art import muscles, records, surface
from art.bones import posed
from art.content.point_marks import anchored
from art.flesh import TENDON_CURVE
from art.layers import CODE, FIGURES
from art.tests.test_bones import surface_points

ATLAS = {
    muscle["id"]: muscle
    for muscle in json.loads((CODE.parent / "resources" / "points.json").read_text(encoding="utf-8"))["muscles"]
}
INSIDE = [
    name
    for name, record in records.muscles().items()
    if any(part.get("inside") or "bones" in part for part in record["parts"])
]
NECK, CHEST, LOINS = ([f"{row}{n}" for n in range(1, last + 1)] for row, last in (("c", 7), ("t", 12), ("l", 5)))
BONES_OF_WORDS = {
    r"scapula|shoulder blade|coracoid|acromion|subscapular|lateral border": ["scapula"],
    r"humerus|epicondyle|tubercle of the humerus": ["humerus"],
    r"ulna": ["ulna"],
    r"radius": ["radius"],
    r"clavicle|collarbone": ["clavicle"],
    r"manubrium|sternum": ["sternum"],
    r"femur|trochanter|linea aspera|femoral|intertrochanteric|supracondylar": ["femur"],
    r"fibula": ["fibula"],
    r"tibia|soleal": ["tibia"],
    r"patella": ["patella"],
    r"calcaneus": ["calcaneus"],
    r"second metacarpal": ["metacarpal-2"],
    r"third metacarpal": ["metacarpal-3"],
    r"fifth metacarpal": ["metacarpal-5"],
    r"[Pp]isiform": ["pisiform"],
    r"phalanges of fingers 2-5": [f"finger-{n}-middle" for n in range(2, 6)],
    r"cartilages of ribs": ["costal-cartilage", *(f"rib-{n}" for n in range(2, 8))],
    r"cuneiform": [f"cuneiform-{n}" for n in (1, 2, 3)],
    r"metatarsal": [f"metatarsal-{n}" for n in range(1, 6)],
    r"navicular": ["navicular"],
    r"cuboid": ["cuboid"],
    r"toes 2 to|first phalanx|of the big toe": [
        *(f"toe-{n}-{part}" for n in range(1, 6) for part in ("proximal", "middle", "distal"))
    ],
    r"[Ii]lium|iliac|[Ii]schial|ischium|pubis|pubic|ASIS": ["hip-bone"],
    r"sacrum|sacral|coccyx": ["sacrum"],
    r"mastoid|nuchal line|occipital|temporal|zygomatic|sphenoid|pterygoid plate|infratemporal": ["skull"],
    r"maxilla|frontal bone": ["skull"],
    r"hyoid": ["hyoid"],
    r"mandible|ramus|coronoid process|jaw joint": ["mandible"],
    r"axis|atlas|C\d|nuchal ligament": NECK,
    r"T\d+|thoracic|C7-T12|C7 to T3": CHEST,
    r"L\d|lumbar|bodies": LOINS,
    r"[Cc]apitate": ["capitate"],
    r"scaphoid": ["scaphoid"],
    r"trapezium": ["trapezium"],
    r"first metacarpal": ["metacarpal-1"],
    r"second and third metacarpals": ["metacarpal-2"],
    r"first to fifth metacarpal": [f"metacarpal-{n}" for n in range(1, 6)],
    r"second to fifth metacarpals": [f"metacarpal-{n}" for n in range(2, 6)],
    r"thumb's first phalanx": ["thumb-proximal"],
    r"end phalanx of the thumb": ["thumb-distal"],
    r"end phalanges of fingers 2-5": [f"finger-{n}-distal" for n in range(2, 6)],
    r"first phalan(?:x|ges)": [f"finger-{n}-proximal" for n in range(2, 6)],
    r"little toe": ["toe-5-proximal"],
    r"first rib": ["rib-1"],
    r"second rib": ["rib-2"],
    r"twelfth rib": ["rib-12"],
    r"[Rr]ibs|lower three or four ribs": [f"rib-{n}" for n in range(3, 13)],
}
"""Words of the records and the bones that they mean."""
ON_BONE_CM = 0.6
"""As near as points all over a surface of large triangles tell."""
IN_FASCIA_CM = 6.0
"""An end in a tract or in fascia may lie so far from the bones that its line names."""


def meant(text: str) -> set[str]:
    return {bone for words, bones in BONES_OF_WORDS.items() if re.search(words, text) for bone in bones}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("muscle_id", INSIDE)
def test_a_muscle_begins_and_ends_on_the_bones_that_its_record_names(muscle_id, figure) -> None:
    laid = posed.bones(figure, "anatomical")
    for number, part in enumerate(muscles.muscle(muscle_id).parts):
        if not part.inside:
            continue
        fibres = muscles.laid(figure, "anatomical", muscle_id, number).reshape(muscles.FIBRES, muscles.STEPS, 3)
        for ends, text, lines in (
            (fibres[:, 0], ATLAS[muscle_id]["origin"], part.lines[0]),
            (fibres[:, -1], ATLAS[muscle_id]["insertion"], part.lines[-1]),
        ):
            if re.search("tendon of|[Nn]o bone|^Fascia", text) and not any("bone" in spec for spec in lines):
                continue  # It ends in another muscle's tendon, as quadratus plantae does, or in skin or fascia.
            used = {spec["bone"] for spec in lines if "bone" in spec}
            assert used <= meant(text), (muscle_id, number, text)
            # An end in fascia from edge to edge, as in the palm, is measured from the bones that its words name.
            used = used or meant(text)
            points = np.concatenate([surface_points(laid[bone]) for bone in used])
            # Fibres between two named places may begin on what joins the bones: disc, ligament, fascia.
            for n in (0, -1):
                in_fascia = "bone" not in lines[n] and re.search("tract|fascia", text)
                farthest = IN_FASCIA_CM if in_fascia else ON_BONE_CM
                assert cKDTree(points).query(ends[n])[0] < farthest, (muscle_id, number)


def test_no_muscle_lies_on_the_skin() -> None:
    assert set(INSIDE) == set(ATLAS)


def flesh_longer() -> np.ndarray:
    """For each fibre the share of its tendon into which the flesh of the belly reaches, as it is drawn."""
    outward = np.abs(np.linspace(-1, 1, muscles.FIBRES))
    return -TENDON_CURVE * (outward**2 - 0.5)


MIDLINE = re.compile(
    r"(?:about )?(\d+(?:\.\d+)?)(?: (?:to|-) (\d+(?:\.\d+)?))?(?:-\d+)? cm(?: \([^)]*\))? (?:from|beside) the midline"
)


def from_midline() -> list[tuple[str, float, float]]:
    found = []
    for muscle in ATLAS.values():
        for point in muscle["points"]:
            for low, high in MIDLINE.findall(point["find"]["landmarks"]):
                found.append((point["id"], float(low), float(high or low)))
    return found


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("point_id", "low", "high"), from_midline())
def test_a_point_lies_as_far_from_the_midline_as_its_record_says(point_id, low, high, figure) -> None:
    aside = -float(anchored(figure, point_id).on(surface.skin(figure, "anatomical", 1))[0, 0])
    assert low - 1 <= aside <= high + 1


@pytest.mark.parametrize("figure", FIGURES)
def test_places_that_bones_decide_are_the_same_on_both_figures(figure) -> None:
    on = {p: anchored(figure, p).on(surface.skin(figure, "anatomical", 1))[0] for p in records.points()}
    laid = posed.bones(figure, "anatomical")
    sitting = laid["hip-bone"].vertices[np.argmin(laid["hip-bone"].vertices[:, 1])]
    fibula = laid["fibula"].vertices[np.argmax(laid["fibula"].vertices[:, 1])]
    share = (sitting[1] - on["biceps-femoris-1"][1]) / (sitting[1] - fibula[1])
    assert 0.5 < share < 0.58, "just below the middle of the line from sitting bone to fibular head"
    heel = laid["calcaneus"].vertices[:, 1].max()
    assert on["soleus-1"][1] - heel == pytest.approx(14, abs=1), "14 cm above the heel bone"
    inner = muscles.laid(figure, "anatomical", "gastrocnemius", 0).reshape(muscles.FIBRES, muscles.STEPS, 3)
    flesh = 1 - muscles.muscle("gastrocnemius").parts[0].tendon[:, 1] * (1 - flesh_longer())
    ends = [inner[n, round(share * (muscles.STEPS - 1)), 1] for n, share in enumerate(flesh)]
    assert 1.5 < min(ends) - on["soleus-1"][1] < 3.5, "two to three cm below the inner bulge"
    crest = laid["hip-bone"].vertices[:, 1].max()
    assert on["quadratus-lumborum-2"][1] > crest - 1.5, "above the crest"
    coracoid = laid["scapula"].vertices[np.argmax(laid["scapula"].vertices[:, 2])]
    inward, upward = on["pectoralis-minor-1"][:2] - coracoid[:2]
    assert inward > 0 > upward
    assert 1.5 < np.hypot(inward, upward) < 3.5, "2-3 cm below and inwards of the coracoid process"
