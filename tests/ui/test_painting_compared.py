"""Two paintings compared in the real window: the earlier one's rim on the body, and what the two have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from bodymap.core.painting.comparing import BACKS, SHOULDERS, compared
from bodymap.core.painting.file import SUFFIX, write_painting
from bodymap.core.painting.model import Painting
from bodymap.core.user_files import paintings_folder
from tests.ui.test_painting import Painter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.painting.compared import ComparedCard


@pytest.fixture
def painter(window: MainWindow, qtbot: QtBot) -> Painter:
    return Painter(window, qtbot)


@pytest.fixture
def earlier(painter: Painter, tmp_path: Path) -> Path:
    """A painting of the thigh that was kept; the one that is there is another, lower down."""
    painter.host.editor.choose_radius(2.0)
    painter.host.editor.choose_strength(8)
    painter.thigh()
    path = tmp_path / f"2026-11-20 10.00.00{SUFFIX}"
    write_painting(path, painter.painting)
    painter.host.editor.clear()
    painter.host.editor.choose_strength(3)
    painter.drag([painter.at("front", 0.365, 0.66), painter.at("front", 0.37, 0.7)])
    return path


def card(painter: Painter) -> ComparedCard:
    assert painter.host.view is not None
    return painter.host.view.compared


def rim(painter: Painter) -> np.ndarray:
    """Where the layer of the earlier painting has ink."""
    canvas = painter.canvas
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    from PySide6.QtGui import QPainter

    onto = QPainter(image)
    for item in canvas.overlay.items("earlier"):
        item.paint(onto)
    onto.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return (pixels >> 24) > 128


def test_it_says_what_they_share_and_how_alike_two_drawings_of_one_pain_are(painter: Painter, earlier: Path) -> None:
    assert not card(painter).isVisible()
    painter.host.compare_with(earlier)
    shown = card(painter)
    assert shown.isVisible()
    assert shown.title.text() == "Compared with 2026-11-20 10.00.00"
    assert painter.host.atelier.earlier is not None
    assert painter.window.index is not None
    found = compared(painter.window.index, painter.host.atelier.skin, painter.host.atelier.earlier, painter.painting)
    assert [label.text() for label in shown.says.take(len(found.says))] == list(found.says)
    said = " ".join(label.text() for _, label in shown.facts._pairs)
    assert "8 of 10 before, 3 of 10 now" in said
    assert f"{round(found.area[0])} cm² before, {round(found.area[1])} cm² now" in said
    name = shown.scale.accessibleName()
    assert f"They share {found.overlap:.2g} of their area" in name
    assert "0.44 to 0.8 (backs and necks); 0.23 to 0.61 (shoulders)" in name
    assert shown.said().startswith("Compared with 2026-11-20 10.00.00. ")


def test_it_follows_the_brush_and_the_voice_and_is_put_away(painter: Painter, earlier: Path) -> None:
    painter.host.compare_with(earlier)
    view = painter.host.view
    assert view is not None
    before = card(painter).scale.accessibleName()
    painter.thigh()
    view.refresh()
    assert card(painter).scale.accessibleName() != before
    last = card(painter).says.take(4)[-1].text()
    painter.window.store.speak("client")
    assert card(painter).says.take(4)[-1].text() != last
    painter.settle()
    assert painter.canvas.overlay.items("earlier")
    card(painter).close_button.click()
    assert not card(painter).isVisible()
    assert not painter.canvas.overlay.items("earlier")
    assert painter.host.atelier.earlier is None


def test_the_earlier_rim_lies_where_it_was_painted_on_every_sheet_and_stays_with_the_body(
    painter: Painter, earlier: Path
) -> None:
    painter.host.compare_with(earlier)
    painter.settle()
    inked = rim(painter)
    rows = np.flatnonzero(inked.any(axis=1))
    top, bottom = painter.at("front", 0.36, 0.6).y(), painter.at("front", 0.37, 0.68).y()
    # The stroke with a brush of 2 cm around it, and nothing inside the rim.
    assert rows[0] < top < bottom < rows[-1]
    assert rows[-1] - rows[0] < 1.6 * (bottom - top)
    middle = painter.at("front", 0.365, 0.64)
    assert not inked[round(middle.y()), round(middle.x())]
    painter.window.stage.wake().handling.zoom(3.0, painter.at("front", 0.365, 0.64))
    painter.settle()
    assert rim(painter).sum() > inked.sum()
    painter.window.store.stage_sheets(["back"])
    painter.settle()
    assert not rim(painter).any()
    painter.window.store.show_figure("man")
    painter.window.store.stage_sheets(["front"])
    painter.settle()
    assert rim(painter).any()


def test_the_command_asks_for_a_file_of_those_that_were_kept(
    painter: Painter, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.extend((title, folder))
        return str(earlier), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    action = painter.window.actions_by_id["paint.compare"]
    view = painter.host.view
    assert view is not None
    assert action.isEnabled()
    assert view.compare_button.isVisibleTo(view)
    view.compare_button.click()
    assert asked == ["Compare with an earlier painting", str(paintings_folder())]
    assert card(painter).isVisible()
    painter.host.editor.clear()
    assert not action.isEnabled()
    assert not view.compare_button.isVisibleTo(view)


def test_what_cannot_be_read_is_told_and_nothing_is_compared(painter: Painter, tmp_path: Path, qtbot: QtBot) -> None:
    painter.thigh()
    broken = tmp_path / f"broken{SUFFIX}"
    broken.write_text("[]", encoding="utf-8")
    painter.host.compare_with(broken)
    painter.host.compare_with(tmp_path / "none")
    messages = painter.window.workspace.messages
    qtbot.waitUntil(lambda: len(messages.messages) > 1)
    assert not card(painter).isVisible()
    assert painter.host.atelier.earlier is None


def test_what_was_measured_is_what_the_guidance_says(painter: Painter) -> None:
    said = painter.window.index.advice("redrawing").clinician
    for one in (BACKS, SHOULDERS):
        assert str(one.mean) in said
        assert str(one.deviation) in said
    assert painter.painting == Painting()
