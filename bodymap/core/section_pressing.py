"""What is said of pressing a point: the dose, the steps, whose dose it is; or that nobody presses there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core import guidance, text
from bodymap.core.blocks import Block, Dose, Facts, Paragraph
from bodymap.core.dose import pressure_at
from bodymap.core.hold.plan import plan_hold
from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.model import Cited, Phase, Point, Protocol, Unpressed
    from bodymap.core.telling import Telling
    from bodymap.core.text import Voice

_HOLD: Final = Phrase(msg("Hold {range}"), msg("Held for {range}"))
_TARGET: Final = Phrase(msg("aim: {low}–{high}"), msg("about right: {low}–{high}"))
_TARGET_ONE: Final = Phrase(msg("aim: {low}"), msg("about right: {low}"))
_LIMIT: Final = Phrase(msg("over {limit}: lighten"), msg("over {limit}: say so"))
_SCALE_LOW: Final = Phrase(msg("1 no pain"), msg("1 no pain"))
_SCALE_HIGH: Final = Phrase(msg("10 extreme"), msg("10 the most you can imagine"))


def say_pressing(told: Telling) -> Iterator[Block]:
    """Say the dose and how to give it, or that there is none."""
    if told.point.unpressed is not None:
        yield from _unpressed(told, told.point.unpressed)
        return
    pressure = pressure_at(told.point)
    yield _dose(told)
    if told.client:
        yield Paragraph(_client_words(told))
    else:
        yield Facts(
            (
                (tr("Depth"), pressure.depth),
                (tr("Here"), pressure.different),
                (tr("Palpation"), text.palpation_text(told.index, told.point.palpation, told.voice)),
            )
        )
    yield Paragraph(
        guidance.brief(told.index, *guidance.WHILE_PRESSING[told.voice], voice=told.voice),
        loud=True,
    )


def _unpressed(told: Telling, unpressed: Unpressed) -> Iterator[Block]:
    """Say that nobody presses here, and what is done instead: there is no dose."""
    if told.client:
        yield Paragraph(unpressed.client)
        return
    yield Paragraph(text.unpressable_text(unpressed.because), loud=True)
    yield Facts(((tr("Why"), unpressed.why), (tr("Instead"), unpressed.instead)))


def unpressed_words(point: Point, voice: Voice) -> str:
    """Return in a line why no hold is on a point and what is done instead; empty where it is pressed."""
    unpressed = point.unpressed
    if unpressed is None:
        return ""
    return unpressed.client if voice == "client" else f"{text.unpressable_text(unpressed.because)} {unpressed.instead}"


def pressing_sources(point: Point) -> tuple[Cited, ...]:
    """Return what is cited for how a point is pressed, or for that it is not."""
    return next((one.sources for one in (point.pressure, point.unpressed) if one is not None), ())


def _dose(told: Telling) -> Dose:
    pressure, voice = pressure_at(told.point), told.voice
    plan = plan_hold(told.muscle, told.point, told.protocol)
    low, high = plan.band
    meaning = ((step.value, step.says) for step in told.index.atlas.scale if low <= step.value <= high)
    return Dose(
        target=(low, high),
        limit=plan.limit,
        target_text=(_TARGET if low != high else _TARGET_ONE).to(voice).format(low=low, high=high),
        limit_text=_LIMIT.to(voice).format(limit=plan.limit),
        low_text=_SCALE_LOW.to(voice),
        high_text=_SCALE_HIGH.to(voice),
        meaning=tuple(meaning),
        hold=pressure.hold,
        hold_text=_HOLD.to(voice).format(range=text.seconds_range(*pressure.hold)),
    )


def whose_dose(told: Telling) -> str:
    """Return whose dose it is, and what the other sources say: they disagree, and that is shown."""
    own = text.dose_text(told.index, told.point)
    others = [
        tr("{name} {range}").format(name=text.inside(other.name), range=text.seconds_range(*other.hold))
        for other in told.index.atlas.protocols
        if other.id != told.protocol.id
    ]
    if not others:
        return own
    return own + " " + tr("Sources differ: {others}.").format(others="; ".join(others))


def _is_as_protocol(point: Point, protocol: Protocol) -> bool:
    pressure = pressure_at(point)
    return (pressure.hold, pressure.target) == (protocol.hold, protocol.target)


def _client_words(told: Telling) -> str:
    """Return what the client feels: the protocol's words, or where this place differs from it, the place's figures."""
    if _is_as_protocol(told.point, told.protocol):
        return told.protocol.client
    pressure = pressure_at(told.point)
    low, high = pressure.target
    hold = text.seconds_range(*pressure.hold)
    return _own_dose(told, hold, str(low) if low == high else f"{low}–{high}")


def _own_dose(told: Telling, hold: str, target: str) -> str:
    said = guidance.said(told.index, guidance.OWN_DOSE, told.voice)
    return said.replace("{hold}", hold).replace("{target}", target)


def say_steps(told: Telling) -> Iterator[Block]:
    """Say the way of pressing step by step; to a client, their part in it. Nothing where nobody presses."""
    if told.point.pressure is None:
        return
    if told.client:
        known = (
            (guidance.title(told.index, one), guidance.said(told.index, one, "client")) for one in guidance.CLIENTS_PART
        )
        yield Facts(tuple(known))
        return
    protocol, pressure = told.protocol, told.point.pressure
    pairs = [("", protocol.summary)]
    if not _is_as_protocol(told.point, protocol):
        said = _own_dose(told, text.hold_text(pressure.hold), text.target_text(pressure.target))
        pairs.append((guidance.title(told.index, guidance.OWN_DOSE), said))
    pairs += [(text.step_name(phase.name), _phase_text(phase)) for phase in protocol.phases]
    pairs += [
        (tr("Rounds"), tr("Up to {count}").format(count=protocol.rounds)),
        (tr("Stop when"), "\n".join(protocol.stop_rules)),
        (tr("Source"), text.cites_text(told.index, protocol.sources)),
    ]
    yield Facts(tuple(pairs))


def _phase_text(phase: Phase) -> str:
    details = []
    if phase.target is not None:
        details.append(text.target_text(phase.target))
    if phase.seconds is not None:
        details.append(text.seconds_range(*phase.seconds))
    return f"{phase.says} ({', '.join(details)})" if details else phase.says
