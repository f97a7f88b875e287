"""Packs: what a school adds to the atlas, as files of its own, read and merged in this one place.

A pack holds the same kinds of records as ``points.json``. It adds and never changes: what has the id of a
record that is there already is left out, and so is what breaks a rule that keeps a hold safe, above all a
limit above 7 of 10. Whatever is wrong with a pack is told, and never keeps the atlas from opening.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec.structs import asdict, replace

from bodymap.core.finding import AtlasError, Finding, told_once
from bodymap.core.language import tr
from bodymap.core.loading import Loaded, decode_file, read_lists
from bodymap.core.model import Atlas, AtlasFile, MuscleRecord, Pack, PointRecord, Protocol, Record
from bodymap.core.overlay import load_in_language
from bodymap.core.references import without_dangling
from bodymap.core.user_files import pack_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bodymap.core.loading import Lists

R = TypeVar("R", bound=Record)

_OLD_LISTS: Final = frozenset({"version", "sources", "protocols"})
"""What a school's ``protocols.json`` held before there were packs; it goes on being read."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack as its file says it, and what of the file cannot be read."""

    file: str
    pack: Pack
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """What the pack is called where one of its records is shown."""
        return f"{self.pack.name} ({self.file})" if self.pack.name else self.file


def open_atlas(path: Path) -> Loaded:
    """Read the atlas at ``path`` in the language in use, with the packs of this user in their own.

    Each thing unknown to this version is told once.

    Raises ``AtlasError`` for the atlas, as ``load_atlas`` does, and nothing for a pack.
    """
    loaded = load_in_language(path)
    merged = merge(loaded.atlas, read_packs(pack_files()))
    findings = told_once((*loaded.findings, *merged.findings))
    return dataclasses.replace(merged, findings=findings, nearness=loaded.nearness)


def is_pack(path: Path) -> bool:
    """Return whether the file at ``path`` says that it is a pack, or is a school's protocols of old."""
    try:
        lists = read_lists(path)[1]
    except AtlasError:
        return False
    return "pack" in lists or ("protocols" in lists and lists.keys() <= _OLD_LISTS)


def read_packs(paths: Iterable[Path]) -> tuple[PackFile, ...]:
    """Return every pack with what can be read of it. Never raises for what is in a file."""
    return tuple(_read_pack(path) for path in paths)


def _read_pack(path: Path) -> PackFile:
    try:
        lists = read_lists(path)[1]
    except AtlasError as error:
        advice = tr("Correct it, or take it out of its folder.")
        told = replace(error.finding, file=path.name, record="pack", advice=advice)
        return PackFile(path.name, Pack(pack=1), (told,))
    if not _is_known(lists):
        message, advice = tr("this version of bodymap reads packs 1 only"), tr("Write {text}.").format(text='"pack": 1')
        return PackFile(path.name, Pack(pack=1), (Finding(path.name, "pack", "pack", message, advice),))
    lists = {"pack": msgspec.Raw(b"1"), **{name: raw for name, raw in lists.items() if name != "version"}}
    pack, findings = decode_file(lists, Pack, path.name, "pack")
    return PackFile(path.name, pack, tuple(findings))


def _is_known(lists: Lists) -> bool:
    mark = lists.get("pack", lists.get("version") if lists.keys() <= _OLD_LISTS else None)
    return mark is not None and bytes(mark) == b"1"


def merge(atlas: Atlas, packs: Iterable[PackFile]) -> Loaded:
    """Return the atlas with what the packs add, what had to be left out of them, and which record is whose.

    Of two packs with a record of the same id the first one's stays.
    """
    findings: list[Finding] = []
    origins: dict[str, str] = {}
    for pack in packs:
        adding = _Adding(atlas, pack, list(pack.findings))
        atlas = adding.joined()
        findings += adding.findings
        origins |= dict.fromkeys(adding.names & _names(atlas), pack.name)
    return Loaded(atlas, tuple(findings), origins)


def pack_findings(atlas: Atlas, packs: Iterable[PackFile]) -> Iterator[Finding]:
    """Yield all that is wrong with the packs: what merging finds, and what the rules find in their records."""
    from bodymap.core.rules import PACK_RULES, check_atlas

    for pack in packs:
        loaded = merge(atlas, [pack])
        atlas = loaded.atlas
        yield from loaded.findings
        yield from (f for f in check_atlas(atlas, pack.file, PACK_RULES) if f.record in loaded.origins)


@dataclass
class _Adding:
    """One pack on its way into an atlas: the ids that are new with it, and the findings so far."""

    atlas: Atlas
    file: PackFile
    findings: list[Finding]
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken = _names(self.atlas)

    def joined(self) -> Atlas:
        """Return the atlas with what of the pack can be used."""
        pack, atlas = self.file.pack, self.atlas
        muscles: list[MuscleRecord] = list(atlas.muscles)
        for muscle in self.new(pack.muscles):
            muscles.append(msgspec.structs.replace(muscle, points=()))
            self.place(muscle.points, muscle.id, muscles)
        for point in pack.points:
            plain = PointRecord(**{name: one for name, one in asdict(point).items() if name != "muscle"})
            self.place((plain,), point.muscle, muscles)
        together = AtlasFile(
            **{
                **asdict(atlas),
                "sources": (*atlas.sources, *self.new(pack.sources)),
                "protocols": (*atlas.protocols, *(p for p in self.new(pack.protocols) if self.is_sound(p))),
                "conditions": (*atlas.conditions, *self.new(pack.conditions)),
                "cautions": (*atlas.cautions, *self.new(pack.cautions)),
                "muscles": tuple(muscles),
            }
        )
        swept, dangling = without_dangling(together, self.file.file, {f.record for f in self.findings})
        self.findings += dangling
        return self.with_sound_points(swept)

    def new(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Return the records whose ids nothing else has yet, of whatever kind."""
        kept = []
        for record in records:
            name = record.name_in_file
            if name in self.names or name in self.taken:
                message = tr("“{name}” is there already").format(name=name)
                self.report(name, "id", message, tr("It stays as it is: give this one another id."))
            else:
                self.names.add(name)
                kept.append(record)
        return tuple(kept)

    def place(self, points: tuple[PointRecord, ...], muscle_id: str, muscles: list[MuscleRecord]) -> None:
        """Put those of the points into the muscle whose ids and labels are new there."""
        found = next((n for n, muscle in enumerate(muscles) if muscle.id == muscle_id), None)
        if found is None:
            message = tr("there is no “{name}”").format(name=muscle_id)
            for point in points:
                self.report(point.id, "muscle", message, tr("Correct its spelling, or add the muscle."))
            return
        kept = list(muscles[found].points)
        for point in self.new(points):
            other = next((one.id for one in kept if one.label == point.label), None)
            if other is None:
                kept.append(point)
            else:
                message = tr("“{label}” is {point}").format(label=point.label, point=other)
                self.report(point.id, "label", message, tr("Give it a number of its own."))
        muscles[found] = MuscleRecord(**{**asdict(muscles[found]), "points": tuple(kept)})

    def is_sound(self, protocol: Protocol) -> bool:
        """Return whether a hold can be held by this protocol; report what stands against it."""
        alone = msgspec.structs.replace(self.atlas, protocols=(protocol,), muscles=())
        broken = _unsound(alone, self.file.file)
        self.findings += broken
        return not broken

    def with_sound_points(self, atlas: Atlas) -> Atlas:
        """Return the atlas without those points of the pack that no hold may be on."""
        broken = [f for f in _unsound(atlas, self.file.file) if f.record in self.names]
        self.findings += broken
        bad = {finding.record for finding in broken}
        muscles = tuple(
            msgspec.structs.replace(muscle, points=tuple(p for p in muscle.points if p.id not in bad))
            for muscle in atlas.muscles
        )
        return msgspec.structs.replace(atlas, muscles=muscles)

    def report(self, record: str, where: str, message: str, advice: str) -> None:
        self.findings.append(Finding(self.file.file, record, where, message, advice))


def _unsound(atlas: Atlas, file: str) -> list[Finding]:
    """Return what stands against a hold in the records of an atlas."""
    from bodymap.core.rules import SOUND, check_atlas  # most have no pack: not on their way to the atlas

    return [*check_atlas(atlas, file, SOUND)]


def _names(atlas: Atlas) -> frozenset[str]:
    """Return the names of everything in the atlas, whatever its kind."""
    records = (one for value in asdict(atlas).values() if isinstance(value, tuple) for one in value)
    points = (point for muscle in atlas.muscles for point in muscle.points)
    return frozenset(record.name_in_file for record in (*records, *points))
