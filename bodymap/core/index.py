"""Looks records of the atlas up by id, and answers which points go with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeVar

from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bodymap.core.model import (
        Advice,
        Atlas,
        Condition,
        Cue,
        Ending,
        Link,
        Muscle,
        Point,
        Protocol,
        Region,
        RegionGroup,
        Site,
        Source,
    )
    from bodymap.core.nearness import Near

T = TypeVar("T")
Grade = Literal["core", "also", "rare"]
"""How closely a point goes with a complaint."""
GRADES: Final[tuple[Grade, ...]] = ("core", "also", "rare")


_UNKNOWN: Final[dict[str, str]] = {
    "group": msg("There is no group “{name}”."),
    "region": msg("There is no region “{name}”."),
    "source": msg("There is no source “{name}”."),
    "protocol": msg("There is no protocol “{name}”."),
    "advice": msg("There is no advice “{name}”."),
    "condition": msg("There is no condition “{name}”."),
    "muscle": msg("There is no muscle “{name}”."),
    "point": msg("There is no point “{name}”."),
}


class UnknownIdError(KeyError):
    """No record has this id; ``nearest`` holds the ids most like it, best first."""

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name)
        self.kind = kind
        self.name = name
        self.nearest = nearest

    def __str__(self) -> str:
        """Return a sentence that offers the nearest names."""
        says = tr(_UNKNOWN[self.kind]).format(name=self.name)
        return f"{says} {offer_text(self.nearest)}" if self.nearest else says


def offer_text(names: Iterable[str]) -> str:
    """Return a sentence that offers these names in place of one that does not exist."""
    return tr("Nearest: {names}.").format(names=", ".join(names))


def nearest_names(name: str, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` of ``names`` that resemble ``name``, best first; none when none does."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        name, list(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=count, score_cutoff=50
    )
    return tuple(match for match, _score, _place in found)


class AtlasIndex:
    """The atlas by id. A lookup of an id that does not exist raises ``UnknownIdError``, unless it says otherwise.

    ``origins`` names the pack of each record that comes from one, ``nearness`` the cautionary sites near each point.

    Attributes:
        atlas: the atlas itself.
        points: every point, in the order of the atlas.

    """

    def __init__(
        self,
        atlas: Atlas,
        origins: Mapping[str, str] | None = None,
        nearness: Mapping[str, tuple[Near, ...]] | None = None,
    ) -> None:
        self.atlas = atlas
        self._nearness = nearness or {}
        self._sites = {site.id: site for site in atlas.sites}
        self._origins = origins or {}
        self.points: tuple[Point, ...] = tuple(p for m in atlas.muscles for p in m.points)
        self._groups = {g.id: g for g in atlas.groups}
        self._regions = {r.code: r for r in atlas.regions}
        self._sources = {s.id: s for s in atlas.sources}
        self._protocols = {p.id: p for p in atlas.protocols}
        self._advice = {a.id: a for a in atlas.advice}
        self._cues = {c.key: c for c in atlas.cues}
        self._endings = {e.key: e for e in atlas.endings}
        self._conditions = {c.id: c for c in atlas.conditions}
        self._muscles = {m.id: m for m in atlas.muscles}
        self._points = {p.id: p for p in self.points}
        self._muscle_of = {p.id: m for m in atlas.muscles for p in m.points}
        self._by_condition = _grouped((c, p) for p in self.points for c in p.conditions)
        self._essential = _grouped((r, p) for p in self.points for r in p.referral.essential)
        self._spillover = _grouped((r, p) for p in self.points for r in p.referral.spillover)

    def group(self, group_id: str) -> RegionGroup:
        """Return one of the large parts by which muscles are listed."""
        return _lookup(self._groups, "group", group_id)

    def region(self, code: str) -> Region:
        """Return the region with this code."""
        return _lookup(self._regions, "region", code)

    def source(self, source_id: str) -> Source:
        """Return the source with this id."""
        return _lookup(self._sources, "source", source_id)

    def protocol(self, protocol_id: str) -> Protocol:
        """Return the protocol with this id."""
        return _lookup(self._protocols, "protocol", protocol_id)

    def advice(self, advice_id: str) -> Advice:
        """Return the advice with this id."""
        return _lookup(self._advice, "advice", advice_id)

    def known_advice(self, advice_id: str) -> Advice | None:
        """Return the advice with this id, or nothing where the atlas has none: its place stays empty."""
        return self._advice.get(advice_id)

    def cue(self, key: str) -> Cue | None:
        """Return what a hold says at this moment, or nothing where the atlas has no words: a hold goes on."""
        return self._cues.get(key)

    def ending(self, key: str) -> Ending | None:
        """Return what is said of a hold that ended for this reason, or nothing where the atlas has no words."""
        return self._endings.get(key)

    def condition(self, condition_id: str) -> Condition:
        """Return the condition with this id."""
        return _lookup(self._conditions, "condition", condition_id)

    def muscle(self, muscle_id: str) -> Muscle:
        """Return the muscle with this id."""
        return _lookup(self._muscles, "muscle", muscle_id)

    def point(self, point_id: str) -> Point:
        """Return the point with this id."""
        return _lookup(self._points, "point", point_id)

    def muscle_of(self, point_id: str) -> Muscle:
        """Return the muscle that the point with this id lies in."""
        return _lookup(self._muscle_of, "point", point_id)

    def pack_of(self, record_id: str) -> str:
        """Return what the pack is called that this record comes from; nothing for one of the atlas itself."""
        return self._origins.get(record_id, "")

    def muscles_of_group(self, group_id: str) -> tuple[Muscle, ...]:
        """Return the muscles listed in this group, in the order of the atlas."""
        self.group(group_id)
        return tuple(m for m in self.atlas.muscles if m.group == group_id)

    def points_of_condition(self, condition_id: str) -> tuple[Point, ...]:
        """Return the points that go with this condition, the closest first (``grade``)."""
        condition = self.condition(condition_id)
        points = self._by_condition.get(condition_id, ())
        return tuple(sorted(points, key=lambda point: GRADES.index(self.grade(point, condition))))

    def points_pressed_by(self, protocol_id: str) -> tuple[Point, ...]:
        """Return the points whose own way of pressing this is, in the order of the atlas."""
        return tuple(point for point in self.points if point.pressure and point.pressure.protocol == protocol_id)

    def points_felt_in(self, condition_id: str) -> tuple[Point, ...]:
        """Return the points whose pain is felt in a condition's places though they are not noted for it.

        Those that have their essential zone there come first.
        """
        condition = self.condition(condition_id)
        noted = {point.id for point in self.points_of_condition(condition_id)}
        felt = dict.fromkeys(point for place in condition.places for point in self.points_referring_to(place))
        found = (point for point in felt if point.id not in noted)
        return tuple(sorted(found, key=lambda point: GRADES.index(self.grade(point, condition))))

    def group_of_region(self, code: str) -> str | None:
        """Return the id of the large part that a region is listed in; a region without one has that of its parent."""
        region = self.region(code)
        if region.group is None and region.parent is not None and region.parent != code:
            return self.group_of_region(region.parent)
        return region.group

    def grade(self, point: Point, condition: Condition) -> Grade:
        """Return how closely a point goes with a condition, by its zones and the places where that is felt.

        Core: its essential zone is there. Also: its spillover is, or the condition has no place. Rare: for another
        reason (``associations``).
        """
        if not condition.places:
            return "also"
        if self.touches(point.referral.essential, condition.places):
            return "core"
        return "also" if self.touches(point.referral.spillover, condition.places) else "rare"

    def touches(self, codes: Iterable[str], places: Iterable[str]) -> bool:
        """Return whether any of ``codes`` is one of ``places``, lies in one or has one in it."""
        kin = {one for place in places for one in self.kin(place)}
        return not kin.isdisjoint(codes)

    def site(self, site_id: str) -> Site | None:
        """Return the cautionary site with this id, or nothing where the atlas has none: drawings may know more."""
        return self._sites.get(site_id)

    def sites_near(self, point_id: str) -> tuple[tuple[Site, float], ...]:
        """Return the cautionary sites that a point is in or beside, nearest first, with the way in cm (0: in it)."""
        near = ((self._sites.get(one.site), one.cm) for one in self._nearness.get(point_id, ()))
        return tuple((site, cm) for site, cm in near if site is not None)

    def linked(self, link: Link) -> Point | None:
        """Return the point that a link leads to, of a muscle its first; nothing where that was left out."""
        muscle = self._muscles.get(link.to)
        return self._points.get(link.to) if muscle is None else next(iter(muscle.points), None)

    def points_named_for(self, code: str) -> tuple[Point, ...]:
        """Return the points for whose pain other texts name this region, though no zone is drawn there."""
        codes = self.kin(code)
        drawn = self.points_referring_to(code)
        named = (p for p in self.points if any(e.region in codes for e in p.referral.elsewhere))
        return tuple(p for p in named if p not in drawn)

    @property
    def signs(self) -> frozenset[str]:
        """The ids of the points that refer something other than pain, such as gooseflesh."""
        return frozenset(point.id for point in self.points if point.referral.felt != "pain")

    def points_referring_to(self, code: str) -> tuple[Point, ...]:
        """Return the points whose referral touches this region, those with an essential zone there first.

        A region and the larger one around it count as touching: ``chest.upper`` finds points that refer to
        the whole ``chest``, and ``chest`` finds those that refer to ``chest.upper``.
        """
        codes = self.kin(code)
        essential = {p.id for one in codes for p in self._essential.get(one, ())}
        spillover = {p.id for one in codes for p in self._spillover.get(one, ())} - essential
        return (
            *(p for p in self.points if p.id in essential),
            *(p for p in self.points if p.id in spillover),
        )

    def kin(self, code: str) -> tuple[str, ...]:
        """Return the codes of a region, of those around it and of those inside it."""
        region = self.region(code)
        codes = [region.code]
        around = region.parent
        while around is not None and around not in codes:
            codes.append(around)
            around = self.region(around).parent
        inside = [region.code]
        for code in inside:
            inside.extend(r.code for r in self.atlas.regions if r.parent == code and r.code not in inside)
        return (*codes, *inside[1:])


def _grouped(pairs: Iterable[tuple[str, Point]]) -> dict[str, tuple[Point, ...]]:
    lists: dict[str, list[Point]] = {}
    for key, point in pairs:
        lists.setdefault(key, []).append(point)
    return {key: tuple(points) for key, points in lists.items()}


def _lookup(records: Mapping[str, T], kind: str, name: str) -> T:
    try:
        return records[name]
    except KeyError:
        raise UnknownIdError(kind, name, nearest_names(name, records)) from None
