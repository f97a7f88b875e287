"""The shipped words and the shipped drawings agree, on every sheet, for both figures."""

from __future__ import annotations

from collections import Counter

import pytest

from bodymap import assets
from bodymap.core.loading import load_atlas
from bodymap.core.rules_drawings import DRAWING_RULES, DrawingRule, Drawings, read_drawings
from bodymap.core.sheets import SheetLibrary


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    read, findings = read_drawings(load_atlas(assets.points_path()).atlas, SheetLibrary(assets.svg_root()))
    assert findings == []
    return read


@pytest.mark.parametrize("rule", DRAWING_RULES, ids=lambda rule: rule.__name__)
def test_words_and_drawings_agree(rule: DrawingRule, drawings: Drawings) -> None:
    found = [str(f) for f in rule(drawings)]
    assert not found, f"{len(found)} findings, {Counter(line.split(':')[0] for line in found)}:\n" + "\n".join(found)
