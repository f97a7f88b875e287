"""The page that a client takes home: one side of paper with everything that must be on it, for every point."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot
from bodymap.core.take_home import no_diagnosis, seek_help, sources_text, take_home
from bodymap.core.text import capital, point_name, side_text
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.export import client_page
from bodymap.ui.export.client_page import BODY_TYPE, ClientPage, paper
from bodymap.ui.export.files import bytes_of_page, sheets_for, subjects_of
from bodymap.ui.export.page import Page, Words
from bodymap.ui.export.shown import Shown
from tests.turns import turn

pytestmark = pytest.mark.usefixtures("qapp")
A4, LETTER = QPageSize(QPageSize.PageSizeId.A4), QPageSize(QPageSize.PageSizeId.Letter)


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def drawings() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


POINTS = [point.id for muscle in index().atlas.muscles for point in muscle.points]
WORDIEST = max(POINTS, key=lambda one: sum(len(part.text) for part in take_home(index(), index().point(one))))


def page_of(point_id: str, size: QPageSize = A4, *, stopped: bool = False) -> Page:
    subjects = subjects_of(index(), [Spot(point_id, "left")])
    infos = sheets_for(drawings(), "woman", subjects)
    shown = Shown(drawings(), "woman", "left", subjects, infos, 24.0, 11)
    return ClientPage(shown, index(), size, stopped=stopped).page()


def words_of(page: Page) -> str:
    return " ".join(item.text for item in page.items if isinstance(item, Words))


def must(point_id: str, *, stopped: bool = False) -> list[str]:
    point = index().point(point_id)
    parts = [part for part in take_home(index(), point, stopped=stopped) if not part.spare]
    return [
        capital(point_name(index().muscle_of(point_id), point, "client")),
        capital(side_text("left")),
        *(text for part in parts for text in (part.title, part.text)),
        seek_help(index()),
        no_diagnosis(index()),
        sources_text(index(), point),
    ]


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("point_id", [POINTS[number] for number in turn(len(POINTS), 6)])
def test_everything_that_must_be_there_fits_every_page(point_id, size, monkeypatch):
    monkeypatch.setattr(Shown, "items", lambda *_: [])
    page = page_of(point_id, size)
    said = words_of(page)
    assert [text for text in must(point_id) if text not in said] == []
    placed = [item for item in page.items if isinstance(item, Words)]
    assert all(0 < words.y < page.height - 12 for words in placed)
    assert all(words.x >= 0 for words in placed)
    small = {words.text for words in placed if words.size < BODY_TYPE}
    assert small
    sources = "R and L are your right and left. " + sources_text(index(), index().point(point_id))
    assert [text for text in small if text not in sources] == []


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
def test_as_pdf_it_is_one_side_of_that_paper_with_its_words(size):
    document = pypdfium2.PdfDocument(bytes_of_page(page_of(WORDIEST, size), ".pdf"))
    assert len(document) == 1
    wanted = size.size(QPageSize.Unit.Point)
    assert document[0].get_size() == pytest.approx((wanted.width(), wanted.height()), abs=1)
    said = "".join(document[0].get_textpage().get_text_bounded().split())
    assert [text for text in must(WORDIEST) if "".join(text.split()) not in said] == []


def test_words_lie_side_by_side_and_never_on_one_another():
    page = page_of(WORDIEST)
    placed = [item for item in page.items if isinstance(item, Words) and item.size >= BODY_TYPE]
    columns = {words.x for words in placed}
    for x in columns:
        lines = sorted(words.y for words in placed if words.x == x)
        assert all(b - a > 9 for a, b in pairwise(lines))


def test_the_picture_keeps_its_room_and_what_is_needed_least_goes_first(monkeypatch):
    point = index().point(WORDIEST)
    spare = sorted((part for part in take_home(index(), point) if part.spare), key=lambda part: part.need)
    said = words_of(page_of(WORDIEST))
    left_out = [part for part in spare if part.text not in said]
    assert left_out
    assert left_out == spare[: len(left_out)]
    monkeypatch.setattr(client_page, "_LEAST_PICTURE", 0.0)
    roomier = words_of(page_of(WORDIEST))
    assert sum(part.text not in roomier for part in spare) < len(left_out)


def test_after_a_stop_it_asks_for_no_stretch():
    muscle = index().muscle_of(WORDIEST)
    assert muscle.stretch_client in words_of(page_of(WORDIEST))
    stopped = words_of(page_of(WORDIEST, stopped=True))
    assert muscle.stretch_client not in stopped
    assert [text for text in must(WORDIEST, stopped=True) if text not in stopped] == []


@pytest.mark.parametrize(("territory", "wanted"), [("en_US", LETTER), ("de_DE", A4), ("en_GB", A4)])
def test_the_paper_is_what_people_use_there(territory, wanted):
    assert paper(QLocale(territory)).id() == wanted.id()
