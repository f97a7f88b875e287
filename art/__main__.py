"""``python -m art``: redraw every sheet of both figures into ``resources/svg/``; measure how much skin they show."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import Any

from art import coverage, draw, manifest, muscles, regions, sheets, zones
from art.body import Figure

FIGURES: tuple[Figure, ...] = ("woman", "man")
Job = tuple[Figure, str]


def catalogue(shares: dict[str, float]) -> str:
    """``sheets.json``: what the program must know of the sheets before it opens any; ``shares``: coverage by figure.

    Which points a sheet shows is read from the drawings as they are now.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": s.id,
            "title": s.title,
            "group": s.group,
            "symmetric": s.symmetric,
            "patient_right": s.patient_right,
            "units_per_cm": s.units_per_cm,
            **manifest.shown(s.id),
        }
        for s in sheets.SHEETS
    ]
    listed = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in (("version", 1), ("coverage", shares)))
    sheet_lines = ",\n".join(f" {json.dumps(row)}" for row in rows)
    return "{\n" + "".join(f"{line},\n" for line in listed) + f'"sheets": [\n{sheet_lines}\n]\n}}\n'


def _known_shares() -> dict[str, float]:
    path = manifest.OUT / "sheets.json"
    if not path.exists():
        return {}
    shares: dict[str, float] = json.loads(path.read_text(encoding="utf-8")).get("coverage", {})
    return shares


def _draw(job: Job) -> str:
    """One drawing's SVG (runs in a process of its own)."""
    figure, sheet_id = job
    sheet = next(s for s in sheets.SHEETS if s.id == sheet_id)
    svg = draw.draw(sheets.seen(sheet, figure)).svg
    sheets.seen.cache_clear()
    return svg


def _lay_everything() -> None:
    """Lay muscles, zones and regions once, so that the processes that draw find them laid."""
    for muscle_id in muscles.ids():
        muscles.muscle(muscle_id)
    zones.fields()
    regions.labels()


def _share(figure: Figure) -> float:
    return round(coverage.measure(figure).share, 4)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m art", description=__doc__)
    parser.add_argument("--figure", choices=FIGURES, help="redraw this figure only")
    parser.add_argument("--sheet", help="redraw these sheets only (ids, comma separated)")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="drawings made at a time")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Redraw; ``--figure`` and ``--sheet`` narrow it down while working (coverage is then left as it was)."""
    args = _arguments(argv)
    chosen = args.sheet.split(",") if args.sheet else [s.id for s in sheets.SHEETS]
    jobs: list[Job] = [(f, i) for f in ([args.figure] if args.figure else FIGURES) for i in chosen]
    before = manifest.sources()
    made: dict[str, str] = {}
    _lay_everything()
    # Forked, so that what is laid is shared; where there is no fork each process lays it again.
    context = get_context("fork" if "fork" in get_all_start_methods() else None)
    with ProcessPoolExecutor(args.processes, mp_context=context) as pool:
        for job, svg in zip(jobs, pool.map(_draw, jobs), strict=True):
            name = f"{job[0]}/{job[1]}.svg"
            path = manifest.OUT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(svg, encoding="utf-8", newline="\n")
            made[name] = svg
            print(f"{name:28} {len(svg) / 1024:7.0f} kB", flush=True)
        everything = args.figure is None and args.sheet is None
        shares = _known_shares()
        if everything:
            shares = {str(f): share for f, share in zip(FIGURES, pool.map(_share, FIGURES), strict=True)}
    (manifest.OUT / "sheets.json").write_text(catalogue(shares), encoding="utf-8", newline="\n")
    unchanged = manifest.sources() == before
    manifest.write(made, before if unchanged else "")
    for name, share in shares.items():
        print(f"{name:6} {share:.2%} of the skin is shown within {coverage.DEGREES:.0f} degrees of face-on")
    if not unchanged:
        print("The workshop's sources changed meanwhile: draw again.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
