"""What the bones are called: the title of each in the drawings."""

from __future__ import annotations

_FINGERS = {2: "index finger", 3: "middle finger", 4: "ring finger", 5: "little finger"}
_TOES = {1: "big toe", 2: "second toe", 3: "third toe", 4: "fourth toe", 5: "little toe"}
_OF_SPINE = {"c": "Neck vertebra", "t": "Chest vertebra", "l": "Lumbar vertebra"}
_PLAIN = {
    "skull": "Skull",
    "mandible": "Lower jaw",
    "hyoid": "Hyoid bone",
    "sternum": "Breastbone",
    "costal-cartilage": "Rib cartilage",
    "sacrum": "Sacrum and tailbone",
    "clavicle": "Collarbone",
    "scapula": "Shoulder blade",
    "humerus": "Upper arm bone (humerus)",
    "ulna": "Ulna",
    "radius": "Radius",
    "hip-bone": "Hip bone",
    "femur": "Thigh bone (femur)",
    "patella": "Kneecap",
    "tibia": "Shin bone (tibia)",
    "fibula": "Fibula",
    "talus": "Ankle bone (talus)",
    "calcaneus": "Heel bone (calcaneus)",
    "cuneiform-1": "Medial cuneiform",
    "cuneiform-2": "Middle cuneiform",
    "cuneiform-3": "Lateral cuneiform",
    "thumb-proximal": "Thumb, first bone",
    "thumb-distal": "Thumb, end bone",
}
_PART = {"proximal": "first bone", "middle": "middle bone", "distal": "end bone"}


def title(bone: str) -> str:
    """A bone's name in words, as ``bone.<id>`` has it for its title."""
    if bone in _PLAIN:
        return _PLAIN[bone]
    if bone[0] in _OF_SPINE and bone[1:].isdigit():
        return f"{_OF_SPINE[bone[0]]} {bone.upper()}"
    kind, _, rest = bone.partition("-")
    if kind in ("finger", "toe"):
        number, _, part = rest.partition("-")
        whose = (_FINGERS if kind == "finger" else _TOES)[int(number)]
        return f"{whose.capitalize()}, {_PART[part]}"
    if kind == "rib":
        return f"Rib {rest}"
    if kind in ("metacarpal", "metatarsal"):
        return f"{kind.capitalize()} {rest}"
    return bone.capitalize()
