"""Five complaints, each from the window as it opens to a source that is shown, by a hand that clicks and paints.

``BODYMAP_LOOKS=docs/complaints`` keeps a picture of each end there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from bodymap.ui.painting.suggested import SuggestionCard
from tests.ui.conftest import click
from tests.ui.test_painting import Painter

if TYPE_CHECKING:
    from collections.abc import Collection

    from pytestqt.qtbot import QtBot

    from bodymap.core.painting.model import Kind
    from bodymap.core.state import Spot
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.painting.view import PaintingView

MOST = 5
"""Clicks and strokes from start to a source."""


class Complaint(NamedTuple):
    """What a client says: on which drawing it is painted and where, and which complaint of the atlas that is."""

    sheet: str
    places: tuple[str, ...]
    condition: str
    kind: Kind = "pain"


COMPLAINTS = {
    "a headache at the temple": Complaint("head-side", ("head.temple",), "headache-tension"),
    "the outer elbow": Complaint("arm-outer", ("elbow.lateral",), "tennis-elbow"),
    "down the back of the leg": Complaint("back", ("buttock", "thigh.back", "calf"), "sciatica-like"),
    "the heel in the morning": Complaint("foot-sole", ("heel",), "plantar-fasciitis"),
    "a numb thumb": Complaint("hand-thumb", ("thumb",), "hand-weakness-numbness", "numbness"),
}


class Client(Painter):
    """Counts what the hand does."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.done = 0
        qtbot.waitUntil(lambda: bool(self.canvas.scene.places) and self.canvas.is_sharp, timeout=20_000)

    def begin(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        self.done += 1
        self._qtbot.waitUntil(lambda: self.window.painting is not None and self.window.painting.view is not None)
        self.settle()

    def turn_to(self, sheet_id: str) -> None:
        strip = self.window.workspace.strip
        thumb = next(each for each in strip.thumbs if each.info.id == sheet_id)
        strip.ensureWidgetVisible(thumb)
        click(self._qtbot, thumb)
        self.done += 1
        self._qtbot.waitUntil(lambda: self.window.stage.wake().staged_ids() == (sheet_id,), timeout=20_000)
        self.settle()

    def choose(self, kind: Kind) -> None:
        click(self._qtbot, self.host.view.brush.kinds[kind])
        self.done += 1

    def paint(self, places: tuple[str, ...]) -> None:
        """Draw a line down the middle of these places of the right side, one below the other."""
        canvas, region_at = self.canvas, self.window.stage.wake().handling.region_at
        rows: dict[int, list[int]] = {}
        for y in range(0, canvas.height(), 6):
            for x in range(0, canvas.width(), 6):
                region = region_at(QPointF(x, y))
                if region is not None and region.code in places and region.side == "right":
                    rows.setdefault(y, []).append(x)
        way = [QPointF(rows[y][len(rows[y]) // 2], y) for y in sorted(rows)]
        assert len(way) > 2, f"{places} is not to be seen"
        # Not to the very edge of the place, and not pixel by pixel: as a hand does it.
        inner = way[1:-1]
        self.drag(inner[:: max(1, len(inner) // 8)], steps=4)
        self.done += 1

    def take(self, wanted: Collection[str]) -> str:
        """Click the first of the best three suggestions that is of a wanted muscle; return which muscle that is."""
        view = self.host.view
        assert view is not None
        # What is said last under the list is there once all of it is.
        self._qtbot.waitUntil(lambda: bool(view.weighed and view.limits.text()), timeout=20_000)
        assert view.weighed is not None
        best = [one.muscle.id for one in view.weighed.muscles[:3]]
        meant = next((name for name in best if name in wanted), None)
        assert meant is not None, best
        self._qtbot.waitUntil(lambda: len(cards(view)) > best.index(meant), timeout=20_000)
        row = cards(view)[best.index(meant)].row
        view.area.ensureWidgetVisible(row)
        click(self._qtbot, row)
        self.done += 1
        return meant


def cards(view: PaintingView) -> list[SuggestionCard]:
    """Return the suggestions that are shown, from the top."""
    return sorted((card for card in view.findChildren(SuggestionCard) if card.isVisible()), key=lambda card: card.y())


def follow(client: Client, complaint: Complaint) -> tuple[Spot, ...]:
    """Lead a complaint to its source; return what is lit."""
    window = client.window
    index = window.index
    muscles = {index.muscle_of(point.id).id for point in index.points_of_condition(complaint.condition)}
    client.begin()
    if complaint.kind != "pain":
        client.choose(complaint.kind)
    client.turn_to(complaint.sheet)
    client.paint(complaint.places)
    meant = client.take(muscles)
    lit = window.store.state.lit
    assert [index.muscle_of(spot.point_id).id for spot in lit] == [meant]
    return lit


@pytest.mark.parametrize("said", COMPLAINTS)
def test_a_complaint_leads_to_a_source_in_five_clicks_and_strokes(said, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1920, 1080)
    client = Client(window, qtbot)
    lit = follow(client, COMPLAINTS[said])
    assert {spot.side for spot in lit} == {"right"}
    assert client.done <= MOST
    # The source is seen: its zones are on the body beside the paint.
    qtbot.waitUntil(lambda: bool(window.stage.wake().lights.shown_boxes()), timeout=10_000)
    if folder := os.environ.get("BODYMAP_LOOKS"):
        keep(window, Path(folder) / f"{said.replace(' ', '-')}.png", qtbot)


def keep(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Save what is seen once nothing is moved about any more."""
    stage = window.stage.wake()
    qtbot.waitUntil(lambda: not stage.drawings.queue.is_busy and stage.canvas.is_sharp, timeout=20_000)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(path))
