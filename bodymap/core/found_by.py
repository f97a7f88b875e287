"""Which landmarks a record finds its point by: read from its own words, so that nothing has to be said twice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MOST: Final = 5
"""Landmarks of a point that are shown."""

SPOKEN: Final[dict[str, str]] = {
    "zygomatic-arch-mid": r"cheekbone|zygomatic arch|jochbogen",
    "tmj": r"jaw joint|in front of the joint|the joint and the notch|kiefergelenk",
    "jaw-angle": r"jaw angle|angle of the jaw|kieferwinkel",
    "mastoid-tip": r"mastoid|warzenfortsatz",
    "inion": r"occipital protuberance|\binion\b|hinterhaupth(?:ö|oe)cker",
    "jugular-notch": r"breastbone|sternoclavicular|drosselgrube",
    "c2-spinous": r"\bC2\b",
    "c7-spinous": r"\bC7\b",
    "t3-spinous": r"\bT3\b|\bTh3\b",
    "t12-spinous": r"\bT12\b|\bTh12\b",
    "l4-spinous": r"\bL4\b",
    "acromion-tip": r"acromion|akromion",
    "coracoid-process": r"coracoid|rabenschnabel",
    "scapula-spine-root": (
        r"root of the (?:(?:shoulder-blade|scapular) )?spine|inner end (?:\(root\) )?of the shoulder-blade spine"
        r"|wurzel der (?:schulter)?gräte"
    ),
    "scapula-spine-mid": r"above the shoulder-blade spine|the bony spine|schultergräte",
    "scapula-superior-angle": r"superior angle|upper inner (?:corner of the shoulder blade|angle)|oberen? winkel",
    "scapula-inferior-angle": r"inferior angle|lower tip|unteren? winkel",
    "lateral-epicondyle": r"lateral epicondyle|äußeren? epikondylus",
    "medial-epicondyle": r"medial epicondyle|from the epicondyle|inneren? epikondylus",
    "radial-head": r"head of the radius|radius just below its head|speichenkopf",
    "rib-12-tip": r"twelfth rib|zwölften? rippe",
    "iliac-crest-top": r"iliac crest|along the crest|highest point of the crest|beckenkamm",
    "iliac-crest-tubercle": r"to the tubercle",
    "asis": r"\bASIS\b|\bSIAS\b",
    "psis": r"\bPSIS\b|\bSIPS\b",
    "coccyx": r"tailbone|coccyx|steißbein",
    "ischial-tuberosity": r"ischial tuberosity|sitzbein",
    "greater-trochanter": r"trochanter|rollhügel",
    "fibular-head": r"fibular head|wadenbeinköpfchen",
    "calcaneus-back": r"above the heel|to the heel|ferse",
    "calcaneal-tubercle": r"heel bone on the sole",
}
"""How prose names a landmark, in the languages that there are."""
_PATTERNS: Final = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in SPOKEN.items()}


@lru_cache(maxsize=512)
def mentioned(prose: str) -> tuple[str, ...]:
    """Return the landmarks that a text names, in the order in which it does; the first few."""
    found = [(match.start(), name) for name, pattern in _PATTERNS.items() if (match := pattern.search(prose))]
    return tuple(name for _, name in sorted(found))[:MOST]
