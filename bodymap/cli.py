"""The command line: opens the window at a point, lists and shows points, draws them, checks the data.

Exit codes: 0 done, 1 something is wrong with bodymap's files or this system, 2 the request cannot be met.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from bodymap import __version__, assets
from bodymap.core.state import Figure, SideChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.search import Match
    from bodymap.core.sheets import SheetLibrary

DONE: Final = 0
BROKEN: Final = 1
REFUSED: Final = 2
_OFFERS: Final = 5
_MUCH_WORSE: Final = 12.0
"""What scores this much less than the best match is not meant."""
_MOST_FINDINGS: Final = 1000
"""``check`` prints so many findings, and of the others how many there are."""
_COMMANDS: Final = ("open", "list", "show", "render", "check")
_SUFFIXES: Final = (".png", ".svg", ".pdf")


class RefusalError(Exception):
    """The request cannot be met as it was written; the message says why and offers what can."""


class BrokenError(Exception):
    """bodymap's own files or this system are not as they must be; the message says what to do."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code. Findings and answers go to stdout, refusals to stderr."""
    parser = _parser()
    if arguments and not arguments[0].startswith("-") and arguments[0] not in _COMMANDS:
        arguments = ["open", *arguments]
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without “ or – shows ? and goes on
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenError as broken:
        print(broken, file=sys.stderr)
        return BROKEN
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives until exit
        return DONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bodymap",
        description="Click a trigger point, see where it commonly sends its pain.",
        epilog="Without arguments the window opens; “bodymap POINT” opens it with that point lit.",
    )
    parser.add_argument("--version", action="version", version=f"bodymap {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    opening = commands.add_parser("open", help="open the window with a point lit (the word may be left out)")
    opening.add_argument("point", metavar="POINT", help="such as infraspinatus-1, or its name in quotes")
    opening.set_defaults(command=_open)

    listing = commands.add_parser("list", help="list every point")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(command=_list)

    showing = commands.add_parser("show", help="show one point's record")
    showing.add_argument("point", metavar="POINT")
    showing.add_argument("--json", action="store_true", help="the whole record as JSON")
    showing.set_defaults(command=_show)

    rendering = commands.add_parser("render", help="draw a point with its zones and the legend into a file")
    rendering.add_argument("point", metavar="POINT")
    rendering.add_argument("--sheet", metavar="S", help="the sheet's id (default: those that show it best)")
    rendering.add_argument("--figure", choices=get_args(Figure), default="woman")
    rendering.add_argument("--side", choices=get_args(SideChoice), default="right", help="the patient's side")
    rendering.add_argument("-o", "--output", metavar="FILE", required=True, type=Path, help=".png, .svg or .pdf")
    rendering.set_defaults(command=_render)

    checking = commands.add_parser("check", help="check the atlas and the drawings against every rule")
    checking.add_argument("file", metavar="FILE", nargs="?", type=Path, help="default: the atlas that bodymap ships")
    checking.set_defaults(command=_check)
    return parser


def _open(options: argparse.Namespace) -> int:
    point = _find_point(_load_index(), options.point)
    from bodymap.__main__ import open_window

    return open_window(point.id)


def _list(options: argparse.Namespace) -> int:
    from bodymap.core.finding import legible

    index = _load_index()
    library = _library()
    rows = [_summary(index, library, point) for point in index.points]
    if options.json:
        _print_json(rows)
        return DONE
    heading = ("POINT", "MUSCLE", "LABEL", "PART", "SHEETS")
    rows_said = ((r["id"], r["muscle"], r["label"], r["part"], " ".join(r["sheets"])) for r in rows)
    table = [heading, *(tuple(map(legible, row)) for row in rows_said)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return DONE


def _show(options: argparse.Namespace) -> int:
    index = _load_index()
    point = _find_point(index, options.point)
    if options.json:
        import msgspec

        _print_json({**_summary(index, _library(), point), **msgspec.to_builtins(point)})
        return DONE
    from bodymap.core.finding import legible
    from bodymap.core.record_text import record_lines

    print(legible("\n".join(record_lines(index, point))))
    return DONE


def _render(options: argparse.Namespace) -> int:
    path: Path = options.output
    if path.suffix.lower() not in _SUFFIXES:
        raise RefusalError(f"“{path}” does not say what to draw: end it with {', '.join(_SUFFIXES)}.")
    if not path.absolute().parent.is_dir():
        raise RefusalError(f"There is no folder “{path.absolute().parent}”. Make it first, or choose another.")
    point = _find_point(_load_index(), options.point)
    sheet = None if options.sheet is None else _find_sheet(_library(), options.sheet)
    from bodymap.desktop import drawing_problem

    if problem := drawing_problem():
        raise BrokenError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bodymap.core.sheets import SheetError
    from bodymap.ui.export.files import render

    try:
        render(point.id, sheet, options.figure, options.side, path)
    except SheetError as error:
        raise BrokenError(str(error)) from error
    except OSError as error:
        raise RefusalError(f"“{path}” cannot be written: {error.strerror or error}.") from error
    return DONE


def _check(options: argparse.Namespace) -> int:
    from bodymap.core.finding import AtlasError
    from bodymap.core.loading import load_atlas
    from bodymap.core.rules import check_atlas
    from bodymap.core.rules_drawings import check_drawings
    from bodymap.core.sheets import SheetLibrary

    path: Path = options.file or assets.points_path()
    try:
        loaded = load_atlas(path)
    except AtlasError as error:
        print(error.finding)
        return BROKEN
    library = SheetLibrary(assets.svg_root())
    found = 0
    for finding in chain(loaded.findings, check_atlas(loaded.atlas, path.name), check_drawings(loaded.atlas, library)):
        found += 1
        if found <= _MOST_FINDINGS:
            print(finding)
    if found > _MOST_FINDINGS:
        print(f"… and {found - _MOST_FINDINGS} more.")
    muscles = loaded.atlas.muscles
    counts = (_count(len(muscles), "muscle"), _count(sum(len(m.points) for m in muscles), "point"))
    print(f"{', '.join(counts)}: {_count(found, 'finding')}.", file=sys.stderr)
    return BROKEN if found else DONE


def _library() -> SheetLibrary:
    """Return the drawings. Raises ``BrokenError`` when the list of them cannot be read."""
    from bodymap.core.sheets import SheetError, SheetLibrary

    library = SheetLibrary(assets.svg_root())
    try:
        _ = library.infos
    except SheetError as error:
        raise BrokenError(str(error)) from error
    return library


def _load_index() -> AtlasIndex:
    """Return the shipped atlas; what had to be left out of it is told on stderr."""
    from bodymap.core.finding import AtlasError
    from bodymap.core.index import AtlasIndex
    from bodymap.core.loading import load_atlas

    try:
        loaded = load_atlas(assets.points_path())
    except (AtlasError, FileNotFoundError) as error:
        raise BrokenError(str(error)) from error
    for finding in loaded.findings:
        print(finding, file=sys.stderr)
    return AtlasIndex(loaded.atlas)


def _find_point(index: AtlasIndex, name: str) -> Point:
    """Return the point that goes by exactly this id or name. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import UnknownIdError
    from bodymap.core.search import EXACT, Finder

    try:
        return index.point(name)
    except UnknownIdError:
        matches = Finder(index).find(name)
    named = [match.id for match in matches if match.kind == "point" and match.score == EXACT]
    if len(named) == 1:
        return index.point(named[0])
    offers = _offers(index, name, matches)
    raise RefusalError(f"There is no point “{name}”. {_offer_text(offers)}")


def _offers(index: AtlasIndex, name: str, matches: Sequence[Match]) -> Iterable[str]:
    """Return ids of points near to ``name``: those found, or in the muscles, conditions and regions found."""
    from bodymap.core.index import nearest_names

    points_of: dict[str, Callable[[str], tuple[Point, ...]]] = {
        "point": lambda point_id: (index.point(point_id),),
        "muscle": lambda muscle_id: index.muscle(muscle_id).points,
        "condition": index.points_of_condition,
        "region": index.points_referring_to,
    }
    good = [match for match in matches if match.score > matches[0].score - _MUCH_WORSE]
    found = dict.fromkeys(point.id for match in good for point in points_of[match.kind](match.id))
    return list(found)[:_OFFERS] or nearest_names(name, (*(p.id for p in index.points), *_COMMANDS))


def _find_sheet(library: SheetLibrary, name: str) -> str:
    """Return ``name`` if it is a sheet. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import nearest_names

    sheet_ids = tuple(info.id for info in library.infos)
    if name in sheet_ids:
        return name
    offers = nearest_names(name, sheet_ids) or sheet_ids
    raise RefusalError(f"There is no sheet “{name}”. {_offer_text(offers)}")


def _summary(index: AtlasIndex, library: SheetLibrary, point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "muscle": index.muscle_of(point.id).name,
        "part": point.part,
        "label": point.label,
        "referral": {
            "essential": list(point.referral.essential),
            "spillover": list(point.referral.spillover),
        },
        "conditions": list(point.conditions),
        "sheets": list(library.showing(point.id)),
    }


def _offer_text(offers: Iterable[str]) -> str:
    listed = ", ".join(offers)
    return f"Nearest: {listed}." if listed else "“bodymap list” shows all points."


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
