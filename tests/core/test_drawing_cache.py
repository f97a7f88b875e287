"""What was found in drawings is kept from run to run, and whatever is wrong with what is kept costs time only."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core import drawing_cache, drawing_reader
from bodymap.core.drawing_cache import DrawingCache, keep, keep_steps, read_kept, read_key, read_large, sum_steps
from bodymap.core.drawing_reader import read_sheet
from bodymap.core.sheets import SheetError, SheetLibrary
from tests.core.test_sheets import GOOD


@pytest.fixture
def drawing(tmp_path):
    path = tmp_path / "front.svg"
    path.write_text(GOOD)
    return path


@pytest.fixture
def cache(tmp_path):
    return DrawingCache(tmp_path / "cache")


@pytest.fixture
def reads(monkeypatch):
    """The drawings that were really read, in order."""
    seen, read = [], drawing_reader.read_contents
    monkeypatch.setattr(drawing_reader, "read_contents", lambda path, data: (seen.append(path), read(path, data))[1])
    return seen


def everything(art):
    shapes = {element: [outline.data for outline in outlines] for element, outlines in art.shapes.items()}
    return shapes, dict(art.pictures), art.points, art.depths, art.fade, art.width, art.units_per_cm


def kept_file(tmp_path):
    (only,) = (tmp_path / "cache").iterdir()
    return only


def test_a_drawing_is_read_once_and_is_the_same_ever_after(drawing, cache, reads):
    first = cache.read_sheet(drawing, "woman", "front")
    again = cache.read_sheet(drawing, "woman", "front")
    assert reads == [drawing]
    assert everything(first) == everything(again) == everything(read_sheet(drawing))


def test_a_drawing_that_has_changed_is_read_anew(drawing, cache, reads):
    cache.read_sheet(drawing, "woman", "front")
    drawing.write_text(GOOD.replace('cx="33.5"', 'cx="34.5"'))
    assert cache.read_sheet(drawing, "woman", "front").points == {"temporalis-1": (34.5, 44.0)}
    assert len(reads) == 2


def test_another_version_reads_anew(drawing, cache, reads, monkeypatch):
    cache.read_sheet(drawing, "woman", "front")
    monkeypatch.setattr(drawing_cache, "__version__", "99")
    drawing_cache.program.cache_clear()
    try:
        cache.read_sheet(drawing, "woman", "front")
    finally:
        drawing_cache.program.cache_clear()
    assert len(reads) == 2


def test_the_code_that_reads_and_paints_is_part_of_the_version():
    told = drawing_cache.program().decode()
    assert all(name in told for name in ("drawing_reader.py", "pathdata.py", "sheet_layers.py", "painting.py"))


def test_damage_of_any_kind_is_as_if_nothing_were_kept(drawing, cache, reads, tmp_path):
    good = everything(cache.read_sheet(drawing, "woman", "front"))
    place = kept_file(tmp_path)
    whole = place.read_bytes()
    flipped = [bytes([*whole[:at], whole[at] ^ 1, *whole[at + 1 :]]) for at in range(0, len(whole), 7)]
    damaged = [b"", whole[:-1], whole[:40], whole + b"\0", b"\0" * len(whole), *flipped]
    for content in damaged:
        place.write_bytes(content)
        assert everything(cache.read_sheet(drawing, "woman", "front")) == good
    assert len(reads) == 1 + len(damaged), "each time it was read"
    assert place.read_bytes() == whole, "and kept again"


def test_what_is_kept_of_something_else_altogether_is_not_taken(drawing, cache, reads, tmp_path):
    cache.read_sheet(drawing, "woman", "front")
    place = kept_file(tmp_path)
    keep(place, place.read_bytes()[:32], b"\x93not what it should be")
    assert cache.read_sheet(drawing, "woman", "front").points == {"temporalis-1": (33.5, 44.0)}
    assert len(reads) == 2


def test_a_folder_that_cannot_be_written_costs_time_only(drawing, tmp_path, reads):
    (tmp_path / "cache").write_text("a file is here")
    cache = DrawingCache(tmp_path / "cache")
    for _ in range(2):
        assert cache.read_sheet(drawing, "woman", "front").width == 400
    assert len(reads) == 2


def test_a_folder_where_a_file_should_be_costs_time_only(drawing, cache, reads, tmp_path):
    cache.read_sheet(drawing, "woman", "front")
    place = kept_file(tmp_path)
    place.unlink()
    place.mkdir()
    cache.read_sheet(drawing, "woman", "front")
    assert len(reads) == 2
    assert list((tmp_path / "cache").iterdir()) == [place], "nothing half written is left"


def test_what_is_kept_is_whole_at_every_moment(drawing, cache, monkeypatch, tmp_path):
    def fail(*_args):
        raise OSError("no room left")

    monkeypatch.setattr(type(tmp_path), "replace", fail)
    cache.read_sheet(drawing, "woman", "front")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_bad_drawing_is_told_each_time_and_never_kept(drawing, cache, tmp_path):
    drawing.write_text(GOOD.replace("M1 1L2 1L2 2Z", "M1 1A2"))
    for _ in range(2):
        with pytest.raises(SheetError, match="a command other than"):
            cache.read_sheet(drawing, "woman", "front")
    assert not (tmp_path / "cache").exists()


def test_path_data_written_in_a_roundabout_way_is_right_too(drawing, cache):
    drawing.write_text(GOOD.replace("M1 1L2 1L2 2Z", "M1 1L&#50; 1L2 2Z"))
    for _ in range(2):
        outline = cache.read_sheet(drawing, "woman", "front").shapes["region.head.temple"][0]
        assert outline.steps() == (b"MLLZ", [1, 1, 2, 1, 2, 2])


def test_a_library_without_a_cache_keeps_nothing(drawing, tmp_path, monkeypatch):
    (tmp_path / "svg" / "woman").mkdir(parents=True)
    shutil.copy(drawing, tmp_path / "svg" / "woman" / "front.svg")
    before = set(tmp_path.iterdir())
    SheetLibrary(tmp_path / "svg").art("woman", "front")
    assert set(tmp_path.iterdir()) == before


@given(st.binary(max_size=200), st.binary(min_size=32, max_size=32))
def test_what_is_kept_comes_back_under_its_key_alone(tmp_path_factory, content, key):
    place = tmp_path_factory.mktemp("kept") / "one"
    keep(place, key, content)
    assert read_kept(place, key, 1000) == content
    assert read_kept(place, key[:-1] + bytes([key[-1] ^ 1]), 1000) is None


def finished(steps):
    """Do all steps and return what they come to."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value


KEY = b"k" * 32


def large(seed, *sizes):
    return [memoryview(bytes((seed + 7 * n) % 251 for n in range(size))) for size in sizes]


@pytest.mark.parametrize("sizes", [(2_500_000,), (1_000_000, 3), (10, 10)])
def test_something_large_comes_back_and_is_found_to_be_as_it_was(tmp_path, sizes):
    parts = large(3, *sizes)
    finished(keep_steps(tmp_path / "new" / "large", KEY, parts))
    place = tmp_path / "new" / "large"
    again = read_large(place)
    assert again is not None
    assert read_key(place) == again.key == KEY
    content: memoryview = again.content
    assert content == b"".join(parts)
    assert finished(sum_steps([content])) == again.sum_
    content[5 % len(content)] ^= 1
    assert finished(sum_steps([content])) != again.sum_


@pytest.mark.parametrize("size", [0, 20, 36])
def test_something_large_that_is_cut_off_before_it_begins_is_nothing(tmp_path, size):
    place = tmp_path / "large"
    finished(keep_steps(place, KEY, large(3, 1000)))
    place.write_bytes(place.read_bytes()[:size])
    assert read_large(place) is None
    assert read_key(place) == (KEY if size > len(KEY) else None)
    assert read_large(tmp_path / "none") is read_key(tmp_path / "none") is None


def test_something_large_that_is_broken_off_leaves_what_was_there(tmp_path):
    place = tmp_path / "large"
    finished(keep_steps(place, KEY, large(3, 1000)))
    before = place.read_bytes()
    steps = keep_steps(place, KEY, large(4, 3_000_000))
    next(steps)
    next(steps)
    assert len(list(tmp_path.iterdir())) == 2
    steps.close()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [before]


def test_something_large_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("no folder")
    finished(keep_steps(tmp_path / "file" / "large", KEY, large(3, 1000)))
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
