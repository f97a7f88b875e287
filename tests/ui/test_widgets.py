"""The small widgets on their own: what they draw, how large they are, what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from bodymap.core.blocks import Reading
from bodymap.ui import theme
from bodymap.ui.drawing.swatch import Swatch
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.icons import NAMES, app_icon, paint_icon
from bodymap.ui.widgets.message_bar import Message, MessageBar
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scale import DiscomfortScale, HoldBar
from bodymap.ui.widgets.scrolling import scrolled
from tests.ui.conftest import click

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.core.presentation import Scheme

# The offscreen platform says this of every small window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

READING = Reading((3, 5), 7, "aim: 3–5", "over 7: lighten", "1 no pain", "10 extreme")


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def has(image: QImage, colour: str, box: QRectF | None = None) -> bool:
    box = box or QRectF(image.rect())
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(int(box.left()), int(box.right()))
        for y in range(int(box.top()), int(box.bottom()))
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_paints_something_inside_its_box(qapp: QApplication, name: str):
    image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(16, 16, 32, 32), QColor("black"))
    painter.end()
    inked = [(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha()]
    assert len(inked) > 20
    assert all(15 <= x <= 48 and 15 <= y <= 48 for x, y in inked)


def test_an_unknown_icon_is_an_error(qapp: QApplication):
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    with pytest.raises(KeyError):
        paint_icon(painter, "no such icon", QRectF(0, 0, 8, 8), QColor("black"))
    painter.end()


def test_the_program_has_an_icon(qapp: QApplication):
    assert not app_icon().pixmap(QSize(64, 64)).isNull()


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_the_scale_fills_the_target_and_only_outlines_beyond_the_limit(qtbot: QtBot, qapp, shade: Scheme):
    theme.apply(qapp, shade)
    scale = DiscomfortScale()
    qtbot.addWidget(scale)
    scale.resize(300, scale.sizeHint().height())
    scale.show_reading(READING)
    image = picture(scale)
    step = 30
    columns = {n: QRectF((n - 1) * step + 8, 20, step - 16, image.height() - 60) for n in range(1, 11)}
    filled = [n for n, box in columns.items() if has(image, theme.colours(scale).accent, box)]
    assert filled == [3, 4, 5]
    banded = [n for n in columns if has(image, theme.colours(scale).wash, QRectF((n - 1) * step + 1, 30, 4, 30))]
    assert banded == [3, 4, 5]
    assert has(image, theme.colours(scale).pain)


def test_the_scale_says_what_it_draws(qtbot: QtBot):
    scale = DiscomfortScale()
    qtbot.addWidget(scale)
    scale.show_reading(READING)
    assert all(part in scale.accessibleName() for part in ("aim: 3–5", "over 7: lighten", "10 extreme"))


def test_words_at_the_ends_of_the_scale_keep_off_each_other(qtbot: QtBot):
    """German says the upper end in twice as many letters, and covered the lower end."""
    scale = DiscomfortScale()
    qtbot.addWidget(scale)
    scale.show_reading(READING)
    scale.resize(300, 1)
    short = scale.sizeHint().height()
    scale.show_reading(replace(READING, high_text="10 das Stärkste, was Sie sich vorstellen können"))
    scale.resize(300, scale.sizeHint().height())
    assert scale.height() > short
    metrics = QFontMetricsF(theme.smaller(scale.font()))
    low, high = (metrics.boundingRect(box, side, words) for box, side, words in scale.ends())
    assert not low.intersects(high)
    scale.resize(900, scale.height())
    assert scale.sizeHint().height() == short


@pytest.mark.parametrize(("hold", "end"), [((8, 20), 25), ((8, 12), 15), ((30, 90), 120), ((30, 180), 210)])
def test_the_hold_bar_goes_on_past_the_range(qtbot: QtBot, hold: tuple[float, float], end: int):
    bar = HoldBar()
    qtbot.addWidget(bar)
    bar.show_hold(hold, "hold")
    assert bar.ticks()[-1] == end
    assert len(bar.ticks()) <= 8


def test_a_button_is_large_and_takes_enter_and_space(qtbot: QtBot):
    button = PlateButton("Fit", "fit")
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 44
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert pressed == [1, 1]


def test_the_focus_ring_shows_for_the_keyboard_only(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    button, other = PlateButton("Fit"), PlateButton("Other")
    column.addWidget(button)
    column.addWidget(other)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    other.setFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has(picture(button), theme.colours(button).focus)
    other.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert has(picture(button), theme.colours(button).focus)


def test_a_segmented_choice_has_exactly_one(qtbot: QtBot):
    choice = Segmented("Side", [Choice(v, v, v[0], f"the {v} side") for v in ("right", "left", "both")])
    qtbot.addWidget(choice)
    choice.show()
    choice.set_value("right")
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    click(qtbot, choice.segments["left"])
    assert chosen == ["left"]
    assert [v for v, s in choice.segments.items() if s.isChecked()] == ["left"]
    choice.set_short(True)
    assert choice.segments["left"].text() == "l"
    assert choice.segments["left"].accessibleName() == "Side: left"


def test_a_tight_choice_makes_all_its_letters_smaller_alike(qtbot: QtBot):
    choice = Segmented("Tab", [Choice(v, v, v, v) for v in ("Muscles", "It hurts at", "Complaints")], stretched=True)
    qtbot.addWidget(choice)
    choice.resize(choice.sizeHint())
    choice.show()
    parts = list(choice.segments.values())
    assert [part.letter_scale for part in parts] == [1.0] * 3
    choice.resize(choice.minimumSizeHint().width() + 6, choice.height())
    scales = {part.letter_scale for part in parts}
    assert len(scales) == 1
    assert 0.8 <= scales.pop() < 1
    for part in parts:
        # Its own ink ends before its edges do.
        image = part.grab().toImage()
        ground = image.pixelColor(image.width() // 2, 8).lightness()
        columns = [
            x
            for x in range(2, image.width() - 2)
            if any(image.pixelColor(x, y).lightness() < ground - 90 for y in range(14, image.height() - 14))
        ]
        assert columns[0] >= 3
        assert columns[-1] <= image.width() - 3


def test_chips_flow_onto_lines_and_keep_their_size_when_ticked(qtbot: QtBot):
    flow = Flow()
    qtbot.addWidget(flow)
    chips = [Chip(f"Condition number {n}") for n in range(6)]
    for chip in chips:
        flow.flow.addWidget(chip)
    flow.resize(320, flow.heightForWidth(320))
    flow.show()
    lines = {chip.y() for chip in chips}
    assert len(lines) > 1
    assert flow.heightForWidth(320) > flow.heightForWidth(2000)
    assert all(chip.geometry().right() <= 320 for chip in chips)
    before = chips[0].sizeHint()
    click(qtbot, chips[0])
    assert chips[0].isChecked()
    assert chips[0].sizeHint() == before


def test_what_is_folded_is_filled_when_opened(qtbot: QtBot):
    body = Prose("")
    part = Disclosure("More", body)
    qtbot.addWidget(part)
    part.show()
    filled: list[int] = []
    part.set_filler(lambda: filled.append(1))
    assert not filled
    click(qtbot, part.header)
    assert filled == [1]
    assert body.isVisible()
    part.set_filler(lambda: filled.append(2))
    assert filled == [1, 2], "an open part is filled at once"
    click(qtbot, part.header)
    assert not body.isVisible()


def test_what_was_done_is_told_with_another_sign_than_what_went_wrong(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    signs = []
    for message in (Message("Done", done=True), Message("Broken"), Message("Done again", done=True)):
        bar.tell(message)
        signs.append((bar._card._kind, bar._card._sign))
    assert signs == [("card", "check"), ("caution", "caution"), ("caution", "caution")], "while anything is wrong"
    bar.dismiss()
    bar.tell(Message("Done", done=True))
    assert bar._card._sign == "check"


def test_the_message_bar_collects_and_forgets(qtbot: QtBot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(Message("One", "File: a.json"))
    bar.tell(Message("One", "File: a.json"))
    assert len(bar.messages) == 1
    bar.tell(Message("Two"))
    assert "Two" in bar._summary.text()
    assert "1 more" in bar._summary.text()
    click(qtbot, bar._more)
    assert "a.json" in bar._details.toPlainText()
    bar.dismiss()
    assert not bar.isVisible()
    bar.tell(Message("Three"))
    assert not bar._more.isVisible()


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_swatches_differ_without_colour(qtbot: QtBot, qapp, shade: Scheme):
    theme.apply(qapp, shade)
    inked = {}
    skin = QColor(theme.SKIN).lightness()
    for pattern in ("solid", "stippled", "point"):
        swatch = Swatch(pattern)
        qtbot.addWidget(swatch)
        image = picture(swatch).convertToFormat(QImage.Format.Format_Grayscale8)
        ground = skin if pattern != "point" else QColor(theme.colours(swatch).window).lightness()
        pixels = [
            image.pixelColor(x, y).lightness()
            for x in range(4, image.width() - 4)
            for y in range(5, image.height() - 5)
        ]
        inked[pattern] = sum(abs(p - ground) > 60 for p in pixels) / len(pixels)
    assert inked["solid"] > 0.9
    assert 0.1 < inked["stippled"] < 0.5
    assert inked["point"] < 0.3


def test_an_empty_text_takes_no_room(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    prose = Prose("said", parent=holder)
    column.addWidget(prose)
    holder.show()
    assert prose.isVisible()
    prose.say("")
    assert not prose.isVisible()
    prose.say("again")
    assert prose.isVisible()


@pytest.mark.parametrize(("text", "role"), [("drücken", "caps"), ("Über Äpfel", "heading"), ("Öl", "body")])
def test_marks_on_capitals_are_not_cut_off(qtbot: QtBot, text: str, role: theme.TypeRole):
    """German headings lost the dots of their letters: these stand higher than the font says that it reaches."""
    prose = Prose(text, role)
    qtbot.addWidget(prose)
    paper = prose.palette().color(prose.backgroundRole()).name()

    def inked() -> int:
        image = picture(prose)
        rows = (QRectF(0, y, image.width(), 1) for y in range(image.height()))
        return sum(
            any(image.pixel(x, int(row.top())) != QColor(paper).rgb() for x in range(image.width())) for row in rows
        )

    prose.resize(prose.sizeHint())
    tight = inked()
    prose.resize(prose.width(), prose.height() + 20)
    assert tight == inked()


def test_the_second_half_of_a_double_click_is_not_for_the_button_that_came_between(qtbot: QtBot):
    """As where the first half went on to another page: nothing there was meant."""
    button = PlateButton("Tingling")
    qtbot.addWidget(button)
    button.show()
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    at = QPointF(button.rect().center())

    def half(kind: QEvent.Type, ms: int) -> None:
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, button.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(ms)
        QApplication.sendEvent(button, event)

    kinds = QEvent.Type
    half(kinds.MouseButtonDblClick, 1000)
    half(kinds.MouseButtonRelease, 1010)
    assert clicks == []
    for ms, kind in ((5000, kinds.MouseButtonPress), (5200, kinds.MouseButtonDblClick)):
        half(kind, ms)
        half(kinds.MouseButtonRelease, ms + 10)
    assert len(clicks) == 2, "quick clicks on one button all count"
    button.takes_second_clicks = True
    half(kinds.MouseButtonDblClick, 90_000)
    half(kinds.MouseButtonRelease, 90_010)
    assert len(clicks) == 3


def test_a_button_that_gets_the_keyboard_back_from_a_menu_has_a_ring_only_where_it_had_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, other = PlateButton("one", parent=window), PlateButton("two", parent=window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for first, ring in ((Qt.FocusReason.MouseFocusReason, False), (Qt.FocusReason.TabFocusReason, True)):
        other.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setFocus(first)
        other.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setFocus(Qt.FocusReason.PopupFocusReason)
        assert button.has_ring == ring


def test_a_page_that_the_keyboard_scrolls_has_a_ring_for_the_keyboard_only(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    page = QWidget()
    page.setFixedHeight(900)
    area, other = scrolled(page, window), PlateButton("two", parent=window)
    area.resize(200, 150)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    plain = area.grab().toImage()
    for reason, ring in ((Qt.FocusReason.MouseFocusReason, False), (Qt.FocusReason.TabFocusReason, True)):
        other.setFocus(Qt.FocusReason.OtherFocusReason)
        area.setFocus(reason)
        assert (area.grab().toImage() != plain) == ring
    area.resize(260, 180)
    assert area.grab().toImage().pixelColor(130, 178) != plain.pixelColor(100, 100)
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    area.resize(200, 150)
    assert area.grab().toImage() == plain
