"""What compares pictures needs an application: the one that all other tests use, whichever come first."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """Have it made before the workshop asks for one."""
