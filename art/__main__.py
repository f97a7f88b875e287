"""``python -m art``: draw what is not current in ``resources/svg/`` anew; measure how much skin the sheets show.

Each layer of each drawing is drawn anew only where it, or what it is made from, has changed (``art.layers``).
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING

from art import beside, layers, manifest, redraw

if TYPE_CHECKING:
    from art.body import Figure


@dataclass(frozen=True)
class Job:
    """One drawing and the layers of it that are to be drawn."""

    name: str
    wanted: tuple[str, ...]


def _jobs(args: argparse.Namespace) -> list[Job]:
    """What is to be drawn, drawings of one figure and pose one after another: they share the posed figure."""
    content = manifest.read()
    chosen = args.sheet.split(",") if args.sheet else [redraw.parted(name)[1] for name in manifest.names()]
    out = []
    for name in redraw.in_order_of_poses(manifest.names()):
        figure, sheet = redraw.parted(name)
        if sheet not in chosen or args.figure not in (None, figure):
            continue
        wanted = list(layers.fingerprints()) if args.all else manifest.stale_layers(content, name)
        if wanted or manifest.gone_layers(content, name):
            out.append(Job(name, tuple(wanted)))
    return out


def _draw(job: Job) -> redraw.Made:
    """One drawing (runs in a process of its own)."""
    return redraw.drawing(job.name, job.wanted)


def _share(figure_and_shown: tuple[Figure, list[bytes]]) -> float:
    return redraw.share(*figure_and_shown)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m art", description=__doc__)
    parser.add_argument("--figure", choices=layers.FIGURES, help="draw this figure only")
    parser.add_argument("--sheet", help="draw these sheets only (ids, comma separated)")
    parser.add_argument("--all", action="store_true", help="draw every layer, current or not")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="drawings made at a time")
    return parser.parse_args(argv)


def _told(job: Job, size: int) -> str:
    all_of_it = len(job.wanted) == len(layers.fingerprints())
    what = "all" if all_of_it else f"{len(job.wanted)}: {', '.join(job.wanted[:3])}{' ...' if job.wanted[3:] else ''}"
    return f"{job.name:28} {size / 1024:7.0f} kB  {what}"


def _drawn(jobs: list[Job], processes: int) -> dict[str, float]:
    """Draw and write; how much of their skin the figures show whose skin was drawn on every sheet."""
    shown: dict[Figure, list[bytes]] = {"woman": [], "man": []}
    # Forked, so that what is laid is shared; where there is no fork each process lays it again.
    context = get_context("fork" if "fork" in get_all_start_methods() else None)
    redraw.lay({layer for job in jobs for layer in job.wanted})
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for job, made in zip(jobs, pool.map(_draw, jobs), strict=True):
            path = manifest.OUT / job.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made.svg, encoding="utf-8", newline="\n")
            if made.shows:
                shown[redraw.parted(job.name)[0]].append(made.shows)
            print(_told(job, len(made.svg)), flush=True)
        whole = [(figure, bits) for figure, bits in shown.items() if len(bits) == len(manifest.names()) / 2]
        return {figure: share for (figure, _), share in zip(whole, pool.map(_share, whole), strict=True)}


def main(argv: list[str]) -> int:
    """Draw; ``--figure`` and ``--sheet`` narrow it down while working.

    Coverage is measured where the skin of every sheet of a figure is drawn, and left as it was otherwise.
    """
    args = _arguments(argv)
    jobs = _jobs(args)
    before = layers.fingerprints()
    shares = redraw.known_shares() | _drawn(jobs, args.processes)
    (manifest.OUT / "sheets.json").write_text(redraw.catalogue(shares), encoding="utf-8", newline="\n")
    layers.forget()
    changed = {layer for layer, print_ in layers.fingerprints().items() if before.get(layer) != print_}
    manifest.write({job.name: [layer for layer in job.wanted if layer not in changed] for job in jobs})
    if beside.write():
        print("beside.json: which points lie in a cautionary site or beside one")
    for name, share in shares.items():
        print(f"{name:6} {share:.2%} of the skin is shown within {redraw.DEGREES:.0f} degrees of face-on")
    if changed:
        print("The workshop's sources changed meanwhile: draw again.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
