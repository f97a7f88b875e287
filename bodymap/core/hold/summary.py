"""A hold looked back upon: what was held, how it felt at first and at last, why it ended; and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.core.hold.cue_words import end_text
from bodymap.core.hold.holding import CONTACT, PRESSING
from bodymap.core.hold.sensations import sensation_name
from bodymap.core.language import moment, tr, trn
from bodymap.core.text import side_text, target_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.holding import EndReason, Mark, PhaseName, Sample
    from bodymap.core.hold.records import Noted, Side
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex

_SENSED: Final[dict[Mark, SensationKind]] = {
    "sharp": "sharp",
    "shooting": "shooting",
    "tingling": "tingling",
    "numb": "numb",
}
_AFTER: Final[frozenset[PhaseName]] = frozenset({"rest", "done", "stopped"})


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One round: its number from 1, held seconds, and the first and last discomfort named under pressure."""

    number: int
    held_s: float
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to say about a hold.

    Attributes:
        started: the wall clock at the start, ISO 8601.
        held_s: held pressure over all rounds, in seconds.
        first: the discomfort as held pressure first met the band, 1-10, or the first known if it never did;
            ``last`` the last one; None: never named.
        afterwards: the discomfort named last once the hand had let go.
        highest: the highest discomfort while the hand was in contact; ``highest_after`` the highest once it had
            let go; ``referred`` the highest referred pain.
        reason: why it ended; None while it runs or when the program was cut short and nobody has noted it.
        gaps: how often the clock stood still.
        curve: seconds and discomfort, for drawing; a None breaks the line.
        referred_curve: the same of the referred pain.

    """

    title: str
    side: Side
    started: str
    protocol_name: str
    band: tuple[int, int]
    limit: int
    held_s: float
    rounds: tuple[RoundSummary, ...]
    first: int | None
    last: int | None
    afterwards: int | None
    highest: int | None
    highest_after: int | None
    referred: int | None
    reason: EndReason | None
    sensations: tuple[SensationKind, ...]
    gaps: int
    curve: tuple[tuple[float, int | None], ...]
    referred_curve: tuple[tuple[float, int | None], ...]

    @property
    def rose_after(self) -> bool:
        """Whether more was named once the hand had let go than at last under it or afterwards."""
        named = [value for value in (self.last, self.afterwards) if value is not None]
        return self.highest_after is not None and self.highest_after > max(named, default=0)

    @property
    def change(self) -> int | None:
        """How the discomfort changed from first to last: below 0 is less; None when it was never named."""
        return None if self.first is None or self.last is None else self.last - self.first


def summarise(session: Session) -> Summary:
    """Return what there is to say about this session."""
    samples, begun = session.samples, session.begun
    pressed = [s.discomfort for s in samples if s.phase in PRESSING and s.discomfort is not None]
    after = [s.discomfort for s in samples if s.phase in _AFTER and s.discomfort is not None]
    return Summary(
        title=begun.title,
        side=begun.side,
        started=begun.started,
        protocol_name=begun.protocol_name,
        band=begun.band,
        limit=begun.limit,
        held_s=samples[-1].held_s if samples else 0.0,
        rounds=_rounds(samples, begun.band[0]),
        first=_at_first(pressed, begun.band[0]),
        last=pressed[-1] if pressed else None,
        afterwards=after[-1] if after and samples[-1].phase != "stopped" else None,
        highest=_highest(s.discomfort for s in samples if s.phase in CONTACT),
        highest_after=_highest(after),
        referred=_highest(s.referred for s in samples),
        reason=session.ended.reason if session.ended else None,
        sensations=tuple(dict.fromkeys(_SENSED[s.mark] for s in samples if s.mark in _SENSED)),
        gaps=sum(s.mark == "gap" for s in samples),
        curve=tuple((s.t, s.discomfort) for s in samples),
        referred_curve=tuple((s.t, s.referred) for s in samples),
    )


def _highest(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _at_first(pressed: Sequence[int], low: int) -> int | None:
    """The discomfort as the pressure first met the band; below it, the hand was still on its way in."""
    return next((value for value in pressed if value >= low), pressed[0] if pressed else None)


def _rounds(samples: Sequence[Sample], low: int) -> tuple[RoundSummary, ...]:
    rounds = []
    before_s = 0.0
    for number in dict.fromkeys(s.round for s in samples):
        own = [s for s in samples if s.round == number]
        pressed = [s.discomfort for s in own if s.phase in PRESSING and s.discomfort is not None]
        # A round ends with the sample that begins the next one: up to there its pressure was held.
        held_s = next((s.held_s for s in samples if s.round == number + 1), own[-1].held_s)
        rounds.append(
            RoundSummary(number, held_s - before_s, _at_first(pressed, low), pressed[-1] if pressed else None)
        )
        before_s = held_s
    return tuple(rounds)


def summary_text(index: AtlasIndex | None, summary: Summary) -> str:
    """Return the summary as plain text for the therapist's notes: a few lines, no client's name."""
    lines = [
        tr("{title}, {side}, {when}").format(
            title=summary.title, side=side_text(summary.side), when=moment(summary.started)
        ),
        tr("{protocol}, aimed at {band}, limit {limit}.").format(
            protocol=summary.protocol_name, band=target_text(summary.band), limit=summary.limit
        ),
        _held_text(summary),
        *_discomfort_lines(summary),
        end_text(index, summary.reason),
    ]
    if summary.sensations:
        lines.append(tr("Felt: {sensations}.").format(sensations=", ".join(map(sensation_name, summary.sensations))))
    if summary.gaps:
        lines.append(tr("The clock stood still during the hold; that time is not counted."))
    return "\n".join(line for line in lines if line)


def noted_text(noted: Noted | None) -> str:
    """Return what the user noted of a hold, as lines for the therapist's notes; nothing where nothing is."""
    if noted is None:
        return ""
    pain = [
        said.format(value=value)
        for said, value in ((tr("Pain before: {value}."), noted.before), (tr("Pain after: {value}."), noted.after))
        if value is not None
    ]
    return "\n".join(filter(None, (noted.mark, " ".join(pain), noted.note)))


def _held_text(summary: Summary) -> str:
    held = f"{summary.held_s:.0f}"
    if len(summary.rounds) < 2:
        return tr("Held {seconds} s.").format(seconds=held)
    each = ", ".join(f"{one.held_s:.0f}" for one in summary.rounds)
    count = len(summary.rounds)
    template = trn(
        "Held {seconds} s in {count} round ({each} s).", "Held {seconds} s in {count} rounds ({each} s).", count
    )
    return template.format(seconds=held, count=count, each=each)


def _discomfort_lines(summary: Summary) -> list[str]:
    lines = []
    if summary.first is None or summary.last is None or summary.change is None:
        lines.append(tr("The client named no discomfort."))
    else:
        lines.append(
            tr("Discomfort {first} at first, {last} at last: {change}. Highest {highest}.").format(
                first=summary.first,
                last=summary.last,
                change=_change_text(summary.change),
                highest=summary.highest,
            )
        )
    if summary.afterwards is not None:
        lines.append(tr("Afterwards {value}.").format(value=summary.afterwards))
    if summary.rose_after:
        lines.append(tr("Up to {value} after letting go.").format(value=summary.highest_after))
    if summary.referred is not None:
        lines.append(tr("Referred pain up to {value}.").format(value=summary.referred))
    return lines


def change_text(change: int) -> str:
    """Return by how many steps of the scale a discomfort is less or more."""
    count = abs(change)
    less, more = trn("{count} less", "{count} less", count), trn("{count} more", "{count} more", count)
    return (less if change < 0 else more).format(count=count)


def _change_text(change: int) -> str:
    if change == 0:
        return tr("no change")
    return change_text(change)
