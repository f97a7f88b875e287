"""Which points take their turn today, where all of them would take minutes.

``BODYMAP_EVERY_POINT=1 make test`` takes them all, as is done before a release and after the drawings were made anew.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def turn(count: int, days: int, begin: int = 0) -> range:
    """Return the numbers of ``count`` things that have their turn today; in so many days each has had one."""
    if os.environ.get("BODYMAP_EVERY_POINT"):
        return range(count)
    return range((datetime.now(UTC).toordinal() + begin) % days, count, days)


def todays(things: Sequence[T], days: int, begin: int = 0) -> list[T]:
    """Return those of some things that have their turn today."""
    return [things[number] for number in turn(len(things), days, begin)]
