"""Simulated clients for practice: they feel the student's pressure and answer as a person might.

Pressure is 0 (no contact) to 1 (as hard as a hand can); 0.5 is a firm, ordinary press. A client is one frozen
value; the same seed and the same pressure give the same answers. Nothing here claims to be physiology: the
characters are there to be responded to.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.hold.events import HIGHEST, LOWEST, Event, Less, Referred, Report, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.hold.holding import Sample

Character = Literal["calm", "guarded", "too-much", "recorded"]
CHARACTERS: Final[tuple[Character, ...]] = ("calm", "guarded", "too-much")
ORDINARY: Final = 0.5
"""The pressure at which a recorded client feels what was recorded."""
_BEAT_S: Final = 0.1
"""The client lives in steps of this length, so that the rate of the calls changes nothing."""
_AWAY_S: Final = 2.0
_SPEAKS_EVERY_S: Final = 1.0
_REPEATS_AFTER_S: Final = 5.0
_WINCES_AFTER_S: Final = 1.0
_STOPS_AFTER_LESS: Final = 2
_HYSTERESIS: Final = 0.7
_EVEN_PER_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Temper:
    """How a client feels and answers.

    Attributes:
        sensitivity: discomfort at full pressure, in tens.
        softens_s: time constant of softening under even pressure in seconds; None: does not soften.
        floor: the share of the tenderness that stays.
        guarding: how strongly quick or heavy pressure makes the muscle guard, in steps of the scale.
        tolerance: the discomfort at which the client asks for less.
        refers: the share of the discomfort that is felt as referred pain.

    """

    sensitivity: float
    softens_s: float | None
    floor: float
    guarding: float
    tolerance: float
    refers: float


_TEMPERS: Final[dict[Character, Temper]] = {
    "calm": Temper(sensitivity=1.2, softens_s=10.0, floor=0.45, guarding=0.0, tolerance=7.6, refers=0.5),
    "guarded": Temper(sensitivity=1.0, softens_s=16.0, floor=0.5, guarding=14.0, tolerance=7.2, refers=0.6),
    "too-much": Temper(sensitivity=2.0, softens_s=None, floor=1.0, guarding=4.0, tolerance=6.4, refers=0.8),
    "recorded": Temper(sensitivity=1.0, softens_s=None, floor=1.0, guarding=0.0, tolerance=7.6, refers=0.0),
}


@dataclass(frozen=True, slots=True)
class Client:
    """A simulated client at one moment. Times in seconds, ``felt`` and ``guard`` in steps of the scale."""

    character: Character
    seed: int
    curve: tuple[tuple[float, int], ...] = ()
    now: float | None = None
    t: float = 0.0
    pressure: float = 0.0
    even_s: float = 0.0
    tender: float = 1.0
    guard: float = 0.0
    felt: float = 0.0
    over_s: float = 0.0
    less_said: int = 0
    silent_s: float = 100.0
    named: int | None = None
    named_referred: int | None = None
    gone: bool = False
    """The client has said stop; nothing more is answered."""


def simulated(character: Character, seed: int) -> Client:
    """Return a client of this character; the seed makes each one a little different."""
    return Client(character, seed)


def recorded(samples: Iterable[Sample]) -> Client:
    """Return a client who feels, at ordinary pressure, what these samples of a past hold recorded."""
    curve = tuple((sample.t, sample.discomfort) for sample in samples if sample.discomfort is not None)
    return Client("recorded", 0, curve)


def react(client: Client, pressure: float, now: float) -> tuple[Client, tuple[Event, ...]]:
    """Return the client after feeling ``pressure`` (0-1) until ``now``, and what the client says, as events.

    ``now`` is the clock of the hold, in seconds. Time in which nobody called, as in a pause, is not lived.
    """
    if client.now is None or now - client.now > _AWAY_S:
        return replace(client, now=now), ()
    said: list[Event] = []
    pressure = min(max(pressure, 0.0), 1.0)
    while not client.gone and client.now is not None and now - client.now >= _BEAT_S - 1e-9:
        client = _speak(_feel(client, pressure), said, client.now + _BEAT_S)
    return client, tuple(said)


def _feel(client: Client, pressure: float) -> Client:
    """Return the client one beat later."""
    temper = _TEMPERS[client.character]
    speed = (pressure - client.pressure) / _BEAT_S
    even_s = client.even_s + _BEAT_S if abs(speed) <= _EVEN_PER_S and pressure > 0 else 0.0
    excess = max(speed - _EVEN_PER_S, 0.0) * 0.1 + max(client.felt - temper.tolerance + 0.5, 0.0) * 0.02
    guard = min((client.guard + temper.guarding * excess * _BEAT_S * 10) * math.exp(-_BEAT_S / 6.0), 4.0)
    tender = client.tender
    if temper.softens_s is not None and even_s > 3.0 and guard < 0.5:
        tender = temper.floor + (tender - temper.floor) * math.exp(-_BEAT_S / temper.softens_s)
    felt = _sensitivity(client, temper) * tender * 10 * pressure + (guard if pressure > 0 else 0.0)
    felt = min(max(felt + _drift(client) * min(pressure * 4, 1.0), 0.0), float(HIGHEST))
    return replace(
        client,
        now=(client.now or 0.0) + _BEAT_S,
        t=client.t + _BEAT_S,
        pressure=pressure,
        even_s=even_s,
        tender=tender,
        guard=guard,
        felt=felt,
        over_s=client.over_s + _BEAT_S if felt >= temper.tolerance else 0.0,
        silent_s=client.silent_s + _BEAT_S,
    )


def _sensitivity(client: Client, temper: Temper) -> float:
    if client.character != "recorded":
        return temper.sensitivity
    past = [value for t, value in client.curve if t <= client.t]
    value = past[-1] if past else client.curve[0][1] if client.curve else LOWEST
    return value / 10 / ORDINARY


def _drift(client: Client) -> float:
    """Return a slow unrest of up to 0.3 steps, each seed's own; a recorded client has none."""
    if client.character == "recorded":
        return 0.0
    dice = random.Random(client.seed)  # noqa: S311  no secret
    first, second = dice.uniform(0, math.tau), dice.uniform(0, math.tau)
    return 0.2 * math.sin(client.t / 1.7 + first) + 0.1 * math.sin(client.t / 0.6 + second)


def _speak(client: Client, said: list[Event], now: float) -> Client:
    """Add what the client says at this moment; people name a number when it changes, not all the time."""
    temper = _TEMPERS[client.character]
    if client.over_s >= _WINCES_AFTER_S and (client.less_said == 0 or client.silent_s >= _REPEATS_AFTER_S):
        if client.less_said >= _STOPS_AFTER_LESS:
            said.append(Stop(now))
            return replace(client, gone=True)
        number = _number(client.felt)
        said += [Report(now, number), Less(now)]
        return replace(client, less_said=client.less_said + 1, silent_s=0.0, named=number)
    if client.felt < temper.tolerance - 1.0 and client.less_said:
        client = replace(client, less_said=0)
    if client.silent_s < _SPEAKS_EVERY_S or not _changed(client):
        return client
    number = _number(client.felt)
    said.append(Report(now, number))
    referred = number - 2 if client.tender * temper.refers > 0.25 and number > 3 else None
    if referred != client.named_referred:
        said.append(Referred(now, referred))
    return replace(client, silent_s=0.0, named=number, named_referred=referred)


def _changed(client: Client) -> bool:
    if client.named is None:
        return client.felt >= LOWEST + 0.5
    return abs(client.felt - client.named) >= _HYSTERESIS


def _number(felt: float) -> int:
    return min(max(round(felt), LOWEST), HIGHEST)
