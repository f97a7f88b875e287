"""What one key shows next is laid together from layers that were painted beforehand and kept."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QImage

from bodymap import assets
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.drawing import ink, painting, sheet_layers
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.scene import EMPTY
from bodymap.ui.drawing.sheet_layers import Band, KeptLayers, LayerKey
from tests.drawn import FAR
from tests.paints import Paints
from tests.stage.test_light import apart

CHANGES = {
    "side": lambda stage: stage.store.choose_side("left"),
    "figure": lambda stage: stage.store.show_figure("man"),
    "layer": lambda stage: stage.store.toggle_layer("muscles"),
    "ground": lambda stage: (stage.window.setPalette(theme.palette(theme.DARK)), stage.controller.restyle()),
}


def kept_of(stage) -> KeptLayers:
    return stage.controller.drawings.kept


def skins(stage) -> list[tuple[LayerKey, Band]]:
    every = painting.layers_of(stage.canvas.view(), "skin")
    shapes = stage.controller.drawings.shapes
    return [(s.key, s.blank(shapes(s.figure, s.sheet_id, "skin"))) for s in every if s.key is not None]


@pytest.mark.parametrize("lit", [(), (Spot(FAR, "right"),)])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_painted_at_once_from_what_was_kept(make_stage, library, monkeypatch, change, lit):
    stage = make_stage(library, lit=lit)
    painted: list[object] = []
    monkeypatch.setattr(painting, "shape_steps", lambda *args: painted.append(args) or iter(()))
    CHANGES[change](stage)
    assert stage.canvas.is_sharp
    assert stage.canvas.painted_view.state.figure == stage.store.state.figure
    assert stage.canvas.painted_view.state.side == stage.store.state.side
    assert painted == []


@pytest.mark.parametrize("change", CHANGES)
def test_kept_layers_look_as_those_painted_afresh(stage, change):
    CHANGES[change](stage)
    stage.view.finish()
    kept = stage.canvas.grab().toImage()
    stage.controller.drawings.kept = KeptLayers()
    stage.canvas._backdrop.pictures = None
    stage.view.finish()
    assert apart(kept, stage.canvas.grab().toImage()) == []


def test_the_change_is_seen_before_anything_else_is_done(stage):
    """The stage paints while the store still tells of the change; what else follows it comes after."""
    seen = []
    stage.store.subscribe(lambda *_: seen.append(stage.canvas.painted_view.state.side))
    stage.store.choose_side("left")
    assert seen == ["left"]


def test_nothing_is_kept_of_what_is_seen_enlarged(stage):
    before = set(kept_of(stage)._packed)
    stage.controller.zoom(3.0, QPointF(200, 200))
    stage.view.finish()
    assert set(kept_of(stage)._packed) == before


def test_what_was_kept_for_another_size_is_not_shown(stage):
    before = set(kept_of(stage)._packed)
    stage.view.resize(700, 500)
    stage.view.finish()
    after = set(kept_of(stage)._packed) - before
    assert after
    assert {(key.width, key.height) for key in after} == {(700, 500)}
    stage.store.choose_side("left")
    assert stage.canvas.is_sharp
    assert stage.canvas.painted_view.width == 700


def test_no_more_is_kept_than_there_is_room_for(stage):
    every = dict(kept_of(stage)._packed)
    most = sum(sorted(packed.size for packed in every.values())[-2:])
    small = KeptLayers(most)
    for key, band in skins(stage):
        for each in (key, key._replace(ratio=1.25)):
            list(small.pack_steps(each, band))
            assert small.size <= most


def test_on_a_larger_stage_as_much_more_is_kept(stage):
    (key, band), *_ = skins(stage)
    large = key._replace(width=2400, height=2000)
    least = KeptLayers(1)
    for each in (key, key._replace(ratio=1.25)):
        list(least.pack_steps(each, band))
    kept = KeptLayers(least.size)
    for n in range(6):
        list(kept.pack_steps(large._replace(ratio=1 + n / 100), band))
    assert len(kept._packed) == 4, "four times the pixels"


def test_a_stage_on_a_large_screen_keeps_every_side_of_both_figures(make_stage, monkeypatch):
    stage = make_stage(SheetLibrary(assets.svg_root()), size=(2210, 1700))
    for change in (stage.store.choose_side, stage.store.show_figure, stage.store.choose_side):
        change("man" if change == stage.store.show_figure else "left" if stage.store.state.side == "right" else "right")
        stage.view.finish()
    painted: list[object] = []
    monkeypatch.setattr(painting, "shape_steps", lambda *args: painted.append(args) or iter(()))
    stage.store.show_figure("woman")
    stage.store.choose_side("left")
    assert stage.canvas.is_sharp
    assert painted == []


def test_what_was_used_last_stays(stage):
    first, second, third = skins(stage)
    kept = KeptLayers()
    for key, band in (first, second):
        list(kept.pack_steps(key, band))
    kept._most = kept.size
    list(kept.bands(first[0]))
    list(kept.pack_steps(*third))
    assert first[0] in kept
    assert second[0] not in kept


def test_work_in_idle_time_stops_between_any_two_shapes(stage, monkeypatch):
    """With no time at all for a step, each holds one shape; events are looked at in between."""
    monkeypatch.setattr(sheet_layers, "_STEP_S", 0.0)
    seen = next(painting.layers_of(stage.canvas.view(), "skin"))
    shapes = stage.controller.drawings.shapes(seen.figure, seen.sheet_id, "skin")
    assert len(shapes) > 1
    assert len(list(sheet_layers.paint_steps(seen, shapes, seen.blank(shapes)))) == len(shapes)


@pytest.mark.parametrize("camera", [Camera(), Camera(1.31, -60.4, -33.3)], ids=["fitted", "near"])
def test_muscles_of_the_left_lie_where_they_would_be_painted(stage, camera):
    """They are those of the right turned over: half a pixel beside it at most, and none of them lost."""
    view = replace(stage.canvas.view(), camera=camera, state=replace(stage.store.state, side="both"))
    left, *_ = (seen for seen in painting.layers_of(view, "muscles") if seen.side == "left")
    shapes = stage.controller.drawings.shapes(left.figure, left.sheet_id, "muscles")
    upright, afresh = left.upright.blank(shapes, left.sight), left.blank(shapes, left.upright.sight)
    list(sheet_layers.paint_steps(left.upright, shapes, upright))
    list(sheet_layers.paint_steps(left, shapes, afresh))
    (here, much), (there, as_much) = (middle_and_mass(each) for each in (left.turned(upright), afresh))
    assert much > 100 * 255
    assert abs(much - as_much) < 0.01 * much
    assert abs(here - there) <= 0.5


def test_a_little_of_the_muscles_shows_under_what_is_lit(make_stage):
    """As much of them everywhere, whichever sides are shown, and nothing else of it is weaker."""
    stage = make_stage(SheetLibrary(assets.svg_root()))
    stage.store.choose_side("both")
    stage.view.finish()
    drawings, seen = stage.controller.drawings, {}
    for camera in (Camera(1.31, -60.4, -33.3), Camera(2.4, -400.2, -300.1)):
        view = replace(stage.canvas.view(), camera=camera)
        bare = anew(replace(view, state=replace(view.state, layers=view.state.layers - {"muscles"})), drawings)
        below = pixels_of(bare.plain)
        for side in ("right", "left", "both"):
            pictures = anew(replace(view, state=replace(view.state, side=side)), drawings)
            muscles, faded = pixels_of(pictures.plain), pixels_of(pictures.faded)
            assert (abs(muscles - below) > 10).mean() > 0.02, side
            assert abs(faded - (below + ink.FADED * (muscles - below))).max() <= 3, side
            seen[side] = muscles
        is_left = abs(seen["left"] - below) > 10
        assert abs(seen["left"] - seen["both"])[is_left].mean() < 1, "those beside the right ones"


def anew(view: painting.View, drawings) -> painting.Pictures:
    """Return a view as it is painted, without names."""
    bare = replace(view, state=replace(view.state, layers=view.state.layers - {"labels"}))
    return next(found for found in painting.paint_steps(bare, drawings, str) if found is not None)


def pixels_of(image: QImage) -> np.ndarray:
    """Return red, green and blue of each pixel."""
    flat = np.frombuffer(bytes(image.constBits()), np.uint8)
    return flat.reshape(image.height(), -1, 4)[:, : image.width(), :3].astype(np.int16)


def middle_and_mass(band: Band) -> tuple[float, int]:
    """Return the mean device column of what is painted, and how much of it there is."""
    alpha = band.image.convertToFormat(QImage.Format.Format_Alpha8)
    pixels, line = bytes(alpha.constBits()), alpha.bytesPerLine()
    rows = [pixels[row * line : row * line + alpha.width()] for row in range(alpha.height())]
    columns = [sum(column) for column in zip(*rows, strict=True)]
    return sum((band.left + n) * mass for n, mass in enumerate(columns)) / sum(columns), sum(columns)


@pytest.mark.parametrize("share", [0.4, 0.5, 0.6])
def test_no_more_is_painted_of_muscles_than_is_seen_of_both_sides(stage, monkeypatch, share):
    stage.store.choose_side("both")
    stage.view.finish()
    bands: list[Band] = []
    paint = sheet_layers.paint_steps
    monkeypatch.setattr(painting, "shape_steps", lambda *args: (bands.append(args[2]), paint(*args))[1])
    place = stage.canvas.scene.sheets[0].placement
    stage.controller.zoom(20.0, QPointF(place.x + share * place.width, place.y + place.height / 3))
    stage.view.finish()
    assert bands
    assert max(band.image.width() for band in bands) <= 2 * stage.canvas.width() * stage.canvas.devicePixelRatioF()


def test_packing_stops_between_bands(stage, monkeypatch):
    monkeypatch.setattr(sheet_layers, "_BAND_BYTES", 40_000)
    key, band = skins(stage)[0]
    steps = list(KeptLayers().pack_steps(key, band))
    assert len(steps) >= band.image.sizeInBytes() / 40_000


def test_shapes_out_of_sight_are_not_painted(stage):
    seen = next(painting.layers_of(stage.canvas.view(), "skin"))
    shapes = stage.controller.drawings.shapes(seen.figure, seen.sheet_id, "skin")
    away = seen._replace(camera=Camera(24.0, -24.0 * 990, -24.0 * 690))
    assert list(sheet_layers.paint_steps(away, shapes, away.blank(shapes))) == []


def test_buttons_for_a_screen_reader_come_and_go_without_a_repaint(stage, qapp):
    qapp.processEvents()
    paints, access = Paints(stage.canvas), stage.controller.access
    for scene in (EMPTY, stage.canvas.scene):
        list(access.fill(scene, Camera(), str))
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.processEvents()
    assert paints.count == 0


@pytest.mark.parametrize("staged", [("side",), ("front", "side")])
def test_what_the_pointer_may_stage_is_painted_at_once(stage, monkeypatch, staged):
    """The strip says what a click on it would stage while the pointer is there."""
    stage.presentation.expect_on_stage(staged)
    stage.controller.drawings.queue.finish()
    painted: list[object] = []
    monkeypatch.setattr(painting, "shape_steps", lambda *args: painted.append(args) or iter(()))
    stage.store.stage_sheets(staged)
    assert stage.canvas.is_sharp
    assert stage.controller.staged_ids() == staged
    assert painted == []


def test_shapes_stay_of_what_is_on_stage_alone(stage):
    """They are for looking closer. Those of the other figure and of other sheets are made for their layers only."""
    drawings, figure = stage.controller.drawings, stage.store.state.figure
    shown, gone, *_ = stage.controller.staged_ids()
    here, other = drawings.shapes(figure, shown, "skin"), drawings.shapes("man", shown, "skin")
    away = drawings.shapes(figure, gone, "skin")
    list(drawings.tidy(figure, [shown]))
    assert drawings.shapes(figure, shown, "skin") is here
    assert drawings.shapes("man", shown, "skin") is not other
    assert drawings.shapes(figure, gone, "skin") is not away


def test_what_is_not_needed_is_let_go_when_a_change_is_done(stage, monkeypatch):
    tidied: list[object] = []
    monkeypatch.setattr(stage.controller.drawings, "tidy", lambda *shown: tidied.append(shown) or iter(()))
    stage.store.show_figure("man")
    stage.view.finish()
    assert tidied[-1] == ("man", stage.controller.staged_ids())


@pytest.mark.parametrize("layer", ["skin", "muscles"])
def test_what_qt_keeps_with_painted_shapes_is_let_go(stage, monkeypatch, layer):
    """Of layers that are kept at once, of what is enlarged when the picture is seen."""
    forgotten: list[object] = []
    monkeypatch.setattr(sheet_layers, "forget_painted", forgotten.append)
    drawings = stage.controller.drawings
    seen = next(painting.layers_of(stage.canvas.view(), layer))
    paths = [shape.path for shape in drawings.shapes(seen.figure, seen.sheet_id, layer)]
    list(painting.band_steps(seen, drawings))
    assert forgotten == paths
    forgotten.clear()
    stage.canvas.settled.connect(lambda: forgotten.append("seen"))
    stage.controller.zoom(1.2, QPointF(200, 200))
    stage.canvas.finish()
    drawings.queue.finish()
    assert forgotten[0] == "seen"
    assert all(path in forgotten for path in paths)


def test_the_small_picture_for_zooming_out_is_there_only_while_one_looks_closer(stage):
    backdrop, queue = stage.canvas._backdrop, stage.controller.drawings.queue
    stage.view.finish()
    queue.finish()
    assert backdrop.small is None
    stage.canvas.set_camera(stage.canvas.camera.zoomed(3.0, 0, 0))
    stage.canvas.finish()
    queue.finish()
    assert backdrop.small is not None
    # What lies out of sight is seen at once when the hand zooms out, before it is painted sharp.
    fitted = backdrop.small.scaled(stage.canvas.size())
    stage.canvas.set_camera(Camera())
    seen = stage.canvas.grab().toImage().scaled(fitted.size())
    corner = fitted.rect().adjusted(fitted.width() // 2, fitted.height() // 2, 0, 0)
    inked = [
        QPointF(x, y).toPoint()
        for x in range(corner.left(), fitted.width(), 7)
        for y in range(corner.top(), fitted.height(), 7)
    ]
    ground = stage.canvas.palette().base().color()
    inked = [at for at in inked if abs(fitted.pixelColor(at).lightness() - ground.lightness()) > 40]
    assert inked
    assert sum(
        abs(seen.pixelColor(at).lightness() - fitted.pixelColor(at).lightness()) < 60 for at in inked
    ) > 0.9 * len(inked)
    stage.canvas.finish()
    assert backdrop.small is None


def test_bones_under_muscles_of_sheets_that_left_the_stage_are_let_go(stage):
    drawings = stage.controller.drawings
    drawings.queue.finish()
    sheets = {sheet.info.id for sheet in stage.canvas.scene.sheets}
    drawings.bones_by("woman", "front", "psoas-major")
    assert drawings.knows_bones_by("woman", "front", "psoas-major")
    list(drawings.prebuild("woman", sheets - {"front"}))
    assert not drawings.knows_bones_by("woman", "front", "psoas-major")


def test_what_was_seen_before_is_painted_over_and_looks_as_painted_afresh(stage, qtbot):
    backdrop = stage.canvas._backdrop
    over, images = [], []
    for factor, at in ((1.2, 200), (1.2, 200), (1 / 1.2, 240), (1.2, 280)):
        stage.controller.zoom(factor, QPointF(at, 200))
        spare = backdrop._spare
        stage.view.finish()
        over.append(spare is not None and backdrop.pictures.plain is spare.plain)
        assert spare is None or backdrop.pictures.faded is spare.faded
        afresh = next(filter(None, painting.paint_steps(stage.canvas.view(), stage.controller.drawings, str)))
        images += [(backdrop.pictures.plain, afresh.plain), (backdrop.pictures.faded, afresh.faded)]
        assert all(now == new for now, new in images[-2:])
    assert over == [False, True, True, True]
    backdrop._spared.setInterval(0)
    backdrop._spared.start()
    qtbot.waitUntil(lambda: backdrop._spare is None)


def test_one_notch_back_shows_again_what_was_seen(stage, monkeypatch):
    """Too near by one notch: nothing is painted twice, and what is seen is never what is kept to be painted over."""
    backdrop, at = stage.canvas._backdrop, QPointF(203, 171)
    seen = []
    for factor in (1.2, 1.2):
        stage.controller.zoom(factor, at)
        stage.canvas.finish()
        seen.append(backdrop.pictures)
    anew: list[object] = []
    monkeypatch.setattr(painting, "shape_steps", lambda *args: anew.append(args) or iter(()))
    for factor, shown in ((1 / 1.2, seen[0]), (1.2, seen[1]), (1 / 1.2, seen[0])):
        stage.controller.zoom(factor, at)
        stage.canvas.redraw()
        assert stage.canvas.is_sharp
        assert backdrop.pictures is shown
        assert backdrop._spare is not shown
    assert anew == []


def test_what_looks_otherwise_by_now_is_not_shown_again(stage):
    at = QPointF(203, 171)
    for factor in (1.2, 1.2):
        stage.controller.zoom(factor, at)
        stage.canvas.finish()
    first = stage.canvas._backdrop._spare
    stage.store.toggle_layer("labels")
    stage.controller.zoom(1 / 1.2, at)
    stage.canvas.finish()
    assert first is not None
    assert stage.canvas._backdrop.pictures is not first
    assert stage.canvas._backdrop.pictures.view == stage.canvas.view()


def test_what_is_fitted_is_laid_anew_and_not_shown_again(stage):
    """It may be what the last start left, which nobody has looked through yet."""
    backdrop, at = stage.canvas._backdrop, QPointF(203, 171)
    fitted = backdrop.pictures
    stage.controller.zoom(1.2, at)
    stage.canvas.finish()
    stage.controller.drawings.queue.finish()
    assert backdrop._spare is fitted
    stage.controller.zoom(1 / 1.2, at)
    stage.canvas.finish()
    assert backdrop.pictures.view == fitted.view
    assert backdrop.pictures is not fitted
