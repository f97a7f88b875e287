"""How much a place is pressed: how long, at which discomfort, and over which to lighten.

The place decides, not the way of pressing: its limit is one, and nothing holds it longer than its record allows.
A place that is not pressed from outside has no dose: ``pressure_at`` raises, and no way of pressing suits it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from bodymap.core.model import Point, Pressure, Protocol

Band = tuple[int, int]
"""A range of discomfort on the client's 1-10 scale, its lowest and its highest step."""
Span = tuple[float, float]


class PlaceDose(Struct, frozen=True):
    """What a way of pressing comes to at a place: the hold in seconds, and the discomfort aimed at."""

    hold: Span
    band: Band


def pressure_at(point: Point) -> Pressure:
    """Return how to press a point. Raises ``ValueError`` for one that is not pressed."""
    if point.pressure is None:
        raise ValueError(f"{point.id} is not pressed")
    return point.pressure


def dose_at(point: Point, protocol: Protocol) -> PlaceDose | None:
    """Return what ``protocol`` comes to at ``point``, or nothing where it does not suit the place.

    The point's own hold and band where the protocol is its own or one of its ways. Any other suits if it can be as
    short as the place asks: it is cut at the longest hold and at the band of the place.
    """
    pressure = point.pressure
    if pressure is None:
        return None
    top = min(limit_of(point), protocol.limit)
    if protocol.id == pressure.protocol:
        return PlaceDose(_ordered(pressure.hold), capped(pressure.target, top))
    for way in pressure.ways:
        if way.protocol == protocol.id:
            return PlaceDose(_ordered(way.hold), capped(way.target, top))
    longest = longest_of(point)
    if min(protocol.hold) > longest:
        return None
    hold = (min(protocol.hold), min(max(protocol.hold), longest))
    return PlaceDose(hold, capped(protocol.target, min(top, max(pressure.target))))


def limit_of(point: Point) -> int:
    """Return over which discomfort to lighten at this place, in whatever way it is pressed."""
    pressure = pressure_at(point)
    return max(pressure.target) if pressure.limit is None else pressure.limit


def longest_of(point: Point) -> float:
    """Return the longest hold in seconds that the record of the place allows in any way."""
    pressure = pressure_at(point)
    return max(*pressure.hold, *(max(way.hold) for way in pressure.ways))


def capped(band: Band, top: int) -> Band:
    """Return the band in order, with nothing above ``top``."""
    return min(*band, top), min(max(band), top)


def _ordered(span: Span) -> Span:
    return min(span), max(span)
