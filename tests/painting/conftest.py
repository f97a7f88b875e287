"""The shipped skin, read once."""

from __future__ import annotations

import pytest

from bodymap import assets
from bodymap.core.skin.table import Skin, read_skin


@pytest.fixture(scope="session")
def skin() -> Skin:
    return read_skin(assets.skin_root())
