"""A click lights the zone where the drawing has it, on the patient's side that was clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot
from bodymap.ui.drawing import titles
from tests.drawn import FAR, NEAR, PATCH, SHEETS, TWIN, WIDTH, middle, path, write
from tests.drawn_stage import is_red, is_skin

FRONT, BACK, SIDE = (SHEETS[name][FAR] for name in ("front", "back", "side"))


def apart(one, other) -> list[tuple[int, int]]:
    """Where two pictures of the same size differ to the eye."""
    return [
        (x, y)
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
        if abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 6
    ]


def test_a_click_lights_the_zone_on_every_sheet(stage):
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))

    assert stage.store.state.lit == (Spot(FAR, "right"),)
    for name, side, zone in (("front", None, FRONT), ("back", None, BACK), ("side", "right", SIDE)):
        at = stage.at(stage.instance(name, side), middle(zone.essential), "right")
        assert is_red(stage.colour(at)), name


def test_the_other_half_of_the_body_stays_dark(stage):
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))

    for name, zone in (("front", FRONT), ("back", BACK)):
        assert is_skin(stage.colour(stage.at(stage.instance(name), middle(zone.essential), "left"))), name


def test_the_left_is_the_mirror(make_stage, library):
    stage = make_stage(library, side="left")
    stage.click(stage.where(stage.mark("front", Spot(FAR, "left"))))

    assert stage.store.state.lit == (Spot(FAR, "left"),)
    front = stage.instance("front")
    x, y = middle(FRONT.essential)
    assert is_red(stage.colour(stage.at(front, (x, y), "left")))
    assert is_red(stage.colour(stage.at(front, (WIDTH - x, y), "right"))), "the same place, reckoned from the right"
    assert is_skin(stage.colour(stage.at(front, (x, y), "right")))
    assert is_red(stage.colour(stage.at(stage.instance("side", "left"), middle(SIDE.essential), "left")))


def test_both_sides_show_a_pair_of_the_one_sided_sheet(make_stage, library):
    stage = make_stage(library, side="both", size=(1400, 700))
    instances = [(sheet.instance.sheet_id, sheet.instance.side) for sheet in stage.canvas.scene.sheets]
    assert instances == [("front", None), ("back", None), ("side", "right"), ("side", "left")]

    stage.click(stage.where(stage.mark("side", Spot(FAR, "left"), "left")))

    assert stage.store.state.lit == (Spot(FAR, "left"),)
    zone = middle(SIDE.essential)
    assert is_red(stage.colour(stage.at(stage.instance("side", "left"), zone, "left")))
    right = stage.instance("side", "right")
    for side in ("right", "left"):
        assert is_skin(stage.colour(stage.at(right, zone, side))), "nothing of the left on the right's drawing"


def test_the_skin_of_a_one_sided_sheet_is_mirrored_too(make_stage, library):
    stage = make_stage(library, side="both", size=(1400, 700))
    for side, other in (("right", "left"), ("left", "right")):
        number = stage.instance("side", side)
        assert stage.colour(stage.at(number, middle(PATCH), side)).lightness() < 120
        assert is_skin(stage.colour(stage.at(number, middle(PATCH), other)))


def test_a_preview_is_seen_on_what_is_lit(stage):
    stage.store.select(Spot(FAR, "right"))
    stage.controller.drawings.queue.finish()
    edge = stage.at(stage.instance("side", "right"), (290, 410), "right")
    before = stage.colour(edge)
    stage.store.hover(Spot(TWIN, "right"))
    after = stage.colour(edge)
    assert after.lightness() > before.lightness() + 20, "the preview's pale edge crosses the zone that is lit"


def test_zones_that_are_shown_or_hidden_are_so_for_what_is_pointed_at_too(stage):
    """Its pointer rests: it need not move for that. Not even where another window's does."""
    overlay = stage.canvas.overlay
    stage.store.hover(Spot(FAR, "right"))
    before = overlay.boxes("preview")
    assert before
    stage.store.toggle_layer("zones")
    assert overlay.boxes("preview") == []
    stage.store.toggle_layer("zones")
    assert overlay.boxes("preview") == before


def test_the_movement_goes_from_the_point_to_its_zone(make_stage, library, qtbot):
    stage = make_stage(library, reduce_motion=False)
    start = stage.where(stage.mark("front", Spot(FAR, "right")))
    end = stage.at(stage.instance("front"), middle(FRONT.essential), "right")
    stage.click(start)
    motion = stage.controller.lights._motion
    seen: list[tuple[float, ...]] = []
    motion.moved.connect(lambda: seen.extend(item.box for item in motion.items))
    qtbot.waitUntil(lambda: bool(seen) and not motion.items, timeout=3000)
    ys = [(box[1] + box[3]) / 2 for box in seen if box[0] < end.x() + 60]
    assert min(ys) >= start.y() - 1
    assert start.y() < max(ys) <= end.y() + 1


def test_nothing_moves_when_stillness_is_asked_for(stage):
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert not stage.controller.lights._motion._timer.isActive()


def test_nothing_moves_where_the_desktop_asks_for_stillness(make_stage, library, monkeypatch):
    from PySide6.QtWidgets import QApplication

    stage = make_stage(library, reduce_motion=False)
    monkeypatch.setattr(type(QApplication.style()), "styleHint", lambda *_: 0)
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert not stage.controller.lights._motion._timer.isActive()


def test_a_click_elsewhere_puts_it_out(stage):
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    zone = stage.at(stage.instance("front"), middle(FRONT.essential), "right")
    stage.click(stage.at(stage.instance("front"), (350, 780), "right"))

    assert stage.store.state.lit == ()
    assert is_skin(stage.colour(zone))


def test_spillover_is_dots_on_little_more_than_skin(stage):
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    image = stage.canvas.grab().toImage()
    x, y, width, height = FRONT.spillover or (0, 0, 0, 0)
    corner = stage.at(stage.instance("front"), (x + 8, y + 8), "right")
    end = stage.at(stage.instance("front"), (x + width - 8, y + height - 8), "right")
    pixels = [
        image.pixelColor(column, row) for column in range(corner.x(), end.x()) for row in range(corner.y(), end.y())
    ]
    dots = sum(is_red(pixel) for pixel in pixels) / len(pixels)
    ground = sum(pixel.green() > 150 for pixel in pixels) / len(pixels)

    assert 0.03 < dots < 0.35
    assert ground > 0.4


def test_dots_keep_their_size_when_zoomed(stage):
    stage.store.select(Spot(FAR, "right"))
    share = []
    for zoom in (1.0, 5.0):
        stage.controller.fit()
        at = stage.at(stage.instance("front"), middle(FRONT.spillover), "right")
        stage.controller.zoom(zoom, at.toPointF())
        stage.canvas.finish()
        image = stage.canvas.grab().toImage()
        at = stage.at(stage.instance("front"), middle(FRONT.spillover), "right")
        runs, length = [], 0
        for row in range(at.y() - 12, at.y() + 12):
            for column in range(at.x() - 14, at.x() + 14):
                if is_red(image.pixelColor(column, row)):
                    length += 1
                elif length:
                    runs.append(length)
                    length = 0
        share.append(max(runs))
    assert share[0] == pytest.approx(share[1], abs=1)


def test_the_muscle_is_shown_under_its_point(stage):
    at = stage.at(stage.instance("front"), (104, 216), "right")
    stage.store.show_layers(frozenset({"points", "zones"}))
    stage.canvas.finish()
    before = stage.colour(at)
    stage.store.select(Spot(FAR, "right"))

    assert stage.colour(at).lightness() < before.lightness() - 40


def _dying_away(folder, stops) -> SheetLibrary:
    """The sheets with a muscle that dies away across its own width; ``stops``: share of the way, strength."""
    x, _, wide, _ = SHEETS["front"][FAR].muscle or (0, 0, 0, 0)
    front = write(folder) / "woman" / "front.svg"
    told = "".join(f'<stop offset="{at}" stop-color="#b5523f" stop-opacity="{left}"/>' for at, left in stops)
    line = f'<linearGradient id="fade.belly" x1="{x}" y1="0" x2="{x + wide}" y2="0">{told}</linearGradient>'
    front.write_text(front.read_text().replace('<g id="muscles">', f'<g id="muscles"><defs>{line}</defs>'))
    return SheetLibrary(folder)


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(
    ("stops", "whole", "gone"),
    [
        (((0, 1), (0.8, 0), (1, 0)), 0.1, (0.9,)),
        (((0, 0), (0.2, 0), (0.4, 1), (0.6, 1), (0.8, 0), (1, 0)), 0.5, (0.1, 0.9)),
    ],
    ids=["one end", "both ends"],
)
def test_a_lit_muscle_dies_away_with_its_drawing(make_stage, tmp_path, side, stops, whole, gone):
    x, y, wide, _ = SHEETS["front"][FAR].muscle or (0, 0, 0, 0)
    stage = make_stage(_dying_away(tmp_path, stops), side=side, layers=frozenset({"points", "zones"}))
    stage.store.select(Spot(FAR, side))

    def shade(share: float):
        return stage.colour(stage.at(stage.instance("front"), (x + share * wide, y + 5), side))

    assert shade(whole).blue() > shade(whole).red() + 6, "flesh where the drawing is whole"
    assert all(is_skin(shade(at)) for at in gone), "and none where it is gone"


def test_several_are_lit_in_hues_of_their_own(stage):
    control = Qt.KeyboardModifier.ControlModifier
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))), control)
    stage.click(stage.where(stage.mark("front", Spot(NEAR, "right"))), control)

    assert stage.store.state.lit == (Spot(FAR, "right"), Spot(NEAR, "right"))
    first = stage.colour(stage.at(stage.instance("front"), (66, 426), "right"))
    second = stage.colour(stage.at(stage.instance("front"), (104, 624), "right"))
    assert is_red(first)
    assert second.blue() > second.red() + 40, "the second hue is blue"


def test_hiding_the_zones_leaves_the_point(stage):
    stage.store.select(Spot(FAR, "right"))
    stage.store.show_layers(frozenset({"points"}))
    stage.canvas.finish()

    assert is_skin(stage.colour(stage.at(stage.instance("front"), middle(FRONT.essential), "right")))
    assert stage.colour(stage.where(stage.mark("front", Spot(FAR, "right")))).lightness() < 60


def test_hovering_previews_more_faintly_than_a_click_lights(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    zone = stage.at(stage.instance("front"), middle(FRONT.essential), "right")
    stage.hover(at)
    previewed = stage.colour(zone)
    stage.click(at)

    assert stage.store.state.hovered == Spot(FAR, "right")
    assert stage.colour(zone).green() < previewed.green() - 30 < 0xE0 - 30


@pytest.mark.parametrize("lights", [True, False])
def test_muscles_fade_at_the_first_click_and_are_back_after_the_last(stage, lights):
    if not lights:
        stage.store.select(Spot(NEAR, "right"))
    stage.controller.drawings.queue.finish()
    muscle = stage.at(stage.instance("front"), (104, 216), "right")
    before = stage.colour(muscle)
    if lights:
        stage.store.select(Spot(NEAR, "right"))
    else:
        stage.store.clear()
    at_once = stage.canvas.grab().toImage()
    paint_bodies_anew(stage)

    assert apart(at_once, stage.canvas.grab().toImage()) == []
    assert abs(stage.colour(muscle).lightness() - before.lightness()) > 40


@pytest.mark.parametrize("moving", [False, True])
def test_every_other_mark_stands_back_but_is_still_seen_while_something_is_lit(stage, moving):
    other = stage.where(stage.mark("side", Spot(FAR, "right"), "right"))
    strong = stage.colour(other)
    skin = stage.colour(other + QPoint(0, 60))
    assert is_skin(skin)
    stage.store.select(Spot(NEAR, "right"))
    stage.controller.drawings.queue.finish()
    if moving:
        stage.canvas.set_camera(stage.canvas.camera.zoomed(1.02, other.x(), other.y()))
        assert not stage.canvas.is_sharp
    quiet = stage.colour(other)
    assert strong.lightness() < 60
    assert quiet.lightness() > strong.lightness() + 60
    assert _contrast(quiet, skin) >= 3, "WCAG for what is no text"
    stage.store.clear()
    assert stage.colour(other).lightness() == pytest.approx(strong.lightness(), abs=12)


def _contrast(one, other) -> float:
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def paint_bodies_anew(stage) -> None:
    stage.store.show_layers(stage.store.state.layers ^ {"points"})
    stage.canvas.finish()
    stage.store.show_layers(stage.store.state.layers ^ {"points"})
    stage.canvas.finish()


def light_anew(stage) -> None:
    """Paint what is lit, asked and pointed at from nothing that was made before."""
    lights = stage.controller.lights
    lights._ready.clear()
    for show in (lights._light, lights._ask, lights._preview):
        show()
    stage.canvas.update()


def test_a_condition_rings_its_points(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    before = stage.colour(at + QPoint(8, 0))
    condition = stage.index.point(FAR).conditions[0]
    stage.store.ring_condition(condition)

    assert stage.colour(at + QPoint(8, 0)).lightness() < before.lightness() - 40
    stage.store.clear()
    assert stage.colour(at + QPoint(8, 0)) == before


def test_what_is_ringed_loses_its_mark_with_all_the_others(stage):
    at = stage.where(stage.mark("side", Spot(FAR, "right"), "right"))
    stage.store.ring_condition(stage.index.point(FAR).conditions[0])
    assert stage.colour(at).lightness() < 60
    stage.store.show_layers(stage.store.state.layers - {"points"})
    stage.canvas.finish()
    assert is_skin(stage.colour(at))


def test_what_is_ringed_does_not_stand_back(stage):
    at = stage.where(stage.mark("side", Spot(FAR, "right"), "right"))
    strong = stage.colour(at).lightness()
    stage.store.select(Spot(NEAR, "right"))
    stage.store.ring_condition(stage.index.point(FAR).conditions[0])
    assert stage.store.state.lit
    assert stage.colour(at).lightness() == pytest.approx(strong, abs=12)


def test_every_sheet_says_which_side_is_which(make_stage, library):
    stage = make_stage(library, side="both", size=(1400, 700))

    sheets = {(s.instance.sheet_id, s.instance.side): s for s in stage.canvas.scene.sheets}
    assert titles.sheet_title(sheets["side", "left"].info, sheets["side", "left"].instance) == "Side · Left"
    letters = {name: [text for text, _ in titles.side_marks(sheets[name, None])] for name in ("front", "back")}
    assert letters == {"front": ["R", "L"], "back": ["L", "R"]}
    image = stage.canvas.grab().toImage()
    for name in ("front", "back"):
        place = sheets[name, None].placement
        for x in (place.x + 16, place.right - 16):
            patch = [
                image.pixelColor(round(x + dx), round(place.y - 15 + dy)) for dx in range(-6, 7) for dy in range(-8, 9)
            ]
            assert min(pixel.lightness() for pixel in patch) < 90, f"no letter on {name}"


def test_a_lit_spot_of_unknown_name_harms_nothing(stage):
    stage.store.select(Spot("nobody-1", "right"))
    assert stage.canvas.grab().width() > 0


def test_twins_light_zones_of_their_own(stage):
    stage.store.select(Spot(TWIN, "right"))
    assert is_red(stage.colour(stage.at(stage.instance("front"), middle(SHEETS["front"][TWIN].essential), "right")))
    assert is_skin(stage.colour(stage.at(stage.instance("front"), middle(SHEETS["front"][NEAR].essential), "right")))


def over_a_muscle(folder) -> SheetLibrary:
    """The sheets with a muscle of other points where pain spills over from the far one."""
    front = write(folder) / "woman" / "front.svg"
    other = (
        f'<g id="muscle.muscle-0-1" data-depth="deep"><path class="belly" d="{path(FRONT.spillover or PATCH)}"/></g>'
    )
    front.write_text(front.read_text().replace('<g id="muscles">', f'<g id="muscles">{other}'))
    return SheetLibrary(folder)
