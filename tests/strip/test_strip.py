"""The strip: live pictures of every sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.state import Spot, State
from bodymap.core.store import Store
from bodymap.ui.drawing import sheet_layers
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.stage.view import StageView
from bodymap.ui.strip.view import StripView
from tests.drawn import FAR, HEIGHT, NEAR, PATCH, SHEETS, WIDTH, middle
from tests.drawn_stage import is_red

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Both:
    def __init__(self, qtbot, library, index, **state):
        self.store = Store(State(**state))
        self.presentation = PresentationStore(Presentation(reduce_motion=True))
        drawings = Drawings(library)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.stage = StageView(self.store, self.presentation, drawings, index, self.window)
        self.strip = StripView(self.store, self.presentation, drawings, self.window)
        self.stage.setGeometry(0, 0, 1200, 630)
        self.strip.setGeometry(0, 630, 1200, 170)
        self.window.resize(1200, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.stage.finish()
        self.strip.finish()

    def thumb(self, sheet_id, side=None):
        return next(t for t in self.strip.thumbs if (t.instance.sheet_id, t.instance.side) == (sheet_id, side))


@pytest.fixture
def both(qtbot, library, index):
    return Both(qtbot, library, index)


def red_share(thumb, place, *, mirrored=False):
    """How much of the few pixels around a place of the drawing is lit on a small picture."""
    image = thumb.grab().toImage()
    sheet = thumb._sheet()
    x, y = sheet.placement.to_scene(*place, mirrored=mirrored)
    spots = [(round(x) + dx, round(y) + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]
    return sum(is_red(image.pixelColor(*spot)) for spot in spots) / len(spots)


def test_every_sheet_is_there_with_its_title(both):
    assert [t.accessibleName() for t in both.strip.thumbs] == ["Front", "Back", "Side · Right"]


def test_what_was_lit_before_the_drawings_were_read_is_seen(qtbot, library, index):
    store = Store()
    store.select(Spot(FAR, "right"))
    window = QWidget()
    qtbot.addWidget(window)
    strip = StripView(store, PresentationStore(), Drawings(library), window)
    strip.setGeometry(0, 0, 900, 170)
    window.resize(900, 170)
    window.show()
    qtbot.waitUntil(lambda: bool(strip.thumbs) and all(t.shows_lit for t in strip.thumbs), timeout=5000)


def test_the_skin_is_mirrored_for_the_left(qtbot, library, index):
    both = Both(qtbot, library, index, side="both")
    for side in ("right", "left"):
        thumb = both.thumb("side", side)
        image, sheet = thumb.grab().toImage(), thumb._sheet()
        x, y = sheet.placement.to_scene(*middle(PATCH), mirrored=side == "left")
        assert image.pixelColor(round(x), round(y)).lightness() < 150, side


def test_a_small_picture_that_is_kept_in_several_pieces_is_the_same(both, monkeypatch):
    thumb = both.thumb("front")
    once = thumb.grab().toImage()
    monkeypatch.setattr(sheet_layers, "_BAND_BYTES", 4_000)
    thumb.paint_picture()
    assert len(thumb._picture.heights) > 3
    assert thumb.grab().toImage() == once


def test_what_is_lit_is_seen_on_every_small_picture(both, qtbot):
    with qtbot.waitSignal(both.strip.settled, timeout=1000):
        both.store.select(Spot(FAR, "right"))
    for name, side in (("front", None), ("back", None), ("side", "right")):
        zone = middle(SHEETS[name][FAR].essential)
        assert red_share(both.thumb(name, side), zone) > 0.4, name
        assert red_share(both.thumb(name, side), (WIDTH - zone[0], zone[1])) == 0, name
        assert both.thumb(name, side).shows_lit


def test_sheets_that_show_nothing_of_it_say_so(both, qtbot):
    with qtbot.waitSignal(both.strip.settled, timeout=1000):
        both.store.select(Spot(NEAR, "right"))
    assert [t.shows_lit for t in both.strip.thumbs] == [True, False, False]
    assert both.thumb("front").accessibleDescription()
    assert not both.thumb("back").accessibleDescription()


def test_the_left_is_mirrored_there_too(qtbot, library, index):
    both = Both(qtbot, library, index, side="both")
    both.store.select(Spot(FAR, "left"))
    both.strip.finish()
    zone = middle(SHEETS["side"][FAR].essential)
    assert red_share(both.thumb("side", "left"), zone, mirrored=True) > 0.4
    assert not both.thumb("side", "right").shows_lit


def test_those_on_stage_are_marked(both):
    assert [t.isChecked() for t in both.strip.thumbs] == [True, True, True]
    both.strip.stage("side")
    both.stage.finish()
    both.strip.finish()
    assert [t.isChecked() for t in both.strip.thumbs] == [False, False, True]


def test_a_click_brings_a_sheet_on_stage(both):
    QTest.mouseClick(both.thumb("side", "right"), LEFT)
    both.stage.finish()
    assert both.stage.staged_ids() == ("side",)


def test_control_click_adds_and_takes_away(both):
    QTest.mouseClick(both.thumb("side", "right"), LEFT)
    both.stage.finish()
    QTest.mouseClick(both.thumb("front"), LEFT, CONTROL)
    both.stage.finish()
    assert both.stage.staged_ids() == ("front", "side")
    QTest.mouseClick(both.thumb("side", "right"), LEFT, CONTROL)
    both.stage.finish()
    assert both.stage.staged_ids() == ("front",)


def test_the_only_one_on_stage_gives_way_to_the_usual_ones(both):
    for expected in (("side",), ("front", "back", "side")):
        QTest.mouseClick(both.thumb("side", "right"), LEFT)
        both.stage.finish()
        assert both.stage.staged_ids() == expected


def test_keys_walk_the_strip_and_stage_a_sheet(both):
    both.thumb("front").setFocus()
    QTest.keyClick(both.thumb("front"), Qt.Key.Key_Right)
    assert both.thumb("back").hasFocus()
    QTest.keyClick(both.thumb("back"), Qt.Key.Key_Return)
    both.stage.finish()
    assert both.stage.staged_ids() == ("back",)


@pytest.mark.parametrize("change", ["figure", "left", "both"])
def test_the_keyboard_stays_on_its_sheet_when_the_strip_is_made_anew(both, qtbot, change):
    both.store.choose_side("right")
    both.thumb("side", "right").setFocus()
    if change == "figure":
        both.store.show_figure("man")
    else:
        both.store.choose_side(change)
    both.strip.finish()
    qtbot.wait(5)
    assert both.thumb("side", "left" if change == "left" else "right").hasFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is both.thumb("back")


def test_the_figure_changes_in_the_strip_too(both, qtbot, library):
    both.store.show_figure("man")
    both.strip.finish()
    assert all(t.has_picture for t in both.strip.thumbs)
    assert library.is_read("man", "back")


def test_hovering_does_not_touch_the_strip(both, qtbot):
    with qtbot.assertNotEmitted(both.strip.settled, wait=60):
        both.store.hover(Spot(FAR, "right"))


def test_the_drawing_keeps_its_shape(both):
    sheet = both.thumb("front")._sheet()
    assert sheet.placement.width / sheet.placement.height == pytest.approx(WIDTH / HEIGHT)


def test_the_pointer_says_what_a_click_would_stage(both, qapp):
    thumb = both.thumb("side", "right")
    qapp.sendEvent(thumb, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert both.presentation.state.may_stage == ("side",)
    both.strip.stage("side")
    assert both.store.state.staged == ("side",)
    qapp.sendEvent(thumb, QEvent(QEvent.Type.Leave))
    assert both.presentation.state.may_stage is None
