"""What is done to an atlas to see a rule find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bodymap.core.rules import check_atlas
from tests.atlas_samples import as_atlas

if TYPE_CHECKING:
    from collections.abc import Callable


def lines(data: dict[str, Any]) -> list[str]:
    return [str(f) for f in check_atlas(as_atlas(data), "points.json")]


def point(data: dict[str, Any], number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = data["muscles"][0]["points"][number]
    return found


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """Return what puts ``value`` at a path of an atlas."""

    def damage(data: dict[str, Any]) -> None:
        target: Any = data
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return damage


POINT = ("muscles", 0, "points", 0)
