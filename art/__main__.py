"""``python -m art``: redraw every sheet of both figures into ``resources/svg/``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from art import draw, sheets
from art.body import Figure

OUT = Path(__file__).parent.parent / "resources" / "svg"
FIGURES: tuple[Figure, ...] = ("woman", "man")


def catalogue() -> str:
    """``sheets.json``: what the program must know of the sheets before it opens any."""
    rows = [
        {
            "id": s.id,
            "title": s.title,
            "group": s.group,
            "symmetric": s.symmetric,
            "patient_right": s.patient_right,
            "units_per_cm": s.units_per_cm,
        }
        for s in sheets.SHEETS
    ]
    return json.dumps({"version": 1, "sheets": rows}, indent=1) + "\n"


def main(argv: list[str]) -> int:
    """Redraw; ``--figure`` and ``--sheet`` narrow it down while working."""
    parser = argparse.ArgumentParser(prog="python -m art", description=__doc__)
    parser.add_argument("--figure", choices=FIGURES)
    parser.add_argument("--sheet", help="ids, comma separated")
    args = parser.parse_args(argv)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "sheets.json").write_text(catalogue(), encoding="utf-8")
    for figure in [args.figure] if args.figure else FIGURES:
        for sheet in sheets.SHEETS:
            if args.sheet and sheet.id not in args.sheet.split(","):
                continue
            drawing = draw.draw(sheets.seen(sheet, figure))
            path = OUT / figure / f"{sheet.id}.svg"
            path.parent.mkdir(exist_ok=True)
            path.write_text(drawing.svg, encoding="utf-8")
            print(f"{path.name:20} {figure:6} {len(drawing.svg) / 1024:7.0f} kB")
            sheets.seen.cache_clear()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
