"""The page beside the map of where to look first: the scale, the places by how many muscles reach them, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import guidance, text
from bodymap.core.language import number, tr, trn
from bodymap.core.ranking import Ranking
from bodymap.core.reach import muscles_by_reach, places_reached
from bodymap.ui.drawing.scale import colour_of
from bodymap.ui.following import follow
from bodymap.ui.keys import key_name
from bodymap.ui.reach import words
from bodymap.ui.reach.bar_table import Bar, BarTable
from bodymap.ui.reach.scale_bar import ScaleBar
from bodymap.ui.record.area_part import AreaPart
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.head import Head
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor

    from bodymap.core.areas import AreaChoice, ShownAreas
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle
    from bodymap.core.reach import PlaceReach
    from bodymap.core.state import Side, State
    from bodymap.core.store import Store

_TOP: Final = 12
"""Muscles that have a bar."""


class ReachView(QWidget):
    """Follows the store's voice; what is chosen here is no part of the state.

    Attributes:
        left: sent when the page is to be left.
        changed: sent when the map looks otherwise.
        place_asked: sent with a place and a side: all that may send pain there is to be listed.
        muscle_asked: sent with a muscle, a place or "", and a side.

    """

    left = Signal()
    changed = Signal()
    place_asked = Signal(str, object)
    muscle_asked = Signal(str, str, object)

    def __init__(self, store: Store, index: AtlasIndex, areas: AreaChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._index, self._areas = store, index, areas
        self._places: dict[bool, tuple[PlaceReach, ...]] = {}
        self._rankings: dict[bool, Ranking] = {}
        self._essential = False
        self.code = ""
        self._side: Side | None = None
        self.setAccessibleName(tr("Where to look first"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(18, 12, 18, 14)
        self._column.setSpacing(8)
        self._make_head(page)
        self._make_tables(page)
        self.nerves = AreaPart(areas, store, index, page)
        self._column.insertWidget(1, self.nerves)
        outer.addWidget(scrolled(page, self))
        follow(store, self, self._on_store_changed)
        follow(areas, self, self._on_areas_changed)
        self.refresh()

    def _make_head(self, page: QWidget) -> None:
        self.title = Prose(tr("Where to look first"), "title", parent=page)
        head = Head(self.title, tr("Leave the map ({key})").format(key=key_name("selection.clear")), page)
        head.close_button.clicked.connect(self.left)
        self._column.addLayout(head)
        self.about = Prose("", "body", parent=page)
        self._column.addWidget(self.about)
        choices = (
            Choice("both", tr("Both areas"), tr("Both areas"), tr("Count main areas and wider areas")),
            Choice("main", tr("Main areas"), tr("Main areas"), tr("Count main areas alone")),
        )
        self.areas = Segmented(tr("What counts"), choices, page, stretched=True)
        self.areas.set_value("both")
        self.areas.chosen.connect(lambda value: self.count(essential_only=value == "main"))
        self._column.addWidget(self.areas)
        self.scale = ScaleBar(page)
        self._column.addWidget(self.scale)

    def _make_tables(self, page: QWidget) -> None:
        self.places = BarTable(tr("Places by how many muscles reach them"), (tr("Place"), tr("Muscles")), 0.36, page)
        self.places.chosen.connect(lambda code: self.choose(code))
        self.places.opened.connect(lambda code: self.place_asked.emit(code, self._side))
        self._column.addWidget(self.places, 3)
        self.heading = Prose("", "heading", parent=page)
        self._column.addWidget(self.heading)
        self.muscles = BarTable("", ("", ""), 0.45, page)
        self.muscles.opened.connect(lambda muscle: self.muscle_asked.emit(muscle, self.code, self._side))
        self._column.addWidget(self.muscles, 2)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.list_all = PlateButton(tr("All that may send it"), "right", page)
        self.list_all.outlined = True
        self.list_all.setAccessibleName(tr("List all that may send pain to this place"))
        self.list_all.clicked.connect(lambda: self.place_asked.emit(self.code, self._side))
        self.whole = PlateButton(tr("Whole body"), "back", page)
        self.whole.outlined = True
        self.whole.set_text_shown(False)
        said = tr("No place: the muscles of the whole body ({key})").format(key=key_name("selection.clear"))
        self.whole.setAccessibleName(said)
        self.whole.setToolTip(said)
        self.whole.clicked.connect(lambda: self.choose(""))
        # A long word of another language gives way to the page's width.
        self.list_all.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self.list_all, 1)
        row.addWidget(self.whole)
        self._column.addLayout(row)
        self.limits = Prose("", "small", "soft", parent=page)
        self._column.addWidget(self.limits)

    # What is chosen

    def count(self, *, essential_only: bool) -> None:
        """Count main areas alone, or wider ones as well."""
        if essential_only != self._essential:
            self._essential = essential_only
            self.refresh()

    def choose(self, code: str, side: Side | None = None) -> None:
        """Look at this place, or at none; of a larger place that has no count of its own nothing is known."""
        self.code, self._side = code, side
        self.refresh()
        if code:
            announce(self, self.said())

    # What is shown

    def colours(self) -> dict[str, QColor]:
        """Return the colour of every place that is reached; none while skin areas are shown."""
        reached = self._reached() if self._areas.state.kind is None else ()
        most = max((one.count for one in reached), default=1)
        return {one.region.code: colour_of(_share(one.count, most)) for one in reached}

    def codes(self) -> tuple[str, ...]:
        """Return the place that is chosen and those inside it: a large one is drawn by its parts."""
        if not self.code:
            return ()
        inside = [self.code]
        for code in inside:
            inside += [one.code for one in self._index.atlas.regions if one.parent == code and one.code not in inside]
        return tuple(inside)

    def _reached(self) -> tuple[PlaceReach, ...]:
        if self._essential not in self._places:
            self._places[self._essential] = places_reached(self._index, essential_only=self._essential)
        return self._places[self._essential]

    def refresh(self) -> None:
        """Say and show what is chosen now."""
        voice, reached = self._store.state.voice, self._reached()
        most = max((one.count for one in reached), default=1)
        self.about.say(words.ABOUT.to(voice))
        self.scale.show_most(most)
        self.places.fill([self._place_bar(one, most) for one in reached])
        self.places.go_to(self.code)
        place = next((one for one in reached if one.region.code == self.code), None)
        self._fill_muscles(place)
        self._show_counted()
        self.limits.say(guidance.brief(self._index, guidance.NOT_A_DIAGNOSIS, guidance.DIFFERS, voice=voice))
        self.changed.emit()

    def _show_counted(self) -> None:
        """Show what is counted, or leave it to the skin areas: they lie where its colours would."""
        counted = self._areas.state.kind is None
        for each in (self.about, self.areas, self.scale, self.places, self.heading):
            each.setVisible(counted)
        self.muscles.setVisible(counted and bool(self.muscles.rows))
        self.list_all.setVisible(counted and bool(self.code))
        self.whole.setVisible(counted and bool(self.code))
        self._column.setStretchFactor(self.nerves, 0 if counted else 1)

    def _place_bar(self, one: PlaceReach, most: int) -> Bar:
        said = trn("{count} muscle", "{count} muscles", one.count).format(count=one.count)
        if one.wider:
            wider = tr("{count} of them in the wider area alone").format(count=len(one.wider))
            said = f"{said}, {wider}"
        name = text.capital(text.region_names(self._index, (one.region.code,), self._store.state.voice))
        colour = colour_of(_share(one.count, most)).name()
        return Bar(one.region.code, name, one.count / most, 0.0, number(one.count), said, colour)

    def _fill_muscles(self, place: PlaceReach | None) -> None:
        voice = self._store.state.voice
        if place is None and self.code:
            name = text.region_names(self._index, (self.code,), voice)
            self.heading.say(tr("No muscle is known to send pain here: {place}").format(place=name))
            self.muscles.fill(())
        elif place is None:
            self.heading.say(tr("Muscles felt in most places"))
            self._head_muscles(tr("Places"))
            self.muscles.fill(list(self._bars_of_all())[:_TOP])
        else:
            name = text.region_names(self._index, (place.region.code,), voice)
            self.heading.say(tr("Fitting best: {place}").format(place=name))
            self._head_muscles(tr("How well it fits"))
            self.muscles.fill(list(self._bars_at(place))[:_TOP])

    def _head_muscles(self, figure: str) -> None:
        self.muscles.setAccessibleName(self.heading.text())
        self.muscles.setHorizontalHeaderLabels([tr("Muscle"), figure])

    def _bars_of_all(self) -> Iterator[Bar]:
        found = muscles_by_reach(self._index, essential_only=self._essential)
        most = max((one.main + one.wider for one in found), default=1)
        for one in found:
            count = one.main + one.wider
            said = trn("{count} place", "{count} places", count).format(count=count)
            if one.wider:
                said = f"{said}, {tr('{count} of them in the wider area alone').format(count=one.wider)}"
            yield Bar(one.muscle.id, self._name(one.muscle), one.main / most, one.wider / most, number(count), said)

    def _bars_at(self, place: PlaceReach) -> Iterator[Bar]:
        """Yield the muscles that reach a place, those that fit it best first, as the lists of a place have them."""
        main = {muscle.id for muscle in place.main}
        suspects = self._ranking().rank((place.region.code,))
        most = max((one.best.score for one in suspects), default=1.0)
        for one in suspects:
            length, fits = one.best.score / most, text.fit_said(one.best.fit)
            own = one.muscle.id in main
            area = tr("in its main area") if own else tr("in its wider area alone")
            parts = (length, 0.0) if own else (0.0, length)
            yield Bar(one.muscle.id, self._name(one.muscle), *parts, tr(words.FITS[one.best.fit]), f"{fits}, {area}")

    def _ranking(self) -> Ranking:
        if self._essential not in self._rankings:
            self._rankings[self._essential] = Ranking(self._index, essential_only=self._essential)
        return self._rankings[self._essential]

    def _name(self, muscle: Muscle) -> str:
        name = muscle.client_name if self._store.state.voice == "client" else muscle.name
        return text.capital(name)

    def said(self) -> str:
        """Return what is chosen in a sentence, for a screen reader."""
        rows = self.muscles.rows[:3]
        names = text.join_words(row.name for row in rows)
        return f"{self.heading.text()}. {names}." if names else f"{self.heading.text()}."

    def _on_areas_changed(self, old: ShownAreas, new: ShownAreas) -> None:
        if old.kind != new.kind:
            self.code = ""
            self.refresh()

    def _on_store_changed(self, old: State, new: State) -> None:
        if old.voice != new.voice:
            self.refresh()


def _share(count: int, most: int) -> float:
    return (count - 1) / (most - 1) if most > 1 else 1.0
