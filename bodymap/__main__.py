"""Starts bodymap: the window, or a command. What only the commands need is imported only for them."""

from __future__ import annotations

import sys


def main() -> int:
    """Run bodymap with the arguments it was started with and return the exit code."""
    try:
        if len(sys.argv) > 1:
            from bodymap.cli import run

            return run(sys.argv[1:])
        return open_window(None)
    except KeyboardInterrupt:  # while modules were still being imported
        return 130


def open_window(point_id: str | None) -> int:
    """Open the window, with this point lit if one is given, and return the exit code when it closes."""
    from bodymap.desktop import name_qt_plugins, window_problem

    if problem := window_problem():
        print(problem, file=sys.stderr)
        return 1
    name_qt_plugins()
    from bodymap.ui.app import run

    return run(point_id)


if __name__ == "__main__":
    sys.exit(main())
