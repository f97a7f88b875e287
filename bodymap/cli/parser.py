"""The words of the command line: which commands there are, what each takes, and what the help says of them."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, get_args

from bodymap import __version__, assets
from bodymap.cli import checking, exporting, reaching, sources
from bodymap.cli import commands as does
from bodymap.cli.lookup import COMMANDS
from bodymap.core.language import msg, spoken, tr
from bodymap.core.state import Figure, Side, SideChoice, Voice
from bodymap.picture_file import FORMATS

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


def make_parser() -> argparse.ArgumentParser:
    """Return what reads a line of arguments; each command names the function that does it as ``command``."""
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
    opening.set_defaults(command=does.open_at, prints=False)

    listing = commands.add_parser("list", help=tr("list every point"))
    shape = listing.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=tr("as JSON"))
    shape.add_argument("--ids", action="store_true", help=tr("their ids alone, one a line"))
    listing.set_defaults(command=does.list_points)

    showing = commands.add_parser("show", help=tr("show one point's record"))
    showing.add_argument("point", metavar=tr("POINT"))
    showing.add_argument("--json", action="store_true", help=tr("the whole record as JSON"))
    showing.add_argument("--voice", choices=get_args(Voice), default="clinician", help=tr("whose words"))
    showing.set_defaults(command=does.show)

    asking = commands.add_parser("sources", help=tr("rank what the pain of one place or several may come from"))
    where = tr("such as head.temple, or a place or complaint in words, in quotes")
    asking.add_argument("region", metavar=tr("REGION"), nargs="*", help=where)
    saved = tr("a saved painting, in place of places")
    asking.add_argument("--painting", metavar=tr("FILE"), type=Path, help=saved)
    asking.add_argument("--side", choices=get_args(Side), help=tr("the patient's side"))
    asking.add_argument("--essential", action="store_true", help=tr("by main areas alone"))
    asking.add_argument("--json", action="store_true", help=tr("as JSON"))
    asking.set_defaults(command=sources.sources)

    looking = commands.add_parser("reach", help=tr("tell how many muscles commonly send pain to each place"))
    looking.add_argument("--essential", action="store_true", help=tr("by main areas alone"))
    looking.add_argument("--json", action="store_true", help=tr("as JSON"))
    looking.set_defaults(command=reaching.reach)

    rendering = commands.add_parser("render", help=tr("draw a point with its zones and the legend into a file"))
    rendering.add_argument("point", metavar=tr("POINT"))
    rendering.add_argument("--sheet", metavar=tr("S"), help=tr("the sheet's id (default: those that show it best)"))
    rendering.add_argument("--figure", choices=get_args(Figure), default="woman")
    rendering.add_argument("--side", choices=get_args(SideChoice), default="right", help=tr("the patient's side"))
    output = tr(".png, .svg or .pdf; - is the standard output")
    rendering.add_argument("-o", "--output", metavar=tr("FILE"), required=True, type=Path, help=output)
    shape_of = tr("default: as the file's name ends, and png for -o -")
    rendering.add_argument("--format", choices=FORMATS, help=shape_of)
    rendering.set_defaults(command=does.render)

    verifying = commands.add_parser("check", help=tr("check the atlas and the drawings against every rule"))
    whole = tr("an atlas or a pack (default: those that bodymap opens)")
    verifying.add_argument("file", metavar=tr("FILE"), nargs="?", type=Path, help=whole)
    page = tr("write every point with picture, words, sources and findings into a page to print (.html)")
    verifying.add_argument("--report", metavar=tr("FILE"), type=Path, help=page)
    verifying.set_defaults(command=checking.check)

    exporting_ = commands.add_parser("export", help=tr("write the atlas as a data set of its own"))
    exporting_.add_argument("--data", metavar=tr("DIR"), required=True, type=Path, help=tr("a new or an empty folder"))
    exporting_.set_defaults(command=exporting.export)

    completing = commands.add_parser("completion", help=tr("print what makes a shell complete bodymap's words"))
    completing.add_argument("shell", choices=("bash", "zsh", "fish"))
    completing.set_defaults(command=partial(does.completion, parser, commands.choices))

    helping = commands.add_parser("help", help=tr("show this help, or that of a command"))
    helping.add_argument("name", metavar=tr("COMMAND"), nargs="?", choices=COMMANDS)
    helping.set_defaults(command=partial(does.show_help, parser, commands.choices))
    return parser
