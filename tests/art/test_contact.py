"""A point is looked at on every drawing of both figures. Nothing is drawn anew here, so no mesh is needed."""

from __future__ import annotations

import pytest

from art import contact, manifest, records, svgfile
from art.layers import text_of


@pytest.fixture(autouse=True)
def current(monkeypatch) -> None:
    """The drawings are taken as they are."""
    monkeypatch.setattr(manifest, "stale_layers", lambda content, name: [])
    drawn = [f"{path.parent.name}/{path.name}" for path in sorted(manifest.OUT.glob("*/*.svg"))]
    monkeypatch.setattr(manifest, "names", lambda: drawn)


def test_a_point_has_a_tile_for_every_drawing(qapp) -> None:
    tiles = contact.tiles_of(point="gastrocnemius-1")
    assert len(tiles) == len(manifest.names())
    shown = {one.caption for one in tiles if one.shows}
    assert {"woman/back", "man/back"} <= shown
    assert {"woman/head-side", "man/hand-palm"}.isdisjoint(shown)
    back = next(one for one in tiles if one.caption == "woman/back")
    assert back.cross is not None
    blocks = svgfile.apart(back.svg)
    drawn = svgfile.apart(text_of(manifest.OUT / "woman" / "back.svg"))
    assert blocks["zone.gastrocnemius-1.essential"] == drawn["zone.gastrocnemius-1.essential"]
    assert not [name for name in blocks if name.startswith("zone.") and "gastrocnemius-1." not in name]


def test_a_muscle_has_a_tile_for_each_point_on_each_drawing_that_shows_it(qapp) -> None:
    tiles = contact.tiles_of(muscle="supinator")
    assert tiles
    assert all(one.shows for one in tiles)
    assert {one.caption.split()[1] for one in tiles} == set(records.muscles()["supinator"]["points"])


def test_the_picture_holds_them_in_rows_and_something_is_to_be_seen(qapp, tmp_path) -> None:
    tiles = contact.tiles_of(muscle="supinator")
    image = contact.picture(tiles)
    assert image.width() == min(len(tiles), contact.COLUMNS) * contact.TILE
    assert image.height() == -(-len(tiles) // contact.COLUMNS) * (contact.TILE + contact.CAPTION)
    small = image.scaled(60, 60)
    assert len({small.pixel(x, y) for x in range(60) for y in range(60)}) > 20
    contact.save(str(tmp_path / "supinator.png"), muscle="supinator")
    assert (tmp_path / "supinator.png").stat().st_size > 1000


def test_what_there_is_not_is_told() -> None:
    with pytest.raises(ValueError, match="no point"):
        contact.tiles_of(point="soleus-99")
    with pytest.raises(ValueError, match="no muscle"):
        contact.tiles_of(muscle="sole")
