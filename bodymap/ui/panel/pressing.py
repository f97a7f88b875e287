"""How to press: the scale with its target, the hold and whose it is, the hand, the breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core import text
from bodymap.core.language import tr, trn
from bodymap.ui.panel import phrases
from bodymap.ui.panel.parts import Facts, Section
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scale import DiscomfortScale, HoldBar, ScaleReading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Advice, Phase, Point, Protocol
    from bodymap.core.state import Voice


class PressingPart(Section):
    """The dose of a point and how to give it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dose = self.add(Card("card", parent=self))
        dose.rows.setSpacing(5)
        self.scale = DiscomfortScale(dose)
        self.meaning = Prose("", "small", "soft", parent=dose)
        self.hold = Prose("", "heading", parent=dose)
        self.hold_bar = HoldBar(dose)
        self.whose = Prose("", "small", "soft", parent=dose)
        for part in (self.scale, self.meaning, self.hold, self.hold_bar, self.whose):
            dose.rows.addWidget(part)
        self.plain = self.add(Prose(parent=self))
        self.facts = self.add(Facts(self))
        self.breath = self.add(Prose("", "body", "accent", parent=self))
        self._steps = Facts(self)
        self.more = self.add(Disclosure("", self._steps, self))

    def fill(self, index: AtlasIndex, point: Point, voice: Voice) -> None:
        """Show how to press this point in this voice."""
        pressure = point.pressure
        protocol = index.protocol(pressure.protocol)
        self.title.say(phrases.PRESS.to(voice))
        self.scale.show_reading(_reading(point, protocol, voice))
        self.meaning.say(_meaning(index, pressure.target))
        hold = text.seconds_range(*pressure.hold)
        self.hold.say(phrases.HOLD.to(voice).format(range=hold))
        self.hold_bar.show_hold(pressure.hold, phrases.HOLD.to(voice).format(range=hold))
        client = voice == "client"
        self.whose.say("" if client else _whose(index, point, protocol))
        self.plain.say(_client_words(point, protocol) if client else "")
        self.facts.say([] if client else _facts(point))
        self.breath.say(phrases.BREATH.to(voice))
        self.more.set_title(phrases.PROTOCOL.to(voice))
        self.more.set_filler(lambda: self._steps.say(_steps(index, point, voice)))

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Leave out what a room does not need to read."""
        self.more.setVisible(not brief)
        self.meaning.setVisible(not brief and bool(self.meaning.text()))


def limit_of(point: Point, protocol: Protocol) -> int:
    """Return over which discomfort to lighten here: as far above the target as the protocol's limit is above its own.

    A place that is to be pressed lightly has its limit lower too.
    """
    high = point.pressure.target[1]
    return max(high, min(protocol.limit, high + protocol.limit - protocol.target[1]))


def _is_as_protocol(point: Point, protocol: Protocol) -> bool:
    return (point.pressure.hold, point.pressure.target) == (protocol.hold, protocol.target)


def _client_words(point: Point, protocol: Protocol) -> str:
    """Return what the client feels: the protocol's words, or where this place differs from it, the place's figures."""
    if _is_as_protocol(point, protocol):
        return protocol.client
    return tr("Here I press for about {hold}, at about {target} on your scale of 10. Tell me if it is more.").format(
        hold=text.seconds_range(*point.pressure.hold),
        target=_target_figures(point.pressure.target),
    )


def _target_figures(target: tuple[int, int]) -> str:
    low, high = target
    return str(low) if low == high else f"{low}–{high}"


def _reading(point: Point, protocol: Protocol, voice: Voice) -> ScaleReading:
    low, high = point.pressure.target
    phrase = phrases.TARGET if low != high else phrases.TARGET_ONE
    limit = limit_of(point, protocol)
    return ScaleReading(
        target=(low, high),
        limit=limit,
        target_text=phrase.to(voice).format(low=low, high=high),
        limit_text=phrases.LIMIT.to(voice).format(limit=limit),
        low_text=phrases.SCALE_LOW.to(voice),
        high_text=phrases.SCALE_HIGH.to(voice),
    )


def _meaning(index: AtlasIndex, target: tuple[int, int]) -> str:
    """Return what the target's steps say, such as "5: clearly strong · 6: strong, still good"."""
    steps = range(target[0], target[1] + 1)
    said = ((value, phrases.scale_words(index.atlas, value)) for value in steps)
    return "\n".join(f"{value}  {says}" for value, says in said if says)


def _whose(index: AtlasIndex, point: Point, protocol: Protocol) -> str:
    """Return whose dose it is, and what the other sources say: they disagree, and that is shown."""
    own = text.dose_text(index, point)
    others = [
        tr("{name} {range}").format(name=text.inside(other.name), range=text.seconds_range(*other.hold))
        for other in index.atlas.protocols
        if other.id != protocol.id
    ]
    if not others:
        return own
    return own + " " + tr("Sources differ: {others}.").format(others="; ".join(others))


def _facts(point: Point) -> list[tuple[str, str]]:
    pressure = point.pressure
    return [
        (tr("With"), phrases.capital(text.tools_text(point))),
        (tr("Direction"), pressure.direction),
        (tr("Depth"), pressure.depth),
        (tr("Here"), pressure.different),
    ]


def _steps(index: AtlasIndex, point: Point, voice: Voice) -> list[tuple[str, str]]:
    protocol = index.protocol(point.pressure.protocol)
    if voice == "client":
        return [(each.title, each.client) for each in index.atlas.advice if _is_for_client(each)]
    steps = [("", protocol.summary)]
    if not _is_as_protocol(point, protocol):
        own = tr("Here: {hold} at {target}. The figures below are the protocol's own.")
        steps.append(
            (
                tr("This place"),
                own.format(
                    hold=text.hold_text(point.pressure.hold),
                    target=text.target_text(point.pressure.target),
                ),
            )
        )
    steps.extend((text.step_name(phase.name), _phase_text(phase)) for phase in protocol.phases)
    steps.append((tr("Rounds"), trn("{count}", "Up to {count}", protocol.rounds).format(count=protocol.rounds)))
    steps.append((tr("Stop when"), "\n".join(protocol.stop_rules)))
    steps.append((tr("Source"), text.cites_text(index, protocol.sources)))
    return steps


def _is_for_client(advice: Advice) -> bool:
    """Return whether this advice is about the client's part in the pressure, or about what comes after it."""
    return advice.id in ("breathing", "client-in-charge", "no-bruise") or advice.id.startswith("after-")


def _phase_text(phase: Phase) -> str:
    details = []
    if phase.target is not None:
        details.append(text.target_text(phase.target))
    if phase.seconds is not None:
        details.append(text.seconds_range(*phase.seconds))
    return f"{phase.says} ({', '.join(details)})" if details else phase.says
