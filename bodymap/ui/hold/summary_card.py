"""One finished hold: its curve, its figures, and the ways to keep it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from bodymap.core import text
from bodymap.core.hold.cue_words import end_text
from bodymap.core.hold.sensations import sensation_name
from bodymap.core.hold.summary import Summary, change_text, noted_text, summarise, summary_text
from bodymap.core.index import UnknownIdError
from bodymap.core.language import moment, tr
from bodymap.core.text import side_text, target_text
from bodymap.ui.hold.chart import SummaryChart, summary_picture
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import Facts
from bodymap.ui.saving import png, write_file
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.chips import Flow
from bodymap.ui.widgets.message_bar import Message
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice


class SummaryCard(Card):
    """Shows a session. ``told`` carries a ``Message`` when a picture could not be saved."""

    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent=parent)
        self.session: Session | None = None
        self._index: AtlasIndex | None = None
        self.title = Prose("", "heading", parent=self)
        self.when = Prose("", "small", "soft", parent=self)
        self.chart = SummaryChart(self)
        self.change = Prose("", "title", parent=self)
        self.facts = Facts(self)
        for part in (self.title, self.when, self.chart, self.change, self.facts):
            self.rows.addWidget(part)
        flow = Flow(self, gap=6)
        self.copy_text = self._button(flow, tr("Copy as text"), "copy", self._on_copy_text)
        self.copy_picture = self._button(flow, tr("Copy as picture"), "picture", self._on_copy_picture)
        self.save_picture = self._button(flow, tr("Save picture…"), "down", self._on_save_picture)
        self.rows.addSpacing(4)
        self.rows.addWidget(flow)
        self.done = Prose("", "small", "accent", parent=self)
        self.rows.addWidget(self.done)

    def _button(self, flow: Flow, words: str, icon: str, act: object) -> PlateButton:
        button = PlateButton(words, icon, flow)
        button.outlined = True
        button.setAccessibleName(words)
        button.clicked.connect(act)
        flow.flow.addWidget(button)
        return button

    def show_session(self, session: Session, index: AtlasIndex | None, voice: Voice = "clinician") -> None:
        """Show this session, with why it ended in the atlas's words."""
        self.session, self._index = session, index
        summary = summarise(session)
        self.title.say(_title(session, index, voice))
        practice = "  ·  " + tr("practice") if session.begun.practice else ""
        self.when.say(moment(summary.started) + "  ·  " + summary.protocol_name + practice)
        self.chart.show_session(session)
        self.change.say(_change(summary))
        self.facts.say([*_facts(summary), (tr("End"), end_text(index, summary.reason, voice))])
        self.done.say("")

    def _on_copy_text(self) -> None:
        if self.session is not None:
            said = (summary_text(self._index, summarise(self.session)), noted_text(self.session.noted))
            QGuiApplication.clipboard().setText("\n".join(filter(None, said)))
            self.done.say(tr("The text is in the clipboard."))

    def _on_copy_picture(self) -> None:
        if self.session is not None:
            QGuiApplication.clipboard().setImage(summary_picture(self.session, self._index))
            self.done.say(tr("The picture is in the clipboard."))

    def _on_save_picture(self) -> None:
        if self.session is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        name = f"{self.session.begun.point_id} {self.session.begun.started[:16].replace(':', '')}.png"
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save picture"), str(Path(folder) / name), tr("PNG picture (*.png)")
        )
        if path:
            self.save_to(Path(path if path.lower().endswith(".png") else f"{path}.png"))

    def save_to(self, path: Path) -> None:
        """Save the picture as a PNG file; what goes wrong is told, and an older file then stays as it was."""
        if self.session is None:
            return
        try:
            write_file(path, png(summary_picture(self.session, self._index)))
        except OSError as error:
            said = tr("The picture could not be saved as “{path}”.").format(path=path)
            self.told.emit(Message(said, error.strerror or str(error)))
        else:
            self.done.say(tr("Saved as {name}.").format(name=path.name))


def _title(session: Session, index: AtlasIndex | None, voice: Voice) -> str:
    """Return what was held in this voice; as it was written where the atlas no longer has the point."""
    begun = session.begun
    name, side = begun.title, side_text(begun.side)
    if voice == "client" and index is not None:
        side = phrases.side_text(begun.side, voice)
        with suppress(UnknownIdError):
            name = text.capital(text.point_name(index.muscle_of(begun.point_id), index.point(begun.point_id), voice))
    return tr("{title}, {side}").format(title=name, side=side)


def _change(summary: Summary) -> str:
    """Return first and last discomfort as large type."""
    if summary.first is None or summary.last is None:
        return tr("No discomfort was named while holding.")
    return tr("{first} → {last}").format(first=summary.first, last=summary.last)


def _facts(summary: Summary) -> list[tuple[str, str]]:
    rounds = ""
    if len(summary.rounds) > 1:
        rounds = "\n".join(
            tr("{number}: held {seconds} s, {first} → {last}").format(
                number=one.number,
                seconds=f"{one.held_s:.0f}",
                first="–" if one.first is None else one.first,
                last="–" if one.last is None else one.last,
            )
            for one in summary.rounds
        )
    change = summary.change
    return [
        (tr("Change"), "" if change is None else _change_words(change)),
        (tr("Held"), tr("{seconds} s").format(seconds=f"{summary.held_s:.0f}")),
        (tr("Rounds"), rounds),
        (tr("Aim"), tr("{band}, limit {limit}").format(band=target_text(summary.band), limit=summary.limit)),
        (tr("Referred"), "" if summary.referred is None else tr("up to {value}").format(value=summary.referred)),
        (tr("Afterwards"), "" if summary.afterwards is None else str(summary.afterwards)),
        (tr("Felt"), ", ".join(map(sensation_name, summary.sensations))),
    ]


def _change_words(change: int) -> str:
    if change == 0:
        return tr("none")
    return change_text(change)
