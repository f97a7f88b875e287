"""How a command ends: its exit code, and the two errors that are told in a line."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
BROKEN: Final = 1
REFUSED: Final = 2
INTERRUPTED: Final = 130
"""Broken off at the keyboard, as a shell counts it."""


class RefusalError(Exception):
    """The request cannot be met as it was written; the message says why and offers what can."""


class BrokenError(Exception):
    """bodymap's own files or this system are not as they must be; the message says what to do."""
