"""How much a place is pressed: the discomfort aimed at there, and the limit over which to lighten."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bodymap.core.model import Point, Protocol

Band = tuple[int, int]
"""A range of discomfort on the client's 1-10 scale, its lowest and its highest step."""


def band_of(point: Point, protocol: Protocol) -> Band:
    """Return the discomfort aimed at when ``point`` is pressed by ``protocol``.

    The point's own band where the protocol is its own, else the protocol's, never above the point's; and
    nothing above the protocol's limit.
    """
    own = point.pressure.target
    asked = own if protocol.id == point.pressure.protocol else capped(protocol.target, own[1])
    return capped((min(asked), max(asked)), protocol.limit)


def limit_of(point: Point, protocol: Protocol) -> int:
    """Return over which discomfort to lighten: as far above the band as the protocol's limit is above its own.

    A place that is to be pressed lightly has its limit lower too; none is above the protocol's.
    """
    high = band_of(point, protocol)[1]
    return max(high, min(protocol.limit, high + protocol.limit - protocol.target[1]))


def capped(band: Band, top: int) -> Band:
    """Return the band with nothing above ``top``."""
    return min(band[0], top), min(band[1], top)
