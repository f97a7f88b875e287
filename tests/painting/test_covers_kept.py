"""What is kept of strokes: no more than is asked again, and no longer than the skin it is on."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING
from weakref import ref

from bodymap import assets
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.skin.table import PARTS, Place, Skin, read_skin
from tests.painting.test_painting import THIGH, line_of
from tests.painting.test_skin import cell_near

if TYPE_CHECKING:
    from collections.abc import Callable


def held() -> int:
    """Return how many bytes lists and tables take, without the numbers in them."""
    gc.collect()
    return sum(map(sys.getsizeof, gc.get_objects()))


def taken(work: Callable[[], object]) -> int:
    """Return how many bytes more they take after it."""
    before = held()
    work()
    return held() - before


def fresh() -> Skin:
    """A skin of which nothing is known yet."""
    folder = assets.skin_root()
    whole = read_skin(folder)
    names = {"quads": whole.quads, "next": whole.beyond, "mirror": whole.mirrors}
    numbers = {"area": whole._area, "region": whole._region}
    return Skin(whole.regions, names | numbers, (whole.x, whole.y, whole.z))


def test_a_stroke_that_grew_takes_no_more_room_than_the_stroke_at_once() -> None:
    skin, other = fresh(), fresh()
    places = line_of(skin, 30, cell_near(skin, THIGH))
    whole = Painting((Stroke("pain", 5, 2.0, places),))

    def grow() -> None:
        for n in range(1, len(places) + 1):
            Painting((Stroke("pain", 5, 2.0, places[:n]),)).weights(skin)

    more, less = taken(grow), taken(lambda: whole.weights(other))
    assert more < 3 * less


def test_covers_keep_within_their_room() -> None:
    skin = fresh()
    for cell in range(skin.count):
        skin.sides(cell)
        for corner in skin.corners(cell):
            skin.fan(corner, cell)

    def paint() -> None:
        for cell in range(0, skin.count, skin.count // 60):
            Painting((Stroke("pain", 5, 6.0, (Place(cell, PARTS // 2, PARTS // 2),)),)).weights(skin)

    assert taken(paint) < 10_000_000


def test_what_is_known_of_strokes_goes_with_their_skin() -> None:
    """Another table may come to lie where this one was."""
    skin = fresh()
    Painting((Stroke("pain", 5, 1.0, (Place(7, 0, 0),)),)).weights(skin)
    gone = ref(skin)
    del skin
    gc.collect()
    assert gone() is None
