"""The rules for what ties a record to others, and to public lists outside the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Atlas, Identifiers

_FILE: Final = "points.json"


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


OWN_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (validate_identifiers,)
"""What the atlas keeps and a pack need not."""
