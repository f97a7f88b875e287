"""What each command does. Each takes the options that were read and returns the exit code."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from bodymap.cli.lookup import find_point, find_sheet, load_index, open_library, summary
from bodymap.core.language import tr
from bodymap.outcome import DONE, BrokenError, RefusalError
from bodymap.picture_file import kind_of_picture, put_picture

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path


def completion(
    parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser], options: argparse.Namespace
) -> int:
    """Print what makes a shell complete the words of the command line."""
    from bodymap.completion import script

    print(script(parser, commands.values(), options.shell))
    return DONE


def show_help(
    parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser], options: argparse.Namespace
) -> int:
    """Print the help, or that of a command."""
    print((commands[options.name] if options.name else parser).format_help(), end="")
    return DONE


def open_at(options: argparse.Namespace) -> int:
    """Open the window with a point lit; return when it is closed."""
    point = find_point(load_index(), options.point)
    from bodymap.__main__ import open_window

    return open_window(point.id)


def list_points(options: argparse.Namespace) -> int:
    """Print every point in a line: as a table, as JSON, or its id alone."""
    from bodymap.core.finding import legible

    index = load_index()
    if options.ids:
        print("\n".join(point.id for point in index.points))
        return DONE
    library = open_library()
    rows = [summary(index, library, point) for point in index.points]
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


def show(options: argparse.Namespace) -> int:
    """Print the record of a point."""
    index = load_index()
    point = find_point(index, options.point)
    if options.json:
        import msgspec

        _print_json({**summary(index, open_library(), point), **msgspec.to_builtins(point)})
        return DONE
    from bodymap.core.finding import legible
    from bodymap.core.record_text import record_lines

    print(legible("\n".join(record_lines(index, point, options.voice))))
    return DONE


def render(options: argparse.Namespace) -> int:
    """Draw a point into a file, without a display."""
    path: Path = options.output
    kind = kind_of_picture(path, options.format)
    index = load_index()
    point = find_point(index, options.point)
    sheet = None if options.sheet is None else find_sheet(open_library(), options.sheet)
    if (pack := index.pack_of(point.id)) and not open_library().showing(point.id):
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


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
