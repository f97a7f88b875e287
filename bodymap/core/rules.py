"""The rules that the atlas must keep, each a function from an atlas to its findings.

``RULES`` lists them; ``check_atlas`` asks them all. What the decoder already ensures (types, known fields,
shapes of ids) is not asked again here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.model import Atlas, Caution, Cited, Point, Pressure, Protocol, Record, SharedCaution, Way
from bodymap.core.references import without_dangling
from bodymap.core.rules_care import CARE_RULES
from bodymap.core.rules_kept import KEPT_RULES
from bodymap.core.rules_links import LINK_RULES, OWN_RULES
from bodymap.core.rules_own import TEXT_RULES, WHOLE_RULES
from bodymap.core.rules_said import SAID_RULES
from bodymap.core.rules_words import WORD_RULES
from bodymap.core.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Rule = Callable[[Atlas], Iterator[Finding]]
FILE: Final = "points.json"
_LOWEST_LIMIT: Final = 7
"""A protocol's limit must leave the client in charge: nothing aims above this step of the scale."""


def check_atlas(atlas: Atlas, file: str = FILE, rules: Iterable[Rule] | None = None) -> Iterator[Finding]:
    """Yield what every rule, or each of ``rules``, finds, as findings in ``file``."""
    for rule in RULES if rules is None else rules:
        for finding in rule(atlas):
            yield replace(finding, file=file)


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(FILE, record, field, message, advice)


def validate_mentions(atlas: Atlas) -> Iterator[Finding]:
    """Every id stands once in its list, and every id that a record mentions exists."""
    yield from without_dangling(atlas, FILE)[1]


def validate_unique_ids(atlas: Atlas) -> Iterator[Finding]:
    """No two records of different kinds share an id, so that an id alone says what it is."""
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("groups", (g.id for g in atlas.groups)),
        ("protocols", (p.id for p in atlas.protocols)),
        ("conditions", (c.id for c in atlas.conditions)),
        ("alternatives", (a.id for a in atlas.alternatives)),
        ("areas", (a.id for a in atlas.areas)),
        ("cautions", (c.id for c in atlas.cautions)),
        ("sites", (s.id for s in atlas.sites)),
        ("advice", (a.id for a in atlas.advice)),
        ("cues", (c.id for c in atlas.cues)),
        ("endings", (e.id for e in atlas.endings)),
        ("explanations", (e.id for e in atlas.explanations)),
        ("muscles", (m.id for m in atlas.muscles)),
        ("points", (p.id for m in atlas.muscles for p in m.points)),
    )
    first: dict[str, str] = {}
    for kind, ids in kinds:
        for one in ids:
            if first.setdefault(one, kind) != kind:
                yield _finding(
                    one,
                    "id",
                    tr("{one} and {other} share this id").format(one=first[one], other=kind),
                    tr("Rename one of them."),
                )


def validate_numbering(atlas: Atlas) -> Iterator[Finding]:
    """Points are numbered 1, 2, 3 … within their muscle, in the id and in the label alike."""
    for muscle in atlas.muscles:
        if not muscle.points:
            yield _finding(muscle.id, "points", tr("the muscle has no point"), tr("Add its points."))
        for number, point in enumerate(muscle.points, 1):
            if point.id != f"{muscle.id}-{number}":
                yield _finding(
                    point.id,
                    "id",
                    tr("expected “{muscle}-{number}”").format(muscle=muscle.id, number=number),
                    tr("Number it in order."),
                )
            if point.label != f"TrP{number}":
                yield _finding(
                    point.id, "label", tr("expected “TrP{number}”").format(number=number), tr("Number it in order.")
                )


def validate_referral_codes(atlas: Atlas) -> Iterator[Finding]:
    """A referral has a region, and no place is essential and spillover at once."""
    for point in _points(atlas):
        referral = point.referral
        if not referral.most:
            yield _finding(point.id, "referral.essential", tr("no region is named"), tr("Name at least one."))
        for code, times in Counter((*referral.essential, *referral.spillover)).items():
            if times > 1:
                yield _finding(
                    point.id, "referral", tr("“{code}” is named twice").format(code=code), tr("Name it once.")
                )


def validate_doses(atlas: Atlas) -> Iterator[Finding]:
    """Holds last, discomfort ranges run upwards, and nothing aims above the limit of its protocol or its place."""
    limits = {p.id: p.limit for p in atlas.protocols}
    for protocol in atlas.protocols:
        yield from _validate_range(protocol.id, protocol, "", protocol.limit)
        if protocol.limit > _LOWEST_LIMIT:
            yield _finding(protocol.id, "limit", tr("above {limit} of 10").format(limit=_LOWEST_LIMIT), tr("Lower it."))
        for n, phase in enumerate(protocol.phases):
            if phase.target and not phase.target[0] <= phase.target[1] <= protocol.limit:
                yield _finding(protocol.id, f"phases[{n}].target", tr("not a range up to the limit"), tr("Correct it."))
            if phase.seconds and phase.seconds[0] > phase.seconds[1]:
                yield _finding(protocol.id, f"phases[{n}].seconds", tr("the range runs down"), tr("Correct it."))
    for point in _points(atlas):
        if point.pressure is not None:
            most = limits.get(point.pressure.protocol, _LOWEST_LIMIT)
            yield from _validate_range(point.id, point.pressure, "pressure.", most)
            yield from _validate_ways(point, point.pressure, most)


def _validate_ways(point: Point, pressure: Pressure, most: int) -> Iterator[Finding]:
    limit = pressure.limit
    if limit is not None and not max(pressure.target) <= limit <= most:
        message = tr("not between the target and the limit of {limit}").format(limit=most)
        yield _finding(point.id, "pressure.limit", message, tr("Correct it."))
    known = {pressure.protocol}
    for n, way in enumerate(pressure.ways):
        yield from _validate_range(point.id, way, f"pressure.ways[{n}].", most if limit is None else limit)
        if way.protocol in known:
            message = tr("“{name}” stands twice").format(name=way.protocol)
            yield _finding(point.id, f"pressure.ways[{n}].protocol", message, tr("Write each way once."))
        known.add(way.protocol)


def _validate_range(name: str, dose: Protocol | Pressure | Way, path: str, limit: int) -> Iterator[Finding]:
    if dose.hold[0] >= dose.hold[1]:
        yield _finding(name, f"{path}hold", tr("the range is empty"), tr("Write the shorter time first."))
    if dose.target[0] > dose.target[1]:
        yield _finding(name, f"{path}target", tr("the range runs down"), tr("Write the lower step first."))
    if dose.target[1] > limit:
        yield _finding(name, f"{path}target", tr("above the limit of {limit}").format(limit=limit), tr("Lower it."))


def validate_phases(atlas: Atlas) -> Iterator[Finding]:
    """A protocol holds, has each phase once, and eases where it deepens: else no hold can run by it."""
    for protocol in atlas.protocols:
        names = {phase.name for phase in protocol.phases}
        if "hold" not in names:
            yield _finding(protocol.id, "phases", tr("there is no hold"), tr("Add a phase “hold”."))
        if len(names) < len(protocol.phases):
            yield _finding(protocol.id, "phases", tr("a phase stands twice"), tr("Write each phase once."))
        if "deepen" in names and "ease" not in names:
            yield _finding(protocol.id, "phases", tr("deepens and never eases"), tr("Add a phase “ease”."))


def validate_scale(atlas: Atlas) -> Iterator[Finding]:
    """The discomfort scale has each of its ten steps, in order."""
    if [step.value for step in atlas.scale] != list(range(1, 11)):
        yield _finding("scale", "value", tr("the steps are not 1 to 10 in order"), tr("Write each step once."))


def validate_conditions(atlas: Atlas) -> Iterator[Finding]:
    """Every condition has a point, and no two conditions go by the same name: one entry a complaint."""
    used = {c for p in _points(atlas) for c in p.conditions}
    for condition in atlas.conditions:
        if condition.id not in used:
            yield _finding(condition.id, "id", tr("no point goes with it"), tr("Name it at a point, or remove it."))
    owners: dict[str, str] = {}
    for condition in atlas.conditions:
        for name in dict.fromkeys(fold(name) for name in (condition.name, *condition.aliases)):
            if owners.setdefault(name, condition.id) != condition.id:
                message = tr("“{name}” also names {owner}").format(name=name, owner=owners[name])
                yield _finding(condition.id, "aliases", message, tr("Keep it at one of them."))


def validate_cautions(atlas: Atlas) -> Iterator[Finding]:
    """Every shared caution is said of a point, none is written twice, and no point says one twice."""
    used = {c.id for p in _points(atlas) for c in p.cautions if isinstance(c, SharedCaution)}
    for caution in atlas.cautions:
        if caution.id not in used:
            yield _finding(caution.id, "id", tr("no point has this caution"), tr("Name it at a point, or remove it."))
    owners: dict[Caution, str] = {}
    for point in _points(atlas):
        for n, one in enumerate(point.cautions):
            if not isinstance(one, SharedCaution) and owners.setdefault(one, point.id) != point.id:
                message = tr("{record} says the same").format(record=owners[one])
                advice = tr("Write it once, under cautions, and name its id.")
                yield _finding(point.id, f"cautions[{n}]", message, advice)
        for structure, times in Counter(fold(c.structure) for c in point.cautions).items():
            if times > 1:
                message = tr("“{structure}” is named twice").format(structure=structure)
                yield _finding(point.id, "cautions", message, tr("Name it once."))


_MAY_BE_EMPTY: Final = frozenset(
    {
        "essential",
        "spillover",
        "wider",
        "elsewhere",
        "aliases",
        "associations",
        "conditions",
        "places",
        "sources",
        "points",
        "labels",
        "ways",
        "by",
        "uberon",
        "icd10",
        "next",
        "areas",
    }
)


def validate_filled(atlas: Atlas) -> Iterator[Finding]:
    """No list that a reader expects something in is empty, and every statement cites a source."""
    for record, name in _named_records(atlas):
        for path, owner in _blocks(record):
            for field in owner.__struct_fields__:
                value = getattr(owner, field)
                if value == () and field == "sources":
                    yield _finding(name, f"{path}{field}", tr("no source is cited"), tr("Cite one."))
                elif value == () and field not in _MAY_BE_EMPTY:
                    yield _finding(name, f"{path}{field}", tr("the list is empty"), tr("Fill it."))


def _named_records(atlas: Atlas) -> Iterator[tuple[Record, str]]:
    yield from ((p, p.id) for p in atlas.protocols)
    yield from ((a, a.id) for a in atlas.advice)
    yield from ((c, c.id) for c in atlas.cues)
    yield from ((e, e.id) for e in atlas.endings)
    yield from ((e, e.id) for e in atlas.explanations)
    yield from ((c, c.id) for c in atlas.conditions)
    yield from ((a, a.id) for a in atlas.alternatives)
    yield from ((a, a.id) for a in atlas.areas)
    yield from ((c, c.id) for c in atlas.cautions)
    yield from ((s, s.id) for s in atlas.sites)
    yield from ((m, m.id) for m in atlas.muscles)
    yield from ((p, p.id) for p in _points(atlas))


def _blocks(record: Record, path: str = "") -> Iterator[tuple[str, Record]]:
    """Yield the record and the blocks inside it, each with its path, but for those that are records of their own."""
    yield path, record
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, Record):
            yield from _blocks(value, f"{path}{field}.")
        elif isinstance(value, tuple):
            for n, one in enumerate(value):
                if isinstance(one, Record) and not isinstance(one, Point | Cited | SharedCaution):
                    yield from _blocks(one, f"{path}{field}[{n}].")


def _points(atlas: Atlas) -> Iterator[Point]:
    for muscle in atlas.muscles:
        yield from muscle.points


RULES: Final[tuple[Rule, ...]] = (
    validate_mentions,
    validate_unique_ids,
    validate_numbering,
    validate_referral_codes,
    validate_doses,
    validate_phases,
    validate_scale,
    validate_conditions,
    validate_cautions,
    validate_filled,
    *CARE_RULES,
    *KEPT_RULES,
    *SAID_RULES,
    *WORD_RULES,
    *LINK_RULES,
    *TEXT_RULES,
    *OWN_RULES,
    *WHOLE_RULES,
)

SOUND: Final[tuple[Rule, ...]] = (validate_doses, validate_phases)
"""Who breaks one of these cannot be held by, and is left out where it is no record of the atlas itself."""
PACK_RULES: Final[tuple[Rule, ...]] = tuple(
    rule for rule in RULES if rule is not validate_numbering and rule not in {*OWN_RULES, *WHOLE_RULES}
)
"""What packs keep: their points are numbered as their school likes, and their muscles need no numbers of others."""
