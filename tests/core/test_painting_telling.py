"""What is said of a painting: whole sentences, true of what is painted, and never a figure."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bodymap import assets
from bodymap.core.cells import read_cells
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.telling import Weighed, Weigher

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)
FOLDER = assets.points_path().parent / "skin"
WEIGHER = Weigher(INDEX, FOLDER)


@cache
def zone(name: str) -> dict[int, float]:
    cells, begin = read_cells(FOLDER / "cells.skin"), 0
    for one, end in zip(cells.zones, cells.arrays["zone_ends"], strict=True):
        if one == name:
            return dict.fromkeys(cells.arrays["zone_cells"][begin:end], 1.0)
        begin = end
    raise KeyError(name)


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_every_line_says_why_in_whole_sentences_and_no_figure(voice) -> None:
    told = WEIGHER.weigh(zone("infraspinatus-1.essential"), voice)
    assert told.muscles
    for one in told.muscles:
        assert one.title.endswith((", right", ", left"))
        for line in one.lines:
            assert line.fit_said in ("fits well", "fits partly", "fits a little")
            assert line.reasons
            for said in line.reasons:
                assert re.fullmatch(r"[A-Z].*[.?]", said)
                assert "{" not in said
                assert "%" not in said


def test_what_is_all_there_is_said_so_and_what_is_missing_is_asked() -> None:
    told = WEIGHER.weigh(zone("temporalis-1.essential"))
    whole = next(one for one in told.muscles if one.title == "Temporalis, right")
    assert whole.lines[0].reasons[0].startswith("Explains nearly all of what is painted: ")
    assert not any("not painted" in said for said in whole.lines[0].reasons)
    gluteus = zone("gluteus-minimus-1.essential")
    cells = read_cells(FOLDER / "cells.skin")
    thigh = {cell: 1.0 for cell in gluteus if cells.regions[cells.arrays["region"][cell]] == "thigh.lateral"}
    lines = [line for one in WEIGHER.weigh(thigh).muscles for line in one.lines]
    asked = [line for line in lines if line.points[0].id == "gluteus-minimus-1"]
    assert any("leg" in said and said.endswith("Is it?") for said in asked[0].reasons)


def test_two_sources_are_told_together_and_nothing_painted_says_nothing() -> None:
    both = zone("temporalis-1.essential") | zone("soleus-1.essential")
    said = WEIGHER.weigh(both).together
    assert said.startswith("No muscle explains it alone; together: ")
    assert "Temporalis, right" in said
    assert "Soleus, right" in said
    assert WEIGHER.weigh(zone("temporalis-1.essential")).together == ""
    assert WEIGHER.weigh({}) == Weighed()


def test_without_a_table_of_the_skin_it_says_so_when_asked(tmp_path) -> None:
    weigher = Weigher(INDEX, tmp_path)
    assert weigher.weigh({}) == Weighed()
    with pytest.raises(OSError, match=r"cells\.skin"):
        weigher.weigh({1: 1.0})
