"""The panel over the real atlas: what it says for one point, several, a condition, nothing, in both voices."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel

from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.panel import words
from bodymap.ui.panel.parts import PointRow
from bodymap.ui.widgets.prose import Prose
from tests.ui.conftest import click

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.core.index import AtlasIndex
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.panel.panel import Panel

SPOT = Spot("infraspinatus-1", "right")


def said(widget: QWidget) -> str:
    """Return every text in sight under a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def lit(window: MainWindow, qtbot: QtBot, *spots: Spot) -> Panel:
    """Light spots and return the panel once it describes them."""
    window.store.clear()
    for spot in spots:
        window.store.toggle(spot)
    panel: Any = window.workspace.panel
    wanted = panel.point if len(spots) == 1 else panel.compare
    qtbot.waitUntil(lambda: panel.page is wanted and panel._shown[0] == spots)
    return panel


def test_with_nothing_lit_it_invites_and_warns(window: MainWindow):
    panel = window.workspace.panel
    assert panel.page is panel.welcome
    text = said(panel.welcome)
    assert "Click an X" in text
    assert "Essential" in text
    assert "Spillover" in text
    assert "stop and refer" in text


def test_an_example_can_be_clicked(window: MainWindow, qtbot: QtBot):
    row = next(r for r in window.workspace.panel.welcome.findChildren(PointRow) if r.isVisible())
    click(qtbot, row)
    assert [spot.point_id for spot in window.store.state.lit] == [row._point_id]


@pytest.mark.parametrize("point_id", ["infraspinatus-1", "scalenes-1", "gluteus-minimus-3", "lateral-pterygoid-1"])
def test_a_point_is_told_in_full(window: MainWindow, qtbot: QtBot, index: AtlasIndex, point_id: str):
    page = lit(window, qtbot, Spot(point_id, "right")).point
    page.about_muscle.header.click()
    page.evidence.header.click()
    page.pressing.more.header.click()
    text = said(page)
    point, muscle = index.point(point_id), index.muscle_of(point_id)
    wanted = [muscle.name, point.label, point.part, point.referral.words, point.find.landmarks, point.find.position]
    wanted += [point.pressure.direction, point.pressure.depth, point.pressure.different, point.evidence.note]
    wanted += [muscle.origin, muscle.insertion, muscle.nerve, muscle.ta2, muscle.stretch, *point.mistaken_for]
    for caution in point.cautions:
        wanted += [caution.structure, caution.risk, caution.instead]
    assert [piece for piece in wanted if piece not in text] == []
    assert "right side" in text
    assert {chip.text() for chip in page.chips.values()} == {index.condition(c).name for c in point.conditions}


def test_the_client_reads_no_jargon(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    page = lit(window, qtbot, SPOT).point
    click(qtbot, window.workspace.toolbar.voice.segments["client"])
    point, muscle = index.point(SPOT.point_id), index.muscle_of(SPOT.point_id)
    qtbot.waitUntil(lambda: point.referral.client in said(page))
    text = said(page)
    for wanted in (point.referral.client, point.find.client, muscle.stretch_client, point.cautions[0].client):
        assert wanted in text
    assert muscle.client_name.casefold() in text.casefold()
    for phrase in (words.FELT, words.CAUTION, words.BREATH):
        assert phrase.client in text
        assert phrase.clinician not in text
    for jargon in (point.label, point.part, point.referral.words, point.cautions[0].risk, muscle.ta2, muscle.origin):
        assert jargon not in text
    assert not page.about_muscle.isVisible()
    assert not page.mistaken.isVisible()


def test_every_point_in_both_voices_fills_without_a_gap(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    panel = window.workspace.panel
    for voice in ("clinician", "client"):
        window.store.change(voice=voice)
        for point in index.points:
            window.store.select(Spot(point.id, "left"))
            panel.refresh()
            text = said(panel.point)
            assert (point.referral.client if voice == "client" else point.referral.words) in text
            assert "{" not in text
            assert "left side" in text


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_cautions_stand_above_the_dose(window: MainWindow, qtbot: QtBot, index: AtlasIndex, voice: str):
    window.store.change(voice=voice)
    for point in index.points[::7]:
        page = lit(window, qtbot, Spot(point.id, "right")).point
        QApplication.processEvents()
        assert page.cautions.isVisible() == bool(point.cautions)
        assert page.cautions.geometry().bottom() <= page.pressing.geometry().top()


def test_the_scale_shows_target_and_limit(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    page = lit(window, qtbot, SPOT).point
    point = index.point(SPOT.point_id)
    reading = page.pressing.scale.reading
    assert reading.target == point.pressure.target
    assert reading.limit == index.protocol(point.pressure.protocol).limit
    assert str(reading.limit) in page.pressing.scale.accessibleName()
    low, high = (f"{each:g}" for each in point.pressure.hold)
    assert f"{low}–{high} s" in page.pressing.hold.text()
    assert page.pressing.hold_bar.ticks()[-1] > point.pressure.hold[1]


def test_whose_dose_it_is_stands_below_it(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    whose = lit(window, qtbot, SPOT).point.pressing.whose.text()
    assert "Sources differ" in whose
    for protocol in index.atlas.protocols:
        assert protocol.name.lower() in whose.lower()


def test_a_chip_marks_its_condition_and_unmarks_it(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    panel = lit(window, qtbot, SPOT)
    condition_id, chip = next(iter(panel.point.chips.items()))
    panel._areas[panel.point].ensureWidgetVisible(chip)
    click(qtbot, chip)
    assert window.store.state.condition == condition_id
    assert window.store.state.lit == (SPOT,)
    qtbot.waitUntil(lambda: panel.point.condition.isVisible())
    condition = index.condition(condition_id)
    text = said(panel.point.condition)
    assert condition.plain in text
    assert all(flag in text for flag in condition.red_flags)
    click(qtbot, chip)
    assert window.store.state.condition is None
    qtbot.waitUntil(lambda: not panel.point.condition.isVisible())


def test_a_marked_condition_alone_has_its_page(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    window.store.mark_condition("low-back-pain")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.condition_page)
    points = index.points_of_condition("low-back-pain")
    rows = [row for row in panel.condition.points.findChildren(PointRow) if row.isVisibleTo(panel)]
    assert [row._point_id for row in rows] == [point.id for point in points]
    rows[0].click()
    assert window.store.state.lit == (Spot(points[0].id, "right"),)


def test_siblings_switch_within_the_muscle(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    panel = lit(window, qtbot, Spot("infraspinatus-1", "left"))
    buttons = panel.point._sibling_pool._widgets
    assert [b.text() for b in buttons if b.isVisible()] == ["1", "2", "3"]
    click(qtbot, buttons[1])
    assert window.store.state.lit == (Spot("infraspinatus-2", "left"),)


def test_several_lit_are_compared_by_hue_and_letter(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    spots = (SPOT, Spot("scalenes-1", "right"), Spot("soleus-1", "left"))
    panel = lit(window, qtbot, *spots)
    cards = [card for card in panel.compare.cards if card.isVisible()]
    assert len(cards) == 3
    for n, (card, spot) in enumerate(zip(cards, spots, strict=True)):
        assert index.muscle_of(spot.point_id).name in card.name.text()
        assert index.point(spot.point_id).referral.words in said(card)
        assert card._hue == theme.HUES[n]
    cards[1].remove.click()
    assert window.store.state.lit == (spots[0], spots[2])
    qtbot.waitUntil(lambda: len([c for c in panel.compare.cards if c.isVisible()]) == 2)
    cards[0].alone.click()
    assert window.store.state.lit == (spots[0],)


def test_shared_places_are_named(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    one, other = (index.point(each).referral for each in ("infraspinatus-1", "scalenes-1"))
    shared = {*one.essential, *one.spillover} & {*other.essential, *other.spillover}
    panel = lit(window, qtbot, SPOT, Spot("scalenes-1", "right"))
    assert bool(shared) == panel.compare.shared.text().startswith("All of them")


def test_text_can_be_selected_once_the_pointer_is_there(window: MainWindow, qtbot: QtBot):
    label = lit(window, qtbot, SPOT).point.referral.words
    height = label.heightForWidth(300)
    middle = QPointF(label.rect().center())
    QApplication.sendEvent(label, QEnterEvent(middle, middle, middle))
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert label.heightForWidth(300) == height
    qtbot.mouseDClick(label, Qt.MouseButton.LeftButton, pos=label.rect().center())
    assert label.selectedText().strip() in label.text()
    assert label.hasSelectedText()


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_nothing_in_the_panel_is_cut_off_or_overlaps(window: MainWindow, qtbot: QtBot, index: AtlasIndex, scale: float):
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    QApplication.setFont(font)
    longest = max(index.points, key=lambda point: len(point.part) + len(point.find.landmarks))
    page = lit(window, qtbot, Spot(longest.id, "right")).point
    qtbot.wait(50)
    for label in page.findChildren(Prose):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
    siblings = [w for w in (page.felt, page.cautions, page.pressing, page.goes_with, page.finding) if w.isVisible()]
    for above, below in itertools.pairwise(siblings):
        assert above.geometry().bottom() < below.geometry().top()


def test_point_names_in_both_voices(index: AtlasIndex):
    muscle = index.muscle("infraspinatus")
    assert words.point_name(muscle, muscle.points[0], "clinician") == "Infraspinatus TrP1"
    assert words.point_name(muscle, muscle.points[0], "client") == f"{muscle.client_name}, point 1"
