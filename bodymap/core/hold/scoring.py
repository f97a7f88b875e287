"""How well a practice hold answered its client, from the samples alone: it does not matter who played the client."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bodymap.core import guidance
from bodymap.core.hold.holding import CONTACT
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.hold.holding import PhaseName, Sample
    from bodymap.core.hold.plan import HoldPlan
    from bodymap.core.index import AtlasIndex

PROMPT_S: Final = 2.0
"""Lightening within this time of a "less" earns every mark for it ..."""
LATE_S: Final = 10.0
"""... and after this time none."""
_IN_BAND_MARKS: Final = 60
_LIMIT_MARKS: Final = 20
_ANSWER_MARKS: Final = 20
_AIMS: Final[frozenset[PhaseName]] = frozenset({"hold", "deepen"})


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one practice hold; times in seconds.

    Attributes:
        aimed_s: how long the band was to be kept: phases hold and deepen.
        in_band_s: how long of this the named discomfort was inside the band.
        over_limit_s: how long the discomfort was above the limit, hands on.
        over_limit: how often it went there.
        answers: for each "less", how long until the client was relieved; None when never.
        marks: 0-100: 60 for the share in the band, 20 for never being above the limit (none otherwise), 20 for
            answering "less" (all within 2 s, falling to none at 10 s; the mean over all; all if it was never said).
            Without any time to aim there are no marks at all.

    """

    aimed_s: float
    in_band_s: float
    over_limit_s: float
    over_limit: int
    answers: tuple[float | None, ...]
    marks: int

    @property
    def share(self) -> float:
        """The share of the time aimed that was in the band, 0-1."""
        return self.in_band_s / self.aimed_s if self.aimed_s > 0 else 0.0


def score(plan: HoldPlan, samples: Sequence[Sample]) -> Score:
    """Return how well these samples keep to ``plan``."""
    aimed_s = in_band_s = over_s = 0.0
    over, was_over = 0, False
    for one, after in pairwise(samples):
        lasts = after.t - one.t
        if one.phase in _AIMS:
            low, high = plan.step("deepen" if one.phase == "deepen" else "hold").band
            aimed_s += lasts
            in_band_s += lasts if one.discomfort is not None and low <= one.discomfort <= high else 0.0
        is_over = _is_over(plan, one)
        over_s += lasts if is_over else 0.0
        over += is_over and not was_over
        was_over = is_over
    answers = tuple(_answer(samples, n) for n, sample in enumerate(samples) if sample.mark == "less")
    marks = _marks(in_band_s / aimed_s if aimed_s else None, over, answers)
    return Score(aimed_s, in_band_s, over_s, over, answers, marks)


def _is_over(plan: HoldPlan, sample: Sample) -> bool:
    return sample.phase in CONTACT and sample.discomfort is not None and sample.discomfort > plan.limit


def _answer(samples: Sequence[Sample], asked: int) -> float | None:
    """Return how long after a "less" the discomfort fell, the client was content, or the hand let go."""
    before = samples[asked]
    for after in samples[asked + 1 :]:
        if after.mark == "less":
            continue
        fell = None not in (after.discomfort, before.discomfort) and (after.discomfort or 0) < (before.discomfort or 0)
        if fell or after.mark == "good" or after.phase in ("release", "rest", "paused"):
            return after.t - before.t
        if after.phase == "stopped":
            return None
    return None


def _marks(share: float | None, over: int, answers: tuple[float | None, ...]) -> int:
    if share is None:
        return 0
    answered = [0.0 if s is None else min(max((LATE_S - s) / (LATE_S - PROMPT_S), 0.0), 1.0) for s in answers]
    mean = sum(answered) / len(answered) if answered else 1.0
    return round(_IN_BAND_MARKS * share + (0 if over else _LIMIT_MARKS) + _ANSWER_MARKS * mean)


def score_text(index: AtlasIndex, result: Score) -> tuple[str, ...]:
    """Return the score in a few kind sentences, the one to work on last; what to do better is the atlas's advice."""
    lines = [tr("{marks} of 100.").format(marks=result.marks)]
    lines.append(
        tr("In the band for {in_band} of {aimed} s.").format(
            in_band=f"{result.in_band_s:.0f}", aimed=f"{result.aimed_s:.0f}"
        )
    )
    if result.answers:
        lines.append(_answers_text(index, result.answers))
    if result.over_limit:
        above = tr("Above the limit for {seconds} s.").format(seconds=f"{result.over_limit_s:.0f}")
        lines.append(_advised(above, index, guidance.OVER_LIMIT))
    else:
        lines.append(tr("Never above the limit."))
    return tuple(lines)


def _answers_text(index: AtlasIndex, answers: tuple[float | None, ...]) -> str:
    times = [s for s in answers if s is not None]
    if len(times) < len(answers):
        return _advised(tr("A “less” went unanswered."), index, guidance.UNANSWERED)
    return tr("“Less” was answered within {seconds} s.").format(seconds=f"{max(times):.0f}")


def _advised(fact: str, index: AtlasIndex, advice_id: str) -> str:
    """Return a fact, followed by what the atlas advises."""
    return f"{fact} {guidance.said(index, advice_id, 'clinician')}".strip()
