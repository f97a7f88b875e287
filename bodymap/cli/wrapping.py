"""Breaks what is said into lines that a terminal shows whole."""

from __future__ import annotations

import textwrap
from typing import Final

_WIDTH: Final = 100


def wrapped(said: str, first: str = "", later: str | None = None) -> list[str]:
    """Return a text in lines: ``first`` stands before the first, ``later`` before the others, else the same."""
    return textwrap.wrap(
        said, _WIDTH, initial_indent=first, subsequent_indent=first if later is None else later, break_on_hyphens=False
    )
