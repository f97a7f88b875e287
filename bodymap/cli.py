"""The command line: opens the window at a point, lists and shows points, draws them, checks the data, helps a shell.

Exit codes: 0 done, 1 something is wrong with bodymap's files or this system, 2 the request cannot be met, 130 broken
off at the keyboard.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from bodymap import __version__, assets
from bodymap.core.language import msg, spoken, tr, trn
from bodymap.core.state import Figure, SideChoice, Voice
from bodymap.outcome import BROKEN, DONE, INTERRUPTED, REFUSED, BrokenError, RefusalError
from bodymap.picture_file import FORMATS, kind_of_picture, put_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bodymap.core.finding import Finding
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.search import Match
    from bodymap.core.sheets import SheetLibrary

_OFFERS: Final = 5
_MUCH_WORSE: Final = 12.0
"""What scores this much less than the best match is not meant."""
_MOST_FINDINGS: Final = 1000
"""``check`` prints so many findings, and of the others how many there are."""
_COMMANDS: Final = ("open", "list", "show", "render", "check", "completion", "help")
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


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code. Findings and answers go to stdout, refusals to stderr."""
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenError as broken:
        print(broken, file=sys.stderr)
        return BROKEN
    except BrokenPipeError:  # the reader, such as head, has seen enough
        _print_no_more()
        return DONE
    except OSError as error:
        _print_no_more()
        print(tr("bodymap cannot go on: {error}.").format(error=error), file=sys.stderr)
        return BROKEN
    except KeyboardInterrupt:
        _print_no_more()
        return INTERRUPTED
    return code


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    if arguments and not arguments[0].startswith("-") and arguments[0] not in _COMMANDS:
        arguments = ["open", *arguments]
    try:
        options = parser.parse_args(arguments)
    except SystemExit:
        if sys.stdout is not None:
            sys.stdout.flush()  # what --help printed: a disk that is full is told here and not at exit
        raise
    if sys.stdout is None and options.prints:
        raise BrokenError(tr("There is nowhere to print to: the standard output is closed."))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without “ or – shows ? and goes on
    code: int = options.command(options)
    return code


def _print_no_more() -> None:
    """Let what is still unprinted go nowhere, or Python would try and complain once more at its end."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives until exit


class _Help(argparse.HelpFormatter):
    """Asks itself how wide the terminal is: to do so argparse brings in ``shutil`` and all that it packs with."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(formatter_class=_Help, **options)


@cache
def _columns() -> int:
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="bodymap",
        description=tr("Click a trigger point, see where it commonly sends its pain."),
        epilog=tr("Without arguments the window opens; “bodymap POINT” opens it with that point lit."),
    )
    parser.set_defaults(prints=True)
    parser.add_argument(
        "-V", "--version", action="version", version=f"bodymap {__version__}", help=tr("show the version and exit")
    )
    # Taken out before the rest is read (``language.take_option``); named here for the help.
    parser.add_argument(
        "--language",
        metavar=tr("LANGUAGE"),
        help=tr("say everything in it: {languages}").format(languages=", ".join(spoken(assets.translations_root()))),
    )
    commands = parser.add_subparsers(metavar=tr("COMMAND"), required=True, prog="bodymap")

    opening = commands.add_parser("open", help=tr("open the window with a point lit (the word may be left out)"))
    opening.add_argument("point", metavar=tr("POINT"), help=tr("such as infraspinatus-1, or its name in quotes"))
    opening.set_defaults(command=_open, prints=False)

    listing = commands.add_parser("list", help=tr("list every point"))
    shape = listing.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=tr("as JSON"))
    shape.add_argument("--ids", action="store_true", help=tr("their ids alone, one a line"))
    listing.set_defaults(command=_list)

    showing = commands.add_parser("show", help=tr("show one point's record"))
    showing.add_argument("point", metavar=tr("POINT"))
    showing.add_argument("--json", action="store_true", help=tr("the whole record as JSON"))
    showing.add_argument("--voice", choices=get_args(Voice), default="clinician", help=tr("whose words"))
    showing.set_defaults(command=_show)

    rendering = commands.add_parser("render", help=tr("draw a point with its zones and the legend into a file"))
    rendering.add_argument("point", metavar=tr("POINT"))
    rendering.add_argument("--sheet", metavar=tr("S"), help=tr("the sheet's id (default: those that show it best)"))
    rendering.add_argument("--figure", choices=get_args(Figure), default="woman")
    rendering.add_argument("--side", choices=get_args(SideChoice), default="right", help=tr("the patient's side"))
    output = tr(".png, .svg or .pdf; - is the standard output")
    rendering.add_argument("-o", "--output", metavar=tr("FILE"), required=True, type=Path, help=output)
    shape_of = tr("default: as the file's name ends, and png for -o -")
    rendering.add_argument("--format", choices=FORMATS, help=shape_of)
    rendering.set_defaults(command=_render)

    checking = commands.add_parser("check", help=tr("check the atlas and the drawings against every rule"))
    whole = tr("an atlas or a pack (default: those that bodymap opens)")
    checking.add_argument("file", metavar=tr("FILE"), nargs="?", type=Path, help=whole)
    checking.set_defaults(command=_check)

    completing = commands.add_parser("completion", help=tr("print what makes a shell complete bodymap's words"))
    completing.add_argument("shell", choices=("bash", "zsh", "fish"))
    completing.set_defaults(command=partial(_completion, parser, commands.choices))

    helping = commands.add_parser("help", help=tr("show this help, or that of a command"))
    helping.add_argument("name", metavar=tr("COMMAND"), nargs="?", choices=_COMMANDS)
    helping.set_defaults(command=partial(_help, parser, commands.choices))
    return parser


def _completion(
    parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser], options: argparse.Namespace
) -> int:
    from bodymap.completion import script

    print(script(parser, commands.values(), options.shell))
    return DONE


def _help(
    parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser], options: argparse.Namespace
) -> int:
    print((commands[options.name] if options.name else parser).format_help(), end="")
    return DONE


def _open(options: argparse.Namespace) -> int:
    point = _find_point(_load_index(), options.point)
    from bodymap.__main__ import open_window

    return open_window(point.id)


def _list(options: argparse.Namespace) -> int:
    from bodymap.core.finding import legible

    index = _load_index()
    if options.ids:
        print("\n".join(point.id for point in index.points))
        return DONE
    library = _library()
    rows = [_summary(index, library, point) for point in index.points]
    if options.json:
        _print_json(rows)
        return DONE
    heading = (tr("POINT"), tr("MUSCLE"), tr("LABEL"), tr("PART"), tr("SHEETS"))
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

    print(legible("\n".join(record_lines(index, point, options.voice))))
    return DONE


def _render(options: argparse.Namespace) -> int:
    path: Path = options.output
    kind = kind_of_picture(path, options.format)
    index = _load_index()
    point = _find_point(index, options.point)
    sheet = None if options.sheet is None else _find_sheet(_library(), options.sheet)
    if (pack := index.pack_of(point.id)) and not _library().showing(point.id):
        told = tr("“{point}” comes from {pack} and is on no drawing. “bodymap show {point}” tells of it.")
        raise RefusalError(told.format(point=point.id, pack=pack))
    from bodymap.desktop import drawing_problem, name_qt_plugins

    if problem := drawing_problem():
        raise BrokenError(problem)
    name_qt_plugins()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bodymap.core.sheets import SheetError
    from bodymap.ui.export.files import drawn

    try:
        picture = drawn(point.id, sheet, options.figure, options.side, kind, index=index)
    except SheetError as error:
        raise BrokenError(str(error)) from error
    put_picture(path, picture)
    return DONE


def _counted(muscles: int, points: int, findings: int) -> str:
    """Return how much was checked and found, in a line."""
    return tr("{muscles}, {points}: {findings}.").format(
        muscles=trn("{count} muscle", "{count} muscles", muscles).format(count=muscles),
        points=trn("{count} point", "{count} points", points).format(count=points),
        findings=trn("{count} finding", "{count} findings", findings).format(count=findings)
        if findings
        else tr("no findings"),
    )


def _check(options: argparse.Namespace) -> int:
    from bodymap.core.finding import AtlasError
    from bodymap.core.loading import load_atlas
    from bodymap.core.overlay import overlays_beside, translated
    from bodymap.core.packs import is_pack, merge, pack_findings, read_packs
    from bodymap.core.rules import check_atlas
    from bodymap.core.rules_drawings import check_drawings
    from bodymap.core.sheets import SheetLibrary
    from bodymap.core.user_files import pack_files

    file: Path | None = options.file
    packs = read_packs(pack_files() if file is None else [file] if is_pack(file) else [])
    path = assets.points_path() if file is None or packs else file
    library = SheetLibrary(assets.svg_root())
    try:
        loaded = load_atlas(path)
    except AtlasError as error:
        print(error.finding)
        return BROKEN
    own: Iterable[Finding] = ()
    notes: list[Finding] = []
    if file is None or not packs:
        in_words = [translated(loaded.atlas, overlay) for overlay in overlays_beside(path)]
        notes = [note for each in in_words for note in each.notes]
        own = chain(
            loaded.findings,
            check_atlas(loaded.atlas, path.name),
            *(each.findings for each in in_words),
            check_drawings(loaded.atlas, library),
        )
    found = _print_findings(chain(own, pack_findings(loaded.atlas, packs)))
    for note in notes:
        print(note)
    merged = merge(loaded.atlas, packs)
    points = [point.id for muscle in merged.atlas.muscles for point in muscle.points]
    for point_id in points:
        if point_id in merged.origins and not library.showing(point_id):
            said = tr("{pack}: {point}: it has no drawing, and is listed and shown in words.")
            print(said.format(pack=merged.origins[point_id], point=point_id))
    print(_counted(len(merged.atlas.muscles), len(points), found), file=sys.stderr)
    return BROKEN if found else DONE


def _print_findings(findings: Iterable[Finding]) -> int:
    """Print the first thousand, and of the others how many there are; return how many there are in all."""
    count = 0
    for finding in findings:
        count += 1
        if count <= _MOST_FINDINGS:
            print(finding)
    if count > _MOST_FINDINGS:
        more = count - _MOST_FINDINGS
        print(trn("… and {count} more.", "… and {count} more.", more).format(count=more))
    return count


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
    """Return the shipped atlas with the user's packs; what had to be left out is told on stderr."""
    # Nothing of it is garbage before the command is done.
    looked = gc.isenabled()
    gc.disable()
    try:
        return _read_index()
    finally:
        if looked:
            gc.enable()


def _read_index() -> AtlasIndex:
    from bodymap.core.finding import AtlasError
    from bodymap.core.index import AtlasIndex
    from bodymap.core.packs import open_atlas

    try:
        loaded = open_atlas(assets.points_path())
    except (AtlasError, FileNotFoundError) as error:
        raise BrokenError(str(error)) from error
    for finding in loaded.findings:
        print(finding, file=sys.stderr)
    return AtlasIndex(loaded.atlas, loaded.origins)


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


def _find_sheet(library: SheetLibrary, name: str) -> str:
    """Return ``name`` if it is a sheet. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import nearest_names

    sheet_ids = tuple(info.id for info in library.infos)
    if name in sheet_ids:
        return name
    offers = nearest_names(name, sheet_ids) or sheet_ids
    raise RefusalError(tr("There is no sheet “{name}”.").format(name=name) + " " + _offer_text(offers))


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
        **({"pack": pack} if (pack := index.pack_of(point.id)) else {}),
    }


def _offer_text(offers: Iterable[str]) -> str:
    from bodymap.core.index import offer_text

    listed = list(offers)
    return offer_text(listed) if listed else tr("“bodymap list” shows all points.")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
