"""Stands between state and canvas: reads the sheets, builds the scene, and lights what the state says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject

from bodymap.core.language import tr
from bodymap.core.marking import only_marked, unmarked
from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.camera import FIT, Camera
from bodymap.ui.drawing.names import Names
from bodymap.ui.drawing.painting import fault_text, keep_steps
from bodymap.ui.drawing.scene import EMPTY, SCENE_FIELDS, build_scene, staged_infos
from bodymap.ui.drawing.titles import header_items
from bodymap.ui.following import follow
from bodymap.ui.stage.access import AccessLayer
from bodymap.ui.stage.bringing import Bringer
from bodymap.ui.stage.canvas import Canvas
from bodymap.ui.stage.cards import Cards
from bodymap.ui.stage.chips import Chips
from bodymap.ui.stage.focus import Focus
from bodymap.ui.stage.guests import Guests
from bodymap.ui.stage.handling import Handling
from bodymap.ui.stage.keyboard import Walk
from bodymap.ui.stage.last_picture import LastPicture
from bodymap.ui.stage.lights import Lights
from bodymap.ui.stage.muscle_names import MuscleNames
from bodymap.ui.stage.naming import PlaceNames
from bodymap.ui.stage.overlay import region_of
from bodymap.ui.stage.pointer import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QKeyEvent

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Figure, SideChoice, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.drawing.scene import Scene
    from bodymap.ui.stage.brush import Brushing
    from bodymap.ui.stage.view import StageView

LOAD_RANK: Final = 0
EXPECTED_RANK: Final = 2
ACCESS_RANK: Final = 4
PREBUILD_RANK: Final = 5
TIDY_RANK: Final = 9
AHEAD_RANK: Final = 6


class StageController(QObject):
    """Runs the stage. Made after the window's first paint."""

    def __init__(
        self,
        stage: StageView,
        store: Store,
        presentation: PresentationStore,
        drawings: Drawings,
        index: AtlasIndex | None,
    ) -> None:
        super().__init__(stage)
        self.stage, self.store, self.presentation = stage, store, presentation
        self.drawings = drawings
        self.access = AccessLayer(stage)
        self.names = Names(index)
        self.canvas = Canvas(stage, self.drawings, self.names, presentation)
        self.lights = Lights(self.canvas, store, presentation, self.drawings, self.names)
        self.cards = Cards(self.canvas, self.lights, store, self.names)
        self.focus = Focus(stage, self.canvas, self.access)
        self.handling = Handling(self.canvas, self.lights, self.cards, self.focus, store, self.drawings)
        self.pointer = Pointer(self.handling, self.cards)
        self.walk = Walk(self.handling)
        self.bringer = Bringer(self, store, presentation, drawings, self.names, self._keep_steps, self._may_change)
        self.chips = Chips(stage, self.canvas)
        self.muscle_names = MuscleNames(self, self.canvas, self.lights, store, drawings, self.names, self.chips.boxes)
        named = self.muscle_names.landmark_at
        self.place_names = PlaceNames(self.canvas, self.handling, self.names, store, named)
        self.guests = Guests(
            self.canvas, store, self.drawings, self.handling, self.pointer, self.lights, self.muscle_names.refresh
        )
        self.guests.changed = self._tell_marked
        self.last_picture = LastPicture(self.canvas, drawings)
        self._fault: SheetError | None = None
        self._is_ready = False
        self._job = f"scene {id(self)}"

    def start(self) -> None:
        """Begin to follow the state, and read the first sheets in idle time."""
        from PySide6.QtCore import Qt

        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stage.setAccessibleName(tr("Stage: points on the body"))
        self.canvas.pointer = self.pointer
        self.canvas.camera_changed.connect(self._on_canvas_camera_changed)
        self.canvas.settled.connect(self._on_canvas_settled)
        self.bringer.told.connect(self._on_bringer_told)
        self.chips.elsewhere.clicked.connect(self.bringer.bring)
        self.chips.marked.clicked.connect(self._mark_all)
        self.access.pressed.connect(self._on_access_pressed)
        self.access.focus_left.connect(self.walk.leave)
        follow(self.store, self, self._on_store_change, first=True)
        follow(self.presentation, self, self._on_presentation_change)
        self._fill_stage()
        self.access.show()
        self.canvas.show()
        self._tell_marked()
        self.bringer.tell()
        self.rebuild()

    def learn_names(self, index: AtlasIndex) -> None:
        """Call everything by its name from now on."""
        self.names.index = index
        self.bringer.tell()
        if self.store.state.marking:
            self._tell_marked()
            self.rebuild()
        if self._is_ready and self.canvas.is_sharp:
            self._on_canvas_settled()
        elif self._is_ready:
            self.canvas.redraw()

    def finish(self) -> None:
        """Do at once what is left to be done in idle time."""
        self.drawings.queue.finish(self._job)
        self.canvas.finish()
        self.drawings.queue.finish()

    @property
    def brushing(self) -> Brushing | None:
        """The brush, while somebody paints."""
        return self.guests.brushing

    # The scene

    def staged_ids(self) -> tuple[str, ...]:
        """Return the ids of the sheets on stage, each once."""
        return tuple(dict.fromkeys(sheet.instance.sheet_id for sheet in self.canvas.scene.sheets))

    def rebuild(self) -> None:
        """Read what the state puts on stage, in idle time, and show it; now, if that takes no time."""
        self.drawings.queue.put(self._job, LOAD_RANK, self._rebuild_steps(), self)
        library, state = self.drawings.library, self.store.state
        if all(library.is_near(state.figure, info.id) for info in self._staged(state)):
            self.drawings.queue.finish(self._job)

    def _rebuild_steps(self) -> Iterator[None]:
        yield from self._read_steps(self.store.state)
        self._place_scene()

    def _staged(self, state: State) -> tuple[SheetInfo, ...]:
        infos = self._infos()
        return staged_infos(infos, state) if infos else ()

    def _read_steps(self, state: State) -> Iterator[None]:
        for info in self._staged(state):
            self.drawings.art(state.figure, info.id)
            yield

    def fault_text(self) -> str:
        """Return why there is nothing to show at all; empty when there is."""
        return fault_text("", self._fault) if self._fault else ""

    def _infos(self) -> tuple[SheetInfo, ...]:
        try:
            infos = self.drawings.library.infos
        except SheetError as error:
            self._fault = error
            return ()
        self._fault = None
        return infos

    def _place_scene(self) -> None:
        state, old = self.store.state, self.canvas.scene
        infos = self._infos()
        self.canvas.show_message(self.fault_text())
        if not infos:
            return
        scene = self._scene_of(state, infos)
        if not self._is_ready:
            self.last_picture.recall(scene, state)
        same_sheets = [s.instance for s in scene.sheets] == [s.instance for s in old.sheets]
        camera = self.canvas.camera.resized(old.size, scene.size) if same_sheets else Camera()
        self.canvas.show_scene(scene, state, camera)
        self.presentation.now_on_stage(self.staged_ids())

    def _scene_of(self, state: State, infos: tuple[SheetInfo, ...]) -> Scene:
        size = float(self.stage.width()), float(self.stage.height())
        header = ink.HEADER * self.canvas.grown
        without = unmarked(self.names.index, state)
        return build_scene(infos, lambda name: self.drawings.art(state.figure, name), state, size, header, without)

    def _fill_stage(self) -> None:
        self.access.setGeometry(self.stage.rect())
        self.canvas.setGeometry(self.stage.rect())
        self.chips.place()

    def resize(self) -> None:
        """Fit everything to the stage's new size."""
        self._fill_stage()
        scene, size = self.canvas.scene, (self.stage.width(), self.stage.height())
        if scene is not EMPTY and scene.size != size:
            # Also before the first picture: it would be painted for the size that the stage had a moment ago.
            self._place_scene()

    def restyle(self) -> None:
        """Repaint in the stage's new palette or font, if that makes a difference."""
        if self._is_ready and not self.canvas.is_sharp:
            self.canvas.redraw()

    def _on_canvas_settled(self) -> None:
        self._refresh(moving=False)
        view, queue = self.canvas.view(), self.drawings.queue
        buttons = self.access.fill(view.scene, view.camera, self.names.point)
        queue.put(f"access {id(self)}", ACCESS_RANK, buttons, self.access)
        shown = view.state.figure, self.staged_ids()
        queue.put("prebuild", PREBUILD_RANK, self.drawings.prebuild(*shown), self.drawings)
        queue.put(f"ahead {id(self)}", AHEAD_RANK, self._ahead_steps(), self)
        self.chips.place()
        self.muscle_names.refresh(resting=True)
        queue.put("tidy", TIDY_RANK, self.drawings.tidy(*shown), self.drawings)
        if not self._is_ready:
            self._is_ready = True
            queue.put(f"headers {id(self)}", LOAD_RANK, self._first_headers(), self)
            self.stage.ready.emit()
            if not self.canvas.is_sharp:
                # The atlas came while the first picture was painted: names are still to be written on it.
                self.canvas.redraw()

    def _ahead_steps(self) -> Iterator[None]:
        """Keep the pictures of what is shown and of what one key could show next: the other side, the other figure."""
        now = self.store.state
        self.last_picture.keep_layers()
        yield
        other: Figure = "man" if now.figure == "woman" else "woman"
        side: SideChoice = "left" if now.side == "right" else "right"
        for state in (now, replace(now, side=side, lit=(), hovered=None), replace(now, figure=other)):
            yield from self._keep_steps(state)
            if state is now:
                yield from self.last_picture.remember_steps(state)

    def _keep_steps(self, state: State) -> Iterator[None]:
        yield from self._read_steps(state)
        infos = self._infos()
        if infos:
            yield from keep_steps(self.canvas.view_of(self._scene_of(state, infos), state), self.drawings)

    def _on_presentation_change(self, old: Presentation, new: Presentation) -> None:
        if old.may_stage != new.may_stage and new.may_stage is not None and self._is_ready:
            state = replace(self.store.state, staged=new.may_stage)
            self.drawings.queue.put(f"expected {id(self)}", EXPECTED_RANK, self._keep_steps(state), self)
        if old.projector != new.projector:
            self.cards.close()
            self._on_bringer_told()
            self.rebuild()
        elif (old.hides, old.revealed) != (new.hides, new.revealed):
            self.lights.refresh(moving=False)

    # What comes by itself

    def _may_change(self) -> bool:
        """Whether other sheets may come now: not under a hand that drags or goes through a crowd, or looks closer."""
        hand = self.guests.guest or self.pointer
        return self.canvas.camera.zoom == FIT and not hand.is_busy

    def _on_bringer_told(self) -> None:
        # Before a room the slide says it in its own words.
        codes = () if self.presentation.state.projector else self.bringer.elsewhere
        self.chips.tell_elsewhere([self.names.region(code) for code in codes])
        self.muscle_names.refresh()

    def _tell_marked(self) -> None:
        """Say as long as it is so that some points have no X; where none has one that is another matter."""
        state = self.store.state
        bare = "points" not in state.layers or self.guests.guest is not None
        which = "" if bare else only_marked(self.names.index, state)
        said = tr("Only these have an X: {points}.").format(points=which) if which else ""
        self.stage.setAccessibleDescription(said)
        self.chips.tell_marked(which)

    def _mark_all(self) -> None:
        self.store.mark_part(None)
        self.store.mark_under(None)
        from bodymap.ui.widgets.announce import announce

        announce(self.stage, tr("All points have their X again."))

    # The camera

    def fit(self) -> None:
        """Show all of the staged sheets."""
        self.handling.fit()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom at a widget position, or at the middle."""
        self.handling.zoom(factor, at)

    def _on_canvas_camera_changed(self) -> None:
        self.cards.close()
        self.muscle_names.clear()
        self._refresh(moving=True)

    # What is lit

    def _on_store_change(self, old: State, new: State) -> None:
        named = [(state.lit, state.asked, state.layers, state.voice) for state in (old, new)]
        renamed = self._is_ready and named[0] != named[1]
        # What is lit comes first, without the names of what was; where those are still seen is painted after it.
        names = self.muscle_names.drop() if renamed else []
        self._show_change(old, new)
        if old.lit != new.lit and not any(map(self.cards.names_spot, new.lit)):
            # Lit from elsewhere: what the card names is not what is meant any more.
            self.cards.close()
        mark = self.focus.mark
        if old.lit != new.lit and self.presentation.state.projector and mark and mark.spot not in new.lit:
            # A step went on: the ring would tell a room of what is not spoken of any more.
            self.handling.leave_mark()
        if renamed:
            self.canvas.update(region_of(names))
            self.muscle_names.refresh()
        if old.lit != new.lit or old is new:
            self.access.show_lit(new.lit)
        if (old.part, old.under, old.layers) != (new.part, new.under, new.layers):
            self._tell_marked()

    def _show_change(self, old: State, new: State) -> None:
        if any(getattr(old, name) != getattr(new, name) for name in SCENE_FIELDS):
            self.cards.close()
            self.rebuild()
            return
        self.lights.change(old, new)
        if old.layers != new.layers:
            self.canvas.set_state(new)

    def _refresh(self, *, moving: bool) -> None:
        self.lights.refresh(moving=moving)
        self.focus.refresh()
        if self._is_ready:
            self._show_headers()

    def _show_headers(self) -> None:
        self.canvas.show_layer("headers", header_items(self.canvas.view()))

    def _first_headers(self) -> Iterator[None]:
        """Write over the sheets for the first time: no type has been loaded yet, and a click may be on its way."""
        self._show_headers()
        # What else is written keeps off them.
        self.chips.place()
        self.muscle_names.refresh()
        yield

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means on the stage; return whether it meant anything."""
        guest = self.guests.guest
        return self.walk.press(event) if guest is None else guest.press_key(event)

    def light_focused(self) -> bool:
        """Light the point that the keyboard is on; return whether there is one that was not lit."""
        mark = self.access.focused()
        if mark is None or mark.spot in self.store.state.lit:
            return False
        self._on_access_pressed(mark)
        return True

    def _on_access_pressed(self, mark: Mark) -> None:
        # A button stands a moment longer than what it was the button of.
        if self.handling.is_painted() and self.handling.place(mark) is not None:
            self.handling.choose(mark.spot)
