"""Where ``bodymap render`` puts a picture: into a file, or on to the standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from bodymap.core.language import tr
from bodymap.outcome import RefusalError

FORMATS: Final = ("png", "svg", "pdf")
_SUFFIXES: Final = tuple(f".{each}" for each in FORMATS)
_STDOUT: Final = Path("-")


def kind_of_picture(path: Path, named: str | None) -> str:
    """Return the ending that says how to draw. Raises ``RefusalError`` where no picture can be put there."""
    if path == _STDOUT:
        if sys.stdout.isatty():
            raise RefusalError(
                tr("A picture cannot be shown here. Send it on: bodymap render … -o - > FILE, or | PROGRAM.")
            )
        return f".{named or 'png'}"
    if named is None and path.suffix.lower() not in _SUFFIXES:
        said = tr("“{path}” does not say what to draw: end it with {endings}.")
        raise RefusalError(said.format(path=path, endings=", ".join(_SUFFIXES)))
    try:
        folder = path.absolute().parent
    except FileNotFoundError:
        raise RefusalError(tr("The folder that you are in does not exist any more. Change to another.")) from None
    if not folder.is_dir():
        said = tr("There is no folder “{folder}”. Make it first, or choose another.")
        raise RefusalError(said.format(folder=folder))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        said = tr("“{path}” is no ordinary file, and is left alone. Choose another name, or -o - to send it on.")
        raise RefusalError(said.format(path=path))
    return f".{named}" if named else path.suffix.lower()


def put_picture(path: Path, picture: bytes) -> None:
    """Write a picture there, whole or not at all.

    Raises ``RefusalError`` where it cannot be written, and ``BrokenPipeError`` when a reader wants no more.
    """
    from bodymap.ui.saving import write_file

    try:
        if path == _STDOUT:
            sys.stdout.buffer.write(picture)
            sys.stdout.buffer.flush()
        else:
            write_file(path, picture)
    except BrokenPipeError:
        raise
    except OSError as error:
        said = tr("“{path}” cannot be written: {reason}.")
        raise RefusalError(said.format(path=path, reason=error.strerror or error)) from error
