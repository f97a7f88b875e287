"""The command line: opens the window at a point, lists and shows points, draws them, checks the data.

Exit codes: 0 done, 1 something is wrong with bodymap's files or this system, 2 the request cannot be met.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from bodymap import __version__, assets
from bodymap.core.language import msg, spoken, tr, trn
from bodymap.core.state import Figure, SideChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bodymap.core.finding import Finding
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.search import Match
    from bodymap.core.sheets import SheetArt

DONE: Final = 0
BROKEN: Final = 1
REFUSED: Final = 2
_OFFERS: Final = 5
_MUCH_WORSE: Final = 12.0
"""What scores this much less than the best match is not meant."""
_COMMANDS: Final = ("open", "list", "show", "render", "check")
_OF_THE_LIBRARY: Final = (
    msg("usage: "),
    msg("options"),
    msg("positional arguments"),
    msg("show this help message and exit"),
    msg("%(prog)s: error: %(message)s\n"),
    msg("argument %(argument_name)s: %(message)s"),
    msg("the following arguments are required: %s"),
    msg("unrecognized arguments: %s"),
    msg("expected one argument"),
    msg("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse says; it looks its texts up in the same catalogue."""
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
        description=tr("Click a trigger point, see where it commonly sends its pain."),
        epilog=tr("Without arguments the window opens; “bodymap POINT” opens it with that point lit."),
    )
    parser.add_argument(
        "--version", action="version", version=f"bodymap {__version__}", help=tr("show the version and exit")
    )
    # Taken out before the rest is read (``language.take_option``); named here for the help.
    parser.add_argument(
        "--language",
        metavar=tr("LANGUAGE"),
        help=tr("say everything in it: {languages}").format(languages=", ".join(spoken(assets.translations_root()))),
    )
    commands = parser.add_subparsers(metavar=tr("COMMAND"), required=True)

    opening = commands.add_parser("open", help=tr("open the window with a point lit (the word may be left out)"))
    opening.add_argument("point", metavar=tr("POINT"), help=tr("such as infraspinatus-1, or its name in quotes"))
    opening.set_defaults(command=_open)

    listing = commands.add_parser("list", help=tr("list every point"))
    listing.add_argument("--json", action="store_true", help=tr("as JSON"))
    listing.set_defaults(command=_list)

    showing = commands.add_parser("show", help=tr("show one point's record"))
    showing.add_argument("point", metavar=tr("POINT"))
    showing.add_argument("--json", action="store_true", help=tr("the whole record as JSON"))
    showing.set_defaults(command=_show)

    rendering = commands.add_parser("render", help=tr("draw a point with its zones and the legend into a file"))
    rendering.add_argument("point", metavar=tr("POINT"))
    rendering.add_argument("--sheet", metavar=tr("S"), help=tr("the sheet's id (default: those that show it best)"))
    rendering.add_argument("--figure", choices=get_args(Figure), default="woman")
    rendering.add_argument("--side", choices=get_args(SideChoice), default="right", help=tr("the patient's side"))
    rendering.add_argument(
        "-o", "--output", metavar=tr("FILE"), required=True, type=Path, help=tr(".png, .svg or .pdf")
    )
    rendering.set_defaults(command=_render)

    checking = commands.add_parser("check", help=tr("check the atlas and the drawings against every rule"))
    checking.add_argument(
        "file", metavar=tr("FILE"), nargs="?", type=Path, help=tr("default: the atlas that bodymap ships")
    )
    checking.set_defaults(command=_check)
    return parser


def _open(options: argparse.Namespace) -> int:
    point = _find_point(_load_index(), options.point)
    from bodymap.__main__ import open_window

    return open_window(point.id)


def _list(options: argparse.Namespace) -> int:
    index = _load_index()
    drawn = _Drawn()
    rows = [_summary(index, drawn, point) for point in index.points]
    if options.json:
        _print_json(rows)
        return DONE
    heading = (tr("POINT"), tr("MUSCLE"), tr("LABEL"), tr("PART"), tr("SHEETS"))
    table = [heading, *((r["id"], r["muscle"], r["label"], r["part"], " ".join(r["sheets"])) for r in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return DONE


def _show(options: argparse.Namespace) -> int:
    index = _load_index()
    point = _find_point(index, options.point)
    if options.json:
        import msgspec

        _print_json({**_summary(index, _Drawn(), point), **msgspec.to_builtins(point)})
        return DONE
    from bodymap.core.record_text import record_lines

    print("\n".join(record_lines(index, point)))
    return DONE


def _render(options: argparse.Namespace) -> int:
    path: Path = options.output
    if path.suffix.lower() not in _SUFFIXES:
        raise RefusalError(
            tr("“{path}” does not say what to draw: end it with {suffixes}.").format(
                path=path, suffixes=", ".join(_SUFFIXES)
            )
        )
    if not path.absolute().parent.is_dir():
        raise RefusalError(
            tr("There is no folder “{folder}”. Make it first, or choose another.").format(folder=path.absolute().parent)
        )
    point = _find_point(_load_index(), options.point)
    sheet = None if options.sheet is None else _find_sheet(_Drawn(), options.sheet)
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
        raise RefusalError(
            tr("“{path}” cannot be written: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    return DONE


def _check(options: argparse.Namespace) -> int:
    from bodymap.core.finding import AtlasError
    from bodymap.core.loading import load_atlas
    from bodymap.core.overlay import overlays_beside, translated
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
    findings = [*loaded.findings, *check_atlas(loaded.atlas, path.name), *check_drawings(loaded.atlas, library)]
    notes: list[Finding] = []
    for overlay in overlays_beside(path):
        language = translated(loaded.atlas, overlay)
        findings += language.findings
        notes += language.notes
    for finding in (*findings, *notes):
        print(finding)
    muscles = loaded.atlas.muscles
    points = sum(len(m.points) for m in muscles)
    told = tr("{muscles}, {points}: {findings}.").format(
        muscles=trn("{count} muscle", "{count} muscles", len(muscles)).format(count=len(muscles)),
        points=trn("{count} point", "{count} points", points).format(count=points),
        findings=trn("{count} finding", "{count} findings", len(findings)).format(count=len(findings))
        if findings
        else tr("no findings"),
    )
    print(told, file=sys.stderr)
    return BROKEN if findings else DONE


class _Drawn:
    """Which sheets show which point, for either figure, in the order of the strip."""

    def __init__(self) -> None:
        from bodymap.core.sheets import SheetError, SheetLibrary

        self._library = SheetLibrary(assets.svg_root())
        try:
            self.sheet_ids = tuple(info.id for info in self._library.infos)
        except SheetError as error:
            raise BrokenError(str(error)) from error

    def sheets_showing(self, point_id: str) -> tuple[str, ...]:
        """Return the sheets on which the point or any of its referral is visible."""
        return tuple(
            sheet_id
            for sheet_id, arts in self._arts.items()
            if any(point_id in art.points or art.shows_zone(point_id) for art in arts)
        )

    @cached_property
    def _arts(self) -> dict[str, tuple[SheetArt, ...]]:
        from bodymap.core.sheets import SheetError

        try:
            return {s: tuple(self._library.art(f, s) for f in get_args(Figure)) for s in self.sheet_ids}
        except SheetError as error:
            raise BrokenError(str(error)) from error


def _load_index() -> AtlasIndex:
    """Return the shipped atlas; what had to be left out of it is told on stderr."""
    from bodymap.core.finding import AtlasError
    from bodymap.core.index import AtlasIndex
    from bodymap.core.overlay import load_in_language

    try:
        loaded = load_in_language(assets.points_path())
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
    raise RefusalError(tr("There is no point “{name}”.").format(name=name) + " " + _offer_text(offers))


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


def _find_sheet(drawn: _Drawn, name: str) -> str:
    """Return ``name`` if it is a sheet. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import nearest_names

    if name in drawn.sheet_ids:
        return name
    offers = nearest_names(name, drawn.sheet_ids) or drawn.sheet_ids
    raise RefusalError(tr("There is no sheet “{name}”.").format(name=name) + " " + _offer_text(offers))


def _summary(index: AtlasIndex, drawn: _Drawn, point: Point) -> dict[str, Any]:
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
        "sheets": list(drawn.sheets_showing(point.id)),
    }


def _offer_text(offers: Iterable[str]) -> str:
    from bodymap.core.index import offer_text

    listed = list(offers)
    return offer_text(listed) if listed else tr("“bodymap list” shows all points.")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
