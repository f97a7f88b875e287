"""The options of a hold that stay from one to the next: sound, and the pace of the breath."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from bodymap.core.language import number, tr
from bodymap.ui.following import follow
from bodymap.ui.settings import hold as hold_settings

if TYPE_CHECKING:
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.ui.hold.view import HoldView
    from bodymap.ui.settings.settings import Setting, Settings

T = TypeVar("T")


class HoldOptions(QObject):
    """Keeps what is chosen on the page before a hold, and shows it there and while the hold runs."""

    def __init__(self, settings: Settings, presentation: PresentationStore, view: HoldView) -> None:
        super().__init__(view)
        self._settings, self._presentation = settings, presentation
        self._setup, self._live, self._tones = view.setup, view.live, view.tones
        setup = self._setup
        setup.breath.clicked.connect(lambda on: self._choose(hold_settings.BREATH, on))
        setup.sound.clicked.connect(self._on_sound)
        for stepper, row in ((setup.breath_in, hold_settings.BREATH_IN), (setup.breath_out, hold_settings.BREATH_OUT)):
            stepper.fewer.clicked.connect(lambda _=False, row=row: self._step_breath(row, -1))
            stepper.more.clicked.connect(lambda _=False, row=row: self._step_breath(row, 1))
        follow(presentation, self, self._on_presentation_changed)
        self._show()

    def show_breath(self) -> None:
        """Show the guide of the breath during a hold as it is chosen, still where the system wants no motion."""
        self._live.set_breath(self._settings.get(hold_settings.BREATH), self._presentation.state.reduce_motion)

    def _choose(self, row: Setting[T], value: T) -> None:
        self._settings.put(row, value)
        self._show()

    def _on_sound(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._tones.choose(on)
        self._show()

    def _step_breath(self, row: Setting[int], by: int) -> None:
        value = self._settings.get(row) + by
        try:
            row.parse(str(value))
        except ValueError:
            return
        self._choose(row, value)

    def _show(self) -> None:
        pace, on = hold_settings.pace(self._settings), self._settings.get(hold_settings.BREATH)
        setup = self._setup
        setup.breath.setChecked(on)
        setup.breath_in.say(tr("{seconds} s in").format(seconds=number(pace.in_s)))
        setup.breath_out.say(tr("{seconds} s out").format(seconds=number(pace.out_s)))
        for part in (setup.breath_in, setup.breath_out):
            part.setEnabled(on)
        setup.sound.setChecked(self._tones.on)
        self._live.breath.pace = pace
        self.show_breath()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if old.reduce_motion != new.reduce_motion:
            self._show()
