"""A start shows the picture that was last seen, and is ready for a click before anything is painted anew."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt

from bodymap import assets
from bodymap.core import drawing_reader, user_files
from bodymap.core.state import Spot
from bodymap.ui.drawing import painting, sheet_layers
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.panel.point_page import PointPage
from bodymap.ui.settings.settings import Settings
from bodymap.ui.stage.backdrop import Backdrop
from tests.stage.test_light import apart
from tests.ui.conftest import rest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.drawing.picture_on_disk import Bodies

SPOT = Spot("infraspinatus-1", "right")


@pytest.fixture
def start(qtbot: QtBot, settings_path: Path) -> Callable[..., MainWindow]:
    """Open a window as far as its body, and nothing else."""

    def start_window(*, furnish: bool = False) -> MainWindow:
        settings = Settings(settings_path)
        window = MainWindow(OpenAtlas(settings), settings)
        qtbot.addWidget(window, before_close_func=rest)
        window.resize(1280, 720)
        if furnish:
            with qtbot.waitSignal(window.furnished, timeout=20_000):
                window.show()
            # Its strip reads drawings while nothing else happens: a window that is opened next would be taken for it.
            strip = window.workspace.strip
            qtbot.waitUntil(
                lambda: bool(strip.thumbs) and all(each.has_picture for each in strip.thumbs), timeout=20_000
            )
            window.stage.finish()
        else:
            window.show()
            qtbot.waitUntil(lambda: window.stage is not None, timeout=20_000)
        return window

    return start_window


@pytest.fixture
def shapes(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whatever is painted shape by shape."""
    painted: list[object] = []
    paint = sheet_layers.paint_steps
    monkeypatch.setattr(painting, "shape_steps", lambda *args: painted.append(args) or paint(*args))
    return painted


def kept_picture() -> Path:
    return user_files.cache_folder() / "stage.picture"


def kept_layers() -> Path:
    return user_files.cache_folder() / "stage.layers"


def picture(window: MainWindow):
    return window.stage.wake().canvas.grab().toImage()


@pytest.mark.parametrize("without", [None, kept_layers, kept_picture])
def test_the_second_start_shows_the_picture_before_anything_is_painted_or_read(
    start: Callable[..., MainWindow],
    shapes: list[object],
    monkeypatch: pytest.MonkeyPatch,
    without: Callable[[], Path] | None,
):
    """The picture as pixels, or where that is not there laid of its layers."""
    first = picture(start(furnish=True))
    assert shapes
    assert kept_picture().exists()
    assert kept_layers().exists()
    if without is not None:
        without().unlink()
    shapes.clear()
    read: list[object] = []
    really = drawing_reader.read_contents
    monkeypatch.setattr(drawing_reader, "read_contents", lambda *args: read.append(args) or really(*args))
    window = start()
    assert window.workspace is None, "nothing else is there yet"
    canvas = window.stage.wake().canvas
    assert canvas.is_sharp
    assert (shapes, read) == ([], [])
    window.stage.wake()._show_headers()
    assert apart(first, picture(window)) == []


def test_a_click_lights_before_there_is_anything_around_the_body(start: Callable[..., MainWindow], qtbot: QtBot):
    start(furnish=True)
    window = start()
    controller = window.stage.wake()
    canvas = controller.canvas
    canvas._on_after_events_timeout()
    place = next(place for place in canvas.scene.places if place.key.spot == SPOT)
    at = QPointF(*canvas.camera.to_widget(place.x, place.y)).toPoint()
    dark = picture(window)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert window.store.state.lit == (SPOT,)
    assert window.workspace is None
    assert apart(dark, picture(window))
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        pass
    assert window.stage.wake() is controller
    assert window.store.state.lit == (SPOT,)
    qtbot.waitUntil(lambda: isinstance(window.workspace.panel.page, PointPage))


def test_the_body_stands_where_it_will_stay(start: Callable[..., MainWindow], qtbot: QtBot):
    window = start()
    stage = window.stage
    canvas = stage.wake().canvas

    def is_laid_out() -> bool:
        """Whether it has the place that the window gives it; it is there a moment before."""
        laid = not canvas.scene.sheets or canvas.scene.size == (canvas.width(), canvas.height())
        return stage.height() > window.height() / 2 and laid

    qtbot.waitUntil(is_laid_out)
    before = stage.mapTo(window, stage.rect().topLeft()), stage.size()
    scene = stage.wake().canvas.scene
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        pass
    qtbot.wait(50)
    assert (stage.mapTo(window, stage.rect().topLeft()), stage.size()) == before
    # A machine with much to do may read the sheets anew meanwhile: what must not happen is that a body moves.
    now = [sheet.placement for sheet in canvas.scene.sheets]
    assert now == [sheet.placement for sheet in scene.sheets] or not scene.sheets


def test_everything_is_called_by_its_name_once_the_atlas_is_read(start: Callable[..., MainWindow], qtbot: QtBot):
    start(furnish=True)
    window = start()
    stage = window.stage.wake()
    mark = next(place.key for place in stage.canvas.scene.places if place.key.spot == SPOT)
    place = stage.handling.place(mark)
    assert place is not None
    picked = stage.handling.pick(QPointF(*stage.canvas.camera.to_widget(place.x, place.y)))
    assert picked is not None
    stage.cards.name_crowd(picked)
    assert not stage.cards.is_open, "no id is ever shown in a name's place"
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        pass
    window.stage.finish()
    assert stage.access.button(mark).accessibleName().startswith("Infraspinatus TrP1")


def test_names_are_written_on_a_first_picture_that_was_painted_without_them(
    start: Callable[..., MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    """At the very first start the atlas is there before the first picture is."""
    from bodymap.ui.drawing.idle import IdleQueue

    monkeypatch.setattr(IdleQueue, "_on_timer_timeout", lambda _queue: None)
    window = start()
    controller = window.stage.wake()
    queue = controller.drawings.queue
    while not controller.canvas.scene.sheets:
        queue._step(queue._first())
    with qtbot.waitSignal(window.furnished, timeout=20_000):
        pass
    while not controller._is_ready:
        queue._step(queue._first())
    assert controller.canvas.is_sharp
    assert "labels" in controller.canvas.painted_view.state.layers


def test_a_point_is_drawn_under_the_name_of_its_muscle():
    """What the stage lights before the atlas is there is what the atlas would have it light."""
    from bodymap.core.index import AtlasIndex
    from bodymap.core.packs import open_atlas
    from bodymap.ui.drawing.names import Names

    index = AtlasIndex(open_atlas(assets.points_path()).atlas)
    before, after = Names(None), Names(index)
    for muscle in index.atlas.muscles:
        for point in muscle.points:
            assert before.muscle_id(point.id) == after.muscle_id(point.id) == muscle.id


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:50], lambda b: b[:-9] + b"\0" * 9, lambda _: b""])
def test_a_damaged_picture_is_painted_anew(
    start: Callable[..., MainWindow], shapes: list[object], damage: Callable[[bytes], bytes]
):
    first = picture(start(furnish=True))
    whole = {place: place.read_bytes() for place in (kept_picture(), kept_layers())}
    for place, content in whole.items():
        place.write_bytes(damage(content))
    shapes.clear()
    window = start(furnish=True)
    assert shapes
    assert apart(first, picture(window)) == []
    assert {place: place.read_bytes() for place in whole} == whole


def test_a_picture_that_is_not_as_it_was_written_is_painted_anew_once_that_is_found(
    start: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
):
    """It is looked through after it is shown."""
    shown: list[Bodies] = []
    take = Backdrop.take
    monkeypatch.setattr(Backdrop, "take", lambda *args: shown.append(args[2]) or take(*args))
    first = picture(start(furnish=True))
    whole = kept_picture().read_bytes()
    kept_picture().write_bytes(whole[:-900_000] + bytes(600_000) + whole[-300_000:])
    window = start(furnish=True)
    assert len(shown) == 1
    assert not window.stage.wake().canvas.backdrop.shows(shown[0])
    assert apart(first, picture(window)) == []
    assert kept_picture().read_bytes() == whole


@pytest.mark.parametrize(
    ("setting", "value"), [("side", "left"), ("side", "both"), ("figure", "man"), ("layers", frozenset({"points"}))]
)
def test_a_picture_of_something_else_is_never_shown(
    start: Callable[..., MainWindow],
    settings_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    value: object,
):
    """A wrong side is the gravest thing that could be seen."""
    from bodymap.ui.settings.state import STATE_SETTINGS

    first = start(furnish=True)
    assert kept_picture().exists()
    first.close()
    settings = Settings(settings_path)
    settings.put(STATE_SETTINGS[setting], value)
    settings.save()
    shown: list[object] = []
    monkeypatch.setattr(Backdrop, "take", lambda *args: shown.append(args))
    window = start(furnish=True)
    assert shown == []
    assert getattr(window.stage.wake().canvas.painted_view.state, setting) == value


def test_another_body_is_not_shown_as_the_last_one(start: Callable[..., MainWindow], settings_path: Path):
    window = start(furnish=True)
    woman = picture(window)
    settings = Settings(settings_path)
    from bodymap.ui.settings.state import STATE_SETTINGS

    settings.put(STATE_SETTINGS["figure"], "man")
    settings.save()
    again = start(furnish=True)
    assert again.store.state.figure == "man"
    assert apart(woman, picture(again))


def test_a_cache_that_cannot_be_written_costs_time_only(start: Callable[..., MainWindow], shapes: list[object]):
    folder = user_files.cache_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file is here")
    start(furnish=True)
    shapes.clear()
    start(furnish=True)
    assert shapes


def test_garbage_is_looked_for_again_once_the_window_stands(start: Callable[..., MainWindow]):
    gc.disable()
    try:
        start(furnish=True)
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


def test_the_binding_reads_no_source():
    import subprocess
    import sys

    code = (
        "import PySide6.QtCore; from bodymap.ui import quick_start; quick_start.spare_sources();"
        "import bodymap.ui.stage.controller, bodymap.ui.workspace, linecache;"
        "print([name for name in linecache.cache if '/stage/' in name or 'workspace' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
