"""Where the card beside a point goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from bodymap.core.state import Spot
from bodymap.ui.drawing.layout import Mark
from bodymap.ui.stage.callout import CardStyle, place_callout

STAGE = QRectF(0, 0, 800, 600)


@pytest.fixture
def look(qapp):
    return CardStyle("#ffffff", "#000000", "#555555", "#999999", "#eeeeee", QFont())


def card_at(look, *places, avoid=(), stage=STAGE):
    crowd = [(Mark(0, Spot(f"point-{n}", "right")), f"Point {n}", QPointF(*at)) for n, at in enumerate(places)]
    return place_callout(crowd, look, stage, avoid)


def test_it_goes_to_the_right_when_nothing_is_in_the_way(look):
    assert card_at(look, (400, 300)).card.left() > 400


def test_it_gives_way_to_a_zone(look):
    zone = (405.0, 200.0, 700.0, 400.0)
    assert card_at(look, (400, 300), avoid=[zone]).card.right() < 400


@pytest.mark.parametrize("at", [(2, 2), (798, 598), (798, 2), (400, 599)])
def test_it_stays_on_the_stage_and_off_its_point(look, at):
    card = card_at(look, at).card
    assert STAGE.contains(card)
    assert not card.contains(QPointF(*at))


def test_the_card_of_a_crowd_is_beside_it_where_its_lines_are_seen(look):
    zones = [(0.0, 100.0, 390.0, 500.0), (420.0, 100.0, 800.0, 500.0)]
    crowd = card_at(look, (400, 320), (404, 300), (398, 310), avoid=zones)
    assert crowd.card.left() > 404 or crowd.card.right() < 398
    alone = card_at(look, (400, 300), avoid=zones).card
    assert alone.left() < 400 < alone.right(), "one point needs no line, and its card may be over it"


def test_rows_stand_in_the_order_of_their_points(look):
    card = card_at(look, (400, 320), (404, 300), (398, 310))
    assert [row.text for row in card.rows] == ["Point 1", "Point 2", "Point 0"]
    tops = [row.rect.top() for row in card.rows]
    assert tops == sorted(tops)
    assert all(card.card.contains(row.rect) for row in card.rows)


def test_only_a_crowd_can_be_clicked(look):
    alone, crowd = card_at(look, (400, 300)), card_at(look, (400, 300), (405, 300))
    assert alone.row_at(alone.rows[0].rect.center()) is None
    assert crowd.row_at(crowd.rows[1].rect.center()) is crowd.rows[1]
    assert not alone.holds(alone.card.center())
    assert crowd.holds(crowd.card.center())
