"""What the ranking of a painting is worth: how often it names the muscle whose pain was drawn, in three sets of cases.

Beside each figure stand those of a random order of the muscles that reach the paint, and of the simplest rule: how much
of the paint a muscle's zone covers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from math import comb
from random import Random
from typing import TYPE_CHECKING, Any, Final

from bench.redrawn import Kind, Pencil
from bench.stats import Line
from bench.surroundings import ROOT
from bodymap.core.cells import read_cells
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.alternatives import Alternatives
from bodymap.core.painting.weighing import Weighing
from bodymap.core.skin.table import read_skin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bodymap.core.cells import Cells
    from bodymap.core.model import Point

CASES: Final = 1000
_SEED: Final = 20261121
_ALL: Final = 1000
_GOALS: Final[dict[tuple[Kind, float], tuple[float, float]]] = {
    ("whole", 0.62): (0.85, 0.97),
    ("whole", 0.42): (0.75, 0.95),
}
_DRAWN: Final[tuple[tuple[Kind, float], ...]] = (*_GOALS, ("half", 0.62), ("bled", 0.62), ("tap", 0.62))
_PAIR: Final = 0.85
_NAMED: Final = 0.7
_ABOVE: Final = 0.25
_CONFUSED: Final = 0.9
_FALSELY: Final = 0.15
_WIDE: Final = 0.5
"""How often the wider area hurts as well."""
_NAMES: Final[dict[Kind, str]] = {
    "whole": "redrawn",
    "half": "half of it painted",
    "bled": "bled 1 to 2 cm over",
    "tap": "one tap",
}
Candidate = tuple[str, str]
"""A muscle by its id, and the side."""


@dataclass
class Hits:
    """How often what was meant came first, and in the first three."""

    first: float = 0.0
    three: float = 0.0
    cases: int = 0

    def count(self, place: int) -> None:
        """Count a case in which it stands at this place, from 0."""
        self.add(float(place == 0), float(place < 3))

    def add(self, first: float, three: float) -> None:
        """Count a case with these chances."""
        self.first += first
        self.three += three
        self.cases += 1

    def __str__(self) -> str:
        """Return both shares."""
        return f"{self.first / self.cases:.2f} / {self.three / self.cases:.2f}"


@dataclass
class Beside:
    """The ranking and what it is compared with, on the same drawings."""

    ranked: Hits = field(default_factory=Hits)
    covering: Hits = field(default_factory=Hits)
    by_chance: Hits = field(default_factory=Hits)


class Trial:
    """An atlas with its zones, and the orders that are compared."""

    def __init__(self) -> None:
        self.index = AtlasIndex(load_atlas(ROOT / "resources" / "points.json").atlas)
        self.cells: Cells = read_cells(ROOT / "resources" / "skin" / "cells.skin")
        self.weighing = Weighing(self.index, self.cells)
        skin = read_skin(ROOT / "resources" / "skin")
        self.alternatives = Alternatives(self.index, skin)
        self._in: dict[tuple[str, str], list[int]] = defaultdict(list)
        for cell in range(skin.count):
            self._in[skin.region(cell), "left" if skin.centre(cell)[0] > 0 else "right"].append(cell)
        self.zones = _zones(self.cells)
        self.points = [
            point
            for point in self.index.points
            if point.referral.felt == "pain" and f"{point.id}.essential" in self.zones
        ]
        self._at: dict[int, list[Candidate]] = {}
        mirror = self.cells.arrays["mirror"]
        for point in self.points:
            muscle = self.index.muscle_of(point.id).id
            for cell in self.pain(point, wide=True):
                self._at.setdefault(cell, []).append((muscle, point.id))
                self._at.setdefault(mirror[cell], []).append((f"{muscle} left", point.id))

    def pain(self, point: Point, *, wide: bool) -> list[int]:
        """Return the cells of a main area, with ``wide`` or where there is none those of the wider one as well."""
        main, wider = (self.zones.get(f"{point.id}.{kind}", []) for kind in ("essential", "spillover"))
        return sorted({*main, *(wider if wide or not main else ())})

    def filled(self, case: dict[str, Any]) -> dict[int, float]:
        """Return a case as a painting: its regions, painted all over on the side where it is."""
        sides = ("right", "left") if case["side"] == "both" else (case["side"],)
        codes = {one for code in case["regions"] for one in ((code,) if self._has(code) else self.index.kin(code))}
        return {cell: 1.0 for code in codes for side in sides for cell in self._in[code, side]}

    def _has(self, code: str) -> bool:
        return bool(self._in[code, "right"])

    def others(self, painted: dict[int, float]) -> tuple[set[str], set[str], set[str]]:
        """Return what else is told of: the red flags, the look-alikes, and both."""
        ranked = self.weighing.rank(painted, 1)
        found = self.alternatives.fitting(painted, ranked[0].best.score if ranked else 0.0)
        flags, others = ({one.alternative.id for one in some} for some in found)
        return flags, others, flags | others

    def ranked(self, painted: dict[int, float]) -> list[str]:
        """Return the muscles as the program ranks them, those of the left with that word."""
        return [f"{one.muscle.id}{' left' * (one.side == 'left')}" for one in self.weighing.rank(painted, _ALL)]

    def covering(self, painted: Collection[int]) -> list[str]:
        """Return the muscles by how much of the paint a zone of theirs covers, the most first."""
        area = self.cells.arrays["area"]
        covers: dict[tuple[str, str], int] = {}
        for cell in painted:
            for key in self._at.get(cell, ()):
                covers[key] = covers.get(key, 0) + area[cell]
        best: dict[str, int] = {}
        for (muscle, _), size in covers.items():
            best[muscle] = max(size, best.get(muscle, 0))
        return sorted(best, key=lambda one: (-best[one], one))


def _zones(cells: Cells) -> dict[str, list[int]]:
    found, begin = {}, 0
    for name, end in zip(cells.zones, cells.arrays["zone_ends"], strict=True):
        found[name] = list(cells.arrays["zone_cells"][begin:end])
        begin = end
    return found


def lines(cases: int = CASES) -> Iterator[Line]:
    """Measure the sets and tell of each beside its goals."""
    trial = Trial()
    pencil = Pencil(trial.cells, _SEED)
    for kind, error in _DRAWN:
        yield from _set_b(trial, pencil, kind, error, cases)
    yield from _pairs(trial, pencil, cases)
    yield from _set_c(trial)
    yield from _set_d(trial, pencil, cases)


def _set_b(trial: Trial, pencil: Pencil, kind: Kind, error: float, cases: int) -> Iterator[Line]:
    rng = Random(_SEED)  # noqa: S311 - the same cases every time
    beside, overlaps = Beside(), []
    for _ in range(cases):
        point = rng.choice(trial.points)
        pain = trial.pain(point, wide=rng.random() < _WIDE)
        drawn = pencil.draw(pain, kind, error)
        if kind == "whole":
            overlaps.append(pencil.overlap(drawn, pencil.draw(pain, kind, error)))
        muscle = trial.index.muscle_of(point.id).id
        ranked = trial.ranked(drawn)
        covering = trial.covering(drawn)
        beside.ranked.count(_place(ranked, muscle))
        beside.covering.count(_place(covering, muscle))
        reach = len(covering) if muscle in covering else 0
        beside.by_chance.add(1 / reach if reach else 0.0, min(1.0, 3 / reach) if reach else 0.0)
    what = f"{_NAMES[kind]} ({error:.2f}): muscle first / in three"
    if overlaps:
        mean = sum(overlaps) / len(overlaps)
        yield Line(f"two drawings of one pain overlap, wanted {error:.2f}", f"{mean:.2f}")
    goal = _GOALS.get((kind, error))
    shares = beside.ranked.first / cases, beside.ranked.three / cases
    met = None if goal is None else shares[0] >= goal[0] and shares[1] >= goal[1]
    told = f"{beside.ranked}  covers {beside.covering}  random {beside.by_chance}"
    yield Line(what, told, "" if goal is None else f">= {goal[0]:.2f} / {goal[1]:.2f}", met)


def _pairs(trial: Trial, pencil: Pencil, cases: int) -> Iterator[Line]:
    rng = Random(_SEED)  # noqa: S311 - the same cases every time
    both = {"ranked": 0.0, "alone": 0.0, "covers": 0.0, "random": 0.0}
    for _ in range(cases):
        one, other = rng.sample(trial.points, 2)
        while trial.index.muscle_of(one.id) is trial.index.muscle_of(other.id):
            other = rng.choice(trial.points)
        drawn = pencil.draw(trial.pain(one, wide=False), "whole", 0.62) | pencil.draw(
            trial.pain(other, wide=False), "whole", 0.62
        )
        wanted = {trial.index.muscle_of(each.id).id for each in (one, other)}
        alone = trial.ranked(drawn)
        together = [f"{muscle.id}{' left' * (side == 'left')}" for muscle, side in trial.weighing.together(drawn)]
        ranked = list(dict.fromkeys((*together, *alone)))
        covering = trial.covering(drawn)
        both["ranked"] += wanted <= set(ranked[:4])
        both["alone"] += wanted <= set(alone[:4])
        both["covers"] += wanted <= set(covering[:4])
        count = len(covering)
        both["random"] += min(1.0, 12 / (count * (count - 1))) if wanted <= set(covering) and count > 1 else 0.0
    share = {key: value / cases for key, value in both.items()}
    told = "{ranked:.2f}, without what explains the rest {alone:.2f}  covers {covers:.2f}  random {random:.2f}"
    yield Line("two at once: both in the first four", told.format(**share), f">= {_PAIR}", share["ranked"] >= _PAIR)


def _set_c(trial: Trial) -> Iterator[Line]:
    """Yield how often a muscle that was named as the source is among the first three, of those that the atlas has."""
    known = {muscle.id for muscle in trial.index.atlas.muscles}
    described = json.loads((ROOT / "bench" / "described.json").read_text(encoding="utf-8"))["cases"]
    cases = [case for case in described if known.intersection(case["of"])]
    beside = Beside()
    for case in cases:
        wanted = known.intersection(case["of"])
        painted = trial.filled({"side": "right", **case})
        ranked, covering = trial.ranked(painted), trial.covering(painted)
        if case.get("side") == "both":
            ranked, covering = _of_either_side(ranked), _of_either_side(covering)
        beside.ranked.count(min(_place(ranked, one) for one in wanted))
        beside.covering.count(min(_place(covering, one) for one in wanted))
        reach, right = len(covering), len(wanted.intersection(covering))
        beside.by_chance.add(*(1 - _missed(reach, right, tries) for tries in (1, 3)))
    three, chance = (some.three / len(cases) for some in (beside.ranked, beside.by_chance))
    told = f"{beside.ranked}  covers {beside.covering}  random {beside.by_chance}"
    met = three >= _NAMED and three - chance >= _ABOVE
    yield Line(f"{len(cases)} described pains: named muscle first / in three", told, ">= 0.70, 0.25 above random", met)


def _of_either_side(order: Sequence[str]) -> list[str]:
    """Return the muscles of an order, each once: a pain on both sides was coded with the name alone."""
    return list(dict.fromkeys(one.removesuffix(" left") for one in order))


def _missed(count: int, right: int, tries: int) -> float:
    """Return how likely none of the right ones is among so many, taken at random."""
    return comb(count - right, tries) / comb(count, tries) if count >= tries else float(right == 0)


def _set_d(trial: Trial, pencil: Pencil, cases: int) -> Iterator[Line]:
    """Yield how often what else it was is told of, and how often of a muscle's pain what its own zone does not fit."""
    confusers = json.loads((ROOT / "bench" / "confusers.json").read_text(encoding="utf-8"))["cases"]
    told = sum(not set(case["of"]).isdisjoint(trial.others(trial.filled(case))[2]) for case in confusers)
    share = told / len(confusers)
    yield Line(f"{len(confusers)} confusers: also told of", f"{share:.2f}", ">= 0.90", share >= _CONFUSED)
    rng = Random(_SEED)  # noqa: S311 - the same cases every time
    flagged = shown = falsely = 0
    for _ in range(cases):
        point = rng.choice(trial.points)
        pain = trial.pain(point, wide=rng.random() < _WIDE)
        flags, others, _ = trial.others(pencil.draw(pain, "whole", 0.62))
        flagged += bool(flags)
        shown += bool(others)
        falsely += not others <= trial.others(dict.fromkeys(pain, 1.0))[1]
    figure = f"{falsely / cases:.2f}; at all {shown / cases:.2f}, a red flag {flagged / cases:.2f}"
    yield Line("told of a redrawn zone that it does not fit", figure, "<= 0.15", falsely <= _FALSELY * cases)


def _place(order: Sequence[str], wanted: str) -> int:
    return order.index(wanted) if wanted in order else len(order) + _ALL
