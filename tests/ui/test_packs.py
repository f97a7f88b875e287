"""What a school adds is in the window like all else; what is wrong with it is told, and the window opens."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bodymap import assets
from bodymap.core.state import Spot
from bodymap.core.user_files import data_folder
from bodymap.ui.widgets.prose import Prose
from tests.atlas_samples import write
from tests.core.test_packs import own_point, pack
from tests.ui.test_window import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow

POINTS = ("our-infraspinatus-9", "our-muscle-1")


@pytest.fixture
def school() -> Path:
    """A pack in place with a point of a shipped muscle and a muscle of its own, which no sheet shows."""
    muscle = pack()["muscles"][0]
    muscle["points"] = [own_point(1, id=POINTS[1], cautions=["our-caution"], conditions=["frozen-shoulder"])]
    point = own_point(9, cautions=["our-caution"], conditions=["frozen-shoulder"])
    lists = {name: pack()[name] for name in ("pack", "name", "sources", "protocols", "cautions")}
    folder = data_folder() / "packs"
    folder.mkdir(parents=True)
    whole = {**lists, "muscles": [muscle], "points": [{"muscle": "infraspinatus", **point}]}
    return write(
        folder / "ours.json",
        json.loads(re.sub('"source": "(manual|seed)"', '"source": "our-handbook"', json.dumps(whole))),
    )


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(Prose))


@pytest.mark.parametrize("point_id", POINTS)
def test_a_point_of_a_pack_without_a_drawing_is_shown_in_words_and_can_be_held(
    school: Path, open_window: Callable[..., MainWindow], qtbot: QtBot, point_id: str
):
    window = open_window(point_id)
    assert window.workspace.messages.messages == []
    assert window.store.state.lit == (Spot(point_id, "right"),)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    page = window.workspace.panel.point
    assert "our structure" in words(page.cautions)
    page.parts["evidence"].header.click()
    qtbot.waitUntil(lambda: "Our school (ours.json)" in words(page))
    for side in ("left", "both", "right"):
        window.store.choose_side(side)
    host = window.hold_host()
    host.open()
    assert host.view.setup.plan.protocol_id == "three-breaths"
    host.view.setup.begin()
    assert host.running
    host.close()


def test_a_shipped_point_can_be_held_by_a_protocol_of_a_pack(school: Path, open_window: Callable[..., MainWindow]):
    window = open_window("infraspinatus-1")
    window.hold_host().open()
    assert "three-breaths" in window.hold_host().view.setup.ways
    window.hold_host().close()


def test_a_broken_pack_is_told_and_the_window_opens(school: Path, open_window: Callable[..., MainWindow], qtbot: QtBot):
    (school.parent / "broken.json").write_text("{", encoding="utf-8")
    window = open_window()
    (message,) = told(window, qtbot)
    assert "broken.json" in message.summary + message.details
    assert window.index.point("our-infraspinatus-9")


def test_a_field_of_a_newer_bodymap_at_every_point_is_told_once_and_costs_nothing(
    tmp_path: Path, open_window: Callable[..., MainWindow], qtbot: QtBot
):
    data = json.loads(assets.points_path().read_text(encoding="utf-8"))
    # Of more than a hundred records of a list only the number is told.
    points = [point for muscle in data["muscles"][:30] for point in muscle["points"]]
    for point in points:
        point["rating"] = 3
    window = open_window(points=write(tmp_path / "newer.json", data))
    (message,) = told(window, qtbot)
    assert f"newer.json: {len(points)} records: rating: there is no such field" in message.summary
    assert len(window.index.points) == sum(len(muscle["points"]) for muscle in data["muscles"])
