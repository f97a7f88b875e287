"""The lists of points for an hour of teaching, as they are kept between runs."""

from __future__ import annotations

from typing import Final

from bodymap.core.collected import Collected, read, written
from bodymap.ui.settings.settings import Setting

COLLECTED: Final = Setting("room/collected", Collected(), read, written)
