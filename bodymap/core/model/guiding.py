"""What the program says around a hold: advice, cues, endings and explanations, in both voices."""

from __future__ import annotations

from typing import Literal

from bodymap.core.model.base import Cited, Id, Record, Text

Told = Literal["explained", "reported", "found", "unknown"]
"""How a statement is known: an explanation that is taught; what practitioners or clients report; what studies found;
or that nobody knows. A sentence is one of them, never two."""
Picture = Literal["knot", "blood", "cycle", "opiates"]
"""A drawing in ``resources/why``."""


class Voiced(Record, frozen=True):
    """The same thing said to a clinician and to a client."""

    clinician: Text
    client: Text


class Advice(Record, frozen=True):
    """A titled piece of general guidance (breathing, after-care, why it helps ...) in both voices."""

    id: Id
    title: Text
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]
    brief: Voiced | None = None
    """The same in a sentence or two, for where there is little room."""
    listed: bool = True
    """Whether it stands in the list of general guidance; otherwise it is said at its own place alone."""


class Cue(Record, frozen=True):
    """What a guided hold says at one moment. ``title`` is for large type; ``{seconds}`` is filled in."""

    id: Id
    """``cue-`` and the moment's name in the hold."""
    title: Text
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """The moment's name in the hold."""
        return self.id.removeprefix("cue-")


class Ending(Record, frozen=True):
    """Why a guided hold ended, for its summary."""

    id: Id
    """``end-`` and the reason's name in the hold."""
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """The reason's name in the hold."""
        return self.id.removeprefix("end-")


class Label(Record, frozen=True):
    """A word in a picture, centred at a place of the drawing, in the drawing's own units."""

    x: float
    y: float
    word: Text


class Explanation(Record, frozen=True):
    """A sentence of the page "Why it may help", with a picture or without. ``told`` says how it is known."""

    id: Id
    told: Told
    title: Voiced
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]
    picture: Picture | None = None
    labels: tuple[Label, ...] = ()
