"""Finds what a record mentions that does not exist, and what stands twice, and takes it out.

Sources, regions and conditions that do not exist are taken out of the record that mentions them. A muscle
without its group or a point without its protocol or one of its cautions cannot be shown and is left out whole.
The id of a shared caution becomes the caution itself: who reads a point finds all that is said of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import asdict

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.model import (
    NAMES,
    Alternative,
    Atlas,
    AtlasFile,
    Caution,
    Cited,
    Condition,
    Muscle,
    MuscleRecord,
    Point,
    PointRecord,
    Record,
    Region,
    SharedCaution,
    SkinArea,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", bound=Record)


def without_dangling(atlas: AtlasFile, file: str, damaged: Iterable[str] = ()) -> tuple[Atlas, tuple[Finding, ...]]:
    """Return the atlas with every mention resolved and every id once, and a finding for each change.

    ``damaged`` names records of the file that could not be read: who mentions one has spelt it rightly.
    """
    sweep = _Sweep(file, frozenset(damaged))
    fields = asdict(atlas)
    lists = {name: sweep.unique(value) for name, value in fields.items() if isinstance(value, tuple)}
    sweep.ids = {name: frozenset(one.name_in_file for one in records) for name, records in lists.items()}
    muscles = lists.pop("muscles")
    sweep.ids["links"] = sweep.ids["muscles"].union(point.id for muscle in muscles for point in muscle.points)
    lists["regions"] = tuple(sweep.region(r) for r in lists["regions"])
    lists["conditions"] = tuple(sweep.condition(c) for c in lists["conditions"])
    lists["alternatives"] = tuple(sweep.alternative(a) for a in lists["alternatives"])
    lists["areas"] = tuple(sweep.area(a) for a in lists["areas"])
    lists = {name: tuple(sweep.cited(r, r.name_in_file) for r in records) for name, records in lists.items()}
    sweep.cautions = {c.id: c for c in lists["cautions"]}
    return Atlas(**{**fields, **lists, "muscles": sweep.muscles(muscles)}), tuple(sweep.findings)


@dataclass
class _Sweep:
    """One pass over an atlas: the ids that exist in each list, the shared cautions, and the findings so far."""

    file: str
    damaged: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    cautions: dict[str, SharedCaution] = field(default_factory=dict)

    def report(self, record: str, where: str, message: str, advice: str) -> None:
        self.findings.append(Finding(self.file, record, where, message, advice))

    def unique(self, records: tuple[R, ...], seen: set[str] | None = None) -> tuple[R, ...]:
        """Return the records without those whose name an earlier one has."""
        seen = set() if seen is None else seen
        kept = []
        for record in records:
            name = record.name_in_file
            if name in seen:
                key = next(one for one in NAMES if hasattr(record, one))
                said = tr("“{name}” stands twice").format(name=name)
                self.report(name, key, said, tr("Give the second one a name of its own."))
                continue
            seen.add(name)
            kept.append(record)
        return tuple(kept)

    def known(self, ids: tuple[str, ...], kind: str, record: str, where: str) -> tuple[str, ...]:
        """Return those of ``ids`` that exist in the list ``kind``."""
        known = self.ids[kind]
        if known.issuperset(ids):
            return ids
        for n, one in enumerate(ids):
            if one not in known:
                self.unknown(one, record, f"{where}[{n}]")
        return tuple(one for one in ids if one in known)

    def unknown(self, name: str, record: str, where: str) -> None:
        if name in self.damaged:
            self.report(
                record, where, tr("“{name}” cannot be read").format(name=name), tr("Correct that record first.")
            )
        else:
            self.report(
                record,
                where,
                tr("there is no “{name}”").format(name=name),
                tr("Correct its spelling, or add a record for it."),
            )

    def region(self, region: Region) -> Region:
        for where, lists in (("parent", "regions"), ("group", "groups")):
            name = getattr(region, where)
            if name is not None and name not in self.ids[lists]:
                self.unknown(name, region.code, where)
                region = msgspec.structs.replace(region, **{where: None})
        return region

    def condition(self, condition: Condition) -> Condition:
        places = self.known(condition.places, "regions", condition.id, "places")
        return msgspec.structs.replace(condition, places=places)

    def alternative(self, one: Alternative) -> Alternative:
        usual = self.known(one.usual, "regions", one.id, "usual")
        areas = self.known(one.areas, "areas", one.id, "areas")
        wider = self.known(one.wider, "regions", one.id, "wider")
        return msgspec.structs.replace(one, usual=usual, wider=wider, areas=areas)

    def area(self, one: SkinArea) -> SkinArea:
        usual = self.known(one.usual, "regions", one.id, "usual")
        return msgspec.structs.replace(one, usual=usual, wider=self.known(one.wider, "regions", one.id, "wider"))

    def cited(self, record: R, name: str, path: str = "") -> R:
        """Return the record, all blocks inside it included, citing only sources that exist."""
        changes: dict[str, object] = {}
        for key in record.__struct_fields__:
            value = getattr(record, key)
            if not value or isinstance(value, str) or (isinstance(value, tuple) and isinstance(value[0], str)):
                continue  # as most are: bare words
            where = f"{path}{key}"
            if isinstance(value, Record):
                new: object = self.cited(value, name, f"{where}.")
            elif _holds(value, Cited):
                known = self.known(tuple(c.source for c in value), "sources", name, where)
                new = value if len(known) == len(value) else tuple(c for c in value if c.source in known)
            elif _holds(value, Record) and not _holds(value, PointRecord):
                swept = tuple(self.cited(v, name, f"{where}[{n}].") for n, v in enumerate(value))
                new = value if all(a is b for a, b in zip(swept, value, strict=True)) else swept
            else:
                continue
            if new is not value:
                changes[key] = new
        return msgspec.structs.replace(record, **changes) if changes else record

    def muscles(self, muscles: tuple[MuscleRecord, ...]) -> tuple[Muscle, ...]:
        kept = []
        seen: set[str] = set()
        for muscle in muscles:
            if muscle.group not in self.ids["groups"]:
                self.unknown(muscle.group, muscle.id, "group")
                continue
            swept = (self.point(p) for p in self.unique(muscle.points, seen))
            points = tuple(p for p in swept if p is not None)
            kept.append(Muscle(**{**asdict(self.cited(muscle, muscle.id)), "points": points}))
        return tuple(kept)

    def point(self, record: PointRecord) -> Point | None:
        """Return the point with what it mentions resolved, or nothing where it cannot be shown."""
        cautions = self.cautions_of(record)
        if cautions is None or not self.is_told_how(record):
            return None
        point = self.cited(Point(**{**asdict(record), "cautions": cautions}), record.id)
        referral = msgspec.structs.replace(
            point.referral,
            essential=self.known(point.referral.essential, "regions", point.id, "referral.essential"),
            spillover=self.known(point.referral.spillover, "regions", point.id, "referral.spillover"),
            elsewhere=self.naming(point.referral.elsewhere, "region", "regions", point.id, "referral.elsewhere"),
        )
        pressure = point.pressure
        if pressure is not None:
            ways = self.naming(pressure.ways, "protocol", "protocols", point.id, "pressure.ways")
            pressure = msgspec.structs.replace(pressure, ways=ways)
        return msgspec.structs.replace(
            point,
            referral=referral,
            pressure=pressure,
            conditions=self.known(point.conditions, "conditions", point.id, "conditions"),
            associations=self.naming(point.associations, "condition", "conditions", point.id, "associations"),
            next=self.naming(point.next, "to", "links", point.id, "next"),
        )

    def is_told_how(self, record: PointRecord) -> bool:
        """Return whether a point says how it is pressed or that it is not; report what stands against it."""
        pressure = record.pressure
        if (pressure is None) == (record.unpressed is None):
            message = tr("says neither how it is pressed nor why not, or both")
            self.report(record.id, "unpressed", message, tr("Write one of “pressure” and “unpressed”."))
            return False
        if pressure is not None and pressure.protocol not in self.ids["protocols"]:
            self.unknown(pressure.protocol, record.id, "pressure.protocol")
            return False
        return True

    def naming(self, records: tuple[R, ...], key: str, kind: str, name: str, where: str) -> tuple[R, ...]:
        """Return those of ``records`` whose field ``key`` names something that exists in the list ``kind``."""
        known = self.known(tuple(getattr(one, key) for one in records), kind, name, where)
        return tuple(one for one in records if getattr(one, key) in known)

    def cautions_of(self, record: PointRecord) -> tuple[Caution, ...] | None:
        """Return every caution that is said of a point, or nothing when one of them does not exist."""
        found: list[Caution] = []
        for n, one in enumerate(record.cautions):
            name = one.id if isinstance(one, SharedCaution) else one
            if not isinstance(name, str):
                found.append(name)
            elif name in self.cautions:
                found.append(self.cautions[name])
            else:
                self.unknown(name, record.id, f"cautions[{n}]")
        return tuple(found) if len(found) == len(record.cautions) else None


def _holds(value: object, kind: type[Record]) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], kind)
