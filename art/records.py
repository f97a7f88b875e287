"""What the sources say, as read from ``art/sources``: landmarks, regions, features, and one file a muscle.

``sources/muscles/<muscle id>.json`` holds everything that is placed for one muscle: its fibres (see ``art.muscles``)
and, under ``points``, each point with its ``place`` (see ``art.places``) and the shapes of its zone, ``essential`` and
``spillover`` (see ``art.zones``). A ``remark`` anywhere says why it is as it is; nothing is drawn from it.

Uses the standard library only, so that staleness can be asked without the mesh.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

SOURCES: Final = Path(__file__).parent / "sources"
REMARK: Final = "remark"
WIDTH: Final = 120
LISTED: Final = {"parts", "points", "essential", "spillover"}
"""What is held under these keys stands on a line of its own each, so that a change of one is seen as one."""


def without_remarks(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    """The value without its remarks: what is drawn."""
    if isinstance(value, dict):
        return {k: without_remarks(v) for k, v in value.items() if k != REMARK and not k.startswith("_")}
    return [without_remarks(one) for one in value] if isinstance(value, list) else value


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = without_remarks(json.loads(path.read_text(encoding="utf-8")))
    return content


@cache
def read(name: str) -> dict[str, Any]:
    """One source file that stands for itself (``landmarks``, ``regions``, ``features``), without its remarks."""
    return _load(SOURCES / f"{name}.json")


@cache
def muscles() -> dict[str, dict[str, Any]]:
    """Every muscle's record by its id, in the order of the ids, without remarks."""
    return {path.stem: _load(path) for path in sorted((SOURCES / "muscles").glob("*.json"))}


@cache
def points() -> dict[str, Any]:
    """Every point's place by the point's id."""
    return {name: point["place"] for record in muscles().values() for name, point in record["points"].items()}


@cache
def zones() -> dict[str, list[dict[str, Any]]]:
    """The shapes of every zone: ``<point id>.essential`` and, where there is one, ``<point id>.spillover``."""
    return {
        f"{name}.{kind}": point[kind]
        for record in muscles().values()
        for name, point in record["points"].items()
        for kind in ("essential", "spillover")
        if point.get(kind)
    }


def forget() -> None:
    """Read the files anew at the next question: for tests that change them."""
    for cached in (read, muscles, points, zones):
        cached.cache_clear()


def formatted(text: str) -> str:
    """A source's text in its one form: a field a line, a shape a line, a place never broken. ValueError: not JSON."""
    return _written(json.loads(text), 0, 0, opened=True) + "\n"


def _written(value: object, level: int, taken: int, *, opened: bool) -> str:
    """A value's text; ``taken`` columns of its first line are in use. ``opened``: it never stands on one line."""
    parts = _parts(value)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not parts or (not opened and taken + len(line) < WIDTH):
        return line
    inside = "\n" + " " * (level + 1)
    begin, end = "{}" if isinstance(value, dict) else "[]"
    listed = level == 0 or _holds_lists(value)
    lines = [
        inside + before + _written(one, level + 1, level + 1 + len(before), opened=_opens(key, one, listed=listed))
        for key, before, one in parts
    ]
    return begin + ",".join(lines) + "\n" + " " * level + end


def _parts(value: object) -> list[tuple[str, str, object]]:
    """What is inside an object or a list: its key, what is written before it, and itself."""
    if isinstance(value, dict):
        return [(key, json.dumps(key, ensure_ascii=False) + ": ", one) for key, one in value.items()]
    return [("", "", one) for one in value] if isinstance(value, list) else []


def _holds_lists(value: object) -> bool:
    return isinstance(value, dict) and not LISTED.isdisjoint(value)


def _opens(key: str, value: object, *, listed: bool) -> bool:
    """Whether a value always stands on several lines: a list that a reader goes through, a muscle's part, a point."""
    is_part = isinstance(value, dict) and "origin" in value and "insertion" in value
    return (listed and key in LISTED) or is_part or _holds_lists(value)


def format_sources() -> list[str]:
    """Write every source but the machine's own ``features`` in its one form; the names of those that were changed."""
    changed = []
    for path in sorted([*SOURCES.glob("*.json"), *(SOURCES / "muscles").glob("*.json")]):
        before = path.read_text(encoding="utf-8")
        if path.stem != "features" and (after := formatted(before)) != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            changed.append(path.relative_to(SOURCES).as_posix())
    return changed


if __name__ == "__main__":
    for name in format_sources():
        print(f"art/sources/{name}: written in its one form")
