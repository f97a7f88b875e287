"""What makes a shell complete bodymap's commands, options, points and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import shtab

from bodymap.core.language import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

Shell = Literal["bash", "zsh", "fish"]
_POINTS: Final = "bodymap list --ids 2>/dev/null"
"""Asked at every completion, so that no list of points grows old in a shell's files."""


def script(parser: argparse.ArgumentParser, commands: Iterable[argparse.ArgumentParser], shell: Shell) -> str:
    """Return the script for a shell; arguments that the help calls POINT and FILE are completed as what they are."""
    completers = {tr("POINT"): shtab.cmd(_POINTS), tr("FILE"): shtab.FILE}
    for action in (each for command in commands for each in command._actions):  # noqa: SLF001
        if isinstance(action.metavar, str) and action.metavar in completers:
            action.complete = completers[action.metavar]  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)
