"""Stands between state and canvas: reads the sheets, builds the scene, and lights what the state says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPalette, QRegion

from bodymap.core.index import UnknownIdError
from bodymap.core.sheets import SheetError
from bodymap.ui.stage import ink, marks, motion
from bodymap.ui.stage.access import AccessLayer
from bodymap.ui.stage.callout import Callout, place_callout
from bodymap.ui.stage.callout import Look as CalloutLook
from bodymap.ui.stage.camera import Camera
from bodymap.ui.stage.canvas import Canvas
from bodymap.ui.stage.chrome import header_items, side_word
from bodymap.ui.stage.highlight import Item, Lamp, Look, stamp_item
from bodymap.ui.stage.keys import Keys
from bodymap.ui.stage.pointer import Pointer
from bodymap.ui.stage.scene import build_scene, staged_infos
from bodymap.ui.stage.studio import studio_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.pick import Picked, Place
    from bodymap.core.sheets import SheetInfo, SheetLibrary
    from bodymap.core.state import Spot, State, Store
    from bodymap.ui.stage.layout import Mark
    from bodymap.ui.stage.view import StageView

LOAD_RANK: Final = 0
ACCESS_RANK: Final = 3
PREBUILD_RANK: Final = 5
MOST_ROWS: Final = 6
_SCENE_FIELDS: Final = ("figure", "side", "staged", "projector")


class Director(QObject):
    """Runs the stage. Made after the window's first paint."""

    def __init__(self, stage: StageView, store: Store, library: SheetLibrary, index: AtlasIndex) -> None:
        super().__init__(stage)
        self.stage, self.store, self.index = stage, store, index
        self.studio = studio_of(library)
        self.access = AccessLayer(stage)
        self.canvas = Canvas(stage, self.studio, self._region_name)
        self.motion = motion.Motion(self)
        self.callout: Callout | None = None
        self.pointer = Pointer(self)
        self.keys = Keys(self)
        self.fault: SheetError | None = None
        self._marked: frozenset[str] = frozenset()
        self._is_ready = False
        self._job = f"scene {id(self)}"

    def start(self) -> None:
        """Begin to follow the state, and read the first sheets in idle time."""
        from PySide6.QtCore import Qt

        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stage.setAccessibleName(self.tr("Stage: points on the body"))
        self.canvas.installEventFilter(self.pointer)
        self.canvas.camera_changed.connect(self._on_canvas_camera_changed)
        self.canvas.settled.connect(self._on_canvas_settled)
        self.motion.moved.connect(self._on_motion_moved)
        self.access.pressed.connect(self._on_access_pressed)
        self.store.subscribe(self._on_store_change, first=True)
        self._fill_stage()
        self.access.show()
        self.canvas.show()
        self.rebuild()

    def finish(self) -> None:
        """Do at once what is left to be done in idle time."""
        self.studio.queue.finish(self._job)
        self.canvas.finish()
        self.studio.queue.finish()

    # Names

    def name_of(self, point_id: str) -> str:
        """Return a point's muscle and label, or its id when the atlas does not know it."""
        try:
            return f"{self.index.muscle_of(point_id).name} {self.index.point(point_id).label}"
        except UnknownIdError:
            return point_id

    def spot_name(self, spot: Spot) -> str:
        """Return a spot's name for the card beside it; the side is named where both are shown."""
        name = self.name_of(spot.point_id)
        if self.store.state.side != "both":
            return name
        return f"{name} · {side_word(spot.side).lower()}"

    def _region_name(self, code: str) -> str:
        try:
            return self.index.region(code).label.split(" (")[0]
        except UnknownIdError:
            return ""

    def _muscle_id(self, point_id: str) -> str:
        try:
            return self.index.muscle_of(point_id).id
        except UnknownIdError:
            return ""

    # The scene

    def staged_ids(self) -> tuple[str, ...]:
        """Return the ids of the sheets on stage, each once."""
        return tuple(dict.fromkeys(sheet.slot.sheet_id for sheet in self.canvas.scene.sheets))

    def rebuild(self) -> None:
        """Read what the state puts on stage, in idle time, and show it."""
        self.studio.queue.put(self._job, LOAD_RANK, self._rebuild_steps())

    def _rebuild_steps(self) -> Iterator[None]:
        state = self.store.state
        for info in self._infos():
            if not any(info.id == one.id for one in staged_infos(self._infos(), state)):
                continue
            self.studio.art(state.figure, info.id)
            yield
        self._place_scene()

    def _infos(self) -> tuple[SheetInfo, ...]:
        try:
            infos = self.studio.library.infos
        except SheetError as error:
            self.fault = error
            return ()
        self.fault = None
        return infos

    def _place_scene(self) -> None:
        state, old = self.store.state, self.canvas.scene
        width, height = float(self.stage.width()), float(self.stage.height())
        header = ink.HEADER * (ink.PROJECTOR if state.projector else 1.0)
        infos = self._infos()
        if not infos:
            self.stage.update()
            return
        scene = build_scene(infos, lambda name: self.studio.art(state.figure, name), state, (width, height), header)
        same_sheets = [s.slot for s in scene.sheets] == [s.slot for s in old.sheets]
        camera = self.canvas.camera.resized(old.size, scene.size) if same_sheets else Camera()
        self.canvas.show_scene(scene, state, camera)
        self.studio.set_staged(self.staged_ids())

    def _fill_stage(self) -> None:
        self.access.setGeometry(self.stage.rect())
        self.canvas.setGeometry(self.stage.rect())

    def resize(self) -> None:
        """Fit everything to the stage's new size."""
        self._fill_stage()
        if self._is_ready:
            self._place_scene()

    def restyle(self) -> None:
        """Repaint in the stage's new palette or font."""
        if self._is_ready:
            self.canvas.redraw()

    def _on_canvas_settled(self) -> None:
        self._refresh_all()
        view = self.canvas.view()
        self.studio.queue.put(
            f"access {id(self)}", ACCESS_RANK, self.access.fill(view.scene, view.camera, self.name_of)
        )
        self.studio.queue.put("prebuild", PREBUILD_RANK, self.studio.prebuild(view.state.figure))
        if not self._is_ready:
            self._is_ready = True
            self.stage.ready.emit()

    # The camera

    def fit(self) -> None:
        """Show all of the staged sheets."""
        self.canvas.set_camera(Camera())

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom at a widget position, or at the middle."""
        centre = at or QPointF(self.canvas.width() / 2, self.canvas.height() / 2)
        self.canvas.set_camera(self.canvas.camera.zoomed(factor, centre.x(), centre.y()))

    def reveal(self, place: Place[Mark]) -> None:
        """Move the camera so that a place is in sight, if it is not."""
        x, y = self.canvas.camera.to_widget(place.x, place.y)
        width, height = self.canvas.width(), self.canvas.height()
        margin = 40.0
        if margin <= x <= width - margin and margin <= y <= height - margin:
            return
        self.canvas.set_camera(self.canvas.camera.panned(width / 2 - x, height / 2 - y))

    def _on_canvas_camera_changed(self) -> None:
        self.close_callout()
        self.motion.stop()
        self._refresh_all()

    # What is lit

    def lamp(self) -> Lamp:
        """Return what lights spots on the scene as it is seen now."""
        canvas = self.canvas
        return Lamp(
            self.studio,
            canvas.scene,
            canvas.camera,
            self.store.state.figure,
            self._muscle_id,
            canvas.grown,
            canvas.devicePixelRatioF(),
        )

    def _on_store_change(self, old: State, new: State) -> None:
        if any(getattr(old, name) != getattr(new, name) for name in _SCENE_FIELDS):
            self.close_callout()
            self.rebuild()
            return
        dirty = QRegion()
        if (old.lit, old.layers) != (new.lit, new.layers):
            dirty += self._light()
        if old.condition != new.condition:
            dirty += self._mark_condition()
        if (old.hovered, old.lit) != (new.hovered, new.lit):
            dirty += self._preview()
        # Painted here and now: the eye waits for this, everything else that listens may come after.
        self.canvas.repaint(dirty)
        if old.lit != new.lit:
            self._move(old, new)
        if old.layers != new.layers:
            self.canvas.set_state(new)

    def _refresh_all(self) -> None:
        for dirty in (self._light(), self._mark_condition(), self._preview()):
            self.canvas.update(dirty)
        self.canvas.update(self.canvas.overlay.set("headers", header_items(self.canvas.view())))
        self.keys.refresh()

    def look(self, number: int) -> Look:
        """Return how the spot that was lit as the given one is drawn."""
        state = self.store.state
        letter = ink.LETTERS[number] if len(state.lit) > 1 else ""
        return Look(ink.HUES[number], letter, dot_scale=self.canvas.grown)

    def _light(self) -> QRegion:
        state, lamp = self.store.state, self.lamp()
        under: list[Item] = []
        zones: list[Item] = []
        crosses: list[Item] = []
        for number, spot in enumerate(state.lit):
            look = self.look(number)
            under += lamp.muscles(spot)
            if "zones" in state.layers:
                zones += lamp.zones(spot, look)
            crosses += lamp.crosses(spot, look)
        overlay = self.canvas.overlay
        return overlay.set("lit", under + zones) + overlay.set("crosses", crosses)

    def _preview(self) -> QRegion:
        state = self.store.state
        spot = state.hovered
        items: list[Item] = []
        if spot is not None and spot not in state.lit:
            look = Look(ink.HUES[0], strength=ink.PREVIEW, dot_scale=self.canvas.grown)
            lamp = self.lamp()
            if "zones" in state.layers:
                items += lamp.zones(spot, look)
            items += lamp.crosses(spot, look)
        return self.canvas.overlay.set("preview", items)

    def _mark_condition(self) -> QRegion:
        state = self.store.state
        items: list[Item] = []
        if state.condition is not None:
            try:
                named = {point.id for point in self.index.points_of_condition(state.condition)}
            except UnknownIdError:
                named = set()
            stamp = marks.ring(self.canvas.grown, self.canvas.devicePixelRatioF())
            items = [
                stamp_item(stamp, *self.canvas.camera.to_widget(place.x, place.y))
                for place in self.canvas.scene.places
                if place.key.spot.point_id in named
            ]
        return self.canvas.overlay.set("rings", items)

    def _move(self, old: State, new: State) -> None:
        self.motion.stop()
        added = [spot for spot in new.lit if spot not in old.lit]
        if len(added) != 1 or "zones" not in new.layers or not motion.wanted(reduced=new.reduce_motion):
            return
        hue = self.look(new.lit.index(added[0])).hue
        self.motion.start(self.lamp().routes(added[0]), hue, self.canvas.grown)

    def _on_motion_moved(self) -> None:
        self.canvas.update(self.canvas.overlay.set("motion", self.motion.items))

    # What pointer and keyboard mean

    def choose(self, spot: Spot, *, add: bool = False) -> None:
        """Light a spot, alone or with those already lit."""
        if add:
            self.store.toggle(spot)
        else:
            self.store.select(spot)

    def _on_access_pressed(self, mark: Mark) -> None:
        self.choose(mark.spot)

    def hover(self, mark: Mark | None) -> None:
        """Preview a spot, or none."""
        spot = mark.spot if mark else None
        if spot != self.store.state.hovered:
            self.store.change(hovered=spot)

    def open_callout(self, picked: Picked[Mark]) -> None:
        """Name the point under the pointer, and its nearest neighbours in a crowd."""
        camera = self.canvas.camera
        crowd = [
            (place.key, self.spot_name(place.key.spot), QPointF(*camera.to_widget(place.x, place.y)))
            for place in picked.crowd[:MOST_ROWS]
        ]
        stage = QRectF(self.canvas.rect())
        zones = self.canvas.overlay.bounds("lit") + self.canvas.overlay.bounds("preview")
        self.callout = place_callout(crowd, self._callout_look(), stage, zones)
        self.show_callout(picked.nearest.key)

    def name_one(self, mark: Mark, picked: Picked[Mark]) -> None:
        """Name one point of a crowd, and say which of how many it is."""
        keys = [place.key for place in picked.crowd]
        name = self.spot_name(mark.spot)
        if len(keys) > 1:
            name = self.tr("{name}   {n} of {count}").format(name=name, n=keys.index(mark) + 1, count=len(keys))
        place = picked.crowd[keys.index(mark)]
        at = QPointF(*self.canvas.camera.to_widget(place.x, place.y))
        zones = self.canvas.overlay.bounds("lit")
        self.callout = place_callout([(mark, name, at)], self._callout_look(), QRectF(self.canvas.rect()), zones)
        self.show_callout(mark)

    def show_callout(self, current: Mark) -> None:
        """Paint the open card with one of its rows picked out."""
        callout = self.callout
        if callout is not None:
            item = Item(callout.bounds(), lambda painter: callout.paint(painter, current))
            self.canvas.update(self.canvas.overlay.set("callout", [item]))

    def close_callout(self) -> None:
        """Take the card away."""
        if self.callout is not None:
            self.callout = None
            self.canvas.update(self.canvas.overlay.set("callout", []))

    def _callout_look(self) -> CalloutLook:
        palette, role = self.canvas.palette(), QPalette.ColorRole
        font = self.canvas.font()
        if self.canvas.grown > 1:
            font.setPointSizeF(font.pointSizeF() * 1.4)
        return CalloutLook(
            ground=palette.color(role.ToolTipBase).name(),
            text=palette.color(role.Text).name(),
            soft=palette.color(role.PlaceholderText).name(),
            edge=palette.color(role.Mid).name(),
            wash=palette.color(role.Midlight).name(),
            font=font,
        )
