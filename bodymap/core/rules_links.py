"""The rules for what ties a record to others, and to public lists outside the atlas."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, get_args

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.model import Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Alternative, Atlas, Identifiers, Point, SkinArea

_FILE: Final = "points.json"
_TIES: Final = get_args(Tie)


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def validate_identifiers(atlas: Atlas) -> Iterator[Finding]:
    """Every muscle has its number in TA2 and FMA, no number is two muscles', and every condition has a code."""
    owners: dict[str, str] = {}
    for muscle in atlas.muscles:
        known = muscle.identifiers
        if known is None or not known.ta2 or not known.fma:
            message = tr("its number in TA2 or FMA is missing")
            yield _finding(muscle.id, "identifiers", message, tr("Look it up, and compare the name."))
        for number in () if known is None else _numbers(known):
            if (owner := owners.setdefault(number, muscle.id)) != muscle.id:
                message = tr("“{name}” also names {owner}").format(name=number, owner=owner)
                yield _finding(muscle.id, "identifiers", message, tr("Keep it at one of them."))
    for condition in atlas.conditions:
        if not condition.icd10:
            yield _finding(condition.id, "icd10", tr("there is no code"), tr("Look it up, and compare the name."))


def _numbers(known: Identifiers) -> Iterator[str]:
    yield from (f"TA2 {number}" for number in known.ta2)
    yield from (f"FMA {number}" for number in known.fma)
    yield from known.uberon


def validate_next(atlas: Atlas) -> Iterator[Finding]:
    """Where to look next is another muscle or point, once a point; satellites come first, antagonists answer."""
    owner = {point.id: muscle.id for muscle in atlas.muscles for point in muscle.points}
    owner |= {muscle.id: muscle.id for muscle in atlas.muscles}
    opposed = {
        (muscle.id, owner.get(link.to))
        for muscle in atlas.muscles
        for point in muscle.points
        for link in point.next
        if link.tie == "antagonist"
    }
    for muscle in atlas.muscles:
        for point in muscle.points:
            yield from _validate_links(point)
            for link in point.next:
                if owner.get(link.to) == muscle.id and link.tie != "satellite":
                    message = tr("“{name}” is the muscle itself").format(name=link.to)
                    yield _finding(point.id, "next", message, tr("Name another."))
                elif link.tie == "antagonist" and (owner.get(link.to), muscle.id) not in opposed:
                    message = tr("works against “{name}”, which does not work against it").format(name=link.to)
                    yield _finding(point.id, "next", message, tr("Say it at both, or at neither."))


def _validate_links(point: Point) -> Iterator[Finding]:
    named = [link.to for link in point.next]
    for name in dict.fromkeys(named):
        if name == point.id or named.count(name) > 1:
            yield _finding(point.id, "next", tr("“{name}” is named twice").format(name=name), tr("Name it once."))
    ties = [link.tie for link in point.next]
    if ties != sorted(ties, key=_TIES.index):
        message = tr("satellites do not come first, or antagonists not last")
        yield _finding(point.id, "next", message, tr("Write satellites, neighbours, antagonists."))


def validate_alternatives(atlas: Atlas) -> Iterator[Finding]:
    """What else a painting may fit, and a skin area, is mostly felt somewhere, and no place of it is named twice."""
    named: tuple[Alternative | SkinArea, ...] = (*atlas.alternatives, *atlas.areas)
    for one in named:
        if not one.usual:
            yield _finding(one.id, "usual", tr("no region is named"), tr("Name at least one."))
        for code, times in Counter((*one.usual, *one.wider)).items():
            if times > 1:
                yield _finding(one.id, "wider", tr("“{code}” is named twice").format(code=code), tr("Name it once."))


LINK_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (validate_next,)
"""What packs keep as well."""
OWN_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (validate_identifiers, validate_alternatives)
"""What the atlas keeps and a pack need not."""
