"""What bones and the landmarks that a hand finds on them are called, and which of them matter first."""

from __future__ import annotations

import re
from typing import Final

from bodymap.core.language import msg, tr

_BONES: Final[dict[str, str]] = {
    "skull": msg("Skull"),
    "mandible": msg("Lower jaw"),
    "clavicle": msg("Collarbone"),
    "scapula": msg("Shoulder blade"),
    "sternum": msg("Breastbone"),
    "humerus": msg("Humerus"),
    "ulna": msg("Ulna"),
    "radius": msg("Radius"),
    "hip-bone": msg("Hip bone"),
    "sacrum": msg("Sacrum"),
    "femur": msg("Femur"),
    "patella": msg("Kneecap"),
    "tibia": msg("Tibia"),
    "fibula": msg("Fibula"),
    "calcaneus": msg("Heel bone"),
    "talus": msg("Talus"),
    "hyoid": msg("Hyoid bone"),
    "costal-cartilage": msg("Rib cartilage"),
    "scaphoid": msg("Scaphoid"),
    "lunate": msg("Lunate"),
    "triquetrum": msg("Triquetrum"),
    "trapezium": msg("Trapezium"),
    "trapezoid": msg("Trapezoid"),
    "capitate": msg("Capitate"),
    "hamate": msg("Hamate"),
    "navicular": msg("Navicular"),
    "cuboid": msg("Cuboid"),
    "cuneiform-1": msg("Medial cuneiform"),
    "cuneiform-2": msg("Middle cuneiform"),
    "cuneiform-3": msg("Lateral cuneiform"),
}
"""Bones with a name of their own, the first ones those that help most to know where one is. The pisiform is felt."""
_NUMBERED: Final = {
    "rib": msg("Rib {number}"),
    "metacarpal": msg("Metacarpal {number}"),
    "metatarsal": msg("Metatarsal {number}"),
}
_VERTEBRA: Final = re.compile(r"[ctl]\d+")
_LANDMARKS: Final[dict[str, str]] = {
    "asis": msg("ASIS"),
    "psis": msg("PSIS"),
    "acromion-tip": msg("Acromion"),
    "coracoid-process": msg("Coracoid process"),
    "mastoid-tip": msg("Mastoid process"),
    "greater-trochanter": msg("Greater trochanter"),
    "fibular-head": msg("Head of fibula"),
    "medial-malleolus": msg("Medial malleolus"),
    "lateral-malleolus": msg("Lateral malleolus"),
    "c7-spinous": msg("Spinous process C7"),
    "inion": msg("Occipital protuberance"),
    "jaw-angle": msg("Angle of the jaw"),
    "zygomatic-arch-mid": msg("Zygomatic arch"),
    "tmj": msg("Jaw joint"),
    "jugular-notch": msg("Jugular notch"),
    "scapula-spine-mid": msg("Spine of the scapula"),
    "scapula-inferior-angle": msg("Inferior angle"),
    "scapula-superior-angle": msg("Superior angle"),
    "iliac-crest-top": msg("Iliac crest"),
    "ischial-tuberosity": msg("Ischial tuberosity"),
    "pubic-tubercle": msg("Pubic tubercle"),
    "pubic-symphysis": msg("Pubic symphysis"),
    "coccyx": msg("Tailbone"),
    "olecranon": msg("Olecranon"),
    "lateral-epicondyle": msg("Lateral epicondyle"),
    "medial-epicondyle": msg("Medial epicondyle"),
    "tibial-tuberosity": msg("Tibial tuberosity"),
    "radial-styloid": msg("Radial styloid"),
    "ulnar-styloid": msg("Ulnar styloid"),
    "sternal-angle": msg("Sternal angle"),
    "xiphoid": msg("Xiphoid process"),
    "costal-margin-mid": msg("Costal margin"),
    "greater-tubercle": msg("Greater tubercle"),
    "lesser-tubercle": msg("Lesser tubercle"),
    "acromioclavicular": msg("AC joint"),
    "acromial-angle": msg("Acromial angle"),
    "scapula-spine-root": msg("Root of the spine"),
    "deltoid-tuberosity": msg("Deltoid tuberosity"),
    "radial-head": msg("Head of radius"),
    "lister-tubercle": msg("Lister's tubercle"),
    "scaphoid-tubercle": msg("Scaphoid tubercle"),
    "pisiform": msg("Pisiform"),
    "iliac-crest-tubercle": msg("Iliac tubercle"),
    "c1-transverse": msg("Transverse process C1"),
    "c2-spinous": msg("Spinous process C2"),
    "t3-spinous": msg("Spinous process T3"),
    "t7-spinous": msg("Spinous process T7"),
    "t12-spinous": msg("Spinous process T12"),
    "l4-spinous": msg("Spinous process L4"),
    "s2": msg("Spinous tubercle S2"),
    "rib-11-tip": msg("Tip of rib 11"),
    "rib-12-tip": msg("Tip of rib 12"),
    "medial-femoral-epicondyle": msg("Medial femoral epicondyle"),
    "lateral-femoral-epicondyle": msg("Lateral femoral epicondyle"),
    "adductor-tubercle": msg("Adductor tubercle"),
    "gerdy-tubercle": msg("Gerdy's tubercle"),
    "pes-anserinus": msg("Pes anserinus"),
    "calcaneus-back": msg("Back of the heel"),
    "calcaneal-tubercle": msg("Calcaneal tuberosity"),
    "sustentaculum-tali": msg("Sustentaculum tali"),
    "navicular-tuberosity": msg("Navicular tuberosity"),
    "peroneal-tubercle": msg("Peroneal tubercle"),
    "metatarsal-5-base": msg("Base of metatarsal 5"),
}
"""What a hand finds, the first ones those from which one goes on to find others."""
LANDMARKS: Final = tuple(_LANDMARKS)
"""Landmarks in the order in which they matter."""


def landmark_name(landmark: str) -> str:
    """Return what a landmark is called; nothing when it has no name here."""
    known = _LANDMARKS.get(landmark)
    return tr(known) if known else ""


def bone_name(bone: str) -> str:
    """Return what a bone is called; nothing where a name would not help, as on the bones of fingers and toes."""
    if known := _BONES.get(bone):
        return tr(known)
    if _VERTEBRA.fullmatch(bone):
        return bone.upper()
    kind, _, number = bone.partition("-")
    known = _NUMBERED.get(kind)
    return tr(known).format(number=number) if known else ""


def is_numbered(bone: str) -> bool:
    """Whether a bone is one of many alike, such as a rib."""
    return bone not in _BONES


def bone_rank(bone: str) -> int:
    """Return a bone's place among those that are named first: those with a name of their own before numbered ones."""
    return len(_BONES) if is_numbered(bone) else tuple(_BONES).index(bone)
