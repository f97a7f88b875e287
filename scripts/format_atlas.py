"""Writes ``resources/points.json``, or the files named, in the one form that ``bodymap.core.formatting`` gives."""

from __future__ import annotations

import sys
from pathlib import Path

from bodymap import assets
from bodymap.core.formatting import format_file


def main() -> int:
    """Format each file and tell which were changed; exit code 1 when one could not be."""
    code = 0
    for path in map(Path, sys.argv[1:] or [str(assets.points_path())]):
        try:
            if format_file(path):
                print(f"{path}: written in its one form")
        except (OSError, ValueError) as error:
            print(f"{path}: left as it is: {error}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
