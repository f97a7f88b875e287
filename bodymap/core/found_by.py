"""Which landmarks the English words of a record name: what it lists (``Find.by``) is held against them by a rule."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MOST: Final = 5
"""Landmarks of a point that are listed and shown."""

SPOKEN: Final[dict[str, str]] = {
    "zygomatic-arch-mid": r"cheekbone|zygomatic arch",
    "tmj": r"jaw joint|in front of the joint|the joint and the notch",
    "jaw-angle": r"jaw angle|angle of the jaw",
    "mastoid-tip": r"\bmastoid",
    "inion": r"occipital protuberance|\binion\b",
    "jugular-notch": r"jugular notch|between breastbone|sternoclavicular",
    "sternal-angle": r"sternal angle",
    "xiphoid": r"xiphoid|lower end of the breastbone",
    "c2-spinous": r"\bC2\b",
    "c7-spinous": r"\bC7\b",
    "t3-spinous": r"\bT3\b",
    "t12-spinous": r"\bT12\b",
    "l4-spinous": r"\bL4\b",
    "acromion-tip": r"acromion",
    "coracoid-process": r"coracoid",
    "scapula-spine-root": (
        r"root of the (?:(?:shoulder-blade|scapular) )?spine|inner end (?:\(root\) )?of the shoulder-blade spine"
    ),
    "scapula-spine-mid": r"above the shoulder-blade spine|the bony spine",
    "scapula-superior-angle": r"superior angle|upper inner (?:corner of the shoulder blade|angle)",
    "scapula-inferior-angle": r"inferior angle|lower tip",
    "lateral-epicondyle": r"lateral epicondyle",
    "medial-epicondyle": r"medial epicondyle|from the epicondyle",
    "radial-head": r"head of the radius|radius just below its head",
    "rib-12-tip": r"twelfth rib",
    "iliac-crest-top": r"iliac crest|along the crest|highest point of the crest",
    "iliac-crest-tubercle": r"to the tubercle",
    "asis": r"\bASIS\b",
    "psis": r"\bPSIS\b",
    "coccyx": r"tailbone|coccyx",
    "ischial-tuberosity": r"ischial tuberosity",
    "pubic-tubercle": r"pubic tubercle",
    "greater-trochanter": r"trochanter",
    "fibular-head": r"fibular head",
    "calcaneus-back": r"above the heel|to the heel",
    "calcaneal-tubercle": r"heel bone on the sole",
}
"""How the atlas's prose names a landmark."""
_PATTERNS: Final = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in SPOKEN.items()}


@lru_cache(maxsize=512)
def mentioned(prose: str) -> tuple[str, ...]:
    """Return the landmarks that a text names, in the order in which it does; the first few."""
    found = [(match.start(), name) for name, pattern in _PATTERNS.items() if (match := pattern.search(prose))]
    return tuple(name for _, name in sorted(found))[:MOST]
