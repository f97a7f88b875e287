"""Places of the body and what is felt there: regions, groups of muscles, complaints."""

from __future__ import annotations

from typing import Literal

from bodymap.core.model.base import Cited, Icd10, Id, Record, RegionCode, Text


class Region(Record, frozen=True):
    """A named place of the skin. ``client`` is the same place in a client's own words; ``group`` lists it."""

    code: RegionCode
    label: Text
    client: Text
    views: tuple[Literal["front", "back", "lateral", "medial", "plantar", "dorsal"], ...]
    parent: RegionCode | None = None
    group: Id | None = None


class RegionGroup(Record, frozen=True):
    """One of the large parts by which muscles and places are listed, such as "Head and neck"."""

    id: Id
    name: Text


class Condition(Record, frozen=True):
    """A complaint that a client names. One entry a complaint; other names for it are ``aliases``."""

    id: Id
    name: Text
    aliases: tuple[Text, ...]
    plain: Text
    """One sentence in plain words."""
    red_flags: tuple[Text, ...]
    """Signs that mean: stop, and refer to a physician."""
    sources: tuple[Cited, ...]
    places: tuple[RegionCode, ...] = ()
    """Where the complaint is felt. A point whose zones touch one of them goes with it by that alone."""
    icd10: tuple[Icd10, ...] = ()
    """What it is filed under in the ICD-10, the nearest first. A code is no diagnosis."""


class Site(Record, frozen=True):
    """A place of the body over something that must not be pressed; the drawings have its outline under the same id."""

    id: Id
    name: Text
    client_name: Text
    risk: Text
    """What lies there, and what could happen to it."""
    instead: Text
    sources: tuple[Cited, ...]


class Alternative(Record, frozen=True):
    """What else pain in these places may be: something that must be seen to first, or what hurts there as well."""

    id: Id
    kind: Literal["red flag", "look-alike"]
    name: Text
    usual: tuple[RegionCode, ...]
    """Where it is mostly felt."""
    clinician: Text
    """Of a red flag what goes with it and what to do; of a look-alike what would tell it apart."""
    client: Text
    sources: tuple[Cited, ...]
    wider: tuple[RegionCode, ...] = ()
    """Where it is felt as well, or less often."""
    side: Literal["right", "left"] | None = None
    """The patient's side, where it is felt on one alone."""
    areas: tuple[Id, ...] = ()
    """The skin areas of the roots or nerves that it is of."""


class SkinArea(Record, frozen=True):
    """The skin of a nerve root or of a single nerve; the tables of the workshop say where under the same id."""

    id: Id
    kind: Literal["root", "nerve"]
    short: Text
    """What stands on the body."""
    name: Text
    usual: tuple[RegionCode, ...]
    """Where its core lies, where the sources agree."""
    says: Text
    """What is drawn, and where the sources disagree."""
    sources: tuple[Cited, ...]
    wider: tuple[RegionCode, ...] = ()
    """Where one of the sources puts it as well, or a neighbour overlaps."""
