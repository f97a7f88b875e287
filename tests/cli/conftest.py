"""Files in place of the shipped ones, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bodymap import assets
from tests.atlas_samples import sample, write
from tests.core.test_rules_drawings import draw

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files in place of the shipped ones: the sample atlas and its drawings."""
    write(tmp_path / "points.json", sample())
    (tmp_path / "svg").mkdir()
    draw(tmp_path / "svg", {})
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    return tmp_path
