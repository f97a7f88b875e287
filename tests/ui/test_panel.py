"""The panel over the real atlas: what it says for one point, several, a condition, nothing, in both voices."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, get_args

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from bodymap.core import guidance, text
from bodymap.core.blocks import Paragraph
from bodymap.core.record_text import record_lines
from bodymap.core.sections import SECTION, SECTIONS, sections_of
from bodymap.core.state import SideChoice, Spot, Voice
from bodymap.ui import theme
from bodymap.ui.dialogs.about import AboutDialog
from bodymap.ui.first_frame import LEAST_PANEL
from bodymap.ui.record.parts import PointRow
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.prose import Prose
from tests.ui.conftest import click

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.core.index import AtlasIndex
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.panel.panel import Panel
    from bodymap.ui.panel.point_page import PointPage

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
    qtbot.waitUntil(lambda: panel.page is wanted and panel.topic and panel.topic.lit == spots)
    return panel


def test_with_nothing_lit_it_invites_and_warns(window: MainWindow):
    panel = window.workspace.panel
    assert panel.page is panel.welcome
    text = said(panel.welcome)
    assert "Click where it hurts" in text
    assert "Essential" in text
    assert "Spillover" in text
    assert "stop and refer" in text


def test_an_example_can_be_clicked(window: MainWindow, qtbot: QtBot):
    row = next(r for r in window.workspace.panel.welcome.findChildren(PointRow) if r.isVisible())
    click(qtbot, row)
    assert [spot.point_id for spot in window.store.state.lit] == [row._point_id]


def test_where_to_look_next_is_lit_by_a_click(window: MainWindow, qtbot: QtBot):
    page = lit(window, qtbot, Spot("rhomboids-1", "right")).point
    rows = [row for row in page.parts["next"].findChildren(PointRow) if row.isVisibleTo(page)]
    named = ["Scalenes", "Infraspinatus", "Levator scapulae", "Pectoralis minor", "Pectoralis major"]
    assert [row.text() for row in rows] == named
    click(qtbot, rows[1])
    assert [spot.point_id for spot in window.store.state.lit] == ["infraspinatus-1"]
    lit(window, qtbot, Spot("trapezius-7", "right"))
    assert not page.parts["next"].isVisibleTo(page)


@pytest.mark.parametrize("point_id", ["infraspinatus-1", "scalenes-1", "gluteus-minimus-3", "lateral-pterygoid-1"])
def test_a_point_is_told_in_full(window: MainWindow, qtbot: QtBot, index: AtlasIndex, point_id: str):
    page = lit(window, qtbot, Spot(point_id, "right")).point
    for part in page.parts.values():
        if isinstance(part, Disclosure):
            part.header.click()
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
    for section in (SECTION["felt"], SECTION["cautions"]):
        assert section.heading.client in text
        assert section.heading.clinician not in text
    assert guidance.brief(index, *guidance.WHILE_PRESSING["client"], voice="client") in text
    for jargon in (point.label, point.part, point.referral.words, point.cautions[0].risk, muscle.ta2, muscle.origin):
        assert jargon not in text
    assert not page.parts["muscle"].isVisible()
    assert not page.parts["mistaken"].isVisible()


def test_every_point_in_both_voices_fills_without_a_gap(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    panel = window.workspace.panel
    for voice in ("clinician", "client"):
        window.store.speak(voice)
        for point in index.points:
            window.store.select(Spot(point.id, "left"))
            panel.refresh()
            text = said(panel.point)
            assert (point.referral.client if voice == "client" else point.referral.words) in text
            assert "{" not in text
            assert "left side" in text


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_cautions_stand_above_the_dose(window: MainWindow, qtbot: QtBot, index: AtlasIndex, voice: Voice):
    window.store.speak(voice)
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


def test_whose_dose_it_is_stands_with_the_evidence(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    page = lit(window, qtbot, SPOT).point
    folded: Any = page.parts["evidence"]
    folded.header.click()
    assert "Sources differ" not in said(page.pressing)
    whose = said(page.parts["evidence"])
    assert "Sources differ" in whose
    for protocol in index.atlas.protocols:
        assert protocol.name.lower() in whose.lower()


@pytest.mark.parametrize("point_id", ["scalenes-1", "sternocleidomastoid-1", "gluteus-minimus-3"])
def test_how_to_lie_find_and_press_stands_on_top(window: MainWindow, qtbot: QtBot, index: AtlasIndex, point_id: str):
    page = lit(window, qtbot, Spot(point_id, "right")).point
    point = index.point(point_id)
    lines = said(page.hands).splitlines()
    pressed = next(line for line in lines if point.pressure.direction in line)
    assert text.tools_text(point) in pressed.casefold()
    order = [lines.index(each) for each in (point.find.position, point.find.landmarks, pressed)]
    assert order == sorted(order)
    assert page.hands.sign.tool == point.pressure.tools[0]
    assert page.hands.geometry().bottom() < page.cautions.geometry().top()
    assert page.pressing.geometry().bottom() < page.felt.geometry().top()


@pytest.mark.parametrize("shown", ["right", "both"])
def test_the_side_is_changed_in_the_panel(window: MainWindow, qtbot: QtBot, shown: SideChoice):
    window.store.choose_side(shown)
    page = lit(window, qtbot, SPOT).point
    assert page.sides.segments["right"].isChecked()
    click(qtbot, page.sides.segments["left"])
    assert window.store.state.lit == (Spot(SPOT.point_id, "left"),)
    assert window.store.state.side == ("both" if shown == "both" else "left")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: "left side" in said(panel.point))
    assert panel.point.sides.segments["left"].isChecked()


def test_another_voice_begins_at_the_top(window: MainWindow, qtbot: QtBot):
    panel: Any = lit(window, qtbot, SPOT)
    bar = panel._areas[panel.point].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.store.speak("client")
    qtbot.waitUntil(lambda: panel.topic.voice == "client")
    assert panel._areas[panel.page].verticalScrollBar().value() == 0


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
    window.store.ring_condition("low-back-pain")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.condition_page)
    points = index.points_of_condition("low-back-pain")
    rows = [row for row in panel.condition.points.findChildren(PointRow) if row.isVisibleTo(panel)]
    assert [row._point_id for row in rows] == [point.id for point in points]
    rows[0].click()
    assert window.store.state.lit == (Spot(points[0].id, "right"),)


def test_a_complaint_lists_what_refers_into_its_places_too(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    window.store.ring_condition("calf-cramps")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.condition_page)
    felt = [row._point_id for row in panel.condition.felt.findChildren(PointRow) if row.isVisibleTo(panel)]
    assert {"gluteus-minimus-3", "gluteus-minimus-4"} <= set(felt)
    noted = {point.id for point in index.points_of_condition("calf-cramps")}
    assert {*felt} | noted >= {point.id for point in index.points_referring_to("calf")}
    assert not noted & set(felt)


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
    assert panel.compare.minimumSizeHint().width() <= LEAST_PANEL - 20, "its cards are cut at the edge of the panel"
    cards[1].remove.click()
    assert window.store.state.lit == (spots[0], spots[2])
    qtbot.waitUntil(lambda: len([c for c in panel.compare.cards if c.isVisible()]) == 2)
    cards[0].alone.click()
    assert window.store.state.lit == (spots[0],)


def test_compared_places_are_a_table(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    spots = (SPOT, Spot("scalenes-1", "right"))
    panel = lit(window, qtbot, *spots)
    lines = said(panel.compare.places).splitlines()
    rows = dict(itertools.pairwise(lines))
    one, other = (index.point(spot.point_id).referral for spot in spots)
    first, second = ({*each.essential, *each.spillover} for each in (one, other))
    for label, codes in (("Only A", first - second), ("Both", first & second), ("Only B", second - first)):
        for code in codes:
            nested = index.touches((code,), second if code in first else first) and label != "Both"
            assert (text.inside(index.region(code).label) in text.inside(rows[label])) != nested, (label, code)
    assert lines.index("Only A") < lines.index("Both") < lines.index("Only B")


def test_a_hold_starts_from_what_is_compared(window: MainWindow, qtbot: QtBot):
    spots = (SPOT, Spot("scalenes-1", "right"))
    panel = lit(window, qtbot, *spots)
    with qtbot.waitSignal(panel.hold_requested):
        panel.compare.cards[1].hold.click()
    assert window.store.state.lit == (spots[1],)


def test_text_can_be_selected_once_the_pointer_is_there(window: MainWindow, qtbot: QtBot):
    label = lit(window, qtbot, SPOT).point.referral.words
    height = label.heightForWidth(300)
    middle = QPointF(label.rect().center())
    QApplication.sendEvent(label, QEnterEvent(middle, middle, middle))
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert label.heightForWidth(300) == height
    qtbot.mouseDClick(label, Qt.MouseButton.LeftButton, pos=label.rect().center())
    qtbot.mouseRelease(label, Qt.MouseButton.LeftButton, pos=label.rect().center())
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
    siblings = [w for w in (page.hands, page.cautions, page.pressing, page.felt, page.goes_with) if w.isVisible()]
    for above, below in itertools.pairwise(siblings):
        assert above.geometry().bottom() < below.geometry().top()


def test_point_names_in_both_voices(index: AtlasIndex):
    muscle = index.muscle("infraspinatus")
    assert text.point_name(muscle, muscle.points[0], "clinician") == "Infraspinatus TrP1"
    assert text.point_name(muscle, muscle.points[0], "client") == f"{muscle.client_name}, point 1"


def headings(page: PointPage) -> list[str]:
    """The headings of the sections in sight, from top to bottom."""
    titles = {section.heading.to(voice) for section in SECTIONS for voice in get_args(Voice)} - {""}
    named: list[tuple[QWidget, str]] = [
        *((each, each.text()) for each in page.findChildren(Prose) if each.isVisibleTo(page)),
        *((each.header, each.header.text()) for each in page.findChildren(Disclosure) if each.isVisibleTo(page)),
    ]
    found = [(each.mapTo(page, QPoint(0, 0)).y(), title) for each, title in named if title in titles]
    return [title for _, title in sorted(found)]


@pytest.mark.parametrize("voice", get_args(Voice))
def test_panel_and_command_line_say_the_same_sections_in_the_same_order(
    window: MainWindow, qtbot: QtBot, index: AtlasIndex, voice: Voice
):
    window.store.speak(voice)
    panel = window.workspace.panel
    for point in index.points:
        window.store.select(Spot(point.id, "right"))
        panel.refresh()
        panel.point.layout().activate()
        lines = list(record_lines(index, point, voice))
        printed = [line for before, line in itertools.pairwise(lines) if not before]
        assert headings(panel.point) == printed, point.id
        shown = said(panel.point)
        for section, (_, blocks) in zip(printed, sections_of(index, point, voice), strict=True):
            for block in blocks:
                if isinstance(block, Paragraph):
                    assert block.text in shown, section


@pytest.mark.parametrize("choice", ["right", "both"])
def test_a_page_that_is_seen_a_moment_longer_than_its_spot_asks_for_nothing(window: MainWindow, choice: SideChoice):
    panel = window.workspace.panel
    window.store.choose_side(choice)
    window.store.select(SPOT)
    panel.refresh()
    window.store.clear()
    panel.point.side_chosen.emit("left")
    panel.compare.hold_requested.emit(1)
    panel.compare.alone_requested.emit(1)
    panel.compare.remove_requested.emit(1)
    assert window.store.state.lit == ()


def test_no_part_of_the_page_lies_outside_its_column(window: MainWindow, qtbot: QtBot):
    page = lit(window, qtbot, SPOT).point
    direct = [each for each in page.children() if isinstance(each, QWidget) and each.isVisible()]
    boxes = sorted((each.geometry().top(), each.geometry().bottom()) for each in direct)
    assert all(above[1] < below[0] for above, below in itertools.pairwise(boxes))


def test_a_room_reads_the_brief_sections_alone(window: MainWindow, qtbot: QtBot):
    page = lit(window, qtbot, SPOT).point
    window.presentation.for_room(True)
    brief = [section.heading.clinician for section in SECTIONS if section.brief]
    qtbot.waitUntil(lambda: headings(page) == brief)
    window.presentation.for_room(False)
    qtbot.waitUntil(lambda: headings(page) == [section.heading.clinician for section in SECTIONS])


def test_the_red_flags_are_those_of_the_atlas(window: MainWindow, qtbot: QtBot, index: AtlasIndex):
    flags = index.advice("red-flags").brief
    assert flags is not None
    page = window.workspace.panel.welcome
    assert flags.clinician in page._flags_words.text()
    window.store.speak("client")
    qtbot.waitUntil(lambda: flags.client in page._flags_words.text())
    about = AboutDialog(index, window)
    assert flags.clinician in said(about)
    about.close()


def test_what_has_its_own_place_is_not_listed_with_the_general_guidance(window: MainWindow, index: AtlasIndex):
    titles = [part.header.text() for part, _ in window.workspace.panel.welcome._advice_parts]
    assert titles == [advice.title for advice in index.atlas.advice if advice.listed]
    assert 0 < len(titles) < len(index.atlas.advice)
