"""Which points lie in a cautionary site or beside one: measured on the figures by the workshop, read from its file.

``beside.json`` stands beside the atlas that it was measured for. Without it, or where it cannot be read, nothing is
said of sites at a point: what a point itself warns of is in its record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_BYTES = 1_000_000


class Near(msgspec.Struct, frozen=True):
    """A site near a point: its id, and how far its edge is from the point in centimetres, 0 inside."""

    site: str
    cm: float


class _File(msgspec.Struct, frozen=True):
    version: int
    points: dict[str, dict[str, float]]


def read_nearness(points: Path) -> Mapping[str, tuple[Near, ...]]:
    """Return the sites near each point of the atlas at ``points``, nearest first. Never raises."""
    path = points.with_name("beside.json")
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
        file = msgspec.json.decode(data, type=_File)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {
        point_id: tuple(Near(site, cm) for site, cm in sorted(sites.items(), key=lambda one: one[1]))
        for point_id, sites in file.points.items()
    }
