"""Tooltips made of the atlas's words are shown as they are written, and open nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QStandardItem, Qt, QTextDocument
from PySide6.QtWidgets import QWidget

from bodymap.core.index import AtlasIndex
from bodymap.core.state import LitPoint, Voice
from bodymap.ui.finder.list_models import hurt_rows, muscle_rows
from bodymap.ui.panel.point_page import PointPage
from bodymap.ui.widgets.tips import plain_tip
from tests.atlas_samples import as_atlas, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PICTURE = "<img src='file:///elsewhere.png'>"


class Page(QTextDocument):
    """What Qt lays a tooltip out in; notes what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002, N802 - Qt's
        self.asked.append(QUrl(name).toString())
        return None


def opened(tip: str) -> list[str]:
    """Return what Qt would open to show this tip."""
    page = Page()
    if Qt.mightBeRichText(tip):
        page.setHtml(tip)
        page.size()
    return page.asked


@pytest.mark.parametrize("text", ["plain", f"before {PICTURE} after", "<b>a</b>\nb", "1 < 2 & 3 > 2", "a\n\nb"])
def test_a_tip_is_shown_as_it_is_written(qapp: object, text: str) -> None:
    tip = plain_tip(text)
    assert opened(tip) == []
    page = QTextDocument()
    page.setHtml(tip) if Qt.mightBeRichText(tip) else page.setPlainText(tip)
    assert page.toPlainText().replace("\u2028", "\n").split() == text.split()


def test_without_it_the_picture_would_be_opened(qapp: object) -> None:
    assert set(opened(f"x {PICTURE}")) == {"file:///elsewhere.png"}


@pytest.fixture
def index() -> AtlasIndex:
    """An atlas with a picture in every name that a tip is made of."""
    data = sample()
    for record in (*data["conditions"], *data["muscles"], *data["groups"], *data["protocols"]):
        record.update({key: f"{record[key]} {PICTURE}" for key in ("name", "plain", "client_name") if key in record})
    for muscle in data["muscles"]:
        for point in muscle["points"]:
            point["part"] += PICTURE
    return AtlasIndex(as_atlas(data))


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_lists_and_panel_open_nothing(qtbot: QtBot, index: AtlasIndex, voice: Voice) -> None:
    tips: list[str] = []
    for rows in (muscle_rows(index, voice), hurt_rows(index, voice)):
        tips += [item.toolTip() for item in every(rows.invisibleRootItem())]
    page = PointPage()
    qtbot.addWidget(page)
    page.fill(index, LitPoint("infraspinatus-1", "right"), voice, None)
    tips += [widget.toolTip() for widget in page.findChildren(QWidget)]
    assert sum("elsewhere" in tip for tip in tips) > 5
    assert [tip for tip in tips if opened(tip)] == []


def every(item: QStandardItem) -> Iterator[QStandardItem]:
    for row in range(item.rowCount()):
        yield item.child(row)
        yield from every(item.child(row))
