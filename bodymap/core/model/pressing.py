"""How a point is pressed: ways of pressing, the scale of discomfort, and what both come to at a point."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from bodymap.core.model.base import Cited, Discomfort, Id, Record, Seconds, Text

Tool = Literal["fingertip", "fingers", "thumb", "thumbs", "knuckles", "pincer grip", "elbow", "forearm", "flat hand"]

Unpressable = Literal["out of reach", "not safe"]
"""Why a point is not pressed: no hand gets there from outside, or none should."""


class Phase(Record, frozen=True):
    """One step of a protocol: what the hand does, at which discomfort, for how long."""

    name: Literal["find", "sink", "hold", "ease", "deepen", "release", "rest"]
    says: Text
    target: tuple[Discomfort, Discomfort] | None = None
    seconds: tuple[Seconds, Seconds] | None = None
    after: Seconds | None = None
    """For "ease" in a protocol that does not deepen: it comes when so much holding softened nothing."""


class Protocol(Record, frozen=True):
    """A way of pressing, from the sources the project grew from. ``hold`` is one hold's range in seconds."""

    id: Id
    name: Text
    summary: Text
    client: Text
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    limit: Discomfort
    rounds: Annotated[int, Meta(ge=1, le=10)]
    phases: tuple[Phase, ...]
    stop_rules: tuple[Text, ...]
    sources: tuple[Cited, ...]
    hold_is: Literal["each round", "whole contact"] = "each round"
    """Whether ``hold`` is the time of each round, or of the whole contact over all rounds, sinking in included."""
    aliases: tuple[Text, ...] = ()
    """Other names by which it is searched."""


class ScaleStep(Record, frozen=True):
    """One step of the discomfort scale in a client's words."""

    value: Discomfort
    says: Text


class Way(Record, frozen=True):
    """Another protocol that suits a point, with the hold in seconds and the discomfort that it has there."""

    protocol: Id
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    sources: tuple[Cited, ...]


class Pressure(Record, frozen=True):
    """How to press this point. ``hold`` in seconds, ``target`` on the 1-10 discomfort scale."""

    tools: tuple[Tool, ...]
    direction: Text
    depth: Text
    protocol: Id
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    different: Text
    """What makes pressing here different from pressing elsewhere."""
    sources: tuple[Cited, ...]
    limit: Discomfort | None = None
    """Over which discomfort to lighten, in whatever way it is pressed. Without it, over the highest aimed at."""
    ways: tuple[Way, ...] = ()
    """Longer ways than ``protocol`` that suit this place. What is no longer than the longest hold suits in any case."""


class Unpressed(Record, frozen=True):
    """That a point is not pressed from outside, and what is done instead. It has no dose, and no hold is on it."""

    because: Unpressable
    why: Text
    instead: Text
    client: Text
    """What the client is told: why nobody presses there, and what is done instead."""
    sources: tuple[Cited, ...]
