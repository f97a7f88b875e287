"""Damaged atlases: each is told of, nothing else goes wrong, and what was good stays."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from bodymap.core.finding import AtlasError
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.record_text import record_lines
from bodymap.core.rules import check_atlas
from bodymap.core.search import Finder
from tests.atlas_samples import sample
from tests.campaign.mutants import Report, damage, hook, watched
from tests.campaign.report import dice_of

if TYPE_CHECKING:
    from random import Random

    from bodymap.core.model import Atlas

_VALUES: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 11, 1e308, 2**70, "", "x" * 3_000, "a\n", "\x1b[31m", "\u202eabc", "<img src='x.png'>", "\0"),
    *([], {}, [[]], [None], ["nowhere"], [1, 2, 3], {"id": "a"}, "../../etc/passwd", "infraspinatus-1"),
)
_HOSTILE: Final = [
    *(
        "[" * 3_000,
        "{" * 50,
        '"\\ud800"',
        "1e999",
        "NaN",
        "-",
        '"id":"a\\n",',
        ',"x":1',
        "\ufeff",
        "//",
        "\\u0000",
        "}]",
    ),
    *('"version":2,', '"muscles":[],', "null", "true", '"' + "k" * 3_000 + '":1,'),
]


def run(count: int, seed: int, first: int = 0) -> Report:
    """Try so many damaged atlases."""
    hook()
    report = Report("atlases")
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for number in range(first, first + count):
            random = dice_of(seed, number)
            path = folder / f"mutant-{number}.json"
            if number % 2:
                data, kept = _mutant(random)
                path.write_text(json.dumps(data), encoding="utf-8")
            else:
                kept = frozenset()
                path.write_bytes(
                    damage(json.dumps(sample(), indent=1), random, _HOSTILE).encode("utf-8", "surrogatepass")
                )
            before = len(report.faults)
            with watched(report, path.name, folder):
                _try(path, kept, report)
            if len(report.faults) == before:
                path.unlink()
    return report


def _try(path: Path, kept: frozenset[str], report: Report) -> None:
    try:
        loaded = load_atlas(path)
    except AtlasError as error:
        report.note("refused", [str(error)], path)
        return
    lines = [*map(str, loaded.findings), *map(str, check_atlas(loaded.atlas, path.name))]
    report.note("told" if lines else "silent", lines, path)
    lost = kept - {point.id for muscle in loaded.atlas.muscles for point in muscle.points}
    if lost:
        report.faults.append(f"{path.name}: lost {', '.join(sorted(lost))}")
    _use(loaded.atlas)


def _use(atlas: Atlas) -> None:
    index = AtlasIndex(atlas)
    finder = Finder(index)
    for query in ("infraspinatus", "frozen shoulder", "hel", "arm front"):
        finder.find(query)
    for point in index.points:
        list(record_lines(index, point))


def _mutant(random: Random) -> tuple[dict[str, Any], frozenset[str]]:
    """Return an atlas with one value replaced, renamed, removed or doubled, and the points that must be left."""
    data = copy.deepcopy(sample())
    points = {point["id"]: point for muscle in data["muscles"] for point in muscle["points"]}
    if random.random() < 0.4:
        hit = random.choice(list(points))
        del points[hit]
        _hurt(next(p for m in data["muscles"] for p in m["points"] if p["id"] == hit), random, {"id"})
        return data, frozenset(points)
    _hurt(data, random, set())
    return data, frozenset()


def _hurt(node: Any, random: Random, spared: set[str]) -> None:
    keys = [key for key in node if key not in spared] if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return
    key = random.choice(keys)
    if isinstance(node[key], dict | list) and node[key] and random.random() < 0.75:
        _hurt(node[key], random, set())
        return
    way = random.randrange(4)
    if way == 0:
        node[key] = copy.deepcopy(random.choice(_VALUES))
    elif way == 1:
        del node[key]
    elif isinstance(node, dict):
        node[random.choice((f"{key}s", "x\x1b", "\u202e", "k" * 3_000))] = node.pop(key) if way == 2 else 1
    else:
        node.append(copy.deepcopy(node[key]))
