"""Finds what a record mentions that does not exist, and what stands twice, and takes it out.

Sources, regions and conditions that do not exist are taken out of the record that mentions them. A muscle
without its group or a point without its protocol cannot be shown and is left out whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.model import Atlas, Cited, Muscle, Point, Record, Region

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", bound=Record)


def without_dangling(atlas: Atlas, file: str, damaged: Iterable[str] = ()) -> tuple[Atlas, tuple[Finding, ...]]:
    """Return the atlas with every mention resolved and every id once, and a finding for each change.

    ``damaged`` names records of the file that could not be read: who mentions one has spelt it rightly.
    """
    sweep = _Sweep(file, frozenset(damaged))
    groups = sweep.unique(atlas.groups, "id")
    regions = sweep.unique(atlas.regions, "code")
    sources = sweep.unique(atlas.sources, "id")
    sweep.regions = frozenset(r.code for r in regions)
    sweep.sources = frozenset(s.id for s in sources)
    sweep.groups = frozenset(g.id for g in groups)
    regions = tuple(sweep.region(r) for r in regions)
    protocols = tuple(sweep.cited(p, p.id) for p in sweep.unique(atlas.protocols, "id"))
    conditions = tuple(sweep.cited(c, c.id) for c in sweep.unique(atlas.conditions, "id"))
    sweep.protocols = frozenset(p.id for p in protocols)
    sweep.conditions = frozenset(c.id for c in conditions)
    advice = tuple(sweep.cited(a, a.id) for a in sweep.unique(atlas.advice, "id"))
    whole = Atlas(
        version=atlas.version,
        groups=groups,
        regions=regions,
        sources=sources,
        scale=sweep.unique(atlas.scale, "value"),
        protocols=protocols,
        advice=advice,
        conditions=conditions,
        muscles=sweep.muscles(atlas.muscles),
    )
    return whole, tuple(sweep.findings)


@dataclass
class _Sweep:
    """One pass over an atlas: the ids that exist, and the findings so far."""

    file: str
    damaged: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    groups: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    protocols: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()

    def report(self, record: str, where: str, message: str, advice: str) -> None:
        self.findings.append(Finding(self.file, record, where, message, advice))

    def unique(self, records: tuple[R, ...], key: str, seen: set[str] | None = None) -> tuple[R, ...]:
        """Return the records without those whose ``key`` an earlier one has."""
        seen = set() if seen is None else seen
        kept = []
        for record in records:
            name = str(getattr(record, key))
            if name in seen:
                self.report(
                    name,
                    key,
                    tr("“{name}” stands twice").format(name=name),
                    tr("Give the second one a name of its own."),
                )
                continue
            seen.add(name)
            kept.append(record)
        return tuple(kept)

    def known(self, ids: tuple[str, ...], known: frozenset[str], record: str, where: str) -> tuple[str, ...]:
        """Return those of ``ids`` that exist."""
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
        if region.parent is None or region.parent in self.regions:
            return region
        self.unknown(region.parent, region.code, "parent")
        return msgspec.structs.replace(region, parent=None)

    def cited(self, record: R, name: str, path: str = "") -> R:
        """Return the record, all blocks inside it included, citing only sources that exist."""
        changes: dict[str, object] = {}
        for key in record.__struct_fields__:
            value = getattr(record, key)
            where = f"{path}{key}"
            if isinstance(value, Record):
                new: object = self.cited(value, name, f"{where}.")
            elif _holds(value, Cited):
                self.known(tuple(c.source for c in value), self.sources, name, where)
                new = tuple(c for c in value if c.source in self.sources)
            elif _holds(value, Record) and not _holds(value, Point):
                new = tuple(self.cited(v, name, f"{where}[{n}].") for n, v in enumerate(value))
            else:
                continue
            if new != value:
                changes[key] = new
        return msgspec.structs.replace(record, **changes) if changes else record

    def muscles(self, muscles: tuple[Muscle, ...]) -> tuple[Muscle, ...]:
        kept = []
        seen: set[str] = set()
        for muscle in self.unique(muscles, "id"):
            if muscle.group not in self.groups:
                self.unknown(muscle.group, muscle.id, "group")
                continue
            swept = (self.point(p) for p in self.unique(muscle.points, "id", seen))
            points = tuple(p for p in swept if p is not None)
            kept.append(msgspec.structs.replace(self.cited(muscle, muscle.id), points=points))
        return tuple(kept)

    def point(self, point: Point) -> Point | None:
        """Return the point with what it mentions resolved, or nothing when its protocol does not exist."""
        if point.pressure.protocol not in self.protocols:
            self.unknown(point.pressure.protocol, point.id, "pressure.protocol")
            return None
        point = self.cited(point, point.id)
        referral = msgspec.structs.replace(
            point.referral,
            essential=self.known(point.referral.essential, self.regions, point.id, "referral.essential"),
            spillover=self.known(point.referral.spillover, self.regions, point.id, "referral.spillover"),
        )
        conditions = self.known(point.conditions, self.conditions, point.id, "conditions")
        return msgspec.structs.replace(point, referral=referral, conditions=conditions)


def _holds(value: object, kind: type[Record]) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], kind)
