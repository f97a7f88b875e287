"""The command line: opens the window at a point, lists and shows points, draws them, checks the data, helps a shell.

Exit codes: 0 done, 1 something is wrong with bodymap's files or this system, 2 the request cannot be met, 130 broken
off at the keyboard.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from bodymap.cli.lookup import COMMANDS
from bodymap.cli.parser import make_parser
from bodymap.core.language import tr
from bodymap.outcome import BROKEN, DONE, INTERRUPTED, REFUSED, BrokenError, RefusalError

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    parser = make_parser()
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
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
