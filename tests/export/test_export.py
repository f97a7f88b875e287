"""What leaves the program: pictures with title, sides and legend, in three formats."""

from __future__ import annotations

import re
import stat
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from bodymap.core.index import UnknownIdError
from bodymap.core.sheets import SheetError
from bodymap.ui.export.files import render
from tests.drawn import FAR
from tests.drawn_stage import is_red

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def draw(tmp_path, library, index):
    def draw_point(kind, sheet=None, side="right", point=FAR, figure="woman"):
        path = tmp_path / f"plate.{kind}"
        render(point, sheet, figure, side, path, index=index, library=library)
        return path

    return draw_point


def red_columns(path) -> list[int]:
    """The columns, left of the legend, in which a zone is drawn."""
    image = QImage(str(path))
    legend = image.width() * 2 // 3
    rows = range(0, image.height(), 4)
    return [x for x in range(0, legend, 4) if any(is_red(image.pixelColor(x, y)) for y in rows)]


def test_a_picture_shows_the_zone_on_the_right_half(draw):
    columns = red_columns(draw("png", "front"))
    assert columns
    image_middle = 2400 * (1200 - 3 * 40 - 270) / 1200 / 2 + 80
    assert max(columns) < image_middle


def test_the_left_side_is_the_mirror(draw):
    right, left = red_columns(draw("png", "front")), red_columns(draw("png", "front", side="left"))
    centre = (min(right) + max(left)) / 2
    assert [2 * centre - max(right), 2 * centre - min(right)] == pytest.approx([min(left), max(left)], abs=8)
    assert min(left) > max(right)


def test_both_sides_are_drawn_on_one_sheet(draw):
    both = red_columns(draw("png", "front", side="both"))
    assert min(both) == min(red_columns(draw("png", "front")))
    assert max(both) == max(red_columns(draw("png", "front", side="left")))


def test_svg_says_everything_and_holds_no_pixels(draw):
    text = draw("svg").read_text()
    words = " ".join(" ".join(ET.fromstring(text).itertext()).split())  # noqa: S314 - our own
    for needed in (
        "Muscle 0-0 TrP1",
        "right side",
        "A trigger point",
        "Essential:",
        "Spillover:",
        "not a diagnosis",
        "Source: Made up, everywhere",
        "Front",
    ):
        assert needed in words, needed
    assert re.search(r">R<", text)
    assert re.search(r">L<", text)
    assert "<image" not in text
    assert "<pattern" not in text


def test_pdf_is_one_page_of_vectors(draw):
    data = draw("pdf").read_bytes()
    assert data.startswith(b"%PDF")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    words = "".join(document[0].get_textpage().get_text_bounded().split())
    assert "Muscle0-0TrP1" in words
    assert not re.search(rb"/Subtype\s*/Image", data)
    assert b"/FontFile2" in data


def test_a_point_that_no_sheet_shows_is_still_drawn(draw, index):
    assert draw("png", point="muscle-0-9-1").stat().st_size > 1000


def test_a_file_is_replaced_at_once_or_not_at_all(draw, tmp_path, library, index, monkeypatch):
    from PySide6.QtCore import QSaveFile

    path = draw("svg")
    before = path.read_bytes()
    monkeypatch.setattr(QSaveFile, "commit", lambda self: False)
    with pytest.raises(OSError, match="svg"):
        render(FAR, "side", "woman", "right", path, index=index, library=library)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("plate")] == [path.name]


def test_others_may_read_the_file(draw):
    assert draw("svg").stat().st_mode & stat.S_IRUSR


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path, library, index):
    with pytest.raises(OSError, match="nowhere"):
        render(FAR, None, "woman", "right", tmp_path / "nowhere" / "a.png", index=index, library=library)


@pytest.mark.parametrize(
    ("point", "sheet", "name", "error"),
    [
        ("nobody-1", None, "a.png", UnknownIdError),
        (FAR, "nowhere", "a.png", KeyError),
        (FAR, None, "a.gif", ValueError),
    ],
)
def test_what_cannot_be_drawn_is_refused(tmp_path, library, index, point, sheet, name, error):
    with pytest.raises(error):
        render(point, sheet, "woman", "right", tmp_path / name, index=index, library=library)
    assert not (tmp_path / name).exists()


def test_a_broken_drawing_is_named(tmp_path, index):
    from bodymap.core.sheets import SheetLibrary

    with pytest.raises(SheetError, match=r"sheets\.json"):
        render(FAR, None, "woman", "right", tmp_path / "a.png", index=index, library=SheetLibrary(tmp_path))
